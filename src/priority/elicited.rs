//! Where weights come from: raters, what they said, and how it was brought together.
//!
//! [`Elicited`] keeps a case's raters with their judgements, weights and scores beside the weight sets made of them, so
//! that a study can ask what each rater alone would want. Judgements of several raters are brought together pair by pair
//! (`a_ij = product of a_ij,r ^ (v_r / sum v)`, J. Aczel, T. L. Saaty, J. Math. Psych. 27, 1983) or as weights, family by
//! family, by weighted arithmetic or geometric mean (E. Forman, K. Peniwati, EJOR 108, 1998).

use super::evidence::{EvidenceRanges, Grade};
use super::pairwise::{Comparisons, Revisit, normalised};
use super::tree::Tree;
use crate::portfolio::Label;
use crate::units::InitiativeIx;

/// Somebody who scores, weighs or compares.
#[derive(Clone, Debug, PartialEq)]
pub struct Rater {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Label,
    /// How much the rater counts beside others, 0 or more.
    pub weight: f64,
}

/// One comparison by one rater.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// Position of the rater.
    pub rater: usize,
    /// Node compared.
    pub first: usize,
    /// Node compared with, a sibling of the first.
    pub second: usize,
    /// How many times as important the first is, above 0.
    pub ratio: f64,
    /// Line in `judgements.csv`.
    pub line: usize,
}

/// One score by one rater.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// Position of the rater.
    pub rater: usize,
    /// What is scored.
    pub initiative: InitiativeIx,
    /// In which criterion, a position in `Portfolio::criteria`.
    pub criterion: usize,
    /// The raw score.
    pub score: f64,
    /// How well it is known.
    pub grade: Option<Grade>,
}

/// How weights follow from comparisons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Derive {
    /// The principal eigenvector.
    #[default]
    Eigenvector,
    /// The geometric mean, logarithmic least squares where pairs are missing.
    GeometricMean,
}

/// How numbers of several raters become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mean {
    /// The product of powers.
    #[default]
    Geometric,
    /// The weighted sum.
    Arithmetic,
}

/// What of several raters is brought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// Their comparisons, pair by pair (AIJ).
    Judgements,
    /// Their weights (AIP).
    Priorities(Mean),
}

/// How a weight set was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// Nobody said anything: every criterion weighs the same.
    Equal,
    /// Weights as written.
    Direct,
    /// Swing points, or an order of priority.
    Swing,
    /// Comparisons of these raters.
    Pairwise {
        /// How weights follow.
        derive: Derive,
        /// What is brought together.
        aggregate: Aggregate,
        /// Whose, by position.
        raters: Vec<usize>,
    },
    /// The mean of these raters' own weights.
    Raters {
        /// Which mean.
        mean: Mean,
        /// Whose, by position.
        raters: Vec<usize>,
    },
}

/// What stands behind a weight set, in the order of the case's weight sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// How it was made.
    pub method: Method,
    /// The rater whose own weights these are.
    pub rater: Option<usize>,
    /// What every node weighs among its siblings.
    pub local: Vec<f64>,
    /// The comparisons behind it, family by family.
    pub families: Vec<Family>,
}

/// Siblings, compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// The nodes.
    pub members: Vec<usize>,
    /// The comparisons, by position among the members.
    pub comparisons: Comparisons,
    /// Weights by eigenvector.
    pub eigenvector: Vec<f64>,
    /// Weights by geometric mean.
    pub geometric: Vec<f64>,
    /// The consistency ratio; none where comparisons cannot contradict each other.
    pub consistency: Option<f64>,
    /// The comparison furthest from the eigenvector.
    pub revisit: Option<Revisit>,
}

/// Nodes of a family that no comparisons connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The parts, each connected in itself.
    pub parts: Vec<Vec<usize>>,
}

/// One rater's own weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// Among siblings.
    pub local: Vec<f64>,
    /// By criterion, in the order of `Portfolio::criteria`.
    pub weights: Vec<f64>,
    /// The comparisons behind them; empty where weights were given otherwise.
    pub families: Vec<Family>,
}

