//! What a run is summed up in: statuses, proofs, changes, what is missing.

use super::{Lang, numbers, rules};
use crate::explain::Move;
use crate::plan::Source;
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Rule, Scenario};
use crate::solve::conflict::Conflict;
use crate::solve::missing::Missing;
use crate::solve::{Outcome, Reached, Stopped};

/// How far a plan is proven, in a few words.
#[must_use]
pub fn proof(outcome: &Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::Proven(_) => lang.pick("terbukti optimal", "proven optimal").to_owned(),
        Outcome::Best(solved, stopped) => {
            let why = stop(*stopped, lang);
            match solved.reached.first() {
                Some(first) if first.proven => match lang {
                    Lang::Id => format!("manfaat terbukti optimal; {why}"),
                    Lang::En => format!("value proven optimal; {why}"),
                },
                Some(first) => {
                    let gap = gap(first, lang);
                    match lang {
                        Lang::Id => format!("terbaik sejauh ini, selisih {gap}; {why}"),
                        Lang::En => format!("best so far, gap {gap}; {why}"),
                    }
                }
                None => why.to_owned(),
            }
        }
        Outcome::Infeasible => {
            lang.pick("tidak ada rencana yang memenuhi semua aturan", "no plan keeps every rule").to_owned()
        }
        Outcome::Unknown(stopped) => {
            let why = stop(*stopped, lang);
            match lang {
                Lang::Id => format!("belum diketahui; {why}"),
                Lang::En => format!("unknown; {why}"),
            }
        }
    }
}

/// The gap as a percentage with four decimals at most.
#[must_use]
pub fn gap(reached: &Reached, lang: Lang) -> String {
    numbers::percent_of_ppm(lang, crate::units::round_half_even(reached.gap() * 1e6).unwrap_or(i64::MAX))
}

/// Why a search ended.
#[must_use]
pub fn stop(stopped: Stopped, lang: Lang) -> &'static str {
    match stopped {
        Stopped::Gap => lang.pick("berhenti pada selisih yang diminta", "stopped at the gap asked for"),
        Stopped::TimeLimit => lang.pick(
            "berhenti pada batas waktu, tidak dapat diulang persis",
            "stopped by the clock, not repeatable",
        ),
        Stopped::WorkLimit => lang.pick("berhenti pada batas kerja", "stopped at the work limit"),
        Stopped::Interrupted => lang
            .pick("dihentikan oleh pengguna, tidak dapat diulang persis", "stopped by hand, not repeatable"),
        Stopped::Solver => {
            lang.pick("pemecah berhenti karena galat numerik", "the solver gave up on numerical errors")
        }
    }
}

/// The name of a goal.
#[must_use]
pub fn goal(portfolio: &Portfolio, goal: Goal, lang: Lang) -> String {
    match goal {
        Goal::MostValue => lang.pick("manfaat terbesar", "most value").to_owned(),
        Goal::LeastCost => lang.pick("biaya terkecil", "least cost").to_owned(),
        Goal::HighestIndex { scheme, year } => {
            let name = lang.label(&portfolio.scheme(scheme).name);
            match lang {
                Lang::Id => format!("indeks {name} tertinggi pada {}", year.0),
                Lang::En => format!("highest {name} index in {}", year.0),
            }
        }
        Goal::EarliestStarts => lang.pick("mulai paling awal", "earliest starts").to_owned(),
        Goal::FirstInOrder => lang.pick("urutan id", "order of ids").to_owned(),
    }
}

/// What kind of change.
#[must_use]
pub fn change(how: Move, lang: Lang) -> &'static str {
    match how {
        Move::Added(_) => lang.pick("ditambah", "added"),
        Move::Dropped(_) => lang.pick("dilepas", "dropped"),
        Move::Moved { from, to } if from < to => lang.pick("ditunda", "delayed"),
        Move::Moved { .. } => lang.pick("dimajukan", "brought forward"),
    }
}

