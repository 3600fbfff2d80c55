//! The embedded font: how wide a text is, how to shorten and to wrap it.
//!
//! Widths are sums of advances; kerning only ever makes the drawn text a little narrower. Nothing here draws.

use std::sync::OnceLock;

use ttf_parser::Face;

/// The three weights that are embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Labels on colour.
    Medium,
    /// Titles and totals.
    Bold,
}

/// The family name inside the font files.
pub const FAMILY: &str = "Plus Jakarta Sans";

/// The font files, in the order of [`Weight`].
pub const FILES: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/PlusJakartaSans_400Regular.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans_500Medium.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans_700Bold.ttf"),
];

/// Height of capitals and figures above the baseline, in parts of the font size.
pub const CAP_HEIGHT: f64 = 0.745;
/// Reach of letters such as `g` below the baseline, in parts of the font size.
pub const DESCENT: f64 = 0.22;

impl Weight {
    /// The number CSS knows it by.
    #[must_use]
    pub fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::Bold => 700,
        }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        static FACES: OnceLock<[Option<Face<'static>>; 3]> = OnceLock::new();
        let faces = FACES.get_or_init(|| FILES.map(|file| Face::parse(file, 0).ok()));
        let [regular, medium, bold] = faces;
        match self {
            Self::Regular => regular.as_ref(),
            Self::Medium => medium.as_ref(),
            Self::Bold => bold.as_ref(),
        }
    }
}

/// The width of a text at a font size, in the unit of the size.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(face) = weight.face() else { return 0.0 };
    let advance = |letter: char| {
        let glyph = face.glyph_index(letter).unwrap_or_default();
        u32::from(face.glyph_hor_advance(glyph).unwrap_or_default())
    };
    let advances: u32 = text.chars().map(advance).sum();
    f64::from(advances) * size / f64::from(face.units_per_em())
}

/// The text itself where it fits, else its longest beginning that does with an ellipsis; empty where not even
/// one letter and the ellipsis fit.
#[must_use]
pub fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let shortened = |end: &usize| format!("{}…", text[..*end].trim_end());
    let fit = ends.partition_point(|end| width(&shortened(end), size, weight) <= room);
    match fit.checked_sub(1).and_then(|last| ends.get(last)) {
        None | Some(0) => String::new(),
        Some(end) => shortened(end),
    }
}

/// The text broken at spaces into at most `lines` lines, the last one shortened where it must be.
#[must_use]
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && done.len() < lines {
        if done.len() + 1 == lines || width(rest, size, weight) <= room {
            done.push(shorten(rest, size, weight, room));
            break;
        }
        let breaks = rest
            .char_indices()
            .filter(|(_, letter)| *letter == ' ')
            .map(|(at, _)| at);
        let fitting = breaks
            .take_while(|at| width(&rest[..*at], size, weight) <= room)
            .last();
        let Some(at) = fitting.filter(|at| *at > 0) else {
            // One word wider than the room: it is shortened, and the rest of the text goes on below.
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            done.push(shorten(word, size, weight, room));
            rest = after.trim_start();
            continue;
        };
        done.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_files_are_the_named_family_and_hold_every_letter_we_draw() {
        for weight in [Weight::Regular, Weight::Medium, Weight::Bold] {
            let face = weight.face().expect("an embedded font parses");
            assert_eq!(face.weight().to_number(), weight.number());
            assert!(
                face.names()
                    .into_iter()
                    .any(|name| name.to_string().is_some_and(|n| n.contains(FAMILY)))
            );
            assert!(
                "Rp1.250,00 % → − · ◆ – … ≤ é ñ &<>"
                    .chars()
                    .all(|c| face.glyph_index(c).is_some())
            );
            let capitals = f64::from(face.capital_height().expect("stated"));
            assert!((capitals / f64::from(face.units_per_em()) - CAP_HEIGHT).abs() < 0.001);
        }
    }

    #[test]
    fn shortened_text_fits_and_keeps_what_it_can() {
        let (text, size) = ("Pusat Data Daerah dan Ruang Server Terpadu", 8.0);
        let full = width(text, size, Weight::Regular);
        assert_eq!(shorten(text, size, Weight::Regular, full), text);
        for room in [0.0, 3.0, 20.0, 60.0, full - 0.1] {
            let short = shorten(text, size, Weight::Regular, room);
            assert!(width(&short, size, Weight::Regular) <= room, "{short} in {room}");
        }
        assert_eq!(shorten("abc", size, Weight::Regular, 0.5), "");
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing_while_there_is_room() {
        let text = "Jaringan intra hemat: VPN di atas pita lebar untuk kantor kecamatan";
        let lines = wrap(text, 8.0, Weight::Regular, 120.0, 9);
        assert!(
            lines.len() > 1
                && lines
                    .iter()
                    .all(|line| width(line, 8.0, Weight::Regular) <= 120.0)
        );
        assert_eq!(lines.join(" "), text);
        assert!(
            wrap(text, 8.0, Weight::Regular, 120.0, 2)
                .last()
                .is_some_and(|line| line.ends_with('…'))
        );
        assert!(wrap(&"x".repeat(200), 8.0, Weight::Regular, 120.0, 3).len() == 1);
        assert!(wrap("", 8.0, Weight::Regular, 120.0, 3).is_empty());
    }
}
