//! Open nodes, in the order in which they are looked at.

use std::collections::BinaryHeap;
use std::sync::Arc;

use super::simplex::Basis;

/// A part of the tree that is still to be searched.
#[derive(Clone)]
pub struct Node {
    /// Nothing in it passes this.
    pub bound: f64,
    /// Columns decided, twice the column plus one where it is up.
    pub decisions: Vec<u32>,
    /// Where its relaxation begins.
    pub basis: Arc<Basis>,
    /// The last decision, where what it costs is yet to be learned.
    pub taken: Option<Taken>,
}

/// A decision and where it was taken.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The column.
    pub column: usize,
    /// Whether it was decided up.
    pub up: bool,
    /// How far the relaxation was from there.
    pub distance: f64,
    /// The relaxation's sum.
    pub before: f64,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Node {}
impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Node {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bound.total_cmp(&other.bound).then_with(|| other.decisions.cmp(&self.decisions))
    }
}

/// Open nodes: the last one first while there is no plan, the highest bound first afterwards.
#[derive(Clone, Default)]
pub struct Open {
    heap: BinaryHeap<Node>,
    stack: Vec<Node>,
}

impl Open {
    /// Adds a node; `planned` says whether any plan is in hand.
    pub fn push(&mut self, node: Node, planned: bool) {
        if planned {
            self.heap.push(node);
        } else {
            self.stack.push(node);
        }
    }

    /// Takes the next one.
    pub fn pop(&mut self, planned: bool) -> Option<Node> {
        if planned {
            self.heap.extend(self.stack.drain(..));
            return self.heap.pop();
        }
        self.stack.pop().or_else(|| self.heap.pop())
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.heap.len() + self.stack.len()
    }

    /// The highest bound.
    pub fn top(&self) -> Option<f64> {
        let stack = self.stack.iter().map(|node| node.bound);
        self.heap.peek().map(|node| node.bound).into_iter().chain(stack).reduce(f64::max)
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.heap.clear();
        self.stack.clear();
    }

    /// Takes all, in no order.
    pub fn take(&mut self) -> Vec<Node> {
        let mut all = std::mem::take(&mut self.heap).into_vec();
        all.append(&mut self.stack);
        all
    }
}
