//! Charts with axes, drawn by plotters onto a [`Drawing`].
//!
//! [`Axes`] fixes the plot area and both scales once; bars, lines and dots then go through plotters' coordinates
//! and series, and labels are placed at [`Axes::point`]. The backend turns what plotters paints into our own
//! shapes, so one writer makes every SVG and texts are measured with the embedded font. Values come in as integers
//! and become real numbers here, where they become places; plotters' own integer scales overflow on amounts of
//! money.

use std::convert::Infallible;

use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle};
use plotters::style::{Color as _, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::font::{self, FAMILY, Weight};
use super::palette::{self, Color, INK, QUIET, RULE, WHITE};
use super::shape::{Anchor, Area, Drawing, Point, Shape, Stroke, Text};
use crate::units::{real, round_half_even};

/// Plotters counts in whole pixels: this many to a point keep lines where they belong.
const FINE: f64 = 20.0;

/// The scales of a chart and where on the page they lie.
#[derive(Clone, Copy, Debug)]
pub struct Axes {
    /// Everything, labels of the vertical axis included.
    pub area: Area,
    /// Least and greatest value on the horizontal axis.
    pub x: (i64, i64),
    /// Least and greatest value on the vertical axis.
    pub y: (i64, i64),
    /// Width kept for the labels of the vertical axis.
    pub label_width: f64,
    /// Size of the labels of the vertical axis.
    pub size: f64,
}

/// A filled rectangle between two corners given in the chart's own values.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// Left and right.
    pub x: (i64, i64),
    /// From and to.
    pub y: (i64, i64),
    /// Its colour.
    pub fill: Color,
}

type Plot<'a, 'b> = ChartContext<'b, Surface<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

impl Axes {
    /// The horizontal grid and its labels, about `steps` of them.
    pub fn grid(&self, drawing: &mut Drawing, steps: usize, label: &dyn Fn(i64) -> String) {
        self.paint(drawing, |plot| {
            let line = stroke(RULE, 0.5);
            let style = TextStyle::from((FAMILY, self.size * FINE));
            let style = TextStyle { color: rgb(QUIET).to_backend_color(), ..style };
            let none = rgb(WHITE).mix(0.0);
            plot.configure_mesh()
                .disable_x_mesh()
                .disable_x_axis()
                .y_labels(steps)
                .y_max_light_lines(0)
                .bold_line_style(line)
                .axis_style(none)
                .y_label_style(style)
                .y_label_formatter(&|value: &f64| label(round_half_even(*value).unwrap_or(0)))
                .draw()
        });
    }

    /// Filled rectangles.
    pub fn bars(&self, drawing: &mut Drawing, bars: &[Bar]) {
        self.paint(drawing, |plot| {
            let shape = |bar: &Bar| {
                Rectangle::new([place((bar.x.0, bar.y.0)), place((bar.x.1, bar.y.1))], rgb(bar.fill).filled())
            };
            plot.draw_series(bars.iter().map(shape)).map(|_| ())
        });
    }

    /// A line through values.
    pub fn line(&self, drawing: &mut Drawing, values: &[(i64, i64)], pen: Stroke) {
        let first = drawing.shapes.len();
        self.paint(drawing, |plot| {
            let path = PathElement::new(
                values.iter().copied().map(place).collect::<Vec<_>>(),
                stroke(pen.color, pen.width),
            );
            plot.draw_series(std::iter::once(path)).map(|_| ())
        });
        // Plotters has no dashes of its own.
        for shape in drawing.shapes.iter_mut().skip(first) {
            if let Shape::Line { stroke, .. } = shape {
                stroke.dashed = pen.dashed;
            }
        }
    }

    /// Round dots on values.
    pub fn dots(&self, drawing: &mut Drawing, values: &[(i64, i64)], radius: f64, fill: Color) {
        for &(x, y) in values {
            let at = self.point(x, y);
            for (r, color) in [(radius + 1.0, WHITE), (radius, fill)] {
                drawing.fill(Area { x: at.x - r, y: at.y - r, w: 2.0 * r, h: 2.0 * r }, color, r);
            }
        }
    }

    /// The first of these names that fits the room, centred below a value on the horizontal axis.
    pub fn name_below(&self, drawing: &mut Drawing, x: i64, room: f64, names: &[String]) {
        let size = self.size * 1.1;
        let name = names.iter().find(|name| font::width(name, size, Weight::Bold) <= room);
        let at = Point { x: self.point(x, self.y.0).x, y: self.area.bottom() + size };
        let words = name.cloned().unwrap_or_default();
        let label = Text { at, words, size, weight: Weight::Bold, color: INK, anchor: Anchor::Middle };
        drawing.text(label.centred_on(at.y));
    }

    /// Where a value stands on the page.
    #[must_use]
    pub fn point(&self, x: i64, y: i64) -> Point {
        let mut scratch = Drawing::new(super::Page::A4Landscape, "");
        let found = self.paint(&mut scratch, |plot| Ok(plot.backend_coord(&place((x, y)))));
        let (x, y) = found.unwrap_or_default();
        Point { x: self.area.x + f64::from(x) / FINE, y: self.area.y + f64::from(y) / FINE }
    }

    /// The area two opposite corners span on the page.
    #[must_use]
    pub fn span(&self, x: (i64, i64), y: (i64, i64)) -> Area {
        Area::around(&[self.point(x.0, y.0), self.point(x.1, y.1)])
    }

