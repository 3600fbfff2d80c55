//! `[[weight_set]]`: weights as written, by swing, by pairwise comparison or as the mean of raters' own.
//!
//! Each method gives what every node of the criteria tree weighs among its siblings; weights follow as products. A set
//! that names leaves only, below groups, speaks of the whole at once.

use super::case_toml::default;
use super::gather::Gather;
use super::keys::{Section, cell_of};
use super::lookup::{Lookup, with_ids};
use super::measures::pair;
use super::toml_tree::Node;
use super::values;
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{Criterion, Label};
use crate::priority::WeightSet;
use crate::priority::elicited::{
    self, Aggregate, Apart, Derive, Elicited, Family, Judgement, Mean, Method, Rater, Source,
};
use crate::priority::swing;
use crate::priority::tree::Tree;
use crate::units::real;

/// How far from 1 weights may sum.
const TOLERANCE: f64 = 0.000_001;

const METHODS: [&str; 4] = ["direct", "swing", "pairwise", "raters"];

/// What weight sets speak of.
pub struct Ground<'a> {
    /// The criteria.
    pub criteria: &'a [Criterion],
    /// With their groups.
    pub tree: &'a Tree,
    /// The raters.
    pub raters: &'a [Rater],
    /// Their comparisons.
    pub judgements: &'a [Judgement],
}

/// A set being read.
struct One<'a, 'n> {
    ground: &'a Ground<'a>,
    nodes: &'a Lookup,
    raters: &'a Lookup,
    id: String,
    row: Section<'n>,
}

/// Every set and what stands behind it; without any, every criterion weighs the same.
pub fn read(
    g: &mut Gather,
    file: &Section<'_>,
    ground: &Ground<'_>,
    given: bool,
) -> (Vec<WeightSet>, Vec<Source>) {
    if ground.criteria.is_empty() {
        if !given && g.case_sound {
            file.need(g, "criterion");
        }
        return (Vec::new(), Vec::new());
    }
    let nodes = ground.tree.nodes.iter().map(|node| node.id.as_str());
    let nodes = Lookup::new(Thing::Criterion, nodes, g.case_sound);
    let raters = ground.raters.iter().map(|rater| rater.id.as_str());
    let raters = Lookup::new(Thing::Rater, raters, g.case_sound);
    let rows = file.rows(g, "weight_set");
    let rows = with_ids(g, rows, Thing::WeightSet, "id");
    if rows.is_empty() {
        return equal(g, file, ground);
    }
    let (nodes, raters) = (&nodes, &raters);
    let rows: Vec<One<'_, '_>> =
        rows.into_iter().map(|(id, row)| One { ground, nodes, raters, id, row }).collect();
    let mut sources: Vec<Source> = rows.iter().map(|one| one.source(g)).collect();
    // Means of raters' own weights need all of those first.
    let elicited = Elicited {
        tree: ground.tree.clone(),
        raters: ground.raters.to_vec(),
        judgements: ground.judgements.to_vec(),
        sources: sources.clone(),
        ..Elicited::default()
    };
    for (one, source) in rows.iter().zip(&mut sources) {
        if let Method::Raters { mean, raters } = &source.method {
            source.local = one.mean(g, &elicited, *mean, raters);
        }
    }
    let set = |(one, source): (&One<'_, '_>, &Source)| WeightSet {
        id: one.id.clone(),
        name: one.row.label(&mut Gather::new(), "name").unwrap_or_else(|| Label::same(&one.id)),
        weights: ground.tree.products(&source.local),
    };
    (rows.iter().zip(&sources).map(set).collect(), sources)
}

fn equal(g: &mut Gather, file: &Section<'_>, ground: &Ground<'_>) -> (Vec<WeightSet>, Vec<Source>) {
    if file.get("weight_set").is_none() {
        default(g, file, "weight_set", &format!("1/{}", ground.criteria.len()));
    }
    let count = ground.criteria.len();
    let weights = vec![1.0 / real(i64::try_from(count).unwrap_or(1)); count];
    let local = ground.tree.local_of(&weights);
    let set = WeightSet { id: "equal".to_owned(), name: Label::same("="), weights };
    (vec![set], vec![Source { method: Method::Equal, rater: None, local, families: Vec::new() }])
}

