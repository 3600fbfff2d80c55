//! `case.toml` up to the rules: names, years, money, service, classes, criteria, funds, pools and index schemes.
//!
//! [`read`] gives a [`Head`]: a portfolio without initiatives, and what the other tables need to be read. Rules
//! (ceilings and the like) are read once per scenario, by `rules`.

use super::evidence::{self, Checks};
use super::files::Files;
use super::gather::Gather;
use super::keys::Section;
use super::lookup::{Lookup, with_ids};
use super::number::Fit;
use super::toml_tree::Node;
use super::values::Unit;
use super::{calendar, indexes, measures, money, raters, values, weights};
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{Fund, Label, Named, Pool, Portfolio};
use crate::priority::WeightSet;
use crate::priority::elicited::{Elicited, Judgement, Rater, Rating, Source};
use crate::priority::evidence::EvidenceRanges;
use crate::priority::tree::Tree;
use crate::scenario::Scope;
use crate::units::{AgencyIx, CategoryIx, ClassIx};

/// Position of the class of the wide capital columns.
pub const CAPITAL: ClassIx = ClassIx(0);
/// Position of the class of the wide operating column.
pub const OPERATING: ClassIx = ClassIx(1);

/// Tables that hold rules: read for each scenario, and open to its patches.
pub const RULE_TABLES: [&str; 14] = [
    "fund",
    "pool",
    "ceiling",
    "floor",
    "minimum",
    "starts",
    "group",
    "bundle",
    "synergy",
    "base",
    "outcome",
    "commitments",
    "force_in",
    "force_out",
];

/// Everything of a case that is neither an initiative nor a rule.
#[derive(Debug)]
pub struct Head {
    /// A portfolio without initiatives and groups.
    pub shell: Portfolio,
    /// Language of outputs.
    pub language: String,
    /// Smallest money units in one written unit.
    pub unit: i64,
    /// Whether values are given instead of scores.
    pub value_given: bool,
    /// Weight sets; the first is the default.
    pub weight_sets: Vec<WeightSet>,
    /// What stands behind each of them.
    pub sources: Vec<Source>,
    /// Criteria with their groups.
    pub tree: Tree,
    /// Raters, declared or named by `judgements.csv` and `scores.csv`.
    pub raters: Vec<Rater>,
    /// Whether they are declared, so that a table may name no other.
    pub raters_declared: bool,
    /// Their comparisons.
    pub judgements: Vec<Judgement>,
    /// Their scores.
    pub ratings: Vec<Rating>,
    /// What grades of evidence leave open.
    pub evidence: EvidenceRanges,
    /// How strictly priorities are looked at.
    pub checks: Checks,
    /// Whose initiatives use each pool; filled in once agencies and categories are known.
    pub pool_scopes: Vec<Scope>,
    /// The lift column of each index scheme.
    pub lift_columns: Vec<String>,
    /// Ids of agencies; empty until the initiatives are read where none are declared.
    pub agencies: Lookup,
    /// Ids of categories, likewise.
    pub categories: Lookup,
    /// Ids of cost classes.
    pub classes: Lookup,
    /// Ids of funds.
    pub funds: Lookup,
    /// Ids of pools.
    pub pools: Lookup,
    /// Ids of criteria.
    pub criteria: Lookup,
    /// Ids of index schemes.
    pub schemes: Lookup,
    /// Ids of the indicators of each scheme.
    pub indicators: Vec<Lookup>,
}

impl Head {
    /// Everything that was asked of raters, without the grades of costs.
    #[must_use]
    pub fn elicited(&self) -> Elicited {
        Elicited {
            tree: self.tree.clone(),
            raters: self.raters.clone(),
            judgements: self.judgements.clone(),
            ratings: self.ratings.clone(),
            sources: self.sources.clone(),
            evidence: self.evidence,
            cost_grades: Vec::new(),
        }
    }

    /// How amounts of money are read.
    #[must_use]
    pub fn money(&self, fit: Fit) -> Unit {
        let absolute = 10_i64.pow(u32::from(self.shell.currency.decimals));
        Unit { factor: self.unit, absolute: Some(absolute), fit }
    }

    /// How amounts of a class are read.
    #[must_use]
    pub fn unit_of(&self, class: ClassIx, fit: Fit) -> Unit {
        match self.shell.classes.get(class.0) {
            Some(class) if !class.money => Unit::plain(10_i64.pow(u32::from(class.decimals)), fit),
            _ => self.money(fit),
        }
    }
}

