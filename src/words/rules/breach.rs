//! How a plan breaks a rule, in words.

use super::phrase::Phrase;
use super::say;
use crate::audit::{Breach, Violation};
use crate::portfolio::{Portfolio, Scheme};
use crate::scenario::{Period, Rule, Scenario, Scope};
use crate::units::{Level, Money};
use crate::words::{Lang, numbers};

/// How the plan breaks the promise: begins small, ends in a full stop.
#[must_use]
pub fn breach(portfolio: &Portfolio, scenario: &Scenario, violation: &Violation, lang: Lang) -> String {
    let phrase = Phrase { portfolio, lang };
    let rule = violation.rule.and_then(|at| scenario.rules.get(at));
    match &violation.breach {
        Breach::Over { period, spent, most } => {
            let (name, scope) = spending(phrase, rule);
            let (when, by) = (phrase.period(*period), phrase.amount(&scope, *spent - *most));
            let (spent, most) = (phrase.amount(&scope, *spent), phrase.amount(&scope, *most));
            say!(
                lang,
                "{name} {when} terlampaui {by}: {spent}, padahal paling banyak {most}.",
                "{name} {when} is exceeded by {by}: {spent} instead of at most {most}.",
            )
        }
        Breach::Under { period, spent, least } => {
            let (name, scope) = spending(phrase, rule);
            let (when, by) = (phrase.period(*period), phrase.amount(&scope, *least - *spent));
            let (spent, least) = (phrase.amount(&scope, *spent), phrase.amount(&scope, *least));
            say!(
                lang,
                "{name} {when} kurang {by}: {spent}, padahal paling sedikit {least}.",
                "{name} {when} is missed by {by}: {spent} instead of at least {least}.",
            )
        }
        Breach::Unpaid { fund, period, missing } => unpaid(phrase, phrase.fund(*fund), *period, *missing),
        Breach::TooFew { .. }
        | Breach::TooMany { .. }
        | Breach::Torn { .. }
        | Breach::Unstable { .. }
        | Breach::NoMemberInTime { .. } => of_choice(phrase, rule, &violation.breach),
        Breach::Understaffed { .. } | Breach::BelowTarget { .. } => of_effect(phrase, &violation.breach),
        Breach::Length { .. }
        | Breach::OutsidePlan { .. }
        | Breach::FinishesLate { .. }
        | Breach::TooEarly { .. }
        | Breach::TooLate { .. }
        | Breach::NotStarted { .. }
        | Breach::OtherStart { .. }
        | Breach::StartedAnyway { .. }
        | Breach::DoesNotWait { .. } => of_start(phrase, rule, &violation.breach),
    }
}

/// The name and scope of a rule on spending.
fn spending(phrase: Phrase, rule: Option<&Rule>) -> (String, Scope) {
    let named = rule.and_then(|rule| phrase.spending_rule(rule));
    named.map_or_else(
        || (phrase.spending(&Scope::total()), Scope::total()),
        |(name, scope, _)| (name, scope.clone()),
    )
}

fn unpaid(phrase: Phrase, fund: &str, period: Period, missing: Money) -> String {
    let (when, missing) = (phrase.period(period), phrase.money(missing));
    say!(
        phrase.lang,
        "dana {fund} {when} habis, kurang {missing}.",
        "fund {fund} {when} is used up, {missing} cannot be paid.",
    )
}

fn of_start(phrase: Phrase, rule: Option<&Rule>, breach: &Breach) -> String {
    let lang = phrase.lang;
    match breach {
        Breach::Length { expected, found } => say!(
            lang,
            "rencana memuat {found} inisiatif, seharusnya {expected}.",
            "the plan holds {found} initiatives instead of {expected}.",
        ),
        Breach::OutsidePlan { initiative, start } => {
            let (who, start) = (phrase.who(*initiative), start.0);
            say!(
                lang,
                "{who} mulai {start}, di luar masa rencana.",
                "{who} starts in {start}, outside the plan."
            )
        }
        Breach::FinishesLate { initiative, start, latest } => {
            let (who, start, latest) = (phrase.who(*initiative), start.0, latest.0);
            say!(
                lang,
                "{who} mulai {start} dan belum selesai pada akhir masa rencana; paling lambat mulai {latest}.",
                "{who} starts in {start} and is not finished within the plan; the latest start is {latest}.",
            )
        }
        Breach::TooEarly { initiative, start, earliest } => {
            let (who, start, earliest) = (phrase.who(*initiative), start.0, earliest.0);
            say!(
                lang,
                "{who} mulai {start}, paling cepat {earliest}.",
                "{who} starts in {start}, before {earliest}."
            )
        }
        Breach::TooLate { initiative, start, latest } => {
            let (who, start, latest) = (phrase.who(*initiative), start.0, latest.0);
            say!(
                lang,
                "{who} mulai {start}, paling lambat {latest}.",
                "{who} starts in {start}, after {latest}."
            )
        }
        Breach::NotStarted { initiative } => {
            let who = phrase.who(*initiative);
            say!(lang, "{who} harus mulai, tetapi tidak dipilih.", "{who} must start, but is not chosen.")
        }
        Breach::OtherStart { initiative, start, fixed } => {
            let (who, start, fixed) = (phrase.who(*initiative), start.0, fixed.0);
            say!(
                lang,
                "{who} mulai {start}, seharusnya {fixed}.",
                "{who} starts in {start} instead of {fixed}."
            )
        }
        Breach::StartedAnyway { initiative, start } => {
            let (who, start) = (phrase.who(*initiative), start.0);
            say!(
                lang,
                "{who} mulai {start}, padahal ditetapkan tidak masuk.",
                "{who} starts in {start}, though it was decided out.",
            )
        }
        Breach::DoesNotWait { initiative, start } => {
            let (who, start) = (phrase.who(*initiative), start.0);
            let needed = match rule {
                Some(Rule::Dependency { clause, .. }) => phrase.clause(clause),
                _ => String::new(),
            };
            say!(
                lang,
                "{who} mulai {start}, tetapi memerlukan {needed}.",
                "{who} starts in {start}, but needs {needed}.",
            )
        }
        _ => String::new(),
    }
}

