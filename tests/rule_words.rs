//! Rules and breaches in words: some read out in full, and every kind in both languages.

mod common;

use std::collections::BTreeSet;

use common::build::{TONNAGE, plan, portfolio, scenario, who, with_group, year};
use common::chance::Chance;
use common::random_problem;
use petajalan::audit::violations;
use petajalan::plan::Plan;
use petajalan::portfolio::{Dependency, Link, Target};
use petajalan::scenario::{Base, Choose, Measure, Period, Rule, Scope};
use petajalan::units::{AgencyIx, IndicatorIx, Level, Money, PoolIx, SchemeIx};
use petajalan::words::Lang;
use petajalan::words::rules::{breach, sentence};

/// The rule, and how the plan breaks it, in one language.
fn said(rule: &Rule, years: &[i32], lang: Lang) -> [String; 2] {
    let mut case = portfolio(3, 3);
    with_group(&mut case, &[0, 1]);
    let scenario = scenario(&case, vec![rule.clone()]);
    let found = violations(&case, &scenario, &plan(years));
    assert_eq!(found.len(), 1);
    [sentence(&case, rule, lang), breach(&case, &scenario, &found[0], lang)]
}

#[test]
fn ceilings() {
    let scope = Scope { agencies: vec![AgencyIx(0)], ..Scope::total() };
    let rule = Rule::Ceiling { id: "total".into(), scope, year: year(1), limit: Money(12) };
    assert_eq!(
        said(&rule, &[1, 1, 0], Lang::Id),
        [
            "Pagu total: belanja north pada 2027 paling banyak Rp12.",
            "pagu total pada 2027 terlampaui Rp8: Rp20, padahal paling banyak Rp12."
        ]
    );
    assert_eq!(
        said(&rule, &[1, 1, 0], Lang::En),
        [
            "Ceiling total: spending of north in 2027 is at most Rp12.",
            "ceiling total in 2027 is exceeded by Rp8: Rp20 instead of at most Rp12."
        ]
    );
}

#[test]
fn shares_and_other_resources() {
    let scope = Scope { classes: vec![TONNAGE], ..Scope::total() };
    let floor =
        Rule::Floor { id: "t".into(), scope: scope.clone(), period: Period::Horizon, amount: Money(1_200) };
    assert_eq!(
        said(&floor, &[1, 0, 0], Lang::En),
        [
            "Floor t: tonnage spending over the whole plan is at least 1,200 tonnage.",
            "floor t over the whole plan is missed by 1,200 tonnage: 0 tonnage instead of at least 1,200 tonnage."
        ]
    );
    let share = Rule::ShareFloor {
        id: "people".into(),
        scope: Scope { agencies: vec![AgencyIx(1)], ..Scope::total() },
        period: Period::Year(year(1)),
        base: Base::Spending,
        share: 1250,
    };
    assert_eq!(
        said(&share, &[1, 0, 0], Lang::Id)[0],
        "Batas bawah people: belanja south pada 2027 paling sedikit 12,5% dari seluruh belanja."
    );
}

#[test]
fn dependencies() {
    let any_of = vec![
        (Target::Initiative(who(0)), Link::FinishToStart { lag: 0 }),
        (Target::Initiative(who(1)), Link::StartToStart),
    ];
    let rule = Rule::Dependency { initiative: who(2), clause: Dependency { any_of } };
    assert_eq!(
        said(&rule, &[0, 0, 1], Lang::Id),
        [
            "A3 memerlukan A1 selesai lebih dulu atau A2 mulai lebih dulu atau bersamaan.",
            "A3 mulai 2027, tetapi memerlukan A1 selesai lebih dulu atau A2 mulai lebih dulu atau bersamaan."
        ]
    );
}

