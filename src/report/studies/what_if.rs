//! A question in the user's words: `whatif.json`, and the same in words as `whatif.txt`. What differs is told as a
//! comparison tells it; what was wished stands in the document, so that `verify` derives the scenario again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compare::{Pair, body, render};
use super::{Broken, Cut, scenario};
use crate::explain::Move;
use crate::explain::rule_costs::Kind;
use crate::input::Case;
use crate::portfolio::Portfolio;
use crate::report::{Shown, summary};
use crate::scenario::{Goal, Scenario};
use crate::solve::Outcome;
use crate::study::what_if::{self, Wished};
use crate::units::{AgencyIx, FundIx, Money, Year};
use crate::words::{Lang, what_if as words};

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The scenario.
    pub scenario: String,
    /// What is wished of it.
    pub wishes: Vec<Wish>,
    /// Why an initiative is wished in or out, by its id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<String, String>,
}

/// A wish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// An initiative starts in this year.
    Start {
        /// Which.
        id: String,
        /// When.
        year: i32,
    },
    /// An initiative is in.
    Must(String),
    /// An initiative is out.
    Without(String),
    /// The total ceiling of a year, in the currency's smallest counted unit.
    Ceiling {
        /// Which year.
        year: i32,
        /// The most.
        limit: i64,
    },
    /// The total ceiling of a year is cut.
    Cut(Cut),
    /// The limits of a fund are cut.
    CutFund {
        /// Which.
        fund: String,
        /// The share in hundredths of a percent.
        share: i64,
    },
    /// An agency spends no more than this.
    Agency {
        /// Which.
        agency: String,
        /// Over the plan, in the currency's smallest counted unit.
        limit: i64,
    },
    /// A year of one ceiling.
    CeilingOf {
        /// Which ceiling.
        id: String,
        /// Which year.
        year: i32,
        /// The most.
        limit: i64,
    },
    /// A year of a fund's limits.
    FundOf {
        /// Which fund.
        fund: String,
        /// Which year.
        year: i32,
        /// The most.
        limit: i64,
    },
    /// Every limit on money is so many hundredths of a percent of what it is.
    Scale(i64),
    /// What the criteria weigh, in millionths; those not named weigh nothing.
    Weights(BTreeMap<String, i64>),
    /// Rules of a kind are switched off: all, or those of one id.
    Off {
        /// The kind, by its word.
        rules: String,
        /// The id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
    },
}

impl Asked {
    /// The wishes with their meaning in the case.
    ///
    /// # Errors
    /// What the case does not have.
    pub fn wishes(&self, portfolio: &Portfolio) -> Result<Vec<what_if::Wish>, Broken> {
        self.wishes.iter().map(|wish| wish.meant(portfolio)).collect()
    }

    /// The scenario with the wishes.
    ///
    /// # Errors
    /// What the case does not have.
    pub fn wished(&self, case: &Case) -> Result<Wished, Broken> {
        let held = scenario(case, &self.scenario)?;
        let wishes = self.wishes(&case.portfolio)?;
        let reason = |wish: &what_if::Wish| self.reason(&case.portfolio, wish);
        let mut found = what_if::wished(&case.portfolio, held, &wishes, &reason)
            .map_err(|year| Broken::NoCeiling(year.0))?;
        found.scenario.name = words::name(&case.portfolio, &held.name, &wishes);
        found.scenario.id = format!("{}-whatif", held.id);
        Ok(found)
    }

    /// What the rule of a wish says of where it comes from.
    fn reason(&self, portfolio: &Portfolio, wish: &what_if::Wish) -> String {
        use what_if::Wish::{Agency, Must, Start, Without};
        match wish {
            Start(who, _) | Must(who) | Without(who) => {
                let given = self.reasons.get(&portfolio.initiative(*who).id);
                given.map_or_else(|| words::REASON.to_owned(), Clone::clone)
            }
            Agency(agency, _) => format!("{} {}", words::REASON, portfolio.agency(*agency).id),
            _ => words::REASON.to_owned(),
        }
    }

    /// The scenario as it is, and with the wishes.
    ///
    /// # Errors
    /// What the case does not have.
    pub fn scenarios(&self, case: &Case) -> Result<Vec<Scenario>, Broken> {
        Ok(vec![scenario(case, &self.scenario)?.clone(), self.wished(case)?.scenario])
    }
}

