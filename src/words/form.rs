//! Words of the Excel form: names of its sheets, what each is for, what each column means.
//!
//! A form keeps the keys and columns of a case (`scenarios/README.md`); above each stands its name in the reader's
//! language. The reader knows the sheets by both names (`input::workbook`), which a test makes sure of.

mod expects;

pub use self::expects::{Facts, LONGEST, expects};

use super::Lang;

/// The name of the sheet that holds rows of a kind, or a table.
#[must_use]
pub fn sheet(kind: &str, lang: Lang) -> String {
    let name = match kind {
        "case" => lang.pick("Kasus", "case"),
        "initiatives" => lang.pick("Inisiatif", "initiatives"),
        "costs" => lang.pick("Biaya", "costs"),
        "scores" => lang.pick("Skor", "scores"),
        "base" => lang.pick("Belanja berjalan", "base"),
        "class" => lang.pick("Jenis belanja", "class"),
        "category" => lang.pick("Kategori", "category"),
        "agency" => lang.pick("Perangkat daerah", "agency"),
        "criterion" => lang.pick("Kriteria", "criterion"),
        "weight_set" => lang.pick("Bobot", "weight_set"),
        "rater" => lang.pick("Penilai", "rater"),
        "fund" => lang.pick("Sumber dana", "fund"),
        "pool" => lang.pick("Tenaga", "pool"),
        "ceiling" => lang.pick("Pagu", "ceiling"),
        "floor" => lang.pick("Belanja minimum", "floor"),
        "minimum" => lang.pick("Jumlah minimum", "minimum"),
        "starts" => lang.pick("Batas mulai", "starts"),
        "group" => lang.pick("Kelompok varian", "group"),
        "bundle" => lang.pick("Paket", "bundle"),
        "synergy" => lang.pick("Sinergi", "synergy"),
        "index" => lang.pick("Indeks", "index"),
        "outcome" => lang.pick("Sasaran", "outcome"),
        "commitments" => lang.pick("Beban setelah rencana", "commitments"),
        "force_in" => lang.pick("Dipastikan masuk", "force_in"),
        "force_out" => lang.pick("Dipastikan keluar", "force_out"),
        "scenario" => lang.pick("Skenario", "scenario"),
        other => other,
    };
    name.to_owned()
}

/// The name of the sheet of instructions.
#[must_use]
pub fn instructions_sheet(lang: Lang) -> &'static str {
    lang.pick("Petunjuk", "Instructions")
}

/// What a sheet is for, in a line above its table.
#[must_use]
pub fn purpose(kind: &str, lang: Lang) -> &'static str {
    match kind {
        "case" => lang.pick(
            "Keterangan umum: tahun, satuan uang, layanan",
            "In general: years, unit of money, service",
        ),
        "initiatives" => {
            lang.pick("Satu baris satu calon inisiatif", "One row for each candidate initiative")
        }
        "costs" => lang.pick(
            "Baris biaya tambahan, bila kolom biaya di lembar inisiatif belum cukup",
            "Further lines of cost, where the columns of the initiatives do not do",
        ),
        "scores" => lang.pick("Skor setiap penilai", "Scores by rater"),
        "base" => lang.pick("Biaya sistem yang sudah berjalan", "Cost of systems that already run"),
        "category" => {
            lang.pick("Kategori; urutannya urutan di bagan", "Categories, in the order of the charts")
        }
        "agency" => lang.pick("Perangkat daerah yang boleh dipilih", "The agencies to choose from"),
        "criterion" => lang.pick("Kriteria penilaian", "Criteria of the scores"),
        "weight_set" => lang.pick("Bobot kriteria; jumlahnya 1", "Weights of the criteria; they sum to 1"),
        "fund" => lang.pick(
            "Sumber dana, urut dari yang dipakai lebih dahulu",
            "Funds, in the order in which they are drawn",
        ),
        "pool" => {
            lang.pick("Tenaga yang tersedia, orang-bulan per tahun", "Staff at hand, person-months a year")
        }
        "ceiling" => lang.pick(
            "Belanja paling banyak per tahun; kolom skenario kosong berarti berlaku untuk semua",
            "Spending at most, by year; without a scenario it holds for all of them",
        ),
        "scenario" => lang.pick(
            "Skenario; isinya di lembar aturan, kolom skenario",
            "Scenarios; what they change stands in the sheets of rules, under scenario",
        ),
        _ => lang.pick(
            "Aturan; setiap kunci dijelaskan di scenarios/README.md",
            "Rules; every key is explained in scenarios/README.md",
        ),
    }
}

