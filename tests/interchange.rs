//! Plans for other programs: every name arrives as it is, in the order and form the formats ask for.
//!
//! What other programs made of these files was tried by hand: MPXJ 16.10 reads `roadmap.xml` with its dates, costs and
//! links, Mermaid 11 draws `roadmap.mmd`, Python's `icalendar` reads `milestones.ics` without a complaint.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;

use common::program::{Tree, copy, plan, read, shipped, temporary};
use resvg::usvg::roxmltree::{Document, Node};

const NAMES: [&str; 4] = [
    "<script>alert(1)</script> & ]]>",
    "=HYPERLINK(\"http://x\";\"y\"), a\\b: 50% #1",
    "section Título, ukuran 日本語 ☂ \"quoted\" 'name' with a very long tail so that a line has to be folded somewhere",
    "</Name><Task>; END:VEVENT",
];

/// The tiny case with names that mean something to every format, planned: the files of the scenario.
fn made() -> Tree {
    let room = temporary();
    let case = room.path().join("case");
    copy(&shipped("tiny"), &case);
    let mut reader = csv::Reader::from_path(case.join("initiatives.csv")).expect("a table");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().expect("headings")).expect("written");
    for (at, row) in reader.records().enumerate() {
        let row = row.expect("a row");
        let name = |cell: &str| NAMES.get(at).map_or_else(|| cell.to_owned(), |name| (*name).to_owned());
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| if (1..=2).contains(&column) { name(cell) } else { cell.to_owned() });
        writer.write_record(cells).expect("written");
    }
    fs::write(case.join("initiatives.csv"), writer.into_inner().expect("a table")).expect("written");
    plan(&case, &room.path().join("out"), &["--lang", "en", "--scenario", "ample"]).exits(0);
    read(&room.path().join("out/tiny/plan-ample/ample"))
}

fn text(files: &Tree, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("a text")
}

/// Children of elements in the order of the published schema (`mspdi_pj12.xsd`), as far as we write them or near it.
const ORDER: [(&str, &[&str]); 7] = [
    (
        "Project",
        &[
            "SaveVersion",
            "UID",
            "Name",
            "Title",
            "Subject",
            "Category",
            "Company",
            "Manager",
            "Author",
            "CreationDate",
            "Revision",
            "LastSaved",
            "ScheduleFromStart",
            "StartDate",
            "FinishDate",
            "FYStartDate",
            "CriticalSlackLimit",
            "CurrencyDigits",
            "CurrencySymbol",
            "CurrencyCode",
            "CurrencySymbolPosition",
            "CalendarUID",
            "DefaultStartTime",
            "DefaultFinishTime",
            "MinutesPerDay",
            "MinutesPerWeek",
            "DaysPerMonth",
            "DefaultTaskType",
            "DefaultFixedCostAccrual",
            "DefaultStandardRate",
            "DefaultOvertimeRate",
            "DurationFormat",
            "OutlineCodes",
            "WBSMasks",
            "ExtendedAttributes",
            "Calendars",
            "Tasks",
            "Resources",
            "Assignments",
        ],
    ),
    ("Calendar", &["UID", "Name", "IsBaseCalendar", "BaseCalendarUID", "WeekDays"]),
    ("WeekDay", &["DayType", "DayWorking", "TimePeriod", "WorkingTimes"]),
    ("WorkingTimes", &["WorkingTime"]),
    ("WorkingTime", &["FromTime", "ToTime"]),
    (
        "Task",
        &[
            "UID",
            "ID",
            "Name",
            "Type",
            "IsNull",
            "CreateDate",
            "Contact",
            "WBS",
            "WBSLevel",
            "OutlineNumber",
            "OutlineLevel",
            "Priority",
            "Start",
            "Finish",
            "Duration",
            "DurationFormat",
            "Work",
            "Stop",
            "Resume",
            "ResumeValid",
            "EffortDriven",
            "Recurring",
            "OverAllocated",
            "Estimated",
            "Milestone",
            "Summary",
            "Critical",
            "FixedCost",
            "FixedCostAccrual",
            "PercentComplete",
            "PercentWorkComplete",
            "Cost",
            "ConstraintType",
            "CalendarUID",
            "ConstraintDate",
            "Deadline",
            "Notes",
            "PredecessorLink",
        ],
    ),
    (
        "PredecessorLink",
        &["PredecessorUID", "Type", "CrossProject", "CrossProjectName", "LinkLag", "LagFormat"],
    ),
];

fn child<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let found = node.children().find(|one| one.tag_name().name() == name);
    found.and_then(|one| one.text()).unwrap_or_default()
}