/// What causes an amount, where it is no initiative.
#[must_use]
pub fn source(source: Source, lang: Lang) -> &'static str {
    match source {
        Source::Initiative(_) => lang.pick("inisiatif", "initiative"),
        Source::Base(_) => lang.pick("belanja berjalan", "base spending"),
        Source::Synergy(_) => lang.pick("penghematan sinergi", "synergy saving"),
    }
}

/// Whether an initiative is in.
#[must_use]
pub fn funded(is: bool, lang: Lang) -> &'static str {
    if is { lang.pick("didanai", "funded") } else { lang.pick("tidak didanai", "not funded") }
}

/// As many commitments in a conflict are told one by one.
const FEW: usize = 4;

/// Why a scenario has no plan: the rules that cannot all hold, and the money that would do.
#[must_use]
pub fn infeasible(
    portfolio: &Portfolio,
    scenario: &Scenario,
    conflict: Option<&Conflict>,
    missing: Option<&Missing>,
    lang: Lang,
) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(conflict) = conflict {
        let count = numbers::count(lang, conflict.rules.len());
        let minimal = conflict.is_minimal();
        lines.push(match (lang, minimal) {
            (Lang::Id, _) if conflict.rules.len() == 1 => {
                "Tidak ada rencana yang memenuhi aturan ini:".to_owned()
            }
            (Lang::En, _) if conflict.rules.len() == 1 => "No plan keeps this rule:".to_owned(),
            (Lang::Id, true) => {
                format!("{count} aturan ini tidak dapat dipenuhi bersama; tanpa salah satunya dapat:")
            }
            (Lang::Id, false) => {
                format!("{count} aturan ini tidak dapat dipenuhi bersama (belum terbukti semuanya perlu):")
            }
            (Lang::En, true) => {
                format!("These {count} rules cannot all hold; without any one of them they can:")
            }
            (Lang::En, false) => format!("These {count} rules cannot all hold (not shown minimal):"),
        });
        let sentence = |at: &usize| format!("  - {}", rules::sentence(portfolio, &scenario.rules[*at], lang));
        let started = |at: &usize| match &scenario.rules[*at] {
            Rule::Committed { initiative, start } => {
                Some(format!("{} ({})", portfolio.initiative(*initiative).id, start.0))
            }
            _ => None,
        };
        let commitments: Vec<String> = conflict.rules.iter().filter_map(started).collect();
        let many = commitments.len() > FEW;
        lines.extend(conflict.rules.iter().filter(|at| !many || started(at).is_none()).map(sentence));
        if many {
            let (count, list) = (numbers::count(lang, commitments.len()), commitments.join(", "));
            lines.push(match lang {
                Lang::Id => format!("  - {count} komitmen: {list}."),
                Lang::En => format!("  - {count} commitments: {list}."),
            });
        }
    }
    if let Some(missing) = missing {
        let total = numbers::money(lang, &portfolio.currency, missing.total());
        let by_year: Vec<String> = missing
            .by_year
            .iter()
            .map(|&(year, amount)| {
                format!("{} {}", year.0, numbers::money(lang, &portfolio.currency, amount))
            })
            .collect();
        let by_year = by_year.join(", ");
        lines.push(match (lang, missing.proven) {
            (Lang::Id, true) => {
                format!("Tambahan uang paling sedikit agar semua aturan terpenuhi: {total} ({by_year}).")
            }
            (Lang::Id, false) => {
                format!(
                    "Tambahan uang {total} ({by_year}) cukup menurut pencarian yang dibatasi; yang paling sedikit dicari \
                     tanpa --gap, --time-limit, dan --nodes."
                )
            }
            (Lang::En, true) => {
                format!("The least extra money with which every rule holds: {total} ({by_year}).")
            }
            (Lang::En, false) => format!(
                "Extra money of {total} ({by_year}) would do, says a limited search; the least is looked for without \
                 --gap, --time-limit and --nodes."
            ),
        });
    } else if conflict.is_some() {
        lines.push(
            lang.pick(
                "Tambahan uang tidak menyelesaikannya, atau tidak ditemukan dalam batas pencarian.",
                "More money does not solve it, or none was found within the limits of the search.",
            )
            .to_owned(),
        );
    }
    lines
}
