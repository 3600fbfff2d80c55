//! What `explain` found of a scenario, as lines of the page: prices among the reasons of every initiative, ways out where
//! there is no plan; and how to get them where it was not asked.

use super::build::both;
use super::document::Text;
use crate::explain::base::Base;
use crate::report::Shown;
use crate::report::certificate_json::hash;
use crate::report::kept::{Explained, Found};
use crate::solve::{Options, Solved};
use crate::words::explain::Speaker;
use crate::words::{Lang, conflicts, room};

/// Adds the prices to the reasons of every initiative; says where they come from, or how to get them.
pub fn add(shown: &Shown, solved: &Solved, explained: Option<&Explained>, why: &mut [Vec<Text>]) -> Text {
    let (portfolio, scenario) = (&shown.case.portfolio, shown.scenario);
    let Some(base) = Base::of(portfolio, scenario, solved, &Options::default()) else {
        return both(|lang| Speaker::not_proven(lang).to_owned());
    };
    let found = explained.and_then(|held| Some((held, held.prices()?)));
    let Some((held, prices)) = found else {
        return both(|lang| room::no_prices(&scenario.id, lang));
    };
    for story in &prices.stories {
        let credit = prices.credits.iter().find(|credit| credit.initiative == story.initiative);
        if let Some(lines) = why.get_mut(story.initiative.0) {
            lines.push(both(|lang| Speaker { base: &base, lang }.in_short(story, credit)));
        }
    }
    both(|lang| room::prices_of(&held.file, &hash(&held.document), lang))
}

/// More conflicts and ways out of a scenario without a plan.
pub fn ways_out(shown: &Shown, explained: Option<&Explained>) -> Vec<Text> {
    let found = match explained.map(|held| &held.found) {
        Some(Found::Conflicts(found)) => found,
        _ if shown.answer.conflict.is_none() => return Vec::new(),
        _ => return vec![both(|lang| room::no_ways_out(&shown.scenario.id, lang))],
    };
    let lines = |lang| conflicts::lines(&shown.case.portfolio, shown.scenario, found, lang);
    lines(Lang::Id).into_iter().zip(lines(Lang::En)).map(|(id, en)| Text(id, en)).collect()
}
