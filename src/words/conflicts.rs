//! Words of conflicts seen from several sides, and of the ways out.

use super::{Lang, numbers, rules};
use crate::explain::conflicts::{Conflicts, Delay};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};

/// Everything beyond the first conflict and the missing money, which every summary tells: a line each.
#[must_use]
pub fn lines(portfolio: &Portfolio, scenario: &Scenario, found: &Conflicts, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let count = |count: usize| numbers::count(lang, count);
    let sentence = |at: &usize| rules::sentence(portfolio, &scenario.rules[*at], lang);
    for (number, conflict) in found.conflicts.iter().enumerate().skip(1) {
        let rules = count(conflict.rules.len());
        lines.push(match lang {
            Lang::Id => format!(
                "Pertentangan lain ({}): {rules} aturan ini pun tidak dapat dipenuhi bersama:",
                number + 1
            ),
            Lang::En => {
                format!("Another conflict ({}): these {rules} rules cannot all hold either:", number + 1)
            }
        });
        lines.extend(conflict.rules.iter().map(|at| format!("  - {}", sentence(at))));
    }
    if !found.conflicts.is_empty() {
        lines.push(
            if found.complete {
                lang.pick("Tidak ada pertentangan lain.", "There is no other conflict.")
            } else {
                lang.pick("Mungkin ada pertentangan lain.", "There may be other conflicts.")
            }
            .to_owned(),
        );
    }
    if let Some(first) = found.fewest.first() {
        let (rules, ways) = (count(first.rules.len()), count(found.fewest.len()));
        lines.push(match lang {
            Lang::Id => {
                format!("Jalan keluar dengan aturan dilepas paling sedikit: {rules}, dengan {ways} cara:")
            }
            Lang::En => format!("The fewest rules whose dropping helps: {rules}, in {ways} ways:"),
        });
        for way in &found.fewest {
            let told: Vec<String> = way.rules.iter().map(sentence).collect();
            lines.push(format!("  - {}", told.join(" + ")));
        }
    }
    lines.extend(found.delay.as_ref().map(|delay| delayed(portfolio, scenario, delay, lang)));
    lines
}

fn delayed(portfolio: &Portfolio, scenario: &Scenario, delay: &Delay, lang: Lang) -> String {
    let one = |&(at, initiative, years): &(usize, _, i32)| {
        let id = &portfolio.initiative(initiative).id;
        let from = match &scenario.rules[at] {
            Rule::Mandatory { start_by, .. } => *start_by,
            Rule::MandatoryGroup { start_by, .. } => {
                start_by.iter().find(|one| one.0 == initiative).map(|one| one.1)
            }
            _ => None,
        };
        from.map_or_else(|| id.clone(), |from| format!("{id} {} → {}", from.0, from.0 + years))
    };
    let list = delay.by.iter().map(one).collect::<Vec<_>>().join(", ");
    let years = delay.years();
    match (lang, delay.proven) {
        (Lang::Id, true) => format!("Tenggat mundur paling sedikit: {years} tahun seluruhnya ({list})."),
        (Lang::Id, false) => {
            format!("Tenggat mundur {years} tahun seluruhnya cukup ({list}); mungkin kurang pun cukup.")
        }
        (Lang::En, true) => format!("The least delay of deadlines: {years} years in all ({list})."),
        (Lang::En, false) => {
            format!("A delay of deadlines by {years} years in all would do ({list}); less may do too.")
        }
    }
}

/// The heading over the ways out.
#[must_use]
pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Pertentangan dan jalan keluarnya", "Conflicts and the ways out")
}

/// What a row of the table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A rule of a conflict.
    Conflict,
    /// A rule that is dropped.
    Drop,
    /// Money that is added.
    Money,
    /// A deadline that is moved.
    Delay,
}

/// Its name.
#[must_use]
pub fn part(part: Part, lang: Lang) -> &'static str {
    match part {
        Part::Conflict => lang.pick("pertentangan", "conflict"),
        Part::Drop => lang.pick("jalan keluar: lepas aturan", "way out: drop the rule"),
        Part::Money => lang.pick("jalan keluar: tambah uang", "way out: add money"),
        Part::Delay => lang.pick("jalan keluar: undur tenggat", "way out: move the deadline"),
    }
}
