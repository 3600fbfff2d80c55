//! What a request asks: [`Question`], read from the page's JSON and held against the case before anything is solved.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::problem::Refused;
use crate::explain::rule_costs::Kind;
use crate::input::Case;
use crate::report::studies::Broken;
use crate::report::studies::what_if::{Asked, Wish};
use crate::scenario::{Rule, Scenario};
use crate::study::what_if::{self, same_table};
use crate::units::{Money, Year};
use crate::words::serve::Problem;

/// More bytes than these are not read.
pub const MOST_BYTES: usize = 64 * 1024;
/// More wishes than these are not granted.
const MOST_WISHES: usize = 200;
/// Longer texts are not taken.
const LONGEST: usize = 500;
/// Amounts beyond this do not add up.
const MOST: i64 = i64::MAX / 128;
/// How far all money may be scaled, in hundredths of a percent.
const SCALES: std::ops::RangeInclusive<i64> = 1_000..=50_000;

/// A question of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The page that asks: its newer question takes the place of the older one.
    pub page: String,
    /// The question's number on that page.
    pub number: u64,
    /// The scenario and what is wished of it.
    pub asked: Asked,
    /// What it is to be kept as, where it is.
    pub save: Option<Keep>,
}

/// What a question is to be kept as.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keep {
    /// The scenario's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who decided.
    pub by: String,
    /// On what basis.
    pub basis: String,
}

/// The request as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    page: String,
    number: u64,
    scenario: String,
    wishes: Vec<serde_json::Value>,
    #[serde(default)]
    reasons: BTreeMap<String, String>,
    #[serde(default)]
    save: Option<Keep>,
}

impl Question {
    /// Reads a request.
    ///
    /// # Errors
    /// Why it cannot be taken, with the field.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let not_json = |field: &str, why: &serde_json::Error| {
            Refused::of(field, &Problem::NotJson(why.to_string().chars().take(LONGEST).collect()))
        };
        let written: Written = serde_json::from_slice(bytes).map_err(|why| not_json("", &why))?;
        if written.wishes.len() > MOST_WISHES || written.reasons.len() > MOST_WISHES {
            return Err(Refused::of("wishes", &Problem::TooMany(MOST_WISHES)));
        }
        let mut wishes = Vec::new();
        for (at, wish) in written.wishes.into_iter().enumerate() {
            let wish = serde_json::from_value::<Wish>(wish)
                .map_err(|why| not_json(&format!("wishes[{at}]"), &why))?;
            wishes.push(wish);
        }
        let page_is_plain = (1..=64).contains(&written.page.len())
            && written.page.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let mut texts = vec![("page".to_owned(), page_is_plain)];
        texts.extend(written.reasons.iter().map(|(id, text)| (format!("reasons.{id}"), is_plain(text))));
        if let Some(save) = &written.save {
            let fields = [("id", &save.id), ("name", &save.name), ("by", &save.by), ("basis", &save.basis)];
            texts.extend(fields.map(|(name, text)| (format!("save.{name}"), is_plain(text))));
        }
        if let Some((field, _)) = texts.iter().find(|(_, plain)| !plain) {
            return Err(Refused::of(field, &Problem::BadText));
        }
        let reasons = written.reasons.into_iter().map(|(id, text)| (id, text.trim().to_owned()));
        let reasons = reasons.filter(|(_, text)| !text.is_empty()).collect();
        let asked = Asked { scenario: written.scenario, wishes, reasons };
        Ok(Self { page: written.page, number: written.number, asked, save: written.save })
    }

    /// Holds the question against the case.
    ///
    /// # Errors
    /// The first wish that means nothing there, with its field.
    pub fn check(&self, case: &Case) -> Result<(), Refused> {
        let scenario = case.scenarios.iter().find(|scenario| scenario.id == self.asked.scenario);
        let Some(scenario) = scenario else {
            let problem = Problem::NoScenario(shortened(&self.asked.scenario));
            return Err(Refused::of("scenario", &problem));
        };
        if self.asked.wishes.is_empty() {
            return Err(Refused::of("wishes", &Problem::Nothing));
        }
        for (at, wish) in self.asked.wishes.iter().enumerate() {
            let meant = wish.meant(&case.portfolio).map_err(problem_of);
            if let Err(problem) = meant.and_then(|meant| possible(case, scenario, &meant)) {
                return Err(Refused::of(&format!("wishes[{at}]"), &problem));
            }
        }
        Ok(())
    }
}

