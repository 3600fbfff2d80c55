//! A memo as one HTML file: no script, nothing fetched, set for A4.

use super::{Block, Memo};
use crate::chart::svg::escape;

const STYLE: &str = "@page{size:A4;margin:18mm 16mm}*{box-sizing:border-box}\
body{font:11pt/1.45 system-ui,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif;color:#1b2733;max-width:178mm;\
margin:0 auto;padding:8mm 0}h1{font-size:18pt;margin:0 0 2mm}h2{font-size:13pt;margin:7mm 0 2mm;border-bottom:1px \
solid #9fb3c1;padding-bottom:1mm;break-after:avoid}p{margin:0 0 1.5mm}.under{color:#44586a}.said{break-inside:avoid}\
.ref{color:#5a6b7a;font-size:8.5pt}table{border-collapse:collapse;width:100%;margin:0 0 2mm;font-variant-numeric:\
tabular-nums}th,td{border-bottom:1px solid #d5dee5;padding:1mm 2mm;text-align:right}th:first-child,td:first-child\
{text-align:left}thead{display:table-header-group}tr{break-inside:avoid}@media print{body{padding:0;max-width:none}}";

/// Renders it; `lang` is the language's code.
pub fn render(memo: &Memo, lang: &str) -> String {
    let title = escape(&memo.title);
    let mut text = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\
         \"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta \
         name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n"
    );
    for line in &memo.subtitles {
        text.extend(["<p class=\"under\">", &escape(line), "</p>\n"]);
    }
    for section in &memo.sections {
        text.extend(["<section>\n<h2>", &escape(&section.heading), "</h2>\n"]);
        section.blocks.iter().for_each(|one| text.push_str(&block(one)));
        text.push_str("</section>\n");
    }
    text + "</body>\n</html>\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Sentences { about, text, rests_on } => {
            let about = if about.is_empty() { String::new() } else { format!("<b>{}</b> ", escape(about)) };
            format!("<p class=\"said\">{about}{}{}</p>\n", escape(text), references(rests_on))
        }
        Block::Table { head, rows, rests_on } => {
            let cells = |tag: &str, cells: &[String]| -> String {
                let parts = cells.iter().flat_map(|cell| {
                    ["<".to_owned(), tag.to_owned(), ">".to_owned(), escape(cell), format!("</{tag}>")]
                });
                parts.collect()
            };
            let rows: Vec<String> =
                rows.iter().map(|row| format!("<tr>{}</tr>\n", cells("td", row))).collect();
            let (head, rows) = (cells("th", head), rows.concat());
            let references = references(rests_on);
            format!(
                "<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n<p>{references}</p>\n"
            )
        }
    }
}

fn references(rests_on: &[String]) -> String {
    if rests_on.is_empty() {
        return String::new();
    }
    format!(" <span class=\"ref\">[{}]</span>", escape(&rests_on.join("; ")))
}
