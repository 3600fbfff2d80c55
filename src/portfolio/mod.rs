//! The portfolio: every candidate initiative, and what their costs and effects are measured in.
//!
//! A [`Portfolio`] holds what is true whatever the budget: initiatives with costs, staff needs and lifts, the
//! agencies, funds and pools, the index schemes, the calendar. What changes from scenario to scenario (ceilings,
//! floors, locks, values) is in `scenario`.
//!
//! [`Portfolio::checked`] refuses links that lead nowhere, cycles of finish-to-start dependencies and totals too
//! large to add up exactly; once built, every typed index in it is valid. No serde, no files, no solver.

mod build;
mod calendar;
mod initiative;
mod order;
mod scheme;

pub use build::Flaw;
pub use calendar::{Calendar, Finish, ServiceStart};
pub use initiative::{CostLine, Dependency, Given, Initiative, Lift, Link, PoolUse, Target, When};
pub use order::natural;
pub use scheme::{Band, Indicator, Scheme};

use crate::units::{
    AgencyIx, CategoryIx, ClassIx, FundIx, GroupIx, InitiativeIx, Money, PoolIx, SchemeIx, Year,
};

/// A name in the two languages every reader gets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Label {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Label {
    /// The same name in both languages, for proper names and ids.
    #[must_use]
    pub fn same(name: &str) -> Self {
        Self { id: name.to_owned(), en: name.to_owned() }
    }
}

/// A thing with an id and a name, as agencies and categories are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The id used in tables.
    pub id: String,
    /// The name shown to readers.
    pub name: Label,
}

/// The currency and how amounts were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its sign, as written before an amount (`Rp`).
    pub sign: String,
    /// Digits kept after the whole currency unit: 0 for real cases, more only for published cases with fractions.
    pub decimals: u8,
}

/// A kind of cost: capital, operating, data, or a resource that is not money at all.
#[derive(Clone, Debug, PartialEq)]
pub struct CostClass {
    /// Id used in tables (`capital`, `operating`, `data`, ...).
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
    /// Whether its amounts are money. Only money counts in totals, funds and the least-cost goal.
    pub money: bool,
    /// Digits after the unit; for money the currency's.
    pub decimals: u8,
    /// Price growth a year as a fraction (0.03 = 3 %), from the price year on; `None` where amounts are nominal.
    pub inflation: Option<f64>,
}

/// A source of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// Id used in tables.
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
    /// The classes it may pay; empty means every money class.
    pub classes: Vec<ClassIx>,
}

/// A staff capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Id used in tables.
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
}

/// A criterion in which initiatives are scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// Id used in weight sets.
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
    /// Corners of the value function: raw score -> 0..100, ascending in the score, straight between corners.
    pub curve: Vec<(f64, f64)>,
}

/// A group of alternatives (the variants of one initiative).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Id used in tables.
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
    /// Its members, sorted.
    pub members: Vec<InitiativeIx>,
}

/// Everything that does not change from scenario to scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Portfolio {
    /// The case's id (its folder's name unless it says otherwise).
    pub id: String,
    /// The case's name.
    pub name: Label,
    /// Whether its figures are only an example, which every output then says.
    pub illustrative: bool,
    /// Years of the plan and around it.
    pub calendar: Calendar,
    /// The currency of money classes.
    pub currency: Currency,
    /// Year in whose prices inflated amounts were given.
    pub price_year: Year,
    /// Discount rate a year as a fraction (0.05 = 5 %).
    pub discount: f64,
    /// Cost classes; capital, operating and data come first where they exist.
    pub classes: Vec<CostClass>,
    /// Agencies, in declared order.
    pub agencies: Vec<Named>,
    /// Categories, in declared order, which is the order of the swimlanes.
    pub categories: Vec<Named>,
    /// Funds, in the order in which they are drawn.
    pub funds: Vec<Fund>,
    /// Staff pools.
    pub pools: Vec<Pool>,
    /// Criteria, in declared order, the order of every sum over them.
    pub criteria: Vec<Criterion>,
    /// Index schemes; the first is the one shown by default.
    pub schemes: Vec<Scheme>,
    /// Groups of alternatives, sorted by id.
    pub groups: Vec<Group>,
    /// Initiatives, sorted by id in natural order (`A2` before `A10`).
    pub initiatives: Vec<Initiative>,
}

