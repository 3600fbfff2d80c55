//! The program as the fast stages see it: a sheet made once, from which smaller questions are cut.

use super::Ground;
use super::choices::Choices;
use crate::model::{Key, Objective, Row, VarIx};
use crate::plan::Plan;
use crate::solve::branch::{self, Care, Ended, Gain, Gains, Guess, Next, Point, Restricted, Search, Sheet};
use crate::solve::task::Answer;
use crate::solve::{matrix, point};
use crate::units::{InitiativeIx, Year};

/// The sheet of the first goal.
pub struct Field<'a> {
    /// What is searched.
    pub ground: &'a Ground<'a>,
    /// All columns and rows.
    pub sheet: Sheet,
    /// The same, made stronger, and the starts it leaves; nothing where that was not tried.
    strong: Option<(Sheet, Vec<Choices>)>,
    /// Columns that are not starts; they are free in every question.
    others: Vec<VarIx>,
    /// Rows with a price, and columns between their ends, in the relaxation.
    guess: (Vec<bool>, Vec<bool>),
}

/// Questions with more columns between their ends than this go to the backend.
const ENTANGLED: usize = 150;

/// How much may be spent on a question.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Iterations of the simplex method.
    pub work: u64,
    /// Shares of the tree searched side by side.
    pub lanes: usize,
    /// Plans better by no more than this share do not count.
    pub gap: f64,
    /// How carefully to branch.
    pub care: Care,
    /// Which plans are wanted.
    pub wanted: Wanted,
    /// Whether the sheet is made as strong as can be where a quick search does not end.
    pub deep: bool,
}

/// Which plans a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Any, the first one ends the search.
    Any,
    /// The best.
    Best,
    /// The best, and whether another one is as good.
    Only,
}

/// What came of a question.
#[derive(Clone, Debug)]
pub struct Found {
    /// A plan better than the one in hand, with its value.
    pub better: Option<(Plan, i128)>,
    /// Nothing the question allows passes this.
    pub bound: f64,
    /// Whether everything was looked at.
    pub complete: bool,
    /// Whether another plan as good was met, where that was asked.
    pub tied: bool,
    /// Iterations made.
    pub work: u64,
}

/// How a question asked in turns goes on.
pub struct Turn {
    /// Iterations of the next turn; none ends it.
    pub work: u64,
    /// A better plan that was found meanwhile, with its value.
    pub plan: Option<(Plan, i128)>,
}

impl Found {
    /// What no plan passes, as a whole number, where `value` is the best there is and plans better by a share of `gap` were
    /// not looked for.
    pub fn limit(&self, objective: &Objective, value: i128, gap: f64) -> Option<i128> {
        if !self.complete {
            return matrix::whole_bound(self.bound, objective.maximise);
        }
        // A tree that is done leaves nothing that is better by more than the share.
        let share = matrix::whole((gap * matrix::float(value.abs())).floor())?;
        Some(if objective.maximise { value + share } else { value - share })
    }
}

impl<'a> Field<'a> {
    /// Writes the sheet. `None` where some column has no end.
    pub fn of(ground: &'a Ground<'a>, relaxed: &Answer) -> Option<Self> {
        Self::with(ground, &[], relaxed)
    }

    /// Writes the sheet with rows beside the program's.
    pub fn with(ground: &'a Ground<'a>, extra: &[Row], relaxed: &Answer) -> Option<Self> {
        let program = &ground.formulation.program;
        let sheet = Sheet::of(program, ground.objective, extra)?;
        let is_start = |key: Key| matches!(key, Key::StartedBy(..) | Key::StartsIn(..));
        let others = program.vars.iter().zip(0..).filter(|(var, _)| !is_start(var.key)).map(|(_, at)| at);
        let others = others.collect();
        let priced = relaxed.multipliers.iter().map(|multiplier| multiplier.abs() > 1e-12).collect();
        let values = relaxed.values.iter().flatten().zip(&program.vars);
        let between = values.map(|(&value, var)| {
            let (lower, upper) = (matrix::float(var.lower), matrix::float(var.upper));
            value > lower + 1e-7 && value < upper - 1e-7
        });
        let guess = (priced, between.collect());
        let strong = if sheet.width() > super::WIDEST { None } else { strengthened(ground, &sheet) };
        Some(Self { ground, sheet, strong, others, guess })
    }

    /// The sheet that questions are cut from.
    fn cut_from(&self) -> &Sheet {
        self.strong.as_ref().map_or(&self.sheet, |strong| &strong.0)
    }

    /// Takes away what the stronger sheet does not leave.
    pub fn left(&self, ix: usize, choices: Choices) -> Choices {
        self.strong.as_ref().map_or(choices, |strong| choices.both(strong.1[ix]))
    }

    /// Whether the sheet is too wide for a tree over all of it.
    pub fn is_wide(&self) -> bool {
        self.sheet.width() > super::WIDEST
    }

    /// Number of initiatives.
    pub fn count(&self) -> usize {
        self.ground.formulation.starts.count()
    }

