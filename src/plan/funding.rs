//! Who pays: splits a plan's spending over the funds, exactly.
