//! The linear relaxation of very large precedence programs, where a simplex over all rows is hopeless.
//!
//! Nearly all rows of such a program are implications `y_a <= y_b`; a few side rows `A y <= b` tie everything together.
//! For any multipliers `m` of the side rows, `L(m) = m b + max { (c - m A) y : y closed }` bounds the relaxation, and the
//! maximum is a closure of greatest weight: a flow (Picard 1976; [`flow`]). The method of Bienstock and Zuckerberg (2010;
//! Muñoz, Espinoza, Goycoolea, Moreno, Queyranne, Rivera 2018) alternates that with a small linear program over classes
//! of variables that no closure has separated yet ([`classes`]), whose multipliers are the next `m`. Both meet at the
//! relaxation's value. Multipliers are kept in a box around the best ones while they still move far. The flow is the multipliers of the implications, so the answer proves its bound like a simplex'.
//!
//! [`relax`] gives what `task::run` gives for a relaxed task. It decides nothing and rounds nothing: certified bounds are
//! recomputed from the multipliers in exact integers.

mod ascent;
mod classes;
mod dual;
mod flow;
mod graph;
mod shells;

use std::time::Instant;

use self::classes::{Classes, Point};
use self::dual::{Dual, Proved};
use self::flow::Closure;
use self::graph::{Graph, Kind, Place};
use super::Backend;
use super::matrix::float;
use super::progress::Interrupt;
use super::task::{Answer, Status};
use crate::model::{Objective, Program, Sense};

/// Bound and value this near, relative to them, are one.
const NEAR: f64 = 1e-8;
/// Side rows that are broken by less, in units of their largest coefficients, are kept.
const KEPT: f64 = 1e-9;
/// Rounds of closure and master.
const MOST_ROUNDS: usize = 500;
/// The box around the best multipliers, as a share of each.
const WIDTH: f64 = 0.3;
/// The same share of this much of the row's own price is added.
const NEARBY: f64 = 0.3;
/// So many times a row's own price is more than it can cost.
const DEAR: f64 = 1e6;
/// Rows and variables from which a program is very large.
const LARGE: usize = 150_000;
/// Side rows from which multipliers begin with an ascent and classes with single initiatives.
const MANY: usize = 100;

/// Who solves the master, and when to stop.
pub struct Ask<'a> {
    /// Who solves the master.
    pub backend: Backend,
    /// When the clock stops it.
    pub deadline: Option<Instant>,
    /// Whether somebody wants to end it.
    pub interrupt: Option<&'a Interrupt>,
}

impl Ask<'_> {
    fn stopped(&self) -> Option<Status> {
        if self.interrupt.is_some_and(Interrupt::raised) {
            return Some(Status::Interrupted);
        }
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline).then_some(Status::TimeLimit)
    }
}

/// A row that is no implication.
struct Side {
    /// Its position.
    row: u32,
    sense: Sense,
    /// Its largest coefficient.
    size: i128,
    /// A price for it: what its variables are worth in a unit of it.
    unit: f64,
    /// Whether starting nothing that is free breaks it.
    elastic: bool,
}

/// Whether [`relax`] is the better way: very large, nothing but starts, nearly all rows implications.
pub fn is_for(program: &Program) -> bool {
    if program.vars.len() + program.rows.len() < LARGE || !graph::all_started_by(program) {
        return false;
    }
    let side = program.rows.iter().filter(|row| graph::kind(row) == Kind::Side).count();
    side <= 2_000 && side * 20 <= program.rows.len()
}

