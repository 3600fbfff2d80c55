//! Sentences about folders of results: whose they are, who writes to them, which of two results stays.

use super::Lang;

/// Why a folder may not be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// It is a symbolic link.
    Link,
    /// It is a file, a pipe or a device.
    NotAFolder,
    /// A case lies there.
    Case,
    /// Files and folders that no run wrote.
    Entries(Named),
    /// Files of a run that somebody changed.
    Changed(Named),
    /// Results of another case: its path.
    OtherOrigin(String),
    /// It cannot be looked at: what the system says.
    Unreadable(String),
}

/// The first names of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The first ones.
    pub names: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

impl Named {
    fn text(&self, lang: Lang) -> String {
        let names = self.names.join(", ");
        match (self.more, lang) {
            (0, _) => names,
            (more, Lang::Id) => format!("{names}, dan {more} lainnya"),
            (more, Lang::En) => format!("{names}, and {more} more"),
        }
    }
}

/// What is in the way of results at a path, and what to do.
#[must_use]
pub fn in_the_way(path: &str, way: &InTheWay, lang: Lang) -> String {
    let elsewhere = lang.pick("pilih folder lain dengan --output", "choose another folder with --output");
    match (way, lang) {
        (InTheWay::Link, Lang::Id) => {
            format!("{path} adalah tautan simbolik dan tidak diganti: hapus tautan itu, atau {elsewhere}")
        }
        (InTheWay::Link, Lang::En) => {
            format!("{path} is a symbolic link and is not replaced: remove the link, or {elsewhere}")
        }
        (InTheWay::NotAFolder, Lang::Id) => {
            format!("{path} bukan folder dan tidak diganti: pindahkan, atau {elsewhere}")
        }
        (InTheWay::NotAFolder, Lang::En) => {
            format!("{path} is not a folder and is not replaced: move it away, or {elsewhere}")
        }
        (InTheWay::Case, Lang::Id) => {
            format!("{path} berisi sebuah kasus (case.toml) dan tidak diganti: {elsewhere}")
        }
        (InTheWay::Case, Lang::En) => {
            format!("{path} holds a case (case.toml) and is not replaced: {elsewhere}")
        }
        (InTheWay::Entries(named), Lang::Id) => format!(
            "{path} berisi sesuatu yang tidak ditulis petajalan: {}. Tidak ada yang dihapus atau diganti: pindahkan isinya, atau {elsewhere}",
            named.text(lang)
        ),
        (InTheWay::Entries(named), Lang::En) => format!(
            "{path} holds what petajalan did not write: {}. Nothing is deleted or replaced: move it away, or {elsewhere}",
            named.text(lang)
        ),
        (InTheWay::Changed(named), Lang::Id) => format!(
            "berkas hasil di {path} telah diubah sejak ditulis: {}. Simpan salinannya di tempat lain lalu beri --replace untuk menggantinya, atau {elsewhere}",
            named.text(lang)
        ),
        (InTheWay::Changed(named), Lang::En) => format!(
            "result files in {path} were changed since they were written: {}. Keep a copy elsewhere and give --replace to replace them, or {elsewhere}",
            named.text(lang)
        ),
        (InTheWay::OtherOrigin(origin), Lang::Id) => format!(
            "{path} berisi hasil kasus lain, {origin}: beri --replace untuk menggantinya, atau {elsewhere}"
        ),
        (InTheWay::OtherOrigin(origin), Lang::En) => format!(
            "{path} holds the results of another case, {origin}: give --replace to replace them, or {elsewhere}"
        ),
        (InTheWay::Unreadable(why), Lang::Id) => {
            format!("{path} tidak dapat diperiksa: {why}. Tidak ada yang diganti; {elsewhere}")
        }
        (InTheWay::Unreadable(why), Lang::En) => {
            format!("{path} cannot be looked at: {why}. Nothing is replaced; {elsewhere}")
        }
    }
}

/// Somebody else writes to a folder; `holder` is what that run says of itself, or nothing.
#[must_use]
pub fn held(path: &str, holder: &str, lang: Lang) -> String {
    let holder = if holder.is_empty() { String::new() } else { format!(" ({holder})") };
    match lang {
        Lang::Id => {
            format!(
                "{path} sedang ditulis oleh proses lain{holder}: tunggu sampai selesai, atau beri --wait agar menunggu"
            )
        }
        Lang::En => {
            format!(
                "{path} is being written by another run{holder}: try again when it has ended, or give --wait to wait for it"
            )
        }
    }
}

