//! `case.toml` up to the rules: names, years, money, service, classes, criteria, funds, pools and index schemes.
//!
//! [`read`] gives a [`Head`]: a portfolio without initiatives, and what the other tables need to be read. Rules
//! (ceilings and the like) are read once per scenario, by `rules`.

use super::files::Files;
use super::gather::Gather;
use super::keys::Section;
use super::lookup::{Lookup, with_ids};
use super::number::Fit;
use super::toml_tree::{Node, Value};
use super::{amounts, indexes, measures, values};
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{Calendar, CostClass, Currency, Finish, Fund, Label, Named, Pool, Portfolio, ServiceStart};
use crate::priority::WeightSet;
use crate::scenario::Scope;
use crate::units::{AgencyIx, CategoryIx, ClassIx, Year};

/// Position of the class of the wide capital columns.
pub const CAPITAL: ClassIx = ClassIx(0);
/// Position of the class of the wide operating column.
pub const OPERATING: ClassIx = ClassIx(1);

/// The cost classes every case has: id, Indonesian and English name. Data like a case's own, which may rename them.
const BUILT_IN_CLASSES: [(&str, &str, &str); 3] = [
    ("capital", "Belanja modal", "Capital"),
    ("operating", "Belanja operasional", "Operating"),
    ("data", "Data", "Data"),
];

/// Tables that hold rules: read for each scenario, and open to its patches.
pub const RULE_TABLES: [&str; 14] = [
    "fund", "pool", "ceiling", "floor", "minimum", "starts", "group", "bundle", "synergy", "base", "outcome",
    "commitments", "force_in", "force_out",
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
    /// Raters with their weights.
    pub raters: Vec<(String, f64)>,
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
    /// Smallest units in one written unit of a class.
    #[must_use]
    pub fn factor(&self, class: ClassIx) -> i64 {
        match self.shell.classes.get(class.0) {
            Some(class) if !class.money => 10_i64.pow(u32::from(class.decimals)),
            _ => self.unit,
        }
    }
}

/// Reads the head of a case. `scenarios` is looked at only for how far its amounts reach.
pub fn read(g: &mut Gather, case: &Node, scenarios: &Node, files: &Files) -> Head {
    let file = Section::file(case);
    check_keys(g, &file);
    let complete = g.case_sound;
    let id = file.text(g, "id");
    if let Some(id) = &id && let Some(node) = file.get("id") {
        super::lookup::check_id(g, Thing::Case, id, node.place());
    } else {
        default(g, &file, "id", &files.folder);
    }
    let id = id.unwrap_or_else(|| files.folder.clone());
    let name = file.label(g, "name").unwrap_or_else(|| Label::same(&id));
    let illustrative = file.flag(g, "illustrative").unwrap_or(false);
    let language = language(g, &file);
    let calendar = calendar(g, &file, case, scenarios);
    let money = money(g, &file, calendar.first);
    let classes = classes(g, &file, &money);
    let named = |g: &mut Gather, key: &'static str, thing| named(g, &file, key, thing);
    let agencies = named(g, "agency", Thing::Agency);
    let categories = named(g, "category", Thing::Category);
    let criteria = measures::criteria(g, &file);
    let value_given = value_given(g, &file);
    let weight_sets = measures::weight_sets(g, &file, &criteria, value_given);
    let raters = measures::raters(g, &file);
    let class_ids = Lookup::new(Thing::Class, classes.iter().map(|class| class.id.as_str()), complete);
    let funds = funds(g, &file, &class_ids);
    let pools = pools(g, &file);
    let (schemes, lift_columns) = indexes::read(g, &file, files);
    let discount = service_number(g, &file);
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
        schemes: ids(Thing::Index, schemes.iter().map(|s| s.id.as_str()).collect()),
        indicators: schemes
            .iter()
            .map(|s| ids(Thing::Indicator, s.indicators.iter().map(|i| i.id.as_str()).collect()))
            .collect(),
        weight_sets,
        raters,
        pool_scopes: Vec::new(),
        lift_columns,
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
            schemes,
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
        "id", "name", "illustrative", "language", "first_year", "years", "money", "service", "class", "category",
        "agency", "criterion", "weight_set", "value", "rater", "index", "stability", "goals",
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
fn part<'a>(g: &mut Gather, file: &Section<'a>, key: &'a str, none: &'a Node) -> Section<'a> {
    file.table(g, key).unwrap_or(Section { node: none, name: key })
}

