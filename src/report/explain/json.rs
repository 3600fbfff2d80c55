//! `explain.json`: losses and prices for machines, and what `verify` reads back. Amounts of the first goal are in its
//! smallest unit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::certificate_json::starts;
use super::super::claimed;
use super::super::json::integer;
use super::super::{VERSION, json};
use super::Shown;
use crate::claims::Unreadable;
use crate::explain::base::{Base, Effect};
use crate::explain::compare;
use crate::explain::credit::credits;
use crate::explain::explained::{Explained, Whole, rankings};
use crate::explain::price::{CeilingPrice, CostPrice, PointsPrice};
use crate::explain::ranking::Scale;
use crate::explain::rule_costs::Kind;
use crate::explain::story::{More, Story};
use crate::input::Case;
use crate::portfolio::Portfolio;
use crate::units::{Money, Points, Year};

/// The file's name.
pub const FILE: &str = "explain.json";

/// The format's name.
const FORMAT: &str = "petajalan-explain/1";

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    case: String,
    scenario: String,
    version: String,
    /// What points and losses are counted in.
    unit: String,
    initiatives: Vec<Entry>,
    whole: Option<WholeRow>,
    inputs: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    id: String,
    start: Option<i32>,
    /// What the first goal loses if it is forced out (funded) or in (not funded); null where no plan is left.
    otherwise_loses: Option<i64>,
    otherwise: EffectRow,
    points: PriceRow,
    cost: Option<PriceRow>,
    earlier: Option<EarlierRow>,
    ceilings: Vec<CeilingRow>,
    credit: Option<CreditRow>,
}

