//! `explain.txt`: what a terminal shows under the summary.

use super::Shown;
use crate::words::explain::{Heading, Speaker, heading};

/// Renders it.
pub fn render(shown: &Shown) -> String {
    let explained = shown.explained;
    let speaker = Speaker { base: shown.base, lang: shown.lang };
    let mut text = String::new();
    let mut add = |above: &str, lines: Vec<String>| {
        text.extend(["\n", above, "\n"]);
        for line in &lines {
            text.extend([line.as_str(), "\n"]);
        }
    };
    let told = |story: &crate::explain::story::Story| {
        let credit = explained.credits.iter().find(|credit| credit.initiative == story.initiative);
        let mut lines = speaker.story(story);
        lines.extend(credit.and_then(|credit| speaker.credit(credit)).map(|line| format!("  {line}")));
        lines
    };
    let Some(whole) = &explained.whole else {
        for story in &explained.stories {
            let mut lines = told(story).into_iter();
            let headline = lines.next().unwrap_or_default();
            add(&headline, lines.collect());
        }
        return text;
    };
    let indented = |line: String| format!("  {line}");
    if shown.base.counts_points() {
        let lines = whole.ranking.iter().map(|ranked| indented(speaker.ranked(ranked)));
        add(heading(Heading::Ranking, shown.lang), lines.collect());
    }
    let lines = whole.rules.iter().map(|(kind, effect)| indented(speaker.rule_cost(*kind, effect)));
    add(heading(Heading::Rules, shown.lang), lines.collect());
    let lines = whole.money.iter().map(|(year, found)| indented(speaker.next_better(*year, found.as_ref())));
    add(heading(Heading::Money, shown.lang), lines.collect());
    for (part, funded) in [(Heading::Funded, true), (Heading::Out, false)] {
        let stories = explained.stories.iter().filter(|story| story.start.is_some() == funded);
        add(heading(part, shown.lang), stories.flat_map(told).collect());
    }
    text
}
