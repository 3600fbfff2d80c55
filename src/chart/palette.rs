//! Every colour of every chart, chosen so that readers with red-green blindness tell them apart and text on them
//! is legible; the tests below hold both promises.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Color(pub u8, pub u8, pub u8);

impl fmt::Display for Color {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// How many colours there are before they begin again.
pub const HUES: usize = FILLS.len();
/// Paper of a dark screen.
pub const NIGHT: Color = Color(0x17, 0x1d, 0x24);
/// Paper.
pub const WHITE: Color = Color(255, 255, 255);
/// Text and strong lines.
pub const INK: Color = Color(0x14, 0x1a, 0x22);
/// Secondary text.
pub const QUIET: Color = Color(0x56, 0x60, 0x6c);
/// Thin rules and axes.
pub const RULE: Color = Color(0xdf, 0xe4, 0xea);
/// Every other year column.
pub const SHADE: Color = Color(0xf6, 0xf7, 0xf9);
/// Dependency arrows.
pub const ARROW: Color = Color(0x3c, 0x46, 0x52);
/// Deadlines, ceilings and whatever breaks them.
pub const ALERT: Color = Color(0xa6, 0x1b, 0x1b);
/// What is within its limit.
pub const GOOD: Color = Color(0x1f, 0x6b, 0x4a);
/// The empty part of a gauge.
pub const TRACK: Color = Color(0xe3, 0xe7, 0xec);
/// Lines over what is left unused.
pub const HATCH: Color = Color(0xb4, 0xbd, 0xc8);

/// The colours of one category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hue {
    /// Bars.
    pub fill: Color,
    /// Text on bars.
    pub on_fill: Color,
    /// Bands behind rows and bars of service.
    pub tint: Color,
    /// Text on the tint and on paper.
    pub ink: Color,
}

/// Colours of categories in their order; the ninth category starts again with the first, and every lane and
/// stack also carries its name.
const FILLS: [Color; 8] = [
    Color(0x1f, 0x4e, 0x79),
    Color(0xe6, 0x9f, 0x00),
    Color(0x00, 0x78, 0x6c),
    Color(0xb3, 0x40, 0x2c),
    Color(0xa2, 0x85, 0xd1),
    Color(0x33, 0x22, 0x88),
    Color(0x94, 0xd2, 0xbd),
    Color(0xdd, 0xcc, 0x77),
];

/// What belongs to no category.
pub const NEUTRAL: Hue = Hue { fill: Color(0x8a, 0x95, 0xa3), on_fill: INK, tint: SHADE, ink: QUIET };

/// The colours of the category (or class, or series) at this position.
#[must_use]
pub fn hue(position: usize) -> Hue {
    let fill = FILLS.get(position % FILLS.len()).copied().unwrap_or(NEUTRAL.fill);
    let tint = mix(fill, WHITE, 82);
    let ink = (0..=100).step_by(5).map(|dark| mix(fill, INK, dark)).find(|ink| contrast(*ink, tint) >= 5.0);
    Hue { fill, on_fill: legible_on(fill), tint, ink: ink.unwrap_or(INK) }
}

/// The same, lighter, for the paper of a dark screen.
const ON_DARK: [Color; HUES] = [
    Color(0x3a, 0x7f, 0xbe),
    Color(0xe6, 0x9f, 0x00),
    Color(0x14, 0x8f, 0x80),
    Color(0xc2, 0x4b, 0x36),
    Color(0xd3, 0xbd, 0xf5),
    Color(0x70, 0x59, 0xd8),
    Color(0xa9, 0xe2, 0xcf),
    Color(0xf0, 0xe2, 0x9a),
];

/// The colours of the category at this position on a dark screen.
#[must_use]
pub fn hue_on_dark(position: usize) -> Hue {
    let fill = ON_DARK.get(position % HUES).copied().unwrap_or(NEUTRAL.fill);
    let tint = mix(fill, NIGHT, 76);
    let inks = (0..=100).step_by(5).map(|light| mix(fill, WHITE, light));
    let ink = inks.into_iter().find(|ink| contrast(*ink, tint) >= 5.0);
    Hue { fill, on_fill: legible_on(fill), tint, ink: ink.unwrap_or(WHITE) }
}

