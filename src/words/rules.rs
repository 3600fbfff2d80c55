//! stub
use super::Lang;
pub fn sentence(_p: &crate::portfolio::Portfolio, rule: &crate::scenario::Rule, _lang: Lang) -> String { format!("{rule:?}") }
pub fn breach(_p: &crate::portfolio::Portfolio, _s: &crate::scenario::Scenario, v: &crate::audit::Violation, _lang: Lang) -> String { format!("{v:?}") }
