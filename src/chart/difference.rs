//! Two plans, one above the other: what falls off, what is delayed, brought forward or added, and what it saves.
//!
//! Every initiative that differs has one row: its old years as a pale bar with an edge, its new ones filled below.

use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, ALERT, ARROW, Color, GOOD, INK, QUIET, RULE, SHADE};
use super::roadmap::count;
use super::shape::{Anchor, Area, Drawing, Page, Point, Shape, Stroke, Tag, Text};
use super::{Chart, ChartInput};
use crate::explain::{Change, Move, compare};
use crate::plan::{Ledger, cost_within, standing};
use crate::portfolio::Label;
use crate::scenario::Scope;
use crate::units::{InitiativeIx, Money, Points, Year};
use crate::words::comparison::{self, Group};
use crate::words::study_charts::{self as words, StudyWord, word};
use crate::words::{charts, numbers};

/// What the chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The case.
    pub heading: Heading,
    /// Names of both plans.
    pub names: (Label, Label),
    /// Groups with at least one change, the losses first.
    pub groups: Vec<(Group, Vec<Row>)>,
    /// Spending of the second minus that of the first, by plan year.
    pub spending: Vec<Money>,
    /// Value of the second minus that of the first.
    pub value: Points,
}

/// One initiative that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Label,
    /// Its agency's id.
    pub agency: String,
    /// First and last execution year before, and after.
    pub spans: [Option<(Year, Year)>; 2],
    /// What it costs more within the plan.
    pub cost: Money,
}

/// The difference of two plans of one case, on as many pages as it needs.
#[must_use]
pub fn of_plans(first: &ChartInput, second: &ChartInput) -> Vec<Chart> {
    Chart::pages("difference", false, &draw(&View::of(first, second)))
}

impl View {
    /// What differs from the first plan to the second.
    #[must_use]
    pub fn of(first: &ChartInput, second: &ChartInput) -> Self {
        let portfolio = first.portfolio;
        let changes = compare(first.plan, second.plan);
        let cost = |ix: InitiativeIx, start: Option<Year>| -> Money {
            start.map_or(Money::ZERO, |start| cost_within(portfolio, ix, start))
        };
        let row = |change: &Change| {
            let item = portfolio.initiative(change.initiative);
            let (from, to) = match change.how {
                Move::Added(to) => (None, Some(to)),
                Move::Dropped(from) => (Some(from), None),
                Move::Moved { from, to } => (Some(from), Some(to)),
            };
            let span = |start: Year| (start, start.plus(i32::from(item.duration) - 1));
            Row {
                id: item.id.clone(),
                name: item.name.clone(),
                agency: portfolio.agency(item.agency).id.clone(),
                spans: [from.map(span), to.map(span)],
                cost: cost(change.initiative, to) - cost(change.initiative, from),
            }
        };
        let of_group = |group: Group| {
            let changes = changes.iter().filter(|change| Group::of(change) == group);
            (group, changes.map(row).collect::<Vec<_>>())
        };
        let ledgers = [first, second].map(|input| Ledger::of(portfolio, input.scenario, input.plan));
        let spent = |at: usize, year: Year| ledgers[at].spent(&Scope::total(), year);
        let value = |input: &ChartInput| standing::value(portfolio, input.scenario, input.plan);
        Self {
            heading: Heading { scenario: None, proof: None, ..Heading::of(second) },
            names: (first.scenario.name.clone(), second.scenario.name.clone()),
            groups: Group::ALL.map(of_group).into_iter().filter(|(_, rows)| !rows.is_empty()).collect(),
            spending: portfolio.calendar.plan_years().map(|year| spent(1, year) - spent(0, year)).collect(),
            value: value(second) - value(first),
        }
    }

    fn counts(&self) -> [usize; 4] {
        Group::ALL.map(|group| {
            self.groups.iter().find(|(held, _)| *held == group).map_or(0, |(_, rows)| rows.len())
        })
    }
}

/// A line of the table.
enum Line<'a> {
    Head(Group, usize),
    Row(Group, &'a Row),
}

const PAGE: Page = Page::A4Landscape;
/// The least and greatest height of a row.
const PITCH: (f64, f64) = (11.5, 20.0);

/// The pages.
#[must_use]
pub fn draw(view: &View) -> Vec<Drawing> {
    let of_group = |(group, rows): &'_ (Group, Vec<Row>)| (*group, rows.len());
    let lines: Vec<Line> = view
        .groups
        .iter()
        .flat_map(|group| {
            let (kind, many) = of_group(group);
            let rows = group.1.iter().map(move |row| Line::Row(kind, row));
            std::iter::once(Line::Head(kind, many)).chain(rows)
        })
        .collect();
    let (_, table) = open(view, (1, 1));
    let per_page = (1..=lines.len()).take_while(|n| PITCH.0 * count(*n) <= table.h).count().max(1);
    let pages: Vec<&[Line]> = if lines.is_empty() { vec![&[]] } else { lines.chunks(per_page).collect() };
    let pitch = (table.h / count(per_page.min(lines.len()).max(1))).clamp(PITCH.0, PITCH.1);
    let parts = pages.len();
    pages.iter().enumerate().map(|(at, lines)| paint(view, lines, pitch, (at + 1, parts))).collect()
}

