//! Near-optimal alternatives: `alternatives.csv`, `alternatives.json`, and the same in words as `alternatives.txt`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::revise::exact;
use super::{Broken, scenario};
use crate::explain::{Change, compare};
use crate::input::Case;
use crate::plan::{Apart, Plan, cost_within};
use crate::portfolio::Portfolio;
use crate::report::csv_style::Table;
use crate::report::{Shown, VERSION, json};
use crate::scenario::{Goal, Scenario};
use crate::units::{AgencyIx, Money, Year};
use crate::words::columns::{Column, heading};
use crate::words::{Lang, studies};

/// What was asked, and what the solver claims beside the plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The scenario.
    pub scenario: String,
    /// How many plans besides the best.
    pub count: usize,
    /// How far below the best they may be, in millionths of its value.
    pub within: u32,
    /// What counts as a difference: `year-one`, `agency`, `category` or `all`.
    pub by: String,
    /// For each plan found, whether the solver claims that none is farther.
    pub farthest: Vec<bool>,
}

/// The id of the best plan; the others' ids are their numbers.
pub const BEST: &str = "best";

impl Asked {
    /// What counts as a difference.
    #[must_use]
    pub fn apart(&self) -> Option<Apart> {
        Apart::ALL.into_iter().find(|apart| studies::by_word(*apart) == self.by)
    }

    /// The scenario once for every plan, under the plan's id.
    ///
    /// # Errors
    /// What the case does not have; an id that is no plan's.
    pub fn scenarios(&self, case: &Case, ids: &[String]) -> Result<Vec<Scenario>, Broken> {
        let held = scenario(case, &self.scenario)?;
        let one = |id: &String| {
            let number = if id == BEST { Some(0) } else { id.parse().ok().filter(|number| *number > 0) };
            let name = studies::alternative_name(number.ok_or_else(|| Broken::NoAnswer(id.clone()))?);
            Ok(Scenario { id: id.clone(), name, ..held.clone() })
        };
        ids.iter().map(one).collect()
    }
}

/// The tables, the document and the words.
#[must_use]
pub fn files(asked: &super::Asked, own: &Asked, shown: &[Shown], lang: Lang) -> Vec<(&'static str, Vec<u8>)> {
    let told = told(own, shown);
    vec![
        ("alternatives.csv", table(&told, lang)),
        ("alternatives.json", render(asked, shown, &told)),
        ("alternatives.txt", text(own, &told, lang).into_bytes()),
    ]
}

/// A plan as the tables tell it.
struct Row<'a> {
    shown: &'a Shown<'a>,
    goal: Goal,
    value: i128,
    best: i128,
    /// From the nearest plan before it.
    distance: i128,
    farthest: bool,
    apart: Apart,
    changes: Vec<Change>,
    /// What the agencies that differ most spend more or less, the largest first.
    agencies: Vec<(AgencyIx, Money)>,
}

impl Row<'_> {
    fn portfolio(&self) -> &Portfolio {
        &self.shown.case.portfolio
    }

    fn given_up(&self) -> i128 {
        (self.best - self.value).abs()
    }

    fn trade(&self, lang: Lang) -> String {
        let numbers = (self.goal, self.given_up(), self.best);
        studies::trade(self.portfolio(), numbers, &self.changes, &self.agencies, lang)
    }

    fn is_best(&self) -> bool {
        self.shown.scenario.id == BEST
    }
}

