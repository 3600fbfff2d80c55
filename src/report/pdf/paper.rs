//! Pages into one file: vector pictures, embedded fonts, text that can be selected and searched, bookmarks, page numbers.
//! The only file that names the library.

use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

use super::{Part, Sheet};
use crate::chart::font::Weight;
use crate::chart::frame::text;
use crate::chart::palette::QUIET;
use crate::chart::shape::{Anchor, Drawing, Page, Point as Place};
use crate::chart::{svg, tree};
use crate::report::VERSION;
use crate::words::Lang;
use crate::words::charts::page_of;

/// The file; `None` where a page cannot be drawn.
pub fn bind(name: &str, lang: Lang, parts: &[Part]) -> Option<Vec<u8>> {
    let mut document = Document::new();
    let total = parts.iter().map(count).sum();
    let mut outline = Outline::new();
    let mut number = 0;
    for part in parts {
        outline.push_child(lay(&mut document, part, name, lang, &mut number, total)?);
    }
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(name.to_owned())
            .language(lang.pick("id", "en").to_owned())
            .creator(format!("petajalan {VERSION}")),
    );
    document.finish().ok()
}

fn count(part: &Part) -> usize {
    part.sheets.len() + part.parts.iter().map(count).sum::<usize>()
}

fn lay(
    document: &mut Document,
    part: &Part,
    name: &str,
    lang: Lang,
    number: &mut usize,
    total: usize,
) -> Option<OutlineNode> {
    let target = XyzDestination::new(*number, Point::from_xy(0.0, 0.0));
    let mut node = OutlineNode::new(part.title.clone(), target);
    for sheet in &part.sheets {
        *number += 1;
        draw(document, &sheet.svg, sheet.page, &foot(sheet, name, &page_of(lang, *number, total)))?;
    }
    for inside in &part.parts {
        node.push_child(lay(document, inside, name, lang, number, total)?);
    }
    Some(node)
}

fn draw(document: &mut Document, picture: &str, page: Page, foot: &str) -> Option<()> {
    let (width, height) = page.size();
    #[expect(clippy::cast_possible_truncation, reason = "a page's size needs no more precision than f32 has")]
    let (width, height) = (width as f32, height as f32);
    let mut sheet = document.start_page_with(PageSettings::from_wh(width, height)?);
    let mut surface = sheet.surface();
    for one in [picture, foot] {
        surface.draw_svg(&tree(one).ok()?, Size::from_wh(width, height)?, SvgSettings::default())?;
    }
    surface.finish();
    sheet.finish();
    Some(())
}

/// The line at the foot of a page: the case and the page's number.
fn foot(sheet: &Sheet, name: &str, page: &str) -> String {
    let (width, height) = sheet.page.size();
    let mut drawing = Drawing::new(sheet.page, page);
    let y = height - 12.0;
    drawing.text(text(26.0, y, name.to_owned(), 6.5, Weight::Regular, QUIET));
    let mut right = text(0.0, y, page.to_owned(), 6.5, Weight::Regular, QUIET);
    right.at = Place { x: width - 26.0, y };
    right.anchor = Anchor::End;
    drawing.text(right);
    svg::write(&drawing)
}
