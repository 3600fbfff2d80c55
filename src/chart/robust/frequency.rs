//! Initiative by year: in how many of the draws it starts then. More than [`DETAILED`] candidates are averaged by
//! category.

use super::{Study, centred};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{Frame, Sign, legend, text};
use crate::chart::heatmap::DETAILED;
use crate::chart::palette::{self, INK, QUIET, RULE, SHADE, WHITE};
use crate::chart::roadmap::count;
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Tag, Text};
use crate::study::robust::{Class, Frequency, share};
use crate::units::CategoryIx;
use crate::words::charts;
use crate::words::numbers;
use crate::words::robust::{self as words, Word, word};

const PAGE: Page = Page::A4Portrait;
/// The least and the most height of a row.
const ROWS: (f64, f64) = (6.9, 14.0);

/// A line of the table.
enum Line {
    /// A category.
    Head(CategoryIx),
    /// Id, name, thousandths by year, thousandths at all, class, colour.
    Row(String, String, Vec<u32>, u32, Option<Class>, usize),
}

/// The pages.
#[must_use]
pub fn draw(study: &Study) -> Vec<Drawing> {
    let lines = lines(study);
    let frame = Frame::of(PAGE);
    let (_, room) = open(study, frame, (1, 1));
    let per_page = (1..=lines.len()).take_while(|n| room.h / count(*n) >= ROWS.0).count().max(1);
    let pitch = (room.h / count(per_page.min(lines.len()).max(1))).min(ROWS.1);
    let pages: Vec<&[Line]> = lines.chunks(per_page).collect();
    let parts = pages.len();
    let page = |(at, lines): (usize, &[Line])| {
        let (mut drawing, table) = open(study, frame, (at + 1, parts));
        let columns = Columns::of(study, table, pitch);
        columns.heads(&mut drawing, study, table);
        for (at, line) in lines.iter().enumerate() {
            columns.line(
                &mut drawing,
                study,
                line,
                Area { y: table.y + pitch * count(at), h: pitch, ..table },
            );
        }
        key(&mut drawing, study, frame);
        drawing
    };
    pages.into_iter().enumerate().map(page).collect()
}

fn lines(study: &Study) -> Vec<Line> {
    let portfolio = &study.case.portfolio;
    let all: u32 = study.report.endings[..2].iter().sum();
    let of = |one: &Frequency| {
        let item = portfolio.initiative(one.initiative);
        Line::Row(
            item.id.clone(),
            study.lang.label(&item.name).to_owned(),
            one.by_year.iter().map(|part| share(*part, all)).collect(),
            share(one.funded, all),
            Some(one.class),
            item.category.0,
        )
    };
    let many = portfolio.initiatives.len() > DETAILED;
    let mut lines = Vec::new();
    for at in 0..portfolio.categories.len() {
        let inside = |one: &&Frequency| portfolio.initiative(one.initiative).category == CategoryIx(at);
        let rows: Vec<&Frequency> = study.report.frequencies.iter().filter(inside).collect();
        if rows.is_empty() {
            continue;
        }
        if many {
            let size = u32::try_from(rows.len()).unwrap_or(1).saturating_mul(all);
            let years = usize::from(portfolio.calendar.years);
            let sum = |year: usize| rows.iter().map(|one| one.by_year[year]).sum::<u32>();
            let name = study.lang.label(&portfolio.category(CategoryIx(at)).name);
            let cells = (0..years).map(|year| share(sum(year), size)).collect();
            let funded = rows.iter().map(|one| one.funded).sum();
            lines.push(Line::Row(
                rows.len().to_string(),
                name.to_owned(),
                cells,
                share(funded, size),
                None,
                at,
            ));
        } else {
            lines.push(Line::Head(CategoryIx(at)));
            lines.extend(rows.into_iter().map(of));
        }
    }
    lines
}

fn open(study: &Study, frame: Frame, (part, parts): (usize, usize)) -> (Drawing, Area) {
    let title = words::frequency_title(study.report, study.lang);
    let mut note = words::note(study.settings, study.lang);
    if parts > 1 {
        note = format!("{} · {note}", charts::page_of(study.lang, part, parts));
    }
    let (drawing, body) = frame.open(PAGE, &study.heading(), &title, &note);
    let (above, below) = (2.2 * frame.small, 2.4 * frame.small);
    (drawing, Area { y: body.y + above, h: body.h - above - below, ..body })
}

struct Columns {
    font: f64,
    name: f64,
    name_room: f64,
    cells: f64,
    cell: f64,
    total: f64,
}

impl Columns {
    fn of(study: &Study, table: Area, pitch: f64) -> Self {
        let font = (pitch * 0.85).clamp(6.0, 7.5);
        let portfolio = &study.case.portfolio;
        let ids = portfolio.initiatives.iter().map(|item| font::width(&item.id, font, Weight::Medium));
        let name = table.x + 4.0 + ids.fold(0.0, f64::max).min(table.w * 0.12) + 0.9 * font;
        let years = count(usize::from(portfolio.calendar.years).max(1));
        let total = table.right() - 74.0;
        let cells = (total - 8.0 - (years * 30.0).min(table.w * 0.45)).max(name + 60.0);
        Self { font, name, name_room: cells - name - 6.0, cells, cell: (total - 8.0 - cells) / years, total }
    }

