//! Who pays: cases worked by hand, and every split of tiny cases by enumeration.

mod common;

use common::build::{CAPITAL, line, plan, portfolio, scenario, who, with_funds, year};
use common::chance::Chance;
use petajalan::model::{Origin, formulate};
use petajalan::plan::funding::{Carried, Funding, Unpaid};
use petajalan::plan::{Ledger, Plan};
use petajalan::portfolio::{Label, Portfolio, When};
use petajalan::scenario::{Rule, Scenario};
use petajalan::units::{FundIx, InitiativeIx, Money, Points};

fn limit(fund: usize, at: i32, limit: i64) -> Rule {
    Rule::FundLimit { fund: FundIx(fund), year: year(at), limit: Money(limit) }
}

fn horizon(fund: usize, limit: i64) -> Rule {
    Rule::FundHorizonLimit { fund: FundIx(fund), limit: Money(limit) }
}

fn carry(fund: usize, cap: i64) -> Rule {
    Rule::CarryOver { fund: FundIx(fund), cap: Money(cap) }
}

/// One-year initiatives with nothing to run, so that a plan year's spending is the sum of what starts in it.
fn bare(costs: &[i64], years: u16, funds: usize) -> Portfolio {
    let mut portfolio = portfolio(costs.len(), years);
    for (item, &cost) in portfolio.initiatives.iter_mut().zip(costs) {
        item.costs = vec![line(CAPITAL, When::Execution(0), cost)];
    }
    with_funds(&mut portfolio, funds);
    portfolio
}

fn fund(portfolio: &Portfolio, rules: Vec<Rule>, plan: &Plan) -> Funding {
    let scenario = scenario(portfolio, rules);
    Funding::of(portfolio, &scenario, &Ledger::of(portfolio, &scenario, plan))
}

fn drawn(funding: &Funding, fund: usize, years: i32) -> Vec<i64> {
    (1..=years).map(|at| funding.drawn(FundIx(fund), year(at)).0).collect()
}

#[test]
fn without_rules_the_first_fund_pays_and_without_funds_nobody_in_particular() {
    let funding = fund(&bare(&[7, 5], 2, 2), Vec::new(), &plan(&[1, 2]));
    assert_eq!((drawn(&funding, 0, 2), drawn(&funding, 1, 2)), (vec![7, 5], vec![0, 0]));
    let funding = fund(&bare(&[7, 5], 2, 0), Vec::new(), &plan(&[1, 2]));
    let payers: Vec<_> = funding.payments.iter().map(|p| (p.fund, p.amount.0, p.entry)).collect();
    assert_eq!(payers, [(None, 7, 0), (None, 5, 1)]);
}

#[test]
fn entries_draw_one_after_another_in_the_order_of_funds() {
    let funding = fund(&bare(&[7, 5], 1, 2), vec![limit(0, 1, 9)], &plan(&[1, 1]));
    let payers: Vec<_> =
        funding.payments.iter().map(|p| (p.entry, p.fund.map(|f| f.0), p.amount.0)).collect();
    assert_eq!(payers, [(0, Some(0), 7), (1, Some(0), 2), (1, Some(1), 3)]);
}

#[test]
fn a_dear_fund_makes_room_for_who_has_no_other() {
    let mut portfolio = bare(&[6, 6], 1, 2);
    portfolio.initiatives[1].costs[0].funds = vec![FundIx(0)];
    let funding = fund(&portfolio, vec![limit(0, 1, 8)], &plan(&[1, 1]));
    assert!(funding.unpaid.is_empty());
    assert_eq!((drawn(&funding, 0, 1), drawn(&funding, 1, 1)), (vec![8], vec![4]));
}

#[test]
fn unspent_money_reaches_the_next_year_only_up_to_the_cap() {
    let portfolio = bare(&[4, 13], 3, 1);
    let limits = |cap| vec![limit(0, 1, 10), limit(0, 2, 10), limit(0, 3, 10), carry(0, cap)];
    let paid = fund(&portfolio, limits(5), &plan(&[1, 2]));
    assert_eq!(paid.carried, [Carried { fund: FundIx(0), from: year(1), amount: Money(3) }]);
    assert!(paid.unpaid.is_empty());
    let capped = fund(&portfolio, limits(2), &plan(&[1, 2]));
    assert_eq!(capped.unpaid, [Unpaid { year: year(2), funds: vec![FundIx(0)], amount: Money(1) }]);
    let two_years_on = fund(&portfolio, limits(2), &plan(&[1, 3]));
    assert_eq!(two_years_on.unpaid[0].amount, Money(1), "the first year's rest is gone by the third");
}

