//! The live what-if page without its server: who may ask, what a request means, what the panel offers, what is written
//! when a question is kept.
//!
//! ```text
//! request bytes -> guard (who) -> question (what) -> study::what_if (answer) -> report::room::live (stop)
//!                                                                   save (new text of the case's files)
//! ```
//!
//! Everything here is a function of its arguments. Sockets, threads, the clock and files are `cli::serve`.

pub mod guard;
pub mod panel;
pub mod problem;
pub mod question;
pub mod save;
