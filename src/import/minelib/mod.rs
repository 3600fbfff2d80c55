//! MineLib: `PREFIX.prec` and `PREFIX.cpit`, scheduling the blocks of a mine.
//!
//! ```text
//! .prec   block count predecessor...
//! .cpit   NBLOCKS: n ... RESOURCE_CONSTRAINT_LIMITS: resource period L|G most|least, or I least most
//!         OBJECTIVE_FUNCTION: block value          RESOURCE_CONSTRAINT_COEFFICIENTS: block resource amount
//! ```
//!
//! A block is an initiative of one period; its predecessors may be done in the same one. A resource is a cost class
//! that is not money: `L` and the upper end of `I` become ceilings, `G` and the lower end floors. The value falls in
//! the period of execution, discounted by `1/(1+r)^t`, `t` = 0 first. Numbers count from 0 there, periods here from 1.

mod prec;

use super::decimal::Decimal;
use super::scan::{Found, Line, Word};
use super::write::{CaseToml, row};
use super::{Files, Naming, Source};
use crate::diagnostic::{Diagnostic, Finding};
use crate::words::import::{Named, Remark, label, remark};

/// Most blocks, periods (the years a case may have) and resources.
const MOST: [usize; 3] = [10_000_000, 50, 10_000];
/// Most decimals of a cost class.
const DECIMALS: usize = 6;
const SECTIONS: [&str; 3] =
    ["RESOURCE_CONSTRAINT_LIMITS", "OBJECTIVE_FUNCTION", "RESOURCE_CONSTRAINT_COEFFICIENTS"];

/// The case of an instance.
///
/// # Errors
/// Every finding, up to a hundred.
pub fn minelib(naming: &Naming<'_>, prec: &Source<'_>, cpit: &Source<'_>) -> Result<Files, Vec<Diagnostic>> {
    let mut found = Found::default();
    let mine = Mine::read(&mut found, cpit);
    let before = if mine.blocks > 0 { prec::read(&mut found, prec, mine.blocks) } else { Vec::new() };
    found.or(|| {
        Files::from([
            ("case.toml".to_owned(), mine.case(naming)),
            ("initiatives.csv".to_owned(), mine.initiatives(&before)),
            ("costs.csv".to_owned(), mine.costs()),
        ])
    })
}

/// What the `.cpit` file says.
#[derive(Debug, Default)]
struct Mine {
    name: String,
    blocks: usize,
    periods: usize,
    resources: usize,
    discount: Decimal,
    /// By resource and period.
    least: Vec<Vec<Option<Decimal>>>,
    most: Vec<Vec<Option<Decimal>>>,
    /// By block.
    values: Vec<Option<Decimal>>,
    /// Block, resource, amount; sorted.
    amounts: Vec<(usize, usize, Decimal)>,
}

impl Mine {
    fn read(found: &mut Found, source: &Source<'_>) -> Self {
        let mut mine = Self::default();
        let Some(text) = source.text(found) else { return mine };
        let mut section = None;
        let mut lines = source.lines(text);
        for line in lines.by_ref() {
            if found.is_full() || line.text.trim() == "EOF" {
                break;
            }
            if let Some((key, rest)) = line.text.split_once(':') {
                let key = line.word(key.trim());
                section = SECTIONS.iter().position(|name| *name == key.text);
                if section.is_some() && !mine.open(found, &line) {
                    return mine;
                }
                if section.is_none() {
                    mine.header(found, &line, &key, rest.trim());
                }
                continue;
            }
            match section {
                Some(0) => mine.limit(found, line),
                Some(1) => mine.value(found, line),
                Some(2) => mine.amount(found, line),
                _ => shape(found, &line, "KEY: value"),
            }
        }
        if let Some(more) = lines.next() {
            found.add(Finding::TextAfterEnd {}, more.place());
        }
        mine.check(found, source);
        mine
    }

