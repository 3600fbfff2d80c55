//! What checking a folder of results found.

use super::{Lang, numbers, rules, summary};
use crate::claims::{Checked, Difference, Unreadable};
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Scenario};
use crate::solve::Reached;
use crate::units::{Money, Points};

/// One scenario as it was found to be: value, checked bound, the solver's claim.
#[must_use]
pub fn checked(portfolio: &Portfolio, checked: &Checked, lang: Lang) -> String {
    let id = &checked.scenario;
    let proof = summary::proof(&checked.answer.outcome, lang);
    let first = checked.answer.outcome.solved().and_then(|solved| solved.reached.first());
    let Some(first) = first else {
        // Said only where there are any.
        let has_plans = checked.answer.conflict.is_some() || checked.answer.missing.is_some();
        let claim = if has_plans {
            lang.pick(
                "menurut pemecah; rencana pembuktian diaudit",
                "says the solver; the plans shown were audited",
            )
        } else {
            lang.pick("menurut pemecah", "says the solver")
        };
        return format!("{id}: {proof} ({claim})");
    };
    let value = number(portfolio, first.goal, first.value, lang);
    let claimed = number(portfolio, first.goal, first.bound, lang);
    let bound = checked.answer.relaxation.as_ref().map_or_else(
        || lang.pick("tidak ada", "none").to_owned(),
        |relaxation| number(portfolio, first.goal, relaxation.bound, lang),
    );
    match lang {
        Lang::Id => {
            format!("{id}: nilai {value}; batas diperiksa {bound}; batas diklaim pemecah {claimed} ({proof})")
        }
        Lang::En => format!(
            "{id}: value {value}; checked bound {bound}; bound claimed by the solver {claimed} ({proof})"
        ),
    }
}

/// What a plan reaches of its first goal, and the bounds no plan can pass.
#[must_use]
pub fn bounds(portfolio: &Portfolio, first: &Reached, checked: Option<i128>, lang: Lang) -> String {
    let value = number(portfolio, first.goal, first.value, lang);
    let claimed = number(portfolio, first.goal, first.bound, lang);
    let checked = checked.map(|bound| number(portfolio, first.goal, bound, lang));
    match (lang, checked) {
        (Lang::Id, Some(checked)) => {
            format!("Nilai {value}; batas diperiksa {checked}; batas diklaim pemecah {claimed}.")
        }
        (Lang::Id, None) => format!("Nilai {value}; batas diklaim pemecah {claimed}."),
        (Lang::En, Some(checked)) => {
            format!("Value {value}; checked bound {checked}; bound claimed by the solver {claimed}.")
        }
        (Lang::En, None) => format!("Value {value}; bound claimed by the solver {claimed}."),
    }
}

/// What a step of the frontier is worth, and the solver's bound.
#[must_use]
pub fn solver_bound(value: Points, bound: Points, lang: Lang) -> String {
    let (value, bound) = (numbers::points(lang, value, 6), numbers::points(lang, bound, 6));
    match lang {
        Lang::Id => format!("Nilai {value}; batas diklaim pemecah {bound}."),
        Lang::En => format!("Value {value}; bound claimed by the solver {bound}."),
    }
}

/// A goal's number for a reader.
fn number(portfolio: &Portfolio, goal: Goal, number: i128, lang: Lang) -> String {
    match (goal, i64::try_from(number)) {
        (Goal::MostValue, Ok(number)) => numbers::points(lang, Points(number), 6),
        (Goal::LeastCost, Ok(number)) => numbers::money(lang, &portfolio.currency, Money(number)),
        (Goal::HighestIndex { .. }, _) => numbers::index_exact(lang, number),
        _ => number.to_string(),
    }
}

