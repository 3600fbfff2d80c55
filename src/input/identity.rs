//! Ids from the names of folders and files, where a case gives none of its own.
//!
//! ```text
//! of_name("Rencana 2027") = "Rencana 2027"    of_name("..") = "case"    plain("Rencana 2027") = "Rencana-2027"
//! ```
//!
//! The rule for ids that a case gives itself is `lookup::check_id`; nothing here reads or writes a file.

use std::path::Path;

/// The id of a case in a place without a name that could be one, such as the root of a disk.
const NAMELESS: &str = "case";

/// Signs that an id of a case may not have.
pub const FORBIDDEN: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// A name as an id: signs that no id may have, and those that nobody sees, become `-`; none at the beginning.
#[must_use]
pub fn of_name(name: &str) -> String {
    let plain = |sign: char| if is_forbidden(sign) { '-' } else { sign };
    let id: String = name.chars().map(plain).collect();
    let id = id.trim_start_matches(['.', '-', ' ']).trim_end();
    if id.is_empty() { NAMELESS.to_owned() } else { id.to_owned() }
}

/// A name as an id that needs no quotes anywhere: letters, digits, `_`, `.` and single `-`.
#[must_use]
pub fn plain(name: &str) -> String {
    let kept = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '.');
    let words: Vec<&str> = name.split(|sign| !kept(sign)).filter(|word| !word.is_empty()).collect();
    of_name(&words.join("-"))
}

/// The name of a folder, wherever it is looked at from (`.`, `..`, through a link), as an id.
#[must_use]
pub fn of_folder(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    of_name(&path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default())
}

/// The name of a file without its ending, as an id.
#[must_use]
pub fn of_file(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    of_name(&path.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default())
}

/// Control signs, signs that separate parts of a path, and marks without a width (directions, joiners, byte order).
fn is_forbidden(sign: char) -> bool {
    let is_unseen = matches!(
        sign,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    sign.is_control() || is_unseen || FORBIDDEN.contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_an_id() {
        let of =
            ["kota", "Rencana 2027", "..", ".", "", "-x", "a:b", "a\u{202e}b", "\u{7}", " ", "Kota Baru é"];
        let ids = [
            "kota",
            "Rencana 2027",
            "case",
            "case",
            "case",
            "x",
            "a-b",
            "a-b",
            "case",
            "case",
            "Kota Baru é",
        ];
        assert_eq!(of.map(of_name), ids);
        assert_eq!(["Rencana 2027", "a  b", "x\"y", "--"].map(plain), ["Rencana-2027", "a-b", "x-y", "case"]);
    }
}
