//! Sentences of the frontier and the budget ladder.

use super::{Lang, numbers, summary};
use crate::portfolio::{Currency, Label};
use crate::scenario::Scenario;
use crate::solve::Stopped;
use crate::study::frontier::NoFrontier;
use crate::study::ladder::{Nest, Refused};
use crate::units::{Money, Points};

/// A heading or word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Which curve a row belongs to.
    Curve,
    /// The curve along the profile.
    Profile,
    /// The curve with the profile free.
    Free,
    /// One of the user's scenarios.
    Own,
    /// From this money on.
    From,
    /// Up to this money.
    To,
    /// What cannot be passed.
    Bound,
    /// Proven.
    Proven,
    /// Not proven.
    Open,
    /// How many are funded.
    Funded,
    /// Extra money that changes the plan.
    Extra,
    /// What it gains.
    Gain,
    /// What it buys.
    Buys,
    /// The lowest ceiling under which it is funded.
    FundedFrom,
    /// Funded under no ceiling.
    Never,
    /// Money, on an axis.
    Money,
    /// Value, on an axis.
    Value,
    /// No plan.
    NoPlan,
    /// Whether there is a plan is not known.
    NotKnown,
    /// Funded.
    FundedCell,
    /// Funded under this ceiling first.
    NewCell,
}

/// The word.
#[must_use]
pub fn word(word: Word, lang: Lang) -> &'static str {
    let (id, en) = match word {
        Word::Curve => ("kurva", "curve"),
        Word::Profile => ("profil tahunan", "yearly profile"),
        Word::Free => ("profil bebas (batas atas)", "profile free (upper bound)"),
        Word::Own => ("skenario", "scenario"),
        Word::From => ("pagu dari", "money from"),
        Word::To => ("pagu sampai", "money to"),
        Word::Bound => ("batas (poin)", "bound (points)"),
        Word::Proven => ("terbukti", "proven"),
        Word::Open => ("belum terbukti", "not proven"),
        Word::Funded => ("didanai", "funded"),
        Word::Extra => ("tambahan terkecil", "least extra money"),
        Word::Gain => ("kenaikan manfaat (poin)", "gain (points)"),
        Word::Buys => ("yang dibeli", "what it buys"),
        Word::FundedFrom => ("didanai sejak pagu", "funded from ceiling"),
        Word::Never => ("tidak didanai", "not funded"),
        Word::Money => ("jumlah pagu selama masa rencana", "total of the ceilings over the plan"),
        Word::Value => ("manfaat (poin)", "value (points)"),
        Word::NoPlan => ("tidak ada rencana", "no plan"),
        Word::NotKnown => ("belum diketahui", "not known"),
        Word::FundedCell => ("tetap didanai (isi = tahun mulai)", "stays funded (cells show the start year)"),
        Word::NewCell => ("mulai didanai pada pagu ini", "funded from this ceiling on"),
    };
    lang.pick(id, en)
}

/// What is scaled, in one sentence.
#[must_use]
pub fn scaling(scenario: &Label, whole: Money, currency: &Currency, lang: Lang) -> String {
    let (name, whole) = (lang.label(scenario), numbers::money_long(lang, currency, whole));
    match lang {
        Lang::Id => format!(
            "Profil: {name}, {whole}. Diskalakan dan dibulatkan ke bawah ke satuan utuh: setiap pagu uang (total, \
             perangkat daerah, jenis, sesudah masa rencana), batas sumber dana, dan batas luncuran. Tidak diskalakan: \
             batas bawah (porsi pagu dipegang pada jumlahnya di skenario ini), belanja dasar, dan tenaga."
        ),
        Lang::En => format!(
            "Profile: {name}, {whole}. Scaled, and rounded down to whole units: every money ceiling (total, agency, \
             class, after the plan), limits of funds and caps of carry-over. Not scaled: floors (a share of a ceiling is \
             held at its amount in this scenario), base spending and staff."
        ),
    }
}

