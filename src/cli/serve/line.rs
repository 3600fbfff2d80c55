//! Questions in line: first answers before proofs, each in its turn, a newer question of a page in the place of its older one.
//!
//! There are two lines with threads of their own. A question waits in the first for a plan with a gap, which takes a fraction
//! of a second, then in the second for its proof. Proofs take turns in long slices, because a search that is stopped begins its
//! tree anew: who is not done at the end of a slice goes back to the end of the line with a slice twice as long, and who finds
//! nobody waiting may search on, until somebody has waited for a slice.
//! Nobody polls: threads wait for a question, and whoever is to stop is told by a flag that every search looks at.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::news::News;
use super::world::World;
use crate::plan::Plan;
use crate::serve::question::Question;
use crate::solve::{Interrupt, Reached};
use crate::study::what_if::Wished;
use crate::units::round_half_even;
use crate::words::serve::Status;

/// More questions than these are not taken at a time.
const MOST: usize = 64;
/// How long a first answer is looked for before the question waits among the proofs.
const FIRST: Duration = Duration::from_secs(3);
/// The first slice of a proof.
pub const SLICE: Duration = Duration::from_secs(8);
/// So many answered questions are remembered, to be kept as scenarios.
const REMEMBERED: usize = 32;

/// Which answer a thread looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A plan with a gap.
    First,
    /// The proof.
    Proof,
}

/// What is known of a question so far.
#[derive(Clone, Debug, Default)]
pub struct Stand {
    /// The best plan and what it reaches.
    pub best: Option<(Plan, Reached)>,
    /// What no plan passes.
    pub bound: Option<i128>,
    /// No plan keeps every rule.
    pub impossible: bool,
}

/// What the page shows.
#[derive(Debug, Default)]
pub struct Shown {
    /// The plan.
    pub plan: Option<Plan>,
    /// When it was shown, after the question came.
    pub at: Duration,
}

/// A question that is being answered.
pub struct Job {
    /// What is asked.
    pub question: Question,
    /// The case it is asked of.
    pub world: Arc<World>,
    /// The scenario with the wishes.
    pub wished: Wished,
    /// What the page is told.
    pub news: watch::Sender<News>,
    /// What is known so far.
    pub stand: Mutex<Stand>,
    /// What the page shows.
    pub shown: Mutex<Shown>,
    /// When it came.
    pub begun: Instant,
    cancelled: AtomicBool,
    expired: AtomicBool,
    current: Mutex<Arc<Interrupt>>,
    slices: AtomicU64,
}

impl Job {
    /// A question that nobody has looked at.
    pub fn new(question: Question, world: Arc<World>, wished: Wished) -> (Arc<Self>, watch::Receiver<News>) {
        let (news, reader) = watch::channel(News::new());
        let job = Self {
            question,
            world,
            wished,
            news,
            stand: Mutex::default(),
            shown: Mutex::default(),
            begun: Instant::now(),
            cancelled: AtomicBool::new(false),
            expired: AtomicBool::new(false),
            current: Mutex::default(),
            slices: AtomicU64::new(0),
        };
        (Arc::new(job), reader)
    }

    /// Nobody wants the answer any more.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
        lock(&self.current).raise();
    }

    /// Whether nobody wants it.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }

    /// Its time is up: whatever searches for it stops.
    pub fn expire(&self) {
        self.expired.store(true, Ordering::SeqCst);
        lock(&self.current).raise();
    }

    /// Asks the running search to stop for now.
    pub fn pause(&self) {
        lock(&self.current).raise();
    }

    /// The flag of the search that begins now.
    pub fn begin(&self) -> Arc<Interrupt> {
        let fresh = Arc::new(Interrupt::new());
        *lock(&self.current) = Arc::clone(&fresh);
        if self.is_cancelled() || self.expired.load(Ordering::SeqCst) {
            fresh.raise();
        }
        fresh
    }

    /// Tells the page how it ended.
    pub fn end(&self, status: Status) {
        self.news.send_modify(|news| {
            if !news.ended {
                (news.status, news.ended) = (status, true);
            }
        });
    }
}

