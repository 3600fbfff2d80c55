//! Raters, their weights, and what their disagreement does to the plan.

use super::{Lang, numbers, plain};
use crate::explain::{Change as Moved, Move};
use crate::portfolio::{Label, Portfolio};
use crate::priority::dissent::Subject;
use crate::priority::elicited::{Aggregate, Derive, Elicited, Mean, Method};
use crate::units::{Points, real, round_half_even};

/// A heading of the tables of priorities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after what its column holds")]
pub enum Head {
    Source,
    Kind,
    InUse,
    Method,
    Criterion,
    Name,
    Group,
    Local,
    Weight,
    ByMean,
    Consistency,
    Rater,
    RaterWeight,
    OwnScores,
    Revisit,
    Given,
    Implied,
    GroupValue,
    BestValue,
    Lost,
    LostShare,
    Changes,
    WhatChanges,
    Subject,
    Used,
    Lowest,
    LowestBy,
    Highest,
    HighestBy,
    AtLowest,
    AtHighest,
    Instead,
    SaidBy,
    Rank,
    Proof,
}

/// The heading in a language.
#[must_use]
pub fn heading(head: Head, lang: Lang) -> &'static str {
    let (id, en) = match head {
        Head::Source => ("set bobot atau penilai", "weight set or rater"),
        Head::Kind => ("jenis", "kind"),
        Head::InUse => ("dipakai skenario", "used by the scenario"),
        Head::Method => ("cara", "method"),
        Head::Criterion => ("kriteria", "criterion"),
        Head::Name => ("nama", "name"),
        Head::Group => ("kelompok", "group"),
        Head::Local => ("bobot dalam kelompok", "weight in its group"),
        Head::Weight => ("bobot", "weight"),
        Head::ByMean => ("bobot dalam kelompok, rata-rata geometrik", "weight in its group, geometric mean"),
        Head::Consistency => ("rasio konsistensi", "consistency ratio"),
        Head::Rater => ("penilai", "rater"),
        Head::RaterWeight => ("bobot penilai", "rater's weight"),
        Head::OwnScores => ("banyaknya skor sendiri", "own scores"),
        Head::Revisit => ("perbandingan yang perlu ditinjau", "judgement to revisit"),
        Head::Given => ("dinilai", "given"),
        Head::Implied => ("menurut perbandingan lain", "by the others"),
        Head::GroupValue => ("manfaat rencana bersama (poin)", "value of the group's plan (points)"),
        Head::BestValue => {
            ("manfaat rencana terbaik menurut penilai (poin)", "value of the rater's best plan (points)")
        }
        Head::Lost => ("manfaat yang hilang (poin)", "value lost (points)"),
        Head::LostShare => ("manfaat yang hilang (%)", "value lost (%)"),
        Head::Changes => ("banyaknya perubahan", "changes"),
        Head::WhatChanges => ("apa yang berubah", "what changes"),
        Head::Subject => ("penilaian", "judgement"),
        Head::Used => ("yang dipakai", "in use"),
        Head::Lowest => ("terendah", "lowest"),
        Head::LowestBy => ("terendah menurut", "lowest by"),
        Head::Highest => ("tertinggi", "highest"),
        Head::HighestBy => ("tertinggi menurut", "highest by"),
        Head::AtLowest => ("rencana pada nilai terendah", "plan at the lowest"),
        Head::AtHighest => ("rencana pada nilai tertinggi", "plan at the highest"),
        Head::Instead => ("bila menjadi", "if it were"),
        Head::SaidBy => ("menurut", "said by"),
        Head::Rank => ("urutan", "rank"),
        Head::Proof => ("bukti", "proof"),
    };
    lang.pick(id, en)
}

/// A weight as a share of the whole: `26,3%`.
#[must_use]
pub fn share(lang: Lang, weight: f64) -> String {
    numbers::percent(lang, round_half_even(weight * 1000.0).unwrap_or(0) * 10)
}

/// A ratio as people say it: `3`, `1/3`, `2,5`.
#[must_use]
pub fn ratio(lang: Lang, ratio: f64) -> String {
    let below = ratio < 1.0 - 1e-9;
    let number = plain::real(lang, if below { 1.0 / ratio } else { ratio }, 2);
    if below { format!("1/{number}") } else { number }
}

