//! Who pays: splits a plan's spending over the funds, exactly.
//!
//! [`Funding::of`] is a minimum-cost flow in whole amounts. Money entries of the ledger with the same year and the
//! same eligible funds make one demand, savings taken off; demands draw on fund-years, fund-years on the fund's
//! horizon. Among all splits it takes the one that is best in this strict order:
//!
//! 1. the least amount stays unpaid;
//! 2. funds are drawn in declared order: least `sum of amount * position of its fund`;
//! 3. early years get the earlier funds: least `sum of amount * position * years left`;
//! 4. the least is taken from money carried over.
//!
//! What is still equal goes to the demand that comes first by year, then by its list of funds. Then the entries of
//! a demand draw from its funds in declared order, one entry after another in the order of the ledger.
//!
//! A fund-year without [`Rule::FundLimit`] is unlimited, and so has the whole cap left to carry over: dropping a limit
//! never takes money away. Carry-over runs between years of the plan; what is unspent in the last one lapses. Money carried over counts against
//! [`Rule::FundHorizonLimit`] once, in the year it is spent. The tail is paid too, without the horizon's limit.
//! Entries without eligible funds are paid by no fund in particular. It knows nothing of ceilings.

use std::collections::BTreeMap;

use super::flow::{Arc, Network, Node, UNLIMITED};
use super::{Entry, Ledger, Source};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::units::{FundIx, Money, Year};

/// What one fund pays of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The fiscal year.
    pub year: Year,
    /// Who pays; `None` for entries without eligible funds.
    pub fund: Option<FundIx>,
    /// How much, above zero.
    pub amount: Money,
    /// For which entry, by its position in [`Ledger::entries`].
    pub entry: usize,
}

/// Unspent limit of one year that the next year spends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Whose limit.
    pub fund: FundIx,
    /// The year it was left over in; it is spent in the year after.
    pub from: Year,
    /// How much, above zero.
    pub amount: Money,
}

/// What no eligible fund can pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpaid {
    /// The fiscal year.
    pub year: Year,
    /// The funds that may pay it.
    pub funds: Vec<FundIx>,
    /// How much is missing, above zero.
    pub amount: Money,
}

/// Who pays for a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funding {
    /// Every payment, by year, then by eligible funds, then in the order of the ledger, then by fund.
    pub payments: Vec<Payment>,
    /// What is carried over and spent, by fund and year.
    pub carried: Vec<Carried>,
    /// What cannot be paid, by year and eligible funds; empty when the funds suffice.
    pub unpaid: Vec<Unpaid>,
}

impl Funding {
    /// Decides who pays the entries of a ledger of this portfolio and scenario.
    #[must_use]
    pub fn of(portfolio: &Portfolio, scenario: &Scenario, ledger: &Ledger) -> Self {
        let net = net_of_savings(portfolio, scenario, ledger);
        let demands = demands(ledger, &net);
        let mut pipes = Pipes::lay(portfolio, scenario);
        let taps: Vec<Tap> = demands.iter().map(|demand| pipes.send(demand)).collect();
        let mut funding = Self { carried: pipes.carried(), ..Self::default() };
        for (demand, tap) in demands.iter().zip(&taps) {
            let drawn = tap.payers.iter().map(|&(fund, arc)| (fund, pipes.network.flow(arc))).collect();
            let missing = pipes.network.flow(tap.unpaid);
            split(demand, &net, drawn, &mut funding.payments);
            if missing > 0 {
                let funds = demand.funds.iter().filter_map(|&fund| fund).collect();
                funding.unpaid.push(Unpaid { year: demand.year, funds, amount: Money(missing) });
            }
        }
        funding
    }

    /// What is drawn from the fund in the year.
    #[must_use]
    pub fn drawn(&self, fund: FundIx, year: Year) -> Money {
        let of_both = |payment: &&Payment| payment.fund == Some(fund) && payment.year == year;
        self.payments.iter().filter(of_both).map(|payment| payment.amount).sum()
    }

