//! Puts a program together: variables first, then structure, rules and goals.

use super::goals;
use super::lifted;
use super::line::Line;
use super::program::{Key, Objective, Origin, Program, Row, Sense, Var, VarIx};
use super::rules;
use super::spending::{Spending, Yearly};
use super::starts::Starts;
use super::tighten;
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Rule, Scenario, Scope};
use crate::units::{FundIx, InitiativeIx, Money, Year};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Which variables stand for starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// `y[i,t]`, started by the end of the year: what every solve uses.
    #[default]
    StartedBy,
    /// `x[i,s]`, starts in the year: the textbook form, kept to be measured against.
    StartsIn,
}

/// Whether money limits may be exceeded at a price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slackening {
    /// Every limit holds.
    #[default]
    None,
    /// Every ceiling and fund of a year may be raised by `extra[t]`, and the only objective is the least extra
    /// money over all years.
    ExtraMoney,
}

/// A program with what is needed to read answers back in the words of the domain.
#[derive(Clone, Debug)]
pub struct Formulation {
    /// The program.
    pub program: Program,
    /// Its start variables.
    pub starts: Starts,
}

impl Formulation {
    /// A row that leaves out exactly the given starts: at least one initiative starts otherwise.
    ///
    /// `sum over ones of (1 - v) + sum over zeros of v >= 1`.
    #[must_use]
    pub fn all_but(&self, starts: &[Option<Year>]) -> Row {
        let mut line = Line::default();
        for (ix, start) in starts.iter().enumerate() {
            for (var, set) in self.starts.write(InitiativeIx(ix), *start) {
                if set {
                    line.add_constant(1);
                }
                line.add(var, if set { -1 } else { 1 });
            }
        }
        line.row(Origin::Excluded, Sense::AtLeast, 1)
    }

    /// A row that holds an objective at `reached` or better.
    #[must_use]
    pub fn holding(objective: &Objective, reached: i128) -> Row {
        let sense = if objective.maximise { Sense::AtLeast } else { Sense::AtMost };
        Row {
            origin: Origin::Held(objective.goal),
            terms: objective.terms.clone(),
            sense,
            rhs: reached - objective.constant,
        }
    }

    /// The rank of an initiative's start as a line: 0 for the first plan year, the number of plan years for none.
    fn rank(&self, portfolio: &Portfolio, initiative: InitiativeIx) -> Line {
        let mut line = Line::default();
        for year in portfolio.calendar.plan_years() {
            line.add_constant(1);
            self.starts.started_by(&mut line, initiative, year, -1);
        }
        line
    }

    /// The objective of the goal "first in order" for a few initiatives: the number whose digits, in base years + 1,
    /// are their ranks, the first initiative's digit the highest. To be made small.
    #[must_use]
    pub fn in_order(&self, portfolio: &Portfolio, block: &[InitiativeIx]) -> Objective {
        let base = i128::from(portfolio.calendar.years) + 1;
        let mut number = Line::default();
        for &initiative in block {
            let mut shifted = Line::default();
            shifted.add_line(&number, base);
            shifted.add_line(&self.rank(portfolio, initiative), 1);
            number = shifted;
        }
        number.objective(Goal::FirstInOrder, false)
    }
}

/// What rules and goals build with.
pub struct Build<'a> {
    /// The initiatives.
    pub portfolio: &'a Portfolio,
    /// The rules and goals.
    pub scenario: &'a Scenario,
    /// The start variables.
    pub starts: Starts,
    /// All variables.
    pub vars: RefCell<Vec<Var>>,
    /// All rows so far.
    pub rows: RefCell<Vec<Row>>,
    spending: RefCell<Spending>,
    aux: RefCell<BTreeMap<Key, VarIx>>,
    slackening: Slackening,
}

