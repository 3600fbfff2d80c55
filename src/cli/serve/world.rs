//! The case and what is known of its scenarios: read from kept results where they are of these inputs, else solved.

use super::super::args::Request;
use super::super::ending::INTERRUPT;
use super::super::kept::{self, Folder, Results};
use super::super::progress::Lines;
use super::super::say;
use crate::input::Case;
use crate::plan::Plan;
use crate::report::kept::{Explained, Kept, Source};
use crate::report::{Shown, room};
use crate::scenario::Scenario;
use crate::serve::panel::Live;
use crate::solve::{Options, Outcome, Reached, Solved, Stopped};
use crate::study::frontier::Frontier;
use crate::study::{Answer, Told, answers};
use crate::words::Lang;
use crate::words::serve as words;

/// A case, answered, and its page.
pub struct World {
    /// The case.
    pub case: Case,
    /// The answer of every scenario, in their order.
    pub answers: Vec<Answer>,
    basis: Basis,
    /// The page and its policy.
    pub page: (bytes::Bytes, String),
}

/// Where answers come from, and what else is known of them.
#[derive(Default)]
struct Basis {
    /// The certificate of every scenario.
    certificates: Vec<Source>,
    /// What `explain` found of every scenario.
    explained: Vec<Option<Explained>>,
    frontier: Option<(Frontier, Source)>,
}

impl World {
    /// The case with kept or fresh answers; `None` where kept results are wrong, which has been said.
    pub fn begin(request: &Request, case: Case, token: &str, lang: Lang) -> Option<Self> {
        let home = kept::home(request, &case);
        let kept = Folder::open(&home.join("plan")).is_some_and(|folder| folder.is_of(&case));
        say::aside(words::beginning(kept, lang));
        if kept {
            let found = Results::read(&case, &home, lang).ok()?;
            let shown = found.shown(&case, lang);
            if shown.len() == case.scenarios.len() {
                let answers = shown.iter().map(|one| one.answer.clone()).collect();
                let kept = found.kept(&case, &shown, lang);
                let basis = Basis {
                    certificates: kept.certificates.to_vec(),
                    explained: kept.explained.to_vec(),
                    frontier: kept.frontier.map(|(found, source)| (found.clone(), source.clone())),
                };
                return Some(Self::answered(case, answers, basis, token, lang, request));
            }
        }
        let scenarios: Vec<&Scenario> = case.scenarios.iter().collect();
        let lines = Lines::new(&scenarios, lang);
        let options = Options { interrupt: Some(&INTERRUPT), ..Options::default() };
        let found = answers(&case.portfolio, &scenarios, &options, &|at, news| lines.tell(&case, at, news));
        lines.finish();
        let basis = Basis {
            certificates: vec![Source::default(); found.len()],
            explained: vec![None; found.len()],
            frontier: None,
        };
        Some(Self::answered(case, found, basis, token, lang, request))
    }

    fn answered(
        case: Case,
        answers: Vec<Answer>,
        basis: Basis,
        token: &str,
        lang: Lang,
        request: &Request,
    ) -> Self {
        let writable = request.path("case").join("case.toml").is_file();
        Self { case, answers, basis, page: Default::default() }.with_page(token, writable, lang)
    }

    fn with_page(mut self, token: &str, writable: bool, lang: Lang) -> Self {
        let shown: Vec<Shown> = self
            .case
            .scenarios
            .iter()
            .zip(&self.answers)
            .map(|(scenario, answer)| Shown { case: &self.case, scenario, answer, lang })
            .collect();
        let frontier = self.basis.frontier.as_ref().map(|(found, source)| (found, source));
        let (certificates, explained) = (&self.basis.certificates, &self.basis.explained);
        let kept = Kept { case: &self.case, shown: &shown, certificates, explained, frontier, lang };
        let live =
            serde_json::to_value(Live::of(&self.case, &self.answers, token, writable)).unwrap_or_default();
        let (page, policy) = room::served(&kept, &live);
        self.page = (page.into(), policy);
        self
    }

    /// A scenario and its answer.
    pub fn of_scenario(&self, id: &str) -> Option<(&Scenario, &Answer)> {
        let at = self.case.scenarios.iter().position(|scenario| scenario.id == id)?;
        Some((&self.case.scenarios[at], &self.answers[at]))
    }

    /// The scenario a question is about, which has been looked up before; the first where it is not there.
    pub fn of(&self, id: &str) -> (&Scenario, &Answer) {
        self.of_scenario(id).unwrap_or((&self.case.scenarios[0], &self.answers[0]))
    }

    /// The same case with one scenario more, which is answered by `fresh`; what is known of the others stays.
    pub fn grown(&self, case: Case, fresh: &Answer, token: &str, lang: Lang) -> Self {
        let mut basis = Basis { frontier: self.basis.frontier.clone(), ..Basis::default() };
        let mut answers = Vec::new();
        for scenario in &case.scenarios {
            let at = self.case.scenarios.iter().position(|held| held == scenario);
            answers.push(at.map_or(fresh, |at| &self.answers[at]).clone());
            basis.certificates.push(at.map(|at| self.basis.certificates[at].clone()).unwrap_or_default());
            basis.explained.push(at.and_then(|at| self.basis.explained[at].clone()));
        }
        let world = Self { case, answers, basis, page: Default::default() };
        world.with_page(token, true, lang)
    }
}

/// An answer of which only a plan and what it reaches is known.
pub fn answered(best: Option<(Plan, Reached)>) -> Answer {
    let outcome = best.map_or(Outcome::Unknown(Stopped::TimeLimit), |(plan, reached)| {
        let stopped = if reached.proven { Stopped::Gap } else { Stopped::TimeLimit };
        Outcome::Best(Solved { plan, reached: vec![reached] }, stopped)
    });
    unsolved(outcome)
}

/// An answer that is nothing but how it ended.
pub fn unsolved(outcome: Outcome) -> Answer {
    Answer {
        solver: Options::default().backend.name().to_owned(),
        outcome,
        relaxation: None,
        conflict: None,
        missing: None,
        trace: Vec::new(),
        told: Told::default(),
    }
}
