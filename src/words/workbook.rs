//! Words of the workbook with results: names of its sheets, remarks above its tables, what stands in its cells.

use super::{Lang, numbers};
use crate::portfolio::Portfolio;
use crate::units::{InitiativeIx, Level, SchemeIx, Year};

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// One row a scenario.
    Summary,
    /// Every initiative in every scenario.
    Plan,
    /// Every amount.
    Spending,
    /// Spending against every limit.
    Ceilings,
    /// What changes between scenarios.
    Comparison,
    /// What that means for agencies and funds.
    Agencies,
    /// All scenarios side by side.
    Scenarios,
    /// The form of a master plan.
    Matrix,
    /// Why.
    Reasons,
    /// Who decided what.
    Decisions,
    /// Files, findings and defaults.
    Inputs,
}

/// The name on a sheet's tab.
#[must_use]
pub fn tab(tab: Tab, lang: Lang) -> &'static str {
    match tab {
        Tab::Summary => lang.pick("Ringkasan", "Summary"),
        Tab::Plan => lang.pick("Rencana", "Plan"),
        Tab::Spending => lang.pick("Belanja", "Spending"),
        Tab::Ceilings => lang.pick("Pagu", "Ceilings"),
        Tab::Comparison => lang.pick("Perbandingan", "Comparison"),
        Tab::Agencies => lang.pick("Selisih OPD", "Agency changes"),
        Tab::Scenarios => lang.pick("Semua skenario", "All scenarios"),
        Tab::Matrix => lang.pick("Matriks", "Matrix"),
        Tab::Reasons => lang.pick("Alasan", "Reasons"),
        Tab::Decisions => lang.pick("Keputusan", "Decisions"),
        Tab::Inputs => lang.pick("Masukan", "Inputs"),
    }
}

/// The title above a sheet's table.
#[must_use]
pub fn title(tab: Tab, lang: Lang) -> &'static str {
    match tab {
        Tab::Summary => lang.pick("Skenario dan rencananya", "The scenarios and their plans"),
        Tab::Plan => {
            lang.pick("Setiap inisiatif dalam setiap skenario", "Every initiative in every scenario")
        }
        Tab::Spending => lang.pick(
            "Belanja menurut tahun, perangkat daerah, sumber dana, dan rekening",
            "Spending by year, agency, fund and account",
        ),
        Tab::Ceilings => lang.pick("Belanja terhadap setiap pagu", "Spending against every ceiling"),
        Tab::Comparison => {
            lang.pick("Apa yang berubah antarskenario", "What changes from scenario to scenario")
        }
        Tab::Agencies => lang.pick(
            "Selisih belanja antarskenario menurut perangkat daerah dan sumber dana",
            "Differences of spending between scenarios, by agency and fund",
        ),
        Tab::Scenarios => lang.pick("Tahun mulai dalam setiap skenario", "The start year in every scenario"),
        Tab::Matrix => lang.pick("Matriks peta rencana", "Matrix of the master plan"),
        Tab::Reasons => {
            lang.pick("Mengapa masuk, ditunda, atau tidak masuk", "Why in, why not earlier, why out")
        }
        Tab::Decisions => lang
            .pick("Siapa memutuskan apa, kapan, atas dasar apa", "Who decided what, when, and on what basis"),
        Tab::Inputs => lang.pick(
            "Berkas yang dibaca, temuan di dalamnya, dan nilai bawaan yang dipakai",
            "Files that were read, findings in them, and defaults used",
        ),
    }
}