/// A column's name for people, where it has one besides its key.
#[must_use]
pub fn column(key: &str, lang: Lang) -> Option<String> {
    let counted = |stem: &str| {
        key.strip_prefix(stem).filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some(year) = counted("capex_e") {
        return Some(match lang {
            Lang::Id => format!("biaya modal tahun pelaksanaan ke-{year}"),
            Lang::En => format!("capital in execution year {year}"),
        });
    }
    if let Some(year) = counted("value_e") {
        return Some(match lang {
            Lang::Id => format!("manfaat tahun pelaksanaan ke-{year}"),
            Lang::En => format!("value in execution year {year}"),
        });
    }
    if let Some(criterion) = key.strip_prefix("b_") {
        return Some(match lang {
            Lang::Id => format!("skor: {criterion}"),
            Lang::En => format!("score: {criterion}"),
        });
    }
    if let Some(index) = key.strip_suffix("_lift") {
        return Some(match lang {
            Lang::Id => format!("kenaikan indikator {index}"),
            Lang::En => format!("lift of {index} indicators"),
        });
    }
    if let Some(criterion) = key.strip_prefix("weights.") {
        return Some(match lang {
            Lang::Id => format!("bobot {criterion}"),
            Lang::En => format!("weight of {criterion}"),
        });
    }
    named(key, lang).map(str::to_owned)
}

fn named(key: &str, lang: Lang) -> Option<&'static str> {
    Some(match key {
        "id" => lang.pick("kode", "id"),
        "name_id" | "name.id" => lang.pick("nama (Indonesia)", "name (Indonesian)"),
        "name_en" | "name.en" => lang.pick("nama (Inggris)", "name (English)"),
        "category" => lang.pick("kategori", "category"),
        "owner" | "agency" => lang.pick("perangkat daerah", "agency"),
        "class" => lang.pick("jenis belanja", "cost class"),
        "classes" => lang.pick("jenis belanja yang boleh dibayar", "classes it may pay"),
        "agencies" => lang.pick("untuk perangkat daerah", "for agencies"),
        "fund" => lang.pick("sumber dana", "fund"),
        "account" | "program_or_subkegiatan" => lang.pick("kode rekening", "account code"),
        "account_version" => lang.pick("versi kode rekening", "version of the code"),
        "peta_rencana_content" => lang.pick("muatan peta rencana", "legal heading"),
        "opex_annual" => lang.pick("biaya operasional per tahun", "operating cost a year"),
        "duration_years" => lang.pick("lama pelaksanaan (tahun)", "years of execution"),
        "earliest_start_year" => lang.pick("mulai paling awal", "earliest start"),
        "latest_start_year" => lang.pick("mulai paling lambat", "latest start"),
        "mandatory" => lang.pick("wajib", "mandatory"),
        "mandatory_start_deadline_year" => lang.pick("wajib mulai paling lambat", "must start by"),
        "mandatory_finish_deadline_year" => lang.pick("wajib selesai paling lambat", "must end by"),
        "committed_start" => lang.pick("sudah diputuskan mulai", "already decided to start"),
        "depends_on" => lang.pick("menunggu", "waits for"),
        "variant_group" => lang.pick("kelompok varian", "group of variants"),
        "mutually_exclusive_with" => lang.pick("tidak bersama dengan", "not together with"),
        "staff_pm_build_per_year" => {
            lang.pick("tenaga saat membangun (orang-bulan/tahun)", "staff to build (person-months a year)")
        }
        "staff_pm_run_per_year" => {
            lang.pick("tenaga saat berjalan (orang-bulan/tahun)", "staff to run (person-months a year)")
        }
        "capacity_gain_pm_per_year" => {
            lang.pick("tambahan tenaga (orang-bulan/tahun)", "staff it adds (person-months a year)")
        }
        "annual_saving" => lang.pick("penghematan per tahun", "saving a year"),
        "legal_basis" => lang.pick("dasar hukum", "legal basis"),
        "cost_basis" => lang.pick("dasar biaya", "where the cost comes from"),
        "reach" => lang.pick("jangkauan", "reach"),
        "risk" => lang.pick("risiko 1-5", "risk 1-5"),
        "funding_sources" => lang.pick("sumber dana yang boleh", "funds that may pay"),
        "initiative" => lang.pick("inisiatif", "initiative"),
        "year" => lang.pick("tahun", "year"),
        "amount" => lang.pick("jumlah", "amount"),
        "rater" => lang.pick("penilai", "rater"),
        "criterion" => lang.pick("kriteria", "criterion"),
        "score" => lang.pick("skor", "score"),
        "scenario" => lang.pick("skenario (kosong = semua)", "scenario (empty = all)"),
        "limits" => lang.pick("paling banyak setiap tahun", "at most, every year"),
        "limit" => lang.pick("paling banyak", "at most"),
        "capacity" => lang.pick("tersedia setiap tahun", "at hand every year"),
        "horizon_limit" => lang.pick("paling banyak selama rencana", "at most over the plan"),
        "reason" => lang.pick("alasan", "reason"),
        "members" => lang.pick("anggota (; di antaranya)", "members (; between)"),
        "choose" => lang.pick("dipilih", "choose"),
        "drop" => lang.pick("aturan yang dilepas", "rules that are dropped"),
        "note.id" => lang.pick("catatan (Indonesia)", "note (Indonesian)"),
        "note.en" => lang.pick("catatan (Inggris)", "note (English)"),
        "scale" => lang.pick("skala [terendah, tertinggi]", "scale [lowest, highest]"),
        "per" => lang.pick("per (year/horizon)", "per (year/horizon)"),
        "key" => lang.pick("kunci", "key"),
        "value" => lang.pick("nilai", "value"),
        _ => return None,
    })
}

