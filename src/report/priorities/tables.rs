//! The tables of priorities: `weights.csv`, `raters.csv`, `disputed.csv`, `workshop.csv`.

use super::super::csv_style::Table;
use super::Shown;
use crate::explain::compare;
use crate::priority::dissent::{Change, Spread};
use crate::priority::elicited::Family;
use crate::priority::pairwise::Revisit;
use crate::study::priorities::{Best, Effect};
use crate::units::Points;
use crate::words::priorities::{self as words, Fate, Head, heading};
use crate::words::{Lang, plain};

fn table(lang: Lang, heads: &[Head]) -> Table {
    Table::with_headings(lang, &heads.iter().map(|&head| heading(head, lang)).collect::<Vec<_>>())
}

/// Points in full.
fn full(lang: Lang, value: i128) -> String {
    plain::points(lang, Points(i64::try_from(value).unwrap_or(i64::MAX)))
}

/// The largest consistency ratio of families, and the comparison to revisit there as nodes.
pub fn worst(families: &[Family]) -> Option<(f64, Option<Revisit>)> {
    let mut found: Option<(f64, Option<Revisit>)> = None;
    for family in families {
        let Some(ratio) = family.consistency else { continue };
        if found.is_none_or(|(held, _)| ratio > held) {
            let nodes = |revisit: Revisit| Revisit {
                first: family.members[revisit.first],
                second: family.members[revisit.second],
                ..revisit
            };
            found = Some((ratio, family.revisit.map(nodes)));
        }
    }
    found
}

/// `weights.csv`: every node in every weight set and to every rater.
pub fn weights(shown: &Shown) -> Vec<u8> {
    let (lang, elicited) = (shown.lang, &shown.case.elicited);
    let heads = [
        Head::Kind,
        Head::Source,
        Head::InUse,
        Head::Method,
        Head::Criterion,
        Head::Name,
        Head::Group,
        Head::Local,
        Head::Weight,
        Head::ByMean,
        Head::Consistency,
    ];
    let mut table = table(lang, &heads);
    let tree = &elicited.tree;
    let mut rows = |rater: bool, id: &str, method: &str, local: &[f64], families: &[Family]| {
        let used = !rater && id == shown.scenario.weight_set;
        let overall = tree.overall(&tree.products(local));
        for (at, node) in tree.nodes.iter().enumerate() {
            let family = families.iter().find(|family| family.members.contains(&at));
            let mean = family.and_then(|family| {
                let position = family.members.iter().position(|member| *member == at)?;
                family.geometric.get(position).copied()
            });
            let number = |number: Option<f64>| number.map(|n| plain::real(lang, n, 6)).unwrap_or_default();
            table.row(&[
                words::source_kind(lang, rater).to_owned(),
                id.to_owned(),
                words::yes(lang, used).to_owned(),
                method.to_owned(),
                node.id.clone(),
                lang.label(&node.name).to_owned(),
                node.parent.map(|parent| tree.nodes[parent].id.clone()).unwrap_or_default(),
                number(local.get(at).copied()),
                number(overall.get(at).copied()),
                number(mean),
                number(family.and_then(|family| family.consistency)),
            ]);
        }
    };
    for (set, source) in shown.case.weight_sets.iter().zip(&elicited.sources) {
        rows(false, &set.id, &words::method(&source.method, lang), &source.local, &source.families);
    }
    for view in &shown.study.views {
        let Some(own) = &view.own else { continue };
        rows(true, &elicited.raters[view.rater].id, "", &own.local, &own.families);
    }
    table.finish()
}

/// `raters.csv`: how consistent each rater is and what the group's plan costs in the rater's eyes.
pub fn raters(shown: &Shown) -> Vec<u8> {
    let (lang, case) = (shown.lang, shown.case);
    let heads = [
        Head::Rater,
        Head::Name,
        Head::RaterWeight,
        Head::OwnScores,
        Head::Consistency,
        Head::Revisit,
        Head::Given,
        Head::Implied,
        Head::GroupValue,
        Head::BestValue,
        Head::Lost,
        Head::LostShare,
        Head::Changes,
        Head::WhatChanges,
        Head::Proof,
    ];
    let mut table = table(lang, &heads);
    for view in &shown.study.views {
        let rater = &case.elicited.raters[view.rater];
        let worst = view.own.as_ref().and_then(|own| worst(&own.families));
        let pair = |revisit: &Revisit| {
            let subject = crate::priority::dissent::Subject::Judgement(revisit.first, revisit.second);
            words::subject(&case.portfolio, &case.elicited, subject, lang)
        };
        let revisit = worst.and_then(|(_, revisit)| revisit);
        let ratio = |ratio: Option<f64>| ratio.map(|ratio| words::ratio(lang, ratio)).unwrap_or_default();
        let mut row = vec![
            rater.id.clone(),
            lang.label(&rater.name).to_owned(),
            plain::real(lang, rater.weight, 6),
            view.scores.to_string(),
            worst.map(|(ratio, _)| plain::real(lang, ratio, 4)).unwrap_or_default(),
            revisit.as_ref().map(pair).unwrap_or_default(),
            ratio(revisit.map(|revisit| revisit.given)),
            ratio(revisit.map(|revisit| revisit.implied)),
            view.group.map(|value| full(lang, value)).unwrap_or_default(),
        ];
        row.extend(best_cells(shown, view.group, view.best.as_ref()));
        table.row(&row);
    }
    table.finish()
}

