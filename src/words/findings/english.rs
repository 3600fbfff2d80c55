//! English sentences of findings.

use super::super::Lang;
use super::runs;
use super::signs::{amounts_key, at, ids, sign, years};
use crate::diagnostic::Finding;
use crate::finding::{Amount, FolderFlaw, NotRead, Shape, Thing, Unread};
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
        F::SignedBelowUnit { text, count, read, .. } => format!(
            "{text} is read as {}: all {count} amounts with a currency sign in this column are below the unit of the table",
            money(read)
        ),
        F::Outlier { text, read, typical, .. } => format!(
            "{text} is read as {}, a thousand times or more away from its neighbours (about {})",
            money(read),
            money(typical)
        ),
        F::AllInWholeUnits { text, count, read, .. } => format!(
            "all {count} amounts seem to be written in full, but the table counts a larger unit: {text} is read as {}",
            money(read)
        ),
        F::LimitFarFromCosts { text, read, least, sum, .. } => format!(
            "the limit {text} is read as {}, a thousand times or more away from the costs ({} to {} together)",
            money(read),
            money(least),
            money(sum)
        ),
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
            format!("{} rows are {by} and are read all the same: {}", rows.len(), runs(rows))
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
        F::NotLogged { initiative } => {
            format!("{initiative} is decided in or out, but decisions.csv does not say by whom")
        }
    }
}

/// What a hidden character is.
fn hidden(sign: char) -> &'static str {
    match sign {
        '\u{1b}' => "escape, which begins a command to a terminal",
        '\u{200b}' => "zero width space",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte-order mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a mark that changes the direction of the text"
        }
        _ => "control character",
    }
}

