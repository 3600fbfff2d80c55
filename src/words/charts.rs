//! Every word on a chart.
//!
//! Functions take numbers and names already chosen by a chart's view and return a title, a label or a note in the
//! language asked for. How a number looks is decided in [`super::numbers`].

use super::Lang;
use super::numbers;
use crate::portfolio::{Currency, Label};
use crate::units::{Level, Money, Points, Year};

/// "contoh / illustrative": the figures are only an example.
#[must_use]
pub fn illustrative(lang: Lang) -> &'static str {
    lang.pick("Contoh ilustratif", "Illustrative example")
}

/// No plan is better.
#[must_use]
pub fn proven(lang: Lang) -> String {
    lang.pick("Terbukti optimal", "Proven optimal").to_owned()
}

/// The best plan found, at most so many millionths from the best possible.
#[must_use]
pub fn best_found(lang: Lang, gap_ppm: Option<i64>) -> String {
    let gap = gap_ppm.map(|ppm| numbers::percent_of_ppm(lang, ppm));
    match (lang, gap) {
        (Lang::Id, Some(gap)) => format!("Terbaik yang ditemukan, celah {gap}"),
        (Lang::Id, None) => "Terbaik yang ditemukan, celah belum diketahui".to_owned(),
        (Lang::En, Some(gap)) => format!("Best found, gap {gap}"),
        (Lang::En, None) => "Best found, gap not known".to_owned(),
    }
}

/// Case, scenario, years and a note, for the line below a title.
#[must_use]
pub fn subtitle(lang: Lang, case: &Label, scenario: Option<&Label>, years: &[Year], note: &str) -> String {
    let scenario = scenario.map(|name| format!("{} {}", lang.pick("skenario", "scenario"), lang.label(name)));
    let span = years.first().zip(years.last()).map(|(first, last)| year_span(lang, *first, *last));
    let parts = [Some(lang.label(case).to_owned()), scenario, span, Some(note.to_owned())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// `TA 2027–2031`.
#[must_use]
pub fn year_span(lang: Lang, first: Year, last: Year) -> String {
    if first == last {
        numbers::year(lang, first)
    } else {
        format!("{}–{}", numbers::year(lang, first), last.0)
    }
}

/// The finding of a roadmap.
#[must_use]
pub fn roadmap_title(
    lang: Lang,
    currency: &Currency,
    (chosen, candidates): (usize, usize),
    (ceiling, spent): (Option<Money>, Money),
    index: Option<(&Label, Level, Level)>,
) -> String {
    let words = |amount| numbers::money_long(lang, currency, amount);
    let (some, all) = (numbers::count(lang, chosen), numbers::count(lang, candidates));
    let run = match (lang, ceiling) {
        (Lang::Id, Some(ceiling)) => {
            format!("Dengan pagu {}, {some} dari {all} inisiatif berjalan", words(ceiling))
        }
        (Lang::Id, None) if spent == Money::ZERO => format!("{some} dari {all} inisiatif berjalan"),
        (Lang::En, None) if spent == Money::ZERO => format!("{some} of {all} initiatives go ahead"),
        (Lang::Id, None) => format!("{some} dari {all} inisiatif berjalan dengan belanja {}", words(spent)),
        (Lang::En, Some(ceiling)) => {
            format!("With a ceiling of {}, {some} of {all} initiatives go ahead", words(ceiling))
        }
        (Lang::En, None) => format!("{some} of {all} initiatives go ahead for {}", words(spent)),
    };
    match index {
        None => run,
        Some((name, from, to)) => {
            let (name, low, high) = (lang.label(name), numbers::index(lang, from), numbers::index(lang, to));
            match lang {
                Lang::Id if from == to => format!("{run}; indeks {name} tetap {high}"),
                Lang::Id => format!("{run}; indeks {name} {low} → {high}"),
                Lang::En if from == to => format!("{run}; {name} index stays at {high}"),
                Lang::En => format!("{run}; {name} index {low} → {high}"),
            }
        }
    }
}

/// Words of the roadmap that do not depend on numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoadmapWord {
    /// The bar of execution years.
    Execution,
    /// The strip of service years.
    Service,
    /// Arrow: waits for the end of another.
    WaitsForEnd,
    /// Arrow: waits for the start of another.
    WaitsForStart,
    /// Arrow: needs another to be chosen.
    WaitsForChoice,
    /// Demanded by a rule.
    Mandatory,
    /// The last year in which it may start.
    Deadline,
    /// Decided before.
    Decided,
    /// Head of the column of predecessors that no arrow shows.
    WaitsFor,
    /// Label of the strip of yearly spending.
    SpendingAgainstCeiling,
    /// The same where no ceiling is given.
    Spending,
    /// What a roadmap that is summed up shows.
    SummedUp,
    /// Cell of such a roadmap: how many start in the year and what they cost.
    StartsAndCost,
    /// The same where nothing costs money.
    Starts,
    /// Bar of such a roadmap: one of the dearest initiatives.
    LargestByCost,
    /// The same where nothing costs money.
    LargestByValue,
    /// Agencies that are not shown by name.
    OtherAgencies,
    /// Categories that are not shown by name.
    OtherCategories,
}

/// A word of the roadmap.
#[must_use]
pub fn roadmap_word(lang: Lang, word: RoadmapWord) -> &'static str {
    let (id, en) = match word {
        RoadmapWord::Execution => ("pelaksanaan", "execution"),
        RoadmapWord::Service => ("layanan berjalan", "in service"),
        RoadmapWord::WaitsForEnd => ("menunggu selesai", "waits for the end of"),
        RoadmapWord::WaitsForStart => ("paling cepat mulai bersama", "starts no sooner than"),
        RoadmapWord::WaitsForChoice => ("ikut dipilih", "needs the other chosen"),
        RoadmapWord::Mandatory => ("wajib", "mandatory"),
        RoadmapWord::Deadline => ("tenggat mulai", "start deadline"),
        RoadmapWord::Decided => ("sudah diputuskan", "already decided"),
        RoadmapWord::WaitsFor => ("menunggu", "waits for"),
        RoadmapWord::SpendingAgainstCeiling => ("Belanja / pagu per tahun", "Spending / ceiling per year"),
        RoadmapWord::Spending => ("Belanja per tahun", "Spending per year"),
        RoadmapWord::SummedUp => {
            ("ringkasan menurut kategori dan instansi", "summed up by category and agency")
        }
        RoadmapWord::StartsAndCost => (
            "jumlah yang mulai pada tahun itu dan biayanya selama masa rencana; makin gelap makin mahal",
            "how many start in the year and what they cost within the plan; the darker, the dearer",
        ),
        RoadmapWord::Starts => (
            "jumlah yang mulai pada tahun itu; makin gelap makin banyak",
            "how many start in the year; the darker, the more",
        ),
        RoadmapWord::LargestByCost => (
            "inisiatif termahal tiap kategori: pelaksanaan",
            "dearest initiatives of each category: execution",
        ),
        RoadmapWord::LargestByValue => (
            "inisiatif paling bernilai tiap kategori: pelaksanaan",
            "most valuable initiatives of each category: execution",
        ),
        RoadmapWord::OtherAgencies => ("instansi lain", "other agencies"),
        RoadmapWord::OtherCategories => ("Kategori lain", "Other categories"),
    };
    lang.pick(id, en)
}