/// From where to where the curve runs; of an end that is not proven only what is known.
#[must_use]
pub fn edges(
    currency: &Currency,
    low: (Money, Points, bool),
    high: (Money, Points, bool),
    lang: Lang,
) -> String {
    let ((least, worth, is_lowest), (enough, most, is_highest)) = (low, high);
    let (least_text, enough) =
        (numbers::money(lang, currency, least), numbers::money(lang, currency, enough));
    let (worth, most) = (numbers::points(lang, worth, 1), numbers::points(lang, most, 1));
    let low = match (least == Money::ZERO, is_lowest, lang) {
        (true, _, Lang::Id) => format!("Tanpa uang pun ada rencana: {worth} poin."),
        (true, _, Lang::En) => format!("Even without money there is a plan: {worth} points."),
        (false, true, Lang::Id) => {
            format!("Di bawah {least_text} tidak ada rencana; di situ manfaatnya {worth} poin.")
        }
        (false, true, Lang::En) => {
            format!("Below {least_text} there is no plan; there the value is {worth} points.")
        }
        (false, false, Lang::Id) => format!(
            "Uang paling sedikit yang diketahui cukup untuk sebuah rencana adalah {least_text}, dengan {worth} poin; apakah kurang dari itu cukup belum terbukti."
        ),
        (false, false, Lang::En) => format!(
            "The least money known to be enough for a plan is {least_text}, with {worth} points; whether less is enough is not proven."
        ),
    };
    let high = match (is_highest, lang) {
        (true, Lang::Id) => format!("Sejak {enough} tambahan uang tidak menambah apa-apa: {most} poin."),
        (true, Lang::En) => format!("From {enough} on more money adds nothing: {most} points."),
        (false, Lang::Id) => format!(
            "Yang terbanyak diketahui adalah {most} poin, dengan {enough}; apakah tambahan uang menambahnya belum terbukti."
        ),
        (false, Lang::En) => format!(
            "The most that is known is {most} points, with {enough}; whether more money adds to it is not proven."
        ),
    };
    format!("{low} {high}")
}

/// What the least extra money buys.
#[must_use]
pub fn extra(
    name: &str,
    currency: &Currency,
    more: Money,
    gain: Points,
    buys: &str,
    proven: bool,
    lang: Lang,
) -> String {
    let (more, gain) = (numbers::money(lang, currency, more), numbers::points(lang, gain, 3));
    let sure = if proven { "" } else { lang.pick(" (belum terbukti terkecil)", " (not proven least)") };
    match lang {
        Lang::Id => format!("{name}: tambahan terkecil yang berguna {more}{sure}, naik {gain} poin: {buys}."),
        Lang::En => format!(
            "{name}: the least extra money that helps is {more}{sure}, for {gain} points more: {buys}."
        ),
    }
}

/// The study was ended before it was through.
#[must_use]
pub fn incomplete(why: Stopped, lang: Lang) -> String {
    let why = summary::stop(why, lang);
    match lang {
        Lang::Id => format!(
            "KURVA BELUM LENGKAP ({why}): langkah di antaranya belum ditanyakan, dan tambahan pagu terkecil belum dicari. \
             Langkah yang tertulis tetap berlaku, dengan buktinya masing-masing."
        ),
        Lang::En => format!(
            "THE CURVE IS INCOMPLETE ({why}): steps in between were not asked about, and the least extra money was not \
             looked for. The steps that are written hold, each with its own proof."
        ),
    }
}

/// A short mark on a picture of an incomplete curve.
#[must_use]
pub fn incomplete_mark(lang: Lang) -> &'static str {
    lang.pick("kurva belum lengkap: dihentikan lebih dulu", "incomplete curve: stopped early")
}

/// What more money buys was not asked.
#[must_use]
pub fn not_asked(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{name}: apa yang dibeli tambahan uang belum dicari."),
        Lang::En => format!("{name}: what more money buys was not looked for."),
    }
}