    /// What the fund spends in the year after `from` out of the limit of `from`.
    #[must_use]
    pub fn carried_from(&self, fund: FundIx, from: Year) -> Money {
        let of_both = |carried: &&Carried| carried.fund == fund && carried.from == from;
        self.carried.iter().filter(of_both).map(|carried| carried.amount).sum()
    }
}

/// The amount of every entry that some fund has to pay: nothing for what is not money or lies outside the
/// accounted years, and savings taken off the line they belong to (beyond it, off the demand's other entries in
/// order; what exceeds the whole demand is nobody's).
fn net_of_savings(portfolio: &Portfolio, scenario: &Scenario, ledger: &Ledger) -> Vec<i64> {
    let calendar = &portfolio.calendar;
    let years = calendar.first..=calendar.accounted_to();
    let payable = |entry: &Entry| portfolio.class(entry.class).money && years.contains(&entry.year);
    let gross = |entry: &Entry| if payable(entry) { entry.amount.0.max(0) } else { 0 };
    let mut net: Vec<i64> = ledger.entries.iter().map(gross).collect();
    for saving in ledger.entries.iter().filter(|entry| entry.amount < Money::ZERO && payable(entry)) {
        let mut left = -saving.amount.0;
        let owner = owner(scenario, saving);
        let is_own = |entry: &Entry| {
            Some(entry.source) == owner && entry.class == saving.class && entry.account == saving.account
        };
        let shared = |&at: &usize| {
            let entry = &ledger.entries[at];
            entry.year == saving.year && entry.funds == saving.funds
        };
        let mut lowered: Vec<usize> = (0..net.len()).filter(shared).collect();
        lowered.sort_by_key(|&at| !is_own(&ledger.entries[at]));
        for at in lowered {
            let step = left.min(net[at]);
            net[at] -= step;
            left -= step;
        }
    }
    net
}

/// Whose line a saving lowers.
fn owner(scenario: &Scenario, saving: &Entry) -> Option<Source> {
    let Source::Synergy(rule) = saving.source else {
        return Some(saving.source);
    };
    match scenario.rules.get(rule) {
        Some(Rule::Synergy { members, .. }) => members.first().copied().map(Source::Initiative),
        _ => None,
    }
}

/// Entries of one year that the same funds may pay; a lone `None` where they name no fund.
struct Demand {
    year: Year,
    funds: Vec<Option<FundIx>>,
    entries: Vec<usize>,
    amount: i64,
}

/// The demands by year, then by eligible funds.
fn demands(ledger: &Ledger, net: &[i64]) -> Vec<Demand> {
    let mut groups: BTreeMap<(Year, &[FundIx]), Vec<usize>> = BTreeMap::new();
    for (at, entry) in ledger.entries.iter().enumerate().filter(|&(at, _)| net[at] > 0) {
        groups.entry((entry.year, entry.funds)).or_default().push(at);
    }
    let demand = |((year, funds), entries): ((Year, &[FundIx]), Vec<usize>)| {
        let amount = entries.iter().map(|&at| net[at]).sum();
        let funds = if funds.is_empty() { vec![None] } else { funds.iter().copied().map(Some).collect() };
        Demand { year, funds, entries, amount }
    };
    groups.into_iter().map(demand).collect()
}

/// The network: demand -> spending of a fund-year -> limit of that year (or, carried over, of the year before) ->
/// horizon of the fund -> sink.
struct Pipes {
    network: Network,
    sink: Node,
    last_accounted: Year,
    /// Where each fund (or no fund in particular) spends each year.
    spending: BTreeMap<(Option<FundIx>, Year), Node>,
    /// What the year after spends out of the limit of this year.
    carried: Vec<(FundIx, Year, Arc)>,
}

/// Where a demand draws.
struct Tap {
    payers: Vec<(Option<FundIx>, Arc)>,
    unpaid: Arc,
}