/// A number in the unit of its subject.
#[must_use]
pub fn number(lang: Lang, subject: Subject, of: f64) -> String {
    match subject {
        Subject::Weight(_) => share(lang, of),
        Subject::Judgement(..) => ratio(lang, of),
        Subject::Score(..) => plain::real(lang, of, 2),
    }
}

/// Whether a best plan is proven the best.
#[must_use]
pub fn proven(lang: Lang, is: bool) -> &'static str {
    if is {
        lang.pick("terbukti optimal", "proven optimal")
    } else {
        lang.pick("terbaik sejauh ini", "best so far")
    }
}

/// What kind of number raters differ on.
#[must_use]
pub fn kind(lang: Lang, subject: Subject) -> &'static str {
    match subject {
        Subject::Weight(_) => lang.pick("bobot", "weight"),
        Subject::Judgement(..) => lang.pick("perbandingan", "comparison"),
        Subject::Score(..) => lang.pick("skor", "score"),
    }
}

/// What a number speaks of.
#[must_use]
pub fn subject(portfolio: &Portfolio, elicited: &Elicited, subject: Subject, lang: Lang) -> String {
    let criterion = |at: usize| portfolio.criteria.get(at).map_or("", |held| lang.label(&held.name));
    let node = |at: usize| elicited.tree.nodes.get(at).map_or("", |held| lang.label(&held.name));
    match subject {
        Subject::Weight(at) => match lang {
            Lang::Id => format!("Bobot {}", criterion(at)),
            Lang::En => format!("Weight of {}", criterion(at)),
        },
        Subject::Judgement(first, second) => match lang {
            Lang::Id => format!("{} terhadap {}", node(first), node(second)),
            Lang::En => format!("{} against {}", node(first), node(second)),
        },
        Subject::Score(initiative, at) => {
            let item = portfolio.initiative(initiative);
            let (id, name) = (&item.id, lang.label(&item.name));
            match lang {
                Lang::Id => format!("Skor {id} {name} pada {}", criterion(at)),
                Lang::En => format!("Score of {id} {name} in {}", criterion(at)),
            }
        }
    }
}

/// How a weight set was made.
#[must_use]
pub fn method(of: &Method, lang: Lang) -> String {
    let mean = |mean: Mean| match mean {
        Mean::Geometric => lang.pick("rata-rata geometrik", "geometric mean"),
        Mean::Arithmetic => lang.pick("rata-rata hitung", "arithmetic mean"),
    };
    match of {
        Method::Equal => lang.pick("sama berat", "equal").to_owned(),
        Method::Direct => lang.pick("langsung", "direct").to_owned(),
        Method::Swing => lang.pick("ayunan", "swing").to_owned(),
        Method::Pairwise { derive, aggregate, .. } => {
            let derive = match derive {
                Derive::Eigenvector => lang.pick("vektor eigen", "eigenvector"),
                Derive::GeometricMean => mean(Mean::Geometric),
            };
            let together = match aggregate {
                Aggregate::Judgements => {
                    lang.pick("perbandingan digabung", "judgements aggregated").to_owned()
                }
                Aggregate::Priorities(of) => {
                    format!("{} ({})", lang.pick("bobot digabung", "priorities aggregated"), mean(*of))
                }
            };
            format!("{}, {derive}, {together}", lang.pick("perbandingan berpasangan", "pairwise"))
        }
        Method::Raters { mean: of, .. } => {
            format!("{} ({})", lang.pick("bobot para penilai", "raters' own weights"), mean(*of))
        }
    }
}

/// A weight set, or a rater.
#[must_use]
pub fn source_kind(lang: Lang, rater: bool) -> &'static str {
    if rater { lang.pick("penilai", "rater") } else { lang.pick("set bobot", "weight set") }
}

/// Yes or no.
#[must_use]
pub fn yes(lang: Lang, is: bool) -> &'static str {
    if is { lang.pick("ya", "yes") } else { lang.pick("tidak", "no") }
}

/// Names of raters.
#[must_use]
pub fn raters(elicited: &Elicited, who: &[usize], lang: Lang) -> String {
    let names = who.iter().filter_map(|&at| elicited.raters.get(at)).map(|rater| lang.label(&rater.name));
    names.collect::<Vec<_>>().join(", ")
}

/// How a plan fares at one end of a spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays a best one.
    Stands,
    /// Another is worth more.
    Flips,
    /// Not decided.
    Open,
    /// The end is what the scenario uses, or nothing was asked.
    NotAsked,
}

