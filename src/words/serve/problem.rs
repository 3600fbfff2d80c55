//! What a request is refused for.

use crate::words::{Lang, numbers};

/// What a request is refused for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The request does not come from a browser that opened the printed address, or not from this server's own page.
    Stranger,
    /// There is nothing under this address.
    NoPage,
    /// More bytes than so many.
    TooLarge(usize),
    /// Not the JSON that is expected; what the reader says.
    NotJson(String),
    /// A text with line breaks or control characters, or one that is too long.
    BadText,
    /// More wishes than so many.
    TooMany(usize),
    /// Nothing is wished.
    Nothing,
    /// No scenario has this id.
    NoScenario(String),
    /// No initiative has this id.
    NoInitiative(String),
    /// No fund or agency has this id.
    NoPayer(String),
    /// No ceiling has this id in this year.
    NoCeiling(String, i32),
    /// No criterion has this id.
    NoCriterion(String),
    /// No rule of this kind, or of this id in it.
    NoRule(String),
    /// No year of the plan: from and to.
    NoYear(i32, i32, i32),
    /// An amount below zero or beyond what adds up.
    BadAmount,
    /// A share out of reach.
    BadShare,
    /// Weights that are below zero or do not add up.
    BadWeights,
    /// As many questions are being answered as may be.
    Busy,
    /// The case on disk is not the one that was read.
    CaseChanged,
    /// The case is a workbook.
    Workbook,
    /// A value that is needed.
    Needed,
    /// The saved scenario would not be the one that was asked about: what cannot be written down.
    NotTheSame,
    /// Somebody else writes into the case: what that run says of itself.
    Held(String),
    /// The last decision on record is dated later than now: its date.
    DatedBack(String),
    /// A file of the case is a symbolic link, which is not replaced.
    Link(String),
    /// A file cannot be written: which, and what the system says.
    CannotWrite(String, String),
    /// The request was not all there after so many seconds.
    TooSlow(u64),
    /// The request does not say how long it is.
    NoLength,
}

impl Problem {
    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stranger => "S01",
            Self::NoPage => "S02",
            Self::TooLarge(_) => "S03",
            Self::NotJson(_) => "S04",
            Self::BadText => "S05",
            Self::TooMany(_) => "S06",
            Self::Nothing => "S07",
            Self::NoScenario(_) => "S08",
            Self::NoInitiative(_) => "S09",
            Self::NoPayer(_) => "S10",
            Self::NoCeiling(..) => "S11",
            Self::NoCriterion(_) => "S12",
            Self::NoRule(_) => "S13",
            Self::NoYear(..) => "S14",
            Self::BadAmount => "S15",
            Self::BadShare => "S16",
            Self::BadWeights => "S17",
            Self::Busy => "S18",
            Self::CaseChanged => "S19",
            Self::Workbook => "S20",
            Self::Needed => "S21",
            Self::NotTheSame => "S22",
            Self::CannotWrite(..) => "S23",
            Self::Held(_) => "S26",
            Self::Link(_) => "S27",
            Self::DatedBack(_) => "S28",
            Self::TooSlow(_) => "S24",
            Self::NoLength => "S25",
        }
    }
}

