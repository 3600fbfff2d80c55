//! English advice: how to write what was meant.

use super::super::signs::{amounts_key, ids, years};
use super::terms::{absent, money};
use crate::diagnostic::Finding;
use crate::finding::{NotRead, Unread};
use crate::words::Lang;

/// How to write what was meant, where that can be said.
#[expect(clippy::too_many_lines, reason = "one line a finding, in the order of the codes")]
pub fn advice(finding: &Finding) -> Option<String> {
    use Finding as F;
    let text = match finding {
        F::HeadingOfRows { .. } => "write one row with one name above every column, and unmerge its cells",
        F::UnnamedColumn { .. } => {
            "give the column the name it is read by (unmerge the heading if it spans columns), or # if it is for people only"
        }
        F::MergedCells { .. } => "unmerge them and fill every cell",
        F::TotalRow { .. } => "delete the row; if it is meant, give it another id and name",
        F::SheetsOfOne { .. } => "put both into one sheet; begin the name of the other with #",
        F::OtherSpreadsheet { format } if format == "xlsx" => {
            "give it the ending .xlsx and call the workbook itself, or save its sheet as \"CSV UTF-8\""
        }
        F::OtherSpreadsheet { .. } => {
            "open it in a spreadsheet program and save it as \"Excel Workbook (.xlsx)\""
        }
        F::FormulaWithoutValue { .. } => {
            "open and save the file in a spreadsheet program once, or write the value itself"
        }
        F::CalendarYearInCosts { .. } => {
            "write 1 for the year in which the initiative starts, 2 for the next, after for every year after the last"
        }
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
        F::RowsAboveHeading { .. } => "leave them if they are only a title; delete them to be told nothing",
        F::NotesBeside { .. } => {
            "leave them if they are notes; a column that should be read needs its name in the heading"
        }
        F::HiddenRows { .. } | F::HiddenColumn { .. } | F::HiddenSheet {} => {
            "delete what should not count; unhide the rest"
        }
        F::RepeatsSums { .. } => "delete the row if it is a total",
        F::NoteRow { .. } | F::HeadingAgain {} | F::NumberingRow {} => {
            "leave it, or delete the row to be told nothing"
        }
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
        F::OnlyDuties {} => "fill in values or scores if the plan should choose by them",
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
        F::NotANumber { .. } => {
            "write digits, such as 1250000 or 1.5 (money also as Rp1.250.000 or 1.5 million); 0 or nothing for none"
        }
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
        F::ContradictsEarlier { .. }
        | F::ForcedBothWays { .. }
        | F::Overruled { .. }
        | F::TwoProfiles { .. } => "keep one of the two",
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
        F::DatedBack { .. } => "check both dates; a decision taken earlier says so in its basis",
        F::LogCut { .. } | F::LogRewritten { .. } => {
            "restore decisions.csv, from the folder inputs of those results or from a backup"
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

/// The nearest name that would have been right.
pub fn nearest(finding: &Finding, name_near: &str) -> String {
    use Finding as F;
    match finding {
        F::NearColumn { .. } | F::NearSheet { .. } => {
            format!("name it {name_near}; begin its name with # if it is for people only")
        }
        F::UnknownColumn { .. } => format!("the nearest column is {name_near}"),
        F::UnknownKey { .. } | F::MisspelledKey { .. } | F::UnreadRuleKey { .. } => {
            format!("the nearest key is {name_near}")
        }
        F::MissingColumn { .. } | F::MissingKey { .. } | F::FileUnread { .. } => {
            format!("is {name_near} meant?")
        }
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
    let (before, number, after) = super::super::around(text);
    let whole: String = number.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let other = if number.contains('.') { number.replace('.', ",") } else { number.replace(',', ".") };
    format!(
        "write {before}{whole}{after} for thousands; for decimals give one more, {before}{number}0{after} or {before}{other}0{after}"
    )
}

fn both_sizes(text: &str) -> String {
    let number = text.trim_end_matches(['m', 'M']).trim_end();
    format!("write {number} million (juta) or {number} billion (miliar)")
}
