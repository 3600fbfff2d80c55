//! The master: the relaxation over classes of variables that are held equal.
//!
//! `max c v` over the side rows, the implications between classes and `0 <= v <= 1`, where all variables of a class are
//! one column. Every point of it is a point of the relaxation; with the classes of an optimal point it is the
//! relaxation (Bienstock, Zuckerberg 2010). Classes are split by closures, and where there are too many of them, those
//! to which the master gives the same value are one again.

use super::dual::Dual;
use super::graph::{Graph, Place};
use super::{Ask, Side};
use crate::model::{Key, Objective, Origin, Program, Row, Sense, Var, VarIx};
use crate::solve::matrix;
use crate::solve::task::{self, Answer, Task};
use crate::units::{InitiativeIx, Year};

/// Values of classes nearer than this are the same.
const SAME: f64 = 1e-9;
/// Closures that are remembered.
const REMEMBERED: u32 = 60;
/// How often its largest coefficient a side row may be broken.
const MOST_BROKEN: i128 = 1 << 23;
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

/// The master's answer.
pub struct Point {
    /// A value for each class.
    pub values: Vec<f64>,
    /// What the objective is there.
    pub value: f64,
    /// A multiplier for each side row, as if maximising.
    pub multipliers: Vec<f64>,
    /// How much of the side rows was bought or sold, all in all, in units of their largest coefficients.
    pub broken: f64,
}

/// Solves the master, every side row with a least and a greatest multiplier where it has them: what is used beyond it
/// costs the greatest, what is left unused gives the least.
pub fn solve(
    dual: &Dual,
    classes: &Classes,
    prices: &[(Option<f64>, Option<f64>)],
    ask: &Ask,
) -> Option<Point> {
    let Dual { program, objective, graph, side } = *dual;
    let mut small = Program {
        vars: (0..classes.count).map(|at| column(at, 1)).collect(),
        rows: side.iter().map(|side| aggregated(program, graph, classes, side)).collect(),
        objectives: Vec::new(),
    };
    let sign = if objective.maximise { 1 } else { -1 };
    let (mut terms, constant) = sums(&objective.terms, graph, classes);
    terms.iter_mut().for_each(|term| term.1 *= sign);
    for (row, (side, &(low, high))) in small.rows.iter_mut().zip(side.iter().zip(prices)) {
        for (way, price) in [(1, low), (-1, high.map(std::ops::Neg::neg))] {
            let Some(price) = price else { continue };
            let var = VarIx::try_from(small.vars.len()).ok()?;
            small.vars.push(column(var as usize, MOST_BROKEN));
            row.terms.push((var, way * side.size));
            let price = matrix::whole(price * matrix::float(side.size))?;
            terms.extend((price != 0).then_some((var, price)));
        }
    }
    small.rows.extend(implications(graph, classes));
    let objective = Objective { goal: objective.goal, maximise: true, terms, constant: 0 };
    let answer = task::run(&Task {
        backend: ask.backend,
        program: &small,
        objective: &objective,
        extra: &[],
        relaxed: true,
        gap: 0.0,
        deadline: ask.deadline,
        nodes: None,
        interrupt: ask.interrupt,
        watch: None,
    });
    let Answer { values: Some(mut values), bound: Some(bound), mut multipliers, .. } = answer else {
        return None;
    };
    multipliers.truncate(side.len());
    let broken = values.iter().skip(classes.count).sum();
    values.truncate(classes.count);
    values.iter_mut().for_each(|value| *value = value.clamp(0.0, 1.0));
    let constant = matrix::float((constant + dual.objective.constant) * sign);
    Some(Point { values, value: bound + constant, multipliers, broken })
}

/// A column of the master. Not whole: its rows must not be rounded.
fn column(at: usize, upper: i128) -> Var {
    Var { key: Key::StartedBy(InitiativeIx(at), Year(0)), lower: 0, upper, whole: false }
}

fn aggregated(program: &Program, graph: &Graph, classes: &Classes, side: &Side) -> Row {
    let row = &program.rows[side.row as usize];
    let (terms, constant) = sums(&row.terms, graph, classes);
    Row { origin: Origin::Definition, terms, sense: row.sense, rhs: row.rhs - constant }
}

/// Terms over variables as terms over classes, and what the fixed variables give.
fn sums(terms: &[(VarIx, i128)], graph: &Graph, classes: &Classes) -> (Vec<(VarIx, i128)>, i128) {
    let mut sums = vec![0_i128; classes.count];
    let mut constant = 0;
    for &(var, coefficient) in terms {
        match graph.places[var as usize] {
            Place::Free(node) => sums[classes.of[node as usize] as usize] += coefficient,
            Place::Fixed(true) => constant += coefficient,
            Place::Fixed(false) => {}
        }
    }
    let terms = (0..).zip(sums).filter(|(_, sum)| *sum != 0).collect();
    (terms, constant)
}

/// Implications between classes, without those that follow from others.
fn implications(graph: &Graph, classes: &Classes) -> Vec<Row> {
    let of = |node: u32| classes.of[node as usize];
    let mut pairs: Vec<(u32, u32)> =
        graph.arcs.pairs().map(|(a, b)| (of(a), of(b))).filter(|(a, b)| a != b).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let row = |&(a, b): &(u32, u32)| Row {
        origin: Origin::Definition,
        terms: if a < b { vec![(a, 1), (b, -1)] } else { vec![(b, -1), (a, 1)] },
        sense: Sense::AtMost,
        rhs: 0,
    };
    needed(classes.count, &pairs).iter().map(row).collect()
}

/// The transitive reduction of sorted arcs; all of them where they run in a circle.
fn needed(count: usize, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let Some(order) = topological(count, pairs) else { return pairs.to_vec() };
    let words = count.div_ceil(64);
    let mut rank = vec![0_u32; count];
    for (&node, at) in order.iter().zip(0..) {
        rank[node as usize] = at;
    }
    let begin = |node: u32| pairs.partition_point(|pair| pair.0 < node);
    // What each node reaches, found from the last node back; nearer heads first show which arcs add nothing.
    let mut reach = vec![0_u64; words * count];
    let mut kept = Vec::new();
    for &node in order.iter().rev() {
        let mut heads: Vec<u32> =
            pairs[begin(node)..].iter().take_while(|pair| pair.0 == node).map(|pair| pair.1).collect();
        heads.sort_unstable_by_key(|&head| rank[head as usize]);
        let mut mine = vec![0_u64; words];
        for head in heads {
            let (word, bit) = (head as usize / 64, head % 64);
            if mine[word] >> bit & 1 == 1 {
                continue;
            }
            kept.push((node, head));
            mine[word] |= 1 << bit;
            let theirs = &reach[words * head as usize..][..words];
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine |= theirs);
        }
        reach[words * node as usize..][..words].copy_from_slice(&mine);
    }
    kept.sort_unstable();
    kept
}

/// Nodes so that every arc points forwards.
fn topological(count: usize, pairs: &[(u32, u32)]) -> Option<Vec<u32>> {
    let mut waiting = vec![0_u32; count];
    for &(_, head) in pairs {
        waiting[head as usize] += 1;
    }
    let mut order: Vec<u32> =
        (0..).zip(&waiting).filter(|(_, waits)| **waits == 0).map(|(node, _)| node).collect();
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        at += 1;
        let begin = pairs.partition_point(|pair| pair.0 < node);
        for &(_, head) in pairs[begin..].iter().take_while(|pair| pair.0 == node) {
            waiting[head as usize] -= 1;
            if waiting[head as usize] == 0 {
                order.push(head);
            }
        }
    }
    (order.len() == count).then_some(order)
}
