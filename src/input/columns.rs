//! The columns a table may have: [`Known`].

/// A column that a table may have.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its name, in lower case; for a family the part before the number (`capex_e`).
    pub name: String,
    /// Other names for it.
    pub also: Vec<String>,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether it stands for `name1`, `name2`, ...
    pub family: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// Numbers, which show how the file writes decimals.
    Numbers,
}

/// What to do with columns nobody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Warn of them.
    Warn,
    /// Pass them over: the table may be an output of ours.
    Allow,
}

impl Known {
    /// A column of words.
    #[must_use]
    pub fn text(name: &str) -> Self {
        Self { name: name.to_lowercase(), also: Vec::new(), holds: Holds::Text, family: false }
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

    /// Columns `name1`, `name2`, ... of numbers.
    #[must_use]
    pub fn family(name: &str) -> Self {
        Self { family: true, ..Self::number(name) }
    }

    /// Whether a header, in lower case, names this column.
    #[must_use]
    pub fn matches(&self, header: &str) -> bool {
        if self.family {
            let number = header.strip_prefix(self.name.as_str());
            return number
                .is_some_and(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
        }
        self.name == header || self.also.iter().any(|name| name == header)
    }
}
