//! What a case means: the small case read, and patched, against what its README promises.

mod common;

use common::{SMALL, files};
use petajalan::diagnostic::Warned;
use petajalan::input::{Case, build};
use petajalan::portfolio::{Dependency, Link, Target, When};
use petajalan::report::findings::text;
use petajalan::scenario::{Choose, Goal, Rule, Scenario};
use petajalan::units::{ClassIx, FundIx, Money, Year};
use petajalan::words::Lang;

fn read(edits: &[(&str, &str, &str)]) -> Case {
    let mut texts: Vec<(&str, String)> =
        SMALL.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for (file, old, new) in edits {
        let held = texts.iter_mut().find(|(name, _)| name == file).unwrap();
        assert!(held.1.contains(old), "{file} does not hold {old}");
        held.1 = held.1.replacen(old, new, 1);
    }
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    loaded(&texts).value
}

fn loaded(texts: &[(&str, &str)]) -> Warned<Case> {
    build(&files(texts)).unwrap_or_else(|found| panic!("{}", text(Lang::En, &found)))
}

fn window(case: &Case, scenario: usize, id: &str) -> Option<(i32, i32)> {
    let wanted = case.portfolio.find(id).unwrap();
    case.scenarios[scenario].rules.iter().find_map(|rule| match rule {
        Rule::Window { initiative, earliest, latest } if *initiative == wanted => {
            Some((earliest.0, latest.0))
        }
        _ => None,
    })
}

fn ceilings(scenario: &Scenario, wanted: &str) -> Vec<(i32, i64)> {
    let of_rule = |rule: &Rule| match rule {
        Rule::Ceiling { id, year, limit, .. } if id == wanted => Some((year.0, limit.0)),
        _ => None,
    };
    scenario.rules.iter().filter_map(of_rule).collect()
}

#[test]
fn windows_are_the_users_within_the_calendar() {
    let case = read(&[]);
    assert_eq!(window(&case, 0, "A01"), Some((2027, 2028)));
    assert_eq!(window(&case, 0, "A02"), Some((2027, 2028)), "two years of execution end in 2029");
    let late = read(&[("case.toml", "finish_after_horizon = false", "finish_after_horizon = true")]);
    assert_eq!(window(&late, 0, "A02"), Some((2027, 2029)));
    let free = read(&[("scenarios.toml", "id = \"base\"", "id = \"base\"\ndrop = [\"windows:A01\"]")]);
    assert_eq!(window(&free, 0, "A01"), Some((2027, 2029)));
}

#[test]
fn a_committed_start_replaces_the_window() {
    let case = read(&[("initiatives.csv", "Dinkes,50,,8,1,,,,,,,", "Dinkes,50,,8,1,,,,,,2026,")]);
    let a06 = case.portfolio.find("A06").unwrap();
    assert_eq!(window(&case, 0, "A06"), None);
    let rules = &case.scenarios[0].rules;
    assert!(rules.contains(&Rule::Committed { initiative: a06, start: Year(2026) }));
    let waits =
        rules.iter().any(|rule| matches!(rule, Rule::Dependency { initiative, .. } if *initiative == a06));
    assert!(!waits, "what started before the plan waits for nothing");
    assert_ne!(case.scenarios[0].values.of_start(a06, Year(2026)).0, 0);
}

#[test]
fn a_deadline_on_the_finish_moves_to_the_start() {
    let edit = ("initiatives.csv", "90,60,20,2,,,,,,", "90,60,20,2,,,1,,3,");
    let case = read(&[edit]);
    let a02 = case.portfolio.find("A02").unwrap();
    let rule = Rule::Mandatory { initiative: a02, start_by: Some(Year(2028)), reason: String::new() };
    assert!(case.scenarios[0].rules.contains(&rule));
}

