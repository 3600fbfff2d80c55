//! `report.html`, the decision room: one page that holds everything and needs no network.
//!
//! [`build`] makes the document of data ([`document::Room`]), `page` puts it into a page with the style, the script and
//! the fonts of `assets/`. Whatever a name holds stays text: in the data no `<` is left, and the script writes texts as
//! texts only. The page's own policy lets nothing run or load but what it holds.

mod build;
pub mod document;
mod facts;
pub mod live;
mod page;
mod prices;
mod stops;

pub use build::build;

use super::kept::Kept;

/// The file's name.
pub const FILE: &str = "report.html";

/// The page that a server hands out: the same room with what `live` holds and the panel of questions, and its policy.
#[must_use]
pub fn served(kept: &Kept, live: &serde_json::Value) -> (Vec<u8>, String) {
    let (page, policy) = page::served(&build(kept), live);
    (page.into_bytes(), policy)
}

/// Renders it.
#[must_use]
pub fn render(kept: &Kept) -> Vec<u8> {
    page::page(&build(kept)).into_bytes()
}