/// Everything that was asked of raters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Elicited {
    /// Criteria and their groups.
    pub tree: Tree,
    /// The raters, as declared; where none is, those of the tables by id.
    pub raters: Vec<Rater>,
    /// Their comparisons, in the order of the table.
    pub judgements: Vec<Judgement>,
    /// Their scores, by initiative, criterion and rater.
    pub ratings: Vec<Rating>,
    /// What stands behind each weight set.
    pub sources: Vec<Source>,
    /// What grades of evidence leave open.
    pub evidence: EvidenceRanges,
    /// How well each initiative's costs are known, in the order of `Portfolio::initiatives`.
    pub cost_grades: Vec<Option<Grade>>,
}

impl Elicited {
    /// A rater's own weights: of the first set that is its own, else from its comparisons; none where there are neither or
    /// they do not connect everything.
    #[must_use]
    pub fn own(&self, rater: usize, derive: Derive) -> Option<Own> {
        let set = self.sources.iter().find(|source| source.rater == Some(rater));
        let (local, families) = match set {
            Some(source) => (source.local.clone(), source.families.clone()),
            None if self.judgements.iter().any(|judgement| judgement.rater == rater) => {
                let families = families(&self.tree, &self.judgements, &self.raters, &[rater]).ok()?;
                (local(&self.tree, &families, derive), families)
            }
            None => return None,
        };
        Some(Own { weights: self.tree.products(&local), local, families })
    }
}

/// The comparisons of these raters brought together, and what follows.
///
/// # Errors
/// Every family that no comparisons connect.
pub fn families(
    tree: &Tree,
    judgements: &[Judgement],
    raters: &[Rater],
    who: &[usize],
) -> Result<Vec<Family>, Vec<Apart>> {
    let together = tree.families().into_iter().map(|members| {
        let comparisons = together(&members, judgements, raters, who);
        family(members, comparisons)
    });
    let (mut found, mut apart) = (Vec::new(), Vec::new());
    for one in together {
        match one {
            Ok(family) => found.push(family),
            Err(parts) => apart.push(parts),
        }
    }
    if apart.is_empty() { Ok(found) } else { Err(apart) }
}

/// What follows from a family's comparisons.
///
/// # Errors
/// The parts that nothing connects.
pub fn family(members: Vec<usize>, comparisons: Comparisons) -> Result<Family, Apart> {
    let (Some(eigen), Some(geometric)) = (comparisons.eigenvector(), comparisons.geometric_mean()) else {
        let parts = comparisons.parts().into_iter();
        let nodes = |part: Vec<usize>| part.into_iter().map(|at| members[at]).collect();
        return Err(Apart { parts: parts.map(nodes).collect() });
    };
    Ok(Family {
        consistency: comparisons.consistency_ratio(eigen.lambda),
        revisit: comparisons.furthest(&eigen.weights),
        eigenvector: eigen.weights,
        geometric,
        members,
        comparisons,
    })
}

/// Pair by pair the weighted geometric mean of those who compared it, in the order of the raters given.
fn together(members: &[usize], judgements: &[Judgement], raters: &[Rater], who: &[usize]) -> Comparisons {
    let mut found = Comparisons::new(members.len());
    for (a, &first) in members.iter().enumerate() {
        for (b, &second) in members.iter().enumerate().skip(a + 1) {
            let (mut logs, mut total) = (0.0, 0.0);
            for &rater in who {
                // Of judgements repeated without contradiction the first counts.
                let said = judgements.iter().filter(|judgement| judgement.rater == rater);
                let log = said.into_iter().find_map(|judgement| ratio(judgement, first, second)).map(f64::ln);
                let weight =
                    if let [_] = who { 1.0 } else { raters.get(rater).map_or(0.0, |held| held.weight) };
                if let Some(log) = log {
                    logs += weight * log;
                    total += weight;
                }
            }
            if total > 0.0 {
                found.set(a, b, (logs / total).exp());
            }
        }
    }
    found
}