/// A difference, with its place.
#[must_use]
pub fn difference(
    portfolio: &Portfolio,
    scenarios: &[Scenario],
    difference: &Difference,
    lang: Lang,
) -> String {
    match difference {
        Difference::Missing(path) => match lang {
            Lang::Id => format!("{path}: berkas tidak ada"),
            Lang::En => format!("{path}: the file is missing"),
        },
        Difference::Unexpected(path) => match lang {
            Lang::Id => format!("{path}: berkas ini tidak ditulis oleh program"),
            Lang::En => format!("{path}: this file was not written by the run"),
        },
        Difference::Changed(path) => match lang {
            Lang::Id => format!("{path}: isi berkas berubah sejak ditulis"),
            Lang::En => format!("{path}: the file has changed since it was written"),
        },
        Difference::Rendered { file, line, found, expected } => {
            let (found, expected) = (short(found), short(expected));
            match lang {
                Lang::Id => format!("{file}:{line}: tertulis\n    {found}\n  seharusnya\n    {expected}"),
                Lang::En => format!("{file}:{line}: says\n    {found}\n  should say\n    {expected}"),
            }
        }
        Difference::Unreadable(path, why) => format!("{path}: {}", unreadable(why, lang)),
        Difference::NoScenario(id) => match lang {
            Lang::Id => format!("{id}: sertifikat untuk skenario yang tidak ada dalam masukan"),
            Lang::En => format!("{id}: a certificate for a scenario the inputs do not have"),
        },
        Difference::Broken(id, violation) => {
            let told = scenarios
                .iter()
                .find(|scenario| scenario.id == *id)
                .map(|scenario| rules::breach(portfolio, scenario, violation, lang));
            match lang {
                Lang::Id => format!("{id}: rencana melanggar aturan: {}", told.unwrap_or_default()),
                Lang::En => format!("{id}: the plan breaks a rule: {}", told.unwrap_or_default()),
            }
        }
        Difference::Goal { scenario, goal, claimed, reached } => {
            let name = summary::goal(portfolio, *goal, lang);
            let (claimed, reached) =
                (number(portfolio, *goal, *claimed, lang), number(portfolio, *goal, *reached, lang));
            match lang {
                Lang::Id => format!("{scenario}: {name}: diklaim {claimed}, rencana mencapai {reached}"),
                Lang::En => format!("{scenario}: {name}: {claimed} is claimed, the plan reaches {reached}"),
            }
        }
        Difference::NotProven(id) => match lang {
            Lang::Id => {
                format!("{id}: disebut terbukti, tetapi ada tujuan tanpa batas yang sama dengan nilainya")
            }
            Lang::En => {
                format!("{id}: called proven, but not every goal has a claimed bound equal to its value")
            }
        },
        Difference::Goals(id) => match lang {
            Lang::Id => format!("{id}: tujuan yang disebut bukan tujuan skenario ini"),
            Lang::En => format!("{id}: the goals it speaks of are not those of the scenario"),
        },
        Difference::Passes(id) => match lang {
            Lang::Id => format!("{id}: rencana melampaui batas yang diklaim pemecah"),
            Lang::En => format!("{id}: the plan passes the bound that the solver claims"),
        },
        Difference::Repeated(id) => match lang {
            Lang::Id => {
                format!("{id}: disebut lebih dari satu kali, atau lebih banyak daripada yang mungkin")
            }
            Lang::En => format!("{id}: named more than once, or more of it than there can be"),
        },
        Difference::Bound { scenario, claimed, checked } => bound(scenario, *claimed, *checked, lang),
        Difference::Witness(id, at) => match lang {
            Lang::Id => format!("{id}: rencana pembuktian ke-{} untuk pertentangan aturan tidak sah", at + 1),
            Lang::En => format!("{id}: plan {} shown for the conflict does not keep the other rules", at + 1),
        },
        Difference::Answer(name) => match lang {
            Lang::Id => format!("{name}: rencananya melanggar aturan atau manfaatnya bukan yang tertulis"),
            Lang::En => format!("{name}: its plan breaks a rule or is not worth what it says"),
        },
        Difference::NotEnough(id) => match lang {
            Lang::Id => format!("{id}: tambahan uang yang disebut cukup ternyata tidak cukup"),
            Lang::En => format!("{id}: the extra money said to be enough is not"),
        },
        Difference::NotBetter(id) => match lang {
            Lang::Id => {
                format!("{id}: rencana yang disebut lebih baik daripada rencana bersama ternyata tidak")
            }
            Lang::En => format!("{id}: a plan said to be better than the group's is not"),
        },
    }
}