fn is_plain(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.chars().any(char::is_control)
}

fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// Why a wish means nothing in a case.
#[must_use]
pub fn problem_of(broken: Broken) -> Problem {
    match broken {
        Broken::NoScenario(id) | Broken::NoPlan(id) | Broken::NoAnswer(id) => {
            Problem::NoScenario(shortened(&id))
        }
        Broken::NoInitiative(id) => Problem::NoInitiative(shortened(&id)),
        Broken::NoPayer(id) => Problem::NoPayer(shortened(&id)),
        Broken::NoCeiling(year) => Problem::NoCeiling(String::new(), year),
        Broken::NoCriterion(id) => Problem::NoCriterion(shortened(&id)),
        Broken::NoRules(word) => Problem::NoRule(shortened(&word)),
        Broken::OutOfRange(_) => Problem::BadAmount,
    }
}

/// Whether a wish can be granted at all, whatever plan comes of it.
fn possible(case: &Case, scenario: &Scenario, wish: &what_if::Wish) -> Result<(), Problem> {
    use what_if::Wish::{
        Agency, Ceiling, CeilingOf, CutFund, CutYear, FundOf, Must, Off, Scale, Start, Weights, Without,
    };
    let portfolio = &case.portfolio;
    let calendar = &portfolio.calendar;
    let within = |year: Year, from: Year, to: Year| {
        if (from..=to).contains(&year) { Ok(()) } else { Err(Problem::NoYear(year.0, from.0, to.0)) }
    };
    let amount = |limit: Money| {
        if (0..=MOST).contains(&limit.0) { Ok(()) } else { Err(Problem::BadAmount) }
    };
    let share = |share: i64| if (0..=10_000).contains(&share) { Ok(()) } else { Err(Problem::BadShare) };
    match wish {
        Must(_) | Without(_) => Ok(()),
        Start(who, year) => {
            within(*year, calendar.first, calendar.latest_start(portfolio.initiative(*who).duration))
        }
        Ceiling(year, limit) | FundOf(_, year, limit) => {
            within(*year, calendar.first, calendar.last()).and_then(|()| amount(*limit))
        }
        CeilingOf(id, year, limit) => {
            let there = scenario.rules.iter().any(
                |rule| matches!(rule, Rule::Ceiling { id: held, year: at, .. } if held == id && at == year),
            );
            if there { amount(*limit) } else { Err(Problem::NoCeiling(shortened(id), year.0)) }
        }
        CutYear(year, cut) => within(*year, calendar.first, calendar.last()).and_then(|()| share(*cut)),
        CutFund(_, cut) => share(*cut),
        Agency(_, limit) => amount(*limit),
        Scale(share) => {
            if SCALES.contains(share) {
                Ok(())
            } else {
                Err(Problem::BadShare)
            }
        }
        Weights(weights) => {
            let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            let sound = weights.iter().all(|weight| (0..=1_000_000).contains(weight)) && sum == 1_000_000;
            if sound { Ok(()) } else { Err(Problem::BadWeights) }
        }
        Off(kind, id) => {
            let is_meant = |rule: &Rule| {
                Kind::of(rule).is_some_and(|own| same_table(own, *kind))
                    && id.as_ref().is_none_or(|id| rule.id(portfolio) == *id)
            };
            let name = id.as_deref().unwrap_or_else(|| kind.word());
            if scenario.rules.iter().any(is_meant) { Ok(()) } else { Err(Problem::NoRule(shortened(name))) }
        }
    }
}
