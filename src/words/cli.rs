//! Messages of the command line that are not about a case's contents.

use super::Lang;
use crate::input::collect::Tally;

/// A message.
#[derive(Clone, Copy, Debug)]
pub enum Message<'a> {
    /// A folder is there already.
    Exists(&'a str),
    /// A folder holds something.
    NotEmpty(&'a str),
    /// A starter case was written.
    Started(&'a str),
    /// Instances were written as cases: how many, where, and the first of them.
    Imported(usize, &'a str, &'a str),
    /// Forms do not agree, so nothing was written.
    Conflicts,
    /// A form was read: its path and what it adds.
    FormRead(&'a str, Tally),
    /// Forms were merged: what they add together, and where the case is.
    Collected(Tally, &'a str),
    /// Forms only repeat the case; where its copy is.
    NothingNew(&'a str),
    /// Files in the case's folder that do not belong to the case and are not copied.
    NotCopied(&'a str),
    /// A file or folder cannot be written: which, and what the system says.
    CannotWrite(&'a str, &'a str),
    /// What the program says cannot be printed: what the system says.
    CannotPrint(&'a str),
    /// A file or folder cannot be read.
    CannotRead(&'a str, &'a str),
    /// No scenario has this id; the nearest one.
    NoScenario(&'a str, Option<&'a str>),
    /// No initiative has this id; the nearest one.
    NoInitiative(&'a str, Option<&'a str>),
    /// The scenario has no total ceiling in this year.
    NoCeiling(i32),
    /// The same plan on both sides.
    SameSides,
    /// Neither a scenario nor a plan.
    NoSide(&'a str),
    /// A plan from a file does not say by which scenario it is judged.
    NoUnder(&'a str),
    /// A plan from a file breaks a rule.
    Breaks(&'a str),
    /// A year of a revision that is no plan year.
    NotAPlanYear(i32, i32, i32),
    /// Actual amounts of years that are still open.
    ActualsAhead(usize, i32),
    /// Results are here.
    Written(&'a str),
    /// Results of a study are whole, nothing differs: plans checked.
    VerifiedPlans(usize),
    /// Reports follow from checked results: scenarios.
    VerifiedReport(usize),
    /// These results came after the report, which holds nothing of them.
    LaterThanReport(&'a str),
    /// These results are not the ones the report was made of.
    OtherSources(&'a str),
    /// The case has no criteria to weigh.
    NoCriteria,
    /// This folder holds no results.
    NoResults(&'a str),
    /// Another command has to be run first: which, and the folder that is missing or stale.
    RunFirst(&'a str, &'a str),
    /// Results in this folder are of other inputs or another version, or are not as they were written.
    Stale(&'a str),
    /// A chart could not be drawn.
    NoPicture(&'a str, &'a str),
    /// The search is being ended; a second time ends the program.
    Ending,
    /// A study is being ended; what is known by then is shown as incomplete.
    EndingStudy,
    /// A study is being stopped; what is answered is kept.
    Keeping,
    /// A study was stopped; so many answers are kept.
    Kept(usize),
}

/// The message in a language.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: one entry for each message")]
pub fn message(message: &Message, lang: Lang) -> String {
    match (*message, lang) {
        (Message::Exists(path), Lang::Id) => format!("{path} sudah ada; pilih folder yang belum ada"),
        (Message::Exists(path), Lang::En) => {
            format!("{path} is there already; choose a folder that does not exist")
        }
        (Message::NotEmpty(path), Lang::Id) => {
            format!("{path} sudah berisi; pilih folder kosong atau yang belum ada")
        }
        (Message::NotEmpty(path), Lang::En) => {
            format!("{path} is not empty; choose an empty folder or one that does not exist")
        }
        (Message::Imported(count, path, first), Lang::Id) => {
            format!("{count} kasus ditulis ke {path}. Berikutnya: petajalan check {first}")
        }
        (Message::Imported(count, path, first), Lang::En) => {
            let cases = if count == 1 { "case" } else { "cases" };
            format!("{count} {cases} written to {path}. Next: petajalan check {first}")
        }
        (Message::Started(path), Lang::Id) => {
            format!("Kasus awal ditulis ke {path}. Berikutnya: petajalan check {path}")
        }
        (Message::Started(path), Lang::En) => {
            format!("Starter case written to {path}. Next: petajalan check {path}")
        }
        (Message::Conflicts, Lang::Id) => {
            "formulir salah isi atau bertentangan; tidak ada yang ditulis".to_owned()
        }
        (Message::Conflicts, Lang::En) => {
            "forms are in error or contradict each other; nothing was written".to_owned()
        }
        (Message::FormRead(path, tally), _) => format!("{path}: {}", added(tally, lang)),
        (Message::Collected(tally, path), Lang::Id) => {
            format!("{}; kasus gabungan di {path}", added(tally, lang))
        }
        (Message::Collected(tally, path), Lang::En) => {
            format!("{}; the merged case is in {path}", added(tally, lang))
        }
        (Message::NothingNew(path), Lang::Id) => {
            format!("tidak ada yang berubah: formulir hanya mengulang isi kasus; salinan kasus di {path}")
        }
        (Message::NothingNew(path), Lang::En) => {
            format!("nothing changed: the forms only repeat the case; a copy of the case is in {path}")
        }
        (Message::NotCopied(names), Lang::Id) => {
            format!("berkas di folder kasus yang bukan bagian kasus tidak disalin: {names}")
        }
        (Message::NotCopied(names), Lang::En) => {
            format!("files in the case's folder that are not part of the case were not copied: {names}")
        }
        (Message::CannotWrite(path, why), Lang::Id) => {
            format!("tidak dapat menulis {path}: {why}; hasil lama tidak berubah")
        }
        (Message::CannotWrite(path, why), Lang::En) => {
            format!("cannot write {path}: {why}; earlier results are unchanged")
        }
        (Message::CannotPrint(why), Lang::Id) => {
            format!("keluaran tidak dapat ditulis seluruhnya: {why}")
        }
        (Message::CannotPrint(why), Lang::En) => format!("the output could not be written in full: {why}"),
        (Message::CannotRead(path, why), Lang::Id) => format!("tidak dapat membaca {path}: {why}"),
        (Message::CannotRead(path, why), Lang::En) => format!("cannot read {path}: {why}"),
        (Message::NoScenario(id, nearest), _) => no_scenario(id, nearest, lang),
        (Message::NoInitiative(id, nearest), Lang::Id) => {
            format!("tidak ada inisiatif {id}; yang terdekat {}", nearest.unwrap_or("-"))
        }
        (Message::NoInitiative(id, nearest), Lang::En) => {
            format!("there is no initiative {id}; the nearest is {}", nearest.unwrap_or("-"))
        }
        (Message::NoCeiling(year), Lang::Id) => format!("tidak ada pagu total pada {year} untuk dipotong"),
        (Message::NoCeiling(year), Lang::En) => format!("there is no total ceiling in {year} to cut"),
        (Message::SameSides, Lang::Id) => {
            "kedua sisi sama: beri --to yang lain, atau --cut TAHUN=PERSEN".to_owned()
        }
        (Message::SameSides, Lang::En) => {
            "both sides are the same: give another --to, or --cut YEAR=PERCENT".to_owned()
        }
        (Message::NoSide(text), Lang::Id) => {
            format!("{text} bukan skenario kasus ini dan bukan berkas atau folder rencana")
        }
        (Message::NoSide(text), Lang::En) => {
            format!("{text} is neither a scenario of this case nor a plan's file or folder")
        }
        (Message::NoUnder(path), Lang::Id) => {
            format!("{path} tidak menyebut skenario kasus ini; pilih dengan --under ID")
        }
        (Message::NoUnder(path), Lang::En) => {
            format!("{path} names no scenario of this case; choose one with --under ID")
        }
        (Message::Breaks(told), Lang::Id) => format!("rencana dari berkas melanggar aturan: {told}"),
        (Message::Breaks(told), Lang::En) => format!("the plan from a file breaks a rule: {told}"),
        (Message::NotAPlanYear(year, from, to), Lang::Id) => {
            format!("tahun {year} bukan tahun rencana ({from} sampai {to})")
        }
        (Message::NotAPlanYear(year, from, to), Lang::En) => {
            format!("{year} is not a year of the plan ({from} to {to})")
        }
        (Message::ActualsAhead(count, from), Lang::Id) => {
            format!(
                "{count} angka realisasi tidak dipakai: tahunnya {from} atau sesudahnya, yang masih terbuka"
            )
        }
        (Message::ActualsAhead(count, from), Lang::En) => {
            format!("{count} actual amounts are not used: they are of {from} or later, which is still open")
        }
        (Message::Written(path), Lang::Id) => format!("Hasil: {path}"),
        (Message::Written(path), Lang::En) => format!("Results: {path}"),
        (Message::VerifiedPlans(count), Lang::Id) => format!(
            "{count} rencana diperiksa: masukan, rencana, dan angka sesuai. Bahwa tidak ada rencana yang lebih baik \
             adalah pernyataan pemecah."
        ),
        (Message::VerifiedPlans(count), Lang::En) => format!(
            "{count} plans checked: inputs, plans and numbers agree. That no plan is better is the solver's word."
        ),
        (Message::VerifiedReport(count), Lang::Id) => format!(
            "Laporan sesuai: {count} skenario dan hasil di sebelahnya diperiksa, dan laporan dibuat ulang sama persis."
        ),
        (Message::VerifiedReport(count), Lang::En) => format!(
            "The report agrees: {count} scenarios and the results beside it were checked, and it was made again, byte for byte."
        ),
        (Message::LaterThanReport(paths), Lang::Id) => format!(
            "lebih baru daripada laporan dan tidak dimuat di dalamnya: {paths}; jalankan lagi petajalan report untuk memuatnya"
        ),
        (Message::LaterThanReport(paths), Lang::En) => {
            format!("later than the report and not in it: {paths}; run petajalan report again to have it in")
        }
        (Message::OtherSources(paths), Lang::Id) => format!(
            "laporan dibuat dari {paths} yang lain daripada yang ada sekarang; jalankan lagi petajalan report"
        ),
        (Message::OtherSources(paths), Lang::En) => {
            format!("the report was made of another {paths} than there is now; run petajalan report again")
        }
        (Message::NoCriteria, Lang::Id) => {
            "kasus ini tidak memiliki kriteria: manfaatnya diberikan langsung, sehingga tidak ada bobot"
                .to_owned()
        }
        (Message::NoCriteria, Lang::En) => {
            "the case has no criteria: its values are given, so there is nothing to weigh".to_owned()
        }
        (Message::NoResults(path), Lang::Id) => {
            format!("{path} bukan folder hasil: tidak ada manifest.json yang dapat dibaca")
        }
        (Message::NoResults(path), Lang::En) => {
            format!("{path} is not a folder of results: it has no readable manifest.json")
        }
        (Message::RunFirst(command, path), Lang::Id) => {
            format!("tidak ada hasil untuk masukan ini di {path}; jalankan lebih dulu petajalan {command}")
        }
        (Message::RunFirst(command, path), Lang::En) => {
            format!("no results of these inputs in {path}; run petajalan {command} first")
        }
        (Message::Stale(path), Lang::Id) => {
            format!(
                "{path} berasal dari masukan atau versi lain, atau berubah, dan tidak dipakai; jalankan lagi perintahnya"
            )
        }
        (Message::Stale(path), Lang::En) => {
            format!(
                "{path} is of other inputs or another version, or was changed, and is not used; run its command again"
            )
        }
        (Message::NoPicture(name, why), Lang::Id) => format!("gambar {name} tidak dapat dibuat: {why}"),
        (Message::NoPicture(name, why), Lang::En) => format!("chart {name} could not be drawn: {why}"),
        (Message::Ending, Lang::Id) => "mengakhiri pencarian dengan rencana terbaik sejauh ini".to_owned(),
        (Message::Ending, Lang::En) => "ending the search with the best plan so far".to_owned(),
        (Message::EndingStudy, Lang::Id) => {
            "mengakhiri studi dengan yang sudah diketahui; sekali lagi untuk berhenti seketika".to_owned()
        }
        (Message::EndingStudy, Lang::En) => {
            "ending the study with what is known; once more to stop at once".to_owned()
        }
        (Message::Keeping, Lang::Id) => "berhenti; yang sudah dijawab tetap disimpan".to_owned(),
        (Message::Keeping, Lang::En) => "stopping; what has been answered is kept".to_owned(),
        (Message::Kept(count), Lang::Id) => {
            format!("dihentikan: {count} jawaban disimpan; jalankan perintah yang sama untuk melanjutkan")
        }
        (Message::Kept(count), Lang::En) => {
            format!("stopped: {count} answers are kept; run the same command to go on")
        }
    }
}

/// What a form, or all forms together, add.
fn added(tally: Tally, lang: Lang) -> String {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let Tally { added, changed, filled, replaced, lines, scores, .. } = tally;
    let parts = match lang {
        Lang::Id => [
            Some(format!("{added} inisiatif baru, {changed} dilengkapi")),
            counted(filled, "sel kosong diisi", "sel kosong diisi"),
            counted(replaced, "nilai diganti", "nilai diganti"),
            counted(lines, "baris biaya baru", "baris biaya baru"),
            counted(scores, "skor baru", "skor baru"),
        ],
        Lang::En => [
            Some(format!(
                "{added} {} added, {changed} completed",
                if added == 1 { "initiative" } else { "initiatives" }
            )),
            counted(filled, "empty cell filled", "empty cells filled"),
            counted(replaced, "value replaced", "values replaced"),
            counted(lines, "cost line added", "cost lines added"),
            counted(scores, "score added", "scores added"),
        ],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn no_scenario(id: &str, nearest: Option<&str>, lang: Lang) -> String {
    match (lang, nearest) {
        (Lang::Id, Some(nearest)) => format!("tidak ada skenario {id}; yang terdekat {nearest}"),
        (Lang::Id, None) => format!("tidak ada skenario {id}"),
        (Lang::En, Some(nearest)) => format!("there is no scenario {id}; the nearest is {nearest}"),
        (Lang::En, None) => format!("there is no scenario {id}"),
    }
}
