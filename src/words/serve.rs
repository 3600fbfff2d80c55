//! Words of the live what-if page (`petajalan serve`): its panel, what its search says, and what it refuses.
//!
//! In a word of the panel `{0}`, `{1}`, ... stand for what the page puts in.

use std::collections::BTreeMap;

use super::{Lang, explain, numbers};
use crate::explain::rule_costs::Kind;
use crate::portfolio::Label;
use crate::scenario::Scenario;
use crate::solve::conflict::Conflict;
use crate::units::Points;

/// Every word of the panel: key, Indonesian, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("whatif_title", "Bagaimana jika\u{2026}", "What if\u{2026}"),
    ("whatif_base", "Skenario yang ditanyakan", "Scenario asked about"),
    (
        "whatif_none",
        "Ubah pagu, inisiatif, bagian perangkat daerah, bobot, atau aturan di bawah ini: jawabannya langsung dicari sampai terbukti.",
        "Change ceilings, initiatives, an agency's share, weights or rules below: the answer is searched at once, until it is proven.",
    ),
    ("remove", "Hapus: {0}", "Remove: {0}"),
    (
        "still_before",
        "Di bawah ini masih jawaban yang sebelumnya.",
        "What stands below is still the answer before.",
    ),
    ("see_answer", "Lihat rencananya", "See the plan"),
    ("see_base", "Lihat tanpa perubahan", "See it without the changes"),
    ("clear_wishes", "Hapus semua perubahan", "Remove all changes"),
    ("tool_ceilings", "Pagu dan dana", "Ceilings and funds"),
    ("tool_initiative", "Inisiatif", "Initiative"),
    ("tool_agency", "Perangkat daerah", "Agency"),
    ("tool_weights", "Bobot", "Weights"),
    ("tool_rules", "Aturan", "Rules"),
    ("tool_save", "Simpan sebagai skenario", "Save as a scenario"),
    ("limit_of", "{0}, {1}, dalam {2}", "{0}, {1}, in {2}"),
    ("scale", "Semua pagu dan dana, semua tahun", "All ceilings and funds, all years"),
    (
        "scale_note",
        "Belanja setahun dibatasi oleh pagu dan juga oleh jumlah dananya: menaikkan pagu saja tidak menambah apa-apa bila dananya habis.",
        "What a year spends is limited by its ceiling and by its funds: a higher ceiling alone buys nothing where the funds are used up.",
    ),
    ("other_ceilings", "Pagu lain ({0})", "Other ceilings ({0})"),
    (
        "not_an_amount",
        "\u{201c}{0}\u{201d} bukan jumlah; contoh: {1}",
        "\u{201c}{0}\u{201d} is no amount; for example: {1}",
    ),
    ("not_a_share", "Isi persen dari -90 sampai 400.", "Give a percentage from -90 to 400."),
    ("who", "Inisiatif yang dimaksud", "Which initiative"),
    ("who_hint", "kode atau nama", "id or name"),
    ("how", "Diminta", "Asked for"),
    ("how_must", "harus masuk", "must be in"),
    ("how_without", "tidak masuk", "must be out"),
    ("start_in", "mulai {0}", "starts in {0}"),
    ("reason", "Alasan", "Reason"),
    ("add", "Tambahkan", "Add"),
    (
        "no_such_initiative",
        "Tidak ada inisiatif \u{201c}{0}\u{201d}; pilih dari daftar.",
        "There is no initiative \u{201c}{0}\u{201d}; choose from the list.",
    ),
    (
        "agency_note",
        "Dikurangi dari belanja perangkat daerah itu selama seluruh rencana, menurut rencana tanpa perubahan.",
        "Taken off what the agency spends over the whole plan, by the plan without changes.",
    ),
    ("agency_given", "{0}: {1}", "{0}: {1}"),
    ("less", "Berkurang (%)", "Less by (%)"),
    ("not_a_cut", "Isi persen di atas 0, paling banyak 100.", "Give a percentage above 0, and at most 100."),
    (
        "weights_note",
        "Isi kepentingan tiap kriteria dengan angka 0 sampai 100; jumlahnya dijadikan 100 %.",
        "Give each criterion a number from 0 to 100 for its importance; they are brought to a sum of 100 %.",
    ),
    ("criterion", "Kriteria", "Criterion"),
    ("points", "Kepentingan", "Importance"),
    ("weight_before", "Semula", "Before"),
    (
        "not_weights",
        "Isi angka 0 sampai 100, tidak semuanya nol.",
        "Give numbers from 0 to 100, not all of them zero.",
    ),
    (
        "rules_note",
        "Aturan yang dilepas tidak berlaku untuk jawaban ini: selisihnya adalah harga aturan itu.",
        "A rule that is switched off does not hold for this answer: the difference is what the rule costs.",
    ),
    ("rule", "Aturan yang dilepas", "Rule to switch off"),
    ("all_of", "Semua {0} ({1})", "All {0} ({1})"),
    ("switch_off", "Lepaskan", "Switch off"),
    ("wish_start", "{0} mulai {1}", "{0} starts in {1}"),
    ("wish_must", "{0} harus masuk", "{0} must be in"),
    ("wish_without", "tanpa {0}", "without {0}"),
    ("wish_limit", "{0} {1}: {2}", "{0} {1}: {2}"),
    ("wish_agency", "{0} paling banyak {1} selama rencana ({2} %)", "{0} at most {1} over the plan ({2} %)"),
    ("wish_scale", "semua pagu dan dana {0} %", "all ceilings and funds {0} %"),
    ("wish_weights", "bobot: {0}", "weights: {0}"),
    ("wish_off", "aturan dilepas: {0}", "switched off: {0}"),
    ("wish_off_one", "aturan dilepas: {0}", "switched off: {0}"),
    (
        "save_note",
        "Perubahan ini menjadi skenario baru dalam berkas kasus, dan setiap keputusan dicatat dalam log keputusan.",
        "These changes become a new scenario in the case's files, and every decision goes on record in the log of decisions.",
    ),
    (
        "save_not_here",
        "Kasus ini dibaca dari buku kerja Excel, yang tidak diubah dari sini. Simpan kasus sebagai folder tabel (petajalan new, lalu salin lembarnya) untuk menyimpan skenario.",
        "This case is read from an Excel workbook, which is not changed from here. Keep the case as a folder of tables (petajalan new, then copy its sheets) to save scenarios.",
    ),
    ("save_id", "Kode skenario baru", "Id of the new scenario"),
    ("save_name", "Nama skenario", "Name of the scenario"),
    ("save_by", "Diputuskan oleh", "Decided by"),
    ("save_basis", "Dasar keputusan", "Basis of the decision"),
    ("save", "Simpan", "Save"),
];