/// This run waits for another.
#[must_use]
pub fn waiting(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{path} sedang ditulis oleh proses lain; menunggu (Ctrl-C untuk berhenti)"),
        Lang::En => format!("{path} is being written by another run; waiting (Ctrl-C to stop)"),
    }
}

/// The file system cannot lock.
#[must_use]
pub fn no_locks(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "sistem berkas {path} tidak mendukung kunci: jangan menjalankan dua perintah untuk hasil yang sama sekaligus"
        ),
        Lang::En => format!(
            "the file system of {path} has no locks: do not run two commands for the same results at once"
        ),
    }
}

/// Results that ended early lie beside the proof they do not replace.
#[must_use]
pub fn weaker(ended: &[(&str, &str)], proven: &str, beside: &str, lang: Lang) -> String {
    let parts: Vec<String> =
        ended.iter().map(|(name, why)| format!("{}: {}", part(name, lang), reason(why, lang))).collect();
    let parts = parts.join("; ");
    match lang {
        Lang::Id => format!(
            "hasil ini belum terbukti ({parts}); hasil yang lebih kuat untuk masukan yang sama tetap di {proven}, dan yang baru di {beside}"
        ),
        Lang::En => format!(
            "this result is not proven ({parts}); the stronger one of the same inputs stays in {proven}, and the new one is in {beside}"
        ),
    }
}

/// A part of a run: a scenario by its id, or what a study consists of.
fn part(name: &str, lang: Lang) -> &str {
    match name {
        "curve" => lang.pick("kurva", "curve"),
        "ladder" => lang.pick("tangga anggaran", "budget ladder"),
        "explain" => lang.pick("penjelasan", "explanation"),
        "priorities" => lang.pick("prioritas", "priorities"),
        id => id,
    }
}

/// Why a run ended, from the word in the manifest.
#[must_use]
pub fn reason(word: &str, lang: Lang) -> &str {
    match word {
        "gap" => lang.pick("berhenti pada selisih yang diminta", "stopped at the gap asked for"),
        "time-limit" => lang.pick("berhenti pada batas waktu", "stopped by the clock"),
        "work-limit" => lang.pick("berhenti pada batas kerja", "stopped at the work limit"),
        "interrupted" => lang.pick("dihentikan oleh pengguna", "stopped by hand"),
        "solver" => lang.pick("pemecah berhenti", "the solver gave up"),
        other => other,
    }
}

/// The proven results are used; what ended early lies beside them.
#[must_use]
pub fn proven_used(proven: &str, beside: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => {
            format!(
                "dipakai hasil terbukti di {proven}; {beside} berisi hasil yang belum terbukti dan tidak dipakai"
            )
        }
        Lang::En => {
            format!(
                "the proven results in {proven} are used; {beside} holds results without a proof and is not used"
            )
        }
    }
}

/// Something that came into a folder while it was replaced lies elsewhere now.
#[must_use]
pub fn left(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("sesuatu masuk ke folder hasil saat diganti; semuanya disimpan di {path}"),
        Lang::En => format!(
            "something came into the folder of results while it was replaced; all of it is kept in {path}"
        ),
    }
}

/// A file of the case was written by somebody else between reading and saving.
#[must_use]
pub fn changed(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => {
            format!("{name} diubah pihak lain sejak dibaca; tidak ada yang disimpan. Ulangi perintahnya")
        }
        Lang::En => format!(
            "{name} was changed by somebody else since it was read; nothing was saved. Run the command again"
        ),
    }
}

/// A file of the case is a symbolic link.
#[must_use]
pub fn link(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{name} adalah tautan simbolik dan tidak diganti; tidak ada yang disimpan"),
        Lang::En => format!("{name} is a symbolic link and is not replaced; nothing was saved"),
    }
}

/// Nothing was saved: the path and what the system says of it.
#[must_use]
pub fn not_saved(path: &str, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("tidak dapat menulis {path}: {why}; kasus tidak berubah"),
        Lang::En => format!("cannot write {path}: {why}; the case is unchanged"),
    }
}

/// What was written is in place, and the system does not confirm that it is on the disk.
#[must_use]
pub fn unconfirmed(path: &str, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "{path} sudah di tempatnya, tetapi sistem tidak memastikan bahwa isinya sudah di cakram: {why}"
        ),
        Lang::En => {
            format!("{path} is in place, but the system does not confirm that it is on the disk: {why}")
        }
    }
}

/// A new folder was not written: the path and what the system says of it.
#[must_use]
pub fn nothing_written(path: &str, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("tidak dapat menulis {path}: {why}; tidak ada yang ditulis"),
        Lang::En => format!("cannot write {path}: {why}; nothing was written"),
    }
}