#[test]
fn what_was_carried_in_is_not_carried_on() {
    let portfolio = bare(&[25], 3, 1);
    let rules = vec![limit(0, 1, 10), limit(0, 2, 10), limit(0, 3, 10), carry(0, 100)];
    assert_eq!(fund(&portfolio, rules, &plan(&[3])).unpaid[0].amount, Money(5));
}

#[test]
fn carried_money_counts_once_against_the_horizon() {
    let portfolio = bare(&[4, 13], 2, 1);
    let rules = |most| vec![limit(0, 1, 10), limit(0, 2, 10), carry(0, 5), horizon(0, most)];
    assert!(fund(&portfolio, rules(17), &plan(&[1, 2])).unpaid.is_empty());
    assert_eq!(fund(&portfolio, rules(16), &plan(&[1, 2])).unpaid[0].amount, Money(1));
}

#[test]
fn the_last_year_leaves_nothing_to_the_tail_and_the_tail_does_not_use_the_horizon() {
    let mut portfolio = bare(&[1, 1], 1, 1);
    portfolio.initiatives[1].costs[0].when = When::Execution(1);
    let rules = vec![limit(0, 1, 10), limit(0, 2, 0), carry(0, 5), horizon(0, 1)];
    let funding = fund(&portfolio, rules, &plan(&[1, 1]));
    assert_eq!(funding.unpaid, [Unpaid { year: year(2), funds: vec![FundIx(0)], amount: Money(1) }]);
    let funding = fund(&portfolio, vec![horizon(0, 1)], &plan(&[1, 1]));
    assert!(funding.unpaid.is_empty());
    assert_eq!(drawn(&funding, 0, 2), [1, 1]);
}

#[test]
fn a_saving_lowers_what_its_line_draws() {
    let mut portfolio = portfolio(2, 2);
    portfolio.initiatives[0].costs[1].amount = Money(5);
    with_funds(&mut portfolio, 1);
    let synergy = Rule::Synergy {
        id: "s".into(),
        name: Label::default(),
        members: vec![who(0), who(1)],
        points: Points(0),
        saving: Money(3),
    };
    let scenario = scenario(&portfolio, vec![synergy]);
    let ledger = Ledger::of(&portfolio, &scenario, &plan(&[1, 1]));
    let funding = Funding::of(&portfolio, &scenario, &ledger);
    let second: Vec<_> = funding.payments.iter().filter(|p| p.year == year(2)).map(|p| p.amount.0).collect();
    assert_eq!(second, [2, 1], "5 - 3 for the first member, 1 for the second");
}

/// Least (unpaid, position, position x years left, carried) over every split of a tiny case.
fn by_enumeration(portfolio: &Portfolio, scenario: &Scenario, ledger: &Ledger) -> [i64; 4] {
    let calendar = &portfolio.calendar;
    let mut choices: Vec<(usize, i64, Vec<FundIx>)> = Vec::new();
    for entry in &ledger.entries {
        let at = usize::try_from(calendar.plan_year(entry.year) - 1).expect("small");
        match choices.iter_mut().find(|(year, _, funds)| *year == at && *funds == entry.funds) {
            Some(held) => held.1 += entry.amount.0,
            None => choices.push((at, entry.amount.0, entry.funds.to_vec())),
        }
    }
    let years = calendar.accounted_years().count();
    let mut best = [i64::MAX; 4];
    let mut draws = vec![vec![0; years]; portfolio.funds.len()];
    spread(portfolio, scenario, &choices, &mut draws, [0; 4], &mut best);
    best
}

