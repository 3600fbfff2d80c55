//! The summary: one row a scenario, with spending added up from the sheet of spending.

use super::spending::{FIRST_YEAR, SCENARIO};
use super::{Area, Cell, Chart, Series, Sheet, Shown, letters, sum_of_row, text};
use crate::plan::{Ledger, Plan, standing};
use crate::scenario::Scope;
use crate::units::{Money, Points, SchemeIx, Year};
use crate::words::columns::{Column as Word, heading};
use crate::words::workbook::{Tab, spending_by_year, tab};
use crate::words::{Lang, summary};

/// Columns before those of the years.
const BEFORE: usize = 10;

/// Builds the sheet.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Summary, shown, lang);
    let Some(first) = shown.first() else { return sheet };
    let portfolio = &first.case.portfolio;
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    for (word, width) in [
        (Word::Scenario, 14),
        (Word::Name, 34),
        (Word::Proof, 26),
        (Word::Funded, 10),
        (Word::Candidates, 10),
        (Word::Value, 14),
        (Word::Bound, 14),
        (Word::Gap, 10),
        (Word::IndexToday, 10),
        (Word::IndexAtEnd, 10),
    ] {
        sheet.column(word, width, lang);
    }
    sheet.years(years.iter().copied());
    for word in [Word::Spending, Word::Ceiling, Word::Left, Word::AfterPlan] {
        sheet.column(word, 18, lang);
    }
    sheet.frozen = 2;
    for (at, one) in shown.iter().enumerate() {
        let row = row(one, &years, sheet.row_of(at));
        sheet.rows.push(row);
    }
    sheet.charts = chart(shown, &years, lang);
    sheet
}

fn row(one: &Shown, years: &[Year], at: usize) -> Vec<Cell> {
    let (portfolio, scenario, lang) = (&one.case.portfolio, one.scenario, one.lang);
    let decimals = portfolio.currency.decimals;
    let mut row = vec![
        text(&scenario.id),
        text(lang.label(&scenario.name)),
        text(summary::proof(&one.answer.outcome, lang)),
    ];
    let limits = scenario.total_ceilings();
    let ceiling: Option<Money> = years.iter().map(|year| limits.get(year).copied()).sum();
    let Some(solved) = one.answer.outcome.solved() else {
        row.resize(BEFORE + years.len() + 1, Cell::Empty);
        row.push(ceiling.map_or(Cell::Empty, |ceiling| Cell::Money(ceiling, decimals)));
        row.resize(BEFORE + years.len() + 4, Cell::Empty);
        return row;
    };
    let plan = &solved.plan;
    row.push(Cell::Count(plan.started().count()));
    row.push(Cell::Count(portfolio.initiatives.len()));
    row.push(Cell::Points(standing::value(portfolio, scenario, plan)));
    row.extend(bound(one));
    row.extend(index(one, plan));
    let ledger = Ledger::of(portfolio, scenario, plan);
    let spending = tab(Tab::Spending, lang);
    for (year, column) in years.iter().zip(FIRST_YEAR..) {
        let (amounts, scenarios) = (letters(column), letters(SCENARIO));
        let formula =
            format!("SUMIFS({spending}!{amounts}:{amounts},{spending}!{scenarios}:{scenarios},$A{at})");
        row.push(Cell::Formula(formula, ledger.spent(&Scope::total(), *year), decimals));
    }
    let (from, to) = (BEFORE, BEFORE + years.len() - 1);
    let total = ledger.spent_in_horizon(&Scope::total());
    row.push(sum_of_row(at, from, to, total, decimals));
    row.push(ceiling.map_or(Cell::Empty, |ceiling| Cell::Money(ceiling, decimals)));
    row.push(ceiling.map_or(Cell::Empty, |ceiling| {
        Cell::Formula(format!("{}{at}-{}{at}", letters(to + 2), letters(to + 1)), ceiling - total, decimals)
    }));
    let after = portfolio.calendar.last().plus(1);
    row.push(Cell::Money(ledger.spent(&Scope::total(), after), decimals));
    row
}

/// The bound and the gap of the first goal, where that is value.
fn bound(one: &Shown) -> [Cell; 2] {
    let reached = one.answer.outcome.solved().and_then(|solved| solved.reached.first());
    match reached {
        Some(first) if first.goal == crate::scenario::Goal::MostValue => {
            let bound = i64::try_from(first.bound).unwrap_or(i64::MAX);
            [Cell::Points(Points(bound)), Cell::Share(first.gap())]
        }
        _ => [Cell::Empty, Cell::Empty],
    }
}

fn index(one: &Shown, plan: &Plan) -> [Cell; 2] {
    let portfolio = &one.case.portfolio;
    if portfolio.schemes.is_empty() {
        return [Cell::Empty, Cell::Empty];
    }
    let at =
        |plan: &Plan| Cell::Level(standing::index(portfolio, plan, SchemeIx(0), portfolio.calendar.last()));
    [at(&Plan::empty(portfolio)), at(plan)]
}

fn chart(shown: &[Shown], years: &[Year], lang: Lang) -> Vec<Chart> {
    let column = |at: usize| u16::try_from(at).unwrap_or(0);
    let (from, to) = (column(BEFORE), column(BEFORE + years.len() - 1));
    let planned = shown.iter().enumerate().filter(|(_, one)| one.answer.outcome.solved().is_some());
    let series = planned.map(|(at, one)| Series {
        name: lang.label(&one.scenario.name).to_owned(),
        across: Area::Header(from, to),
        up: Area::Row(u32::try_from(at).unwrap_or(0), from, to),
    });
    let series: Vec<Series> = series.collect();
    if series.is_empty() {
        return Vec::new();
    }
    let title = spending_by_year(lang).to_owned();
    let [across, up] = [Word::Year, Word::Spending].map(|word| heading(word, lang).to_owned());
    vec![Chart { title, across, up, curve: false, series }]
}
