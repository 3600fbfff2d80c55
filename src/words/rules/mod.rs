//! Every rule as a sentence, and every breach as the end of one.
//!
//! [`sentence`] says what a rule asks: "Ceiling total: all spending in 2027 is at most Rp15,000,000,000." [`breach`]
//! says how a plan breaks it, beginning small and ending in a full stop, so that it can follow a colon: "ceiling
//! total in 2027 is exceeded by Rp5: Rp20 instead of at most Rp15."
//!
//! Initiatives are named by id, everything else by name. It judges nothing: breaches come from `audit`.

mod breach;
mod phrase;

pub use breach::breach;

use super::{Lang, numbers};
use crate::portfolio::{Dependency, Portfolio};
use crate::scenario::{Base, Choose, Rule};
use phrase::Phrase;

/// One of two formatted texts; only the one in the language is made.
macro_rules! say {
    ($lang:expr, $id:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::words::Lang::Id => format!($id),
            $crate::words::Lang::En => format!($en),
        }
    };
}
use say;

/// What one clause of what an initiative waits for asks: "A01 finished before or a variant of Network started".
#[must_use]
pub fn clause(portfolio: &Portfolio, clause: &Dependency, lang: Lang) -> String {
    Phrase { portfolio, lang }.clause(clause)
}

/// What the rule asks, as one sentence.
#[must_use]
pub fn sentence(portfolio: &Portfolio, rule: &Rule, lang: Lang) -> String {
    let phrase = Phrase { portfolio, lang };
    match rule {
        Rule::Window { .. }
        | Rule::Mandatory { .. }
        | Rule::MandatoryGroup { .. }
        | Rule::Committed { .. }
        | Rule::ForcedIn { .. }
        | Rule::ForcedOut { .. }
        | Rule::Dependency { .. } => of_start(phrase, rule),
        Rule::Alternatives { .. }
        | Rule::Bundle { .. }
        | Rule::MinimumStarts { .. }
        | Rule::StartsPerYear { .. }
        | Rule::Stability { .. } => of_choice(phrase, rule),
        Rule::FundLimit { .. } | Rule::FundHorizonLimit { .. } | Rule::CarryOver { .. } => {
            of_fund(phrase, rule)
        }
        Rule::Synergy { .. } | Rule::Pool { .. } | Rule::Outcome { .. } => of_effect(phrase, rule),
        Rule::Ceiling { .. }
        | Rule::HorizonCeiling { .. }
        | Rule::Floor { .. }
        | Rule::ShareFloor { .. }
        | Rule::ShareCap { .. }
        | Rule::Commitments { .. } => of_spending(phrase, rule),
    }
}

fn of_start(phrase: Phrase, rule: &Rule) -> String {
    let lang = phrase.lang;
    match rule {
        Rule::Window { initiative, earliest, latest } => {
            let (who, from, to) = (phrase.who(*initiative), earliest.0, latest.0);
            say!(
                lang,
                "{who} mulai antara {from} dan {to}, bila dipilih.",
                "{who} starts between {from} and {to}, if at all."
            )
        }
        Rule::Mandatory { initiative, start_by, reason } => {
            let (who, why) = (phrase.who(*initiative), phrase::in_brackets(reason));
            let by = start_by.map_or_else(String::new, |year| {
                let year = year.0;
                say!(lang, " paling lambat {year}", " by {year}")
            });
            say!(lang, "{who} wajib mulai{by}{why}.", "{who} must start{by}{why}.")
        }
        Rule::MandatoryGroup { group, start_by } => {
            let group = phrase.group(*group);
            let deadlines: Vec<String> =
                start_by.iter().map(|(who, year)| format!("{} {}", phrase.who(*who), year.0)).collect();
            let deadlines = deadlines.join(", ");
            if deadlines.is_empty() {
                say!(lang, "Salah satu varian {group} wajib mulai.", "A variant of {group} must start.")
            } else {
                say!(
                    lang,
                    "Salah satu varian {group} wajib mulai, paling lambat: {deadlines}.",
                    "A variant of {group} must start, at the latest: {deadlines}.",
                )
            }
        }
        Rule::Committed { initiative, start } => {
            let (who, year) = (phrase.who(*initiative), start.0);
            say!(
                lang,
                "{who} sudah menjadi komitmen, mulai {year}.",
                "{who} is committed to its start in {year}."
            )
        }
        Rule::ForcedIn { initiative, start, reason } => {
            let (who, why) = (phrase.who(*initiative), phrase::in_brackets(reason));
            let when = start.map_or_else(String::new, |year| {
                let year = year.0;
                say!(lang, ", mulai {year}", ", from {year}")
            });
            say!(lang, "{who} ditetapkan masuk{when}{why}.", "{who} was decided in{when}{why}.")
        }
        Rule::ForcedOut { initiative, reason } => {
            let (who, why) = (phrase.who(*initiative), phrase::in_brackets(reason));
            say!(lang, "{who} ditetapkan tidak masuk{why}.", "{who} was decided out{why}.")
        }
        Rule::Dependency { initiative, clause } => {
            let (who, needed) = (phrase.who(*initiative), phrase.clause(clause));
            say!(lang, "{who} memerlukan {needed}.", "{who} needs {needed}.")
        }
        _ => String::new(),
    }
}

