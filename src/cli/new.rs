//! `petajalan new DIR`: a commented starter case.

use super::args::{self, Request};
use super::{DONE, FAILED, output, say};
use crate::input::starter;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("dir", "DIR"))
}

pub fn run(request: &Request) -> u8 {
    let (path, lang) = (request.path("dir"), request.lang());
    let shown = path.display().to_string();
    if path.exists() || !args::has_name(&path) {
        say::aside(&message(&Message::Exists(&shown), lang));
        return FAILED;
    }
    let starter = starter(lang.pick("id", "en"));
    let files = starter.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    match output::replace(&path, &files) {
        Ok(()) => {
            say::data(format!("{}\n", message(&Message::Started(&shown), lang)).as_bytes());
            DONE
        }
        Err((path, error)) => {
            say::aside(&message(
                &Message::CannotWrite(&path.display().to_string(), &error.to_string()),
                lang,
            ));
            FAILED
        }
    }
}
