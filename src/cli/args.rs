//! Arguments, resolved once.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{COMMANDS, FAILED, default_lang};
use crate::words::Lang;
use crate::words::help::{self, Text};

/// A command's arguments.
pub struct Request<'a> {
    /// What was given.
    pub matches: &'a ArgMatches,
    /// The language asked for, if any.
    pub lang: Option<Lang>,
    /// The command's name.
    pub command: &'a str,
    /// When the program began.
    pub begun: Instant,
}

impl Request<'_> {
    /// A path that the command requires.
    pub fn path(&self, name: &str) -> PathBuf {
        self.matches.get_one::<PathBuf>(name).cloned().unwrap_or_default()
    }

    /// Where results are, or go.
    pub fn output(&self) -> PathBuf {
        let given = self.matches.try_get_one::<PathBuf>("output").ok().flatten();
        given.cloned().unwrap_or_else(|| PathBuf::from(OUTPUT))
    }

    /// When the time is up that this argument gives the whole command, reading included; `None` without it.
    pub fn deadline(&self, limit: &str) -> Option<Instant> {
        self.matches.get_one::<Duration>(limit).and_then(|limit| self.begun.checked_add(*limit))
    }

    /// Whether machines read the answer.
    pub fn json(&self) -> bool {
        self.matches.get_one::<String>("format").is_some_and(|format| format == "json")
    }

    /// The language asked for, or the one to speak without a case.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(default_lang)
    }

    /// The language asked for, or the case's own.
    pub fn lang_of(&self, case: &str) -> Lang {
        self.lang.unwrap_or(if case == "en" { Lang::En } else { Lang::Id })
    }
}

/// The language help is written in: looked for before the arguments are understood.
pub fn spoken(arguments: &[OsString]) -> Lang {
    let asked = arguments.iter().enumerate().find_map(|(at, argument)| {
        let argument = argument.to_str()?;
        match argument.strip_prefix("--lang") {
            Some("") => arguments.get(at + 1)?.to_str().and_then(parse),
            Some(rest) => parse(rest.strip_prefix('=')?),
            None => None,
        }
    });
    asked.unwrap_or_else(default_lang)
}

/// The language given by `--lang`.
pub fn chosen(matches: &ArgMatches) -> Option<Lang> {
    matches.get_one::<String>("lang").and_then(|word| parse(word))
}

fn parse(word: &str) -> Option<Lang> {
    match word {
        "id" => Some(Lang::Id),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The whole command line, its help in this language.
pub fn command(lang: Lang) -> Command {
    let root = Command::new("petajalan")
        .version(env!("CARGO_PKG_VERSION"))
        .about(help::text(Text::About, lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_parser(["id", "en"])
                .global(true)
                .help(help::text(Text::Lang, lang)),
        );
    COMMANDS.iter().fold(root, |root, one| root.subcommand(told((one.args)(Command::new(one.name)), lang)))
}

/// A command, and those below it, with their help.
fn told(command: Command, lang: Lang) -> Command {
    let about = help::about(command.get_name(), lang);
    let command = command.about(about).mut_args(|arg| {
        let told = help::argument(arg.get_id().as_str(), lang);
        if told.is_empty() { arg } else { arg.help(told) }
    });
    command.mut_subcommands(|below| told(below, lang))
}

/// A path that must be given.
pub fn path(name: &'static str, shown: &'static str) -> Arg {
    Arg::new(name).value_name(shown).required(true).value_parser(value_parser!(PathBuf))
}

/// `--format text|json`.
pub fn format() -> Arg {
    Arg::new("format").long("format").value_parser(["text", "json"]).default_value("text")
}

/// `--output DIR`, where results go.
pub fn output() -> Arg {
    Arg::new("output")
        .long("output")
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .default_value(OUTPUT)
}

/// Where results go unless somebody says otherwise.
const OUTPUT: &str = "output";

/// `--threads N`.
pub fn threads() -> Arg {
    Arg::new("threads").long("threads").value_name("N").value_parser(value_parser!(u16).range(1..=512))
}

/// `--no-charts`.
pub fn no_charts() -> Arg {
    Arg::new("no-charts").long("no-charts").action(ArgAction::SetTrue)
}

/// Runs on as many threads as asked for.
pub fn in_pool(request: &Request, work: impl FnOnce() -> u8 + Send) -> u8 {
    let threads = request.matches.get_one::<u16>("threads").copied().unwrap_or(0);
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build() else { return FAILED };
    pool.install(work)
}

/// The same for work that gives something else than an exit code.
#[cfg(feature = "serve")]
pub fn with_pool<T: Send>(request: &Request, work: impl FnOnce() -> Option<T> + Send) -> Option<T> {
    let threads = request.matches.get_one::<u16>("threads").copied().unwrap_or(0);
    rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build().ok()?.install(work)
}

/// Whether a path names the current or a parent folder or the root: nothing to name a result after.
pub fn has_name(path: &std::path::Path) -> bool {
    path.file_name().is_some_and(|name| name != OsStr::new(""))
}
