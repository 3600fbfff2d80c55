//! `initiatives.csv`: one row per candidate, read into [`Candidates`].
//!
//! Ids are gathered first, so that rows may point at each other in any order; everything is then held in natural
//! order of ids, and the order of rows changes nothing.

use super::case_toml::Head;
use super::cell::Cell;
use super::costs;
use super::dependencies;
use super::gather::Gather;
use super::groups;
use super::lookup::{Lookup, check_id};
use super::number::Fit;
use super::scores::Scores;
use super::table::{Known, Table};
use super::values::{self, Sign};
use super::toml_tree::Node;
use super::{case_toml, lifts, staff};
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::portfolio::{Given, Group, Initiative, Label, Named, natural};
use crate::units::{AgencyIx, CategoryIx, GroupIx, Money, Points, Year};

/// Execution years an initiative may take.
const LONGEST: i64 = 100;
/// Largest reach.
const WIDEST: i64 = 1_000_000;
/// Largest given value, in points.
const MOST_POINTS: i64 = 1_000_000_000_000;

/// Whether an initiative must start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mandatory {
    /// It need not.
    #[default]
    No,
    /// It must.
    Yes,
    /// A member of its group must.
    Group,
}

/// Forced in or out, in every scenario.
#[derive(Clone, Debug)]
pub struct Force {
    /// Out rather than in.
    pub out: bool,
    /// The year, if fixed.
    pub year: Option<Year>,
    /// Why.
    pub reason: String,
}

/// What a row says that becomes rules rather than part of the initiative.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Its row in the table.
    pub row: usize,
    /// Whether it must start.
    pub mandatory: Mandatory,
    /// Last year to start, from both deadlines.
    pub start_by: Option<Year>,
    /// A start already decided.
    pub committed: Option<Year>,
    /// Forced in or out.
    pub force: Option<Force>,
}

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
}

impl Candidates {
    /// The cell of an initiative's row.
    #[must_use]
    pub fn cell(&self, at: usize, column: &str) -> Option<Cell<'_>> {
        self.table.cell(self.facts.get(at)?.row, column)
    }

    /// The place of a column in an initiative's row; the row itself where there is no such column.
    #[must_use]
    pub fn place(&self, at: usize, column: &str) -> crate::diagnostic::Place {
        let row = self.facts.get(at).map_or(0, |facts| facts.row);
        self.table.cell(row, column).map_or_else(|| self.table.row_place(row), |cell| cell.place())
    }
}

/// The columns of the table.
#[must_use]
pub fn columns(head: &Head) -> Vec<Known> {
    let mut known: Vec<Known> = [
        "id", "category", "depends_on", "variant_group", "mutually_exclusive_with", "mandatory", "force",
        "force_reason", "legal_basis", "cost_basis", "account_version", "capacity_gain_pool",
        "earliest_start_year", "latest_start_year", "mandatory_start_deadline_year",
        "mandatory_finish_deadline_year", "committed_start", "force_year", "funding_sources", "name_en",
    ]
    .map(Known::text)
    .into();
    known.push(Known::text("name_id").or("name"));
    known.push(Known::text("owner").or("agency"));
    known.push(Known::text("peta_rencana_content").or("heading"));
    known.push(Known::text("program_or_subkegiatan").or("account"));
    let numbers = [
        "opex_annual", "duration_years", "staff_pm_build_per_year", "staff_pm_run_per_year",
        "capacity_gain_pm_per_year", "value", "value_service", "reach", "risk", "annual_saving",
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
    let order = ordered(g, &table);
    let ids = Lookup::new(Thing::Initiative, order.iter().map(|&row| table.text(row, "id")), table.has("id"));
    declare_used(head, &table, &order);
    head.pool_scopes = case_toml::pool_scopes(g, case, head);
    let (group_ids, groups) = groups::read(g, &table, &order, &ids);
    let wide = costs::Wide::of(&table);
    let values = table.family("value_e");
    let mut initiatives = Vec::with_capacity(order.len());
    let mut facts = Vec::with_capacity(order.len());
    for (at, &row) in order.iter().enumerate() {
        let reader = Row { head, table: &table, ids: &ids, groups: &group_ids, row, at };
        let mut item = reader.initiative(g, &values, scores);
        item.costs = costs::of_row(g, head, &table, row, &item, &wide, lines);
        facts.push(reader.facts(g, &item));
        initiatives.push(item);
    }
    Candidates { table, ids, group_ids, groups, initiatives, facts }
}

/// Rows in natural order of ids, each id once.
fn ordered(g: &mut Gather, table: &Table) -> Vec<usize> {
    let mut order: Vec<usize> = (0..table.len())
        .filter(|&row| table.cell(row, "id").is_some_and(|cell| check_id(g, Thing::Initiative, cell.text, cell.place())))
        .collect();
    order.sort_by(|&a, &b| natural(table.text(a, "id"), table.text(b, "id")).then(a.cmp(&b)));
    let mut kept: Vec<usize> = Vec::with_capacity(order.len());
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
            _ => kept.push(row),
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
    let defaults = [("duration_years", "1"), ("reach", "1")];
    for (column, value) in defaults.iter().filter(|(column, _)| table.has_header() && !table.has(column)) {
        let place = crate::diagnostic::Place { field: Some((*column).to_owned()), ..table.header_place() };
        g.add(Finding::DefaultUsed { key: (*column).to_owned(), value: (*value).to_owned() }, place);
    }
}

/// The column of a criterion's scores, as tables name it.
#[must_use]
pub fn score_column(criterion: &str) -> String {
    format!("b_{criterion}").to_lowercase()
}

fn declare_used(head: &mut Head, table: &Table, order: &[usize]) {
    let used = |column: &str| {
        let mut seen = std::collections::BTreeSet::new();
        let texts = order.iter().map(|&row| table.text(row, column)).filter(|text| !text.is_empty());
        let first = texts.filter(|text| seen.insert(*text));
        first.map(|id| Named { id: id.to_owned(), name: Label::same(id) }).collect::<Vec<_>>()
    };
    if head.shell.agencies.is_empty() {
        head.shell.agencies = used("owner");
        let ids = head.shell.agencies.iter().map(|agency| agency.id.as_str());
        head.agencies = Lookup::new(Thing::Agency, ids, head.agencies.complete && table.has("owner"));
    }
    if head.shell.categories.is_empty() {
        head.shell.categories = used("category");
        let ids = head.shell.categories.iter().map(|category| category.id.as_str());
        head.categories = Lookup::new(Thing::Category, ids, head.categories.complete && table.has("category"));
    }
}

/// One row being read.
struct Row<'a> {
    head: &'a Head,
    table: &'a Table,
    ids: &'a Lookup,
    groups: &'a Lookup,
    row: usize,
    at: usize,
}

