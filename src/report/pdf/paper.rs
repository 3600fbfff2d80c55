//! A book into one file: vector pictures, embedded fonts, text that can be selected and searched, bookmarks, page numbers, and
//! tags that tell a reader who cannot see it what is a heading, a table, a figure. The only file that names the library.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Data, Document};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::flow::{Book, Ink, MARGIN, Mark, Node, Piece, Sheet};
use crate::chart::font::{FILES, Weight, width};
use crate::chart::frame::text;
use crate::chart::palette::QUIET;
use crate::chart::shape::{Anchor, Area, Text};
use crate::chart::{svg, tree};
use crate::report::VERSION;
use crate::words::Lang;
use crate::words::charts::page_of;

/// The file; `None` where a page cannot be drawn.
pub fn bind(name: &str, lang: Lang, book: &Book) -> Option<Vec<u8>> {
    let mut document = Document::new();
    let code = lang.pick("id", "en").to_owned();
    let mut pen = Pen { fonts: fonts()?, leaves: BTreeMap::new() };
    for (at, sheet) in book.sheets.iter().enumerate() {
        let foot = [name.to_owned(), page_of(lang, at + 1, book.sheets.len())];
        pen.sheet(&mut document, sheet, foot)?;
    }
    let mut tags = TagTree::new().with_lang(Some(code.clone()));
    for node in &book.nodes {
        tags.push(pen.tag(node)?);
    }
    document.set_tag_tree(tags);
    document.set_outline(outline(&book.marks));
    document.set_metadata(
        Metadata::new().title(name.to_owned()).language(code).creator(format!("petajalan {VERSION}")),
    );
    document.finish().ok()
}

fn fonts() -> Option<[Font; 3]> {
    let [regular, medium, bold] = FILES.map(|file| Font::new(Data::from(file.to_vec()), 0));
    Some([regular?, medium?, bold?])
}

/// Bookmarks; those of the second level stand inside the one before.
fn outline(marks: &[Mark]) -> Outline {
    let node = |mark: &Mark| {
        let target = XyzDestination::new(mark.page, Point::from_xy(0.0, single(mark.y)));
        OutlineNode::new(mark.title.clone(), target)
    };
    let mut outline = Outline::new();
    let mut rest = marks;
    while let Some((first, after)) = rest.split_first() {
        let inside = after.iter().take_while(|mark| mark.level > 1).count();
        let mut own = node(first);
        after[..inside].iter().for_each(|mark| own.push_child(node(mark)));
        outline.push_child(own);
        rest = &after[inside..];
    }
    outline
}

struct Pen {
    fonts: [Font; 3],
    /// Where the pieces that are read were drawn.
    leaves: BTreeMap<usize, Identifier>,
}

impl Pen {
    fn sheet(&mut self, document: &mut Document, sheet: &Sheet, [name, number]: [String; 2]) -> Option<()> {
        let (wide, high) = sheet.under.page.size();
        let mut page = document.start_page_with(PageSettings::from_wh(single(wide), single(high))?);
        let mut surface = page.surface();
        let everything = Area { x: 0.0, y: 0.0, w: wide, h: high };
        if !sheet.under.shapes.is_empty() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            picture(&mut surface, &svg::write(&sheet.under), everything)?;
            surface.end_tagged();
        }
        for piece in &sheet.pieces {
            self.piece(&mut surface, piece)?;
        }
        let y = high - 12.0;
        let edge = MARGIN.min(26.0);
        let right = text(wide - edge, y, number, 6.5, Weight::Regular, QUIET);
        let foot = [text(edge, y, name, 6.5, Weight::Regular, QUIET), Text { anchor: Anchor::End, ..right }];
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        for line in &foot {
            self.line(&mut surface, line);
        }
        surface.end_tagged();
        surface.finish();
        page.finish();
        Some(())
    }

    fn piece(&mut self, surface: &mut Surface, piece: &Piece) -> Option<()> {
        let tag = match (piece.leaf, &piece.ink) {
            (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
            (Some(_), Ink::Words(_)) => ContentTag::Span(SpanTag::empty()),
            (Some(_), Ink::Picture { .. }) => ContentTag::Other,
        };
        let identifier = surface.start_tagged(tag);
        match &piece.ink {
            Ink::Words(lines) => lines.iter().for_each(|line| self.line(surface, line)),
            Ink::Picture { svg, at } => picture(surface, svg, *at)?,
        }
        surface.end_tagged();
        if let Some(leaf) = piece.leaf {
            self.leaves.insert(leaf, identifier);
        }
        Some(())
    }

    fn line(&self, surface: &mut Surface, line: &Text) {
        let words = svg::readable(&line.words);
        let font = match line.weight {
            Weight::Regular => &self.fonts[0],
            Weight::Medium => &self.fonts[1],
            Weight::Bold => &self.fonts[2],
        };
        let wide = width(&words, line.size, line.weight);
        let x = match line.anchor {
            Anchor::Start => line.at.x,
            Anchor::Middle => line.at.x - wide / 2.0,
            Anchor::End => line.at.x - wide,
        };
        let color = rgb::Color::new(line.color.0, line.color.1, line.color.2);
        surface.set_fill(Some(Fill { paint: color.into(), ..Fill::default() }));
        let start = Point::from_xy(single(x), single(line.at.y));
        surface.draw_text(start, font.clone(), single(line.size), &words, false, TextDirection::Auto);
    }

    fn tag(&self, node: &Node) -> Option<TagGroup> {
        let leaf = |leaf: &usize| self.leaves.get(leaf).copied();
        Some(match node {
            Node::Heading(level, words, at) => {
                let mut group = TagGroup::new(Tag::Hn(NonZeroU16::new(*level)?, Some(words.clone())));
                group.push(leaf(at)?);
                group
            }
            Node::Paragraph(at) => {
                let mut group = TagGroup::new(Tag::P);
                group.push(leaf(at)?);
                group
            }
            Node::Figure(words, at) => {
                let mut group = TagGroup::new(Tag::Figure(Some(words.clone())));
                group.push(leaf(at)?);
                group
            }
            Node::Table(head, rows) => {
                let mut line = TagGroup::new(Tag::TR);
                for at in head {
                    let mut cell = TagGroup::new(Tag::TH(TableHeaderScope::Column));
                    cell.push(leaf(at)?);
                    line.push(cell);
                }
                let (mut top, mut body) = (TagGroup::new(Tag::THead), TagGroup::new(Tag::TBody));
                top.push(line);
                for row in rows {
                    let mut line = TagGroup::new(Tag::TR);
                    for at in row {
                        let mut cell = TagGroup::new(Tag::TD);
                        cell.push(leaf(at)?);
                        line.push(cell);
                    }
                    body.push(line);
                }
                let mut group = TagGroup::new(Tag::Table);
                group.push(top);
                group.push(body);
                group
            }
        })
    }
}

fn picture(surface: &mut Surface, picture: &str, at: Area) -> Option<()> {
    surface.push_transform(&Transform::from_translate(single(at.x), single(at.y)));
    let size = Size::from_wh(single(at.w), single(at.h))?;
    let drawn = surface.draw_svg(&tree(picture).ok()?, size, SvgSettings::default());
    surface.pop();
    drawn
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper needs no more precision than f32 has")]
fn single(value: f64) -> f32 {
    value as f32
}
