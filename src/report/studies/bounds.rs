//! What a study may be asked. The question of a folder may be anybody's: numbers that do not add up and lists that are only
//! work are refused before anything is derived from them.

use std::collections::BTreeSet;

use super::what_if::Wish;
use super::{Asked, Broken, Cut};
use crate::input::Case;
use crate::report::claimed;

/// The most wishes of a question; a page may ask as many.
const MOST_WISHES: usize = 200;
/// The most alternatives, besides the best plan.
pub const MOST_ALTERNATIVES: u8 = 20;
/// The most rules of all derived scenarios together: each has its own copy.
const MOST_RULES: usize = 1 << 22;
/// Amounts beyond this do not add up.
const MOST_MONEY: i64 = i64::MAX / 128;
/// A whole, in hundredths of a percent.
const WHOLE: i64 = 10_000;
/// How far all money may be scaled, in hundredths of a percent.
const WIDEST_SCALE: i64 = 100 * WHOLE;
/// The largest weight, in millionths.
const LARGEST_WEIGHT: i64 = 1_000_000_000;

/// Whether a question with these answers can be put to the case.
///
/// # Errors
/// What in it is out of range.
pub fn askable(case: &Case, asked: &Asked, ids: &[String]) -> Result<(), Broken> {
    let seen: BTreeSet<&String> = ids.iter().collect();
    let rules = case.scenarios.iter().map(|scenario| scenario.rules.len()).max().unwrap_or(0);
    let each = rules + case.portfolio.initiatives.len();
    let most = match asked {
        Asked::Compare(_) | Asked::WhatIf(_) => 2,
        Asked::Alternatives(_) => 1 + usize::from(MOST_ALTERNATIVES),
        // So many changes from none to all initiatives, and the answer without a limit.
        Asked::Revise(_) => case.portfolio.initiatives.len() + 2,
    };
    if seen.len() < ids.len() || ids.len() > most || ids.len().saturating_mul(each) > MOST_RULES {
        return Err(Broken::OutOfRange(ids.len().to_string()));
    }
    match asked {
        Asked::Compare(asked) => [&asked.from, &asked.to].into_iter().try_for_each(|side| cuts(&side.cuts)),
        Asked::Alternatives(asked) => within(i64::from(asked.within), 0, 1_000_000),
        Asked::Revise(asked) => {
            year(asked.from)?;
            length(asked.cancel.len(), case.portfolio.initiatives.len())?;
            cuts(&asked.cuts)
        }
        Asked::WhatIf(asked) => {
            length(asked.wishes.len(), MOST_WISHES)?;
            length(asked.reasons.len(), MOST_WISHES)?;
            asked.wishes.iter().try_for_each(wish)
        }
    }
}

fn length(count: usize, most: usize) -> Result<(), Broken> {
    if count <= most { Ok(()) } else { Err(Broken::OutOfRange(count.to_string())) }
}

fn within(number: i64, least: i64, most: i64) -> Result<(), Broken> {
    if (least..=most).contains(&number) { Ok(()) } else { Err(Broken::OutOfRange(number.to_string())) }
}

fn year(number: i32) -> Result<(), Broken> {
    claimed::year(number).map(drop).map_err(|_| Broken::OutOfRange(number.to_string()))
}

fn cuts(cuts: &[Cut]) -> Result<(), Broken> {
    length(cuts.len(), MOST_WISHES)?;
    cuts.iter().try_for_each(|cut| {
        year(cut.year)?;
        within(cut.share, 0, WHOLE)
    })
}

fn wish(wish: &Wish) -> Result<(), Broken> {
    match wish {
        Wish::Start { year: at, .. } => year(*at),
        Wish::Ceiling { year: at, limit }
        | Wish::CeilingOf { year: at, limit, .. }
        | Wish::FundOf { year: at, limit, .. } => {
            year(*at)?;
            within(*limit, -MOST_MONEY, MOST_MONEY)
        }
        Wish::Agency { limit, .. } => within(*limit, -MOST_MONEY, MOST_MONEY),
        Wish::Cut(one) => cuts(std::slice::from_ref(one)),
        Wish::CutFund { share, .. } => within(*share, 0, WHOLE),
        Wish::Scale(share) => within(*share, 0, WIDEST_SCALE),
        Wish::Weights(weights) => weights.values().try_for_each(|weight| within(*weight, 0, LARGEST_WEIGHT)),
        Wish::Must(_) | Wish::Without(_) | Wish::Off { .. } => Ok(()),
    }
}