impl Row<'_> {
    fn initiative(&self, g: &mut Gather, value_columns: &[(u16, String)], scores: &Scores) -> Initiative {
        let (table, row, head) = (self.table, self.row, self.head);
        let id = table.text(row, "id").to_owned();
        let category = self.link(g, "category", &head.categories);
        let agency = self.link(g, "owner", &head.agencies);
        let duration = self.number(g, "duration_years", |g, cell| values::whole(g, cell, 1, LONGEST)).unwrap_or(1);
        let duration = u16::try_from(duration).unwrap_or(1);
        let text = |column: &str| table.text(row, column).to_owned();
        let group = self.groups.position(table.text(row, "variant_group")).map(GroupIx);
        let given =
            if head.value_given { self.given(g, value_columns, i64::from(duration)) } else { Given::default() };
        Initiative {
            name: self.name(&id),
            category: CategoryIx(category),
            agency: AgencyIx(agency),
            duration,
            earliest: self.year(g, "earliest_start_year"),
            latest: self.year(g, "latest_start_year"),
            costs: Vec::new(),
            dependencies: dependencies::read(g, table, row, self.at, group, self.ids, self.groups),
            group,
            staff: staff::read(g, head, table, row, AgencyIx(agency), CategoryIx(category)),
            lifts: lifts::read(g, head, table, row),
            scores: if head.value_given { Vec::new() } else { scores.of(g, head, table, row, &id) },
            reach: self.number(g, "reach", |g, cell| values::real(g, cell, 0, WIDEST)).unwrap_or(1.0),
            given,
            risk: self
                .number(g, "risk", |g, cell| values::whole(g, cell, 1, 5))
                .and_then(|risk| u8::try_from(risk).ok()),
            saving: self
                .number(g, "annual_saving", |g, cell| {
                    values::amount(g, cell, head.unit, Fit::Nearest, Sign::Any)
                })
                .map_or(Money::ZERO, Money),
            heading: text("peta_rencana_content"),
            legal_basis: text("legal_basis"),
            account: text("program_or_subkegiatan"),
            account_version: text("account_version"),
            cost_basis: text("cost_basis"),
            line: table.line(row),
            id,
        }
    }

    fn facts(&self, g: &mut Gather, item: &Initiative) -> Facts {
        let duration = i32::from(item.duration);
        let start = self.year(g, "mandatory_start_deadline_year");
        let finish = self.year(g, "mandatory_finish_deadline_year").map(|year| year.plus(1 - duration));
        let start_by = start.into_iter().chain(finish).min();
        let mandatory = self.mandatory(g);
        if start_by.is_some() && mandatory == Mandatory::No {
            let columns = ["mandatory_start_deadline_year", "mandatory_finish_deadline_year"];
            if let Some(cell) = columns.iter().find_map(|column| self.table.filled(self.row, column)) {
                g.at(Finding::DeadlineIgnored { initiative: item.id.clone() }, &cell);
            }
        }
        if mandatory == Mandatory::Group && item.group.is_none() && let Some(cell) = self.cell("mandatory") {
            g.at(Finding::MandatoryGroupMissing { initiative: item.id.clone() }, &cell);
        }
        let committed = self.year(g, "committed_start").filter(|&year| self.can_commit(g, item, year));
        Facts { row: self.row, mandatory, start_by, committed, force: self.force(g) }
    }

    fn can_commit(&self, g: &mut Gather, item: &Initiative, year: Year) -> bool {
        let calendar = &self.head.shell.calendar;
        let inside = year <= calendar.last() && year >= calendar.first.plus(-100);
        if !inside && let Some(cell) = self.cell("committed_start") {
            g.at(Finding::CommittedOutside { initiative: item.id.clone(), year: year.0 }, &cell);
        }
        inside
    }

    fn mandatory(&self, g: &mut Gather) -> Mandatory {
        const CHOICES: [&str; 5] = ["0", "1", "group", "false", "true"];
        let Some(cell) = self.cell("mandatory") else { return Mandatory::No };
        match values::choice(g, &cell, &CHOICES) {
            Some(1 | 4) => Mandatory::Yes,
            Some(2) => Mandatory::Group,
            _ => Mandatory::No,
        }
    }

    fn force(&self, g: &mut Gather) -> Option<Force> {
        let cell = self.cell("force")?;
        let out = values::choice(g, &cell, &["in", "out"])? == 1;
        let reason = self.table.text(self.row, "force_reason").to_owned();
        if reason.is_empty() {
            let at = self.table.cell(self.row, "force_reason").unwrap_or(cell);
            g.at(Finding::MissingValue { field: "force_reason".to_owned() }, &at);
        }
        Some(Force { out, year: self.year(g, "force_year"), reason })
    }

    fn given(&self, g: &mut Gather, columns: &[(u16, String)], duration: i64) -> Given {
        let points = |g: &mut Gather, cell: &Cell<'_>| {
            values::real(g, cell, -MOST_POINTS, MOST_POINTS)?;
            values::amount(g, cell, Points::PER_POINT, Fit::Nearest, Sign::Any)
        };
        let mut by_year = Vec::new();
        for (number, column) in columns {
            let Some(value) = self.number(g, column, points).filter(|&value| value != 0) else { continue };
            let number = usize::from(*number);
            if number == 0 || i64::try_from(number).is_ok_and(|n| n > duration) {
                costs::after_execution(g, self.table, self.row, column, number, duration);
                continue;
            }
            if by_year.len() < number {
                by_year.resize(number, Points::ZERO);
            }
            if let Some(held) = by_year.get_mut(number - 1) {
                *held = Points(value);
            }
        }
        if let Some(total) = self.number(g, "value", points) {
            match by_year.first_mut() {
                Some(first) => *first += Points(total),
                None => by_year.push(Points(total)),
            }
        }
        let per_service_year = self.number(g, "value_service", points).map_or(Points::ZERO, Points);
        Given { by_execution_year: by_year, per_service_year }
    }

    fn name(&self, id: &str) -> Label {
        let (indonesian, english) = (self.table.text(self.row, "name_id"), self.table.text(self.row, "name_en"));
        let either = [indonesian, english, id].into_iter().find(|name| !name.is_empty()).unwrap_or(id);
        let name_or = |name: &str| if name.is_empty() { either.to_owned() } else { name.to_owned() };
        Label { id: name_or(indonesian), en: name_or(english) }
    }

    /// A link that every row has; 0 where it is missing, which has been found out loud.
    fn link(&self, g: &mut Gather, column: &str, ids: &Lookup) -> usize {
        let Some(cell) = self.table.cell(self.row, column) else { return 0 };
        if cell.text.is_empty() {
            g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
            return 0;
        }
        ids.find(g, &cell).unwrap_or(0)
    }

    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        self.table.filled(self.row, column)
    }

    fn year(&self, g: &mut Gather, column: &str) -> Option<Year> {
        let cell = self.cell(column)?;
        values::year(g, &cell, &self.head.shell.calendar)
    }

    fn number<T>(
        &self,
        g: &mut Gather,
        column: &str,
        read: impl Fn(&mut Gather, &Cell<'_>) -> Option<T>,
    ) -> Option<T> {
        let cell = self.cell(column)?;
        read(g, &cell)
    }
}