#[test]
fn a_project_for_microsoft_project() {
    let files = made();
    let xml = text(&files, "roadmap.xml");
    let document = Document::parse(&xml).expect("XML");
    assert_eq!(document.root_element().tag_name().namespace(), Some("http://schemas.microsoft.com/project"));
    for node in document.descendants().filter(Node::is_element) {
        let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == node.tag_name().name()) else {
            continue;
        };
        let children = node.children().filter(Node::is_element).map(|one| one.tag_name().name());
        let places: Vec<usize> = children
            .map(|name| {
                order
                    .iter()
                    .position(|held| *held == name)
                    .unwrap_or_else(|| panic!("{name} is not in the schema"))
            })
            .collect();
        assert!(places.is_sorted(), "{} is out of order: {places:?}", node.tag_name().name());
    }
    let tasks: Vec<Node> = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://schemas.microsoft.com/project", "Task")))
        .collect();
    let initiatives: Vec<&Node> = tasks.iter().filter(|task| child(**task, "Summary") == "0").collect();
    let names: Vec<&str> = initiatives.iter().map(|task| child(**task, "Name")).collect();
    // In `ample` the second, third and fifth are funded, and training.
    for name in [NAMES[1], NAMES[2], NAMES[3]] {
        assert!(names.iter().any(|held| held.ends_with(name)), "{name} is not in {names:?}");
    }
    let mut ids: Vec<&str> = tasks.iter().map(|task| child(*task, "UID")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), tasks.len(), "every task has a number of its own");
    // 430 points, 330 million rupiah, in hundredths.
    let cost: i64 =
        initiatives.iter().map(|task| child(**task, "Cost").parse::<i64>().expect("an amount")).sum();
    assert_eq!(cost, 33_000_000_000);
    let portal =
        initiatives.iter().find(|task| child(***task, "Name").starts_with("portal")).expect("the portal");
    assert_eq!(
        (child(**portal, "Start"), child(**portal, "Finish")),
        ("2028-01-01T00:00:00", "2029-01-01T00:00:00")
    );
    assert_eq!(child(**portal, "Duration"), "PT8784H0M0S", "2028 is a leap year");
    let build =
        initiatives.iter().find(|task| child(***task, "Name").starts_with("build")).expect("the network");
    let link = portal.children().find(|one| one.tag_name().name() == "PredecessorLink").expect("it waits");
    assert_eq!((child(link, "PredecessorUID"), child(link, "Type")), (child(**build, "UID"), "1"));
}

#[test]
fn a_chart_for_mermaid() {
    let files = made();
    let chart = text(&files, "roadmap.mmd");
    assert!(chart.starts_with("gantt\n    title "));
    let mut tasks = 0;
    for line in chart.lines().skip(6) {
        if line.starts_with("    section ") {
            continue;
        }
        let (name, data) = line.rsplit_once(" :").expect("a task");
        tasks += 1;
        assert!(!name.contains(':') && !name.contains('<') && !name.contains('"'), "{name}");
        // Nothing but entity codes has a mark or a semicolon.
        for (at, _) in name.match_indices('#') {
            let code = name[at + 1..].split(';').next().expect("a code");
            assert!(code.chars().all(|digit| digit.is_ascii_digit()), "{name}");
        }
        assert_eq!(name.matches('#').count(), name.matches(';').count(), "{name}");
        let parts: Vec<&str> = data.trim_start_matches("active, ").split(", ").collect();
        assert!(parts.len() == 3 && parts[0].starts_with('t') && parts[1] < parts[2], "{data}");
    }
    assert_eq!(tasks, 4);
}

#[test]
fn a_calendar_of_milestones() {
    let files = made();
    let calendar = text(&files, "milestones.ics");
    assert!(
        calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')),
        "lines end in CRLF and are short"
    );
    let whole = calendar.replace("\r\n ", "");
    let values = |key: &str| -> Vec<String> {
        let lines = whole.split("\r\n").filter_map(|line| line.strip_prefix(key));
        lines
            .map(|value| {
                value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
            })
            .collect()
    };
    let (titles, mut ids) = (values("SUMMARY:"), values("UID:"));
    assert_eq!(
        (titles.len(), whole.matches("\r\nBEGIN:VEVENT\r\n").count()),
        (8, 8),
        "a start and a service each"
    );
    for name in [NAMES[1], NAMES[2], NAMES[3]] {
        assert_eq!(
            titles.iter().filter(|title| title.ends_with(name)).count(),
            2,
            "{name} is not in {titles:?}"
        );
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 8);
    assert!(ids.contains(&"tiny.ample.portal.start@petajalan".to_owned()), "{ids:?}");
    assert_eq!(made()["milestones.ics"], files["milestones.ics"], "the same bytes twice");
}