impl One<'_, '_> {
    fn source(&self, g: &mut Gather) -> Source {
        // Errors in the name are found here; `read` takes the name itself later.
        self.row.label(g, "name");
        let method = self.row.cell(g, "method", Shape::Text);
        let method = method.and_then(|cell| values::choice(g, &cell, &METHODS)).unwrap_or(0);
        let own: &[&str] = match method {
            0 => &["weights", "rater"],
            1 => &["swings", "order", "ranges", "rater"],
            2 => &["raters", "derive", "aggregate", "mean"],
            _ => &["raters", "mean"],
        };
        self.row.known(g, &[&["id", "name", "method"][..], own].concat());
        let rater = self.row.cell(g, "rater", Shape::Text).and_then(|cell| self.raters.find(g, &cell));
        let none = vec![0.0; self.ground.tree.nodes.len()];
        let (method, local, families) = match method {
            0 => (Method::Direct, self.direct(g), Vec::new()),
            1 => (Method::Swing, self.swing(g), Vec::new()),
            2 => self.pairwise(g),
            _ => {
                let (mean, raters) = (self.which_mean(g), self.who(g));
                (Method::Raters { mean, raters }, none, Vec::new())
            }
        };
        Source { method, rater, local, families }
    }

    fn direct(&self, g: &mut Gather) -> Vec<f64> {
        self.row.need(g, "weights");
        let named = self.numbers(g, "weights", |g, node| {
            let cell = cell_of(g, node, Shape::Number)?;
            values::fraction(g, &cell, 0, 10_000).map(super::number::Decimal::real)
        });
        let Some(named) = named else { return vec![0.0; self.ground.tree.nodes.len()] };
        self.local(g, "weights", &named, &|weights| weights)
    }

    fn swing(&self, g: &mut Gather) -> Vec<f64> {
        let none = vec![0.0; self.ground.tree.nodes.len()];
        let order = self.order(g);
        if self.row.get("swings").is_none() && order.is_empty() {
            self.row.need(g, "swings");
            return none;
        }
        if self.row.get("swings").is_none() {
            return self.ranked(&order);
        }
        let named = self.numbers(g, "swings", |g, node| {
            let cell = cell_of(g, node, Shape::Number)?;
            values::real(g, &cell, 0, 100)
        });
        let Some(mut named) = named else { return none };
        self.descends(g, &order, &named);
        self.on_ranges(g, &mut named);
        self.local(g, "swings", &named, &swing::weights)
    }

    /// The order of priority, each node once.
    fn order(&self, g: &mut Gather) -> Vec<usize> {
        let mut order = Vec::new();
        for cell in self.row.texts(g, "order") {
            let Some(at) = self.nodes.find(g, &cell) else { continue };
            if order.contains(&at) {
                g.at(Finding::GivenTwice { text: cell.text.to_owned() }, &cell);
            } else {
                order.push(at);
            }
        }
        order
    }

    /// Rank order centroids, among siblings or, where only leaves are named, among all of them.
    fn ranked(&self, order: &[usize]) -> Vec<f64> {
        let tree = self.ground.tree;
        let ranked = |members: &[usize]| -> Vec<(usize, f64)> {
            let members: Vec<usize> = order.iter().copied().filter(|at| members.contains(at)).collect();
            let weights = swing::by_rank(members.len());
            members.into_iter().zip(weights).collect()
        };
        let mut local = vec![0.0; tree.nodes.len()];
        if order.iter().all(|&at| tree.nodes[at].leaf.is_some()) {
            let mut weights = vec![0.0; tree.leaves()];
            for (at, weight) in ranked(order) {
                if let Some(leaf) = tree.nodes[at].leaf {
                    weights[leaf] = weight;
                }
            }
            return tree.local_of(&weights);
        }
        for (at, weight) in tree.families().iter().flat_map(|members| ranked(members)) {
            local[at] = weight;
        }
        local
    }

