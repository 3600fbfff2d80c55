//! The files of `petajalan new DIR`: a small commented case that loads without findings and can be solved as it is.

const CASE: &str = include_str!("starter/case.toml");
const INITIATIVES: &str = include_str!("starter/initiatives.csv");
const SCENARIOS: &str = include_str!("starter/scenarios.toml");

/// The starter case's files by name, under this id, a [`plain`](super::identity::plain) one; `language` (`id` or `en`) is the language its outputs will have. Its comments
/// are in both.
#[must_use]
pub fn starter(language: &str, id: &str) -> Vec<(&'static str, String)> {
    vec![
        ("case.toml", CASE.replace("@language@", language).replace("@id@", id)),
        ("initiatives.csv", INITIATIVES.to_owned()),
        ("scenarios.toml", SCENARIOS.to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Files, build};
    use super::starter;
    use crate::diagnostic::Severity;

    #[test]
    fn the_starter_case_has_no_finding() {
        for language in ["id", "en"] {
            let mut files = Files::new("starter");
            for (name, text) in starter(language, "kota-baru") {
                files.put(name, text.into_bytes());
            }
            let case = build(&files).unwrap();
            let odd = case.findings.iter().filter(|d| d.finding.severity() != Severity::Note);
            assert_eq!(odd.count(), 0, "{:?}", case.findings);
            assert_eq!((case.value.portfolio.id.as_str(), case.value.id_from_place), ("kota-baru", false));
            assert_eq!(case.value.language, language);
            assert_eq!(case.value.scenarios.len(), 2);
        }
    }
}
