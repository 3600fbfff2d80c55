//! `roadmap.xml`: the plan as a project for Microsoft Project, `ProjectLibre` and whatever else reads its interchange format.
//!
//! Elements stand in the order of the published schema (MSPDI, Project 2007), which is a sequence: readers may refuse any
//! other. Categories are summary tasks, initiatives tasks that must start on the first day of their year, in a calendar
//! that works every hour, so that years stay whole. Costs are in hundredths, as the format wants them.

use std::fmt::Write as _;

use time::util::days_in_year;

use super::{Project, Section, Task};
use crate::chart::roadmap::view::Wait;
use crate::portfolio::Currency;
use crate::report::Shown;
use crate::signs;
use crate::units::{Money, Year};

const NAMESPACE: &str = "http://schemas.microsoft.com/project";

/// Codes of currencies by their sign; a sign that is no code and not here has none.
const CODES: [(&str, &str); 6] =
    [("Rp", "IDR"), ("US$", "USD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("RM", "MYR")];

/// Most letters of a name in the schema.
const NAME: usize = 512;

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let Some(project) = Project::of(shown) else { return Vec::new() };
    let currency = &shown.case.portfolio.currency;
    let mut xml = Xml(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"));
    let _ = writeln!(xml.0, "<Project xmlns=\"{NAMESPACE}\">");
    head(&mut xml, &project, currency);
    calendars(&mut xml);
    xml.open("Tasks");
    let mut row = 0;
    let mut next = || {
        row += 1;
        row
    };
    let all = (project.years.0, project.tasks().map(|task| task.years.1).max().unwrap_or(project.years.1));
    summary(&mut xml, 0, &project.name, all, 0, "0");
    // Numbers of initiatives come first, so that links need no list; summary tasks have the numbers after them.
    let initiatives = project.tasks().count();
    for (at, section) in project.sections.iter().enumerate() {
        let outline = (at + 1).to_string();
        let uid = initiatives + at + 1;
        summary_row(&mut xml, (uid, next()), section, &outline);
        for (inside, task) in section.tasks.iter().enumerate() {
            initiative(&mut xml, next(), task, &format!("{outline}.{}", inside + 1), currency);
        }
    }
    xml.close("Tasks");
    xml.0.push_str("</Project>\n");
    xml.0.into_bytes()
}

fn head(xml: &mut Xml, project: &Project, currency: &Currency) {
    let is_code = currency.sign.len() == 3 && currency.sign.bytes().all(|letter| letter.is_ascii_uppercase());
    let known = CODES.iter().find(|(sign, _)| *sign == currency.sign).map(|(_, code)| *code);
    let code = if is_code { &currency.sign } else { known.unwrap_or("XXX") };
    xml.text("SaveVersion", "12");
    xml.text("Name", &short(&project.name, 255));
    xml.text("Title", &short(&project.name, NAME));
    xml.text("ScheduleFromStart", "1");
    xml.text("StartDate", &day(project.years.0));
    xml.text("FYStartDate", "1");
    xml.text("CurrencyDigits", &currency.decimals.to_string());
    xml.text("CurrencySymbol", &short(&currency.sign, 20));
    xml.text("CurrencyCode", code);
    xml.text("CurrencySymbolPosition", "0");
    xml.text("CalendarUID", "1");
    xml.text("DefaultStartTime", "00:00:00");
    xml.text("DefaultFinishTime", "00:00:00");
    xml.text("MinutesPerDay", "1440");
    xml.text("MinutesPerWeek", "10080");
    xml.text("DaysPerMonth", "30");
    xml.text("DefaultTaskType", "1");
    xml.text("DurationFormat", "7");
}

/// One calendar in which every hour of every day is worked.
fn calendars(xml: &mut Xml) {
    xml.open("Calendars");
    xml.open("Calendar");
    xml.text("UID", "1");
    xml.text("Name", "24 x 7");
    xml.text("IsBaseCalendar", "1");
    xml.open("WeekDays");
    for day in 1..=7 {
        xml.open("WeekDay");
        xml.text("DayType", &day.to_string());
        xml.text("DayWorking", "1");
        xml.open("WorkingTimes");
        xml.open("WorkingTime");
        xml.text("FromTime", "00:00:00");
        xml.text("ToTime", "00:00:00");
        xml.close("WorkingTime");
        xml.close("WorkingTimes");
        xml.close("WeekDay");
    }
    xml.close("WeekDays");
    xml.close("Calendar");
    xml.close("Calendars");
}

fn summary_row(xml: &mut Xml, (uid, id): (usize, usize), section: &Section, outline: &str) {
    let first = section.tasks.iter().map(|task| task.years.0).min();
    let last = section.tasks.iter().map(|task| task.years.1).max();
    let Some(years) = first.zip(last) else { return };
    xml.open("Task");
    xml.text("UID", &uid.to_string());
    xml.text("ID", &id.to_string());
    rest_of_summary(xml, section.name, years, 1, outline);
}

fn summary(xml: &mut Xml, uid: usize, name: &str, years: (Year, Year), level: usize, outline: &str) {
    xml.open("Task");
    xml.text("UID", &uid.to_string());
    xml.text("ID", &uid.to_string());
    rest_of_summary(xml, name, years, level, outline);
}

fn rest_of_summary(xml: &mut Xml, name: &str, years: (Year, Year), level: usize, outline: &str) {
    xml.text("Name", &short(name, NAME));
    xml.text("Type", "1");
    xml.text("IsNull", "0");
    xml.text("WBS", outline);
    xml.text("OutlineNumber", outline);
    xml.text("OutlineLevel", &level.to_string());
    dates(xml, years);
    xml.text("Milestone", "0");
    xml.text("Summary", "1");
    xml.close("Task");
}

fn initiative(xml: &mut Xml, id: usize, task: &Task, outline: &str, currency: &Currency) {
    xml.open("Task");
    xml.text("UID", &task.number.to_string());
    xml.text("ID", &id.to_string());
    xml.text("Name", &short(&format!("{} {}", task.id, task.name), NAME));
    xml.text("Type", "1");
    xml.text("IsNull", "0");
    xml.text("Contact", &short(task.agency, NAME));
    xml.text("WBS", outline);
    xml.text("OutlineNumber", outline);
    xml.text("OutlineLevel", "2");
    dates(xml, task.years);
    xml.text("Milestone", "0");
    xml.text("Summary", "0");
    let cost = hundredths(task.cost, currency);
    xml.text("FixedCost", &cost);
    xml.text("FixedCostAccrual", "2");
    xml.text("Cost", &cost);
    xml.text("ConstraintType", "2");
    xml.text("ConstraintDate", &day(task.years.0));
    xml.text("Notes", &task.brings);
    for &(number, wait) in &task.waits {
        let kind = match wait {
            Wait::End => "1",
            Wait::Start => "3",
            Wait::Choice => continue,
        };
        xml.open("PredecessorLink");
        xml.text("PredecessorUID", &number.to_string());
        xml.text("Type", kind);
        xml.close("PredecessorLink");
    }
    xml.close("Task");
}

/// From the first day of one year to the last moment of another, which is the first of the next.
fn dates(xml: &mut Xml, (from, to): (Year, Year)) {
    let days: u32 = (from.0..=to.0).map(|year| u32::from(days_in_year(year))).sum();
    xml.text("Start", &day(from));
    xml.text("Finish", &day(to.plus(1)));
    xml.text("Duration", &format!("PT{}H0M0S", days * 24));
    xml.text("DurationFormat", "7");
}

fn day(year: Year) -> String {
    format!("{:04}-01-01T00:00:00", year.0)
}

/// An amount in hundredths of the whole unit, which is how the format writes money.
fn hundredths(amount: Money, currency: &Currency) -> String {
    let whole = i128::from(amount.0) * 100;
    let unit = 10_i128.pow(currency.decimals.into());
    let (size, width) = (whole.abs(), usize::from(currency.decimals));
    let sign = if whole < 0 { "-" } else { "" };
    let (down, rest) = (size / unit, size % unit);
    if rest == 0 { format!("{sign}{down}") } else { format!("{sign}{down}.{rest:0width$}") }
}

fn short(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// XML being written.
struct Xml(String);

impl Xml {
    fn open(&mut self, tag: &str) {
        let _ = writeln!(self.0, "<{tag}>");
    }

    fn close(&mut self, tag: &str) {
        let _ = writeln!(self.0, "</{tag}>");
    }

    fn text(&mut self, tag: &str, text: &str) {
        let _ = writeln!(self.0, "<{tag}>{}</{tag}>", escaped(text));
    }
}

/// Text between tags; hidden signs are written out, and what XML cannot hold becomes a replacement character.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for letter in signs::visible(text).chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => written.push('\u{fffd}'),
            letter => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_money_is_in_hundredths() {
        assert_eq!(escaped("<a> & \"b\"\u{1}"), "&lt;a&gt; &amp; \"b\"\\u0001");
        let rupiah = Currency { sign: "Rp".to_owned(), decimals: 0 };
        assert_eq!(hundredths(Money(450_000_000), &rupiah), "45000000000");
        let mills = Currency { sign: String::new(), decimals: 3 };
        assert_eq!(
            (hundredths(Money(1_500), &mills), hundredths(Money(1_505), &mills)),
            ("150".into(), "150.500".into())
        );
        assert_eq!(hundredths(Money(-5), &mills), "-0.500");
    }
}
