//! A sentence for everything that can be said, in both languages: every rule, reason, price, effect, wish, decision, kind of
//! rule. Each list here is checked against its enum by a match without a wildcard, so that a new variant does not compile
//! before it has an example.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;

use common::build::{self, FIRST, who, with_funds, with_group, year};
use petajalan::audit::{Breach, Violation};
use petajalan::explain::base::{Base, Effect};
use petajalan::explain::price::{CeilingPrice, CostPrice, PointsPrice};
use petajalan::explain::ranking::{SCALES, ranked};
use petajalan::explain::rule_costs::Kind;
use petajalan::explain::story::{More, Story};
use petajalan::explain::{Because, Blocked, Reason, Status, compare};
use petajalan::portfolio::{Dependency, Label, Link, Portfolio, Target};
use petajalan::scenario::{Action, Base as Of, Choose, Decision, Measure, Period, Rule, Scenario, Scope};
use petajalan::solve::{Options, solve};
use petajalan::study::what_if::Wish;
use petajalan::units::{
    AgencyIx, FundIx, GroupIx, IndicatorIx, InitiativeIx, Level, Money, Points, PoolIx, SchemeIx,
};
use petajalan::words::explain::Speaker;
use petajalan::words::{Lang, decisions, reasons, rules, what_if};

/// Both languages say something whole, and not the same.
#[track_caller]
fn assert_said(say: impl Fn(Lang) -> String) {
    let [id, en] = [Lang::Id, Lang::En].map(say);
    for text in [&id, &en] {
        let whole = text.chars().count() > 8 && !text.contains("  ") && text.ends_with('.');
        assert!(whole, "{text:?}");
    }
    assert_ne!(id, en);
}

#[track_caller]
fn assert_word(say: impl Fn(Lang) -> String) {
    let [id, en] = [Lang::Id, Lang::En].map(say);
    assert!(!id.is_empty() && !en.is_empty() && id != en, "{id:?} {en:?}");
}

/// All of `0..count`, each at least once.
#[track_caller]
fn assert_all(numbers: impl IntoIterator<Item = usize>, count: usize) {
    let seen: BTreeSet<usize> = numbers.into_iter().collect();
    assert_eq!(seen, (0..count).collect(), "an example is missing");
}

fn case() -> (Portfolio, Scenario) {
    let mut portfolio = build::portfolio(4, 3);
    with_group(&mut portfolio, &[0, 1]);
    with_funds(&mut portfolio, 1);
    let scenario = build::scenario(&portfolio, rules_of(&portfolio));
    (portfolio, scenario)
}

fn rules_of(_: &Portfolio) -> Vec<Rule> {
    let (initiative, id, scope, limit) = (who(0), || "r".to_owned(), Scope::total, Money(12));
    let (fund, group, reason) = (FundIx(0), GroupIx(0), || "law".to_owned());
    let clause = Dependency { any_of: vec![(Target::Initiative(who(1)), Link::Selection)] };
    let choose = [Choose::AtMostOne, Choose::ExactlyOne, Choose::AtLeast(2)];
    let measures = [Measure::Index, Measure::Indicator(IndicatorIx(0))];
    let mut rules = vec![
        Rule::Window { initiative, earliest: FIRST, latest: year(2) },
        Rule::Mandatory { initiative, start_by: Some(FIRST), reason: reason() },
        Rule::Mandatory { initiative, start_by: None, reason: String::new() },
        Rule::MandatoryGroup { group, start_by: vec![(who(0), FIRST)] },
        Rule::Committed { initiative, start: FIRST },
        Rule::ForcedIn { initiative, start: Some(FIRST), reason: reason() },
        Rule::ForcedIn { initiative, start: None, reason: String::new() },
        Rule::ForcedOut { initiative, reason: reason() },
        Rule::Ceiling { id: id(), scope: scope(), year: FIRST, limit },
        Rule::HorizonCeiling { id: id(), scope: scope(), limit },
        Rule::Floor { id: id(), scope: scope(), period: Period::Horizon, amount: limit },
        Rule::ShareFloor {
            id: id(),
            scope: scope(),
            period: Period::Horizon,
            base: Of::Spending,
            share: 500,
        },
        Rule::ShareCap {
            id: id(),
            scope: scope(),
            period: Period::Year(FIRST),
            base: Of::Ceiling,
            share: 500,
        },
        Rule::MinimumStarts { id: id(), scope: scope(), at_least: 2 },
        Rule::StartsPerYear { id: id(), scope: scope(), year: FIRST, at_most: 2 },
        Rule::FundLimit { fund, year: FIRST, limit },
        Rule::FundHorizonLimit { fund, limit },
        Rule::CarryOver { fund, cap: limit },
        Rule::Dependency { initiative, clause },
        Rule::Bundle { id: id(), members: vec![who(0), who(1)] },
        Rule::Synergy {
            id: id(),
            name: Label::same("both"),
            members: vec![who(0), who(1)],
            points: Points(1),
            saving: limit,
        },
        Rule::Pool { pool: PoolIx(0), year: FIRST, capacity: 100 },
        Rule::Commitments { id: id(), scope: scope(), year: year(4), limit },
        Rule::Stability { source: "old".into(), starts: Vec::new(), at_most: 1 },
    ];
    rules.extend(choose.map(|choose| Rule::Alternatives { group, choose }));
    rules.extend(measures.map(|measure| Rule::Outcome {
        id: id(),
        scheme: SchemeIx(0),
        measure,
        year: FIRST,
        at_least: Level(200),
    }));
    rules
}

