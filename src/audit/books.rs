//! A plan with the sums that several rules need, each made when it is first asked for.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::plan::standing::{self, Staff};
use crate::plan::{Funding, Ledger, Plan, Totals, Yearly, synergies};
use crate::portfolio::Portfolio;
use crate::scenario::{Scenario, Scope};
use crate::units::{Level, Money, SchemeIx, Year};

/// Everything.
static TOTAL: Scope =
    Scope { agencies: Vec::new(), categories: Vec::new(), classes: Vec::new(), initiatives: Vec::new() };

/// The plan and its sums.
pub(super) struct Books<'a> {
    pub(super) portfolio: &'a Portfolio,
    pub(super) scenario: &'a Scenario,
    pub(super) plan: &'a Plan,
    synergies: Cow<'a, [usize]>,
    totals: OnceCell<Totals<'a>>,
    funding: OnceCell<Funding>,
    staff: OnceCell<Staff>,
    ceilings: OnceCell<BTreeMap<Year, Money>>,
    spent: Memo<&'a Scope, Yearly>,
    starts: Memo<&'a Scope, BTreeMap<Year, u32>>,
    levels: Memo<(SchemeIx, Year), Vec<Level>>,
}

impl<'a> Books<'a> {
    /// The books of a plan.
    pub(super) fn open(portfolio: &'a Portfolio, scenario: &'a Scenario, plan: &'a Plan) -> Self {
        Self::holding(portfolio, scenario, plan, Cow::Owned(synergies(scenario)))
    }

    /// The same, where it is known which of the scenario's rules are synergies.
    pub(super) fn with(
        portfolio: &'a Portfolio,
        scenario: &'a Scenario,
        plan: &'a Plan,
        synergies: &'a [usize],
    ) -> Self {
        Self::holding(portfolio, scenario, plan, Cow::Borrowed(synergies))
    }

    /// The same, where the plan's spending has been added up already.
    pub(super) fn holding_sums(
        portfolio: &'a Portfolio,
        scenario: &'a Scenario,
        plan: &'a Plan,
        synergies: &'a [usize],
        totals: Totals<'a>,
    ) -> Self {
        Self { totals: OnceCell::from(totals), ..Self::with(portfolio, scenario, plan, synergies) }
    }

    fn holding(
        portfolio: &'a Portfolio,
        scenario: &'a Scenario,
        plan: &'a Plan,
        synergies: Cow<'a, [usize]>,
    ) -> Self {
        Self {
            portfolio,
            scenario,
            plan,
            synergies,
            totals: OnceCell::new(),
            funding: OnceCell::new(),
            staff: OnceCell::new(),
            ceilings: OnceCell::new(),
            spent: Memo::default(),
            starts: Memo::default(),
            levels: Memo::default(),
        }
    }

    /// What the scope spends, by year.
    pub(super) fn spent(&self, scope: &'a Scope) -> Rc<Yearly> {
        let totals = || {
            self.totals.get_or_init(|| Totals::of(self.portfolio, self.scenario, &self.synergies, self.plan))
        };
        self.spent.get(scope, || totals().of_scope(self.plan, scope))
    }

    /// What everything together spends, by year.
    pub(super) fn spent_in_all(&self) -> Rc<Yearly> {
        self.spent(&TOTAL)
    }

    /// The total ceiling of a year, the lowest where several stand.
    pub(super) fn total_ceiling(&self, year: Year) -> Option<Money> {
        let ceilings = self.ceilings.get_or_init(|| self.scenario.total_ceilings());
        ceilings.get(&year).copied()
    }

    /// How many initiatives of the scope start in each year. Classes of the scope mean nothing here.
    pub(super) fn starts(&self, scope: &'a Scope) -> Rc<BTreeMap<Year, u32>> {
        self.starts.get(scope, || {
            let mut counts = BTreeMap::new();
            for (who, start) in self.plan.started() {
                let item = self.portfolio.initiative(who);
                if scope.covers(item.agency, Some(item.category), Some(who)) {
                    *counts.entry(start).or_default() += 1;
                }
            }
            counts
        })
    }

    /// The level of every indicator of the scheme at the end of the year.
    pub(super) fn levels(&self, scheme: SchemeIx, year: Year) -> Rc<Vec<Level>> {
        self.levels.get((scheme, year), || standing::levels(self.portfolio, self.plan, scheme, year))
    }

    /// Staff used and added, by pool and year.
    pub(super) fn staff(&self) -> &Staff {
        self.staff.get_or_init(|| Staff::by_year(self.portfolio, self.plan))
    }

    /// Who pays.
    pub(super) fn funding(&self) -> &Funding {
        self.funding.get_or_init(|| {
            let ledger = Ledger::of(self.portfolio, self.scenario, self.plan);
            Funding::of(self.portfolio, self.scenario, &ledger)
        })
    }
}

/// Answers to questions that rules near each other ask again.
struct Memo<K, V>(RefCell<Vec<(K, Rc<V>)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// Answers looked through before a question is answered anew, so that many scopes do not cost many comparisons.
    const RECENT: usize = 16;

    fn get(&self, key: K, answer: impl FnOnce() -> V) -> Rc<V> {
        let known = self
            .0
            .borrow()
            .iter()
            .rev()
            .take(Self::RECENT)
            .find(|(held, _)| *held == key)
            .map(|(_, v)| Rc::clone(v));
        known.unwrap_or_else(|| {
            let answer = Rc::new(answer());
            self.0.borrow_mut().push((key, Rc::clone(&answer)));
            answer
        })
    }
}