/// The instructions, a line each.
#[must_use]
pub fn instructions(lang: Lang) -> Vec<&'static str> {
    match lang {
        Lang::Id => vec![
            "Formulir kasus Petajalan",
            "",
            "1. Mulai dari lembar Kasus: nama, tahun pertama, banyaknya tahun, satuan uang.",
            "2. Isi Kategori, Perangkat daerah, Kriteria, dan Bobot; lembar lain memilih dari sana.",
            "3. Isi Inisiatif, satu baris satu calon. Pilih sel: keterangan isiannya muncul, juga sebagai komentar pada judul.",
            "4. Isi Pagu per tahun. Baris dengan skenario hanya berlaku di skenario itu.",
            "5. Simpan sebagai .xlsx lalu jalankan: petajalan check BERKAS.xlsx, kemudian petajalan plan BERKAS.xlsx.",
            "",
            "Baris yang diawali # hanya untuk orang; program tidak membacanya. Baris judul abu-abu jangan diubah.",
            "Lembar yang namanya diawali # juga tidak dibaca. Lembar yang tidak perlu boleh dihapus.",
            "Angka: ketik tanpa titik ribuan. Kolom kode berformat teks agar 0037 tetap 0037 dan 16:2 tidak menjadi jam.",
            "Formulir dari beberapa perangkat daerah digabung dengan: petajalan collect KASUS FOLDER-FORMULIR",
            "Dari formulir hanya lembar Inisiatif, Biaya, dan Skor yang digabung. Perangkat daerah mengisi barisnya sendiri saja.",
        ],
        Lang::En => vec![
            "Form of a Petajalan case",
            "",
            "1. Begin with sheet case: names, first year, number of years, unit of money.",
            "2. Fill category, agency, criterion and weight_set; the other sheets choose from them.",
            "3. Fill initiatives, one row for each candidate. Choose a cell to see what it expects; headings carry the same text as a comment.",
            "4. Fill ceiling by year. A row with a scenario holds in that scenario only.",
            "5. Save as .xlsx, then run: petajalan check FILE.xlsx, and petajalan plan FILE.xlsx.",
            "",
            "Rows that begin with # are for people; the program does not read them. Leave the grey row of headings as it is.",
            "Sheets whose names begin with # are not read either. Sheets you do not need may be deleted.",
            "Numbers: type them without thousands marks. Columns of codes are text, so that 0037 stays 0037 and 16:2 no time.",
            "Forms of several agencies are merged by: petajalan collect CASE FOLDER-OF-FORMS",
            "Only the sheets initiatives, costs and scores of a form are merged. An agency fills its own rows only.",
        ],
    }
}

/// What is said of an entry that a cell does not take.
#[must_use]
pub fn refused(lang: Lang) -> &'static str {
    lang.pick("Isian ini tidak dikenal. Pilih dari daftar.", "This entry is not known. Choose from the list.")
}

/// What is said of a number that a cell does not take.
#[must_use]
pub fn refused_number(lang: Lang) -> &'static str {
    lang.pick("Isi dengan angka dalam batas yang wajar.", "Enter a number within what is possible.")
}

/// The title of the message that says what a column expects; at most 32 characters, which is what spreadsheets show.
#[must_use]
pub fn title(key: &str, lang: Lang) -> String {
    column(key, lang).unwrap_or_else(|| key.to_owned()).chars().take(32).collect()
}

/// The line at the foot of a printed page: file, sheet, page and number of pages, in a spreadsheet's own codes.
#[must_use]
pub fn footer(lang: Lang) -> &'static str {
    lang.pick("&L&F: &A&RHalaman &P dari &N", "&L&F: &A&RPage &P of &N")
}