fn open(view: &View, (part, parts): (usize, usize)) -> (Drawing, Area) {
    let lang = view.heading.lang;
    let spending = view.spending.iter().copied().sum();
    let title = words::difference_title(lang, &view.heading.currency, view.counts(), spending, view.value);
    let mut note = words::from_to(lang, &view.names.0, &view.names.1);
    if parts > 1 {
        note = format!("{note} · {}", charts::page_of(lang, part, parts));
    }
    let frame = Frame::of(PAGE);
    let (drawing, body) = frame.open(PAGE, &view.heading, &title, &note);
    let (above, below) = (1.9 * frame.small, 4.6 * frame.small);
    (drawing, Area { y: body.y + above, h: body.h - above - below, ..body })
}

/// Where the columns stand.
struct Columns {
    id: f64,
    name: (f64, f64),
    agency: (f64, f64),
    years: Area,
    cost: f64,
    first: Year,
    step: f64,
}

impl Columns {
    fn of(view: &View, table: Area) -> Self {
        let years = &view.heading.years;
        let cost = table.w * 0.085;
        let left = table.w * 0.40;
        let area = Area { x: table.x + left, w: table.w - left - cost, ..table };
        Self {
            id: table.x,
            name: (table.x + table.w * 0.05, table.w * 0.225),
            agency: (table.x + table.w * 0.285, table.w * 0.11),
            years: area,
            cost: table.right(),
            first: years.first().copied().unwrap_or_default(),
            step: area.w / count(years.len().max(1)),
        }
    }

    fn border(&self, year: Year) -> f64 {
        let years = f64::from(year.since(self.first));
        (self.years.x + years * self.step).clamp(self.years.x, self.years.right())
    }

    fn span(&self, (start, end): (Year, Year)) -> (f64, f64) {
        let (left, right) = (self.border(start) + 3.0, self.border(end.plus(1)) - 3.0);
        (left, right.max(left + 3.0).min(self.years.right().max(left + 3.0)))
    }
}

fn color(group: Group) -> Color {
    match group {
        Group::Dropped => ALERT,
        Group::Delayed => palette::hue(1).fill,
        Group::Forward => palette::hue(0).fill,
        Group::Added => GOOD,
    }
}

fn paint(view: &View, lines: &[Line], pitch: f64, part: (usize, usize)) -> Drawing {
    let lang = view.heading.lang;
    let (mut drawing, table) = open(view, part);
    let frame = Frame::of(PAGE);
    let columns = Columns::of(view, table);
    let size = (pitch * 0.62).min(frame.small);
    let bottom = table.y + pitch * count(lines.len());
    years(&mut drawing, view, &columns, bottom, frame.small);
    if lines.is_empty() {
        let words = word(lang, StudyWord::Same).to_owned();
        drawing.text(text(table.x, table.y + 24.0, words, frame.small * 1.3, Weight::Regular, INK));
    }
    for (at, line) in lines.iter().enumerate() {
        let area = Area { y: table.y + pitch * count(at), h: pitch, ..table };
        match line {
            Line::Head(group, many) => {
                let words = comparison::group(*group, *many, lang);
                let ink = palette::mix(color(*group), INK, 25);
                drawing.text(text(area.x, 0.0, words, size, Weight::Bold, ink).centred_on(area.middle()));
                let (x, y) = (area.right(), area.bottom());
                drawing.line(Point { x: area.x, y }, Point { x, y }, Stroke::plain(RULE, 0.6));
            }
            Line::Row(group, row) => draw_row(&mut drawing, view, &columns, (*group, row), area, size),
        }
    }
    foot(&mut drawing, view, &columns, bottom, &frame);
    drawing
}

fn years(drawing: &mut Drawing, view: &View, columns: &Columns, bottom: f64, size: f64) {
    let lang = view.heading.lang;
    for (at, &year) in view.heading.years.iter().enumerate() {
        let (x, right) = (columns.border(year), columns.border(year.plus(1)));
        if at % 2 == 0 {
            let area = Area { x, y: columns.years.y - 1.9 * size, w: right - x, h: 0.0 };
            drawing.fill(Area { h: bottom - area.y, ..area }, SHADE, 0.0);
        }
        let names = numbers::year_forms(lang, year);
        let fits = |name: &&String| font::width(name, size, Weight::Bold) <= right - x - 3.0;
        let name = names.iter().find(fits).cloned().unwrap_or_default();
        let label =
            text(f64::midpoint(x, right), columns.years.y - 0.7 * size, name, size, Weight::Bold, INK);
        drawing.text(Text { anchor: Anchor::Middle, ..label });
    }
    let label = word(lang, StudyWord::Cost).to_owned();
    let label = text(columns.cost, columns.years.y - 0.7 * size, label, size * 0.9, Weight::Medium, QUIET);
    drawing.text(Text { anchor: Anchor::End, ..label });
}

