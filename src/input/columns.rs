//! The columns a table may have: [`Known`], and what a heading that is none of them was meant to be: [`meant`].
//!
//! Columns of words are found under their name however its words are joined (`perangkat daerah`). Columns of figures are
//! found under their exact name only: `CAPEX E1` is refused with the name that is meant, never passed over.

/// A column that a table may have.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its name, in lower case; for a family the part before the number (`capex_e`).
    pub name: String,
    /// Other names for it.
    pub also: Vec<String>,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether it stands for one column or for many.
    pub many: Many,
    /// Whether it only describes: a plan is the same without it.
    pub describes: bool,
    /// Whether it says which row it is; a table has one such column.
    pub key: bool,
    /// Words that name such figures in other tables (`biaya`, `cost`), by which the column is suggested.
    pub words: &'static [&'static str],
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// Numbers, which show how the file writes decimals.
    Numbers,
}

/// Whether a column stands for one heading or for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// One.
    One,
    /// `name1`, `name2`, ...
    Numbered,
    /// Calendar years: `2027`, `TA 2027`, `FY2027`.
    Years,
}

/// What to do with columns nobody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Say so, as an error where a column of figures seems to be meant.
    Warn,
    /// Pass them over: the table may be an output of ours.
    Allow,
}

/// Words before a calendar year in a heading.
const BEFORE_YEAR: [&str; 8] = ["ta", "fy", "tahun", "thn", "th", "year", "cy", "tahun anggaran"];

impl Known {
    /// A column of words.
    #[must_use]
    pub fn text(name: &str) -> Self {
        Self {
            name: name.to_lowercase(),
            also: Vec::new(),
            holds: Holds::Text,
            many: Many::One,
            describes: false,
            key: false,
            words: &[],
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(name: &str) -> Self {
        Self { holds: Holds::Numbers, ..Self::text(name) }
    }

    /// The same column under another name too.
    #[must_use]
    pub fn or(mut self, name: &str) -> Self {
        self.also.push(name.to_lowercase());
        self
    }

    /// The same column under more names.
    #[must_use]
    pub fn or_any(self, names: &[&str]) -> Self {
        names.iter().fold(self, |known, name| known.or(name))
    }

    /// The same column, which only describes.
    #[must_use]
    pub fn describing(self) -> Self {
        Self { describes: true, ..self }
    }

    /// The same column as the one that says which row it is.
    #[must_use]
    pub fn naming_rows(self) -> Self {
        Self { key: true, ..self }
    }

    /// The same column, suggested where a heading with one of these words holds figures.
    #[must_use]
    pub fn like(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    /// Columns `name1`, `name2`, ... of numbers.
    #[must_use]
    pub fn family(name: &str) -> Self {
        Self { many: Many::Numbered, ..Self::number(name) }
    }

    /// Columns headed by calendar years, known by four digits.
    #[must_use]
    pub fn years() -> Self {
        Self { many: Many::Years, ..Self::number("") }
    }

    /// The name under which a heading is read, if it names this column.
    #[must_use]
    pub fn reads(&self, heading: &str) -> Option<String> {
        let lower = heading.trim().to_lowercase();
        let names = || std::iter::once(&self.name).chain(&self.also);
        match self.many {
            Many::Years => calendar_year(&lower).map(|year| year.to_string()),
            Many::Numbered => names().find_map(|name| {
                let number = lower.strip_prefix(name.as_str())?;
                let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
                // `e01` is `e1`; a plan year and a calendar year stay as they are.
                let number = number.parse::<u16>().ok().filter(|_| digits)?;
                Some(format!("{}{number}", self.name))
            }),
            Many::One => {
                let joined = plain(&lower);
                let is = |name: &String| *name == lower || (self.holds == Holds::Text && *name == joined);
                names().any(is).then(|| self.name.clone())
            }
        }
    }

    /// Whether a heading names this column.
    #[must_use]
    pub fn matches(&self, heading: &str) -> bool {
        self.reads(heading).is_some()
    }
}

/// The calendar year a heading in lower case names: `2027`, `ta 2027`, `fy2027`.
#[must_use]
pub fn calendar_year(heading: &str) -> Option<u16> {
    let at = heading.len().checked_sub(4)?;
    let (before, digits) = heading.split_at_checked(at)?;
    let before = before.trim_end_matches([' ', '_', '-', '.']);
    let number: u16 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    ((1900..=2999).contains(&number) && (before.is_empty() || BEFORE_YEAR.contains(&before)))
        .then_some(number)
}

/// A heading as names are compared: in lower case, its words joined by `_`.
fn plain(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_lowercase()
}

/// What a heading that names no column was probably meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The column's name.
    pub name: String,
    /// Whether a plan depends on it.
    pub weighs: bool,
    /// Whether its words name money, so that it is another cost even where that column is there already.
    pub money: bool,
}

/// What a heading that names none of these columns was meant to be. `figures` says whether its cells hold numbers; where
/// they do not, a column of numbers is meant only by a slip of the pen.
#[must_use]
pub fn meant(known: &[Known], heading: &str, figures: bool) -> Option<Meant> {
    let written = plain(heading);
    if written.is_empty() {
        return None;
    }
    let nearest = |distance: fn(&str, &str) -> Option<usize>, any: bool| {
        let fits = |column: &&Known| any || figures || column.holds == Holds::Text;
        let names = known.iter().filter(fits);
        let names =
            names.flat_map(|column| names_like(column, &written).into_iter().map(move |name| (column, name)));
        let far = names.filter_map(|(column, (name, canonical))| {
            Some((distance(&written, &name)?, canonical, !column.describes))
        });
        far.min_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1))).map(|(_, name, weighs)| Meant {
            name,
            weighs,
            money: false,
        })
    };
    let by_words = || by_words(known, &written).filter(|_| figures);
    nearest(slip, true).or_else(by_words).or_else(|| nearest(goes_on, false))
}

