//! From a scenario with its answer to the sentences of its memo.

use std::collections::BTreeSet;

use super::super::{Shown, carried};
use super::{Block, Memo, Section, Subject};
use crate::explain::base::Base;
use crate::explain::explained::{Explained, rankings};
use crate::explain::{Because, Blocked, Reason, Status};
use crate::input::decisions::FILE;
use crate::plan::{Ledger, Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario, Scope};
use crate::solve::{Options, Solved};
use crate::units::{InitiativeIx, SchemeIx, Year};
use crate::words::charts::illustrative;
use crate::words::explain::Speaker;
use crate::words::findings::severity;
use crate::words::memo::{self as words, Head, Part, Say};
use crate::words::{carried as found, decisions, numbers, reasons as told, rules, studies, summary};

/// Writes the memo of a scenario.
#[must_use]
pub fn compose(subject: &Subject) -> Memo {
    let Shown { case, scenario, answer, lang } = subject.shown;
    let portfolio = &case.portfolio;
    let mut writer = Writer { shown: subject.shown, sections: Vec::new(), rules: BTreeSet::new() };
    let mut subtitles = vec![writer.say(&Say::Of(scenario))];
    if portfolio.illustrative {
        subtitles.push(format!("{}.", illustrative(lang)));
    }
    let note = lang.label(&scenario.note);
    if !note.is_empty() {
        subtitles.push(note.to_owned());
    }
    match answer.outcome.solved() {
        Some(solved) => writer.of_plan(solved, subject.explained.as_ref().map(|one| &one.0)),
        None => writer.without_plan(),
    }
    writer.decisions();
    writer.findings();
    writer.trust();
    writer.rules();
    Memo { title: lang.label(&portfolio.name).to_owned(), subtitles, sections: writer.sections }
}

/// The table that initiatives come from.
const INITIATIVES: &str = "initiatives.csv";

struct Writer<'a> {
    shown: Shown<'a>,
    sections: Vec<Section>,
    /// Positions of rules that sentences rest on.
    rules: BTreeSet<usize>,
}

