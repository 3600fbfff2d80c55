//! The program as free-format MPS, which every solver reads: the scenario's first goal and all rows, in whole numbers.
//!
//! MPS is minimised by default and not every reader knows another direction, so a goal to maximise is written with
//! its signs turned. Each row is divided by the greatest common divisor of its coefficients ([`Row::divided`]), which
//! changes no plan; the objective is not divided. A constant is the negative right-hand side of the objective. Comments
//! at the top say what the objective measures:
//!
//! ```text
//! * goal value
//! * objective negated
//! * unit 0.000001
//! ```
//!
//! so that, here, a goal's value for readers is `-0.000001` times the objective. Names are those of the text
//! ([`program`](super::program)), every byte that could end a name written as `%` and its number.
//!
//! [`Row::divided`]: crate::model::Row::divided

use std::fmt::Write as _;

use super::json::{goal_word, in_points};
use super::program::{name, origin};
use crate::model::{Objective, Program, Row, Sense, Var};
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;

/// Longer names, which some readers refuse, become `c` and the variable's position, or `r` and the row's.
const LONGEST_NAME: usize = 100;
/// Limits from here on are none.
const UNLIMITED: i128 = (i64::MAX / 8) as i128;

/// Renders it.
#[must_use]
pub fn render(portfolio: &Portfolio, scenario: &Scenario, program: &Program) -> Vec<u8> {
    let rows: Vec<Row> = program.rows.iter().map(|row| row.divided(&program.vars).0).collect();
    let objective = program.objectives.first();
    let names = Names {
        goal: objective.map_or("none".to_owned(), |first| plain(&goal_word(portfolio, first.goal))),
        columns: column_names(portfolio, scenario, program),
        rows: row_names(portfolio, scenario, program),
    };
    let mut text = String::new();
    head(&mut text, portfolio, scenario, objective, &names.goal);
    row_section(&mut text, &rows, &names);
    column_section(&mut text, &program.vars, &rows, objective, &names);
    side_section(&mut text, &rows, objective, &names);
    bound_section(&mut text, &program.vars, &names);
    text.push_str("ENDATA\n");
    text.into_bytes()
}

struct Names {
    goal: String,
    columns: Vec<String>,
    rows: Vec<String>,
}

fn column_names(portfolio: &Portfolio, scenario: &Scenario, program: &Program) -> Vec<String> {
    let of = |(at, var): (usize, &Var)| {
        let name = plain(&name(portfolio, scenario, var.key));
        if name.len() > LONGEST_NAME { format!("c{at}") } else { name }
    };
    program.vars.iter().enumerate().map(of).collect()
}

/// Several rows may come from one rule: each begins with its position.
fn row_names(portfolio: &Portfolio, scenario: &Scenario, program: &Program) -> Vec<String> {
    let of = |(at, row): (usize, &Row)| {
        let name = format!("r{at}:{}", plain(&origin(portfolio, scenario, row.origin)));
        if name.len() > LONGEST_NAME { format!("r{at}") } else { name }
    };
    program.rows.iter().enumerate().map(of).collect()
}

/// Spaces become `_`, every byte but printable ASCII `%` and its number, as `%` and `_` themselves.
fn plain(name: &str) -> String {
    let written = name.bytes().map(|byte| match byte {
        b' ' => "_".to_owned(),
        b'!'..=b'~' if !matches!(byte, b'%' | b'_' | b'$' | b'*' | b'\'' | b'"') => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    written.collect()
}

fn line(text: &mut String, more: std::fmt::Arguments) {
    // Writing to a string does not fail.
    let _ = text.write_fmt(more);
    text.push('\n');
}

fn head(
    text: &mut String,
    portfolio: &Portfolio,
    scenario: &Scenario,
    objective: Option<&Objective>,
    goal: &str,
) {
    let unit = objective.map_or(1.0, |first| in_points(portfolio, first.goal, 1));
    let direction = if turned(objective) < 0 { "negated" } else { "as it is" };
    line(text, format_args!("* goal {goal}\n* objective {direction}\n* unit {unit}"));
    line(text, format_args!("NAME {}/{} FREE", plain(&portfolio.id), plain(&scenario.id)));
}

/// -1 where the goal is to be maximised, which MPS has minimised.
fn turned(objective: Option<&Objective>) -> i128 {
    if objective.is_some_and(|first| first.maximise) { -1 } else { 1 }
}

fn row_section(text: &mut String, rows: &[Row], names: &Names) {
    line(text, format_args!("ROWS\n N {}", names.goal));
    for (row, name) in rows.iter().zip(&names.rows) {
        let sense = match row.sense {
            Sense::AtMost => 'L',
            Sense::AtLeast => 'G',
            Sense::Equal => 'E',
        };
        line(text, format_args!(" {sense} {name}"));
    }
}

fn column_section(
    text: &mut String,
    vars: &[Var],
    rows: &[Row],
    objective: Option<&Objective>,
    names: &Names,
) {
    // Every column is named, also one that stands in no row: its objective coefficient may be zero.
    let mut entries: Vec<Vec<(&str, i128)>> = vec![vec![(&names.goal, 0)]; vars.len()];
    for &(var, coefficient) in objective.map_or(&[][..], |first| &first.terms) {
        entries[var as usize][0].1 = coefficient * turned(objective);
    }
    for (row, name) in rows.iter().zip(&names.rows) {
        for &(var, coefficient) in &row.terms {
            entries[var as usize].push((name, coefficient));
        }
    }
    text.push_str("COLUMNS\n");
    let mut whole = false;
    for ((var, name), entries) in vars.iter().zip(&names.columns).zip(&entries) {
        if var.whole != whole {
            whole = var.whole;
            line(text, format_args!(" MARKER 'MARKER' '{}'", if whole { "INTORG" } else { "INTEND" }));
        }
        for (row, coefficient) in entries {
            line(text, format_args!(" {name} {row} {coefficient}"));
        }
    }
    if whole {
        text.push_str(" MARKER 'MARKER' 'INTEND'\n");
    }
}

fn side_section(text: &mut String, rows: &[Row], objective: Option<&Objective>, names: &Names) {
    text.push_str("RHS\n");
    let constant = objective.map_or(0, |first| first.constant * turned(objective));
    if constant != 0 {
        line(text, format_args!(" RHS {} {}", names.goal, -constant));
    }
    for (row, name) in rows.iter().zip(&names.rows).filter(|(row, _)| row.rhs != 0) {
        line(text, format_args!(" RHS {name} {}", row.rhs));
    }
}

/// Readers differ in the bounds they take for granted, so both are written of every variable.
fn bound_section(text: &mut String, vars: &[Var], names: &Names) {
    text.push_str("BOUNDS\n");
    for (var, name) in vars.iter().zip(&names.columns) {
        line(text, format_args!(" LO BOUND {name} {}", var.lower));
        if var.upper < UNLIMITED {
            line(text, format_args!(" UP BOUND {name} {}", var.upper));
        } else {
            line(text, format_args!(" PL BOUND {name}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_one_word_and_apart() {
        assert_eq!(plain("rule 3 ceiling a_b 2027"), "rule_3_ceiling_a%5Fb_2027");
        assert_eq!(plain("y[Ä,1]"), "y[%C3%84,1]");
    }
}
