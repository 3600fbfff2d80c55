//! Costs: the wide columns `capex_e1`.. and `opex_annual` of `initiatives.csv`, and the lines of `costs.csv`.
//!
//! [`of_row`] gives an initiative's cost lines: the wide ones first, then the lines sorted by class, year, account
//! and amount, so that the order of rows changes nothing. Lines of nothing are left out.

use std::collections::BTreeMap;

use super::case_toml::{CAPITAL, Head, OPERATING, exact};
use super::cell::Cell;
use super::columns::{Known, Others};
use super::currency;
use super::gather::Gather;
use super::number::Marks;
use super::table::Table;
use super::values::{self, Sign};
use crate::diagnostic::Finding;
use crate::portfolio::{CostLine, Initiative, When};
use crate::units::{ClassIx, FundIx, Money};

/// The wide cost columns of a table.
#[derive(Debug)]
pub struct Wide {
    capital: Vec<(u16, String)>,
    /// Columns headed by calendar years: an initiative's costs from its first year with money on.
    years: Vec<(i32, String)>,
}

impl Wide {
    /// Those that are there.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let years = table.family("").into_iter().map(|(year, name)| (i32::from(year), name)).collect();
        Self { capital: table.family("capex_e"), years }
    }

    /// Says how columns headed by calendar years are read.
    pub fn note(&self, g: &mut Gather, table: &Table) {
        if let (Some((first, _)), Some((last, _))) = (self.years.first(), self.years.last()) {
            g.add(Finding::CalendarYears { first: *first, last: *last }, table.header_place());
        }
    }

    /// The calendar years of a row with money in them, each with its cell.
    fn filled<'t>(&self, table: &'t Table, row: usize) -> Vec<(i32, Cell<'t>)> {
        let cells = self.years.iter().filter_map(|(year, column)| Some((*year, table.filled(row, column)?)));
        let is_zero = |cell: &Cell<'_>| {
            currency::read(cell.text, cell.marks, Marks::Unsettled, currency::NONE)
                .is_ok_and(|amount| amount.number.is_zero())
        };
        cells.filter(|(_, cell)| !is_zero(cell)).collect()
    }

    /// The first and the last calendar year of a row with money in it.
    #[must_use]
    pub fn span(&self, table: &Table, row: usize) -> Option<(i32, i32)> {
        let filled = self.filled(table, row);
        Some((filled.first()?.0, filled.last()?.0))
    }
}

/// The columns of `costs.csv`.
#[must_use]
pub fn columns() -> Vec<Known> {
    vec![
        Known::text("initiative").or_any(&["id", "inisiatif", "kode", "kode_inisiatif"]).naming_rows(),
        Known::text("class").or_any(&["kelas", "jenis_belanja", "jenis"]),
        Known::text("year").or_any(&["tahun", "tahun_pelaksanaan"]),
        Known::number("amount").or_any(&["jumlah", "nilai", "biaya"]),
        Known::text("account").or_any(&["rekening", "kode_rekening"]).describing(),
        Known::text("fund").or_any(&["funding_sources", "sumber_dana", "dana"]),
    ]
}

/// The rows of `costs.csv` by initiative.
#[derive(Debug, Default)]
pub struct Lines {
    table: Option<Table>,
    by_initiative: BTreeMap<String, Vec<usize>>,
}

impl Lines {
    /// Reads the table; the ids are looked up later.
    pub fn read(g: &mut Gather, bytes: Option<&[u8]>) -> Self {
        let Some(bytes) = bytes else {
            return Self::default();
        };
        let table = Table::read(g, "costs.csv", bytes, &columns(), Others::Warn);
        let sound = table.need_all(g, &["initiative", "class", "year", "amount"]);
        let mut by_initiative: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in (0..table.len()).filter(|_| sound) {
            by_initiative.entry(table.text(row, "initiative").to_owned()).or_default().push(row);
        }
        Self { table: Some(table), by_initiative }
    }