#[test]
fn every_rule() {
    let (portfolio, scenario) = case();
    let number = |rule: &Rule| match rule {
        Rule::Window { .. } => 0,
        Rule::Mandatory { .. } => 1,
        Rule::MandatoryGroup { .. } => 2,
        Rule::Committed { .. } => 3,
        Rule::ForcedIn { .. } => 4,
        Rule::ForcedOut { .. } => 5,
        Rule::Ceiling { .. } => 6,
        Rule::HorizonCeiling { .. } => 7,
        Rule::Floor { .. } => 8,
        Rule::ShareFloor { .. } => 9,
        Rule::ShareCap { .. } => 10,
        Rule::MinimumStarts { .. } => 11,
        Rule::StartsPerYear { .. } => 12,
        Rule::FundLimit { .. } => 13,
        Rule::FundHorizonLimit { .. } => 14,
        Rule::CarryOver { .. } => 15,
        Rule::Dependency { .. } => 16,
        Rule::Alternatives { .. } => 17,
        Rule::Bundle { .. } => 18,
        Rule::Synergy { .. } => 19,
        Rule::Pool { .. } => 20,
        Rule::Outcome { .. } => 21,
        Rule::Commitments { .. } => 22,
        Rule::Stability { .. } => 23,
    };
    assert_all(scenario.rules.iter().map(number), 24);
    for rule in &scenario.rules {
        assert_said(|lang| rules::sentence(&portfolio, rule, lang));
    }
}

#[test]
fn every_reason() {
    let (portfolio, scenario) = case();
    let at = |wanted: fn(&Rule) -> bool| scenario.rules.iter().position(wanted).expect("a rule");
    let becauses = [
        Because::Committed,
        Because::Rule(at(|rule| matches!(rule, Rule::Mandatory { .. }))),
        Because::Rule(at(|rule| matches!(rule, Rule::ForcedIn { .. }))),
        Because::Chosen(at(|rule| matches!(rule, Rule::MandatoryGroup { .. }))),
        Because::Chosen(at(|rule| matches!(rule, Rule::Alternatives { .. }))),
        Because::Worth(Points(3)),
    ];
    assert_all(
        becauses.iter().map(|because| match because {
            Because::Committed => 0,
            Because::Rule(_) => 1,
            Because::Chosen(_) => 2,
            Because::Worth(_) => 3,
        }),
        4,
    );
    let breach = Breach::StartedAnyway { initiative: who(0), start: FIRST };
    let out = at(|rule| matches!(rule, Rule::ForcedOut { .. }));
    let blocked = [
        Blocked::Window(year(2)),
        Blocked::Never,
        Blocked::Alternative { chosen: who(1) },
        Blocked::Waits { for_any: vec![who(1), who(2)], start: FIRST },
        Blocked::Breaks { violation: Violation { rule: Some(out), breach }, start: FIRST },
        Blocked::NotBetter,
        Blocked::Outranked,
    ];
    assert_all(
        blocked.iter().map(|blocked| match blocked {
            Blocked::Window(_) => 0,
            Blocked::Never => 1,
            Blocked::Alternative { .. } => 2,
            Blocked::Waits { .. } => 3,
            Blocked::Breaks { .. } => 4,
            Blocked::NotBetter => 5,
            Blocked::Outranked => 6,
        }),
        7,
    );
    let funded = |because: &Because, earlier: Option<&Blocked>| Status::Funded {
        start: year(2),
        because: because.clone(),
        earlier: earlier.cloned(),
        enables: vec![who(2)],
    };
    let mut statuses: Vec<Status> = becauses.iter().map(|because| funded(because, None)).collect();
    statuses.extend(blocked.iter().map(|blocked| funded(&becauses[0], Some(blocked))));
    statuses.extend(blocked.iter().cloned().map(Status::Out));
    for status in statuses {
        let reason = Reason { initiative: who(0), status };
        assert_said(|lang| reasons::sentence(&portfolio, &scenario, &reason, lang));
    }
}