fn of_choice(phrase: Phrase, rule: Option<&Rule>, breach: &Breach) -> String {
    let lang = phrase.lang;
    match breach {
        Breach::TooFew { started, least } => {
            let what = counted(phrase, rule);
            say!(
                lang,
                "{started} {what} dipilih, padahal paling sedikit {least}.",
                "{started} {what} are chosen instead of at least {least}.",
            )
        }
        Breach::TooMany { started, most } => {
            let what = counted(phrase, rule);
            say!(
                lang,
                "{started} {what} dipilih, padahal paling banyak {most}.",
                "{started} {what} are chosen instead of at most {most}.",
            )
        }
        Breach::Torn { missing } => {
            let missing = phrase.all(missing);
            let bundle = match rule {
                Some(Rule::Bundle { id, .. }) => id,
                _ => "",
            };
            say!(
                lang,
                "paket {bundle} tidak utuh: tanpa {missing}.",
                "bundle {bundle} is torn: {missing} not chosen.",
            )
        }
        Breach::Unstable { changed, at_most } => {
            let (count, changed) = (changed.len(), phrase.all(changed));
            say!(
                lang,
                "{count} perubahan terhadap rencana sebelumnya ({changed}), padahal paling banyak {at_most}.",
                "{count} changes from the earlier plan ({changed}) instead of at most {at_most}.",
            )
        }
        Breach::NoMemberInTime { group, late } => {
            let (group, late) = (phrase.group(*group), phrase.all(late));
            if late.is_empty() {
                say!(lang, "tidak ada varian {group} yang dipilih.", "no variant of {group} is chosen.")
            } else {
                say!(
                    lang,
                    "tidak ada varian {group} yang mulai tepat waktu (terlambat: {late}).",
                    "no variant of {group} starts in time (too late: {late}).",
                )
            }
        }
        _ => String::new(),
    }
}

/// What a rule on a number of starts counts: "variants of Network", "initiatives of Health in 2027".
fn counted(phrase: Phrase, rule: Option<&Rule>) -> String {
    let lang = phrase.lang;
    match rule {
        Some(Rule::Alternatives { group, .. }) => {
            let group = phrase.group(*group);
            say!(lang, "varian {group}", "variants of {group}")
        }
        Some(Rule::StartsPerYear { scope, year, .. }) => {
            let (whose, year) = (phrase.initiatives(scope), year.0);
            say!(lang, "{whose} mulai {year}", "{whose} with a start in {year}")
        }
        Some(Rule::MinimumStarts { scope, .. }) => phrase.initiatives(scope),
        _ => phrase.initiatives(&Scope::total()),
    }
}

fn of_effect(phrase: Phrase, breach: &Breach) -> String {
    let lang = phrase.lang;
    match breach {
        Breach::Understaffed { pool, year, used, available } => {
            let (pool, year) = (phrase.pool(*pool), year.0);
            let by = phrase.hundredths(used.0 - available.0);
            let (used, available) = (phrase.hundredths(used.0), phrase.hundredths(available.0));
            say!(
                lang,
                "tenaga {pool} pada {year} kurang {by} orang-bulan: perlu {used}, tersedia {available}.",
                "staff of {pool} in {year} is short by {by} person-months: {used} needed, {available} there.",
            )
        }
        Breach::BelowTarget { scheme, measure, year, reached, least } => {
            let (what, year) = (phrase.measure(*scheme, *measure), year.0);
            // Rounded down, so that what misses the target never looks as if it met it.
            let reached = numbers::index(lang, Level(reached.div_euclid(Scheme::WHOLE)));
            let least = numbers::index(lang, Level(least.div_euclid(Scheme::WHOLE)));
            say!(
                lang,
                "{what} pada akhir {year} baru {reached}, padahal paling sedikit {least}.",
                "{what} at the end of {year} is {reached} instead of at least {least}.",
            )
        }
        _ => String::new(),
    }
}
