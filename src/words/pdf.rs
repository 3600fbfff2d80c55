//! Words of the printed report (`report.pdf`).

use super::{Lang, numbers};
use crate::portfolio::{Currency, Portfolio, ServiceStart};
use crate::units::{Money, Year};

/// Bookmark of the first page.
#[must_use]
pub fn cover(lang: Lang) -> &'static str {
    lang.pick("Sampul", "Cover")
}

/// What the report is.
#[must_use]
pub fn what(lang: Lang) -> &'static str {
    lang.pick(
        "Laporan rencana investasi untuk setiap skenario pagu, dengan bukti",
        "Report of the investment plans under each budget scenario, with proof",
    )
}

/// Lines for signatures.
#[must_use]
pub fn signs(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Id => ["Disusun oleh, tanggal", "Diperiksa oleh, tanggal", "Disetujui oleh, tanggal"],
        Lang::En => ["Prepared by, date", "Checked by, date", "Approved by, date"],
    }
}

/// Pages about all scenarios.
#[must_use]
pub fn together(lang: Lang) -> &'static str {
    lang.pick("Semua skenario", "All scenarios")
}

/// The roadmap.
#[must_use]
pub fn roadmap(lang: Lang) -> &'static str {
    lang.pick("Peta jalan", "Roadmap")
}

/// Budget tables.
#[must_use]
pub fn budget(lang: Lang) -> &'static str {
    lang.pick("Anggaran menurut tahun, perangkat daerah, dan sumber dana", "Budget by year, agency and fund")
}

/// The matrix.
#[must_use]
pub fn matrix(lang: Lang) -> &'static str {
    lang.pick("Matriks peta rencana", "Matrix of the master plan")
}

/// Levels of indicators.
#[must_use]
pub fn levels(lang: Lang) -> &'static str {
    lang.pick("Target tingkat tiap indikator", "Target level of each indicator")
}

/// What a level is.
#[must_use]
pub fn projection(lang: Lang) -> &'static str {
    lang.pick(
        "Proyeksi pada akhir tahun dari layanan yang berjalan, bukan nilai resmi",
        "Projected at the end of the year from services in operation, not an official score",
    )
}

/// A column of indicators.
#[must_use]
pub fn indicator(lang: Lang) -> &'static str {
    lang.pick("indikator", "indicator")
}

/// A column of baselines.
#[must_use]
pub fn today(lang: Lang) -> &'static str {
    lang.pick("kini", "today")
}

/// What was left out.
#[must_use]
pub fn left_out(lang: Lang) -> &'static str {
    lang.pick("Yang tidak didanai, dan mengapa", "What is not funded, and why")
}

/// The last part.
#[must_use]
pub fn appendix(lang: Lang) -> &'static str {
    lang.pick("Metode dan bukti", "Method and proof")
}

/// The table of proofs.
#[must_use]
pub fn proofs(lang: Lang) -> &'static str {
    lang.pick("Bukti dan sidik berkas", "Proofs and fingerprints of files")
}

/// A column of fingerprints.
#[must_use]
pub fn fingerprint(lang: Lang) -> &'static str {
    lang.pick("berkas dan sidiknya (SHA-256)", "file and its fingerprint (SHA-256)")
}

/// A row about prices or conflicts.
#[must_use]
pub fn explained(lang: Lang) -> &'static str {
    lang.pick("alasan dan harga", "reasons and prices")
}

/// A row about an input file.
#[must_use]
pub fn input(lang: Lang) -> &'static str {
    lang.pick("masukan", "input")
}

/// A row of totals.
#[must_use]
pub fn total(lang: Lang) -> &'static str {
    lang.pick("Jumlah", "Total")
}

/// What amounts in tables are counted in.
#[must_use]
pub fn unit(currency: &Currency, lang: Lang) -> String {
    match (lang, currency.sign.is_empty()) {
        (_, true) => String::new(),
        (Lang::Id, false) => format!("Jumlah uang dalam {}", currency.sign),
        (Lang::En, false) => format!("Amounts of money in {}", currency.sign),
    }
}

/// An amount without its sign; a dash for nothing.
#[must_use]
pub fn amount(currency: &Currency, amount: Money, lang: Lang) -> String {
    if amount == Money::ZERO {
        return "–".to_owned();
    }
    let bare = Currency { sign: String::new(), decimals: currency.decimals };
    numbers::money(lang, &bare, amount)
}

