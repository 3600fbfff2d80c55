//! `frontier.csv` and `ladder.csv`.

use super::Shown;
use crate::explain::compare;
use crate::plan::{Ledger, Plan, standing};
use crate::report::csv_style::Table;
use crate::scenario::Scope;
use crate::study::frontier::{Next, Step};
use crate::study::ladder::Ladder;
use crate::units::{Level, Money, Points, SchemeIx};
use crate::words::columns::{Column, heading};
use crate::words::comparison::list;
use crate::words::frontier::{Word, word};
use crate::words::{Lang, numbers, plain};

/// A row of the frontier: a step of a curve, or one of the user's scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which curve.
    pub curve: Word,
    /// The scenario's id where it is one of the user's own.
    pub scenario: Option<String>,
    /// From this much money on the plan holds.
    pub from: Money,
    /// The most money for which nothing better is known.
    pub to: Money,
    /// Its value.
    pub value: Points,
    /// What cannot be passed.
    pub bound: Points,
    /// Whether it is proven.
    pub proven: bool,
    /// How many initiatives are funded.
    pub funded: usize,
    /// What the plan spends within the horizon.
    pub spending: Money,
    /// The default index at the horizon, where the case has one.
    pub index: Option<Level>,
    /// The least extra money that helps, what it gains and what it buys.
    pub extra: Option<(Money, Points, String)>,
}

/// Every row: the curve, the free curve, the user's scenarios.
#[must_use]
pub fn rows(shown: &Shown) -> Vec<Row> {
    let found = shown.frontier;
    let profile = found
        .curve
        .steps
        .iter()
        .zip(&found.next)
        .map(|(step, next)| row(shown, Word::Profile, None, step, next.as_ref()));
    let free =
        found.free.iter().flat_map(|free| &free.steps).map(|step| row(shown, Word::Free, None, step, None));
    let own = found.own.iter().filter_map(|own| {
        let step = own.step.as_ref()?;
        Some(Row { to: own.money, ..row(shown, Word::Own, Some(own.scenario), step, own.next.as_ref()) })
    });
    profile.chain(free).chain(own).collect()
}

fn row(shown: &Shown, curve: Word, own: Option<usize>, step: &Step, next: Option<&Next>) -> Row {
    let portfolio = &shown.case.portfolio;
    let scenario = &shown.case.scenarios[own.unwrap_or(shown.frontier.scenario)];
    let spending = Ledger::of(portfolio, scenario, &step.plan).spent_in_horizon(&Scope::total());
    let extra = next.map(|next| {
        let buys = list(portfolio, &compare(&step.plan, &next.plan), shown.lang);
        // A step along the profile asks from where it begins, a scenario from the money it has.
        let asked = if own.is_none() { step.from } else { step.at };
        (Money(next.at.0 - asked.0.min(next.at.0)), Points(next.value.0 - step.value.0), buys)
    });
    Row {
        curve,
        scenario: own.map(|_| scenario.id.clone()),
        from: step.from,
        to: step.at,
        value: step.value,
        bound: step.bound,
        proven: step.is_proven(),
        funded: step.plan.started().count(),
        spending,
        index: index(shown, &step.plan),
        extra,
    }
}

fn index(shown: &Shown, plan: &Plan) -> Option<Level> {
    let portfolio = &shown.case.portfolio;
    let first = !portfolio.schemes.is_empty();
    first.then(|| standing::index(portfolio, plan, SchemeIx(0), portfolio.calendar.last()))
}

/// `frontier.csv`.
#[must_use]
pub fn frontier_csv(shown: &Shown) -> Vec<u8> {
    let (lang, decimals) = (shown.lang, shown.case.portfolio.currency.decimals);
    let headings = [
        word(Word::Curve, lang),
        heading(Column::Scenario, lang),
        word(Word::From, lang),
        word(Word::To, lang),
        heading(Column::Value, lang),
        word(Word::Bound, lang),
        heading(Column::Proof, lang),
        heading(Column::Funded, lang),
        heading(Column::Spending, lang),
        heading(Column::Index, lang),
        word(Word::Extra, lang),
        word(Word::Gain, lang),
        word(Word::Buys, lang),
    ];
    let mut table = Table::with_headings(lang, &headings);
    let money = |amount| plain::amount(lang, amount, decimals);
    for row in rows(shown) {
        let (extra, gain, buys) = match &row.extra {
            Some((extra, gain, buys)) => (money(*extra), plain::points(lang, *gain), buys.clone()),
            None => Default::default(),
        };
        table.row(&[
            word(row.curve, lang).to_owned(),
            row.scenario.unwrap_or_default(),
            money(row.from),
            money(row.to),
            plain::points(lang, row.value),
            plain::points(lang, row.bound),
            word(if row.proven { Word::Proven } else { Word::Open }, lang).to_owned(),
            row.funded.to_string(),
            money(row.spending),
            row.index.map(|level| numbers::index(lang, level)).unwrap_or_default(),
            extra,
            gain,
            buys,
        ]);
    }
    table.finish()
}

/// `ladder.csv`: the funding order, first what is funded under the lowest ceiling; read from below it is the cut list.
#[must_use]
pub fn ladder_csv(shown: &Shown, ladder: &Ladder) -> Vec<u8> {
    let (lang, portfolio) = (shown.lang, &shown.case.portfolio);
    let name = |scenario: usize| shown.case.scenarios[scenario].id.clone();
    let mut headings = vec![
        word(Word::FundedFrom, lang).to_owned(),
        heading(Column::Id, lang).to_owned(),
        heading(Column::Name, lang).to_owned(),
        heading(Column::Agency, lang).to_owned(),
        heading(Column::Category, lang).to_owned(),
    ];
    headings.extend(
        ladder.rungs.iter().map(|rung| format!("{}: {}", heading(Column::Start, lang), name(rung.scenario))),
    );
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let mut table = Table::with_headings(lang, &headings);
    for (first, who) in ordered(portfolio.initiatives.len(), ladder) {
        let item = portfolio.initiative(who);
        let from = ladder
            .rungs
            .get(first)
            .map_or_else(|| word(Word::Never, lang).to_owned(), |rung| name(rung.scenario));
        let mut cells = vec![
            from,
            item.id.clone(),
            lang.label(&item.name).to_owned(),
            lang.label(&portfolio.agency(item.agency).name).to_owned(),
            lang.label(&portfolio.category(item.category).name).to_owned(),
        ];
        let start = |plan: &Plan| plan.start(who).map(|year| year.0.to_string()).unwrap_or_default();
        cells.extend(ladder.rungs.iter().map(|rung| start(&rung.plan)));
        table.row(&cells);
    }
    table.finish()
}

/// Every initiative with the first rung on which it is funded (their number where on none), in the order of funding.
#[must_use]
pub fn ordered(count: usize, ladder: &Ladder) -> Vec<(usize, crate::units::InitiativeIx)> {
    let first = |who| {
        ladder.rungs.iter().position(|rung| rung.plan.start(who).is_some()).unwrap_or(ladder.rungs.len())
    };
    let mut all: Vec<_> = (0..count).map(crate::units::InitiativeIx).map(|who| (first(who), who)).collect();
    all.sort_by_key(|&(first, who)| (first, who.0));
    all
}

/// Ends a list that is written for people after so many changes.
#[must_use]
pub fn told(shown: &Shown, from: &Plan, to: &Plan, lang: Lang) -> String {
    list(&shown.case.portfolio, &compare(from, to), lang)
}
