//! A revision: `revise.csv`, `revise.json`, and the same in words as `revise.txt`.

use comfy_table::ContentArrangement;
use serde::{Deserialize, Serialize};

use super::compare::{change_word, plain_table, right};
use super::{Broken, Cut, as_input, cut};
use crate::explain::{Change, compare};
use crate::input::{Case, InputFile, earlier};
use crate::plan::{Ledger, Plan};
use crate::portfolio::Portfolio;
use crate::report::csv_style::Table;
use crate::report::{Shown, VERSION, json};
use crate::scenario::{Goal, Rule, Scenario, Scope};
use crate::study::revision::{self, Ground};
use crate::units::{InitiativeIx, Money, Year};
use crate::words::columns::{Column, heading};
use crate::words::{Lang, comparison, numbers, plain, studies, summary};

/// What was asked, and what the solver claims beside the plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The scenario of now.
    pub scenario: String,
    /// Cuts of its total ceiling.
    pub cuts: Vec<Cut>,
    /// The first year that is still open.
    pub from: i32,
    /// Initiatives cancelled beside those the case forces out.
    pub cancel: Vec<String>,
    /// Name of the earlier plan's file.
    pub plan: String,
    /// The least number of changes with which there is a plan, as the solver claims.
    pub least_changes: Option<u32>,
}

/// The id of the answer without a limit on changes; the others' ids are their numbers of changes.
pub const FREE: &str = "free";

/// The name of an earlier plan among the inputs.
#[must_use]
pub fn input_name(plan: &str) -> String {
    let ending = if plan.to_ascii_lowercase().ends_with(".json") { "json" } else { "csv" };
    format!("revise/plan.{ending}")
}

/// An earlier plan as an input.
#[must_use]
pub fn input(plan: &str, bytes: &[u8]) -> InputFile {
    as_input(&input_name(plan), bytes)
}

impl Asked {
    /// The ground of the revision.
    ///
    /// # Errors
    /// What the case does not have, or an earlier plan that cannot be read.
    pub fn ground(&self, case: &Case, name: &str, bytes: &[u8]) -> Result<Ground, Broken> {
        let mut scenario = cut(case, &self.scenario, &self.cuts)?;
        if !self.cuts.is_empty() {
            let cuts: Vec<(Year, i64)> = self.cuts.iter().map(|cut| (Year(cut.year), cut.share)).collect();
            scenario.name = comparison::cut_name(&scenario.name, &cuts);
        }
        for id in &self.cancel {
            let who = case.portfolio.find(id).ok_or_else(|| Broken::NoInitiative(id.clone()))?;
            cancel(&mut scenario, who);
        }
        let earlier = earlier(&case.portfolio, name, bytes).map_err(|_| Broken::NoPlan(name.to_owned()))?;
        Ok(Ground::of(&revision::Asked {
            portfolio: &case.portfolio,
            weight_sets: &case.weight_sets,
            scenario: &scenario,
            earlier: &earlier.value,
            from: Year(self.from),
            actuals: &case.actuals,
        }))
    }

    /// The scenarios with so many changes.
    ///
    /// # Errors
    /// As [`Asked::ground`]; an id that is no number of changes.
    pub fn scenarios(
        &self,
        case: &Case,
        ids: &[String],
        name: &str,
        bytes: &[u8],
    ) -> Result<Vec<Scenario>, Broken> {
        let ground = self.ground(case, name, bytes)?;
        ids.iter()
            .map(|id| named(&ground, id, &self.plan).ok_or_else(|| Broken::NoAnswer(id.clone())))
            .collect()
    }

    /// The earlier plan as the study's document tells it.
    fn reference(&self, shown: &Shown) -> Option<(Ground, Plan)> {
        let case = shown.case;
        let held = input_name(&self.plan);
        let file = case.inputs.iter().find(|file| file.name == held)?;
        // The derived case has derived scenarios; the ground needs the one that was asked about.
        let ground = self.ground(&Self::underived(case)?, &self.plan, &file.bytes).ok()?;
        let plan = ground.reference(&case.portfolio);
        Some((ground, plan))
    }

