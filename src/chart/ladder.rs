//! The budget ladder: initiatives in the order of funding, a column for each ceiling; read from below it is the cut list.

use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, INK, QUIET};
use super::shape::{Anchor, Area, Drawing, Page, Text};
use super::{Chart, Proof};
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::study::ladder::Ladder;
use crate::units::{InitiativeIx, Points};
use crate::words::frontier::{Word, ladder_title, word};
use crate::words::{Lang, numbers};

/// Rows of a page.
const ROWS: usize = 46;

/// The pages of the chart.
#[must_use]
pub fn charts(portfolio: &Portfolio, scenarios: &[Scenario], ladder: &Ladder, lang: Lang) -> Vec<Chart> {
    let rows = order(portfolio, ladder);
    let heading = Heading {
        case: portfolio.name.clone(),
        scenario: None,
        illustrative: portfolio.illustrative,
        proof: Some(if ladder.is_proven() { Proof::Proven } else { Proof::Best { gap_ppm: None } }),
        currency: portfolio.currency.clone(),
        years: portfolio.calendar.plan_years().collect(),
        lang,
    };
    let always = rows.iter().filter(|row| row.0 == 0).count();
    let lost = (ladder.alone() - ladder.expected).div_euclid(ladder.weight().max(1));
    let price = Points(i64::try_from(lost).unwrap_or(i64::MAX));
    let title = ladder_title(always, ladder.rungs.len(), price, lang);
    let funded: Vec<_> = rows.into_iter().filter(|row| row.0 < ladder.rungs.len()).collect();
    let pages: Vec<Drawing> =
        funded.chunks(ROWS).map(|rows| page(portfolio, scenarios, ladder, &heading, &title, rows)).collect();
    Chart::pages("ladder", false, &pages)
}

/// Every initiative with the first rung on which it is funded, in the order of funding.
fn order(portfolio: &Portfolio, ladder: &Ladder) -> Vec<(usize, InitiativeIx)> {
    let count = ladder.rungs.len();
    let first = |who| ladder.rungs.iter().position(|rung| rung.plan.start(who).is_some()).unwrap_or(count);
    let mut rows: Vec<_> = portfolio.each().map(|(who, _)| (first(who), who)).collect();
    rows.sort_by_key(|&(first, who)| (first, who.0));
    rows
}

fn page(
    portfolio: &Portfolio,
    scenarios: &[Scenario],
    ladder: &Ladder,
    heading: &Heading,
    title: &str,
    rows: &[(usize, InitiativeIx)],
) -> Drawing {
    let (page, lang) = (Page::A4Portrait, heading.lang);
    let frame = Frame::of(page);
    let (mut drawing, body) = frame.open(page, heading, title, "");
    let size = frame.small;
    let legend = Area { y: body.bottom() - 1.6 * size, h: 1.6 * size, ..body };
    let head = 5.2 * size;
    let names = body.w * 0.42;
    let column = (body.w - names) / palette_columns(ladder.rungs.len());
    let row = ((legend.y - body.y - head - size) / real_count(ROWS)).min(2.2 * size);
    for (at, rung) in ladder.rungs.iter().enumerate() {
        let x = body.x + names + column * real_count(at);
        let name =
            scenarios.get(rung.scenario).map(|scenario| lang.label(&scenario.name)).unwrap_or_default();
        let lost = numbers::points(lang, Points(-rung.price().0), 0);
        let value = format!("{} ({lost})", numbers::points(lang, rung.value, 0));
        let mut y = body.y + size;
        for line in font::wrap(name, size, Weight::Bold, column - 4.0, 2) {
            drawing.text(middle(text(x + column / 2.0, 0.0, line, size, Weight::Bold, INK).centred_on(y)));
            y += 1.3 * size;
        }
        let value = font::shorten(&value, size, Weight::Regular, column - 2.0);
        drawing.text(middle(
            text(x + column / 2.0, 0.0, value, size, Weight::Regular, QUIET).centred_on(body.y + head - size),
        ));
    }
    let (new, kept) = (palette::hue(0), palette::hue(6));
    for (line, &(first, who)) in rows.iter().enumerate() {
        let item = portfolio.initiative(who);
        let y = body.y + head + row * real_count(line);
        if line % 2 == 0 {
            drawing.fill(Area { x: body.x, y, w: body.w, h: row }, palette::SHADE, 0.0);
        }
        let name = format!("{} {}", item.id, lang.label(&item.name));
        let name = font::shorten(&name, size, Weight::Regular, names - 6.0);
        drawing.text(text(body.x + 2.0, 0.0, name, size, Weight::Regular, INK).centred_on(y + row / 2.0));
        for (at, rung) in ladder.rungs.iter().enumerate() {
            let Some(start) = rung.plan.start(who) else { continue };
            let hue = if at == first { new } else { kept };
            let cell = Area {
                x: body.x + names + column * real_count(at) + 1.0,
                y: y + 0.7,
                w: column - 2.0,
                h: row - 1.4,
            };
            drawing.fill(cell, hue.fill, 1.0);
            let year =
                text(cell.x + cell.w / 2.0, 0.0, start.0.to_string(), size, Weight::Medium, hue.on_fill);
            drawing.text(middle(year.centred_on(cell.middle())));
        }
    }
    let entries = [
        (Sign::Fill(new.fill), word(Word::NewCell, lang).to_owned()),
        (Sign::Fill(kept.fill), word(Word::FundedCell, lang).to_owned()),
    ];
    frame::legend(&mut drawing, legend, size, &entries);
    drawing
}

fn middle(label: Text) -> Text {
    Text { anchor: Anchor::Middle, ..label }
}

/// Columns are no wider than a fifth of their room.
fn palette_columns(rungs: usize) -> f64 {
    real_count(rungs.max(4))
}

fn real_count(count: usize) -> f64 {
    crate::units::real(i64::try_from(count).unwrap_or(i64::MAX))
}
