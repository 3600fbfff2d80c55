//! Sentences of revisions and of near-optimal alternatives.

use super::{Lang, comparison, numbers};
use crate::explain::Change;
use crate::explain::Move;
use crate::plan::{Apart, Plan};
use crate::portfolio::{Label, Portfolio};
use crate::scenario::Goal;
use crate::units::{AgencyIx, InitiativeIx, Money, Points, Year};

/// A goal's number for a reader.
#[must_use]
pub fn number(portfolio: &Portfolio, goal: Goal, number: i128, lang: Lang) -> String {
    match (goal, i64::try_from(number)) {
        (Goal::MostValue, Ok(number)) => numbers::points(lang, Points(number), 1),
        (Goal::LeastCost, Ok(number)) => numbers::money(lang, &portfolio.currency, Money(number)),
        (Goal::HighestIndex { .. }, _) => numbers::index_exact(lang, number),
        _ => number.to_string(),
    }
}

/// A goal's number in full: points with all their decimals and their word.
#[must_use]
pub fn exact(portfolio: &Portfolio, goal: Goal, value: i128, lang: Lang) -> String {
    match (goal, i64::try_from(value)) {
        (Goal::MostValue, Ok(value)) => {
            format!("{} {}", numbers::points(lang, Points(value), 6), lang.pick("poin", "points"))
        }
        _ => number(portfolio, goal, value, lang),
    }
}

/// A gain with its sign, in the goal's unit.
#[must_use]
pub fn gain(portfolio: &Portfolio, goal: Goal, gained: i128, lang: Lang) -> String {
    comparison::signed(number(portfolio, goal, gained, lang), gained > 0)
}

/// The name of a revision with at most so many changes.
#[must_use]
pub fn changes_name(changes: u32) -> Label {
    let plural = if changes == 1 { "change" } else { "changes" };
    Label { id: format!("{changes} perubahan"), en: format!("{changes} {plural}") }
}

/// The name of the revision without a limit on changes.
#[must_use]
pub fn free_name() -> Label {
    Label { id: "Bebas berubah".to_owned(), en: "Free to change".to_owned() }
}

/// The name of the best plan, and of the others.
#[must_use]
pub fn alternative_name(number: usize) -> Label {
    match number {
        0 => Label { id: "Terbaik".to_owned(), en: "Best".to_owned() },
        _ => Label { id: format!("Alternatif {number}"), en: format!("Alternative {number}") },
    }
}

/// The words of `--by`.
#[must_use]
pub fn by_word(apart: Apart) -> &'static str {
    match apart {
        Apart::FirstYear => "year-one",
        Apart::Agency => "agency",
        Apart::Category => "category",
        Apart::Starts => "all",
    }
}

/// What a distance measures.
#[must_use]
pub fn apart(apart: Apart, lang: Lang) -> &'static str {
    match apart {
        Apart::FirstYear => lang.pick(
            "inisiatif yang mulai pada tahun pertama di satu rencana saja",
            "initiatives that start in the first year of only one plan",
        ),
        Apart::Agency => lang.pick(
            "jumlah selisih uang tiap perangkat daerah",
            "sum of the differences in each agency's money",
        ),
        Apart::Category => {
            lang.pick("jumlah selisih uang tiap kategori", "sum of the differences in each category's money")
        }
        Apart::Starts => {
            lang.pick("inisiatif dengan tahun mulai berbeda", "initiatives with another start year")
        }
    }
}

/// A distance in its unit.
#[must_use]
pub fn distance(portfolio: &Portfolio, of: Apart, distance: i128, lang: Lang) -> String {
    if of.is_money() {
        let amount = Money(i64::try_from(distance).unwrap_or(i64::MAX));
        numbers::money_short(lang, &portfolio.currency, amount)
    } else {
        super::charts::initiatives(lang, usize::try_from(distance).unwrap_or(usize::MAX))
    }
}

/// The head of a revision: from when, what is frozen, cancelled and new.
#[must_use]
pub fn revision_head(
    portfolio: &Portfolio,
    from: Year,
    frozen: usize,
    cancelled: &[(InitiativeIx, Year)],
    fresh: &[InitiativeIx],
    lang: Lang,
) -> Vec<String> {
    let id = |ix: InitiativeIx| portfolio.initiative(ix).id.clone();
    let started = super::charts::initiatives(lang, frozen);
    let mut lines = vec![match lang {
        Lang::Id => format!("Direvisi mulai {}: {started} sudah berjalan dan tetap.", from.0),
        Lang::En => format!("Revised from {} on: {started} have started and stay.", from.0),
    }];
    if !cancelled.is_empty() {
        let list: Vec<String> = cancelled.iter().map(|&(ix, _)| id(ix)).collect();
        let list = list.join(", ");
        lines.push(match lang {
            Lang::Id => format!("Dibatalkan oleh kasus: {list}."),
            Lang::En => format!("Cancelled by the case: {list}."),
        });
    }
    if !fresh.is_empty() {
        let list: Vec<String> = fresh.iter().map(|&ix| id(ix)).collect();
        let list = list.join(", ");
        lines.push(match lang {
            Lang::Id => format!("Calon baru yang belum ada dalam rencana lama: {list}."),
            Lang::En => format!("New candidates that the earlier plan does not know: {list}."),
        });
    }
    lines
}