    /// The case as its files say, without what is derived.
    fn underived(case: &Case) -> Option<Case> {
        let files = crate::input::Files::of_case(case).ok()?;
        Some(crate::input::build(&files).ok()?.value)
    }
}

/// Forces an initiative out, whatever was decided of it before.
fn cancel(scenario: &mut Scenario, who: InitiativeIx) {
    scenario.rules.retain(|rule| match rule {
        Rule::ForcedIn { initiative, .. }
        | Rule::ForcedOut { initiative, .. }
        | Rule::Committed { initiative, .. } => *initiative != who,
        _ => true,
    });
    let rule = Rule::ForcedOut { initiative: who, reason: CANCELLED.to_owned() };
    let at = scenario.rules.iter().position(|rule| !revision::comes_first(rule)).unwrap_or(0);
    scenario.rules.insert(at, rule);
}

/// The reason of what is cancelled on the command line.
const CANCELLED: &str = "--cancel";

/// A revision's scenario by its id.
fn named(ground: &Ground, id: &str, source: &str) -> Option<Scenario> {
    let (mut scenario, name) = if id == FREE {
        (ground.scenario.clone(), studies::free_name())
    } else {
        let changes: u32 = id.parse().ok()?;
        (ground.within(changes, source), studies::changes_name(changes))
    };
    id.clone_into(&mut scenario.id);
    scenario.name = name;
    Some(scenario)
}

/// The tables, the document and the words.
#[must_use]
pub fn files(asked: &super::Asked, own: &Asked, shown: &[Shown], lang: Lang) -> Vec<(&'static str, Vec<u8>)> {
    let Some(told) = Told::of(own, shown) else { return Vec::new() };
    vec![
        ("revise.csv", table(&told, lang)),
        ("revise.json", render(asked, shown, &told)),
        ("revise.txt", text(own, &told, lang).into_bytes()),
    ]
}

/// A revision as its tables tell it.
pub struct Told<'a> {
    ground: Ground,
    reference: Plan,
    /// Every answer in order with what it reaches and how it differs.
    pub steps: Vec<Row<'a>>,
    portfolio: &'a Portfolio,
    actuals: usize,
}

/// One answer of a revision.
pub struct Row<'a> {
    /// The answer.
    pub shown: &'a Shown<'a>,
    /// How many changes were allowed; `None` where there is no limit.
    pub changes: Option<u32>,
    /// The first goal with its value, where there is a plan.
    pub reached: Option<(Goal, i128)>,
    /// What it gains over the step before.
    pub gain: Option<i128>,
    /// How it differs from the step before (the first: from the earlier plan).
    pub step: Vec<Change>,
    /// How it differs from the earlier plan.
    pub all: Vec<Change>,
}

impl<'a> Told<'a> {
    /// Tells the answers of a revision; `None` where its earlier plan cannot be read again.
    #[must_use]
    pub fn of(asked: &Asked, shown: &'a [Shown<'a>]) -> Option<Self> {
        let first = shown.first()?;
        let (ground, reference) = asked.reference(first)?;
        let mut steps: Vec<Row> = Vec::new();
        for one in shown {
            let solved = one.answer.outcome.solved();
            let reached = solved.and_then(|solved| solved.reached.first());
            let reached = reached.map(|reached| (reached.goal, reached.value));
            let before = steps
                .iter()
                .rev()
                .find_map(|row| Some((row.shown.answer.outcome.solved()?.plan.clone(), row.reached?.1)));
            let gain = before.as_ref().zip(reached).map(|((_, before), (_, value))| value - before);
            let from = before.as_ref().map_or(&reference, |(plan, _)| plan);
            let step = solved.map(|solved| compare(from, &solved.plan)).unwrap_or_default();
            let all = solved.map(|solved| compare(&reference, &solved.plan)).unwrap_or_default();
            let changes = one.scenario.id.parse().ok();
            steps.push(Row { shown: one, changes, reached, gain, step, all });
        }
        let actuals = first.case.actuals.iter().filter(|actual| actual.year.0 < asked.from).count();
        Some(Self { ground, reference, steps, portfolio: &first.case.portfolio, actuals })
    }

    /// The earlier plan as far as it stands.
    #[must_use]
    pub fn reference(&self) -> &Plan {
        &self.reference
    }

    /// How a step differs from the one before, in words; nothing where it has no plan.
    #[must_use]
    pub fn step(&self, row: &Row, lang: Lang) -> String {
        if row.reached.is_none() {
            return String::new();
        }
        studies::step(self.portfolio, &row.step, &self.reference, lang)
    }

    /// The scenario without a limit on changes.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.ground.scenario
    }
}