#[test]
fn dependencies_read_as_written() {
    let case = read(&[("initiatives.csv", "A02|A03@SS", "V-DC@FS+1;A02|A03@SS")]);
    let at = |id| Target::Initiative(case.portfolio.find(id).unwrap());
    let waits = &case.portfolio.initiatives[3].dependencies;
    assert_eq!(waits.len(), 2);
    let either = Dependency {
        any_of: vec![(at("A02"), Link::FinishToStart { lag: 0 }), (at("A03"), Link::StartToStart)],
    };
    assert!(waits.contains(&either));
    assert!(
        waits
            .iter()
            .any(|clause| matches!(clause.any_of[..], [(Target::Group(_), Link::FinishToStart { lag: 1 })]))
    );
}

#[test]
fn a_scenario_patches_then_drops() {
    let case = read(&[]);
    let [base, cut] = &case.scenarios[..] else { panic!("two scenarios") };
    let million = 1_000_000;
    assert_eq!(ceilings(base, "total"), [2027, 2028, 2029].map(|year| (year, 200 * million)));
    assert_eq!(ceilings(cut, "total"), [(2027, 120 * million), (2028, 155 * million), (2029, 120 * million)]);
    assert_eq!(ceilings(cut, "dinkes-capital"), ceilings(base, "dinkes-capital"));
    let has = |scenario: &Scenario, wanted: fn(&Rule) -> bool| scenario.rules.iter().any(wanted);
    assert!(has(base, |rule| matches!(rule, Rule::ShareFloor { .. })));
    assert!(!has(cut, |rule| matches!(rule, Rule::ShareFloor { .. } | Rule::Outcome { .. })));
    assert!(has(cut, |rule| matches!(rule, Rule::Stability { at_most: 2, .. })));
    assert_eq!(base.goals, [Goal::MostValue, Goal::LeastCost, Goal::EarliestStarts, Goal::FirstInOrder]);
}

#[test]
fn a_scenario_can_force_the_other_way() {
    let patch = "id = \"base\"\n[[scenario.force_in]]\ninitiative = \"A07\"\nyear = 2\nreason = \"decree\"";
    let case = read(&[("scenarios.toml", "id = \"base\"", patch)]);
    let forced: Vec<&Rule> = case.scenarios[0]
        .rules
        .iter()
        .filter(|r| matches!(r, Rule::ForcedIn { .. } | Rule::ForcedOut { .. }))
        .collect();
    assert!(matches!(forced[..], [Rule::ForcedIn { start: Some(Year(2028)), .. }]), "{forced:?}");
    assert!(case.scenarios[1].rules.iter().any(|rule| matches!(rule, Rule::ForcedOut { .. })));
}

#[test]
fn what_started_before_a_year_is_frozen_and_nothing_else_starts_before_it() {
    let case = read(&[("scenarios.toml", "at_most = 2", "started_before = 2")]);
    let a01 = case.portfolio.find("A01").unwrap();
    assert!(case.scenarios[1].rules.contains(&Rule::Committed { initiative: a01, start: Year(2027) }));
    assert_eq!(window(&case, 1, "A05"), Some((2028, 2029)));
    assert_eq!(window(&case, 0, "A05"), Some((2027, 2029)), "the other scenario is untouched");
}

#[test]
fn funds_pay_only_their_classes() {
    let case = read(&[]);
    let a01 = &case.portfolio.initiatives[0];
    let funds = |class| &a01.costs.iter().find(|line| line.class == ClassIx(class)).unwrap().funds;
    assert_eq!(funds(0)[..], [FundIx(0), FundIx(1)]);
    assert_eq!(funds(1)[..], [FundIx(0)], "DAK pays capital only");
    let seats = a01.costs.last().unwrap();
    assert_eq!((seats.class, seats.amount, seats.when), (ClassIx(3), Money(100), When::Execution(0)));
    assert!(seats.funds.is_empty(), "seats are not money");
    let a04 = &case.portfolio.initiatives[3].costs;
    assert_eq!(a04[2].amount, Money(2_500_000), "2,5 million from costs.csv");
}

