//! What a plan spends, added up once: [`Totals`] says of any scope what it spends in each year.
//!
//! The same amounts as in the [`Ledger`](super::Ledger), but kept as sums by agency, category, class and year only, so
//! that an audit with many ceilings reads a few sums instead of every amount again. A scope that lists initiatives is
//! added up from those.

use super::{Entry, Plan, ledger};
use crate::portfolio::Portfolio;
use crate::scenario::{Scenario, Scope};
use crate::units::{AgencyIx, CategoryIx, ClassIx, InitiativeIx, Money, Year};

/// Spending by agency, category, class and year.
#[derive(Clone, Debug)]
pub struct Totals<'a> {
    portfolio: &'a Portfolio,
    /// The year of the first column: the first plan year, or an earlier one of base spending.
    from: Year,
    /// Number of columns.
    years: usize,
    /// One more than the position in `pairs` of each agency and category (or none), 0 where nothing is spent.
    slots: Vec<usize>,
    /// Who spends, in the order met.
    pairs: Vec<(AgencyIx, Option<CategoryIx>)>,
    /// `sums[(pair * classes + class) * years + column]`.
    sums: Vec<Money>,
}

impl<'a> Totals<'a> {
    /// Adds up what the plan causes; `synergies` are where those of the scenario stand among its rules.
    #[must_use]
    pub fn of(portfolio: &'a Portfolio, scenario: &'a Scenario, synergies: &[usize], plan: &Plan) -> Self {
        let calendar = &portfolio.calendar;
        let base = || scenario.base.iter().flat_map(|base| &base.amounts).map(|(year, _)| *year);
        let from = base().min().map_or(calendar.first, |year| year.min(calendar.first));
        let to = base().max().map_or(calendar.accounted_to(), |year| year.max(calendar.accounted_to()));
        let mut totals = Self {
            portfolio,
            from,
            years: column(from, to) + 1,
            slots: vec![0; portfolio.agencies.len() * (portfolio.categories.len() + 1)],
            pairs: Vec::new(),
            sums: Vec::new(),
        };
        ledger::each(portfolio, scenario, synergies, plan, |entry| totals.add(&entry));
        totals
    }

    /// Moves an initiative's costs from one start to another, either of which may be none. Savings stay as they are.
    pub fn shift(&mut self, initiative: InitiativeIx, from: Option<Year>, to: Option<Year>) {
        let portfolio = self.portfolio;
        let item = portfolio.initiative(initiative);
        for (start, back) in [(from, true), (to, false)] {
            let costs = start.into_iter().flat_map(|start| portfolio.costs_if_started(initiative, start));
            for (year, line, amount) in costs {
                let amount = if back { -amount } else { amount };
                self.put((item.agency, Some(item.category)), line.class, year, amount);
            }
        }
    }

    fn add(&mut self, entry: &Entry) {
        self.put((entry.agency, entry.category), entry.class, entry.year, entry.amount);
    }

    fn put(&mut self, pair: (AgencyIx, Option<CategoryIx>), class: ClassIx, year: Year, amount: Money) {
        let (agency, category) = pair;
        let slot =
            agency.0 * (self.portfolio.categories.len() + 1) + category.map_or(0, |category| category.0 + 1);
        if self.slots[slot] == 0 {
            self.pairs.push(pair);
            self.slots[slot] = self.pairs.len();
            let cells = self.pairs.len() * self.portfolio.classes.len() * self.years;
            self.sums.resize(cells, Money::ZERO);
        }
        let row = (self.slots[slot] - 1) * self.portfolio.classes.len() + class.0;
        self.sums[row * self.years + column(self.from, year)] += amount;
    }

    /// What the scope spends in every year under the plan that was added up.
    #[must_use]
    pub fn of_scope(&self, plan: &Plan, scope: &Scope) -> Yearly {
        let mut sums = vec![Money::ZERO; self.years];
        let counts = |class: ClassIx| scope.counts(class, self.portfolio.class(class).money);
        if scope.initiatives.is_empty() {
            let classes = self.portfolio.classes.len();
            for (pair, &(agency, category)) in self.pairs.iter().enumerate() {
                if !scope.covers(agency, category, None) {
                    continue;
                }
                for class in (0..classes).filter(|&class| counts(ClassIx(class))) {
                    let row = &self.sums[(pair * classes + class) * self.years..][..self.years];
                    sums.iter_mut().zip(row).for_each(|(sum, amount)| *sum += *amount);
                }
            }
        } else {
            // Base spending and savings belong to no initiative, so they are not in such a scope.
            let mut listed = scope.initiatives.clone();
            listed.sort_unstable();
            listed.dedup();
            for initiative in listed {
                let item = self.portfolio.initiative(initiative);
                let Some(start) = plan.start(initiative) else { continue };
                if !scope.covers(item.agency, Some(item.category), Some(initiative)) {
                    continue;
                }
                let costs = self.portfolio.costs_if_started(initiative, start);
                for (year, _, amount) in costs.filter(|(_, line, _)| counts(line.class)) {
                    sums[column(self.from, year)] += amount;
                }
            }
        }
        Yearly { from: self.from, sums }
    }
}

/// What one scope spends by year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yearly {
    from: Year,
    sums: Vec<Money>,
}

impl Yearly {
    /// In one year; nothing outside the years that are accounted.
    #[must_use]
    pub fn of(&self, year: Year) -> Money {
        let column = usize::try_from(year.since(self.from)).ok();
        column.and_then(|column| self.sums.get(column)).copied().unwrap_or(Money::ZERO)
    }

    /// In all years up to and with this one.
    #[must_use]
    pub fn until(&self, last: Year) -> Money {
        let columns = usize::try_from(last.since(self.from) + 1).unwrap_or(0);
        self.sums.iter().take(columns).copied().sum()
    }
}

/// How many years after the first one a year lies.
fn column(from: Year, year: Year) -> usize {
    usize::try_from(year.since(from)).unwrap_or(0)
}
