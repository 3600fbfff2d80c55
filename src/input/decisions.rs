//! `decisions.csv`: who decided what, when and on what basis, each entry holding the hash of the one before.
//!
//! `hash = SHA-256(number \n date \n actor \n action \n scenario \n subject \n value \n basis \n previous)`, of the texts as
//! they read, so that another separator or quoting changes nothing and another word does. [`read`] checks the chain,
//! [`appended`] adds an entry to the text of the file.

use sha2::{Digest, Sha256};
use time::{Date, Duration, Month, Time};

use super::cell::guarded;
use super::columns::{Known, Others};
use super::gather::Gather;
use super::hexadecimal;
use super::table::Table;
use super::text::separator_of;
use super::values;
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::scenario::{Action, Decision};
use crate::signs;

/// The file's name.
pub const FILE: &str = "decisions.csv";

/// What the first entry holds in the place of a hash.
const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The columns, in the order in which they are hashed; the last is the hash itself.
const COLUMNS: [&str; 10] =
    ["number", "date", "actor", "action", "scenario", "subject", "value", "basis", "previous", "hash"];

/// Reads every entry; nothing without the file.
pub fn read(g: &mut Gather, bytes: Option<&[u8]>) -> Vec<Decision> {
    let Some(bytes) = bytes else { return Vec::new() };
    let table = Table::read(g, FILE, bytes, &COLUMNS.map(Known::text), Others::Warn);
    if !table.need_all(g, &COLUMNS) {
        return Vec::new();
    }
    let mut found: Vec<Decision> = Vec::new();
    for row in 0..table.len() {
        let Some(entry) = of_row(g, &table, row, found.len() + 1) else { continue };
        let before = found.last().map_or(START, |before| before.hash.as_str());
        let cell = |column: &str| table.cell(row, column);
        if entry.previous != before
            && let Some(cell) = cell("previous")
        {
            g.at(Finding::BrokenLink { number: entry.number }, &cell);
        } else if entry.hash != sum(&entry)
            && let Some(cell) = cell("hash")
        {
            g.at(Finding::ChangedEntry { number: entry.number }, &cell);
        }
        if found.last().is_some_and(|before| is_before(&entry.date, &before.date))
            && let Some(cell) = cell("date")
        {
            g.at(Finding::DatedBack { number: entry.number }, &cell);
        }
        found.push(cleaned(g, &table, row, entry));
    }
    found
}

/// The entries of a log, whatever is wrong with it.
#[must_use]
pub fn logged(bytes: &[u8]) -> Vec<Decision> {
    read(&mut Gather::new(), Some(bytes))
}

/// The entry as it is shown: hidden signs are part of what its hash is of, and of nothing else.
fn cleaned(g: &mut Gather, table: &Table, row: usize, mut entry: Decision) -> Decision {
    let texts = [
        ("actor", &mut entry.actor),
        ("scenario", &mut entry.scenario),
        ("subject", &mut entry.subject),
        ("value", &mut entry.value),
        ("basis", &mut entry.basis),
    ];
    for (column, text) in texts {
        let Some((clean, first)) = signs::cleaned(text) else { continue };
        *text = clean;
        if let (Some(sign), Some(cell)) = (first, table.cell(row, column)) {
            g.at(Finding::HiddenSign { sign }, &cell);
        }
    }
    entry
}

fn of_row(g: &mut Gather, table: &Table, row: usize, number: usize) -> Option<Decision> {
    for column in ["date", "actor", "action", "basis"] {
        let cell = table.cell(row, column)?;
        if cell.text.is_empty() {
            g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
            return None;
        }
    }
    let given = table.cell(row, "number")?;
    if given.text != number.to_string() {
        g.at(Finding::BrokenLink { number }, &given);
    }
    let date = table.cell(row, "date")?;
    let moment = moment(date.text);
    if moment.is_none() {
        g.at(Finding::NotADate { text: date.text.to_owned() }, &date);
    }
    let action = table.cell(row, "action")?;
    let at = values::choice(g, &action, &Action::ALL.map(|(_, word)| word))?;
    let text = |column: &str| table.text(row, column).to_owned();
    Some(Decision {
        number,
        date: moment?,
        actor: text("actor"),
        action: Action::ALL[at].0,
        scenario: text("scenario"),
        subject: text("subject"),
        value: text("value"),
        basis: text("basis"),
        previous: text("previous").to_lowercase(),
        hash: text("hash").to_lowercase(),
    })
}

/// A day as `2026-11-24`, from that or from what a spreadsheet makes of it, `24/11/2026`; none where it is no day.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    let is_short = |part: &str| (1..=2).contains(&part.len());
    if year.len() != 4 || !is_short(month) || !is_short(day) {
        return None;
    }
    if ![year, month, day].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

/// A day, or a day and a time of it by universal time, `2026-11-24T13:22:05Z`, from that or from what a spreadsheet makes of
/// it; none where it is neither.
#[must_use]
pub fn moment(text: &str) -> Option<String> {
    let Some((date, clock)) = text.trim().split_once(['T', ' ']) else { return day(text) };
    let clock = clock.trim().trim_end_matches('Z');
    let mut parts = clock.split(':').map(|part| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u8>().ok()).flatten()
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() {
        return None;
    }
    let time = Time::from_hms(hour, minute, second).ok()?;
    let (hour, minute, second) = time.as_hms();
    Some(format!("{}T{hour:02}:{minute:02}:{second:02}Z", day(date)?))
}

