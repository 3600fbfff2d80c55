//! Where units and signs may fight: amounts that are a thousand times away from what stands around them, or would make more
//! sense in another unit than the one they are read in. [`check`] stops the run and shows both readings.
//!
//! An amount with a currency sign or a word of size says its unit itself and is never doubted because of another unit; so
//! writing it is always a way on.

use super::case_toml::Head;
use super::cell::Cell;
use super::currency::{self, Amount as Written};
use super::gather::Gather;
use super::number::{Decimal, Fit, Marks};
use super::table::Table;
use super::toml_tree::{Node, Value};
use crate::diagnostic::Finding;
use crate::finding::Amount;
use crate::portfolio::Currency;

/// How far apart two neighbours are too far.
const FAR: i128 = 1_000;
/// With fewer amounts nothing is said of neighbours.
const FEW: usize = 3;
/// Units that are never confused with whole units of a currency.
const SMALL_UNIT: i64 = 1_000_000;

/// An amount above nothing that was read.
struct Seen<'a> {
    cell: Cell<'a>,
    written: Written,
    /// In the smallest counted unit.
    counted: i128,
}

/// Looks at the costs of both tables, and at the limits of ceilings and funds.
pub fn check(
    g: &mut Gather,
    head: &Head,
    table: &Table,
    lines: Option<&Table>,
    case: &Node,
    scenarios: &Node,
    base: &[Node],
) {
    let mut names: Vec<String> = table.family("capex_e").into_iter().map(|(_, name)| name).collect();
    names.extend(table.family("").into_iter().map(|(_, name)| name));
    let cells = |table: &'_ Table, name: &str| -> Vec<usize> {
        (0..table.len()).filter(|&row| table.filled(row, name).is_some()).collect()
    };
    let of = |g: &Gather, names: &[String]| -> Vec<Seen<'_>> {
        let each = names.iter().flat_map(|name| cells(table, name).into_iter().map(move |row| (row, name)));
        let each = each.filter_map(|(row, name)| table.filled(row, name));
        each.filter_map(|cell| seen(g, head, cell)).collect()
    };
    let mut groups = vec![of(g, &names), of(g, &["opex_annual".to_owned()])];
    if let Some(lines) = lines {
        let is_money = |row: &usize| {
            let class = head.classes.position(lines.text(*row, "class"));
            class.and_then(|at| head.shell.classes.get(at)).is_none_or(|class| class.money)
        };
        let rows = (0..lines.len()).filter(is_money);
        groups.push(rows.filter_map(|row| seen(g, head, lines.filled(row, "amount")?)).collect());
    }
    let mut doubtful = false;
    for group in &groups {
        // One doubt about a column is enough.
        doubtful |= signed_below_unit(g, head, group)
            || outliers(g, head, group)
            || all_in_whole_units(g, head, group);
    }
    // Where costs are in doubt, a limit is not far from them for a reason of its own.
    if !doubtful {
        limits(g, head, &groups.iter().flatten().collect::<Vec<_>>(), case, scenarios, base);
    }
    if head.value_given {
        values(g, table);
    }
}

fn seen<'a>(g: &Gather, head: &Head, cell: Cell<'a>) -> Option<Seen<'a>> {
    let written = currency::read(cell.text, cell.marks, Marks::Unsettled, g.currency.as_read()).ok()?;
    let unit = head.money(Fit::Nearest);
    let factor = if written.absolute { unit.absolute? } else { unit.factor };
    let counted = i128::from(written.number.times(factor, Fit::Nearest).ok()?);
    (counted > 0).then_some(Seen { cell, written, counted })
}

#[expect(clippy::unnecessary_box_returns, reason = "a finding holds its amounts boxed")]
fn amount(head: &Head, counted: i128) -> Box<Amount> {
    in_currency(&head.shell.currency, counted)
}

/// An amount in the smallest counted unit, with its currency.
#[expect(clippy::unnecessary_box_returns, reason = "a finding holds its amounts boxed")]
fn in_currency(currency: &Currency, counted: i128) -> Box<Amount> {
    let units = i64::try_from(counted).unwrap_or(i64::MAX);
    Box::new(Amount { sign: currency.sign.clone(), decimals: currency.decimals, units })
}

/// Smallest counted units in one written unit, and in one whole unit of the currency.
fn factors(head: &Head) -> (i64, i64) {
    let unit = head.money(Fit::Nearest);
    (unit.factor, unit.absolute.unwrap_or(1))
}

