//! What `petajalan report CASE` writes for leaders: the decision room and the printed report, from results that were kept and
//! are checked again.

use super::args::Request;
use super::kept::{self, Results};
use super::{DONE, say, study};
use crate::input::Case;
use crate::report::bundle::{Files, INPUTS};
use crate::report::kept::{Kept, REPORTS};
use crate::report::manifest::Manifest;
use crate::words::Lang;
use crate::words::cli::{Message, message};

/// Writes every report of [`REPORTS`] to the folder `report` of the case's results.
pub fn write(request: &Request, case: &Case, lang: Lang) -> u8 {
    let home = kept::home(request, case);
    let target = match study::claim(request, case, "report", lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    let results = match Results::read(case, &home, lang) {
        Ok(results) => results,
        Err(code) => return code,
    };
    let shown = results.shown(case, lang);
    let files = files(&results.kept(case, &shown, lang));
    let written = match target.write(files) {
        Ok(written) => written,
        Err(code) => return code,
    };
    for (name, _) in REPORTS {
        say::aside(&message(&Message::Written(&written.join(name).display().to_string()), lang));
    }
    DONE
}

/// Every report, the inputs they follow from, and the manifest, which names the results they are made of.
pub fn files(kept: &Kept) -> Files {
    let mut files: Files = REPORTS.iter().map(|(name, render)| ((*name).to_owned(), render(kept))).collect();
    files.extend(kept.case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let ids = kept.shown.iter().map(|one| one.scenario.id.clone()).collect();
    let manifest = Manifest::of(kept.case, ids, kept.lang, &files);
    let manifest = Manifest { sources: kept.sources(), ..manifest };
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    files
}
