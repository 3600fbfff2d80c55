//! The parts sentences about rules are made of: who, whose spending, when, how much.

use super::say;
use crate::portfolio::{Currency, Dependency, Link, Portfolio, Target};
use crate::scenario::{Base, Measure, Period, Rule, Scope};
use crate::units::{FundIx, GroupIx, InitiativeIx, Money, Points, PoolIx, SchemeIx};
use crate::words::{Lang, numbers};

/// Speaks of one portfolio in one language.
#[derive(Clone, Copy)]
pub(super) struct Phrase<'a> {
    pub(super) portfolio: &'a Portfolio,
    pub(super) lang: Lang,
}

impl<'a> Phrase<'a> {
    /// An initiative by its id.
    pub(super) fn who(self, initiative: InitiativeIx) -> &'a str {
        &self.portfolio.initiative(initiative).id
    }

    /// "A01, A02 and A03".
    pub(super) fn all(self, initiatives: &[InitiativeIx]) -> String {
        let ids: Vec<String> =
            initiatives.iter().map(|&initiative| self.who(initiative).to_owned()).collect();
        joined(&ids, self.lang.pick(" dan ", " and "))
    }

    pub(super) fn group(self, group: GroupIx) -> &'a str {
        self.lang.label(&self.portfolio.group(group).name)
    }

    pub(super) fn fund(self, fund: FundIx) -> &'a str {
        self.lang.label(&self.portfolio.fund(fund).name)
    }

    pub(super) fn pool(self, pool: PoolIx) -> &'a str {
        self.lang.label(&self.portfolio.pool(pool).name)
    }

    pub(super) fn money(self, amount: Money) -> String {
        numbers::money(self.lang, &self.portfolio.currency, amount)
    }

    /// An amount of what the scope counts: money, or the resource of the one class it names.
    pub(super) fn amount(self, scope: &Scope, amount: Money) -> String {
        match scope.classes[..] {
            [class] if !self.portfolio.class(class).money => {
                let class = self.portfolio.class(class);
                let unit = Currency { sign: String::new(), decimals: class.decimals };
                format!("{} {}", numbers::money(self.lang, &unit, amount), self.lang.label(&class.name))
            }
            _ => self.money(amount),
        }
    }

    /// Hundredths as a decimal number, zeros at the end dropped.
    pub(super) fn hundredths(self, count: i64) -> String {
        numbers::points(self.lang, Points(count.saturating_mul(Points::PER_POINT / 100)), 2)
    }

    /// "in 2027", "over the whole plan".
    pub(super) fn period(self, period: Period) -> String {
        match period {
            Period::Year(year) => {
                let year = year.0;
                say!(self.lang, "pada {year}", "in {year}")
            }
            Period::Horizon => self.lang.pick("selama masa rencana", "over the whole plan").to_owned(),
        }
    }

    pub(super) fn base(self, base: Base) -> &'static str {
        match base {
            Base::Spending => self.lang.pick("seluruh belanja", "all spending"),
            Base::Ceiling => self.lang.pick("pagu total", "the total ceiling"),
        }
    }

    /// "all spending", "capital spending of Health in category Applications".
    pub(super) fn spending(self, scope: &Scope) -> String {
        let lang = self.lang;
        if scope.is_total() {
            return self.base(Base::Spending).to_owned();
        }
        let classes: Vec<String> = scope
            .classes
            .iter()
            .map(|&class| lang.label(&self.portfolio.class(class).name).to_owned())
            .collect();
        let whose = self.whose(scope);
        let classes = joined(&classes, lang.pick(" dan ", " and ")).to_lowercase();
        if classes.is_empty() {
            say!(lang, "belanja{whose}", "spending{whose}")
        } else {
            say!(lang, "belanja {classes}{whose}", "{classes} spending{whose}")
        }
    }

    /// "initiatives", "initiatives of Health".
    pub(super) fn initiatives(self, scope: &Scope) -> String {
        let whose = self.whose(scope);
        say!(self.lang, "inisiatif{whose}", "initiatives{whose}")
    }

    fn whose(self, scope: &Scope) -> String {
        let lang = self.lang;
        let and = lang.pick(" dan ", " and ");
        let mut text = String::new();
        let names: Vec<String> = scope
            .agencies
            .iter()
            .map(|&agency| lang.label(&self.portfolio.agency(agency).name).to_owned())
            .collect();
        if !names.is_empty() {
            let names = joined(&names, and);
            text += &say!(lang, " {names}", " of {names}");
        }
        let names: Vec<String> = scope
            .categories
            .iter()
            .map(|&category| lang.label(&self.portfolio.category(category).name).to_owned())
            .collect();
        if !names.is_empty() {
            let names = joined(&names, and);
            text += &say!(lang, " kategori {names}", " in category {names}");
        }
        if !scope.initiatives.is_empty() {
            let names = self.all(&scope.initiatives);
            text += &say!(lang, " untuk {names}", " among {names}");
        }
        text
    }

    /// What a rule on spending is called, whose spending it limits, and when.
    pub(super) fn spending_rule(self, rule: &Rule) -> Option<(String, &Scope, Period)> {
        let lang = self.lang;
        Some(match rule {
            Rule::Ceiling { id, scope, year, .. } => {
                (say!(lang, "pagu {id}", "ceiling {id}"), scope, Period::Year(*year))
            }
            Rule::HorizonCeiling { id, scope, .. } => {
                (say!(lang, "pagu {id}", "ceiling {id}"), scope, Period::Horizon)
            }
            Rule::Floor { id, scope, period, .. } | Rule::ShareFloor { id, scope, period, .. } => {
                (say!(lang, "batas bawah {id}", "floor {id}"), scope, *period)
            }
            Rule::ShareCap { id, scope, period, .. } => {
                (say!(lang, "batas porsi {id}", "share cap {id}"), scope, *period)
            }
            Rule::Commitments { id, scope, year, .. } => (
                say!(lang, "batas beban lanjutan {id}", "commitments limit {id}"),
                scope,
                Period::Year(*year),
            ),
            _ => return None,
        })
    }

    /// "A01 finished (1 year between) or a variant of Network started".
    pub(super) fn clause(self, clause: &Dependency) -> String {
        let parts: Vec<String> = clause.any_of.iter().map(|&(target, link)| self.tie(target, link)).collect();
        parts.join(self.lang.pick(" atau ", " or "))
    }

    fn tie(self, target: Target, link: Link) -> String {
        let lang = self.lang;
        let what = match target {
            Target::Initiative(initiative) => self.who(initiative).to_owned(),
            Target::Group(group) => {
                let group = self.group(group);
                say!(lang, "salah satu varian {group}", "a variant of {group}")
            }
        };
        match link {
            Link::FinishToStart { lag: 0 } => {
                say!(lang, "{what} selesai lebih dulu", "{what} finished before")
            }
            Link::FinishToStart { lag } => say!(
                lang,
                "{what} selesai lebih dulu (jeda {lag} tahun)",
                "{what} finished before (years between: {lag})",
            ),
            Link::StartToStart => {
                say!(
                    lang,
                    "{what} mulai lebih dulu atau bersamaan",
                    "{what} started before or in the same year"
                )
            }
            Link::Selection => say!(lang, "{what} ikut dipilih", "{what} chosen too"),
        }
    }

    /// "index Pemdi", "indicator 16 of Pemdi".
    pub(super) fn measure(self, scheme: SchemeIx, measure: Measure) -> String {
        let scheme = self.portfolio.scheme(scheme);
        let name = self.lang.label(&scheme.name);
        let indicator = match measure {
            Measure::Index => None,
            Measure::Indicator(at) => scheme.indicators.get(at.0),
        };
        match indicator {
            None => say!(self.lang, "indeks {name}", "index {name}"),
            Some(indicator) => {
                let id = &indicator.id;
                say!(self.lang, "indikator {id} {name}", "indicator {id} of {name}")
            }
        }
    }
}

/// " (reason)", or nothing where none is given.
pub(super) fn in_brackets(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "a", "a and b", "a, b and c".
fn joined(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}