/// Every word of the panel, by key.
pub fn words(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().map(move |&(key, id, en)| (key, lang.pick(id, en)))
}

/// What the served page says of itself, in the place of what a page that stands alone says.
#[must_use]
pub fn made_by(lang: Lang) -> &'static str {
    lang.pick(
        "Dilayani oleh petajalan {0} di komputer ini. Halaman ini hanya bertanya kepada program itu.",
        "Served by petajalan {0} on this computer. This page asks that program and nobody else.",
    )
}

/// The name of a ceiling in a table of limits.
#[must_use]
pub fn ceiling(id: Option<&str>, lang: Lang) -> String {
    match (id, lang) {
        (None, Lang::Id) => "Pagu seluruh belanja".to_owned(),
        (None, Lang::En) => "Ceiling of all spending".to_owned(),
        (Some(id), Lang::Id) => format!("Pagu {id}"),
        (Some(id), Lang::En) => format!("Ceiling {id}"),
    }
}

/// The name of a fund in a table of limits.
#[must_use]
pub fn fund(name: &Label, lang: Lang) -> String {
    match lang {
        Lang::Id if name.id.to_lowercase().starts_with("dana") => name.id.clone(),
        Lang::Id => format!("Dana {}", name.id),
        Lang::En => format!("Fund {}", name.en),
    }
}

/// The name of an answer.
#[must_use]
pub fn name(scenario: &Label, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Andai ({})", scenario.id),
        Lang::En => format!("What if ({})", scenario.en),
    }
}

/// There was no plan to compare with.
#[must_use]
pub fn no_plan_before(lang: Lang) -> &'static str {
    lang.pick(
        "Tanpa perubahan ini tidak ada rencana; sekarang ada.",
        "Without these changes there is no plan; now there is one.",
    )
}

/// Points under other weights cannot be compared.
#[must_use]
pub fn other_weights(worth: Points, lang: Lang) -> String {
    let worth = numbers::points(lang, worth, 1);
    match lang {
        Lang::Id => format!(
            "Dengan bobot ini rencana semula bernilai {worth} poin; poin dengan bobot lama tidak dapat dibandingkan."
        ),
        Lang::En => format!(
            "By these weights the plan of before is worth {worth} points; points by the old weights do not compare."
        ),
    }
}

