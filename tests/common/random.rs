//! Small random problems that, over many seeds, use every rule, link, calendar and goal there is.
//!
//! Limits are set around what a random plan would use, mostly a little above it and sometimes below, so that many
//! bind and some problems have no plan at all.

use petajalan::audit::violations;
use petajalan::plan::standing::{levels, staff_added, staff_used};
use petajalan::plan::{Ledger, Plan};
use petajalan::portfolio::{
    Calendar, Criterion, Dependency, Finish, Given, Initiative, Label, Lift, Link, Pool, PoolUse, Portfolio,
    ServiceStart, Target, When,
};
use petajalan::priority::{Values, WeightSet};
use petajalan::scenario::{Base, BaseSpending, Choose, Goal, Measure, Period, Rule, Scenario, Scope};
use petajalan::units::{
    AgencyIx, CategoryIx, FundIx, GroupIx, IndicatorIx, InitiativeIx, Level, Money, PersonMonths, Points,
    PoolIx, SchemeIx, Year,
};

use super::build::{self, CAPITAL, FIRST, OPERATING, TONNAGE};
use super::chance::Chance;

/// A problem of up to 8 initiatives and 1 to 3 plan years that the seed decides.
pub fn random_problem(seed: u64) -> (Portfolio, Scenario) {
    let chance = &mut Chance::new(seed);
    let portfolio = random_portfolio(chance);
    let scenario = random_scenario(chance, &portfolio);
    (portfolio, scenario)
}

fn random_portfolio(chance: &mut Chance) -> Portfolio {
    let years = u16::try_from(chance.pick(&[1, 2, 2, 3, 3, 3])).expect("small");
    let count = chance.pick(&[1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8]);
    let mut portfolio = build::portfolio(count, years);
    portfolio.calendar = Calendar {
        service_after: u16::try_from(chance.between(0, 2)).expect("small"),
        tail: u16::try_from(chance.between(1, 2)).expect("small"),
        service: if chance.percent(30) {
            ServiceStart::SameYear
        } else {
            ServiceStart::NextYear
        },
        finish: if chance.percent(30) {
            Finish::Anywhere
        } else {
            Finish::Inside
        },
        ..portfolio.calendar
    };
    portfolio.price_year = FIRST.plus(-1);
    portfolio.discount = chance.pick(&[0.0, 0.0, 0.05, 0.12]);
    portfolio.classes[CAPITAL.0].inflation = chance.pick(&[None, None, Some(0.03)]);
    portfolio.classes[OPERATING.0].inflation = chance.pick(&[None, None, Some(0.045)]);
    portfolio.pools.push(Pool {
        id: "field".into(),
        name: Label::same("field"),
    });
    let criterion = |id: &str| Criterion {
        id: id.into(),
        name: Label::same(id),
        curve: vec![(0.0, 0.0), (5.0, 70.0), (10.0, 100.0)],
    };
    portfolio.criteria = vec![criterion("service"), criterion("saving")];
    // Mostly small numbers, which tie often; sometimes rupiah in the millions with odd ends.
    let unit = if chance.percent(20) { 1_000_000 } else { 1 };
    for item in &mut portfolio.initiatives {
        dress(chance, item, unit);
    }
    let funds = chance.pick(&[0, 0, 1, 2, 3]);
    build::with_funds(&mut portfolio, funds);
    let every: Vec<FundIx> = (0..funds).map(FundIx).collect();
    for line in portfolio.initiatives.iter_mut().flat_map(|item| &mut item.costs) {
        if !line.funds.is_empty() && chance.percent(50) {
            line.funds = chance.some_at_least_one(&every, 60);
        }
    }
    add_groups(chance, &mut portfolio);
    add_dependencies(chance, &mut portfolio);
    portfolio
        .checked()
        .expect("the generator keeps the portfolio's own rules")
}

