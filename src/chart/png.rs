//! SVG to PNG with the embedded font; no font of the machine is looked at.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::font::{FAMILY, FILES};

/// Why a picture could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PngError {
    /// The text is not an SVG document; what the parser said.
    Svg(String),
    /// The picture would have no pixels or more than [`LARGEST_SIDE`] on one side.
    Size,
    /// The pixels could not be encoded; what the encoder said.
    Encode(String),
}

/// The longest side that is drawn, in pixels.
pub const LARGEST_SIDE: f64 = 20_000.0;

/// The picture as PNG on white, `scale` pixels for each point (2.0 prints well, 1.0 suits a screen).
///
/// # Errors
/// See [`PngError`].
pub fn png(svg: &str, scale: f64) -> Result<Vec<u8>, PngError> {
    let tree = tree(svg)?;
    let side = |length: f32| pixels(f64::from(length) * scale).ok_or(PngError::Size);
    let (width, height) = (side(tree.size().width())?, side(tree.size().height())?);
    let mut picture = Pixmap::new(width, height).ok_or(PngError::Size)?;
    picture.fill(resvg::tiny_skia::Color::WHITE);
    #[expect(clippy::cast_possible_truncation, reason = "a scale needs no more precision than f32 has")]
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|error| PngError::Encode(error.to_string()))
}

/// The picture as the renderers take it, its fonts the embedded ones.
///
/// # Errors
/// What the parser said.
pub fn tree(svg: &str) -> Result<Tree, PngError> {
    let options =
        Options { fontdb: fonts(), font_family: FAMILY.to_owned(), dpi: 72.0, ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error| PngError::Svg(error.to_string()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn pixels(length: f64) -> Option<u32> {
    (1.0..=LARGEST_SIDE).contains(&length).then(|| length.round() as u32)
}

fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut database = fontdb::Database::new();
        for file in FILES {
            database.load_font_data(file.to_vec());
        }
        Arc::new(database)
    };
    Arc::clone(FONTS.get_or_init(load))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_an_error() {
        assert!(matches!(png("<p>", 1.0), Err(PngError::Svg(_))));
        let square = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>";
        assert_eq!([0.0, f64::NAN, 1e9].map(|scale| png(square, scale)), [const { Err(PngError::Size) }; 3]);
        assert!(png(square, 1.0).is_ok_and(|bytes| bytes.starts_with(b"\x89PNG")));
    }

    #[test]
    fn the_embedded_font_is_drawn() {
        let svg = |text: &str| {
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='20' font-family=\"'{FAMILY}'\">\
                 <text x='2' y='15' font-size='12'>{text}</text></svg>"
            )
        };
        assert_ne!(png(&svg("Rp1"), 1.0), png(&svg(""), 1.0));
    }
}
