//! Renderers: each takes a case and its answers and returns bytes. One file per format; nothing here writes files,
//! names a solver or looks at a clock.

pub mod bundle;
pub mod carried;
pub mod certificate_json;
mod claimed;
pub mod comparison_csv;
pub mod comparison_index_csv;
pub mod comparison_spending_csv;
pub mod csv_style;
pub mod explain;
pub mod findings;
pub mod frontier;
pub mod interchange;
mod json;
pub mod kept;
pub mod manifest;
pub mod matrix_csv;
pub mod memo;
pub mod mps;
pub mod pdf;
pub mod plan_csv;
pub mod plan_json;
pub mod priorities;
pub mod program;
pub mod reasons_csv;
pub mod robust;
pub mod room;
pub mod run_json;
pub mod scenarios_csv;
pub mod spending_csv;
pub mod studies;
pub mod summary;
pub mod xlsx;

use crate::input::Case;
use crate::scenario::Scenario;
use crate::study::Answer;
use crate::words::Lang;

/// The version every output names.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a renderer shows: one scenario of a case with its answer.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The case.
    pub case: &'a Case,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its answer.
    pub answer: &'a Answer,
    /// The language of names, headings and sentences.
    pub lang: Lang,
}

/// A renderer of one scenario's answer.
pub struct Renderer {
    /// The file's name in the scenario's folder.
    pub file: &'static str,
    /// Whether it needs a plan.
    pub needs_plan: bool,
    /// The bytes.
    pub render: fn(&Shown) -> Vec<u8>,
}

/// Every table and document of a scenario. A new format is one new file and one line here. All of them follow from
/// the inputs, the plan and the claims about it, so `verify` renders them again and compares.
pub const RENDERERS: [Renderer; 9] = [
    Renderer { file: "plan.csv", needs_plan: true, render: plan_csv::render },
    Renderer { file: "plan.json", needs_plan: false, render: plan_json::render },
    Renderer { file: "spending.csv", needs_plan: true, render: spending_csv::render },
    Renderer { file: "reasons.csv", needs_plan: true, render: reasons_csv::render },
    Renderer { file: "matrix.csv", needs_plan: true, render: matrix_csv::render },
    Renderer { file: "roadmap.mmd", needs_plan: true, render: interchange::mermaid::render },
    Renderer { file: "roadmap.xml", needs_plan: true, render: interchange::mspdi::render },
    Renderer { file: "milestones.ics", needs_plan: true, render: interchange::calendar::render },
    Renderer { file: "certificate.json", needs_plan: false, render: certificate_json::render },
];

/// A renderer of all scenarios of a run together: the bytes.
pub type Together = fn(&[Shown], Lang) -> Vec<u8>;

/// Every table and text of several scenarios together, by file name; `verify` renders them again and compares.
pub const TOGETHER: [(&str, Together); 6] = [
    ("comparison.csv", comparison_csv::render),
    ("comparison-spending.csv", comparison_spending_csv::render),
    ("comparison-index.csv", comparison_index_csv::render),
    ("scenarios.csv", scenarios_csv::render),
    (xlsx::FILE, xlsx::render),
    ("summary.txt", summary::bytes),
];
