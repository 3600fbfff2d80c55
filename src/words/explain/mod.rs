//! Sentences that defend a choice: what it costs to have it otherwise, and at which price that turns.

mod heads;

pub use heads::{Head, Heading, head, heading};

use super::{Lang, comparison, numbers};
use crate::explain::Change;
use crate::explain::base::{Base, Effect};
use crate::explain::credit::Credit;
use crate::explain::price::{CeilingPrice, CostPrice, PointsPrice, STEPS};
use crate::explain::ranking::{Ranked, Scale};
use crate::explain::rule_costs::Kind;
use crate::explain::story::{More, Story};
use crate::scenario::Goal;
use crate::units::{InitiativeIx, Money, Points, Year};

/// Writes about one scenario.
pub struct Speaker<'a> {
    /// The scenario with its plan.
    pub base: &'a Base<'a>,
    /// The language.
    pub lang: Lang,
}

/// Changes that are named one by one; of more the rest is counted.
const NAMED: usize = 12;

/// A kind of rule in words.
#[must_use]
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    let (id, en) = match kind {
        Kind::Ceilings => ("pagu tahunan", "yearly ceilings"),
        Kind::HorizonCeilings => ("pagu seluruh masa rencana", "ceilings over the horizon"),
        Kind::Commitments => ("batas beban setelah rencana", "limits after the horizon"),
        Kind::Funds => ("batas sumber dana", "limits of funds"),
        Kind::Floors => ("belanja paling sedikit", "least spending"),
        Kind::Shares => ("porsi paling banyak", "greatest shares"),
        Kind::Mandatory => ("kewajiban dan tenggat", "mandates and deadlines"),
        Kind::ForcedIn => ("yang ditetapkan masuk", "what was decided in"),
        Kind::ForcedOut => ("yang ditetapkan keluar", "what was decided out"),
        Kind::Windows => ("jendela waktu mulai", "windows of starts"),
        Kind::Dependencies => ("ketergantungan", "dependencies"),
        Kind::Alternatives => ("pilihan varian", "alternatives"),
        Kind::Bundles => ("paket semua atau tidak sama sekali", "all-or-none bundles"),
        Kind::Staff => ("kapasitas tenaga", "staff capacity"),
        Kind::Pace => ("jumlah mulai per tahun", "starts per year"),
        Kind::MinimumStarts => ("jumlah inisiatif paling sedikit", "least numbers of initiatives"),
        Kind::Outcomes => ("target indeks", "index targets"),
        Kind::Stability => ("perubahan dari rencana lama", "changes from an earlier plan"),
    };
    lang.pick(id, en)
}

