//! The frontier in words, for a terminal.

use super::Shown;
use super::tables::told;
use crate::report::carried;
use crate::study::ladder::Ladder;
use crate::units::{Money, Points};
use crate::words::charts::illustrative;
use crate::words::frontier as words;

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> String {
    let (case, lang, found) = (shown.case, shown.lang, shown.frontier);
    let (portfolio, currency) = (&case.portfolio, &case.portfolio.currency);
    let name = |at: usize| lang.label(&case.scenarios[at].name).to_owned();
    let mut lines = vec![lang.label(&portfolio.name).to_owned()];
    if portfolio.illustrative {
        lines.push(format!("{}.", illustrative(lang)));
    }
    lines.extend(found.stopped.map(|why| words::incomplete(why, lang)));
    lines.push(words::scaling(&case.scenarios[found.scenario].name, found.whole, currency, lang));
    if let (Some(low), Some(high)) = (found.curve.edge(), found.curve.everything()) {
        let low = (low.from, low.value, found.curve.edge_proven);
        let high = (high.from, high.value, found.curve.everything_proven);
        lines.push(words::edges(currency, low, high, lang));
    }
    lines.push(String::new());
    for own in &found.own {
        let name = name(own.scenario);
        let Some(step) = &own.step else {
            let word = if found.stopped.is_some() { words::Word::NotKnown } else { words::Word::NoPlan };
            lines.push(format!("{name}: {}", words::word(word, lang)));
            continue;
        };
        if let Some(free) = own.free {
            lines.push(words::against_free(&name, step.value, free, lang));
        }
        lines.push(match &own.next {
            Some(next) => {
                let (more, gain) = (Money(next.at.0 - step.at.0), Points(next.value.0 - step.value.0));
                let buys = told(shown, &step.plan, &next.plan, lang);
                words::extra(&name, currency, more, gain, &buys, next.proven, lang)
            }
            None if own.enough => words::enough(&name, lang),
            None => words::not_asked(&name, lang),
        });
    }
    lines.push(String::new());
    match shown.ladder {
        Ok(ladder) => lines.extend(of_ladder(shown, ladder)),
        Err(why) => lines.push(words::refused(&case.scenarios, *why, lang)),
    }
    lines.join("\n") + "\n" + &carried::text(case, lang)
}

fn of_ladder(shown: &Shown, ladder: &Ladder) -> Vec<String> {
    let lang = shown.lang;
    let name = |at: usize| lang.label(&shown.case.scenarios[at].name).to_owned();
    let alone = Points(i64::try_from(ladder.alone().div_euclid(ladder.weight().max(1))).unwrap_or(i64::MAX));
    let mut lines = vec![words::ladder(ladder.nest, ladder.value(), alone, ladder.is_proven(), lang)];
    lines.extend(
        ladder
            .rungs
            .iter()
            .rev()
            .map(|rung| words::rung(&name(rung.scenario), rung.value, rung.price(), rung.probability, lang)),
    );
    for pair in ladder.rungs.windows(2).rev() {
        let list = told(shown, &pair[1].plan, &pair[0].plan, lang);
        lines.push(words::falls(&name(pair[1].scenario), &name(pair[0].scenario), &list, lang));
    }
    lines
}
