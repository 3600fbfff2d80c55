//! Trees over small random programs, each with its whole points looked up.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::choose::Gain;
use super::{Care, Ended, Gains, Guess, Point, Search, Sheet};
use crate::model::{Key, Objective, Origin, Program, Row, Sense, Var};
use crate::scenario::Goal;
use crate::solve::matrix::float;
use crate::units::{FundIx, IndicatorIx, InitiativeIx, SchemeIx, Year};

const WIDTH: usize = 12;

/// Twelve yes-or-no columns with values near what they take of three rows, so that trees are not small.
fn sheet(seed: u64) -> Sheet {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from((state >> 33) % most).expect("a small number"))
    };
    let mut sheet = Sheet::empty(WIDTH);
    sheet.upper.fill(1.0);
    sheet.whole.fill(true);
    let rows: Vec<Vec<f64>> = (0..3).map(|_| (0..WIDTH).map(|_| 5.0 + below(20)).collect()).collect();
    for (at, cost) in sheet.cost.iter_mut().enumerate() {
        *cost = rows.iter().map(|row| row[at]).sum::<f64>() + below(4);
    }
    for row in &rows {
        let most = (row.iter().sum::<f64>() * 0.45).floor();
        sheet.push(row.iter().copied().enumerate(), (f64::NEG_INFINITY, most), false);
    }
    sheet.index();
    sheet
}

fn worth(sheet: &Sheet, point: &[f64]) -> f64 {
    sheet.cost.iter().zip(point).map(|(cost, x)| cost * x).sum()
}

/// The most a whole point is worth.
fn best(sheet: &Sheet) -> f64 {
    let points = (0..1_u32 << WIDTH)
        .map(|bits| -> Vec<f64> { (0..WIDTH).map(|at| f64::from(u8::from(bits >> at & 1 == 1))).collect() });
    let keeps = |point: &Vec<f64>| {
        (0..3).all(|row| {
            sheet.rows.of(row).map(|(column, c)| c * point[column]).sum::<f64>() <= sheet.row_upper[row]
        })
    };
    points.filter(keeps).map(|point| worth(sheet, &point)).fold(f64::NEG_INFINITY, f64::max)
}

fn searched(sheet: &Sheet, lanes: usize, stops: &(dyn Fn() -> bool + Sync), taught: Option<&Gains>) -> Ended {
    let judge = |values: &[f64]| {
        let whole: Vec<f64> = values[..WIDTH].iter().map(|value| value.round()).collect();
        Some(worth(sheet, &whole))
    };
    Search {
        sheet,
        judge: &judge,
        stops,
        tell: &|_, _| {},
        gap: 0.0,
        value: None,
        known: None,
        work: 1_000_000,
        lanes,
        care: Care::PROOF,
        guess: Guess::default(),
        implied: &[],
        taught,
        any: false,
        ties: false,
    }
    .run()
}

fn value(ended: &Ended) -> f64 {
    ended.best.as_ref().map_or(f64::NEG_INFINITY, |best| best.1)
}

#[test]
fn a_tree_ends_with_the_best_point_whatever_it_was_taught() {
    for seed in 0..60 {
        let sheet = sheet(seed);
        let best = best(&sheet);
        let ended = searched(&sheet, 2, &|| false, None);
        assert!(ended.complete && (value(&ended) - best).abs() < 1e-6, "seed {seed}: {best}");
        // Lessons that are right, and lessons that are nonsense.
        let mut nonsense = Gain::default();
        (0..9).for_each(|_| nonsense.add(1e9));
        let wrong = [vec![nonsense; WIDTH], vec![Gain::default(); WIDTH]];
        for taught in [&ended.gains, &wrong] {
            let again = searched(&sheet, 2, &|| false, Some(taught));
            assert!(again.complete && (value(&again) - best).abs() < 1e-6, "seed {seed}: {best}");
        }
    }
}

#[test]
fn a_tree_that_is_stopped_never_says_it_has_seen_everything() {
    let mut early = 0;
    for seed in 0..20 {
        let sheet = sheet(seed);
        let best = best(&sheet);
        for after in 0..150 {
            let calls = AtomicUsize::new(0);
            let stops = || calls.fetch_add(1, Ordering::Relaxed) >= after;
            let ended = searched(&sheet, 1, &stops, None);
            early += usize::from(!ended.complete);
            let reached = ended.bound >= best - 1e-6;
            assert!(reached, "seed {seed}, stopped after {after}: {} below {best}", ended.bound);
            assert!(
                !ended.complete || (value(&ended) - best).abs() < 1e-6,
                "seed {seed}, stopped after {after}: all seen, but {} is not {best}",
                value(&ended)
            );
        }
    }
    assert!(early > 500, "only {early} were stopped early");
}

#[test]
fn exact_values_in_the_sheets_units_keep_a_row_where_they_keep_it_exactly() {
    let var = |key, upper, whole| Var { key, lower: 0, upper, whole };
    let (at, start) = (Year(2027), InitiativeIx(0));
    let vars = vec![
        var(Key::Level(SchemeIx(0), IndicatorIx(0), at), 500, false),
        var(Key::Paid(FundIx(0), 0, at), 1 << 40, false),
        var(Key::StartedBy(start, at), 1, true),
    ];
    let row = |terms: &[(u32, i128)], sense, rhs| Row {
        origin: Origin::Definition,
        terms: terms.to_vec(),
        sense,
        rhs,
    };
    let rows = vec![
        row(&[(0, 60_000)], Sense::AtLeast, 60_000 * 300),
        row(&[(1, 1), (2, -(1 << 39))], Sense::AtMost, 1 << 38),
        row(&[(0, 1), (2, -100)], Sense::AtMost, 350),
    ];
    let objective = Objective { goal: Goal::MostValue, maximise: true, terms: vec![(2, 1)], constant: 0 };
    let program = Program { vars, rows, objectives: Vec::new() };
    let sheet = Sheet::of(&program, &objective, &[]).expect("every column has an end");
    let mut kept = [0; 3];
    for level in [0, 299, 300, 350, 351, 450, 500] {
        for paid in [0, 1 << 38, (1 << 38) + (1 << 20), 3 << 38, 1 << 40] {
            for started in [0, 1] {
                let exact = [level, paid, started];
                let units = program.vars.iter().map(Sheet::column_unit);
                let values = exact.iter().zip(units).map(|(&value, unit)| float(value) / unit).collect();
                let point = Point::of(&sheet, values);
                for (at, row) in program.rows.iter().enumerate() {
                    let (least, most) = (sheet.row_lower[at] - 1e-9, sheet.row_upper[at] + 1e-9);
                    let keeps = (least..=most).contains(&point.activity(at));
                    assert_eq!(keeps, row.holds(&exact), "{row:?} at {exact:?}");
                    kept[at] += usize::from(keeps);
                }
            }
        }
    }
    assert!(kept.iter().all(|&kept| 0 < kept && kept < 70), "each row is kept and broken: {kept:?}");
}