/// Reads the head of a case. `scenarios` is looked at only for how far its amounts reach.
pub fn read(g: &mut Gather, case: &Node, scenarios: &Node, files: &Files) -> Head {
    let file = Section::file(case);
    check_keys(g, &file);
    let complete = g.case_sound;
    let id = file.text(g, "id");
    if let Some(id) = &id
        && let Some(node) = file.get("id")
    {
        super::lookup::check_id(g, Thing::Case, id, node.place());
    } else {
        default(g, &file, "id", &files.folder);
        super::lookup::check_folder(g, &files.folder);
    }
    let id = id.unwrap_or_else(|| files.folder.clone());
    let name = file.label(g, "name").unwrap_or_else(|| Label::same(&id));
    let illustrative = file.flag(g, "illustrative");
    if illustrative.is_none() {
        default(g, &file, "illustrative", "false");
    }
    let illustrative = illustrative.unwrap_or(false);
    let language = language(g, &file);
    let calendar = calendar::read(g, &file, case, scenarios);
    let money = money::read(g, &file, calendar.first);
    let classes = money::classes(g, &file, &money);
    let named = |g: &mut Gather, key: &'static str, thing| named(g, &file, key, thing);
    let agencies = named(g, "agency", Thing::Agency);
    let categories = named(g, "category", Thing::Category);
    let (criteria, tree) = measures::criteria(g, &file);
    let value_given = value_given(g, &file);
    let mut raters = raters::declared(g, &file);
    let raters_declared = !raters.is_empty();
    let said = files.optional(g, "judgements.csv");
    let judgements = raters::judgements(g, &tree, &mut raters, said);
    let behind =
        weights::Ground { criteria: &criteria, tree: &tree, raters: &raters, judgements: &judgements };
    let (weight_sets, sources) = weights::read(g, &file, &behind, value_given);
    let (evidence, checks) = (evidence::ranges(g, &file), evidence::checks(g, &file));
    let class_ids = Lookup::new(Thing::Class, classes.iter().map(|class| class.id.as_str()), complete);
    let funds = funds(g, &file, &class_ids);
    let pools = pools(g, &file);
    let indexes = indexes::read(g, &file, files);
    let discount = discount(g, &file);
    let ids = |thing, ids: Vec<&str>| Lookup::new(thing, ids, complete);
    Head {
        language,
        unit: money.factor,
        value_given,
        agencies: ids(Thing::Agency, agencies.iter().map(|a| a.id.as_str()).collect()),
        categories: ids(Thing::Category, categories.iter().map(|c| c.id.as_str()).collect()),
        classes: class_ids,
        funds: ids(Thing::Fund, funds.iter().map(|f| f.id.as_str()).collect()),
        pools: ids(Thing::Pool, pools.iter().map(|p| p.id.as_str()).collect()),
        criteria: ids(Thing::Criterion, criteria.iter().map(|c| c.id.as_str()).collect()),
        schemes: ids(Thing::Index, indexes.iter().map(|read| read.scheme.id.as_str()).collect()),
        indicators: indexes.iter().map(|read| read.ids.clone()).collect(),
        lift_columns: indexes.iter().map(|read| read.lift_column.clone()).collect(),
        weight_sets,
        sources,
        tree,
        raters,
        raters_declared,
        judgements,
        ratings: Vec::new(),
        evidence,
        checks,
        pool_scopes: Vec::new(),
        shell: Portfolio {
            id,
            name,
            illustrative,
            calendar,
            currency: money.currency,
            price_year: money.price_year,
            discount,
            classes,
            agencies,
            categories,
            funds,
            pools,
            criteria,
            schemes: indexes.into_iter().map(|read| read.scheme).collect(),
            groups: Vec::new(),
            initiatives: Vec::new(),
        },
    }
}

/// Notes that a default was used.
pub fn default(g: &mut Gather, section: &Section<'_>, key: &str, value: &str) {
    let mut place = section.node.place();
    let key = if section.name.is_empty() { key.to_owned() } else { format!("{}.{key}", section.name) };
    if section.name.is_empty() {
        (place.line, place.column) = (None, None);
    }
    place.field = Some(key.clone());
    g.add(Finding::DefaultUsed { key, value: value.to_owned() }, place);
}

fn check_keys(g: &mut Gather, file: &Section<'_>) {
    let own = [
        "id",
        "name",
        "illustrative",
        "language",
        "first_year",
        "years",
        "money",
        "service",
        "class",
        "category",
        "agency",
        "criterion",
        "weight_set",
        "value",
        "rater",
        "evidence",
        "checks",
        "index",
        "stability",
        "goals",
        "uncertainty",
    ];
    file.known(g, &[&own[..], &RULE_TABLES[..]].concat());
}

