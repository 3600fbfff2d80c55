//! Which neighbourhoods pay: kinds, widths and sizes are chosen the more often the more they gained for their work
//! (adaptive large neighbourhood search: Ropke, Pisinger 2006).

use super::neighbourhood::{Chance, KINDS};

/// Choices an initiative is given, the best by prices.
pub const WIDTHS: [usize; 4] = [2, 3, 6, 64];
/// Columns of a neighbourhood, about.
const SIZES: [usize; 6] = [60, 120, 180, 250, 350, 500];

/// A kind, a width and a size.
pub type Arm = (usize, usize, usize);

/// What came of a question.
pub struct Tried {
    /// How it was drawn.
    pub arm: Arm,
    /// What it gained, as a share of the value.
    pub gain: f64,
    /// Its work, in steps of about the same time.
    pub spent: f64,
    /// Whether it was answered, and with little of the work it was given.
    pub ease: Ease,
}

/// How hard a question was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ease {
    /// Answered with little of its work.
    Easy,
    /// Answered.
    Fair,
    /// Not answered.
    Hard,
}

/// What each kind, width and size has gained for its work.
#[derive(Clone)]
pub struct Arms {
    kinds: Vec<Merit>,
    widths: Vec<Merit>,
    sizes: Vec<Merit>,
    /// All sizes are this many times larger: it grows while questions are answered with little work.
    scale: f64,
}

#[derive(Clone, Copy)]
struct Merit {
    gain: f64,
    spent: f64,
}

/// How much of what was learnt is kept at each further question of an arm.
const KEPT: f64 = 0.95;
/// Everything is chosen with at least this share of an even chance.
const EVEN: f64 = 0.25;

impl Default for Arms {
    fn default() -> Self {
        let fresh = |count: usize| vec![Merit { gain: 1e-4, spent: 1e6 }; count];
        // Small ones are quick: they begin ahead.
        let sizes = SIZES.iter().map(|&size| Merit { gain: 1e-4, spent: 2e4 * real(size) }).collect();
        Self { kinds: fresh(KINDS.len()), widths: fresh(WIDTHS.len()), sizes, scale: 1.0 }
    }
}

impl Arms {
    /// The columns an arm's size means.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few hundred thousand at the most"
    )]
    pub fn size(&self, arm: Arm) -> usize {
        (real(SIZES[arm.2]) * self.scale) as usize
    }

    /// Draws one of each.
    pub fn choose(&self, chance: &mut Chance) -> Arm {
        (draw(&self.kinds, chance), draw(&self.widths, chance), draw(&self.sizes, chance))
    }

    /// Remembers what came of a question.
    pub fn learn(&mut self, tried: &Tried) {
        let (kind, width, size) = tried.arm;
        let factor = match tried.ease {
            Ease::Easy => 1.01,
            Ease::Fair => 1.0,
            Ease::Hard => 0.96,
        };
        self.scale = (self.scale * factor).clamp(0.5, 60.0);
        for merit in [&mut self.kinds[kind], &mut self.widths[width], &mut self.sizes[size]] {
            merit.gain = merit.gain * KEPT + tried.gain;
            merit.spent = merit.spent * KEPT + tried.spent;
        }
    }
}

fn draw(merits: &[Merit], chance: &mut Chance) -> usize {
    let rates: Vec<f64> = merits.iter().map(|merit| (merit.gain + 1e-9) / merit.spent).collect();
    let total: f64 = rates.iter().sum();
    let even = EVEN * total / real(rates.len());
    let mut left = chance.unit() * (total * (1.0 + EVEN));
    for (at, rate) in rates.iter().enumerate() {
        left -= rate + even;
        if left <= 0.0 {
            return at;
        }
    }
    rates.len() - 1
}

#[expect(clippy::cast_precision_loss, reason = "a small count")]
fn real(count: usize) -> f64 {
    count as f64
}
