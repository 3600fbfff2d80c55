//! What the cells of the form are checked for: drop-downs of few words or of another sheet's ids, and bounds of numbers.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, XlsxError};

use super::form::{DATA, ROOM};
use super::letters;
use crate::input::BUILT_IN_CLASSES;
use crate::input::workbook::{Held, Unrolled};
use crate::priority::evidence::Grade;
use crate::words::{Lang, form};

/// Columns whose cells stay as they are typed.
#[must_use]
pub fn is_text(key: &str) -> bool {
    key.ends_with("_lift")
        || matches!(
            key,
            "id" | "depends_on"
                | "variant_group"
                | "mutually_exclusive_with"
                | "program_or_subkegiatan"
                | "account"
                | "account_version"
                | "funding_sources"
                | "initiative"
        )
}

/// What a column's cells are checked for.
///
/// # Errors
/// A list is longer than a cell's check can hold.
pub fn check(
    key: &str,
    kind: &str,
    all: &[Unrolled],
    lang: Lang,
) -> Result<Option<DataValidation>, XlsxError> {
    let known = |of: &str| ids(of, all, lang);
    let list = |values: &[&str]| {
        let list = DataValidation::new().allow_list_strings(values)?;
        list.set_error_message(form::refused(lang)).map(Some)
    };
    let from = |range: Option<String>, style: DataValidationErrorStyle| match range {
        None => Ok(None),
        Some(range) => {
            let list = DataValidation::new().allow_list_formula(Formula::new(range)).set_error_style(style);
            list.set_error_message(form::refused(lang)).map(Some)
        }
    };
    let (stop, warn) = (DataValidationErrorStyle::Stop, DataValidationErrorStyle::Warning);
    let number = |least: f64, most: f64| {
        let check = DataValidation::new().allow_decimal_number(DataValidationRule::Between(least, most));
        check.set_error_message(form::refused_number(lang)).map(Some)
    };
    let whole = |least: i32, most: i32| {
        let check = DataValidation::new().allow_whole_number(DataValidationRule::Between(least, most));
        check.set_error_message(form::refused_number(lang)).map(Some)
    };
    let is_year = key.bytes().all(|byte| byte.is_ascii_digit());
    match key {
        "category" => from(known("category"), stop),
        "owner" | "agency" => from(known("agency"), stop),
        "scenario" => from(known("scenario"), stop),
        "variant_group" => from(known("group"), warn),
        "initiative" => from(known("initiatives"), stop),
        "criterion" if kind == "scores" => from(known("criterion"), stop),
        "rater" => from(known("rater"), warn),
        "fund" | "funding_sources" => from(known("fund"), warn),
        "capacity_gain_pool" => from(known("pool"), stop),
        "class" => classes(all, lang).map(Some),
        _ if words(key).is_some() => list(words(key).unwrap_or_default()),
        "duration_years" => whole(1, 100),
        "risk" => whole(1, 5),
        "earliest_start_year"
        | "latest_start_year"
        | "committed_start"
        | "mandatory_start_deadline_year"
        | "mandatory_finish_deadline_year" => whole(1, 9999),
        "opex_annual"
        | "reach"
        | "staff_pm_build_per_year"
        | "staff_pm_run_per_year"
        | "capacity_gain_pm_per_year"
        | "amount"
        | "limits"
        | "horizon_limit" => number(0.0, 1e15),
        _ if key.starts_with("capex_e") || is_year => number(0.0, 1e15),
        _ if key.starts_with("weights.") => number(0.0, 1.0),
        _ => Ok(None),
    }
}

/// The words a column takes, where those are few; also keys of the case's own sheet.
#[must_use]
pub fn words(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "mandatory" => &["0", "1", "group"],
        "force" => &["in", "out"],
        "choose" => &["at most one", "exactly one"],
        "per" => &["year", "horizon"],
        "of" => &["spending", "ceiling"],
        "grade" => &Grade::WORDS,
        "method" => &["direct", "swing", "pairwise", "raters"],
        "language" => &["id", "en"],
        "service.starts" => &["next year", "same year"],
        "value.from" => &["scores", "given"],
        _ => return None,
    })
}

/// Cost classes: those every case has, and its own. Others may be added, so another word is only warned of.
fn classes(all: &[Unrolled], lang: Lang) -> Result<DataValidation, XlsxError> {
    /// What a list in a cell's check may hold.
    const LONGEST: usize = 255;
    let sheet = all.iter().find(|sheet| sheet.kind == "class");
    let own = sheet.and_then(|sheet| Some((sheet, sheet.header.iter().position(|key| key == "id")?)));
    let mut ids: Vec<&str> = BUILT_IN_CLASSES.iter().map(|(id, ..)| *id).collect();
    let rows = own
        .into_iter()
        .flat_map(|(sheet, at)| sheet.rows.iter().filter_map(move |row| row.get(at)?.as_ref()));
    for id in rows.map(Held::text) {
        let length: usize = ids.iter().map(|id| id.chars().count() + 1).sum();
        if !ids.contains(&id) && length + id.chars().count() <= LONGEST {
            ids.push(id);
        }
    }
    let list = DataValidation::new().allow_list_strings(&ids)?;
    list.set_error_style(DataValidationErrorStyle::Warning).set_error_message(form::refused(lang))
}

/// The cells of another sheet that hold ids, as a formula; none where there is no such sheet.
fn ids(kind: &str, all: &[Unrolled], lang: Lang) -> Option<String> {
    let sheet = all.iter().find(|sheet| sheet.kind == kind && !sheet.rows.is_empty())?;
    let column = letters(sheet.header.iter().position(|key| key == "id")?);
    let name = form::sheet(kind, lang).replace('\'', "''");
    Some(format!("='{name}'!${column}${}:${column}${}", DATA + 1, DATA + 1 + ROOM))
}
