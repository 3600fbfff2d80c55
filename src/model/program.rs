//! The program as data: variables, rows and objectives in exact integers.

use crate::scenario::Goal;
use crate::units::{FundIx, IndicatorIx, InitiativeIx, SchemeIx, Year};

/// Position of a variable in [`Program::vars`].
pub type VarIx = u32;

/// What a variable stands for, in the words of the domain. See the module header for the symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// `y[i,t]`: started by the end of the year.
    StartedBy(InitiativeIx, Year),
    /// `x[i,s]`: starts in the year (only in the start-in-year form).
    StartsIn(InitiativeIx, Year),
    /// `z[q,t]`: every member of the synergy (its position in the scenario's rules) in service.
    Together(usize, Year),
    /// `l[k,t]`: level of an indicator, in hundredths.
    Level(SchemeIx, IndicatorIx, Year),
    /// `pay[f,e,t]`: what the fund pays in the year for the eligibility set with this number, from this year's limit.
    Paid(FundIx, usize, Year),
    /// The same from money carried over from the year before.
    PaidCarried(FundIx, usize, Year),
    /// `extra[t]`: money missing in the year.
    Extra(Year),
    /// `apart[n]`: a part of the distance from other plans, numbered by its place in the program.
    Apart(VarIx),
}

/// A variable with its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Var {
    /// What it stands for.
    pub key: Key,
    /// Least value.
    pub lower: i128,
    /// Greatest value.
    pub upper: i128,
    /// Whether it must be whole. The others are whole by themselves once these are fixed, or need not be.
    pub whole: bool,
}

/// How a row compares with its right-hand side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `=`
    Equal,
}

/// Why a row is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A rule, by its position in `Scenario::rules`.
    Rule(usize),
    /// Once started, started in every later year: an initiative starts at most once.
    StartsOnce(InitiativeIx),
    /// Every cost is paid by funds that may pay it.
    Payment(Year),
    /// The definition of a level or of members being together.
    Definition,
    /// It follows from other rows, and only tells the relaxation what they mean together with wholeness.
    Implied,
    /// An earlier goal is held.
    Held(Goal),
    /// A plan that was examined before is left out.
    Excluded,
    /// A decision made earlier in the search is held.
    Fixed(InitiativeIx),
}

/// `sum of coefficient * variable  (<=, >=, =)  rhs`, terms ascending by variable, no zero coefficient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Why it is there.
    pub origin: Origin,
    /// Its terms.
    pub terms: Vec<(VarIx, i128)>,
    /// How it compares.
    pub sense: Sense,
    /// With what.
    pub rhs: i128,
}

impl Row {
    /// Whether it holds for these values of all variables.
    #[must_use]
    pub fn holds(&self, values: &[i128]) -> bool {
        let sum: i128 = self.terms.iter().map(|&(var, c)| c * values[var as usize]).sum();
        match self.sense {
            Sense::AtMost => sum <= self.rhs,
            Sense::AtLeast => sum >= self.rhs,
            Sense::Equal => sum == self.rhs,
        }
    }

    /// Whether the row holds for any values of its variables, or for none, judged without them.
    #[must_use]
    pub fn settled(&self) -> Option<bool> {
        self.terms.is_empty().then_some(match self.sense {
            Sense::AtMost => 0 <= self.rhs,
            Sense::AtLeast => 0 >= self.rhs,
            Sense::Equal => 0 == self.rhs,
        })
    }

    /// The row divided by the greatest common divisor of its coefficients, and that divisor. A row over whole
    /// variables only has its right-hand side rounded to what can be reached, which only tightens it; a row that
    /// cannot be divided exactly stays as it is, its divisor 1.
    #[must_use]
    pub fn divided(&self, vars: &[Var]) -> (Self, i128) {
        let divisor = divisor(&self.terms);
        let all_whole = self.terms.iter().all(|&(var, _)| vars[var as usize].whole);
        let rhs = match self.sense {
            _ if self.rhs % divisor == 0 => self.rhs / divisor,
            Sense::AtMost if all_whole => self.rhs.div_euclid(divisor),
            Sense::AtLeast if all_whole => -(-self.rhs).div_euclid(divisor),
            // An equality that is not divisible has no solution; rounding must not give it one.
            _ => return (self.clone(), 1),
        };
        let terms = self.terms.iter().map(|&(var, coefficient)| (var, coefficient / divisor)).collect();
        (Self { terms, rhs, ..*self }, divisor)
    }
}

/// The greatest common divisor of the coefficients, at least 1.
#[must_use]
pub fn divisor(terms: &[(VarIx, i128)]) -> i128 {
    terms.iter().fold(0, |divisor, &(_, coefficient)| gcd(divisor, coefficient)).max(1)
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1)
}

/// What is optimised: `constant + sum of coefficient * variable`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// The goal it measures.
    pub goal: Goal,
    /// Whether more is better.
    pub maximise: bool,
    /// Its terms, ascending by variable.
    pub terms: Vec<(VarIx, i128)>,
    /// What is counted whatever is decided.
    pub constant: i128,
}

/// Variables, rows and objectives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// Variables, ascending by key.
    pub vars: Vec<Var>,
    /// Rows, in the order of structure first, then the scenario's rules.
    pub rows: Vec<Row>,
    /// Objectives in the order of the scenario's goals, without [`Goal::FirstInOrder`].
    pub objectives: Vec<Objective>,
}

impl Program {
    /// Number of nonzero coefficients in the rows.
    #[must_use]
    pub fn nonzeros(&self) -> usize {
        self.rows.iter().map(|row| row.terms.len()).sum()
    }
}