fn dress(chance: &mut Chance, item: &mut Initiative, unit: i64) {
    let mut amount = |low, high| chance.between(low * unit, high * unit);
    let (build, run) = (
        [amount(5, 40), amount(0, 30), amount(0, 20)],
        [amount(0, 8), amount(0, 3)],
    );
    item.agency = AgencyIx(chance.below(2));
    item.category = CategoryIx(chance.below(2));
    item.duration = chance.pick(&[1, 1, 1, 2, 2, 3]);
    let executed = (0..item.duration).zip(build);
    item.costs = executed
        .map(|(k, cost)| build::line(CAPITAL, When::Execution(i32::from(k)), cost))
        .collect();
    item.costs
        .extend(run.map(|cost| build::line(OPERATING, When::Service, cost)));
    if chance.percent(25) {
        item.costs
            .push(build::line(TONNAGE, When::Execution(0), chance.between(1, 50)));
    }
    for pool in 0..2 {
        if chance.percent(50) {
            let [build, run, adds] =
                [(50, 400), (0, 100), (0, 300)].map(|(low, high)| chance.between(low, high));
            let adds = if chance.percent(30) { adds } else { 0 };
            let (build, run, adds) = (PersonMonths(build), PersonMonths(run), PersonMonths(adds));
            item.staff.push(PoolUse {
                pool: PoolIx(pool),
                build,
                run,
                adds,
            });
        }
    }
    for indicator in 0..2 {
        if chance.percent(45) {
            let by = Level(chance.pick(&[50, 100, 150, 200, 300]));
            item.lifts.push(Lift {
                scheme: SchemeIx(0),
                indicator: IndicatorIx(indicator),
                by,
            });
        }
    }
    let point = Points::PER_POINT;
    let negative = chance.percent(15);
    let mut points = |low: i64, high: i64| {
        Points(chance.between(if negative { -high } else { low } * point, high * point))
    };
    item.given = Given {
        by_execution_year: (0..item.duration).map(|_| points(0, 20)).collect(),
        per_service_year: points(1, 10),
    };
    // Equal values make the later goals decide.
    if chance.percent(30) {
        item.given = Given {
            by_execution_year: vec![Points(10 * point)],
            per_service_year: Points(0),
        };
    }
    let mut score = || petajalan::units::real(chance.between(0, 20)) / 2.0;
    item.scores = vec![score(), score()];
    item.reach = chance.pick(&[1.0, 0.5, 2.0]);
}

fn add_groups(chance: &mut Chance, portfolio: &mut Portfolio) {
    let count = portfolio.initiatives.len();
    let mut free: Vec<usize> = (0..count).collect();
    for _ in 0..chance.pick(&[0, 1, 1, 2]) {
        let members = chance.some(&free, 40);
        if members.len() >= 2 {
            free.retain(|at| !members.contains(at));
            build::with_group(portfolio, &members);
        }
    }
}

fn add_dependencies(chance: &mut Chance, portfolio: &mut Portfolio) {
    for at in 1..portfolio.initiatives.len() {
        let mut clauses = Vec::new();
        for _ in 0..chance.pick(&[0, 0, 0, 1, 1, 2]) {
            let any_of = (0..chance.pick(&[1, 1, 2]))
                .map(|_| tie(chance, portfolio, at))
                .collect();
            clauses.push(Dependency { any_of });
        }
        portfolio.initiatives[at].dependencies = clauses;
    }
}

fn tie(chance: &mut Chance, portfolio: &Portfolio, follower: usize) -> (Target, Link) {
    let lag = u16::try_from(chance.pick(&[0, 0, 0, 1])).expect("small");
    let link = chance.pick(&[Link::FinishToStart { lag }, Link::StartToStart, Link::Selection]);
    let groups: Vec<usize> = (0..portfolio.groups.len())
        .filter(|&group| !portfolio.groups[group].members.contains(&InitiativeIx(follower)))
        .collect();
    let target = if !groups.is_empty() && chance.percent(35) {
        Target::Group(GroupIx(chance.pick(&groups)))
    } else {
        Target::Initiative(InitiativeIx(chance.below(follower)))
    };
    (target, link)
}

