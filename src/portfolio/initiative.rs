//! One candidate: what it costs, needs, brings and waits for.

use super::Label;
use crate::units::{
    AgencyIx, CategoryIx, ClassIx, FundIx, GroupIx, IndicatorIx, InitiativeIx, Level, Money, PersonMonths,
    Points, PoolIx, SchemeIx, Year,
};

/// When a cost line falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In the execution year with this offset from the start (0 = the start year itself).
    Execution(i32),
    /// In every year of service.
    Service,
}

/// One amount of one class, with who may pay it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    /// What kind of cost.
    pub class: ClassIx,
    /// When it falls.
    pub when: When,
    /// The amount each time it falls, at prices of the price year where the class is inflated.
    pub amount: Money,
    /// Account code, free text.
    pub account: Option<String>,
    /// Funds that may pay it, sorted; empty where the class is not money or the case has no funds.
    pub funds: Vec<FundIx>,
}

/// What a dependency waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// One initiative.
    Initiative(InitiativeIx),
    /// Any member of a group of alternatives.
    Group(GroupIx),
}

/// How the follower is tied to what it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// Starts no sooner than `lag` years after the predecessor's last execution year has ended.
    FinishToStart {
        /// Whole years of waiting in between, 0 or more.
        lag: u16,
    },
    /// Starts no sooner than the predecessor starts; the same year is allowed.
    StartToStart,
    /// The predecessor is selected too, whenever.
    Selection,
}

/// One clause of what an initiative waits for: at least one of these.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dependency {
    /// The predecessors, any one of which is enough, each with its tie.
    pub any_of: Vec<(Target, Link)>,
}

/// Staff an initiative uses in one pool, and what it adds to that pool once in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolUse {
    /// Which pool.
    pub pool: PoolIx,
    /// Person-months in each execution year.
    pub build: PersonMonths,
    /// Person-months in every year after the last execution year.
    pub run: PersonMonths,
    /// Person-months a year it adds to the pool once in service.
    pub adds: PersonMonths,
}

/// How far an initiative raises an indicator once in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lift {
    /// Which scheme.
    pub scheme: SchemeIx,
    /// Which of its indicators.
    pub indicator: IndicatorIx,
    /// By how much; the level itself is capped at the scheme's highest.
    pub by: Level,
}

/// A candidate that is started in one year of the plan or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Initiative {
    /// Id, unique in the case.
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
    /// Category, its swimlane.
    pub category: CategoryIx,
    /// The agency that answers for it.
    pub agency: AgencyIx,
    /// Execution years, at least 1.
    pub duration: u16,
    /// Earliest start asked for, if any.
    pub earliest: Option<Year>,
    /// Latest start asked for, if any.
    pub latest: Option<Year>,
    /// Its costs.
    pub costs: Vec<CostLine>,
    /// Clauses, all of which must hold.
    pub dependencies: Vec<Dependency>,
    /// The group of alternatives it belongs to, if any.
    pub group: Option<GroupIx>,
    /// Staff by pool.
    pub staff: Vec<PoolUse>,
    /// Lifts by indicator.
    pub lifts: Vec<Lift>,
    /// Raw scores in the order of `Portfolio::criteria`; empty where values are given directly.
    pub scores: Vec<f64>,
    /// Size of the group it serves as a factor (1 where not given).
    pub reach: f64,
    /// Value given by the user instead of scores.
    pub given: Given,
    /// Risk from 1 (low) to 5 (high), if given; reported only.
    pub risk: Option<u8>,
    /// Money saved elsewhere in each year of service, reported only.
    pub saving: Money,
    /// Legal heading in the Peta Rencana, free text.
    pub heading: String,
    /// Legal basis, free text.
    pub legal_basis: String,
    /// Programme or account code, free text.
    pub account: String,
    /// Version of the account code list, free text.
    pub account_version: String,
    /// Where its figures come from, free text.
    pub cost_basis: String,
    /// Line of its row in the table of initiatives, for messages; 0 where it was not read from one.
    pub line: usize,
}

/// A value the user gives instead of scores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Value that falls in each execution year, from the start year on.
    pub by_execution_year: Vec<Points>,
    /// Value of each year of service.
    pub per_service_year: Points,
}