/// Whether a moment lies before another. Days are compared as days; a day and a time of universal time may be a day apart,
/// because the day is the one where it was written.
#[must_use]
pub fn is_before(moment: &str, other: &str) -> bool {
    if moment.len() == other.len() {
        return moment < other;
    }
    match (date_of(moment), date_of(other)) {
        (Some(moment), Some(other)) => moment < other.saturating_sub(Duration::DAY),
        _ => false,
    }
}

/// Whether a moment lies after now by more than the day that clocks of the world are apart.
#[must_use]
pub fn is_ahead(moment: &str, now: &str) -> bool {
    match (date_of(moment), date_of(now)) {
        (Some(moment), Some(now)) => moment > now.saturating_add(Duration::DAY),
        _ => false,
    }
}

/// The day of a moment as it is kept.
fn date_of(moment: &str) -> Option<Date> {
    let mut parts = moment.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// What speaks against a log that had an entry of this number and hash when results were made.
#[must_use]
pub fn lost(log: &[Decision], results: &str, number: usize, hash: &str) -> Option<Diagnostic> {
    let results = results.to_owned();
    let finding = match number.checked_sub(1).and_then(|at| log.get(at)) {
        Some(entry) if entry.hash == hash => return None,
        Some(_) => Finding::LogRewritten { results, number },
        None => Finding::LogCut { results, number },
    };
    Some(Diagnostic { finding, place: Place { file: FILE.into(), ..Place::default() }, nearest: None })
}

/// The hash of an entry.
fn sum(entry: &Decision) -> String {
    let mut fields = fields(entry);
    fields.pop();
    hexadecimal(&Sha256::digest(fields.join("\n").as_bytes()))
}

fn fields(entry: &Decision) -> Vec<String> {
    vec![
        entry.number.to_string(),
        entry.date.clone(),
        entry.actor.clone(),
        entry.action.word().to_owned(),
        entry.scenario.clone(),
        entry.subject.clone(),
        entry.value.clone(),
        entry.basis.clone(),
        entry.previous.clone(),
        entry.hash.clone(),
    ]
}

/// An entry at the end of the log: its number, its link and its hash are set here.
#[must_use]
pub fn sealed(log: &[Decision], entry: Decision) -> Decision {
    let previous = log.last().map_or_else(|| START.to_owned(), |before| before.hash.clone());
    let mut entry = Decision { number: log.len() + 1, previous, ..entry };
    entry.hash = sum(&entry);
    entry
}

/// The text of the file with one entry more; what is there stays as it is, byte for byte.
#[must_use]
pub fn appended(text: &[u8], entry: &Decision) -> Vec<u8> {
    let mut bytes = text.to_vec();
    let separator = if text.is_empty() { b',' } else { separator_of(&String::from_utf8_lossy(text)) };
    if !bytes.is_empty() && bytes.last() != Some(&b'\n') {
        bytes.push(b'\n');
    }
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    // Writing to memory does not fail.
    if text.is_empty() {
        let _ = writer.write_record(COLUMNS);
    }
    let _ = writer.write_record(fields(entry).iter().map(|field| guarded(field)));
    bytes.extend(writer.into_inner().unwrap_or_default());
    bytes
}

/// What a decision may not hold: nothing where it is needed, or a line break. The column's name.
#[must_use]
pub fn flaw(entry: &Decision) -> Option<&'static str> {
    let texts = COLUMNS.iter().zip(fields(entry));
    let broken =
        texts.clone().find(|(_, text)| text.chars().any(|sign| sign.is_control() || signs::is_hidden(sign)));
    let missing = || {
        texts
            .clone()
            .find(|(name, text)| matches!(**name, "actor" | "basis" | "date") && text.trim().is_empty())
    };
    // What a reader would take away, it would not find again.
    let bare = || texts.clone().find(|(_, text)| text.trim() != text || text.starts_with('\''));
    broken.or_else(missing).or_else(bare).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_the_time_of_day() {
        for text in ["2026-12-01T13:22:05Z", "2026-12-01 13:22:05", "1/12/2026 13:22:05"] {
            assert_eq!(moment(text).as_deref(), Some("2026-12-01T13:22:05Z"), "{text}");
        }
        assert_eq!(moment("1/12/2026 9:05").as_deref(), Some("2026-12-01T09:05:00Z"));
        assert_eq!(moment("24/11/2026").as_deref(), Some("2026-11-24"));
        for text in
            ["2026-12-01T25:00", "2026-12-01T1", "2026-12-01T10:00:00:00", "2026-12-01Tsoon", "T10:00"]
        {
            assert_eq!(moment(text), None, "{text}");
        }
        // In Indonesia it may be tomorrow already.
        assert!(!is_before("2026-11-24T20:00:00Z", "2026-11-25"));
        assert!(is_before("2026-11-24T20:00:00Z", "2026-11-26") && is_before("2026-11-24", "2026-11-25"));
        assert!(
            is_ahead("2062-11-24", "2026-11-24T20:00:00Z") && is_ahead("9999-12-31", "2026-11-24T20:00:00Z")
        );
        assert!(!is_ahead("2026-11-25", "2026-11-24T20:00:00Z"));
        assert!(is_before("2026-11-24T10:00:00Z", "2026-11-24T10:00:01Z"));
        assert!(
            !is_before("2026-11-24", "2026-11-24T10:00:01Z")
                && !is_before("2026-11-24T10:00:01Z", "2026-11-24")
        );
    }

    #[test]
    fn days_in_both_forms_and_no_others() {
        assert_eq!(day("2026-11-24").as_deref(), Some("2026-11-24"));
        assert_eq!(day("4/2/2028").as_deref(), Some("2028-02-04"));
        assert_eq!(day("29/2/2028").as_deref(), Some("2028-02-29"));
        for text in ["29/2/2027", "2026-13-01", "24-11-26", "soon", "2026-11", "+026-01-01"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