fn draw_row(
    drawing: &mut Drawing,
    view: &View,
    columns: &Columns,
    (group, row): (Group, &Row),
    area: Area,
    size: f64,
) {
    let (lang, middle) = (view.heading.lang, area.middle());
    let mut put = |x: f64, room: f64, words: &str, weight, ink| {
        let words = font::shorten(words, size, weight, room);
        drawing.text(text(x, 0.0, words, size, weight, ink).centred_on(middle));
    };
    put(columns.id, columns.name.0 - columns.id - 4.0, &row.id, Weight::Medium, QUIET);
    put(columns.name.0, columns.name.1, lang.label(&row.name), Weight::Regular, INK);
    put(columns.agency.0, columns.agency.1, &row.agency, Weight::Regular, QUIET);
    let (h, gap) = (area.h * 0.3, area.h * 0.06);
    let tag = |words: StudyWord, (start, end): (Year, Year)| Tag {
        key: row.id.clone(),
        tip: format!("{} {}: {}", row.id, word(lang, words), charts::year_span(lang, start, end)),
    };
    if let Some(span) = row.spans[0] {
        let (left, right) = columns.span(span);
        let y = middle - gap / 2.0 - h;
        drawing.tagged(
            Area { x: left, y, w: right - left, h },
            palette::HATCH,
            1.0,
            Some(tag(StudyWord::Before, span)),
        );
        if row.spans[1].is_none() {
            // Struck through: it is gone.
            let line = Stroke::plain(ALERT, 1.3);
            let y = y + h / 2.0;
            drawing.line(Point { x: left - 2.0, y }, Point { x: right + 2.0, y }, line);
        }
    }
    if let Some(span) = row.spans[1] {
        let (left, right) = columns.span(span);
        let y = middle + gap / 2.0;
        drawing.tagged(
            Area { x: left, y, w: right - left, h },
            color(group),
            1.0,
            Some(tag(StudyWord::After, span)),
        );
        if let Some((old, _)) = row.spans[0].map(|span| columns.span(span))
            && (old - left).abs() > 1.0
        {
            let y = y + h / 2.0;
            let from = if old < left { (old, left - 0.8) } else { (old, right + 0.8) };
            if (from.0 - from.1).abs() > 4.0 {
                let points = vec![Point { x: from.0, y }, Point { x: from.1, y }];
                let stroke = Stroke::plain(ARROW, 0.7);
                drawing.shapes.push(Shape::Line { points, stroke, arrow: true, tag: None });
            }
        }
    }
    if row.cost != Money::ZERO {
        let words = numbers::money_short(lang, &view.heading.currency, row.cost);
        let words = comparison::signed(words, row.cost > Money::ZERO);
        let label = text(columns.cost, 0.0, words, size, Weight::Medium, INK).centred_on(middle);
        drawing.text(Text { anchor: Anchor::End, ..label });
    }
}

/// What every year spends more or less, and the legend.
fn foot(drawing: &mut Drawing, view: &View, columns: &Columns, bottom: f64, frame: &Frame) {
    let (lang, size) = (view.heading.lang, frame.small);
    let y = bottom + 1.3 * size;
    let line = Stroke::plain(QUIET, 0.7);
    drawing.line(Point { x: columns.id, y: bottom + 2.0 }, Point { x: columns.cost, y: bottom + 2.0 }, line);
    let words = word(lang, StudyWord::YearlyDifference).to_owned();
    drawing.text(text(columns.id, 0.0, words, size, Weight::Medium, INK).centred_on(y));
    let amount = |amount: Money| {
        comparison::signed(numbers::money_short(lang, &view.heading.currency, amount), amount > Money::ZERO)
    };
    for (&year, &more) in view.heading.years.iter().zip(&view.spending) {
        let (x, right) = (columns.border(year), columns.border(year.plus(1)));
        let words = amount(more);
        if font::width(&words, size, Weight::Bold) <= right - x {
            let label = text(f64::midpoint(x, right), 0.0, words, size, Weight::Bold, INK).centred_on(y);
            drawing.text(Text { anchor: Anchor::Middle, ..label });
        }
    }
    let sum = amount(view.spending.iter().copied().sum());
    let label = text(columns.cost, 0.0, sum, size, Weight::Bold, INK).centred_on(y);
    drawing.text(Text { anchor: Anchor::End, ..label });
    let (width, height) = PAGE.size();
    let w = width - 2.0 * frame.margin;
    let legend = Area { x: frame.margin, y: height - frame.margin - 1.5 * size, w, h: 1.5 * size };
    let mut entries = vec![(Sign::Fill(palette::HATCH), word(lang, StudyWord::Before).to_owned())];
    for (group, rows) in &view.groups {
        let sign = match group {
            Group::Dropped => Sign::Line(Stroke::plain(ALERT, 1.3)),
            _ => Sign::Fill(color(*group)),
        };
        let words = comparison::group(*group, rows.len(), lang);
        let after = if *group == Group::Dropped {
            String::new()
        } else {
            format!(" ({})", word(lang, StudyWord::After))
        };
        let words = words.split(" (").next().unwrap_or_default().to_lowercase();
        entries.push((sign, format!("{words}{after}")));
    }
    frame::legend(drawing, legend, size, &entries);
}
