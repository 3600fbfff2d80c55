//! The closure of greatest weight in a directed graph, with the flow that proves it.
//!
//! `max sum of weight[v] over v in S`, where an arc `a -> b` says that `S` with `a` holds `b` (Picard 1976). For any flow
//! `f >= 0` on the arcs, `sum over v of max(0, weight[v] + inflow - outflow)` is at least that, and at the optimum equal:
//! the flow is the dual of the implications.
//!
//! Found by the pseudoflow method (Hochbaum 2008, highest label). Arcs have no capacity, so only the arcs of a forest
//! carry flow, and only roots have weight left over: positive ones are strong. A strong tree is hung below a node that
//! one of its nodes points to, and its weight moves up towards what needs it; where that would take back more flow than
//! there is, the tree is cut. Labels are lower bounds on the steps to a weak root. [`Closure`] keeps its forest: with
//! other weights it starts from there. It can be stopped at any time: what is left over then is a bound too.

/// No node.
const NONE: u32 = u32::MAX;
/// Roots treated between two looks at whether to stop.
const PATIENCE: u32 = 1 << 12;

/// Arcs in order of their tails.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    /// Where the arcs of each node begin, and the number of all.
    first: Vec<u32>,
    /// The head of each arc.
    heads: Vec<u32>,
}

impl Arcs {
    /// Sorts arcs, given as (tail, head), by their tails, in the order given; the second result is where each one went.
    /// `None` where there are too many for their numbers.
    pub fn of(nodes: usize, arcs: &[(u32, u32)]) -> Option<(Self, Vec<u32>)> {
        let count = u32::try_from(arcs.len()).ok().filter(|&count| count < NONE)?;
        let mut first = vec![0_u32; nodes + 1];
        for &(tail, _) in arcs {
            first[tail as usize + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut heads = vec![0; arcs.len()];
        let mut places = Vec::with_capacity(arcs.len());
        for &(tail, head) in arcs {
            let place = &mut next[tail as usize];
            heads[*place as usize] = head;
            places.push(*place);
            *place += 1;
        }
        debug_assert_eq!(first.last(), Some(&count));
        Some((Self { first, heads }, places))
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// The arcs of a node.
    pub fn range(&self, node: u32) -> std::ops::Range<u32> {
        self.first[node as usize]..self.first[node as usize + 1]
    }

    /// Where an arc points to.
    pub fn head(&self, arc: u32) -> u32 {
        self.heads[arc as usize]
    }

    /// Every arc as (tail, head).
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let nodes = 0..u32::try_from(self.nodes()).unwrap_or(NONE);
        nodes.flat_map(move |tail| self.range(tail).map(move |arc| (tail, self.head(arc))))
    }
}

/// A node of the forest.
#[derive(Clone, Debug)]
struct Node {
    /// Weight left over; zero below a root.
    excess: i64,
    /// Flow on the arc between it and its parent.
    flow: i64,
    parent: u32,
    /// That arc.
    arc: u32,
    /// Whether that arc points to the parent.
    up: bool,
    child: u32,
    next: u32,
    previous: u32,
    /// The next child to look at.
    scan: u32,
    /// The next arc to look at.
    current: u32,
}

/// A graph with its forest.
pub struct Closure<'a> {
    arcs: &'a Arcs,
    nodes: Vec<Node>,
    labels: Vec<u32>,
    /// Nodes by label.
    counts: Vec<u32>,
    /// Strong roots by label.
    strong: Vec<Vec<u32>>,
    highest: usize,
    order: Vec<u32>,
}

impl<'a> Closure<'a> {
    /// Every node a tree of its own.
    pub fn new(arcs: &'a Arcs) -> Self {
        let node = |at: usize| Node {
            excess: 0,
            flow: 0,
            parent: NONE,
            arc: NONE,
            up: false,
            child: NONE,
            next: NONE,
            previous: NONE,
            scan: NONE,
            current: arcs.first[at],
        };
        let count = arcs.nodes();
        Self {
            arcs,
            nodes: (0..count).map(node).collect(),
            labels: vec![0; count],
            counts: Vec::new(),
            strong: Vec::new(),
            highest: 0,
            order: Vec::with_capacity(count),
        }
    }

