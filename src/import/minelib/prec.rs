//! `.prec`: for every block a line with its predecessors.

use super::{id, shape};
use crate::diagnostic::Finding;
use crate::import::Source;
use crate::import::scan::Found;

/// The predecessors of every block.
pub fn read(found: &mut Found, source: &Source<'_>, blocks: usize) -> Vec<Vec<usize>> {
    let mut before: Vec<Option<Vec<usize>>> = vec![None; blocks];
    let Some(text) = source.text(found) else { return Vec::new() };
    for line in source.lines(text) {
        if found.is_full() {
            break;
        }
        let mut words = line.words();
        let (Some(block), Some(count)) = (words.next(), words.next()) else {
            shape(found, &line, "block count predecessor...");
            continue;
        };
        let (Some(at), Some(count)) = (found.whole(&block, 0, blocks - 1), found.whole(&count, 0, blocks))
        else {
            continue;
        };
        let listed: Vec<_> = words.collect();
        if listed.len() != count {
            shape(found, &line, &format!("block {count} {}", vec!["predecessor"; count.min(4)].join(" ")));
            continue;
        }
        let mut own = Vec::with_capacity(count);
        for word in &listed {
            let Some(other) = found.whole(word, 0, blocks - 1) else { continue };
            if other == at {
                let finding = Finding::DependsOnItself { initiative: id(at), on: id(at) };
                found.at(finding, word);
            }
            own.push(other);
        }
        match before.get_mut(at) {
            Some(held @ None) => *held = Some(own),
            _ => found.at(Finding::GivenTwice { text: block.text.to_owned() }, &block),
        }
    }
    // A line that could not be read is no line that is missing.
    if found.is_empty()
        && let Some(at) = before.iter().position(Option::is_none)
    {
        source.ends_early(found, &format!("{at} count predecessor..."));
    }
    before.into_iter().map(Option::unwrap_or_default).collect()
}