/// Something among the files that is none and is not read.
#[must_use]
pub fn not_a_file(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{path}: bukan berkas biasa (tautan, pipa, atau perangkat); tidak dibaca"),
        Lang::En => format!("{path}: not an ordinary file (a link, pipe or device); it was not read"),
    }
}

/// So many differences more, which are not told.
#[must_use]
pub fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("dan {count} perbedaan lain"),
        Lang::En => format!("and {count} more differences"),
    }
}

/// Everything about these scenarios agrees: what that means of bounds depends on how many have one that can be checked.
#[must_use]
pub fn agree(checked: &[Checked], lang: Lang) -> String {
    let (count, planned) =
        (checked.len(), checked.iter().filter(|one| one.answer.outcome.solved().is_some()));
    let bounded = planned.clone().filter(|one| one.answer.relaxation.is_some()).count();
    let bounds = match (bounded, planned.count(), lang) {
        (0, _, Lang::Id) => "tidak ada batas yang dapat diperiksa".to_owned(),
        (0, _, Lang::En) => "there is no bound that can be checked".to_owned(),
        (bounded, planned, Lang::Id) if bounded == planned => {
            "batas yang diperiksa dihitung ulang dari pengali dan sesuai".to_owned()
        }
        (bounded, planned, Lang::En) if bounded == planned => {
            "checked bounds were recomputed from multipliers and agree".to_owned()
        }
        (bounded, planned, Lang::Id) => {
            format!(
                "{bounded} dari {planned} rencana memiliki batas yang dapat diperiksa, dan batas itu sesuai"
            )
        }
        (bounded, planned, Lang::En) => {
            format!("{bounded} of {planned} plans have a bound that can be checked, and it agrees")
        }
    };
    match lang {
        Lang::Id => format!("{count} skenario diperiksa: masukan, rencana, dan angka sesuai; {bounds}."),
        Lang::En => format!("{count} scenarios checked: inputs, plans and numbers agree; {bounds}."),
    }
}

/// A report of another version: its files are those that its manifest lists.
#[must_use]
pub fn report_as_listed(lang: Lang) -> &'static str {
    lang.pick(
        "Berkas laporan sama dengan yang tercatat dalam manifest.json.",
        "The files of the report are those that manifest.json lists.",
    )
}

/// Another version wrote the folder, so that nothing was rendered again.
#[must_use]
pub fn other_version(version: &str, lang: Lang) -> String {
    let version = short(version);
    match lang {
        Lang::Id => format!(
            "Hasil ini ditulis versi {version}: rencana dan angkanya diperiksa, tetapi tabel, dokumen, dan grafik tidak \
             dibuat ulang untuk dibandingkan, karena susunan katanya bisa berbeda."
        ),
        Lang::En => format!(
            "Version {version} wrote these results: plans and their numbers were checked, but tables, documents and charts \
             were not made again to be compared, since their wording may differ."
        ),
    }
}

/// What a folder of results holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Plans of scenarios, also as memos.
    Plans,
    /// A study: plans of derived scenarios.
    Study,
    /// What choices cost, priorities, conflicts.
    Losses,
    /// A frontier with its ladder.
    Frontier,
    /// A study of robustness.
    Robust,
    /// A report made of other results.
    Report,
}

/// What was not checked, by name; `has_run` says that there is a `run.json`.
#[must_use]
pub fn unchecked(of: Of, has_run: bool, lang: Lang) -> String {
    let solver = lang.pick("klaim pemecah: namanya", "the solver's claims: its name");
    let bounds = lang.pick("batas yang diklaimnya", "the bounds it claims");
    let stops = lang.pick("sebab pencarian berhenti", "why a search ended");
    let no_plan = lang.pick("bahwa tidak ada rencana", "that there is no plan");
    let best = lang.pick("bahwa tidak ada rencana yang lebih baik", "that no plan is better");
    let more = match of {
        Of::Plans => "",
        Of::Report => lang.pick("grafik di folder hasil lain", "the charts of the results beside the report"),
        Of::Study => lang.pick(
            "bahwa tidak ada alternatif yang lebih jauh dan perubahan yang lebih sedikit",
            "that no alternative is farther and no fewer changes will do",
        ),
        Of::Losses => lang.pick(
            "harga tempat pilihan berbalik, dan bahwa tidak ada jalan keluar yang lebih pendek",
            "the prices at which a choice turns, and that no way out is shorter",
        ),
        Of::Frontier => lang.pick(
            "nilai tiap skenario dengan uang bebas dan tanpa tangga",
            "what a scenario is worth with its money free and without the ladder",
        ),
        Of::Robust => lang.pick("bahwa sasaran harus dilepas", "that targets had to be given up"),
    };
    let parts: Vec<&str> =
        [solver, bounds, stops, no_plan, best, more].into_iter().filter(|part| !part.is_empty()).collect();
    let run = if has_run { "; run.json" } else { "" };
    match lang {
        Lang::Id => format!("Tidak diperiksa: {}{run}.", parts.join(", ")),
        Lang::En => format!("Not checked: {}{run}.", parts.join(", ")),
    }
}