/// How many times as important a judgement makes the first node as the second, where it speaks of them.
#[must_use]
pub fn ratio(judgement: &Judgement, first: usize, second: usize) -> Option<f64> {
    match (judgement.first, judgement.second) {
        (a, b) if (a, b) == (first, second) => Some(judgement.ratio),
        (a, b) if (a, b) == (second, first) => Some(1.0 / judgement.ratio),
        _ => None,
    }
}

/// What every node weighs among its siblings.
#[must_use]
pub fn local(tree: &Tree, families: &[Family], derive: Derive) -> Vec<f64> {
    let mut local = vec![0.0; tree.nodes.len()];
    for family in families {
        let weights = match derive {
            Derive::Eigenvector => &family.eigenvector,
            Derive::GeometricMean => &family.geometric,
        };
        for (&node, &weight) in family.members.iter().zip(weights) {
            local[node] = weight;
        }
    }
    local
}

/// The mean of several raters' weights among siblings, family by family, each with the weight of its rater.
#[must_use]
pub fn mean_of(tree: &Tree, of: &[(f64, Vec<f64>)], mean: Mean) -> Vec<f64> {
    let mut local = vec![0.0; tree.nodes.len()];
    let total: f64 = of.iter().map(|(weight, _)| weight).sum();
    if total <= 0.0 {
        return local;
    }
    for members in tree.families() {
        let one = |&node: &usize| match mean {
            Mean::Arithmetic => of.iter().map(|(weight, own)| weight * own[node]).sum::<f64>() / total,
            Mean::Geometric => {
                let logs: f64 = of
                    .iter()
                    .filter(|(weight, _)| *weight > 0.0)
                    .map(|(weight, own)| weight * own[node].ln())
                    .sum();
                (logs / total).exp()
            }
        };
        let weights = normalised(members.iter().map(one).collect());
        for (&node, weight) in members.iter().zip(weights) {
            local[node] = weight;
        }
    }
    local
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portfolio::Criterion;

    fn tree() -> Tree {
        let criterion = |id: &str| Criterion { id: id.to_owned(), name: Label::same(id), curve: Vec::new() };
        Tree::flat(&[criterion("a"), criterion("b")])
    }

    fn rater(weight: f64) -> Rater {
        Rater { id: String::new(), name: Label::default(), weight }
    }

    fn says(rater: usize, first: usize, second: usize, ratio: f64) -> Judgement {
        Judgement { rater, first, second, ratio, line: 2 }
    }

    #[test]
    fn judgements_come_together_by_weighted_geometric_mean() {
        // 8 with weight 2 and 1 with weight 1: the cube root of 8 * 8 * 1 is 4.
        let raters = [rater(2.0), rater(1.0)];
        let judgements = [says(0, 1, 0, 1.0 / 8.0), says(1, 0, 1, 1.0)];
        let found = families(&tree(), &judgements, &raters, &[0, 1]).expect("connected");
        let local = local(&tree(), &found, Derive::Eigenvector);
        assert!((local[0] - 0.8).abs() < 1e-9 && (local[1] - 0.2).abs() < 1e-9, "{local:?}");
    }

    #[test]
    fn weights_come_together_by_either_mean() {
        let of = [(3.0, vec![0.8, 0.2]), (1.0, vec![0.2, 0.8])];
        let sum = mean_of(&tree(), &of, Mean::Arithmetic);
        assert!((sum[0] - 0.65).abs() < 1e-12, "{sum:?}");
        // 4^(3/4) * (1/4)^(1/4) = 2: two thirds.
        let product = mean_of(&tree(), &of, Mean::Geometric);
        assert!((product[0] - 2.0 / 3.0).abs() < 1e-12, "{product:?}");
    }

    #[test]
    fn a_rater_without_weight_counts_alone_but_not_in_the_group() {
        let raters = [rater(0.0), rater(1.0)];
        let judgements = [says(0, 0, 1, 9.0), says(1, 0, 1, 1.0)];
        let weights = |who: &[usize]| {
            let found = families(&tree(), &judgements, &raters, who).expect("connected");
            local(&tree(), &found, Derive::GeometricMean)[0]
        };
        assert!((weights(&[0]) - 0.9).abs() < 1e-9);
        assert!((weights(&[0, 1]) - 0.5).abs() < 1e-9);
    }
}
