//! What is told of one scenario: paragraphs that sum it up, and its tables.

use std::collections::BTreeMap;

use super::table::{Row, Table};
use crate::explain::Status;
use crate::explain::base::Base;
use crate::explain::explained::Explained;
use crate::plan::{Ledger, standing};
use crate::report::Shown;
use crate::report::matrix_csv;
use crate::report::spending_csv::sums;
use crate::scenario::Scope;
use crate::solve::Options;
use crate::study::frontier::money;
use crate::units::{AgencyIx, FundIx, Level, Money, SchemeIx, Year};
use crate::words::columns::{Column, heading};
use crate::words::explain::Speaker;
use crate::words::reasons::sentence;
use crate::words::{charts, claims, numbers, pdf as words, room, summary};

/// A line under a scenario's name: why it is asked, how far its plan is proven.
pub fn note(shown: &Shown) -> String {
    let proof = room::capital(&summary::proof(&shown.answer.outcome, shown.lang));
    let note = [shown.lang.label(&shown.scenario.note), proof.as_str()];
    note.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// What sums a scenario up, in paragraphs.
pub fn summary(shown: &Shown) -> Vec<String> {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let mut told = Vec::new();
    match shown.answer.outcome.solved() {
        None => {
            let (conflict, missing) = (shown.answer.conflict.as_ref(), shown.answer.missing.as_ref());
            told.extend(summary::infeasible(portfolio, shown.scenario, conflict, missing, lang));
        }
        Some(solved) => {
            let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
            let chosen = (solved.plan.started().count(), portfolio.initiatives.len());
            let spent = ledger.spent_in_horizon(&Scope::total());
            let last = portfolio.calendar.last();
            let index = portfolio.schemes.first().map(|held| {
                let at = |plan| standing::index(portfolio, plan, SchemeIx(0), last);
                (&held.name, at(&crate::plan::Plan::empty(portfolio)), at(&solved.plan))
            });
            let ceiling = money(portfolio, shown.scenario);
            told.push(format!(
                "# {}",
                charts::roadmap_title(lang, &portfolio.currency, chosen, (ceiling, spent), index)
            ));
            told.push(charts::spending_title(lang, &portfolio.currency, spent, ceiling));
            if let Some(first) = solved.reached.first() {
                let checked = shown.answer.relaxation.as_ref().map(|relaxation| relaxation.bound);
                told.push(claims::bounds(portfolio, first, checked, lang));
            }
            let after = ledger.spent(&Scope::total(), last.plus(1));
            told.push(words::after(&portfolio.currency, last.plus(1), after, lang));
        }
    }
    told
}

/// Spending, ceiling and indices of every year.
pub fn by_year(shown: &Shown) -> Table {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let mut table = Table::default();
    let Some(solved) = shown.answer.outcome.solved() else { return table };
    table.words(heading(Column::Year, lang), 14.0);
    for column in [Column::Spending, Column::Ceiling, Column::Left] {
        table.numbers(heading(column, lang), 20.0);
    }
    for held in &portfolio.schemes {
        table.numbers(lang.label(&held.name), 22.0);
    }
    let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
    let ceilings = shown.scenario.total_ceilings();
    let amount = |amount: Money| numbers::money(lang, &portfolio.currency, amount);
    for year in portfolio.calendar.plan_years() {
        let spent = ledger.spent(&Scope::total(), year);
        let limit = ceilings.get(&year).copied();
        let left = limit.map(|limit| amount(Money(limit.0 - spent.0)));
        let mut cells = vec![numbers::year(lang, year), amount(spent)];
        cells.extend([limit.map(amount).unwrap_or_default(), left.unwrap_or_default()]);
        let index = |at| standing::index(portfolio, &solved.plan, SchemeIx(at), year);
        cells.extend((0..portfolio.schemes.len()).map(|at| numbers::index(lang, index(at))));
        table.rows.push(Row::plain(cells));
    }
    table
}

/// Budget by agency, fund and year.
pub fn budget(shown: &Shown) -> Table {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let mut table = Table::default();
    table.words(heading(Column::Agency, lang), 30.0);
    table.words(heading(Column::Fund, lang), 14.0);
    for year in &years {
        table.numbers(year.0.to_string(), 12.0);
    }
    table.numbers(heading(Column::TotalInPlan, lang), 13.0);
    let Some(solved) = shown.answer.outcome.solved() else { return table };
    let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
    let mut paid: BTreeMap<(AgencyIx, Option<FundIx>), Vec<Money>> = BTreeMap::new();
    for ((year, agency, _, class, fund, ..), amount) in sums(shown, &ledger) {
        let Ok(column) = years.binary_search(&year) else { continue };
        if portfolio.class(class).money {
            paid.entry((agency, fund)).or_insert_with(|| vec![Money::ZERO; years.len()])[column] += amount;
        }
    }
    let line = |first: &str, second: &str, amounts: &[Money]| {
        let mut cells = vec![first.to_owned(), second.to_owned()];
        let all = amounts.iter().copied().sum();
        cells.extend(
            amounts.iter().chain([&all]).map(|&amount| words::amount(&portfolio.currency, amount, lang)),
        );
        cells
    };
    let add =
        |into: &mut Vec<Money>, amounts: &[Money]| into.iter_mut().zip(amounts).for_each(|(a, b)| *a += *b);
    let mut total = vec![Money::ZERO; years.len()];
    for (at, agency) in portfolio.agencies.iter().enumerate() {
        let own: Vec<_> = paid.iter().filter(|((of, _), _)| of.0 == at).collect();
        if own.is_empty() {
            continue;
        }
        let mut sum = vec![Money::ZERO; years.len()];
        for (_, amounts) in &own {
            add(&mut sum, amounts);
        }
        add(&mut total, &sum);
        table.rows.push(Row::strong(line(lang.label(&agency.name), "", &sum)));
        for ((_, fund), amounts) in own {
            let fund = fund.map(|fund| lang.label(&portfolio.fund(fund).name)).unwrap_or_default();
            table.rows.push(Row::plain(line("", fund, amounts)));
        }
    }
    table.rows.push(Row::strong(line(words::total(lang), "", &total)));
    table
}

/// The matrix of a master plan.
pub fn matrix(shown: &Shown) -> Table {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let mut table = Table::default();
    table.words(heading(Column::Number, lang), 4.0);
    table.words(heading(Column::Program, lang), 30.0);
    table.words(heading(Column::Domain, lang), 12.0);
    table.words(heading(Column::Target, lang), 36.0);
    table.words(heading(Column::Responsible, lang), 26.0);
    for year in portfolio.calendar.plan_years() {
        table.words(year.0.to_string(), 9.6);
    }
    table.words(heading(Column::AccountCode, lang), 11.0);
    table.numbers(heading(Column::Estimate, lang), 17.0);
    for row in matrix_csv::rows(shown) {
        let mut cells = vec![row.number.to_string(), row.program, row.domain, row.target, row.agency];
        cells.extend(row.stages.iter().map(|stage| (*stage).to_owned()));
        cells.extend([row.account, words::amount(&portfolio.currency, row.estimate, lang)]);
        table.rows.push(Row::plain(cells));
    }
    table
}

/// The level of every indicator of each scheme, year by year.
pub fn levels(shown: &Shown) -> Vec<Table> {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let Some(solved) = shown.answer.outcome.solved() else { return Vec::new() };
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let of = |at: usize| {
        let held = portfolio.scheme(SchemeIx(at));
        let mut table = Table::default();
        table.words(heading(Column::Id, lang), 4.0);
        table.words(words::indicator(lang), 60.0);
        table.numbers(words::today(lang), 6.5);
        for year in &years {
            table.numbers(year.0.to_string(), 6.5);
        }
        let by_year: Vec<Vec<Level>> =
            years.iter().map(|&year| standing::levels(portfolio, &solved.plan, SchemeIx(at), year)).collect();
        for (place, indicator) in held.indicators.iter().enumerate() {
            let mut cells = vec![indicator.id.clone(), lang.label(&indicator.name).to_owned()];
            let levels = [indicator.baseline].into_iter().chain(by_year.iter().map(|levels| levels[place]));
            cells.extend(levels.map(|level| numbers::index(lang, level)));
            table.rows.push(Row::plain(cells));
        }
        let today = standing::index(
            portfolio,
            &crate::plan::Plan::empty(portfolio),
            SchemeIx(at),
            portfolio.calendar.last(),
        );
        let whole = [today]
            .into_iter()
            .chain(years.iter().map(|&year| standing::index(portfolio, &solved.plan, SchemeIx(at), year)));
        let mut cells = vec![String::new(), heading(Column::Index, lang).to_owned()];
        cells.extend(whole.map(|level| numbers::index(lang, level)));
        table.rows.push(Row::strong(cells));
        table
    };
    (0..portfolio.schemes.len()).map(of).collect()
}

/// What was left out, why, and at which price it would be in, where that was worked out.
pub fn left_out(shown: &Shown, prices: Option<&Explained>) -> Table {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let mut table = Table::default();
    table.words(heading(Column::Id, lang), 5.0);
    table.words(heading(Column::Name, lang), 32.0);
    table.words(heading(Column::Agency, lang), 28.0);
    table.words(heading(Column::Reason, lang), 66.0);
    let Some(solved) = shown.answer.outcome.solved() else { return table };
    let base = Base::of(portfolio, shown.scenario, solved, &Options::default());
    let speaker = base.as_ref().map(|base| Speaker { base, lang });
    let price = |initiative| {
        let story = prices?.stories.iter().find(|story| story.initiative == initiative)?;
        Some(speaker.as_ref()?.in_brief(story))
    };
    for reason in shown.answer.reasons(portfolio, shown.scenario) {
        if matches!(reason.status, Status::Out(_)) {
            let item = portfolio.initiative(reason.initiative);
            table.rows.push(Row::plain(vec![
                item.id.clone(),
                lang.label(&item.name).to_owned(),
                lang.label(&portfolio.agency(item.agency).name).to_owned(),
                [Some(sentence(portfolio, shown.scenario, reason, lang)), price(reason.initiative)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" "),
            ]));
        }
    }
    table
}
