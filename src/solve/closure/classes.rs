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
/// The same where classes have one owner.
const MANY_APART: usize = 6_000;
/// Closures that must agree on an initiative for it to begin settled.
const FIRST_AGREED: u32 = 8;
/// The same later, where the master agrees too.
const AGREED: u32 = 2;

/// A partition of the nodes.
pub struct Classes {
    /// The class of each node.
    pub of: Vec<u32>,
    /// Number of classes.
    pub count: usize,
    /// The owner of each node, in order.
    owners: Vec<u32>,
    /// Whether every class has one owner, but for the first two: what is settled as out and as in.
    apart: bool,
    /// The closures of late each node was in, the latest in the lowest bit.
    history: Vec<u64>,
    remembered: u32,
}

impl Classes {
    /// All nodes alike. Kept `apart`, initiatives that are not settled share no class with others: better where many side
    /// rows tie together what hardly any implication does.
    pub fn new(owners: Vec<u32>, apart: bool) -> Self {
        let nodes = owners.len();
        let count = if apart { 2 } else { nodes.min(1) };
        Self { of: vec![0; nodes], count, owners, apart, history: vec![0; nodes], remembered: 0 }
    }

    /// How much the best multipliers so far weigh in the next ones.
    pub fn pull(&self) -> f64 {
        if self.apart { 0.2 } else { 0.0 }
    }

    /// Remembers a closure.
    pub fn remember(&mut self, inside: &[bool]) {
        for (history, &inside) in self.history.iter_mut().zip(inside) {
            *history = *history << 1 | u64::from(inside);
        }
        self.remembered = (self.remembered + 1).min(REMEMBERED);
    }

    /// Remembers a closure and splits by it.
    pub fn split(&mut self, inside: &[bool]) {
        self.remember(inside);
        if self.apart { self.divide_apart(inside) } else { self.divide(inside) }
    }

    /// Splits every class by a set of nodes.
    pub fn divide(&mut self, inside: &[bool]) {
        (self.of, self.count) = split(&self.of, self.count, inside.iter().copied());
    }

    /// Where there are too many classes, makes some one again.
    pub fn merge(&mut self, values: &[f64]) {
        if self.apart && self.count > MANY_APART {
            self.regroup(Some(values));
        } else if !self.apart && self.count > MANY {
            self.level(values);
        }
    }

    /// Makes classes of the same value one, then splits them by the latest closures again as long as there are not many.
    fn level(&mut self, values: &[f64]) {
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

    /// Puts settled initiatives into the first two classes: those on whose nodes the latest closures agree, and the master
    /// too where it has given values. Others keep their classes, which begin as what the closures told apart.
    pub fn regroup(&mut self, values: Option<&[f64]>) {
        let recent = if values.is_some() { AGREED } else { FIRST_AGREED };
        let mask = (1_u64 << recent.min(self.remembered)) - 1;
        let mut of = Vec::with_capacity(self.of.len());
        let mut count = 2_u32;
        let mut at = 0;
        while let Some(owner) = self.owners.get(at) {
            let end = at + self.owners[at..].iter().take_while(|other| *other == owner).count();
            let agreed = |node: usize| {
                let bits = self.history[node] & mask;
                let value = values.map(|values| values[self.of[node] as usize]);
                bits == 0 && value.is_none_or(|value| value <= SAME)
                    || bits == mask && value.is_none_or(|value| value >= 1.0 - SAME)
            };
            if (at..end).all(agreed) {
                of.extend(self.history[at..end].iter().map(|bits| u32::from(bits & mask != 0)));
            } else {
                let mut names: Vec<u64> = Vec::new();
                for node in at..end {
                    let name =
                        if values.is_some() { self.of[node].into() } else { self.history[node] & mask };
                    let place = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                        names.push(name);
                        names.len() - 1
                    });
                    of.push(count + u32::try_from(place).unwrap_or(0));
                }
                count += u32::try_from(names.len()).unwrap_or(0);
            }
            at = end;
        }
        (self.of, self.count) = (of, count as usize);
    }

    /// Splits classes of one owner; what a set says otherwise than the first two classes becomes its owner's.
    fn divide_apart(&mut self, inside: &[bool]) {
        let mut names = vec![u32::MAX; 2 * self.count];
        let mut next = 2;
        let mut owner = None;
        for ((class, &mine), &inside) in self.of.iter_mut().zip(&self.owners).zip(inside) {
            if owner != Some(mine) {
                // Out but inside, and in but not inside.
                (owner, names[1], names[2]) = (Some(mine), u32::MAX, u32::MAX);
            }
            let old = *class as usize;
            if old < 2 && inside == (old == 1) {
                continue;
            }
            let name = &mut names[2 * old + usize::from(inside)];
            if *name == u32::MAX {
                *name = next;
                next += 1;
            }
            *class = *name;
        }
        self.count = next as usize;
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
