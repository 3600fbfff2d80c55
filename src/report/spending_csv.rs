//! `spending.csv`: every amount by year, agency, category, cost class, fund and account. Its sums are the plan's.

use std::collections::BTreeMap;

use super::Shown;
use super::csv_style::Table;
use crate::plan::funding::Funding;
use crate::plan::{Ledger, Source};
use crate::units::{AgencyIx, CategoryIx, ClassIx, FundIx, Money, Year};
use crate::words::columns::Column;
use crate::words::plain;
use crate::words::summary;

/// What amounts are added up over.
pub(super) type Key<'a> = (Year, AgencyIx, Option<CategoryIx>, ClassIx, Option<FundIx>, u8, &'a str);

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let Some(solved) = shown.answer.outcome.solved() else { return Vec::new() };
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
    let columns = [
        Column::Year,
        Column::Agency,
        Column::Category,
        Column::Class,
        Column::Fund,
        Column::Source,
        Column::Account,
        Column::Amount,
    ];
    let mut table = Table::new(lang, &columns);
    for ((year, agency, category, class, fund, source, account), amount) in sums(shown, &ledger) {
        let class = portfolio.class(class);
        let source = [Source::Base(0), Source::Initiative(crate::units::InitiativeIx(0)), Source::Synergy(0)]
            [usize::from(source)];
        table.row(&[
            year.0.to_string(),
            lang.label(&portfolio.agency(agency).name).to_owned(),
            category
                .map(|category| lang.label(&portfolio.category(category).name).to_owned())
                .unwrap_or_default(),
            lang.label(&class.name).to_owned(),
            fund.map(|fund| lang.label(&portfolio.fund(fund).name).to_owned()).unwrap_or_default(),
            summary::source(source, lang).to_owned(),
            account.to_owned(),
            plain::amount(lang, amount, class.decimals),
        ]);
    }
    table.finish()
}

/// Amounts by everything a reader may group by: money as it is paid, other resources as they are used.
pub(super) fn sums<'a>(shown: &'a Shown, ledger: &'a Ledger) -> BTreeMap<Key<'a>, Money> {
    let portfolio = &shown.case.portfolio;
    let funding = Funding::of(portfolio, shown.scenario, ledger);
    let mut sums: BTreeMap<Key, Money> = BTreeMap::new();
    let mut add = |at: usize, fund: Option<FundIx>, amount: Money| {
        let entry = &ledger.entries[at];
        let (kind, account) = match entry.source {
            Source::Base(_) => (0, entry.account.unwrap_or_default()),
            Source::Initiative(ix) => (1, entry.account.unwrap_or(&portfolio.initiative(ix).account)),
            Source::Synergy(_) => (2, entry.account.unwrap_or_default()),
        };
        let key = (entry.year, entry.agency, entry.category, entry.class, fund, kind, account);
        *sums.entry(key).or_default() += amount;
    };
    for payment in &funding.payments {
        add(payment.entry, payment.fund, payment.amount);
    }
    for (at, entry) in ledger.entries.iter().enumerate() {
        if !portfolio.class(entry.class).money {
            add(at, None, entry.amount);
        }
    }
    sums.retain(|_, amount| *amount != Money::ZERO);
    sums
}
