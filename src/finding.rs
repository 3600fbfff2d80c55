//! Every kind of finding, with its data and stable code.
//!
//! A [`Finding`] is what `input` says about somebody's files; `words::findings` puts it into a sentence, and
//! `scenarios/FINDINGS.md` lists every code. `E1..` files and syntax, `E2..` ids and links, `E3..` values,
//! `E4..` rules, `W5..` legal but odd, `N6..` defaults, `E7..` and
//! `W7..` forms that are merged, `E8..` and `W8..` the log of decisions. A code is never given to another finding.
//!
//! No sentences here, and no places: those belong to [`Diagnostic`](crate::diagnostic::Diagnostic).

mod kinds;

pub use self::kinds::{Amount, FolderFlaw, NotRead, Shape, Thing, Unread};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be computed until it is mended.
    Error,
    /// Legal, but probably not what was meant.
    Warning,
    /// A default the reader should know was used.
    Note,
}

/// Declares the findings: code, name, data.
macro_rules! findings {
    ($($(#[$doc:meta])* $code:ident $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        /// What was found. The fields are the words the sentence needs; texts are as the user wrote them.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the fields carry the names the variant's description uses")]
        pub enum Finding {
            $($(#[$doc])* $name { $($field: $kind),* },)*
        }

        impl Finding {
            /// Every code there is, in order.
            pub const CODES: &'static [&'static str] = &[$(stringify!($code)),*];

            /// The stable code.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => stringify!($code),)* }
            }
        }
    };
}

findings! {
    /// A file that is needed, or named in `case.toml`, is not there.
    E101 FileMissing { file: String }
    /// A file cannot be read; the reason is the operating system's.
    E102 FileUnreadable { file: String, reason: String }
    /// Bytes that are not UTF-8.
    E103 NotUtf8 {}
    /// A zero byte, which no text has.
    E104 NulByte {}
    /// A table without even a header.
    E105 EmptyTable {}
    /// TOML that cannot be parsed; the message is the parser's, in English.
    E106 TomlSyntax { message: String }
    /// A quoted cell that never ends.
    E107 OpenQuote {}
    /// A row with more or fewer cells than the header.
    E108 RaggedRow { expected: usize, found: usize }
    /// Two columns of one name (or of two names for the same thing).
    E109 DuplicateColumn { name: String }
    /// A needed column is missing.
    E110 MissingColumn { name: String }
    /// A needed key is missing.
    E111 MissingKey { table: String, key: String }
    /// A value of the wrong shape.
    E112 WrongShape { key: String, expected: Shape, found: Shape }
    /// A file name that leads out of the case's folder.
    E113 FileOutside { file: String }
    /// A line of a public instance that has not the form its format prescribes.
    E114 LineShape { expected: String }
    /// A public instance that ends where something should follow.
    E115 EndsEarly { expected: String }
    /// Text after everything a public instance announced.
    E116 TextAfterEnd {}
    /// A workbook that cannot be opened; the reason is the library's, in English.
    E117 WorkbookUnreadable { reason: String }
    /// A workbook beyond a limit: `size` (unpacked), `parts`, `depth`, `sheets`, `formats` or `style`.
    E118 WorkbookTooLarge { what: String, most: String }
    /// A cell that holds an error, such as `#REF!`.
    E119 ErrorCell { text: String }
    /// A sheet that is needed, or named in another, is not there.
    E120 MissingSheet { name: String }
    /// A column that nothing reads, where one that a plan depends on seems to be meant.
    E121 NearColumn { name: String, meant: String }
    /// A heading of several rows.
    E122 HeadingOfRows { rows: usize }
    /// A column of figures without a heading.
    E123 UnnamedColumn { numbers: usize }
    /// Merged cells that hold a figure, or span several columns.
    E124 MergedCells { range: String }
    /// A row of totals.
    E125 TotalRow { text: String }
    /// A spreadsheet of a format that is not read: `xls`, `ods` or `xlsb`.
    E126 OtherSpreadsheet { format: String }
    /// A formula whose value is not stored.
    E127 FormulaWithoutValue { text: String }
    /// Two sheets of which one would take the place of the other.
    E128 SheetsOfOne { first: String, second: String }
    /// A sheet that nothing reads, whose name has that of one that is read in it.
    E129 NearSheet { name: String }
    /// A file with more bytes than are read.
    E130 FileTooLarge { file: String, most: String }
    /// A folder, pipe or device in the place of a file.
    E131 NotAFile { file: String }
    /// A table with more rows than are read.
    E132 TooManyRows { most: usize }
    /// A table with more columns than are read.
    E133 TooManyColumns { most: usize }
    /// A cell with more characters than are read.
    E134 CellTooLong { most: usize }
    /// A number inside a workbook that does not fit what the workbook holds: `texts` or `formula`.
    E135 WorkbookClaims { what: String, claimed: usize, held: usize }
    /// A TOML file with more values than are read.
    E136 TooManyValues { most: usize }

    /// An initiative waits for one that does not exist.
    E201 DependsOnUnknown { initiative: String, on: String }
    /// An id that nothing defines.
    E202 UnknownId { thing: Thing, id: String }
    /// An id defined twice.
    E203 DuplicateId { thing: Thing, id: String, first_line: usize }
    /// Initiatives that wait for each other in a ring.
    E204 Cycle { members: Vec<String> }
    /// An initiative that waits for itself, or for the group it belongs to.
    E205 DependsOnItself { initiative: String, on: String }
    /// One id for an initiative and for a group, so that a dependency could mean either.
    E206 AmbiguousId { id: String }
    /// A row without an id.
    E207 MissingId { thing: Thing }
    /// A dependency that cannot be read.
    E208 BadDependency { text: String }
    /// A lift that cannot be read.
    E209 BadLift { text: String }
    /// A `drop` that names nothing.
    E210 UnknownDrop { text: String }
    /// An id with a sign that separates ids elsewhere, or that cannot name a folder.
    E211 BadId { id: String, sign: String }

    /// A key that nothing reads and that looks like a known one.
    E220 MisspelledKey { key: String }
    /// Two scenarios whose folders would be one where upper and lower case are the same.
    E221 SameFolder { id: String, other: String, file: String, line: usize }
    /// An id that cannot name a folder; `named` after the case's own folder or file where it gives no id.
    E222 BadFolderName { thing: Thing, id: String, flaw: FolderFlaw, named: bool }

    /// A text that is no number.
    E301 NotANumber { text: String }
    /// A number that reads two ways (`1.250`).
    E302 AmbiguousNumber { text: String }
    /// More decimals than the unit can hold.
    E303 TooFine { text: String }
    /// A number too large, or with too many digits, to be held exactly.
    E304 TooLarge { text: String }
    /// A number below zero where none can be.
    E305 Negative { text: String }
    /// A number outside what is possible.
    E306 OutOfRange { text: String, least: String, most: String }
    /// A text that is no year.
    E307 NotAYear { text: String }
    /// A text that is none of the choices.
    E308 NotAChoice { text: String, choices: Vec<String> }
    /// Weights that do not sum to 1.
    E309 WeightsNotOne { set: String, sum: String }
    /// A scale or value function that is not one.
    E310 BadCurve { criterion: String }
    /// An initiative without a score in a criterion.
    E311 MissingScore { initiative: String, criterion: String }
    /// More amounts than years.
    E312 TooManyAmounts { given: usize, most: usize }
    /// The case as a whole is too large to be added up exactly.
    E313 TooLargeTogether {}
    /// A cost in an execution year the initiative does not have.
    E314 CostAfterExecution { initiative: String, year: i64, duration: i64 }
    /// A needed cell is empty.
    E315 MissingValue { field: String }
    /// A fraction where only whole numbers make sense.
    E316 NotWhole { text: String }
    /// A year given twice in one table of amounts, or a score twice by one rater.
    E317 GivenTwice { text: String }
    /// Something a public instance says that a case has no words for.
    E318 NotCarriedOver { field: String, text: String }
    /// An amount whose `m` or `M` could mean a million or a billion.
    E319 AmbiguousSize { text: String }
    /// An amount in another currency than the case's.
    E320 OtherCurrency { text: String, sign: String }
    /// A calendar year where `costs.csv` counts years of execution.
    E321 CalendarYearInCosts { year: i64 }
    /// Costs in columns of calendar years and in columns of execution years.
    E322 TwoProfiles { initiative: String }
    /// Amounts with a currency sign that are all below the unit of their table.
    E323 SignedBelowUnit { text: String, count: usize, read: Box<Amount>, other: Box<Amount>, plain: String }
    /// An amount a thousand times away from its neighbours.
    E324 Outlier { text: String, read: Box<Amount>, other: Box<Amount>, typical: Box<Amount> }
    /// Amounts that are all as large as whole units of the currency would be.
    E325 AllInWholeUnits { text: String, count: usize, read: Box<Amount>, other: Box<Amount> }
    /// A limit a thousand times away from everything that could be spent.
    E326 LimitFarFromCosts { text: String, read: Box<Amount>, other: Box<Amount>, least: Box<Amount>, sum: Box<Amount> }
    /// A text that is no ratio above zero.
    E331 BadRatio { text: String }
    /// A criterion compared with itself.
    E332 ComparesItself { criterion: String }
    /// A comparison that contradicts an earlier one of the same rater.
    E333 ContradictsEarlier { rater: String, first: String, second: String, line: usize }
    /// A comparison of criteria that belong to different groups.
    E334 NotSiblings { first: String, second: String }
    /// Comparisons behind a weight set that leave criteria unconnected; each part lists its criteria.
    E335 Disconnected { set: String, parts: Vec<String> }
    /// Criteria that are each other's groups, in a ring.
    E336 CriterionRing { members: Vec<String> }
    /// Swing points that rise along the order of priority.
    E337 SwingOrder { criterion: String, before: String }
    /// A swing on a range in which the value does not change, or of a group.
    E338 NoSwing { criterion: String }
    /// A weight set of raters' own weights that nobody has.
    E339 NobodyWeighs { set: String }
    /// A range of a grade of evidence that does not hold the number itself.
    E340 BadRange { grade: String }
    /// Fewer amounts than years; `instead` is the table by year that leaves the missing years out.
    E345 TooFewAmounts { key: String, given: usize, expected: usize, missing: Vec<i32>, instead: String }
    /// Not two factors where a range needs the lowest and the highest.
    E346 NotAPair { key: String, given: usize }
    /// No initiative costs anything; the columns of the table that nothing reads.
    E347 NothingCosts { unread: Vec<String> }
    /// No initiative is worth anything; `given` where values are given rather than scores.
    E348 NothingWorth { given: bool, unread: Vec<String> }
    /// A case without a single initiative.
    E349 NoInitiatives {}

    /// `mutually_exclusive_with` names one outside the group, or the group allows both.
    E401 ExclusiveContradictsGroup { initiative: String, other: String }
    /// A ceiling on a fund that names another scope as well.
    E402 FundCeilingMixed { ceiling: String, fund: String }
    /// No fund may pay a cost.
    E403 NoFundMayPay { user: String, class: String }
    /// A synergy that saves more than the yearly cost it is taken off.
    E404 SavingTooLarge { synergy: String, first: String }
    /// An initiative forced in and out at once.
    E405 ForcedBothWays { initiative: String }
    /// `mandatory = group` without a group.
    E406 MandatoryGroupMissing { initiative: String }
    /// A committed start after the plan's last year, or more than a century before it.
    E407 CommittedOutside { initiative: String, year: i32 }
    /// A share of the total ceiling where there is none.
    E408 ShareWithoutCeiling { floor: String, year: i32 }
    /// Cost classes that cannot be added up.
    E409 MixedClasses { rule: String }
    /// A floor with neither or both of amount and share.
    E410 AmountOrShare { floor: String }
    /// A bundle, synergy or group with too few members.
    E411 TooFewMembers { thing: Thing, id: String, needed: usize, found: usize }
    /// A year that lies outside those a rule can speak of.
    E412 YearOutside { year: i32, from: i32, to: i32 }
    /// A key that a scenario may not change.
    E413 OnlyInCase { key: String }
    /// A built-in cost class declared as something that is not money.
    E414 ClassIsMoney { class: String }
    /// A key of a rule that nothing reads, and the keys the table has.
    E415 UnreadRuleKey { table: String, key: String, keys: Vec<String>, why: Unread }
    /// A floor of an amount that says it is a cap.
    E416 CapOfAmount { floor: String }

    /// A column nobody reads.
    W501 UnknownColumn { name: String }
    /// A key nobody reads.
    W502 UnknownKey { key: String }
    /// A ceiling above everything that could be spent in the year.
    W503 NeverBinds { ceiling: String, year: Option<i32> }
    /// Something declared that nothing uses.
    W504 Unused { thing: Thing, id: String }
    /// An initiative that costs more than the total ceiling whenever it starts.
    W505 NeverAffordable { initiative: String }
    /// An initiative that needs more staff than the pool could ever have.
    W506 NeverStaffed { initiative: String, pool: String }
    /// No reach is given although costs differ widely.
    W507 NoReach { factor: i64 }
    /// A group of alternatives with one member or none.
    W508 GroupOfOne { group: String, members: usize }
    // W509 was "every initiative is worth nothing", which is E348 now. The number is not used again.
    /// A deadline after the last year in which the initiative can start anyway.
    W510 DeadlineBeyondWindow { initiative: String, deadline: i32, latest: i32 }
    /// A deadline before the first year in which the initiative can start.
    W511 DeadlineBeforeWindow { initiative: String, deadline: i32, earliest: i32 }
    /// An initiative whose window holds no year.
    W512 NeverStarts { initiative: String, earliest: i32, latest: i32 }
    /// A deadline on an initiative that is not mandatory.
    W513 DeadlineIgnored { initiative: String }
    /// A score outside the criterion's scale.
    W514 ScoreOutside { text: String, criterion: String }
    /// A `drop` of a kind of which there is nothing.
    W515 DropsNothing { kind: String }
    /// Indicator weights that do not sum to 100 %.
    W516 IndexWeights { index: String, sum: String }
    /// A sheet nobody reads.
    W517 UnknownSheet { name: String }
    /// A cell that holds a date where none is expected.
    W518 DateCell { text: String }
    /// A column that nothing reads but that holds figures, with their sum.
    W519 FiguresUnread { name: String, count: usize, sum: String }
    /// Rows above the heading.
    W520 RowsAboveHeading { rows: usize, title: String }
    /// Filled cells beside a table, under no heading.
    W521 NotesBeside { cells: usize }
    /// Rows of a sheet that are hidden.
    W522 HiddenRows { rows: Vec<usize>, filtered: bool }
    /// A row that repeats the sums of those above and has an id of its own.
    W523 RepeatsSums { text: String }
    /// A row with a note and nothing else.
    W524 NoteRow { text: String }
    /// Merged cells that say the same words of several rows.
    W525 MergedWords { range: String, text: String, rows: usize }
    /// The heading once more, among the rows.
    W526 HeadingAgain {}
    /// A column of a sheet that is hidden.
    W527 HiddenColumn { name: String }
    /// A sheet that is hidden.
    W528 HiddenSheet {}
    /// A value a thousand times above all the others.
    W529 ValueOutlier { text: String, typical: String }
    /// A file of the case's folder that nothing reads.
    W530 FileUnread { file: String }
    /// The row below a heading that numbers its columns.
    W531 NumberingRow {}
    /// A rater whose comparisons leave criteria unconnected, so that no weights of its own follow.
    W541 RaterApart { rater: String, parts: Vec<String> }
    /// A criterion in which every initiative has the same points.
    W542 NeverDiffers { criterion: String }
    /// A criterion that weighs next to nothing in every weight set.
    W543 AlmostNoWeight { criterion: String, percent: String }
    /// Two criteria whose points rise and fall together, which may count one thing twice.
    W544 Correlated { first: String, second: String, correlation: String }
    /// More initiatives with a high score than the case allows, by all raters together or by one.
    W545 TooManyHigh { criterion: String, rater: Option<String>, share: i64, most: i64 }
    /// A rater whose comparisons contradict each other more than Saaty's tenth, and the one furthest off.
    W546 Inconsistent { rater: String, ratio: String, pair: String, given: String, implied: String }
    /// Two ids of one kind that look alike, and where the other stands (line 0: the place says all).
    W560 LookAlike { thing: Thing, id: String, other: String, file: String, line: usize }
    /// A key or column that has no effect without one of these.
    W561 NoEffect { key: String, needs: Vec<String> }
    /// A key that has no effect beside another.
    W562 Overruled { key: String, by: String }
    /// Initiatives without any cost.
    W563 NoCost { ids: Vec<String> }
    /// Initiatives without any value, whenever they start.
    W564 NoValue { ids: Vec<String> }
    /// Nothing is worth anything, but some things must start.
    W565 OnlyDuties {}
    /// A sign that nobody sees, taken out of a text.
    W570 HiddenSign { sign: char }

    /// A default was used.
    N601 DefaultUsed { key: String, value: String }
    /// A table of amounts by year that leaves years out.
    N602 YearsLeftOut { key: String, years: Vec<i32> }
    /// Columns of calendar years are read as each initiative's costs from its first year with money on.
    N605 CalendarYears { first: i32, last: i32 }

    /// Two sources of one row that do not agree on a cell.
    E701 SourcesDiffer { id: String, field: String, first: String, first_place: String, second: String }
    /// A form whose unit of money is not the case's.
    E702 OtherUnit { unit: String, expected: String }
    /// Two initiatives of nearly one name.
    W703 SimilarNames { id: String, name: String, other: String, other_name: String, other_place: String }
    /// A folder that was given as forms and holds none.
    E704 NoForm {}
    /// Forms of which none holds a row.
    E705 NoRows { forms: Vec<String> }
    /// A form without a row, among others that have some.
    W706 EmptyForm {}
    /// A form whose rows are all in the case already.
    W707 RepeatsCase { rows: usize }
    /// A value of the case that a form replaced.
    W708 Replaced { id: String, field: String, old: String, old_place: String, new: String }
    /// A form that changes an initiative of another agency.
    W709 OtherAgency { initiative: String, owner: String, agency: String }
    /// A form that replaced the agency an initiative belongs to.
    W710 OwnerMoved { initiative: String, owner: String, owner_place: String, agency: String }
    /// A form that adds or changes initiatives of several agencies, none of which is clearly its own: of each agency its
    /// name, its first initiative and how many there are.
    W711 SeveralAgencies { agencies: Vec<(String, String, usize)> }
    /// An initiative of a form that costs nothing.
    W712 CostMissing { initiative: String }
    /// Something in a folder of forms that was not read.
    W713 NotAForm { name: String, why: NotRead }
    /// A workbook that a spreadsheet program has open.
    W714 OpenElsewhere { name: String }
    /// Rows of a form's sheet that is not merged, and that the case does not have.
    W715 NotMerged { sheet: String, rows: usize }

    /// An entry of the log of decisions that does not hold the hash (or follow the number) of the one before.
    E801 BrokenLink { number: usize }
    /// An entry of the log of decisions that is not what it was when it was written.
    E802 ChangedEntry { number: usize }
    /// A text that is no day.
    E803 NotADate { text: String }
    /// An initiative decided in or out without an entry in the log of decisions.
    W804 NotLogged { initiative: String }
    /// An entry of the log of decisions that is dated before the one above it.
    W805 DatedBack { number: usize }
    /// A log of decisions that is shorter than results say it was.
    E806 LogCut { results: String, number: usize }
    /// A log of decisions whose entry is not the one that results saw.
    E807 LogRewritten { results: String, number: usize }
}

impl Finding {
    /// How grave it is, which the code's letter says.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.code().as_bytes().first() {
            Some(b'E') => Severity::Error,
            Some(b'W') => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// Whether it can bear on a number of a result, so that results carry it. Whatever is not listed here does.
    #[must_use]
    pub fn can_change_numbers(&self) -> bool {
        match self {
            // An id, a language and a label on the documents: every number is the same without them.
            Self::DefaultUsed { key, .. } => !matches!(key.as_str(), "id" | "language" | "illustrative"),
            // The plan keeps to the decision with or without its entry in the log. And results keep only files that were read,
            // so that they could not say again of another one that it was not.
            Self::NotLogged { .. } | Self::FileUnread { .. } => false,
            _ => true,
        }
    }
}
