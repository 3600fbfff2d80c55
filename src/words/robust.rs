//! What a study of robustness says, in words.

use super::{Lang, numbers, plain};
use crate::input::Case;
use crate::scenario::{CeilingDraw, Goal, WeightDraw};
use crate::study::robust::{
    CORE, Class, Ending, Input, NEVER, Origin, Report, Risk, Settings, Surveyed, share,
};
use crate::units::{Money, Points, Year};

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

/// What was drawn and how, one sentence each.
#[must_use]
pub fn assumptions(case: &Case, lang: Lang) -> Vec<String> {
    let known = &case.uncertainty;
    let weights = match (known.weights, lang) {
        (WeightDraw::Fixed, _) => lang.pick("Bobot tetap.", "Weights are fixed.").to_owned(),
        (WeightDraw::Uniform, _) => lang
            .pick("Setiap susunan bobot sama mungkinnya.", "Every set of weights is as likely.")
            .to_owned(),
        (WeightDraw::Around { concentration }, Lang::Id) => {
            format!("Bobot berada di sekitar yang tertulis (Dirichlet, kepekatan {concentration}).")
        }
        (WeightDraw::Around { concentration }, Lang::En) => {
            format!("Weights lie around the stated ones (Dirichlet, concentration {concentration}).")
        }
        (WeightDraw::Sets, _) => {
            lang.pick("Bobot: salah satu susunan bobot kasus.", "Weights: one of the case's sets.").to_owned()
        }
    };
    let ceilings = match (&known.ceilings, lang) {
        (CeilingDraw::Fixed, _) => lang.pick("Pagu tetap.", "Ceilings are fixed.").to_owned(),
        (CeilingDraw::Range(range), Lang::Id) => format!(
            "Pagu dan batas dana tiap tahun {} sampai {} dari yang tertulis.",
            numbers::percent(lang, range.low * 10),
            numbers::percent(lang, range.high * 10)
        ),
        (CeilingDraw::Range(range), Lang::En) => format!(
            "Ceilings and fund limits of each year are {} to {} of the stated ones.",
            numbers::percent(lang, range.low * 10),
            numbers::percent(lang, range.high * 10)
        ),
        (CeilingDraw::Scenarios(_), _) => {
            lang.pick("Pagu: salah satu skenario.", "Ceilings: one of the scenarios.").to_owned()
        }
    };
    let others = lang.pick(
        "Biaya, keterlambatan, dan nilai tiap inisiatif diundi sendiri-sendiri menurut [uncertainty] dalam case.toml.",
        "Cost, delay and points of each initiative are drawn by themselves, as [uncertainty] in case.toml says.",
    );
    vec![weights, ceilings, others.to_owned()]
}

/// The study in words, line by line.
#[must_use]
pub fn summary(case: &Case, settings: &Settings, report: &Report, lang: Lang) -> Vec<String> {
    let mut lines = vec![counted(settings, report, lang)];
    lines.extend(assumptions(case, lang));
    lines.push(String::new());
    lines.extend(classes(case, report, lang));
    lines.extend(fates(case, settings, report, lang));
    lines.extend(survey(case, settings, report, lang));
    lines
}

fn counted(settings: &Settings, report: &Report, lang: Lang) -> String {
    let [reached, short, none, unknown] = report.endings;
    let gap = numbers::percent_of_ppm(lang, crate::units::round_half_even(settings.gap * 1e6).unwrap_or(0));
    let missed = report.missed;
    let (draws, seed) = (settings.draws, settings.seed);
    match lang {
        Lang::Id => format!(
            "{draws} kemungkinan diundi (benih {seed}): {reached} dengan rencana dalam selisih {gap} ({missed} di \
             antaranya hanya dengan melepas target), {short} dengan selisih lebih lebar, {none} tanpa rencana apa pun \
             yang memenuhi batas, {unknown} belum diketahui."
        ),
        Lang::En => format!(
            "{draws} draws (seed {seed}): {reached} with a plan within a gap of {gap} ({missed} of all only by giving \
             up targets), {short} with a wider gap, {none} in which no plan at all keeps the limits, {unknown} unknown."
        ),
    }
}

fn classes(case: &Case, report: &Report, lang: Lang) -> Vec<String> {
    let of = |wanted: Class| {
        let ids = report.frequencies.iter().filter(|one| one.class == wanted);
        ids.map(|one| case.portfolio.initiative(one.initiative).id.as_str()).collect::<Vec<_>>()
    };
    let line = |wanted: Class, told: String| {
        let ids = of(wanted);
        let shown = if ids.len() > 40 { format!("{} ...", ids[..40].join(", ")) } else { ids.join(", ") };
        let colon = if ids.is_empty() { "" } else { ": " };
        format!("{}{colon}{shown}", told.replace("{n}", &ids.len().to_string()))
    };
    let (core, never) = (percent(lang, CORE), percent(lang, NEVER));
    let texts = match lang {
        Lang::Id => [
            format!("Inti, didanai dalam sedikitnya {core} kemungkinan ({{n}})"),
            "Perbatasan ({n})".to_owned(),
            format!("Hampir tidak pernah, paling banyak {never} ({{n}})"),
        ],
        Lang::En => [
            format!("Core, funded in at least {core} of the draws ({{n}})"),
            "Borderline ({n})".to_owned(),
            format!("Almost never, at most {never} ({{n}})"),
        ],
    };
    [Class::Core, Class::Borderline, Class::Never].into_iter().zip(texts).map(|(c, t)| line(c, t)).collect()
}

