//! Sentences of a comparison: what changes from one plan to another, why, and what it saves.

use super::{Lang, numbers, reasons};
use crate::explain::{Change, Move, Why};
use crate::portfolio::{Label, Portfolio};
use crate::scenario::Scenario;
use crate::units::{Money, Year};

/// Why a change, in words; `scenarios` are those of the first and the second plan.
#[must_use]
pub fn because(portfolio: &Portfolio, scenarios: (&Scenario, &Scenario), why: &Why, lang: Lang) -> String {
    let scenario = if why.before { scenarios.0 } else { scenarios.1 };
    let told = reasons::sentence(portfolio, scenario, why.reason, lang);
    if why.before { format!("{}: {told}", lang.pick("Semula", "Before")) } else { told }
}

/// In how many of so many plans.
#[must_use]
pub fn presence(some: usize, all: usize, lang: Lang) -> &'static str {
    match some {
        0 => lang.pick("tidak di rencana mana pun", "in none"),
        _ if some == all => lang.pick("di semua rencana", "in every plan"),
        _ => lang.pick("di sebagian rencana", "in some"),
    }
}

/// A change in a few words: `I06 dropped (was 2028)`.
#[must_use]
pub fn short(portfolio: &Portfolio, change: &Change, lang: Lang) -> String {
    let id = &portfolio.initiative(change.initiative).id;
    match (change.how, lang) {
        (Move::Added(to), Lang::Id) => format!("{id} ditambah ({})", to.0),
        (Move::Added(to), Lang::En) => format!("{id} added ({})", to.0),
        (Move::Dropped(from), Lang::Id) => format!("{id} dilepas (semula {})", from.0),
        (Move::Dropped(from), Lang::En) => format!("{id} dropped (was {})", from.0),
        (Move::Moved { from, to }, _) => {
            let word = super::summary::change(change.how, lang);
            format!("{id} {word} ({} → {})", from.0, to.0)
        }
    }
}

/// Several changes as one list; what says that nothing changes where there is none.
#[must_use]
pub fn list(portfolio: &Portfolio, changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        return lang.pick("tidak ada yang berubah", "nothing changes").to_owned();
    }
    changes.iter().map(|change| short(portfolio, change, lang)).collect::<Vec<_>>().join("; ")
}

/// A group of changes, for a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// No longer funded.
    Dropped,
    /// Starts later.
    Delayed,
    /// Starts earlier.
    Forward,
    /// Newly funded.
    Added,
}

impl Group {
    /// Every group, the losses first.
    pub const ALL: [Self; 4] = [Self::Dropped, Self::Delayed, Self::Forward, Self::Added];

    /// The group of a change.
    #[must_use]
    pub fn of(change: &Change) -> Self {
        match change.how {
            Move::Dropped(_) => Self::Dropped,
            Move::Added(_) => Self::Added,
            Move::Moved { from, to } if to > from => Self::Delayed,
            Move::Moved { .. } => Self::Forward,
        }
    }
}

/// The heading of a group of changes.
#[must_use]
pub fn group(group: Group, count: usize, lang: Lang) -> String {
    let words = match group {
        Group::Dropped => lang.pick("Tidak lagi didanai", "Falls off"),
        Group::Delayed => lang.pick("Ditunda", "Delayed"),
        Group::Forward => lang.pick("Dimajukan", "Brought forward"),
        Group::Added => lang.pick("Ditambah", "Added"),
    };
    format!("{words} ({})", numbers::count(lang, count))
}

/// When, before and after: `2028 → 2030`, `2028 → -`.
#[must_use]
pub fn years(how: Move) -> String {
    let year = |year: Option<Year>| year.map_or_else(|| "–".to_owned(), |year| year.0.to_string());
    let (from, to) = match how {
        Move::Added(to) => (None, Some(to)),
        Move::Dropped(from) => (Some(from), None),
        Move::Moved { from, to } => (Some(from), Some(to)),
    };
    format!("{} → {}", year(from), year(to))
}

/// A line of the head of a comparison: what it measures, before, after, difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Value in points.
    Value,
    /// Spending within the plan.
    Spending,
    /// Initiatives funded.
    Funded,
}

/// The name of a figure.
#[must_use]
pub fn figure(figure: Figure, lang: Lang) -> &'static str {
    match figure {
        Figure::Value => lang.pick("Manfaat (poin)", "Value (points)"),
        Figure::Spending => lang.pick("Belanja dalam rencana", "Spending in the plan"),
        Figure::Funded => lang.pick("Inisiatif didanai", "Initiatives funded"),
    }
}

/// An index in a year.
#[must_use]
pub fn index(name: &Label, year: Year, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Indeks {} {}", lang.label(name), year.0),
        Lang::En => format!("{} index {}", lang.label(name), year.0),
    }
}

/// The heading of the table of savings by agency.
#[must_use]
pub fn by_agency(lang: Lang) -> &'static str {
    lang.pick(
        "Selisih belanja tiap perangkat daerah (minus = hemat)",
        "Difference in spending of each agency (minus = saved)",
    )
}

/// The heading of the table of who pays.
#[must_use]
pub fn by_fund(lang: Lang) -> &'static str {
    lang.pick("Selisih yang dibayar tiap sumber dana", "Difference in what each fund pays")
}

/// The sum of a table.
#[must_use]
pub fn total(lang: Lang) -> &'static str {
    lang.pick("Jumlah", "Total")
}

/// Both plans are the same.
#[must_use]
pub fn same(lang: Lang) -> &'static str {
    lang.pick("Kedua rencana sama.", "Both plans are the same.")
}

/// The name of a scenario whose total ceiling is cut in some years, in hundredths of a percent.
#[must_use]
pub fn cut_name(name: &Label, cuts: &[(Year, i64)]) -> Label {
    let of = |lang: Lang| {
        let cuts: Vec<String> = cuts
            .iter()
            .map(|&(year, share)| format!("{} −{}", year.0, numbers::percent(lang, share)))
            .collect();
        let word = lang.pick("pagu", "ceiling");
        format!("{}, {word} {}", lang.label(name), cuts.join(", "))
    };
    Label { id: of(Lang::Id), en: of(Lang::En) }
}

/// The name of a plan that was read from a file.
#[must_use]
pub fn of_file(name: &Label) -> Label {
    Label { id: format!("{} (rencana dari berkas)", name.id), en: format!("{} (plan from a file)", name.en) }
}

/// A difference with its sign: `+Rp1.2 bn`.
#[must_use]
pub fn signed(words: String, more: bool) -> String {
    if more { format!("+{words}") } else { words }
}

/// The difference of money with its sign, rounded for reading.
#[must_use]
pub fn money(portfolio: &Portfolio, amount: Money, lang: Lang) -> String {
    signed(numbers::money_short(lang, &portfolio.currency, amount), amount > Money::ZERO)
}
