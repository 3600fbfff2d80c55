//! `petajalan serve CASE`: the live what-if page, on the loopback address only.
//!
//! ```text
//! browser -> connections (how many, how long) -> web (who may ask, what) -> line (a first answer before any proof, each in turn) -> solver (threads)
//!         <- server-sent events <----------------- news (only the latest counts) <-------------'
//! ```
//!
//! [`world`] is the case with its plans, read or solved at the start; [`save`] keeps a question as a scenario of the case.

mod connections;
mod line;
mod news;
mod save;
mod solver;
mod web;
mod world;

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use clap::{Arg, value_parser};
use tokio::sync::Notify;

use self::line::Line;
use self::world::World;
use super::args::{self, Request};
use super::ending::{self, INTERRUPT};
use super::{DONE, FAILED, check, plan, say, store};
use crate::serve::guard::{Guard, Secrets};
use crate::words::Lang;
use crate::words::serve as words;

pub fn args(command: clap::Command) -> clap::Command {
    let seconds = Arg::new("seconds").long("seconds").value_name("SECONDS").value_parser(plan::seconds);
    command
        .arg(args::path("case", "CASE"))
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .value_parser(value_parser!(u16))
                .default_value("0"),
        )
        .arg(seconds.default_value("30"))
        .arg(args::output())
        .arg(args::threads())
}

/// What every request shares.
pub struct Shared {
    world: RwLock<Arc<World>>,
    /// One scenario is saved at a time.
    saving: Mutex<()>,
    guard: Guard,
    line: Line,
    /// The case's folder.
    path: PathBuf,
    lang: Lang,
}

impl Shared {
    /// The case and its plans as they are now.
    fn world(&self) -> Arc<World> {
        Arc::clone(&self.world.read().unwrap_or_else(PoisonError::into_inner))
    }
}

pub fn run(request: &Request) -> u8 {
    let (case, lang) = match check::read_as_kept(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let port = request.matches.get_one::<u16>("port").copied().unwrap_or(0);
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => listener,
        Err(error) => {
            say::aside(&words::no_port(port, &error.to_string(), lang));
            return FAILED;
        }
    };
    let stop = Arc::new(Notify::new());
    listen(&stop);
    let secrets = match secrets() {
        Ok(secrets) => secrets,
        Err(error) => {
            say::aside(&words::no_secret(&error.to_string(), lang));
            return FAILED;
        }
    };
    let Some(world) = args::with_pool(request, || World::begin(request, case, &secrets.token, lang)) else {
        return FAILED;
    };
    if INTERRUPT.raised() {
        return DONE;
    }
    match listener.local_addr() {
        Ok(address) => serve(request, listener, Guard::new(address.port(), secrets), world, &stop, lang),
        Err(_) => FAILED,
    }
}

fn serve(
    request: &Request,
    listener: TcpListener,
    guard: Guard,
    world: World,
    stop: &Arc<Notify>,
    lang: Lang,
) -> u8 {
    let seconds = request.matches.get_one::<Duration>("seconds").copied().unwrap_or(Duration::from_secs(30));
    let (address, port) = (guard.address(), guard.port());
    let shared = Arc::new(Shared {
        world: RwLock::new(Arc::new(world)),
        saving: Mutex::new(()),
        guard,
        line: Line::new(seconds),
        path: request.path("case"),
        lang,
    });
    let threads = request.matches.get_one::<u16>("threads").map(|threads| usize::from(*threads));
    let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(2);
    let Some(workers) = solver::start(&shared, threads) else { return FAILED };
    say::data(format!("{address}\n").as_bytes());
    say::aside(&words::listening(&address, lang));
    let served = web::serve(listener, &shared, stop);
    shared.line.close();
    for worker in workers {
        // A thread that ended otherwise has nothing left to say.
        let _ = worker.join();
    }
    match served {
        Ok(()) => DONE,
        Err(error) => {
            say::aside(&words::no_port(port, &error.to_string(), lang));
            FAILED
        }
    }
}

/// The first signal ends searches and the server, the second the program.
fn listen(stop: &Arc<Notify>) {
    let stop = Arc::clone(stop);
    ending::on_signal(move || stop.notify_one());
}

/// Texts of 128 bits each that nobody can guess.
fn secrets() -> Result<Secrets, getrandom::Error> {
    let text = || {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
    };
    Ok(Secrets { key: text()?, cookie: text()?, token: text()? })
}