impl Build<'_> {
    /// The variable of a key, made with these bounds where it does not exist.
    pub fn var(&self, key: Key, lower: i128, upper: i128, whole: bool) -> VarIx {
        *self.aux.borrow_mut().entry(key).or_insert_with(|| {
            let mut vars = self.vars.borrow_mut();
            vars.push(Var { key, lower, upper, whole });
            VarIx::try_from(vars.len() - 1).unwrap_or(VarIx::MAX)
        })
    }

    /// Adds a row; one without variables that holds anyway is left out.
    pub fn row(&self, row: Row) {
        if row.settled() != Some(true) {
            self.rows.borrow_mut().push(row);
        }
    }

    /// Adds the row `line (sense) rhs` of the rule at this position.
    pub fn rule_row(&self, rule: usize, line: Line, sense: Sense, rhs: i128) {
        self.row(line.row(Origin::Rule(rule), sense, rhs));
    }

    /// What a scope spends, by year.
    pub fn spending(&self, scope: &Scope) -> Rc<Yearly> {
        // The memo is taken out while it works, so that computing one scope can never find it borrowed.
        let mut memo = self.spending.take();
        let found = memo.of(self, scope);
        self.spending.replace(memo);
        found
    }

    /// The latest start with which the initiative is in service in `year`.
    pub fn serving(&self, initiative: InitiativeIx, year: Year) -> Year {
        let duration = self.portfolio.initiative(initiative).duration;
        let delay = self.portfolio.calendar.service_from(Year(0), duration).0;
        year.plus(-delay)
    }

    /// Adds `coefficient * g[i,t]`.
    pub fn in_service(&self, line: &mut Line, initiative: InitiativeIx, year: Year, coefficient: i128) {
        self.starts.started_by(line, initiative, self.serving(initiative, year), coefficient);
    }

    /// Adds `coefficient * z[q,t]`, in years from which nothing changes any more the last one's variable.
    pub fn together(&self, line: &mut Line, rule: usize, year: Year, coefficient: i128) {
        let Rule::Synergy { members, .. } = &self.scenario.rules[rule] else { return };
        let Some(settled) = rules::synergy::settled(self, members) else { return };
        if year >= self.portfolio.calendar.first && coefficient != 0 {
            let key = Key::Together(rule, year.min(settled).max(self.portfolio.calendar.first));
            line.add(self.var(key, 0, 1, false), coefficient);
        }
    }

    /// Adds `-extra[t]` to a line that is limited from above, where limits may be raised.
    pub fn relieve(&self, line: &mut Line, year: Year) {
        if self.relieves() {
            line.add(self.extra(year), -1);
        }
    }

    /// Whether limits may be raised.
    pub fn relieves(&self) -> bool {
        self.slackening == Slackening::ExtraMoney
    }

    /// The variable of money missing in a year.
    pub fn extra(&self, year: Year) -> VarIx {
        let known = self.aux.borrow().get(&Key::Extra(year)).copied();
        known.unwrap_or_else(|| self.var(Key::Extra(year), 0, self.most_missing(year), false))
    }

    /// More than can be missing in a year: all that could be spent in it, and in the next one, which its money may be
    /// carried to, and all that limits lie below zero. (A column that may be far larger than what it is ever needed for
    /// costs solvers their accuracy.)
    fn most_missing(&self, year: Year) -> i128 {
        let size = |amount: Money| i128::from(amount.0.unsigned_abs());
        let lines = self.portfolio.initiatives.iter().flat_map(|item| &item.costs);
        let years = [year, year.plus(1)];
        let costs = lines.flat_map(|line| years.map(|year| size(self.portfolio.price(line, year))));
        let base = self.scenario.base.iter().flat_map(|base| &base.amounts).map(|(_, amount)| size(*amount));
        let below = self.scenario.rules.iter().map(|rule| match rule {
            Rule::Ceiling { limit, .. }
            | Rule::HorizonCeiling { limit, .. }
            | Rule::Commitments { limit, .. }
            | Rule::FundLimit { limit, .. }
            | Rule::FundHorizonLimit { limit, .. } => size(*limit.min(&Money::ZERO)),
            _ => 0,
        });
        costs.chain(base).chain(below).sum::<i128>().min(i128::from(i64::MAX / 8))
    }

    /// The sets of funds that may pay some cost, each once, in order.
    pub fn fund_sets(&self) -> Vec<Vec<FundIx>> {
        let money = |class: crate::units::ClassIx| self.portfolio.class(class).money;
        let lines = self.portfolio.initiatives.iter().flat_map(|item| &item.costs);
        let mut sets: Vec<Vec<FundIx>> =
            lines.filter(|l| money(l.class)).map(|line| line.funds.clone()).collect();
        sets.extend(self.scenario.base.iter().filter(|b| money(b.class)).map(|base| base.funds.clone()));
        sets.sort_unstable();
        sets.dedup();
        sets
    }
}

/// Writes the scenario as a program.
#[must_use]
pub fn formulate(portfolio: &Portfolio, scenario: &Scenario) -> Formulation {
    formulate_as(portfolio, scenario, Form::default(), Slackening::default())
}

/// Writes the scenario as a program in a chosen form, with or without the possibility to exceed money limits.
#[must_use]
pub fn formulate_as(
    portfolio: &Portfolio,
    scenario: &Scenario,
    form: Form,
    slackening: Slackening,
) -> Formulation {
    let mut vars = Vec::new();
    let starts = Starts::new(portfolio, scenario, form, &mut vars);
    let mut rows = Vec::new();
    starts.once(&mut rows);
    let build = Build {
        portfolio,
        scenario,
        starts,
        vars: RefCell::new(vars),
        rows: RefCell::new(rows),
        spending: RefCell::default(),
        aux: RefCell::default(),
        slackening,
    };
    for (at, rule) in scenario.rules.iter().enumerate() {
        rules::add(&build, at, rule);
    }
    rules::funds::pay(&build);
    let objectives = match slackening {
        Slackening::None => {
            scenario.goals.iter().filter_map(|goal| goals::objective(&build, *goal)).collect()
        }
        Slackening::ExtraMoney => vec![goals::least_extra(&build)],
    };
    let earliest = if form == Form::StartedBy && slackening == Slackening::None {
        lifted::earliest(&build)
    } else {
        Vec::new()
    };
    let (vars, mut rows) = (build.vars.into_inner(), build.rows.into_inner());
    rows.extend(earliest);
    if form == Form::StartedBy {
        rows.extend(tighten::implied(&build.starts, &vars, &rows));
    }
    let program = Program { vars, rows, objectives };
    Formulation { program, starts: build.starts }
}
