//! `explain.csv`: a row an initiative; `rule-costs.csv`: what each kind of rule costs and what each year's money buys.

use super::super::csv_style::Table;
use super::Shown;
use crate::explain::base::Effect;
use crate::explain::price::{CeilingPrice, CostPrice, PointsPrice, STEPS};
use crate::scenario::Goal;
use crate::units::{Money, Points, Year};
use crate::words::explain::{Head, Speaker, head};
use crate::words::{Lang, plain, summary};

/// An amount of the first goal.
fn amount(shown: &Shown, value: i128) -> String {
    let whole = i64::try_from(value).unwrap_or(i64::MAX);
    match shown.base.scenario.goals.first() {
        Some(Goal::MostValue) => plain::points(shown.lang, Points(whole)),
        Some(Goal::LeastCost) => money(shown, Money(whole)),
        // Levels, with every decimal.
        Some(Goal::HighestIndex { .. }) => plain::amount(shown.lang, Money(whole), 7),
        _ => whole.to_string(),
    }
}

fn money(shown: &Shown, amount: Money) -> String {
    plain::amount(shown.lang, amount, shown.case.portfolio.currency.decimals)
}

fn loss(shown: &Shown, effect: &Effect) -> String {
    effect.loss().map(|loss| amount(shown, loss)).unwrap_or_default()
}

/// Every initiative with its prices.
pub fn initiatives(shown: &Shown) -> Vec<u8> {
    let (lang, portfolio) = (shown.lang, &shown.case.portfolio);
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let heads = [
        Head::Id,
        Head::Name,
        Head::Status,
        Head::Start,
        Head::Loss,
        Head::Points,
        Head::Cost,
        Head::Own,
        Head::Credit,
        Head::Error,
    ];
    let mut headings: Vec<String> = heads.iter().map(|&of| head(of, lang).to_owned()).collect();
    headings.extend(years.iter().map(|year| format!("{} {}", head(Head::Extra, lang), year.0)));
    headings.push(head(Head::Words, lang).to_owned());
    let mut table = Table::with_headings(lang, &headings.iter().map(String::as_str).collect::<Vec<_>>());
    let speaker = Speaker { base: shown.base, lang };
    for story in &shown.explained.stories {
        let item = portfolio.initiative(story.initiative);
        let points = match story.points {
            PointsPrice::Enters(points) => plain::points(lang, points),
            PointsPrice::Stays(points) => plain::points(lang, -points),
            PointsPrice::Always | PointsPrice::Never | PointsPrice::NotCounted | PointsPrice::Unknown => {
                String::new()
            }
        };
        let cost = story.more.as_ref().map_or_else(String::new, |more| match more.cost {
            CostPrice::Enters(scale) | CostPrice::Stays(scale) => hundredths(lang, scale - STEPS),
            CostPrice::NotEvenFree | CostPrice::Always | CostPrice::Unknown => String::new(),
        });
        let credit = shown.explained.credits.iter().find(|credit| credit.initiative == story.initiative);
        let mut row = vec![
            item.id.clone(),
            lang.label(&item.name).to_owned(),
            summary::funded(story.start.is_some(), lang).to_owned(),
            story.start.map(|year| year.0.to_string()).unwrap_or_default(),
            loss(shown, &story.otherwise),
            points,
            cost,
            credit.map(|credit| plain::points(lang, credit.own)).unwrap_or_default(),
            credit.map(|credit| plain::points(lang, credit.credit)).unwrap_or_default(),
            credit
                .and_then(|credit| credit.error)
                .map(|error| plain::points(lang, error))
                .unwrap_or_default(),
        ];
        row.extend(years.iter().map(|year| {
            let ceilings = story.more.iter().flat_map(|more| &more.ceilings);
            ceilings
                .filter(|(at, _)| at == year)
                .find_map(|(_, price)| match price {
                    CeilingPrice::Enters { extra, .. } => Some(money(shown, *extra)),
                    CeilingPrice::Never | CeilingPrice::Unknown => None,
                })
                .unwrap_or_default()
        }));
        row.push(speaker.story(story).iter().skip(1).map(|line| line.trim()).collect::<Vec<_>>().join(" "));
        table.row(&row);
    }
    table.finish()
}

/// A share in percent, as a plain number.
fn hundredths(lang: Lang, steps: i64) -> String {
    plain::amount(lang, Money(steps), 2)
}

/// What each kind of rule costs, then what the least extra money of each year buys.
pub fn rules(shown: &Shown) -> Vec<u8> {
    let lang = shown.lang;
    let heads = [Head::Rule, Head::Year, Head::Extra, Head::Gain, Head::Words];
    let mut table = Table::with_headings(lang, &heads.map(|of| head(of, lang)));
    let Some(whole) = &shown.explained.whole else { return table.finish() };
    let speaker = Speaker { base: shown.base, lang };
    let gain = |effect: &Effect| effect.loss().map(|loss| amount(shown, -loss)).unwrap_or_default();
    for (kind, effect) in &whole.rules {
        table.row(&[
            speaker.kind(*kind).to_owned(),
            String::new(),
            String::new(),
            gain(effect),
            speaker.rule_cost(*kind, effect),
        ]);
    }
    for (year, found) in &whole.money {
        table.row(&[
            String::new(),
            year.0.to_string(),
            found.as_ref().map(|found| money(shown, found.0)).unwrap_or_default(),
            found.as_ref().map(|found| gain(&found.1)).unwrap_or_default(),
            speaker.next_better(*year, found.as_ref()),
        ]);
    }
    table.finish()
}