    /// The table itself, if there is one.
    #[must_use]
    pub fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    /// Finds lines of initiatives that do not exist.
    pub fn check_ids(&self, g: &mut Gather, ids: &super::lookup::Lookup) {
        let Some(table) = &self.table else { return };
        let rows = self.by_initiative.iter().filter(|(id, _)| ids.position(id).is_none());
        for cell in rows.flat_map(|(_, rows)| rows).filter_map(|&row| table.cell(row, "initiative")) {
            ids.find(g, &cell);
        }
    }
}

/// The cost lines of one row of `initiatives.csv`.
pub fn of_row(
    g: &mut Gather,
    head: &Head,
    table: &Table,
    row: usize,
    item: &Initiative,
    wide: &Wide,
    lines: &Lines,
) -> Vec<CostLine> {
    let duration = i64::from(item.duration);
    let funding = table.filled(row, "funding_sources");
    let listed = funding.map(|cell| funds(g, head, &cell));
    let mut found = Vec::new();
    for (number, column) in &wide.capital {
        let Some(cell) = table.filled(row, column) else {
            continue;
        };
        let number = i64::from(*number);
        let Some(amount) = money(g, head, CAPITAL, &cell) else {
            continue;
        };
        if !(1..=duration).contains(&number) {
            after_execution(g, table, row, column, usize::try_from(number).unwrap_or(0), duration);
            continue;
        }
        let when = When::Execution(i32::try_from(number - 1).unwrap_or(0));
        let funds = payers(g, head, listed.as_deref(), CAPITAL, &item.id, &funding.unwrap_or(cell));
        found.push(CostLine { class: CAPITAL, when, amount, account: None, funds });
    }
    let by_year = wide.filled(table, row);
    if let (Some((_, cell)), true) =
        (by_year.first(), wide.capital.iter().any(|(_, c)| table.filled(row, c).is_some()))
    {
        g.at(Finding::TwoProfiles { initiative: item.id.clone() }, cell);
    }
    let first = by_year.first().map_or(0, |(year, _)| *year);
    for (year, cell) in &by_year {
        let Some(amount) = money(g, head, CAPITAL, cell) else { continue };
        let number = year - first;
        if i64::from(number) >= duration {
            let year = i64::from(number) + 1;
            g.at(Finding::CostAfterExecution { initiative: item.id.clone(), year, duration }, cell);
            continue;
        }
        let funds = payers(g, head, listed.as_deref(), CAPITAL, &item.id, &funding.unwrap_or(*cell));
        found.push(CostLine { class: CAPITAL, when: When::Execution(number), amount, account: None, funds });
    }
    if let Some(cell) = table.filled(row, "opex_annual")
        && let Some(amount) = money(g, head, OPERATING, &cell)
    {
        let funds = payers(g, head, listed.as_deref(), OPERATING, &item.id, &funding.unwrap_or(cell));
        found.push(CostLine { class: OPERATING, when: When::Service, amount, account: None, funds });
    }
    let mut extra = narrow(g, head, item, listed.as_deref(), lines);
    extra.sort_by(|a, b| order(a).cmp(&order(b)));
    found.append(&mut extra);
    found
}

fn order(line: &CostLine) -> (ClassIx, i32, Option<&str>, Money, &[FundIx]) {
    let when = match line.when {
        When::Execution(year) => year,
        When::Service => i32::MAX,
    };
    (line.class, when, line.account.as_deref(), line.amount, &line.funds)
}

/// The lines of `costs.csv` of one initiative.
fn narrow(
    g: &mut Gather,
    head: &Head,
    item: &Initiative,
    listed: Option<&[FundIx]>,
    lines: &Lines,
) -> Vec<CostLine> {
    let (Some(table), Some(rows)) = (&lines.table, lines.by_initiative.get(&item.id)) else {
        return Vec::new();
    };
    rows.iter().filter_map(|&row| line(g, head, item, listed, table, row)).collect()
}

fn line(
    g: &mut Gather,
    head: &Head,
    item: &Initiative,
    listed: Option<&[FundIx]>,
    table: &Table,
    row: usize,
) -> Option<CostLine> {
    let class = needed(g, table, row, "class").and_then(|cell| head.classes.find(g, &cell)).map(ClassIx);
    let when = needed(g, table, row, "year").and_then(|cell| when(g, &cell, item));
    let cell = needed(g, table, row, "amount")?;
    let class = class?;
    let amount = money(g, head, class, &cell)?;
    let fund_cell = table.filled(row, "fund");
    let own = fund_cell.map(|cell| funds(g, head, &cell));
    let funds = payers(g, head, own.as_deref().or(listed), class, &item.id, &fund_cell.unwrap_or(cell));
    let account = table.filled(row, "account").map(|cell| cell.text.to_owned());
    Some(CostLine { class, when: when?, amount, account, funds })
}

