//! OR-Library's mknap files: multidimensional knapsacks, one or many in a file.
//!
//! ```text
//! K, then K times: n m optimum, n profits, m rows of n weights, m capacities; optimum 0 where none is known
//! ```
//!
//! One year; a project is started in it or never and its profit is a given value. Every constraint is a resource of
//! its own, a cost class that is not money with one ceiling. The optimum stands in a remark and is not used.

use super::decimal::Decimal;
use super::scan::{Found, Word};
use super::write::{CaseToml, row};
use super::{Files, Naming, Source};
use crate::diagnostic::{Diagnostic, Finding};
use crate::words::import::{Named, Remark, label, remark};

/// Most instances in a file, projects and constraints of one.
const MOST: usize = 1_000_000;
/// Most decimals of a cost class.
const DECIMALS: usize = 6;

/// The case of a file with one instance, or a folder for each of several, named 1, 2, ...
///
/// # Errors
/// Every finding, up to a hundred.
pub fn mknap(naming: &Naming<'_>, source: &Source<'_>) -> Result<Files, Vec<Diagnostic>> {
    let mut found = Found::default();
    let knapsacks = read(&mut found, source).unwrap_or_default();
    found.or(|| {
        let many = knapsacks.len() > 1;
        let each = knapsacks.iter().zip(1_usize..).flat_map(|(knapsack, number)| {
            let id = if many { format!("{}-{number}", naming.id) } else { naming.id.to_owned() };
            let folder = if many { format!("{number}/") } else { String::new() };
            let files = knapsack.files(&Naming { id: &id, ..*naming });
            files.map(|(name, bytes)| (format!("{folder}{name}"), bytes))
        });
        each.collect()
    })
}

#[derive(Debug)]
struct Knapsack {
    /// As written; none where the file says 0.
    optimum: Option<String>,
    profits: Vec<Decimal>,
    /// By constraint and project.
    weights: Vec<Vec<Decimal>>,
    capacities: Vec<Decimal>,
}

/// Every instance; none as soon as the words no longer say where the next one begins.
fn read(found: &mut Found, source: &Source<'_>) -> Option<Vec<Knapsack>> {
    let text = source.text(found)?;
    let words = &mut source.lines(text).flat_map(super::scan::Line::words);
    let count = size(found, source, words, "K", 1)?;
    let mut knapsacks = Vec::new();
    for _ in 0..count {
        let projects = size(found, source, words, "n", 1)?;
        let constraints = size(found, source, words, "m", 0)?;
        let optimum = numbers(found, source, words, 1, "optimum", Found::decimal)?.pop()?;
        let profits = numbers(found, source, words, projects, "profit", Found::decimal)?;
        let mut weights = Vec::new();
        for _ in 0..constraints {
            weights.push(numbers(found, source, words, projects, "weight", |f, w| f.amount(w, DECIMALS))?);
        }
        let capacities =
            numbers(found, source, words, constraints, "capacity", |f, w| f.amount(w, usize::MAX))?;
        let optimum = (!optimum.is_zero()).then(|| optimum.to_string());
        knapsacks.push(Knapsack { optimum, profits, weights, capacities });
    }
    if let Some(word) = words.next() {
        found.at(Finding::TextAfterEnd {}, &word);
    }
    Some(knapsacks)
}

fn size<'a>(
    found: &mut Found,
    source: &Source<'_>,
    words: &mut impl Iterator<Item = Word<'a>>,
    name: &str,
    least: usize,
) -> Option<usize> {
    let Some(word) = words.next() else {
        source.ends_early(found, name);
        return None;
    };
    found.whole(&word, least, MOST)
}

/// So many numbers; a word that is none is found, stands for nothing, and reading goes on.
fn numbers<'a>(
    found: &mut Found,
    source: &Source<'_>,
    words: &mut impl Iterator<Item = Word<'a>>,
    count: usize,
    name: &str,
    read: impl Fn(&mut Found, &Word<'a>) -> Option<Decimal>,
) -> Option<Vec<Decimal>> {
    let mut numbers = Vec::new();
    for at in 1..=count {
        let Some(word) = words.next() else {
            source.ends_early(found, &format!("{name} {at}"));
            return None;
        };
        numbers.push(read(found, &word).unwrap_or_default());
        if found.is_full() {
            return None;
        }
    }
    Some(numbers)
}

impl Knapsack {
    fn files(&self, naming: &Naming<'_>) -> [(&'static str, Vec<u8>); 3] {
        [
            ("case.toml", self.case(naming)),
            ("initiatives.csv", self.initiatives()),
            ("costs.csv", self.costs()),
        ]
    }

    fn case(&self, naming: &Naming<'_>) -> Vec<u8> {
        let name = label(&Named::Knapsack(naming.id, self.profits.len(), self.capacities.len()));
        let mut case = CaseToml::new(naming, &remark(&Remark::Knapsack(self.optimum.as_deref())), &name, 1);
        case.table("[value]");
        case.text("from", "given");
        for (header, id, named) in
            [("[[category]]", "project", Named::Projects), ("[[agency]]", "research", Named::Research)]
        {
            case.table(header);
            case.text("id", id);
            case.label(&label(&named));
        }
        for (number, (capacity, weights)) in (1..).zip(self.capacities.iter().zip(&self.weights)) {
            let decimals = weights.iter().map(Decimal::decimals).max().unwrap_or(0);
            case.table("[[class]]");
            case.text("id", &class(number));
            case.label(&label(&Named::Resource(number)));
            case.plain("money", "false");
            case.plain("decimals", &decimals.to_string());
            case.table("[[ceiling]]");
            case.text("id", &class(number));
            case.text("class", &class(number));
            case.plain("limits", &capacity.to_string());
        }
        case.into_bytes()
    }

    fn initiatives(&self) -> Vec<u8> {
        let mut table = String::from("id,name_id,name_en,category,owner,duration_years,value\n");
        for (number, profit) in (1..).zip(&self.profits) {
            let name = label(&Named::Project(number));
            row(
                &mut table,
                [&*id(number), &name.id, &name.en, "project", "research", "1", &profit.to_string()],
            );
        }
        table.into_bytes()
    }

    fn costs(&self) -> Vec<u8> {
        let mut table = String::from("initiative,class,year,amount\n");
        for project in 0..self.profits.len() {
            let of_it = self.weights.iter().map(|row| row.get(project)).zip(1..);
            for (amount, number) in of_it {
                let Some(amount) = amount.filter(|amount| !amount.is_zero()) else { continue };
                row(&mut table, [&*id(project + 1), &class(number), "1", &amount.to_string()]);
            }
        }
        table.into_bytes()
    }
}

fn id(number: usize) -> String {
    format!("P{number}")
}

fn class(number: usize) -> String {
    format!("r{number}")
}
