//! One row of `initiatives.csv`: an initiative without its costs, and the [`Facts`] that become rules.

use super::case_toml::Head;
use super::cell::Cell;
use super::gather::Gather;
use super::lookup::Lookup;
use super::number::Fit;
use super::scores::Scores;
use super::table::Table;
use super::values::{self, Sign, Unit};
use super::{costs, dependencies, lifts, staff};
use crate::diagnostic::Finding;
use crate::portfolio::{Given, Initiative, Label};
use crate::units::{AgencyIx, CategoryIx, GroupIx, Money, Points, Year};

/// Execution years an initiative may take.
const LONGEST: i64 = 100;
/// Largest reach.
const WIDEST: i64 = 1_000_000;
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

/// One row being read.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Classes, ids and units.
    pub head: &'a Head,
    /// The table.
    pub table: &'a Table,
    /// Ids of initiatives.
    pub ids: &'a Lookup,
    /// Ids of groups.
    pub groups: &'a Lookup,
    /// Its row in the table.
    pub number: usize,
    /// Its position in id order.
    pub at: usize,
}

impl Row<'_> {
    /// The initiative, still without its costs.
    pub fn initiative(
        &self,
        g: &mut Gather,
        value_columns: &[(u16, String)],
        scores: &Scores,
        wide: &costs::Wide,
    ) -> Initiative {
        let (table, row, head) = (self.table, self.number, self.head);
        let id = table.text(row, "id").to_owned();
        let category = self.link(g, "category", &head.categories);
        let agency = self.link(g, "owner", &head.agencies);
        let span = wide.span(table, row);
        let spanned = span.map_or(1, |(first, last)| i64::from(last - first) + 1).min(LONGEST);
        let duration = self.cell("duration_years").and_then(|cell| values::whole(g, &cell, 1, LONGEST));
        let duration = u16::try_from(duration.unwrap_or(spanned)).unwrap_or(1);
        let (earliest, latest) = self.window(g, span);
        let text = |column: &str| table.text(row, column).to_owned();
        let group = self.groups.position(table.text(row, "variant_group")).map(GroupIx);
        let given = if head.value_given {
            self.given(g, value_columns, i64::from(duration))
        } else {
            Given::default()
        };
        Initiative {
            name: self.name(&id),
            category: CategoryIx(category),
            agency: AgencyIx(agency),
            duration,
            earliest,
            latest,
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
                    values::amount(g, cell, head.money(Fit::Nearest), Sign::Any)
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

    /// The first and the last year to start, as given; without either, costs in calendar years begin no earlier than they
    /// do.
    fn window(&self, g: &mut Gather, span: Option<(i32, i32)>) -> (Option<Year>, Option<Year>) {
        let window = (self.year(g, "earliest_start_year"), self.year(g, "latest_start_year"));
        let Some((first, _)) = span else { return window };
        let calendar = &self.head.shell.calendar;
        if first < calendar.first.0 && self.cell("committed_start").is_none() {
            let finding = Finding::YearOutside { year: first, from: calendar.first.0, to: calendar.last().0 };
            g.add(finding, self.table.row_place(self.number));
        }
        if window == (None, None) { (Some(Year(first)), None) } else { window }
    }

    /// What the row says beside it.
    pub fn facts(&self, g: &mut Gather, item: &Initiative) -> Facts {
        let duration = i32::from(item.duration);
        let start = self.year(g, "mandatory_start_deadline_year");
        let finish = self.year(g, "mandatory_finish_deadline_year").map(|year| year.plus(1 - duration));
        let start_by = start.into_iter().chain(finish).min();
        let mandatory = self.mandatory(g);
        if start_by.is_some() && mandatory == Mandatory::No {
            let columns = ["mandatory_start_deadline_year", "mandatory_finish_deadline_year"];
            if let Some(cell) = columns.iter().find_map(|column| self.table.filled(self.number, column)) {
                g.at(Finding::DeadlineIgnored { initiative: item.id.clone() }, &cell);
            }
        }
        if mandatory == Mandatory::Group
            && item.group.is_none()
            && let Some(cell) = self.cell("mandatory")
        {
            g.at(Finding::MandatoryGroupMissing { initiative: item.id.clone() }, &cell);
        }
        let committed = self.year(g, "committed_start").filter(|&year| self.can_commit(g, item, year));
        Facts { row: self.number, mandatory, start_by, committed, force: self.force(g) }
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
        const CHOICES: [&str; 10] =
            ["0", "1", "group", "false", "true", "no", "yes", "tidak", "ya", "kelompok"];
        let Some(cell) = self.cell("mandatory") else {
            return Mandatory::No;
        };
        match values::choice(g, &cell, &CHOICES) {
            Some(1 | 4 | 6 | 8) => Mandatory::Yes,
            Some(2 | 9) => Mandatory::Group,
            _ => Mandatory::No,
        }
    }

    fn force(&self, g: &mut Gather) -> Option<Force> {
        let cell = self.cell("force")?;
        let out = values::choice(g, &cell, &["in", "out", "masuk", "keluar"])? % 2 == 1;
        let reason = self.table.text(self.number, "force_reason").to_owned();
        if reason.is_empty() {
            let at = self.table.cell(self.number, "force_reason").unwrap_or(cell);
            g.at(Finding::MissingValue { field: "force_reason".to_owned() }, &at);
        }
        Some(Force { out, year: self.year(g, "force_year"), reason })
    }

    fn given(&self, g: &mut Gather, columns: &[(u16, String)], duration: i64) -> Given {
        let points =
            |g: &mut Gather, cell: &Cell<'_>| values::amount(g, cell, Unit::points(Fit::Nearest), Sign::Any);
        let mut by_year = Vec::new();
        for (number, column) in columns {
            let Some(value) = self.number(g, column, points).filter(|&value| value != 0) else {
                continue;
            };
            let number = usize::from(*number);
            if number == 0 || i64::try_from(number).is_ok_and(|n| n > duration) {
                costs::after_execution(g, self.table, self.number, column, number, duration);
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
        let (indonesian, english) =
            (self.table.text(self.number, "name_id"), self.table.text(self.number, "name_en"));
        let either = [indonesian, english, id].into_iter().find(|name| !name.is_empty()).unwrap_or(id);
        let name_or = |name: &str| {
            if name.is_empty() { either.to_owned() } else { name.to_owned() }
        };
        Label { id: name_or(indonesian), en: name_or(english) }
    }

    /// A link that every row has; 0 where it is missing, which has been found out loud.
    fn link(&self, g: &mut Gather, column: &str, ids: &Lookup) -> usize {
        let Some(cell) = self.table.cell(self.number, column) else {
            return 0;
        };
        if cell.text.is_empty() {
            g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
            return 0;
        }
        ids.find(g, &cell).unwrap_or(0)
    }

    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        self.table.filled(self.number, column)
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
