//! Shapes of real tables: titles above the heading, headings of several rows, totals and notes among the rows.
//!
//! Everything here only recognises; `table` says it and decides what is read. Nothing is recognised by one table's words:
//! a heading is where the known columns stand, a total repeats sums or calls itself one.

use super::columns::Known;
use super::currency;
use super::number::{Decimal, Marks};
use super::text::Cells;

/// How many rows are searched for the heading.
const SEARCHED: usize = 30;
/// Words a total row calls itself, in lower case, alone or followed by more.
const TOTALS: [&str; 10] = [
    "sub jumlah",
    "subjumlah",
    "total",
    "jumlah",
    "subtotal",
    "sub total",
    "sub-total",
    "grand total",
    "sum",
    "totals",
];
/// Errors a spreadsheet writes into a cell.
const ERRORS: [&str; 12] = [
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
];

/// Whether a text is an error of a spreadsheet, such as `#REF!`.
#[must_use]
pub fn is_error(text: &str) -> bool {
    ERRORS.contains(&text.trim())
}

/// The separator that a first line `sep=;` names, and where the line ends. Spreadsheets write and honour such a line.
#[must_use]
pub fn directive(text: &str) -> Option<(u8, usize)> {
    let line = text.lines().next()?;
    let named = line.trim().trim_matches('"');
    let sign =
        named.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).and_then(|_| named.get(4..))?;
    match sign.as_bytes() {
        [sign @ (b';' | b',' | b'\t' | b'|')] => Some((*sign, line.len())),
        [] if line.trim_end_matches('"').ends_with('\t') => Some((b'\t', line.len())),
        _ => None,
    }
}

/// The row with the names of the columns: the first one, unless it names fewer than two and a later one names the key
/// column and another.
#[must_use]
pub fn heading(rows: &[Cells], known: &[Known]) -> usize {
    let named = |row: &Cells| {
        let columns = known.iter().filter(|column| row.iter().any(|cell| column.matches(cell)));
        columns.fold((0, false), |(count, key), column| (count + 1, key || column.key))
    };
    let first = rows.first().map_or((0, false), &named);
    if first.0 >= 2 || !known.iter().any(|column| column.key) {
        return 0;
    }
    let later = rows.iter().enumerate().take(SEARCHED).skip(1);
    let mut found = later.filter(|(_, row)| matches!(named(row), (2.., true)));
    found.next().map_or(0, |(at, _)| at)
}

/// How many rows below the heading go on with it: words without a key, under columns that have no name or none we know.
#[must_use]
pub fn sub_headings(rows: &[Cells], key: Option<usize>, is_known: impl Fn(usize) -> bool) -> usize {
    let goes_on = |row: &&Cells| {
        let filled: Vec<(usize, &str)> =
            row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).collect();
        let is_word = |cell: &str| {
            let year = cell.trim().len() == 4;
            year || currency::read(cell, Marks::Point, Marks::Point, currency::NONE).is_err()
        };
        filled.iter().all(|(at, cell)| Some(*at) != key && is_word(cell))
            && filled.iter().filter(|(at, _)| !is_known(*at)).count() * 2 > filled.len()
    };
    if key.is_none() { 0 } else { rows.iter().take(3).take_while(goes_on).count() }
}

/// What a row is, besides one that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// A row that calls itself a total.
    Total,
    /// A row that repeats the sums of the rows above in two columns or more, but has an id of its own.
    Repeats,
    /// The heading once more.
    Heading,
    /// A note in one cell.
    Note,
    /// The numbers of the columns, 1, 2, 3, ...
    Numbering,
}

