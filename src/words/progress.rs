//! The progress line of a running search.

use super::{Lang, numbers, summary};
use crate::portfolio::Portfolio;
use crate::scenario::Goal;
use crate::solve::Improvement;
use crate::study::robust::Stage;
use crate::units::{Money, Points, round_half_even};

/// Goal, value, bound and gap.
#[must_use]
pub fn line(portfolio: &Portfolio, improvement: &Improvement, lang: Lang) -> String {
    let number = |real: f64| {
        let whole = round_half_even(real).unwrap_or(0);
        match improvement.goal {
            Goal::MostValue => numbers::points(lang, Points(whole), 1),
            Goal::LeastCost => numbers::money_short(lang, &portfolio.currency, Money(whole)),
            Goal::HighestIndex { .. } => numbers::index_exact(lang, whole.into()),
            _ => whole.to_string(),
        }
    };
    let goal = summary::goal(portfolio, improvement.goal, lang);
    let bound = number(improvement.bound);
    let Some(value) = improvement.value else {
        return match lang {
            Lang::Id => format!("{goal}: belum ada rencana, batas {bound}"),
            Lang::En => format!("{goal}: no plan yet, bound {bound}"),
        };
    };
    let gap = (improvement.bound - value).abs() / value.abs().max(1.0);
    let gap = numbers::percent_of_ppm(lang, round_half_even(gap * 1e6).unwrap_or(i64::MAX));
    let value = number(value);
    match lang {
        Lang::Id => format!("{goal}: {value}, batas {bound}, selisih {gap}"),
        Lang::En => format!("{goal}: {value}, bound {bound}, gap {gap}"),
    }
}

/// What a study is doing.
#[must_use]
pub fn stage(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::Base => lang.pick("rencana tiap skenario", "the scenarios' plans"),
        Stage::Draws => lang.pick("kemungkinan yang diundi", "draws"),
        Stage::Safe => lang.pick("rencana aman", "the safe plan"),
        Stage::Survey => lang.pick("angka yang menentukan", "numbers that matter"),
    }
}
