//! What findings speak of: things, shapes of values, amounts, and reasons.

/// What kind of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named after its table in a case; `words` gives its name")]
pub enum Thing {
    Case,
    Initiative,
    Agency,
    Category,
    Class,
    Fund,
    Pool,
    Group,
    Criterion,
    WeightSet,
    Rater,
    Index,
    Indicator,
    Scenario,
    Ceiling,
    Floor,
    Minimum,
    Starts,
    Bundle,
    Synergy,
    Base,
    Outcome,
    Commitments,
    ForceIn,
    ForceOut,
}

/// The shape of a value in a TOML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A date or time.
    Date,
    /// `[a, b]`.
    List,
    /// `{ key = value }` or `[key]`.
    Table,
    /// `[[key]]`.
    Rows,
    /// A number, a list of numbers or a table of numbers by year.
    Amounts,
}

/// An amount of money with the currency it is in, so that `words` can write it out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// The currency's sign.
    pub sign: String,
    /// The currency's decimals.
    pub decimals: u8,
    /// The amount in the smallest counted unit.
    pub units: i64,
}

/// Why nothing reads a key of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unread {
    /// No reason but that the table has no such key.
    Unknown,
    /// It names a fund, which only a ceiling can.
    Fund,
    /// It names years, which amounts do.
    Years,
    /// It is a remark for people.
    Remark,
    /// It is a scenario in `case.toml`.
    InScenarios,
    /// It is a rule in `scenarios.toml` that belongs to no scenario.
    UnderScenario,
}

/// Why an id cannot name a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FolderFlaw {
    /// It holds a sign that no folder's name may hold, or one that nobody sees.
    Sign,
    /// The name belongs to Windows (`CON`).
    Reserved,
    /// It ends in a full stop or a blank, which Windows drops.
    Ending,
    /// It has more than 120 bytes.
    TooLong,
}

/// Why something in a folder of forms was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotRead {
    /// It is neither a workbook (.xlsx) nor a table (.csv).
    OtherFormat,
    /// The tables beside it are one form.
    BesideTables,
    /// It is the case.
    TheCase,
    /// It is a link to a folder.
    Link,
    /// It is a folder without a form.
    EmptyFolder,
}
