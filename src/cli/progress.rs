//! Progress lines on a terminal: one per scenario with value, bound and gap.

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::time::Duration;

use super::say;
use crate::input::Case;
use crate::scenario::Scenario;
use crate::solve::Improvement;
use crate::words::{Lang, progress};

/// The lines of a run; silent where nobody watches.
pub struct Lines {
    bars: Vec<ProgressBar>,
    lang: Lang,
}

impl Lines {
    /// One line for each scenario.
    pub fn new(scenarios: &[&Scenario], lang: Lang) -> Self {
        if !say::is_watched() {
            return Self { bars: Vec::new(), lang };
        }
        let all = MultiProgress::new();
        let style = ProgressStyle::with_template("{spinner} {prefix} {msg} {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = |scenario: &&Scenario| {
            let bar = all.add(ProgressBar::new_spinner().with_style(style.clone()));
            bar.set_prefix(lang.label(&scenario.name).to_owned());
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        };
        Self { bars: scenarios.iter().map(bar).collect(), lang }
    }

    /// Shows an improvement of the scenario at this position.
    pub fn tell(&self, case: &Case, at: usize, improvement: &Improvement) {
        if let Some(bar) = self.bars.get(at) {
            bar.set_message(progress::line(&case.portfolio, improvement, self.lang));
        }
    }

    /// Clears the lines.
    pub fn finish(&self) {
        self.bars.iter().for_each(ProgressBar::finish_and_clear);
    }
}