impl Pipes {
    fn lay(portfolio: &Portfolio, scenario: &Scenario) -> Self {
        let calendar = &portfolio.calendar;
        let mut network = Network::default();
        let sink = network.node();
        let years = calendar.accounted_years();
        let mut spending: BTreeMap<_, _> = years.map(|year| ((None, year), sink)).collect();
        let mut carried = Vec::new();
        for fund in (0..portfolio.funds.len()).map(FundIx) {
            let horizon = network.node();
            network.arc(horizon, sink, horizon_limit(scenario, fund).unwrap_or(UNLIMITED), [0; 4]);
            let mut before: Option<(Year, Node)> = None;
            for year in calendar.accounted_years() {
                let (spent, own) = (network.node(), network.node());
                let limit = limit(scenario, fund, year);
                let inside = year <= calendar.last();
                network.arc(spent, own, UNLIMITED, [0; 4]);
                network.arc(own, if inside { horizon } else { sink }, limit.unwrap_or(UNLIMITED), [0; 4]);
                if let Some((from, left_over)) = before.filter(|_| inside) {
                    let arc = network.arc(spent, left_over, cap(scenario, fund), [0, 0, 0, 1]);
                    carried.push((fund, from, arc));
                }
                before = Some((year, own));
                spending.insert((Some(fund), year), spent);
            }
        }
        Self { network, sink, last_accounted: calendar.accounted_to(), spending, carried }
    }

    /// Brings the demand's whole amount in, unpaid where nothing else is left.
    fn send(&mut self, demand: &Demand) -> Tap {
        let node = self.network.node();
        let years_left = i64::from(self.last_accounted.since(demand.year)) + 1;
        let mut payers = Vec::new();
        for &fund in &demand.funds {
            let Some(&to) = self.spending.get(&(fund, demand.year)) else {
                continue;
            };
            let position = fund.map_or(0, |fund| i64::try_from(fund.0).unwrap_or(i64::from(u32::MAX)));
            let cost = [0, position, position * years_left, 0];
            payers.push((fund, self.network.arc(node, to, UNLIMITED, cost)));
        }
        let unpaid = self.network.arc(node, self.sink, UNLIMITED, [1, 0, 0, 0]);
        self.network.send(node, self.sink, demand.amount);
        Tap { payers, unpaid }
    }

    fn carried(&self) -> Vec<Carried> {
        let flowing = self.carried.iter().map(|&(fund, from, arc)| (fund, from, self.network.flow(arc)));
        flowing
            .filter(|&(_, _, amount)| amount > 0)
            .map(|(fund, from, amount)| Carried { fund, from, amount: Money(amount) })
            .collect()
    }
}

/// The smallest limit of the fund in the year; `None` where nothing limits it.
fn limit(scenario: &Scenario, wanted: FundIx, at: Year) -> Option<i64> {
    let limits = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::FundLimit { fund, year, limit } if *fund == wanted && *year == at => Some(limit.0),
        _ => None,
    });
    limits.min()
}

/// The smallest limit of the fund over the plan; `None` where nothing limits it.
fn horizon_limit(scenario: &Scenario, wanted: FundIx) -> Option<i64> {
    let limits = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::FundHorizonLimit { fund, limit } if *fund == wanted => Some(limit.0),
        _ => None,
    });
    limits.min()
}

/// The most the fund may carry from a year to the next, the smallest cap where several stand; nothing where no
/// rule permits it.
fn cap(scenario: &Scenario, wanted: FundIx) -> i64 {
    let caps = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::CarryOver { fund, cap } if *fund == wanted => Some(cap.0),
        _ => None,
    });
    caps.min().unwrap_or(0)
}

/// Hands what a demand draws to its entries: one entry after another, funds in declared order.
fn split(demand: &Demand, net: &[i64], drawn: Vec<(Option<FundIx>, i64)>, payments: &mut Vec<Payment>) {
    let mut drawn = drawn.into_iter().peekable();
    for &entry in &demand.entries {
        let mut due = net[entry];
        while due > 0
            && let Some((fund, left)) = drawn.peek_mut()
        {
            let amount = due.min(*left);
            if amount > 0 {
                payments.push(Payment { year: demand.year, fund: *fund, amount: Money(amount), entry });
            }
            due -= amount;
            *left -= amount;
            if *left == 0 {
                drawn.next();
            }
        }
    }
}