/// From how many changes on there is a plan.
#[must_use]
pub fn least_changes(least: Option<u32>, lang: Lang) -> Option<String> {
    let least = least?;
    (least > 0).then(|| match lang {
        Lang::Id if least == 1 => {
            "Tanpa perubahan tidak ada rencana yang memenuhi semua aturan; sebabnya di bawah.".to_owned()
        }
        Lang::En if least == 1 => "Without a change no plan keeps every rule; why is said below.".to_owned(),
        Lang::Id => format!(
            "Dengan kurang dari {least} perubahan tidak ada rencana yang memenuhi semua aturan; sebabnya di bawah."
        ),
        Lang::En => format!("With fewer than {least} changes no plan keeps every rule; why is said below."),
    })
}

/// How a step of a revision differs from the one before; what goes back to the earlier plan is said so.
#[must_use]
pub fn step(portfolio: &Portfolio, changes: &[Change], earlier: &Plan, lang: Lang) -> String {
    if changes.is_empty() {
        return comparison::list(portfolio, changes, lang);
    }
    let told = |change: &Change| {
        let to = match change.how {
            Move::Added(to) | Move::Moved { to, .. } => Some(to),
            Move::Dropped(_) => None,
        };
        if to != earlier.start(change.initiative) {
            return comparison::short(portfolio, change, lang);
        }
        let id = &portfolio.initiative(change.initiative).id;
        match (to, lang) {
            (Some(to), Lang::Id) => format!("{id} tetap seperti rencana lama ({})", to.0),
            (Some(to), Lang::En) => format!("{id} stays as planned before ({})", to.0),
            (None, Lang::Id) => format!("{id} tetap di luar rencana"),
            (None, Lang::En) => format!("{id} stays out"),
        }
    };
    changes.iter().map(told).collect::<Vec<_>>().join("; ")
}

/// What actual spending does to the revision.
#[must_use]
pub fn actuals_note(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "{count} angka realisasi menggantikan rencana belanja tahun-tahun lalu; sisa pagu dana hanya terbawa bila \
             aturan dananya mengizinkan."
        ),
        Lang::En => format!(
            "{count} actual amounts replace what was planned for past years; a fund's unspent limit carries over only \
             where its rule says so."
        ),
    }
}

/// The most ids of a group that are named in one line.
const SHOWN: usize = 4;

/// What one alternative trades against the best, in one line.
#[must_use]
pub fn trade(
    portfolio: &Portfolio,
    (goal, given_up, best): (Goal, i128, i128),
    changes: &[Change],
    agencies: &[(AgencyIx, Money)],
    lang: Lang,
) -> String {
    let share = given_up.saturating_mul(10_000) / best.abs().max(1);
    let share = numbers::percent(lang, i64::try_from(share).unwrap_or(i64::MAX));
    let amount = number(portfolio, goal, given_up, lang);
    let unit = if goal == Goal::MostValue { lang.pick(" poin", " points") } else { "" };
    let mut groups = Vec::new();
    for group in comparison::Group::ALL {
        let ids: Vec<&str> = changes
            .iter()
            .filter(|change| comparison::Group::of(change) == group)
            .map(|change| portfolio.initiative(change.initiative).id.as_str())
            .collect();
        if ids.is_empty() {
            continue;
        }
        let head = comparison::group(group, ids.len(), lang).to_lowercase();
        let more = if ids.len() > SHOWN { ", …" } else { "" };
        groups.push(format!("{head}: {}{more}", ids[..ids.len().min(SHOWN)].join(", ")));
    }
    let what = if groups.is_empty() { comparison::list(portfolio, changes, lang) } else { groups.join("; ") };
    let moved: Vec<String> = agencies
        .iter()
        .map(|&(agency, amount)| {
            let id = &portfolio.agency(agency).id;
            format!("{id} {}", comparison::money(portfolio, amount, lang))
        })
        .collect();
    let moved = if moved.is_empty() { String::new() } else { format!("; {}", moved.join(", ")) };
    match lang {
        Lang::Id => format!("melepas {amount}{unit} ({share}); {what}{moved}"),
        Lang::En => format!("gives up {amount}{unit} ({share}); {what}{moved}"),
    }
}

/// How an alternative was found: the farthest there is, or the farthest found.
#[must_use]
pub fn farthest(proven: bool, lang: Lang) -> &'static str {
    if proven {
        lang.pick("terjauh yang ada", "the farthest there is")
    } else {
        lang.pick("terjauh yang ditemukan", "the farthest found")
    }
}

/// What the list of alternatives is.
#[must_use]
pub fn alternatives_head(within: u32, of: Apart, found: usize, asked: usize, lang: Lang) -> Vec<String> {
    let share = numbers::percent_of_ppm(lang, within.into());
    let measure = apart(of, lang);
    let mut lines = vec![match lang {
        Lang::Id => format!(
            "Rencana yang paling berbeda, paling banyak {share} di bawah yang terbaik (jarak = {measure}):"
        ),
        Lang::En => {
            format!("The plans that differ most, at most {share} below the best (distance = {measure}):")
        }
    }];
    if found < asked {
        lines.push(match lang {
            Lang::Id => format!("Hanya {found} yang ada atau ditemukan; {asked} diminta."),
            Lang::En => format!("Only {found} exist or were found; {asked} were asked for."),
        });
    }
    lines
}

/// The name of the plan that is revised.
#[must_use]
pub fn earlier_name() -> Label {
    Label { id: "Rencana lama".to_owned(), en: "Earlier plan".to_owned() }
}
