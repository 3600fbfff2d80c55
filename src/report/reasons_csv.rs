//! `reasons.csv`: why each initiative is in, not earlier, or out, in both languages.

use super::Shown;
use super::csv_style::Table;
use crate::explain::Status;
use crate::words::columns::{Column, heading};
use crate::words::reasons::sentence;
use crate::words::summary;

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    if shown.answer.outcome.solved().is_none() {
        return Vec::new();
    }
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let languages = lang.both();
    let columns = [Column::Id, Column::Name, Column::Agency, Column::Status, Column::Start];
    let mut headings: Vec<&str> = columns.iter().map(|&column| heading(column, lang)).collect();
    headings.extend(languages.map(|lang| heading(Column::Reason, lang)));
    let mut table = Table::with_headings(lang, &headings);
    for reason in shown.answer.reasons(portfolio, shown.scenario) {
        let item = portfolio.initiative(reason.initiative);
        let start = match reason.status {
            Status::Funded { start, .. } => start.0.to_string(),
            Status::Out(_) => String::new(),
        };
        let mut row = vec![
            item.id.clone(),
            lang.label(&item.name).to_owned(),
            lang.label(&portfolio.agency(item.agency).name).to_owned(),
            summary::funded(!start.is_empty(), lang).to_owned(),
            start,
        ];
        row.extend(languages.map(|lang| sentence(portfolio, shown.scenario, reason, lang)));
        table.row(&row);
    }
    table.finish()
}