impl Speaker<'_> {
    fn name(&self, initiative: InitiativeIx) -> String {
        let item = self.base.portfolio.initiative(initiative);
        format!("{} {}", item.id, self.lang.label(&item.name))
    }

    /// An amount of the first goal, with its unit.
    #[must_use]
    pub fn amount(&self, value: i128) -> String {
        let whole = i64::try_from(value).unwrap_or(i64::MAX);
        let (number, id, en) = match self.base.scenario.goals.first() {
            Some(Goal::LeastCost) => {
                return numbers::money(self.lang, &self.base.portfolio.currency, Money(whole));
            }
            Some(Goal::HighestIndex { .. }) => {
                (numbers::index_exact(self.lang, value), "tingkat indeks", "index levels")
            }
            Some(Goal::EarliestStarts) => (whole.to_string(), "tahun-inisiatif", "initiative-years"),
            Some(Goal::MostValue | Goal::FirstInOrder) | None => {
                (numbers::points(self.lang, Points(whole), 2), "poin", "points")
            }
        };
        format!("{number} {}", self.lang.pick(id, en))
    }

    /// What the plan loses: less of its first goal, or more cost.
    fn loses(&self, loss: i128) -> String {
        let amount = self.amount(loss);
        match (self.base.least, self.lang) {
            (false, Lang::Id) => format!("kehilangan {amount}"),
            (true, Lang::Id) => format!("lebih mahal {amount}"),
            (false, Lang::En) => format!("loses {amount}"),
            (true, Lang::En) => format!("costs {amount} more"),
        }
    }

    fn money(&self, amount: Money) -> String {
        numbers::money(self.lang, &self.base.portfolio.currency, amount)
    }

    /// Points a year, with all the decimals that decide.
    fn exact(&self, points: Points) -> String {
        numbers::points(self.lang, points, 6)
    }

    /// What changes, other than the initiative asked about.
    fn changes(&self, changes: &[Change], but: Option<InitiativeIx>) -> String {
        let others: Vec<&Change> = changes.iter().filter(|change| Some(change.initiative) != but).collect();
        if others.is_empty() {
            return self.lang.pick("selebihnya tidak berubah", "nothing else changes").to_owned();
        }
        let one = |change: &&Change| comparison::short(self.base.portfolio, change, self.lang);
        let mut named: Vec<String> = others.iter().take(NAMED).map(one).collect();
        if others.len() > NAMED {
            let rest = numbers::count(self.lang, others.len() - NAMED);
            named.push(match self.lang {
                Lang::Id => format!("dan {rest} lainnya"),
                Lang::En => format!("and {rest} more"),
            });
        }
        named.join(", ")
    }

    /// The headline of an initiative.
    #[must_use]
    pub fn headline(&self, story: &Story) -> String {
        let name = self.name(story.initiative);
        match (story.start, self.lang) {
            (Some(start), Lang::Id) => format!("{name}: didanai mulai {}", start.0),
            (Some(start), Lang::En) => format!("{name}: funded from {}", start.0),
            (None, Lang::Id) => format!("{name}: tidak didanai"),
            (None, Lang::En) => format!("{name}: not funded"),
        }
    }

    /// What having it otherwise does.
    #[must_use]
    pub fn otherwise(&self, story: &Story) -> String {
        self.otherwise_with(story, true)
    }

    /// The same, with what else changes or without.
    fn otherwise_with(&self, story: &Story, all: bool) -> String {
        let funded = story.start.is_some();
        match &story.otherwise {
            Effect::Plan { loss, changes, plan, .. } => {
                let lost = self.loses(*loss);
                let others = self.changes(changes, Some(story.initiative));
                let others = if all { format!("; {others}") } else { String::new() };
                let start = plan.start(story.initiative).map_or_else(String::new, |year| year.0.to_string());
                match (funded, self.lang) {
                    (true, Lang::Id) => format!("Tanpanya rencana terbaik {lost}{others}."),
                    (true, Lang::En) => format!("Without it the best plan {lost}{others}."),
                    (false, Lang::Id) => format!("Bila dipaksa masuk ({start}) rencana {lost}{others}."),
                    (false, Lang::En) => format!("Forced in ({start}), the plan {lost}{others}."),
                }
            }
            Effect::Impossible if funded => self
                .lang
                .pick(
                    "Tanpanya tidak ada rencana yang memenuhi semua aturan.",
                    "Without it no plan keeps every rule.",
                )
                .to_owned(),
            Effect::Impossible => self
                .lang
                .pick(
                    "Bila dipaksa masuk tidak ada rencana yang memenuhi semua aturan.",
                    "Forced in, no plan keeps every rule.",
                )
                .to_owned(),
            Effect::Unknown => self.unknown(),
        }
    }

    fn unknown(&self) -> String {
        self.lang
            .pick("Belum diketahui: pencarian berhenti lebih dulu.", "Not known: the search ended first.")
            .to_owned()
    }

    /// The price in points; nothing where points do not count.
    #[must_use]
    pub fn points(&self, price: PointsPrice) -> Option<String> {
        let lang = self.lang;
        Some(match price {
            PointsPrice::Enters(Points(0)) => lang
                .pick(
                    "Ada rencana lain yang sama baiknya dan memuatnya.",
                    "Another plan that is as good has it.",
                )
                .to_owned(),
            PointsPrice::Enters(extra) => match lang {
                Lang::Id => {
                    format!("Harga masuk: {} poin lebih tinggi tiap tahun layanan.", self.exact(extra))
                }
                Lang::En => {
                    format!("Entry price: {} points more in each year of service.", self.exact(extra))
                }
            },
            PointsPrice::Stays(less) => match lang {
                Lang::Id => {
                    format!(
                        "Harga keluar: tetap didanai sampai {} poin lebih rendah tiap tahun layanan.",
                        self.exact(less)
                    )
                }
                Lang::En => {
                    format!(
                        "Exit price: funded down to {} points less in each year of service.",
                        self.exact(less)
                    )
                }
            },
            PointsPrice::Always => {
                lang.pick("Tetap masuk berapa pun nilainya.", "It stays in whatever it is worth.").to_owned()
            }
            PointsPrice::Never => lang
                .pick("Tidak dapat masuk berapa pun nilainya.", "It cannot enter whatever it is worth.")
                .to_owned(),
            PointsPrice::NotCounted => return None,
            PointsPrice::Unknown => self.unknown(),
        })
    }

    fn share(&self, steps: i64) -> String {
        numbers::percent(self.lang, steps)
    }

    /// The price in cost.
    #[must_use]
    pub fn cost(&self, price: CostPrice) -> String {
        match (price, self.lang) {
            (CostPrice::Enters(scale), Lang::Id) => {
                format!("Masuk bila semua biayanya turun {} atau lebih.", self.share(STEPS - scale))
            }
            (CostPrice::Enters(scale), Lang::En) => {
                format!("It enters if all its costs fall by {} or more.", self.share(STEPS - scale))
            }
            (CostPrice::NotEvenFree, Lang::Id) => "Tidak masuk, bahkan tanpa biaya.".to_owned(),
            (CostPrice::NotEvenFree, Lang::En) => "It does not enter even for nothing.".to_owned(),
            (CostPrice::Stays(scale), Lang::Id) => {
                format!("Tetap didanai sampai semua biayanya naik {}.", self.share(scale - STEPS))
            }
            (CostPrice::Stays(scale), Lang::En) => {
                format!("Funded until all its costs rise by {}.", self.share(scale - STEPS))
            }
            (CostPrice::Always, Lang::Id) => "Tetap didanai selama ada rencana.".to_owned(),
            (CostPrice::Always, Lang::En) => "Funded as long as there is a plan.".to_owned(),
            (CostPrice::Unknown, _) => self.unknown(),
        }
    }

    /// The price in money of a year.
    #[must_use]
    pub fn ceiling(&self, year: Year, price: CeilingPrice) -> String {
        let year = numbers::year(self.lang, year);
        match (price, self.lang) {
            (CeilingPrice::Enters { extra, leaves }, Lang::Id) => {
                let again = leaves.map(|at| format!("; keluar lagi mulai {}", self.money(at)));
                format!(
                    "{year}: masuk dengan tambahan pagu {}{}.",
                    self.money(extra),
                    again.unwrap_or_default()
                )
            }
            (CeilingPrice::Enters { extra, leaves }, Lang::En) => {
                let again = leaves.map(|at| format!("; out again from {}", self.money(at)));
                format!("{year}: enters with {} more{}.", self.money(extra), again.unwrap_or_default())
            }
            (CeilingPrice::Never, Lang::Id) => {
                format!("{year}: tambahan pagu tahun ini saja tidak memasukkannya.")
            }
            (CeilingPrice::Never, Lang::En) => {
                format!("{year}: money in this year alone does not bring it in.")
            }
            (CeilingPrice::Unknown, _) => format!("{year}: {}", self.unknown()),
        }
    }

    /// Everything of an initiative, a line each.
    #[must_use]
    pub fn story(&self, story: &Story) -> Vec<String> {
        let mut lines = vec![self.headline(story), format!("  {}", self.otherwise(story))];
        lines.extend(self.points(story.points).map(|line| format!("  {line}")));
        if let Some(More { cost, earlier, ceilings }) = &story.more {
            lines.push(format!("  {}", self.cost(*cost)));
            lines.extend(
                earlier.as_ref().map(|(year, effect)| format!("  {}", self.earlier(*year, effect, story))),
            );
            lines.extend(ceilings.iter().map(|&(year, price)| format!("  {}", self.ceiling(year, price))));
        }
        lines
    }

    /// What it costs to have it otherwise and the points at which that turns, without what else changes.
    #[must_use]
    pub fn in_brief(&self, story: &Story) -> String {
        let mut told = vec![self.otherwise_with(story, false)];
        told.extend(self.points(story.points));
        told.join(" ")
    }

    /// What there is to say of an initiative beside its reason, in a paragraph: what it costs to have it otherwise, the
    /// points at which that turns, and what it enables.
    #[must_use]
    pub fn in_short(&self, story: &Story, credit: Option<&Credit>) -> String {
        let mut told = vec![self.otherwise(story)];
        told.extend(self.points(story.points));
        told.extend(credit.and_then(|credit| self.credit(credit)));
        told.join(" ")
    }

    fn earlier(&self, year: Year, effect: &Effect, story: &Story) -> String {
        match (effect, self.lang) {
            (Effect::Plan { loss, changes, .. }, lang) => {
                let (lost, others) = (self.loses(*loss), self.changes(changes, Some(story.initiative)));
                match lang {
                    Lang::Id => format!("Bila mulai {}, rencana {lost}; {others}.", year.0),
                    Lang::En => format!("Starting in {}, the plan {lost}; {others}.", year.0),
                }
            }
            (Effect::Impossible, Lang::Id) => {
                format!("Mulai {} tidak mungkin: tidak ada rencana yang memenuhi semua aturan.", year.0)
            }
            (Effect::Impossible, Lang::En) => {
                format!("It cannot start in {}: no plan keeps every rule.", year.0)
            }
            (Effect::Unknown, _) => self.unknown(),
        }
    }

    /// A kind of rule in words.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        self::kind(kind, self.lang)
    }

    /// What a kind of rule costs.
    #[must_use]
    pub fn rule_cost(&self, kind: Kind, effect: &Effect) -> String {
        let name = self.kind(kind);
        let what = match (effect, self.lang) {
            (Effect::Plan { loss: 0, .. }, Lang::Id) => "tidak mengurangi manfaat".to_owned(),
            (Effect::Plan { loss: 0, .. }, Lang::En) => "costs nothing".to_owned(),
            (Effect::Plan { loss, .. }, Lang::Id) => {
                let word = if self.base.least { "lebih murah" } else { "bertambah" };
                format!("tanpa aturan ini {word} {}", self.amount(-loss))
            }
            (Effect::Plan { loss, .. }, Lang::En) => {
                format!("{} {} without", self.amount(-loss), if self.base.least { "less" } else { "more" })
            }
            (Effect::Impossible, Lang::Id) => "tidak ada rencana".to_owned(),
            (Effect::Impossible, Lang::En) => "no plan".to_owned(),
            (Effect::Unknown, _) => self.unknown(),
        };
        format!("{name}: {what}")
    }

    /// The least money of a year that makes the plan better, and what it buys.
    #[must_use]
    pub fn next_better(&self, year: Year, found: Option<&(Money, Effect)>) -> String {
        let year = numbers::year(self.lang, year);
        match (found, self.lang) {
            (Some((extra, Effect::Plan { loss, changes, .. })), lang) => {
                let (extra, gain) = (self.money(*extra), self.amount(-loss));
                let changes = self.changes(changes, None);
                let least = self.base.least;
                match lang {
                    Lang::Id => {
                        let word = if least { "menghemat" } else { "membeli" };
                        format!("{year}: tambahan {extra} {word} {gain} ({changes})")
                    }
                    Lang::En => {
                        format!(
                            "{year}: {extra} more {} {gain} ({changes})",
                            if least { "saves" } else { "buys" }
                        )
                    }
                }
            }
            (_, Lang::Id) => format!("{year}: tambahan pagu tahun ini saja tidak menambah manfaat"),
            (_, Lang::En) => format!("{year}: more money in this year alone buys nothing"),
        }
    }

    /// What optimising adds to a scale of priorities.
    #[must_use]
    pub fn ranked(&self, ranked: &Ranked) -> String {
        let scale = match ranked.scale {
            Scale::Value => self.lang.pick("nilai tertinggi lebih dulu", "highest value first"),
            Scale::ValueForMoney => {
                self.lang.pick("nilai per rupiah tertinggi lebih dulu", "highest value for money first")
            }
        };
        let gain = self.amount(self.base.value - i128::from(ranked.value.0));
        let (funded, ours) = (ranked.plan.started().count(), self.base.plan.started().count());
        let broken = ranked.broken.len();
        match self.lang {
            Lang::Id => format!(
                "Dibanding urutan prioritas biasa ({scale}), rencana ini bernilai {gain} lebih tinggi: {ours} inisiatif \
                 terhadap {funded}; urutan itu melanggar {broken} aturan."
            ),
            Lang::En => format!(
                "Against a plain ranking ({scale}) this plan is worth {gain} more: {ours} initiatives against {funded}; the \
                 ranking breaks {broken} rules."
            ),
        }
    }

    /// What a funded initiative enables; nothing where nothing rests on it and it rests on nothing.
    #[must_use]
    pub fn credit(&self, credit: &Credit) -> Option<String> {
        if credit.from.is_empty() && credit.own == credit.credit {
            return None;
        }
        let points = |points: Points| numbers::points(self.lang, points, 2);
        let (own, share) = (points(credit.own), points(credit.credit));
        let error = credit.error.map(|error| format!(" ± {}", points(error))).unwrap_or_default();
        let others = |word: &str| {
            let one = |(other, part): &(InitiativeIx, Points)| {
                format!("{} {}", self.base.portfolio.initiative(*other).id, points(*part))
            };
            let mut largest: Vec<&(InitiativeIx, Points)> = credit.from.iter().collect();
            largest.sort_by_key(|(other, part)| (-part.0, *other));
            let named: Vec<String> = largest.iter().take(NAMED).map(|from| one(from)).collect();
            if named.is_empty() { String::new() } else { format!("; {word} {}", named.join(", ")) }
        };
        Some(match self.lang {
            Lang::Id => format!(
                "Nilainya sendiri {own} poin; bila nilai dibagi dengan prasyaratnya {share}{error} poin{}.",
                others("dari")
            ),
            Lang::En => format!(
                "By itself worth {own} points; with value shared over what it rests on, {share}{error} points{}.",
                others("from")
            ),
        })
    }

    /// Why there is nothing to explain.
    #[must_use]
    pub fn not_proven(lang: Lang) -> &'static str {
        lang.pick(
            "Harga hanya dapat dihitung dari rencana yang manfaatnya terbukti optimal; jalankan tanpa batas pencarian.",
            "Prices need a plan that is proven best by its first goal; run without limits on the search.",
        )
    }

    /// An initiative that is not there, with the nearest id.
    #[must_use]
    pub fn no_initiative(id: &str, nearest: Option<&str>, lang: Lang) -> String {
        match (lang, nearest) {
            (Lang::Id, Some(nearest)) => format!("tidak ada inisiatif {id}; yang terdekat {nearest}"),
            (Lang::Id, None) => format!("tidak ada inisiatif {id}"),
            (Lang::En, Some(nearest)) => format!("there is no initiative {id}; the nearest is {nearest}"),
            (Lang::En, None) => format!("there is no initiative {id}"),
        }
    }
}
