//! Keys that nothing reads: [`finding`] says what was meant, and how grave it is.
//!
//! A rule that holds for other things than its author believes is worse than no rule, so in the tables of rules every
//! unknown key is an error. Elsewhere people keep notes: there only what looks like a mistyped key is one.

use super::case_toml::RULE_TABLES;
use crate::diagnostic::Finding;
use crate::finding::Unread;

/// Tables beside the rule tables in which nothing is a note.
const STRICT: [&str; 6] = ["stability", "goals", "uncertainty", "grade", "initiative", "reference"];

/// Keys that hold amounts by year.
const AMOUNTS: [&str; 6] = ["limits", "limit", "amount", "amounts", "capacity", "at_most"];

/// What people call keys, and the keys that may be meant: the first that the table has.
const MEANT: [(&[&str], &[&str]); 17] = [
    (
        &[
            "amount", "amounts", "limit", "limits", "capacity", "cap", "budget", "pagu", "anggaran",
            "jumlah", "total",
        ],
        &["limits", "limit", "amount", "amounts", "capacity", "at_most", "ceiling"],
    ),
    (&["max", "maximum", "at_most", "most", "maks", "maksimum"], &["at_most", "limits", "limit", "capacity"]),
    (&["min", "minimum", "at_least", "least", "minimal"], &["at_least", "amount"]),
    (&["agency", "agencies", "owner", "opd", "dinas", "perangkat_daerah"], &["agency", "agencies"]),
    (&["category", "categories", "kategori"], &["category", "categories"]),
    (&["class", "classes", "jenis", "jenis_belanja"], &["class", "classes"]),
    (&["fund", "funds", "funding", "funding_source", "funding_sources", "sumber_dana"], &["fund"]),
    (&["initiative", "initiatives", "inisiatif"], &["initiative", "members"]),
    (&["members", "anggota", "initiatives"], &["members"]),
    (&["reason", "alasan", "why"], &["reason"]),
    (&["year", "tahun"], &["year"]),
    (&["share", "percent", "percentage", "persen", "persentase"], &["share"]),
    (&["horizon", "overall", "all_years"], &["horizon_limit"]),
    (&["carry_over", "carryover", "rollover"], &["carry_over_cap"]),
    (&["nama", "title", "label"], &["name"]),
    (&["kriteria", "criteria"], &["criterion"]),
    (&["staff", "tenaga"], &["pool"]),
];

/// Words under which people keep remarks.
const REMARKS: [&str; 17] = [
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "description",
    "source",
    "sources",
    "author",
    "contact",
    "catatan",
    "keterangan",
    "deskripsi",
    "sumber",
    "penjelasan",
    "dasar",
];

/// Keys that speak of years where amounts by year are meant.
const YEARS: [&str; 9] = ["year", "years", "from", "to", "until", "start", "end", "tahun", "sampai"];

/// Keys that name a fund.
const FUNDS: [&str; 6] = ["fund", "funds", "funding", "funding_source", "funding_sources", "sumber_dana"];

/// A key that a table does not have, and the key of it that is probably meant.
#[must_use]
pub fn finding(table: &str, key: &str, known: &[&str]) -> (Finding, Option<String>) {
    let plain = key.trim().to_lowercase().replace(['-', ' '], "_");
    let typo = typo(&plain, known);
    if let Some(why) = elsewhere(table, &plain, known) {
        return (rule(table, key, known, why), None);
    }
    let meant = || typo.clone().or_else(|| meant(&plain, known));
    let is_remark = is_remark(key);
    if !RULE_TABLES.contains(&table) && !STRICT.contains(&table) {
        return match meant().filter(|_| !is_remark) {
            Some(near) => (Finding::MisspelledKey { key: key.to_owned() }, Some(near)),
            None => (Finding::UnknownKey { key: key.to_owned() }, None),
        };
    }
    if let Some(near) = meant().filter(|_| !is_remark) {
        return (rule(table, key, known, Unread::Unknown), Some(near));
    }
    let why = match plain.as_str() {
        _ if is_remark => Unread::Remark,
        fund if FUNDS.contains(&fund) => Unread::Fund,
        year if known.iter().any(|key| AMOUNTS.contains(key)) && is_year(year) => Unread::Years,
        _ => Unread::Unknown,
    };
    (rule(table, key, known, why), None)
}