/// How to write what was meant, where that can be said.
pub fn advice(finding: &Finding) -> Option<String> {
    use Finding as F;
    let text = match finding {
        F::HeadingOfRows { .. } => "write one row with one name above every column, and unmerge its cells",
        F::UnnamedColumn { .. } => {
            "give the column the name it is read by (unmerge the heading if it spans columns), or # if it is for people only"
        }
        F::MergedCells { .. } => "unmerge them and fill every cell",
        F::TotalRow { .. } => "delete the row; if it is meant, give it another id and name",
        F::OtherSpreadsheet { .. } => {
            "open it in a spreadsheet program and save it as \"Excel Workbook (.xlsx)\""
        }
        F::FormulaWithoutValue { .. } => {
            "open and save the file in a spreadsheet program once, or write the value itself"
        }
        F::CalendarYearInCosts { .. } => {
            "write 1 for the year in which the initiative starts, 2 for the next, after for every year after the last"
        }
        F::TwoProfiles { .. } => "keep one of the two",
        F::SignedBelowUnit { plain, read, other, .. } => {
            return Some(format!("write {plain} if {} is meant, or {}", money(read), money(other)));
        }
        F::Outlier { read, other, .. } => {
            return Some(format!("write {} if that is meant, or {}", money(read), money(other)));
        }
        F::AllInWholeUnits { other, .. } => {
            let other = money(other);
            return Some(format!(
                "set money.unit = 1 if {other} is meant; if not, write the amounts with the currency sign"
            ));
        }
        F::LimitFarFromCosts { read, other, .. } => {
            let (read, other) = (money(read), money(other));
            return Some(format!(
                "write {read} if that is meant, or {other}; leave the year out if it has no limit"
            ));
        }
        F::FiguresUnread { .. } => {
            "rename it if a plan should use it; begin its name with # if it is for people only"
        }
        F::RowsAboveHeading { .. } => "nothing, if they are only a title; delete them and nothing is said",
        F::NotesBeside { .. } => {
            "nothing, if they are notes; a column that should be read needs its name in the heading"
        }
        F::HiddenRows { .. } | F::HiddenColumn { .. } | F::HiddenSheet {} => {
            "delete what should not count; unhide the rest"
        }
        F::RepeatsSums { .. } => "delete the row if it is a total",
        F::NoteRow { .. } | F::HeadingAgain {} => "delete the row and nothing is said",
        F::MergedWords { .. } => "unmerge the cells and fill every one if that is not meant",
        F::ValueOutlier { .. } => "check that all values are written in the same unit",
        F::UnreadRuleKey { .. }
        | F::TooFewAmounts { .. }
        | F::NothingCosts { .. }
        | F::NothingWorth { .. }
        | F::BadFolderName { .. } => return Some(advice_with_data(finding)),
        F::BadId { .. } => "write the id anew without it",
        F::NotAPair { .. } => "write the lowest and the highest, as in [0.9, 1.4]",
        F::NoInitiatives {} => "write one initiative in each row under the header",
        F::CapOfAmount { .. } => "write [[ceiling]] with limits for at most an amount; at_most needs a share",
        F::SameFolder { .. } => "give one of them another id",
        F::LookAlike { .. } => {
            "if one thing is meant, write one id; if two, give one an id that differs more"
        }
        F::NoEffect { .. } => "write what is missing, or remove it",
        F::NoCost { .. } => "fill in capex_e1, opex_annual or staff, or lines in costs.csv",
        F::NoValue { .. } => {
            "fill in its value or scores; service counts only in years up to the horizon and service.years_after_horizon"
        }
        F::NotUtf8 {} => "save it as \"CSV UTF-8\"",
        F::FileOutside { .. } => "give a file in the case's folder, without .. and without a leading /",
        F::EndsEarly { .. } => "check that the file is whole, and is the format the command names",
        F::LineShape { .. } | F::TextAfterEnd {} => "check that the file is the format the command names",
        F::NotCarriedOver { .. } => "empty it if the instance means the same without it",
        F::RaggedRow { .. } => "put quotes around cells that hold the separator",
        F::BadDependency { .. } => {
            "write A01, A01@FS+1, A01@SS or A01@SEL; | between alternatives, ; between all"
        }
        F::BadLift { .. } => "write 16:2 for indicator 16 raised by two levels, ; between several",
        F::UnknownDrop { .. } => "write a kind (floor) or a kind and an id (floor:people)",
        F::AmbiguousNumber { text } => return Some(both_readings(text)),
        F::AmbiguousSize { text } => return Some(both_sizes(text)),
        F::OtherCurrency { .. } => "convert it, or set money.sign if the whole case is in that currency",
        F::TooFine { .. } => "round it, or give money.decimals (or the class's decimals)",
        F::TooLarge { .. } => "check money.unit: amounts are multiplied by it",
        F::NotAYear { .. } => "write a calendar year (2027) or a plan year (1 = the first)",
        F::WeightsNotOne { .. } => "divide each weight by their sum",
        F::BadRatio { .. } => "write 3 for three times as important, 1/3 for a third",
        F::ComparesItself { .. } | F::NotSiblings { .. } => "compare criteria that share one parent",
        F::Disconnected { .. } | F::RaterApart { .. } => {
            "compare any criterion of one part with one of the other"
        }
        F::CriterionRing { .. } => "remove one parent",
        F::SwingOrder { .. } => "list the criteria from the most points to the fewest",
        F::NoSwing { .. } => "give two scores of a criterion (not a group) between which its points differ",
        F::NobodyWeighs { .. } => "give a weight set with rater = \"...\", or comparisons in judgements.csv",
        F::BadRange { .. } => "write \"10%\", or [\"-5%\", \"30%\"]",
        F::AlmostNoWeight { .. } | F::NeverDiffers { .. } => "leave it out, or say why it is asked",
        F::Correlated { .. } => "ask whether both count the same benefit; join them or lower a weight",
        F::TooManyHigh { .. } => "ask the raters to say which of them come first",
        F::Inconsistent { .. } => "ask the rater about this comparison first",
        F::FundCeilingMixed { .. } => {
            "a fund's money is limited by fund alone; define a fund of its own for that purpose"
        }
        F::NoFundMayPay { .. } => "name a fund that may pay this class, or widen the fund's classes",
        F::SavingTooLarge { .. } => {
            "the saving is taken off the yearly cost of the member whose id comes first"
        }
        F::ShareWithoutCeiling { .. } => "add a ceiling without a scope, or write of = \"spending\"",
        F::MixedClasses { .. } => "name money classes only, or one class that is not money",
        F::OnlyInCase { .. } => "change it in case.toml, for every scenario",
        F::NoReach { .. } => "add a column reach, so that large projects are not valued like small ones",
        F::DeadlineIgnored { .. } => "write mandatory = 1, or remove the deadline",
        F::ContradictsEarlier { .. } | F::ForcedBothWays { .. } | F::Overruled { .. } => {
            "keep one of the two"
        }
        F::MandatoryGroupMissing { .. } => "give its variant_group, or write mandatory = 1",
        F::AmbiguousId { .. } => "rename the group",
        F::WorkbookClaims { .. } => {
            "the file is damaged, or made to do harm: open it in a spreadsheet program and save it under a new name"
        }
        F::WorkbookUnreadable { .. } => "save it once more as \"Excel Workbook (.xlsx)\", without a password",
        F::WorkbookTooLarge { .. } => {
            "keep only the sheets of the case, or give it as a folder of CSV tables"
        }
        F::FileTooLarge { .. } => "check that it is the right file; keep only the rows that the case needs",
        F::NotAFile { .. } => "copy its contents into an ordinary file and give that file",
        F::TooManyValues { .. } => "give amounts of many rows as a table, such as costs.csv or base.csv",
        F::TooManyRows { .. } => "keep only the rows that the case needs",
        F::TooManyColumns { .. } => {
            "keep only the columns that the case needs; check the separator, and the quotes, of this row"
        }
        F::CellTooLong { .. } => "shorten the text; if the cell holds several rows, a quote is missing",
        F::HiddenSign { .. } => "it is left out of what is read; delete it here, or type the text again",
        F::ErrorCell { .. } => "mend the formula, or write the value itself",
        F::UnknownSheet { .. } => "begin its name with # if it is for people only",
        F::DateCell { .. } => {
            "Excel may have made it of something like 16:2; format the cell as text and type again"
        }
        F::SourcesDiffer { .. } => {
            "agree on one value and write it in both; --prefer-forms takes the form's over the case's"
        }
        F::OtherUnit { .. } => "convert the form's amounts and set its money.unit",
        F::BrokenLink { .. } | F::ChangedEntry { .. } => {
            "restore decisions.csv as it was (results keep a copy in their inputs folder); write what changed as a new entry: petajalan decide"
        }
        F::NotADate { .. } => "write it as 2026-11-24",
        F::NotLogged { .. } => {
            "write who decided: petajalan decide CASE --action force-in --subject ID --by WHO --basis WHY"
        }
        F::NoForm {} | F::NotAForm { why: NotRead::EmptyFolder, .. } => {
            "put the filled forms into it: workbooks (.xlsx), tables (.csv) or folders of tables"
        }
        F::NoRows { .. } | F::EmptyForm {} => {
            "fill the sheet initiatives, costs or scores below its headings, and save the file"
        }
        F::RepeatsCase { .. } => "check that this is the filled form and not the one that was sent out",
        F::Replaced { .. } => "run it without --prefer-forms to keep the case's values",
        F::OtherAgency { .. } | F::SeveralAgencies { .. } => {
            "ask the agencies concerned; if the change is not theirs, take it out of the form"
        }
        F::OwnerMoved { .. } => "ask both agencies; if it stays where it is, empty the cell",
        F::CostMissing { .. } => "fill capex_e1 or opex_annual, or add its lines to costs",
        F::NotAForm { why: NotRead::OtherFormat, .. } => "if it is a form, save it as Excel Workbook (.xlsx)",
        F::NotAForm { why: NotRead::BesideTables, .. } => "if it is a form, move it to another folder",
        F::NotAForm { why: NotRead::Link, .. } => "give the folder itself as another form",
        F::OpenElsewhere { .. } => {
            "save and close it there, then run this again: what is not saved is not in the form"
        }
        F::NotMerged { .. } => "only initiatives, costs and scores are merged; write the rest into the case",
        F::SimilarNames { .. } => "if it is the same, give both the same id",
        F::DuplicateColumn { .. } => "remove one of them; some columns have two names (owner, agency)",
        _ => return None,
    };
    Some(text.to_owned())
}

