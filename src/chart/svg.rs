//! Writes a [`Drawing`] as SVG.
//!
//! Plain shapes with attributes, no style sheet, no script and no ids, so that several pictures can stand inline
//! in one page. The font is named, not embedded: three subsets would triple the size of every file, the page
//! that inlines many pictures embeds them once, PNG and PDF carry the glyphs, and a browser without the font
//! falls back to the families named after it, all narrower, so no label outgrows the place measured for it.

use std::fmt::Write as _;

use super::font::FAMILY;
use super::shape::{Anchor, Drawing, Point, Shape, Stroke, Tag, Text};
use crate::signs;

/// Length and half width of an arrowhead.
pub const HEAD: (f64, f64) = (3.4, 1.6);

/// The drawing as an SVG document; the same drawing gives the same bytes.
#[must_use]
pub fn write(drawing: &Drawing) -> String {
    let (width, height) = drawing.page.size();
    let millimetres = |points: f64| number(points * 25.4 / 72.0);
    let (wide, high) = (millimetres(width), millimetres(height));
    let title = escape(&drawing.title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}mm\" height=\"{high}mm\" viewBox=\"0 0 {} {}\" \
         font-family=\"'{FAMILY}','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif\" role=\"img\" \
         aria-label=\"{title}\">\n<title>{title}</title>\n",
        number(width),
        number(height),
    );
    for shape in &drawing.shapes {
        match shape {
            Shape::Box { area, fill, radius, tag } => {
                let corner =
                    if *radius > 0.0 { format!(" rx=\"{}\"", number(*radius)) } else { String::new() };
                let [x, y, w, h] = [area.x, area.y, area.w, area.h].map(number);
                let body =
                    format!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{corner} fill=\"{fill}\"");
                element(&mut out, "rect", &body, tag.as_ref());
            }
            Shape::Line { points, stroke, arrow, tag } => {
                line(&mut out, points, *stroke, *arrow, tag.as_ref());
            }
            Shape::Polygon { points, fill, edge } => {
                let edge = edge.map_or_else(String::new, pen);
                element(&mut out, "path", &format!("d=\"{}Z\" fill=\"{fill}\"{edge}", path(points)), None);
            }
            Shape::Hatch { lines, stroke } => {
                let d: String = lines.iter().map(|(from, to)| path(&[*from, *to])).collect();
                element(&mut out, "path", &format!("d=\"{d}\"{}", pen(*stroke)), None);
            }
            Shape::Text(words) => text(&mut out, words),
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Text that reads as itself inside XML: markup is escaped, what XML forbids or what would turn the direction of
/// the line becomes a space.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().map(plain) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// The text without what XML forbids or what would turn the direction of the line.
#[must_use]
pub fn readable(text: &str) -> String {
    text.chars().map(plain).collect()
}

fn plain(letter: char) -> char {
    match letter {
        '\u{fffe}' | '\u{ffff}' => ' ',
        other if other.is_control() || signs::is_hidden(other) => ' ',
        other => other,
    }
}

fn element(out: &mut String, name: &str, attributes: &str, tag: Option<&Tag>) {
    // Writing to a String cannot fail.
    let _ = match tag {
        None => writeln!(out, "<{name} {attributes}/>"),
        Some(Tag { key, tip }) => {
            let (key, tip) = (escape(key), escape(tip));
            writeln!(out, "<{name} {attributes} data-id=\"{key}\"><title>{tip}</title></{name}>")
        }
    };
}

fn line(out: &mut String, points: &[Point], stroke: Stroke, arrow: bool, tag: Option<&Tag>) {
    let [.., before, tip] = points else { return };
    let mut drawn = points.to_vec();
    let length = (tip.x - before.x).abs() + (tip.y - before.y).abs();
    let mut head = None;
    if arrow && length > 0.0 {
        // Lines run along the axes, so the head points along one of them.
        let (dx, dy) = ((tip.x - before.x) / length, (tip.y - before.y) / length);
        let reach = HEAD.0.min(length);
        let base = Point { x: tip.x - dx * reach, y: tip.y - dy * reach };
        let side = |s: f64| Point { x: base.x - dy * HEAD.1 * s, y: base.y + dx * HEAD.1 * s };
        if let Some(last) = drawn.last_mut() {
            *last = base;
        }
        head = Some([side(1.0), *tip, side(-1.0)]);
    }
    let d = path(&drawn);
    element(out, "path", &format!("d=\"{d}\" fill=\"none\"{}", pen(stroke)), tag);
    if let Some(corners) = head {
        element(out, "path", &format!("d=\"{}Z\" fill=\"{}\"", path(&corners), stroke.color), None);
    }
}

fn text(out: &mut String, text: &Text) {
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let [x, y, size] = [text.at.x, text.at.y, text.size].map(number);
    let (weight, color, words) = (text.weight.number(), text.color, escape(&text.words));
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\"{anchor} fill=\"{color}\">{words}</text>"
    );
}

fn pen(stroke: Stroke) -> String {
    let dash = if stroke.dashed { " stroke-dasharray=\"3 2\"" } else { "" };
    format!(" stroke=\"{}\" stroke-width=\"{}\"{dash}", stroke.color, number(stroke.width))
}

fn path(points: &[Point]) -> String {
    let mut d = String::new();
    for (at, point) in points.iter().enumerate() {
        let letter = if at == 0 { 'M' } else { 'L' };
        let _ = write!(d, "{letter}{} {}", number(point.x), number(point.y));
    }
    d
}

/// At most two decimals, which is 1/7200 inch.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            escape("<script>alert('a&b\")</script>"),
            "&lt;script&gt;alert(&#39;a&amp;b&quot;)&lt;/script&gt;"
        );
        assert_eq!(escape("a\u{0}b\nc\u{202e}d"), "a b c d");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([1.0, 0.504, -0.001, 10.5, 100.0].map(number), ["1", "0.5", "0", "10.5", "100"]);
    }
}
