//! What each column of the Excel form expects: meaning, unit and an example, as a message that a spreadsheet program shows
//! when a cell is chosen.
//!
//! A message has at most [`LONGEST`] characters, which is what spreadsheets show; a test measures every one.

use crate::words::Lang;

/// The most characters of a message.
pub const LONGEST: usize = 255;

/// What the messages say about the case itself.
#[derive(Clone, Debug)]
pub struct Facts {
    /// How many whole currency units 1 stands for.
    pub unit: u64,
    /// The currency's sign.
    pub sign: String,
}

/// What a column of a sheet expects; none if nothing is known about it. `scale` is the lowest and highest score of the
/// criterion that the column names, as text.
#[must_use]
pub fn expects(
    kind: &str,
    key: &str,
    facts: &Facts,
    scale: Option<&(String, String)>,
    lang: Lang,
) -> Option<String> {
    if is_money(kind, key) {
        return Some(money(kind, key, facts, lang));
    }
    if let Some(criterion) = key.strip_prefix("b_").filter(|_| kind == "initiatives") {
        return Some(score(Some(criterion), scale, lang));
    }
    let text = match (kind, key) {
        ("scores", "score") => return Some(score(None, None, lang)),
        ("case", _) => of_case(key, lang)?,
        ("initiatives", _) => of_initiatives(key, lang)?,
        _ => of_rows(kind, key, lang)?,
    };
    Some(text.to_owned())
}

/// Whether the cells hold money in the case's unit.
fn is_money(kind: &str, key: &str) -> bool {
    let is_year = key.len() == 4 && key.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        "initiatives" => key.starts_with("capex_e") || matches!(key, "opex_annual" | "annual_saving"),
        "costs" => key == "amount",
        "base" => key == "amounts" || is_year,
        "ceiling" | "fund" => {
            matches!(key, "limits" | "limit" | "horizon_limit" | "carry_over_cap") || is_year
        }
        "floor" => key == "amount" || is_year,
        "commitments" => key == "limit" || is_year,
        "synergy" => key == "saving",
        _ => false,
    }
}

fn money(kind: &str, key: &str, facts: &Facts, lang: Lang) -> String {
    let one = grouped(facts.unit, lang);
    let sign = &facts.sign;
    let what =
        match (kind, key) {
            (_, "opex_annual") => lang.pick(
                "Biaya operasional setiap tahun setelah selesai dibangun.",
                "Operating cost of each year after it is built.",
            ),
            (_, "annual_saving") => lang.pick(
                "Penghematan setiap tahun setelah selesai.",
                "What it saves in each year after it is built.",
            ),
            (_, "carry_over_cap") => lang.pick(
                "Sisa dana paling banyak yang boleh dibawa ke tahun berikutnya.",
                "The most unspent money that may be carried into the next year.",
            ),
            (_, "horizon_limit") => {
                lang.pick("Paling banyak selama seluruh rencana.", "The most over the whole plan.")
            }
            (_, "saving") => lang.pick(
                "Penghematan biaya tahunan bila semua anggota dipilih.",
                "What is saved each year if all members are chosen.",
            ),
            ("initiatives", _) => lang
                .pick("Biaya modal pada tahun pelaksanaan ini.", "Capital cost in this year of execution."),
            ("costs", _) => {
                lang.pick("Biaya pada tahun di kolom year.", "Cost in the year that the column year names.")
            }
            ("base", _) => lang
                .pick("Biaya sistem yang sudah berjalan, per tahun.", "Cost of a running system, per year."),
            ("floor", _) => lang.pick("Belanja paling sedikit.", "The least spending."),
            _ => lang.pick("Belanja paling banyak per tahun.", "The most spending in a year."),
        };
    match lang {
        Lang::Id => format!(
            "{what} Angka saja dalam satuan kasus: 1 berarti {sign}{one}. Tanpa titik ribuan. Contoh: 250 \
             (= {sign}{})",
            grouped(facts.unit.saturating_mul(250), lang)
        ),
        Lang::En => format!(
            "{what} A plain number in the case's unit: 1 means {sign}{one}. No thousands marks. Example: 250 \
             (= {sign}{})",
            grouped(facts.unit.saturating_mul(250), lang)
        ),
    }
}

/// A whole number with thousands marks.
fn grouped(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let mark = lang.pick(".", ",");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}

