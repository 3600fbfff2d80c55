//! A partition of the graph's nodes into classes that the master holds equal.
//!
//! Classes are split by closures; where there are too many of them, those to which the master gives the same value are
//! one again.

/// Values of classes nearer than this are the same.
const SAME: f64 = 1e-9;
/// Closures that are remembered.
const REMEMBERED: u32 = 60;
/// Classes above which those of the same value are made one again.
const MANY: usize = 1_500;

/// A partition of the nodes.
pub struct Classes {
    /// The class of each node.
    pub of: Vec<u32>,
    /// Number of classes.
    pub count: usize,
    /// The closures of late each node was in, the latest in the lowest bit.
    history: Vec<u64>,
    remembered: u32,
}

impl Classes {
    /// All nodes alike.
    pub fn new(nodes: usize) -> Self {
        Self { of: vec![0; nodes], count: nodes.min(1), history: vec![0; nodes], remembered: 0 }
    }

    /// Remembers a closure and splits every class by it.
    pub fn split(&mut self, inside: &[bool]) {
        for (history, &inside) in self.history.iter_mut().zip(inside) {
            *history = *history << 1 | u64::from(inside);
        }
        self.remembered = (self.remembered + 1).min(REMEMBERED);
        self.divide(inside);
    }

    /// Splits every class by a set of nodes, which is not remembered.
    pub fn divide(&mut self, inside: &[bool]) {
        (self.of, self.count) = split(&self.of, self.count, inside.iter().copied());
    }

    /// Where there are too many, makes classes of the same value one, then splits them by the latest closures again as long
    /// as there are at most half as many.
    pub fn merge(&mut self, values: &[f64]) {
        if self.count <= MANY {
            return;
        }
        let mut ranked: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
        ranked.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut levels = vec![0; values.len()];
        let mut level = 0;
        let mut begun = ranked.first().map_or(0.0, |first| first.0);
        for (value, class) in ranked {
            if value - begun > SAME {
                (level, begun) = (level + 1, value);
            }
            levels[class] = level;
        }
        self.of.iter_mut().for_each(|class| *class = levels[*class as usize]);
        self.count = level as usize + 1;
        for bit in 0..self.remembered {
            let inside = self.history.iter().map(|history| history >> bit & 1 == 1);
            let (finer, count) = split(&self.of, self.count, inside);
            if count > MANY / 2 {
                break;
            }
            (self.of, self.count) = (finer, count);
        }
    }
}

/// Splits classes by a set; the new ones are numbered as they are met.
fn split(of: &[u32], count: usize, inside: impl Iterator<Item = bool>) -> (Vec<u32>, usize) {
    let mut names = vec![u32::MAX; 2 * count];
    let mut next = 0;
    let of = of.iter().zip(inside).map(|(&class, inside)| {
        let name = &mut names[2 * class as usize + usize::from(inside)];
        if *name == u32::MAX {
            *name = next;
            next += 1;
        }
        *name
    });
    let of: Vec<u32> = of.collect();
    (of, next as usize)
}