/// A plain case with its best plan.
fn solved_case() -> (Portfolio, Scenario) {
    let portfolio = build::portfolio(4, 3);
    let ceiling = |at: i32| Rule::Ceiling {
        id: "total".into(),
        scope: Scope::total(),
        year: year(at),
        limit: Money(12),
    };
    let scenario = build::scenario(&portfolio, (1..=3).map(ceiling).collect());
    (portfolio, scenario)
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list: every price with its examples")]
fn every_price_and_effect() {
    let (portfolio, scenario) = solved_case();
    let options = Options::default();
    let outcome = solve(&portfolio, &scenario, &options);
    let solved = outcome.solved().expect("a plan");
    let base = Base::of(&portfolio, &scenario, solved, &options).expect("proven");
    let mut plan = solved.plan.clone();
    plan.starts[0] = None;
    let changes = compare(&solved.plan, &plan);
    let effects = [Effect::Plan { plan, value: 1, loss: 2, changes }, Effect::Impossible, Effect::Unknown];
    assert_all(
        effects.iter().map(|effect| match effect {
            Effect::Plan { .. } => 0,
            Effect::Impossible => 1,
            Effect::Unknown => 2,
        }),
        3,
    );
    let points = [
        PointsPrice::Enters(Points(5)),
        PointsPrice::Enters(Points(0)),
        PointsPrice::Stays(Points(5)),
        PointsPrice::Always,
        PointsPrice::Never,
        PointsPrice::NotCounted,
        PointsPrice::Unknown,
    ];
    assert_all(
        points.iter().map(|price| match price {
            PointsPrice::Enters(_) => 0,
            PointsPrice::Stays(_) => 1,
            PointsPrice::Always => 2,
            PointsPrice::Never => 3,
            PointsPrice::NotCounted => 4,
            PointsPrice::Unknown => 5,
        }),
        6,
    );
    let costs = [
        CostPrice::Enters(9_000),
        CostPrice::NotEvenFree,
        CostPrice::Stays(11_000),
        CostPrice::Always,
        CostPrice::Unknown,
    ];
    assert_all(
        costs.iter().map(|price| match price {
            CostPrice::Enters(_) => 0,
            CostPrice::NotEvenFree => 1,
            CostPrice::Stays(_) => 2,
            CostPrice::Always => 3,
            CostPrice::Unknown => 4,
        }),
        5,
    );
    let ceilings = [
        CeilingPrice::Enters { extra: Money(3), leaves: Some(Money(9)) },
        CeilingPrice::Never,
        CeilingPrice::Unknown,
    ];
    assert_all(
        ceilings.iter().map(|price| match price {
            CeilingPrice::Enters { .. } => 0,
            CeilingPrice::Never => 1,
            CeilingPrice::Unknown => 2,
        }),
        3,
    );
    let story = |start, effect: &Effect| Story {
        initiative: who(0),
        start,
        otherwise: effect.clone(),
        points: PointsPrice::Always,
        more: Some(More {
            cost: CostPrice::Always,
            earlier: Some((FIRST, effect.clone())),
            ceilings: vec![(FIRST, CeilingPrice::Never)],
        }),
    };
    let speak = |lang: Lang| Speaker { base: &base, lang };
    for effect in &effects {
        for start in [Some(year(2)), None] {
            let story = story(start, effect);
            assert_said(|lang| speak(lang).otherwise(&story));
            for at in 1..speak(Lang::En).story(&story).len() {
                assert_said(|lang| speak(lang).story(&story)[at].trim().to_owned());
            }
        }
        for kind in Kind::ALL {
            assert_word(|lang| speak(lang).rule_cost(kind, effect));
        }
        let found = (Money(3), effect.clone());
        assert_word(|lang| speak(lang).next_better(FIRST, Some(&found)));
    }
    for price in points.into_iter().filter(|price| *price != PointsPrice::NotCounted) {
        assert_said(|lang| speak(lang).points(price).expect("a sentence"));
    }
    for price in costs {
        assert_said(|lang| speak(lang).cost(price));
    }
    for price in ceilings {
        assert_said(|lang| speak(lang).ceiling(FIRST, price));
    }
    for scale in SCALES {
        let ranked = ranked(&portfolio, &scenario, scale);
        assert_said(|lang| speak(lang).ranked(&ranked));
    }
}

#[test]
fn every_kind_of_rule_wish_and_decision() {
    let (portfolio, scenario) = case();
    let number = |kind: Kind| match kind {
        Kind::Ceilings => 0,
        Kind::HorizonCeilings => 1,
        Kind::Commitments => 2,
        Kind::Funds => 3,
        Kind::Floors => 4,
        Kind::Shares => 5,
        Kind::Mandatory => 6,
        Kind::ForcedIn => 7,
        Kind::ForcedOut => 8,
        Kind::Windows => 9,
        Kind::Dependencies => 10,
        Kind::Alternatives => 11,
        Kind::Bundles => 12,
        Kind::Staff => 13,
        Kind::Pace => 14,
        Kind::MinimumStarts => 15,
        Kind::Outcomes => 16,
        Kind::Stability => 17,
    };
    assert_all(Kind::ALL.map(number), 18);
    // What is a kind to drop is a kind of some rule.
    assert_all(scenario.rules.iter().filter_map(Kind::of).map(number), 18);
    let wishes = [
        Wish::Start(InitiativeIx(0), FIRST),
        Wish::Must(who(0)),
        Wish::Without(who(0)),
        Wish::Ceiling(FIRST, Money(5)),
        Wish::CutYear(FIRST, 1_000),
        Wish::CutFund(FundIx(0), 1_000),
        Wish::Agency(AgencyIx(0), Money(5)),
        Wish::CeilingOf("total".to_owned(), FIRST, Money(5)),
        Wish::FundOf(FundIx(0), FIRST, Money(5)),
        Wish::Scale(9_000),
        Wish::Weights(vec![1_000_000]),
        Wish::Off(Kind::Ceilings, Some("total".to_owned())),
    ];
    assert_all(
        wishes.iter().map(|wish| match wish {
            Wish::Start(..) => 0,
            Wish::Must(_) => 1,
            Wish::Without(_) => 2,
            Wish::Ceiling(..) => 3,
            Wish::CutYear(..) => 4,
            Wish::CutFund(..) => 5,
            Wish::Agency(..) => 6,
            Wish::CeilingOf(..) => 7,
            Wish::FundOf(..) => 8,
            Wish::Scale(_) => 9,
            Wish::Weights(_) => 10,
            Wish::Off(..) => 11,
        }),
        12,
    );
    for wish in &wishes {
        assert_word(|lang| what_if::wish(&portfolio, wish, lang));
    }
    assert_all(
        Action::ALL.map(|(action, _)| match action {
            Action::ForceIn => 0,
            Action::ForceOut => 1,
            Action::Weight => 2,
            Action::Score => 3,
            Action::Ceiling => 4,
            Action::Cost => 5,
            Action::Rule => 6,
            Action::Other => 7,
        }),
        8,
    );
    for (action, _) in Action::ALL {
        let text = || "x".to_owned();
        let (subject, value, scenario, hash) = (text(), text(), text(), text());
        let (number, date, actor, basis, previous) = (1, text(), text(), text(), text());
        let entry = Decision { number, date, actor, action, scenario, subject, value, basis, previous, hash };
        assert_said(|lang| decisions::line(&entry, lang));
    }
}
