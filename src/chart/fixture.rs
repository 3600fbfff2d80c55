//! Made-up plans for tests: regular patterns, no real figures.

use super::{ChartInput, Proof};
use crate::plan::Plan;
use crate::portfolio::{
    Band, Calendar, CostClass, CostLine, Currency, Dependency, Finish, Given, Indicator, Initiative, Label,
    Lift, Link, Named, Portfolio, Scheme, ServiceStart, Target, When,
};
use crate::priority::Values;
use crate::scenario::{Goal, Rule, Scenario, Scope};
use crate::units::{
    AgencyIx, CategoryIx, ClassIx, IndicatorIx, InitiativeIx, Level, Money, SchemeIx, Year, real,
};
use crate::words::Lang;

/// A case with one scenario and a plan.
pub struct Case {
    pub portfolio: Portfolio,
    pub scenario: Scenario,
    pub plan: Plan,
    pub proof: Proof,
}

/// What a made-up case looks like.
#[derive(Clone, Copy)]
pub struct Spec {
    pub initiatives: usize,
    pub years: u16,
    pub categories: usize,
    /// Of so many initiatives, the last one is not chosen; 1 chooses none.
    pub skip_every: usize,
    /// Multiplies every amount.
    pub money: i64,
    /// Letters in a name.
    pub name: usize,
    /// Yearly ceiling for each initiative there is, before `money`; 0 for none.
    pub ceiling: i64,
}

pub const SMALL: Spec = Spec {
    initiatives: 14,
    years: 5,
    categories: 4,
    skip_every: 5,
    money: 1_000_000,
    name: 34,
    ceiling: 260,
};

impl Case {
    pub fn input(&self, lang: Lang) -> ChartInput<'_> {
        let Self {
            portfolio,
            scenario,
            plan,
            proof,
        } = self;
        ChartInput {
            portfolio,
            scenario,
            plan,
            proof: *proof,
            lang,
        }
    }
}

pub fn case(spec: Spec) -> Case {
    let initiatives: Vec<Initiative> = (0..spec.initiatives).map(|at| initiative(spec, at)).collect();
    let portfolio = portfolio(spec, initiatives)
        .checked()
        .expect("the made-up case is sound");
    let starts: Vec<Option<Year>> = (0..spec.initiatives)
        .map(|at| start(spec, &portfolio, at))
        .collect();
    let mut rules = Vec::new();
    for (ix, item) in portfolio.each() {
        rules.extend(item.dependencies.iter().map(|clause| Rule::Dependency {
            initiative: ix,
            clause: clause.clone(),
        }));
        if ix.0 % 7 == 0 {
            let start_by = Some(portfolio.calendar.first.plus(1));
            rules.push(Rule::Mandatory {
                initiative: ix,
                start_by,
                reason: String::new(),
            });
        }
        if let (4, Some(start)) = (ix.0 % 9, starts[ix.0]) {
            rules.push(Rule::Committed {
                initiative: ix,
                start,
            });
        }
    }
    for year in portfolio.calendar.plan_years().filter(|_| spec.ceiling != 0) {
        let limit = Money(spec.ceiling * spec.money * i64::try_from(spec.initiatives.max(1)).unwrap());
        rules.push(Rule::Ceiling {
            id: "total".to_owned(),
            scope: Scope::total(),
            year,
            limit,
        });
    }
    let values = Values::of(&portfolio, None, None);
    let scenario = Scenario {
        id: "moderat".to_owned(),
        name: Label {
            id: "Moderat".to_owned(),
            en: "Baseline".to_owned(),
        },
        note: Label::default(),
        weight_set: String::new(),
        values,
        base: Vec::new(),
        rules,
        goals: vec![Goal::MostValue, Goal::FirstInOrder],
    };
    Case {
        portfolio,
        scenario,
        plan: Plan { starts },
        proof: Proof::Proven,
    }
}

fn start(spec: Spec, portfolio: &Portfolio, at: usize) -> Option<Year> {
    if spec.skip_every == 1 || at % spec.skip_every == spec.skip_every - 1 {
        return None;
    }
    let calendar = &portfolio.calendar;
    let item = portfolio.initiative(InitiativeIx(at));
    let spread = i32::try_from(at * 7 % usize::from(spec.years)).unwrap();
    let awaited = item
        .dependencies
        .iter()
        .flat_map(|clause| &clause.any_of)
        .filter_map(|(target, _)| match target {
            Target::Initiative(before) => start(spec, portfolio, before.0).map(|year| (*before, year)),
            Target::Group(_) => None,
        });
    let ready = awaited
        .map(|(before, year)| year.plus(i32::from(portfolio.initiative(before).duration)))
        .max();
    let wanted = calendar.first.plus(spread).max(ready.unwrap_or(calendar.first));
    (wanted <= calendar.last()).then_some(wanted)
}