/// `Tahun 1`, `Year 2`: a year of execution; `FY27`: a calendar year.
fn by_number(known: &[Known], words: &[&str]) -> Option<String> {
    let small = |text: &str| text.parse::<u16>().ok().filter(|number| (1..=30).contains(number));
    let family = known.iter().find(|column| column.many == Many::Numbered && !column.words.is_empty())?;
    match words {
        ["tahun" | "thn" | "th" | "year", number] => Some(format!("{}{}", family.name, small(number)?)),
        [one] => {
            let year = one.strip_prefix("fy").or_else(|| one.strip_prefix("ta"))?;
            let year = year.parse::<u16>().ok().filter(|year| (20..=99).contains(year))?;
            known.iter().any(|column| column.many == Many::Years).then(|| format!("{}", 2000 + year))
        }
        _ => None,
    }
}

/// What a heading over figures means by its words. A sum means nothing of its own.
fn by_words(known: &[Known], written: &str) -> Option<Meant> {
    let words: Vec<&str> = written.split('_').collect();
    if words.iter().any(|word| matches!(*word, "total" | "jumlah" | "sum" | "subtotal")) {
        return None;
    }
    let has_word = |column: &&Known| words.iter().any(|word| column.words.contains(word));
    if let Some(name) = by_number(known, &words) {
        return Some(Meant { name, weighs: true, money: true });
    }
    let single = known
        .iter()
        .filter(|column| column.many == Many::One)
        .find(has_word)
        .map(|column| column.name.clone());
    let year = || {
        let year = words
            .iter()
            .find_map(|word| calendar_year(word))
            .filter(|_| known.iter().any(|k| k.many == Many::Years));
        year.map(|year| year.to_string())
    };
    let numbered = || {
        let column = known.iter().filter(|column| column.many == Many::Numbered).find(has_word)?;
        let number = words.iter().find(|word| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()));
        Some(format!("{}{}", column.name, number.unwrap_or(&"1")))
    };
    single.or_else(year).or_else(numbered).map(|name| Meant { name, weighs: true, money: true })
}