fn told<'a>(asked: &Asked, shown: &'a [Shown<'a>]) -> Vec<Row<'a>> {
    let apart = asked.apart().unwrap_or(Apart::Starts);
    let mut before: Vec<&Plan> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for one in shown {
        let Some(solved) = one.answer.outcome.solved() else { continue };
        let Some(reached) = solved.reached.first() else { continue };
        let portfolio = &one.case.portfolio;
        let distance = before.iter().map(|other| apart.between(portfolio, other, &solved.plan)).min();
        let changes = before.first().map(|best| compare(best, &solved.plan)).unwrap_or_default();
        let agencies = before.first().map(|best| agencies(portfolio, best, &solved.plan)).unwrap_or_default();
        let claimed = before.len().checked_sub(1).and_then(|at| asked.farthest.get(at));
        rows.push(Row {
            shown: one,
            goal: reached.goal,
            value: reached.value,
            best: rows.first().map_or(reached.value, |best| best.value),
            distance: distance.unwrap_or(0),
            farthest: claimed.copied().unwrap_or(false),
            apart,
            changes,
            agencies,
        });
        before.push(&solved.plan);
    }
    rows
}

/// The three agencies whose money differs most.
fn agencies(portfolio: &Portfolio, best: &Plan, other: &Plan) -> Vec<(AgencyIx, Money)> {
    let mut sums: BTreeMap<AgencyIx, Money> = BTreeMap::new();
    for (plan, sign) in [(best, -1), (other, 1)] {
        for (initiative, start) in plan.started() {
            let agency = portfolio.initiative(initiative).agency;
            *sums.entry(agency).or_default() += cost_within(portfolio, initiative, start) * sign;
        }
    }
    let mut sums: Vec<(AgencyIx, Money)> =
        sums.into_iter().filter(|(_, amount)| *amount != Money::ZERO).collect();
    sums.sort_by_key(|(agency, amount)| (std::cmp::Reverse(amount.0.abs()), *agency));
    sums.truncate(3);
    sums
}

fn table(rows: &[Row], lang: Lang) -> Vec<u8> {
    let columns = [Column::Plan, Column::Value, Column::GivenUp, Column::Distance, Column::Proof];
    let languages = lang.both();
    let mut headings: Vec<&str> = columns.iter().map(|&column| heading(column, lang)).collect();
    headings.extend(languages.map(|lang| heading(Column::Trade, lang)));
    let mut table = Table::with_headings(lang, &headings);
    for row in rows {
        let portfolio = row.portfolio();
        let number = |number| exact(portfolio, row.goal, number, lang);
        let distance = if row.apart.is_money() {
            let amount = Money(i64::try_from(row.distance).unwrap_or(i64::MAX));
            crate::words::plain::amount(lang, amount, portfolio.currency.decimals)
        } else {
            row.distance.to_string()
        };
        let best = row.is_best();
        let mut cells = vec![
            lang.label(&row.shown.scenario.name).to_owned(),
            number(row.value),
            number(row.given_up()),
            if best { String::new() } else { distance },
            if best { String::new() } else { studies::farthest(row.farthest, lang).to_owned() },
        ];
        cells.extend(languages.map(|lang| if best { String::new() } else { row.trade(lang) }));
        table.row(&cells);
    }
    table.finish()
}

#[derive(Serialize)]
struct Document<'a> {
    asked: &'a super::Asked,
    case: &'a str,
    plans: Vec<PlanRow<'a>>,
    version: &'static str,
}

#[derive(Serialize)]
struct PlanRow<'a> {
    plan: &'a str,
    value: f64,
    given_up: f64,
    #[serde(with = "json::integer")]
    distance: i128,
    starts: BTreeMap<&'a str, Option<i32>>,
    trade_id: String,
    trade_en: String,
}

fn render(asked: &super::Asked, shown: &[Shown], rows: &[Row]) -> Vec<u8> {
    let case = rows.first().map_or("", |row| row.portfolio().id.as_str());
    super::document(
        shown,
        &Document { asked, case, plans: rows.iter().map(plan_row).collect(), version: VERSION },
    )
}

fn plan_row<'a>(row: &Row<'a>) -> PlanRow<'a> {
    let portfolio = &row.shown.case.portfolio;
    let solved = row.shown.answer.outcome.solved();
    let start = |ix| solved.and_then(|solved| solved.plan.start(ix)).map(|year: Year| year.0);
    let words = |lang| if row.is_best() { String::new() } else { row.trade(lang) };
    PlanRow {
        plan: &row.shown.scenario.id,
        value: json::in_points(portfolio, row.goal, row.value),
        given_up: json::in_points(portfolio, row.goal, row.given_up()),
        distance: row.distance,
        starts: portfolio.each().map(|(ix, item)| (item.id.as_str(), start(ix))).collect(),
        trade_id: words(Lang::Id),
        trade_en: words(Lang::En),
    }
}

/// The alternatives in words.
fn text(asked: &Asked, rows: &[Row], lang: Lang) -> String {
    let Some(first) = rows.first() else { return String::new() };
    let portfolio = first.portfolio();
    let mut lines = vec![lang.label(&portfolio.name).to_owned()];
    let found = rows.len() - 1;
    lines.extend(studies::alternatives_head(asked.within, first.apart, found, asked.count, lang));
    for row in rows {
        let value = studies::number(portfolio, row.goal, row.value, lang);
        let name = lang.label(&row.shown.scenario.name);
        if row.is_best() {
            lines.push(format!("{name}: {value}"));
        } else {
            let distance = studies::distance(portfolio, row.apart, row.distance, lang);
            let how = studies::farthest(row.farthest, lang);
            lines.push(format!("{name}: {value}; {distance} ({how}); {}", row.trade(lang)));
        }
    }
    lines.join("\n") + "\n"
}