fn initiative(spec: Spec, at: usize) -> Initiative {
    let category = at * spec.categories / spec.initiatives.max(1);
    let letters = "Sistem layanan terpadu dan tata kelola data daerah yang aman & inklusif "
        .chars()
        .cycle();
    let name: String = letters.skip(at % 11).take(spec.name).collect();
    let amount = |units: usize| Money(i64::try_from(units).unwrap() * spec.money);
    let line = |class: usize, when: When, units: usize| CostLine {
        class: ClassIx(class),
        when,
        amount: amount(units),
        account: None,
        funds: Vec::new(),
    };
    let link = if at.is_multiple_of(4) {
        Link::StartToStart
    } else {
        Link::FinishToStart { lag: 0 }
    };
    let before = (at >= 3 && at % 3 == 1).then(|| Target::Initiative(InitiativeIx(at - 3)));
    Initiative {
        id: format!("X{at:02}"),
        name: Label {
            id: name.clone(),
            en: name,
        },
        category: CategoryIx(category),
        agency: AgencyIx(at % 5),
        duration: if at % 6 == 5 && spec.years > 1 { 2 } else { 1 },
        earliest: None,
        latest: None,
        costs: vec![
            line(0, When::Execution(0), 120 + 35 * (at % 8)),
            line(1, When::Service, 20 + 11 * (at % 5)),
        ],
        dependencies: before
            .map(|target| Dependency {
                any_of: vec![(target, link)],
            })
            .into_iter()
            .collect(),
        group: None,
        staff: Vec::new(),
        lifts: vec![Lift {
            scheme: SchemeIx(0),
            indicator: IndicatorIx(at % 4),
            by: Level(100),
        }],
        scores: Vec::new(),
        reach: 1.0,
        given: Given::default(),
        risk: None,
        saving: Money::ZERO,
        heading: String::new(),
        legal_basis: String::new(),
        account: String::new(),
        account_version: String::new(),
        cost_basis: String::new(),
        line: 0,
    }
}

fn portfolio(spec: Spec, initiatives: Vec<Initiative>) -> Portfolio {
    let named = |id: &str, name: Label| Named {
        id: id.to_owned(),
        name,
    };
    let two = |id: &str, en: &str| Label {
        id: id.to_owned(),
        en: en.to_owned(),
    };
    let class = |id: &str, name: Label| CostClass {
        id: id.to_owned(),
        name,
        money: true,
        decimals: 0,
        inflation: None,
    };
    let indicator = |at: usize| Indicator {
        id: at.to_string(),
        name: Label::same("Indikator"),
        weight: 25_000,
        baseline: Level(130),
        target: Some(Level(300)),
    };
    let band = |from: f64, id: &str, en: &str| Band {
        from: Level(crate::units::round_half_even(from * real(Level::PER_LEVEL)).unwrap()),
        name: two(id, en),
    };
    Portfolio {
        id: "contoh".to_owned(),
        name: two("Peta jalan contoh", "Sample roadmap"),
        illustrative: true,
        calendar: Calendar {
            first: Year(2027),
            years: spec.years,
            service_after: 3,
            tail: 1,
            service: ServiceStart::NextYear,
            finish: Finish::Anywhere,
        },
        currency: Currency {
            sign: "Rp".to_owned(),
            decimals: 0,
        },
        price_year: Year(2026),
        discount: 0.0,
        classes: vec![
            class("capital", two("Belanja modal", "Capital")),
            class("operating", two("Belanja operasi", "Operating")),
        ],
        agencies: ["Kominfo", "Bappeda", "Dinas Kesehatan", "BKPSDM", "Inspektorat"]
            .map(|id| named(id, Label::same(id)))
            .to_vec(),
        categories: (0..spec.categories)
            .map(|at| {
                named(
                    &format!("c{at}"),
                    two(&format!("Kategori {at}"), &format!("Category {at}")),
                )
            })
            .collect(),
        funds: Vec::new(),
        pools: Vec::new(),
        criteria: Vec::new(),
        schemes: vec![Scheme {
            id: "pemdi".to_owned(),
            name: Label::same("Pemdi"),
            highest: Level(500),
            indicators: (0..4).map(indicator).collect(),
            bands: vec![
                band(1.0, "Kurang", "Poor"),
                band(1.5, "Cukup", "Fair"),
                band(2.5, "Baik", "Good"),
                band(3.5, "Sangat Baik", "Very good"),
                band(4.0, "Memuaskan", "Excellent"),
            ],
        }],
        groups: Vec::new(),
        initiatives,
    }
}
