//! The program as MPS, read back: what a solver gets to see is the program, and its optimum is the known one.

mod common;

use std::collections::BTreeMap;

use common::program::{petajalan, shipped};
use petajalan::input::load;
use petajalan::model::{Sense, formulate};

/// What was read from a file: whole numbers throughout.
#[derive(Default)]
struct Mps {
    comments: Vec<String>,
    objective: String,
    senses: BTreeMap<String, char>,
    /// Coefficients by column, then row.
    columns: BTreeMap<String, BTreeMap<String, i128>>,
    whole: BTreeMap<String, bool>,
    sides: BTreeMap<String, i128>,
    lower: BTreeMap<String, i128>,
    upper: BTreeMap<String, Option<i128>>,
}

impl Mps {
    fn read(text: &str) -> Self {
        let mut read = Self::default();
        let (mut section, mut whole) = ("", false);
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let number = || words[words.len() - 1].parse::<i128>().expect("a whole number");
            if line.starts_with('*') {
                read.comments.push(line.to_owned());
            } else if !line.starts_with(' ') {
                section = words[0];
            } else if words[0] == "MARKER" {
                whole = words[2] == "'INTORG'";
            } else {
                let name = || words[words.len() - 2].to_owned();
                match section {
                    "ROWS" if words[0] == "N" => words[1].clone_into(&mut read.objective),
                    "ROWS" => {
                        let sense = words[0].chars().next().expect("a sense");
                        assert!(read.senses.insert(words[1].to_owned(), sense).is_none(), "twice: {line}");
                    }
                    "COLUMNS" => {
                        read.whole.insert(words[0].to_owned(), whole);
                        let column = read.columns.entry(words[0].to_owned()).or_default();
                        assert!(column.insert(words[1].to_owned(), number()).is_none(), "twice: {line}");
                    }
                    "RHS" => drop(read.sides.insert(name(), number())),
                    "BOUNDS" if words[0] == "LO" => drop(read.lower.insert(name(), number())),
                    "BOUNDS" if words[0] == "UP" => drop(read.upper.insert(name(), Some(number()))),
                    "BOUNDS" if words[0] == "PL" => drop(read.upper.insert(words[2].to_owned(), None)),
                    _ => panic!("{section}: {line}"),
                }
            }
        }
        read
    }

    /// The smallest objective over all values of yes/no columns, by trying every one.
    fn least(&self) -> Option<i128> {
        let side = |row: &str| self.sides.get(row).copied().unwrap_or(0);
        for column in self.columns.keys() {
            assert!(
                self.whole[column] && self.lower[column] == 0 && self.upper[column] == Some(1),
                "{column}"
            );
        }
        let values = |row: &str| -> Vec<i128> {
            self.columns.values().map(|column| column.get(row).copied().unwrap_or(0)).collect()
        };
        let objective = values(&self.objective);
        let rows: Vec<(Vec<i128>, char, i128)> =
            self.senses.iter().map(|(row, &sense)| (values(row), sense, side(row))).collect();
        let sum = |coefficients: &[i128], chosen: u32| -> i128 {
            coefficients.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, c)| c).sum()
        };
        let keeps = |chosen: u32| {
            rows.iter().all(|(coefficients, sense, side)| match (sense, sum(coefficients, chosen)) {
                ('L', sum) => sum <= *side,
                ('G', sum) => sum >= *side,
                (_, sum) => sum == *side,
            })
        };
        let all = 0..1_u32 << self.columns.len();
        let least = all.filter(|&chosen| keeps(chosen)).map(|chosen| sum(&objective, chosen)).min();
        least.map(|least| least - side(&self.objective))
    }
}

/// The programs of a case's scenarios, one file after the other.
fn programs(case: &str, more: &[&str]) -> Vec<Mps> {
    let case = shipped(case);
    let fixed = ["plan", case.to_str().expect("a plain path"), "--show-program", "--program-format", "mps"];
    let ran = petajalan(fixed.iter().chain(more)).exits(0);
    let files: Vec<&str> = ran.out.split_inclusive("ENDATA\n").collect();
    assert!(files.iter().all(|file| file.starts_with("* goal ") && file.ends_with("\nENDATA\n")));
    files.into_iter().map(Mps::read).collect()
}

#[test]
fn the_optimum_of_the_file_is_the_known_one() {
    let known = [
        ("tiny", vec![290_000_000, 430_000_000]),
        ("petersen/1", vec![3_800_000_000]),
        ("petersen/2", vec![8_706_100_000]),
        ("petersen/3", vec![4_015_000_000]),
    ];
    for (case, values) in known {
        let read = programs(case, &[]);
        for one in &read {
            assert_eq!(one.comments, ["* goal value", "* objective negated", "* unit 0.000001"]);
        }
        let found: Vec<i128> = read.iter().filter_map(Mps::least).map(|least| -least).collect();
        assert_eq!(found, values, "{case}");
    }
}

#[test]
fn the_file_is_the_program() {
    for name in ["paser", "tiny", "petersen/6", "logos/test_EE_41_projects", "../tests/cases/small"] {
        let case = load(&shipped(name)).expect("a sound case").value;
        let read = programs(name, &[]);
        assert_eq!(read.len(), case.scenarios.len());
        for (mps, scenario) in read.iter().zip(&case.scenarios) {
            let program = formulate(&case.portfolio, scenario).program;
            let objective = &program.objectives[0];
            let turned = if objective.maximise { -1 } else { 1 };
            assert_eq!(mps.senses.len(), program.rows.len(), "{name}");
            assert_eq!(mps.columns.len(), program.vars.len(), "{name}");
            let whole = mps.whole.values().filter(|whole| **whole).count();
            assert_eq!(whole, program.vars.iter().filter(|var| var.whole).count(), "{name}");
            let total: i128 = mps.columns.values().map(|column| column[&mps.objective]).sum();
            assert_eq!(total, turned * objective.terms.iter().map(|(_, c)| c).sum::<i128>(), "{name}");
            let side = mps.sides.get(&mps.objective).copied().unwrap_or(0);
            assert_eq!(side, -turned * objective.constant, "{name}");
            for (at, row) in program.rows.iter().enumerate() {
                let begins = format!("r{at}:");
                let (name, sense) =
                    mps.senses.iter().find(|(name, _)| name.starts_with(&begins)).expect("a row");
                let entries: Vec<i128> =
                    mps.columns.values().filter_map(|column| column.get(name).copied()).collect();
                let sum: i128 = row.terms.iter().map(|(_, c)| c).sum();
                let (divided, divisor) = row.divided(&program.vars);
                assert_eq!(entries.len(), row.terms.len(), "{name}");
                assert_eq!(entries.iter().sum::<i128>() * divisor, sum, "{name}");
                assert_eq!(mps.sides.get(name).copied().unwrap_or(0), divided.rhs, "{name}");
                let letter = match row.sense {
                    Sense::AtMost => 'L',
                    Sense::AtLeast => 'G',
                    Sense::Equal => 'E',
                };
                assert_eq!(*sense, letter, "{name}");
            }
        }
    }
}

#[test]
fn a_form_without_the_program_is_refused() {
    let case = shipped("tiny");
    let ran = petajalan(["plan", case.to_str().expect("a plain path"), "--program-format", "mps"]).exits(2);
    assert!(ran.err.contains("--show-program"), "{ran:?}");
}
