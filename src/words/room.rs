//! Words of the decision room (`report.html`): every text of the page by key, and the sentences behind its data.
//!
//! In a word `{0}`, `{1}`, ... stand for what the page puts in.

use super::{Lang, numbers, rules};
use crate::portfolio::{Currency, Dependency, Lift, Portfolio};
use crate::units::{Level, Money, Points, Year};

/// Every word of the page: key, Indonesian, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("language", "Indonesia", "English"),
    ("language_name", "Bahasa", "Language"),
    ("title", "Ruang keputusan", "Decision room"),
    ("illustrative", "Contoh ilustratif", "Illustrative example"),
    ("findings_link", "Temuan pada masukan: {0}", "Findings in the inputs: {0}"),
    ("findings_title", "Temuan pada masukan", "Findings in the inputs"),
    (
        "findings_means",
        "{0}. Temuan ini dapat mengubah angka di halaman ini.",
        "{0}. These findings can change the figures on this page.",
    ),
    ("findings_kind", "Jenis", "Kind"),
    ("findings_what", "Temuan", "Finding"),
    ("findings_where", "Tempat", "Place"),
    (
        "findings_defaults",
        "Nilai bawaan yang dipakai karena tidak diisi ({0})",
        "Default values used because the case gives none ({0})",
    ),
    ("skip", "Langsung ke isi", "Skip to the answer"),
    ("theme", "Tampilan", "Appearance"),
    ("theme_auto", "Ikut perangkat", "As the device"),
    ("theme_light", "Terang", "Light"),
    ("theme_dark", "Gelap", "Dark"),
    ("print", "Cetak", "Print"),
    ("choose", "Memilih pagu", "Choosing the ceiling"),
    ("choose_scenario", "Pilih skenario pagu", "Choose a budget scenario"),
    ("funded_of", "{0} dari {1} didanai", "{0} of {1} funded"),
    ("funded_short", "{0}/{1}", "{0}/{1}"),
    ("move_ceiling", "Atau geser pagu", "Or move the ceiling"),
    ("slide_at", "{0} · {1} didanai", "{0} · {1} funded"),
    ("slide_range", "dari {0} sampai {1}", "from {0} to {1}"),
    ("compare_with", "Bandingkan dengan", "Compare with"),
    ("nothing", "Tanpa pembanding", "Nothing"),
    ("scenarios", "Skenario", "Scenarios"),
    ("steps", "Pagu di sepanjang kurva", "Ceilings along the curve"),
    ("swap", "Tukar", "Swap"),
    ("filters", "Penyaring", "Filters"),
    ("search", "Cari inisiatif", "Search an initiative"),
    ("search_hint", "nama, kode, atau perangkat daerah", "name, id or agency"),
    ("agency", "Perangkat daerah", "Agency"),
    ("category", "Kategori", "Category"),
    ("all_agencies", "Semua perangkat daerah", "All agencies"),
    ("all_categories", "Semua kategori", "All categories"),
    ("show", "Tampilkan", "Show"),
    ("show_all", "Semua", "All"),
    ("show_funded", "Didanai", "Funded"),
    ("show_out", "Tidak didanai", "Not funded"),
    ("show_changed", "Yang berubah", "What changes"),
    ("clear", "Hapus penyaring", "Clear filters"),
    ("matches", "{0} dari {1} inisiatif ditampilkan", "{0} of {1} initiatives shown"),
    ("certificate", "Sertifikat", "Certificate"),
    (
        "compared",
        "Dibanding {0}: {1} gugur, {2} ditunda, {3} dimajukan, {4} ditambah.",
        "Against {0}: {1} fall off, {2} are delayed, {3} brought forward, {4} added.",
    ),
    ("more_money", "Bila ada uang lebih:", "With more money:"),
    ("against_value", "pembanding {0} ({1})", "against {0} ({1})"),
    (
        "other_measure",
        "poin pembanding memakai bobot lain: tidak dapat dibandingkan",
        "the other plan's points go by other weights: they do not compare",
    ),
    ("of", "{0} dari {1}", "{0} of {1}"),
    ("ceiling", "Pagu", "Ceiling"),
    ("spending", "Belanja", "Spending"),
    ("funded", "Didanai", "Funded"),
    ("value", "Manfaat (poin)", "Value (points)"),
    ("index", "Indeks {0} {1}", "{0} index {1}"),
    ("after", "Beban {0}", "Cost of {0}"),
    ("numbers", "Lihat angkanya", "See the numbers"),
    ("spending_title", "Belanja terhadap pagu tiap tahun", "Spending against the ceiling of each year"),
    ("filtered", "Hanya yang lolos penyaring", "Only what passes the filters"),
    ("running", "Sistem yang sudah berjalan", "Systems that already run"),
    ("year", "Tahun", "Year"),
    ("index_title", "Indeks {0} tiap tahun", "{0} index of each year"),
    ("today", "Kini", "Today"),
    ("scheme", "Indeks", "Index"),
    (
        "projection",
        "Proyeksi dari layanan yang berjalan, bukan nilai resmi",
        "Projected from services in operation, not an official score",
    ),
    ("frontier_title", "Manfaat yang dibeli setiap pagu", "What each ceiling buys"),
    (
        "frontier_note",
        "Garis: rencana terbaik pada setiap pagu; titik: skenario, dapat diklik",
        "Line: the best plan under each ceiling; dots: scenarios, to be clicked",
    ),
    ("scenarios_title", "Manfaat dan pagu setiap skenario", "Value and ceiling of each scenario"),
    ("total_ceiling", "pagu seluruh masa rencana", "ceiling over the whole plan"),
    ("stop", "Pagu atau skenario", "Ceiling or scenario"),
    ("proof", "Bukti", "Proof"),
    ("changes_title", "{0}: apa yang berubah dibanding {1}", "{0}: what changes against {1}"),
    ("group_dropped", "Gugur ({0})", "Falls off ({0})"),
    ("group_delayed", "Ditunda ({0})", "Delayed ({0})"),
    ("group_forward", "Dimajukan ({0})", "Brought forward ({0})"),
    ("group_added", "Ditambah ({0})", "Added ({0})"),
    ("chip_dropped", "gugur", "falls off"),
    ("chip_delayed", "ditunda", "delayed"),
    ("chip_forward", "maju", "earlier"),
    ("chip_added", "baru", "added"),
    ("was", "semula {0}", "was {0}"),
    ("none", "Tidak ada", "None"),
    ("roadmap_title", "Peta jalan: {0}", "Roadmap: {0}"),
    (
        "roadmap_caption",
        "Inisiatif menurut kategori, tahun pelaksanaan dan layanannya",
        "Initiatives by category, with the years in which they are carried out and serve",
    ),
    ("lane", "{0} didanai · {1}", "{0} funded · {1}"),
    ("unfold", "Tampilkan {0} inisiatif", "Show {0} initiatives"),
    ("fold", "Ringkas lagi", "Sum up again"),
    ("starts_here", "{0} mulai", "{0} start"),
    ("list_all", "Tampilkan semua {0}", "Show all {0}"),
    ("list_first", "Hanya {0} yang pertama", "Only the first {0}"),
    (
        "execution",
        "Pelaksanaan (angka: biaya selama masa rencana)",
        "Execution (figure: cost within the plan)",
    ),
    ("service", "Layanan berjalan", "In service"),
    ("in_other", "Letaknya pada {0}", "Where it stands in {0}"),
    ("initiative", "Inisiatif", "Initiative"),
    ("cost", "Biaya", "Cost"),
    ("not_funded", "Tidak didanai", "Not funded"),
    ("from_to", "Pelaksanaan {0} sampai {1}", "Carried out from {0} to {1}"),
    ("no_match", "Tidak ada inisiatif yang cocok.", "No initiative matches."),
    ("list_title", "Semua inisiatif dan alasannya: {0}", "Every initiative, and why: {0}"),
    ("out", "Tidak didanai ({0})", "Not funded ({0})"),
    ("in", "Didanai ({0})", "Funded ({0})"),
    ("start", "Mulai", "Start"),
    ("why", "Mengapa", "Why"),
    ("scenario", "Skenario", "Scenario"),
    ("close", "Tutup", "Close"),
    ("fate_title", "Nasibnya di setiap skenario", "What happens to it in each scenario"),
    ("facts_title", "Keterangan", "What is known of it"),
    ("needs", "Menunggu", "Waits for"),
    ("needed", "Ditunggu oleh", "Waited for by"),
    ("along_title", "Di sepanjang kurva pagu", "Along the ceilings"),
    (
        "along_from",
        "Didanai mulai pagu {0}; pada {1} dari {2} pagu di sepanjang kurva.",
        "Funded from a ceiling of {0} on; under {1} of {2} ceilings along the curve.",
    ),
    (
        "along_never",
        "Tidak didanai di pagu mana pun di sepanjang kurva.",
        "Funded under no ceiling along the curve.",
    ),
    ("fact_cost", "Biaya", "Cost"),
    ("fact_needs", "Syarat", "Needs"),
    ("fact_group", "Pilihan varian", "Alternatives"),
    ("fact_lifts", "Menaikkan indeks", "Lifts the index"),
    ("fact_saving", "Penghematan di tempat lain", "Saves elsewhere"),
    ("fact_risk", "Risiko", "Risk"),
    ("fact_legal", "Dasar hukum", "Legal basis"),
    ("fact_heading", "Muatan peta rencana", "Heading in the master plan"),
    ("fact_account", "Kode rekening", "Account code"),
    ("fact_basis", "Sumber angka", "Source of its figures"),
    ("proof_title", "Bukti", "Proof"),
    (
        "proof_means",
        "Setiap rencana di halaman ini diperiksa ulang terhadap semua aturan dengan bilangan bulat, tanpa pemecah. \
         \u{201c}Terbukti optimal\u{201d} berarti pemecah telah menelusuri semua kemungkinan dan tidak menemukan yang \
         lebih baik; \u{201c}batas diperiksa\u{201d} dapat dihitung ulang oleh siapa pun dari sertifikat.",
        "Every plan on this page was checked again against all rules in whole numbers, without a solver. \u{201c}Proven \
         optimal\u{201d} means that the solver searched everything and found nothing better; the \u{201c}checked \
         bound\u{201d} can be recomputed by anyone from the certificate.",
    ),
    (
        "proof_check",
        "Untuk memeriksanya: petajalan verify pada folder hasil; sidik (SHA-256) di bawah ini adalah sidik berkas yang \
         memuat rencana itu.",
        "To check them: petajalan verify on the folder of results; the fingerprints (SHA-256) below are those of the files \
         that hold the plans.",
    ),
    ("proof_list", "Bukti dan sertifikat dari {0} rencana", "Proofs and certificates of {0} plans"),
    ("bounds", "Nilai dan batas", "Value and bounds"),
    ("file", "Berkas dan sidiknya", "File and its fingerprint"),
    ("inputs", "Sidik semua masukan:", "Fingerprint of all inputs:"),
    (
        "made_by",
        "Dibuat oleh petajalan {0}. Halaman ini berdiri sendiri dan tidak memakai jaringan.",
        "Made by petajalan {0}. This page stands alone and uses no network.",
    ),
    (
        "licences",
        "Huruf: Plus Jakarta Sans, Copyright 2020 The Plus Jakarta Sans Project Authors, SIL Open Font License 1.1. \
         Selebihnya: MIT atau Apache-2.0.",
        "Font: Plus Jakarta Sans, Copyright 2020 The Plus Jakarta Sans Project Authors, SIL Open Font License 1.1. \
         All else: MIT or Apache-2.0.",
    ),
];