/// `12 inisiatif`.
#[must_use]
pub fn initiatives(lang: Lang, count: usize) -> String {
    let words = match lang {
        Lang::Id => "inisiatif",
        Lang::En if count == 1 => "initiative",
        Lang::En => "initiatives",
    };
    format!("{} {words}", numbers::count(lang, count))
}

/// A value in whole points, for labels: `1.250 poin`.
#[must_use]
pub fn in_points(lang: Lang, value: Points) -> String {
    format!("{} {}", numbers::points(lang, value, 0), lang.pick("poin", "points"))
}

/// What was not chosen: the head of a list of ids.
#[must_use]
pub fn left_out(lang: Lang, count: usize) -> String {
    let count = numbers::count(lang, count);
    match lang {
        Lang::Id => format!("Tidak didanai ({count}):"),
        Lang::En => format!("Not funded ({count}):"),
    }
}

/// How many were not chosen, where they are not listed.
#[must_use]
pub fn left_out_count(lang: Lang, count: usize) -> String {
    let which = initiatives(lang, count);
    match lang {
        Lang::Id => format!("Tidak didanai: {which}."),
        Lang::En => format!("Not funded: {which}."),
    }
}

/// `halaman 2 dari 5`.
#[must_use]
pub fn page_of(lang: Lang, part: usize, parts: usize) -> String {
    match lang {
        Lang::Id => format!("halaman {part} dari {parts}"),
        Lang::En => format!("page {part} of {parts}"),
    }
}

/// How many ids a list goes on for.
#[must_use]
pub fn and_more(lang: Lang, count: usize) -> String {
    let count = numbers::count(lang, count);
    match lang {
        Lang::Id => format!("dan {count} lagi"),
        Lang::En => format!("and {count} more"),
    }
}

/// Nothing was chosen.
#[must_use]
pub fn nothing_chosen(lang: Lang) -> &'static str {
    lang.pick("Tidak ada inisiatif yang didanai dalam rencana ini.", "No initiative is funded in this plan.")
}