fn random_scenario(chance: &mut Chance, portfolio: &Portfolio) -> Scenario {
    let mut scenario = build::scenario(portfolio, Vec::new());
    scenario.base = base_spending(chance, portfolio);
    let mut rules = locks(chance, portfolio);
    let locks = rules.clone();
    rules.extend(choices(chance, portfolio));
    rules.extend(synergies(chance, portfolio));
    scenario.rules.clone_from(&rules);
    let tries: Vec<Plan> = (0..40).map(|_| random_plan(chance, portfolio, &locks)).collect();
    let likely = tries
        .into_iter()
        .min_by_key(|plan| violations(portfolio, &scenario, plan).len())
        .expect("some were tried");
    let ledger = Ledger::of(portfolio, &scenario, &likely);
    let mut around = Around {
        chance,
        portfolio,
        likely: &likely,
        ledger: &ledger,
    };
    rules.extend(around.money());
    rules.extend(around.funds());
    rules.extend(around.staff_and_outcomes());
    scenario.rules = rules;
    if chance.percent(30) {
        let starts = random_plan(chance, portfolio, &[]).started().collect();
        let at_most = u32::try_from(chance.between(0, 6)).expect("small");
        scenario.rules.push(Rule::Stability {
            source: "earlier".into(),
            starts,
            at_most,
        });
    }
    forgive(chance, portfolio, &mut scenario, &likely);
    let committed = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Committed { start, .. } => Some(*start),
        _ => None,
    });
    let earliest = committed.min();
    let weights = WeightSet {
        id: "w".into(),
        name: Label::same("w"),
        weights: vec![0.25, 0.75],
    };
    scenario.values = Values::of(portfolio, chance.percent(40).then_some(&weights), earliest);
    scenario.goals = goals(chance, portfolio);
    scenario
}

/// Drops most rules that the likely plan breaks, so that enough problems have a plan.
fn forgive(chance: &mut Chance, portfolio: &Portfolio, scenario: &mut Scenario, likely: &Plan) {
    let broken: Vec<usize> = violations(portfolio, scenario, likely)
        .iter()
        .filter_map(|v| v.rule)
        .collect();
    let mut at = 0..;
    scenario.rules.retain(|_| {
        let broken = at.next().is_some_and(|at| broken.contains(&at));
        !broken || chance.percent(18)
    });
}

fn base_spending(chance: &mut Chance, portfolio: &Portfolio) -> Vec<BaseSpending> {
    let every: Vec<FundIx> = (0..portfolio.funds.len()).map(FundIx).collect();
    let count = chance.pick(&[0, 0, 1, 2]);
    let mut one = |at: i32| BaseSpending {
        id: format!("B{at}"),
        agency: AgencyIx(chance.below(2)),
        category: chance.pick(&[None, Some(CategoryIx(0)), Some(CategoryIx(1))]),
        class: OPERATING,
        funds: if every.is_empty() {
            Vec::new()
        } else {
            chance.some_at_least_one(&every, 70)
        },
        account: None,
        amounts: portfolio
            .calendar
            .accounted_years()
            .map(|year| (year, Money(chance.between(1, 9))))
            .collect(),
    };
    (0..count).map(&mut one).collect()
}

/// Rules on single starts.
fn locks(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Rule> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let mut rules = Vec::new();
    for (initiative, _) in portfolio.each() {
        let reason = "decided".to_owned();
        match chance.between(0, 99) {
            0..=17 => {
                let (a, b) = (chance.pick(&years), chance.pick(&years));
                rules.push(Rule::Window {
                    initiative,
                    earliest: a.min(b),
                    latest: a.max(b),
                });
            }
            18..=27 => {
                let start_by = chance.percent(60).then(|| chance.pick(&years));
                rules.push(Rule::Mandatory {
                    initiative,
                    start_by,
                    reason,
                });
            }
            28..=31 => rules.push(Rule::Committed {
                initiative,
                start: chance.pick(&years),
            }),
            32..=36 => {
                let start = FIRST.plus(i32::try_from(chance.between(-2, -1)).expect("small"));
                rules.push(Rule::Committed { initiative, start });
            }
            37..=41 => {
                let start = chance.percent(50).then(|| chance.pick(&years));
                rules.push(Rule::ForcedIn {
                    initiative,
                    start,
                    reason,
                });
            }
            42..=46 => rules.push(Rule::ForcedOut { initiative, reason }),
            _ => {}
        }
    }
    rules
}

