//! A comparison of two plans: `compare.json`, and the same in words as `compare.txt`.

use std::collections::BTreeMap;

use comfy_table::{CellAlignment, Table, presets};
use serde::{Deserialize, Serialize};

use super::{Broken, Cut, WithoutPlan, cut, without_plan};
use crate::explain::{Change, Move, Reason, compare, why};
use crate::input::Case;
use crate::plan::{Ledger, Plan, cost_within, standing};
use crate::report::comparison_spending_csv::paid;
use crate::report::{Shown, VERSION, json};
use crate::scenario::{Scenario, Scope};
use crate::units::{AgencyIx, FundIx, Level, Money, Points, SchemeIx, Year, real};
use crate::words::columns::{Column, heading};
use crate::words::comparison::{self, Figure, Group};
use crate::words::{Lang, numbers};

/// The two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The first.
    pub from: Side,
    /// The second.
    pub to: Side,
}

/// One of the two plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The scenario whose rules and values it is seen with.
    pub scenario: String,
    /// Cuts of its total ceiling.
    pub cuts: Vec<Cut>,
    /// Whether the plan was read from a file, else it is the scenario's best.
    pub file: bool,
}

impl Side {
    fn id(&self) -> String {
        let cut = if self.cuts.is_empty() { "" } else { "-cut" };
        let plan = if self.file { "-plan" } else { "" };
        format!("{}{cut}{plan}", self.scenario)
    }

    fn scenario(&self, case: &Case) -> Result<Scenario, Broken> {
        let mut scenario = cut(case, &self.scenario, &self.cuts)?;
        if !self.cuts.is_empty() {
            let cuts: Vec<(Year, i64)> = self.cuts.iter().map(|cut| (Year(cut.year), cut.share)).collect();
            scenario.name = comparison::cut_name(&scenario.name, &cuts);
        }
        if self.file {
            scenario.name = comparison::of_file(&scenario.name);
        }
        scenario.id = self.id();
        Ok(scenario)
    }
}

impl Asked {
    /// The two scenarios, with ids of their own.
    ///
    /// # Errors
    /// What the case does not have.
    pub fn scenarios(&self, case: &Case) -> Result<Vec<Scenario>, Broken> {
        let (first, mut second) = (self.from.scenario(case)?, self.to.scenario(case)?);
        if first.id == second.id {
            second.id.push_str("-2");
        }
        Ok(vec![first, second])
    }
}

/// The document and the words.
#[must_use]
pub fn files(asked: &super::Asked, shown: &[Shown], lang: Lang) -> Vec<(&'static str, Vec<u8>)> {
    let document = render(asked, shown);
    vec![("compare.json", document), ("compare.txt", text(shown, lang).into_bytes())]
}

