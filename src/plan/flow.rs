//! Minimum-cost flow in integers, small and exact: successive cheapest paths.
//!
//! [`Network`] has nodes and arcs with a capacity and a cost; [`Network::send`] pushes an amount from one node to
//! another along cheapest paths of the residual network (Bellman and Ford with a queue). After every `send` the
//! flow is the cheapest that brings what was sent so far, so amounts may be sent from several nodes one after
//! another. Costs are compared component by component, which makes "first this, then that" exact without weights.
//!
//! Ties between equally cheap paths go to the arc that was added first. It does not know what flows.

use std::collections::VecDeque;

/// A capacity that never binds.
pub(super) const UNLIMITED: i64 = i64::MAX;

/// A cost in strict order: the first component that differs decides.
pub(super) type Cost = [i64; 4];

/// A node of a [`Network`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Node(usize);

/// An arc of a [`Network`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc(usize);

/// One direction of an arc with what may still flow along it.
#[derive(Clone, Copy, Debug)]
struct Half {
    to: usize,
    room: i64,
    cost: Cost,
}

/// Nodes, arcs and the flow on them.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    /// Both directions of arc `a` stand at `a` and `a + 1`; the other direction of `h` is `h ^ 1`.
    halves: Vec<Half>,
    /// Which halves leave each node.
    leaving: Vec<Vec<usize>>,
}

impl Network {
    /// Adds a node.
    pub(super) fn node(&mut self) -> Node {
        self.leaving.push(Vec::new());
        Node(self.leaving.len() - 1)
    }

    /// Adds an arc; a negative capacity counts as none.
    pub(super) fn arc(&mut self, from: Node, to: Node, capacity: i64, cost: Cost) -> Arc {
        let at = self.halves.len();
        self.halves.push(Half { to: to.0, room: capacity.max(0), cost });
        self.halves.push(Half { to: from.0, room: 0, cost: cost.map(|part| -part) });
        self.leaving[from.0].push(at);
        self.leaving[to.0].push(at + 1);
        Arc(at)
    }

    /// What flows along the arc.
    pub(super) fn flow(&self, arc: Arc) -> i64 {
        self.halves[arc.0 ^ 1].room
    }

    /// Sends as much of `amount` as fits, as cheaply as it can be done, and returns what did not fit.
    pub(super) fn send(&mut self, from: Node, to: Node, amount: i64) -> i64 {
        let mut left = amount;
        while left > 0 {
            let Some(path) = self.cheapest(from, to) else {
                break;
            };
            let step = path.iter().map(|&half| self.halves[half].room).fold(left, i64::min);
            for half in path {
                self.halves[half].room -= step;
                self.halves[half ^ 1].room += step;
            }
            left -= step;
        }
        left
    }

    /// The halves of a cheapest path with room, from its end back to its beginning.
    fn cheapest(&self, from: Node, to: Node) -> Option<Vec<usize>> {
        let mut best: Vec<Option<Cost>> = vec![None; self.leaving.len()];
        let mut reached_by = vec![usize::MAX; self.leaving.len()];
        let mut waiting = vec![false; self.leaving.len()];
        let mut queue = VecDeque::from([from.0]);
        best[from.0] = Some([0; 4]);
        while let Some(node) = queue.pop_front() {
            waiting[node] = false;
            let Some(so_far) = best[node] else { continue };
            for &half in &self.leaving[node] {
                let Half { to: next, room, cost } = self.halves[half];
                let there = plus(so_far, cost);
                if room > 0 && best[next].is_none_or(|held| there < held) {
                    best[next] = Some(there);
                    reached_by[next] = half;
                    if !waiting[next] {
                        waiting[next] = true;
                        queue.push_back(next);
                    }
                }
            }
        }
        best[to.0]?;
        let mut path = Vec::new();
        let mut node = to.0;
        while node != from.0 {
            path.push(reached_by[node]);
            node = self.halves[reached_by[node] ^ 1].to;
        }
        Some(path)
    }
}

fn plus(mut a: Cost, b: Cost) -> Cost {
    for (part, more) in a.iter_mut().zip(b) {
        *part += more;
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two units over two routes; the second must undo part of the first.
    #[test]
    fn later_paths_undo_earlier_ones() {
        let mut net = Network::default();
        let [s, a, b, t] = std::array::from_fn(|_| net.node());
        let cost = |price| [0, price, 0, 0];
        let arcs = [
            net.arc(s, a, 1, cost(1)),
            net.arc(s, b, 1, cost(4)),
            net.arc(a, b, 1, cost(1)),
            net.arc(a, t, 1, cost(5)),
            net.arc(b, t, 1, cost(1)),
        ];
        assert_eq!(net.send(s, t, 3), 1, "only two units fit");
        assert_eq!(arcs.map(|arc| net.flow(arc)), [1, 1, 0, 1, 1]);
    }

    #[test]
    fn earlier_components_decide() {
        let mut net = Network::default();
        let [s, t] = std::array::from_fn(|_| net.node());
        let dear = net.arc(s, t, UNLIMITED, [1, 0, 0, 0]);
        let cheap = net.arc(s, t, 5, [0, 1_000_000, 0, 9]);
        assert_eq!(net.send(s, t, 7), 0);
        assert_eq!([net.flow(cheap), net.flow(dear)], [5, 2]);
    }
}
