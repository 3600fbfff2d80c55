//! The last check before a portfolio exists: order, links, cycles, and totals that can be added exactly.

use super::{Dependency, Link, Portfolio, Target, natural};
use crate::units::InitiativeIx;

/// Why a portfolio cannot exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Two initiatives have one id, or the list is not in natural order of ids, from this position on.
    Order(InitiativeIx),
    /// An initiative names an agency, class, fund, group, pool, indicator or initiative that does not exist.
    Dangling(InitiativeIx),
    /// These wait for each other in a ring, at least one of them for the end of another.
    Cycle(Vec<InitiativeIx>),
    /// The amounts or values of the case are too large to be added up exactly in 64 bits.
    TooLarge,
}

/// The largest total that is accepted, an eighth of what 64 bits hold, which leaves room for every sum of sums.
const LARGEST: i128 = (i64::MAX / 8) as i128;

impl Portfolio {
    /// Accepts a portfolio whose links, order and totals are sound.
    ///
    /// # Errors
    /// Every [`Flaw`] found; a cycle is reported once, with its members in id order.
    pub fn checked(self) -> Result<Self, Vec<Flaw>> {
        let mut flaws = Vec::new();
        for (ix, pair) in self.initiatives.windows(2).enumerate() {
            if natural(&pair[0].id, &pair[1].id).is_ge() {
                flaws.push(Flaw::Order(InitiativeIx(ix + 1)));
            }
        }
        flaws.extend(self.each().filter(|(ix, _)| self.dangles(*ix)).map(|(ix, _)| Flaw::Dangling(ix)));
        if flaws.is_empty() {
            flaws.extend(cycles(&self).into_iter().map(Flaw::Cycle));
            if !self.adds_up() {
                flaws.push(Flaw::TooLarge);
            }
        }
        if flaws.is_empty() { Ok(self) } else { Err(flaws) }
    }

    fn dangles(&self, ix: InitiativeIx) -> bool {
        let item = self.initiative(ix);
        let target = |target: &Target| match target {
            Target::Initiative(other) => other.0 < self.initiatives.len() && *other != ix,
            Target::Group(group) => group.0 < self.groups.len(),
        };
        let sound = item.duration >= 1
            && item.category.0 < self.categories.len()
            && item.agency.0 < self.agencies.len()
            && item
                .group
                .is_none_or(|group| self.groups.get(group.0).is_some_and(|g| g.members.contains(&ix)))
            && item.costs.iter().all(|line| {
                line.class.0 < self.classes.len() && line.funds.iter().all(|fund| fund.0 < self.funds.len())
            })
            && item.dependencies.iter().all(|clause| clause.any_of.iter().all(|(t, _)| target(t)))
            && item.staff.iter().all(|need| need.pool.0 < self.pools.len())
            && item.lifts.iter().all(|lift| {
                self.schemes.get(lift.scheme.0).is_some_and(|s| lift.indicator.0 < s.indicators.len())
            });
        !sound
    }

    /// Whether everything bought at its dearest, every year, stays below [`LARGEST`].
    fn adds_up(&self) -> bool {
        let years = i128::from(self.calendar.years) + i128::from(self.calendar.tail) + 1;
        let end = self.calendar.accounted_to();
        let dearest = |line: &super::CostLine| {
            let price = [self.calendar.first, end].map(|year| i128::from(self.price(line, year).0).abs());
            price[0].max(price[1]) * years
        };
        let money: i128 = self.initiatives.iter().flat_map(|item| &item.costs).map(dearest).sum();
        let served = years + i128::from(self.calendar.service_after);
        let points: i128 = self
            .initiatives
            .iter()
            .map(|item| {
                let spread: i128 = item.given.by_execution_year.iter().map(|p| i128::from(p.0).abs()).sum();
                spread + i128::from(item.given.per_service_year.0).abs() * served
            })
            .sum();
        money <= LARGEST && points <= LARGEST
    }
}

/// Rings of clauses with a single predecessor that hold at least one finish-to-start tie: nothing in such a ring
/// can ever start. Ties to several predecessors may be met another way and are left to the optimizer.
fn cycles(portfolio: &Portfolio) -> Vec<Vec<InitiativeIx>> {
    let edges: Vec<Vec<(usize, bool)>> = portfolio
        .initiatives
        .iter()
        .map(|item| item.dependencies.iter().filter_map(sole).collect())
        .collect();
    strongly_connected(&edges)
        .into_iter()
        .filter(|ring| {
            let inside = |to: usize| ring.binary_search(&to).is_ok();
            ring.iter().any(|&from| edges[from].iter().any(|&(to, strict)| strict && inside(to)))
        })
        .map(|ring| ring.into_iter().map(InitiativeIx).collect())
        .collect()
}

/// The predecessor of a clause that has only one, and whether its end must be awaited.
fn sole(clause: &Dependency) -> Option<(usize, bool)> {
    match clause.any_of[..] {
        [(Target::Initiative(to), Link::FinishToStart { .. })] => Some((to.0, true)),
        [(Target::Initiative(to), Link::StartToStart)] => Some((to.0, false)),
        _ => None,
    }
}

/// Tarjan's strongly connected components with an explicit stack (deep chains must not overflow ours), each
/// sorted, in order of their first member.
fn strongly_connected(edges: &[Vec<(usize, bool)>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = edges.len();
    let (mut index, mut low, mut on_stack) = (vec![UNSEEN; count], vec![0; count], vec![false; count]);
    let (mut next, mut stack, mut found) = (0, Vec::new(), Vec::new());
    for root in 0..count {
        if index[root] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                (index[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&(to, _)) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if index[to] == UNSEEN {
                    work.push((to, 0));
                } else if on_stack[to] {
                    low[node] = low[node].min(index[to]);
                }
                continue;
            }
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == index[node] {
                let at = stack.iter().rposition(|&held| held == node).unwrap_or(0);
                let mut ring = stack.split_off(at);
                for &member in &ring {
                    on_stack[member] = false;
                }
                ring.sort_unstable();
                found.push(ring);
            }
        }
    }
    found.sort_unstable();
    found
}
