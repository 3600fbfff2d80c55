//! Words of a question: what is wished, and the difference it makes in one line.

use super::{Lang, numbers};
use crate::portfolio::{Label, Portfolio};
use crate::scenario::Goal;
use crate::study::what_if::Wish;
use crate::units::{Level, Money};

/// What rules of a question say of where they come from, in every language.
pub const REASON: &str = "andai/what-if";

/// A wish in a few words: `A12 starts in 2028`.
#[must_use]
pub fn wish(portfolio: &Portfolio, wish: &Wish, lang: Lang) -> String {
    let id = |initiative| &portfolio.initiative(initiative).id;
    let money = |amount: Money| numbers::money(lang, &portfolio.currency, amount);
    let share = |share: i64| numbers::percent(lang, share);
    match (wish, lang) {
        (Wish::Start(who, year), Lang::Id) => format!("{} mulai {}", id(*who), year.0),
        (Wish::Start(who, year), Lang::En) => format!("{} starts in {}", id(*who), year.0),
        (Wish::Must(who), Lang::Id) => format!("{} harus masuk", id(*who)),
        (Wish::Must(who), Lang::En) => format!("{} must be in", id(*who)),
        (Wish::Without(who), Lang::Id) => format!("tanpa {}", id(*who)),
        (Wish::Without(who), Lang::En) => format!("without {}", id(*who)),
        (Wish::Ceiling(year, most), Lang::Id) => format!("pagu {} {}", year.0, money(*most)),
        (Wish::Ceiling(year, most), Lang::En) => format!("ceiling {} {}", year.0, money(*most)),
        (Wish::CutYear(year, cut), Lang::Id) => format!("pagu {} −{}", year.0, share(*cut)),
        (Wish::CutYear(year, cut), Lang::En) => format!("ceiling {} −{}", year.0, share(*cut)),
        (Wish::CutFund(fund, cut), Lang::Id) => {
            format!("dana {} −{}", lang.label(&portfolio.fund(*fund).name), share(*cut))
        }
        (Wish::CutFund(fund, cut), Lang::En) => {
            format!("fund {} −{}", lang.label(&portfolio.fund(*fund).name), share(*cut))
        }
        (Wish::Agency(agency, total), lang) => {
            let total = *total;
            let name = lang.label(&portfolio.agency(*agency).name);
            match lang {
                Lang::Id => format!("{name} paling banyak {} selama rencana", money(total)),
                Lang::En => format!("{name} at most {} over the plan", money(total)),
            }
        }
        (
            Wish::CeilingOf(..) | Wish::FundOf(..) | Wish::Scale(_) | Wish::Weights(_) | Wish::Off(..),
            lang,
        ) => of_rules(portfolio, wish, lang),
    }
}

/// A wish about limits, weights and rules.
fn of_rules(portfolio: &Portfolio, wish: &Wish, lang: Lang) -> String {
    let money = |amount: Money| numbers::money(lang, &portfolio.currency, amount);
    match wish {
        Wish::CeilingOf(id, year, most) => {
            format!("{} {id} {} {}", lang.pick("pagu", "ceiling"), year.0, money(*most))
        }
        Wish::FundOf(fund, year, most) => {
            let name = lang.label(&portfolio.fund(*fund).name);
            format!("{} {name} {} {}", lang.pick("dana", "fund"), year.0, money(*most))
        }
        Wish::Scale(share) => {
            let change = numbers::percent(lang, (*share - 10_000).abs());
            let sign = if *share < 10_000 { '\u{2212}' } else { '+' };
            format!("{} {sign}{change}", lang.pick("semua pagu dan dana", "all ceilings and funds"))
        }
        Wish::Weights(weights) => {
            let share = |weight: &i64| numbers::percent(lang, (*weight + 50) / 100);
            let one = |(weight, held): (&i64, &crate::portfolio::Criterion)| {
                format!("{} {}", lang.label(&held.name), share(weight))
            };
            let parts: Vec<String> = weights.iter().zip(&portfolio.criteria).map(one).collect();
            format!("{} {}", lang.pick("bobot", "weights"), parts.join("; "))
        }
        Wish::Off(kind, id) => {
            let kind = super::explain::kind(*kind, lang);
            let id = id.as_ref().map_or_else(String::new, |id| format!(" ({id})"));
            format!("{} {kind}{id}", lang.pick("tanpa aturan", "without"))
        }
        _ => String::new(),
    }
}

/// The name of a scenario with wishes.
#[must_use]
pub fn name(portfolio: &Portfolio, name: &Label, wishes: &[Wish]) -> Label {
    let of = |lang: Lang| {
        let wishes: Vec<String> = wishes.iter().map(|one| wish(portfolio, one, lang)).collect();
        format!("{}, {} {}", lang.label(name), lang.pick("bila", "if"), wishes.join(", "))
    };
    Label { id: of(Lang::Id), en: of(Lang::En) }
}

