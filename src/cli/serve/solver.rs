//! The threads that answer: some for first answers, some for proofs, which leave the processor to the first.

use std::cell::Cell;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::line::{Job, Shown, Stand, Turn, lock};
use super::{Shared, world};
use crate::explain::nearer;
use crate::plan::Plan;
use crate::report::room::live::Question;
use crate::scenario::Scenario;
use crate::solve::conflict::Conflict;
use crate::solve::{
    First, Improvement, Interrupt, Limits, Options, Outcome, Reached, Stopped, conflict, first_goal, missing,
};
use crate::study::Answer;
use crate::study::what_if::{at_once, bound};
use crate::units::round_half_even;
use crate::words::serve::{Looking, Status};

/// A first answer with at most this gap is worth giving way for.
const GOOD: f64 = 0.01;
/// Longest search for the rules in conflict, and each for the money that would do.
const PROBE: Duration = Duration::from_secs(10);
const MONEY: Duration = Duration::from_secs(3);
/// Nodes spent on showing that less extra money does not do.
const NODES: u64 = 500;
/// Better plans and smaller conflicts are shown this far apart.
const APART: Duration = Duration::from_millis(120);

/// Starts so many threads of each kind.
pub fn start(shared: &Arc<Shared>, threads: usize) -> Option<Vec<JoinHandle<()>>> {
    let turns = [Turn::First, Turn::Proof].into_iter().flat_map(|turn| std::iter::repeat_n(turn, threads));
    turns
        .map(|turn| {
            let shared = Arc::clone(shared);
            let name = if turn == Turn::First { "first" } else { "proof" };
            std::thread::Builder::new().name(name.to_owned()).spawn(move || work(&shared, turn)).ok()
        })
        .collect()
}

fn work(shared: &Shared, turn: Turn) {
    if turn == Turn::Proof {
        give_way();
    }
    // Searches divide their work among the threads of a pool; each of these has one, itself.
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() else {
        return;
    };
    while let Some((job, slice)) = shared.line.next(turn) {
        let flag = job.begin();
        let run = Run { shared, job: &job, flag: &flag, turn };
        // A search that fails badly costs its question, not the thread.
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            pool.install(|| match turn {
                Turn::First => run.first(slice),
                Turn::Proof => run.proof(slice),
            });
        }));
        if ran.is_err() {
            run.end(Status::Nothing);
        }
    }
}

/// Lets threads that look for first answers go before this one.
fn give_way() {
    #[cfg(target_os = "linux")]
    {
        // On Linux this is the thread's own; where it is refused, nothing is lost but some haste.
        let _ = rustix::process::nice(10);
    }
}

/// One search for a question.
struct Run<'a> {
    shared: &'a Shared,
    job: &'a Arc<Job>,
    flag: &'a Interrupt,
    turn: Turn,
}

