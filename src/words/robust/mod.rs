//! What a study of robustness says, in words.

mod summary;

pub use summary::{assumptions, summary};

use super::{Lang, numbers, plain};
use crate::input::Case;
use crate::scenario::Goal;
use crate::study::robust::{Class, Ending, Input, Origin, Report, Settings, Surveyed, share};
use crate::units::{Money, Points};

/// A heading of the study's tables, or a word on its charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named for what it says")]
pub enum Word {
    Class,
    FundedShare,
    BaseStart,
    Plan,
    Found,
    Within,
    Horizon,
    After,
    Lost,
    Misses,
    MeanRegret,
    HighRegret,
    WorstRegret,
    ValueLow,
    ValueFifth,
    ValueMiddle,
    Draw,
    Ending,
    TargetsMissed,
    Best,
    Bound,
    OfBase,
    Changed,
    Input,
    Stated,
    Low,
    High,
    Strength,
    ChangeLow,
    ChangeHigh,
    GainLow,
    GainHigh,
    ChangedLow,
    ChangedHigh,
    Limits,
    Yes,
    No,
    StartsIn,
    AtLow,
    AtHigh,
    OverRisk,
    NotFunded,
    Legend,
    OverYear,
    BaseWithin,
}

/// The word in a language.
#[must_use]
pub fn word(word: Word, lang: Lang) -> &'static str {
    let (id, en) = match word {
        Word::Class => ("golongan", "class"),
        Word::FundedShare => ("didanai (% kemungkinan)", "funded (% of draws)"),
        Word::BaseStart => ("mulai dalam rencana dasar", "start in base plan"),
        Word::Plan => ("rencana", "plan"),
        Word::Found => ("terbaik dalam (kemungkinan)", "best in (draws)"),
        Word::Within => ("tetap dalam pagu (%)", "stays within ceilings (%)"),
        Word::Horizon => ("melampaui batas seluruh tahun (%)", "over a limit on all years (%)"),
        Word::After => ("sesudahnya", "after"),
        Word::Lost => ("tidak dapat dijalankan (%)", "cannot be carried out (%)"),
        Word::Misses => ("target atau janji lain meleset (%)", "misses a target or other promise (%)"),
        Word::MeanRegret => ("penyesalan rata-rata", "mean regret"),
        Word::HighRegret => ("penyesalan 95%", "95% regret"),
        Word::WorstRegret => ("penyesalan terbesar", "largest regret"),
        Word::ValueLow => ("manfaat 5%", "value 5%"),
        Word::ValueFifth => ("manfaat 20%", "value 20%"),
        Word::ValueMiddle => ("manfaat 50%", "value 50%"),
        Word::Draw => ("kemungkinan", "draw"),
        Word::Ending => ("hasil", "result"),
        Word::TargetsMissed => ("target dilepas", "targets given up"),
        Word::Best => ("manfaat terbaik", "best value"),
        Word::Bound => ("batas menurut pemecah", "bound claimed by the solver"),
        Word::OfBase => ("manfaat rencana dasar", "value of base plan"),
        Word::Changed => ("mulai yang berbeda", "starts that differ"),
        Word::Input => ("angka", "number"),
        Word::Stated => ("tertulis", "stated"),
        Word::Low => ("rendah (10%)", "low (10%)"),
        Word::High => ("tinggi (90%)", "high (90%)"),
        Word::Strength => ("korelasi peringkat", "rank correlation"),
        Word::ChangeLow => ("perubahan manfaat, rendah", "change of value, low"),
        Word::ChangeHigh => ("perubahan manfaat, tinggi", "change of value, high"),
        Word::GainLow => ("untung bila disusun ulang, rendah", "gain of planning again, low"),
        Word::GainHigh => ("untung bila disusun ulang, tinggi", "gain of planning again, high"),
        Word::ChangedLow => ("mulai yang berbeda, rendah", "starts that differ, low"),
        Word::ChangedHigh => ("mulai yang berbeda, tinggi", "starts that differ, high"),
        Word::Limits => ("pagu skenario", "ceilings of scenario"),
        Word::Yes => ("ya", "yes"),
        Word::No => ("tidak", "no"),
        Word::StartsIn => ("% kemungkinan mulai pada tahun itu", "% of draws it starts in the year"),
        Word::AtLow => ("pada nilai rendahnya (10%)", "at its low decile"),
        Word::AtHigh => ("pada nilai tingginya (90%)", "at its high decile"),
        Word::OverRisk => (
            "% kemungkinan suatu batas belanja tahun itu terlampaui",
            "% of draws that pass a limit of the year",
        ),
        Word::NotFunded => ("tidak mulai", "does not start"),
        Word::Legend => ("jumlah mulai yang berubah", "starts that change"),
        Word::OverYear => ("melampaui batas (%)", "over a limit (%)"),
        Word::BaseWithin => ("rencana dasar tetap dalam pagu", "base plan within ceilings"),
    };
    lang.pick(id, en)
}

/// How often funded, in a word.
#[must_use]
pub fn class(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Core => lang.pick("inti", "core"),
        Class::Borderline => lang.pick("perbatasan", "borderline"),
        Class::Never => lang.pick("hampir tidak pernah", "almost never"),
    }
}