/// Both plans with what they are compared by.
pub(super) struct Pair<'a> {
    pub(super) shown: [&'a Shown<'a>; 2],
    pub(super) plans: [&'a Plan; 2],
    pub(super) changes: Vec<Change>,
    because: [&'a [Reason]; 2],
}

impl<'a> Pair<'a> {
    /// `None` where one of the two has no plan.
    pub(super) fn of(shown: &'a [Shown<'a>]) -> Option<Self> {
        let [first, second] = shown else { return None };
        let plan = |one: &'a Shown<'a>| one.answer.outcome.solved().map(|solved| &solved.plan);
        let plans = [plan(first)?, plan(second)?];
        let of = |one: &'a Shown<'a>| one.answer.reasons(&one.case.portfolio, one.scenario);
        let because = [of(first), of(second)];
        Some(Self { shown: [first, second], plans, changes: compare(plans[0], plans[1]), because })
    }

    fn value(&self, at: usize) -> Points {
        let one = self.shown[at];
        standing::value(&one.case.portfolio, one.scenario, self.plans[at])
    }

    fn spent(&self, at: usize) -> Money {
        let one = self.shown[at];
        Ledger::of(&one.case.portfolio, one.scenario, self.plans[at]).spent_in_horizon(&Scope::total())
    }

    pub(super) fn index(&self, at: usize, scheme: usize, year: Year) -> Level {
        standing::index(&self.shown[at].case.portfolio, self.plans[at], SchemeIx(scheme), year)
    }

    /// What each agency spends more in each plan year, agencies that differ only.
    fn by_agency(&self) -> Sums<AgencyIx> {
        self.sums(|agency, _| Some(agency))
    }

    /// What each fund pays more in each plan year, funds that differ only.
    fn by_fund(&self) -> Sums<FundIx> {
        self.sums(|_, fund| fund)
    }

    fn sums<K: Ord>(&self, key: impl Fn(AgencyIx, Option<FundIx>) -> Option<K>) -> Sums<K> {
        let mut sums: Sums<K> = BTreeMap::new();
        let last = self.shown[0].case.portfolio.calendar.last();
        for (at, sign) in [(0, -1), (1, 1)] {
            for ((year, agency, fund), amount) in paid(self.shown[at], self.plans[at]) {
                if let Some(key) = key(agency, fund).filter(|_| year <= last) {
                    *sums.entry(key).or_default().entry(year).or_default() += amount * sign;
                }
            }
        }
        sums.retain(|_, years| years.values().any(|amount| *amount != Money::ZERO));
        sums
    }

    /// What the initiative costs more in each plan year, years that differ only.
    fn cost_by_year(&self, change: &Change) -> BTreeMap<Year, Money> {
        let portfolio = &self.shown[0].case.portfolio;
        let mut sums: BTreeMap<Year, Money> = BTreeMap::new();
        for (plan, sign) in self.plans.into_iter().zip([-1, 1]) {
            let Some(start) = plan.start(change.initiative) else { continue };
            for (year, line, amount) in portfolio.costs_if_started(change.initiative, start) {
                if portfolio.class(line.class).money && year <= portfolio.calendar.last() {
                    *sums.entry(year).or_default() += amount * sign;
                }
            }
        }
        sums.retain(|_, amount| *amount != Money::ZERO);
        sums
    }

    fn cost(&self, change: &Change) -> Money {
        let portfolio = &self.shown[0].case.portfolio;
        let cost = |plan: &Plan| {
            let start = plan.start(change.initiative);
            start.map_or(Money::ZERO, |start| cost_within(portfolio, change.initiative, start))
        };
        cost(self.plans[1]) - cost(self.plans[0])
    }

    fn reason(&self, change: &Change, lang: Lang) -> String {
        let scenarios = (self.shown[0].scenario, self.shown[1].scenario);
        let portfolio = &self.shown[0].case.portfolio;
        let told = why(change, self.because[0], self.because[1]);
        told.map(|why| comparison::because(portfolio, scenarios, &why, lang)).unwrap_or_default()
    }
}

/// Amounts by something and year.
type Sums<K> = BTreeMap<K, BTreeMap<Year, Money>>;

#[derive(Serialize)]
struct Document<'a> {
    asked: &'a super::Asked,
    case: &'a str,
    from: Option<SideRow<'a>>,
    to: Option<SideRow<'a>>,
    without_plan: Vec<WithoutPlan<'a>>,
    changes: Vec<ChangeRow<'a>>,
    spending: Vec<SpendingRow<'a>>,
    by_agency: Vec<AgencyRow<'a>>,
    spending_decimals: u8,
    index: Vec<IndexRow<'a>>,
    version: &'static str,
}

#[derive(Serialize)]
struct SideRow<'a> {
    scenario: &'a str,
    status: &'static str,
    value: f64,
    spending: i64,
    funded: usize,
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    id: &'a str,
    change: &'static str,
    start_before: Option<i32>,
    start_after: Option<i32>,
    cost_difference: i64,
    cost_by_year: BTreeMap<String, i64>,
    reason_id: String,
    reason_en: String,
}

#[derive(Serialize)]
struct SpendingRow<'a> {
    year: i32,
    agency: &'a str,
    fund: Option<&'a str>,
    before: i64,
    after: i64,
}

#[derive(Serialize)]
struct AgencyRow<'a> {
    agency: &'a str,
    years: BTreeMap<String, i64>,
    total: i64,
}

#[derive(Serialize)]
struct IndexRow<'a> {
    index: &'a str,
    year: i32,
    before: f64,
    after: f64,
}

/// The change of one initiative, for machines: the word, start before and after.
#[must_use]
pub fn change_word(how: Move) -> (&'static str, Option<i32>, Option<i32>) {
    match how {
        Move::Added(to) => ("added", None, Some(to.0)),
        Move::Dropped(from) => ("dropped", Some(from.0), None),
        Move::Moved { from, to } if to > from => ("delayed", Some(from.0), Some(to.0)),
        Move::Moved { from, to } => ("brought-forward", Some(from.0), Some(to.0)),
    }
}

fn by_year(amounts: BTreeMap<Year, Money>) -> BTreeMap<String, i64> {
    amounts.into_iter().map(|(year, amount)| (year.0.to_string(), amount.0)).collect()
}

