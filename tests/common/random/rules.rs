//! Random rules that need no amount: locks, choices, counts, and bonuses.

use crate::common::build::{CAPITAL, FIRST, OPERATING, TONNAGE};
use crate::common::chance::Chance;
use petajalan::portfolio::{Label, Portfolio};
use petajalan::scenario::{Choose, Rule, Scope};
use petajalan::units::{AgencyIx, CategoryIx, GroupIx, InitiativeIx, Money, Points, Year};

/// Rules on single starts.
pub fn locks(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Rule> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let mut rules = Vec::new();
    for (initiative, _) in portfolio.each() {
        let reason = "decided".to_owned();
        match chance.between(0, 99) {
            0..=17 => {
                let (a, b) = (chance.pick(&years), chance.pick(&years));
                rules.push(Rule::Window { initiative, earliest: a.min(b), latest: a.max(b) });
            }
            18..=27 => {
                let start_by = chance.percent(60).then(|| chance.pick(&years));
                rules.push(Rule::Mandatory { initiative, start_by, reason });
            }
            28..=31 => rules.push(Rule::Committed { initiative, start: chance.pick(&years) }),
            32..=36 => {
                let start = FIRST.plus(i32::try_from(chance.between(-2, -1)).expect("small"));
                rules.push(Rule::Committed { initiative, start });
            }
            37..=41 => {
                let start = chance.percent(50).then(|| chance.pick(&years));
                rules.push(Rule::ForcedIn { initiative, start, reason });
            }
            42..=46 => rules.push(Rule::ForcedOut { initiative, reason }),
            _ => {}
        }
    }
    rules
}

/// Rules on which initiatives and how many.
pub fn choices(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Rule> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let everyone: Vec<InitiativeIx> = portfolio.each().map(|(who, _)| who).collect();
    let mut rules = Vec::new();
    for group in (0..portfolio.groups.len()).map(GroupIx) {
        let least = u32::try_from(chance.between(1, 2)).expect("small");
        let choose =
            chance.pick(&[Choose::AtMostOne, Choose::AtMostOne, Choose::ExactlyOne, Choose::AtLeast(least)]);
        rules.push(Rule::Alternatives { group, choose });
        if chance.percent(40) {
            let timed = chance.some(&portfolio.group(group).members, 60);
            let start_by = timed.into_iter().map(|member| (member, chance.pick(&years))).collect();
            rules.push(Rule::MandatoryGroup { group, start_by });
        }
    }
    for (initiative, item) in portfolio.each().filter(|_| !chance.percent(5)) {
        let clauses = item.dependencies.iter().cloned();
        rules.extend(clauses.map(|clause| Rule::Dependency { initiative, clause }));
    }
    if chance.percent(20) {
        rules.push(Rule::Bundle { id: "pair".into(), members: pair(chance, &everyone) });
    }
    if chance.percent(25) {
        let at_least = u32::try_from(chance.between(1, 3)).expect("small");
        rules.push(Rule::MinimumStarts { id: "least".into(), scope: scope(chance, portfolio), at_least });
    }
    if chance.percent(30) {
        let (scope, at_most) =
            (scope(chance, portfolio), u32::try_from(chance.between(0, 3)).expect("small"));
        let pace =
            |&year: &Year| Rule::StartsPerYear { id: "pace".into(), scope: scope.clone(), year, at_most };
        rules.extend(years.iter().map(pace));
    }
    rules
}

pub fn synergies(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Rule> {
    let everyone: Vec<InitiativeIx> = portfolio.each().map(|(who, _)| who).collect();
    let mut one = |at: i32| {
        let members = pair(chance, &everyone);
        let dearest = petajalan::plan::synergy_line(portfolio, &members).map_or(0, |(_, line)| line.amount.0);
        Rule::Synergy {
            id: format!("together{at}"),
            name: Label::same("together"),
            members,
            points: Points(chance.between(0, 6) * Points::PER_POINT),
            // Half, so that two of them never take more than the line costs.
            saving: Money(chance.between(0, dearest / 2)),
        }
    };
    let rules: Vec<Rule> = (0..2).map(&mut one).collect();
    rules.into_iter().take(chance.pick(&[0, 0, 1, 2])).collect()
}

fn pair(chance: &mut Chance, everyone: &[InitiativeIx]) -> Vec<InitiativeIx> {
    let mut members = vec![chance.pick(everyone), chance.pick(everyone), chance.pick(everyone)];
    members.sort_unstable();
    members.dedup();
    members
}

pub fn scope(chance: &mut Chance, portfolio: &Portfolio) -> Scope {
    let everyone: Vec<InitiativeIx> = portfolio.each().map(|(who, _)| who).collect();
    let mut scope = Scope::total();
    match chance.between(0, 5) {
        0 => scope.agencies = vec![AgencyIx(chance.below(2))],
        1 => scope.categories = vec![CategoryIx(chance.below(2))],
        2 => scope.classes = vec![chance.pick(&[CAPITAL, OPERATING, TONNAGE])],
        3 => scope.initiatives = chance.some_at_least_one(&everyone, 40),
        4 => {
            scope.agencies = vec![AgencyIx(chance.below(2))];
            scope.classes = vec![chance.pick(&[CAPITAL, OPERATING])];
        }
        _ => {}
    }
    scope
}