/// Every word of the page, by key.
pub fn words(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().map(move |&(key, id, en)| (key, lang.pick(id, en)))
}

/// What the page says where no script runs.
#[must_use]
pub fn no_script() -> &'static str {
    "Halaman ini memerlukan JavaScript peramban (tanpa jaringan). This page needs the browser's JavaScript (no network)."
}

/// A text that begins with a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name of a step of the frontier.
#[must_use]
pub fn step(currency: &Currency, money: Money, lang: Lang) -> String {
    let money = numbers::money_long(lang, currency, money);
    match lang {
        Lang::Id => format!("Pagu {money}"),
        Lang::En => format!("Ceiling {money}"),
    }
}

/// The least extra money that helps, what it gains and what it buys.
#[must_use]
pub fn next(currency: &Currency, more: Money, gain: Points, buys: &str, proven: bool, lang: Lang) -> String {
    let (more, gain) = (numbers::money(lang, currency, more), numbers::points(lang, gain, 1));
    let sure = if proven { "" } else { lang.pick(" (belum terbukti terkecil)", " (not proven least)") };
    match lang {
        Lang::Id => format!("tambahan terkecil yang berguna {more}{sure}, naik {gain} poin: {buys}."),
        Lang::En => {
            format!("the least extra money that helps is {more}{sure}, for {gain} points more: {buys}.")
        }
    }
}