fn label(row: &Row, lang: Lang) -> String {
    lang.label(&row.shown.scenario.name).to_owned()
}

fn spent(row: &Row) -> Option<Money> {
    let plan = &row.shown.answer.outcome.solved()?.plan;
    let ledger = Ledger::of(&row.shown.case.portfolio, row.shown.scenario, plan);
    Some(ledger.spent_in_horizon(&Scope::total()))
}

fn table(told: &Told, lang: Lang) -> Vec<u8> {
    let columns =
        [Column::Changes, Column::Proof, Column::Value, Column::Gain, Column::Spending, Column::Funded];
    let languages = lang.both();
    let mut headings: Vec<&str> = columns.iter().map(|&column| heading(column, lang)).collect();
    headings.extend(languages.map(|lang| heading(Column::What, lang)));
    headings.extend(languages.map(|lang| heading(Column::AgainstEarlier, lang)));
    let mut table = Table::with_headings(lang, &headings);
    let portfolio = told.portfolio;
    for row in &told.steps {
        let number = |(goal, number): (Goal, i128)| exact(portfolio, goal, number, lang);
        let goal = row.reached.map(|(goal, _)| goal);
        let plan = row.shown.answer.outcome.solved().map(|solved| &solved.plan);
        let mut cells = vec![
            row.changes.map_or_else(|| label(row, lang), |changes| changes.to_string()),
            summary::proof(&row.shown.answer.outcome, lang),
            row.reached.map(number).unwrap_or_default(),
            goal.zip(row.gain).map(number).unwrap_or_default(),
            spent(row).map(|m| plain::amount(lang, m, portfolio.currency.decimals)).unwrap_or_default(),
            plan.map(|plan| plan.started().count().to_string()).unwrap_or_default(),
        ];
        cells.extend(languages.map(|lang| told.step(row, lang)));
        let all = |lang| {
            if plan.is_some() { comparison::list(portfolio, &row.all, lang) } else { String::new() }
        };
        cells.extend(languages.map(all));
        table.row(&cells);
    }
    table.finish()
}

/// A goal's number for a spreadsheet.
#[must_use]
pub fn exact(portfolio: &Portfolio, goal: Goal, number: i128, lang: Lang) -> String {
    let small = i64::try_from(number).unwrap_or(i64::MAX);
    match goal {
        Goal::MostValue => plain::points(lang, crate::units::Points(small)),
        Goal::LeastCost => plain::amount(lang, Money(small), portfolio.currency.decimals),
        Goal::HighestIndex { .. } => plain::amount(lang, Money(small), 7),
        _ => number.to_string(),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    asked: &'a super::Asked,
    case: &'a str,
    frozen: Vec<StartRow<'a>>,
    cancelled: Vec<StartRow<'a>>,
    fresh: Vec<&'a str>,
    actual_amounts: usize,
    steps: Vec<StepRow<'a>>,
    version: &'static str,
}

#[derive(Serialize)]
struct StartRow<'a> {
    id: &'a str,
    start: i32,
}

