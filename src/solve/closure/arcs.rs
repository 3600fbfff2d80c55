//! A directed graph: arcs sorted by their tails, so that each node's arcs lie side by side.

/// Arcs in order of their tails.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    /// Where the arcs of each node begin, and the number of all.
    pub first: Vec<u32>,
    /// The head of each arc.
    pub heads: Vec<u32>,
}

impl Arcs {
    /// Sorts arcs, given as (tail, head), by their tails, in the order given; the second result is where each one went.
    /// `None` where there are too many for their numbers.
    pub fn of(nodes: usize, arcs: &[(u32, u32)]) -> Option<(Self, Vec<u32>)> {
        let count = u32::try_from(arcs.len()).ok().filter(|&count| count < u32::MAX)?;
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
        let nodes = 0..u32::try_from(self.nodes()).unwrap_or(u32::MAX);
        nodes.flat_map(move |tail| self.range(tail).map(move |arc| (tail, self.head(arc))))
    }
}
