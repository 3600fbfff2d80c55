//! Progress on a terminal: one line per scenario with value, bound and gap, or a bar with the time left.

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::time::Duration;

use super::say;
use crate::input::Case;
use crate::scenario::Scenario;
use crate::signs;
use crate::solve::Improvement;
use crate::study::robust::Stage;
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
            bar.set_prefix(signs::line(lang.label(&scenario.name)).into_owned());
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        };
        Self { bars: scenarios.iter().map(bar).collect(), lang }
    }

    /// Shows an improvement of the scenario at this position.
    pub fn tell(&self, case: &Case, at: usize, improvement: &Improvement) {
        if let Some(bar) = self.bars.get(at) {
            let line = progress::line(&case.portfolio, improvement, self.lang);
            bar.set_message(signs::line(&line).into_owned());
        }
    }

    /// Clears the lines.
    pub fn finish(&self) {
        self.bars.iter().for_each(ProgressBar::finish_and_clear);
    }
}

/// The bar of a study; silent where nobody watches.
pub struct Bar {
    bar: Option<ProgressBar>,
    lang: Lang,
}

impl Bar {
    /// A bar.
    pub fn new(lang: Lang) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} {bar:32} {pos}/{len} {elapsed} < {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = say::is_watched().then(|| ProgressBar::new(0).with_style(style));
        if let Some(bar) = &bar {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar, lang }
    }

    /// Shows how far a stage is.
    pub fn tell(&self, stage: Stage, done: usize, total: usize) {
        let Some(bar) = &self.bar else { return };
        if done == 0 {
            bar.reset();
            bar.set_message(progress::stage(stage, self.lang));
            bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        }
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    }

    /// Clears it.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