    /// Points must not rise along the order of priority.
    fn descends(&self, g: &mut Gather, order: &[usize], named: &[(usize, f64)]) {
        let points =
            |at: usize| named.iter().find(|(node, _)| *node == at).map_or(0.0, |(_, points)| *points);
        let id = |at: usize| self.ground.tree.nodes[at].id.clone();
        for pair in order.windows(2) {
            let [before, after] = *pair else { continue };
            if points(after) > points(before) {
                let place = self.row.get("order").map_or_else(|| self.row.node.place(), Node::place);
                g.add(Finding::SwingOrder { criterion: id(after), before: id(before) }, place);
            }
        }
    }

    /// Points asked on a range become points of the whole scale.
    fn on_ranges(&self, g: &mut Gather, named: &mut [(usize, f64)]) {
        let Some(table) = self.row.table(g, "ranges") else { return };
        for entry in table.node.entries() {
            let Some(at) = self.key(g, entry) else { continue };
            let Some(range) = pair(g, entry) else { continue };
            let leaf = self.ground.tree.nodes[at].leaf.and_then(|leaf| self.ground.criteria.get(leaf));
            let Some((_, points)) = named.iter_mut().find(|(node, _)| *node == at) else { continue };
            match leaf.and_then(|criterion| swing::on_whole_scale(*points, &criterion.curve, range)) {
                Some(whole) => *points = whole,
                None => g.add(Finding::NoSwing { criterion: entry.key.clone() }, entry.place()),
            }
        }
    }

    fn pairwise(&self, g: &mut Gather) -> (Method, Vec<f64>, Vec<Family>) {
        let (tree, raters) = (self.ground.tree, self.who(g));
        let derive = match self.choice(g, "derive", &["eigenvector", "geometric mean"]) {
            0 => Derive::Eigenvector,
            _ => Derive::GeometricMean,
        };
        let aggregate = match self.choice(g, "aggregate", &["judgements", "priorities"]) {
            0 => Aggregate::Judgements,
            _ => Aggregate::Priorities(self.which_mean(g)),
        };
        let method = Method::Pairwise { derive, aggregate, raters: raters.clone() };
        let none = vec![0.0; tree.nodes.len()];
        let of = |who: &[usize]| elicited::families(tree, self.ground.judgements, self.ground.raters, who);
        let families = match of(&raters) {
            Ok(families) => families,
            Err(apart) => {
                self.apart(g, &apart);
                return (method, none, Vec::new());
            }
        };
        let Aggregate::Priorities(mean) = aggregate else {
            return (method, elicited::local(tree, &families, derive), families);
        };
        let mut each = Vec::new();
        for &rater in &raters {
            match of(&[rater]) {
                Ok(own) => {
                    each.push((self.ground.raters[rater].weight, elicited::local(tree, &own, derive)));
                }
                Err(apart) => self.apart(g, &apart),
            }
        }
        (method, elicited::mean_of(tree, &each, mean), Vec::new())
    }

    fn apart(&self, g: &mut Gather, apart: &[Apart]) {
        if !g.case_sound || g.failed() {
            // Judgements that could not be read have been found out loud.
            return;
        }
        for one in apart {
            let parts = named_parts(self.ground.tree, one);
            g.add(Finding::Disconnected { set: self.id.clone(), parts }, self.row.node.place());
        }
    }

    /// The mean of raters' own weights.
    fn mean(&self, g: &mut Gather, elicited: &Elicited, mean: Mean, raters: &[usize]) -> Vec<f64> {
        let own = |&rater: &usize| {
            let own = elicited.own(rater, Derive::Eigenvector)?;
            Some((elicited.raters[rater].weight, own.local))
        };
        let each: Vec<(f64, Vec<f64>)> = raters.iter().filter_map(own).collect();
        let total: f64 = each.iter().map(|(weight, _)| weight).sum();
        if total <= 0.0 && !g.failed() {
            g.add(Finding::NobodyWeighs { set: self.id.clone() }, self.row.node.place());
        }
        elicited::mean_of(self.ground.tree, &each, mean)
    }

    /// The raters named; all without a choice.
    fn who(&self, g: &mut Gather) -> Vec<usize> {
        if self.row.get("raters").is_none() {
            return (0..self.ground.raters.len()).collect();
        }
        let named = self.row.texts(g, "raters");
        self.raters.find_all(g, &named)
    }

