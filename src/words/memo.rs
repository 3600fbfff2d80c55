//! Sentences of the memo: what a plan does and why, for whoever has to defend it.

use super::{Lang, numbers};
use crate::portfolio::{Label, Portfolio};
use crate::scenario::Scenario;
use crate::units::{Level, Money, Points, Year};

/// A part of the memo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the plan reaches.
    Result,
    /// Money by year.
    Money,
    /// What starts in a year.
    Starts(Year),
    /// What is not funded.
    Out,
    /// Against a plain ranking.
    Ranking,
    /// What rules cost and money buys.
    Prices,
    /// Why there is no plan.
    NoPlan,
    /// Decisions.
    Decisions,
    /// What was found in the inputs.
    Findings,
    /// How far to trust it.
    Trust,
    /// The rules referred to.
    Rules,
}

/// Its heading.
#[must_use]
pub fn heading(part: Part, lang: Lang) -> String {
    let (id, en) = match part {
        Part::Result => ("Apa yang dicapai", "What the plan reaches"),
        Part::Money => ("Uang menurut tahun", "Money by year"),
        Part::Starts(year) => {
            return match lang {
                Lang::Id => format!("Dimulai {}", year.0),
                Lang::En => format!("Starting in {}", year.0),
            };
        }
        Part::Out => ("Tidak didanai, dan mengapa", "Not funded, and why"),
        Part::Ranking => ("Dibanding urutan prioritas biasa", "Against a plain ranking"),
        Part::Prices => ("Harga aturan dan tambahan pagu", "What rules cost and more money buys"),
        Part::NoPlan => ("Mengapa tidak ada rencana", "Why there is no plan"),
        Part::Decisions => ("Keputusan yang dicatat", "Decisions on record"),
        Part::Findings => {
            ("Temuan pada masukan dan nilai bawaan", "Findings in the inputs and default values")
        }
        Part::Trust => ("Seberapa jauh dapat dipercaya", "How far to trust it"),
        Part::Rules => ("Aturan yang dirujuk", "The rules referred to"),
    };
    lang.pick(id, en).to_owned()
}

