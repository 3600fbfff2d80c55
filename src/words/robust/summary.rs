//! The summary of a study of robustness, a sentence for each thing it found.

use super::{changed, gain, input, origin, percent, value};
use crate::input::Case;
use crate::scenario::{CeilingDraw, WeightDraw};
use crate::study::robust::{CORE, Class, NEVER, Report, Risk, Settings, Surveyed, share};
use crate::units::Year;
use crate::words::{Lang, numbers};

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
