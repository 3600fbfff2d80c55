//! Every kind of finding, with its data and stable code.

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {}