/// A price: its kind, and the number where it has one.
#[derive(Serialize, Deserialize)]
struct PriceRow {
    kind: String,
    at: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct EarlierRow {
    year: i32,
    effect: EffectRow,
}

#[derive(Serialize, Deserialize)]
struct CeilingRow {
    year: i32,
    kind: String,
    enters: Option<i64>,
    leaves: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct CreditRow {
    own: i64,
    credit: i64,
    from: BTreeMap<String, i64>,
    standard_error: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "lowercase")]
enum EffectRow {
    Plan {
        #[serde(with = "integer")]
        value: i128,
        #[serde(with = "integer")]
        loss: i128,
        starts: BTreeMap<String, i32>,
    },
    Impossible,
    Unknown,
}

#[derive(Serialize, Deserialize)]
struct WholeRow {
    ranking: Vec<RankRow>,
    rules: Vec<RuleRow>,
    money: Vec<MoneyRow>,
}

#[derive(Serialize, Deserialize)]
struct RankRow {
    scale: String,
    value: i64,
    starts: BTreeMap<String, i32>,
    broken_rules: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
struct RuleRow {
    kind: String,
    effect: EffectRow,
}

#[derive(Serialize, Deserialize)]
struct MoneyRow {
    year: i32,
    extra: Option<i64>,
    effect: Option<EffectRow>,
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let portfolio = &shown.case.portfolio;
    let entry = |story: &Story| {
        let more = story.more.as_ref();
        let credit = shown.explained.credits.iter().find(|credit| credit.initiative == story.initiative);
        Entry {
            id: portfolio.initiative(story.initiative).id.clone(),
            start: story.start.map(|year| year.0),
            otherwise_loses: story.otherwise.loss().and_then(|loss| i64::try_from(loss).ok()),
            otherwise: effect_row(portfolio, &story.otherwise),
            points: points_row(story.points),
            cost: more.map(|more| cost_row(more.cost)),
            earlier: more
                .and_then(|more| more.earlier.as_ref())
                .map(|(year, effect)| EarlierRow { year: year.0, effect: effect_row(portfolio, effect) }),
            ceilings: more.map(|more| more.ceilings.iter().map(ceiling_row).collect()).unwrap_or_default(),
            credit: credit.map(|credit| CreditRow {
                own: credit.own.0,
                credit: credit.credit.0,
                from: credit
                    .from
                    .iter()
                    .map(|(other, points)| (portfolio.initiative(*other).id.clone(), points.0))
                    .collect(),
                standard_error: credit.error.map(|error| error.0),
            }),
        }
    };
    let whole = shown.explained.whole.as_ref().map(|whole| WholeRow {
        ranking: whole
            .ranking
            .iter()
            .map(|ranked| RankRow {
                scale: scale_word(ranked.scale).to_owned(),
                value: ranked.value.0,
                starts: starts(portfolio, &ranked.plan),
                broken_rules: ranked.broken.clone(),
            })
            .collect(),
        rules: whole
            .rules
            .iter()
            .map(|(kind, effect)| RuleRow {
                kind: kind.word().to_owned(),
                effect: effect_row(portfolio, effect),
            })
            .collect(),
        money: whole
            .money
            .iter()
            .map(|(year, found)| MoneyRow {
                year: year.0,
                extra: found.as_ref().map(|found| found.0.0),
                effect: found.as_ref().map(|found| effect_row(portfolio, &found.1)),
            })
            .collect(),
    });
    json::carrying(
&Document {
        format: FORMAT.to_owned(),
        case: portfolio.id.clone(),
        scenario: shown.base.scenario.id.clone(),
        version: VERSION.to_owned(),
        unit: "points and values in the smallest unit of the first goal (value: millionths of a point); money in \
               its smallest unit; cost in ten-thousandths"
            .to_owned(),
        initiatives: shown.explained.stories.iter().map(entry).collect(),
        whole,
        inputs: json::inputs(shown.case).into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect(),
    },
shown.case,
)
}

fn effect_row(portfolio: &Portfolio, effect: &Effect) -> EffectRow {
    match effect {
        Effect::Plan { plan, value, loss, .. } => {
            EffectRow::Plan { value: *value, loss: *loss, starts: starts(portfolio, plan) }
        }
        Effect::Impossible => EffectRow::Impossible,
        Effect::Unknown => EffectRow::Unknown,
    }
}

fn points_row(price: PointsPrice) -> PriceRow {
    let (kind, at) = match price {
        PointsPrice::Enters(points) => ("enters", Some(points.0)),
        PointsPrice::Stays(points) => ("stays", Some(points.0)),
        PointsPrice::Always => ("always", None),
        PointsPrice::Never => ("never", None),
        PointsPrice::NotCounted => ("not-counted", None),
        PointsPrice::Unknown => ("unknown", None),
    };
    PriceRow { kind: kind.to_owned(), at }
}

fn cost_row(price: CostPrice) -> PriceRow {
    let (kind, at) = match price {
        CostPrice::Enters(scale) => ("enters", Some(scale)),
        CostPrice::Stays(scale) => ("stays", Some(scale)),
        CostPrice::NotEvenFree => ("not-even-free", None),
        CostPrice::Always => ("always", None),
        CostPrice::Unknown => ("unknown", None),
    };
    PriceRow { kind: kind.to_owned(), at }
}

fn ceiling_row(&(year, price): &(Year, CeilingPrice)) -> CeilingRow {
    let (kind, enters, leaves) = match price {
        CeilingPrice::Enters { extra, leaves } => ("enters", Some(extra.0), leaves.map(|at| at.0)),
        CeilingPrice::Never => ("never", None, None),
        CeilingPrice::Unknown => ("unknown", None, None),
    };
    CeilingRow { year: year.0, kind: kind.to_owned(), enters, leaves }
}

fn scale_word(scale: Scale) -> &'static str {
    match scale {
        Scale::Value => "value",
        Scale::ValueForMoney => "value-for-money",
    }
}

/// The scenario a document is about.
#[must_use]
pub fn scenario_of(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        scenario: String,
    }
    serde_json::from_slice::<Head>(bytes).ok().map(|head| head.scenario)
}

/// Whether a document names exactly the inputs of this case, decisions apart.
#[must_use]
pub fn answers(case: &Case, bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: String,
        inputs: BTreeMap<String, String>,
    }
    let Ok(head) = claimed::document::<Head>(bytes) else { return false };
    let format = head.format == FORMAT && head.version == VERSION;
    format && super::super::certificate_json::same_inputs(case, &head.inputs)
}

/// Whether a document says what follows from what was read of it. It may have been written before the last decisions, so
/// that its list of inputs and its findings may be others: the inputs must be those that count ([`answers`]).
#[must_use]
pub fn follows(shown: &Shown, document: &[u8]) -> bool {
    let told = |bytes: &[u8]| {
        let mut read: BTreeMap<String, serde_json::Value> = claimed::document(bytes).ok()?;
        read.retain(|key, _| key != "inputs" && key != "findings");
        Some(read)
    };
    let (found, expected) = (told(document), told(&render(shown)));
    found.is_some() && found == expected && answers(shown.case, document)
}

