//! The master: the relaxation over classes of variables that are held equal.
//!
//! `max c v` over the side rows, the implications between classes and `0 <= v <= 1`, where all variables of a class are
//! one column. Every point of it that keeps the side rows is a point of the relaxation; with the classes of an optimal
//! point it is the relaxation (Bienstock, Zuckerberg 2010). Side rows may have prices at which more of them is bought and
//! what is unused is sold, which is what keeps their multipliers between those prices.

use super::classes::Classes;
use super::dual::Dual;
use super::graph::{Graph, Place};
use super::{Ask, Side};
use crate::model::{Key, Objective, Origin, Program, Row, Sense, Var, VarIx};
use crate::solve::matrix;
use crate::solve::task::{self, Answer, Task};
use crate::units::{InitiativeIx, Year};

/// How often its largest coefficient a side row may be broken.
const MOST_BROKEN: i128 = 1 << 23;

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
    for term in &mut terms {
        term.1 *= sign;
    }
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
    if multipliers.len() < side.len() {
        // Not every solver gives them.
        return None;
    }
    multipliers.truncate(side.len());
    let broken = values.iter().skip(classes.count).sum();
    values.truncate(classes.count);
    for value in &mut values {
        *value = value.clamp(0.0, 1.0);
    }
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