#[test]
fn a_fund_has_one_limit_a_year_the_lowest() {
    let ceiling = "[[ceiling]]\nid = \"dak\"\nfund = \"DAK\"\nlimits = { 1 = 80, 2 = 120 }\n\n[[floor]]";
    let case = read(&[("case.toml", "[[floor]]", ceiling)]);
    let limits: Vec<(i32, i64)> = case.scenarios[0]
        .rules
        .iter()
        .filter_map(|rule| match rule {
            Rule::FundLimit { fund: FundIx(1), year, limit } => Some((year.0, limit.0 / 1_000_000)),
            _ => None,
        })
        .collect();
    assert_eq!(limits, [(2027, 80), (2028, 100), (2029, 100)]);
}

#[test]
fn limits_finer_than_the_unit_round_down_and_floors_up() {
    let case = read(&[
        ("case.toml", "limits = [200, 200, 200]", "limits = [199.9999999, 200, 200]"),
        ("case.toml", "amount = 10", "amount = 9.9999999"),
    ]);
    assert_eq!(ceilings(&case.scenarios[0], "total")[0], (2027, 199_999_999));
    let floor = case.scenarios[0].rules.iter().find_map(|rule| match rule {
        Rule::Floor { amount, .. } => Some(*amount),
        _ => None,
    });
    assert_eq!(floor, Some(Money(10_000_000)));
}

#[test]
fn amounts_may_reach_past_the_horizon() {
    let case = read(&[
        ("case.toml", "accounted_years_after = 1\n", ""),
        ("case.toml", "limits = [200, 200, 200]", "limits = [200, 200, 200, 90, 80]"),
    ]);
    assert_eq!(case.portfolio.calendar.tail, 2);
    assert_eq!(ceilings(&case.scenarios[0], "total").last(), Some(&(2031, 80_000_000)));
    let commitments = case.scenarios[0].rules.iter().filter(|rule| matches!(rule, Rule::Commitments { .. }));
    assert_eq!(commitments.count(), 2, "one limit stands for each accounted year after the horizon");
}

#[test]
fn exclusions_without_a_group_become_groups_of_two() {
    let case =
        read(&[("initiatives.csv", "Kominfo,20,,5,1,,,,,,,,,,,,,5", "Kominfo,20,,5,1,,,,,,,,,,,,A06,5")]);
    let ids: Vec<&str> = case.portfolio.groups.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(ids, ["A05/A06", "V-DC"]);
    let chosen = case.scenarios[0]
        .rules
        .iter()
        .filter(|rule| matches!(rule, Rule::Alternatives { choose: Choose::AtMostOne, .. }));
    assert_eq!(chosen.count(), 2);
}

#[test]
fn a_mandatory_group_chooses_exactly_one() {
    let mandatory = ("initiatives.csv", "Kominfo,30,,40,1,,,,,", "Kominfo,30,,40,1,,,group,2,");
    let case = read(&[mandatory]);
    let a03 = case.portfolio.find("A03").unwrap();
    let group = case.scenarios[0].rules.iter().find_map(|rule| match rule {
        Rule::MandatoryGroup { start_by, .. } => Some(start_by.clone()),
        _ => None,
    });
    assert_eq!(group, Some(vec![(a03, Year(2028))]));
    let plain = read(&[mandatory, ("case.toml", "choose = \"at most one\"", "")]);
    let choose = plain.scenarios[0].rules.iter().find_map(|rule| match rule {
        Rule::Alternatives { choose, .. } => Some(*choose),
        _ => None,
    });
    assert_eq!(choose, Some(Choose::ExactlyOne));
}