impl<'a> Writer<'a> {
    fn portfolio(&self) -> &'a Portfolio {
        &self.shown.case.portfolio
    }

    fn scenario(&self) -> &'a Scenario {
        self.shown.scenario
    }

    fn say(&self, say: &Say) -> String {
        words::sentence(self.portfolio(), say, self.shown.lang)
    }

    fn part(&mut self, part: Part, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.sections.push(Section { heading: words::heading(part, self.shown.lang), blocks });
        }
    }

    /// A row of the inputs.
    fn row(&self, initiative: InitiativeIx) -> String {
        let item = self.portfolio().initiative(initiative);
        if item.line == 0 {
            return item.id.clone();
        }
        format!("{} {}", item.id, self.shown.case.place(INITIATIVES, Some(item.line)))
    }

    /// The table of initiatives.
    fn table(&self) -> String {
        self.shown.case.place(INITIATIVES, None)
    }

    /// A rule, which is then listed at the end.
    fn rule(&mut self, at: usize) -> String {
        self.rules.insert(at);
        words::rule(at, self.shown.lang)
    }

    /// Every rule like this; the table of initiatives where there is none.
    fn rules_that(&mut self, wanted: impl Fn(&Rule) -> bool) -> Vec<String> {
        let rules = self.scenario().rules.iter().enumerate();
        let found: Vec<usize> = rules.filter(|(_, rule)| wanted(rule)).map(|(at, _)| at).collect();
        if found.is_empty() {
            return vec![self.table()];
        }
        found.into_iter().map(|at| self.rule(at)).collect()
    }

    fn of_plan(&mut self, solved: &Solved, explained: Option<&Explained>) {
        let (portfolio, plan) = (self.portfolio(), &solved.plan);
        self.result(plan);
        self.money(plan);
        let base = Base::of(portfolio, self.scenario(), solved, &Options::default());
        let reasons = self.shown.answer.reasons(portfolio, self.scenario());
        let years: BTreeSet<Year> = plan.started().map(|(_, start)| start).collect();
        for year in years {
            let wanted = |reason: &&Reason| plan.start(reason.initiative) == Some(year);
            let blocks =
                reasons.iter().filter(wanted).map(|one| self.initiative(one, base.as_ref(), explained));
            let blocks = blocks.collect();
            self.part(Part::Starts(year), blocks);
        }
        let out = reasons.iter().filter(|reason| plan.start(reason.initiative).is_none());
        let blocks = out.map(|one| self.initiative(one, base.as_ref(), explained)).collect();
        self.part(Part::Out, blocks);
        if let Some(base) = &base {
            self.prices(base, explained);
        }
    }

    fn result(&mut self, plan: &Plan) {
        let (portfolio, scenario, lang) = (self.portfolio(), self.scenario(), self.shown.lang);
        let calendar = &portfolio.calendar;
        let ledger = Ledger::of(portfolio, scenario, plan);
        let ceilings = scenario.total_ceilings();
        let most = calendar.plan_years().map(|year| ceilings.get(&year).copied()).sum();
        let spent = ledger.spent_in_horizon(&Scope::total());
        let proof = summary::proof(&self.shown.answer.outcome, lang);
        let mut blocks = vec![
            plain(
                &self.say(&Say::Funded(plan.started().count(), portfolio.initiatives.len())),
                vec![self.table()],
            ),
            plain(
                &format!(
                    "{} {}",
                    self.say(&Say::Worth(standing::value(portfolio, scenario, plan))),
                    self.say(&Say::Proof(&proof))
                ),
                vec!["certificate.json".to_owned()],
            ),
        ];
        let rests_on =
            self.rules_that(|rule| matches!(rule, Rule::Ceiling { scope, .. } if scope.is_total()));
        blocks.push(plain(&self.say(&Say::Spends(spent, most)), rests_on));
        let last = calendar.last();
        let today = Plan::empty(portfolio);
        for (at, scheme) in portfolio.schemes.iter().enumerate() {
            let index = |plan| standing::index(portfolio, plan, SchemeIx(at), last);
            let rests_on =
                self.rules_that(|rule| matches!(rule, Rule::Outcome { scheme, .. } if scheme.0 == at));
            let line = self.say(&Say::Index(&scheme.name, index(&today), last, index(plan)));
            blocks.push(plain(&line, rests_on));
        }
        if let Some(after) = calendar.accounted_years().find(|year| *year > last) {
            let rests_on = self.rules_that(|rule| matches!(rule, Rule::Commitments { .. }));
            let spent = ledger.spent(&Scope::total(), after);
            blocks.push(plain(&self.say(&Say::After(after, spent)), rests_on));
        }
        self.part(Part::Result, blocks);
    }

    fn money(&mut self, plan: &Plan) {
        let (portfolio, lang) = (self.portfolio(), self.shown.lang);
        let ledger = Ledger::of(portfolio, self.scenario(), plan);
        let ceilings = self.scenario().total_ceilings();
        let money = |amount| numbers::money(lang, &portfolio.currency, amount);
        let row = |year: Year| {
            let (spent, most) = (ledger.spent(&Scope::total(), year), ceilings.get(&year).copied());
            let left = most.map(|most| most - spent);
            vec![
                year.0.to_string(),
                money(spent),
                most.map(money).unwrap_or_default(),
                left.map(money).unwrap_or_default(),
            ]
        };
        let head =
            [Head::Year, Head::Spent, Head::Ceiling, Head::Left].map(|of| words::head(of, lang).to_owned());
        let rows = portfolio.calendar.plan_years().map(row).collect();
        let rests_on =
            self.rules_that(|rule| matches!(rule, Rule::Ceiling { scope, .. } if scope.is_total()));
        self.part(Part::Money, vec![Block::Table { head: head.to_vec(), rows, rests_on }]);
    }

    /// What there is to say of one initiative.
    fn initiative(&mut self, reason: &Reason, base: Option<&Base>, explained: Option<&Explained>) -> Block {
        let (portfolio, lang) = (self.portfolio(), self.shown.lang);
        let item = portfolio.initiative(reason.initiative);
        let agency = lang.label(&portfolio.agency(item.agency).name);
        let about = format!("{} {} ({agency})", item.id, lang.label(&item.name));
        let mut text = vec![told::sentence(portfolio, self.scenario(), reason, lang)];
        let story = explained
            .and_then(|explained| explained.stories.iter().find(|one| one.initiative == reason.initiative));
        if let Some((story, base)) = story.zip(base) {
            text.push(Speaker { base, lang }.in_short(story, None));
        }
        let mut rests_on = vec![self.row(reason.initiative)];
        let (rule, rows) = grounds(reason);
        rests_on.extend(rows.into_iter().map(|row| self.row(row)));
        rests_on.extend(rule.map(|at| self.rule(at)));
        Block::Sentences { about, text: text.join(" "), rests_on }
    }

    fn prices(&mut self, base: &Base, explained: Option<&Explained>) {
        let speaker = Speaker { base, lang: self.shown.lang };
        let document = || vec!["explain.json".to_owned()];
        if base.counts_points() {
            let ranking = rankings(base).into_iter().map(|ranked| {
                let mut rests_on = vec![self.table()];
                rests_on.extend(ranked.broken.iter().map(|&at| self.rule(at)));
                plain(&speaker.ranked(&ranked), rests_on)
            });
            let blocks = ranking.collect();
            self.part(Part::Ranking, blocks);
        }
        let Some(whole) = explained.and_then(|explained| explained.whole.as_ref()) else {
            let line = self.say(&Say::NoPrices(&self.scenario().id));
            return self.part(Part::Prices, vec![plain(&line, Vec::new())]);
        };
        let rules = whole.rules.iter().map(|(kind, effect)| speaker.rule_cost(*kind, effect));
        let money = whole.money.iter().map(|(year, found)| speaker.next_better(*year, found.as_ref()));
        let blocks =
            rules.chain(money).map(|line| plain(&format!("{}.", capital(&line)), document())).collect();
        self.part(Part::Prices, blocks);
    }

    fn without_plan(&mut self) {
        let answer = self.shown.answer;
        let (conflict, missing) = (answer.conflict.as_ref(), answer.missing.as_ref());
        let proof = summary::proof(&answer.outcome, self.shown.lang);
        let lines =
            summary::infeasible(self.portfolio(), self.scenario(), conflict, missing, self.shown.lang);
        let named: Vec<usize> = conflict.map(|conflict| conflict.rules.clone()).unwrap_or_default();
        let rests_on: Vec<String> = named.into_iter().map(|at| self.rule(at)).collect();
        let mut blocks = vec![plain(&self.say(&Say::Proof(&proof)), vec!["certificate.json".to_owned()])];
        blocks.extend(lines.iter().map(|line| plain(line.trim_start_matches([' ', '-']), rests_on.clone())));
        self.part(Part::NoPlan, blocks);
    }

    fn decisions(&mut self) {
        let (case, lang) = (self.shown.case, self.shown.lang);
        let concerns = |scenario: &str| scenario.is_empty() || scenario == self.scenario().id;
        let log = case.decisions.iter().filter(|entry| concerns(&entry.scenario));
        let mut blocks: Vec<Block> = log
            .map(|entry| plain(&decisions::line(entry, lang), vec![words::decision(entry.number, lang)]))
            .collect();
        if !case.decisions.is_empty() {
            blocks.push(plain(
                &format!("{}.", decisions::heading(&case.decisions, lang)),
                vec![case.place(FILE, None)],
            ));
        }
        self.part(Part::Decisions, blocks);
    }

    /// What was found in the inputs, each with its places, then the defaults in one sentence.
    fn findings(&mut self) {
        let Shown { case, lang, .. } = self.shown;
        let one = |told: carried::Told| Block::Sentences {
            about: format!("{} {}", severity(lang, told.severity), told.code),
            text: told.sentence,
            rests_on: told.places,
        };
        let mut blocks: Vec<Block> = carried::told(case, lang).into_iter().map(one).collect();
        let defaults = carried::defaults(case);
        if !defaults.is_empty() {
            blocks.push(plain(&found::defaults_listed(&defaults, lang), vec!["case.toml".to_owned()]));
        }
        self.part(Part::Findings, blocks);
    }

    fn trust(&mut self) {
        let (answer, lang, portfolio) = (self.shown.answer, self.shown.lang, self.portfolio());
        let document = || vec!["certificate.json".to_owned()];
        let mut blocks = Vec::new();
        if let Some(first) = answer.outcome.solved().and_then(|solved| solved.reached.first()) {
            let number = |value: i128| studies::exact(portfolio, first.goal, value, lang);
            blocks.push(plain(&self.say(&Say::Audited), document()));
            blocks.push(plain(&self.say(&Say::Claimed(&number(first.bound))), document()));
            if let Some(relaxation) = &answer.relaxation {
                blocks.push(plain(&self.say(&Say::Checked(&number(relaxation.bound))), document()));
            }
        }
        blocks.push(plain(&self.say(&Say::Verify), Vec::new()));
        self.part(Part::Trust, blocks);
    }

    fn rules(&mut self) {
        let (portfolio, scenario, lang) = (self.portfolio(), self.scenario(), self.shown.lang);
        let block = |&at: &usize| Block::Sentences {
            about: words::rule(at, lang),
            text: rules::sentence(portfolio, &scenario.rules[at], lang),
            rests_on: Vec::new(),
        };
        let blocks = self.rules.iter().map(block).collect();
        self.part(Part::Rules, blocks);
    }
}

fn plain(text: &str, rests_on: Vec<String>) -> Block {
    Block::Sentences { about: String::new(), text: text.to_owned(), rests_on }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// The rule and the other initiatives that a reason rests on.
fn grounds(reason: &Reason) -> (Option<usize>, Vec<InitiativeIx>) {
    let of_blocked = |blocked: &Blocked| match blocked {
        Blocked::Breaks { violation, .. } => (violation.rule, Vec::new()),
        Blocked::Waits { for_any, .. } => (None, for_any.clone()),
        Blocked::Alternative { chosen } => (None, vec![*chosen]),
        Blocked::Window(_) | Blocked::Never | Blocked::NotBetter | Blocked::Outranked => (None, Vec::new()),
    };
    match &reason.status {
        Status::Out(blocked) => of_blocked(blocked),
        Status::Funded { because, earlier, enables, .. } => {
            let (later, mut rows) = earlier.as_ref().map(of_blocked).unwrap_or_default();
            rows.extend(enables);
            let own = match because {
                Because::Rule(at) | Because::Chosen(at) => Some(*at),
                Because::Committed | Because::Worth(_) => None,
            };
            (own.or(later), rows)
        }
    }
}
