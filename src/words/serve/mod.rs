//! Words of the live what-if page (`petajalan serve`): its panel, what its search says, what it refuses, and the rest.

mod panel;
mod problem;
mod status;

pub use panel::words;
pub use problem::{Problem, problem};
pub use status::{Looking, Status, among, looking, no_reason, status};

use super::{Lang, numbers};
use crate::portfolio::Label;
use crate::units::Points;

/// What the served page says of itself, in the place of what a page that stands alone says.
#[must_use]
pub fn made_by(lang: Lang) -> &'static str {
    lang.pick(
        "Dilayani oleh petajalan {0} di komputer ini. Halaman ini hanya bertanya kepada program itu.",
        "Served by petajalan {0} on this computer. This page asks that program and nobody else.",
    )
}

/// The name of a ceiling in a table of limits.
#[must_use]
pub fn ceiling(id: Option<&str>, lang: Lang) -> String {
    match (id, lang) {
        (None, Lang::Id) => "Pagu seluruh belanja".to_owned(),
        (None, Lang::En) => "Ceiling of all spending".to_owned(),
        (Some(id), Lang::Id) => format!("Pagu {id}"),
        (Some(id), Lang::En) => format!("Ceiling {id}"),
    }
}

/// The name of a fund in a table of limits.
#[must_use]
pub fn fund(name: &Label, lang: Lang) -> String {
    match lang {
        Lang::Id if name.id.to_lowercase().starts_with("dana") => name.id.clone(),
        Lang::Id => format!("Dana {}", name.id),
        Lang::En => format!("Fund {}", name.en),
    }
}

/// The name of an answer.
#[must_use]
pub fn name(scenario: &Label, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("Andai ({})", scenario.id),
        Lang::En => format!("What if ({})", scenario.en),
    }
}

/// There was no plan to compare with.
#[must_use]
pub fn no_plan_before(lang: Lang) -> &'static str {
    lang.pick(
        "Tanpa perubahan ini tidak ada rencana; sekarang ada.",
        "Without these changes there is no plan; now there is one.",
    )
}

/// Points under other weights cannot be compared.
#[must_use]
pub fn other_weights(worth: Points, lang: Lang) -> String {
    let worth = numbers::points(lang, worth, 1);
    match lang {
        Lang::Id => format!(
            "Dengan bobot ini rencana semula bernilai {worth} poin; poin dengan bobot lama tidak dapat dibandingkan."
        ),
        Lang::En => format!(
            "By these weights the plan of before is worth {worth} points; points by the old weights do not compare."
        ),
    }
}

/// The server does not answer any more.
#[must_use]
pub fn gone(lang: Lang) -> &'static str {
    lang.pick(
        "Program tidak menjawab: mungkin sudah dihentikan. Jalankan lagi petajalan serve dan buka alamat yang dicetaknya.",
        "The program does not answer: it may have been stopped. Run petajalan serve again and open the address that it prints.",
    )
}

/// A scenario was saved.
#[must_use]
pub fn saved(id: &str, decisions: usize, lang: Lang) -> String {
    let count = numbers::count(lang, decisions);
    match lang {
        Lang::Id => format!("Skenario {id} disimpan; {count} keputusan dicatat."),
        Lang::En => format!("Scenario {id} is saved; decisions put on record: {count}."),
    }
}

/// Where the page is.
#[must_use]
pub fn listening(address: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => {
            format!("Buka {address} di peramban komputer ini; alamat ini rahasia. Ctrl-C menghentikan.")
        }
        Lang::En => {
            format!("Open {address} in a browser on this computer; this address is a secret. Ctrl-C stops.")
        }
    }
}

/// Where plans come from at the start.
#[must_use]
pub fn beginning(kept: bool, lang: Lang) -> &'static str {
    if kept {
        lang.pick(
            "rencana dasar dari hasil yang tersimpan, diperiksa ulang",
            "plans from kept results, checked again",
        )
    } else {
        lang.pick("menghitung rencana dasar setiap skenario", "solving every scenario to begin with")
    }
}

/// The system gives no random bytes, so no address can be made that nobody guesses.
#[must_use]
pub fn no_secret(why: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("sistem tidak memberi bilangan acak untuk alamat rahasia: {why}"),
        Lang::En => format!("the system gives no random numbers for the secret address: {why}"),
    }
}

/// The port cannot be had.
#[must_use]
pub fn no_port(port: u16, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("tidak dapat melayani di port {port}: {why}"),
        Lang::En => format!("cannot serve on port {port}: {why}"),
    }
}
