//! Spending against every limit on money: ceilings and funds, by year and over the plan.

use super::{Cell, Sheet, Shown, letters, text};
use crate::plan::Ledger;
use crate::plan::funding::Funding;
use crate::scenario::{Rule, Scope};
use crate::units::{FundIx, Money, Year};
use crate::words::columns::Column as Word;
use crate::words::workbook::Tab;
use crate::words::{Lang, rules};

/// Builds the sheet.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Ceilings, shown, lang);
    for (word, width) in [
        (Word::Scenario, 14),
        (Word::Ceiling, 18),
        (Word::Year, 9),
        (Word::Rule, 60),
        (Word::Limit, 18),
        (Word::Spending, 18),
        (Word::Left, 18),
        (Word::Used, 10),
    ] {
        sheet.column(word, width, lang);
    }
    sheet.frozen = 3;
    for one in shown {
        rows(one, &mut sheet);
    }
    sheet
}

fn rows(one: &Shown, sheet: &mut Sheet) {
    let Some(solved) = one.answer.outcome.solved() else { return };
    let (portfolio, lang) = (&one.case.portfolio, one.lang);
    let ledger = Ledger::of(portfolio, one.scenario, &solved.plan);
    let funding = Funding::of(portfolio, one.scenario, &ledger);
    for rule in &one.scenario.rules {
        let Some((id, year, limit, scope, fund)) = parts(one, rule) else { continue };
        let class = scope.and_then(|scope| scope.classes.first());
        let decimals = class.map_or(portfolio.currency.decimals, |&class| portfolio.class(class).decimals);
        let spent = match (scope, fund, year) {
            (Some(scope), _, Some(year)) => ledger.spent(scope, year),
            (Some(scope), _, None) => ledger.spent_in_horizon(scope),
            (None, Some(fund), Some(year)) => funding.drawn(fund, year),
            (None, Some(fund), None) => {
                portfolio.calendar.plan_years().map(|year| funding.drawn(fund, year)).sum()
            }
            (None, None, _) => continue,
        };
        let at = sheet.row_of(sheet.rows.len());
        let left = format!("{}{at}-{}{at}", letters(4), letters(5));
        sheet.rows.push(vec![
            text(&one.scenario.id),
            text(id),
            year.map_or(Cell::Empty, Cell::Year),
            text(rules::sentence(portfolio, rule, lang)),
            Cell::Money(limit, decimals),
            Cell::Money(spent, decimals),
            Cell::Formula(left, limit - spent, decimals),
            if limit == Money::ZERO { Cell::Empty } else { Cell::Share(share(spent, limit)) },
        ]);
    }
}

/// A limit's id, its year (none: the whole plan), its amount, and whose spending or which fund.
type Parts<'a> = (String, Option<Year>, Money, Option<&'a Scope>, Option<FundIx>);

fn parts<'a>(one: &Shown, rule: &'a Rule) -> Option<Parts<'a>> {
    let fund_id = |fund: &FundIx| one.case.portfolio.fund(*fund).id.clone();
    match rule {
        Rule::Ceiling { id, scope, year, limit } => {
            Some((id.clone(), Some(*year), *limit, Some(scope), None))
        }
        Rule::HorizonCeiling { id, scope, limit } => Some((id.clone(), None, *limit, Some(scope), None)),
        Rule::FundLimit { fund, year, limit } => {
            Some((fund_id(fund), Some(*year), *limit, None, Some(*fund)))
        }
        Rule::FundHorizonLimit { fund, limit } => Some((fund_id(fund), None, *limit, None, Some(*fund))),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a percentage for readers")]
fn share(part: Money, whole: Money) -> f64 {
    part.0 as f64 / whole.0 as f64
}