    fn heads(&self, drawing: &mut Drawing, study: &Study, table: Area) {
        let years: Vec<_> = study.case.portfolio.calendar.plan_years().collect();
        // Long plans name every few years only.
        let every = (22.0 / self.cell).ceil().max(1.0);
        let row = Area { y: table.y - 12.0, h: 10.0, ..table };
        for (at, year) in years.iter().enumerate() {
            if count(at) % every < 0.5 {
                let area = Area { x: self.cells + self.cell * count(at), w: self.cell, ..row };
                centred(drawing, text(0.0, 0.0, year.0.to_string(), 7.0, Weight::Medium, INK), area);
            }
        }
        let label = charts::heatmap_word(study.lang, charts::HeatmapWord::Frequency).to_owned();
        drawing.text(text(self.total, 0.0, label, 7.0, Weight::Regular, QUIET).centred_on(row.middle()));
    }

    fn line(&self, drawing: &mut Drawing, study: &Study, line: &Line, area: Area) {
        let (size, middle) = (self.font, area.middle());
        match line {
            Line::Head(category) => {
                let hue = palette::hue(category.0);
                drawing.fill(area, hue.tint, 1.0);
                let name = study.lang.label(&study.case.portfolio.category(*category).name);
                let name = font::shorten(name, size, Weight::Bold, area.w - 8.0);
                drawing.text(text(area.x + 4.0, 0.0, name, size, Weight::Bold, hue.ink).centred_on(middle));
            }
            Line::Row(id, name, cells, funded, class, hue) => {
                let ends =
                    (Point { x: area.x, y: area.bottom() }, Point { x: area.right(), y: area.bottom() });
                drawing.line(ends.0, ends.1, Stroke::plain(RULE, 0.35));
                let shown = font::shorten(id, size, Weight::Medium, self.name - area.x - 4.0 - 0.5 * size);
                drawing.text(text(area.x + 4.0, 0.0, shown, size, Weight::Medium, QUIET).centred_on(middle));
                let shown = font::shorten(name, size, Weight::Regular, self.name_room);
                drawing.text(text(self.name, 0.0, shown, size, Weight::Regular, INK).centred_on(middle));
                for (at, thousandths) in cells.iter().enumerate() {
                    let x = self.cells + self.cell * count(at);
                    let cell = Area { x: x + 0.5, y: area.y + 0.4, w: self.cell - 1.0, h: area.h - 0.8 };
                    self.cell(drawing, study, id, (*thousandths, *hue), cell);
                }
                self.total(drawing, study, (*funded, *class, *hue), area);
            }
        }
    }

    fn cell(&self, drawing: &mut Drawing, study: &Study, id: &str, (often, hue): (u32, usize), area: Area) {
        // The palest shade that is seen begins at 12 %.
        let fill = if often == 0 {
            SHADE
        } else {
            palette::mix(WHITE, palette::hue(hue).fill, 12 + often * 88 / 1000)
        };
        let words = words::percent(study.lang, often);
        let tip = format!("{id} · {words}");
        drawing.tagged(area, fill, 1.0, Some(Tag { key: id.to_owned(), tip }));
        let percent = (often + 5) / 10;
        if percent > 0 && self.cell > 11.0 {
            let label = numbers::count(study.lang, percent as usize);
            centred(
                drawing,
                text(0.0, 0.0, label, self.font, Weight::Medium, palette::legible_on(fill)),
                area,
            );
        }
    }

    fn total(
        &self,
        drawing: &mut Drawing,
        study: &Study,
        (often, class, hue): (u32, Option<Class>, usize),
        area: Area,
    ) {
        let label = words::percent(study.lang, (often + 5) / 10 * 10);
        let weight = if class == Some(Class::Core) { Weight::Bold } else { Weight::Regular };
        let label = text(area.right() - 2.0, 0.0, label, self.font, weight, INK);
        drawing.text(Text { anchor: Anchor::End, ..label }.centred_on(area.middle()));
        let gauge = Area { x: self.total, y: area.middle() - area.h * 0.17, w: 42.0, h: area.h * 0.34 };
        drawing.fill(gauge, palette::TRACK, gauge.h / 2.0);
        let filled = Area { w: gauge.w * f64::from(often) / 1000.0, ..gauge };
        drawing.fill(filled, palette::hue(hue).fill, gauge.h / 2.0);
    }
}

fn key(drawing: &mut Drawing, study: &Study, frame: Frame) {
    let (width, height) = PAGE.size();
    let area = Area {
        x: frame.margin,
        y: height - frame.margin - 1.4 * frame.small,
        w: width - 2.0 * frame.margin,
        h: 1.4 * frame.small,
    };
    let entries = [
        (Sign::Fill(palette::hue(0).fill), word(Word::StartsIn, study.lang).to_owned()),
        (Sign::Fill(SHADE), word(Word::NotFunded, study.lang).to_owned()),
    ];
    legend(drawing, area, frame.small, &entries);
}