fn spread(
    portfolio: &Portfolio,
    scenario: &Scenario,
    choices: &[(usize, i64, Vec<FundIx>)],
    draws: &mut [Vec<i64>],
    cost: [i64; 4],
    best: &mut [i64; 4],
) {
    let Some(((at, amount, funds), rest)) = choices.split_first() else {
        if let Some(carried) = least_carried(portfolio, scenario, draws) {
            *best = (*best).min([cost[0], cost[1], cost[2], carried]);
        }
        return;
    };
    let Some((&fund, others)) = funds.split_first() else {
        let unpaid = [cost[0] + amount, cost[1], cost[2], 0];
        return spread(portfolio, scenario, rest, draws, unpaid, best);
    };
    for part in 0..=*amount {
        draws[fund.0][*at] += part;
        let position = part * i64::try_from(fund.0).expect("small");
        let left = i64::try_from(draws[0].len() - at).expect("small");
        let next = [cost[0], cost[1] + position, cost[2] + position * left, 0];
        let mut remaining = vec![(*at, amount - part, others.to_vec())];
        remaining.extend_from_slice(rest);
        spread(portfolio, scenario, &remaining, draws, next, best);
        draws[fund.0][*at] -= part;
    }
}

/// The least carried over that makes these draws legal, by trying every amount; `None` if none does.
fn least_carried(portfolio: &Portfolio, scenario: &Scenario, draws: &[Vec<i64>]) -> Option<i64> {
    let plan_years = usize::from(portfolio.calendar.years);
    let mut all = 0;
    for (fund, drawn) in draws.iter().enumerate() {
        let (mut limits, mut cap, mut most) = (vec![None; drawn.len()], 0, i64::MAX);
        for rule in &scenario.rules {
            match rule {
                Rule::FundLimit { fund: f, year, limit } if f.0 == fund => {
                    limits[usize::try_from(portfolio.calendar.plan_year(*year) - 1).expect("small")] =
                        Some(limit.0);
                }
                Rule::FundHorizonLimit { fund: f, limit } if f.0 == fund => most = limit.0,
                Rule::CarryOver { fund: f, cap: c } if f.0 == fund => cap = c.0,
                _ => {}
            }
        }
        if drawn[..plan_years].iter().sum::<i64>() > most {
            return None;
        }
        all += carrying(&limits[..plan_years], &drawn[..plan_years], cap, 0)?;
        if drawn.iter().zip(&limits).skip(plan_years).any(|(drawn, limit)| limit.is_some_and(|l| *drawn > l))
        {
            return None;
        }
    }
    Some(all)
}

/// The least carried over in these years, when `offered` of the year before may be used in the first.
fn carrying(limits: &[Option<i64>], drawn: &[i64], cap: i64, offered: i64) -> Option<i64> {
    let (Some((limit, limits)), Some((drawn, rest))) = (limits.split_first(), drawn.split_first()) else {
        return Some(0);
    };
    let after = |carried: i64| match limit {
        None if carried == 0 => carrying(limits, rest, cap, cap),
        Some(limit) if drawn - carried <= *limit => {
            carrying(limits, rest, cap, cap.min(limit - (drawn - carried))).map(|later| carried + later)
        }
        _ => None,
    };
    (0..=offered.min(*drawn)).filter_map(after).min()
}

#[test]
fn every_split_of_tiny_cases() {
    let (mut short, mut carrying) = (0, 0);
    for seed in 0..400 {
        let mut chance = Chance::new(seed);
        let costs: Vec<i64> = (0..chance.between(1, 4)).map(|_| chance.between(1, 4)).collect();
        let funds = usize::try_from(chance.between(1, 3)).expect("small");
        let plan_years = i32::from(chance.percent(50)) + 2;
        let mut portfolio = bare(&costs, u16::try_from(plan_years).expect("small"), funds);
        portfolio.calendar.tail = 1;
        let every: Vec<FundIx> = (0..funds).map(FundIx).collect();
        for item in &mut portfolio.initiatives {
            item.costs[0].funds = chance.some_at_least_one(&every, 60);
            item.costs[0].when = When::Execution(i32::from(chance.percent(20)));
        }
        let mut rules = Vec::new();
        for fund in 0..funds {
            for at in 1..=plan_years + 1 {
                if chance.percent(85) {
                    rules.push(limit(fund, at, chance.between(0, 6)));
                }
            }
            if chance.percent(40) {
                rules.push(horizon(fund, chance.between(2, 12)));
            }
            if chance.percent(80) {
                rules.push(carry(fund, chance.between(0, 4)));
            }
        }
        let mut start = || i32::try_from(chance.between(1, i64::from(plan_years))).expect("small");
        let starts: Vec<i32> = costs.iter().map(|_| start()).collect();
        let scenario = scenario(&portfolio, rules);
        let plan = plan(&starts);
        let ledger = Ledger::of(&portfolio, &scenario, &plan);
        let funding = Funding::of(&portfolio, &scenario, &ledger);

        let unpaid: i64 = funding.unpaid.iter().map(|u| u.amount.0).sum();
        let paid: i64 = funding.payments.iter().map(|p| p.amount.0).sum();
        assert_eq!(paid + unpaid, ledger.entries.iter().map(|e| e.amount.0).sum::<i64>(), "seed {seed}");
        let mut cost = [unpaid, 0, 0, funding.carried.iter().map(|c| c.amount.0).sum()];
        for payment in &funding.payments {
            let entry = &ledger.entries[payment.entry];
            let fund = payment.fund.expect("every line names funds");
            assert!(entry.funds.contains(&fund) && entry.year == payment.year, "seed {seed}");
            let position = payment.amount.0 * i64::try_from(fund.0).expect("small");
            cost[1] += position;
            cost[2] += position * i64::from(portfolio.calendar.accounted_to().since(payment.year) + 1);
        }
        assert_eq!(cost, by_enumeration(&portfolio, &scenario, &ledger), "seed {seed}");
        short += i32::from(unpaid > 0);
        carrying += i32::from(!funding.carried.is_empty());
    }
    assert!(short > 80 && carrying > 40, "the cases are too easy: {short} short, {carrying} carrying");
}