/// What a request is refused for, in words.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: one entry for each problem")]
pub fn problem(problem: &Problem, lang: Lang) -> String {
    let (id, en) = match problem {
        Problem::Stranger => (
            "Permintaan ini tidak berasal dari halaman program ini. Salin alamat lengkap yang dicetak petajalan serve ke bilah alamat peramban.".to_owned(),
            "This request does not come from this program's own page. Copy the whole address that petajalan serve printed into the browser's address bar.".to_owned(),
        ),
        Problem::NoPage => {
            ("Tidak ada apa-apa di alamat ini.".to_owned(), "There is nothing at this address.".to_owned())
        }
        Problem::TooLarge(most) => (
            format!("Permintaan lebih besar dari {} bita.", numbers::count(Lang::Id, *most)),
            format!("The request is larger than {} bytes.", numbers::count(Lang::En, *most)),
        ),
        Problem::NotJson(why) => (
            format!("Isi permintaan tidak terbaca: {why}"),
            format!("The request cannot be read: {why}"),
        ),
        Problem::BadText => (
            "Teks ini terlalu panjang, atau memuat ganti baris atau karakter kendali.".to_owned(),
            "This text is too long, or holds line breaks or control characters.".to_owned(),
        ),
        Problem::TooMany(most) => {
            (format!("Lebih dari {most} perubahan sekaligus."), format!("More than {most} changes at once."))
        }
        Problem::Nothing => ("Belum ada perubahan.".to_owned(), "Nothing is changed yet.".to_owned()),
        Problem::NoScenario(name) => {
            (format!("Tidak ada skenario {name}."), format!("There is no scenario {name}."))
        }
        Problem::NoInitiative(name) => {
            (format!("Tidak ada inisiatif {name}."), format!("There is no initiative {name}."))
        }
        Problem::NoPayer(name) => (
            format!("Tidak ada dana atau perangkat daerah {name}."),
            format!("There is no fund or agency {name}."),
        ),
        Problem::NoCeiling(name, year) => (
            format!("Tidak ada pagu {name} pada {year}."),
            format!("There is no ceiling {name} in {year}."),
        ),
        Problem::NoCriterion(name) => {
            (format!("Tidak ada kriteria {name}."), format!("There is no criterion {name}."))
        }
        Problem::NoRule(name) => (
            format!("Skenario ini tidak punya aturan {name}."),
            format!("This scenario has no rule {name}."),
        ),
        Problem::NoYear(year, from, to) => (
            format!("{year} bukan tahun yang mungkin: {from} sampai {to}."),
            format!("{year} is not possible: {from} to {to}."),
        ),
        Problem::BadAmount => (
            "Jumlah ini di bawah nol atau terlalu besar.".to_owned(),
            "This amount is below zero or too large.".to_owned(),
        ),
        Problem::BadShare => {
            ("Persen ini di luar -90 sampai 400.".to_owned(), "This percentage is not from -90 to 400.".to_owned())
        }
        Problem::BadWeights => (
            "Bobot tidak boleh di bawah nol dan harus berjumlah 100 %.".to_owned(),
            "Weights must not be below zero and must add up to 100 %.".to_owned(),
        ),
        Problem::Busy => (
            "Terlalu banyak pertanyaan sekaligus; coba lagi sebentar lagi.".to_owned(),
            "Too many questions at once; try again in a moment.".to_owned(),
        ),
        Problem::CaseChanged => (
            "Berkas kasus sudah berubah sejak dibaca; hentikan dan jalankan lagi petajalan serve.".to_owned(),
            "The case's files have changed since they were read; stop petajalan serve and run it again.".to_owned(),
        ),
        Problem::Workbook => (
            "Kasus ini buku kerja Excel, yang tidak diubah dari sini; simpan kasus sebagai folder tabel.".to_owned(),
            "This case is an Excel workbook, which is not changed from here; keep the case as a folder of tables.".to_owned(),
        ),
        Problem::Needed => ("Isian ini diperlukan.".to_owned(), "This is needed.".to_owned()),
        Problem::NotTheSame => (
            "Perubahan ini tidak dapat ditulis persis ke berkas kasus, jadi tidak disimpan; ubah berkasnya dengan tangan.".to_owned(),
            "These changes cannot be written to the case's files exactly, so nothing is saved; change the files by hand.".to_owned(),
        ),
        Problem::CannotWrite(path, why) => (
            format!("Tidak dapat menulis {path}: {why}. Tidak ada yang disimpan."),
            format!("Cannot write {path}: {why}. Nothing was saved."),
        ),
        Problem::Held(holder) => (
            format!("Kasus sedang ditulis oleh proses lain ({holder}); coba simpan lagi sebentar."),
            format!("The case is being written by another run ({holder}); try to save again in a moment."),
        ),
        Problem::DatedBack(last) => (
            format!("Keputusan terakhir bertanggal {last}, sesudah jam komputer ini; tidak ada yang disimpan."),
            format!("The last decision is dated {last}, later than this computer's clock; nothing was saved."),
        ),
        Problem::Link(name) => (
            format!("{name} adalah tautan simbolik dan tidak diganti; tidak ada yang disimpan."),
            format!("{name} is a symbolic link and is not replaced; nothing was saved."),
        ),
        Problem::TooSlow(seconds) => (
            format!("Permintaan belum lengkap setelah {seconds} detik."),
            format!("The request was not complete after {seconds} seconds."),
        ),
        Problem::NoLength => (
            "Permintaan tidak menyebut panjangnya (Content-Length).".to_owned(),
            "The request does not say how long it is (Content-Length).".to_owned(),
        ),
    };
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}