/// What the figures on bars mean, what running systems take of the spending, and what the year after the plan costs.
#[must_use]
pub fn roadmap_note(
    lang: Lang,
    currency: &Currency,
    summed_up: bool,
    base: Money,
    after: Option<(Year, Money)>,
) -> String {
    let words = |amount| numbers::money_long(lang, currency, amount);
    let figures = if summed_up {
        lang.pick(
            "Uang di sel dan di sebelah nama = biaya selama masa rencana (jt = juta, M = miliar).",
            "Money in cells and beside names = cost within the plan (m = million, bn = billion).",
        )
    } else {
        lang.pick(
            "Angka di batang = biaya selama masa rencana (jt = juta, M = miliar).",
            "Figures on bars = cost within the plan (m = million, bn = billion).",
        )
    };
    let base = (base != Money::ZERO).then(|| match lang {
        Lang::Id => format!("Belanja mencakup {} untuk sistem yang sudah berjalan.", words(base)),
        Lang::En => format!("Spending includes {} for systems that already run.", words(base)),
    });
    let after = after.map(|(year, amount)| match lang {
        Lang::Id => format!("Setelah masa rencana, layanan ini menuntut {} pada {}.", words(amount), year.0),
        Lang::En => format!("After the plan these services need {} in {}.", words(amount), year.0),
    });
    [Some(figures.to_owned()), base, after].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The tip of a bar: who, what, when, how much.
#[must_use]
pub fn bar_tip(
    lang: Lang,
    currency: &Currency,
    (id, name, agency): (&str, &Label, &Label),
    (start, end): (Year, Year),
    total: Money,
) -> String {
    let span = year_span(lang, start, end);
    let amount = numbers::money(lang, currency, total);
    format!("{id} {} · {} · {span} · {amount}", lang.label(name), lang.label(agency))
}

/// The tip of an arrow.
#[must_use]
pub fn tie_tip(lang: Lang, from: &str, to: &str, word: RoadmapWord) -> String {
    let tie = roadmap_word(lang, word);
    match (lang, word) {
        (_, RoadmapWord::WaitsForEnd) | (Lang::En, RoadmapWord::WaitsForStart) => {
            format!("{to} {tie} {from}")
        }
        _ => format!("{to} ← {from}: {tie}"),
    }
}

/// The finding of the spending chart.
#[must_use]
pub fn spending_title(lang: Lang, currency: &Currency, spent: Money, ceiling: Option<Money>) -> String {
    let words = |amount| numbers::money_long(lang, currency, amount);
    let Some(ceiling) = ceiling else {
        return match lang {
            Lang::Id => format!("Belanja {} selama masa rencana", words(spent)),
            Lang::En => format!("Spending of {} over the plan", words(spent)),
        };
    };
    let rest = Money(ceiling.0.saturating_sub(spent.0));
    match (lang, rest.0 >= 0) {
        (Lang::Id, true) => {
            format!("Belanja {} dari pagu {}; sisa pagu {}", words(spent), words(ceiling), words(rest))
        }
        (Lang::En, true) => {
            format!(
                "Spending of {} within a ceiling of {}; {} unused",
                words(spent),
                words(ceiling),
                words(rest)
            )
        }
        (Lang::Id, false) => format!(
            "Belanja {} melampaui pagu {} sebesar {}",
            words(spent),
            words(ceiling),
            words(Money(rest.0.saturating_neg()))
        ),
        (Lang::En, false) => format!(
            "Spending of {} exceeds the ceiling of {} by {}",
            words(spent),
            words(ceiling),
            words(Money(rest.0.saturating_neg()))
        ),
    }
}

/// Words of the spending chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendingWord {
    /// Stacks are categories.
    ByCategory,
    /// Stacks are cost classes.
    ByClass,
    /// The ceiling line.
    Ceiling,
    /// What is left below it.
    Unused,
    /// Spending without a category.
    NoCategory,
    /// The small series taken together.
    Others,
}

/// A word of the spending chart.
#[must_use]
pub fn spending_word(lang: Lang, word: SpendingWord) -> &'static str {
    let (id, en) = match word {
        SpendingWord::ByCategory => ("belanja per tahun menurut kategori", "spending per year by category"),
        SpendingWord::ByClass => ("belanja per tahun menurut jenis biaya", "spending per year by cost class"),
        SpendingWord::Ceiling => ("pagu", "ceiling"),
        SpendingWord::Unused => ("sisa pagu", "unused"),
        SpendingWord::NoCategory => ("Sistem yang sudah berjalan", "Systems that already run"),
        SpendingWord::Others => ("Lainnya", "Others"),
    };
    lang.pick(id, en)
}

