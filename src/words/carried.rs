//! Sentences about the findings that results carry: what was found in the inputs and may change the figures.

use super::Lang;
use super::findings::severity;
use crate::diagnostic::Severity;

/// The heading above them.
#[must_use]
pub fn heading(lang: Lang) -> &'static str {
    lang.pick(
        "Temuan pada masukan yang dapat mengubah angka",
        "Findings in the inputs that can change the figures",
    )
}

/// The name of a sheet that lists them.
#[must_use]
pub fn sheet(lang: Lang) -> &'static str {
    lang.pick("Temuan", "Findings")
}

/// The heading of the column of findings.
#[must_use]
pub fn finding(lang: Lang) -> &'static str {
    lang.pick("temuan", "finding")
}

/// How many there are: `2 warnings, 1 note`; empty where there is none.
#[must_use]
pub fn count(warnings: usize, notes: usize, lang: Lang) -> String {
    let one = |count: usize, of: Severity| {
        let plural = if count == 1 { "" } else { lang.pick("", "s") };
        (count > 0).then(|| format!("{count} {}{plural}", severity(lang, of)))
    };
    let parts = [one(warnings, Severity::Warning), one(notes, Severity::Note)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Where the findings are listed: the name of a sheet of the workbook.
#[must_use]
pub fn on_sheet(count: &str, sheet: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Temuan pada masukan: {count}; lihat lembar {sheet}."),
        Lang::En => format!("Findings in the inputs: {count}; see sheet {sheet}."),
    }
}

/// Where the findings are listed: the last part of the printed report.
#[must_use]
pub fn in_appendix(count: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Temuan pada masukan yang dapat mengubah angka: {count}; lihat bagian terakhir"),
        Lang::En => format!("Findings in the inputs that can change the figures: {count}; see the last part"),
    }
}

/// Places of a finding that are too many to list.
#[must_use]
pub fn more_places(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("dan {count} tempat lain (petajalan check menyebut semuanya)"),
        Lang::En => format!("and {count} more places (petajalan check lists them all)"),
    }
}

/// How many settings have their default value, and where these are listed.
#[must_use]
pub fn defaults_counted(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "{count} pengaturan tidak diisi dan memakai nilai bawaan; petajalan check menyebut semuanya."
        ),
        Lang::En if count == 1 => {
            "1 setting is not given and has its default value; petajalan check names it.".to_owned()
        }
        Lang::En => {
            format!(
                "{count} settings are not given and have their default values; petajalan check lists them."
            )
        }
    }
}

/// Every setting with its default value, in one sentence.
#[must_use]
pub fn defaults_listed(settings: &[String], lang: Lang) -> String {
    let list = settings.join("; ");
    match lang {
        Lang::Id => format!("Nilai bawaan yang dipakai karena tidak diisi: {list}."),
        Lang::En => format!("Default values used because the case gives none: {list}."),
    }
}

/// The heading above the defaults.
#[must_use]
pub fn defaults(lang: Lang) -> &'static str {
    lang.pick("Nilai bawaan", "Default values")
}
