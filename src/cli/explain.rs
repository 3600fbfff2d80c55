//! `petajalan explain CASE --scenario ID [INITIATIVE]...`: why, and at which price it turns.

use clap::{Arg, ArgAction};

use super::args::{self, Request};
use super::store::{self, Target};
use super::study::{self, ended_by};
use super::{DONE, FAILED, NEGATIVE, check, ending, kept, plan, say};
use crate::explain::base::Base;
use crate::explain::conflicts;
use crate::explain::explained::explained;
use crate::input::Case;
use crate::report::Shown as Answered;
use crate::report::bundle::{folder, shortened};
use crate::report::explain::{Shown, bundle, conflicts as documents, folder_of, json, text};
use crate::solve::missing::least_money;
use crate::solve::{Options, Outcome};
use crate::study::answer;
use crate::units::InitiativeIx;
use crate::words::cli::{Message, message};
use crate::words::explain::Speaker;
use crate::words::{Lang, what_if};

pub fn args(command: clap::Command) -> clap::Command {
    let command = command
        .arg(args::path("case", "CASE"))
        .arg(Arg::new("initiative").value_name("INITIATIVE").action(ArgAction::Append).num_args(0..))
        .arg(Arg::new("scenario").long("scenario").value_name("ID"))
        .arg(args::threads())
        .arg(args::format());
    store::args(command)
}

pub fn run(request: &Request) -> u8 {
    let (case, lang) = match check::read_as_kept(request) {
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
    let named = asked.iter().map(|&who| format!("-{}", folder(&case.portfolio.initiative(who).id)));
    let name = shortened(folder_of(&case.scenarios[at]) + &named.collect::<String>());
    let target = match study::claim(request, &case, &name, lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    ending::listen(lang, Message::Ending);
    args::in_pool(request, || explain(request, &case, at, &asked, target, lang))
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

fn explain(
    request: &Request,
    case: &Case,
    at: usize,
    asked: &[InitiativeIx],
    target: Target,
    lang: Lang,
) -> u8 {
    let (portfolio, scenario) = (&case.portfolio, &case.scenarios[at]);
    let options = Options { interrupt: Some(&ending::INTERRUPT), ..Options::default() };
    let home = kept::home(request, case);
    let mut answer = match kept::answer(&home, case, scenario) {
        Some(kept) => {
            say::aside(&what_if::from_kept(&kept.folder.display().to_string(), lang));
            kept.answer
        }
        None => answer(portfolio, scenario, &options),
    };
    // What a limited search kept as enough is made exact here.
    if answer.missing.as_ref().is_some_and(|missing| !missing.proven)
        && let Some(exact) = least_money(portfolio, scenario, &options)
    {
        answer.missing = Some(exact);
    }
    let Some(solved) = answer.outcome.solved() else {
        let shown = Answered { case, scenario, answer: &answer, lang };
        // What is in the way of a plan is a matter of the whole scenario, whichever initiatives are asked about.
        let target = match asked {
            [] => Ok(target),
            _ => study::claim(request, case, &folder_of(scenario), lang),
        };
        return match target {
            Ok(target) => no_plan(request, target, &shown, &options),
            Err(code) => code,
        };
    };
    let Some(base) = Base::of(portfolio, scenario, solved, &options) else {
        say::aside(Speaker::not_proven(lang));
        return NEGATIVE;
    };
    let explained = explained(&base, (!asked.is_empty()).then_some(asked));
    let shown = Shown { case, base: &base, answer: &answer, explained: &explained, lang };
    let written = match target.write_ended(bundle(&shown), ended_by(&options, "explain")) {
        Ok(written) => written,
        Err(code) => return code,
    };
    if request.json() {
        say::data(&json::render(&shown));
    } else {
        say::data(text(&shown).as_bytes());
        say::aside(&message(&Message::Written(&written.display().to_string()), lang));
    }
    DONE
}

/// Why there is no plan, from several sides, and the ways out. Kept where it is proven that there is none.
fn no_plan(request: &Request, target: Target, shown: &Answered, options: &Options) -> u8 {
    let (portfolio, scenario, answer) = (&shown.case.portfolio, shown.scenario, shown.answer);
    let (first, money) = (answer.conflict.as_ref(), answer.missing.as_ref());
    let found = conflicts::conflicts(portfolio, scenario, first, money, options);
    let written = (answer.outcome == Outcome::Infeasible)
        .then(|| target.write_ended(documents::bundle(shown, &found), ended_by(options, "explain")));
    let written = match written.transpose() {
        Ok(written) => written,
        Err(code) => return code,
    };
    if request.json() {
        say::data(&documents::render(shown, &found));
    } else {
        say::data(documents::text(shown, &found).as_bytes());
        if let Some(written) = written {
            say::aside(&message(&Message::Written(&written.display().to_string()), shown.lang));
        }
    }
    NEGATIVE
}