/// Rules that cannot all hold, where they are many and not shown to be needed: how many of each kind.
#[must_use]
pub fn among(scenario: &Scenario, conflict: &Conflict, lang: Lang) -> Vec<String> {
    let kinds = conflict.rules.iter().map(|&at| scenario.rules.get(at).and_then(Kind::of));
    let mut counts: BTreeMap<Option<Kind>, usize> = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    let all = numbers::count(lang, conflict.rules.len());
    let first = match lang {
        Lang::Id => {
            format!("Pertentangannya ada di antara {all} aturan ini; mungkin tidak semuanya terlibat:")
        }
        Lang::En => {
            format!("The conflict is among these {all} rules; perhaps not all of them have part in it:")
        }
    };
    let line = |(kind, count): (Option<Kind>, usize)| {
        let name = kind.map_or(lang.pick("komitmen", "commitments"), |kind| explain::kind(kind, lang));
        format!("  - {name}: {}", numbers::count(lang, count))
    };
    std::iter::once(first).chain(counts.into_iter().map(line)).collect()
}

/// What is still looked for where no plan keeps every rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looking {
    /// Which rules cannot all hold.
    Rules,
    /// How much money would do.
    Money,
}

/// That it is.
#[must_use]
pub fn looking(looking: Looking, lang: Lang) -> &'static str {
    match looking {
        Looking::Rules => lang.pick(
            "Masih mencari aturan mana saja yang bertentangan\u{2026}",
            "Still looking for which rules are in conflict\u{2026}",
        ),
        Looking::Money => lang.pick(
            "Masih mencari tambahan uang yang cukup\u{2026}",
            "Still looking for the money that would do\u{2026}",
        ),
    }
}

/// The time did not do.
#[must_use]
pub fn no_reason(lang: Lang) -> &'static str {
    lang.pick(
        "Aturan mana yang bertentangan tidak ditemukan dalam waktu yang ada.",
        "Which rules are in conflict was not found in the time there was.",
    )
}

/// Where a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has been found yet.
    Searching,
    /// A plan is there, and at most so many millionths are missing, where that is known.
    Improving(Option<i64>),
    /// No plan is better.
    Proven,
    /// No plan keeps every rule.
    Impossible,
    /// The clock ended the search; at most so many millionths are missing.
    TimeUp(Option<i64>),
    /// The clock ended the search before a plan was found.
    Nothing,
    /// A newer question of the same page took its place.
    Replaced,
    /// The program ends.
    Ending,
}

/// Where a search is, in a line.
#[must_use]
pub fn status(status: Status, lang: Lang) -> String {
    let gap = |ppm: i64| numbers::percent_of_ppm(lang, ppm);
    match (status, lang) {
        (Status::Searching, Lang::Id) => "Sedang mencari\u{2026}".to_owned(),
        (Status::Searching, Lang::En) => "Searching\u{2026}".to_owned(),
        (Status::Improving(Some(ppm)), Lang::Id) => {
            format!("Sudah ada rencana; paling jauh {} dari yang terbaik. Masih mencari\u{2026}", gap(ppm))
        }
        (Status::Improving(Some(ppm)), Lang::En) => {
            format!("There is a plan, at most {} from the best. Still searching\u{2026}", gap(ppm))
        }
        (Status::Improving(None), Lang::Id) => "Sudah ada rencana. Masih mencari\u{2026}".to_owned(),
        (Status::Improving(None), Lang::En) => "There is a plan. Still searching\u{2026}".to_owned(),
        (Status::Proven, Lang::Id) => {
            "Terbukti: tidak ada rencana yang lebih baik menurut tujuan utama.".to_owned()
        }
        (Status::Proven, Lang::En) => "Proven: no plan is better by the first goal.".to_owned(),
        (Status::Impossible, Lang::Id) => {
            "Terbukti: tidak ada rencana yang memenuhi semua aturan.".to_owned()
        }
        (Status::Impossible, Lang::En) => "Proven: no plan keeps every rule.".to_owned(),
        (Status::TimeUp(Some(ppm)), Lang::Id) => {
            format!("Waktu habis; rencana ini paling jauh {} dari yang terbaik.", gap(ppm))
        }
        (Status::TimeUp(Some(ppm)), Lang::En) => {
            format!("Time is up; this plan is at most {} from the best.", gap(ppm))
        }
        (Status::TimeUp(None), Lang::Id) => "Waktu habis; rencana ini mungkin bukan yang terbaik.".to_owned(),
        (Status::TimeUp(None), Lang::En) => "Time is up; this plan may not be the best.".to_owned(),
        (Status::Nothing, Lang::Id) => {
            "Waktu habis sebelum ada rencana atau bukti bahwa tidak ada.".to_owned()
        }
        (Status::Nothing, Lang::En) => {
            "Time is up before there was a plan, or a proof that there is none.".to_owned()
        }
        (Status::Replaced, Lang::Id) => "Diganti oleh pertanyaan yang lebih baru.".to_owned(),
        (Status::Replaced, Lang::En) => "Replaced by a newer question.".to_owned(),
        (Status::Ending, Lang::Id) => "Program berhenti.".to_owned(),
        (Status::Ending, Lang::En) => "The program is ending.".to_owned(),
    }
}

