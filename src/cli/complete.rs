//! `petajalan completions SHELL`: completions for a shell, on stdout.

use clap::{Arg, value_parser};
use clap_complete::Shell;

use super::args::{self, Request};
use super::{DONE, FAILED, say};

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(Arg::new("shell").value_name("SHELL").required(true).value_parser(value_parser!(Shell)))
}

pub fn run(request: &Request) -> u8 {
    let Some(shell) = request.matches.get_one::<Shell>("shell") else { return FAILED };
    let mut bytes = Vec::new();
    clap_complete::generate(*shell, &mut args::command(request.lang()), "petajalan", &mut bytes);
    say::data(&bytes);
    DONE
}
