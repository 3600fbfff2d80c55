//! `summary.txt`: what a terminal shows of priorities.

use comfy_table::{CellAlignment, Table, presets};

use super::Shown;
use super::tables::worst;
use crate::explain::compare;
use crate::priority::dissent::Subject;
use crate::priority::pairwise::ACCEPTABLE;
use crate::report::carried;
use crate::study::priorities::{Effect, View};
use crate::words::charts::illustrative;
use crate::words::plain;
use crate::words::priorities::{self as words, Head, Line, heading, line};

/// Numbers for the workshop that are listed; the rest stands in the table.
const LISTED: usize = 12;
/// Weight sets and raters side by side; more would not fit a terminal.
const WIDE: usize = 8;

/// Renders it: weights, raters, what belongs into the next workshop, and what was found in the inputs.
#[must_use]
pub fn render(shown: &Shown) -> String {
    body(shown) + &carried::text(shown.case, shown.lang)
}

fn body(shown: &Shown) -> String {
    let (lang, case, study) = (shown.lang, shown.case, shown.study);
    let mut text = format!("{}\n", lang.label(&case.portfolio.name));
    if case.portfolio.illustrative {
        text.extend([illustrative(lang), ".\n"]);
    }
    let say = |text: &mut String, said: &Line| {
        text.push_str(&line(said, lang));
        text.push('\n');
    };
    let set = case.weight_sets.iter().find(|set| set.id == shown.scenario.weight_set);
    let set = set.map_or("", |set| lang.label(&set.name));
    say(&mut text, &Line::Used(lang.label(&shown.scenario.name), set));
    text.push_str(&weights(shown));
    text.push('\n');
    if study.views.is_empty() {
        say(&mut text, &Line::NoRaters);
    }
    let name = |view: &View| lang.label(&case.elicited.raters[view.rater].name).to_owned();
    for view in &study.views {
        let Some((ratio, Some(revisit))) = view.own.as_ref().and_then(|own| worst(&own.families)) else {
            continue;
        };
        if ratio > ACCEPTABLE {
            let subject = Subject::Judgement(revisit.first, revisit.second);
            let pair = words::subject(&case.portfolio, &case.elicited, subject, lang);
            let ratio = plain::real(lang, ratio, 2);
            let (given, implied) = (words::ratio(lang, revisit.given), words::ratio(lang, revisit.implied));
            say(&mut text, &Line::Revisit(&name(view), &ratio, &pair, &given, &implied));
        }
    }
    let Some(group) = &study.group else {
        say(&mut text, &Line::NoPlan);
        return text;
    };
    if !study.decides {
        say(&mut text, &Line::Undecisive);
        return text;
    }
    let lost = |view: &View| Some(view.best.as_ref()?.reached.value - view.group?);
    if !study.views.is_empty() {
        let same = study.views.iter().filter(|view| lost(view).is_some_and(|lost| lost <= 0)).count();
        say(&mut text, &Line::Agree(same, study.views.len()));
    }
    for view in &study.views {
        match (lost(view), &view.best) {
            (Some(lost), Some(best)) if lost > 0 => {
                let changes = compare(&group.plan, &best.plan).len();
                let percent = words::part(lang, lost, best.reached.value);
                say(&mut text, &Line::Loses(&name(view), &words::points(lang, lost), &percent, changes));
            }
            (Some(_), Some(_)) => say(&mut text, &Line::LosesNothing(&name(view))),
            _ => say(&mut text, &Line::NoView(&name(view))),
        }
    }
    let flips = shown.flips();
    if !study.spreads.is_empty() {
        let open = study.effects.iter().filter(|effect| **effect == Effect::Open).count();
        say(&mut text, &Line::Asked(study.spreads.len(), study.effects.len(), flips.len(), open));
    }
    if !flips.is_empty() {
        text.push('\n');
        say(&mut text, &Line::ForWorkshop);
    }
    for flip in flips.iter().take(LISTED) {
        let subject = flip.change.subject;
        let what = words::subject(&case.portfolio, &case.elicited, subject, lang);
        let number = |of: f64| words::number(lang, subject, of);
        let (used, instead) = (number(flip.change.from), number(flip.change.to));
        let by = words::raters(&case.elicited, &flip.change.raters, lang);
        let changes = words::changes(&case.portfolio, &flip.moved);
        text.push_str("  - ");
        say(
            &mut text,
            &Line::Workshop(&what, &used, &instead, &by, &words::points(lang, flip.lost), &changes),
        );
    }
    if flips.len() > LISTED {
        text.push_str("  ");
        say(&mut text, &Line::More(flips.len() - LISTED));
    }
    text
}

/// Criteria by weight set and rater, with consistency ratios below.
fn weights(shown: &Shown) -> String {
    let (lang, case) = (shown.lang, shown.case);
    let sets = case.weight_sets.iter().zip(&case.elicited.sources);
    let sets = sets.map(|(set, source)| {
        let used = set.id == shown.scenario.weight_set;
        let name = format!("{}{}", lang.label(&set.name), if used { " *" } else { "" });
        (name, &set.weights, worst(&source.families))
    });
    let raters = shown.study.views.iter().filter_map(|view| {
        let own = view.own.as_ref()?;
        let name = lang.label(&case.elicited.raters[view.rater].name).to_owned();
        Some((name, &own.weights, worst(&own.families)))
    });
    let mut columns: Vec<_> = sets.chain(raters).collect();
    columns.truncate(WIDE);
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    let mut header = vec![heading(Head::Criterion, lang).to_owned()];
    header.extend(columns.iter().map(|(name, ..)| name.clone()));
    table.set_header(header);
    for (at, criterion) in case.portfolio.criteria.iter().enumerate() {
        let mut row = vec![lang.label(&criterion.name).to_owned()];
        let weight = |weights: &[f64]| words::share(lang, weights.get(at).copied().unwrap_or(0.0));
        row.extend(columns.iter().map(|(_, weights, _)| weight(weights)));
        table.add_row(row);
    }
    if columns.iter().any(|(.., worst)| worst.is_some()) {
        let mut row = vec![heading(Head::Consistency, lang).to_owned()];
        let ratio = |ratio: Option<f64>| ratio.map(|ratio| plain::real(lang, ratio, 3)).unwrap_or_default();
        row.extend(columns.iter().map(|(.., worst)| ratio(worst.map(|(ratio, _)| ratio))));
        table.add_row(row);
    }
    for at in 1..=columns.len() {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{table}\n")
}