/// The linear relaxation of an objective. `None` where this is not the way: other variables than starts, rows that
/// cannot be kept, a master that fails. Stopped early, it gives the best multipliers so far, and the latest point,
/// which then may break side rows.
pub fn relax(program: &Program, objective: &Objective, ask: &Ask) -> Option<Answer> {
    let graph = Graph::of(program)?;
    let side = sides(program, objective, &graph);
    let dual = Dual { program, objective, graph: &graph, side: &side };
    let mut closure = Closure::new(&graph.arcs);
    let (mut classes, mut best) = begin(&dual, &mut closure, ask);
    let mut width = Some(WIDTH);
    let mut latest: Option<Latest> = None;
    let mut idle = 0;
    let mut status = Status::WorkLimit;
    for _ in 0..MOST_ROUNDS {
        if let Some(stopped) = ask.stopped() {
            status = stopped;
            break;
        }
        let point = classes::solve(&dual, &classes, &prices(&side, &best.multipliers, width), ask)?;
        let moved = latest
            .as_ref()
            .is_none_or(|(before, _)| (point.value - before.value).abs() > NEAR * point.value.abs().max(1.0));
        let pull = if moved { classes.pull() } else { 0.0 };
        let query = between(&best.multipliers, &point.multipliers, pull);
        let proved = dual.bound(query, &mut closure, ask);
        let better = proved.bound < best.bound;
        if better {
            best = proved;
        }
        let near = best.bound - point.value <= NEAR * best.bound.abs().max(1.0);
        let kept = point.broken <= KEPT;
        let before = classes.count;
        let of = classes.of.clone();
        if moved {
            classes.merge(&point.values);
        }
        classes.split(&closure.smallest());
        idle = if better || moved || classes.count != before { 0 } else { idle + 1 };
        latest = Some((point, of));
        match width {
            _ if near && kept => {
                status = Status::Solved;
                break;
            }
            Some(_) if kept => width = None,
            Some(wide) if near => width = Some(2.0 * wide),
            // The closure tells nothing new: rows that cannot be kept, or rounding.
            _ if idle > 2 => break,
            _ => {}
        }
    }
    let (point, of) = latest?;
    if point.broken > KEPT && status == Status::WorkLimit {
        return None;
    }
    let value = |place: &Place| match *place {
        Place::Free(node) => point.values[of[node as usize] as usize],
        Place::Fixed(value) => f64::from(u8::from(value)),
    };
    let sign = if objective.maximise { 1.0 } else { -1.0 };
    Some(Answer {
        status,
        values: Some(graph.places.iter().map(value).collect()),
        bound: Some(best.bound * sign),
        multipliers: dual.multipliers(&best).into_iter().map(|multiplier| multiplier * sign).collect(),
    })
}

/// The latest point, and the class of each node in it.
type Latest = (Point, Vec<u32>);

/// The first classes and multipliers.
fn begin(dual: &Dual, closure: &mut Closure, ask: &Ask) -> (Classes, Proved) {
    let owners = shells::owners(dual.program, dual.graph);
    if dual.side.len() < MANY {
        let mut classes = Classes::new(owners.of.clone(), false);
        shells::split(dual, &owners, &mut classes, ask);
        return (classes, dual.bound(vec![0.0; dual.side.len()], closure, ask));
    }
    let mut classes = Classes::new(owners.of, true);
    let best = ascent::descend(dual, closure, &mut classes, ask);
    classes.regroup(None);
    (classes, best)
}

/// A point on the way from multipliers to others: `pull` is how much the first ones weigh.
fn between(from: &[f64], to: &[f64], pull: f64) -> Vec<f64> {
    from.iter().zip(to).map(|(from, to)| pull * from + (1.0 - pull) * to).collect()
}

fn sides(program: &Program, objective: &Objective, graph: &Graph) -> Vec<Side> {
    let worth = ascent::worth(program, objective);
    let of = |&at: &u32| {
        let row = &program.rows[at as usize];
        let size = row.terms.iter().map(|term| term.1.abs()).max().unwrap_or(1);
        let value: f64 = row.terms.iter().map(|term| worth[term.0 as usize]).sum();
        let all: f64 = row.terms.iter().map(|term| float(term.1.abs())).sum();
        let fixed = row.terms.iter().filter(|term| graph.places[term.0 as usize] == Place::Fixed(true));
        let given: i128 = fixed.map(|term| term.1).sum();
        let elastic = match row.sense {
            Sense::AtMost => given > row.rhs,
            Sense::AtLeast => given < row.rhs,
            Sense::Equal => given != row.rhs,
        };
        Side { row: at, sense: row.sense, size, unit: value / all.max(1.0), elastic }
    };
    graph.side.iter().map(of).collect()
}

