//! Words of the log of decisions.

use super::{Lang, numbers};
use crate::scenario::{Action, Decision};

/// What an entry does, in a word or two.
#[must_use]
pub fn action(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::ForceIn => lang.pick("ditetapkan masuk", "decided in"),
        Action::ForceOut => lang.pick("ditetapkan keluar", "decided out"),
        Action::Weight => lang.pick("bobot", "weight"),
        Action::Score => lang.pick("skor", "score"),
        Action::Ceiling => lang.pick("pagu", "ceiling"),
        Action::Cost => lang.pick("biaya", "cost"),
        Action::Rule => lang.pick("aturan", "rule"),
        Action::Other => lang.pick("lain-lain", "other"),
    }
}

/// An entry as one line.
#[must_use]
pub fn line(entry: &Decision, lang: Lang) -> String {
    let Decision { number, date, actor, basis, .. } = entry;
    let what = what(entry, lang);
    match lang {
        Lang::Id => format!("{number}. {date}, {actor}: {what}. Dasar: {basis}."),
        Lang::En => format!("{number}. {date}, {actor}: {what}. Basis: {basis}."),
    }
}

/// What an entry decides: `decided in I06 (krisis)`, `ceiling total = 9000`.
#[must_use]
pub fn what(entry: &Decision, lang: Lang) -> String {
    let mut text = action(entry.action, lang).to_owned();
    for (before, part, after) in
        [(" ", &entry.subject, ""), (" = ", &entry.value, ""), (" (", &entry.scenario, ")")]
    {
        if !part.is_empty() {
            text.extend([before, part, after]);
        }
    }
    text
}

/// The heading of the log, with the hash of its last entry: who knows that hash can tell a later edit.
#[must_use]
pub fn heading(log: &[Decision], lang: Lang) -> String {
    let count = numbers::count(lang, log.len());
    let head = log.last().map_or("", |entry| entry.hash.as_str());
    match lang {
        Lang::Id => format!("Keputusan yang dicatat ({count}; hash terakhir {head})"),
        Lang::En => format!("Decisions on record ({count}; last hash {head})"),
    }
}

/// An entry was written.
#[must_use]
pub fn written(entry: &Decision, path: &str, lang: Lang) -> String {
    let Decision { number, hash, .. } = entry;
    match lang {
        Lang::Id => format!("keputusan {number} dicatat di {path}; hash {hash}"),
        Lang::En => format!("decision {number} written to {path}; hash {hash}"),
    }
}

/// A field that is missing or cannot be kept.
#[must_use]
pub fn flawed(field: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{field} kosong, lebih dari satu baris, atau diawali tanda petik"),
        Lang::En => format!("{field} is empty, longer than a line, or begins with a quote"),
    }
}

/// A workbook holds its log itself.
#[must_use]
pub fn no_folder(lang: Lang) -> &'static str {
    lang.pick(
        "catatan keputusan disimpan di folder kasus; kasus ini satu buku kerja Excel",
        "the log of decisions is kept in a case's folder; this case is one Excel workbook",
    )
}

/// A decision that would be dated before the last one.
#[must_use]
pub fn dated_back(date: &str, last: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "{date} lebih awal daripada keputusan terakhir ({last}); catatan berjalan maju. Sebutkan tanggal yang lebih awal di --basis"
        ),
        Lang::En => format!(
            "{date} is before the last decision ({last}); the log runs forwards. Name the earlier date in --basis"
        ),
    }
}

/// A decision that would be dated in the future.
#[must_use]
pub fn dated_ahead(date: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{date} masih di masa depan; periksa tanggalnya"),
        Lang::En => format!("{date} is in the future; check the date"),
    }
}

/// A text that is no day.
#[must_use]
pub fn no_day(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{text} bukan tanggal; tulis seperti 2026-11-24"),
        Lang::En => format!("{text} is no day; write it as 2026-11-24"),
    }
}
