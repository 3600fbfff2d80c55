//! Words on the charts of studies: scenarios side by side, the bubble chart, the difference of two plans, the value of
//! changes.

use super::{Lang, comparison, numbers};
use crate::portfolio::{Currency, Label};
use crate::units::{Money, Points};

/// A word of these charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyWord {
    /// Head of the column of values.
    Value,
    /// Head of the column of spending.
    Spending,
    /// The total ceiling.
    Ceiling,
    /// Note below the title of the chart of scenarios.
    SideBySide,
    /// Vertical axis of the bubble chart.
    BubbleY,
    /// Horizontal axis of the bubble chart.
    BubbleX,
    /// What the size of a bubble says.
    RiskSize,
    /// A bubble that is funded.
    Funded,
    /// A bubble that is not.
    LeftOut,
    /// The bar before.
    Before,
    /// The bar after.
    After,
    /// Head of the column of cost differences.
    Cost,
    /// Difference of yearly spending.
    YearlyDifference,
    /// Both plans are the same.
    Same,
    /// The best without a limit on changes.
    Free,
    /// Horizontal axis of the chart of changes.
    Changes,
    /// No plan with so few changes.
    NoPlan,
}

/// A word.
#[must_use]
pub fn word(lang: Lang, word: StudyWord) -> &'static str {
    let (id, en) = match word {
        StudyWord::Value | StudyWord::BubbleY => ("Manfaat (poin)", "Value (points)"),
        StudyWord::Spending => ("Belanja dalam rencana", "Spending in the plan"),
        StudyWord::Ceiling => ("pagu", "ceiling"),
        StudyWord::SideBySide => ("manfaat dan belanja tiap skenario", "value and spending of each scenario"),
        StudyWord::BubbleX => ("Biaya dalam rencana", "Cost in the plan"),
        StudyWord::RiskSize => ("besar lingkaran = risiko 1–5", "size = risk 1–5"),
        StudyWord::Funded => ("didanai", "funded"),
        StudyWord::LeftOut => (
            "tidak didanai (bila mulai pada tahun pertamanya)",
            "not funded (as if started in its first year)",
        ),
        StudyWord::Before => ("rencana semula", "plan before"),
        StudyWord::After => ("rencana baru", "plan after"),
        StudyWord::Cost => ("selisih biaya", "cost difference"),
        StudyWord::YearlyDifference => ("Selisih belanja", "Spending difference"),
        StudyWord::Same => ("Tidak ada inisiatif yang berubah.", "No initiative changes."),
        StudyWord::Free => ("tanpa batas perubahan", "no limit on changes"),
        StudyWord::Changes => ("banyaknya keputusan yang diubah", "decisions changed"),
        StudyWord::NoPlan => {
            ("tidak ada rencana dengan perubahan sesedikit ini", "no plan with so few changes")
        }
    };
    lang.pick(id, en)
}

/// The finding of the chart of scenarios: from the least to the most value, with what each spends.
#[must_use]
pub fn scenarios_title(
    lang: Lang,
    currency: &Currency,
    (low, least, little): (&Label, Points, Money),
    (high, most, much): (&Label, Points, Money),
) -> String {
    let points = |value| numbers::points(lang, value, 0);
    let money = |amount| numbers::money_long(lang, currency, amount);
    let (low, high) = (lang.label(low), lang.label(high));
    let (least, most, little, much) = (points(least), points(most), money(little), money(much));
    match lang {
        Lang::Id => format!("{low}: {least} poin dengan {little}; {high}: {most} poin dengan {much}"),
        Lang::En => format!("{low}: {least} points for {little}; {high}: {most} points for {much}"),
    }
}

/// The finding of the bubble chart.
#[must_use]
pub fn bubble_title(lang: Lang, currency: &Currency, (funded, all): (usize, usize), spent: Money) -> String {
    let (funded, all) = (numbers::count(lang, funded), numbers::count(lang, all));
    let spent = numbers::money_long(lang, currency, spent);
    match lang {
        Lang::Id => {
            format!("Manfaat, biaya, dan risiko: {funded} dari {all} inisiatif didanai, biaya {spent}")
        }
        Lang::En => format!("Value, cost and risk: {funded} of {all} initiatives funded, cost {spent}"),
    }
}

/// The finding of a difference of two plans.
#[must_use]
pub fn difference_title(
    lang: Lang,
    currency: &Currency,
    [dropped, delayed, forward, added]: [usize; 4],
    spending: Money,
    value: Points,
) -> String {
    let [a, b, c, d] = [dropped, delayed, forward, added].map(|count| numbers::count(lang, count));
    let money = numbers::money_long(lang, currency, spending);
    let money = comparison::signed(money, spending > Money::ZERO);
    let points = comparison::signed(numbers::points(lang, value, 0), value > Points::ZERO);
    match lang {
        Lang::Id => format!(
            "{a} tidak lagi didanai, {b} ditunda, {c} dimajukan, {d} ditambah; belanja {money}, manfaat {points} poin"
        ),
        Lang::En => format!(
            "{a} fall off, {b} delayed, {c} brought forward, {d} added; spending {money}, value {points} points"
        ),
    }
}

/// The two plans of a difference.
#[must_use]
pub fn from_to(lang: Lang, from: &Label, to: &Label) -> String {
    format!("{} → {}", lang.label(from), lang.label(to))
}

/// The finding of the chart of changes.
#[must_use]
pub fn changes_title(lang: Lang, (least, most): (usize, usize), from: &str, to: &str) -> String {
    let (low, high) = (numbers::count(lang, least), numbers::count(lang, most));
    match lang {
        Lang::Id if least == most => {
            format!("Rencana lama tetap yang terbaik dengan {low} perubahan: {from}")
        }
        Lang::En if least == most => format!("The earlier plan stays the best with {low} changes: {from}"),
        Lang::Id => format!("Dari {low} ke {high} perubahan: nilai {from} → {to}"),
        Lang::En => format!("From {low} to {high} changes: value {from} → {to}"),
    }
}