impl Run<'_> {
    fn scenario(&self) -> &Scenario {
        &self.job.wished.scenario
    }

    /// What is known of the scenario without the wishes.
    fn before(&self) -> (&Scenario, &Answer) {
        self.job.world.of(&self.job.question.asked.scenario)
    }

    fn asked(&self) -> Question<'_> {
        let (scenario, known) = self.before();
        let plan = known.outcome.solved().map(|solved| &solved.plan);
        Question {
            case: &self.job.world.case,
            scenario: self.scenario(),
            before: (scenario, plan),
            key: "q:",
        }
    }

    fn first(&self, slice: Duration) {
        let world = &self.job.world;
        let (_, known) = self.before();
        if let Some(answer) = at_once(&world.case.portfolio, &self.job.wished, known) {
            if let Some((plan, first)) =
                answer.outcome.solved().and_then(|one| Some((&one.plan, *one.reached.first()?)))
            {
                self.keep(plan, first);
                self.show(plan, &first, true);
            }
            self.end(Status::Proven);
            return;
        }
        let stand = Stand { bound: bound(&self.job.wished, known), ..Stand::default() };
        lock(&self.job.stand).bound = stand.bound;
        self.search(slice, &stand);
        if !self.has_ended() {
            self.shared.line.prove(self.job);
        }
    }

    fn proof(&self, slice: Duration) {
        let stand = lock(&self.job.stand).clone();
        if stand.impossible {
            return self.explain();
        }
        self.search(slice, &stand);
        if self.has_ended() {
            return;
        }
        let stand = lock(&self.job.stand).clone();
        if stand.impossible {
            self.explain();
        } else if !self.shared.line.again(self.job) {
            if let Some((_, reached)) = stand.best {
                return self.end(Status::TimeUp(ppm(reached.gap())));
            }
            let part = self.asked().none(&world::unsolved(Outcome::Unknown(Stopped::TimeLimit)), None);
            self.job.news.send_modify(|news| news.show(&part));
            self.end(Status::Nothing);
        }
    }

    /// Searches from what is known; what comes of it is told and kept, and the question ends where it is proven.
    fn search(&self, slice: Duration, stand: &Stand) {
        let portfolio = &self.job.world.case.portfolio;
        let known = self.before().1.outcome.solved().map(|solved| &solved.plan);
        let watch = |news: &Improvement| self.narrow(news);
        let planned = |plan: &Plan, value, bound| self.plan(plan, value, bound);
        let options = Options {
            limits: Limits { deadline: Some(Instant::now() + slice), ..Limits::default() },
            start: stand.best.as_ref().map(|(plan, _)| plan).or(known).cloned(),
            bound: stand.bound,
            interrupt: Some(self.flag),
            watch: Some(&watch),
            planned: Some(&planned),
            ..Options::default()
        };
        match first_goal(portfolio, self.scenario(), &options) {
            First::Reached(plan, reached, _) => {
                self.settle(&plan, reached);
                if reached.proven {
                    self.end(Status::Proven);
                }
            }
            First::Infeasible => {
                lock(&self.job.stand).impossible = true;
                self.impossible(&world::unsolved(Outcome::Infeasible), Some(Looking::Rules));
            }
            First::Unknown(_) => {}
        }
    }

    /// Which rules cannot all hold, then how much money would do: each is told as soon as it is known.
    fn explain(&self) {
        let portfolio = &self.job.world.case.portfolio;
        let within = |most: Duration| Options {
            limits: Limits {
                deadline: Some(Instant::now() + self.shared.line.left(self.job).min(most)),
                nodes: Some(NODES),
                ..Limits::default()
            },
            interrupt: Some(self.flag),
            ..Options::default()
        };
        let mut answer = world::unsolved(Outcome::Infeasible);
        let last = Cell::new(Duration::ZERO);
        let told = |fewer: Conflict| {
            let now = self.job.begun.elapsed();
            if now < last.get() + APART {
                return;
            }
            last.set(now);
            let known = Answer { conflict: Some(fewer), ..world::unsolved(Outcome::Infeasible) };
            self.impossible(&known, Some(Looking::Rules));
        };
        answer.conflict = conflict::irreducible_told(portfolio, self.scenario(), &within(PROBE), &told);
        self.impossible(&answer, Some(Looking::Money));
        answer.missing = missing::least_money(portfolio, self.scenario(), &within(MONEY));
        self.impossible(&answer, None);
        self.end(Status::Impossible);
    }

    fn impossible(&self, answer: &Answer, looking: Option<Looking>) {
        if self.job.is_cancelled() {
            return;
        }
        let part = self.asked().none(answer, looking);
        self.job.news.send_modify(|news| {
            if !news.ended {
                news.status = Status::Impossible;
                news.show(&part);
            }
        });
    }

    fn has_ended(&self) -> bool {
        self.job.news.borrow().ended
    }

    /// A plan and a bound while the search goes on.
    fn plan(&self, plan: &Plan, value: i128, bound: i128) {
        let Some(&goal) = self.scenario().goals.first() else { return };
        let reached = Reached { goal, value, bound, proven: value == bound };
        let known = self.keep(plan, reached);
        let now = self.job.begun.elapsed();
        let is_due = {
            let shown = lock(&self.job.shown);
            let soon = shown.plan.is_some() && now < shown.at + APART;
            !soon && shown.plan.as_ref() != Some(plan)
        };
        if is_due {
            self.show(plan, &known, false);
        }
        self.tell(&known);
    }

    /// A narrower bound while the search goes on, as the backend tells it in real numbers: shown as a gap, and not kept.
    fn narrow(&self, news: &Improvement) {
        let Some(bound) = round_half_even(news.bound) else { return };
        let known = {
            let mut stand = lock(&self.job.stand);
            let Some((_, reached)) = &mut stand.best else { return };
            let bound = i128::from(bound);
            let is_between = (reached.value < bound && bound < reached.bound)
                || (reached.bound < bound && bound < reached.value);
            if !is_between || reached.goal != news.goal {
                return;
            }
            Reached { bound, ..*reached }
        };
        self.tell(&known);
    }

    /// Says how far the search is.
    fn tell(&self, reached: &Reached) {
        if !self.job.is_cancelled() {
            let status = if reached.proven { Status::Proven } else { Status::Improving(ppm(reached.gap())) };
            self.job.news.send_if_modified(|news| {
                let is_new = !news.ended && news.status != status && status != Status::Proven;
                if is_new {
                    news.status = status;
                }
                is_new
            });
        }
        if self.turn == Turn::First && reached.gap() <= GOOD {
            self.shared.line.has_told(self.job);
        }
    }

    /// Remembers the better plan and the tighter bound; what is known then.
    fn keep(&self, plan: &Plan, reached: Reached) -> Reached {
        let mut stand = lock(&self.job.stand);
        let tighter = |held: i128| {
            if reached.bound >= reached.value { held.min(reached.bound) } else { held.max(reached.bound) }
        };
        let bound = stand.bound.map_or(reached.bound, tighter);
        // No plan passes the bound, and this one is in hand.
        let bound =
            if reached.bound >= reached.value { bound.max(reached.value) } else { bound.min(reached.value) };
        let reached = Reached { bound, proven: bound == reached.value, ..reached };
        stand.bound = Some(bound);
        stand.best = Some((plan.clone(), reached));
        reached
    }

    /// The end of a search: its plan with as few changes as may be, and why everything is where it is.
    fn settle(&self, plan: &Plan, reached: Reached) {
        if self.job.is_cancelled() {
            return;
        }
        let portfolio = &self.job.world.case.portfolio;
        let known = self.before().1.outcome.solved().map(|solved| &solved.plan);
        let plan = known
            .map_or_else(|| plan.clone(), |known| nearer(portfolio, self.scenario(), known, plan.clone()));
        let reached = self.keep(&plan, reached);
        self.show(&plan, &reached, true);
        self.tell(&reached);
    }

    fn show(&self, plan: &Plan, reached: &Reached, reasons: bool) {
        if self.job.is_cancelled() {
            return;
        }
        *lock(&self.job.shown) = Shown { plan: Some(plan.clone()), at: self.job.begun.elapsed() };
        let part = self.asked().plan(plan, reached, reasons);
        self.job.news.send_modify(|news| {
            if !news.ended {
                news.show(&part);
            }
        });
    }

    fn end(&self, status: Status) {
        self.job.end(status);
        self.shared.line.done(self.job);
    }
}

fn ppm(gap: f64) -> Option<i64> {
    round_half_even(gap * 1e6)
}