/// Where prices come from.
#[must_use]
pub fn prices_of(file: &str, sha256: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "Kerugian dan harga di bawah setiap alasan dihitung oleh petajalan explain ({file}, SHA-256 {sha256})."
        ),
        Lang::En => format!(
            "Losses and prices below each reason were worked out by petajalan explain ({file}, SHA-256 {sha256})."
        ),
    }
}

/// How to get prices.
#[must_use]
pub fn no_prices(scenario: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "Harga masuk dan keluar setiap inisiatif belum dihitung: jalankan petajalan explain KASUS --scenario {scenario}, \
             lalu buat laporan ini lagi."
        ),
        Lang::En => format!(
            "At which price each initiative would enter or leave has not been worked out: run petajalan explain CASE \
             --scenario {scenario}, then make this report again."
        ),
    }
}

/// How to get more conflicts and ways out.
#[must_use]
pub fn no_ways_out(scenario: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "Pertentangan lain dan jalan keluarnya belum dicari: jalankan petajalan explain KASUS --scenario {scenario}, lalu \
             buat laporan ini lagi."
        ),
        Lang::En => format!(
            "Other conflicts and the ways out have not been looked for: run petajalan explain CASE --scenario {scenario}, \
             then make this report again."
        ),
    }
}

/// What an initiative costs: in each execution year, then in every year of service.
#[must_use]
pub fn cost(currency: &Currency, build: &[Money], run: Money, prices: Year, lang: Lang) -> String {
    let amounts: Vec<String> =
        build.iter().map(|&amount| numbers::money_short(lang, currency, amount)).collect();
    let (amounts, run, year) = (amounts.join(" + "), numbers::money_short(lang, currency, run), prices.0);
    match lang {
        Lang::Id => format!("{amounts} untuk pelaksanaan; {run} setiap tahun layanan (harga {year})"),
        Lang::En => format!("{amounts} to carry out; {run} in every year of service ({year} prices)"),
    }
}

