//! Sentences of findings.
