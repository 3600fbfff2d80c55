//! `priorities.json`: the study for machines, and what `verify` reads back: the plans and what is claimed of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::{VERSION, claimed, json};
use super::{Shown, ground, starts};
use crate::claims::Unreadable;
use crate::input::Case;
use crate::priority::dissent::Subject;
use crate::scenario::Scenario;
use crate::solve::Reached;
use crate::study::priorities::{Best, Effect, Study, outline};
use crate::units::{Points, real};

/// The file's name.
pub const FILE: &str = "priorities.json";

/// The format's name.
const FORMAT: &str = "petajalan-priorities/1";

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    case: String,
    scenario: String,
    version: String,
    weight_set: String,
    /// Whether the first goal is value.
    weights_decide: bool,
    weight_sets: BTreeMap<String, BTreeMap<String, f64>>,
    group: Option<BestRow>,
    raters: Vec<RaterRow>,
    disputed: Vec<DisputedRow>,
    /// Questions asked, each one end of what is disputed.
    asked: usize,
    changes_plan: Vec<FlipRow>,
    /// Questions the search did not decide, by position.
    undecided: Vec<usize>,
    inputs: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct BestRow {
    starts: BTreeMap<String, i32>,
    goal: json::GoalRow,
}

#[derive(Serialize, Deserialize)]
struct RaterRow {
    rater: String,
    weights: Option<BTreeMap<String, f64>>,
    consistency_ratio: Option<f64>,
    own_scores: usize,
    /// What the group's plan and the rater's best are worth to the rater, in points.
    group_value: Option<f64>,
    best_value: Option<f64>,
    best: Option<BestRow>,
}