fn score(criterion: Option<&str>, scale: Option<&(String, String)>, lang: Lang) -> String {
    let of = criterion.map(|criterion| format!(" {criterion}")).unwrap_or_default();
    match (lang, scale) {
        (Lang::Id, Some((low, high))) => {
            format!("Skor{of}, dari {low} sampai {high}; pecahan boleh. Contoh: {high} bila paling baik.")
        }
        (Lang::En, Some((low, high))) => {
            format!("Score{of}, from {low} to {high}; fractions are allowed. Example: {high} for the best.")
        }
        (Lang::Id, None) => format!("Skor{of} menurut skala kriterianya (lembar kriteria). Contoh: 7"),
        (Lang::En, None) => format!("Score{of} on the scale of its criterion (sheet criterion). Example: 7"),
    }
}

/// Rows of the case's own sheet, by their keys.
fn of_case(key: &str, lang: Lang) -> Option<&'static str> {
    Some(match key {
        "key" => lang.pick("Nama kunci. Jangan diubah.", "The name of the key. Leave it as it is."),
        "value" => lang.pick("Isi untuk kunci di sebelah kirinya.", "The value of the key to its left."),
        "id" => lang.pick(
            "Kode kasus, tanpa spasi. Contoh: paser-2027",
            "The code of the case, without blanks. Example: paser-2027",
        ),
        "name.id" => lang.pick("Nama kasus dalam bahasa Indonesia.", "The name of the case in Indonesian."),
        "name.en" => lang.pick("Nama kasus dalam bahasa Inggris.", "The name of the case in English."),
        "language" => lang.pick("Bahasa hasil: id atau en.", "The language of the results: id or en."),
        "first_year" => lang.pick(
            "Tahun kalender pertama rencana. Contoh: 2027",
            "The first calendar year of the plan. Example: 2027",
        ),
        "years" => {
            lang.pick("Banyaknya tahun rencana. Contoh: 5", "The number of years of the plan. Example: 5")
        }
        "illustrative" => {
            lang.pick("TRUE bila angkanya hanya contoh.", "TRUE if the figures are only an example.")
        }
        "money.unit" => lang.pick(
            "Berapa rupiah arti angka 1 di kolom uang. Contoh: 1000000 untuk juta rupiah.",
            "How many currency units 1 stands for in columns of money. Example: 1000000 for millions.",
        ),
        "money.sign" => lang.pick("Lambang mata uang. Contoh: Rp", "The currency's sign. Example: Rp"),
        "money.decimals" => lang.pick(
            "Banyaknya desimal satuan terkecil uang. Contoh: 0",
            "The number of decimals of the smallest amount. Example: 0",
        ),
        "money.price_year" => lang.pick(
            "Tahun harga semua biaya. Contoh: 2027",
            "The year whose prices all costs use. Example: 2027",
        ),
        "service.years_after_horizon" => lang.pick(
            "Berapa tahun manfaat setelah rencana ikut dihitung. Contoh: 5",
            "How many years of benefit after the plan count. Example: 5",
        ),
        "service.discount_rate" => lang.pick(
            "Tingkat diskonto manfaat per tahun. Contoh: 5%",
            "Yearly discount rate of benefits. Example: 5%",
        ),
        "service.starts" => lang.pick(
            "Kapan manfaat mulai setelah selesai: pilih dari daftar.",
            "When benefits begin after the end of execution: choose from the list.",
        ),
        "service.finish_after_horizon" => lang.pick(
            "TRUE bila boleh selesai setelah rencana berakhir.",
            "TRUE if an initiative may end after the plan does.",
        ),
        "value.from" => lang.pick(
            "Asal nilai: scores (skor dan bobot) atau given (diisi langsung).",
            "Where values come from: scores (with weights) or given (filled directly).",
        ),
        "goals.order" => lang.pick(
            "Urutan tujuan. Contoh: value; earliest; cost",
            "The goals in their order. Example: value; earliest; cost",
        ),
        _ => return None,
    })
}