/// The server does not answer any more.
#[must_use]
pub fn gone(lang: Lang) -> &'static str {
    lang.pick(
        "Program tidak menjawab: mungkin sudah dihentikan. Jalankan lagi petajalan serve dan muat ulang halaman ini.",
        "The program does not answer: it may have been stopped. Run petajalan serve again and reload this page.",
    )
}

/// What a request is refused for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The request does not come from this server's own page.
    Stranger,
    /// There is nothing under this address.
    NoPage,
    /// More bytes than so many.
    TooLarge(usize),
    /// Not the JSON that is expected; what the reader says.
    NotJson(String),
    /// A text with line breaks or control characters, or one that is too long.
    BadText,
    /// More wishes than so many.
    TooMany(usize),
    /// Nothing is wished.
    Nothing,
    /// No scenario has this id.
    NoScenario(String),
    /// No initiative has this id.
    NoInitiative(String),
    /// No fund or agency has this id.
    NoPayer(String),
    /// No ceiling has this id in this year.
    NoCeiling(String, i32),
    /// No criterion has this id.
    NoCriterion(String),
    /// No rule of this kind, or of this id in it.
    NoRule(String),
    /// No year of the plan: from and to.
    NoYear(i32, i32, i32),
    /// An amount below zero or beyond what adds up.
    BadAmount,
    /// A share out of reach.
    BadShare,
    /// Weights that are below zero or do not add up.
    BadWeights,
    /// As many questions are being answered as may be.
    Busy,
    /// The case on disk is not the one that was read.
    CaseChanged,
    /// The case is a workbook.
    Workbook,
    /// A value that is needed.
    Needed,
    /// The saved scenario would not be the one that was asked about: what cannot be written down.
    NotTheSame,
    /// A file cannot be written: which, and what the system says.
    CannotWrite(String, String),
}

impl Problem {
    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stranger => "S01",
            Self::NoPage => "S02",
            Self::TooLarge(_) => "S03",
            Self::NotJson(_) => "S04",
            Self::BadText => "S05",
            Self::TooMany(_) => "S06",
            Self::Nothing => "S07",
            Self::NoScenario(_) => "S08",
            Self::NoInitiative(_) => "S09",
            Self::NoPayer(_) => "S10",
            Self::NoCeiling(..) => "S11",
            Self::NoCriterion(_) => "S12",
            Self::NoRule(_) => "S13",
            Self::NoYear(..) => "S14",
            Self::BadAmount => "S15",
            Self::BadShare => "S16",
            Self::BadWeights => "S17",
            Self::Busy => "S18",
            Self::CaseChanged => "S19",
            Self::Workbook => "S20",
            Self::Needed => "S21",
            Self::NotTheSame => "S22",
            Self::CannotWrite(..) => "S23",
        }
    }
}

