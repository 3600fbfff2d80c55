//! Names of characters that nobody sees, lists of ids and of years: what sentences of findings share.

use super::super::Lang;

/// A sign as a sentence names it: as it is, or by number and name where nobody would see it.
#[must_use]
pub fn sign(lang: Lang, text: &str) -> String {
    let Some(sign) = text.chars().next() else { return String::new() };
    let Some((english, indonesian)) = name(sign) else { return text.to_owned() };
    let name = match lang {
        Lang::Id => indonesian,
        Lang::En => english,
    };
    format!("U+{:04X} ({name})", u32::from(sign))
}

/// English and Indonesian name of a character that an id must not hold; none of those that are seen, which are ASCII.
fn name(sign: char) -> Option<(&'static str, &'static str)> {
    let names = match sign {
        '\t' => ("tab", "tab"),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => ("line break", "ganti baris"),
        '\u{a0}' | '\u{202f}' | '\u{2007}' => ("no-break space", "spasi tak putus"),
        '\u{ad}' => ("soft hyphen", "tanda hubung lunak"),
        '\u{200b}' => ("zero width space", "spasi tanpa lebar"),
        '\u{200c}' | '\u{200d}' => ("zero width joiner", "penyambung tanpa lebar"),
        '\u{2060}' | '\u{feff}' => ("zero width no-break space", "spasi tak putus tanpa lebar"),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("mark of the direction of writing", "tanda arah tulisan")
        }
        _ if sign.is_control() => ("control character", "karakter kendali"),
        _ if sign.is_whitespace() && sign != ' ' => ("unusual space", "spasi tidak lazim"),
        _ if sign.is_ascii() => return None,
        _ => ("invisible character", "karakter tak terlihat"),
    };
    Some(names)
}

/// Ids in a row, the first twelve of many.
#[must_use]
pub fn ids(lang: Lang, ids: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown = ids.get(..SHOWN.min(ids.len())).unwrap_or(ids).join(", ");
    let more = ids.len().saturating_sub(SHOWN);
    match lang {
        _ if more == 0 => shown,
        Lang::Id => format!("{shown} dan {more} lainnya"),
        Lang::En => format!("{shown} and {more} more"),
    }
}

/// Years in a row, neighbours joined: `2027, 2029 to 2031`.
#[must_use]
pub fn years(lang: Lang, years: &[i32]) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let to = match lang {
        Lang::Id => "sampai",
        Lang::En => "to",
    };
    let run = |(first, last): &(i32, i32)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first} {to} {last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// Where another thing stands: the file and its line, or a cell that says both.
#[must_use]
pub fn at(file: &str, line: usize) -> String {
    if line == 0 { file.to_owned() } else { format!("{file}:{line}") }
}

/// The key of a table under which amounts by year stand.
#[must_use]
pub fn amounts_key(keys: &[String]) -> &str {
    let amounts = ["limits", "limit", "amounts", "amount", "capacity", "at_most"];
    keys.iter().map(String::as_str).find(|key| amounts.contains(key)).unwrap_or("limits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_signs_have_names_and_years_are_joined() {
        assert_eq!(sign(Lang::En, "\u{200b}"), "U+200B (zero width space)");
        assert_eq!(sign(Lang::Id, "\u{a0}"), "U+00A0 (spasi tak putus)");
        assert_eq!(sign(Lang::En, "|"), "|");
        assert_eq!(years(Lang::En, &[2027, 2029, 2030, 2031]), "2027, 2029 to 2031");
        let many: Vec<String> = (1..=14).map(|number| format!("A{number}")).collect();
        assert!(ids(Lang::En, &many).ends_with("A12 and 2 more"));
    }
}
