//! Where a search is, and what it says of rules that cannot all hold.

use std::collections::BTreeMap;

use crate::explain::rule_costs::Kind;
use crate::scenario::Scenario;
use crate::solve::conflict::Conflict;
use crate::words::{Lang, explain, numbers};

/// Where a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has been found yet.
    Searching,
    /// A plan is there, and at most so many millionths are missing, where that is known.
    Improving(Option<i64>),
    /// No plan is better.
    Proven,
    /// No plan keeps every rule.
    Impossible,
    /// The clock ended the search; at most so many millionths are missing.
    TimeUp(Option<i64>),
    /// The clock ended the search before a plan was found.
    Nothing,
    /// A newer question of the same page took its place.
    Replaced,
    /// The program ends.
    Ending,
}

/// Where a search is, in a line.
#[must_use]
pub fn status(status: Status, lang: Lang) -> String {
    let gap = |ppm: i64| numbers::percent_of_ppm(lang, ppm);
    match (status, lang) {
        (Status::Searching, Lang::Id) => "Sedang mencari\u{2026}".to_owned(),
        (Status::Searching, Lang::En) => "Searching\u{2026}".to_owned(),
        (Status::Improving(Some(ppm)), Lang::Id) => {
            format!("Sudah ada rencana; paling jauh {} dari yang terbaik. Masih mencari\u{2026}", gap(ppm))
        }
        (Status::Improving(Some(ppm)), Lang::En) => {
            format!("There is a plan, at most {} from the best. Still searching\u{2026}", gap(ppm))
        }
        (Status::Improving(None), Lang::Id) => "Sudah ada rencana. Masih mencari\u{2026}".to_owned(),
        (Status::Improving(None), Lang::En) => "There is a plan. Still searching\u{2026}".to_owned(),
        (Status::Proven, Lang::Id) => {
            "Terbukti: tidak ada rencana yang lebih baik menurut tujuan utama.".to_owned()
        }
        (Status::Proven, Lang::En) => "Proven: no plan is better by the first goal.".to_owned(),
        (Status::Impossible, Lang::Id) => {
            "Terbukti: tidak ada rencana yang memenuhi semua aturan.".to_owned()
        }
        (Status::Impossible, Lang::En) => "Proven: no plan keeps every rule.".to_owned(),
        (Status::TimeUp(Some(ppm)), Lang::Id) => {
            format!("Waktu habis; rencana ini paling jauh {} dari yang terbaik.", gap(ppm))
        }
        (Status::TimeUp(Some(ppm)), Lang::En) => {
            format!("Time is up; this plan is at most {} from the best.", gap(ppm))
        }
        (Status::TimeUp(None), Lang::Id) => "Waktu habis; rencana ini mungkin bukan yang terbaik.".to_owned(),
        (Status::TimeUp(None), Lang::En) => "Time is up; this plan may not be the best.".to_owned(),
        (Status::Nothing, Lang::Id) => {
            "Waktu habis sebelum ada rencana atau bukti bahwa tidak ada.".to_owned()
        }
        (Status::Nothing, Lang::En) => {
            "Time is up before there was a plan, or a proof that there is none.".to_owned()
        }
        (Status::Replaced, Lang::Id) => "Diganti oleh pertanyaan yang lebih baru.".to_owned(),
        (Status::Replaced, Lang::En) => "Replaced by a newer question.".to_owned(),
        (Status::Ending, Lang::Id) => "Program berhenti.".to_owned(),
        (Status::Ending, Lang::En) => "The program is ending.".to_owned(),
    }
}

/// Rules that cannot all hold, where they are many and not shown to be needed: how many of each kind.
#[must_use]
pub fn among(scenario: &Scenario, conflict: &Conflict, lang: Lang) -> Vec<String> {
    let kinds = conflict.rules.iter().map(|&at| scenario.rules.get(at).and_then(Kind::of));
    let mut counts: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    let all = numbers::count(lang, conflict.rules.len());
    let first = match lang {
        Lang::Id => {
            format!("Pertentangannya ada di antara {all} aturan ini; mungkin tidak semuanya terlibat:")
        }
        Lang::En => {
            format!("The conflict is among these {all} rules; perhaps not all of them have part in it:")
        }
    };
    let line = |(kind, count): (Option<Kind>, usize)| {
        let name = kind.map_or(lang.pick("komitmen", "commitments"), |kind| explain::kind(kind, lang));
        format!("  - {name}: {}", numbers::count(lang, count))
    };
    std::iter::once(first).chain(counts.into_iter().map(line)).collect()
}

/// What is still looked for where no plan keeps every rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looking {
    /// Which rules cannot all hold.
    Rules,
    /// How much money would do.
    Money,
}

/// That it is.
#[must_use]
pub fn looking(looking: Looking, lang: Lang) -> &'static str {
    match looking {
        Looking::Rules => lang.pick(
            "Masih mencari aturan mana saja yang bertentangan\u{2026}",
            "Still looking for which rules are in conflict\u{2026}",
        ),
        Looking::Money => lang.pick(
            "Masih mencari tambahan uang yang cukup\u{2026}",
            "Still looking for the money that would do\u{2026}",
        ),
    }
}

/// The time did not do.
#[must_use]
pub fn no_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Aturan mana yang bertentangan tidak ditemukan dalam waktu yang ada.",
        "Which rules are in conflict was not found in the time there was.",
    )
}
