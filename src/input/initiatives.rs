//! `initiatives.csv`: one row per candidate, read into [`Candidates`].
//!
//! Ids are gathered first, so that rows may point at each other in any order; everything is then held in natural
//! order of ids, and the order of rows changes nothing.

use super::alike::Seen;
use super::case_toml::{self, Head};
use super::cell::Cell;
use super::columns::Known;
use super::costs;
use super::gather::Gather;
use super::groups;
use super::lookup::{Lookup, check_id};
use super::row::{Facts, Row};
use super::scores::{self as scored, Scores};
use super::table::Table;
use super::toml_tree::Node;
use crate::diagnostic::{Finding, Place};
use crate::finding::Thing;
use crate::portfolio::{Group, Initiative, Label, Named, natural};
use crate::priority::evidence::Grade;

/// Every row, in natural order of ids.
#[derive(Debug)]
pub struct Candidates {
    /// The table itself, for places.
    pub table: Table,
    /// Ids of initiatives.
    pub ids: Lookup,
    /// Ids of groups of alternatives.
    pub group_ids: Lookup,
    /// The groups, in the same order, named by their ids.
    pub groups: Vec<Group>,
    /// The initiatives.
    pub initiatives: Vec<Initiative>,
    /// What else the rows say, in the same order.
    pub facts: Vec<Facts>,
    /// How well their costs are known.
    pub cost_grades: Vec<Option<Grade>>,
}

impl Candidates {
    /// The cell of an initiative's row.
    #[must_use]
    pub fn cell(&self, at: usize, column: &str) -> Option<Cell<'_>> {
        self.table.cell(self.facts.get(at)?.row, column)
    }

    /// The place of a column in an initiative's row; the row itself where there is no such column.
    #[must_use]
    pub fn place(&self, at: usize, column: &str) -> Place {
        let row = self.facts.get(at).map_or(0, |facts| facts.row);
        self.table.cell(row, column).map_or_else(|| self.table.row_place(row), |cell| cell.place())
    }
}

/// The columns of the table.
#[must_use]
pub fn columns(head: &Head) -> Vec<Known> {
    let mut known: Vec<Known> = [
        "id",
        "category",
        "depends_on",
        "variant_group",
        "mutually_exclusive_with",
        "mandatory",
        "force",
        "force_reason",
        "legal_basis",
        "cost_basis",
        "cost_grade",
        "account_version",
        "capacity_gain_pool",
        "earliest_start_year",
        "latest_start_year",
        "mandatory_start_deadline_year",
        "mandatory_finish_deadline_year",
        "committed_start",
        "force_year",
        "funding_sources",
        "name_en",
    ]
    .map(Known::text)
    .into();
    known.push(Known::text("name_id").or("name"));
    known.push(Known::text("owner").or("agency"));
    known.push(Known::text("peta_rencana_content").or("heading"));
    known.push(Known::text("program_or_subkegiatan").or("account"));
    let numbers = [
        "opex_annual",
        "duration_years",
        "staff_pm_build_per_year",
        "staff_pm_run_per_year",
        "capacity_gain_pm_per_year",
        "value",
        "value_service",
        "reach",
        "risk",
        "annual_saving",
    ];
    known.extend(numbers.map(Known::number));
    known.extend(["capex_e", "value_e"].map(Known::family));
    known.extend(head.lift_columns.iter().map(|column| Known::text(column)));
    let criteria = head.shell.criteria.iter();
    known.extend(criteria.map(|c| Known::number(&format!("b_{}", c.id)).or(&c.id)));
    known
}

/// Reads every row. Agencies and categories that were not declared are those of the rows, in id order.
pub fn read(
    g: &mut Gather,
    case: &Node,
    head: &mut Head,
    table: Table,
    lines: &costs::Lines,
    scores: &Scores,
) -> Candidates {
    check_columns(g, head, &table, scores);
    if table.has_header() && table.is_empty() {
        g.add(Finding::NoInitiatives {}, table.header_place());
    }
    let order = ordered(g, &table);
    let ids = Lookup::new(
        Thing::Initiative,
        order.iter().map(|&row| table.text(row, "id")),
        table.has("id") && !table.is_empty(),
    );
    declare_used(g, head, &table, &order);
    head.pool_scopes = case_toml::pool_scopes(g, case, head);
    let (group_ids, groups) = groups::read(g, &table, &order, &ids);
    let wide = costs::Wide::of(&table);
    let values = table.family("value_e");
    let mut initiatives = Vec::with_capacity(order.len());
    let mut facts = Vec::with_capacity(order.len());
    let mut cost_grades = Vec::with_capacity(order.len());
    for (at, &row) in order.iter().enumerate() {
        let reader = Row { head, table: &table, ids: &ids, groups: &group_ids, number: row, at };
        let mut item = reader.initiative(g, &values, scores);
        item.costs = costs::of_row(g, head, &table, row, &item, &wide, lines);
        facts.push(reader.facts(g, &item));
        cost_grades.push(table.filled(row, "cost_grade").and_then(|cell| scored::grade(g, &cell)));
        initiatives.push(item);
    }
    Candidates { table, ids, group_ids, groups, initiatives, facts, cost_grades }
}

