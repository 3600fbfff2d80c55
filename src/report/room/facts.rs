//! What is known of an initiative whatever the budget: its costs, what it waits for, what it brings.

use super::build::both;
use super::document::Text;
use crate::portfolio::{Portfolio, When};
use crate::units::{InitiativeIx, Money};
use crate::words::room;

/// Facts in the order to show them: a word's key and a text.
pub fn of(portfolio: &Portfolio, ix: InitiativeIx) -> Vec<(&'static str, Text)> {
    let item = portfolio.initiative(ix);
    let mut facts = Vec::new();
    let currency = &portfolio.currency;
    let money = |when: When| -> Money {
        let lines = item.costs.iter().filter(|line| line.when == when && portfolio.class(line.class).money);
        lines.map(|line| line.amount).sum()
    };
    let build: Vec<Money> = (0..i32::from(item.duration)).map(|k| money(When::Execution(k))).collect();
    let run = money(When::Service);
    if build.iter().any(|amount| *amount != Money::ZERO) || run != Money::ZERO {
        facts.push(("fact_cost", both(|lang| room::cost(currency, &build, run, portfolio.price_year, lang))));
    }
    if !item.dependencies.is_empty() {
        facts.push(("fact_needs", both(|lang| room::needs(portfolio, &item.dependencies, lang))));
    }
    if let Some(group) = item.group {
        let group = portfolio.group(group);
        let ids: Vec<&str> =
            group.members.iter().map(|member| portfolio.initiative(*member).id.as_str()).collect();
        facts.push(("fact_group", both(|lang| format!("{}: {}", lang.label(&group.name), ids.join(", ")))));
    }
    if !item.lifts.is_empty() {
        facts.push(("fact_lifts", both(|lang| room::lifts(portfolio, &item.lifts, lang))));
    }
    if item.saving != Money::ZERO {
        facts.push(("fact_saving", both(|lang| room::a_year(currency, item.saving, lang))));
    }
    if let Some(risk) = item.risk {
        facts.push(("fact_risk", both(|lang| room::risk(risk, lang))));
    }
    let account = [item.account.as_str(), item.account_version.as_str()];
    let account = account.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" / ");
    let free = [
        ("fact_legal", item.legal_basis.as_str()),
        ("fact_heading", item.heading.as_str()),
        ("fact_account", account.as_str()),
        ("fact_basis", item.cost_basis.as_str()),
    ];
    facts.extend(
        free.iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (*key, Text((*text).to_owned(), (*text).to_owned()))),
    );
    facts
}