/// A plan that keeps the rules on single starts, if little else.
fn random_plan(chance: &mut Chance, portfolio: &Portfolio, locks: &[Rule]) -> Plan {
    let mut plan = Plan::empty(portfolio);
    for (who, item) in portfolio.each() {
        let latest = portfolio.calendar.latest_start(item.duration);
        let years: Vec<Year> = portfolio
            .calendar
            .plan_years()
            .filter(|year| *year <= latest)
            .collect();
        if !years.is_empty() && chance.percent(70) {
            plan.starts[who.0] = Some(chance.pick(&years));
        }
    }
    for rule in locks {
        match rule {
            Rule::Window {
                initiative, earliest, ..
            } if plan.start(*initiative).is_some() => {
                plan.starts[initiative.0] = Some(*earliest);
            }
            Rule::Mandatory {
                initiative, start_by, ..
            }
            | Rule::ForcedIn {
                initiative,
                start: start_by,
                ..
            } => {
                plan.starts[initiative.0] = Some(start_by.unwrap_or(FIRST));
            }
            Rule::Committed { initiative, start } => plan.starts[initiative.0] = Some(*start),
            Rule::ForcedOut { initiative, .. } => plan.starts[initiative.0] = None,
            _ => {}
        }
    }
    plan
}

/// Rules on which initiatives and how many.
fn choices(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Rule> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let everyone: Vec<InitiativeIx> = portfolio.each().map(|(who, _)| who).collect();
    let mut rules = Vec::new();
    for group in (0..portfolio.groups.len()).map(GroupIx) {
        let least = u32::try_from(chance.between(1, 2)).expect("small");
        let choose = chance.pick(&[
            Choose::AtMostOne,
            Choose::AtMostOne,
            Choose::ExactlyOne,
            Choose::AtLeast(least),
        ]);
        rules.push(Rule::Alternatives { group, choose });
        if chance.percent(40) {
            let timed = chance.some(&portfolio.group(group).members, 60);
            let start_by = timed
                .into_iter()
                .map(|member| (member, chance.pick(&years)))
                .collect();
            rules.push(Rule::MandatoryGroup { group, start_by });
        }
    }
    for (initiative, item) in portfolio.each().filter(|_| !chance.percent(5)) {
        let clauses = item.dependencies.iter().cloned();
        rules.extend(clauses.map(|clause| Rule::Dependency { initiative, clause }));
    }
    if chance.percent(20) {
        rules.push(Rule::Bundle {
            id: "pair".into(),
            members: pair(chance, &everyone),
        });
    }
    if chance.percent(25) {
        let at_least = u32::try_from(chance.between(1, 3)).expect("small");
        rules.push(Rule::MinimumStarts {
            id: "least".into(),
            scope: scope(chance, portfolio),
            at_least,
        });
    }
    if chance.percent(30) {
        let (scope, at_most) = (
            scope(chance, portfolio),
            u32::try_from(chance.between(0, 3)).expect("small"),
        );
        let pace = |&year: &Year| Rule::StartsPerYear {
            id: "pace".into(),
            scope: scope.clone(),
            year,
            at_most,
        };
        rules.extend(years.iter().map(pace));
    }
    rules
}

fn pair(chance: &mut Chance, everyone: &[InitiativeIx]) -> Vec<InitiativeIx> {
    let mut members = vec![
        chance.pick(everyone),
        chance.pick(everyone),
        chance.pick(everyone),
    ];
    members.sort_unstable();
    members.dedup();
    members
}

