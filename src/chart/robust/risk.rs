//! How often limits are passed in each year: the base plan, the plan with the least largest regret, the safe plan.

use super::{Study, centred};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{Frame, Sign, legend, text};
use crate::chart::palette::{self, INK, QUIET, RULE};
use crate::chart::roadmap::count;
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Text};
use crate::study::robust::share;
use crate::words::robust::{self as words, Word, word};

const PAGE: Page = Page::A4Landscape;

/// The page; none where there is no plan.
#[must_use]
pub fn draw(study: &Study) -> Vec<Drawing> {
    let report = study.report;
    let mut shown: Vec<usize> = Vec::new();
    for at in [Some(0), report.minimax, report.safe].into_iter().flatten() {
        if at < report.candidates.len() && !shown.contains(&at) {
            shown.push(at);
        }
    }
    if shown.is_empty() {
        return Vec::new();
    }
    let (lang, frame) = (study.lang, Frame::of(PAGE));
    let title = words::risk_title(report, lang);
    let note = format!("{} · {}", words::note(study.settings, lang), word(Word::OverRisk, lang));
    let (mut drawing, body) = frame.open(PAGE, &study.heading(), &title, &note);
    let entries: Vec<(Sign, String)> = shown
        .iter()
        .enumerate()
        .map(|(hue, &at)| {
            let candidate = &report.candidates[at];
            let name = words::risk_name(study.case, study.settings, report, at, lang);
            let within = words::percent(lang, share(candidate.risk.within, candidate.risk.draws));
            (Sign::Fill(palette::hue(hue).fill), words::always_within(&name, &within, lang))
        })
        .collect();
    let taken = legend(&mut drawing, Area { y: body.y + 2.0, ..body }, frame.small, &entries);
    let plot =
        Area { x: body.x + 34.0, y: body.y + taken + 16.0, w: body.w - 34.0, h: body.h - taken - 40.0 };
    for step in 0..=4_u32 {
        let y = plot.bottom() - plot.h * f64::from(step) / 4.0;
        drawing.line(Point { x: plot.x, y }, Point { x: plot.right(), y }, Stroke::plain(RULE, 0.6));
        let label = text(plot.x - 5.0, 0.0, words::percent(lang, step * 250), 8.0, Weight::Regular, QUIET);
        drawing.text(Text { anchor: Anchor::End, ..label.centred_on(y) });
    }
    let calendar = &study.case.portfolio.calendar;
    let mut names: Vec<String> = calendar.plan_years().map(|year| year.0.to_string()).collect();
    names.push(word(Word::After, lang).to_owned());
    let room = plot.w / count(names.len());
    let wide = (room * 0.72 / count(shown.len())).min(46.0);
    for (at, name) in names.iter().enumerate() {
        let column = Area { x: plot.x + room * count(at), y: plot.bottom() + 6.0, w: room, h: 12.0 };
        let name = font::shorten(name, 8.5, Weight::Medium, room);
        centred(&mut drawing, text(0.0, 0.0, name, 8.5, Weight::Medium, INK), column);
        let left = column.x + (room - wide * count(shown.len())) / 2.0;
        for (hue, &candidate) in shown.iter().enumerate() {
            let risk = &report.candidates[candidate].risk;
            let often = share(risk.over.get(at).copied().unwrap_or(0), risk.draws);
            let h = plot.h * f64::from(often) / 1000.0;
            let bar = Area { x: left + wide * count(hue) + 1.0, y: plot.bottom() - h, w: wide - 2.0, h };
            drawing.fill(bar, palette::hue(hue).fill, 1.0);
            if wide > 18.0 {
                let label = words::percent(lang, (often + 5) / 10 * 10);
                let above = Area { y: bar.y - 11.0, h: 10.0, ..bar };
                centred(&mut drawing, text(0.0, 0.0, label, 7.5, Weight::Medium, INK), above);
            }
        }
    }
    vec![drawing]
}
