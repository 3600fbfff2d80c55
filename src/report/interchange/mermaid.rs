//! `roadmap.mmd`: the roadmap as a Mermaid Gantt chart, for documents and wikis that draw it themselves.
//!
//! A name is written so that it can be nothing but a name: what Mermaid reads as its own (`:`, `;`, `#`, `%`, quotes,
//! tags) becomes an entity code such as `#58;`, and so does the first letter of a name that begins with a keyword.

use std::fmt::Write as _;

use super::{Project, Task};
use crate::report::Shown;
use crate::signs;
use crate::units::Year;

/// Words that begin a line of their own.
const KEYWORDS: [&str; 18] = [
    "section",
    "title",
    "gantt",
    "dateformat",
    "axisformat",
    "tickinterval",
    "excludes",
    "includes",
    "todaymarker",
    "inclusiveenddates",
    "topaxis",
    "weekday",
    "weekend",
    "click",
    "acctitle",
    "accdescr",
    "call",
    "href",
];

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let Some(project) = Project::of(shown) else { return Vec::new() };
    let mut text = String::from("gantt\n");
    let _ = writeln!(text, "    title {}", name(&project.name));
    text.push_str(
        "    dateFormat YYYY-MM-DD\n    axisFormat %Y\n    tickInterval 12month\n    todayMarker off\n",
    );
    for section in &project.sections {
        let _ = writeln!(text, "    section {}", name(section.name));
        for task in &section.tasks {
            let _ = writeln!(text, "    {}", line(task));
        }
    }
    text.into_bytes()
}

/// `G01 Name :active, t1, 2027-01-01, 2028-01-01`: the end is the day after; what a rule demands is drawn apart.
fn line(task: &Task) -> String {
    let first = |year: Year| format!("{:04}-01-01", year.0);
    let mark = if task.demanded { "active, " } else { "" };
    let (from, to) = (first(task.years.0), first(task.years.1.plus(1)));
    format!("{} :{mark}t{}, {from}, {to}", name(&format!("{} {}", task.id, task.name)), task.number)
}

/// A text that stays one name.
fn name(text: &str) -> String {
    let lower = text.trim_start().to_lowercase();
    let keyword = KEYWORDS.iter().any(|word| lower.starts_with(word));
    let mut written = String::new();
    for (at, letter) in signs::visible(text.trim()).chars().enumerate() {
        let plain = letter.is_alphanumeric()
            || matches!(letter, ' ' | '.' | ',' | '-' | '_' | '(' | ')' | '/' | '·' | '+');
        if plain && !(at == 0 && keyword) {
            written.push(letter);
        } else if letter.is_whitespace() || letter.is_control() {
            written.push(' ');
        } else {
            let _ = write!(written, "#{};", u32::from(letter));
        }
    }
    // Nothing at all would be no name.
    if written.trim().is_empty() { "#8203;".to_owned() } else { written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_a_name() {
        assert_eq!(name("Portal (satu pintu)"), "Portal (satu pintu)");
        assert_eq!(name("a: b; c # d\n%%x"), "a#58; b#59; c #35; d #37;#37;x");
        assert_eq!(name("<b>\"x\"</b>"), "#60;b#62;#34;x#34;#60;/b#62;");
        assert_eq!(name("Section 2"), "#83;ection 2");
        assert_eq!(name(" \n"), "#8203;");
    }
}