fn calendar(g: &mut Gather, file: &Section<'_>, case: &Node, scenarios: &Node) -> Calendar {
    let first = needed_whole(g, file, "first_year", 1, 9000).unwrap_or(2000);
    let years = needed_whole(g, file, "years", 1, 50).unwrap_or(5);
    if (2..1000).contains(&first) && let Some(cell) = file.number(g, "first_year") {
        g.at(Finding::NotAYear { text: cell.text.to_owned() }, &cell);
    }
    let none = Node::empty("case.toml");
    let service = part(g, file, "service", &none);
    service.known(
        g,
        &["starts", "years_after_horizon", "discount_rate", "finish_after_horizon", "accounted_years_after"],
    );
    let starts = match service.cell(g, "starts", Shape::Text) {
        Some(cell) => values::choice(g, &cell, &["next year", "same year"]),
        None => {
            default(g, &service, "starts", "next year");
            None
        }
    };
    let after = optional_whole(g, &service, "years_after_horizon", 0, 100, 0);
    let late = service.flag(g, "finish_after_horizon");
    if late.is_none() {
        default(g, &service, "finish_after_horizon", "false");
    }
    let mut calendar = Calendar {
        first: Year(i32::try_from(first).unwrap_or(2000)),
        years: u16::try_from(years).unwrap_or(1),
        service_after: u16::try_from(after).unwrap_or(0),
        tail: 1,
        service: if starts == Some(1) { ServiceStart::SameYear } else { ServiceStart::NextYear },
        finish: if late == Some(true) { Finish::Anywhere } else { Finish::Inside },
    };
    let needed = late_years(case, scenarios, &calendar).clamp(1, 100);
    let tail = optional_whole(g, &service, "accounted_years_after", 1, 100, needed);
    calendar.tail = u16::try_from(tail).unwrap_or(1);
    calendar
}