#[derive(Serialize)]
struct StepRow<'a> {
    changes: Option<u32>,
    status: &'static str,
    value: Option<f64>,
    gain: Option<f64>,
    spending: Option<i64>,
    changed: Vec<ChangeRow<'a>>,
    step_id: String,
    step_en: String,
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    id: &'a str,
    change: &'static str,
    start_before: Option<i32>,
    start_after: Option<i32>,
}

fn render(asked: &super::Asked, shown: &[Shown], told: &Told) -> Vec<u8> {
    let portfolio = told.portfolio;
    let id = |ix: InitiativeIx| portfolio.initiative(ix).id.as_str();
    let starts = |starts: &[(InitiativeIx, Year)]| {
        starts.iter().map(|&(ix, year)| StartRow { id: id(ix), start: year.0 }).collect()
    };
    let changed = |change: &Change| {
        let (word, start_before, start_after) = change_word(change.how);
        ChangeRow { id: id(change.initiative), change: word, start_before, start_after }
    };
    let step = |row: &Row| {
        let goal = row.reached.map(|(goal, _)| goal);
        StepRow {
            changes: row.changes,
            status: json::status(&row.shown.answer.outcome),
            value: row.reached.map(|(goal, value)| json::in_points(portfolio, goal, value)),
            gain: goal.zip(row.gain).map(|(goal, gain)| json::in_points(portfolio, goal, gain)),
            spending: spent(row).map(|amount| amount.0),
            changed: row.all.iter().map(changed).collect(),
            step_id: told.step(row, Lang::Id),
            step_en: told.step(row, Lang::En),
        }
    };
    super::document(
        shown,
        &Document {
            asked,
            case: &portfolio.id,
            frozen: starts(&told.ground.frozen),
            cancelled: starts(&told.ground.cancelled),
            fresh: told.ground.fresh.iter().map(|&ix| id(ix)).collect(),
            actual_amounts: told.actuals,
            steps: told.steps.iter().map(step).collect(),
            version: VERSION,
        },
    )
}

/// The revision in words.
fn text(asked: &Asked, told: &Told, lang: Lang) -> String {
    let portfolio = told.portfolio;
    let mut lines = vec![lang.label(&portfolio.name).to_owned()];
    let ground = &told.ground;
    lines.extend(studies::revision_head(
        portfolio,
        Year(asked.from),
        ground.frozen.len(),
        &ground.cancelled,
        &ground.fresh,
        lang,
    ));
    if told.actuals > 0 {
        lines.push(studies::actuals_note(told.actuals, lang));
    }
    lines.extend(studies::least_changes(asked.least_changes, lang));
    let mut table = plain_table();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    let columns =
        [Column::Changes, Column::Value, Column::Gain, Column::Spending, Column::Proof, Column::What];
    table.set_header(columns.map(|column| heading(column, lang)));
    for row in &told.steps {
        let goal = row.reached.map(|(goal, _)| goal);
        table.add_row([
            label(row, lang),
            row.reached
                .map(|(goal, value)| studies::number(portfolio, goal, value, lang))
                .unwrap_or_default(),
            goal.zip(row.gain)
                .map(|(goal, gain)| studies::gain(portfolio, goal, gain, lang))
                .unwrap_or_default(),
            spent(row).map(|m| numbers::money_short(lang, &portfolio.currency, m)).unwrap_or_default(),
            summary::proof(&row.shown.answer.outcome, lang),
            told.step(row, lang),
        ]);
    }
    right(&mut table, 1..4);
    table.set_width(150);
    let mut text = lines.join("\n") + "\n" + &table.to_string() + "\n";
    for row in &told.steps {
        let (conflict, missing) = (row.shown.answer.conflict.as_ref(), row.shown.answer.missing.as_ref());
        let why = summary::infeasible(portfolio, row.shown.scenario, conflict, missing, lang);
        if !why.is_empty() {
            text.extend(["\n", &label(row, lang), "\n", &why.join("\n"), "\n"]);
        }
    }
    text
}
