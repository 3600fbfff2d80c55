//! The last pages: how the plans were found, in formulas, and where their proofs are.

use super::table::{Row, Table, pages, prose};
use crate::chart::shape::Drawing;
use crate::report::kept::Kept;
use crate::words::columns::{Column, heading};
use crate::words::{claims, pdf as words, summary};

/// Lays them out.
pub fn appendix(kept: &Kept) -> Vec<Drawing> {
    let (portfolio, lang) = (&kept.case.portfolio, kept.lang);
    let title = words::appendix(lang);
    let (mut drawings, _) = prose(title, "", &words::method(portfolio, lang));
    let mut table = Table { title: words::proofs(lang).to_owned(), ..Table::default() };
    table.words(heading(Column::Scenario, lang), 22.0);
    table.words(heading(Column::Proof, lang), 20.0);
    table.words(heading(Column::Bound, lang), 40.0);
    table.words(words::fingerprint(lang), 52.0);
    for (shown, source) in kept.shown.iter().zip(kept.certificates) {
        let first = shown.answer.outcome.solved().and_then(|solved| solved.reached.first());
        let checked = shown.answer.relaxation.as_ref().map(|relaxation| relaxation.bound);
        table.rows.push(Row::plain(vec![
            lang.label(&shown.scenario.name).to_owned(),
            summary::proof(&shown.answer.outcome, lang),
            first.map(|first| claims::bounds(portfolio, first, checked, lang)).unwrap_or_default(),
            format!("{} {}", source.file, source.sha256),
        ]));
    }
    for file in &kept.case.inputs {
        let cells =
            vec![words::input(lang).to_owned(), file.name.clone(), String::new(), file.sha256.clone()];
        table.rows.push(Row::plain(cells));
    }
    drawings.extend(pages(&table));
    drawings
}