    /// A line `KEY: value`.
    fn header(&mut self, found: &mut Found, line: &Line<'_>, key: &Word<'_>, rest: &str) {
        const KEYS: [&str; 6] =
            ["NAME", "TYPE", "NBLOCKS", "NPERIODS", "NRESOURCE_SIDE_CONSTRAINTS", "DISCOUNT_RATE"];
        let word = line.word(rest);
        match key.text {
            "NAME" => rest.clone_into(&mut self.name),
            "TYPE" if rest == "CPIT" => {}
            "TYPE" => found.at(not_among(rest, &["CPIT"]), &word),
            "NBLOCKS" => self.blocks = found.whole(&word, 1, MOST[0]).unwrap_or(0),
            "NPERIODS" => self.periods = found.whole(&word, 1, MOST[1]).unwrap_or(0),
            "NRESOURCE_SIDE_CONSTRAINTS" => self.resources = found.whole(&word, 0, MOST[2]).unwrap_or(0),
            "DISCOUNT_RATE" => self.discount = found.amount(&word, usize::MAX).unwrap_or_default(),
            other => found.at(not_among(other, &KEYS), key),
        }
    }

    /// Makes room before the first section; sizes must have been said by then.
    fn open(&mut self, found: &mut Found, line: &Line<'_>) -> bool {
        for (key, size) in [("NBLOCKS", self.blocks), ("NPERIODS", self.periods)] {
            // A size that could not be read is none that is missing.
            if size == 0 && found.is_empty() {
                found.add(Finding::MissingKey { table: String::new(), key: key.to_owned() }, line.place());
            }
        }
        if self.values.is_empty() {
            self.values = vec![None; self.blocks];
            self.least = vec![vec![None; self.periods]; self.resources];
            self.most.clone_from(&self.least);
        }
        self.blocks > 0 && self.periods > 0
    }

    fn limit(&mut self, found: &mut Found, line: Line<'_>) {
        let words: Vec<_> = line.words().collect();
        let ([resource, period, sense, one], rest) = match &words[..] {
            [a, b, c, d, rest @ ..] => ([a, b, c, d], rest),
            _ => return shape(found, &line, "resource period L|G|I limit"),
        };
        let at = (
            found.whole(resource, 0, self.resources.saturating_sub(1)),
            found.whole(period, 0, self.periods - 1),
        );
        let (least, most) = match (sense.text, rest) {
            ("L", []) => (None, Some(one)),
            ("G", []) => (Some(one), None),
            ("I", [two]) => (Some(one), Some(two)),
            ("L" | "G", _) => return shape(found, &line, "resource period L|G limit"),
            ("I", _) => return shape(found, &line, "resource period I least most"),
            (other, _) => return found.at(not_among(other, &["L", "G", "I"]), sense),
        };
        for (word, held) in [(least, &mut self.least), (most, &mut self.most)] {
            let Some(word) = word else { continue };
            let limit = found.amount(word, usize::MAX);
            let (Some(resource), Some(period)) = at else { continue };
            let Some(held) = held.get_mut(resource).and_then(|row| row.get_mut(period)) else { continue };
            if held.is_some() {
                found.add(Finding::GivenTwice { text: format!("{resource} {period}") }, line.place());
            }
            *held = limit;
        }
    }

    fn value(&mut self, found: &mut Found, line: Line<'_>) {
        let words: Vec<_> = line.words().collect();
        let [block, value] = &words[..] else { return shape(found, &line, "block value") };
        let (Some(at), Some(value)) = (found.whole(block, 0, self.blocks - 1), found.decimal(value)) else {
            return;
        };
        let Some(held) = self.values.get_mut(at) else { return };
        if held.is_some() {
            found.at(Finding::GivenTwice { text: block.text.to_owned() }, block);
        }
        *held = Some(value);
    }

    fn amount(&mut self, found: &mut Found, line: Line<'_>) {
        let words: Vec<_> = line.words().collect();
        let [block, resource, amount] = &words[..] else {
            return shape(found, &line, "block resource amount");
        };
        let block = found.whole(block, 0, self.blocks - 1);
        let resource = found.whole(resource, 0, self.resources.saturating_sub(1));
        let amount = found.amount(amount, DECIMALS);
        let (Some(block), Some(resource), Some(amount)) = (block, resource, amount) else { return };
        self.amounts.push((block, resource, amount));
    }

