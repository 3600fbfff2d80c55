//! The small case the tests patch, and the patches.

use petajalan::input::Files;

/// The files of `tests/cases/small`, a case without any finding.
pub const SMALL: [(&str, &str); 8] = [
    ("case.toml", include_str!("../cases/small/case.toml")),
    ("initiatives.csv", include_str!("../cases/small/initiatives.csv")),
    ("scenarios.toml", include_str!("../cases/small/scenarios.toml")),
    ("costs.csv", include_str!("../cases/small/costs.csv")),
    ("scores.csv", include_str!("../cases/small/scores.csv")),
    ("base.csv", include_str!("../cases/small/base.csv")),
    ("it.csv", include_str!("../cases/small/it.csv")),
    ("earlier.csv", include_str!("../cases/small/earlier.csv")),
];

/// Files of these names and texts.
pub fn files(texts: &[(&str, &str)]) -> Files {
    let mut files = Files::new("small");
    for (name, text) in texts {
        files.put(name, text.as_bytes().to_vec());
    }
    files
}
