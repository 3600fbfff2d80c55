//! `petajalan explain CASE --scenario ID [INITIATIVE]...`: why, and at which price it turns.

use clap::{Arg, ArgAction};
use rayon::prelude::*;

use super::args::{self, Request};
use super::{DONE, FAILED, NEGATIVE, check, plan, say};
use crate::explain::base::{Base, Effect};
use crate::explain::price::next_better;
use crate::explain::ranking::{SCALES, ranked};
use crate::explain::rule_costs::rule_costs;
use crate::explain::story::{Story, stories, story};
use crate::input::Case;
use crate::report::summary;
use crate::report::{Shown, explain_json};
use crate::solve::Options;
use crate::solve::missing::raised;
use crate::study::answer;
use crate::units::{InitiativeIx, Money, Year};
use crate::words::Lang;
use crate::words::cli::Message;
use crate::words::explain::{Heading, Speaker};

pub fn args(command: clap::Command) -> clap::Command {
    command
        .arg(args::path("case", "CASE"))
        .arg(Arg::new("initiative").value_name("INITIATIVE").action(ArgAction::Append).num_args(0..))
        .arg(Arg::new("scenario").long("scenario").value_name("ID"))
        .arg(args::threads())
        .arg(args::format())
}

pub fn run(request: &Request) -> u8 {
    let (case, lang) = match check::read(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let at = match request.matches.get_one::<String>("scenario") {
        None => 0,
        Some(id) => match plan::find(&case, id, lang) {
            Ok(at) => at,
            Err(code) => return code,
        },
    };
    let asked = match initiatives(request, &case, lang) {
        Ok(asked) => asked,
        Err(code) => return code,
    };
    plan::listen(lang, Message::Ending);
    args::in_pool(request, || explain(request, &case, at, &asked, lang))
}

/// The initiatives asked for; all where none is named.
fn initiatives(request: &Request, case: &Case, lang: Lang) -> Result<Vec<InitiativeIx>, u8> {
    let ids = request.matches.get_many::<String>("initiative").into_iter().flatten();
    let find = |id: &String| {
        let found = case.portfolio.each().find(|(_, item)| item.id == *id).map(|(initiative, _)| initiative);
        found.ok_or_else(|| {
            let near =
                case.portfolio.each().map(|(_, item)| (strsim::damerau_levenshtein(id, &item.id), &item.id));
            let nearest = near.min().map(|(_, id)| id.as_str());
            say::aside(&Speaker::no_initiative(id, nearest, lang));
            FAILED
        })
    };
    ids.map(find).collect()
}

fn explain(request: &Request, case: &Case, at: usize, asked: &[InitiativeIx], lang: Lang) -> u8 {
    let (portfolio, scenario) = (&case.portfolio, &case.scenarios[at]);
    let options = Options { interrupt: Some(plan::interrupt()), ..Options::default() };
    let answer = answer(portfolio, scenario, &options);
    let shown = Shown { case, scenario, answer: &answer, lang };
    let Some(solved) = answer.outcome.solved() else {
        say::data(summary::render(&[shown], lang).as_bytes());
        return NEGATIVE;
    };
    let Some(base) = Base::of(portfolio, scenario, solved, &options) else {
        say::aside(Speaker::not_proven(lang));
        return NEGATIVE;
    };
    let speaker = Speaker { base: &base, lang };
    let told: Vec<Story> = if asked.is_empty() {
        stories(&base)
    } else {
        asked.iter().map(|&initiative| story(&base, initiative, true)).collect()
    };
    if request.json() {
        say::data(&explain_json::render(&shown, &told));
        return DONE;
    }
    let mut text = summary::render(&[shown], lang);
    if asked.is_empty() {
        text.push_str(&whole(&base, &speaker));
        for (heading, funded) in [(Heading::Funded, true), (Heading::Out, false)] {
            text.extend(["\n", speaker.heading(heading), "\n"]);
            for one in told.iter().filter(|one| one.start.is_some() == funded) {
                text.extend([&speaker.story(one).join("\n"), "\n"]);
            }
        }
    } else {
        for one in &told {
            text.extend(["\n", &speaker.story(one).join("\n"), "\n"]);
        }
    }
    say::data(text.as_bytes());
    DONE
}

/// What there is to say about the scenario as a whole.
fn whole(base: &Base, speaker: &Speaker) -> String {
    let mut lines = vec![String::new(), speaker.heading(Heading::Ranking).to_owned()];
    let ranking = SCALES.map(|scale| ranked(base.portfolio, base.scenario, scale));
    if !base.least {
        lines.extend(ranking.iter().map(|ranked| format!("  {}", speaker.ranked(ranked))));
    }
    lines.extend([String::new(), speaker.heading(Heading::Rules).to_owned()]);
    let costs = rule_costs(base);
    lines.extend(costs.iter().map(|(kind, effect)| format!("  {}", speaker.rule_cost(*kind, effect))));
    lines.extend([String::new(), speaker.heading(Heading::Money).to_owned()]);
    let years: Vec<Year> = base.portfolio.calendar.plan_years().collect();
    let better = |&year: &Year| (year, with_more(base, year));
    let better: Vec<(Year, Option<(Money, Effect)>)> = years.par_iter().map(better).collect();
    lines.extend(
        better.iter().map(|(year, found)| format!("  {}", speaker.next_better(*year, found.as_ref()))),
    );
    lines.push(String::new());
    lines.join("\n")
}

fn with_more(base: &Base, year: Year) -> Option<(Money, Effect)> {
    let (extra, plan) = next_better(base, year)?;
    let scenario = raised(base.portfolio, base.scenario, &[(year, extra)]);
    Some((extra, base.effect_from(base.portfolio, &scenario, false, &plan)))
}