    fn which_mean(&self, g: &mut Gather) -> Mean {
        match self.choice(g, "mean", &["geometric", "arithmetic"]) {
            0 => Mean::Geometric,
            _ => Mean::Arithmetic,
        }
    }

    /// One of several words; the first, noted, where none is given.
    fn choice(&self, g: &mut Gather, key: &str, choices: &[&str]) -> usize {
        let Some(cell) = self.row.cell(g, key, Shape::Text) else {
            default(g, &self.row, key, choices[0]);
            return 0;
        };
        values::choice(g, &cell, choices).unwrap_or(0)
    }

    /// A table of numbers by node; none where one of them could not be read.
    fn numbers(
        &self,
        g: &mut Gather,
        key: &'static str,
        read: impl Fn(&mut Gather, &Node) -> Option<f64>,
    ) -> Option<Vec<(usize, f64)>> {
        let table = self.row.table(g, key)?;
        let (mut named, mut sound) = (Vec::new(), true);
        for entry in table.node.entries() {
            let (at, number) = (self.key(g, entry), read(g, entry));
            match (at, number) {
                (Some(at), Some(number)) => named.push((at, number)),
                _ => sound = false,
            }
        }
        sound.then_some(named)
    }

    /// The node a key names.
    fn key(&self, g: &mut Gather, entry: &Node) -> Option<usize> {
        let found = self.nodes.position(&entry.key);
        if found.is_none() {
            let finding = Finding::UnknownId { thing: Thing::Criterion, id: entry.key.clone() };
            g.near(finding, entry.key_place(), &entry.key, self.nodes.ids());
        }
        found
    }

    /// Weights among siblings from named numbers: of the whole where only leaves are named, family by family otherwise.
    /// `scaled` brings swing points to a sum of 1; direct weights must have it.
    fn local(
        &self,
        g: &mut Gather,
        key: &str,
        named: &[(usize, f64)],
        scaled: &dyn Fn(Vec<f64>) -> Vec<f64>,
    ) -> Vec<f64> {
        let tree = self.ground.tree;
        let number =
            |at: usize| named.iter().find(|(node, _)| *node == at).map_or(0.0, |(_, number)| *number);
        if named.iter().all(|&(at, _)| tree.nodes[at].leaf.is_some()) {
            let leaves = (0..tree.nodes.len()).filter(|&at| tree.nodes[at].leaf.is_some());
            let weights = scaled(leaves.map(number).collect());
            self.sums_to_one(g, key, &self.id, &weights);
            return tree.local_of(&weights);
        }
        let mut local = vec![0.0; tree.nodes.len()];
        for members in tree.families() {
            let weights = scaled(members.iter().map(|&at| number(at)).collect());
            for (&at, weight) in members.iter().zip(weights) {
                local[at] = weight;
            }
        }
        for members in tree.families() {
            let group = members.first().and_then(|&at| tree.nodes[at].parent);
            if group.is_none_or(|group| tree.along(group, &local) > 0.0) {
                let weights: Vec<f64> = members.iter().map(|&at| local[at]).collect();
                let name = group
                    .map_or_else(|| self.id.clone(), |at| format!("{} / {}", self.id, tree.nodes[at].id));
                self.sums_to_one(g, key, &name, &weights);
            }
        }
        local
    }

    fn sums_to_one(&self, g: &mut Gather, key: &str, set: &str, weights: &[f64]) {
        let sum: f64 = weights.iter().sum();
        if (sum - 1.0).abs() > TOLERANCE {
            let finding = Finding::WeightsNotOne { set: set.to_owned(), sum: format!("{sum:.6}") };
            g.add(finding, self.row.get(key).map_or_else(|| self.row.node.place(), Node::place));
        }
    }
}

/// Ids of the nodes of each part, `a, b`.
pub fn named_parts(tree: &Tree, apart: &Apart) -> Vec<String> {
    let ids =
        |part: &Vec<usize>| part.iter().map(|&at| tree.nodes[at].id.clone()).collect::<Vec<_>>().join(", ");
    apart.parts.iter().map(ids).collect()
}