    /// Position of an initiative's start in its window.
    pub fn start(&self, ix: usize, plan: &Plan) -> Option<usize> {
        let (_, from, _) = self.ground.formulation.starts.span(InitiativeIx(ix))?;
        usize::try_from(plan.starts[ix]?.since(from)).ok()
    }

    /// Whether a position of an initiative's window lies in these years.
    pub fn is_within(&self, ix: usize, at: usize, from: i32, to: i32) -> bool {
        let span = self.ground.formulation.starts.span(InitiativeIx(ix));
        span.is_some_and(|(_, first, _)| {
            i32::try_from(at).is_ok_and(|at| (from..=to).contains(&(first.0 + at)))
        })
    }

    /// The point of a plan.
    pub fn point(&self, plan: &Plan) -> Point {
        self.point_of(&self.sheet, plan)
    }

    fn point_of(&self, sheet: &Sheet, plan: &Plan) -> Point {
        let vars = &self.ground.formulation.program.vars;
        let values = (self.ground.values)(plan);
        let scaled =
            values.iter().zip(vars).map(|(&value, var)| matrix::float(value) / Sheet::column_unit(var));
        Point::of(sheet, scaled.collect())
    }

    /// Every choice of every initiative; none where nothing is to decide.
    pub fn everything(&self) -> Vec<(usize, Choices)> {
        let starts = &self.ground.formulation.starts;
        let span = |ix| starts.span(InitiativeIx(ix)).map(|(_, _, years)| (ix, Choices::all(years)));
        (0..starts.count()).filter_map(span).collect()
    }

    /// The best plan among those that leave all initiatives but some where `base` has them, and those some to their
    /// choices; only one better than `value`. `None` where the choices alone break a row.
    pub fn ask(
        &self,
        base: &Plan,
        free: &[(usize, Choices)],
        value: Option<i128>,
        effort: Effort,
        tell: &(dyn Fn(Option<f64>, f64) + Sync),
    ) -> Option<Found> {
        self.ask_in_turns(base, free, value, effort, tell, &mut |_| Turn { work: 0, plan: None })
    }

    /// The same in turns: after every one that has not settled it, `between` says how it goes on.
    pub fn ask_in_turns(
        &self,
        base: &Plan,
        free: &[(usize, Choices)],
        value: Option<i128>,
        effort: Effort,
        tell: &(dyn Fn(Option<f64>, f64) + Sync),
        between: &mut dyn FnMut(&Found) -> Turn,
    ) -> Option<Found> {
        let starts = &self.ground.formulation.starts;
        let sheet = self.cut_from();
        let mut base = self.point_of(sheet, base);
        let (mut members, mut chains) = (Vec::new(), Vec::new());
        for &(ix, choices) in free {
            let Some((first, _, years)) = starts.span(InitiativeIx(ix)) else { continue };
            let choices = self.left(ix, choices);
            if choices.count() == 0 {
                return None;
            }
            let columns = choices.columns(first, years);
            for (column, one) in columns.settled {
                base.set(sheet, column as usize, f64::from(u8::from(one)));
            }
            let from = members.len();
            members.extend(columns.open);
            if members.len() > from {
                chains.push(from..members.len());
            }
        }
        members.extend(self.others.iter().map(|&column| vec![column]));
        let mut restricted = Restricted::of(sheet, &base, members)?;
        if self.strong.is_some() {
            restricted.sheet = branch::light(&restricted.sheet, &chains)?.sheet;
        }
        let read = |values: &[f64]| self.read(&restricted.widen(&base.values, values));
        let judge = |values: &[f64]| {
            let plan = read(values);
            (self.ground.accepts)(&plan).then(|| matrix::float(self.ground.value(&plan)))
        };
        let guess = self.guess(&restricted);
        if guess.basic.len() > ENTANGLED
            && effort.wanted == Wanted::Best
            && let Some(found) = self.look(&restricted, value, effort, &read)
        {
            return Some(found);
        }
        let known = (effort.wanted == Wanted::Only).then(|| restricted.narrowed(&base.values));
        let stops = || self.ground.stops();
        let taught = if effort.deep { self.taught(&restricted) } else { None };
        let search = Search {
            sheet: &restricted.sheet,
            judge: &judge,
            stops: &stops,
            tell,
            gap: effort.gap,
            value: value.map(matrix::float),
            work: effort.work,
            lanes: effort.lanes,
            care: effort.care,
            guess,
            implied: &[],
            taught: taught.as_ref(),
            any: effort.wanted == Wanted::Any,
            ties: effort.wanted == Wanted::Only,
            known: known.as_deref(),
        };
        let found = |ended: &Ended| {
            let better = ended.best.as_ref().map(|(values, _)| {
                let plan = read(values);
                let value = self.ground.value(&plan);
                (plan, value)
            });
            let better = better.filter(|(_, found)| {
                value.is_none_or(|value| point::is_better(self.ground.objective, *found, value))
            });
            let Ended { bound, complete, tied, work, .. } = *ended;
            Found { better, bound, complete, tied, work }
        };
        let mut next = |ended: &Ended| {
            let turn = between(&found(ended));
            let columns = |plan: &Plan| restricted.narrowed(&self.point_of(sheet, plan).values);
            let raised = turn.plan.map(|(plan, value)| (columns(&plan), matrix::float(value)));
            Next { work: turn.work, raised }
        };
        let deep = effort.deep && self.strong.is_some();
        let ended = if deep { search.deeper(&chains, &mut next) } else { search.run() };
        if effort.deep {
            self.teach(&restricted, taught.as_ref(), &ended.gains);
        }
        Some(found(&ended))
    }