fn of_choice(phrase: Phrase, rule: &Rule) -> String {
    let lang = phrase.lang;
    match rule {
        Rule::Alternatives { group, choose } => {
            let group = phrase.group(*group);
            match choose {
                Choose::AtMostOne => {
                    say!(
                        lang,
                        "Paling banyak satu varian {group} dipilih.",
                        "At most one variant of {group} is chosen."
                    )
                }
                Choose::ExactlyOne => {
                    say!(
                        lang,
                        "Tepat satu varian {group} dipilih.",
                        "Exactly one variant of {group} is chosen."
                    )
                }
                Choose::AtLeast(least) => say!(
                    lang,
                    "Paling sedikit {least} varian {group} dipilih.",
                    "At least {least} variants of {group} are chosen.",
                ),
            }
        }
        Rule::Bundle { id, members } => {
            let members = phrase.all(members);
            say!(
                lang,
                "Paket {id}: {members} dipilih semua atau tidak sama sekali.",
                "Bundle {id}: {members} are chosen all together or not at all.",
            )
        }
        Rule::MinimumStarts { id, scope, at_least } => {
            let whose = phrase.initiatives(scope);
            say!(
                lang,
                "Paling sedikit {at_least} {whose} dipilih ({id}).",
                "At least {at_least} {whose} are chosen ({id})."
            )
        }
        Rule::StartsPerYear { id, scope, year, at_most } => {
            let (whose, year) = (phrase.initiatives(scope), year.0);
            say!(
                lang,
                "Paling banyak {at_most} {whose} mulai pada {year} ({id}).",
                "At most {at_most} {whose} start in {year} ({id}).",
            )
        }
        Rule::Stability { source, at_most, .. } => say!(
            lang,
            "Paling banyak {at_most} perubahan terhadap rencana sebelumnya ({source}).",
            "At most {at_most} changes from the earlier plan ({source}).",
        ),
        _ => String::new(),
    }
}

fn of_fund(phrase: Phrase, rule: &Rule) -> String {
    let lang = phrase.lang;
    match rule {
        Rule::FundLimit { fund, year, limit } => {
            let (fund, year, limit) = (phrase.fund(*fund), year.0, phrase.money(*limit));
            say!(
                lang,
                "Dana {fund} membayar paling banyak {limit} pada {year}.",
                "Fund {fund} pays at most {limit} in {year}."
            )
        }
        Rule::FundHorizonLimit { fund, limit } => {
            let (fund, limit) = (phrase.fund(*fund), phrase.money(*limit));
            say!(
                lang,
                "Dana {fund} membayar paling banyak {limit} selama masa rencana.",
                "Fund {fund} pays at most {limit} over the whole plan.",
            )
        }
        Rule::CarryOver { fund, cap } => {
            let (fund, cap) = (phrase.fund(*fund), phrase.money(*cap));
            say!(
                lang,
                "Sisa dana {fund} boleh dipakai tahun berikutnya saja, paling banyak {cap}.",
                "What fund {fund} leaves unspent may be used in the next year only, at most {cap}.",
            )
        }
        _ => String::new(),
    }
}

fn of_effect(phrase: Phrase, rule: &Rule) -> String {
    let lang = phrase.lang;
    match rule {
        Rule::Synergy { name, members, points, saving, .. } => {
            let (name, members) = (lang.label(name), phrase.all(members));
            let (points, saving) = (numbers::points(lang, *points, 2), phrase.money(*saving));
            say!(
                lang,
                "Sinergi {name}: selama {members} semuanya beroperasi, bertambah {points} poin dan hemat {saving} per tahun.",
                "Synergy {name}: while {members} are all in service, {points} more points and {saving} saved a year.",
            )
        }
        Rule::Pool { pool, year, capacity } => {
            let (pool, year) = (phrase.pool(*pool), year.0);
            let months = phrase.hundredths(*capacity);
            say!(
                lang,
                "Tenaga {pool} pada {year}: paling banyak {months} orang-bulan, ditambah yang dihasilkan inisiatif.",
                "Staff of {pool} in {year}: at most {months} person-months, plus what initiatives add.",
            )
        }
        Rule::Outcome { scheme, measure, year, at_least, .. } => {
            let (what, year) = (phrase.measure(*scheme, *measure), year.0);
            let level = numbers::index(lang, *at_least);
            let sentence = say!(
                lang,
                "{what} paling sedikit {level} pada akhir {year}.",
                "{what} is at least {level} at the end of {year}.",
            );
            phrase::capital(&sentence)
        }
        _ => String::new(),
    }
}

fn of_spending(phrase: Phrase, rule: &Rule) -> String {
    let lang = phrase.lang;
    let Some((name, scope, period)) = phrase.spending_rule(rule) else { return String::new() };
    let (what, when) = (phrase.spending(scope), phrase.period(period));
    let at_most = |limit: String| {
        say!(
            lang,
            "{name}: {what} {when} paling banyak {limit}.",
            "{name}: {what} {when} is at most {limit}."
        )
    };
    let at_least = |limit: String| {
        say!(
            lang,
            "{name}: {what} {when} paling sedikit {limit}.",
            "{name}: {what} {when} is at least {limit}."
        )
    };
    let part = |share: i64, base: Base| {
        let (share, whole) = (numbers::percent(lang, share), phrase.base(base));
        say!(lang, "{share} dari {whole}", "{share} of {whole}")
    };
    let sentence = match rule {
        Rule::Ceiling { limit, .. }
        | Rule::HorizonCeiling { limit, .. }
        | Rule::Commitments { limit, .. } => at_most(phrase.amount(scope, *limit)),
        Rule::Floor { amount, .. } => at_least(phrase.amount(scope, *amount)),
        Rule::ShareFloor { share, base, .. } => at_least(part(*share, *base)),
        Rule::ShareCap { share, base, .. } => at_most(part(*share, *base)),
        _ => String::new(),
    };
    phrase::capital(&sentence)
}