/// More money changes nothing.
#[must_use]
pub fn enough(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{name}: tambahan uang tidak menambah manfaat."),
        Lang::En => format!("{name}: more money adds no value."),
    }
}

/// A scenario against the bound of the free curve.
#[must_use]
pub fn against_free(name: &str, value: Points, free: Points, lang: Lang) -> String {
    let lost = numbers::points(lang, Points(free.0.saturating_sub(value.0)), 1);
    let (value, free) = (numbers::points(lang, value, 1), numbers::points(lang, free, 1));
    match lang {
        Lang::Id => format!(
            "{name}: {value} poin; uang yang sama dengan pembagian bebas paling banyak {free} (pembagian tahun, sumber dana, dan aturan skenario ini berharga {lost})."
        ),
        Lang::En => format!(
            "{name}: {value} points; the same money freely divided gives at most {free} (this scenario's years, funds and rules cost {lost})."
        ),
    }
}

/// What the ladder comes to.
#[must_use]
pub fn ladder(nest: Nest, expected: Points, alone: Points, proven: bool, lang: Lang) -> String {
    let price = numbers::points(lang, Points(alone.0 - expected.0), 1);
    let (expected, alone) = (numbers::points(lang, expected, 1), numbers::points(lang, alone, 1));
    let sure = word(if proven { Word::Proven } else { Word::Open }, lang);
    match lang {
        Lang::Id => {
            let what = if nest == Nest::Group { "kelompok varian" } else { "inisiatif" };
            format!(
                "Tangga anggaran per {what}: nilai harapan {expected} poin ({sure}); tanpa tangga {alone}; harga kestabilan {price}."
            )
        }
        Lang::En => {
            let what = if nest == Nest::Group { "group of alternatives" } else { "initiative" };
            format!(
                "Budget ladder by {what}: expected value {expected} points ({sure}); without it {alone}; price of stability {price}."
            )
        }
    }
}

/// One rung: its value, and what it loses.
#[must_use]
pub fn rung(name: &str, value: Points, price: Points, chance: i64, lang: Lang) -> String {
    let (value, price) = (numbers::points(lang, value, 1), numbers::points(lang, price, 1));
    let chance = numbers::percent_of_ppm(lang, chance);
    match lang {
        Lang::Id => format!("  {name} ({chance}): {value} poin, kehilangan {price}"),
        Lang::En => format!("  {name} ({chance}): {value} points, {price} lost"),
    }
}

/// What falls off from a rung to the one below.
#[must_use]
pub fn falls(from: &str, to: &str, list: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("  {from} turun ke {to}: {list}"),
        Lang::En => format!("  from {from} down to {to}: {list}"),
    }
}

