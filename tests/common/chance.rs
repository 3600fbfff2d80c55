//! Random numbers that are the same everywhere: splitmix64.

/// A stream of numbers that its seed decides.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low).expect("low <= high") + 1;
        low + i64::try_from(self.next() % width).expect("small widths only")
    }

    /// A position in a list of this length.
    pub fn below(&mut self, length: usize) -> usize {
        usize::try_from(self.next() % length as u64).expect("as small as the length")
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, likely: i64) -> bool {
        self.between(0, 99) < likely
    }

    /// One of the items.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// Each item with so many percent, in order.
    pub fn some<T: Copy>(&mut self, items: &[T], likely: i64) -> Vec<T> {
        items.iter().copied().filter(|_| self.percent(likely)).collect()
    }

    /// As [`Chance::some`], but at least one.
    pub fn some_at_least_one<T: Copy>(&mut self, items: &[T], likely: i64) -> Vec<T> {
        let chosen = self.some(items, likely);
        if chosen.is_empty() { vec![self.pick(items)] } else { chosen }
    }
}