/// A lock that a thread which ended badly leaves usable: what it holds is replaced as a whole.
pub fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Default)]
struct State {
    first: VecDeque<Arc<Job>>,
    proof: VecDeque<Arc<Job>>,
    /// The latest question of every page that waits for an answer.
    pages: BTreeMap<String, Arc<Job>>,
    /// Searches for a proof that may go on as long as nobody waits.
    open: Vec<(Arc<Job>, Instant)>,
    /// Searches for a first answer that have told one.
    told: Vec<Arc<Job>>,
    /// Questions whose answer was told to its end.
    answered: VecDeque<Arc<Job>>,
    /// Threads that wait for a question of each line.
    idle: [usize; 2],
    closed: bool,
}

/// Both lines.
pub struct Line {
    state: Mutex<State>,
    ready: Condvar,
    /// No question is searched longer.
    pub most: Duration,
}

impl Line {
    /// Empty lines; no question is searched longer than `most`.
    pub fn new(most: Duration) -> Self {
        Self { state: Mutex::default(), ready: Condvar::new(), most }
    }

    /// Puts a question in line, in the place of an older one of its page. False where too many wait.
    pub fn ask(&self, job: &Arc<Job>) -> bool {
        let mut state = lock(&self.state);
        let page = &job.question.page;
        let older = state.pages.get(page).map(|held| (held.question.number, Arc::clone(held)));
        match older {
            Some((number, _)) if number >= job.question.number => {
                job.cancel();
                job.end(Status::Replaced);
                return true;
            }
            Some((_, held)) => {
                held.cancel();
                held.end(Status::Replaced);
            }
            None if state.pages.len() >= MOST => return false,
            None => {}
        }
        if state.closed {
            job.end(Status::Ending);
            return true;
        }
        state.pages.insert(page.clone(), Arc::clone(job));
        state.first.push_back(Arc::clone(job));
        // Who has told a first answer gives way to who has none.
        if state.first.len() > state.idle[Turn::First as usize]
            && let Some(held) = state.told.pop()
        {
            held.pause();
        }
        drop(state);
        self.ready.notify_all();
        true
    }

    /// The best plan that is known of this very question.
    pub fn known(&self, question: &Question) -> Option<(Plan, Reached)> {
        let state = lock(&self.state);
        let held = state.pages.values().chain(state.answered.iter().rev());
        let mut held = held;
        let job =
            held.find(|job| job.question.page == question.page && job.question.asked == question.asked)?;
        let stand = lock(&job.stand);
        stand.best.clone()
    }

    /// A first answer was told: from now on others come before this search.
    pub fn has_told(&self, job: &Arc<Job>) {
        let mut state = lock(&self.state);
        if state.first.len() > state.idle[Turn::First as usize] {
            job.pause();
        } else if !state.told.iter().any(|held| Arc::ptr_eq(held, job)) {
            state.told.push(Arc::clone(job));
        }
    }

    /// How long a question may still be searched.
    pub fn left(&self, job: &Job) -> Duration {
        self.most.saturating_sub(job.begun.elapsed())
    }

    /// The next question for a thread, and how long it may take; waits for one. None once the line is closed.
    pub fn next(&self, turn: Turn) -> Option<(Arc<Job>, Duration)> {
        let mut state = lock(&self.state);
        loop {
            if state.closed {
                return None;
            }
            let waiting = match turn {
                Turn::First => state.first.pop_front(),
                Turn::Proof => state.proof.pop_front(),
            };
            let Some(job) = waiting else {
                state.idle[turn as usize] += 1;
                state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle[turn as usize] -= 1;
                continue;
            };
            if job.is_cancelled() {
                continue;
            }
            let left = self.left(&job);
            let slice = match turn {
                Turn::First => left.min(FIRST),
                Turn::Proof if state.proof.is_empty() => {
                    state.open.push((Arc::clone(&job), Instant::now()));
                    left
                }
                Turn::Proof => {
                    let turns = job.slices.fetch_add(1, Ordering::Relaxed).min(16);
                    left.min(SLICE * (1_u32 << turns))
                }
            };
            return Some((job, slice));
        }
    }

