//! `petajalan report CASE`: documents made of plans.

use super::args::{self, Request};
use super::{check, room};

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("case", "CASE")).arg(args::output())
}

pub fn run(request: &Request) -> u8 {
    match check::read(request) {
        Ok((case, lang)) => room::write(request, &case, lang),
        Err(code) => code,
    }
}
