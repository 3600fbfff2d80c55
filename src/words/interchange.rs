//! Words of the files for other programs.

use super::Lang;
use crate::units::Year;

/// A milestone: an initiative starts, or its service begins.
#[must_use]
pub fn milestone(id: &str, name: &str, serves: bool, lang: Lang) -> String {
    let what = if serves { lang.pick("Layanan mulai", "In service") } else { lang.pick("Mulai", "Start") };
    format!("{what}: {id} {name}")
}

/// What a milestone says below its title: who, when, what for.
#[must_use]
pub fn milestone_note(agency: &str, (from, to): (Year, Year), brings: &str, lang: Lang) -> String {
    let years = if from == to { from.0.to_string() } else { format!("{}\u{2013}{}", from.0, to.0) };
    let carried = lang.pick("Pelaksanaan", "Carried out");
    format!("{agency}\n{carried} {years}\n{brings}")
}