/// What a request is refused for, in words.
#[must_use]
pub fn problem(problem: &Problem, lang: Lang) -> String {
    let (id, en) = match problem {
        Problem::Stranger => (
            "Permintaan ini tidak berasal dari halaman program ini.".to_owned(),
            "This request does not come from this program's own page.".to_owned(),
        ),
        Problem::NoPage => {
            ("Tidak ada apa-apa di alamat ini.".to_owned(), "There is nothing at this address.".to_owned())
        }
        Problem::TooLarge(most) => (
            format!("Permintaan lebih besar dari {} bita.", numbers::count(Lang::Id, *most)),
            format!("The request is larger than {} bytes.", numbers::count(Lang::En, *most)),
        ),
        Problem::NotJson(why) => (
            format!("Isi permintaan tidak terbaca: {why}"),
            format!("The request cannot be read: {why}"),
        ),
        Problem::BadText => (
            "Teks ini terlalu panjang, atau memuat ganti baris atau karakter kendali.".to_owned(),
            "This text is too long, or holds line breaks or control characters.".to_owned(),
        ),
        Problem::TooMany(most) => {
            (format!("Lebih dari {most} perubahan sekaligus."), format!("More than {most} changes at once."))
        }
        Problem::Nothing => ("Belum ada perubahan.".to_owned(), "Nothing is changed yet.".to_owned()),
        Problem::NoScenario(name) => {
            (format!("Tidak ada skenario {name}."), format!("There is no scenario {name}."))
        }
        Problem::NoInitiative(name) => {
            (format!("Tidak ada inisiatif {name}."), format!("There is no initiative {name}."))
        }
        Problem::NoPayer(name) => (
            format!("Tidak ada dana atau perangkat daerah {name}."),
            format!("There is no fund or agency {name}."),
        ),
        Problem::NoCeiling(name, year) => (
            format!("Tidak ada pagu {name} pada {year}."),
            format!("There is no ceiling {name} in {year}."),
        ),
        Problem::NoCriterion(name) => {
            (format!("Tidak ada kriteria {name}."), format!("There is no criterion {name}."))
        }
        Problem::NoRule(name) => (
            format!("Skenario ini tidak punya aturan {name}."),
            format!("This scenario has no rule {name}."),
        ),
        Problem::NoYear(year, from, to) => (
            format!("{year} bukan tahun yang mungkin: {from} sampai {to}."),
            format!("{year} is not possible: {from} to {to}."),
        ),
        Problem::BadAmount => (
            "Jumlah ini di bawah nol atau terlalu besar.".to_owned(),
            "This amount is below zero or too large.".to_owned(),
        ),
        Problem::BadShare => {
            ("Persen ini di luar -90 sampai 400.".to_owned(), "This percentage is not from -90 to 400.".to_owned())
        }
        Problem::BadWeights => (
            "Bobot tidak boleh di bawah nol dan harus berjumlah 100 %.".to_owned(),
            "Weights must not be below zero and must add up to 100 %.".to_owned(),
        ),
        Problem::Busy => (
            "Terlalu banyak pertanyaan sekaligus; coba lagi sebentar lagi.".to_owned(),
            "Too many questions at once; try again in a moment.".to_owned(),
        ),
        Problem::CaseChanged => (
            "Berkas kasus sudah berubah sejak dibaca; hentikan dan jalankan lagi petajalan serve.".to_owned(),
            "The case's files have changed since they were read; stop petajalan serve and run it again.".to_owned(),
        ),
        Problem::Workbook => (
            "Kasus ini buku kerja Excel, yang tidak diubah dari sini; simpan kasus sebagai folder tabel.".to_owned(),
            "This case is an Excel workbook, which is not changed from here; keep the case as a folder of tables.".to_owned(),
        ),
        Problem::Needed => ("Isian ini diperlukan.".to_owned(), "This is needed.".to_owned()),
        Problem::NotTheSame => (
            "Perubahan ini tidak dapat ditulis persis ke berkas kasus, jadi tidak disimpan; ubah berkasnya dengan tangan.".to_owned(),
            "These changes cannot be written to the case's files exactly, so nothing is saved; change the files by hand.".to_owned(),
        ),
        Problem::CannotWrite(path, why) => (
            format!("Tidak dapat menulis {path}: {why}."),
            format!("Cannot write {path}: {why}."),
        ),
    };
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

/// A scenario was saved.
#[must_use]
pub fn saved(id: &str, decisions: usize, lang: Lang) -> String {
    let count = numbers::count(lang, decisions);
    match lang {
        Lang::Id => format!("Skenario {id} disimpan; {count} keputusan dicatat."),
        Lang::En => format!("Scenario {id} is saved; decisions put on record: {count}."),
    }
}

/// Where the page is.
#[must_use]
pub fn listening(address: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Buka {address} di peramban komputer ini. Ctrl-C menghentikan."),
        Lang::En => format!("Open {address} in a browser on this computer. Ctrl-C stops."),
    }
}

/// Where plans come from at the start.
#[must_use]
pub fn beginning(kept: bool, lang: Lang) -> &'static str {
    if kept {
        lang.pick(
            "rencana dasar dari hasil yang tersimpan, diperiksa ulang",
            "plans from kept results, checked again",
        )
    } else {
        lang.pick("menghitung rencana dasar setiap skenario", "solving every scenario to begin with")
    }
}

/// The port cannot be had.
#[must_use]
pub fn no_port(port: u16, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("tidak dapat melayani di port {port}: {why}"),
        Lang::En => format!("cannot serve on port {port}: {why}"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_are_unique_and_both_languages_fill_in_the_same() {
        super::super::check_table(super::WORDS);
    }
}