/// The least and the greatest multiplier of each side row, where it has them: a box around the best ones (Marsten, Hogan,
/// Blankenship 1975), or without a width only what rows that must be worked for may cost at most.
fn prices(side: &[Side], best: &[f64], width: Option<f64>) -> Vec<(Option<f64>, Option<f64>)> {
    let price = |(side, best): (&Side, &f64)| {
        let (low, high) = match width {
            Some(width) => {
                let room = width * (best.abs() + NEARBY * side.unit);
                (Some(best - room), Some(best + room))
            }
            None if side.elastic => (Some(-DEAR * side.unit), Some(DEAR * side.unit)),
            None => (None, None),
        };
        // What the sign says anyway needs no price.
        match side.sense {
            Sense::AtMost => (low.filter(|low| *low > 0.0), high),
            Sense::AtLeast => (low, high.filter(|high| *high < 0.0)),
            Sense::Equal => (low, high),
        }
    };
    side.iter().zip(best).map(price).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Key, Origin, Row, Var, bound};
    use crate::scenario::Goal;
    use crate::solve::task::{self, Task};
    use crate::units::{InitiativeIx, Year};

    /// `SplitMix64`.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, count: u64) -> u64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) % count
        }

        fn between(&mut self, low: i64, high: i64) -> i128 {
            i128::from(low) + i128::from(self.below(u64::try_from(high - low + 1).unwrap()))
        }
    }

    /// Nothing is whole, so that the solver does not tighten rows over whole variables.
    ///
    /// Initiatives with years, prerequisites, now and then a fixed variable, and side rows of every comparison.
    fn random(seed: u64, initiatives: u32, sides: u64, maximise: bool) -> (Program, Objective) {
        let mut chance = Chance(seed);
        let years = 1 + u32::try_from(chance.below(4)).unwrap();
        let key = |ix, t: u32| Key::StartedBy(InitiativeIx(ix), Year(2030 + i32::try_from(t).unwrap()));
        let vars = (0..initiatives as usize).flat_map(|ix| (0..years).map(move |t| key(ix, t)));
        let vars: Vec<Var> = vars.map(|key| Var { key, lower: 0, upper: 1, whole: false }).collect();
        let row = |terms, sense, rhs| Row { origin: Origin::Definition, terms, sense, rhs };
        let mut rows = Vec::new();
        for ix in 0..initiatives {
            for t in 1..years {
                let at = ix * years + t;
                rows.push(row(vec![(at - 1, 1), (at, -1)], Sense::AtMost, 0));
            }
            if ix > 0 && chance.below(2) == 0 {
                let other = u32::try_from(chance.below(ix.into())).unwrap();
                let lag = u32::try_from(chance.below(2)).unwrap();
                for t in 0..years {
                    let at = ix * years + t;
                    rows.push(match t.checked_sub(lag) {
                        Some(before) if chance.below(2) == 0 => {
                            row(vec![(other * years + before, 3), (at, -3)], Sense::AtLeast, 0)
                        }
                        Some(before) => row(vec![(other * years + before, -1), (at, 1)], Sense::AtMost, 0),
                        None => row(vec![(at, 2)], Sense::AtMost, 0),
                    });
                }
            }
        }
        for _ in 0..sides {
            let mut terms: Vec<(u32, i128)> = Vec::new();
            for at in 0..initiatives * years {
                if chance.below(3) > 0 {
                    terms.push((at, chance.between(-3, 20)));
                }
            }
            terms.retain(|term| term.1 != 0);
            let all: i128 = terms.iter().map(|term| term.1.max(0)).sum();
            let (sense, share) = match chance.below(8) {
                0 => (Sense::AtLeast, 8),
                1 => (Sense::Equal, 6),
                _ => (Sense::AtMost, 3),
            };
            rows.push(row(terms, sense, all / share));
        }
        let flip = if maximise { 1 } else { -1 };
        let terms = (0..initiatives * years).map(|at| (at, flip * chance.between(-4_000, 6_000)));
        let terms = terms.filter(|term| term.1 != 0).collect();
        (
            Program { vars, rows, objectives: Vec::new() },
            Objective { goal: Goal::MostValue, maximise, terms, constant: 77 },
        )
    }

    fn simplex(program: &Program, objective: &Objective) -> Answer {
        task::run(&Task {
            backend: Backend::default(),
            program,
            objective,
            extra: &[],
            relaxed: true,
            gap: 0.0,
            deadline: None,
            nodes: None,
            interrupt: None,
            watch: None,
        })
    }

    fn asked() -> Ask<'static> {
        Ask { backend: Backend::default(), deadline: None, interrupt: None }
    }

    /// Whether an answer is the relaxation: its value, a point that keeps every row, multipliers that prove it.
    fn check(program: &Program, objective: &Objective, expected: f64, what: &str) {
        let answer = relax(program, objective, &asked()).unwrap_or_else(|| panic!("{what}: nothing"));
        let near = |value: f64| (value - expected).abs() <= 1e-6 * expected.abs().max(100.0);
        assert_eq!(answer.status, Status::Solved, "{what}");
        assert!(near(answer.bound.unwrap()), "{what}: {:?} and not {expected}", answer.bound);
        let values = answer.values.unwrap();
        let sum =
            |terms: &[(u32, i128)]| terms.iter().map(|&(v, c)| float(c) * values[v as usize]).sum::<f64>();
        assert!(
            near(sum(&objective.terms) + float(objective.constant)),
            "{what}: the point is worth something else"
        );
        for row in &program.rows {
            let over = sum(&row.terms) - float(row.rhs);
            assert!(row.sense == Sense::AtLeast || over < 1e-5, "{what}: {row:?} broken by {over}");
            assert!(row.sense == Sense::AtMost || over > -1e-5, "{what}: {row:?} broken by {over}");
        }
        let sign = if objective.maximise { 1.0 } else { -1.0 };
        let stored = |(row, multiplier): (&Row, &f64)| {
            let units = (multiplier * sign * float(bound::SCALE)).round();
            bound::allowed(row.sense, super::super::matrix::whole(units).unwrap())
        };
        assert_eq!(answer.multipliers.len(), program.rows.len());
        let stored: Vec<i128> = program.rows.iter().zip(&answer.multipliers).map(stored).collect();
        let proven = float(bound::checked(program, objective, &stored).unwrap());
        assert!(
            (proven - expected).abs() <= 1.0 + 1e-6 * expected.abs(),
            "{what}: proves {proven}, not {expected}"
        );
    }

    #[test]
    fn the_simplex_agrees() {
        let mut solved = 0;
        for seed in 0..300 {
            let (program, objective) =
                random(seed, 3 + u32::try_from(seed % 12).unwrap(), seed % 5, seed % 3 > 0);
            let known = simplex(&program, &objective);
            if known.status == Status::Solved {
                check(&program, &objective, known.bound.unwrap(), &format!("seed {seed}"));
                solved += 1;
            } else {
                assert!(
                    relax(&program, &objective, &asked()).is_none(),
                    "seed {seed}: no point keeps every row"
                );
            }
        }
        assert!(solved > 200, "{solved}");
    }

    #[test]
    fn many_side_rows_too() {
        for seed in 0..6 {
            let (mut program, objective) = random(1_000 + seed, 60, 3, true);
            let last = |ix: u32| ix * u32::try_from(program.vars.len()).unwrap() / 60;
            let pair = |at: u32| Row {
                origin: Origin::Definition,
                terms: vec![(last(at % 59), 1), (last(at % 59 + 1), 1)],
                sense: Sense::AtMost,
                rhs: 1,
            };
            let pairs: Vec<Row> = (0..MANY).map(|at| pair(u32::try_from(at).unwrap())).collect();
            program.rows.extend(pairs);
            let known = simplex(&program, &objective);
            if known.status == Status::Solved {
                check(&program, &objective, known.bound.unwrap(), &format!("seed {seed}"));
            }
        }
    }

    #[test]
    fn stopped_at_once_it_says_so() {
        let (program, objective) = random(3, 8, 2, true);
        let ask = Ask { deadline: Some(Instant::now()), ..asked() };
        assert!(relax(&program, &objective, &ask).is_none_or(|answer| answer.status == Status::TimeLimit));
    }

    #[test]
    fn other_variables_are_left_to_the_simplex() {
        let (mut program, objective) = random(1, 4, 1, true);
        program.vars[0].key = Key::Extra(Year(2030));
        assert!(relax(&program, &objective, &asked()).is_none());
        assert!(!is_for(&program));
    }
}
