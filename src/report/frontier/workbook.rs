//! The frontier as a workbook: its rows as numbers, and a native chart of the curves with the user's scenarios.

use super::{Row, Shown, rows};
use crate::report::carried;
use crate::report::xlsx::{Area, Cell, Chart, Column, Series, Sheet, workbook};
use crate::words::carried as words;
use crate::words::columns::{Column as Head, heading};
use crate::words::findings::severity;
use crate::words::frontier::{Word, word};

/// The workbook's file name.
pub const FILE: &str = "frontier.xlsx";

/// Columns with the money that a step holds from, and up to.
const FROM: u16 = 2;
const TO: u16 = 3;
/// The column of values.
const VALUE: u16 = 4;

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let sheets: Vec<Sheet> = [Some(sheet(shown)), findings(shown)].into_iter().flatten().collect();
    workbook(shown.lang.label(&shown.case.portfolio.name), shown.lang, &sheets)
}

/// The findings that the run carries; none where there are none.
fn findings(shown: &Shown) -> Option<Sheet> {
    let lang = shown.lang;
    let told = carried::told(shown.case, lang);
    let columns = [(Head::Kind, 18), (Head::Name, 10), (Head::Setting, 90), (Head::Place, 44)];
    let column =
        |(of, width): (Head, u16)| Column { heading: heading(of, lang).to_owned(), width, total: None };
    let text = |text: &str| Cell::Text(text.to_owned());
    let row = |one: &carried::Told| {
        let kind = text(severity(lang, one.severity));
        vec![kind, text(one.code), text(&one.sentence), text(&one.places.join("; "))]
    };
    (!told.is_empty()).then(|| Sheet {
        name: words::sheet(lang).to_owned(),
        title: words::heading(lang).to_owned(),
        remarks: vec![format!("{}.", carried::count(shown.case, lang))],
        columns: columns.map(column).into(),
        rows: told.iter().map(row).collect(),
        ..Sheet::default()
    })
}

/// Its sheet.
#[must_use]
pub fn sheet(shown: &Shown) -> Sheet {
    let lang = shown.lang;
    let decimals = shown.case.portfolio.currency.decimals;
    let all = rows(shown);
    let columns = [
        (Word::Curve, 26),
        (Word::Own, 16),
        (Word::From, 20),
        (Word::To, 20),
        (Word::Value, 16),
        (Word::Bound, 16),
        (Word::Proven, 16),
        (Word::Funded, 10),
        (Word::Extra, 20),
        (Word::Gain, 16),
        (Word::Buys, 80),
    ];
    let column = |(of, width): (Word, u16)| Column { heading: word(of, lang).to_owned(), width, total: None };
    let cells = |row: &Row| {
        let proof = if row.proven { Word::Proven } else { Word::Open };
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut cells = vec![
            text(word(row.curve, lang)),
            row.scenario.as_deref().map_or(Cell::Empty, text),
            Cell::Money(row.from, decimals),
            Cell::Money(row.to, decimals),
            Cell::Points(row.value),
            Cell::Points(row.bound),
            text(word(proof, lang)),
            Cell::Count(row.funded),
        ];
        cells.extend(match &row.extra {
            Some((extra, gain, buys)) => [Cell::Money(*extra, decimals), Cell::Points(*gain), text(buys)],
            None => [Cell::Empty, Cell::Empty, Cell::Empty],
        });
        cells
    };
    let name = word(Word::Curve, lang);
    Sheet {
        name: name.to_owned(),
        title: lang.label(&shown.case.portfolio.name).to_owned(),
        remarks: vec![lang.label(&shown.case.scenarios[shown.frontier.scenario].name).to_owned()],
        columns: columns.map(column).into(),
        rows: all.iter().map(cells).collect(),
        frozen: 2,
        charts: vec![Chart {
            title: format!("{} / {}", word(Word::Value, lang), word(Word::Money, lang)),
            across: word(Word::Money, lang).to_owned(),
            up: word(Word::Value, lang).to_owned(),
            curve: true,
            series: [Word::Profile, Word::Free, Word::Own]
                .iter()
                .filter_map(|&of| series(&all, of, shown))
                .collect(),
        }],
    }
}

/// The rows of one curve, which stand together.
fn series(all: &[Row], of: Word, shown: &Shown) -> Option<Series> {
    let first = all.iter().position(|row| row.curve == of)?;
    let last = all.iter().rposition(|row| row.curve == of)?;
    let (first, last) = (u32::try_from(first).ok()?, u32::try_from(last).ok()?);
    // A scenario stands at the money it has, a step of a curve where it begins.
    let across = if of == Word::Own { TO } else { FROM };
    Some(Series {
        name: word(of, shown.lang).to_owned(),
        across: Area::Column(across, first, last),
        up: Area::Column(VALUE, first, last),
    })
}