#[test]
fn scores_are_averaged_by_the_weight_of_raters() {
    let case = read(&[
        ("case.toml", "[[fund]]", "[[rater]]\nid = \"dinkes\"\n\n[[fund]]"),
        ("scores.csv", "measured\n", "measured\ndinkes,A01,use,4,quoted\n"),
    ]);
    let score = case.portfolio.initiatives[0].scores[0];
    assert!((score - 7.0).abs() < 1e-12, "(2 * 8.5 + 1 * 4) / 3, not {score}");
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let plain = read(&[]);
    let reversed: Vec<(&str, String)> = SMALL
        .iter()
        .map(|(name, text)| {
            let mut lines: Vec<&str> = text.lines().collect();
            // Indicators are shown in the order of their file, which is data; everything else is in id order.
            if is_table(name) && *name != "it.csv" {
                lines[1..].reverse();
            }
            (*name, lines.join("\n") + "\n")
        })
        .collect();
    let texts: Vec<(&str, &str)> = reversed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_same(&plain, &loaded(&texts).value);
}

#[test]
fn both_dialects_read_alike() {
    let plain = read(&[]);
    let excel: Vec<(&str, String)> = SMALL
        .iter()
        .map(|(name, text)| {
            if !is_table(name) {
                return (*name, text.replace('\n', "\r\n"));
            }
            let cells = |line: &str| -> String {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
                let record = reader.records().next().unwrap().unwrap();
                let decimal = |cell: &str| {
                    let is_number = cell.parse::<f64>().is_ok();
                    if is_number { cell.replace('.', ",") } else { cell.to_owned() }
                };
                let quoted = |cell: String| {
                    if cell.contains(';') { format!("\"{cell}\"") } else { cell }
                };
                record.iter().map(|cell| quoted(decimal(cell))).collect::<Vec<_>>().join(";")
            };
            let lines: Vec<String> = text.lines().map(cells).collect();
            (*name, format!("\u{feff}{}\r\n", lines.join("\r\n")))
        })
        .collect();
    let texts: Vec<(&str, &str)> = excel.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_same(&plain, &loaded(&texts).value);
}

#[test]
fn thousands_marks_are_read_where_the_file_settles_them() {
    let case = read(&[(
        "initiatives.csv",
        "Training,people,Kominfo,20,,5,1",
        "Training,people,Kominfo,\"1,250\",,5,1",
    )]);
    let training = &case.portfolio.initiatives[4];
    assert_eq!(
        training.costs[0].amount,
        Money(1_250_000_000),
        "1.5 elsewhere says that the comma marks thousands"
    );
}

#[test]
fn a_plan_may_have_one_year_or_fifty() {
    for years in [1, 50] {
        let case = format!(
            "first_year = 2027\nyears = {years}\n[value]\nfrom = \"given\"\n[[ceiling]]\nid = \"total\"\nlimits = 5\n"
        );
        let table = "id,category,owner,capex_e1,value\nX,a,b,3,7\nY,a,b,4,-2.5\n";
        let case = loaded(&[("case.toml", &case), ("initiatives.csv", table)]).value;
        assert_eq!(ceilings(&case.scenarios[0], "total").len(), years);
        let y = case.portfolio.find("Y").unwrap();
        assert_eq!(case.scenarios[0].values.of_start(y, Year(2027)).0, -2_500_000);
        assert_eq!(case.scenarios[0].weight_set, "");
    }
}

#[test]
fn inputs_are_hashed() {
    let inputs = read(&[]).inputs;
    let names: Vec<&str> = inputs.iter().map(|file| file.name.as_str()).collect();
    assert!(names.is_sorted() && names.len() == SMALL.len());
    let earlier = &inputs[3];
    assert_eq!((earlier.name.as_str(), earlier.bytes.len(), earlier.sha256.len()), ("earlier.csv", 31, 64));
}

fn is_table(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "csv")
}

/// The same case but for lines and hashes, which follow the files.
fn assert_same(a: &Case, b: &Case) {
    let bare = |case: &Case| {
        let mut portfolio = case.portfolio.clone();
        portfolio.initiatives.iter_mut().for_each(|item| item.line = 0);
        (portfolio, case.scenarios.clone(), case.weight_sets.clone(), case.language.clone())
    };
    assert!(bare(a) == bare(b), "the cases differ");
}