#[derive(Serialize, Deserialize)]
struct DisputedRow {
    kind: String,
    of: String,
    against: Option<String>,
    in_use: Option<f64>,
    lowest: f64,
    lowest_by: Vec<String>,
    highest: f64,
    highest_by: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct FlipRow {
    /// Position of the question.
    question: usize,
    kind: String,
    of: String,
    against: Option<String>,
    in_use: f64,
    instead: f64,
    said_by: Vec<String>,
    /// Points by which another plan is better.
    lost: f64,
    best: BestRow,
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let (case, study) = (shown.case, shown.study);
    let weights = |weights: &[f64]| -> BTreeMap<String, f64> {
        case.portfolio.criteria.iter().map(|c| c.id.clone()).zip(weights.iter().copied()).collect()
    };
    let ids = |who: &[usize]| who.iter().map(|&at| case.elicited.raters[at].id.clone()).collect::<Vec<_>>();
    let points = |value: i128| real(i64::try_from(value).unwrap_or(i64::MAX)) / real(Points::PER_POINT);
    let raters = study.views.iter().map(|view| RaterRow {
        rater: case.elicited.raters[view.rater].id.clone(),
        weights: view.own.as_ref().map(|own| weights(&own.weights)),
        consistency_ratio: view.own.as_ref().and_then(|own| super::tables::worst(&own.families)).map(|w| w.0),
        own_scores: view.scores,
        group_value: view.group.map(points),
        best_value: view.best.as_ref().map(|best| points(best.reached.value)),
        best: view.best.as_ref().map(|best| best_row(shown, best)),
    });
    let disputed = study.spreads.iter().map(|spread| {
        let (kind, of, against) = names(case, spread.subject);
        DisputedRow {
            kind,
            of,
            against,
            in_use: spread.group,
            lowest: spread.low.0,
            lowest_by: ids(&spread.low.1),
            highest: spread.high.0,
            highest_by: ids(&spread.high.1),
        }
    });
    let answered = || study.changes.iter().zip(&study.effects).enumerate();
    let flips = answered().filter_map(|(question, (change, effect))| {
        let Effect::Flips(best, held) = effect else { return None };
        let (kind, of, against) = names(case, change.subject);
        Some(FlipRow {
            question,
            kind,
            of,
            against,
            in_use: change.from,
            instead: change.to,
            said_by: ids(&change.raters),
            lost: points(best.reached.value - held),
            best: best_row(shown, best),
        })
    });
    let open = answered().filter(|(_, (_, effect))| **effect == Effect::Open).map(|(at, _)| at);
    json::carrying(
        &Document {
            format: FORMAT.to_owned(),
            case: case.portfolio.id.clone(),
            scenario: shown.scenario.id.clone(),
            version: VERSION.to_owned(),
            weight_set: shown.scenario.weight_set.clone(),
            weights_decide: study.decides,
            weight_sets: case.weight_sets.iter().map(|set| (set.id.clone(), weights(&set.weights))).collect(),
            group: study.group.as_ref().map(|best| best_row(shown, best)),
            raters: raters.collect(),
            disputed: disputed.collect(),
            asked: study.effects.len(),
            changes_plan: flips.collect(),
            undecided: open.collect(),
            inputs: json::inputs(case).into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect(),
        },
        shown.case,
    )
}

/// Kind and ids of what a number speaks of.
fn names(case: &Case, subject: Subject) -> (String, String, Option<String>) {
    let criterion = |at: usize| case.portfolio.criteria[at].id.clone();
    let node = |at: usize| case.elicited.tree.nodes[at].id.clone();
    let (kind, of, against) = match subject {
        Subject::Weight(at) => ("weight", criterion(at), None),
        Subject::Judgement(first, second) => ("comparison", node(first), Some(node(second))),
        Subject::Score(initiative, at) => {
            ("score", case.portfolio.initiative(initiative).id.clone(), Some(criterion(at)))
        }
    };
    (kind.to_owned(), of, against)
}

fn best_row(shown: &Shown, best: &Best) -> BestRow {
    let goal = json::goal_row(&shown.case.portfolio, &best.reached);
    BestRow { starts: starts(shown, best), goal }
}

/// The study a document claims, everything that follows from the inputs made anew. Only its form is checked here.
///
/// # Errors
/// What is wrong with the document, for `words`.
pub fn claimed(case: &Case, scenario: &Scenario, bytes: &[u8]) -> Result<Study, Unreadable> {
    let document: Document = claimed::document(bytes)?;
    if document.format != FORMAT {
        return Err(Unreadable::Format(document.format));
    }
    let ground = ground(case, scenario).ok_or_else(|| Unreadable::Word(scenario.weight_set.clone()))?;
    let plans = document.raters.len().saturating_add(document.changes_plan.len());
    claimed::judgeable(plans, &case.portfolio, scenario)?;
    let group = document.group.as_ref().map(|row| best(case, row)).transpose()?;
    let mut study = outline(&ground, scenario, group);
    for row in document.raters {
        let rater = case.elicited.raters.iter().position(|rater| rater.id == row.rater);
        let view = study.views.iter_mut().find(|view| Some(view.rater) == rater);
        let view = view.ok_or(Unreadable::Word(row.rater))?;
        view.best = row.best.as_ref().map(|row| best(case, row)).transpose()?;
    }
    if document.asked != 0 && document.asked != study.changes.len() {
        return Err(Unreadable::Word(document.asked.to_string()));
    }
    study.effects = vec![Effect::Stands; document.asked];
    for row in document.changes_plan {
        let held = outline_value(&ground, scenario, &study, row.question);
        let slot = study.effects.get_mut(row.question);
        let (slot, held) = slot.zip(held).ok_or_else(|| Unreadable::Word(row.question.to_string()))?;
        *slot = Effect::Flips(best(case, &row.best)?, held);
    }
    for question in document.undecided {
        let slot = study.effects.get_mut(question);
        *slot.ok_or_else(|| Unreadable::Word(question.to_string()))? = Effect::Open;
    }
    Ok(study)
}

/// What the group's plan is worth after a change.
fn outline_value(
    ground: &crate::priority::dissent::Ground<'_>,
    scenario: &Scenario,
    study: &Study,
    question: usize,
) -> Option<i128> {
    let change = study.changes.get(question)?;
    let (portfolio, changed) = crate::study::priorities::changed(ground, scenario, change);
    let plan = &study.group.as_ref()?.plan;
    Some(crate::plan::standing::goal(&portfolio, &changed, plan, crate::scenario::Goal::MostValue))
}

fn best(case: &Case, row: &BestRow) -> Result<Best, Unreadable> {
    let plan = claimed::plan(&case.portfolio, &row.starts)?;
    let goal = json::goal_of(&case.portfolio, &row.goal.goal)
        .ok_or_else(|| Unreadable::Word(row.goal.goal.clone()))?;
    let (value, bound, proven) = (row.goal.value, row.goal.claimed_bound, row.goal.proven);
    Ok(Best { plan, reached: Reached { goal, value, bound, proven } })
}