fn synergies(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Rule> {
    let everyone: Vec<InitiativeIx> = portfolio.each().map(|(who, _)| who).collect();
    let mut one = |at: i32| {
        let members = pair(chance, &everyone);
        let dearest = petajalan::plan::synergy_line(portfolio, &members).map_or(0, |(_, line)| line.amount.0);
        Rule::Synergy {
            id: format!("together{at}"),
            name: Label::same("together"),
            members,
            points: Points(chance.between(0, 6) * Points::PER_POINT),
            // Half, so that two of them never take more than the line costs.
            saving: Money(chance.between(0, dearest / 2)),
        }
    };
    let rules: Vec<Rule> = (0..2).map(&mut one).collect();
    rules.into_iter().take(chance.pick(&[0, 0, 1, 2])).collect()
}

fn scope(chance: &mut Chance, portfolio: &Portfolio) -> Scope {
    let everyone: Vec<InitiativeIx> = portfolio.each().map(|(who, _)| who).collect();
    let mut scope = Scope::total();
    match chance.between(0, 5) {
        0 => scope.agencies = vec![AgencyIx(chance.below(2))],
        1 => scope.categories = vec![CategoryIx(chance.below(2))],
        2 => scope.classes = vec![chance.pick(&[CAPITAL, OPERATING, TONNAGE])],
        3 => scope.initiatives = chance.some_at_least_one(&everyone, 40),
        4 => {
            scope.agencies = vec![AgencyIx(chance.below(2))];
            scope.classes = vec![chance.pick(&[CAPITAL, OPERATING])];
        }
        _ => {}
    }
    scope
}

/// Limits around what a likely plan uses.
struct Around<'a> {
    chance: &'a mut Chance,
    portfolio: &'a Portfolio,
    likely: &'a Plan,
    ledger: &'a Ledger<'a>,
}

