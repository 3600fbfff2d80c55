//! The start variables: which years each initiative may start in, and how a start enters a row.
//!
//! Every rule speaks of starts through two verbs: [`Starts::started_by`], `coefficient * y[i,t]`, and
//! [`Starts::by_start`], `sum over s of coefficient(s) * x[i,s]`, which in started-by variables is
//! `sum over t of y[i,t] * (coefficient(t) - coefficient(t+1))`. Neither the rules nor the goals know which
//! variables stand behind them.

use super::build::Form;
use super::line::Line;
use super::program::{Key, Origin, Row, Sense, Var, VarIx};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::units::{InitiativeIx, Year};

/// Which starts an initiative may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Nothing to decide: it starts then, or not at all.
    Fixed(Option<Year>),
    /// Any year from the first to the last, or not at all.
    Free(Year, Year),
}

/// The start variables of a program.
#[derive(Clone, Debug)]
pub struct Starts {
    form: Form,
    last: Year,
    domains: Vec<Domain>,
    bases: Vec<VarIx>,
}

impl Starts {
    /// Takes windows, commitments and what is forced out from the scenario's rules; adds one variable for each
    /// initiative and year left.
    pub(super) fn new(portfolio: &Portfolio, scenario: &Scenario, form: Form, vars: &mut Vec<Var>) -> Self {
        let (first, last) = (portfolio.calendar.first, portfolio.calendar.last());
        let finishing =
            |ix: usize| portfolio.calendar.latest_start(portfolio.initiatives[ix].duration).min(last);
        let mut domains: Vec<Domain> =
            (0..portfolio.initiatives.len()).map(|ix| free(first, finishing(ix))).collect();
        let mut committed = vec![false; domains.len()];
        for rule in &scenario.rules {
            match *rule {
                Rule::Window { initiative: InitiativeIx(ix), earliest, latest } => {
                    if let Domain::Free(from, to) = domains[ix] {
                        domains[ix] = free(from.max(earliest), to.min(latest));
                    }
                }
                Rule::Committed { initiative: InitiativeIx(ix), start } if !committed[ix] => {
                    (domains[ix], committed[ix]) = (Domain::Fixed(Some(start)), true);
                }
                Rule::ForcedOut { initiative: InitiativeIx(ix), .. } if !committed[ix] => {
                    domains[ix] = Domain::Fixed(None);
                }
                _ => {}
            }
        }
        let mut bases = Vec::with_capacity(domains.len());
        for (ix, domain) in domains.iter().enumerate() {
            bases.push(VarIx::try_from(vars.len()).unwrap_or(VarIx::MAX));
            if let Domain::Free(from, to) = *domain {
                let key = |year| match form {
                    Form::StartedBy => Key::StartedBy(InitiativeIx(ix), Year(year)),
                    Form::StartsIn => Key::StartsIn(InitiativeIx(ix), Year(year)),
                };
                vars.extend((from.0..=to.0).map(|year| Var {
                    key: key(year),
                    lower: 0,
                    upper: 1,
                    whole: true,
                }));
            }
        }
        Self { form, last, domains, bases }
    }

    /// The starts an initiative may have.
    #[must_use]
    pub fn domain(&self, initiative: InitiativeIx) -> Domain {
        self.domains[initiative.0]
    }

    /// Where the variables of an initiative are: the first one, its year, and how many years follow one another. `None`
    /// where nothing is to decide.
    #[must_use]
    pub fn span(&self, initiative: InitiativeIx) -> Option<(VarIx, Year, usize)> {
        match self.domains[initiative.0] {
            Domain::Fixed(_) => None,
            Domain::Free(from, to) => {
                Some((self.bases[initiative.0], from, to.since(from).unsigned_abs() as usize + 1))
            }
        }
    }

    /// What comes nearest to this start, or to none, among what the initiative may have.
    #[must_use]
    pub fn nearest(&self, initiative: InitiativeIx, start: Option<Year>) -> Option<Year> {
        match self.domains[initiative.0] {
            Domain::Fixed(start) => start,
            Domain::Free(from, to) => start.map(|start| start.clamp(from, to)),
        }
    }

    /// Number of initiatives.
    #[must_use]
    pub fn count(&self) -> usize {
        self.domains.len()
    }

    /// The years an initiative may start in, in order.
    pub fn years(&self, initiative: InitiativeIx) -> impl Iterator<Item = Year> + use<> {
        let (from, to) = match self.domains[initiative.0] {
            Domain::Fixed(Some(start)) => (start.0, start.0),
            Domain::Fixed(None) => (1, 0),
            Domain::Free(from, to) => (from.0, to.0),
        };
        (from..=to).map(Year)
    }