    /// A search for a first answer stopped: the proof comes next.
    pub fn prove(&self, job: &Arc<Job>) {
        let mut state = lock(&self.state);
        forget(&mut state.told, job);
        if job.is_cancelled() || state.closed {
            return;
        }
        state.proof.push_back(Arc::clone(job));
        drop(state);
        self.ready.notify_all();
    }

    /// Where questions wait for a proof, whoever has searched for one longer than a slice goes back to the end of the line.
    pub fn take_turns(&self) {
        let mut state = lock(&self.state);
        if state.proof.len() <= state.idle[Turn::Proof as usize] {
            return;
        }
        let long = |(_, since): &(Arc<Job>, Instant)| since.elapsed() >= SLICE;
        if let Some(at) = state.open.iter().position(long) {
            state.open.remove(at).0.pause();
        }
    }

    /// A search for a proof stopped without one. False where its time is up.
    pub fn again(&self, job: &Arc<Job>) -> bool {
        let mut state = lock(&self.state);
        state.open.retain(|(held, _)| !Arc::ptr_eq(held, job));
        if job.begun.elapsed() >= self.most {
            return false;
        }
        if !job.is_cancelled() && !state.closed {
            state.proof.push_back(Arc::clone(job));
            drop(state);
            self.ready.notify_all();
        }
        true
    }

    /// The time of a question is up: a search for it stops, and where none runs it ends with what is known.
    pub fn expire(&self, job: &Arc<Job>) {
        job.expire();
        let mut state = lock(&self.state);
        let waiting = state.first.len() + state.proof.len();
        state.first.retain(|held| !Arc::ptr_eq(held, job));
        state.proof.retain(|held| !Arc::ptr_eq(held, job));
        if state.first.len() + state.proof.len() < waiting {
            let stand = lock(&job.stand);
            job.end(match &stand.best {
                _ if stand.impossible => Status::Impossible,
                Some((_, reached)) => Status::TimeUp(round_half_even(reached.gap() * 1e6)),
                None => Status::Nothing,
            });
        }
    }

    /// A question is answered, or nobody wants the answer: its page may ask the next one.
    pub fn done(&self, job: &Arc<Job>) {
        let mut state = lock(&self.state);
        state.open.retain(|(held, _)| !Arc::ptr_eq(held, job));
        forget(&mut state.told, job);
    }

    /// The page that reads the answer is gone, or has got all of it.
    pub fn leave(&self, job: &Arc<Job>) {
        job.cancel();
        let mut state = lock(&self.state);
        let page = &job.question.page;
        if state.pages.get(page).is_some_and(|held| Arc::ptr_eq(held, job)) {
            state.pages.remove(page);
            state.answered.push_back(Arc::clone(job));
            if state.answered.len() > REMEMBERED {
                state.answered.pop_front();
            }
        }
        state.first.retain(|held| !Arc::ptr_eq(held, job));
        state.proof.retain(|held| !Arc::ptr_eq(held, job));
    }

    /// Ends every search and every thread.
    pub fn close(&self) {
        let mut state = lock(&self.state);
        state.closed = true;
        for job in state.pages.values() {
            job.cancel();
            job.end(Status::Ending);
        }
        drop(state);
        self.ready.notify_all();
    }
}

fn forget(list: &mut Vec<Arc<Job>>, job: &Arc<Job>) {
    list.retain(|held| !Arc::ptr_eq(held, job));
}