    /// Finds the closure of greatest weight. The sum of all absolute weights must be below `2^62`.
    pub fn solve(&mut self, weights: &[i64], stops: &dyn Fn() -> bool) {
        self.weigh(weights);
        let mut patience = PATIENCE;
        while let Some(root) = self.highest_root() {
            self.process(root);
            patience -= 1;
            if patience == 0 {
                if stops() {
                    return;
                }
                patience = PATIENCE;
            }
        }
    }

    /// What is left over: the weight of the closure, or once stopped a bound on it.
    pub fn value(&self) -> i128 {
        self.nodes.iter().map(|node| i128::from(node.excess.max(0))).sum()
    }

    /// The smallest closure of greatest weight: every tree with a strong root.
    pub fn smallest(&self) -> Vec<bool> {
        let mut inside = vec![false; self.nodes.len()];
        for root in self.roots().filter(|&root| self.nodes[root as usize].excess > 0) {
            self.walk(root, &mut |node| inside[node as usize] = true);
        }
        inside
    }

    /// The flow of every arc that carries some, as (arc, tail, flow).
    pub fn flows(&self) -> impl Iterator<Item = (u32, u32, i64)> + '_ {
        let numbered =
            self.nodes.iter().zip(0_u32..).filter(|(node, _)| node.parent != NONE && node.flow > 0);
        numbered.map(|(node, at)| (node.arc, if node.up { at } else { node.parent }, node.flow))
    }

    fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        self.nodes.iter().zip(0_u32..).filter(|(node, _)| node.parent == NONE).map(|(_, at)| at)
    }

    /// Visits a tree, parents before children.
    fn walk(&self, root: u32, visit: &mut impl FnMut(u32)) {
        let mut at = root;
        loop {
            visit(at);
            if self.nodes[at as usize].child != NONE {
                at = self.nodes[at as usize].child;
                continue;
            }
            while at != root && self.nodes[at as usize].next == NONE {
                at = self.nodes[at as usize].parent;
            }
            if at == root {
                return;
            }
            at = self.nodes[at as usize].next;
        }
    }

    /// Takes new weights: flows of the forest are computed again from the leaves up, and it is cut where an arc would
    /// have to carry flow backwards.
    fn weigh(&mut self, weights: &[i64]) {
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        for root in self.roots() {
            self.walk(root, &mut |node| order.push(node));
        }
        for (node, &weight) in self.nodes.iter_mut().zip(weights) {
            (node.excess, node.flow) = (weight, 0);
        }
        for &at in order.iter().rev() {
            let Node { excess, parent, up, .. } = self.nodes[at as usize];
            if parent == NONE {
                continue;
            }
            if (excess > 0 && !up) || (excess < 0 && up) {
                self.cut(at);
            } else {
                self.nodes[parent as usize].excess += excess;
                (self.nodes[at as usize].flow, self.nodes[at as usize].excess) = (excess.abs(), 0);
            }
        }
        self.strong.iter_mut().for_each(Vec::clear);
        self.strong.resize_with(3.max(self.strong.len()), Vec::new);
        self.counts.clear();
        self.counts.resize(3, 0);
        self.highest = 1;
        for &at in &order {
            let Node { excess, parent, .. } = self.nodes[at as usize];
            self.labels[at as usize] = match parent {
                NONE if excess > 0 => 1,
                NONE => 0,
                parent => self.labels[parent as usize],
            };
            self.counts[self.labels[at as usize] as usize] += 1;
            self.nodes[at as usize].current = self.arcs.first[at as usize];
            if parent == NONE && excess > 0 {
                self.strong[1].push(at);
            }
        }
        self.order = order;
    }

    /// The next strong root that may still reach a weak one.
    fn highest_root(&mut self) -> Option<u32> {
        while self.highest > 0 {
            if self.strong[self.highest].is_empty() {
                self.highest -= 1;
            } else if self.counts[self.highest - 1] > 0 {
                return self.strong[self.highest].pop();
            } else {
                // A gap: nothing of a lower label is left to reach.
                while let Some(root) = self.strong[self.highest].pop() {
                    self.lift(root);
                }
            }
        }
        // Roots that became strong where they were weak.
        for root in std::mem::take(&mut self.strong[0]) {
            self.raise(root);
            self.strong[1].push(root);
        }
        self.highest = 1;
        if self.counts[0] == 0 { None } else { self.strong[1].pop() }
    }

    /// Gives label 1 to a tree's nodes of label 0, which are its top: its root is weak no more.
    fn raise(&mut self, root: u32) {
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            self.relabel(at);
            let mut child = self.nodes[at as usize].child;
            while child != NONE {
                if self.labels[child as usize] == 0 {
                    open.push(child);
                }
                child = self.nodes[child as usize].next;
            }
        }
    }

    /// Takes a tree out of the search for good.
    fn lift(&mut self, root: u32) {
        let (mut labels, mut counts) = (std::mem::take(&mut self.labels), std::mem::take(&mut self.counts));
        self.walk(root, &mut |node| {
            if let Some(count) = counts.get_mut(labels[node as usize] as usize) {
                *count -= 1;
            }
            labels[node as usize] = NONE;
        });
        (self.labels, self.counts) = (labels, counts);
    }

    /// Looks in a strong tree, among the nodes that share the root's label, for an arc to a node one label lower.
    fn process(&mut self, root: u32) {
        let mut at = root;
        self.nodes[at as usize].scan = self.nodes[at as usize].child;
        loop {
            if let Some(arc) = self.admissible(at) {
                self.hang(at, arc);
                self.push(root);
                return;
            }
            self.settle(at);
            loop {
                let child = self.nodes[at as usize].scan;
                if child != NONE {
                    self.nodes[at as usize].scan = self.nodes[child as usize].next;
                    self.nodes[child as usize].scan = self.nodes[child as usize].child;
                    at = child;
                    break;
                }
                if at == root {
                    self.enqueue(root);
                    return;
                }
                at = self.nodes[at as usize].parent;
                self.settle(at);
            }
        }
    }

    /// The next arc of the node to a node one label lower.
    fn admissible(&mut self, at: u32) -> Option<u32> {
        let wanted = self.labels[at as usize].checked_sub(1)?;
        let from = self.nodes[at as usize].current;
        let end = self.arcs.first[at as usize + 1];
        let heads = &self.arcs.heads[from as usize..end as usize];
        let found = heads.iter().zip(from..).find(|(head, _)| self.labels[**head as usize] == wanted);
        let found = found.map(|(_, arc)| arc);
        self.nodes[at as usize].current = found.unwrap_or(end);
        found
    }

    /// Moves on to the next child with the node's label; without one the node's label rises.
    fn settle(&mut self, at: u32) {
        let label = self.labels[at as usize];
        let mut child = self.nodes[at as usize].scan;
        while child != NONE && self.labels[child as usize] != label {
            child = self.nodes[child as usize].next;
        }
        self.nodes[at as usize].scan = child;
        if child == NONE {
            self.relabel(at);
        }
    }

    fn relabel(&mut self, at: u32) {
        let label = self.labels[at as usize] as usize;
        self.counts[label] -= 1;
        if self.counts.len() < label + 3 {
            self.counts.resize(label + 3, 0);
            self.strong.resize_with(self.counts.len().max(self.strong.len()), Vec::new);
        }
        self.counts[label + 1] += 1;
        self.labels[at as usize] += 1;
        self.nodes[at as usize].current = self.arcs.first[at as usize];
    }

    /// Waits for its turn.
    fn enqueue(&mut self, root: u32) {
        let label = self.labels[root as usize] as usize;
        self.strong[label].push(root);
        self.highest = self.highest.max(label);
    }

    /// Makes the node the root of its tree and hangs it below the head of its arc.
    fn hang(&mut self, at: u32, arc: u32) {
        let (mut at, mut parent) = (at, self.arcs.head(arc));
        let (mut arc, mut up, mut flow) = (arc, true, 0);
        loop {
            let Node { parent: old, arc: old_arc, up: old_up, flow: old_flow, .. } = self.nodes[at as usize];
            if old != NONE {
                self.cut(at);
            }
            self.attach(at, parent);
            let node = &mut self.nodes[at as usize];
            (node.arc, node.up, node.flow) = (arc, up, flow);
            if old == NONE {
                return;
            }
            (parent, at, arc, up, flow) = (at, old, old_arc, !old_up, old_flow);
        }
    }

    /// Moves what the former root has up its new path.
    fn push(&mut self, root: u32) {
        let mut at = root;
        let mut before = 1;
        while self.nodes[at as usize].excess > 0 && self.nodes[at as usize].parent != NONE {
            let Node { excess, flow, parent, up, .. } = self.nodes[at as usize];
            let moved = if up { excess } else { excess.min(flow) };
            let node = &mut self.nodes[at as usize];
            node.flow += if up { moved } else { -moved };
            node.excess -= moved;
            if moved < excess {
                self.cut(at);
                self.enqueue(at);
            }
            let above = &mut self.nodes[parent as usize];
            before = above.excess;
            above.excess += moved;
            at = parent;
        }
        if self.nodes[at as usize].excess > 0 && before <= 0 {
            self.enqueue(at);
        }
    }

    /// Makes a node a root.
    fn cut(&mut self, at: u32) {
        let Node { parent, next, previous, .. } = self.nodes[at as usize];
        if previous == NONE {
            self.nodes[parent as usize].child = next;
        } else {
            self.nodes[previous as usize].next = next;
        }
        if next != NONE {
            self.nodes[next as usize].previous = previous;
        }
        let node = &mut self.nodes[at as usize];
        (node.parent, node.next, node.previous, node.flow) = (NONE, NONE, NONE, 0);
    }

    /// Hangs a root below a node.
    fn attach(&mut self, at: u32, parent: u32) {
        let next = self.nodes[parent as usize].child;
        if next != NONE {
            self.nodes[next as usize].previous = at;
        }
        self.nodes[parent as usize].child = at;
        let node = &mut self.nodes[at as usize];
        (node.parent, node.next, node.previous) = (parent, next, NONE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `SplitMix64`.
    fn draw(state: &mut u64) -> u64 {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn best(nodes: u32, arcs: &[(u32, u32)], weights: &[i64]) -> i64 {
        let closed = |set: u32| arcs.iter().all(|&(a, b)| set >> a & 1 <= set >> b & 1);
        let weight = |set: u32| (0..nodes).filter(|v| set >> v & 1 == 1).map(|v| weights[v as usize]).sum();
        (0..1 << nodes).filter(|&set| closed(set)).map(weight).max().unwrap_or(0)
    }

    #[test]
    fn closures_flows_and_restarts_against_enumeration() {
        let mut chance = 1;
        for _ in 0..3_000 {
            let nodes = 1 + u32::try_from(draw(&mut chance) % 10).unwrap();
            let pick = |chance: &mut u64| u32::try_from(draw(chance) % u64::from(nodes)).unwrap();
            let count = draw(&mut chance) % 25;
            let arcs: Vec<_> = (0..count).map(|_| (pick(&mut chance), pick(&mut chance))).collect();
            let arcs: Vec<_> = arcs.into_iter().filter(|(a, b)| a != b).collect();
            let (sorted, _) = Arcs::of(nodes as usize, &arcs).unwrap();
            let mut closure = Closure::new(&sorted);
            for _ in 0..4 {
                let weight = |_| i64::try_from(draw(&mut chance) % 21).unwrap() - 10;
                let weights: Vec<i64> = (0..nodes).map(weight).collect();
                closure.solve(&weights, &|| false);
                let expected = best(nodes, &arcs, &weights);
                assert_eq!(closure.value(), i128::from(expected), "{arcs:?} {weights:?}");
                let inside = closure.smallest();
                assert!(sorted.pairs().all(|(a, b)| inside[a as usize] <= inside[b as usize]));
                let weight: i64 =
                    weights.iter().zip(&inside).filter(|(_, inside)| **inside).map(|(w, _)| w).sum();
                assert_eq!(weight, expected);
                let mut left = weights.clone();
                for (arc, tail, flow) in closure.flows() {
                    assert!(flow > 0 && sorted.range(tail).contains(&arc));
                    left[tail as usize] -= flow;
                    left[sorted.head(arc) as usize] += flow;
                }
                assert_eq!(left.iter().map(|left| (*left).max(0)).sum::<i64>(), expected);
            }
        }
    }
}