/// The names of a column that a heading may resemble, each with the name it is read under; of a family those with the
/// heading's own number.
fn names_like(column: &Known, written: &str) -> Vec<(String, String)> {
    let names = std::iter::once(&column.name).chain(&column.also);
    match column.many {
        Many::Years => Vec::new(),
        Many::One => names.map(|name| (plain(name), column.name.clone())).collect(),
        Many::Numbered => {
            let digits: String = written.chars().filter(char::is_ascii_digit).take(3).collect();
            if digits.is_empty() || digits.len() > 2 || column.name.is_empty() {
                return Vec::new();
            }
            names
                .map(|name| (plain(&format!("{name}{digits}")), format!("{}{digits}", column.name)))
                .collect()
        }
    }
}

/// How many letters a heading differs from a name in, where it is a slip: one in four at the most.
fn slip(written: &str, name: &str) -> Option<usize> {
    let squeezed = |text: &str| text.replace('_', "");
    let (a, b) = (squeezed(written), squeezed(name));
    let most = a.chars().count().min(b.chars().count()) / 4;
    // Lengths in bytes, four to a letter at the most, so that long headings cost nothing.
    if a.len().abs_diff(b.len()) > 4 * most {
        return (a == b).then_some(0);
    }
    Some(strsim::osa_distance(&a, &b)).filter(|far| *far <= most)
}

/// Whether one of a heading and a name goes on with the words of the other.
fn goes_on(written: &str, name: &str) -> Option<usize> {
    let longer = |longer: &str, shorter: &str| {
        shorter.len() >= 4 && longer.strip_prefix(shorter).is_some_and(|rest| rest.starts_with('_'))
    };
    (longer(written, name) || longer(name, written)).then(|| written.len().abs_diff(name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Known> {
        vec![
            Known::text("id"),
            Known::text("name_id").or_any(&["name", "nama"]).describing(),
            Known::text("owner").or("perangkat_daerah"),
            Known::text("depends_on"),
            Known::number("opex_annual").or("operasional").like(&["opex", "pemeliharaan", "operasi"]),
            Known::family("capex_e").or("modal_t").like(&["biaya", "cost", "capex", "belanja"]),
            Known::number("value").or("nilai"),
            Known::number("risk"),
            Known::number("reach"),
            Known::years(),
        ]
    }

    #[test]
    fn names_are_read_exactly_where_they_carry_figures() {
        let reads = |heading: &str| known().iter().find_map(|column| column.reads(heading));
        assert_eq!(reads(" ID ").as_deref(), Some("id"));
        assert_eq!(reads("Perangkat Daerah").as_deref(), Some("owner"));
        assert_eq!(reads("modal_t2").as_deref(), Some("capex_e2"));
        assert_eq!(reads("TA 2027").as_deref(), Some("2027"));
        assert_eq!(reads("FY2028").as_deref(), Some("2028"));
        assert_eq!(
            [reads("CAPEX E1"), reads("capex_e"), reads("2027/28"), reads("20277")],
            [None, None, None, None]
        );
    }

    #[test]
    fn what_was_meant() {
        let meant = |heading: &str, figures: bool| meant(&known(), heading, figures).map(|found| found.name);
        for (heading, name) in [
            ("CAPEX E1", "capex_e1"),
            ("capex-e2", "capex_e2"),
            ("Opex annual", "opex_annual"),
            ("opex_anual", "opex_annual"),
            ("values", "value"),
            ("value_points", "value"),
            ("risk_level", "risk"),
            ("Biaya", "capex_e1"),
            ("Cost (Rp million)", "capex_e1"),
            ("Biaya pemeliharaan", "opex_annual"),
            ("Anggaran 2027", "2027"),
            ("depend_on", "depends_on"),
            ("Belanja", "capex_e1"),
            ("Tahun 1", "capex_e1"),
            ("FY27", "2027"),
            ("capex_2027", "2027"),
            ("Biaya modal tahun 2", "capex_e2"),
            ("opex_annual_2027", "opex_annual"),
        ] {
            assert_eq!(meant(heading, true).as_deref(), Some(name), "{heading}");
        }
        for heading in ["rank", "lokasi", "total biaya", "keterangan", "no"] {
            assert_eq!(meant(heading, true), None, "{heading}");
        }
        assert_eq!(meant("risk_note", false), None, "words are no risk");
        assert_eq!(meant("biaya", false), None);
    }
}