/// A number of a study's question that is out of range.
#[must_use]
pub fn out_of_range(number: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{} di luar batas yang dapat ditanyakan", short(number)),
        Lang::En => format!("{} is beyond what can be asked", short(number)),
    }
}

/// The beginning of a text that anybody may have made as long as they liked.
fn short(text: &str) -> String {
    const MOST: usize = 400;
    let mut shown: String = text.chars().take(MOST).collect();
    if shown.len() < text.len() {
        shown.push('\u{2026}');
    }
    shown
}

fn bound(scenario: &str, claimed: i128, checked: Option<i128>, lang: Lang) -> String {
    match (checked, lang) {
        (Some(checked), Lang::Id) => {
            format!("{scenario}: batas tersimpan {claimed}, dihitung ulang {checked}")
        }
        (Some(checked), Lang::En) => format!("{scenario}: stored bound {claimed}, recomputed {checked}"),
        (None, Lang::Id) => format!("{scenario}: pengali yang tersimpan bukan bukti untuk batas {claimed}"),
        (None, Lang::En) => format!("{scenario}: the stored multipliers are no proof of the bound {claimed}"),
    }
}

fn unreadable(why: &Unreadable, lang: Lang) -> String {
    match (why, lang) {
        (Unreadable::Json { line, column }, Lang::Id) => {
            format!("bukan JSON sertifikat yang sah (baris {line}, kolom {column})")
        }
        (Unreadable::Json { line, column }, Lang::En) => {
            format!("not the JSON of a certificate (line {line}, column {column})")
        }
        (Unreadable::Number { line, column }, Lang::Id) => {
            format!("memuat bilangan yang terlalu besar (baris {line}, kolom {column})")
        }
        (Unreadable::Number { line, column }, Lang::En) => {
            format!("holds a number that is too large (line {line}, column {column})")
        }
        (Unreadable::Year(year), Lang::Id) => format!("tahun {year} tidak mungkin, atau ada dua kali"),
        (Unreadable::Year(year), Lang::En) => format!("year {year} cannot be, or stands twice"),
        (Unreadable::TooMuch, Lang::Id) => "lebih besar daripada yang diperiksa program ini".to_owned(),
        (Unreadable::TooMuch, Lang::En) => "larger than what this program checks".to_owned(),
        (Unreadable::Format(format), Lang::Id) => format!("bentuk {} tidak dikenal", short(format)),
        (Unreadable::Format(format), Lang::En) => format!("format {} is not known", short(format)),
        (Unreadable::Word(word), Lang::Id) => format!("kata {} tidak dikenal", short(word)),
        (Unreadable::Word(word), Lang::En) => format!("word {} is not known", short(word)),
        (Unreadable::Initiative(id), Lang::Id) => format!("inisiatif {} tidak ada dalam masukan", short(id)),
        (Unreadable::Initiative(id), Lang::En) => format!("the inputs have no initiative {}", short(id)),
        (Unreadable::Rule(rule), Lang::Id) => format!("aturan nomor {rule} tidak ada dalam skenario"),
        (Unreadable::Rule(rule), Lang::En) => format!("the scenario has no rule number {rule}"),
        (Unreadable::Multiplier(row), Lang::Id) => format!("pengali baris {row} tidak sah"),
        (Unreadable::Multiplier(row), Lang::En) => format!("the multiplier of row {row} is not valid"),
    }
}
