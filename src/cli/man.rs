//! `petajalan man`: the manual page, on stdout.

use super::args::{self, Request};
use super::{DONE, FAILED, say};

pub fn args(command: clap::Command) -> clap::Command {
    command
}

pub fn run(request: &Request) -> u8 {
    let mut bytes = Vec::new();
    match clap_mangen::Man::new(args::command(request.lang())).render(&mut bytes) {
        Ok(()) => {
            say::data(&bytes);
            DONE
        }
        Err(_) => FAILED,
    }
}
