//! Where raters disagree: the lowest and highest of what they say, and what it would mean to follow either.
//!
//! A [`Spread`] is one number on which raters differ: the weight of a criterion, a comparison, a score. [`Change`] puts
//! one of them in the group's place and gives the weights and scores that follow; the other weights keep their
//! proportions, `w'_c = x`, `w'_k = w_k (1 - x) / (1 - w_c)`. Whether a plan changes is for others to ask.

use super::WeightSet;
use super::elicited::{self, Aggregate, Derive, Elicited, Method, Own, Source};
use crate::portfolio::Portfolio;
use crate::units::InitiativeIx;

/// Numbers closer than this are the same.
const SAME: f64 = 1e-9;

/// What a number speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The weight of a criterion, a position in `Portfolio::criteria`.
    Weight(usize),
    /// How many times as important one node of the tree is as a sibling.
    Judgement(usize, usize),
    /// The raw score of an initiative in a criterion.
    Score(InitiativeIx, usize),
}

/// A number on which raters differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// What it speaks of.
    pub subject: Subject,
    /// What the scenario uses; none where it follows from no such number.
    pub group: Option<f64>,
    /// The lowest, and who says so.
    pub low: (f64, Vec<usize>),
    /// The highest, and who says so.
    pub high: (f64, Vec<usize>),
}

/// A number of one end of a spread in the place of the group's.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What changes.
    pub subject: Subject,
    /// What the scenario uses.
    pub from: f64,
    /// What it would be.
    pub to: f64,
    /// Who says so.
    pub raters: Vec<usize>,
}

/// What everybody said, beside the weight set in use.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The candidates with the scores in use.
    pub portfolio: &'a Portfolio,
    /// What raters said.
    pub elicited: &'a Elicited,
    /// The weights in use.
    pub set: &'a WeightSet,
    /// What stands behind them.
    pub source: &'a Source,
}

impl Ground<'_> {
    /// How weights follow from comparisons here.
    #[must_use]
    pub fn derive(&self) -> Derive {
        match self.source.method {
            Method::Pairwise { derive, .. } => derive,
            Method::Equal | Method::Direct | Method::Swing | Method::Raters { .. } => Derive::default(),
        }
    }

    /// Own weights of every rater, in their order.
    #[must_use]
    pub fn own(&self) -> Vec<Option<Own>> {
        (0..self.elicited.raters.len()).map(|rater| self.elicited.own(rater, self.derive())).collect()
    }

    /// Every number on which raters differ: weights, comparisons, scores, each in its stated order.
    #[must_use]
    pub fn spreads(&self) -> Vec<Spread> {
        let own = self.own();
        let weights = (0..self.portfolio.criteria.len()).filter_map(|at| {
            let said = own.iter().enumerate();
            let said = said.filter_map(|(rater, own)| Some((rater, *own.as_ref()?.weights.get(at)?)));
            spread(Subject::Weight(at), self.set.weights.get(at).copied(), said)
        });
        weights.chain(self.judgements()).chain(self.scores()).collect()
    }

    /// Every end of a spread that is not what the scenario uses already.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let ends = |spread: Spread| {
            let Spread { subject, group, low, high } = spread;
            [low, high].into_iter().filter_map(move |(to, raters)| {
                let from = group.filter(|from| (from - to).abs() > SAME)?;
                Some(Change { subject, from, to, raters })
            })
        };
        self.spreads().into_iter().flat_map(ends).collect()
    }

    /// The weights after a change; none where it leaves them alone.
    #[must_use]
    pub fn weights(&self, change: &Change) -> Option<WeightSet> {
        let weights = match change.subject {
            Subject::Weight(at) => with_weight(&self.set.weights, at, change.to),
            Subject::Judgement(first, second) => {
                let mut families = self.source.families.clone();
                let family = families.iter_mut().find(|family| family.members.contains(&first))?;
                let position = |node: usize| family.members.iter().position(|member| *member == node);
                let (a, b) = (position(first)?, position(second)?);
                let mut comparisons = family.comparisons.clone();
                comparisons.set(a, b, change.to);
                *family = elicited::family(family.members.clone(), comparisons).ok()?;
                let tree = &self.elicited.tree;
                tree.products(&elicited::local(tree, &families, self.derive()))
            }
            Subject::Score(..) => return None,
        };
        Some(WeightSet { weights, ..self.set.clone() })
    }

    /// The portfolio after a change; none where it leaves the scores alone.
    #[must_use]
    pub fn portfolio(&self, change: &Change) -> Option<Portfolio> {
        let Subject::Score(initiative, criterion) = change.subject else { return None };
        let mut portfolio = self.portfolio.clone();
        *portfolio.initiatives.get_mut(initiative.0)?.scores.get_mut(criterion)? = change.to;
        Some(portfolio)
    }

    /// The portfolio with a rater's own scores where it gave some; how many those are.
    #[must_use]
    pub fn scored_by(&self, rater: usize) -> (Portfolio, usize) {
        let mut portfolio = self.portfolio.clone();
        let mut count = 0;
        for rating in self.elicited.ratings.iter().filter(|rating| rating.rater == rater) {
            let item = portfolio.initiatives.get_mut(rating.initiative.0);
            if let Some(held) = item.and_then(|item| item.scores.get_mut(rating.criterion)) {
                *held = rating.score;
                count += 1;
            }
        }
        (portfolio, count)
    }

    /// Pairs that several raters compared. The group's ratio matters only where its weights follow from it.
    fn judgements(&self) -> Vec<Spread> {
        let in_use = |family: usize, a: usize, b: usize| match &self.source.method {
            Method::Pairwise { aggregate: Aggregate::Judgements, .. } => {
                self.source.families.get(family).and_then(|family| family.comparisons.get(a, b))
            }
            _ => None,
        };
        let counts = |rater: usize| match &self.source.method {
            Method::Pairwise { raters, .. } => raters.contains(&rater),
            _ => true,
        };
        let mut found = Vec::new();
        for (family, members) in self.elicited.tree.families().iter().enumerate() {
            for (a, &first) in members.iter().enumerate() {
                for (b, &second) in members.iter().enumerate().skip(a + 1) {
                    let said = self.elicited.judgements.iter().filter(|said| counts(said.rater));
                    let said =
                        said.filter_map(|said| Some((said.rater, elicited::ratio(said, first, second)?)));
                    found.extend(spread(Subject::Judgement(first, second), in_use(family, a, b), said));
                }
            }
        }
        found
    }

    fn scores(&self) -> Vec<Spread> {
        let ratings = &self.elicited.ratings;
        let cells = ratings.chunk_by(|a, b| (a.initiative, a.criterion) == (b.initiative, b.criterion));
        let spreads = cells.filter_map(|cell| {
            let first = cell.first()?;
            let item = self.portfolio.initiatives.get(first.initiative.0)?;
            let group = item.scores.get(first.criterion).copied();
            let said = cell.iter().map(|rating| (rating.rater, rating.score));
            spread(Subject::Score(first.initiative, first.criterion), group, said)
        });
        spreads.collect()
    }
}