    /// Runs plotters on the drawing. Its errors come from backends that can fail or are shared, and ours is
    /// neither; `None` would mean a scale without extent, which [`widened`] rules out.
    fn paint<T>(
        &self,
        drawing: &mut Drawing,
        act: impl FnOnce(&mut Plot<'_, '_>) -> Result<T, plotters::drawing::DrawingAreaErrorKind<Infallible>>,
    ) -> Option<T> {
        let root: DrawingArea<Surface, Shift> = Surface { drawing, area: self.area }.into_drawing_area();
        let ((left, right), (low, high)) = (widened(self.x), widened(self.y));
        let labels = whole(self.label_width * FINE);
        let mut plot = ChartBuilder::on(&root)
            .set_label_area_size(LabelAreaPosition::Left, labels)
            .build_cartesian_2d(real(left)..real(right), real(low)..real(high))
            .ok()?;
        act(&mut plot).ok()
    }
}

/// A pair of values in plotters' coordinates.
fn place((x, y): (i64, i64)) -> (f64, f64) {
    (real(x), real(y))
}

/// A scale that is at least one unit long.
fn widened((low, high): (i64, i64)) -> (i64, i64) {
    (low, high.max(low.saturating_add(1)))
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.0, color.1, color.2)
}

fn stroke(color: Color, width: f64) -> ShapeStyle {
    let width = u32::try_from(whole(width * FINE)).unwrap_or(1);
    ShapeStyle { color: rgb(color).to_rgba(), filled: false, stroke_width: width }
}

/// A length in plotters' pixels; page sizes are far below what 32 bits hold.
fn whole(length: f64) -> i32 {
    round_half_even(length).and_then(|length| i32::try_from(length).ok()).unwrap_or(0)
}

/// The backend: an area of a drawing, in fine pixels from its top left corner.
struct Surface<'a> {
    drawing: &'a mut Drawing,
    area: Area,
}

impl Surface<'_> {
    fn place(&self, (x, y): BackendCoord) -> Point {
        Point { x: self.area.x + f64::from(x) / FINE, y: self.area.y + f64::from(y) / FINE }
    }
}

/// Transparent colours are mixed with the paper; nothing where nothing would be seen.
fn visible(color: BackendColor) -> Option<Color> {
    let opaque = u32::try_from(whole(color.alpha * 100.0)).ok().filter(|percent| *percent > 0)?;
    Some(palette::mix(WHITE, Color(color.rgb.0, color.rgb.1, color.rgb.2), opaque))
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Surface<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let pixels = |length: f64| u32::try_from(whole(length * FINE)).unwrap_or(0);
        (pixels(self.area.w), pixels(self.area.h))
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<Point> = path.into_iter().map(|at| self.place(at)).collect();
        if let Some(color) = visible(style.color()) {
            let stroke = Stroke::plain(color, f64::from(style.stroke_width()) / FINE);
            self.drawing.shapes.push(Shape::Line { points, stroke, arrow: false, tag: None });
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [self.place(from), self.place(to)];
        if let Some(color) = visible(style.color()).filter(|_| fill) {
            self.drawing.fill(Area::around(&corners), color, 0.0);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, words: &str, style: &S, at: BackendCoord) -> Drawn {
        let Some(color) = visible(style.color()) else {
            return Ok(());
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let (at, size) = (self.place(at), style.size() / FINE);
        let text = Text { at, words: words.to_owned(), size, weight: Weight::Regular, color, anchor };
        self.drawing.text(text.centred_on(at.y));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        words: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let pixels = |length: f64| u32::try_from(whole(length)).unwrap_or(0);
        Ok((pixels(font::width(words, style.size(), Weight::Regular)), pixels(style.size())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Page;

    #[test]
    fn values_land_where_the_scale_says() {
        let area = Area { x: 100.0, y: 50.0, w: 250.0, h: 200.0 };
        let axes = Axes { area, x: (0, 1000), y: (0, 8_000_000_000_000_000), label_width: 50.0, size: 8.0 };
        let close = |a: Point, x: f64, y: f64| (a.x - x).abs() < 0.2 && (a.y - y).abs() < 0.2;
        assert!(close(axes.point(0, 0), 150.0, 250.0));
        assert!(close(axes.point(1000, 8_000_000_000_000_000), 350.0, 50.0));
        assert!(close(axes.point(500, 2_000_000_000_000_000), 250.0, 200.0));
    }

    #[test]
    fn plotters_paints_grid_labels_bars_and_lines() {
        let area = Area { x: 0.0, y: 0.0, w: 300.0, h: 200.0 };
        let axes = Axes { area, x: (0, 10), y: (0, 100), label_width: 40.0, size: 8.0 };
        let mut drawing = Drawing::new(Page::A4Landscape, "");
        axes.grid(&mut drawing, 6, &|value| format!("v{value}"));
        let labels: Vec<&str> = drawing.texts().map(|text| text.words.as_str()).collect();
        assert!(labels.contains(&"v0") && labels.contains(&"v100"), "{labels:?}");
        axes.bars(&mut drawing, &[Bar { x: (1, 2), y: (0, 50), fill: QUIET }]);
        assert!(
            matches!(drawing.shapes.last(), Some(Shape::Box { area, .. }) if (area.h - 100.0).abs() < 0.2)
        );
        axes.line(&mut drawing, &[(0, 0), (10, 100)], Stroke { dashed: true, ..Stroke::plain(QUIET, 1.0) });
        assert!(matches!(drawing.shapes.last(), Some(Shape::Line { stroke, .. }) if stroke.dashed));
    }

    #[test]
    fn a_scale_without_extent_still_has_a_place() {
        let area = Area { x: 0.0, y: 0.0, w: 300.0, h: 200.0 };
        for y in [(0, 0), (5, 5), (i64::MAX, i64::MAX), (i64::MIN / 4, i64::MAX / 4)] {
            let at = Axes { area, x: (0, 0), y, label_width: 40.0, size: 8.0 }.point(0, y.0);
            assert!(at.x.is_finite() && at.y.is_finite());
        }
    }
}