/// The document.
pub(super) fn render(asked: &super::Asked, shown: &[Shown]) -> Vec<u8> {
    let case = shown.first().map_or("", |one| one.case.portfolio.id.as_str());
    let Some(pair) = Pair::of(shown) else {
        return super::document(
            shown,
            &Document {
                asked,
                case,
                from: None,
                to: None,
                without_plan: without_plan(shown),
                changes: Vec::new(),
                spending: Vec::new(),
                by_agency: Vec::new(),
                spending_decimals: 0,
                index: Vec::new(),
                version: VERSION,
            },
        );
    };
    let portfolio = &pair.shown[0].case.portfolio;
    let side = |at: usize| SideRow {
        scenario: &pair.shown[at].scenario.id,
        status: json::status(&pair.shown[at].answer.outcome),
        value: real(pair.value(at).0) / real(Points::PER_POINT),
        spending: pair.spent(at).0,
        funded: pair.plans[at].started().count(),
    };
    let change = |change: &Change| {
        let (word, start_before, start_after) = change_word(change.how);
        ChangeRow {
            id: &portfolio.initiative(change.initiative).id,
            change: word,
            start_before,
            start_after,
            cost_difference: pair.cost(change).0,
            cost_by_year: by_year(pair.cost_by_year(change)),
            reason_id: pair.reason(change, Lang::Id),
            reason_en: pair.reason(change, Lang::En),
        }
    };
    let agency = |(agency, years): (AgencyIx, BTreeMap<Year, Money>)| AgencyRow {
        agency: &portfolio.agency(agency).id,
        total: years.values().copied().sum::<Money>().0,
        years: by_year(years),
    };
    let [before, after] = [0, 1].map(|at| paid(pair.shown[at], pair.plans[at]));
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let spending = keys.into_iter().filter_map(|key| {
        let of = |paid: &BTreeMap<_, Money>| paid.get(&key).copied().unwrap_or_default().0;
        let (from, to, (year, agency, fund)) = (of(&before), of(&after), key);
        (from != to).then(|| SpendingRow {
            year: year.0,
            agency: &portfolio.agency(agency).id,
            fund: fund.map(|fund| portfolio.fund(fund).id.as_str()),
            before: from,
            after: to,
        })
    });
    let level = |level: Level| real(level.0) / real(Level::PER_LEVEL);
    let index = portfolio.schemes.iter().enumerate().flat_map(|(at, scheme)| {
        let pair = &pair;
        portfolio.calendar.plan_years().map(move |year| IndexRow {
            index: &scheme.id,
            year: year.0,
            before: level(pair.index(0, at, year)),
            after: level(pair.index(1, at, year)),
        })
    });
    super::document(
        shown,
        &Document {
            asked,
            case,
            from: Some(side(0)),
            to: Some(side(1)),
            without_plan: Vec::new(),
            changes: pair.changes.iter().map(change).collect(),
            spending: spending.collect(),
            by_agency: pair.by_agency().into_iter().map(agency).collect(),
            spending_decimals: portfolio.currency.decimals,
            index: index.collect(),
            version: VERSION,
        },
    )
}

/// The comparison in words; where one of the two has no plan, why.
#[must_use]
pub fn text(shown: &[Shown], lang: Lang) -> String {
    let Some(pair) = Pair::of(shown) else { return crate::report::summary::body(shown, lang) };
    let portfolio = &pair.shown[0].case.portfolio;
    let names = [0, 1].map(|at| lang.label(&pair.shown[at].scenario.name));
    format!("{}\n{} → {}\n\n{}", lang.label(&portfolio.name), names[0], names[1], body(&pair, lang))
}

/// What differs: figures, changes with money and reasons, then who spends and who pays.
pub(super) fn body(pair: &Pair, lang: Lang) -> String {
    let portfolio = &pair.shown[0].case.portfolio;
    let mut text = figures(pair, lang);
    if pair.changes.is_empty() {
        text.extend(["\n", comparison::same(lang), "\n"]);
        return text;
    }
    for group in Group::ALL {
        let changes: Vec<&Change> = pair.changes.iter().filter(|change| Group::of(change) == group).collect();
        if changes.is_empty() {
            continue;
        }
        text.extend(["\n", &comparison::group(group, changes.len(), lang), "\n"]);
        for change in changes {
            let item = portfolio.initiative(change.initiative);
            text.extend([
                "  ",
                &item.id,
                " ",
                lang.label(&item.name),
                " · ",
                lang.label(&portfolio.agency(item.agency).name),
                " · ",
                &comparison::years(change.how),
                " · ",
                &comparison::money(portfolio, pair.cost(change), lang),
                &by_years(pair, change, lang),
                "\n      ",
                &pair.reason(change, lang),
                "\n",
            ]);
        }
    }
    let agency = |agency: AgencyIx| lang.label(&portfolio.agency(agency).name).to_owned();
    let sums = sums(pair, Column::Agency, pair.by_agency(), agency, lang);
    text.extend(["\n", comparison::by_agency(lang), "\n", &sums]);
    let by_fund = pair.by_fund();
    if !by_fund.is_empty() {
        let fund = |fund: FundIx| lang.label(&portfolio.fund(fund).name).to_owned();
        let sums = self::sums(pair, Column::Fund, by_fund, fund, lang);
        text.extend(["\n", comparison::by_fund(lang), "\n", &sums]);
    }
    text
}

