//! The first page: what this is, the scenarios at a glance and side by side, room for signatures.

use super::flow::{Flow, Ink, PAGE};
use super::table::{Row, SIZE, Table};
use crate::chart::font::Weight;
use crate::chart::frame::text;
use crate::chart::palette::{ALERT, INK, QUIET};
use crate::chart::shape::{Area, Page, Point, Stroke};
use crate::chart::{ChartInput, scenarios};
use crate::plan::{Ledger, Plan, standing};
use crate::report::kept::Kept;
use crate::report::{Shown, carried};
use crate::scenario::Scope;
use crate::study::frontier::money;
use crate::units::{SchemeIx, real};
use crate::words::carried::in_appendix;
use crate::words::columns::{Column, heading};
use crate::words::{charts, numbers, pdf as words, summary};

/// Of more scenarios the chart stands on a page of its own.
pub const MOST: usize = 8;

/// Room for signatures at the foot of the page.
const SIGNED: f64 = 62.0;

/// Lays it out.
pub fn cover(flow: &mut Flow, kept: &Kept, inputs: &[ChartInput]) {
    let (portfolio, lang) = (&kept.case.portfolio, kept.lang);
    let years: Vec<_> = portfolio.calendar.plan_years().collect();
    let span =
        years.first().zip(years.last()).map(|(a, b)| charts::year_span(lang, *a, *b)).unwrap_or_default();
    let note = format!("{span} · {}", words::what(lang));
    flow.chapter(words::cover(lang), lang.label(&portfolio.name), &note);
    if portfolio.illustrative {
        flow.stressed(charts::illustrative(lang), ALERT);
    }
    let found = carried::count(kept.case, lang);
    if !found.is_empty() {
        flow.stressed(&in_appendix(&found, lang), ALERT);
    }
    flow.y += 8.0;
    flow.table(&glance(kept), 1);
    let wide = flow.rest().w;
    let high =
        (flow.rest().h - SIGNED - 16.0).min(40.0 * real(i64::try_from(inputs.len()).unwrap_or(0)) + 70.0);
    let view = scenarios::View::of(inputs).filter(|view| (2..=MOST).contains(&view.rows.len()));
    if let Some(view) = view {
        flow.y += 16.0;
        let panel = scenarios::draw_on(&view, whole(wide, high));
        flow.pictures(&[(panel, Area { x: 0.0, y: 0.0, w: wide.floor(), h: high.floor() })]);
    }
    signatures(flow, kept);
}

/// A part of a page.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no part is larger than a page")]
pub fn whole(wide: f64, high: f64) -> Page {
    let (most_wide, most_high) = PAGE.size();
    Page::Panel(wide.clamp(1.0, most_wide) as u16, high.clamp(1.0, most_high) as u16)
}

fn glance(kept: &Kept) -> Table {
    let lang = kept.lang;
    let mut table = Table::default();
    table.words(heading(Column::Scenario, lang), 34.0);
    for column in [Column::Ceiling, Column::Spending, Column::Funded] {
        table.numbers(heading(column, lang), 14.0);
    }
    table.numbers(heading(Column::Index, lang), 16.0);
    table.words("", 3.0);
    table.words(heading(Column::Proof, lang), 26.0);
    table.rows = kept.shown.iter().map(|shown| Row::plain(line(shown))).collect();
    table
}

/// A scenario at a glance.
fn line(shown: &Shown) -> Vec<String> {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let name = lang.label(&shown.scenario.name).to_owned();
    let proof = summary::proof(&shown.answer.outcome, lang);
    let amount = |amount| numbers::money_short(lang, &portfolio.currency, amount);
    let ceiling = money(portfolio, shown.scenario).map(amount).unwrap_or_default();
    let none = String::new;
    let Some(solved) = shown.answer.outcome.solved() else {
        return vec![name, ceiling, none(), none(), none(), none(), proof];
    };
    let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
    let index = portfolio.schemes.first().map(|_| {
        let last = portfolio.calendar.last();
        let at = |plan| numbers::index(lang, standing::index(portfolio, plan, SchemeIx(0), last));
        format!("{} → {}", at(&Plan::empty(portfolio)), at(&solved.plan))
    });
    let funded = format!("{}/{}", solved.plan.started().count(), portfolio.initiatives.len());
    let spent = amount(ledger.spent_in_horizon(&Scope::total()));
    vec![name, ceiling, spent, funded, index.unwrap_or_default(), none(), proof]
}

fn signatures(flow: &mut Flow, kept: &Kept) {
    let area = Flow::area();
    let wide = area.w / 3.0;
    for (at, who) in (0..).zip(words::signs(kept.lang)) {
        let x = area.x + wide * real(at);
        let y = area.bottom() - 8.0;
        if let Some(under) = flow.under() {
            under.line(Point { x, y }, Point { x: x + wide - 30.0, y }, Stroke::plain(INK, 0.7));
        }
        let words = text(x, y + 11.0, who.to_owned(), SIZE, Weight::Regular, QUIET);
        flow.read(Ink::Words(vec![words]));
    }
}
