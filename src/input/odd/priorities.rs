//! Priorities that deserve a second look: criteria that decide nothing, say the same twice or call too much high, and
//! raters who contradict themselves.

use crate::diagnostic::{Finding, Place};
use crate::input::gather::Gather;
use crate::input::rules::Ground;
use crate::input::toml_tree::Node;
use crate::input::weights::named_parts;
use crate::portfolio::Criterion;
use crate::priority::elicited::{self, Elicited};
use crate::priority::{on_curve, pairwise};
use crate::units::{real, round_half_even};

/// A criterion weighing less than this in every set decides next to nothing.
const SLIGHT: f64 = 0.02;
/// With fewer initiatives nothing is said of correlations and shares.
const FEW: usize = 6;

/// Looks at criteria and raters.
pub fn look(g: &mut Gather, ground: &Ground<'_>, case: &Node) {
    if ground.head.value_given {
        return;
    }
    let criteria = &ground.portfolio.criteria;
    let columns: Vec<Vec<f64>> = (0..criteria.len()).map(|at| points(ground, at)).collect();
    // Where everything is worth nothing, that is said once.
    let anything = columns.iter().flatten().any(|points| *points > 0.0);
    for (at, criterion) in criteria.iter().enumerate() {
        let place = || super::place_of(case, "criterion", &criterion.id);
        let points = &columns[at];
        let same = points.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9);
        if points.len() > 1 && same && anything {
            g.add(Finding::NeverDiffers { criterion: criterion.id.clone() }, place());
        }
        let weights = ground.head.weight_sets.iter().filter_map(|set| set.weights.get(at));
        let most = weights.copied().fold(0.0, f64::max);
        if most > 0.0 && most < SLIGHT {
            let percent = format!("{:.1}", most * 100.0);
            g.add(Finding::AlmostNoWeight { criterion: criterion.id.clone(), percent }, place());
        }
    }
    if columns.first().is_some_and(|points| points.len() >= FEW) {
        correlated(g, ground, case, &columns);
        too_many_high(g, ground, case, &columns);
    }
    raters(g, &ground.head.elicited());
}

/// Points of every initiative in a criterion.
fn points(ground: &Ground<'_>, at: usize) -> Vec<f64> {
    let items = ground.portfolio.initiatives.iter();
    let curve = ground.portfolio.criteria.get(at).map_or(&[][..], |criterion| &criterion.curve);
    items.filter_map(|item| item.scores.get(at)).map(|score| on_curve(curve, *score)).collect()
}

/// Two criteria that rise and fall together may count one thing twice.
fn correlated(g: &mut Gather, ground: &Ground<'_>, case: &Node, columns: &[Vec<f64>]) {
    let criteria = &ground.portfolio.criteria;
    for (a, first) in criteria.iter().enumerate() {
        for (b, second) in criteria.iter().enumerate().skip(a + 1) {
            let Some(found) = correlation(&columns[a], &columns[b]) else { continue };
            if found > ground.head.checks.correlation {
                let (first, second) = (first.id.clone(), second.id.clone());
                let place = super::place_of(case, "criterion", &second);
                g.add(Finding::Correlated { first, second, correlation: format!("{found:.2}") }, place);
            }
        }
    }
}

/// Pearson's correlation; none where one of the two never differs.
fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let count = real(i64::try_from(a.len()).ok()?);
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / count, b.iter().sum::<f64>() / count);
    let product = |x: &[f64], mean_x: f64, y: &[f64], mean_y: f64| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum()
    };
    let spread = (product(a, mean_a, a, mean_a) * product(b, mean_b, b, mean_b)).sqrt();
    (spread > 1e-9).then(|| product(a, mean_a, b, mean_b) / spread)
}

/// Where nearly everything is high, nothing is a priority.
fn too_many_high(g: &mut Gather, ground: &Ground<'_>, case: &Node, columns: &[Vec<f64>]) {
    let Some(most) = ground.head.checks.high_share else { return };
    let from = ground.head.checks.high_from;
    let share = |points: &[f64]| {
        let count = |count: usize| real(i64::try_from(count).unwrap_or(0));
        count(points.iter().filter(|points| **points >= from).count()) / count(points.len())
    };
    let percent = |share: f64| round_half_even(share * 100.0).unwrap_or(0);
    let elicited = ground.head.elicited();
    for (at, criterion) in ground.portfolio.criteria.iter().enumerate() {
        let mut found = vec![(None, share(&columns[at]))];
        for (rater, held) in elicited.raters.iter().enumerate() {
            let own = rated(&elicited, rater, at, criterion);
            if own.len() >= FEW {
                found.push((Some(held.id.clone()), share(&own)));
            }
        }
        for (rater, share) in found.into_iter().filter(|(_, share)| *share > most + 1e-9) {
            let place = super::place_of(case, "criterion", &criterion.id);
            let (criterion, share, most) = (criterion.id.clone(), percent(share), percent(most));
            g.add(Finding::TooManyHigh { criterion, rater, share, most }, place);
        }
    }
}

/// One rater's points in a criterion.
fn rated(elicited: &Elicited, rater: usize, at: usize, criterion: &Criterion) -> Vec<f64> {
    let own = elicited.ratings.iter().filter(|rating| rating.rater == rater && rating.criterion == at);
    own.map(|rating| on_curve(&criterion.curve, rating.score)).collect()
}

/// Raters whose own comparisons contradict each other or do not connect everything.
fn raters(g: &mut Gather, elicited: &Elicited) {
    for (rater, held) in elicited.raters.iter().enumerate() {
        let own = || elicited.judgements.iter().filter(|judgement| judgement.rater == rater);
        let Some(first) = own().next() else { continue };
        let at = |line: usize| Place {
            file: "judgements.csv".into(),
            line: Some(line),
            column: Some(1),
            field: None,
            ..Place::default()
        };
        let families = elicited::families(&elicited.tree, &elicited.judgements, &elicited.raters, &[rater]);
        let families = match families {
            Ok(families) => families,
            Err(apart) => {
                for one in apart {
                    let parts = named_parts(&elicited.tree, &one);
                    g.add(Finding::RaterApart { rater: held.id.clone(), parts }, at(first.line));
                }
                continue;
            }
        };
        for family in families {
            let (Some(ratio), Some(revisit)) = (family.consistency, family.revisit) else { continue };
            if ratio <= pairwise::ACCEPTABLE {
                continue;
            }
            let (a, b) = (family.members[revisit.first], family.members[revisit.second]);
            let line =
                own().find(|said| elicited::ratio(said, a, b).is_some()).map_or(first.line, |said| said.line);
            let finding = Finding::Inconsistent {
                rater: held.id.clone(),
                ratio: format!("{ratio:.2}"),
                pair: format!("{} : {}", elicited.tree.nodes[a].id, elicited.tree.nodes[b].id),
                given: written(revisit.given),
                implied: written(revisit.implied),
            };
            g.add(finding, at(line));
        }
    }
}

/// A ratio as people write it: `3`, `1/5`, `2.5`.
fn written(ratio: f64) -> String {
    let whole = |number: f64| (number - number.round()).abs() < 1e-6;
    if whole(ratio) {
        format!("{ratio:.0}")
    } else if whole(1.0 / ratio) {
        format!("1/{:.0}", 1.0 / ratio)
    } else {
        format!("{ratio:.2}")
    }
}
