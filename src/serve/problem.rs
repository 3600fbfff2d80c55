//! Why a request is refused, as the page reads it: findings with the field they are about, in both languages.
//!
//! ```json
//! {"findings": [{"code": "S09", "field": "wishes[0]", "message": ["Tidak ada ...", "There is no ..."]}]}
//! ```
//!
//! What the reader of cases finds comes in the same form with its own code, its place and its help.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::findings;
use crate::report::room::document::Text;
use crate::words::Lang;
use crate::words::findings as words;
use crate::words::serve::{self, Problem};

/// A finding, as the page reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    code: String,
    /// The field of the request it is about; empty for the whole.
    pub field: String,
    message: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The status of the answer.
    #[serde(skip)]
    pub status: u16,
    /// The findings, at least one.
    pub findings: Vec<Found>,
}

impl Refused {
    /// One problem with a field.
    #[must_use]
    pub fn of(field: &str, problem: &Problem) -> Self {
        Self { status: status(problem), findings: vec![found(field, problem)] }
    }

    /// What the reader of cases found against a file that would be written.
    #[must_use]
    pub fn by_reader(found: &[Diagnostic]) -> Self {
        let errors = found.iter().filter(|one| one.finding.severity() == Severity::Error);
        Self { status: 422, findings: errors.map(read).collect() }
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        // Texts and nothing else: this cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// The page for whoever may not look: one sentence in both languages, and nothing of the case.
#[must_use]
pub fn stranger() -> String {
    let [id, en] = [Lang::Id, Lang::En].map(|lang| serve::problem(&Problem::Stranger, lang));
    format!(
        "<!doctype html>\n<html lang=\"id\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>petajalan</title>\n\
         <p>{id}</p>\n<p lang=\"en\">{en}</p>\n</html>\n"
    )
}

fn both(of: impl Fn(Lang) -> String) -> Text {
    Text(of(Lang::Id), of(Lang::En))
}

fn found(field: &str, problem: &Problem) -> Found {
    Found {
        code: problem.code().to_owned(),
        field: field.to_owned(),
        message: both(|lang| serve::problem(problem, lang)),
        help: None,
        place: None,
    }
}

fn read(one: &Diagnostic) -> Found {
    let of_scenario = one.place.file.as_os_str() == "scenarios.toml";
    // The page asks for the id; whatever else is wrong with the new text is not a field's fault.
    let field = if of_scenario && one.place.field.as_deref() == Some("id") { "save.id" } else { "" };
    let help = [Lang::Id, Lang::En].map(|lang| words::help(lang, one).unwrap_or_default());
    Found {
        code: one.finding.code().to_owned(),
        field: field.to_owned(),
        message: both(|lang| words::sentence(lang, &one.finding)),
        help: help.iter().all(|text| !text.is_empty()).then(|| Text(help[0].clone(), help[1].clone())),
        place: Some(findings::place(Lang::En, &one.place)),
    }
}

fn status(problem: &Problem) -> u16 {
    match problem {
        Problem::Stranger => 403,
        Problem::NoPage => 404,
        Problem::TooLarge(_) => 413,
        Problem::TooSlow(_) => 408,
        Problem::NoLength => 411,
        Problem::Busy => 503,
        Problem::CaseChanged | Problem::Held(_) | Problem::DatedBack(_) => 409,
        Problem::CannotWrite(..) | Problem::Link(_) => 500,
        Problem::NotJson(_) => 400,
        Problem::BadText
        | Problem::TooMany(_)
        | Problem::Nothing
        | Problem::NoScenario(_)
        | Problem::NoInitiative(_)
        | Problem::NoPayer(_)
        | Problem::NoCeiling(..)
        | Problem::NoCriterion(_)
        | Problem::NoRule(_)
        | Problem::NoYear(..)
        | Problem::BadAmount
        | Problem::BadShare
        | Problem::BadWeights
        | Problem::Workbook
        | Problem::Needed
        | Problem::NotTheSame => 422,
    }
}