    /// The variable that a smaller sheet's column stands for.
    fn key(&self, restricted: &Restricted, column: usize) -> Key {
        self.ground.formulation.program.vars[restricted.members[column][0] as usize].key
    }

    /// What questions like this one have taught.
    fn taught(&self, restricted: &Restricted) -> Option<Gains> {
        let lessons = self.ground.options.lessons?;
        let unit = 1.0 / restricted.sheet.unit.abs();
        let known = |column| lessons.of(self.key(restricted, column)).unwrap_or_default();
        let known: Vec<[Gain; 2]> = (0..restricted.sheet.width()).map(known).collect();
        Some([0, 1].map(|side: usize| known.iter().map(|sides| sides[side].scaled(unit)).collect()))
    }

    /// Tells what this one has taught beyond what was known.
    fn teach(&self, restricted: &Restricted, taught: Option<&Gains>, gains: &Gains) {
        let Some(lessons) = self.ground.options.teaches else { return };
        let Ok(mut lessons) = lessons.lock() else { return };
        let unit = restricted.sheet.unit.abs();
        for column in 0..restricted.sheet.width() {
            let learned = [0, 1].map(|side: usize| {
                let known = taught.map_or(Gain::default(), |taught| taught[side][column]);
                gains[side][column].minus(known).scaled(unit)
            });
            lessons.add(self.key(restricted, column), learned);
        }
    }

    /// The same from the backend, where so many columns are between their ends that its sparse algebra is the faster one.
    fn look(
        &self,
        restricted: &Restricted,
        value: Option<i128>,
        effort: Effort,
        read: &dyn Fn(&[f64]) -> Plan,
    ) -> Option<Found> {
        let ground = self.ground;
        let least = value.map(|value| restricted.sheet.cutoff(matrix::float(value), effort.gap));
        let task = ground.task(&ground.formulation.program, ground.objective);
        let nodes = effort.work / 500;
        let (values, complete) = crate::solve::task::look(&restricted.sheet, least, nodes, &task)?;
        let plan = values.map(|values| read(&values)).filter(|plan| (ground.accepts)(plan));
        let better = plan.map(|plan| {
            let value = ground.value(&plan);
            (plan, value)
        });
        let better = better
            .filter(|(_, found)| value.is_none_or(|value| point::is_better(ground.objective, *found, value)));
        let work = effort.work / if complete { 4 } else { 1 };
        Some(Found { better, bound: f64::INFINITY, complete, tied: false, work })
    }

    /// Where the relaxation of a smaller sheet may begin.
    fn guess(&self, restricted: &Restricted) -> Guess {
        let is = |list: &[bool], at: u32| list.get(at as usize).copied().unwrap_or(false);
        let rows = restricted.rows.iter().zip(0..);
        let groups = restricted.members.iter().zip(0..);
        Guess {
            tight: rows.filter(|(row, _)| is(&self.guess.0, **row)).map(|(_, at)| at).collect(),
            basic: groups
                .filter(|(group, _)| group.iter().any(|&column| is(&self.guess.1, column)))
                .map(|(_, at)| at)
                .collect(),
        }
    }

    fn read(&self, values: &[f64]) -> Plan {
        let starts = &self.ground.formulation.starts;
        let set = |var: VarIx| values[var as usize] > 0.5;
        Plan { starts: (0..starts.count()).map(|ix| starts.read(InitiativeIx(ix), set)).collect() }
    }
}

/// The sheet made stronger, and the starts it leaves. `None` where it leaves nothing, which a tree is to say.
fn strengthened(ground: &Ground, sheet: &Sheet) -> Option<(Sheet, Vec<Choices>)> {
    let chains: Vec<_> = spans(ground).flatten().map(range).collect();
    let strong = branch::light(sheet, &chains)?;
    let mut places = strong.places.into_iter();
    let mut left = |(_, _, years): Span| {
        places.next().map_or(Choices::all(years), |places| Choices::of_places(places, years))
    };
    let allowed = spans(ground).map(|span| span.map_or(Choices::all(0), &mut left)).collect();
    Some((strong.sheet, allowed))
}

/// First column, first year and number of years of an initiative whose start is to be decided.
type Span = (VarIx, Year, usize);

fn spans<'a>(ground: &'a Ground) -> impl Iterator<Item = Option<Span>> + 'a {
    let starts = &ground.formulation.starts;
    (0..starts.count()).map(|ix| starts.span(InitiativeIx(ix)))
}

fn range((first, _, years): Span) -> std::ops::Range<usize> {
    first as usize..first as usize + years
}