/// An amount a year.
#[must_use]
pub fn a_year(currency: &Currency, amount: Money, lang: Lang) -> String {
    let amount = numbers::money_short(lang, currency, amount);
    match lang {
        Lang::Id => format!("{amount} setahun"),
        Lang::En => format!("{amount} a year"),
    }
}

/// What an initiative waits for.
#[must_use]
pub fn needs(portfolio: &Portfolio, clauses: &[Dependency], lang: Lang) -> String {
    clauses.iter().map(|clause| rules::clause(portfolio, clause, lang)).collect::<Vec<_>>().join("; ")
}

/// Which indicators an initiative lifts, and by how much.
#[must_use]
pub fn lifts(portfolio: &Portfolio, lifts: &[Lift], lang: Lang) -> String {
    let lift = |lift: &Lift| {
        let scheme = portfolio.scheme(lift.scheme);
        let indicator = &scheme.indicators[lift.indicator.0];
        let by = numbers::index(lang, Level(lift.by.0));
        let by = by.trim_end_matches('0').trim_end_matches([',', '.']);
        format!("{} {} {} +{by}", lang.label(&scheme.name), indicator.id, lang.label(&indicator.name))
    };
    lifts.iter().map(lift).collect::<Vec<_>>().join("; ")
}

/// A risk from 1 to 5.
#[must_use]
pub fn risk(risk: u8, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{risk} dari 5"),
        Lang::En => format!("{risk} of 5"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_are_unique_and_both_languages_fill_in_the_same() {
        super::super::check_table(super::WORDS);
    }
}
