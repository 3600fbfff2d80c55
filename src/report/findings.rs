//! Findings as text, in the manner of a compiler, and as JSON for machines.
//!
//! ```text
//! error[E201]: initiative A07 depends on I99, which no row defines
//!   --> initiatives.csv:14:33, column depends_on
//!   help: the nearest id is I09
//! ```
//!
//! No colour and no printing: both renderers return text.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::signs;
use crate::words::Lang;
use crate::words::findings as words;

/// Findings of one kind that are told one by one; more are told as one, with their lines.
const FEW: usize = 3;

/// Findings as text, each in two or three lines with an empty line between, and a count at the end. Many findings of one
/// kind in one column are told as one.
#[must_use]
pub fn text(lang: Lang, findings: &[Diagnostic]) -> String {
    let groups = groups(findings);
    let mut text: String = groups.iter().map(|group| together(lang, group) + "\n").collect();
    text.push_str(&count(lang, findings));
    text.push('\n');
    text
}

/// Findings that are told together, in the order of their first ones.
fn groups(findings: &[Diagnostic]) -> Vec<Vec<&Diagnostic>> {
    let mut at: BTreeMap<_, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    for one in findings {
        let Place { file, line, field, sheet, .. } = &one.place;
        let key = (one.finding.code(), file, sheet, field);
        match at.get(&key).and_then(|&at| groups.get_mut(at)) {
            Some(group) if line.is_some() => group.push(one),
            _ => {
                if line.is_some() {
                    at.insert(key, groups.len());
                }
                groups.push(vec![one]);
            }
        }
    }
    let few = |group: &Vec<&Diagnostic>| group.len() <= FEW;
    groups
        .into_iter()
        .flat_map(
            |group| if few(&group) { group.into_iter().map(|one| vec![one]).collect() } else { vec![group] },
        )
        .collect()
}

/// One finding as text.
#[must_use]
pub fn one(lang: Lang, diagnostic: &Diagnostic) -> String {
    together(lang, &[diagnostic])
}

fn together(lang: Lang, group: &[&Diagnostic]) -> String {
    let Some((diagnostic, others)) = group.split_first() else { return String::new() };
    let finding = &diagnostic.finding;
    let severity = words::severity(lang, finding.severity());
    // Texts of somebody's files are in it, which must not begin a line of their own.
    let sentence = words::sentence(lang, finding);
    let sentence = signs::line(&sentence);
    let (more, also) = if others.is_empty() {
        (String::new(), String::new())
    } else {
        let mut lines: Vec<usize> = others.iter().filter_map(|other| other.place.line).collect();
        lines.dedup();
        (words::more(lang, others.len()), words::also(lang, &lines))
    };
    let first = format!("{severity}[{}]: {sentence}{more}\n", finding.code());
    let place = place(lang, &diagnostic.place);
    let place = if place.is_empty() { place } else { format!("  --> {}{also}\n", signs::line(&place)) };
    let help = words::help(lang, diagnostic);
    let help = help.map(|help| format!("  {}: {}\n", words::help_word(lang), signs::line(&help)));
    let help = help.unwrap_or_default();
    first + &place + &help
}

/// `initiatives.csv:14:33, column depends_on`, or of a workbook `case.xlsx, initiatives!C7, column depends_on`.
#[must_use]
pub fn place(lang: Lang, place: &Place) -> String {
    let is_table = place.file.extension().is_none_or(|extension| extension != "toml");
    let field = place.field.as_ref().map(|field| format!(", {} {field}", words::field(lang, is_table)));
    std::iter::once(place.short()).chain(field).collect()
}

/// How many findings of each severity.
#[must_use]
pub fn count(lang: Lang, findings: &[Diagnostic]) -> String {
    let of = |severity| findings.iter().filter(|d| d.finding.severity() == severity).count();
    words::count(lang, of(Severity::Error), of(Severity::Warning), of(Severity::Note))
}

/// One finding for machines. `severity` is `error`, `warning` or `note` in every language.
#[derive(Serialize)]
pub struct Row<'a> {
    code: &'a str,
    severity: &'a str,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    message: String,
    help: Option<String>,
    nearest: Option<&'a str>,
}

/// Findings as a JSON list, in the order given.
#[must_use]
pub fn json(lang: Lang, findings: &[Diagnostic]) -> String {
    let rows: Vec<Row<'_>> = findings.iter().map(|finding| row(lang, finding)).collect();
    // Texts, numbers and nothing else: this cannot fail.
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}

/// One finding as a row.
#[must_use]
pub fn row(lang: Lang, diagnostic: &Diagnostic) -> Row<'_> {
    let Diagnostic { finding, place, nearest } = diagnostic;
    Row {
        code: finding.code(),
        severity: words::severity(Lang::En, finding.severity()),
        file: place.file.display().to_string(),
        line: place.line,
        column: place.column,
        field: place.field.as_deref(),
        sheet: place.sheet.as_deref(),
        cell: place.sheet.as_ref().and_then(|_| place.cell()),
        message: words::sentence(lang, finding),
        help: words::help(lang, diagnostic),
        nearest: nearest.as_deref(),
    }
}
