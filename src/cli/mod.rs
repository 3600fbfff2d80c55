//! The command line: arguments become a request, requests call the rooms above, results are written or printed.
//!
//! One file per command. Data goes to stdout, everything else to stderr. This is the only room that writes files and prints.
//!
//! Exit codes: 0 done, 1 answered but negative (a case with error findings, infeasible, differences), 2 could not run (a call
//! that cannot be understood, nothing there to read). What a case gives that cannot be used is said in `check::refused` alone.

mod alternatives;
mod args;
mod check;
mod collect;
mod compare;
mod complete;
mod decide;
mod ending;
mod explain;
mod frontier;
mod import;
mod kept;
mod man;
mod new;
mod plan;
mod priorities;
mod progress;
mod report;
mod revise;
mod robust;
mod room;
mod say;
#[cfg(feature = "serve")]
mod serve;
mod store;
mod study;
mod verify;
mod what_if;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

use crate::words::Lang;

/// Everything asked for was done.
pub const DONE: u8 = 0;
/// Answered, but the answer is negative.
pub const NEGATIVE: u8 = 1;
/// Could not run.
pub const FAILED: u8 = 2;

/// A command: its arguments and what it does. A new command is one new file and one line in [`COMMANDS`].
struct Command {
    name: &'static str,
    args: fn(clap::Command) -> clap::Command,
    run: fn(&args::Request) -> u8,
}

const COMMANDS: &[Command] = &[
    Command { name: "new", args: new::args, run: new::run },
    Command { name: "check", args: check::args, run: check::run },
    Command { name: "plan", args: plan::args, run: plan::run },
    Command { name: "compare", args: compare::args, run: compare::run },
    Command { name: "whatif", args: what_if::args, run: what_if::run },
    Command { name: "revise", args: revise::args, run: revise::run },
    Command { name: "alternatives", args: alternatives::args, run: alternatives::run },
    Command { name: "robust", args: robust::args, run: robust::run },
    Command { name: "frontier", args: frontier::args, run: frontier::run },
    Command { name: "explain", args: explain::args, run: explain::run },
    Command { name: "priorities", args: priorities::args, run: priorities::run },
    Command { name: "report", args: report::args, run: report::run },
    #[cfg(feature = "serve")]
    Command { name: "serve", args: serve::args, run: serve::run },
    Command { name: "decide", args: decide::args, run: decide::run },
    Command { name: "verify", args: verify::args, run: verify::run },
    Command { name: "collect", args: collect::args, run: collect::run },
    Command { name: "import", args: import::args, run: import::run },
    Command { name: "completions", args: complete::args, run: complete::run },
    Command { name: "man", args: man::args, run: man::run },
];

/// Runs the program with these arguments.
#[must_use]
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let begun = Instant::now();
    let lang = args::spoken(&arguments);
    let matches = match args::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version are answers; anything else is a call that could not be understood.
            let code = if error.use_stderr() { FAILED } else { DONE };
            say::refused(&error);
            return ExitCode::from(say::finished(code, lang));
        }
    };
    let Some((name, matches)) = matches.subcommand() else { return ExitCode::from(FAILED) };
    let request = args::Request { matches, lang: args::chosen(matches), command: name, begun };
    let command = COMMANDS.iter().find(|command| command.name == name);
    let code = command.map_or(FAILED, |command| (command.run)(&request));
    ExitCode::from(say::finished(code, request.lang()))
}

/// The language to speak before a case has been read.
fn default_lang() -> Lang {
    Lang::Id
}
