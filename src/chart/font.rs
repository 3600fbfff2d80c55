//! The embedded font: how wide a text is, how to shorten and to wrap it.
//!
//! Widths are sums of advances; kerning only ever makes the drawn text a little narrower. Nothing here draws.

use std::sync::OnceLock;

use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::{FontRef, MetadataProvider as _, charmap::Charmap};

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

    fn face(self) -> Option<&'static Face> {
        static FACES: OnceLock<[Option<Face>; 3]> = OnceLock::new();
        let faces = FACES.get_or_init(|| FILES.map(Face::read));
        let [regular, medium, bold] = faces;
        match self {
            Self::Regular => regular.as_ref(),
            Self::Medium => medium.as_ref(),
            Self::Bold => bold.as_ref(),
        }
    }
}

/// What is measured of a font file, in its own units.
struct Face {
    glyphs: Charmap<'static>,
    advances: Hmtx<'static>,
    units_per_em: u16,
}

impl Face {
    /// A font file's tables; none where they cannot be read.
    fn read(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let units_per_em = font.head().ok()?.units_per_em();
        Some(Self { glyphs: font.charmap(), advances: font.hmtx().ok()?, units_per_em })
    }

    /// How far a letter moves the next one; for a letter that the font does not hold, its sign for that, glyph 0.
    fn advance(&self, letter: char) -> u32 {
        let glyph = self.glyphs.map(letter).unwrap_or_default();
        self.advances.advance(glyph).map_or(0, u32::from)
    }
}

/// The width of a text at a font size, in the unit of the size.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(face) = weight.face() else { return 0.0 };
    let advances: u32 = text.chars().map(|letter| face.advance(letter)).sum();
    f64::from(advances) * size / f64::from(face.units_per_em)
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

/// The text broken at spaces, hyphens and slashes into at most `lines` lines, the last one shortened where it must
/// be; a word wider than the room is shortened.
#[must_use]
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && done.len() < lines {
        if done.len() + 1 == lines || width(rest, size, weight) <= room {
            done.push(shorten(rest, size, weight, room));
            break;
        }
        let ends: Vec<usize> = breaks(rest).collect();
        let fitting = ends.iter().rev().find(|end| width(rest[..**end].trim_end(), size, weight) <= room);
        let end = fitting.or(ends.first()).copied().unwrap_or(rest.len());
        done.push(shorten(rest[..end].trim_end(), size, weight, room));
        rest = rest[end..].trim_start();
    }
    done
}

/// Where a line of the text may end: after a space, or after a hyphen or slash with some letters before it.
fn breaks(text: &str) -> impl Iterator<Item = usize> + '_ {
    const SOME: usize = 4;
    let mut letters = 0;
    text.char_indices().filter_map(move |(at, letter)| {
        let may_end = letter == ' ' || (matches!(letter, '-' | '/') && letters >= SOME);
        letters = if may_end { 0 } else { letters + 1 };
        may_end.then_some(at + letter.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use skrifa::string::StringId;

    use super::*;

    #[test]
    fn the_embedded_files_are_the_named_family_and_hold_every_letter_we_draw() {
        for weight in [Weight::Regular, Weight::Medium, Weight::Bold] {
            let face = weight.face().expect("an embedded font is read");
            let font = FontRef::new(FILES[weight as usize]).expect("a font");
            assert!((font.attributes().weight.value() - f32::from(weight.number())).abs() < 0.5);
            let names = font
                .localized_strings(StringId::FAMILY_NAME)
                .chain(font.localized_strings(StringId::FULL_NAME));
            assert!(names.into_iter().any(|name| name.to_string().contains(FAMILY)));
            assert!("Rp1.250,00 % → − · ◆ – … ≤ é ñ &<>".chars().all(|c| face.glyphs.map(c).is_some()));
            let capitals = font.os2().expect("a table").s_cap_height().expect("stated");
            assert!((f64::from(capitals) / f64::from(face.units_per_em) - CAP_HEIGHT).abs() < 0.001);
        }
    }

    #[test]
    fn widths_are_sums_of_advances() {
        // As the tables of the font files say, of 1000 units per em; the last is a letter that the font does not hold.
        for (weight, advances) in [(Weight::Regular, [641, 667, 640]), (Weight::Bold, [661, 672, 640])] {
            for (text, advance) in ["R", "p", "\u{4e00}"].into_iter().zip(advances) {
                assert!((width(text, 1000.0, weight) - f64::from(advance)).abs() < 1e-9, "{text}");
            }
        }
        assert!((width("Rp", 10.0, Weight::Regular) - 13.08).abs() < 1e-9);
        assert!(width("", 10.0, Weight::Regular).abs() < 1e-9);
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
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 8.0, Weight::Regular) <= 120.0));
        assert_eq!(lines.join(" "), text);
        assert_eq!(wrap("Revenue-crash", 8.0, Weight::Regular, 45.0, 2), ["Revenue-", "crash"]);
        assert!(wrap(text, 8.0, Weight::Regular, 120.0, 2).last().is_some_and(|line| line.ends_with('…')));
        assert!(wrap(&"x".repeat(200), 8.0, Weight::Regular, 120.0, 3).len() == 1);
        assert!(wrap("", 8.0, Weight::Regular, 120.0, 3).is_empty());
    }
}
