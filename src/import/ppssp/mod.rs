//! PPSSP: select projects and schedule them under yearly ceilings, in two tables.
//!
//! ```text
//! projects  id,name,stream,duration,prerequisites,exclusions,cost_1..,value_1..      (`;` inside lists)
//! budgets   kind,index,total,initiation,ongoing: year, stream, planning_window, discount_rate
//! ```
//!
//! A project starts in years 1 to the window or not at all and may end after it. Its first year's cost falls under
//! the initiation ceiling of that year, the cost of later years under the ongoing one, also after the window; what a
//! stream's projects cost inside the window fits the stream's total. Value counts by year of execution, also after the
//! window, discounted from the first year. Prerequisites are finished before, of two that exclude each other at most
//! one is chosen.

mod budgets;
mod projects;
mod table;

use super::decimal::Decimal;
use super::scan::Found;
use super::write::{CaseToml, row};
use super::{Files, Naming, Source};
use crate::diagnostic::Diagnostic;
use crate::words::import::{Named, Remark, label, remark};
use budgets::Budgets;
use projects::Project;

/// Most decimals of money.
const DECIMALS: usize = 6;

/// The case of an instance.
///
/// # Errors
/// Every finding, up to a hundred.
pub fn ppssp(
    naming: &Naming<'_>,
    projects: &Source<'_>,
    budgets: &Source<'_>,
) -> Result<Files, Vec<Diagnostic>> {
    let mut found = Found::default();
    let projects = projects::read(&mut found, projects);
    let budgets = budgets::read(&mut found, budgets);
    found.or(|| {
        Files::from([
            ("case.toml".to_owned(), case(naming, &projects, &budgets)),
            ("initiatives.csv".to_owned(), initiatives(&projects)),
            ("costs.csv".to_owned(), costs(&projects)),
        ])
    })
}

fn case(naming: &Naming<'_>, projects: &[Project], budgets: &Budgets) -> Vec<u8> {
    let name = label(&Named::Schedule(naming.id, projects.len(), budgets.window));
    let mut case = CaseToml::new(naming, &remark(&Remark::Schedule), &name, budgets.window);
    let decimals = projects.iter().flat_map(|project| &project.costs).map(Decimal::decimals).max();
    case.table("[money]");
    case.text("sign", "");
    case.plain("decimals", &decimals.unwrap_or(0).to_string());
    case.table("[service]");
    case.plain("discount_rate", &budgets.discount.to_string());
    case.plain("finish_after_horizon", "true");
    case.table("[value]");
    case.text("from", "given");
    let mut streams: Vec<&str> = projects.iter().map(|project| project.stream.as_str()).collect();
    streams.sort_unstable();
    streams.dedup();
    for stream in &streams {
        case.table("[[category]]");
        case.text("id", &category(stream));
        case.label(&label(&Named::Stream(stream)));
    }
    case.table("[[agency]]");
    case.text("id", "research");
    case.label(&label(&Named::Research));
    let kinds = [
        ("initiation", Named::Initiation, budgets.initiation.get(..budgets.window)),
        ("ongoing", Named::Ongoing, budgets.ongoing.get(..)),
    ];
    for (id, named, limits) in kinds {
        case.table("[[class]]");
        case.text("id", id);
        case.label(&label(&named));
        case.table("[[ceiling]]");
        case.text("id", id);
        case.text("class", id);
        case.amounts("limits", limits.unwrap_or_default());
    }
    // A stream without projects spends nothing.
    for (stream, total) in budgets.streams.iter().filter(|(stream, _)| streams.contains(&stream.as_str())) {
        case.table("[[ceiling]]");
        case.text("id", &category(stream));
        case.text("category", &category(stream));
        case.plain("horizon_limit", &total.to_string());
    }
    case.into_bytes()
}

fn category(stream: &str) -> String {
    format!("stream-{stream}")
}

fn initiatives(projects: &[Project]) -> Vec<u8> {
    let longest = projects.iter().map(|project| project.values.len()).max().unwrap_or(0);
    let mut table = String::from("id,name,category,owner,duration_years,depends_on,mutually_exclusive_with");
    table.extend((1..=longest).map(|year| format!(",value_e{year}")));
    table.push('\n');
    for project in projects {
        let list = |ids: &[String]| ids.iter().map(|id| own_id(id)).collect::<Vec<_>>().join(";");
        let (waits, excludes) = (list(&project.prerequisites), list(&project.exclusions));
        let (id, stream) = (own_id(&project.id), category(&project.stream));
        let duration = project.duration.to_string();
        let values: Vec<String> = (0..longest)
            .map(|year| {
                let value = project.values.get(year).filter(|value| !value.is_zero());
                value.map(ToString::to_string).unwrap_or_default()
            })
            .collect();
        let fixed = [&*id, &project.name, &stream, "research", &duration, &waits, &excludes];
        row(&mut table, fixed.into_iter().chain(values.iter().map(String::as_str)));
    }
    table.into_bytes()
}

fn costs(projects: &[Project]) -> Vec<u8> {
    let mut table = String::from("initiative,class,year,amount\n");
    for project in projects {
        for (cost, year) in project.costs.iter().zip(1..).filter(|(cost, _)| !cost.is_zero()) {
            let class = if year == 1 { "initiation" } else { "ongoing" };
            row(&mut table, [&*own_id(&project.id), class, &year.to_string(), &cost.to_string()]);
        }
    }
    table.into_bytes()
}

/// Ids are numbers there; here they begin with a letter.
fn own_id(id: &str) -> String {
    format!("P{id}")
}