/// A remark under a sheet's title, where it needs one.
#[must_use]
pub fn remark(tab: Tab, lang: Lang) -> &'static str {
    match tab {
        Tab::Summary => lang.pick(
            "Belanja dijumlahkan dari lembar Belanja.",
            "Spending is added up from sheet Spending.",
        ),
        Tab::Plan | Tab::Spending => lang.pick(
            "Baris jumlah mengikuti saringan: pilih satu skenario lebih dahulu.",
            "The total follows the filter: choose one scenario first.",
        ),
        Tab::Ceilings => lang.pick(
            "Sisa di bawah nol berarti pagu terlampaui; pinjaman antartahun dari sisa dana dihitung pada sumber dana.",
            "Less than nothing left would mean a ceiling is exceeded; money a fund carries over may lift its limit.",
        ),
        Tab::Comparison | Tab::Agencies => lang.pick(
            "Selisih = skenario kedua dikurangi skenario pertama; di bawah nol berarti hemat.",
            "Difference = second scenario minus first; below zero means saved.",
        ),
        Tab::Decisions => lang.pick(
            "Setiap entri memuat hash entri sebelumnya, sehingga perubahan kemudian terlihat.",
            "Each entry holds the hash of the one before, so that a later edit shows.",
        ),
        Tab::Scenarios | Tab::Matrix | Tab::Reasons | Tab::Inputs => "",
    }
}

/// The label of a row of totals.
#[must_use]
pub fn total(lang: Lang) -> &'static str {
    lang.pick("Jumlah baris yang tampak", "Total of the rows shown")
}

/// The label of the amounts' unit under a title.
#[must_use]
pub fn unit(lang: Lang, sign: &str) -> String {
    match lang {
        Lang::Id => format!("Jumlah uang dalam {sign}."),
        Lang::En => format!("Amounts of money in {sign}."),
    }
}

/// Whether an initiative is in every plan, in some or in none.
#[must_use]
pub fn standing(plans: usize, of: usize, lang: Lang) -> &'static str {
    match plans {
        0 => lang.pick("tidak pernah", "never"),
        _ if plans == of => lang.pick("selalu", "always"),
        _ => lang.pick("kadang", "sometimes"),
    }
}

/// What an initiative is in a year: being built, in service, or neither.
#[must_use]
pub fn stage(
    portfolio: &Portfolio,
    initiative: InitiativeIx,
    start: Year,
    year: Year,
    lang: Lang,
) -> &'static str {
    let duration = portfolio.initiative(initiative).duration;
    let last = start.plus(i32::from(duration) - 1);
    if (start..=last).contains(&year) {
        lang.pick("bangun", "build")
    } else if year >= portfolio.calendar.service_from(start, duration) {
        lang.pick("layanan", "service")
    } else {
        ""
    }
}

/// What an initiative brings: since when it serves and which indicators of the first index it lifts.
#[must_use]
pub fn target(portfolio: &Portfolio, initiative: InitiativeIx, start: Year, lang: Lang) -> String {
    let item = portfolio.initiative(initiative);
    let from = portfolio.calendar.service_from(start, item.duration).0;
    let mut text = match lang {
        Lang::Id => format!("Layanan mulai {from}"),
        Lang::En => format!("In service from {from}"),
    };
    let lifts = item.lifts.iter().filter(|lift| lift.scheme == SchemeIx(0) && lift.by > Level(0));
    let lifts: Vec<String> = lifts
        .map(|lift| {
            let scheme = portfolio.scheme(lift.scheme);
            let by = numbers::index(lang, lift.by);
            let by = by.trim_end_matches('0').trim_end_matches([',', '.']).to_owned();
            format!("{} {} +{by}", lang.label(&scheme.name), scheme.indicators[lift.indicator.0].id)
        })
        .collect();
    if !lifts.is_empty() {
        text.extend(["; ", &lifts.join(", ")]);
    }
    text
}

/// Spending of a year, as a series of a chart.
#[must_use]
pub fn spending_by_year(lang: Lang) -> &'static str {
    lang.pick("Belanja per tahun", "Spending by year")
}

/// The kinds of lines on the sheet of inputs.
#[must_use]
pub fn input_kind(file: bool, lang: Lang) -> &'static str {
    if file { lang.pick("berkas (SHA-256)", "file (SHA-256)") } else { lang.pick("nilai bawaan", "default") }
}

/// What is said where a table is longer than a sheet.
#[must_use]
pub fn cut(lang: Lang) -> &'static str {
    lang.pick(
        "Tabel lebih panjang daripada satu lembar; sisanya ada di berkas CSV.",
        "The table is longer than a sheet; the rest is in the CSV files.",
    )
}
