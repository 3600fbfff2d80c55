//! Sentences that say why an initiative is in, not earlier, or out.

use super::{Lang, numbers, rules};
use crate::explain::{Because, Blocked, Reason, Status};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::units::{InitiativeIx, Year};

/// The reason as one or more sentences.
#[must_use]
pub fn sentence(portfolio: &Portfolio, scenario: &Scenario, reason: &Reason, lang: Lang) -> String {
    let speaker = Speaker { portfolio, scenario, lang };
    match &reason.status {
        Status::Funded { start, because, earlier, enables } => {
            let mut sentences = vec![speaker.funded(*start, because)];
            sentences.extend(earlier.as_ref().map(|blocked| speaker.not_earlier(blocked)));
            if !enables.is_empty() {
                let list = speaker.list(enables);
                sentences.push(match lang {
                    Lang::Id => format!("Diperlukan oleh {list}."),
                    Lang::En => format!("Needed by {list}."),
                });
            }
            sentences.join(" ")
        }
        Status::Out(blocked) => speaker.out(blocked),
    }
}

struct Speaker<'a> {
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    lang: Lang,
}

impl Speaker<'_> {
    fn id(&self, initiative: InitiativeIx) -> &str {
        &self.portfolio.initiative(initiative).id
    }

    fn list(&self, initiatives: &[InitiativeIx]) -> String {
        initiatives.iter().map(|&initiative| self.id(initiative)).collect::<Vec<_>>().join(", ")
    }

    fn any_of(&self, initiatives: &[InitiativeIx]) -> String {
        let word = self.lang.pick(" atau ", " or ");
        initiatives.iter().map(|&initiative| self.id(initiative)).collect::<Vec<_>>().join(word)
    }

    fn funded(&self, start: Year, because: &Because) -> String {
        let lang = self.lang;
        let year = start.0;
        let why = match because {
            Because::Committed => lang.pick("sudah menjadi komitmen", "already committed").to_owned(),
            Because::Rule(at) => self.demanded(&self.scenario.rules[*at]),
            Because::Chosen(at) => match &self.scenario.rules[*at] {
                Rule::Alternatives { group, .. } | Rule::MandatoryGroup { group, .. } => {
                    let name = lang.label(&self.portfolio.group(*group).name);
                    match lang {
                        Lang::Id => format!("varian terpilih untuk {name}"),
                        Lang::En => format!("the variant chosen for {name}"),
                    }
                }
                _ => String::new(),
            },
            Because::Worth(points) => {
                let points = numbers::points(lang, *points, 1);
                match lang {
                    Lang::Id => format!("manfaat {points} poin"),
                    Lang::En => format!("worth {points} points"),
                }
            }
        };
        match lang {
            Lang::Id => format!("Didanai mulai {year}: {why}."),
            Lang::En => format!("Funded from {year}: {why}."),
        }
    }

    fn demanded(&self, rule: &Rule) -> String {
        let lang = self.lang;
        let (word, reason) = match rule {
            Rule::ForcedIn { reason, .. } => (lang.pick("ditetapkan masuk", "decided in"), reason),
            Rule::Mandatory { reason, .. } => (lang.pick("wajib", "mandatory"), reason),
            _ => return String::new(),
        };
        if reason.is_empty() { word.to_owned() } else { format!("{word} ({reason})") }
    }

    fn not_earlier(&self, blocked: &Blocked) -> String {
        let lang = self.lang;
        match blocked {
            Blocked::Window(year) => match lang {
                Lang::Id => format!("Paling cepat {}.", year.0),
                Lang::En => format!("Not possible before {}.", year.0),
            },
            Blocked::Waits { for_any, .. } => match lang {
                Lang::Id => format!("Menunggu {} selesai.", self.any_of(for_any)),
                Lang::En => format!("Waits for {}.", self.any_of(for_any)),
            },
            Blocked::Breaks { violation, start } => {
                let breach = rules::breach(self.portfolio, self.scenario, violation, lang);
                match lang {
                    Lang::Id => format!("Tidak dapat mulai {}: {breach}", start.0),
                    Lang::En => format!("Cannot start in {}: {breach}", start.0),
                }
            }
            Blocked::Never | Blocked::Alternative { .. } | Blocked::NotBetter | Blocked::Outranked => {
                lang.pick("Mulai lebih awal tidak lebih baik.", "An earlier start is not better.").to_owned()
            }
        }
    }

    fn out(&self, blocked: &Blocked) -> String {
        let lang = self.lang;
        match blocked {
            Blocked::Never => lang
                .pick(
                    "Tidak dipilih: tidak ada tahun mulai yang memenuhi jendela waktunya dan selesai pada masa rencana.",
                    "Not chosen: no start keeps its window and finishes within the plan.",
                )
                .to_owned(),
            Blocked::Window(year) => match lang {
                Lang::Id => format!("Tidak dipilih: paling cepat {}.", year.0),
                Lang::En => format!("Not chosen: not possible before {}.", year.0),
            },
            Blocked::Alternative { chosen } => match lang {
                Lang::Id => format!("Tidak dipilih: varian {} lebih baik untuk rencana ini.", self.id(*chosen)),
                Lang::En => format!("Not chosen: variant {} is better for this plan.", self.id(*chosen)),
            },
            Blocked::Waits { for_any, start } => match lang {
                Lang::Id => format!(
                    "Tidak dipilih: memerlukan {}, yang tidak tersedia tepat waktu (dicoba mulai {}).",
                    self.any_of(for_any),
                    start.0
                ),
                Lang::En => format!(
                    "Not chosen: needs {}, which is not there in time (tried from {}).",
                    self.any_of(for_any),
                    start.0
                ),
            },
            Blocked::Breaks { violation, start } => {
                let breach = rules::breach(self.portfolio, self.scenario, violation, lang);
                match lang {
                    Lang::Id => format!("Tidak dipilih: bila mulai {}, {breach}", start.0),
                    Lang::En => format!("Not chosen: if it started in {}, {breach}", start.0),
                }
            }
            Blocked::NotBetter => lang
                .pick(
                    "Tidak dipilih: tidak melanggar aturan, tetapi tidak menambah nilai rencana.",
                    "Not chosen: it would break no rule, but would not make the plan better.",
                )
                .to_owned(),
            Blocked::Outranked => lang
                .pick("Tidak dipilih: kombinasi lain bernilai lebih tinggi.", "Not chosen: another combination is worth more.")
                .to_owned(),
        }
    }
}