/// What a document claims; what follows from the inputs and the plan is made anew. Only its form is checked here.
///
/// # Errors
/// What is wrong with the document, for `words`.
pub fn claimed(base: &Base, bytes: &[u8]) -> Result<Explained, Unreadable> {
    let document: Document = claimed::document(bytes)?;
    if document.format != FORMAT {
        return Err(Unreadable::Format(document.format));
    }
    let more = document.whole.as_ref().map_or(0, |whole| whole.rules.len().saturating_add(whole.money.len()));
    let plans = document.initiatives.len().saturating_mul(2).saturating_add(more);
    claimed::judgeable(plans, base.portfolio, base.scenario)?;
    let whole = document.whole.map(|row| whole(base, row)).transpose()?;
    Ok(Explained {
        stories: document.initiatives.iter().map(|entry| story(base, entry)).collect::<Result<_, _>>()?,
        credits: credits(base.portfolio, base.scenario, base.plan),
        whole,
    })
}

fn whole(base: &Base, row: WholeRow) -> Result<Whole, Unreadable> {
    let rule = |row: RuleRow| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == row.kind);
        Ok((kind.ok_or(Unreadable::Word(row.kind))?, effect(base, &row.effect)?))
    };
    let money = |row: MoneyRow| {
        let found = row.extra.zip(row.effect.as_ref());
        let found = found.map(|(extra, row)| Ok((Money(extra), effect(base, row)?))).transpose()?;
        Ok((claimed::year(row.year)?, found))
    };
    Ok(Whole {
        ranking: rankings(base),
        rules: row.rules.into_iter().map(rule).collect::<Result<_, _>>()?,
        money: row.money.into_iter().map(money).collect::<Result<_, _>>()?,
    })
}

fn story(base: &Base, entry: &Entry) -> Result<Story, Unreadable> {
    let initiative =
        base.portfolio.find(&entry.id).ok_or_else(|| Unreadable::Initiative(entry.id.clone()))?;
    let unknown = |word: &str| Unreadable::Word(word.to_owned());
    let points = match (entry.points.kind.as_str(), entry.points.at) {
        ("enters", Some(at)) => PointsPrice::Enters(Points(at)),
        ("stays", Some(at)) => PointsPrice::Stays(Points(at)),
        ("always", None) => PointsPrice::Always,
        ("never", None) => PointsPrice::Never,
        ("not-counted", None) => PointsPrice::NotCounted,
        ("unknown", None) => PointsPrice::Unknown,
        (word, _) => return Err(unknown(word)),
    };
    let more = match &entry.cost {
        None => None,
        Some(row) => {
            let cost = match (row.kind.as_str(), row.at) {
                ("enters", Some(at)) => CostPrice::Enters(at),
                ("stays", Some(at)) => CostPrice::Stays(at),
                ("not-even-free", None) => CostPrice::NotEvenFree,
                ("always", None) => CostPrice::Always,
                ("unknown", None) => CostPrice::Unknown,
                (word, _) => return Err(unknown(word)),
            };
            let earlier = entry.earlier.as_ref();
            let earlier =
                earlier.map(|row| Ok((claimed::year(row.year)?, effect(base, &row.effect)?))).transpose()?;
            let ceilings = entry.ceilings.iter().map(|row| {
                let price = match (row.kind.as_str(), row.enters) {
                    ("enters", Some(extra)) => {
                        CeilingPrice::Enters { extra: Money(extra), leaves: row.leaves.map(Money) }
                    }
                    ("never", None) => CeilingPrice::Never,
                    ("unknown", None) => CeilingPrice::Unknown,
                    (word, _) => return Err(unknown(word)),
                };
                Ok((claimed::year(row.year)?, price))
            });
            Some(More { cost, earlier, ceilings: ceilings.collect::<Result<_, _>>()? })
        }
    };
    // Its start is the plan's: another one in the document is found when it is rendered again.
    let start = base.plan.start(initiative);
    Ok(Story { initiative, start, otherwise: effect(base, &entry.otherwise)?, points, more })
}

fn effect(base: &Base, row: &EffectRow) -> Result<Effect, Unreadable> {
    Ok(match row {
        EffectRow::Plan { value, loss, starts } => {
            let plan = claimed::plan(base.portfolio, starts)?;
            let changes = compare(base.plan, &plan);
            Effect::Plan { plan, value: *value, loss: *loss, changes }
        }
        EffectRow::Impossible => Effect::Impossible,
        EffectRow::Unknown => Effect::Unknown,
    })
}
