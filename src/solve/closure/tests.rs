//! The simplex is asked the same.

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
    let sum = |terms: &[(u32, i128)]| terms.iter().map(|&(v, c)| float(c) * values[v as usize]).sum::<f64>();
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
            assert!(relax(&program, &objective, &asked()).is_none(), "seed {seed}: no point keeps every row");
        }
    }
    assert!(solved > 200, "{solved}");
}

#[test]
fn many_side_rows_too() {
    let mut solved = 0;
    for seed in 0..20 {
        let (mut program, objective) = random(1_000 + seed, 60, 3, true);
        let last = |ix: u32| ix * u32::try_from(program.vars.len()).unwrap() / 60;
        let pair = |at: u32| Row {
            origin: Origin::Definition,
            terms: vec![(last(at % 59), 1), (last(at % 59 + 1), 1)],
            sense: Sense::AtMost,
            rhs: 1,
        };
        let pairs: Vec<Row> = (0..100).map(pair).collect();
        program.rows.extend(pairs);
        let known = simplex(&program, &objective);
        if known.status == Status::Solved {
            check(&program, &objective, known.bound.unwrap(), &format!("seed {seed}"));
            solved += 1;
        }
    }
    assert!(solved > 5, "{solved}");
}

#[test]
fn stopped_at_once_it_says_so() {
    let (program, objective) = random(3, 8, 2, true);
    let ask = Ask { deadline: Some(Instant::now()), ..asked() };
    let answer = relax(&program, &objective, &ask).unwrap();
    assert_eq!((answer.status, answer.multipliers.len()), (Status::TimeLimit, program.rows.len()));
}

#[test]
fn other_variables_are_left_to_the_simplex() {
    let (mut program, objective) = random(1, 4, 1, true);
    program.vars[0].key = Key::Extra(Year(2030));
    assert!(relax(&program, &objective, &asked()).is_none());
    assert!(!is_for(&program));
}