fn signed_below_unit(g: &mut Gather, head: &Head, group: &[Seen<'_>]) -> bool {
    let (factor, absolute) = factors(head);
    let signed: Vec<&Seen<'_>> =
        group.iter().filter(|seen| seen.written.absolute && !seen.written.sized).collect();
    let below = signed.iter().all(|seen| seen.counted < i128::from(factor));
    let first = signed.first().filter(|_| factor > absolute && below);
    if let Some(first) = first {
        let scaled = first.counted * i128::from(factor / absolute);
        let finding = Finding::SignedBelowUnit {
            text: first.cell.text.to_owned(),
            count: signed.len(),
            read: amount(head, first.counted),
            other: amount(head, scaled),
            plain: in_units(first.counted, factor),
        };
        g.at(finding, &first.cell);
    }
    first.is_some()
}

/// An amount as a number of written units.
fn in_units(counted: i128, factor: i64) -> String {
    let digits = factor.checked_ilog10().unwrap_or(0);
    let plain = Decimal::whole(counted).and_then(|number| number.divided_by_ten(digits));
    plain.map(Decimal::clear).unwrap_or_default()
}

/// The amounts that stand apart from the others by a factor of [`FAR`], and what the others are about. `two` says whether two
/// amounts may be apart from each other, as they may where a table counts a large unit.
fn apart(group: &[Seen<'_>], two: bool) -> Option<(Vec<usize>, i128)> {
    let mut order: Vec<usize> = (0..group.len()).collect();
    let counted = |at: usize| group.get(at).map_or(0, |seen| seen.counted);
    order.sort_by_key(|&at| counted(at));
    let gap = |split: usize| counted(order[split]) / counted(order[split - 1]).max(1);
    let split = (1..order.len()).max_by_key(|&split| (gap(split), split))?;
    // Two amounts have no neighbours to speak of: only what is far beyond any range is apart.
    let far = if group.len() < FEW { FAR * FAR / 10 } else { FAR };
    if gap(split) < far || (group.len() < FEW && !two) {
        return None;
    }
    let (low, high) = order.split_at(split);
    let signed =
        |side: &[usize]| side.iter().all(|&at| group.get(at).is_some_and(|seen| seen.written.absolute));
    let few = if low.len() < high.len() { (low, high) } else { (high, low) };
    // What says its own unit is right, so the others are in doubt.
    let (apart, others) = if signed(few.0) { (few.1, few.0) } else { few };
    let mut apart = apart.to_vec();
    apart.sort_unstable();
    Some((apart, counted(*others.get(others.len() / 2)?)))
}

fn outliers(g: &mut Gather, head: &Head, group: &[Seen<'_>]) -> bool {
    let (factor, absolute) = factors(head);
    let counts_much = factor / absolute.max(1) >= SMALL_UNIT;
    let Some((apart, typical)) = apart(group, counts_much) else { return false };
    let bare = || apart.iter().filter_map(|&at| group.get(at)).filter(|seen| !seen.written.absolute);
    for seen in bare() {
        let finding = Finding::Outlier {
            text: seen.cell.text.to_owned(),
            read: amount(head, seen.counted),
            other: amount(head, other_reading(head, seen, typical)),
            typical: amount(head, typical),
        };
        g.at(finding, &seen.cell);
    }
    bare().next().is_some()
}

/// An amount that replaces another one, unless it is a thousand times away from it.
///
/// # Errors
/// The finding with both readings.
pub fn near(text: &str, counted: i64, held: i64, currency: &Currency) -> Result<i64, Finding> {
    let (counted_wide, held) = (i128::from(counted), i128::from(held));
    if counted_wide.max(held) / counted_wide.min(held).max(1) < FAR {
        return Ok(counted);
    }
    let amount = |counted: i128| in_currency(currency, counted);
    Err(Finding::Outlier {
        text: text.to_owned(),
        read: amount(counted_wide),
        other: amount(nearest_power(counted_wide, held)),
        typical: amount(held),
    })
}

/// An amount with three, six, ... zeros more or fewer, whichever is nearest to another.
fn nearest_power(counted: i128, typical: i128) -> i128 {
    let powers = (1..=4).map(|power| FAR.pow(power));
    let others = powers.flat_map(|power| [counted.saturating_mul(power), counted / power]);
    let ratio = |other: &i128| (*other).max(typical) / (*other).min(typical).max(1);
    others.filter(|other| *other > 0).min_by_key(ratio).unwrap_or(counted)
}

/// The reading of an amount that is nearest to what stands around it: as whole units of the currency, or with three, six, ...
/// zeros more or fewer.
fn other_reading(head: &Head, seen: &Seen<'_>, typical: i128) -> i128 {
    let (factor, absolute) = factors(head);
    let whole = seen.counted * i128::from(absolute) / i128::from(factor);
    let ratio = |counted: i128| counted.max(typical) / counted.min(typical).max(1);
    if factor > absolute && whole > 0 && ratio(whole) < FAR {
        return whole;
    }
    nearest_power(seen.counted, typical)
}

/// Costs in a table of millions that are all millions of it; whether there are any.
fn all_in_whole_units(g: &mut Gather, head: &Head, group: &[Seen<'_>]) -> bool {
    let (factor, absolute) = factors(head);
    let bare: Vec<&Seen<'_>> = group.iter().filter(|seen| !seen.written.absolute).collect();
    let unit = factor / absolute.max(1);
    let all = bare.iter().all(|seen| seen.counted >= i128::from(factor) * i128::from(unit));
    let first = bare.first().filter(|_| all && unit >= SMALL_UNIT);
    if let Some(first) = first {
        let finding = Finding::AllInWholeUnits {
            text: first.cell.text.to_owned(),
            count: bare.len(),
            read: amount(head, first.counted),
            other: amount(head, first.counted / i128::from(unit)),
        };
        g.at(finding, &first.cell);
    }
    first.is_some()
}

/// Tables of rules with yearly amounts, their keys, and whether these limit what initiatives cost.
const LIMITS: [(&str, &[&str], bool); 5] = [
    ("ceiling", &["limits", "horizon_limit"], true),
    ("fund", &["limits", "horizon_limit"], true),
    ("base", &["amounts"], false),
    ("floor", &["amount"], true),
    ("commitments", &["limit"], false),
];

/// Limits that are apart from each other, from year to year or between scenarios, or from everything they limit.
fn limits(g: &mut Gather, head: &Head, costs: &[&Seen<'_>], case: &Node, scenarios: &Node, base: &[Node]) {
    let sum: i128 = costs.iter().map(|seen| seen.counted).sum();
    let least = costs.iter().map(|seen| seen.counted).min().unwrap_or(0);
    let mut lists: Vec<(String, bool, Vec<Seen<'_>>)> = Vec::new();
    let patches = scenarios.get("scenario").map(rows).unwrap_or_default();
    for node in std::iter::once(case).chain(patches) {
        // What already runs, and what must be spent, may be far from the costs of what is new, but not from itself.
        for (table, keys, is_limit) in LIMITS {
            for row in node.get(table).map(rows).unwrap_or_default().iter().filter(|row| is_money(head, row))
            {
                let id = row.get("id").and_then(Node::as_cell).map_or("", |cell| cell.text);
                let cells = keys.iter().filter_map(|key| row.get(key)).flat_map(leaves);
                let found = cells.filter_map(Node::as_cell).filter_map(|cell| seen(g, head, cell));
                let id = format!("{table}:{id}");
                match lists.iter_mut().find(|(held, ..)| *held == id) {
                    Some((_, _, list)) => list.extend(found),
                    None => lists.push((id, is_limit, found.collect())),
                }
            }
        }
    }
    for row in base {
        let cells = row.get("amounts").map(leaves).unwrap_or_default();
        let found = cells.into_iter().filter_map(Node::as_cell).filter_map(|cell| seen(g, head, cell));
        lists.push((String::new(), false, found.collect()));
    }
    for (_, is_limit, list) in &lists {
        if outliers(g, head, list) {
            continue;
        }
        if !is_limit {
            all_in_whole_units(g, head, list);
            continue;
        }
        let far = |seen: &&Seen<'_>| {
            let (above, below) =
                (seen.counted >= sum.saturating_mul(FAR), seen.counted.saturating_mul(FAR) <= least);
            !seen.written.absolute && sum > 0 && (above || below)
        };
        if let Some(first) = list.iter().find(far) {
            let typical = if first.counted > sum { sum } else { least };
            let finding = Finding::LimitFarFromCosts {
                text: first.cell.text.to_owned(),
                read: amount(head, first.counted),
                other: amount(head, other_reading(head, first, typical)),
                least: amount(head, least),
                sum: amount(head, sum),
            };
            g.at(finding, &first.cell);
        }
    }
}

/// Whether a rule limits money: one on another resource has its own unit.
fn is_money(head: &Head, row: &Node) -> bool {
    let classes = row.get("class").map(leaves).unwrap_or_default();
    let mut ids =
        classes.into_iter().filter_map(Node::as_cell).filter_map(|cell| head.classes.position(cell.text));
    ids.all(|at| head.shell.classes.get(at).is_none_or(|class| class.money))
}

fn rows(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(rows) => rows,
        _ => &[],
    }
}

/// A value, or the members of a list or table of values.
fn leaves(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::List(items) | Value::Table(items) => items.iter().collect(),
        _ => vec![node],
    }
}

/// Given values that stand a thousand times above all others.
fn values(g: &mut Gather, table: &Table) {
    let mut names = vec!["value".to_owned(), "value_service".to_owned()];
    names.extend(table.family("value_e").into_iter().map(|(_, name)| name));
    for name in names {
        let cells = (0..table.len()).filter_map(|row| table.filled(row, &name));
        let group: Vec<Seen<'_>> = cells.filter_map(|cell| value(g, cell)).collect();
        let Some((apart, typical)) = apart(&group, false) else { continue };
        for seen in apart.iter().filter_map(|&at| group.get(at)).filter(|seen| seen.counted > typical) {
            let typical = in_units(typical, MILLIONTHS);
            g.at(Finding::ValueOutlier { text: seen.cell.text.to_owned(), typical }, &seen.cell);
        }
    }
}

/// Parts of a point that are counted.
const MILLIONTHS: i64 = 1_000_000;

fn value<'a>(g: &Gather, cell: Cell<'a>) -> Option<Seen<'a>> {
    let written = currency::read(cell.text, cell.marks, Marks::Unsettled, g.currency.as_read()).ok()?;
    let counted = i128::from(written.number.times(MILLIONTHS, Fit::Nearest).ok()?);
    (counted > 0).then_some(Seen { cell, written, counted })
}