/// How a solve ended.
#[must_use]
pub fn ending(ending: Ending, lang: Lang) -> &'static str {
    match ending {
        Ending::Reached => lang.pick("dalam selisih", "within the gap"),
        Ending::Short => lang.pick("selisih lebih lebar", "wider gap"),
        Ending::Infeasible => lang.pick("tidak ada rencana", "no plan"),
        Ending::Unknown => lang.pick("belum diketahui", "unknown"),
    }
}

/// Which plan a candidate is.
#[must_use]
pub fn origin(case: &Case, settings: &Settings, origin: Origin, lang: Lang) -> String {
    let scenario = |at: usize| case.scenarios.get(at).map_or("", |scenario| lang.label(&scenario.name));
    match (origin, lang) {
        (Origin::Base(at), Lang::Id) if at == settings.scenario => "rencana dasar".to_owned(),
        (Origin::Base(at), Lang::En) if at == settings.scenario => "base plan".to_owned(),
        (Origin::Base(at), Lang::Id) => format!("rencana skenario {}", scenario(at)),
        (Origin::Base(at), Lang::En) => format!("plan of scenario {}", scenario(at)),
        (Origin::Safe(margin), Lang::Id) => {
            format!("rencana aman (ruang {} di atas biaya)", numbers::percent(lang, margin * 10))
        }
        (Origin::Safe(margin), Lang::En) => {
            format!("safe plan (room of {} above costs)", numbers::percent(lang, margin * 10))
        }
        (Origin::Draw(k), Lang::Id) => format!("rencana kemungkinan {}", k + 1),
        (Origin::Draw(k), Lang::En) => format!("plan of draw {}", k + 1),
    }
}

/// What an input is.
#[must_use]
pub fn input(case: &Case, of: Input, lang: Lang) -> String {
    let item = |ix: crate::units::InitiativeIx| case.portfolio.initiative(ix).id.as_str();
    match (of, lang) {
        (Input::Weight(at), _) => {
            let name = case.portfolio.criteria.get(at).map_or("", |criterion| lang.label(&criterion.name));
            format!("{} {name}", lang.pick("Bobot", "Weight of"))
        }
        (Input::Cost(ix), _) => format!("{} {}", lang.pick("Biaya", "Cost of"), item(ix)),
        (Input::Delay(ix), _) => format!("{} {}", lang.pick("Keterlambatan", "Delay of"), item(ix)),
        (Input::Points(ix), _) => format!("{} {}", lang.pick("Nilai", "Score of"), item(ix)),
        (Input::Ceiling(year), _) => format!("{} {}", lang.pick("Pagu", "Ceiling of"), year.0),
        (Input::Rules, _) => lang.pick("Skenario pagu", "Ceiling scenario").to_owned(),
    }
}

/// A drawn number: weights and factors as percentages, delays in years.
#[must_use]
pub fn drawn(case: &Case, of: Input, number: i64, lang: Lang) -> String {
    match of {
        Input::Weight(_) => numbers::percent(lang, (number + 50) / 100),
        Input::Cost(_) | Input::Points(_) | Input::Ceiling(_) => numbers::percent(lang, number * 10),
        Input::Delay(_) => match lang {
            Lang::Id => format!("{number} tahun"),
            Lang::En if number == 1 => "1 year".to_owned(),
            Lang::En => format!("{number} years"),
        },
        Input::Rules => {
            let at = usize::try_from(number).unwrap_or(0);
            case.scenarios.get(at).map_or_else(String::new, |scenario| lang.label(&scenario.name).to_owned())
        }
    }
}

/// A value of the first goal for people.
#[must_use]
pub fn value(case: &Case, settings: &Settings, value: i64, lang: Lang) -> String {
    match goal(case, settings) {
        Goal::MostValue => numbers::points(lang, Points(value), 1),
        Goal::LeastCost => numbers::money_short(lang, &case.portfolio.currency, Money(value)),
        Goal::HighestIndex { .. } => numbers::index_exact(lang, value.into()),
        _ => value.to_string(),
    }
}

/// The same for tables.
#[must_use]
pub fn cell(case: &Case, settings: &Settings, value: i64, lang: Lang) -> String {
    match goal(case, settings) {
        Goal::MostValue => plain::amount(lang, Money(value), 6),
        Goal::LeastCost => plain::amount(lang, Money(value), case.portfolio.currency.decimals),
        _ => value.to_string(),
    }
}

fn goal(case: &Case, settings: &Settings) -> Goal {
    let scenario = case.scenarios.get(settings.scenario);
    scenario.and_then(|scenario| scenario.goals.first()).copied().unwrap_or(Goal::MostValue)
}

/// A share in thousandths as a percentage.
#[must_use]
pub fn percent(lang: Lang, thousandths: u32) -> String {
    numbers::percent(lang, i64::from(thousandths) * 10)
}

/// The larger gain of planning again.
#[must_use]
pub fn gain(one: &Surveyed) -> i64 {
    one.ends.iter().flatten().map(|end| end.gain).max().unwrap_or(0)
}