#[test]
fn groups_and_bundles() {
    let group = petajalan::units::GroupIx(0);
    let one = Rule::Alternatives { group, choose: Choose::ExactlyOne };
    assert_eq!(
        said(&one, &[1, 1, 0], Lang::En),
        ["Exactly one variant of group is chosen.", "2 variants of group are chosen instead of at most 1."]
    );
    let bundle = Rule::Bundle { id: "apps".into(), members: vec![who(0), who(1), who(2)] };
    assert_eq!(
        said(&bundle, &[1, 0, 0], Lang::Id),
        [
            "Paket apps: A1, A2 dan A3 dipilih semua atau tidak sama sekali.",
            "paket apps tidak utuh: tanpa A2 dan A3."
        ]
    );
}

#[test]
fn a_missed_target_never_looks_met() {
    let rule = |measure, at_least| Rule::Outcome {
        id: "o".into(),
        scheme: SchemeIx(0),
        measure,
        year: year(3),
        at_least: Level(at_least),
    };
    assert_eq!(
        said(&rule(Measure::Index, 260), &[0, 0, 0], Lang::Id),
        [
            "Indeks index paling sedikit 2,60 pada akhir 2029.",
            "indeks index pada akhir 2029 baru 1,00, padahal paling sedikit 2,60."
        ]
    );
    let indicator = rule(Measure::Indicator(IndicatorIx(1)), 101);
    assert!(said(&indicator, &[0, 0, 0], Lang::En)[1].contains("1.00 instead of at least 1.01"));
    let mut case = portfolio(1, 1);
    case.schemes[0].indicators[0].weight = 59_999;
    let (rule, plan) = (rule(Measure::Index, 100), plan(&[0]));
    let scenario = scenario(&case, vec![rule]);
    let found = violations(&case, &scenario, &plan);
    assert!(breach(&case, &scenario, &found[0], Lang::En).contains("0.99 instead of at least 1.00"));
}

#[test]
fn staff_in_person_months() {
    let mut case = portfolio(1, 1);
    case.initiatives[0].staff = vec![petajalan::portfolio::PoolUse {
        pool: PoolIx(0),
        build: petajalan::units::PersonMonths(1_250),
        run: petajalan::units::PersonMonths(0),
        adds: petajalan::units::PersonMonths(0),
    }];
    let scenario = scenario(&case, vec![Rule::Pool { pool: PoolIx(0), year: year(1), capacity: 400 }]);
    let found = violations(&case, &scenario, &plan(&[1]));
    assert_eq!(
        breach(&case, &scenario, &found[0], Lang::Id),
        "tenaga staff pada 2027 kurang 8,5 orang-bulan: perlu 12,5, tersedia 4."
    );
}

#[test]
fn every_rule_and_breach_speaks_both_languages() {
    let mut kinds = BTreeSet::new();
    for seed in 0..600 {
        let (portfolio, scenario) = random_problem(seed);
        let mut chance = Chance::new(seed);
        let calendar = portfolio.calendar;
        let mut any_start = || {
            let years = i64::from(calendar.years);
            let at = chance.between(-1, 2 * years);
            (at < years + 1).then(|| calendar.first.plus(i32::try_from(at).expect("small")))
        };
        let wild = Plan { starts: portfolio.initiatives.iter().map(|_| any_start()).collect() };
        for rule in &scenario.rules {
            check([Lang::Id, Lang::En].map(|lang| sentence(&portfolio, rule, lang)), true);
        }
        for plan in [wild, Plan::empty(&portfolio), Plan { starts: Vec::new() }] {
            for found in violations(&portfolio, &scenario, &plan) {
                kinds.insert(format!("{:?}", found.breach).split([' ', '{']).next().map(str::to_owned));
                check([Lang::Id, Lang::En].map(|lang| breach(&portfolio, &scenario, &found, lang)), false);
            }
        }
    }
    assert_eq!(kinds.len(), 19, "breaches seen: {kinds:?}");
}

/// Two full sentences that differ, with a capital where one is due.
fn check([id, en]: [String; 2], capital: bool) {
    for text in [&id, &en] {
        let whole = text.ends_with('.') && text.len() > 10 && !text.contains("  ") && !text.contains(" .");
        assert!(whole, "{text:?}");
        let first = text.chars().next().expect("not empty");
        assert!(!capital || !first.is_lowercase(), "{text:?}");
    }
    assert_ne!(id, en);
}
