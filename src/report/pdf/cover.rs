//! The first page: what this is, the scenarios at a glance, room for signatures.

use super::table::{MARGIN, SIZE, titled};
use crate::chart::font::Weight;
use crate::chart::frame::text;
use crate::chart::palette::{ALERT, INK, QUIET, RULE};
use crate::chart::shape::{Anchor, Area, Drawing, Point, Stroke};
use crate::plan::{Ledger, standing};
use crate::report::Shown;
use crate::report::kept::Kept;
use crate::scenario::Scope;
use crate::study::frontier::money;
use crate::units::SchemeIx;
use crate::words::columns::{Column, heading};
use crate::words::{charts, numbers, pdf as words, summary};

/// Lays it out.
pub fn cover(kept: &Kept) -> Drawing {
    let (portfolio, lang) = (&kept.case.portfolio, kept.lang);
    let years: Vec<_> = portfolio.calendar.plan_years().collect();
    let span =
        years.first().zip(years.last()).map(|(a, b)| charts::year_span(lang, *a, *b)).unwrap_or_default();
    let note = format!("{span} · {}", words::what(lang));
    let (mut drawing, area) = titled(lang.label(&portfolio.name), &note);
    let mut y = area.y + 10.0;
    if portfolio.illustrative {
        let words = charts::illustrative(lang).to_owned();
        drawing.text(text(MARGIN, y, words, 11.0, Weight::Bold, ALERT));
        y += 8.0;
    }
    y += 22.0;
    let heads =
        [Column::Scenario, Column::Ceiling, Column::Spending, Column::Funded, Column::Index, Column::Proof];
    let at = [0.0, 0.30, 0.42, 0.54, 0.66, 0.80].map(|part| area.x + part * area.w);
    for (x, head) in at.iter().zip(heads) {
        drawing.text(text(*x, y, heading(head, lang).to_owned(), SIZE, Weight::Medium, QUIET));
    }
    y += 6.0;
    rule(&mut drawing, area, y);
    for shown in kept.shown {
        y += 17.0;
        for (place, (x, words)) in at.iter().zip(line(shown)).enumerate() {
            let room = if place == 0 { 0.29 } else { 0.2 } * area.w;
            let words = crate::chart::font::shorten(&words, 9.5, Weight::Regular, room);
            drawing.text(text(*x, y, words, 9.5, Weight::Regular, INK));
        }
        y += 6.0;
        rule(&mut drawing, area, y);
    }
    signatures(&mut drawing, area, kept);
    drawing
}

fn rule(drawing: &mut Drawing, area: Area, y: f64) {
    drawing.line(Point { x: area.x, y }, Point { x: area.right(), y }, Stroke::plain(RULE, 0.6));
}

/// A scenario at a glance.
fn line(shown: &Shown) -> [String; 6] {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let name = lang.label(&shown.scenario.name).to_owned();
    let proof = summary::proof(&shown.answer.outcome, lang);
    let amount = |amount| numbers::money_short(lang, &portfolio.currency, amount);
    let ceiling = money(portfolio, shown.scenario).map(amount).unwrap_or_default();
    let Some(solved) = shown.answer.outcome.solved() else {
        return [name, ceiling, String::new(), String::new(), String::new(), proof];
    };
    let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
    let index = portfolio.schemes.first().map(|_| {
        let last = portfolio.calendar.last();
        let at = |plan| numbers::index(lang, standing::index(portfolio, plan, SchemeIx(0), last));
        format!("{} → {}", at(&crate::plan::Plan::empty(portfolio)), at(&solved.plan))
    });
    let funded = format!("{}/{}", solved.plan.started().count(), portfolio.initiatives.len());
    [
        name,
        ceiling,
        amount(ledger.spent_in_horizon(&Scope::total())),
        funded,
        index.unwrap_or_default(),
        proof,
    ]
}

fn signatures(drawing: &mut Drawing, area: Area, kept: &Kept) {
    let wide = area.w / 3.0;
    for (at, who) in words::signs(kept.lang).into_iter().enumerate() {
        let x = area.x + wide * crate::units::real(i64::try_from(at).unwrap_or(0));
        let y = area.bottom() - 8.0;
        let line = Stroke::plain(INK, 0.7);
        drawing.line(Point { x, y }, Point { x: x + wide - 30.0, y }, line);
        let mut under = text(x, y + 11.0, who.to_owned(), SIZE, Weight::Regular, QUIET);
        under.anchor = Anchor::Start;
        drawing.text(under);
    }
}