impl Wish {
    /// The wish with its meaning in the case.
    ///
    /// # Errors
    /// What the case does not have.
    pub fn meant(&self, portfolio: &Portfolio) -> Result<what_if::Wish, Broken> {
        let who = |id: &String| portfolio.find(id).ok_or_else(|| Broken::NoInitiative(id.clone()));
        Ok(match self {
            Self::Start { id, year } => what_if::Wish::Start(who(id)?, Year(*year)),
            Self::Must(id) => what_if::Wish::Must(who(id)?),
            Self::Without(id) => what_if::Wish::Without(who(id)?),
            Self::Ceiling { year, limit } => what_if::Wish::Ceiling(Year(*year), Money(*limit)),
            Self::Cut(cut) => what_if::Wish::CutYear(Year(cut.year), cut.share),
            Self::CutFund { fund, share } => {
                let at = portfolio.funds.iter().position(|held| held.id == *fund);
                let at = at.ok_or_else(|| Broken::NoPayer(fund.clone()))?;
                what_if::Wish::CutFund(FundIx(at), *share)
            }
            Self::Agency { agency, limit } => {
                let at = portfolio.agencies.iter().position(|held| held.id == *agency);
                let at = at.ok_or_else(|| Broken::NoPayer(agency.clone()))?;
                what_if::Wish::Agency(AgencyIx(at), Money(*limit))
            }
            Self::CeilingOf { id, year, limit } => {
                what_if::Wish::CeilingOf(id.clone(), Year(*year), Money(*limit))
            }
            Self::FundOf { fund, year, limit } => {
                let at = portfolio.funds.iter().position(|held| held.id == *fund);
                let at = at.ok_or_else(|| Broken::NoPayer(fund.clone()))?;
                what_if::Wish::FundOf(FundIx(at), Year(*year), Money(*limit))
            }
            Self::Scale(share) => what_if::Wish::Scale(*share),
            Self::Weights(weights) => {
                let known = |id: &&String| portfolio.criteria.iter().any(|held| held.id == **id);
                if let Some(id) = weights.keys().find(|id| !known(id)) {
                    return Err(Broken::NoCriterion(id.clone()));
                }
                let criteria = portfolio.criteria.iter();
                let weight = |id: &String| weights.get(id).copied().unwrap_or(0);
                what_if::Wish::Weights(criteria.map(|held| weight(&held.id)).collect())
            }
            Self::Off { rules, id } => {
                let kind = Kind::ALL.into_iter().find(|kind| kind.word() == rules);
                let kind = kind.ok_or_else(|| Broken::NoRules(rules.clone()))?;
                what_if::Wish::Off(kind, id.clone())
            }
        })
    }
}

/// The document and the words.
#[must_use]
pub fn files(asked: &super::Asked, shown: &[Shown], lang: Lang) -> Vec<(&'static str, Vec<u8>)> {
    vec![("whatif.json", render(asked, shown)), ("whatif.txt", text(shown, lang).into_bytes())]
}

/// The difference in words; where one of the two has no plan, why.
fn text(shown: &[Shown], lang: Lang) -> String {
    let Some(pair) = Pair::of(shown) else { return summary::body(shown, lang) };
    let portfolio = &pair.shown[0].case.portfolio;
    let title = lang.label(&pair.shown[1].scenario.name);
    let mut text = format!("{}\n{title}\n", lang.label(&portfolio.name));
    if let Some(line) = headline(&pair) {
        text.extend([&words::headline(portfolio, &line, lang), "\n"]);
    }
    let by_first = |outcome: &Outcome| match outcome {
        Outcome::Best(solved, _) => solved.reached.len() == 1 && solved.reached[0].proven,
        _ => false,
    };
    if by_first(&pair.shown[1].answer.outcome) {
        text.extend([words::by_first_goal(lang), "\n"]);
    }
    text + "\n" + &body(&pair, lang)
}

fn headline(pair: &Pair) -> Option<words::Headline> {
    let portfolio = &pair.shown[0].case.portfolio;
    let reached = |at: usize| pair.shown[at].answer.outcome.solved()?.reached.first().copied();
    let (before, after) = (reached(0)?, reached(1)?);
    let gain = after.value - before.value;
    let last = portfolio.calendar.last();
    let count = |wanted: fn(&Move) -> bool| pair.changes.iter().filter(|change| wanted(&change.how)).count();
    Some(words::Headline {
        goal: before.goal,
        gain: if before.goal == Goal::LeastCost { -gain } else { gain },
        index: (!portfolio.schemes.is_empty()).then(|| (pair.index(0, 0, last), pair.index(1, 0, last))),
        changes: [
            count(|how| matches!(how, Move::Added(_))),
            count(|how| matches!(how, Move::Dropped(_))),
            count(|how| matches!(how, Move::Moved { .. })),
        ],
    })
}