/// What the best plan in a rater's eyes is worth, and how it differs from the group's.
fn best_cells(shown: &Shown, group: Option<i128>, best: Option<&Best>) -> Vec<String> {
    let lang = shown.lang;
    let (Some(held), Some(best), Some(plan)) = (group, best, shown.study.group.as_ref()) else {
        return vec![String::new(); 6];
    };
    let lost = best.reached.value - held;
    // Where nothing is lost the group's plan is a best one too, whatever other plan was found.
    let moved = if lost > 0 { compare(&plan.plan, &best.plan) } else { Vec::new() };
    vec![
        full(lang, best.reached.value),
        full(lang, lost),
        words::part(lang, lost, best.reached.value),
        moved.len().to_string(),
        words::changes(&shown.case.portfolio, &moved),
        words::proven(lang, best.reached.proven).to_owned(),
    ]
}

/// `disputed.csv`: every number on which raters differ, widest first within its kind, and what it does.
pub fn disputed(shown: &Shown) -> Vec<u8> {
    let (lang, case) = (shown.lang, shown.case);
    let heads = [
        Head::Kind,
        Head::Subject,
        Head::Used,
        Head::Lowest,
        Head::LowestBy,
        Head::Highest,
        Head::HighestBy,
        Head::AtLowest,
        Head::AtHighest,
    ];
    let mut table = table(lang, &heads);
    for spread in widest_first(&shown.study.spreads) {
        let number = |of: f64| words::number(lang, spread.subject, of);
        let who = |who: &[usize]| words::raters(&case.elicited, who, lang);
        table.row(&[
            words::kind(lang, spread.subject).to_owned(),
            words::subject(&case.portfolio, &case.elicited, spread.subject, lang),
            spread.group.map(number).unwrap_or_default(),
            number(spread.low.0),
            who(&spread.low.1),
            number(spread.high.0),
            who(&spread.high.1),
            words::fate(lang, fate(shown, spread, spread.low.0)).to_owned(),
            words::fate(lang, fate(shown, spread, spread.high.0)).to_owned(),
        ]);
    }
    table.finish()
}

/// Weights, then comparisons, then scores; within each the widest apart first (comparisons by ratio).
fn widest_first(spreads: &[Spread]) -> Vec<&Spread> {
    use crate::priority::dissent::Subject;
    let key = |spread: &Spread| match spread.subject {
        Subject::Weight(_) => (0, spread.high.0 - spread.low.0),
        Subject::Judgement(..) => (1, (spread.high.0 / spread.low.0).ln()),
        Subject::Score(..) => (2, spread.high.0 - spread.low.0),
    };
    let mut sorted: Vec<&Spread> = spreads.iter().collect();
    sorted.sort_by(|a, b| {
        let ((kind_a, wide_a), (kind_b, wide_b)) = (key(a), key(b));
        kind_a.cmp(&kind_b).then(wide_b.total_cmp(&wide_a))
    });
    sorted
}

fn fate(shown: &Shown, spread: &Spread, end: f64) -> Fate {
    let asked = |change: &Change| change.subject == spread.subject && (change.to - end).abs() < 1e-12;
    let at = shown.study.changes.iter().position(asked);
    match at.and_then(|at| shown.study.effects.get(at)) {
        Some(Effect::Stands) => Fate::Stands,
        Some(Effect::Flips(..)) => Fate::Flips,
        Some(Effect::Open) => Fate::Open,
        None => Fate::NotAsked,
    }
}

/// `workshop.csv`: only what changes the plan, the costliest first.
pub fn workshop(shown: &Shown) -> Vec<u8> {
    let (lang, case) = (shown.lang, shown.case);
    let heads = [
        Head::Rank,
        Head::Kind,
        Head::Subject,
        Head::Used,
        Head::Instead,
        Head::SaidBy,
        Head::Lost,
        Head::Changes,
        Head::WhatChanges,
    ];
    let mut table = table(lang, &heads);
    for (at, flip) in shown.flips().iter().enumerate() {
        let subject = flip.change.subject;
        table.row(&[
            (at + 1).to_string(),
            words::kind(lang, subject).to_owned(),
            words::subject(&case.portfolio, &case.elicited, subject, lang),
            words::number(lang, subject, flip.change.from),
            words::number(lang, subject, flip.change.to),
            words::raters(&case.elicited, &flip.change.raters, lang),
            full(lang, flip.lost),
            flip.moved.len().to_string(),
            words::changes(&case.portfolio, &flip.moved),
        ]);
    }
    table.finish()
}
