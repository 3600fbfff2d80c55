//! Everything a run of `plan` writes, as files in memory: tables, documents, charts, the inputs themselves, and a
//! manifest of it all.

use std::collections::BTreeMap;
use std::time::Duration;

use rayon::prelude::*;

use super::manifest::{Manifest, ended};
use super::{RENDERERS, Shown, TOGETHER, run_json};
use crate::chart::{self, Chart, ChartInput, PngError, Proof};
use crate::input::Case;
use crate::solve::Outcome;
use crate::units::round_half_even;
use crate::words::Lang;

/// Files by path, `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Pixels for each point of a picture: 144 to the inch, which prints well on its page.
pub const SCALE: f64 = 2.0;

/// Pictures by path, or why one could not be made.
pub type Pictures = Vec<(String, Result<Vec<u8>, PngError>)>;

/// A run's files, and the pictures that could not be made.
pub struct Bundle {
    /// What is written.
    pub files: Files,
    /// Charts without a PNG, and why.
    pub failed: Vec<(String, PngError)>,
}

/// Renders a run; `before` is the time from the start of the process to that of the solves.
#[must_use]
pub fn bundle(case: &Case, shown: &[Shown], lang: Lang, charts: bool, before: Duration) -> Bundle {
    let together = || TOGETHER.par_iter().map(|(name, render)| ((*name).to_owned(), render(shown, lang)));
    let each = || shown.par_iter().flat_map(|one| tables(one, before));
    let (mut files, together): (Files, Files) = rayon::join(|| each().collect(), || together().collect());
    files.extend(together);
    files.extend(case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let mut failed = Vec::new();
    if charts {
        for (path, result) in pictures(shown, lang) {
            match result {
                Ok(bytes) => drop(files.insert(path, bytes)),
                Err(why) => failed.push((path, why)),
            }
        }
    }
    let ids = shown.iter().map(|one| one.scenario.id.clone()).collect();
    let manifest = Manifest { ended: ended(shown), ..Manifest::of(case, ids, lang, &files) };
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    Bundle { files, failed }
}

/// The folder that holds the inputs.
pub const INPUTS: &str = "inputs";

/// A folder name for an id: letters, digits, `-`, `_` and inner dots stay, every other byte becomes `%` and its
/// number.
#[must_use]
pub fn folder(id: &str) -> String {
    let plain = |at: usize, byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte == b'.' && at > 0
    };
    let reserved = id == INPUTS;
    let name = id.bytes().enumerate().map(|(at, byte)| {
        if plain(at, byte) && !(reserved && at == 0) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    name.collect()
}

/// The longest name of a folder before it is cut short.
const LONGEST: usize = 80;

/// A folder's name that no file system finds too long: a long one ends in the hash of all of it.
#[must_use]
pub fn shortened(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let sum = super::certificate_json::hash(name.as_bytes());
    // Names of folders are plain letters, so every byte is one.
    format!("{}-{}", name.get(..LONGEST - 9).unwrap_or_default(), sum.get(..8).unwrap_or_default())
}

fn tables(one: &Shown, before: Duration) -> Vec<(String, Vec<u8>)> {
    let folder = folder(&one.scenario.id);
    let planned = one.answer.outcome.solved().is_some();
    let wanted = RENDERERS.par_iter().filter(|renderer| planned || !renderer.needs_plan);
    let mut files: Vec<(String, Vec<u8>)> =
        wanted.map(|renderer| (format!("{folder}/{}", renderer.file), (renderer.render)(one))).collect();
    let run = run_json::render(&one.case.portfolio, &one.answer.trace, before);
    files.push((format!("{folder}/run.json"), run));
    files
}

/// Every chart of a run as SVG and PNG, by path.
#[must_use]
pub fn pictures(shown: &[Shown], lang: Lang) -> Pictures {
    let inputs: Vec<(String, ChartInput)> =
        shown.iter().filter_map(|one| Some((folder(&one.scenario.id), input(one, lang)?))).collect();
    let of_plans = inputs.par_iter().flat_map_iter(|(folder, input)| {
        chart::of_plan(input).into_iter().map(move |chart| (format!("{folder}/{}", chart.stem()), chart))
    });
    let mut charts: Vec<(String, Chart)> = of_plans.collect();
    let inputs: Vec<ChartInput> = inputs.into_iter().map(|(_, input)| input).collect();
    charts.extend(chart::of_study(&inputs).into_iter().map(|chart| (chart.stem(), chart)));
    paint(charts)
}

/// Charts that stand beside each other, as SVG and PNG.
pub(super) fn pictures_of(charts: Vec<Chart>) -> Pictures {
    paint(charts.into_iter().map(|chart| (chart.stem(), chart)).collect())
}

/// Charts as SVG and PNG, by path without ending.
#[must_use]
pub fn paint(charts: Vec<(String, Chart)>) -> Pictures {
    let files = charts.into_par_iter().flat_map_iter(|(path, chart)| {
        let png = chart::png(&chart.svg, SCALE);
        [(format!("{path}.png"), png), (format!("{path}.svg"), Ok(chart.svg.into_bytes()))]
    });
    files.collect()
}

/// What the charts of a scenario's plan are drawn from; `None` where it has no plan.
#[must_use]
pub fn input<'a>(shown: &Shown<'a>, lang: Lang) -> Option<ChartInput<'a>> {
    let solved = shown.answer.outcome.solved()?;
    let first = solved.reached.first();
    let proof = match &shown.answer.outcome {
        Outcome::Proven(_) => Proof::Proven,
        _ => Proof::Best { gap_ppm: first.and_then(|first| round_half_even(first.gap() * 1e6)) },
    };
    let portfolio = &shown.case.portfolio;
    Some(ChartInput { portfolio, scenario: shown.scenario, plan: &solved.plan, proof, lang })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stay_inside_the_output() {
        assert_eq!(folder("krisis-2"), "krisis-2");
        assert_eq!(folder("../x"), "%2E%2E%2Fx".replace("%2E%2E", "%2E."));
        assert_eq!(folder("inputs"), "%69nputs");
    }
}