fn changed(one: &Surveyed) -> usize {
    one.ends.iter().flatten().map(|end| end.changed).max().unwrap_or(0)
}

/// The title of the chart of frequencies.
#[must_use]
pub fn frequency_title(report: &Report, lang: Lang) -> String {
    let count = |class| report.frequencies.iter().filter(|one| one.class == class).count();
    let (core, edge, never) = (count(Class::Core), count(Class::Borderline), count(Class::Never));
    match lang {
        Lang::Id => format!(
            "{core} inisiatif hampir selalu didanai, {edge} bergantung pada keadaan, {never} hampir tidak pernah"
        ),
        Lang::En => format!(
            "{core} initiatives are nearly always funded, {edge} depend on how things turn out, {never} almost never are"
        ),
    }
}

/// The title of the chart of what moves the plan.
#[must_use]
pub fn tornado_title(case: &Case, settings: &Settings, report: &Report, lang: Lang) -> String {
    let space = crate::study::robust::Space::of(case, settings.scenario, settings.seed);
    let first = report.survey.iter().find(|one| one.moves());
    match first.and_then(|one| space.inputs.get(one.moved.input)) {
        Some(first) => {
            let name = input(case, *first, lang);
            match lang {
                Lang::Id => format!("Paling layak disurvei ulang: {name}"),
                Lang::En => format!("Most worth surveying again: {name}"),
            }
        }
        None => lang.pick("Tidak ada angka yang mengubah rencana", "No number changes the plan").to_owned(),
    }
}

/// What the chart of what changes the plan leaves out: inputs that were moved alone and change nothing, and inputs that
/// were not moved.
#[must_use]
pub fn tornado_rest(still: usize, other: usize, lang: Lang) -> String {
    let mut told = Vec::new();
    if still > 0 {
        told.push(match lang {
            Lang::Id => format!("{still} masukan lain yang juga digeser tidak menggeser rencana."),
            Lang::En if still == 1 => "1 other input was moved too and does not move the plan.".to_owned(),
            Lang::En => format!("{still} other inputs were moved too and do not move the plan."),
        });
    }
    if other > 0 {
        told.push(match lang {
            Lang::Id => {
                format!("{other} masukan selebihnya, yang pengaruhnya lebih lemah, tidak digeser sendiri.")
            }
            Lang::En if other == 1 => "1 more, which matters less, was not moved alone.".to_owned(),
            Lang::En => format!("{other} more, which matter less, were not moved alone."),
        });
    }
    told.join(" ")
}

/// The title of the chart of overrun risk.
#[must_use]
pub fn risk_title(report: &Report, lang: Lang) -> String {
    let within = report.candidates.first().map_or(0, |base| share(base.risk.within, base.risk.draws));
    let within = percent(lang, within);
    match lang {
        Lang::Id => format!("Rencana dasar tetap dalam semua pagu pada {within} kemungkinan"),
        Lang::En => format!("The base plan stays within every ceiling in {within} of the draws"),
    }
}

/// What was drawn, beside a title.
#[must_use]
pub fn note(settings: &Settings, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{} kemungkinan", settings.draws),
        Lang::En => format!("{} draws", settings.draws),
    }
}

/// Everything in a folder of this study agrees.
#[must_use]
pub fn verified(settings: &Settings, lang: Lang) -> String {
    let draws = settings.draws;
    match lang {
        Lang::Id => format!(
            "{draws} kemungkinan diundi lagi: masukan, rencana, dan angka sesuai. Batas dan \"tidak ada rencana\" \
             adalah klaim pemecah dan tidak diperiksa secara mandiri."
        ),
        Lang::En => format!(
            "{draws} draws made again: inputs, plans and numbers agree. Bounds and \"no plan\" are the solver's \
             claims and not independently verified."
        ),
    }
}

/// An input with the name of the initiative it is of.
#[must_use]
pub fn input_named(case: &Case, of: Input, lang: Lang) -> String {
    let short = input(case, of, lang);
    match of {
        Input::Cost(ix) | Input::Delay(ix) | Input::Points(ix) => {
            format!("{short} {}", lang.label(&case.portfolio.initiative(ix).name))
        }
        Input::Weight(_) | Input::Ceiling(_) | Input::Rules => short,
    }
}

/// Above the gains of the chart of what moves the plan.
#[must_use]
pub fn gain_head(lang: Lang) -> &'static str {
    lang.pick("untung bila disusun ulang", "gain of planning again")
}

/// A plan on the chart of risk, and what it is there for.
#[must_use]
pub fn risk_name(case: &Case, settings: &Settings, report: &Report, at: usize, lang: Lang) -> String {
    let name =
        report.candidates.get(at).map_or_else(String::new, |one| origin(case, settings, one.origin, lang));
    if report.minimax == Some(at) {
        format!("{name} ({})", lang.pick("penyesalan terbesar terkecil", "least largest regret"))
    } else {
        name
    }
}

/// A plan with how often it stays within every limit.
#[must_use]
pub fn always_within(name: &str, within: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{name}: tetap dalam semua pagu {within}"),
        Lang::En => format!("{name}: within every ceiling {within}"),
    }
}