fn of_initiatives(key: &str, lang: Lang) -> Option<&'static str> {
    if key.ends_with("_lift") {
        return Some(lang.pick(
            "Indikator dan banyaknya tingkat kenaikan, ; di antaranya. Contoh: 16:2;1:1 berarti indikator 16 naik dua tingkat, indikator 1 satu tingkat. Format sel teks.",
            "Indicators and by how many levels they rise, ; between. Example: 16:2;1:1 raises indicator 16 by two levels and 1 by one. Keep the cell's format text.",
        ));
    }
    if key.starts_with("value_e") {
        return Some(lang.pick(
            "Nilai pada tahun pelaksanaan ini, dalam poin. Contoh: 40",
            "Value in this year of execution, in points. Example: 40",
        ));
    }
    Some(match key {
        "id" => lang.pick(
            "Kode unik, tanpa ; | @. Formulir digabung menurut kode ini. Contoh: A01",
            "A unique code, without ; | @. Forms are merged by this code. Example: A01",
        ),
        "name_id" => lang.pick("Nama inisiatif dalam bahasa Indonesia. Contoh: Portal layanan", "The name in Indonesian. Example: Portal layanan"),
        "name_en" => lang.pick("Nama inisiatif dalam bahasa Inggris. Contoh: Service portal", "The name in English. Example: Service portal"),
        "category" => lang.pick("Pilih satu kategori dari daftar.", "Choose one category from the list."),
        "owner" | "agency" => lang.pick(
            "Perangkat daerah pemilik: pilih dari daftar. Isi dengan perangkat daerah Anda.",
            "The agency that owns it: choose from the list. Fill in your own agency.",
        ),
        "duration_years" => lang.pick("Lama pelaksanaan dalam tahun, 1 sampai 100. Kosong: 1. Contoh: 2", "Years of execution, 1 to 100. Empty: 1. Example: 2"),
        "earliest_start_year" => lang.pick("Tahun mulai paling awal: tahun kalender, atau tahun ke- (1 = pertama). Contoh: 2027", "The earliest year of start: a calendar year, or a plan year (1 = the first). Example: 2027"),
        "latest_start_year" => lang.pick("Tahun mulai paling lambat: tahun kalender, atau tahun ke-. Contoh: 2029", "The latest year of start: a calendar year or a plan year. Example: 2029"),
        "mandatory" => lang.pick("1: wajib. group: salah satu varian wajib. Kosong: bebas dipilih.", "1: mandatory. group: one of its variants is. Empty: free to choose."),
        "mandatory_start_deadline_year" => lang.pick("Bila wajib: tahun mulai paling lambat. Contoh: 2028", "If mandatory: the latest year of start. Example: 2028"),
        "mandatory_finish_deadline_year" => lang.pick("Bila wajib: tahun selesai paling lambat. Contoh: 2029", "If mandatory: the latest year of end. Example: 2029"),
        "committed_start" => lang.pick("Tahun mulai yang sudah diputuskan; kosong bila belum. Contoh: 2027", "The year of start if it is decided already; empty if not. Example: 2027"),
        "force" => lang.pick("in: harus masuk. out: tidak boleh masuk. Kosong: bebas.", "in: must be in the plan. out: must not. Empty: free."),
        "force_year" => lang.pick("Bila force = in: tahun mulainya. Contoh: 2027", "If force = in: the year of start. Example: 2027"),
        "force_reason" => lang.pick("Alasan dan dasarnya. Contoh: SK Bupati 12/2026", "The reason and who decided. Example: Decree 12/2026"),
        "depends_on" => lang.pick(
            "Kode yang harus selesai lebih dahulu. ; berarti dan, | berarti atau, @SS boleh mulai bersama. Contoh: A01;A02|A03",
            "Codes of what must end first. ; means and, | means or, @SS allows the same year. Example: A01;A02|A03",
        ),
        "variant_group" => lang.pick(
            "Kode kelompok varian: dari satu kelompok paling banyak satu dipilih. Contoh: V-DC",
            "Code of a group of variants: at most one of a group is chosen. Example: V-DC",
        ),
        "mutually_exclusive_with" => lang.pick("Kode yang tidak boleh dipilih bersama, ; di antaranya. Contoh: A03", "Codes that cannot be chosen together with it, ; between. Example: A03"),
        "staff_pm_build_per_year" => lang.pick("Tenaga selama pelaksanaan, orang-bulan per tahun. Contoh: 12 = satu orang penuh", "Staff during execution, person-months a year. Example: 12 = one person full time"),
        "staff_pm_run_per_year" => lang.pick("Tenaga setelah selesai, orang-bulan per tahun. Contoh: 2", "Staff after execution, person-months a year. Example: 2"),
        "capacity_gain_pm_per_year" => lang.pick("Tenaga yang ditambahkan setelah selesai, orang-bulan per tahun. Contoh: 12", "Staff it adds after execution, person-months a year. Example: 12"),
        "capacity_gain_pool" => lang.pick("Kelompok tenaga yang bertambah: pilih dari daftar.", "The pool that grows: choose from the list."),
        "value" => lang.pick("Nilai sekali, dalam poin. Contoh: 120", "Value, once, in points. Example: 120"),
        "value_service" => lang.pick("Nilai setiap tahun layanan, dalam poin. Contoh: 40", "Value of each year of service, in points. Example: 40"),
        "reach" => lang.pick("Besar kelompok yang dilayani, sebagai faktor. Kosong: 1. Contoh: 1.5", "Size of the group served, as a factor. Empty: 1. Example: 1.5"),
        "risk" => lang.pick("Risiko, dari 1 (rendah) sampai 5 (tinggi). Contoh: 3", "Risk, from 1 (low) to 5 (high). Example: 3"),
        "legal_basis" => lang.pick("Dasar hukum. Contoh: Perpres 95/2018", "The legal basis. Example: Presidential Regulation 95/2018"),
        "cost_basis" => lang.pick("Asal angka biaya. Contoh: penawaran 2026", "Where the cost comes from. Example: quotation 2026"),
        "cost_grade" => lang.pick("Seberapa pasti biayanya: pilih dari daftar.", "How sure the cost is: choose from the list."),
        "program_or_subkegiatan" | "account" => lang.pick("Kode rekening, sebagai teks. Contoh: 2.16.03.2.02.0037", "The account code, as text. Example: 2.16.03.2.02.0037"),
        "account_version" => lang.pick("Versi daftar kode rekening. Contoh: Kepmendagri 900/2024", "The version of the list of codes. Example: 900/2024"),
        "peta_rencana_content" | "heading" => lang.pick("Muatan peta rencana. Contoh: aplikasi SPBE", "The legal heading it belongs to. Example: applications"),
        "funding_sources" => lang.pick("Kode sumber dana yang boleh membayar, / di antaranya. Kosong: semua. Contoh: PAD/DAK", "Codes of the funds that may pay, / between. Empty: all. Example: PAD/DAK"),
        _ => return None,
    })
}

