//! A forest over the nodes of a graph: trees hang together by arcs, and only those carry flow.

use super::arcs::Arcs;

/// No node.
pub const NONE: u32 = u32::MAX;

/// A node of the forest.
#[derive(Clone, Debug)]
pub struct Node {
    /// Weight left over; zero below a root.
    pub excess: i64,
    /// Flow on the arc between it and its parent.
    pub flow: i64,
    pub parent: u32,
    /// That arc.
    pub arc: u32,
    /// Whether that arc points to the parent.
    pub up: bool,
    pub child: u32,
    pub next: u32,
    pub previous: u32,
    /// The next child to look at.
    pub scan: u32,
    /// The next arc to look at.
    pub current: u32,
}

/// Trees of nodes.
pub struct Forest {
    /// Its nodes.
    pub nodes: Vec<Node>,
}

impl Forest {
    /// Every node a tree of its own.
    pub fn new(arcs: &Arcs) -> Self {
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
        Self { nodes: (0..arcs.nodes()).map(node).collect() }
    }

    /// The flow of every arc that carries some, as (arc, tail, flow).
    pub fn flows(&self) -> impl Iterator<Item = (u32, u32, i64)> + '_ {
        let numbered =
            self.nodes.iter().zip(0_u32..).filter(|(node, _)| node.parent != NONE && node.flow > 0);
        numbered.map(|(node, at)| (node.arc, if node.up { at } else { node.parent }, node.flow))
    }

    pub fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        self.nodes.iter().zip(0_u32..).filter(|(node, _)| node.parent == NONE).map(|(_, at)| at)
    }

    /// Visits a tree, parents before children.
    pub fn walk(&self, root: u32, visit: &mut impl FnMut(u32)) {
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

    /// Makes the node the root of its tree and hangs it below the head of its arc.
    pub fn hang(&mut self, at: u32, arc: u32, head: u32) {
        let (mut at, mut parent) = (at, head);
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

    /// Makes a node a root.
    pub fn cut(&mut self, at: u32) {
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
    pub fn attach(&mut self, at: u32, parent: u32) {
        let next = self.nodes[parent as usize].child;
        if next != NONE {
            self.nodes[next as usize].previous = at;
        }
        self.nodes[parent as usize].child = at;
        let node = &mut self.nodes[at as usize];
        (node.parent, node.next, node.previous) = (parent, next, NONE);
    }
}
