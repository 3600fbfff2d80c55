//! What a sheet holds, by its name: [`Role::of`]. Names are read in English and Indonesian, in any case, with blanks,
//! hyphens or underscores between words.

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'a> {
    /// Keys of `case.toml` and their values.
    Keys,
    /// Rows of `[[name]]` in `case.toml`.
    Rows(&'static str),
    /// The text of a TOML file, a line in each row's first cell.
    Toml(&'static str),
    /// A CSV table of a case, by its file's name without `.csv`.
    Table(&'a str),
    /// Something for people.
    Aside,
}

/// Sheets with rows of `case.toml`, and how else they may be called.
const ROWS: [(&str, &[&str]); 21] = [
    ("class", &["classes", "jenis belanja"]),
    ("category", &["categories", "kategori"]),
    ("agency", &["agencies", "perangkat daerah", "opd"]),
    ("criterion", &["criteria", "kriteria"]),
    ("weight_set", &["weight sets", "weights", "bobot"]),
    ("rater", &["raters", "penilai"]),
    ("fund", &["funds", "sumber dana"]),
    ("pool", &["pools", "tenaga"]),
    ("ceiling", &["ceilings", "pagu"]),
    ("floor", &["floors", "belanja minimum"]),
    ("minimum", &["minimums", "jumlah minimum"]),
    ("starts", &["batas mulai"]),
    ("group", &["groups", "kelompok varian"]),
    ("bundle", &["bundles", "paket"]),
    ("synergy", &["synergies", "sinergi"]),
    ("index", &["indices", "indeks"]),
    ("outcome", &["outcomes", "sasaran"]),
    ("commitments", &["beban setelah rencana"]),
    ("force_in", &["dipastikan masuk"]),
    ("force_out", &["dipastikan keluar"]),
    ("scenario", &["scenarios", "skenario"]),
];

/// Sheets with tables that every case may have.
const TABLES: [(&str, &[&str]); 5] = [
    ("initiatives", &["inisiatif"]),
    ("costs", &["biaya"]),
    ("scores", &["skor"]),
    ("base", &["belanja berjalan"]),
    ("decisions", &["keputusan"]),
];

/// Sheets for people.
const ASIDE: [&str; 4] = ["instructions", "petunjuk", "lists", "daftar"];

impl<'a> Role<'a> {
    /// The role of a sheet of this name.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        let plain = plain(name);
        let known = |held: &&(&'static str, &[&str])| {
            self::plain(held.0) == plain || held.1.contains(&plain.as_str())
        };
        match plain.as_str() {
            "case" | "kasus" => return Self::Keys,
            "case.toml" => return Self::Toml("case.toml"),
            "scenarios.toml" => return Self::Toml("scenarios.toml"),
            _ => {}
        }
        if plain.starts_with('#') || ASIDE.contains(&plain.as_str()) {
            return Self::Aside;
        }
        if let Some((kind, _)) = ROWS.iter().find(known) {
            return Self::Rows(kind);
        }
        let table = TABLES.iter().find(known).map(|(table, _)| *table);
        Self::Table(table.unwrap_or_else(|| name.trim().trim_end_matches(".csv")))
    }
}

/// Every name a sheet is read by, for finding the nearest.
pub fn known() -> impl Iterator<Item = &'static str> {
    let lists = ROWS.iter().chain(&TABLES);
    let names = lists.flat_map(|(name, also)| std::iter::once(*name).chain(also.iter().copied()));
    ["case", "kasus"].into_iter().chain(names)
}

/// The name that a sheet of another one seems to mean: a known name is one of its words, or a beginning of them
/// (`Pagu Anggaran`, `Inisiatif 2027`).
#[must_use]
pub fn meant(sheet: &str) -> Option<&'static str> {
    let own = plain(sheet);
    let words = format!(" {own} ");
    let is_in = |name: &&str| name.len() >= 4 && words.contains(&format!(" {} ", plain(name)));
    known().filter(|name| !matches!(*name, "case" | "kasus" | "starts")).find(is_in)
}

/// Whether a table is one that every case may have.
#[must_use]
pub fn is_standard(table: &str) -> bool {
    TABLES.iter().any(|(name, _)| *name == table)
}

/// The key under which a sheet's columns headed by years stand.
#[must_use]
pub fn by_year(kind: &str) -> &'static str {
    match kind {
        "pool" => "capacity",
        "floor" => "amount",
        "starts" => "at_most",
        "commitments" => "limit",
        "base" => "amounts",
        _ => "limits",
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_both_languages() {
        assert_eq!(Role::of("Pagu"), Role::Rows("ceiling"));
        assert_eq!(Role::of("Weight_Set"), Role::Rows("weight_set"));
        assert_eq!(Role::of("Inisiatif"), Role::Table("initiatives"));
        assert_eq!(Role::of(" pemdi "), Role::Table("pemdi"));
        assert_eq!(Role::of("Petunjuk"), Role::Aside);
        assert_eq!(Role::of("scenarios.toml"), Role::Toml("scenarios.toml"));
    }
}