/// Rows of the other sheets.
#[expect(clippy::too_many_lines, reason = "a table: one entry for each column")]
fn of_rows(kind: &str, key: &str, lang: Lang) -> Option<&'static str> {
    let is_year = key.len() == 4 && key.bytes().all(|byte| byte.is_ascii_digit());
    if key.starts_with("weights.") {
        return Some(lang.pick(
            "Bobot kriteria ini, dari 0 sampai 1; jumlah satu baris 1. Contoh: 0.4",
            "The weight of this criterion, from 0 to 1; a row sums to 1. Example: 0.4",
        ));
    }
    let text = match (kind, key) {
        ("costs", "year") => lang.pick(
            "1 = tahun pelaksanaan pertama, 2 = kedua; after = setiap tahun setelah selesai. Contoh: 1",
            "1 = first year of execution, 2 = second; after = every year after it. Example: 1",
        ),
        ("outcome", "year") => lang
            .pick("Tahun kalender sasaran. Contoh: 2029", "The calendar year of the target. Example: 2029"),
        ("force_in", "year") => lang.pick(
            "Tahun mulainya; kosong bila bebas. Contoh: 2027",
            "The year of start; empty if free. Example: 2027",
        ),
        ("costs" | "base", "fund") => lang.pick(
            "Sumber dana: pilih dari daftar. Kosong: yang boleh bagi inisiatif itu.",
            "The fund: choose from the list. Empty: those the initiative may use.",
        ),
        ("base", "id") => lang.pick(
            "Kode unik baris ini. Contoh: pusat-data-lama",
            "A unique code of the row. Example: old-data-centre",
        ),
        ("class", "money") => lang.pick(
            "TRUE bila jenis ini uang; FALSE bila satuan lain, misalnya lisensi.",
            "TRUE if the class is money; FALSE for another unit, such as licences.",
        ),
        (_, "decimals") => lang.pick("Banyaknya desimal. Contoh: 0", "The number of decimals. Example: 0"),
        ("rater", "weight") => lang.pick(
            "Bobot penilai ini terhadap yang lain. Kosong: 1. Contoh: 2",
            "The weight of this rater against the others. Empty: 1. Example: 2",
        ),
        (_, "weight") => lang.pick(
            "Bobot indikator, dalam persen; jumlahnya 100. Contoh: 25",
            "The weight of the indicator, in percent; they sum to 100. Example: 25",
        ),
        (_, "baseline") => lang.pick("Tingkat sekarang. Contoh: 1", "The level now. Example: 1"),
        (_, "target") => lang.pick("Tingkat yang dituju. Contoh: 4", "The level to reach. Example: 4"),
        (_, "file") => lang.pick(
            "Nama lembar indikatornya dengan .csv. Contoh: pemdi.csv",
            "The name of its sheet of indicators with .csv. Example: pemdi.csv",
        ),
        (_, "highest") => lang
            .pick("Tingkat tertinggi indikator. Contoh: 5", "The highest level of an indicator. Example: 5"),
        (_, "bands") => lang.pick(
            "Batas bawah setiap predikat. Contoh: [[1, \"kurang\"], [3, \"baik\"]]",
            "The lower bound of each grade. Example: [[1, \"poor\"], [3, \"good\"]]",
        ),
        ("criterion", "parent") => lang.pick(
            "Kelompok kriteria tempatnya; kosong bila tidak ada.",
            "The group of criteria it belongs to; empty if none.",
        ),
        (_, "scale") => lang.pick(
            "Skor terendah dan tertinggi. Contoh: [0, 10]",
            "The lowest and the highest score. Example: [0, 10]",
        ),
        ("criterion", "points" | "steps") => lang.pick(
            "Poin setiap skor, berpasangan. Contoh: [[0, 0], [10, 100]]",
            "The points of each score, in pairs. Example: [[0, 0], [10, 100]]",
        ),
        ("synergy", "points") => lang.pick(
            "Poin tambahan bila semua anggota dipilih. Contoh: 10",
            "Points added if all members are chosen. Example: 10",
        ),
        ("pool", "capacity") => lang.pick(
            "Tenaga yang tersedia, orang-bulan per tahun. Contoh: 60",
            "Staff at hand, person-months a year. Example: 60",
        ),
        ("pool", _) if is_year => lang.pick(
            "Tenaga yang tersedia pada tahun ini, orang-bulan. Contoh: 60",
            "Staff at hand in this year, person-months. Example: 60",
        ),
        ("floor", "share") => lang.pick(
            "Bagian dalam persen, sebagai teks. Contoh: 20%",
            "The share in percent, as text. Example: 20%",
        ),
        (_, "of") => {
            lang.pick("Bagian dari apa: pilih dari daftar.", "A share of what: choose from the list.")
        }
        (_, "per") => lang.pick(
            "year: setiap tahun. horizon: selama rencana.",
            "year: in every year. horizon: over the plan.",
        ),
        ("outcome", "at_least") => lang
            .pick("Nilai indeks paling sedikit. Contoh: 3.5", "The least value of the index. Example: 3.5"),
        (_, "at_least") => lang.pick(
            "Banyaknya inisiatif paling sedikit. Contoh: 2",
            "The least number of initiatives. Example: 2",
        ),
        ("floor", "at_most") => lang.pick(
            "TRUE bila bagian itu batas atas; kosong bila batas bawah.",
            "TRUE if the share is the most; empty if it is the least.",
        ),
        (_, "at_most") => lang.pick(
            "Banyaknya yang mulai dalam setahun, paling banyak. Contoh: 4",
            "The most that start in a year. Example: 4",
        ),
        ("starts", _) if is_year => lang.pick(
            "Banyaknya yang mulai pada tahun ini, paling banyak. Contoh: 4",
            "The most that start in this year. Example: 4",
        ),
        (_, "index") => lang.pick(
            "Kode indeks dari lembar indeks. Contoh: pemdi",
            "The code of an index of sheet index. Example: pemdi",
        ),
        (_, "members") => lang.pick(
            "Kode inisiatif, ; di antaranya. Contoh: A01; A02",
            "Codes of initiatives, ; between. Example: A01; A02",
        ),
        (_, "choose") => lang.pick(
            "Berapa varian yang dipilih: pilih dari daftar.",
            "How many variants are chosen: choose from the list.",
        ),
        (_, "drop") => lang.pick(
            "Aturan yang dilepas di skenario ini, ; di antaranya. Contoh: floor; ceiling:total",
            "Rules that this scenario drops, ; between. Example: floor; ceiling:total",
        ),
        (_, "probability") => lang.pick(
            "Bobot skenario ini terhadap yang lain. Contoh: 0.25",
            "The weight of this scenario against the others. Example: 0.25",
        ),
        (_, "stability.plan") => lang.pick(
            "Nama lembar rencana sebelumnya dengan .csv. Contoh: earlier.csv",
            "The sheet of the earlier plan with .csv. Example: earlier.csv",
        ),
        (_, "stability.at_most") => lang.pick(
            "Banyaknya perubahan dari rencana sebelumnya, paling banyak. Contoh: 3",
            "The most changes from the earlier plan. Example: 3",
        ),
        (_, "weights") => {
            lang.pick("Set bobot yang dipakai. Contoh: equal", "The weight set it uses. Example: equal")
        }
        (_, "method") => lang.pick(
            "Cara bobot didapat: pilih dari daftar.",
            "How the weights are obtained: choose from the list.",
        ),
        (_, "derive") => lang.pick(
            "Cara bobot dihitung dari perbandingan: eigenvector atau geometric mean.",
            "How weights follow from comparisons: eigenvector or geometric mean.",
        ),
        (_, "aggregate") => lang.pick(
            "Apa yang digabung dari para penilai: judgements atau priorities.",
            "What of the raters is combined: judgements or priorities.",
        ),
        ("scores", "rater") => {
            lang.pick("Kode penilai. Contoh: bappeda", "The code of the rater. Example: bappeda")
        }
        ("scores", "criterion") => lang.pick(
            "Kriteria yang dinilai: pilih dari daftar.",
            "The criterion that is scored: choose from the list.",
        ),
        ("scores", "grade") => lang.pick(
            "Seberapa kuat buktinya: pilih dari daftar.",
            "How strong the evidence is: choose from the list.",
        ),
        (_, "start") => lang.pick(
            "Tahun mulai pada rencana sebelumnya; kosong bila tidak masuk. Contoh: 2027",
            "The year of start in the earlier plan; empty if it was out. Example: 2027",
        ),
        (_, "initiative") => lang.pick(
            "Kode inisiatif: pilih dari lembar inisiatif. Contoh: A01",
            "The code of an initiative, from sheet initiatives. Example: A01",
        ),
        (_, "agency" | "agencies") => lang.pick(
            "Perangkat daerah yang dikenai. Kosong: semua. Contoh: Diskominfo",
            "The agencies it applies to. Empty: all. Example: Diskominfo",
        ),
        (_, "category") => lang.pick(
            "Kategori yang dikenai. Kosong: semua. Pilih dari daftar.",
            "The category it applies to. Empty: all. Choose from the list.",
        ),
        (_, "class" | "classes") => lang.pick(
            "Jenis belanja yang dikenai: capital, operating, atau jenis sendiri. Contoh: capital",
            "The cost classes it applies to: capital, operating or your own. Example: capital",
        ),
        (_, "fund") => lang.pick(
            "Sumber dana yang dikenai. Pilih dari daftar.",
            "The fund it applies to. Choose from the list.",
        ),
        (_, "account") => lang.pick(
            "Kode rekening, sebagai teks. Contoh: 5.1.02.02",
            "The account code, as text. Example: 5.1.02.02",
        ),
        (_, "reason") => lang.pick(
            "Alasan dan dasarnya. Contoh: SK Bupati 12/2026",
            "The reason and who decided. Example: Decree 12/2026",
        ),
        (_, "scenario") => lang.pick(
            "Skenario yang dikenai. Kosong: semua skenario.",
            "The scenario it applies to. Empty: every scenario.",
        ),
        (_, "note.id") => lang.pick("Catatan dalam bahasa Indonesia.", "A note in Indonesian."),
        (_, "note.en") => lang.pick("Catatan dalam bahasa Inggris.", "A note in English."),
        (_, "name.id" | "name_id") => lang.pick("Nama dalam bahasa Indonesia.", "The name in Indonesian."),
        (_, "name.en" | "name_en") => lang.pick("Nama dalam bahasa Inggris.", "The name in English."),
        (_, "name") => lang.pick("Nama.", "The name."),
        (_, "id") => lang.pick(
            "Kode unik; lembar lain menyebut baris ini dengannya. Contoh: total",
            "A unique code; other sheets name the row by it. Example: total",
        ),
        _ => return None,
    };
    Some(text)
}
