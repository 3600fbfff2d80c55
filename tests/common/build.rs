//! A plain case to change by hand: initiatives `A1`, `A2`, ... that take one year, cost 10 to build and 1 a year
//! to run, belong to the first agency and category, and start anywhere in a plan from 2027 on.

use petajalan::plan::Plan;
use petajalan::portfolio::{
    Calendar, CostClass, CostLine, Currency, Finish, Fund, Given, Group, Indicator, Initiative, Label, Named,
    Pool, Portfolio, Scheme, ServiceStart, When,
};
use petajalan::priority::Values;
use petajalan::scenario::{Goal, Rule, Scenario};
use petajalan::units::{
    AgencyIx, CategoryIx, ClassIx, FundIx, GroupIx, InitiativeIx, Level, Money, Points, Year,
};

pub const FIRST: Year = Year(2027);
pub const CAPITAL: ClassIx = ClassIx(0);
pub const OPERATING: ClassIx = ClassIx(1);
/// A class that is not money.
pub const TONNAGE: ClassIx = ClassIx(2);

/// So many plain initiatives, two agencies, two categories, one pool, one scheme of two indicators (60 % and 40 %)
/// at level 1, and an accounted tail of two years.
pub fn portfolio(initiatives: usize, years: u16) -> Portfolio {
    let class = |id: &str, money| CostClass {
        id: id.into(),
        name: Label::same(id),
        money,
        decimals: 0,
        inflation: None,
    };
    let indicator = |id: &str, weight| Indicator {
        id: id.into(),
        name: Label::same(id),
        weight,
        baseline: Level(100),
        target: None,
    };
    let scheme = Scheme {
        id: "index".into(),
        name: Label::same("index"),
        highest: Level(500),
        indicators: vec![indicator("1", 60_000), indicator("2", 40_000)],
        bands: Vec::new(),
    };
    Portfolio {
        id: "case".into(),
        name: Label::same("case"),
        illustrative: false,
        calendar: Calendar {
            first: FIRST,
            years,
            service_after: 0,
            tail: 2,
            service: ServiceStart::NextYear,
            finish: Finish::Inside,
        },
        currency: Currency { sign: "Rp".into(), decimals: 0 },
        price_year: FIRST,
        discount: 0.0,
        classes: vec![class("capital", true), class("operating", true), class("tonnage", false)],
        agencies: named(&["north", "south"]),
        categories: named(&["application", "people"]),
        funds: Vec::new(),
        pools: vec![Pool { id: "staff".into(), name: Label::same("staff") }],
        criteria: Vec::new(),
        schemes: vec![scheme],
        groups: Vec::new(),
        initiatives: (1..=initiatives).map(|at| initiative(&format!("A{at}"))).collect(),
    }
}

fn named(ids: &[&str]) -> Vec<Named> {
    ids.iter().map(|id| Named { id: (*id).into(), name: Label::same(id) }).collect()
}

/// A plain initiative.
pub fn initiative(id: &str) -> Initiative {
    Initiative {
        id: id.into(),
        name: Label::same(id),
        category: CategoryIx(0),
        agency: AgencyIx(0),
        duration: 1,
        earliest: None,
        latest: None,
        costs: vec![line(CAPITAL, When::Execution(0), 10), line(OPERATING, When::Service, 1)],
        dependencies: Vec::new(),
        group: None,
        staff: Vec::new(),
        lifts: Vec::new(),
        scores: Vec::new(),
        reach: 1.0,
        given: Given { by_execution_year: vec![Points(1_000_000)], per_service_year: Points(1_000_000) },
        risk: None,
        saving: Money(0),
        heading: String::new(),
        legal_basis: String::new(),
        account: String::new(),
        account_version: String::new(),
        cost_basis: String::new(),
        line: 0,
    }
}

/// A cost line that any fund may pay once funds are [added](with_funds).
pub fn line(class: ClassIx, when: When, amount: i64) -> CostLine {
    CostLine { class, when, amount: Money(amount), account: None, funds: Vec::new() }
}

/// Declares so many funds, all of which may pay every line of money.
pub fn with_funds(portfolio: &mut Portfolio, count: usize) {
    portfolio.funds = (1..=count)
        .map(|at| Fund { id: format!("F{at}"), name: Label::same("fund"), classes: Vec::new() })
        .collect();
    for cost in portfolio.initiatives.iter_mut().flat_map(|item| &mut item.costs) {
        if cost.class != TONNAGE {
            cost.funds = (0..count).map(FundIx).collect();
        }
    }
}

/// Makes a group of alternatives of these.
pub fn with_group(portfolio: &mut Portfolio, members: &[usize]) -> GroupIx {
    let group = GroupIx(portfolio.groups.len());
    for &at in members {
        portfolio.initiatives[at].group = Some(group);
    }
    portfolio.groups.push(Group {
        id: format!("V{}", group.0 + 1),
        name: Label::same("group"),
        members: members.iter().copied().map(InitiativeIx).collect(),
    });
    group
}

/// A scenario with these rules, for most value.
pub fn scenario(portfolio: &Portfolio, rules: Vec<Rule>) -> Scenario {
    Scenario {
        id: "base".into(),
        name: Label::same("base"),
        note: Label::default(),
        weight_set: String::new(),
        values: Values::of(portfolio, None, None),
        base: Vec::new(),
        rules,
        goals: vec![Goal::MostValue, Goal::LeastCost, Goal::EarliestStarts, Goal::FirstInOrder],
    }
}

/// A plan from plan years, counted from 1; 0 is not started.
pub fn plan(years: &[i32]) -> Plan {
    let start = |&year: &i32| (year != 0).then(|| FIRST.plus(year - 1));
    Plan { starts: years.iter().map(start).collect() }
}

/// Plan year `year`, counted from 1, as a calendar year.
pub fn year(year: i32) -> Year {
    FIRST.plus(year - 1)
}

/// The first, second, ... initiative, counted from 0.
pub fn who(at: usize) -> InitiativeIx {
    InitiativeIx(at)
}
