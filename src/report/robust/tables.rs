//! The tables of a study of robustness, as a spreadsheet of the reader's language opens them.

use super::Told;
use crate::report::csv_style::Table;
use crate::study::robust::{Risk, Space, share};
use crate::units::Year;
use crate::words::Lang;
use crate::words::columns::{Column, heading};
use crate::words::plain;
use crate::words::robust::{self as words, Word, word};

/// `robust.csv`: how often each initiative is funded, and when.
#[must_use]
pub fn frequencies(told: &Told) -> Vec<u8> {
    let (case, lang) = (told.case, told.lang);
    let years: Vec<String> = years(told).iter().map(|year| year.0.to_string()).collect();
    let mut heads: Vec<&str> = [Column::Id, Column::Name, Column::Category, Column::Agency]
        .map(|column| heading(column, lang))
        .into();
    heads.extend([Word::Class, Word::BaseStart, Word::FundedShare].map(|of| word(of, lang)));
    heads.extend(years.iter().map(String::as_str));
    let mut table = Table::with_headings(lang, &heads);
    let all: u32 = told.report.endings[..2].iter().sum();
    for one in &told.report.frequencies {
        let item = case.portfolio.initiative(one.initiative);
        let mut row = vec![
            item.id.clone(),
            lang.label(&item.name).to_owned(),
            lang.label(&case.portfolio.category(item.category).name).to_owned(),
            lang.label(&case.portfolio.agency(item.agency).name).to_owned(),
            words::class(one.class, lang).to_owned(),
            one.base.map(|year| year.0.to_string()).unwrap_or_default(),
            percent(lang, one.funded, all),
        ];
        row.extend(one.by_year.iter().map(|count| percent(lang, *count, all)));
        table.row(&row);
    }
    table.finish()
}

fn years(told: &Told) -> Vec<Year> {
    told.case.portfolio.calendar.plan_years().collect()
}

/// A share as a number of percent, `12.5`.
fn percent(lang: Lang, part: u32, all: u32) -> String {
    plain::amount(lang, crate::units::Money(i64::from(share(part, all))), 1)
}

fn heads_of_risk(told: &Told) -> Vec<String> {
    let lang = told.lang;
    let after = word(Word::After, lang).to_owned();
    let years = years(told)
        .iter()
        .map(|year| format!("{} {}", word(Word::OverYear, lang), year.0))
        .collect::<Vec<_>>();
    let last = format!("{} {after}", word(Word::OverYear, lang));
    [word(Word::Within, lang).to_owned(), word(Word::Horizon, lang).to_owned()]
        .into_iter()
        .chain(years)
        .chain([last])
        .collect()
}

fn cells_of_risk(lang: Lang, risk: &Risk) -> Vec<String> {
    let of = |count: u32| percent(lang, count, risk.draws);
    [of(risk.within), of(risk.over_horizon)]
        .into_iter()
        .chain(risk.over.iter().map(|count| of(*count)))
        .collect()
}

/// `regret.csv`: how each candidate plan fares.
#[must_use]
pub fn regret(told: &Told) -> Vec<u8> {
    let lang = told.lang;
    let words = [
        Word::Plan,
        Word::Found,
        Word::MeanRegret,
        Word::HighRegret,
        Word::WorstRegret,
        Word::ValueLow,
        Word::ValueFifth,
        Word::ValueMiddle,
        Word::Lost,
        Word::Misses,
    ];
    let risk = heads_of_risk(told);
    let funded = heading(Column::Funded, lang);
    let heads: Vec<&str> = words
        .iter()
        .map(|of| word(*of, lang))
        .chain([funded])
        .chain(risk.iter().map(String::as_str))
        .collect();
    let mut table = Table::with_headings(lang, &heads);
    let all: u32 = told.report.endings[..2].iter().sum();
    for one in &told.report.candidates {
        let value = |value: i64| words::cell(told.case, &told.settings, value, lang);
        let mut row = vec![
            words::origin(told.case, &told.settings, one.origin, lang),
            one.found.to_string(),
            value(one.regret[0]),
            value(one.regret[1]),
            value(one.regret[2]),
            value(one.values[0]),
            value(one.values[1]),
            value(one.values[2]),
            percent(lang, one.lost, all),
            percent(lang, one.misses, all),
            one.plan.started().count().to_string(),
        ];
        row.extend(cells_of_risk(lang, &one.risk));
        table.row(&row);
    }
    table.finish()
}