/// A sentence of the memo.
#[derive(Clone, Copy, Debug)]
pub enum Say<'a> {
    /// Whose memo it is: the name of the scenario.
    Of(&'a Scenario),
    /// How many of how many are funded.
    Funded(usize, usize),
    /// What the plan is worth.
    Worth(Points),
    /// How sure that is, in words.
    Proof(&'a str),
    /// What it spends, and what there is.
    Spends(Money, Option<Money>),
    /// An index today and at the end of a year.
    Index(&'a Label, Level, Year, Level),
    /// What is spent in a year after the plan to keep things running.
    After(Year, Money),
    /// The bound the solver claims.
    Claimed(&'a str),
    /// The bound anyone can check.
    Checked(&'a str),
    /// The audit.
    Audited,
    /// How to check it all.
    Verify,
    /// Nobody has asked for prices.
    NoPrices(&'a str),
}

/// The sentence in a language.
#[must_use]
pub fn sentence(portfolio: &Portfolio, say: &Say, lang: Lang) -> String {
    let money = |amount: Money| numbers::money(lang, &portfolio.currency, amount);
    let count = |count: usize| numbers::count(lang, count);
    match (*say, lang) {
        (Say::Of(scenario), Lang::Id) => format!("Memo skenario {}", lang.label(&scenario.name)),
        (Say::Of(scenario), Lang::En) => format!("Memo on scenario {}", lang.label(&scenario.name)),
        (Say::Funded(some, all), Lang::Id) => {
            format!("{} dari {} calon inisiatif didanai.", count(some), count(all))
        }
        (Say::Funded(some, all), Lang::En) => {
            format!("{} of {} candidate initiatives are funded.", count(some), count(all))
        }
        (Say::Worth(points), lang) => {
            let points = numbers::points(lang, points, 6);
            match lang {
                Lang::Id => format!("Manfaat rencana {points} poin."),
                Lang::En => format!("The plan is worth {points} points."),
            }
        }
        (Say::Proof(proof), _) => format!("Status: {proof}."),
        (Say::Spends(spent, Some(most)), Lang::Id) => {
            format!("Belanja selama rencana {} dari pagu {}.", money(spent), money(most))
        }
        (Say::Spends(spent, Some(most)), Lang::En) => {
            format!("It spends {} of a ceiling of {}.", money(spent), money(most))
        }
        (Say::Spends(spent, None), Lang::Id) => format!("Belanja selama rencana {}.", money(spent)),
        (Say::Spends(spent, None), Lang::En) => format!("It spends {}.", money(spent)),
        (Say::Index(name, today, year, then), lang) => {
            let (name, today, then) =
                (lang.label(name), numbers::index(lang, today), numbers::index(lang, then));
            match lang {
                Lang::Id => format!(
                    "Proyeksi indeks {name}: {today} kini, {then} pada akhir {}; bukan nilai resmi.",
                    year.0
                ),
                Lang::En => format!(
                    "Projected {name} index: {today} today, {then} at the end of {}; not the official score.",
                    year.0
                ),
            }
        }
        (Say::After(year, amount), Lang::Id) => {
            format!("Setelah rencana, pada {}, yang berjalan masih memerlukan {}.", year.0, money(amount))
        }
        (Say::After(year, amount), Lang::En) => {
            format!("After the plan, in {}, what runs still takes {}.", year.0, money(amount))
        }
        (Say::Claimed(bound), Lang::Id) => {
            format!("Menurut pemecah, tidak ada rencana yang melewati {bound}; itu pernyataan pemecah.")
        }
        (Say::Claimed(bound), Lang::En) => {
            format!("By the solver's word no plan passes {bound}.")
        }
        (Say::Checked(bound), Lang::Id) => {
            format!("Batas yang dapat dihitung ulang siapa pun dari sertifikat: {bound}.")
        }
        (Say::Checked(bound), Lang::En) => {
            format!("The bound that anyone can recompute from the certificate: {bound}.")
        }
        (Say::Audited, Lang::Id) => {
            "Rencana ini memenuhi setiap aturan: diperiksa dalam bilangan bulat, tanpa pemecah.".to_owned()
        }
        (Say::Audited, Lang::En) => {
            "The plan keeps every rule: checked in exact integers, without the solver.".to_owned()
        }
        (Say::Verify, Lang::Id) => {
            "Periksa sendiri folder ini: petajalan verify. Rujukan dalam kurung siku menunjuk baris masukan dan aturan \
             (nomornya sama dengan di certificate.json)."
                .to_owned()
        }
        (Say::Verify, Lang::En) => {
            "Check this folder yourself: petajalan verify. References in brackets point to rows of the inputs and to rules \
             (numbered as in certificate.json)."
                .to_owned()
        }
        (Say::NoPrices(id), Lang::Id) => {
            format!("Harga aturan belum dihitung: petajalan explain KASUS --scenario {id}.")
        }
        (Say::NoPrices(id), Lang::En) => {
            format!("What rules cost has not been worked out: petajalan explain CASE --scenario {id}.")
        }
    }
}

/// A column of the memo's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Year.
    Year,
    /// What is spent.
    Spent,
    /// The total ceiling.
    Ceiling,
    /// What is left of it.
    Left,
}

/// Its heading.
#[must_use]
pub fn head(of: Head, lang: Lang) -> &'static str {
    match of {
        Head::Year => lang.pick("Tahun", "Year"),
        Head::Spent => lang.pick("Belanja", "Spending"),
        Head::Ceiling => lang.pick("Pagu", "Ceiling"),
        Head::Left => lang.pick("Sisa", "Left"),
    }
}

/// What a sentence rests on, for the brackets after it.
#[must_use]
pub fn rule(number: usize, lang: Lang) -> String {
    format!("{} {number}", lang.pick("aturan", "rule"))
}

/// An entry of the log of decisions.
#[must_use]
pub fn decision(number: usize, lang: Lang) -> String {
    format!("{} {number}", lang.pick("keputusan", "decision"))
}
