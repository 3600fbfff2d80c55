//! What follows from one column at one or at zero (probing: Savelsbergh 1994).

use super::domains::{Domains, Drawing, ones};

/// A column twice, plus one where it is one.
pub type Literal = u32;

/// The literal of a column.
pub fn literal(column: usize, one: bool) -> Literal {
    u32::try_from(2 * column + usize::from(one)).unwrap_or(u32::MAX)
}

/// Tries both sides of every open column; what neither leaves goes. Returns what follows from each side, as pairs; `None`
/// where nothing is left at all. Ends when `work` terms have been looked at.
pub fn probe(drawing: &mut Drawing, domains: &mut Domains, work: u64) -> Option<Vec<(Literal, Literal)>> {
    let until = drawing.work + work;
    let mut found = Vec::new();
    let (mut up, mut down) = (domains.clone(), domains.clone());
    for chain in 0..drawing.parts.chains.len() {
        let columns = drawing.parts.chains[chain].clone();
        for (at, column) in columns.enumerate() {
            let mask = domains.places[chain];
            let (one, zero) = (mask & ones(at), mask & !ones(at));
            // A column that is where the one before it is says nothing new.
            let like_last = at > 0 && one == mask & ones(at - 1);
            if one == 0 || zero == 0 || like_last {
                continue;
            }
            if drawing.work >= until {
                return Some(found);
            }
            let can_up = take(drawing, domains, &mut up, (chain, one));
            let can_down = take(drawing, domains, &mut down, (chain, zero));
            match (can_up, can_down) {
                (false, false) => return None,
                (true, false) => domains.copy_from(&up),
                (false, true) => domains.copy_from(&down),
                (true, true) => {
                    let mut narrower = Vec::new();
                    for other in (0..domains.places.len()).filter(|other| *other != chain) {
                        let held = domains.places[other];
                        if up.places[other] == held && down.places[other] == held {
                            continue;
                        }
                        let range = drawing.parts.chains[other].clone();
                        for (at, other_column) in range.enumerate() {
                            let known = decided(held, at);
                            if known.is_some() {
                                continue;
                            }
                            for (side, from) in [(&up, true), (&down, false)] {
                                if let Some(one) = decided(side.places[other], at) {
                                    found.push((literal(column, from), literal(other_column, one)));
                                }
                            }
                        }
                        let left = up.places[other] | down.places[other];
                        if std::mem::replace(&mut domains.places[other], left) != left {
                            narrower.push(other);
                        }
                    }
                    for column in 0..domains.lower.len() {
                        domains.lower[column] =
                            domains.lower[column].max(up.lower[column].min(down.lower[column]));
                        domains.upper[column] =
                            domains.upper[column].min(up.upper[column].max(down.upper[column]));
                    }
                    for other in narrower {
                        drawing.touch(other);
                    }
                    if !drawing.draw(domains) {
                        return None;
                    }
                }
            }
        }
    }
    Some(found)
}

/// What follows in `side` from `domains` with these places of a chain. `false` where nothing is left.
fn take(drawing: &mut Drawing, domains: &Domains, side: &mut Domains, (chain, places): (usize, u64)) -> bool {
    side.copy_from(domains);
    side.places[chain] = places;
    drawing.touch(chain);
    drawing.draw(side)
}

/// The value of a chain's column under these places, where there is one.
fn decided(places: u64, at: usize) -> Option<bool> {
    if places & !ones(at) == 0 {
        Some(true)
    } else if places & ones(at) == 0 {
        Some(false)
    } else {
        None
    }
}