/// `risk.csv`: how often the plan of each scenario passes its own limits, and the safe plan those of the study, on draws
/// it was not chosen by.
#[must_use]
pub fn risk(told: &Told) -> Vec<u8> {
    let lang = told.lang;
    let risk = heads_of_risk(told);
    let heads: Vec<&str> = [word(Word::Plan, lang), word(Word::Limits, lang)]
        .into_iter()
        .chain(risk.iter().map(String::as_str))
        .collect();
    let mut table = Table::with_headings(lang, &heads);
    let mut row = |origin, scenario: usize, risk: &Risk| {
        let name = words::origin(told.case, &told.settings, origin, lang);
        let limits = told.case.scenarios[scenario].id.clone();
        table.row(&[vec![name, limits], cells_of_risk(lang, risk)].concat());
    };
    for (at, risk) in &told.report.own {
        row(crate::study::robust::Origin::Base(*at), *at, risk);
    }
    if let (Some(at), Some(risk)) = (told.report.safe, &told.report.checked) {
        row(told.report.candidates[at].origin, told.settings.scenario, risk);
    }
    table.finish()
}

/// `draws.csv`: each draw with its numbers.
#[must_use]
pub fn draws(told: &Told) -> Vec<u8> {
    let lang = told.lang;
    let space = Space::of(told.case, told.settings.scenario, told.settings.seed);
    let words = [
        Word::Draw,
        Word::Ending,
        Word::TargetsMissed,
        Word::Best,
        Word::Bound,
        Word::OfBase,
        Word::BaseWithin,
        Word::Changed,
    ];
    let inputs: Vec<String> =
        space.inputs.iter().map(|input| words::input(told.case, *input, lang)).collect();
    let heads: Vec<&str> =
        words.iter().map(|of| word(*of, lang)).chain(inputs.iter().map(String::as_str)).collect();
    let mut table = Table::with_headings(lang, &heads);
    let yes = |truth: bool| word(if truth { Word::Yes } else { Word::No }, lang).to_owned();
    let value = |value: i64| words::cell(told.case, &told.settings, value, lang);
    let wide = |number: i128| i64::try_from(number).map_or_else(|_| String::new(), value);
    for (k, row) in (0..).zip(&told.report.rows) {
        let planned = row.value.is_some();
        let mut cells = vec![
            (k + 1).to_string(),
            words::ending(row.ending, lang).to_owned(),
            yes(row.missed),
            if planned { value(row.best) } else { String::new() },
            if planned { wide(row.bound) } else { String::new() },
            row.of_base.map(value).unwrap_or_default(),
            yes(row.base_within),
            row.changed.to_string(),
        ];
        let numbers = space.draw(k);
        cells.extend(space.inputs.iter().zip(numbers).map(|(&of, n)| words::drawn(told.case, of, n, lang)));
        table.row(&cells);
    }
    table.finish()
}

/// `survey.csv`: which numbers are worth surveying again.
#[must_use]
pub fn survey(told: &Told) -> Vec<u8> {
    let lang = told.lang;
    let space = Space::of(told.case, told.settings.scenario, told.settings.seed);
    let words = [
        Word::Input,
        Word::Stated,
        Word::Low,
        Word::High,
        Word::GainLow,
        Word::GainHigh,
        Word::ChangedLow,
        Word::ChangedHigh,
        Word::ChangeLow,
        Word::ChangeHigh,
        Word::Strength,
    ];
    let heads: Vec<&str> = words.iter().map(|of| word(*of, lang)).collect();
    let mut table = Table::with_headings(lang, &heads);
    let value = |value: i64| words::cell(told.case, &told.settings, value, lang);
    for one in &told.report.survey {
        let of = space.inputs[one.moved.input];
        let number = |n: i64| words::drawn(told.case, of, n, lang);
        let [low, high] = one.ends;
        let planned = |end: Option<crate::study::robust::End>| {
            end.filter(|end| !matches!(end.ending, crate::study::robust::Ending::Infeasible))
        };
        let told_of = |end, of: fn(&crate::study::robust::End) -> i64| {
            planned(end).map(|end| value(of(&end))).unwrap_or_default()
        };
        let count = |end| planned(end).map(|end| end.changed.to_string()).unwrap_or_default();
        table.row(&[
            words::input(told.case, of, lang),
            number(space.stated[one.moved.input]),
            number(one.moved.ends[0]),
            number(one.moved.ends[1]),
            told_of(low, |end| end.gain),
            told_of(high, |end| end.gain),
            count(low),
            count(high),
            told_of(low, |end| end.change),
            told_of(high, |end| end.change),
            plain::amount(lang, crate::units::Money(one.moved.strength), 3),
        ]);
    }
    table.finish()
}
