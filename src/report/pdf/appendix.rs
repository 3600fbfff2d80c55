//! The last pages: how the plans were found, in formulas, and where their proofs are.

use super::flow::Flow;
use super::table::{Row, Table};
use crate::report::carried;
use crate::report::kept::Kept;
use crate::words::columns::{Column, heading};
use crate::words::findings::severity;
use crate::words::{carried as found, claims, pdf as words, summary};

/// Lays them out.
pub fn appendix(flow: &mut Flow, kept: &Kept) {
    let (portfolio, lang) = (&kept.case.portfolio, kept.lang);
    flow.chapter(words::appendix(lang), words::appendix(lang), "");
    flow.prose(&words::method(portfolio, lang));
    flow.section(words::proofs(lang), "");
    let mut table = Table::default();
    table.words(heading(Column::Scenario, lang), 22.0);
    table.words(heading(Column::Proof, lang), 16.0);
    table.words(heading(Column::Bound, lang), 36.0);
    table.words(words::fingerprint(lang), 62.0);
    for (at, (shown, source)) in kept.shown.iter().zip(kept.certificates).enumerate() {
        let first = shown.answer.outcome.solved().and_then(|solved| solved.reached.first());
        let checked = shown.answer.relaxation.as_ref().map(|relaxation| relaxation.bound);
        let name = || lang.label(&shown.scenario.name).to_owned();
        table.rows.push(Row::plain(vec![
            name(),
            summary::proof(&shown.answer.outcome, lang),
            first.map(|first| claims::bounds(portfolio, first, checked, lang)).unwrap_or_default(),
            format!("{} {}", source.file, source.sha256),
        ]));
        if let Some(Some(held)) = kept.explained.get(at) {
            let source = format!("{} {}", held.file, crate::report::certificate_json::hash(&held.document));
            table.rows.push(Row::plain(vec![
                name(),
                words::explained(lang).to_owned(),
                String::new(),
                source,
            ]));
        }
    }
    for file in &kept.case.inputs {
        let cells =
            vec![words::input(lang).to_owned(), file.name.clone(), String::new(), file.sha256.clone()];
        table.rows.push(Row::plain(cells));
    }
    flow.table(&table, 1);
    findings(flow, kept);
}

/// What was found in the inputs, and the defaults that were used.
fn findings(flow: &mut Flow, kept: &Kept) {
    let lang = kept.lang;
    let told = carried::told(kept.case, lang);
    if !told.is_empty() {
        flow.section(found::heading(lang), &carried::count(kept.case, lang));
        let mut table = Table::default();
        table.words(heading(Column::Kind, lang), 14.0);
        table.words(found::finding(lang), 70.0);
        table.words(heading(Column::Place, lang), 52.0);
        let row = |one: carried::Told| {
            let kind = format!("{} {}", severity(lang, one.severity), one.code);
            Row::plain(vec![kind, one.sentence, one.places.join("; ")])
        };
        table.rows = told.into_iter().map(row).collect();
        flow.table(&table, 1);
    }
    let defaults = carried::defaults(kept.case);
    if !defaults.is_empty() {
        flow.section(found::defaults(lang), "");
        flow.prose(&[found::defaults_listed(&defaults, lang)]);
    }
}