/// Why there is no ladder.
#[must_use]
pub fn refused(scenarios: &[Scenario], why: Refused, lang: Lang) -> String {
    let id = |at: usize| scenarios.get(at).map(|scenario| scenario.id.as_str()).unwrap_or_default();
    match (why, lang) {
        (Refused::TooFew, Lang::Id) => {
            "Tidak ada tangga anggaran: kurang dari dua skenario berpeluang di atas nol.".to_owned()
        }
        (Refused::TooFew, Lang::En) => {
            "No budget ladder: fewer than two scenarios have a probability above zero.".to_owned()
        }
        (Refused::Unordered { year, lower, higher }, Lang::Id) => format!(
            "Tidak ada tangga anggaran: pada {} pagu total {} di atas pagu {}, padahal jumlahnya tidak lebih besar. Beri \
             salah satunya probability = 0 agar tidak ikut.",
            year.0,
            id(lower),
            id(higher)
        ),
        (Refused::Unordered { year, lower, higher }, Lang::En) => format!(
            "No budget ladder: in {} the total ceiling of {} is above that of {}, although its sum is not. Give one of them \
             probability = 0 to leave it out.",
            year.0,
            id(lower),
            id(higher)
        ),
        (Refused::OtherValues(a, b), Lang::Id) => {
            format!(
                "Tidak ada tangga anggaran: {} dan {} menilai inisiatif dengan bobot berbeda.",
                id(a),
                id(b)
            )
        }
        (Refused::OtherValues(a, b), Lang::En) => {
            format!("No budget ladder: {} and {} value initiatives by different weights.", id(a), id(b))
        }
        (Refused::NoPlan(at), Lang::Id) => {
            format!("Tidak ada tangga anggaran: {} tidak punya rencana.", id(at))
        }
        (Refused::NoPlan(at), Lang::En) => format!("No budget ladder: {} has no plan.", id(at)),
        (Refused::NoNested, Lang::Id) => {
            "Tidak ada tangga anggaran: setiap pagu punya rencana, tetapi tidak ada yang tersusun.".to_owned()
        }
        (Refused::NoNested, Lang::En) => {
            "No budget ladder: every ceiling has a plan, but no nested ones exist.".to_owned()
        }
        (Refused::Unknown(_), Lang::Id) => {
            "Tangga anggaran belum diketahui dalam batas pencarian.".to_owned()
        }
        (Refused::Unknown(_), Lang::En) => {
            "The budget ladder is unknown within the limits of the search.".to_owned()
        }
    }
}

/// Why there is no frontier.
#[must_use]
pub fn no_frontier(why: NoFrontier, lang: Lang) -> &'static str {
    match why {
        NoFrontier::NoMoney => lang.pick(
            "Tidak ada kurva: skenario ini tidak membatasi uang.",
            "No frontier: nothing in this scenario limits money.",
        ),
        NoFrontier::NoPlan => lang.pick(
            "Tidak ada kurva: berapa pun uangnya tidak ada rencana yang memenuhi semua aturan.",
            "No frontier: no amount of money gives a plan that keeps every rule.",
        ),
        NoFrontier::Stopped => lang.pick(
            "Dihentikan sebelum ada yang diketahui; tidak ada yang ditulis.",
            "Stopped before anything was known; nothing was written.",
        ),
    }
}

/// What verifying found.
#[must_use]
pub fn verified(plans: usize, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "{plans} rencana diperiksa: masukan, aturan, dan angka sesuai. Bahwa tidak ada yang lebih baik adalah klaim pemecah."
        ),
        Lang::En => format!(
            "{plans} plans checked: inputs, rules and numbers agree. That nothing is better is the solver's claim."
        ),
    }
}

/// A plan in the folder that is not what it is said to be.
#[must_use]
pub fn wrong(what: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("frontier.json: {what}: rencana melanggar aturan atau nilainya lain"),
        Lang::En => format!("frontier.json: {what}: the plan breaks a rule or is worth something else"),
    }
}

/// The finding of the frontier chart.
#[must_use]
pub fn title(currency: &Currency, half: Option<(Money, i64)>, lang: Lang) -> String {
    match (half, lang) {
        (Some((money, percent)), Lang::Id) => format!(
            "{} sudah membeli {percent}% dari seluruh manfaat yang dapat dicapai",
            numbers::money_long(lang, currency, money)
        ),
        (Some((money, percent)), Lang::En) => format!(
            "{} buys {percent}% of all the value that can be had",
            numbers::money_long(lang, currency, money)
        ),
        (None, _) => lang.pick("Manfaat terhadap pagu", "Value against money").to_owned(),
    }
}

/// The finding of the ladder chart.
#[must_use]
pub fn ladder_title(always: usize, rungs: usize, price: Points, lang: Lang) -> String {
    let price = numbers::points(lang, price, 1);
    match lang {
        Lang::Id => format!(
            "{always} inisiatif bertahan di semua {rungs} pagu; satu urutan untuk semua pagu berharga {price} poin"
        ),
        Lang::En => format!(
            "{always} initiatives stay under all {rungs} ceilings; one order for all costs {price} points"
        ),
    }
}