/// The difference in one line.
pub struct Headline {
    /// What the first goal is.
    pub goal: Goal,
    /// By how much it is better; negative where it is worse.
    pub gain: i128,
    /// The index of the first scheme at the end, before and after.
    pub index: Option<(Level, Level)>,
    /// How many initiatives are added, dropped, moved.
    pub changes: [usize; 3],
}

/// That line.
#[must_use]
pub fn headline(portfolio: &Portfolio, line: &Headline, lang: Lang) -> String {
    let (id, en) = match (line.goal, line.gain.signum()) {
        (Goal::MostValue, 0) => ("Manfaat tetap", "The value stays"),
        (Goal::MostValue, 1) => ("Manfaat naik", "The value rises by"),
        (Goal::MostValue, _) => ("Manfaat turun", "The value falls by"),
        (Goal::LeastCost, 0) => ("Biaya tetap", "The cost stays"),
        (Goal::LeastCost, 1) => ("Biaya turun", "The cost falls by"),
        (Goal::LeastCost, _) => ("Biaya naik", "The cost rises by"),
        (Goal::HighestIndex { .. } | Goal::EarliestStarts | Goal::FirstInOrder, 0) => {
            ("Tujuan utama tercapai sama baik", "The first goal is met as well")
        }
        (Goal::HighestIndex { .. } | Goal::EarliestStarts | Goal::FirstInOrder, 1) => {
            ("Tujuan utama tercapai lebih baik", "The first goal is met better")
        }
        (Goal::HighestIndex { .. } | Goal::EarliestStarts | Goal::FirstInOrder, _) => {
            ("Tujuan utama tercapai kurang baik", "The first goal is met less well")
        }
    };
    let amount = super::studies::number(portfolio, line.goal, line.gain.abs(), lang);
    let amount = match (line.goal, line.gain) {
        (_, 0) | (Goal::HighestIndex { .. } | Goal::EarliestStarts | Goal::FirstInOrder, _) => String::new(),
        (Goal::MostValue, _) => format!(" {amount} {}", lang.pick("poin", "points")),
        (Goal::LeastCost, _) => format!(" {amount}"),
    };
    let by = format!("{}{amount}", lang.pick(id, en));
    let index = line.index.map(|(before, after)| {
        let word = lang.pick("indeks", "index");
        format!("; {word} {} → {}", numbers::index(lang, before), numbers::index(lang, after))
    });
    let [added, dropped, moved] = line.changes.map(|count| numbers::count(lang, count));
    let changes = match lang {
        Lang::Id => format!("{added} ditambah, {dropped} dilepas, {moved} digeser"),
        Lang::En => format!("{added} added, {dropped} dropped, {moved} moved"),
    };
    format!("{by}{}; {changes}.", index.unwrap_or_default())
}

/// The answer is by the first goal alone.
#[must_use]
pub fn by_first_goal(lang: Lang) -> &'static str {
    lang.pick(
        "Terbukti terbaik menurut tujuan utama; rencana lain mungkin sama baiknya (--all-goals memastikannya).",
        "Proven best by the first goal; another plan may be as good (--all-goals settles it).",
    )
}

/// Where the plan that is asked about comes from.
#[must_use]
pub fn from_kept(folder: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("rencana dasar dari {folder}, diperiksa ulang"),
        Lang::En => format!("the plan asked about is that of {folder}, checked again"),
    }
}

/// Nothing was wished.
#[must_use]
pub fn nothing(lang: Lang) -> &'static str {
    lang.pick(
        "tidak ada yang ditanyakan: beri --start, --must, --without, --ceiling, atau --cut",
        "nothing is asked: give --start, --must, --without, --ceiling or --cut",
    )
}

/// A key of `--cut` that is no year, agency or fund.
#[must_use]
pub fn no_payer(id: &str, nearest: Option<&str>, lang: Lang) -> String {
    match (lang, nearest) {
        (Lang::Id, Some(near)) => {
            format!("{id} bukan tahun, perangkat daerah, atau sumber dana; yang terdekat {near}")
        }
        (Lang::Id, None) => format!("{id} bukan tahun, perangkat daerah, atau sumber dana"),
        (Lang::En, Some(near)) => format!("{id} is no year, agency or fund; the nearest is {near}"),
        (Lang::En, None) => format!("{id} is no year, agency or fund"),
    }
}

/// A year in which an initiative cannot start.
#[must_use]
pub fn no_start(id: &str, year: i32, from: i32, to: i32, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{id} tidak dapat mulai {year}: paling cepat {from}, paling lambat {to}"),
        Lang::En => format!("{id} cannot start in {year}: from {from} to {to}"),
    }
}

/// An agency's share can only be cut from a plan.
#[must_use]
pub fn no_plan_to_cut(lang: Lang) -> &'static str {
    lang.pick(
        "skenario ini tidak punya rencana, jadi tidak ada yang dapat dipotong dari perangkat daerah",
        "this scenario has no plan, so there is nothing to cut from an agency",
    )
}