/// The ends of what several say; none where they agree or only one speaks.
fn spread(subject: Subject, group: Option<f64>, said: impl Iterator<Item = (usize, f64)>) -> Option<Spread> {
    let said: Vec<(usize, f64)> = said.collect();
    let low = said.iter().map(|(_, number)| *number).fold(f64::INFINITY, f64::min);
    let high = said.iter().map(|(_, number)| *number).fold(f64::NEG_INFINITY, f64::max);
    let who =
        |end: f64| said.iter().filter(|(_, n)| (n - end).abs() <= SAME).map(|(rater, _)| *rater).collect();
    (said.len() > 1 && high - low > SAME).then(|| Spread {
        subject,
        group,
        low: (low, who(low)),
        high: (high, who(high)),
    })
}

/// The weights with one of them changed and the others in their old proportions.
fn with_weight(weights: &[f64], at: usize, to: f64) -> Vec<f64> {
    let others: f64 = weights.iter().enumerate().filter(|(on, _)| *on != at).map(|(_, weight)| weight).sum();
    let number = |(on, weight): (usize, &f64)| match on {
        _ if on == at => to,
        _ if others > 0.0 => weight * (1.0 - to) / others,
        _ => (1.0 - to) / crate::units::real(i64::try_from(weights.len().max(2) - 1).unwrap_or(1)),
    };
    weights.iter().enumerate().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_weights_keep_their_proportions() {
        let found = with_weight(&[0.5, 0.3, 0.2], 0, 0.2);
        assert!(found.iter().zip([0.2, 0.48, 0.32]).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        let found = with_weight(&[1.0, 0.0, 0.0], 0, 0.5);
        assert!(found.iter().zip([0.5, 0.25, 0.25]).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn a_spread_names_who_stands_at_its_ends() {
        let subject = Subject::Weight(0);
        let found =
            spread(subject, Some(0.3), [(0, 0.2), (1, 0.4), (2, 0.4)].into_iter()).expect("they differ");
        assert_eq!((found.low, found.high), ((0.2, vec![0]), (0.4, vec![1, 2])));
        assert_eq!(spread(subject, None, [(0, 0.2), (1, 0.2)].into_iter()), None);
        assert_eq!(spread(subject, None, [(0, 0.2)].into_iter()), None);
    }
}