fn language(g: &mut Gather, file: &Section<'_>) -> String {
    const LANGUAGES: [&str; 2] = ["id", "en"];
    let Some(cell) = file.cell(g, "language", Shape::Text) else {
        default(g, file, "language", LANGUAGES[0]);
        return LANGUAGES[0].to_owned();
    };
    let chosen = values::choice(g, &cell, &LANGUAGES).and_then(|at| LANGUAGES.get(at));
    (*chosen.unwrap_or(&LANGUAGES[0])).to_owned()
}

/// A table of `case.toml` that may be left out, as an empty one.
pub fn part<'a>(g: &mut Gather, file: &Section<'a>, key: &'a str, none: &'a Node) -> Section<'a> {
    file.table(g, key).unwrap_or(Section { node: none, name: key })
}

fn named(g: &mut Gather, file: &Section<'_>, key: &'static str, thing: Thing) -> Vec<Named> {
    let rows = file.rows(g, key);
    let rows = with_ids(g, rows, thing, "id");
    rows.into_iter()
        .map(|(id, row)| {
            row.known(g, &["id", "name"]);
            let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
            Named { id, name }
        })
        .collect()
}

fn funds(g: &mut Gather, file: &Section<'_>, classes: &Lookup) -> Vec<Fund> {
    let rows = file.rows(g, "fund");
    let rows = with_ids(g, rows, Thing::Fund, "id");
    rows.into_iter()
        .map(|(id, row)| {
            let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
            let listed = row.texts(g, "classes");
            let classes = classes.find_all(g, &listed).into_iter().map(ClassIx).collect();
            Fund { id, name, classes }
        })
        .collect()
}

fn pools(g: &mut Gather, file: &Section<'_>) -> Vec<Pool> {
    let rows = file.rows(g, "pool");
    let rows = with_ids(g, rows, Thing::Pool, "id");
    rows.into_iter()
        .map(|(id, row)| Pool { name: row.label(g, "name").unwrap_or_else(|| Label::same(&id)), id })
        .collect()
}

/// Whose initiatives use each pool.
pub fn pool_scopes(g: &mut Gather, case: &Node, head: &Head) -> Vec<Scope> {
    let file = Section::file(case);
    let rows = file.rows(&mut Gather::new(), "pool");
    let of_pool =
        |pool: &Pool| rows.iter().find(|row| row.text(&mut Gather::new(), "id").as_ref() == Some(&pool.id));
    let mut scope = |row: &Section<'_>| {
        let (agencies, categories) = (row.texts(g, "agencies"), row.texts(g, "categories"));
        Scope {
            agencies: head.agencies.find_all(g, &agencies).into_iter().map(AgencyIx).collect(),
            categories: head.categories.find_all(g, &categories).into_iter().map(CategoryIx).collect(),
            ..Scope::default()
        }
    };
    let found: Vec<Option<&Section<'_>>> = head.shell.pools.iter().map(of_pool).collect();
    found.into_iter().map(|row| row.map_or_else(Scope::default, &mut scope)).collect()
}

fn value_given(g: &mut Gather, file: &Section<'_>) -> bool {
    let none = Node::empty("case.toml");
    let section = part(g, file, "value", &none);
    section.known(g, &["from"]);
    if section.get("from").is_none() {
        default(g, &section, "from", "scores");
    }
    let from = section.cell(g, "from", Shape::Text);
    from.and_then(|cell| values::choice(g, &cell, &["scores", "given"])) == Some(1)
}

fn discount(g: &mut Gather, file: &Section<'_>) -> f64 {
    let empty = Node::empty("case.toml");
    let service = Section { node: file.get("service").unwrap_or(&empty), name: "service" };
    if service.get("discount_rate").is_none() {
        default(g, &service, "discount_rate", "0");
    }
    let rate = service.number(g, "discount_rate").and_then(|cell| values::fraction(g, &cell, 0, 100));
    rate.map_or(0.0, super::number::Decimal::real)
}

/// A whole number that must be there.
pub fn needed_whole(g: &mut Gather, section: &Section<'_>, key: &str, least: i64, most: i64) -> Option<i64> {
    section.need(g, key)?;
    section.number(g, key).and_then(|cell| values::whole(g, &cell, least, most))
}

/// A whole number with a default, which is noted where it is used.
pub fn optional_whole(
    g: &mut Gather,
    section: &Section<'_>,
    key: &str,
    least: i64,
    most: i64,
    otherwise: i64,
) -> i64 {
    if section.get(key).is_none() {
        default(g, section, key, &otherwise.to_string());
        return otherwise;
    }
    section.number(g, key).and_then(|cell| values::whole(g, &cell, least, most)).unwrap_or(otherwise)
}

/// How amounts of a class are read where nothing may be lost.
#[must_use]
pub fn exact(head: &Head, class: ClassIx) -> Unit {
    head.unit_of(class, Fit::Exact)
}