/// `sisa Rp35 jt`, for the hatched part of a column; `lebih Rp35 jt` where the ceiling is exceeded.
#[must_use]
pub fn unused(lang: Lang, currency: &Currency, rest: Money) -> String {
    let amount = numbers::money_short(lang, currency, Money(rest.0.saturating_abs()));
    match (lang, rest.0 < 0) {
        (Lang::Id, false) => format!("sisa {amount}"),
        (Lang::En, false) => format!("{amount} unused"),
        (Lang::Id, true) => format!("lebih {amount}"),
        (Lang::En, true) => format!("{amount} over"),
    }
}

/// `pagu Rp15 M`, at the ceiling line of a column.
#[must_use]
pub fn ceiling(lang: Lang, currency: &Currency, limit: Money) -> String {
    let amount = numbers::money_short(lang, currency, limit);
    match lang {
        Lang::Id => format!("pagu {amount}"),
        Lang::En => format!("ceiling {amount}"),
    }
}

/// The finding of the index chart.
#[must_use]
pub fn index_title(
    lang: Lang,
    name: &Label,
    (from, to): (Level, Level),
    year: Year,
    band: Option<&Label>,
    target: Option<Level>,
) -> String {
    let (name, low, high) = (lang.label(name), numbers::index(lang, from), numbers::index(lang, to));
    let band = band.map_or_else(String::new, |band| format!(" ({})", lang.label(band)));
    let year = year.0;
    let moves = match lang {
        Lang::Id if to > from => format!("Indeks {name} naik dari {low} menjadi {high}{band} pada {year}"),
        Lang::Id => format!("Indeks {name} tetap {high}{band} sampai {year}"),
        Lang::En if to > from => format!("{name} index rises from {low} to {high}{band} in {year}"),
        Lang::En => format!("{name} index stays at {high}{band} until {year}"),
    };
    let Some(target) = target else { return moves };
    let aim = numbers::index(lang, target);
    match (lang, to >= target) {
        (Lang::Id, true) => format!("{moves}; sasaran {aim} tercapai"),
        (Lang::Id, false) => format!("{moves}; sasaran {aim} belum tercapai"),
        (Lang::En, true) => format!("{moves}; target {aim} reached"),
        (Lang::En, false) => format!("{moves}; target {aim} not reached"),
    }
}

/// Words of the index chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexWord {
    /// That it is a projection, not an official score.
    Projection,
    /// The target at the horizon.
    Target,
    /// A level that a rule of the scenario demands.
    Demanded,
    /// The year before the plan.
    Before,
}

/// A word of the index chart.
#[must_use]
pub fn index_word(lang: Lang, word: IndexWord) -> &'static str {
    let (id, en) = match word {
        IndexWord::Projection => (
            "proyeksi indeks pada akhir tahun, bukan nilai resmi",
            "projected index at year end, not an official score",
        ),
        IndexWord::Target => ("sasaran", "target"),
        IndexWord::Demanded => ("disyaratkan skenario ini", "demanded by this scenario"),
        IndexWord::Before => ("awal", "before"),
    };
    lang.pick(id, en)
}

/// The finding of the heatmap.
#[must_use]
pub fn heatmap_title(lang: Lang, scenarios: usize, always: usize, never: usize, candidates: usize) -> String {
    let [always, never, candidates] = [always, never, candidates].map(|count| numbers::count(lang, count));
    match lang {
        Lang::Id => format!(
            "{always} dari {candidates} inisiatif didanai di semua {scenarios} skenario; {never} tidak pernah didanai"
        ),
        Lang::En => format!(
            "{always} of {candidates} initiatives are funded in all {scenarios} scenarios; {never} in none"
        ),
    }
}

/// Words of the heatmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeatmapWord {
    /// What a cell shows.
    Cells,
    /// Head of the column of frequencies.
    Frequency,
    /// An empty cell.
    Empty,
    /// Where initiatives are counted by category and agency.
    Counts,
    /// The same with what they cost.
    CountsAndCost,
    /// Head of the column of shares funded in every scenario.
    Always,
    /// Agencies that are not shown by name.
    OtherAgencies,
}

/// A word of the heatmap.
#[must_use]
pub fn heatmap_word(lang: Lang, word: HeatmapWord) -> &'static str {
    let (id, en) = match word {
        HeatmapWord::Cells => ("isi sel = tahun mulai", "cells show the start year"),
        HeatmapWord::Frequency => ("didanai", "funded"),
        HeatmapWord::Empty => ("tidak didanai", "not funded"),
        HeatmapWord::Counts => {
            ("isi sel = banyaknya inisiatif didanai", "cells show how many initiatives are funded")
        }
        HeatmapWord::CountsAndCost => (
            "isi sel = banyaknya inisiatif didanai dan biayanya selama masa rencana",
            "cells show how many initiatives are funded and what they cost within the plan",
        ),
        HeatmapWord::Always => ("di semua", "in all"),
        HeatmapWord::OtherAgencies => ("instansi lain", "other agencies"),
    };
    lang.pick(id, en)
}
