//! `comparison-spending.csv`: what each agency spends more or less in every year, by fund, from each scenario to every
//! later one. Its differences are those of the plans' spending.

use std::collections::BTreeMap;

use super::Shown;
use super::comparison_csv::{pairs, planned};
use super::csv_style::Table;
use crate::plan::{Funding, Ledger, Plan};
use crate::units::{AgencyIx, FundIx, Money, Year};
use crate::words::columns::Column;
use crate::words::{Lang, plain};

/// What is paid, by year, agency and fund; `None` where the case has no funds.
pub type Paid = BTreeMap<(Year, AgencyIx, Option<FundIx>), Money>;

/// What a plan pays.
#[must_use]
pub fn paid(shown: &Shown, plan: &Plan) -> Paid {
    let portfolio = &shown.case.portfolio;
    let ledger = Ledger::of(portfolio, shown.scenario, plan);
    let mut paid = Paid::new();
    for payment in Funding::of(portfolio, shown.scenario, &ledger).payments {
        let agency = ledger.entries[payment.entry].agency;
        *paid.entry((payment.year, agency, payment.fund)).or_default() += payment.amount;
    }
    paid
}

/// Renders it for scenarios in the order of the run; those without a plan are left out, and so is what stays the same.
#[must_use]
pub fn render(shown: &[Shown], lang: Lang) -> Vec<u8> {
    let columns = [
        Column::From,
        Column::To,
        Column::Year,
        Column::Agency,
        Column::Fund,
        Column::Before,
        Column::After,
        Column::Difference,
    ];
    let mut table = Table::new(lang, &columns);
    let plans: Vec<(&Shown, Paid)> =
        planned(shown).into_iter().map(|(one, plan)| (one, paid(one, plan))).collect();
    for ((first, before), (second, after)) in pairs(&plans) {
        let portfolio = &first.case.portfolio;
        let amount = |money| plain::amount(lang, money, portfolio.currency.decimals);
        let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
        for key in keys {
            let of = |paid: &Paid| paid.get(&key).copied().unwrap_or_default();
            let (from, to, (year, agency, fund)) = (of(before), of(after), key);
            if from == to {
                continue;
            }
            table.row(&[
                first.scenario.id.clone(),
                second.scenario.id.clone(),
                year.0.to_string(),
                lang.label(&portfolio.agency(agency).name).to_owned(),
                fund.map(|fund| lang.label(&portfolio.fund(fund).name).to_owned()).unwrap_or_default(),
                amount(from),
                amount(to),
                amount(to - from),
            ]);
        }
    }
    table.finish()
}
