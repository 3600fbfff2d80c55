//! A memo as Markdown. Every sign that Markdown gives a meaning is escaped, so that names stay text.

use super::{Block, Memo};
use crate::signs;

/// Renders it.
pub fn render(memo: &Memo) -> String {
    let mut text = format!("# {}\n\n", escaped(&memo.title));
    for line in &memo.subtitles {
        text.extend([&escaped(line), "\n\n"]);
    }
    for section in &memo.sections {
        text.extend(["## ", &escaped(&section.heading), "\n\n"]);
        for block in &section.blocks {
            match block {
                Block::Sentences { about, text: said, rests_on } => {
                    text.push_str("- ");
                    if !about.is_empty() {
                        text.extend(["**", &escaped(about), "** "]);
                    }
                    text.extend([&escaped(said), &references(rests_on), "\n"]);
                }
                Block::Table { head, rows, rests_on } => {
                    text.push_str(&row(head));
                    text.extend(["|---|", &"---:|".repeat(head.len().saturating_sub(1)), "\n"]);
                    for cells in rows {
                        text.push_str(&row(cells));
                    }
                    text.extend(["\n", references(rests_on).trim_start(), "\n"]);
                }
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

fn row(cells: &[String]) -> String {
    let cells = cells.iter().map(|cell| format!(" {} |", escaped(cell)));
    format!("|{}\n", cells.collect::<String>())
}

fn references(rests_on: &[String]) -> String {
    if rests_on.is_empty() { String::new() } else { format!(" \\[{}\\]", escaped(&rests_on.join("; "))) }
}

/// A text in which no sign has a meaning.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in signs::visible(&text.replace("\r\n", "\n")).chars() {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.extend(['\\', sign]);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn names_stay_text() {
        assert_eq!(escaped("<script>*x*|[a](b)"), "&lt;script&gt;\\*x\\*\\|\\[a\\](b)");
        assert_eq!(escaped("=1+1"), "=1+1");
    }
}