impl Around<'_> {
    /// Mostly a little more than this, sometimes less.
    fn above(&mut self, used: i64) -> i64 {
        let percent = if self.chance.percent(6) {
            self.chance.between(50, 99)
        } else {
            self.chance.between(100, 140)
        };
        used * percent / 100
    }

    /// Mostly a little less than this, sometimes more.
    fn below(&mut self, reached: i64) -> i64 {
        let percent = if self.chance.percent(8) {
            self.chance.between(101, 125)
        } else {
            self.chance.between(50, 100)
        };
        reached * percent / 100
    }

    fn money(&mut self) -> Vec<Rule> {
        let calendar = self.portfolio.calendar;
        let mut rules = Vec::new();
        let (total, some) = (Scope::total(), scope(self.chance, self.portfolio));
        let tail = Year(calendar.last().0 + 1);
        if self.chance.percent(65) {
            let late = self.chance.percent(30);
            for year in calendar.plan_years().chain(late.then_some(tail)) {
                if self.chance.percent(92) {
                    let limit = Money(self.above(self.ledger.spent(&total, year).0));
                    rules.push(Rule::Ceiling {
                        id: "total".into(),
                        scope: total.clone(),
                        year,
                        limit,
                    });
                }
            }
        }
        if self.chance.percent(35) {
            for year in calendar.plan_years() {
                let limit = Money(self.above(self.ledger.spent(&some, year).0));
                rules.push(Rule::Ceiling {
                    id: "part".into(),
                    scope: some.clone(),
                    year,
                    limit,
                });
            }
        }
        if self.chance.percent(25) {
            let scope = scope(self.chance, self.portfolio);
            let limit = Money(self.above(self.ledger.spent_in_horizon(&scope).0));
            rules.push(Rule::HorizonCeiling {
                id: "all".into(),
                scope,
                limit,
            });
        }
        if self.chance.percent(20) {
            let (scope, period) = (scope(self.chance, self.portfolio), self.period());
            let amount = Money(self.below(self.spent(&scope, period)));
            rules.push(Rule::Floor {
                id: "floor".into(),
                scope,
                period,
                amount,
            });
        }
        for at_least in [true, false] {
            if self.chance.percent(18) {
                rules.push(self.share(at_least));
            }
        }
        if self.chance.percent(30) {
            for year in (tail.0..=calendar.accounted_to().0).map(Year) {
                let limit = Money(self.above(self.ledger.spent(&total, year).0));
                rules.push(Rule::Commitments {
                    id: "after".into(),
                    scope: total.clone(),
                    year,
                    limit,
                });
            }
        }
        rules
    }

    fn share(&mut self, at_least: bool) -> Rule {
        let mut scope = scope(self.chance, self.portfolio);
        scope.classes.retain(|class| *class != TONNAGE);
        let (period, base) = (self.period(), self.chance.pick(&[Base::Spending, Base::Ceiling]));
        let (part, whole) = (
            self.spent(&scope, period),
            self.spent(&Scope::total(), period).max(1),
        );
        let share = part * 10_000 / whole;
        if at_least {
            Rule::ShareFloor {
                id: "share".into(),
                scope,
                period,
                base,
                share: self.below(share) * 3 / 4,
            }
        } else {
            Rule::ShareCap {
                id: "cap".into(),
                scope,
                period,
                base,
                share: self.above(share).min(10_000),
            }
        }
    }

    fn period(&mut self) -> Period {
        let years: Vec<Year> = self.portfolio.calendar.plan_years().collect();
        if self.chance.percent(50) {
            Period::Horizon
        } else {
            Period::Year(self.chance.pick(&years))
        }
    }

    fn spent(&self, scope: &Scope, period: Period) -> i64 {
        match period {
            Period::Year(year) => self.ledger.spent(scope, year).0,
            Period::Horizon => self.ledger.spent_in_horizon(scope).0,
        }
    }

    fn funds(&mut self) -> Vec<Rule> {
        let (calendar, total) = (self.portfolio.calendar, Scope::total());
        let count = i64::try_from(self.portfolio.funds.len()).expect("few funds");
        let mut rules = Vec::new();
        for fund in (0..self.portfolio.funds.len()).map(FundIx) {
            let late = self.chance.percent(25);
            for year in calendar
                .accounted_years()
                .filter(|year| late || *year <= calendar.last())
            {
                if self.chance.percent(80) {
                    let part = self.ledger.spent(&total, year).0 * 3 / (2 * count);
                    rules.push(Rule::FundLimit {
                        fund,
                        year,
                        limit: Money(self.above(part)),
                    });
                }
            }
            let part = self.ledger.spent_in_horizon(&total).0 * 3 / (2 * count);
            if self.chance.percent(35) {
                rules.push(Rule::FundHorizonLimit {
                    fund,
                    limit: Money(self.above(part)),
                });
            }
            if self.chance.percent(50) {
                rules.push(Rule::CarryOver {
                    fund,
                    cap: Money(self.chance.between(0, part)),
                });
            }
        }
        rules
    }

    fn staff_and_outcomes(&mut self) -> Vec<Rule> {
        let calendar = self.portfolio.calendar;
        let mut rules = Vec::new();
        for pool in [PoolIx(0), PoolIx(1)] {
            if self.chance.percent(35) {
                for year in calendar.plan_years() {
                    let used = staff_used(self.portfolio, self.likely, pool, year);
                    let added = staff_added(self.portfolio, self.likely, pool, year);
                    let capacity = self.above((used - added).0.max(0));
                    rules.push(Rule::Pool { pool, year, capacity });
                }
            }
        }
        for measure in [Measure::Index, Measure::Indicator(IndicatorIx(1))] {
            if self.chance.percent(22) {
                let years: Vec<Year> = calendar.plan_years().collect();
                let (scheme, year) = (SchemeIx(0), self.chance.pick(&years));
                let reached = levels(self.portfolio, self.likely, scheme, year);
                let level = match measure {
                    Measure::Index => self.portfolio.scheme(scheme).weighted(&reached) / 100_000,
                    Measure::Indicator(at) => reached[at.0].0,
                };
                let at_least = Level(self.below(level));
                rules.push(Rule::Outcome {
                    id: "goal".into(),
                    scheme,
                    measure,
                    year,
                    at_least,
                });
            }
        }
        rules
    }
}

fn goals(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Goal> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let mut free = vec![Goal::LeastCost, Goal::EarliestStarts];
    if chance.percent(40) {
        free.push(Goal::HighestIndex {
            scheme: SchemeIx(0),
            year: chance.pick(&years),
        });
    }
    let mut goals = Vec::new();
    if chance.percent(65) {
        goals.push(Goal::MostValue);
    } else if chance.percent(80) {
        free.push(Goal::MostValue);
    }
    while !free.is_empty() {
        let next = free.remove(chance.below(free.len()));
        if chance.percent(85) {
            goals.push(next);
        }
    }
    goals.push(Goal::FirstInOrder);
    goals
}