/// Advice that repeats something of the finding.
fn advice_with_data(finding: &Finding) -> String {
    use Finding as F;
    match finding {
        F::UnreadRuleKey { table, key, keys, why } => match why {
            Unread::Unknown => format!("{table} has the keys {}", keys.join(", ")),
            Unread::Fund => format!(
                "only a ceiling can name a fund: write [[ceiling]] with {key} and limits alone, or limits in its [[fund]]"
            ),
            Unread::Years => {
                let amounts = amounts_key(keys);
                format!("write years into {amounts}: {amounts} = {{ 2027 = 100, 2028 = 100 }}")
            }
            Unread::Remark => {
                "write remarks after a # (in a workbook in a column whose heading begins with #)".to_owned()
            }
            Unread::InScenarios => "write [[scenario]] in the file scenarios.toml".to_owned(),
            Unread::UnderScenario => {
                format!(
                    "write it as [[scenario.{key}]] under its [[scenario]], or in case.toml for all scenarios"
                )
            }
        },
        F::TooFewAmounts { key, missing, instead, .. } => format!(
            "write a value for every year, or for {} in {} name the others only: {instead}",
            absent(key),
            years(Lang::En, missing)
        ),
        F::NothingCosts { unread } => format!(
            "costs stand in the columns capex_e1, capex_e2 and opex_annual, or in costs.csv; staff counts in a \
             [[pool]] only{}",
            not_read(unread)
        ),
        F::NothingWorth { given: true, unread } => {
            format!("values stand in the columns value, value_e1 and value_service{}", not_read(unread))
        }
        F::NothingWorth { given: false, unread } => format!(
            "scores stand in the columns b_ with a criterion's id; look at the scales and weights of the criteria too{}",
            not_read(unread)
        ),
        F::BadFolderName { named: true, .. } => "write id = \"...\" in case.toml".to_owned(),
        _ => "write another id, of letters, digits and hyphens".to_owned(),
    }
}