/// The colour of the `step`th of `steps` ordered things, dark to light: the earliest year is the darkest.
#[must_use]
pub fn ramp(step: usize, steps: usize) -> Color {
    const STOPS: [Color; 5] = [
        Color(0x12, 0x2c, 0x52),
        Color(0x1c, 0x5d, 0x8f),
        Color(0x3f, 0x9c, 0xa8),
        Color(0x9c, 0xd0, 0xa0),
        Color(0xf0, 0xe7, 0x9c),
    ];
    let scaled = step.min(steps.saturating_sub(1)) * (STOPS.len() - 1) * 100 / steps.saturating_sub(1).max(1);
    let (at, part) = (scaled / 100, scaled % 100);
    let from = STOPS.get(at).copied().unwrap_or(INK);
    let to = STOPS.get(at + 1).copied().unwrap_or(from);
    mix(from, to, u32::try_from(part).unwrap_or(0))
}

/// White or black, whichever reads better on this colour.
#[must_use]
pub fn legible_on(fill: Color) -> Color {
    const BLACK: Color = Color(0, 0, 0);
    if contrast(WHITE, fill) >= 4.5 {
        WHITE
    } else if contrast(INK, fill) >= 4.5 {
        INK
    } else {
        BLACK
    }
}

/// `from` with `percent` of `to` in it.
#[must_use]
pub fn mix(from: Color, to: Color, percent: u32) -> Color {
    let part = |a: u8, b: u8| {
        let sum = u32::from(a) * (100 - percent.min(100)) + u32::from(b) * percent.min(100);
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    Color(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

/// The contrast ratio of two colours (WCAG 2), 1 to 21.
#[must_use]
pub fn contrast(a: Color, b: Color) -> f64 {
    let (x, y) = (luminance(linear(a)), luminance(linear(b)));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn linear(color: Color) -> [f64; 3] {
    [color.0, color.1, color.2].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Machado, Oliveira, Fernandes (2009), severity 1, on linear RGB.
    const DEUTERANOPIA: [[f64; 3]; 3] = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    const PROTANOPIA: [[f64; 3]; 3] = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];
    const NORMAL: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

    fn lab(color: Color, sight: [[f64; 3]; 3]) -> [f64; 3] {
        let seen = linear(color);
        let [red, green, blue] =
            sight.map(|row| row.iter().zip(seen).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0));
        let root = |t: f64| {
            if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 }
        };
        let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
        let y = root(luminance([red, green, blue]));
        let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn distance(a: Color, b: Color, sight: [[f64; 3]; 3]) -> f64 {
        lab(a, sight).iter().zip(lab(b, sight)).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt()
    }

    #[test]
    fn text_on_colour_is_legible() {
        for hue in (0..FILLS.len()).map(hue).chain([NEUTRAL]) {
            assert!(contrast(hue.on_fill, hue.fill) >= 4.5, "{hue:?}");
            assert!(contrast(hue.ink, hue.tint) >= 4.5 && contrast(hue.ink, WHITE) >= 4.5, "{hue:?}");
        }
        for paper in [WHITE, SHADE] {
            assert!([INK, QUIET, ALERT, GOOD].iter().all(|text| contrast(*text, paper) >= 4.5));
        }
        for steps in 1..=50 {
            let colors = (0..steps).map(|step| ramp(step, steps));
            assert!(colors.into_iter().all(|fill| contrast(legible_on(fill), fill) >= 4.5), "{steps} steps");
        }
    }

    #[test]
    fn colours_stand_out_on_a_dark_screen() {
        for hue in (0..HUES).map(hue_on_dark) {
            assert!(contrast(hue.fill, NIGHT) >= 3.0 && contrast(hue.on_fill, hue.fill) >= 4.5, "{hue:?}");
            assert!(contrast(hue.ink, hue.tint) >= 4.5 && contrast(hue.ink, NIGHT) >= 4.5, "{hue:?}");
        }
    }

    #[test]
    fn categories_differ_in_every_sight() {
        for (name, sight) in [("normal", NORMAL), ("deuteranopia", DEUTERANOPIA), ("protanopia", PROTANOPIA)]
        {
            for (fills, least) in [(FILLS, 20.0), (ON_DARK, 20.0)] {
                for (at, a) in fills.iter().enumerate() {
                    for b in &fills[at + 1..] {
                        let apart = distance(*a, *b, sight);
                        assert!(apart >= least, "{a} and {b} are {apart} apart in {name} sight");
                    }
                }
            }
            for step in 0..4 {
                assert!(
                    distance(ramp(step, 5), ramp(step + 1, 5), sight) >= 15.0,
                    "years {step} in {name} sight"
                );
            }
        }
    }
}
