//! Random cases of the kind planners bring, seeded: log-normal costs, values about score times the root of the cost,
//! operating costs, one staff pool, about one dependency each, ceilings at 40 % of demand.
#![allow(dead_code, reason = "every bench uses another part")]

use petajalan::portfolio::{
    Calendar, CostClass, CostLine, Currency, Dependency, Finish, Given, Initiative, Label, Link, Named, Pool,
    PoolUse, Portfolio, ServiceStart, Target, When,
};
use petajalan::priority::Values;
use petajalan::scenario::{Goal, Rule, Scenario, Scope};
use petajalan::units::{
    AgencyIx, CategoryIx, ClassIx, InitiativeIx, Money, PersonMonths, Points, PoolIx, Year,
};

/// `SplitMix64` (Steele, Lea, Flood 2014): small, seeded, the same everywhere.
pub struct Chance(u64);

impl Chance {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Uniform in 0..1.
    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform in 0..count.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % (count.max(1) as u64)).unwrap_or(0)
    }

    /// Standard normal (Box, Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (a, b) = (1.0 - self.unit(), self.unit());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }
}

/// A random case of this many initiatives and years.
#[allow(clippy::cast_possible_truncation, reason = "amounts are small")]
pub fn random_case(initiatives: usize, years: u16, seed: u64) -> (Portfolio, Scenario) {
    let mut chance = Chance::new(seed);
    let calendar = Calendar {
        first: Year(2027),
        years,
        service_after: 3,
        tail: 1,
        service: ServiceStart::NextYear,
        finish: Finish::Inside,
    };
    let width = initiatives.to_string().len();
    let items = (0..initiatives).map(|at| initiative(at, width, years, &mut chance)).collect::<Vec<_>>();
    let named = |id: &str| Named { id: id.to_owned(), name: Label::same(id) };
    let class = |id: &str| CostClass {
        id: id.to_owned(),
        name: Label::same(id),
        money: true,
        decimals: 0,
        inflation: None,
    };
    let portfolio = Portfolio {
        id: format!("random-{initiatives}x{years}-{seed}"),
        name: Label::same("random"),
        illustrative: true,
        calendar,
        currency: Currency { sign: "Rp".to_owned(), decimals: 0 },
        price_year: Year(2027),
        discount: 0.05,
        classes: vec![class("capital"), class("operating")],
        agencies: vec![named("agency")],
        categories: vec![named("category")],
        funds: Vec::new(),
        pools: vec![Pool { id: "staff".to_owned(), name: Label::same("staff") }],
        criteria: Vec::new(),
        schemes: Vec::new(),
        groups: Vec::new(),
        initiatives: items,
    };
    let portfolio = portfolio.checked().expect("a sound random portfolio");
    let scenario = scenario(&portfolio);
    (portfolio, scenario)
}

#[allow(clippy::cast_possible_truncation, reason = "amounts are small")]
fn initiative(at: usize, width: usize, years: u16, chance: &mut Chance) -> Initiative {
    let duration = 1 + chance.below(usize::from(years.min(3))) as u16;
    let total = (chance.normal().mul_add(1.0, 6.5)).exp();
    let share = total / f64::from(duration);
    let yearly = total * (0.05 + 0.15 * chance.unit());
    let line = |class, when, amount: f64| CostLine {
        class: ClassIx(class),
        when,
        amount: Money(amount.round() as i64 * 1_000_000),
        account: None,
        funds: Vec::new(),
    };
    let mut costs: Vec<CostLine> = (0..i32::from(duration))
        .map(|k| line(0, When::Execution(k), share * (0.7 + 0.6 * chance.unit())))
        .collect();
    costs.push(line(1, When::Service, yearly));
    let score = 1.0 + 9.0 * chance.unit();
    let mut dependencies = Vec::new();
    // Earlier initiatives only, so that there is no ring; one on average.
    for _ in 0..2 {
        if at > 0 && chance.unit() < 0.5 {
            let back = 1 + chance.below(at.min(40));
            let tie = if chance.unit() < 0.3 { Link::StartToStart } else { Link::FinishToStart { lag: 0 } };
            dependencies
                .push(Dependency { any_of: vec![(Target::Initiative(InitiativeIx(at - back)), tie)] });
        }
    }
    let months = |number: f64| PersonMonths(number.round() as i64 * PersonMonths::PER_MONTH);
    let build = 2.0 + 14.0 * chance.unit();
    Initiative {
        id: format!("P{at:0width$}"),
        name: Label::same(&format!("Project {at}")),
        category: CategoryIx(0),
        agency: AgencyIx(0),
        duration,
        earliest: None,
        latest: None,
        costs,
        dependencies,
        group: None,
        staff: vec![PoolUse {
            pool: PoolIx(0),
            build: months(build),
            run: months(build * 0.3),
            adds: PersonMonths::ZERO,
        }],
        lifts: Vec::new(),
        scores: Vec::new(),
        reach: 1.0,
        given: Given {
            by_execution_year: Vec::new(),
            per_service_year: Points((score * total.sqrt() * 1000.0).round() as i64 * 1000),
        },
        risk: None,
        saving: Money::ZERO,
        heading: String::new(),
        legal_basis: String::new(),
        account: String::new(),
        account_version: String::new(),
        cost_basis: String::new(),
        line: 0,
    }
}

/// Ceilings at 40 % of what everything would spend if starts were spread evenly, staff at 40 % of what it would need.
fn scenario(portfolio: &Portfolio) -> Scenario {
    let calendar = &portfolio.calendar;
    let last = calendar.last();
    let years = i64::from(calendar.years);
    let capital: i64 = portfolio
        .initiatives
        .iter()
        .flat_map(|item| &item.costs)
        .filter(|line| line.when != When::Service)
        .map(|line| line.amount.0)
        .sum();
    let yearly: i64 = portfolio
        .initiatives
        .iter()
        .flat_map(|item| &item.costs)
        .filter(|line| line.when == When::Service)
        .map(|line| line.amount.0)
        .sum();
    let months: i64 =
        portfolio.initiatives.iter().map(|item| item.staff[0].build.0 * i64::from(item.duration)).sum();
    let run: i64 = portfolio.initiatives.iter().map(|item| item.staff[0].run.0).sum();
    let limit = (capital / years + yearly / 2) * 2 / 5;
    let capacity = (months / years + run / 2) * 2 / 5;
    let mut rules = Vec::new();
    for (ix, item) in portfolio.each() {
        let latest = calendar.latest_start(item.duration);
        rules.push(Rule::Window { initiative: ix, earliest: calendar.first, latest });
        for clause in &item.dependencies {
            rules.push(Rule::Dependency { initiative: ix, clause: clause.clone() });
        }
    }
    for year in (calendar.first.0..=last.0).map(Year) {
        rules.push(Rule::Ceiling {
            id: "total".to_owned(),
            scope: Scope::total(),
            year,
            limit: Money(limit),
        });
        rules.push(Rule::Pool { pool: PoolIx(0), year, capacity });
    }
    Scenario {
        id: "base".to_owned(),
        name: Label::same("base"),
        note: Label::default(),
        weight_set: String::new(),
        values: Values::of(portfolio, None, None),
        base: Vec::new(),
        rules,
        goals: vec![Goal::MostValue, Goal::FirstInOrder],
    }
}

/// Processor seconds of this thread so far.
pub fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds: f64 = text.split_whitespace().next().and_then(|word| word.parse().ok()).unwrap_or(0.0);
    nanoseconds / 1e9
}
