//! The journal of an unfinished run: one line of JSON for each answer, with a checksum, so that a line cut short by a
//! killed run is told from a whole one.

use serde::{Deserialize, Serialize};

use super::super::json;
use crate::plan::Plan;
use crate::report::certificate_json::hash;
use crate::study::robust::{Ending, Solve};
use crate::units::Year;

/// Words for how a solve ended.
pub const ENDINGS: [(Ending, &str); 4] = [
    (Ending::Reached, "reached"),
    (Ending::Short, "short"),
    (Ending::Infeasible, "infeasible"),
    (Ending::Unknown, "unknown"),
];

/// The word for an ending.
#[must_use]
pub fn word(ending: Ending) -> &'static str {
    ENDINGS.iter().find(|one| one.0 == ending).map_or("unknown", |one| one.1)
}

/// An answer as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// How it ended.
    pub ending: String,
    /// Whether targets had to be given up.
    pub missed: bool,
    /// Value of the first goal, in its smallest unit.
    #[serde(with = "json::integer")]
    pub value: i128,
    /// The solver's bound.
    #[serde(with = "json::integer")]
    pub bound: i128,
    /// The start of every initiative in id order; `null` where there is no plan.
    pub starts: Option<Vec<Option<i32>>>,
}

impl Written {
    /// Of an answer.
    #[must_use]
    pub fn of(solve: &Solve) -> Self {
        let starts = |plan: &Plan| plan.starts.iter().map(|start| start.map(|year| year.0)).collect();
        Self {
            ending: word(solve.ending).to_owned(),
            missed: solve.missed,
            value: solve.value,
            bound: solve.bound,
            starts: solve.plan.as_ref().map(starts),
        }
    }

    /// The answer; `None` where it cannot be one of a case with so many initiatives.
    #[must_use]
    pub fn read(&self, initiatives: usize) -> Option<Solve> {
        let ending = ENDINGS.iter().find(|one| one.1 == self.ending)?.0;
        let plan = match &self.starts {
            Some(starts) if starts.len() == initiatives => {
                Some(Plan { starts: starts.iter().map(|start| start.map(Year)).collect() })
            }
            Some(_) => return None,
            None => None,
        };
        let planned = matches!(ending, Ending::Reached | Ending::Short);
        (planned == plan.is_some()).then_some(Solve {
            ending,
            plan,
            missed: self.missed,
            value: self.value,
            bound: self.bound,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Line {
    name: String,
    check: String,
    answer: Written,
}

fn check(name: &str, answer: &Written) -> String {
    let text = format!("{name} {}", serde_json::to_string(answer).unwrap_or_default());
    hash(text.as_bytes()).chars().take(16).collect()
}

/// The line of an answer, with the newline that ends it.
#[must_use]
pub fn line(name: &str, solve: &Solve) -> Vec<u8> {
    let answer = Written::of(solve);
    let line = Line { name: name.to_owned(), check: check(name, &answer), answer };
    let mut bytes = serde_json::to_vec(&line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Every whole line of a journal, by name; what is cut short or changed is passed over.
#[must_use]
pub fn read(bytes: &[u8], initiatives: usize) -> std::collections::BTreeMap<String, Solve> {
    let lines = bytes.split(|byte| *byte == b'\n').filter_map(|text| {
        let line: Line = serde_json::from_slice(text).ok()?;
        let sound = check(&line.name, &line.answer) == line.check;
        Some((line.name, line.answer.read(initiatives).filter(|_| sound)?))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_short_or_changed_is_passed_over() {
        let plan = Plan { starts: vec![Some(Year(2027)), None] };
        let solve = Solve { ending: Ending::Reached, plan: Some(plan), missed: false, value: 5, bound: 7 };
        let whole = [line("draw 1", &solve), line("draw 2", &solve)].concat();
        assert_eq!(read(&whole, 2).len(), 2);
        assert_eq!(read(&whole, 2).get("draw 1"), Some(&solve));
        assert_eq!(read(&whole[..whole.len() - 3], 2).len(), 1);
        assert_eq!(read(&whole, 3).len(), 0, "of another case");
        let changed = String::from_utf8_lossy(&whole).replacen("\"value\":5", "\"value\":6", 1);
        assert_eq!(read(changed.as_bytes(), 2).keys().collect::<Vec<_>>(), ["draw 2"]);
    }
}