/// What a change costs more or less in each year, where it is more than one.
fn by_years(pair: &Pair, change: &Change, lang: Lang) -> String {
    let portfolio = &pair.shown[0].case.portfolio;
    let years = pair.cost_by_year(change);
    if years.len() < 2 {
        return String::new();
    }
    let one =
        |(year, amount): (Year, Money)| format!("{} {}", year.0, comparison::money(portfolio, amount, lang));
    format!(" ({})", years.into_iter().map(one).collect::<Vec<_>>().join(", "))
}

fn figures(pair: &Pair, lang: Lang) -> String {
    let portfolio = &pair.shown[0].case.portfolio;
    let mut table = plain_table();
    let [from, to] = [Column::Before, Column::After].map(|column| heading(column, lang));
    table.set_header(["", from, to, heading(Column::Difference, lang)]);
    let (before, after) = (pair.value(0), pair.value(1));
    let points = |value| numbers::points(lang, value, 1);
    table.add_row([
        comparison::figure(Figure::Value, lang).to_owned(),
        points(before),
        points(after),
        comparison::signed(points(after - before), after > before),
    ]);
    let (before, after) = (pair.spent(0), pair.spent(1));
    let short = |amount| numbers::money_short(lang, &portfolio.currency, amount);
    table.add_row([
        comparison::figure(Figure::Spending, lang).to_owned(),
        short(before),
        short(after),
        comparison::money(portfolio, after - before, lang),
    ]);
    let [before, after] = [0, 1].map(|at| pair.plans[at].started().count());
    let more = i64::try_from(after).unwrap_or(0) - i64::try_from(before).unwrap_or(0);
    table.add_row([
        comparison::figure(Figure::Funded, lang).to_owned(),
        numbers::count(lang, before),
        numbers::count(lang, after),
        comparison::signed(more.to_string().replace('-', "\u{2212}"), more > 0),
    ]);
    let last = portfolio.calendar.last();
    for (at, scheme) in portfolio.schemes.iter().enumerate() {
        let (before, after) = (pair.index(0, at, last), pair.index(1, at, last));
        table.add_row([
            comparison::index(&scheme.name, last, lang),
            numbers::index(lang, before),
            numbers::index(lang, after),
            comparison::signed(numbers::index(lang, after - before), after > before),
        ]);
    }
    right(&mut table, 1..4);
    format!("{table}\n")
}

/// Amounts by something and year as a table, the largest saving first, with their sum.
fn sums<K: Ord + Copy>(
    pair: &Pair,
    column: Column,
    amounts: Sums<K>,
    name: impl Fn(K) -> String,
    lang: Lang,
) -> String {
    let portfolio = &pair.shown[0].case.portfolio;
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let mut table = plain_table();
    let mut head = vec![heading(column, lang).to_owned()];
    head.extend(years.iter().map(|year| year.0.to_string()));
    head.push(comparison::total(lang).to_owned());
    table.set_header(head);
    let row = |name: String, amounts: &BTreeMap<Year, Money>| {
        let amount = |year: &Year| amounts.get(year).copied().unwrap_or_default();
        let told = |amount: Money| {
            if amount == Money::ZERO { "–".to_owned() } else { comparison::money(portfolio, amount, lang) }
        };
        let mut row = vec![name];
        row.extend(years.iter().map(|year| told(amount(year))));
        row.push(told(years.iter().map(amount).sum()));
        row
    };
    let mut all: BTreeMap<Year, Money> = BTreeMap::new();
    let mut listed: Vec<(K, BTreeMap<Year, Money>)> = amounts.into_iter().collect();
    listed.sort_by_key(|(key, years)| (years.values().copied().sum::<Money>(), *key));
    for (key, amounts) in listed {
        for (year, amount) in &amounts {
            *all.entry(*year).or_default() += *amount;
        }
        table.add_row(row(name(key), &amounts));
    }
    table.add_row(row(comparison::total(lang).to_owned(), &all));
    right(&mut table, 1..years.len() + 2);
    format!("{table}\n")
}

/// A table as the summary has them.
#[must_use]
pub fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table
}

/// Aligns columns to the right.
pub fn right(table: &mut Table, columns: std::ops::Range<usize>) {
    for at in columns {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}
