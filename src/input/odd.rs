//! Legal but odd: what a careful reader would ask about.

use super::gather::Gather;
use super::rules::Ground;
use super::scenarios::Draft;
use super::toml_tree::Node;
use crate::portfolio::Portfolio;
use crate::priority::Values;

/// Looks at a case that has no errors.
pub fn look(_g: &mut Gather, _ground: &Ground<'_>, _case: &Node, _drafts: &[Draft]) {}

/// Whether the values of all starts can be added up exactly.
#[must_use]
pub fn adds_up(_portfolio: &Portfolio, _values: &Values) -> bool {
    true
}
