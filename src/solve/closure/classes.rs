//! The master: the relaxation over classes of variables that are held equal.
//!
//! `max c v` over the side rows, the implications between classes and `0 <= v <= 1`, where all variables of a class are
//! one column. Every point of it is a point of the relaxation; with the classes of an optimal point it is the
//! relaxation (Bienstock, Zuckerberg 2010). Classes are split by closures, and where there are too many of them, those
//! to which the master gives the same value are one again.

use super::graph::{Graph, Place};
use super::{Ask, Side};
use crate::model::{Key, Objective, Origin, Program, Row, Sense, Var, VarIx};
use crate::solve::task::{self, Answer, Status, Task};
use crate::units::{InitiativeIx, Year};

/// Values of classes nearer than this are the same.
const SAME: f64 = 1e-9;
/// Closures that are remembered.
const REMEMBERED: u32 = 60;
/// How often its largest coefficient a side row may be broken.
const MOST_BROKEN: i128 = 1 << 23;

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

    /// Remembers a closure.
    pub fn remember(&mut self, inside: &[bool]) {
        for (history, &inside) in self.history.iter_mut().zip(inside) {
            *history = *history << 1 | u64::from(inside);
        }
        self.remembered = (self.remembered + 1).min(REMEMBERED);
    }

    /// Splits every class by the latest closures, one after the other, as long as there are at most `most`.
    pub fn recall(&mut self, most: usize) {
        for bit in 0..self.remembered {
            let inside = self.history.iter().map(|history| history >> bit & 1 == 1);
            let (finer, count) = split(&self.of, self.count, inside);
            if count > most {
                break;
            }
            (self.of, self.count) = (finer, count);
        }
    }

    /// Remembers a closure and splits every class by it.
    pub fn split(&mut self, inside: &[bool]) {
        self.remember(inside);
        self.divide(inside);
    }

    /// Splits every class by a set of nodes.
    pub fn divide(&mut self, inside: &[bool]) {
        (self.of, self.count) = split(&self.of, self.count, inside.iter().copied());
    }

    /// Makes classes of the same value one, then splits them by the latest closures again as long as there are at most
    /// `most`.
    pub fn merge(&mut self, values: &[f64], most: usize) {
        let mut ranked: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
        ranked.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut levels = vec![0; values.len()];
        let mut level = 0;
        let mut before = f64::NEG_INFINITY;
        for (value, class) in ranked {
            if value - before > SAME && before.is_finite() {
                level += 1;
            }
            if value - before > SAME {
                before = value;
            }
            levels[class] = level;
        }
        self.of.iter_mut().for_each(|class| *class = levels[*class as usize]);
        self.count = level as usize + 1;
        self.recall(most);
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
    /// Why it ended.
    pub status: Status,
    /// A value for each class.
    pub values: Vec<f64>,
    /// What the objective is there.
    pub value: f64,
    /// A multiplier for each side row, as if maximising.
    pub multipliers: Vec<f64>,
    /// How much the side rows are broken, all in all, in units of their largest coefficients.
    pub broken: f64,
}

/// Solves the master. Side rows that starting nothing breaks may be broken at the price `penalty` for each largest
/// coefficient, so that there always is a point.
pub fn solve(
    (program, objective): (&Program, &Objective),
    graph: &Graph,
    side: &[Side],
    classes: &Classes,
    penalty: i128,
    ask: &Ask,
) -> Option<Point> {
    let mut small = Program {
        vars: (0..classes.count).map(|at| column(at, 1)).collect(),
        rows: side.iter().map(|side| aggregated(program, graph, classes, side)).collect(),
        objectives: Vec::new(),
    };
    let sign = if objective.maximise { 1 } else { -1 };
    let (mut terms, constant) = sums(&objective.terms, graph, classes);
    terms.iter_mut().for_each(|term| term.1 *= sign);
    for (row, side) in small.rows.iter_mut().zip(side).filter(|(_, side)| side.elastic) {
        let var = VarIx::try_from(small.vars.len()).ok()?;
        small.vars.push(column(var as usize, MOST_BROKEN));
        let unit = if side.sense == Sense::AtMost { -side.size } else { side.size };
        row.terms.push((var, unit));
        terms.push((var, -penalty));
        if side.sense == Sense::Equal {
            small.vars.push(column(var as usize + 1, MOST_BROKEN));
            row.terms.push((var + 1, -unit));
            terms.push((var + 1, -penalty));
        }
    }
    small.rows.extend(implications(graph, classes));
    let whole = Objective { goal: objective.goal, maximise: true, terms, constant: 0 };
    let answer = task::run(&Task {
        backend: ask.backend,
        program: &small,
        objective: &whole,
        extra: &[],
        relaxed: true,
        gap: 0.0,
        deadline: ask.deadline,
        nodes: None,
        interrupt: ask.interrupt,
        watch: None,
    });
    let Answer { status, values: Some(mut values), bound: Some(bound), mut multipliers } = answer else {
        return None;
    };
    multipliers.truncate(side.len());
    let broken = values.iter().skip(classes.count).sum();
    values.truncate(classes.count);
    values.iter_mut().for_each(|value| *value = value.clamp(0.0, 1.0));
    let constant = crate::solve::matrix::float(constant * sign);
    Some(Point { status, values, value: bound + constant, multipliers, broken })
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
    let mut order: Vec<u32> = (0..).zip(&waiting).filter(|(_, waits)| **waits == 0).map(|(node, _)| node).collect();
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