/// Whether people keep remarks under this key.
#[must_use]
pub fn is_remark(key: &str) -> bool {
    REMARKS.contains(&key.trim().to_lowercase().as_str())
}

fn rule(table: &str, key: &str, known: &[&str], why: Unread) -> Finding {
    let keys = known.iter().map(|&key| key.to_owned()).collect();
    Finding::UnreadRuleKey { table: table.to_owned(), key: key.to_owned(), keys, why }
}

/// Rules in the wrong one of the two files.
fn elsewhere(table: &str, key: &str, known: &[&str]) -> Option<Unread> {
    if !table.is_empty() {
        return None;
    }
    let is_scenarios = known == ["scenario"];
    let is_rule = RULE_TABLES.contains(&key) || matches!(key, "stability" | "goals");
    match key {
        "scenario" | "scenarios" if !is_scenarios => Some(Unread::InScenarios),
        _ if is_scenarios && is_rule => Some(Unread::UnderScenario),
        _ => None,
    }
}

fn is_year(key: &str) -> bool {
    YEARS.contains(&key) || (key.len() == 4 && key.bytes().all(|byte| byte.is_ascii_digit()))
}

fn meant(key: &str, known: &[&str]) -> Option<String> {
    let lists = MEANT.iter().filter(|(written, _)| written.contains(&key));
    let mut keys = lists.flat_map(|(_, keys)| keys.iter());
    keys.find(|key| known.contains(key)).map(|key| (*key).to_owned())
}

/// The known key of which this one is a slip: a letter or two changed, or one of its words left out.
fn typo(key: &str, known: &[&str]) -> Option<String> {
    let length = key.chars().count();
    let most = if length > 5 { 2 } else { 1 };
    let distance = |name: &&&str| strsim::osa_distance(key, name);
    let near = known.iter().filter(|name| distance(name) <= most && name.len() > 2).min_by_key(distance);
    let part = |name: &&&str| {
        length >= 4
            && (name.strip_prefix(key).is_some_and(|rest| rest.starts_with('_'))
                || name.strip_suffix(key).is_some_and(|rest| rest.ends_with('_')))
    };
    near.or_else(|| known.iter().find(part)).map(|name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(table: &str, key: &str, known: &[&str]) -> (&'static str, Option<String>) {
        let (finding, near) = finding(table, key, known);
        (finding.code(), near)
    }

    #[test]
    fn slips_are_errors_and_notes_are_not() {
        let money = ["sign", "unit", "decimals", "price_year", "inflation"];
        assert_eq!(said("money", "untit", &money), ("E220", Some("unit".to_owned())));
        assert_eq!(said("money", "Unit", &money), ("E220", Some("unit".to_owned())));
        assert_eq!(
            said("service", "discount", &["discount_rate"]),
            ("E220", Some("discount_rate".to_owned()))
        );
        assert_eq!(said("category", "note", &["id", "name"]), ("W502", None));
        assert_eq!(said("category", "nama", &["id", "name"]), ("E220", Some("name".to_owned())));
        assert_eq!(said("money", "checked_by", &money), ("W502", None));
        for key in ["ceilings", "cieling", "pagu"] {
            assert_eq!(
                said("", key, &["id", "ceiling", "years"]),
                ("E220", Some("ceiling".to_owned())),
                "{key}"
            );
        }
    }

    #[test]
    fn every_unknown_key_of_a_rule_is_an_error() {
        let floor = ["id", "name", "per", "amount", "share", "of", "at_most", "agency", "category", "class"];
        assert_eq!(said("floor", "fund", &floor), ("E415", None));
        assert_eq!(said("floor", "limits", &floor), ("E415", Some("amount".to_owned())));
        assert_eq!(said("pool", "agency", &["id", "agencies"]), ("E415", Some("agencies".to_owned())));
        assert_eq!(said("floor", "xyz", &floor), ("E415", None));
        assert_eq!(said("", "ceiling", &["scenario"]), ("E415", None));
        assert_eq!(said("", "scenario", &["id", "ceiling"]), ("E415", None));
    }
}