/// The fate in a word or two.
#[must_use]
pub fn fate(lang: Lang, fate: Fate) -> &'static str {
    match fate {
        Fate::Stands => lang.pick("tetap", "stands"),
        Fate::Flips => lang.pick("berubah", "changes"),
        Fate::Open => lang.pick("belum diputuskan", "undecided"),
        Fate::NotAsked => "",
    }
}

/// What another plan does otherwise, by id: `+A01 (2028), −I06, A12 2027→2028`.
#[must_use]
pub fn changes(portfolio: &Portfolio, changes: &[Moved]) -> String {
    let one = |change: &Moved| {
        let id = &portfolio.initiative(change.initiative).id;
        match change.how {
            Move::Added(to) => format!("+{id} ({})", to.0),
            Move::Dropped(_) => format!("\u{2212}{id}"),
            Move::Moved { from, to } => format!("{id} {}\u{2192}{}", from.0, to.0),
        }
    };
    changes.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Points lost, one decimal, or as many as it takes to show that it is not nothing.
#[must_use]
pub fn points(lang: Lang, lost: i128) -> String {
    let lost = Points(i64::try_from(lost).unwrap_or(i64::MAX));
    let few = if lost.0.abs() < 50_000 { 6 } else { 1 };
    numbers::points(lang, lost, few)
}

/// Part of a whole in percent, one decimal.
#[must_use]
pub fn part(lang: Lang, part: i128, whole: i128) -> String {
    let small = |number: i128| real(i64::try_from(number).unwrap_or(i64::MAX));
    if whole <= 0 { String::new() } else { plain::real(lang, small(part) * 100.0 / small(whole), 2) }
}

/// A sentence of the summary.
#[derive(Clone, Copy, Debug)]
pub enum Line<'a> {
    /// Which weight set a scenario uses.
    Used(&'a str, &'a str),
    /// Nobody has weights or scores of its own.
    NoRaters,
    /// Weights decide nothing because the first goal is not value.
    Undecisive,
    /// No plan keeps every rule.
    NoPlan,
    /// So many raters see the group's plan as a best one, of so many.
    Agree(usize, usize),
    /// A rater would lose so much: name, points, percent, changes in number.
    Loses(&'a str, &'a str, &'a str, usize),
    /// A rater loses nothing.
    LosesNothing(&'a str),
    /// No plan was found for a rater.
    NoView(&'a str),
    /// The comparison a rater should look at again: name, ratio, pair, given, implied.
    Revisit(&'a str, &'a str, &'a str, &'a str, &'a str),
    /// Numbers in dispute, questions asked, those that flip the plan, those undecided.
    Asked(usize, usize, usize, usize),
    /// One number for the workshop: what, in use, instead, by whom, points, changes.
    Workshop(&'a str, &'a str, &'a str, &'a str, &'a str, &'a str),
    /// Heading of the list for the workshop.
    ForWorkshop,
    /// So many more are in the table.
    More(usize),
}

/// The sentence in a language.
#[must_use]
pub fn line(line: &Line, lang: Lang) -> String {
    match (*line, lang) {
        (Line::Used(scenario, set), Lang::Id) => format!("Skenario {scenario} memakai bobot {set}."),
        (Line::Used(scenario, set), Lang::En) => format!("Scenario {scenario} uses the weights {set}."),
        (Line::NoRaters, Lang::Id) => {
            "Belum ada penilai dengan bobot, perbandingan, atau skor sendiri.".to_owned()
        }
        (Line::NoRaters, Lang::En) => "No rater has weights, comparisons or scores of its own.".to_owned(),
        (Line::Undecisive, Lang::Id) => {
            "Tujuan pertama skenario ini bukan manfaat, sehingga bobot tidak menentukan rencananya."
                .to_owned()
        }
        (Line::Undecisive, Lang::En) => {
            "The first goal of this scenario is not value, so weights do not decide its plan.".to_owned()
        }
        (Line::NoPlan, Lang::Id) => "Tidak ada rencana untuk skenario ini; lihat petajalan plan.".to_owned(),
        (Line::NoPlan, Lang::En) => "There is no plan for this scenario; see petajalan plan.".to_owned(),
        (Line::Agree(same, all), Lang::Id) => {
            format!("Bagi {same} dari {all} penilai, rencana bersama juga yang terbaik.")
        }
        (Line::Agree(same, all), Lang::En) => {
            format!("To {same} of {all} raters the group's plan is a best one too.")
        }
        (Line::Loses(rater, points, percent, changes), Lang::Id) => format!(
            "{rater}: menurut penilaiannya sendiri rencana lain lebih baik {points} poin ({percent}%), dengan {changes} \
             perubahan."
        ),
        (Line::Loses(rater, points, percent, changes), Lang::En) => {
            let word = if changes == 1 { "change" } else { "changes" };
            format!(
                "{rater}: in its own eyes another plan is {points} points better ({percent}%), with {changes} {word}."
            )
        }
        (Line::LosesNothing(rater), Lang::Id) => {
            format!("{rater}: tidak ada rencana yang lebih baik daripada rencana bersama.")
        }
        (Line::LosesNothing(rater), Lang::En) => {
            format!("{rater}: no plan is better than the group's.")
        }
        (Line::NoView(rater), Lang::Id) => format!("{rater}: tidak ditemukan rencana dalam batas pencarian."),
        (Line::NoView(rater), Lang::En) => {
            format!("{rater}: no plan was found within the limits of the search.")
        }
        (Line::Revisit(rater, ratio, pair, given, implied), Lang::Id) => format!(
            "{rater}: rasio konsistensi {ratio}; yang pertama perlu ditinjau: {pair}, dinilai {given}, menurut \
             perbandingan lain {implied}."
        ),
        (Line::Revisit(rater, ratio, pair, given, implied), Lang::En) => format!(
            "{rater}: consistency ratio {ratio}; to revisit first: {pair}, given {given}, by the others {implied}."
        ),
        (Line::Asked(spreads, asked, flips, open), Lang::Id) => format!(
            "Penilai berbeda pada {spreads} angka. Bila dipasang di salah satu ujungnya ({asked} pertanyaan), rencana \
             berubah pada {flips}; belum diputuskan: {open}."
        ),
        (Line::Asked(spreads, asked, flips, open), Lang::En) => format!(
            "Raters differ on {spreads} numbers. Put at either end ({asked} questions), they change the plan in {flips}; \
             undecided: {open}."
        ),
        (Line::Workshop(what, used, instead, by, points, changes), Lang::Id) => format!(
            "{what}: {used} dipakai; dengan {instead} ({by}) rencana lain lebih baik {points} poin: {changes}"
        ),
        (Line::Workshop(what, used, instead, by, points, changes), Lang::En) => format!(
            "{what}: {used} is used; with {instead} ({by}) another plan is {points} points better: {changes}"
        ),
        (Line::ForWorkshop, Lang::Id) => {
            "Untuk lokakarya berikutnya (hanya yang mengubah rencana):".to_owned()
        }
        (Line::ForWorkshop, Lang::En) => "For the next workshop (only what changes the plan):".to_owned(),
        (Line::More(count), Lang::Id) => format!("... dan {count} lagi di workshop.csv"),
        (Line::More(count), Lang::En) => format!("... and {count} more in workshop.csv"),
    }
}

/// The finding of the chart of weights: where raters lie furthest apart.
#[must_use]
pub fn chart_title(lang: Lang, widest: Option<(&Label, &str, &str)>) -> String {
    match (lang, widest) {
        (Lang::Id, Some((name, low, high))) => {
            format!(
                "Penilai paling berbeda pendapat tentang {}: bobotnya {low} sampai {high}",
                lang.label(name)
            )
        }
        (Lang::En, Some((name, low, high))) => {
            format!("Raters disagree most about {}: it weighs from {low} to {high}", lang.label(name))
        }
        (Lang::Id, None) => "Bobot setiap kriteria".to_owned(),
        (Lang::En, None) => "What each criterion weighs".to_owned(),
    }
}

/// What the chart of weights shows.
#[must_use]
pub fn chart_note(lang: Lang) -> &'static str {
    lang.pick("bobot tiap kriteria dalam persen", "weight of each criterion in percent")
}

/// The sign of the weights in use.
#[must_use]
pub fn chart_group(lang: Lang, set: &Label) -> String {
    format!("{}: {}", chart_used(lang), lang.label(set))
}

/// Head of the column of the weights in use.
#[must_use]
pub fn chart_used(lang: Lang) -> &'static str {
    lang.pick("dipakai", "in use")
}

/// The sign of raters who are too many for names.
#[must_use]
pub fn chart_others(lang: Lang) -> &'static str {
    lang.pick("setiap penilai", "each rater")
}