fn when(g: &mut Gather, cell: &Cell<'_>, item: &Initiative) -> Option<When> {
    if ["after", "setelah"].iter().any(|word| cell.text.eq_ignore_ascii_case(word)) {
        return Some(When::Service);
    }
    if let Some(year) = calendar_year(cell) {
        g.at(Finding::CalendarYearInCosts { year }, cell);
        return None;
    }
    let duration = i64::from(item.duration);
    let number = values::whole(g, cell, 1, 100)?;
    if number > duration {
        let finding = Finding::CostAfterExecution { initiative: item.id.clone(), year: number, duration };
        g.at(finding, cell);
        return None;
    }
    i32::try_from(number - 1).ok().map(When::Execution)
}

/// A calendar year, where years of execution are counted.
fn calendar_year(cell: &Cell<'_>) -> Option<i64> {
    let digits = cell.text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1900..=2999).contains(&year).then_some(year)
}

fn needed<'t>(g: &mut Gather, table: &'t Table, row: usize, column: &str) -> Option<Cell<'t>> {
    let cell = table.cell(row, column)?;
    if cell.text.is_empty() {
        g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
        return None;
    }
    Some(cell)
}

/// An amount above nothing.
fn money(g: &mut Gather, head: &Head, class: ClassIx, cell: &Cell<'_>) -> Option<Money> {
    let amount = values::amount(g, cell, exact(head, class), Sign::NotNegative)?;
    (amount > 0).then_some(Money(amount))
}

/// The funds of a cell, `/` or `;` between them.
pub fn funds(g: &mut Gather, head: &Head, cell: &Cell<'_>) -> Vec<FundIx> {
    if head.shell.funds.is_empty() {
        return Vec::new();
    }
    let texts = cell.text.split(['/', ';']).map(str::trim).filter(|text| !text.is_empty());
    let cells: Vec<Cell<'_>> = texts.map(|text| cell.part(text)).collect();
    head.funds.find_all(g, &cells).into_iter().map(FundIx).collect()
}

/// The funds that may pay a class, of those listed (of all where none are).
pub fn payers(
    g: &mut Gather,
    head: &Head,
    listed: Option<&[FundIx]>,
    class: ClassIx,
    user: &str,
    cell: &Cell<'_>,
) -> Vec<FundIx> {
    let portfolio = &head.shell;
    let is_money = portfolio.classes.get(class.0).is_some_and(|class| class.money);
    if !is_money || portfolio.funds.is_empty() {
        return Vec::new();
    }
    let may_pay = |at: usize| {
        let fund = portfolio.funds.get(at);
        fund.is_some_and(|fund| fund.classes.is_empty() || fund.classes.contains(&class))
    };
    let all = (0..portfolio.funds.len()).map(FundIx);
    let found: Vec<FundIx> = match listed {
        Some(listed) if !listed.is_empty() => listed.iter().copied().filter(|fund| may_pay(fund.0)).collect(),
        // Where every fund named is unknown, that has been said already.
        _ => all.filter(|fund| may_pay(fund.0)).collect(),
    };
    if found.is_empty() {
        let class = portfolio.classes.get(class.0).map_or_else(String::new, |class| class.id.clone());
        g.at(Finding::NoFundMayPay { user: user.to_owned(), class }, cell);
    }
    found
}

/// A cost or value in an execution year that the initiative does not have.
pub fn after_execution(
    g: &mut Gather,
    table: &Table,
    row: usize,
    column: &str,
    number: usize,
    duration: i64,
) {
    if let Some(cell) = table.cell(row, column) {
        let year = i64::try_from(number).unwrap_or(i64::MAX);
        let initiative = table.text(row, "id").to_owned();
        g.at(Finding::CostAfterExecution { initiative, year, duration }, &cell);
    }
}