/// What the year after the plan costs.
#[must_use]
pub fn after(currency: &Currency, year: Year, amount: Money, lang: Lang) -> String {
    let amount = numbers::money_long(lang, currency, amount);
    match lang {
        Lang::Id => format!("Setelah masa rencana, layanan ini menuntut {amount} pada {}.", year.0),
        Lang::En => format!("After the plan these services need {amount} in {}.", year.0),
    }
}

/// How the plans were found, in paragraphs and formulas; one that begins with `# ` is a heading.
#[must_use]
pub fn method(portfolio: &Portfolio, lang: Lang) -> Vec<String> {
    let calendar = &portfolio.calendar;
    let discount =
        numbers::percent_of_ppm(lang, crate::units::round_half_even(portfolio.discount * 1e6).unwrap_or(0));
    let (first, last, served) = (calendar.first.0, calendar.last().0, calendar.served_to().0);
    let service = match calendar.service {
        ServiceStart::NextYear => {
            lang.pick("tahun setelah pelaksanaan selesai", "the year after execution ends")
        }
        ServiceStart::SameYear => lang.pick("tahun pelaksanaan terakhir", "the last year of execution"),
    };
    let told = match lang {
        Lang::Id => [
            "# Keputusan".to_owned(),
            format!("Untuk setiap inisiatif i: mulai pada satu tahun s antara {first} dan {last}, atau tidak sama sekali."),
            "# Manfaat".to_owned(),
            "p(i) = jangkauan(i) × jumlah atas kriteria c dari bobot(c) × v(c, skor(i, c)), dengan bobot berjumlah 1 dan v \
             pada skala 0 sampai 100; atau manfaat yang diberikan langsung oleh kasus."
                .to_owned(),
            format!(
                "manfaat(i, s) = jumlah atas tahun layanan t dari p(i) / (1 + r)^(t − {first}), r = {discount}, sejak {service} \
                 sampai {served}; dibulatkan setengah ke genap pada sepersejuta poin."
            ),
            "# Uang".to_owned(),
            "Belanja modal jatuh pada tahun pelaksanaan, biaya operasional pada setiap tahun layanan; dihitung dalam satuan \
             mata uang utuh. Setiap pagu, sumber dana, dan batas lain harus dipatuhi setiap tahun tanpa pembulatan."
                .to_owned(),
            "# Tujuan, berurutan".to_owned(),
            "Yang pertama dipenuhi sepenuhnya, lalu yang berikutnya di antara rencana yang sama baiknya; yang terakhir membuat \
             jawabannya tunggal."
                .to_owned(),
            "# Bukti".to_owned(),
            "Setiap rencana diaudit dalam bilangan bulat oleh bagian program yang tidak mengenal pemecah, sebelum ditunjukkan \
             dan sekali lagi untuk laporan ini. Terbukti optimal: pemecah menelusuri semua kemungkinan dan tidak menemukan \
             yang lebih baik. Batas diperiksa: tetapan + pengali × batas baris + yang terbaik dari setiap peubah, dapat \
             dihitung ulang oleh siapa pun dari sertifikat (petajalan verify), tanpa pemecah."
                .to_owned(),
        ],
        Lang::En => [
            "# Decision".to_owned(),
            format!("For each initiative i: a start in one year s from {first} to {last}, or none at all."),
            "# Value".to_owned(),
            "p(i) = reach(i) × sum over criteria c of weight(c) × v(c, score(i, c)), weights adding up to 1 and v on a scale \
             from 0 to 100; or the value the case itself gives."
                .to_owned(),
            format!(
                "value(i, s) = sum over service years t of p(i) / (1 + r)^(t − {first}), r = {discount}, from {service} to \
                 {served}; rounded half to even to millionths of a point."
            ),
            "# Money".to_owned(),
            "Capital falls in the years of execution, operating cost in every year of service; counted in whole units of the \
             currency. Every ceiling, fund and other limit is kept in every year without rounding."
                .to_owned(),
            "# Goals, in order".to_owned(),
            "The first is met in full, then the next among plans that are as good; the last makes the answer the only one."
                .to_owned(),
            "# Proof".to_owned(),
            "Every plan is audited in whole numbers by a part of the program that knows no solver, before it is shown and \
             once more for this report. Proven optimal: the solver searched everything and found nothing better. Checked \
             bound: constant + multipliers × limits of rows + the best of each variable, which anyone can recompute from \
             the certificate (petajalan verify), without a solver."
                .to_owned(),
        ],
    };
    told.into()
}
