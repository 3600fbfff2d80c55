//! Renderers: values in, text or bytes out. No files, no clock, no solver.

pub mod findings;