/// How many years after the horizon the case gives amounts for.
fn late_years(case: &Node, scenarios: &Node, calendar: &Calendar) -> i64 {
    let rows = |node: &Node| match node.get("scenario").map(|scenarios| &scenarios.value) {
        Some(Value::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let patches = rows(scenarios);
    let sections = std::iter::once(case).chain(&patches);
    let rules = sections.flat_map(|section| RULE_TABLES.iter().filter_map(|table| section.get(table)));
    let rows = rules.flat_map(|table| match &table.value {
        Value::List(rows) => rows.as_slice(),
        _ => &[],
    });
    let late = rows.flat_map(|row| {
        let commitments = row.key == "commitments";
        let keys = ["limits", "amounts", "amount", "capacity", "at_most", "limit"];
        let nodes = keys.into_iter().filter_map(|key| row.get(key));
        nodes.map(move |node| match &node.value {
            Value::List(items) if commitments => i64::try_from(items.len()).unwrap_or(0),
            _ => amounts::reaches_after(node, calendar),
        })
    });
    late.max().unwrap_or(0)
}

struct Money {
    currency: Currency,
    factor: i64,
    price_year: Year,
    inflation: Vec<(String, f64)>,
}

fn money(g: &mut Gather, file: &Section<'_>, first: Year) -> Money {
    let none = Node::empty("case.toml");
    let section = part(g, file, "money", &none);
    section.known(g, &["sign", "unit", "decimals", "price_year", "inflation"]);
    let sign = section.text(g, "sign").unwrap_or_else(|| {
        default(g, &section, "sign", "Rp");
        "Rp".to_owned()
    });
    g.sign.clone_from(&sign);
    let unit = optional_whole(g, &section, "unit", 1, 1_000_000_000_000, 1);
    let decimals = optional_whole(g, &section, "decimals", 0, 6, 0);
    let year = i64::from(first.0);
    let price_year = optional_whole(g, &section, "price_year", (year - 100).max(1), year + 100, year);
    let inflation = inflation(g, &section);
    let decimals = u8::try_from(decimals).unwrap_or(0);
    Money {
        currency: Currency { sign, decimals },
        factor: unit * 10_i64.pow(u32::from(decimals)),
        price_year: Year(i32::try_from(price_year).unwrap_or(first.0)),
        inflation,
    }
}

fn inflation(g: &mut Gather, money: &Section<'_>) -> Vec<(String, f64)> {
    let Some(section) = money.table(g, "inflation") else {
        if money.get("inflation").is_none() {
            default(g, money, "inflation", "0");
        }
        return Vec::new();
    };
    let mut rates = Vec::new();
    for entry in section.node.entries() {
        let rate = super::keys::cell_of(g, entry, Shape::Number).and_then(|c| values::fraction(g, &c, -50, 100));
        rates.extend(rate.map(|rate| (entry.key.clone(), rate.real())));
    }
    rates
}

fn classes(g: &mut Gather, file: &Section<'_>, money: &Money) -> Vec<CostClass> {
    let rate_of = |id: &str| money.inflation.iter().find(|(class, _)| class == id).map(|(_, rate)| *rate);
    let built_in = |(id, indonesian, english): &(&str, &str, &str)| CostClass {
        id: (*id).to_owned(),
        name: Label { id: (*indonesian).to_owned(), en: (*english).to_owned() },
        money: true,
        decimals: money.currency.decimals,
        inflation: rate_of(id),
    };
    let mut classes: Vec<CostClass> = BUILT_IN_CLASSES.iter().map(built_in).collect();
    let built_in_count = classes.len();
    let rows = file.rows(g, "class");
    for (id, row) in with_ids(g, rows, Thing::Class, "id") {
        row.known(g, &["id", "name", "money", "decimals"]);
        let is_money = row.flag(g, "money").unwrap_or(true);
        let name = row.label(g, "name");
        let decimals = row.number(g, "decimals").and_then(|cell| values::whole(g, &cell, 0, 6)).unwrap_or(0);
        let decimals = if is_money { money.currency.decimals } else { u8::try_from(decimals).unwrap_or(0) };
        match classes.iter_mut().take(built_in_count).find(|class| class.id == id) {
            Some(_) if !is_money => {
                let place = row.get("money").unwrap_or(row.node).place();
                g.add(Finding::ClassIsMoney { class: id }, place);
            }
            Some(held) => held.name = name.unwrap_or_else(|| held.name.clone()),
            None => {
                let (name, inflation) = (name.unwrap_or_else(|| Label::same(&id)), rate_of(&id));
                classes.push(CostClass { id, name, money: is_money, decimals, inflation });
            }
        }
    }
    let ids = Lookup::new(Thing::Class, classes.iter().map(|class| class.id.as_str()), g.case_sound);
    let rates = file.get("money").and_then(|money| money.get("inflation"));
    for entry in rates.map_or(&[][..], Node::entries) {
        if ids.position(&entry.key).is_none() {
            let finding = Finding::UnknownId { thing: Thing::Class, id: entry.key.clone() };
            g.near(finding, entry.key_place(), &entry.key, ids.ids());
        }
    }
    classes
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
    let of_pool = |pool: &Pool| rows.iter().find(|row| row.text(&mut Gather::new(), "id").as_ref() == Some(&pool.id));
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
    match section.cell(g, "from", Shape::Text) {
        Some(cell) => values::choice(g, &cell, &["scores", "given"]) == Some(1),
        None => {
            default(g, &section, "from", "scores");
            false
        }
    }
}

fn service_number(g: &mut Gather, file: &Section<'_>) -> f64 {
    let none = Node::empty("case.toml");
    let node = file.get("service").unwrap_or(&none);
    let section = Section { node, name: "service" };
    match section.number(g, "discount_rate") {
        Some(cell) => values::fraction(g, &cell, 0, 100).map_or(0.0, super::number::Decimal::real),
        None => {
            default(g, &section, "discount_rate", "0");
            0.0
        }
    }
}

fn needed_whole(g: &mut Gather, section: &Section<'_>, key: &str, least: i64, most: i64) -> Option<i64> {
    section.need(g, key)?;
    section.number(g, key).and_then(|cell| values::whole(g, &cell, least, most))
}

fn optional_whole(g: &mut Gather, section: &Section<'_>, key: &str, least: i64, most: i64, otherwise: i64) -> i64 {
    if section.get(key).is_none() {
        default(g, section, key, &otherwise.to_string());
        return otherwise;
    }
    section.number(g, key).and_then(|cell| values::whole(g, &cell, least, most)).unwrap_or(otherwise)
}

/// How amounts of a class are read where nothing may be lost.
#[must_use]
pub fn exact(head: &Head, class: ClassIx) -> amounts::Unit {
    amounts::Unit { factor: head.factor(class), fit: Fit::Exact }
}