/// What the rows are that are none, by position. `key` is the column that says which row it is, `numbers` are those that
/// hold figures.
#[must_use]
pub fn asides(
    rows: &[Cells],
    header: &[String],
    key: usize,
    numbers: &[usize],
    marks: Marks,
    sign: &str,
) -> Vec<(usize, Aside)> {
    let currency = currency::Currency { sign, decimals: 0 };
    let mut sums = vec![Sum::default(); numbers.len()];
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let figure = |&column: &usize| {
            let read = currency::read(row.get(column).unwrap_or(""), marks, marks, currency);
            read.ok().map(|amount| amount.number).filter(|number| !number.is_zero())
        };
        let figures: Vec<Option<Decimal>> = numbers.iter().map(figure).collect();
        let without_key = row.get(key).is_none_or(|cell| cell.trim().is_empty());
        let said = if at == 0 && is_numbering(row) {
            Some(Aside::Numbering)
        } else {
            aside(row, header, key, at > 0)
        };
        match said.or_else(|| repeats(&figures, &sums, without_key).filter(|_| at >= 3)) {
            Some(Aside::Repeats) if row.iter().any(calls_itself_total) => found.push((at, Aside::Total)),
            Some(aside) => found.push((at, aside)),
            None => figures.iter().zip(&mut sums).for_each(|(figure, sum)| sum.add(*figure)),
        }
    }
    found
}

/// A sum in the making.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    count: usize,
    /// None once it is too large.
    sum: Option<Decimal>,
}

impl Sum {
    fn add(&mut self, figure: Option<Decimal>) {
        let Some(figure) = figure else { return };
        self.sum = match self.count {
            0 => Some(figure),
            _ => self.sum.and_then(|sum| Decimal::sum(&[sum, figure])),
        };
        self.count += 1;
    }
}

/// Whether the figures of a row are the sums of those above: every one of them, and in columns that differ.
fn repeats(figures: &[Option<Decimal>], sums: &[Sum], without_key: bool) -> Option<Aside> {
    let pairs: Vec<(Decimal, &Sum)> =
        figures.iter().zip(sums).filter_map(|(figure, sum)| Some(((*figure)?, sum))).collect();
    let all = pairs.iter().all(|(figure, sum)| sum.count > 1 && sum.sum == Some(*figure));
    let differ = pairs.first().is_some_and(|(_, first)| pairs.iter().any(|(_, sum)| sum != first));
    (all && differ).then_some(if without_key { Aside::Total } else { Aside::Repeats })
}

/// Whether the cells of a row are 1, 2, 3, ..., also in brackets, as forms number their columns.
fn is_numbering(row: &Cells) -> bool {
    let filled = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let numbers: Vec<Option<usize>> = filled.map(|cell| cell.trim_matches(['(', ')']).parse().ok()).collect();
    numbers.len() >= 3 && numbers.iter().zip(1..).all(|(number, wanted)| *number == Some(wanted))
}

/// Whether a text is a word for a total.
fn calls_itself_total(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    TOTALS
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether a row has one cell, and that holds words.
#[must_use]
pub fn is_note_alone(row: &Cells) -> bool {
    row.len() == 1 && row.get(0).is_some_and(is_words)
}

/// Whether a text is a note rather than an id.
fn is_words(text: &str) -> bool {
    let text = text.trim();
    text.contains(' ') || text.starts_with('*') || text.ends_with(':')
}

/// What a row says of itself.
fn aside(row: &Cells, header: &[String], key: usize, below: bool) -> Option<Aside> {
    let mut filled = row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let (first_at, first) = filled.next()?;
    let alone = filled.next().is_none();
    let own = row.get(key).map_or("", str::trim);
    let lower = first.trim().trim_start_matches('#').trim().to_lowercase();
    let calls_itself = TOTALS.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty() || (own.is_empty() || first_at == key) && rest.starts_with([' ', ':', '.'])
        })
    });
    if calls_itself && (own.is_empty() || first_at == key) {
        return Some(Aside::Total);
    }
    let repeats = row.iter().zip(header).all(|(cell, name)| cell.trim().eq_ignore_ascii_case(name));
    if repeats && !alone {
        return Some(Aside::Heading);
    }
    let is_note = first_at != key || is_words(first);
    (alone && below && is_note && header.len() > 2).then_some(Aside::Note)
}