impl Portfolio {
    /// The initiative at a valid index.
    #[must_use]
    pub fn initiative(&self, ix: InitiativeIx) -> &Initiative {
        &self.initiatives[ix.0]
    }

    /// Every initiative with its index, in id order.
    pub fn each(&self) -> impl Iterator<Item = (InitiativeIx, &Initiative)> {
        self.initiatives.iter().enumerate().map(|(at, initiative)| (InitiativeIx(at), initiative))
    }

    /// The initiative with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<InitiativeIx> {
        self.initiatives.binary_search_by(|held| natural(&held.id, id)).ok().map(InitiativeIx)
    }

    /// The agency at a valid index.
    #[must_use]
    pub fn agency(&self, ix: AgencyIx) -> &Named {
        &self.agencies[ix.0]
    }

    /// The category at a valid index.
    #[must_use]
    pub fn category(&self, ix: CategoryIx) -> &Named {
        &self.categories[ix.0]
    }

    /// The cost class at a valid index.
    #[must_use]
    pub fn class(&self, ix: ClassIx) -> &CostClass {
        &self.classes[ix.0]
    }

    /// The fund at a valid index.
    #[must_use]
    pub fn fund(&self, ix: FundIx) -> &Fund {
        &self.funds[ix.0]
    }

    /// The pool at a valid index.
    #[must_use]
    pub fn pool(&self, ix: PoolIx) -> &Pool {
        &self.pools[ix.0]
    }

    /// The group at a valid index.
    #[must_use]
    pub fn group(&self, ix: GroupIx) -> &Group {
        &self.groups[ix.0]
    }

    /// The index scheme at a valid index.
    #[must_use]
    pub fn scheme(&self, ix: SchemeIx) -> &Scheme {
        &self.schemes[ix.0]
    }

    /// What a cost line costs in `year`: its amount grown from the price year by its class's inflation and
    /// rounded half-even to the smallest unit.
    ///
    /// `amount * (1 + g)^(year - price_year)`, the power built by repeated multiplication (division for earlier
    /// years), so that every machine gets the same integer.
    #[must_use]
    pub fn price(&self, line: &CostLine, year: Year) -> Money {
        let Some(growth) = self.class(line.class).inflation else { return line.amount };
        let years = year.since(self.price_year);
        let factor = (0..years.abs()).fold(1.0, |product: f64, _| product * (1.0 + growth));
        let amount = crate::units::real(line.amount.0);
        let grown = if years < 0 { amount / factor } else { amount * factor };
        Money(crate::units::round_half_even(grown).unwrap_or(i64::MAX / 8))
    }

    /// What starting `initiative` in `start` costs: every line with the year it falls in and its price, for
    /// years up to the end of the accounted tail, in line order. Years before the plan are left out.
    pub fn costs_if_started(
        &self,
        initiative: InitiativeIx,
        start: Year,
    ) -> impl Iterator<Item = (Year, &CostLine, Money)> {
        let item = self.initiative(initiative);
        let (first, end) = (self.calendar.first, self.calendar.accounted_to());
        item.costs.iter().flat_map(move |line| {
            let (from, to) = match line.when {
                When::Execution(k) => (start.plus(k), start.plus(k)),
                When::Service => (self.calendar.service_from(start, item.duration), end),
            };
            (from.max(first).0..=to.min(end).0)
                .map(Year)
                .map(move |year| (year, line, self.price(line, year)))
        })
    }
}
