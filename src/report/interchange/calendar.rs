//! `milestones.ics`: the day each funded initiative starts and the day its service begins, as an iCalendar (RFC 5545).
//!
//! Events are whole days. Their ids follow from the case, the scenario and the initiative, and their stamp is the plan's
//! first day, so the same plan is the same bytes and a calendar that reads a newer plan moves its events.

use super::{Project, Task};
use crate::report::bundle::folder;
use crate::report::{Shown, VERSION};
use crate::signs;
use crate::units::Year;
use crate::words::interchange as words;

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let Some(project) = Project::of(shown) else { return Vec::new() };
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//petajalan//petajalan {VERSION}//EN"),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("NAME:{}", text(&project.name)),
        format!("X-WR-CALNAME:{}", text(&project.name)),
    ];
    let stamp = format!("DTSTAMP:{}T000000Z", day(project.years.0));
    let root = format!("{}.{}", folder(&shown.case.portfolio.id), folder(&shown.scenario.id));
    for section in &project.sections {
        for task in &section.tasks {
            for (kind, year) in [("start", task.years.0), ("service", task.service)] {
                lines.extend(event(shown, task, section.name, kind, year, &root));
                lines.insert(lines.len() - 1, stamp.clone());
            }
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().flat_map(|line| folded(line)).collect::<String>().into_bytes()
}

fn event(shown: &Shown, task: &Task, section: &str, kind: &str, year: Year, root: &str) -> Vec<String> {
    let lang = shown.lang;
    let serves = kind == "service";
    let summary = words::milestone(task.id, task.name, serves, lang);
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{root}.{}.{kind}@petajalan", folder(task.id)),
        format!("DTSTART;VALUE=DATE:{}", day(year)),
        format!("SUMMARY:{}", text(&summary)),
        format!("DESCRIPTION:{}", text(&words::milestone_note(task.agency, task.years, &task.brings, lang))),
        format!("CATEGORIES:{}", text(section)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// The first day of a year.
fn day(year: Year) -> String {
    format!("{:04}0101", year.0)
}

/// A text value: backslash, semicolon, comma and line breaks escaped, hidden signs written out.
fn text(value: &str) -> String {
    let mut written = String::new();
    for letter in signs::visible(&value.replace("\r\n", "\n").replace('\r', "\n")).chars() {
        match letter {
            '\\' | ';' | ',' => written.extend(['\\', letter]),
            '\n' => written.push_str("\\n"),
            letter => written.push(letter),
        }
    }
    written
}

/// The line in pieces of at most 75 bytes, none cut inside a letter, every further one after a space.
fn folded(line: &str) -> Vec<String> {
    const MOST: usize = 75;
    let (mut pieces, mut piece) = (Vec::new(), String::new());
    for letter in line.chars() {
        if piece.len() + letter.len_utf8() > MOST {
            pieces.push(std::mem::replace(&mut piece, " ".to_owned()) + "\r\n");
        }
        piece.push(letter);
    }
    pieces.push(piece + "\r\n");
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_lines_folded_between_letters() {
        assert_eq!(text("a;b,c\\d\r\ne\u{7}"), "a\\;b\\,c\\\\d\\ne\\\\u0007");
        let line = format!("SUMMARY:{}", "é".repeat(100));
        let pieces = folded(&line);
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.trim_end_matches("\r\n").len() <= 75));
        assert!(pieces[1..].iter().all(|piece| piece.starts_with(' ')));
        assert_eq!(pieces.concat().replace("\r\n ", ""), line + "\r\n");
    }
}