    /// What only the whole file shows: a value missing, an amount given twice.
    fn check(&mut self, found: &mut Found, source: &Source<'_>) {
        if self.values.is_empty() && found.is_empty() {
            return source.ends_early(found, SECTIONS[1]);
        }
        // A line that could not be read is no line that is missing.
        if found.is_empty()
            && let Some(at) = self.values.iter().position(Option::is_none)
        {
            source.ends_early(found, &format!("{}: {at} value", SECTIONS[1]));
        }
        self.amounts.sort_by_key(|(block, resource, _)| (*block, *resource));
        for pair in self.amounts.windows(2) {
            if let [(a, b, _), (c, d, _)] = pair
                && (a, b) == (c, d)
            {
                found.add(Finding::GivenTwice { text: format!("{a} {b}") }, source.place());
            }
        }
    }

    fn case(&self, naming: &Naming<'_>) -> Vec<u8> {
        let name = if self.name.is_empty() { naming.id } else { &self.name };
        let name = label(&Named::Mine(name, self.blocks, self.periods));
        let mut case = CaseToml::new(naming, &remark(&Remark::Mine), &name, self.periods);
        case.table("[service]");
        case.text("starts", "same year");
        case.plain("discount_rate", &self.discount.to_string());
        case.table("[value]");
        case.text("from", "given");
        for (id, named) in [("block", Named::Blocks), ("mine", Named::Company)] {
            case.table(if id == "block" { "[[category]]" } else { "[[agency]]" });
            case.text("id", id);
            case.label(&label(&named));
        }
        for resource in 0..self.resources {
            let of_it = self.amounts.iter().filter(|(_, at, _)| *at == resource);
            let decimals = of_it.map(|(.., amount)| amount.decimals()).max().unwrap_or(0);
            case.table("[[class]]");
            case.text("id", &class(resource));
            case.label(&label(&Named::Resource(resource)));
            case.plain("money", "false");
            case.plain("decimals", &decimals.to_string());
        }
        let limits = [("[[ceiling]]", "limits", &self.most), ("[[floor]]", "amount", &self.least)];
        for (header, key, by_resource) in limits {
            for (resource, amounts) in by_resource.iter().enumerate() {
                if amounts.iter().all(Option::is_none) {
                    continue;
                }
                case.table(header);
                case.text("id", &class(resource));
                case.text("class", &class(resource));
                if key == "amount" {
                    case.text("per", "year");
                }
                case.amounts(key, amounts);
            }
        }
        case.into_bytes()
    }

    fn initiatives(&self, before: &[Vec<usize>]) -> Vec<u8> {
        let mut table = String::from("id,name_id,name_en,category,owner,duration_years,value,depends_on\n");
        for (at, value) in self.values.iter().enumerate() {
            let name = label(&Named::Block(at));
            let value = value.as_ref().map(ToString::to_string).unwrap_or_default();
            let waits = before.get(at).map_or(&[][..], Vec::as_slice);
            let waits: Vec<String> = waits.iter().map(|at| format!("B{at}@SS")).collect();
            row(&mut table, [&*id(at), &name.id, &name.en, "block", "mine", "1", &value, &waits.join(";")]);
        }
        table.into_bytes()
    }

    fn costs(&self) -> Vec<u8> {
        let mut table = String::from("initiative,class,year,amount\n");
        for (block, resource, amount) in self.amounts.iter().filter(|(.., amount)| !amount.is_zero()) {
            row(&mut table, [&*id(*block), &class(*resource), "1", &amount.to_string()]);
        }
        table.into_bytes()
    }
}

fn id(block: usize) -> String {
    format!("B{block}")
}

fn class(resource: usize) -> String {
    format!("r{resource}")
}

fn shape(found: &mut Found, line: &Line<'_>, expected: &str) {
    found.add(Finding::LineShape { expected: expected.to_owned() }, line.place());
}

fn not_among(text: &str, choices: &[&str]) -> Finding {
    let choices = choices.iter().map(|&choice| choice.to_owned()).collect();
    Finding::NotAChoice { text: text.to_owned(), choices }
}
