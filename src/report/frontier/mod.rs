//! The frontier and the budget ladder as files: tables, a document for machines, a summary, charts.
//!
//! [`bundle`] makes everything; [`rows`] is the frontier as plain data for other renderers (a sheet of a workbook).

mod document;
mod summary;
mod tables;
pub mod workbook;

pub use document::{read, render as json};
pub use summary::render as text;
pub use tables::{Row, frontier_csv, ladder_csv, rows};

use std::collections::BTreeMap;

use super::bundle::{Files, INPUTS, Pictures, pictures_of};
use super::manifest::{self, Ended, Holds, Manifest};
use crate::chart::{self, PngError};
use crate::input::Case;
use crate::signs;
use crate::solve::Stopped;
use crate::study::frontier::Frontier;
use crate::study::ladder::{Ladder, Refused};
use crate::words::Lang;

/// What is shown.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The case.
    pub case: &'a Case,
    /// The frontier.
    pub frontier: &'a Frontier,
    /// The ladder, or why there is none.
    pub ladder: &'a Result<Ladder, Refused>,
    /// The language.
    pub lang: Lang,
}

/// The document that holds everything; a folder with it is a frontier's.
pub const DOCUMENT: &str = "frontier.json";

/// Tables and documents, which `verify` renders again.
#[must_use]
pub fn tables(shown: &Shown) -> Files {
    let mut files = BTreeMap::from([
        ("frontier.csv".to_owned(), frontier_csv(shown)),
        (DOCUMENT.to_owned(), json(shown)),
        ("summary.txt".to_owned(), signs::visible(&text(shown)).into_owned().into_bytes()),
        (workbook::FILE.to_owned(), workbook::render(shown)),
    ]);
    if let Ok(ladder) = shown.ladder {
        files.insert("ladder.csv".to_owned(), ladder_csv(shown, ladder));
    }
    files
}

/// The parts without a proof, with the reason: the curve, the ladder.
#[must_use]
pub fn ended(shown: &Shown) -> Ended {
    let Frontier { curve, free, own, stopped, .. } = shown.frontier;
    let own = own.iter().filter_map(|own| own.step.as_ref());
    let mut steps = curve.steps.iter().chain(free.iter().flat_map(|free| &free.steps)).chain(own);
    let of_steps = steps.find_map(|step| step.stopped).map(|why| (why, Holds::FirstGoal));
    let of_curve = stopped.map(|why| (why, Holds::Plan)).or(of_steps);
    let of_ladder = match shown.ladder {
        Ok(ladder) => ladder.stopped.map(|why| (why, Holds::Plan)),
        Err(Refused::Unknown(_)) => Some((stopped.unwrap_or(Stopped::Solver), Holds::Nothing)),
        Err(_) => None,
    };
    let parts = [("curve", of_curve), ("ladder", of_ladder)];
    let known = parts.into_iter().filter_map(|(part, ended)| ended.map(|(why, holds)| (part, why, holds)));
    known.map(|(part, why, holds)| manifest::part(part, why, holds)).collect()
}

/// Every chart, by path.
#[must_use]
pub fn pictures(shown: &Shown) -> Pictures {
    let case = shown.case;
    let mut all = chart::frontier::chart(&case.portfolio, &case.scenarios, shown.frontier, shown.lang);
    if let Ok(ladder) = shown.ladder {
        all.extend(chart::ladder::charts(&case.portfolio, &case.scenarios, ladder, shown.lang));
    }
    pictures_of(all)
}

/// Everything a run writes, and the charts that could not be drawn.
#[must_use]
pub fn bundle(shown: &Shown, charts: bool) -> (Files, Vec<(String, PngError)>) {
    let mut files = tables(shown);
    let case = shown.case;
    files.extend(case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let mut failed = Vec::new();
    if charts {
        for (path, result) in pictures(shown) {
            match result {
                Ok(bytes) => drop(files.insert(path, bytes)),
                Err(why) => failed.push((path, why)),
            }
        }
    }
    let manifest = Manifest { ended: ended(shown), ..Manifest::of(case, Vec::new(), shown.lang, &files) };
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    (files, failed)
}