/// Rows in natural order of ids, each id once.
fn ordered(g: &mut Gather, table: &Table) -> Vec<usize> {
    let mut order: Vec<usize> = (0..table.len())
        .filter(|&row| {
            table.cell(row, "id").is_some_and(|cell| check_id(g, Thing::Initiative, cell.text, cell.place()))
        })
        .collect();
    order.sort_by(|&a, &b| natural(table.text(a, "id"), table.text(b, "id")).then(a.cmp(&b)));
    let mut kept: Vec<usize> = Vec::with_capacity(order.len());
    let mut seen = Seen::new(Thing::Initiative);
    for row in order {
        let id = table.text(row, "id");
        match kept.last() {
            Some(&first) if table.text(first, "id") == id => {
                let finding = Finding::DuplicateId {
                    thing: Thing::Initiative,
                    id: id.to_owned(),
                    first_line: table.line(first),
                };
                if let Some(cell) = table.cell(row, "id") {
                    g.at(finding, &cell);
                }
            }
            _ => {
                seen.take(g, id, || {
                    table.cell(row, "id").map_or_else(|| table.row_place(row), |cell| cell.place())
                });
                kept.push(row);
            }
        }
    }
    kept
}

fn check_columns(g: &mut Gather, head: &Head, table: &Table, scores: &Scores) {
    for column in ["id", "category", "owner"] {
        table.need(g, column);
    }
    if head.value_given {
        let any = table.has("value") || table.has("value_service") || !table.family("value_e").is_empty();
        if !any {
            table.need(g, "value");
        }
    } else if scores.is_empty() {
        for criterion in &head.shell.criteria {
            table.need(g, &score_column(&criterion.id));
        }
    }
    let mut defaults = vec![("duration_years", "1")];
    if !head.value_given {
        defaults.push(("reach", "1"));
    }
    if head.shell.funds.len() > 1 {
        defaults.push(("funding_sources", "*"));
    }
    for (column, value) in defaults.iter().filter(|(column, _)| table.has_header() && !table.has(column)) {
        let place = Place { field: Some((*column).to_owned()), ..table.header_place() };
        g.add(Finding::DefaultUsed { key: (*column).to_owned(), value: (*value).to_owned() }, place);
    }
}

/// The column of a criterion's scores, as tables name it.
#[must_use]
pub fn score_column(criterion: &str) -> String {
    format!("b_{criterion}").to_lowercase()
}

fn declare_used(g: &mut Gather, head: &mut Head, table: &Table, order: &[usize]) {
    let mut used = |column: &str, thing: Thing| {
        let (mut known, mut seen) = (std::collections::BTreeSet::new(), Seen::new(thing));
        let mut found = Vec::new();
        for cell in order.iter().filter_map(|&row| table.filled(row, column)) {
            if known.insert(cell.text) && check_id(g, thing, cell.text, cell.place()) {
                seen.take(g, cell.text, || cell.place());
                found.push(Named { id: cell.text.to_owned(), name: Label::same(cell.text) });
            }
        }
        found
    };
    if head.shell.agencies.is_empty() {
        head.shell.agencies = used("owner", Thing::Agency);
        let ids = head.shell.agencies.iter().map(|agency| agency.id.as_str());
        head.agencies = Lookup::new(Thing::Agency, ids, head.agencies.complete && table.has("owner"));
    }
    if head.shell.categories.is_empty() {
        head.shell.categories = used("category", Thing::Category);
        let ids = head.shell.categories.iter().map(|category| category.id.as_str());
        head.categories =
            Lookup::new(Thing::Category, ids, head.categories.complete && table.has("category"));
    }
}
