//! Random initiatives with costs, staff, lifts, groups and dependencies.

use crate::common::build::{self, CAPITAL, FIRST, OPERATING, TONNAGE};
use crate::common::chance::Chance;
use petajalan::portfolio::{
    Calendar, Criterion, Dependency, Finish, Given, Initiative, Label, Lift, Link, Pool, PoolUse, Portfolio,
    ServiceStart, Target, When,
};
use petajalan::units::{
    AgencyIx, CategoryIx, FundIx, GroupIx, IndicatorIx, InitiativeIx, Level, PersonMonths, Points, PoolIx,
    SchemeIx,
};

pub fn random_portfolio(chance: &mut Chance) -> Portfolio {
    let years = u16::try_from(chance.pick(&[1, 2, 2, 3, 3, 3])).expect("small");
    let count = chance.pick(&[1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8]);
    let mut portfolio = build::portfolio(count, years);
    portfolio.calendar = Calendar {
        service_after: u16::try_from(chance.between(0, 2)).expect("small"),
        tail: u16::try_from(chance.between(1, 2)).expect("small"),
        service: if chance.percent(30) { ServiceStart::SameYear } else { ServiceStart::NextYear },
        finish: if chance.percent(30) { Finish::Anywhere } else { Finish::Inside },
        ..portfolio.calendar
    };
    portfolio.price_year = FIRST.plus(-1);
    portfolio.discount = chance.pick(&[0.0, 0.0, 0.05, 0.12]);
    portfolio.classes[CAPITAL.0].inflation = chance.pick(&[None, None, Some(0.03)]);
    portfolio.classes[OPERATING.0].inflation = chance.pick(&[None, None, Some(0.045)]);
    portfolio.pools.push(Pool { id: "field".into(), name: Label::same("field") });
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
    portfolio.checked().expect("the generator keeps the portfolio's own rules")
}

fn dress(chance: &mut Chance, item: &mut Initiative, unit: i64) {
    let mut amount = |low, high| chance.between(low * unit, high * unit);
    let (build, run) = ([amount(5, 40), amount(0, 30), amount(0, 20)], [amount(0, 8), amount(0, 3)]);
    item.agency = AgencyIx(chance.below(2));
    item.category = CategoryIx(chance.below(2));
    item.duration = chance.pick(&[1, 1, 1, 2, 2, 3]);
    let executed = (0..item.duration).zip(build);
    item.costs =
        executed.map(|(k, cost)| build::line(CAPITAL, When::Execution(i32::from(k)), cost)).collect();
    item.costs.extend(run.map(|cost| build::line(OPERATING, When::Service, cost)));
    if chance.percent(25) {
        item.costs.push(build::line(TONNAGE, When::Execution(0), chance.between(1, 50)));
    }
    for pool in 0..2 {
        if chance.percent(50) {
            let [build, run, adds] =
                [(50, 400), (0, 100), (0, 300)].map(|(low, high)| chance.between(low, high));
            let adds = if chance.percent(30) { adds } else { 0 };
            let (build, run, adds) = (PersonMonths(build), PersonMonths(run), PersonMonths(adds));
            item.staff.push(PoolUse { pool: PoolIx(pool), build, run, adds });
        }
    }
    for indicator in 0..2 {
        if chance.percent(45) {
            let by = Level(chance.pick(&[50, 100, 150, 200, 300]));
            item.lifts.push(Lift { scheme: SchemeIx(0), indicator: IndicatorIx(indicator), by });
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
        item.given = Given { by_execution_year: vec![Points(10 * point)], per_service_year: Points(0) };
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
            let any_of = (0..chance.pick(&[1, 1, 2])).map(|_| tie(chance, portfolio, at)).collect();
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
