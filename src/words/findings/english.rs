//! English sentences of findings.

mod advice;
mod terms;

pub use self::advice::{advice, nearest};

use self::terms::{absent, folder_flaw, free, hidden, money, name, plural, shape};
use super::runs;
use super::signs::{at, ids, sign, years};
use crate::diagnostic::Finding;
use crate::finding::{NotRead, Unread};
use crate::words::Lang;
use crate::words::form;

/// What was found.
#[expect(clippy::too_many_lines, reason = "one line a finding, in the order of the codes")]
pub fn sentence(finding: &Finding) -> String {
    use Finding as F;
    match finding {
        F::FileMissing { file } => format!("there is no file {file}"),
        F::FileUnreadable { file, reason } => format!("{file} cannot be read: {reason}"),
        F::NotUtf8 {} => "the file holds bytes that are not UTF-8 text".to_owned(),
        F::NulByte {} => "the file holds a zero byte, which no text has".to_owned(),
        F::EmptyTable {} => "the table is empty: not even a header".to_owned(),
        F::TomlSyntax { message } => format!("the file is not valid TOML here: {message}"),
        F::OpenQuote {} => "a quote opens here and never closes".to_owned(),
        F::RaggedRow { expected, found } => {
            format!("the row has {found} cells where the header has {expected}")
        }
        F::DuplicateColumn { name } => format!("column {name} stands twice in the header"),
        F::MissingColumn { name } => format!("column {name} is missing"),
        F::MissingKey { table, key } if table.is_empty() => format!("key {key} is missing"),
        F::MissingKey { table, key } => format!("key {key} is missing in {table}"),
        F::WrongShape { key, expected, found } => {
            format!("{key} should be {}, and is {}", shape(*expected), shape(*found))
        }
        F::FileOutside { file } => format!("file {file} would lie outside the case's folder"),
        F::LineShape { expected } => format!("the line is not of the form: {expected}"),
        F::EndsEarly { expected } => format!("the file ends, and this is missing: {expected}"),
        F::TextAfterEnd {} => "text follows after everything the file announced".to_owned(),
        F::WorkbookUnreadable { reason } => format!("the file is no whole Excel workbook (.xlsx): {reason}"),
        F::WorkbookTooLarge { what, most } => match what.as_str() {
            "file" => format!("the file is larger than {most}"),
            "cells" => format!("the sheet's table has more than {most} cells"),
            "parts" => format!("the workbook has more than {most} parts"),
            "depth" => format!("the workbook nests its XML more than {most} deep"),
            "sheets" => format!("the workbook has more than {most} sheets"),
            "formats" => format!("the workbook has more than {most} formats of cells"),
            "style" => format!("a style of the workbook is longer than {most} bytes"),
            _ => format!("the workbook unpacks to more than {most}"),
        },
        F::ErrorCell { text } => format!("the cell holds the error {text}"),
        F::MissingSheet { name } => format!("there is no sheet {name}"),
        F::FileTooLarge { file, most } => format!("{file} is larger than {most}, the most that is read"),
        F::NotAFile { file } => format!("{file} is not an ordinary file but a folder, a pipe or a device"),
        F::TooManyRows { most } => format!("the table has more than {most} rows, the most that are read"),
        F::TooManyColumns { most } => {
            format!("the table has more than {most} columns, the most that are read")
        }
        F::TooManyValues { most } => format!("the file has more than {most} values, the most that are read"),
        F::WorkbookClaims { what, claimed, held } if what == "formula" => {
            format!(
                "the workbook numbers a shared formula {claimed}, and {held} is the highest number that is read"
            )
        }
        F::WorkbookClaims { claimed, held, .. } => {
            format!("the workbook says that it holds {claimed} texts, but it holds {held}")
        }
        F::CellTooLong { most } => {
            format!("the cell has more than {most} characters, the most that are read")
        }

        F::DependsOnUnknown { initiative, on } => {
            format!("initiative {initiative} depends on {on}, which no row defines")
        }
        F::UnknownId { thing, id } => format!("there is no {} {id}", name(*thing)),
        F::DuplicateId { thing, id, first_line } => {
            format!("{} {id} is already defined in line {first_line}", name(*thing))
        }
        F::Cycle { members } => format!("{} wait for each other, so none can ever start", members.join(", ")),
        F::DependsOnItself { initiative, on } if initiative == on => {
            format!("initiative {initiative} refers to itself")
        }
        F::DependsOnItself { initiative, on } => {
            format!("initiative {initiative} depends on {on}, the group it belongs to")
        }
        F::AmbiguousId { id } => format!("{id} is both an initiative and a group"),
        F::MissingId { thing } => format!("a row of {} has no id", plural(*thing)),
        F::BadDependency { text } => format!("the dependency {text} cannot be read"),
        F::BadLift { text } => format!("the lift {text} cannot be read"),
        F::UnknownDrop { text } => format!("nothing called {text} can be dropped"),
        F::BadId { id, sign: held } => format!("the id {id} must not hold {}", sign(Lang::En, held)),
        F::MisspelledKey { key } => format!("there is no key {key}"),
        F::SameFolder { id, other, file, line } => {
            format!(
                "scenario {id} and scenario {other} ({}) would have the same folder on Windows and macOS",
                at(file, *line)
            )
        }
        F::BadFolderName { thing, id, flaw, .. } => {
            format!("the {} {id} cannot name a folder: {}", name(*thing), folder_flaw(*flaw))
        }

        F::NotANumber { text } => format!("{text} is not a number"),
        F::AmbiguousNumber { text } => format!("{text} reads two ways: as thousands, or with three decimals"),
        F::TooFine { text } => format!("{text} has more decimals than its unit can hold"),
        F::TooLarge { text } => format!("{text} is too large, or too long, to be held exactly"),
        F::Negative { text } => format!("{text} is below zero"),
        F::OutOfRange { text, least, most } => format!("{text} is not between {least} and {most}"),
        F::NotAYear { text } => format!("{text} is not a year"),
        F::NotAChoice { text, choices } => format!("{text} is none of: {}", choices.join(", ")),
        F::WeightsNotOne { set, sum } => format!("the weights of {set} sum to {sum}, not to 1"),
        F::BadCurve { criterion } => {
            format!("the scale of {criterion} needs two or more scores that ascend, with 0 to 100 points")
        }
        F::MissingScore { initiative, criterion } => {
            format!("initiative {initiative} has no score for {criterion}")
        }
        F::TooManyAmounts { given, most } => format!("{given} values are given where at most {most} fit"),
        F::TooLargeTogether {} => {
            "the amounts of this case together are too large to be added exactly".to_owned()
        }
        F::CostAfterExecution { initiative, year, duration } => {
            format!("initiative {initiative} has a figure for execution year {year}, but takes {duration}")
        }
        F::MissingValue { field } => format!("{field} must not be empty"),
        F::NotWhole { text } => format!("{text} is not a whole number"),
        F::GivenTwice { text } => format!("{text} is given twice"),
        F::NotCarriedOver { field, text } => {
            format!("{field} says {text}, for which a case has no words: it would be lost")
        }
        F::AmbiguousSize { text } => {
            format!("{text} reads two ways: m can mean million, and M can mean miliar (billion)")
        }
        F::OtherCurrency { text, sign } => {
            format!("{text} is in another currency than the case, which counts {sign}")
        }
        F::BadRatio { text } => format!("{text} is no ratio above zero"),
        F::ComparesItself { criterion } => format!("{criterion} is compared with itself"),
        F::ContradictsEarlier { rater, first, second, line } => {
            format!("{rater} compares {first} with {second} otherwise than in line {line}")
        }
        F::NotSiblings { first, second } => {
            format!("{first} and {second} belong to different groups of criteria")
        }
        F::Disconnected { set, parts } => {
            format!("no comparison behind {set} connects {}", parts.join(" with "))
        }
        F::CriterionRing { members } if members.len() == 1 => {
            format!("{} is its own group", members.join(""))
        }
        F::CriterionRing { members } => format!("{} are groups of each other in a ring", members.join(", ")),
        F::SwingOrder { criterion, before } => {
            format!("{criterion} has more swing points than {before}, which has priority over it")
        }
        F::NoSwing { criterion } => format!("in this range of {criterion} the value does not change"),
        F::NobodyWeighs { set } => format!("no rater of {set} has weights of its own"),
        F::TooFewAmounts { key, given, expected, missing, .. } => {
            let missing = years(Lang::En, missing);
            format!(
                "{key} lists values for {given} of {expected} years; {missing} would have {}",
                absent(key)
            )
        }
        F::NotAPair { key, given } => format!("{key} needs two numbers, not {given}"),
        F::NothingCosts { .. } => {
            "no initiative costs anything: no money, no other resource and no staff".to_owned()
        }
        F::NothingWorth { .. } => "no initiative is worth anything, whenever it starts".to_owned(),
        F::NoInitiatives {} => "the case has no initiative".to_owned(),
        F::BadRange { grade } => format!("the range of {grade} does not hold the number itself"),

        F::ExclusiveContradictsGroup { initiative, other } => {
            format!("initiative {initiative} excludes {other}, which its group of alternatives does not say")
        }
        F::FundCeilingMixed { ceiling, fund } => {
            format!("ceiling {ceiling} limits fund {fund} together with another scope")
        }
        F::NoFundMayPay { user, class } => format!("no fund may pay the {class} cost of {user}"),
        F::SavingTooLarge { synergy, first } => {
            format!("synergy {synergy} saves more than {first}'s dearest yearly cost")
        }
        F::ForcedBothWays { initiative } => format!("initiative {initiative} is forced in and forced out"),
        F::MandatoryGroupMissing { initiative } => {
            format!("initiative {initiative} says mandatory = group but belongs to no group")
        }
        F::CommittedOutside { initiative, year } => {
            format!("initiative {initiative} is committed to start in {year}, too far outside the plan")
        }
        F::ShareWithoutCeiling { floor, year } => {
            format!("floor {floor} is a share of the total ceiling, but {year} has none")
        }
        F::MixedClasses { rule } => format!("{rule} adds up cost classes of different units"),
        F::AmountOrShare { floor } => format!("floor {floor} needs either an amount or a share"),
        F::TooFewMembers { thing, id, needed, found } => {
            format!("{} {id} needs at least {needed} members and has {found}", name(*thing))
        }
        F::YearOutside { year, from, to } => format!("the year {year} is not between {from} and {to}"),
        F::OnlyInCase { key } => format!("{key} cannot be changed by a scenario"),
        F::ClassIsMoney { class } => format!("the class {class} is always money"),
        F::UnreadRuleKey { key, why: Unread::InScenarios, .. } => {
            format!("nothing reads {key} in case.toml")
        }
        F::UnreadRuleKey { key, why: Unread::UnderScenario, .. } => {
            format!("{key} belongs to no scenario, so nothing reads it")
        }
        F::UnreadRuleKey { table, key, why: Unread::Fund, .. } => {
            format!("nothing reads the key {key} in {table}: the rule counts the money of every fund")
        }
        F::UnreadRuleKey { table, key, .. } => format!("nothing reads the key {key} in {table}"),
        F::CapOfAmount { floor } => {
            format!("floor {floor} is an amount, so it cannot be at most that amount")
        }

        F::UnknownColumn { name } => format!("nothing reads the column {name}"),
        F::UnknownKey { key } => format!("nothing reads the key {key}"),
        F::NeverBinds { ceiling, year: Some(year) } => {
            format!("ceiling {ceiling} never binds in {year}: not so much can be spent")
        }
        F::NeverBinds { ceiling, year: None } => {
            format!("ceiling {ceiling} never binds: not so much can be spent")
        }
        F::Unused { thing, id } => format!("nothing uses the {} {id}", name(*thing)),
        F::NeverAffordable { initiative } => {
            format!("initiative {initiative} costs more than the total ceiling whenever it starts")
        }
        F::NeverStaffed { initiative, pool } => {
            format!("initiative {initiative} needs more staff than pool {pool} can ever have")
        }
        F::NoReach { factor } => {
            format!("no reach is given although the dearest initiative costs {factor} times the cheapest")
        }
        F::GroupOfOne { group, members: 0 } => format!("no initiative belongs to group {group}"),
        F::GroupOfOne { group, .. } => format!("group {group} has only one member"),
        F::DeadlineBeyondWindow { initiative, deadline, latest } => {
            format!("the deadline {deadline} of {initiative} comes after {latest}, its latest start")
        }
        F::DeadlineBeforeWindow { initiative, deadline, earliest } => {
            format!("the deadline {deadline} of {initiative} comes before {earliest}, its earliest start")
        }
        F::NeverStarts { initiative, earliest, latest } => {
            format!("initiative {initiative} can never start: not before {earliest}, and not after {latest}")
        }
        F::DeadlineIgnored { initiative } => {
            format!("initiative {initiative} has a deadline but is not mandatory, so nothing comes of it")
        }
        F::ScoreOutside { text, criterion } => {
            format!("the score {text} lies outside the scale of {criterion}")
        }
        F::DropsNothing { kind } => format!("there is no {kind} to drop"),
        F::IndexWeights { index, sum } => {
            format!("the weights of index {index} sum to {sum} %, not to 100 %")
        }
        F::UnknownSheet { name } => format!("nobody reads sheet {name}"),
        F::DateCell { text } => format!("the cell holds a date or time, {text}"),
        F::RaterApart { rater, parts } => {
            format!("no comparison of {rater} connects {}", parts.join(" with "))
        }
        F::NeverDiffers { criterion } => {
            format!("every initiative has the same value in {criterion}, so it decides nothing")
        }
        F::AlmostNoWeight { criterion, percent } => {
            format!("{criterion} weighs at most {percent} % in any weight set")
        }
        F::Correlated { first, second, correlation } => {
            format!("{first} and {second} rise and fall together (correlation {correlation})")
        }
        F::TooManyHigh { criterion, rater: None, share, most } => {
            format!("{share} % of the initiatives are high in {criterion}, and at most {most} % should be")
        }
        F::TooManyHigh { criterion, rater: Some(rater), share, most } => {
            format!(
                "{rater} calls {share} % of the initiatives high in {criterion}, and at most {most} % should be"
            )
        }
        F::Inconsistent { rater, ratio, pair, given, implied } => format!(
            "the comparisons of {rater} contradict each other (consistency ratio {ratio}); {pair} is \
             {given}, and the others say {implied}"
        ),
        F::LookAlike { thing, id, other, file, line } => {
            format!("{} {id} and {other} ({}) look alike, but are two", name(*thing), at(file, *line))
        }
        F::NoEffect { key, needs } => format!("{key} has no effect without {}", needs.join(" or ")),
        F::Overruled { key, by } => format!("{key} has no effect beside {by}"),
        F::NoCost { ids: who } => match &who[..] {
            [one] => format!("initiative {one} costs nothing: no money, no other resource and no staff"),
            _ => format!(
                "{} initiatives cost nothing (no money, no other resource, no staff): {}",
                who.len(),
                ids(Lang::En, who)
            ),
        },
        F::OnlyDuties {} => {
            "no initiative is worth anything: the plan is only the cheapest that starts what must start"
                .to_owned()
        }
        F::NoValue { ids: who } => match &who[..] {
            [one] => format!("initiative {one} is worth nothing, whenever it starts"),
            _ => format!(
                "{} initiatives are worth nothing, whenever they start: {}",
                who.len(),
                ids(Lang::En, who)
            ),
        },

        F::NearColumn { name, meant } => {
            format!("nothing reads the column {name}; the one that is read is called {meant}")
        }
        F::HeadingOfRows { rows } => format!("the heading has {rows} rows, and only its first row is read"),
        F::UnnamedColumn { numbers } => {
            format!("a column without a heading holds {numbers} figures, which nothing reads")
        }
        F::MergedCells { range } => {
            format!("the cells {range} are merged, so it is not clear which of them the content belongs to")
        }
        F::TotalRow { text } => format!("the row {text} is a total, not an item of its own"),
        F::OtherSpreadsheet { format } if format == "xlsx" => {
            "the file is an Excel workbook under the name of a table".to_owned()
        }
        F::OtherSpreadsheet { format } => {
            format!("the file is a spreadsheet of the format {format}, which is not read")
        }
        F::FormulaWithoutValue { text } => format!(
            "the cell holds the formula {text} but no value: the program that wrote the file did not compute it"
        ),
        F::CalendarYearInCosts { year } => {
            format!("{year} is a calendar year, but year counts the years of execution here")
        }
        F::TwoProfiles { initiative } => {
            format!("initiative {initiative} has costs in columns of calendar years and in capex_e columns")
        }
        F::SignedBelowUnit { text, count: 1, read, .. } => format!(
            "{text} is read as {}, for it has a currency sign, and is below the unit of the table",
            money(read)
        ),
        F::SignedBelowUnit { text, count, read, .. } => format!(
            "{text} is read as {}: all {count} amounts with a currency sign in this column are below the unit of the table",
            money(read)
        ),
        F::Outlier { text, read, typical, .. } => format!(
            "{text} is read as {}, a thousand times or more away from its neighbours (about {})",
            money(read),
            money(typical)
        ),
        F::AllInWholeUnits { text, count: 1, read, .. } => format!(
            "{text} seems to be written in full, but the table counts a larger unit: it is read as {}",
            money(read)
        ),
        F::AllInWholeUnits { text, count, read, .. } => format!(
            "all {count} amounts here seem to be written in full, but the table counts a larger unit: {text} is read as {}",
            money(read)
        ),
        F::LimitFarFromCosts { text, read, least, sum, .. } => format!(
            "the limit {text} is read as {}, a thousand times or more away from the costs ({} to {} together)",
            money(read),
            money(least),
            money(sum)
        ),
        F::SheetsOfOne { first, second } => {
            format!("the sheets {first} and {second} say the same thing, and only one of them can be read")
        }
        F::NearSheet { name } => {
            format!("nothing reads the sheet {name}, whose name is near one that is read")
        }
        F::FileUnread { file } => format!("nothing reads the file {file}"),
        F::NumberingRow {} => "the row numbers the columns and is not read".to_owned(),
        F::FiguresUnread { name, count, sum } => {
            format!("nothing reads the column {name}, which holds {count} figures (sum {sum})")
        }
        F::RowsAboveHeading { rows: 1, title } => format!("a row above the heading is not read: {title}"),
        F::RowsAboveHeading { rows, title } => {
            format!("{rows} rows above the heading are not read; the first is: {title}")
        }
        F::NotesBeside { cells } => format!("{cells} filled cells stand under no heading and are not read"),
        F::HiddenRows { rows, filtered } => {
            let by = if *filtered { "hidden by a filter" } else { "hidden" };
            match &rows[..] {
                [one] => format!("row {one} is {by} and is read all the same"),
                _ => format!("rows {} are {by} and are read all the same", runs(rows)),
            }
        }
        F::RepeatsSums { text } => format!("the row {text} repeats the sums of the rows above it"),
        F::NoteRow { text } => format!("the row holds only a note and is not read: {text}"),
        F::MergedWords { range, text, rows } => {
            format!("the merged cells {range} say {text}, which is read for each of their {rows} rows")
        }
        F::HeadingAgain {} => "the row repeats the heading and is not read".to_owned(),
        F::HiddenColumn { name } => format!("column {name} is hidden and is read all the same"),
        F::HiddenSheet {} => "the sheet is hidden and is read all the same".to_owned(),
        F::ValueOutlier { text, typical } => {
            format!("the value {text} is more than a thousand times above all others (about {typical})")
        }
        F::CalendarYears { first, last } => format!(
            "the columns {first} to {last} are read as capital costs, from the first year with money on; that is the earliest start where no window is given"
        ),
        F::HiddenSign { sign } => {
            format!("the text holds a hidden character, U+{:04X} ({})", u32::from(*sign), hidden(*sign))
        }

        F::DefaultUsed { key, value } => format!("{key} is not given; {value} is used"),
        F::YearsLeftOut { key, years: out } => {
            format!("{key} does not name {}: {} then", years(Lang::En, out), free(key))
        }

        F::SourcesDiffer { id, field, first, first_place, second } => {
            format!("{id} has two values of {field}: {second} here, {first} in {first_place}")
        }
        F::OtherUnit { unit, expected } => {
            format!("the form counts money in units of {unit}, the case in units of {expected}")
        }
        F::SimilarNames { id, name, other, other_name, other_place } => {
            format!("{id} ({name}) may be the same as {other} ({other_name}) in {other_place}")
        }
        F::NoForm {} => "the folder holds no form".to_owned(),
        F::NoRows { forms } => format!("no form holds a row to merge: {}", forms.join(", ")),
        F::EmptyForm {} => "the form holds no row, so it adds nothing".to_owned(),
        F::RepeatsCase { rows: 1 } => "the form adds nothing: its only row is in the case already".to_owned(),
        F::RepeatsCase { rows } => format!("the form adds nothing: its {rows} rows are in the case already"),
        F::Replaced { id, field, old, old_place, new } => {
            format!("{field} of {id} is now {new}; the form replaces {old} in {old_place}")
        }
        F::OtherAgency { initiative, owner, agency } => {
            format!("the form of {agency} changes {initiative}, which belongs to {owner}")
        }
        F::OwnerMoved { initiative, owner, owner_place, agency } => {
            format!("the form gives {initiative} to {agency}; it belongs to {owner} in {owner_place}")
        }
        F::SeveralAgencies { agencies } => {
            let part = |(agency, first, count): &(String, String, usize)| match count {
                1 => format!("{agency} ({first})"),
                _ => format!("{agency} ({first} and {} more)", count - 1),
            };
            let parts: Vec<String> = agencies.iter().map(part).collect();
            format!(
                "the form speaks for several agencies, none of them clearly its own: {}",
                parts.join(", ")
            )
        }
        F::CostMissing { initiative } => format!("{initiative} has no cost"),
        F::NotAForm { name, why } => match why {
            NotRead::OtherFormat => {
                format!("{name} was not read: it is neither an .xlsx workbook nor a .csv table")
            }
            NotRead::BesideTables => {
                format!("{name} was not read: the tables of its folder were read as one form")
            }
            NotRead::TheCase => format!("{name} was not read as a form: it is the case"),
            NotRead::Link => format!("{name} was not read: it is a link to a folder"),
            NotRead::EmptyFolder => format!("{name} was not read: the folder holds no form"),
        },
        F::OpenElsewhere { name } => format!("{name} is open in a spreadsheet program"),
        F::NotMerged { sheet, rows } => {
            let sheet = form::sheet(sheet, Lang::En);
            if *rows == 1 {
                format!("1 row of the form's {sheet} is not in the case, and is not merged")
            } else {
                format!("{rows} rows of the form's {sheet} are not in the case, and are not merged")
            }
        }
        F::BrokenLink { number } => {
            format!("decision {number} does not follow from the one before: its link or number is another")
        }
        F::ChangedEntry { number } => format!("decision {number} was changed after it was written"),
        F::NotADate { text } => format!("{text} is no day"),
        F::DatedBack { number } => format!("decision {number} is dated before the one above it"),
        F::LogCut { results, number } => {
            format!("{results} was made with {number} decisions on record; the log is shorter or gone now")
        }
        F::LogRewritten { results, number } => {
            format!("{results} was made with another decision {number} than the log has now")
        }
        F::NotLogged { initiative } => {
            format!("{initiative} is decided in or out, but decisions.csv does not say by whom")
        }
    }
}