fn not_read(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!("; not read: {}", ids(Lang::En, columns)) }
}

/// What a year has for which a list of amounts gives none.
fn absent(key: &str) -> &'static str {
    match key {
        "amounts" => "no spending",
        "amount" => "no floor",
        _ => "no limit",
    }
}

/// What a year without an amount means.
fn free(key: &str) -> &'static str {
    match key {
        "amount" => "nothing has to be spent",
        "capacity" => "staff has no limit",
        "at_most" => "starts have no limit",
        _ => "spending has no limit",
    }
}

fn folder_flaw(flaw: FolderFlaw) -> &'static str {
    match flaw {
        FolderFlaw::Sign => "it holds a sign that names of folders do not have",
        FolderFlaw::Reserved => "Windows keeps this name for a device",
        FolderFlaw::Ending => "it ends with a full stop or a blank",
        FolderFlaw::TooLong => "it is longer than 120 bytes",
    }
}

/// The nearest name that would have been right.
pub fn nearest(finding: &Finding, name_near: &str) -> String {
    use Finding as F;
    match finding {
        F::NearColumn { .. } => {
            format!("name it {name_near}; begin its name with # if it is for people only")
        }
        F::UnknownColumn { .. } => format!("the nearest column is {name_near}"),
        F::UnknownKey { .. } | F::MisspelledKey { .. } | F::UnreadRuleKey { .. } => {
            format!("the nearest key is {name_near}")
        }
        F::MissingColumn { .. } | F::MissingKey { .. } => format!("is {name_near} meant?"),
        F::FileMissing { .. } => format!("the nearest file is {name_near}"),
        F::MissingSheet { .. } | F::UnknownSheet { .. } => format!("the nearest sheet is {name_near}"),
        F::NotAChoice { .. } => format!("the nearest choice is {name_near}"),
        F::UnknownId { .. } | F::DependsOnUnknown { .. } | F::UnknownDrop { .. } | F::GroupOfOne { .. } => {
            format!("the nearest id is {name_near}")
        }
        _ => format!("the nearest is {name_near}"),
    }
}

fn both_readings(text: &str) -> String {
    let whole: String = text.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let other = if text.contains('.') { text.replace('.', ",") } else { text.replace(',', ".") };
    format!("write {whole} for thousands; for decimals give one more, {text}0 or {other}0")
}

fn both_sizes(text: &str) -> String {
    let number = text.trim_end_matches(['m', 'M']).trim_end();
    format!("write {number} million (juta) or {number} billion (miliar)")
}

fn money(amount: &Amount) -> String {
    super::amount(Lang::En, amount)
}

fn name(thing: Thing) -> &'static str {
    match thing {
        Thing::Case => "case",
        Thing::Initiative => "initiative",
        Thing::Agency => "agency",
        Thing::Category => "category",
        Thing::Class => "cost class",
        Thing::Fund => "fund",
        Thing::Pool => "pool",
        Thing::Group => "group",
        Thing::Criterion => "criterion",
        Thing::WeightSet => "weight set",
        Thing::Rater => "rater",
        Thing::Index => "index",
        Thing::Indicator => "indicator",
        Thing::Scenario => "scenario",
        Thing::Ceiling => "ceiling",
        Thing::Floor => "floor",
        Thing::Minimum => "minimum",
        Thing::Starts => "limit of starts",
        Thing::Bundle => "bundle",
        Thing::Synergy => "synergy",
        Thing::Base => "base spending",
        Thing::Outcome => "outcome",
        Thing::Commitments => "commitments limit",
        Thing::ForceIn => "forced start of",
        Thing::ForceOut => "exclusion of",
    }
}

fn plural(thing: Thing) -> &'static str {
    match thing {
        Thing::Initiative => "initiatives",
        Thing::Indicator => "indicators",
        other => name(other),
    }
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text in quotes",
        Shape::Number => "a number",
        Shape::Truth => "true or false",
        Shape::Date => "a date",
        Shape::List => "a list [a, b]",
        Shape::Table => "a table { key = value }",
        Shape::Rows => "rows, each headed [[...]]",
        Shape::Amounts => "a number, a list of numbers or a table by year",
    }
}
