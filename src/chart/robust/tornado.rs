//! What moves the plan: for each number moved alone to its low and high decile, how many starts change and what planning
//! again gains.

use super::{Study, centred};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{Frame, Sign, legend, text};
use crate::chart::palette::{self, INK, QUIET, RULE};
use crate::chart::roadmap::count;
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Text};
use crate::study::robust::{End, Space, Surveyed};
use crate::words::robust::{self as words, Word, word};

const PAGE: Page = Page::A4Landscape;

/// The page; none where nothing was moved.
#[must_use]
pub fn draw(study: &Study) -> Vec<Drawing> {
    let survey = &study.report.survey;
    if survey.is_empty() {
        return Vec::new();
    }
    let rows: Vec<&Surveyed> = survey.iter().filter(|row| row.moves()).collect();
    let (lang, frame) = (study.lang, Frame::of(PAGE));
    let title = words::tornado_title(study.case, study.settings, study.report, lang);
    let (mut drawing, body) = frame.open(PAGE, &study.heading(), &title, &words::note(study.settings, lang));
    // What moves nothing is counted here and listed in the table.
    let still = survey.len() - rows.len();
    let rest = words::tornado_rest(still, study.report.inputs.saturating_sub(survey.len()), lang);
    let note = text(body.x, body.bottom() - 2.0, rest, frame.small, Weight::Regular, QUIET);
    if rows.is_empty() {
        drawing.text(Text { at: Point { x: body.x, y: body.y + 20.0 }, ..note });
        return vec![drawing];
    }
    let body = Area { h: body.h - 16.0, ..body };
    let entries = [
        (
            Sign::Fill(palette::hue(0).fill),
            format!("{} {}", word(Word::Legend, lang), word(Word::AtLow, lang)),
        ),
        (
            Sign::Fill(palette::hue(1).fill),
            format!("{} {}", word(Word::Legend, lang), word(Word::AtHigh, lang)),
        ),
    ];
    let below = legend(&mut drawing, Area { y: body.y + 2.0, ..body }, frame.small, &entries);
    let top = body.y + below + 22.0;
    let pitch = ((body.bottom() - top) / count(rows.len())).min(30.0);
    let space = Space::of(study.case, study.settings.scenario, study.settings.seed);
    let size = (pitch * 0.42).clamp(6.5, 9.0);
    // Name, low number, bars either side of the axis, high number, gain.
    let (names, ends, gains) = (body.w * 0.24, body.w * 0.09, body.w * 0.16);
    let axis = body.x + names + ends + (body.w - names - 2.0 * ends - gains) / 2.0;
    let half = (body.w - names - 2.0 * ends - gains) / 2.0 - 16.0;
    let most =
        rows.iter().flat_map(|row| row.ends.iter().flatten()).map(|end| end.changed).max().unwrap_or(0);
    let wide = |end: &End| half * count(end.changed) / count(most.max(1));
    let head = words::gain_head(lang).to_owned();
    let gain = text(body.right() - 2.0, top - 9.0, head, 7.0, Weight::Regular, QUIET);
    drawing.text(Text { anchor: Anchor::End, ..gain });
    let bottom = top + pitch * count(rows.len());
    drawing.text(Text { at: Point { x: body.x, y: bottom + 16.0 }, ..note });
    drawing.line(Point { x: axis, y: top - 4.0 }, Point { x: axis, y: bottom }, Stroke::plain(INK, 0.6));
    for (at, row) in rows.iter().enumerate() {
        let area = Area { y: top + pitch * count(at), h: pitch, ..body };
        let rule = Stroke::plain(RULE, 0.4);
        drawing.line(
            Point { x: area.x, y: area.bottom() },
            Point { x: area.right(), y: area.bottom() },
            rule,
        );
        let of = space.inputs[row.moved.input];
        let name = words::input_named(study.case, of, lang);
        let name = font::shorten(&name, size, Weight::Medium, names - 4.0);
        drawing.text(text(area.x, 0.0, name, size, Weight::Medium, INK).centred_on(area.middle()));
        for (side, end) in row.ends.iter().enumerate() {
            let number = words::drawn(study.case, of, row.moved.ends[side], lang);
            let x = if side == 0 { axis - half - 20.0 } else { axis + half + 20.0 };
            let anchor = if side == 0 { Anchor::End } else { Anchor::Start };
            let label = text(x, 0.0, number, size * 0.9, Weight::Regular, QUIET).centred_on(area.middle());
            drawing.text(Text { anchor, ..label });
            let Some(end) = end else { continue };
            let w = wide(end);
            let x = if side == 0 { axis - w } else { axis };
            let bar = Area { x, y: area.y + pitch * 0.2, w, h: pitch * 0.6 };
            drawing.fill(bar, palette::hue(side).fill, 1.0);
            let beside = if side == 0 { x - 14.0 } else { x + w };
            let label = end.changed.to_string();
            let label = text(0.0, 0.0, label, size, Weight::Medium, INK);
            centred(&mut drawing, label, Area { x: beside, w: 14.0, ..area });
        }
        let told = words::value(study.case, study.settings, words::gain(row), lang);
        let label = text(area.right() - 2.0, 0.0, told, size, Weight::Bold, INK).centred_on(area.middle());
        drawing.text(Text { anchor: Anchor::End, ..label });
    }
    vec![drawing]
}
