//! Small random sheets: whatever is made stronger keeps the same whole points.

use std::ops::Range;

use super::{deep, light};
use crate::solve::branch::sheet::Sheet;

/// Columns of a sheet: two chains, and two by themselves.
const CHAINS: [Range<usize>; 2] = [0..3, 3..6];
const WIDTH: usize = 8;

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// A whole number from -4 to 5, often zero.
    fn coefficient(&mut self) -> f64 {
        let sizes = [0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 5.0, -1.0, -2.0, -4.0];
        sizes[usize::try_from(self.below(10)).unwrap_or(0)]
    }
}

fn random(seed: u64) -> Sheet {
    let mut dice = Dice(seed);
    let mut sheet = Sheet::empty(WIDTH);
    sheet.upper.fill(1.0);
    sheet.whole.fill(true);
    for cost in &mut sheet.cost {
        *cost = dice.coefficient() + 1.0;
    }
    for chain in CHAINS {
        for at in chain.start + 1..chain.end {
            sheet.push([(at - 1, 1.0), (at, -1.0)].into_iter(), (f64::NEG_INFINITY, 0.0), false);
        }
    }
    for _ in 0..3 {
        let terms: Vec<(usize, f64)> =
            (0..WIDTH).map(|column| (column, dice.coefficient())).filter(|term| term.1 != 0.0).collect();
        let side = dice.coefficient() + dice.coefficient();
        let (low, high) = if dice.below(3) == 0 { (side, f64::INFINITY) } else { (f64::NEG_INFINITY, side) };
        sheet.push(terms.into_iter(), (low, high), false);
    }
    sheet.index();
    sheet
}

fn points() -> impl Iterator<Item = Vec<f64>> {
    (0..1_u32 << WIDTH).map(|bits| (0..WIDTH).map(|at| f64::from(bits >> at & 1)).collect())
}

fn keeps(sheet: &Sheet, point: &[f64]) -> bool {
    let row = |row: usize| {
        let sum: f64 = sheet.rows.of(row).map(|(column, c)| c * point[column]).sum();
        sum <= sheet.row_upper[row] + 1e-7 && sum >= sheet.row_lower[row] - 1e-7
    };
    let ends = (0..WIDTH).all(|at| sheet.lower[at] <= point[at] && point[at] <= sheet.upper[at]);
    ends && (0..sheet.height()).all(row)
}

#[test]
fn the_same_whole_points_are_left() {
    let mut narrowed = 0;
    for seed in 0..4_000 {
        let sheet = random(seed);
        let before: Vec<bool> = points().map(|point| keeps(&sheet, &point)).collect();
        let after = light(&sheet, &CHAINS);
        for (point, &kept) in points().zip(&before) {
            let still = after.as_ref().is_some_and(|strong| keeps(&strong.sheet, &point));
            assert_eq!(still, kept, "seed {seed}, {point:?}");
        }
        let free = |sheet: &Sheet| (0..WIDTH).filter(|&at| sheet.lower[at] < sheet.upper[at]).count();
        narrowed += usize::from(after.is_some_and(|strong| free(&strong.sheet) < WIDTH));
    }
    assert!(narrowed > 500, "{narrowed}: the test looks at nothing");
}

#[test]
fn a_deep_look_keeps_what_reaches_the_cutoff() {
    let mut cut = 0;
    for seed in 0..2_000 {
        let sheet = random(seed);
        let worth = |point: &[f64]| -> f64 { sheet.cost.iter().zip(point).map(|(cost, x)| cost * x).sum() };
        let kept: Vec<Vec<f64>> = points().filter(|point| keeps(&sheet, point)).collect();
        let best = kept.iter().map(|point| worth(point)).fold(f64::NEG_INFINITY, f64::max);
        let Some(deep) = deep(&sheet, &CHAINS, best - 0.5, &|| false) else {
            assert!(kept.is_empty(), "seed {seed}: there are plans");
            continue;
        };
        assert!(kept.is_empty() || deep.bound >= best - 1e-6, "seed {seed}: {} below {best}", deep.bound);
        for point in kept.iter().filter(|point| worth(point) >= best - 0.5) {
            assert!(keeps(&deep.sheet, point), "seed {seed}, {point:?}");
            for &(from, to) in &deep.implied {
                let holds = |literal: u32| (point[literal as usize / 2] > 0.5) == (literal % 2 == 1);
                assert!(
                    !holds(from) || holds(to),
                    "seed {seed}: {from} takes {to} with it, not in {point:?}"
                );
            }
        }
        for point in points().filter(|point| keeps(&deep.sheet, point)) {
            assert!(keeps(&sheet, &point), "seed {seed}: {point:?} keeps what is left, not what was asked");
        }
        cut += usize::from(deep.sheet.height() > 0);
    }
    assert!(cut > 100, "{cut}: the test looks at nothing");
}

/// A sum of two rows `<=` is implied by them: with it and without it the same whole points are left.
#[test]
fn a_deep_look_may_leave_out_what_other_rows_imply() {
    let mut left_out = 0;
    for seed in 0..2_000 {
        let mut sheet = random(seed);
        let upper: Vec<usize> =
            (0..sheet.height()).filter(|&row| sheet.row_upper[row].is_finite() && row >= 4).collect();
        let &[one, other, ..] = &upper[..] else { continue };
        let mut sum = [0.0; WIDTH];
        for (column, coefficient) in sheet.rows.of(one).chain(sheet.rows.of(other)) {
            sum[column] += coefficient;
        }
        let terms: Vec<(usize, f64)> =
            sum.into_iter().enumerate().filter(|&(_, coefficient)| coefficient != 0.0).collect();
        let side = sheet.row_upper[one] + sheet.row_upper[other];
        sheet.push(terms.into_iter(), (f64::NEG_INFINITY, side), true);
        sheet.index();
        let Some(deep) = deep(&sheet, &CHAINS, f64::NEG_INFINITY, &|| false) else { continue };
        for point in points() {
            assert_eq!(keeps(&deep.sheet, &point), keeps(&sheet, &point), "seed {seed}, {point:?}");
        }
        let implied = |sheet: &Sheet| sheet.spare.iter().filter(|spare| **spare).count();
        left_out += usize::from(implied(&deep.sheet) == 0);
    }
    assert!(left_out > 100, "{left_out}: the test looks at nothing");
}