    /// Adds `coefficient * y[i,t]`, for any year.
    pub fn started_by(&self, line: &mut Line, initiative: InitiativeIx, year: Year, coefficient: i128) {
        match (self.domains[initiative.0], self.form) {
            (Domain::Fixed(start), _) => {
                if start.is_some_and(|start| start <= year) {
                    line.add_constant(coefficient);
                }
            }
            (Domain::Free(from, to), Form::StartedBy) => {
                if year >= from {
                    line.add(self.var(initiative, from, year.min(to)), coefficient);
                }
            }
            (Domain::Free(from, to), Form::StartsIn) => {
                for start in from.0..=year.min(to).0 {
                    line.add(self.var(initiative, from, Year(start)), coefficient);
                }
            }
        }
    }

    /// Adds `sum over s of coefficient(s) * x[i,s]`.
    pub fn by_start(&self, line: &mut Line, initiative: InitiativeIx, coefficient: impl Fn(Year) -> i128) {
        match self.domains[initiative.0] {
            Domain::Fixed(None) => {}
            Domain::Fixed(Some(start)) => line.add_constant(coefficient(start)),
            Domain::Free(from, to) => {
                let mut here = coefficient(from);
                for year in (from.0..=to.0).map(Year) {
                    let later = if year < to { coefficient(year.plus(1)) } else { 0 };
                    match self.form {
                        Form::StartedBy => line.add(self.var(initiative, from, year), here - later),
                        Form::StartsIn => line.add(self.var(initiative, from, year), here),
                    }
                    here = later;
                }
            }
        }
    }

    /// Adds `coefficient` when the initiative is started at all.
    pub fn started(&self, line: &mut Line, initiative: InitiativeIx, coefficient: i128) {
        self.started_by(line, initiative, self.last, coefficient);
    }

    /// Starts at most once: `y[i,t] <= y[i,t+1]`, or `sum over s of x[i,s] <= 1`.
    pub(super) fn once(&self, rows: &mut Vec<Row>) {
        for (ix, domain) in self.domains.iter().enumerate() {
            let Domain::Free(from, to) = *domain else { continue };
            let initiative = InitiativeIx(ix);
            match self.form {
                Form::StartedBy => rows.extend((from.0..to.0).map(|year| {
                    let mut line = Line::with_capacity(2);
                    line.add(self.var(initiative, from, Year(year)), 1);
                    line.add(self.var(initiative, from, Year(year + 1)), -1);
                    line.row(Origin::StartsOnce(initiative), Sense::AtMost, 0)
                })),
                Form::StartsIn => {
                    let mut line = Line::default();
                    self.started(&mut line, initiative, 1);
                    rows.push(line.row(Origin::StartsOnce(initiative), Sense::AtMost, 1));
                }
            }
        }
    }

    /// The start an assignment of the variables means; `set` says whether a variable is one.
    pub fn read(&self, initiative: InitiativeIx, set: impl Fn(VarIx) -> bool) -> Option<Year> {
        match self.domains[initiative.0] {
            Domain::Fixed(start) => start,
            Domain::Free(from, to) => {
                (from.0..=to.0).map(Year).find(|&year| set(self.var(initiative, from, year)))
            }
        }
    }

    /// The values of an initiative's variables under a start, as (variable, value).
    pub fn write(
        &self,
        initiative: InitiativeIx,
        start: Option<Year>,
    ) -> impl Iterator<Item = (VarIx, bool)> + use<'_> {
        let Domain::Free(from, to) = self.domains[initiative.0] else { return None.into_iter().flatten() };
        let value = move |year: Year| match self.form {
            Form::StartedBy => start.is_some_and(|start| start <= year),
            Form::StartsIn => start == Some(year),
        };
        let years = (from.0..=to.0).map(Year);
        Some(years.map(move |year| (self.var(initiative, from, year), value(year)))).into_iter().flatten()
    }

    /// Position of the variable of a year of the initiative's window, which begins in `from`.
    fn var(&self, initiative: InitiativeIx, from: Year, year: Year) -> VarIx {
        self.bases[initiative.0] + year.since(from).unsigned_abs()
    }
}

fn free(from: Year, to: Year) -> Domain {
    if from <= to { Domain::Free(from, to) } else { Domain::Fixed(None) }
}