/// Eight funds of one initiative each and two of everybody: sets of funds have more unions than a program would say.
/// Whoever spends more in a year than its funds have breaks a row that speaks of starts alone.
#[test]
fn what_every_set_of_funds_has_is_said_in_starts_alone() {
    let mut portfolio = bare(&[5, 5, 5, 5, 5, 5, 5, 5, 3, 3], 2, 10);
    for (at, item) in portfolio.initiatives.iter_mut().enumerate() {
        let own = (at < 8).then_some(at);
        item.costs[0].funds = own.into_iter().chain([8, 9]).map(FundIx).collect();
    }
    let rules = (0..10).flat_map(|fund| (1..=2).map(move |at| limit(fund, at, 2))).collect();
    let scenario = scenario(&portfolio, rules);
    let formulation = formulate(&portfolio, &scenario);
    let implied = |plan: &Plan| {
        let mut values = vec![0; formulation.program.vars.len()];
        for ix in (0..10).map(InitiativeIx) {
            for (var, set) in formulation.starts.write(ix, plan.start(ix)) {
                values[var as usize] = i128::from(set);
            }
        }
        let mut rows = formulation.program.rows.iter().filter(|row| row.origin == Origin::Implied);
        rows.all(|row| row.holds(&values))
    };
    // All that start in a year have the 4 that are common once.
    for (starts, pays) in [
        ([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], true),
        ([0, 0, 0, 0, 0, 0, 0, 2, 0, 0], true),
        ([1, 2, 0, 0, 0, 0, 0, 0, 0, 0], true),
        ([0, 0, 0, 0, 0, 0, 0, 0, 1, 2], true),
        ([0, 0, 0, 0, 0, 0, 0, 0, 2, 2], false),
        ([0, 0, 0, 0, 0, 0, 1, 0, 1, 0], false),
        ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2], false),
    ] {
        let plan = plan(&starts);
        let ledger = Ledger::of(&portfolio, &scenario, &plan);
        assert_eq!(Funding::of(&portfolio, &scenario, &ledger).unpaid.is_empty(), pays, "{starts:?}");
        assert_eq!(implied(&plan), pays, "{starts:?}");
    }
}

#[test]
fn a_start_is_brought_to_where_it_may_be() {
    let portfolio = bare(&[1; 4], 5, 0);
    let scenario = scenario(
        &portfolio,
        vec![
            Rule::Window { initiative: who(0), earliest: year(2), latest: year(3) },
            Rule::ForcedOut { initiative: who(1), reason: String::new() },
            Rule::Committed { initiative: who(2), start: year(2) },
        ],
    );
    let starts = formulate(&portfolio, &scenario).starts;
    let near = |at: usize, start: i32| starts.nearest(who(at), (start > 0).then(|| year(start)));
    assert_eq!([0, 1, 3, 5].map(|start| near(0, start)), [None, Some(year(2)), Some(year(3)), Some(year(3))]);
    assert_eq!([near(1, 0), near(1, 4)], [None, None]);
    assert_eq!([near(2, 0), near(2, 5)], [Some(year(2)); 2]);
    assert_eq!([near(3, 0), near(3, 5)], [None, Some(year(5))]);
}
