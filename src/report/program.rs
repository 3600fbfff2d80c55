//! The program as text, for auditors: every objective and row with names and whole coefficients, in a stated order
//! (structure first, then the scenario's rules), terms ascending by initiative and year.
//!
//! ```text
//! maximise value: +1200000 y[A01,2027] ...
//! rule 12 ceiling total 2027: +450000000 y[A01,2027] ... <= 7000000000
//! ```

use std::fmt::Write;

use super::json::goal_word;
use crate::model::{Key, Origin, Program, Sense, VarIx};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::units::InitiativeIx;

/// Renders it.
#[must_use]
pub fn render(portfolio: &Portfolio, scenario: &Scenario, program: &Program) -> Vec<u8> {
    let mut text = String::new();
    write(portfolio, scenario, program, &mut text);
    text.into_bytes()
}

/// Renders it piece by piece: the text of a large program is much larger than the program.
pub fn write(portfolio: &Portfolio, scenario: &Scenario, program: &Program, text: &mut impl Write) {
    let names: Vec<String> = program.vars.iter().map(|var| name(portfolio, scenario, var.key)).collect();
    for objective in &program.objectives {
        let direction = if objective.maximise { "maximise" } else { "minimise" };
        line(text, format_args!("{direction} {}:", goal_word(portfolio, objective.goal)));
        terms(text, &names, &objective.terms);
        line(text, format_args!(" {:+}\n", objective.constant));
    }
    for row in &program.rows {
        put(text, &origin(portfolio, scenario, row.origin));
        put(text, ":");
        terms(text, &names, &row.terms);
        let sense = match row.sense {
            Sense::AtMost => "<=",
            Sense::AtLeast => ">=",
            Sense::Equal => "=",
        };
        line(text, format_args!(" {sense} {}\n", row.rhs));
    }
    for (var, name) in program.vars.iter().zip(&names) {
        let whole = if var.whole { ", whole" } else { "" };
        line(text, format_args!("{} <= {name} <= {}{whole}\n", var.lower, var.upper));
    }
}

fn line(text: &mut impl Write, more: std::fmt::Arguments) {
    // Neither a string nor a hash refuses what is written to it.
    let _ = text.write_fmt(more);
}

fn terms(text: &mut impl Write, names: &[String], terms: &[(VarIx, i128)]) {
    for &(var, coefficient) in terms {
        // Most coefficients of a large program are these two.
        match coefficient {
            1 => put(text, " +1 "),
            -1 => put(text, " -1 "),
            _ => line(text, format_args!(" {coefficient:+} ")),
        }
        put(text, &names[var as usize]);
    }
}

fn put(text: &mut impl Write, more: &str) {
    // See `line`.
    let _ = text.write_str(more);
}

/// A variable's name, as in `y[A01,2027]`.
pub(super) fn name(portfolio: &Portfolio, scenario: &Scenario, key: Key) -> String {
    let id = |ix: InitiativeIx| &portfolio.initiative(ix).id;
    match key {
        Key::StartedBy(ix, year) => format!("y[{},{}]", id(ix), year.0),
        Key::StartsIn(ix, year) => format!("x[{},{}]", id(ix), year.0),
        Key::Together(rule, year) => match &scenario.rules[rule] {
            Rule::Synergy { id, .. } => format!("z[{id},{}]", year.0),
            _ => format!("z[{rule},{}]", year.0),
        },
        Key::Level(scheme, indicator, year) => {
            let scheme = portfolio.scheme(scheme);
            format!("l[{}:{},{}]", scheme.id, scheme.indicators[indicator.0].id, year.0)
        }
        Key::Paid(fund, set, year) => format!("pay[{},{set},{}]", portfolio.fund(fund).id, year.0),
        Key::PaidCarried(fund, set, year) => format!("old[{},{set},{}]", portfolio.fund(fund).id, year.0),
        Key::Extra(year) => format!("extra[{}]", year.0),
        Key::Apart(number) => format!("apart[{number}]"),
    }
}

/// Where a row comes from, as in `rule 12 ceiling total 2027`.
pub(super) fn origin(portfolio: &Portfolio, scenario: &Scenario, origin: Origin) -> String {
    let id = |ix: InitiativeIx| portfolio.initiative(ix).id.as_str();
    match origin {
        Origin::Rule(at) => format!("rule {at} {}", kind(portfolio, &scenario.rules[at])),
        Origin::StartsOnce(ix) => format!("starts once {}", id(ix)),
        Origin::Payment(year) => format!("payment {}", year.0),
        Origin::Implied => "implied".to_owned(),
        Origin::Definition => "definition".to_owned(),
        Origin::Held(goal) => format!("held {}", goal_word(portfolio, goal)),
        Origin::Excluded => "excluded plan".to_owned(),
        Origin::Fixed(ix) => format!("fixed {}", id(ix)),
    }
}

/// A short name for a rule: its kind as in scenarios' `drop`, its id and its year.
fn kind(portfolio: &Portfolio, rule: &Rule) -> String {
    let of = |ix: &InitiativeIx| portfolio.initiative(*ix).id.as_str();
    match rule {
        Rule::Window { initiative, .. } => format!("window {}", of(initiative)),
        Rule::Mandatory { initiative, .. } => format!("mandatory {}", of(initiative)),
        Rule::MandatoryGroup { group, .. } => format!("mandatory {}", portfolio.group(*group).id),
        Rule::Committed { initiative, .. } => format!("committed {}", of(initiative)),
        Rule::ForcedIn { initiative, .. } => format!("force_in {}", of(initiative)),
        Rule::ForcedOut { initiative, .. } => format!("force_out {}", of(initiative)),
        Rule::Ceiling { id, year, .. } => format!("ceiling {id} {}", year.0),
        Rule::HorizonCeiling { id, .. } => format!("ceiling {id} horizon"),
        Rule::Floor { id, .. } | Rule::ShareFloor { id, .. } | Rule::ShareCap { id, .. } => {
            format!("floor {id}")
        }
        Rule::MinimumStarts { id, .. } => format!("minimum {id}"),
        Rule::StartsPerYear { id, year, .. } => format!("starts {id} {}", year.0),
        Rule::FundLimit { fund, year, .. } => format!("fund {} {}", portfolio.fund(*fund).id, year.0),
        Rule::FundHorizonLimit { fund, .. } => format!("fund {} horizon", portfolio.fund(*fund).id),
        Rule::CarryOver { fund, .. } => format!("carry-over {}", portfolio.fund(*fund).id),
        Rule::Dependency { initiative, .. } => format!("dependency {}", of(initiative)),
        Rule::Alternatives { group, .. } => format!("group {}", portfolio.group(*group).id),
        Rule::Bundle { id, .. } => format!("bundle {id}"),
        Rule::Synergy { id, .. } => format!("synergy {id}"),
        Rule::Pool { pool, year, .. } => format!("pool {} {}", portfolio.pool(*pool).id, year.0),
        Rule::Outcome { id, .. } => format!("outcome {id}"),
        Rule::Commitments { id, year, .. } => format!("commitments {id} {}", year.0),
        Rule::Stability { source, .. } => format!("stability {source}"),
    }
}
