//! The words of the panel. In them `{0}`, `{1}`, ... stand for what the page puts in.

use crate::words::Lang;

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

#[cfg(test)]
mod tests {
    #[test]
    fn keys_are_unique_and_both_languages_fill_in_the_same() {
        crate::words::check_table(super::WORDS);
    }
}