/// The year in which limits are passed most often, with how often.
fn worst_year(case: &Case, risk: &Risk, lang: Lang) -> Option<(String, String)> {
    let calendar = &case.portfolio.calendar;
    let last = calendar.last();
    let years = calendar.plan_years().chain([last.plus(1)]);
    let name = |year: Year| {
        if year > last {
            match lang {
                Lang::Id => format!("sesudah {}", last.0),
                Lang::En => format!("after {}", last.0),
            }
        } else {
            year.0.to_string()
        }
    };
    let most = risk.over.iter().max().copied()?;
    let (year, count) = years.zip(&risk.over).find(|(_, count)| **count == most)?;
    (*count > 0).then(|| (name(year), percent(lang, share(*count, risk.draws))))
}

fn fates(case: &Case, settings: &Settings, report: &Report, lang: Lang) -> Vec<String> {
    let mut lines = vec![String::new()];
    let of = |risk: &Risk| percent(lang, share(risk.within, risk.draws));
    let points = |number| value(case, settings, number, lang);
    if let Some(base) = report.candidates.first() {
        let within = of(&base.risk);
        let worst = worst_year(case, &base.risk, lang);
        lines.push(match (lang, worst) {
            (Lang::Id, Some((year, often))) => format!(
                "Rencana dasar apa adanya tetap dalam semua batas pada {within} kemungkinan; paling sering \
                 terlampaui: {year} ({often})."
            ),
            (Lang::En, Some((year, often))) => format!(
                "The base plan as it stands stays within every limit in {within} of the draws; most often passed: \
                 {year} ({often})."
            ),
            (Lang::Id, None) => "Rencana dasar apa adanya selalu tetap dalam semua batas.".to_owned(),
            (Lang::En, None) => "The base plan as it stands always stays within every limit.".to_owned(),
        });
    }
    if let Some(values) = report.values {
        let [low, .., high] = values.map(points);
        lines.push(match lang {
            Lang::Id => format!("Manfaat terbaik yang dapat dicapai: {low} sampai {high} (5% dan 95%)."),
            Lang::En => format!("The best value that can be reached: {low} to {high} (5% and 95%)."),
        });
    }
    if let Some(candidate) = report.minimax.and_then(|at| report.candidates.get(at)) {
        let name = origin(case, settings, candidate.origin, lang);
        let (worst, mean) = (points(candidate.regret[2]), points(candidate.regret[0]));
        lines.push(match lang {
            Lang::Id => format!(
                "Penyesalan terbesar terkecil: {name}, paling banyak {worst} dan rata-rata {mean} di bawah yang terbaik."
            ),
            Lang::En => format!(
                "Least largest regret: {name}, at most {worst} and on average {mean} below the best."
            ),
        });
    }
    lines.extend(safe(case, settings, report, lang));
    lines
}

fn safe(case: &Case, settings: &Settings, report: &Report, lang: Lang) -> Option<String> {
    let candidate = report.candidates.get(report.safe?)?;
    let checked = report.checked.as_ref()?;
    let chance = percent(lang, settings.confidence);
    let name = origin(case, settings, candidate.origin, lang);
    let (chosen, checked, sample) = (
        percent(lang, share(candidate.risk.within, candidate.risk.draws)),
        percent(lang, share(checked.within, checked.draws)),
        checked.draws,
    );
    let enough = share(candidate.risk.within, candidate.risk.draws) >= settings.confidence;
    Some(match (lang, enough) {
        (Lang::Id, true) => format!(
            "P{}: {name} tetap dalam semua batas pada {chosen} kemungkinan ini, dan pada {checked} dari {sample} \
             kemungkinan lain yang tidak dipakai memilihnya.",
            chance.trim_end_matches('%')
        ),
        (Lang::En, true) => format!(
            "P{}: the {name} stays within every limit in {chosen} of these draws, and in {checked} of {sample} others \
             that it was not chosen by.",
            chance.trim_end_matches('%')
        ),
        (Lang::Id, false) => format!(
            "Tidak ada rencana yang dicoba tetap dalam semua batas pada {chance} kemungkinan; paling sering {name}: \
             {chosen}, dan {checked} dari {sample} kemungkinan lain."
        ),
        (Lang::En, false) => format!(
            "No plan that was tried stays within every limit in {chance} of the draws; most often the {name}: {chosen}, \
             and {checked} of {sample} others."
        ),
    })
}

fn survey(case: &Case, settings: &Settings, report: &Report, lang: Lang) -> Vec<String> {
    let told: Vec<&Surveyed> =
        report.survey.iter().filter(|one| gain(one) > 0 && changed(one) > 0).take(5).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let head = lang.pick(
        "Angka yang paling layak disurvei ulang (untung bila disusun ulang, mulai yang berubah):",
        "Numbers most worth surveying again (gain of planning again, starts that change):",
    );
    let scenario = crate::study::robust::Space::of(case, settings.scenario, settings.seed);
    let line = |one: &Surveyed| {
        let what = scenario.inputs[one.moved.input];
        format!("  {}: {}, {}", input(case, what, lang), value(case, settings, gain(one), lang), changed(one))
    };
    [String::new(), head.to_owned()].into_iter().chain(told.into_iter().map(line)).collect()
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
    match report.survey.first().and_then(|one| space.inputs.get(one.moved.input)) {
        Some(first) => {
            let name = input(case, *first, lang);
            match lang {
                Lang::Id => format!("Yang paling mengubah rencana: {name}"),
                Lang::En => format!("What changes the plan most: {name}"),
            }
        }
        None => lang.pick("Tidak ada angka yang mengubah rencana", "No number changes the plan").to_owned(),
    }
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
            "{draws} kemungkinan diundi lagi: masukan, rencana, angka, dan tabel sesuai. Batas dan \"tidak ada rencana\" \
             adalah klaim pemecah dan tidak diperiksa secara mandiri."
        ),
        Lang::En => format!(
            "{draws} draws made again: inputs, plans, numbers and tables agree. Bounds and \"no plan\" are the solver's \
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
