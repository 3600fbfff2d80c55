//! Words that Indonesian sentences of findings share.

use crate::finding::{Amount, FolderFlaw, Shape, Thing};
use crate::words::Lang;

/// What a hidden character is.
pub fn hidden(sign: char) -> &'static str {
    match sign {
        '\u{1b}' => "escape, awal perintah bagi terminal",
        '\u{200b}' => "spasi tanpa lebar",
        '\u{2060}' => "penyambung kata",
        '\u{feff}' => "tanda urutan bita",
        '\u{2028}' => "pemisah baris",
        '\u{2029}' => "pemisah paragraf",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "tanda yang mengubah arah teks"
        }
        _ => "karakter kendali",
    }
}

/// What a year has for which a list of amounts gives none.
pub fn absent(key: &str) -> &'static str {
    match key {
        "amounts" => "tanpa belanja",
        "amount" => "tanpa batas bawah",
        _ => "tanpa batas",
    }
}

/// What a year without an amount means.
pub fn free(key: &str) -> &'static str {
    match key {
        "amount" => "tidak ada belanja minimum",
        "capacity" => "tenaga tidak dibatasi",
        "at_most" => "jumlah mulai tidak dibatasi",
        _ => "belanja tidak dibatasi",
    }
}

/// Why an id cannot name a folder.
pub fn folder_flaw(flaw: FolderFlaw) -> &'static str {
    match flaw {
        FolderFlaw::Sign => "memuat tanda yang tidak boleh ada dalam nama folder",
        FolderFlaw::Reserved => "nama ini dipakai Windows untuk perangkat",
        FolderFlaw::Ending => "berakhir dengan titik atau spasi",
        FolderFlaw::TooLong => "lebih panjang dari 120 bita",
    }
}

/// An amount with every digit.
pub fn money(amount: &Amount) -> String {
    super::super::amount(Lang::Id, amount)
}

/// What a thing is called.
pub fn name(thing: Thing) -> &'static str {
    match thing {
        Thing::Case => "kasus",
        Thing::Initiative => "inisiatif",
        Thing::Agency => "perangkat daerah",
        Thing::Category => "kategori",
        Thing::Class => "jenis biaya",
        Thing::Fund => "sumber dana",
        Thing::Pool => "kelompok tenaga",
        Thing::Group => "kelompok",
        Thing::Criterion => "kriteria",
        Thing::WeightSet => "set bobot",
        Thing::Rater => "penilai",
        Thing::Index => "indeks",
        Thing::Indicator => "indikator",
        Thing::Scenario => "skenario",
        Thing::Ceiling => "pagu",
        Thing::Floor => "batas bawah",
        Thing::Minimum => "jumlah minimum",
        Thing::Starts => "batas mulai",
        Thing::Bundle => "paket",
        Thing::Synergy => "sinergi",
        Thing::Base => "belanja dasar",
        Thing::Outcome => "sasaran indeks",
        Thing::Commitments => "batas beban lanjutan",
        Thing::ForceIn => "keharusan masuk",
        Thing::ForceOut => "keharusan keluar",
    }
}

/// The shape of a value.
pub fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "teks dalam tanda kutip",
        Shape::Number => "angka",
        Shape::Truth => "true atau false",
        Shape::Date => "tanggal",
        Shape::List => "daftar [a, b]",
        Shape::Table => "tabel { kunci = nilai }",
        Shape::Rows => "baris-baris, masing-masing berjudul [[...]]",
        Shape::Amounts => "angka, daftar angka, atau tabel menurut tahun",
    }
}
