//! Indonesian sentences of findings.

use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};

/// What was found.
#[expect(clippy::too_many_lines, reason = "one line a finding, in the order of the codes")]
pub fn sentence(finding: &Finding) -> String {
    use Finding as F;
    match finding {
        F::FileMissing { file } => format!("berkas {file} tidak ada"),
        F::FileUnreadable { file, reason } => format!("berkas {file} tidak dapat dibaca: {reason}"),
        F::NotUtf8 {} => "berkas berisi bita yang bukan teks UTF-8".to_owned(),
        F::NulByte {} => "berkas berisi bita nol, yang tidak ada dalam teks".to_owned(),
        F::EmptyTable {} => "tabel kosong: baris judul pun tidak ada".to_owned(),
        F::TomlSyntax { message } => format!("berkas bukan TOML yang sah di sini: {message}"),
        F::OpenQuote {} => "tanda kutip dibuka di sini dan tidak pernah ditutup".to_owned(),
        F::RaggedRow { expected, found } => {
            format!("baris ini memiliki {found} sel, sedangkan judul memiliki {expected}")
        }
        F::DuplicateColumn { name } => format!("kolom {name} muncul dua kali di baris judul"),
        F::MissingColumn { name } => format!("kolom {name} tidak ada"),
        F::MissingKey { table, key } if table.is_empty() => format!("kunci {key} tidak ada"),
        F::MissingKey { table, key } => format!("kunci {key} tidak ada di {table}"),
        F::WrongShape { key, expected, found } => {
            format!("{key} seharusnya {}, tetapi berisi {}", shape(*expected), shape(*found))
        }
        F::LineShape { expected } => format!("baris ini tidak berbentuk: {expected}"),
        F::EndsEarly { expected } => format!("berkas berakhir, padahal ini belum ada: {expected}"),
        F::TextAfterEnd {} => "masih ada teks sesudah semua yang dinyatakan berkas".to_owned(),
        F::FileOutside { file } => format!("berkas {file} berada di luar map kasus"),
        F::WorkbookUnreadable { reason } => {
            format!("berkas bukan buku kerja Excel (.xlsx) yang utuh: {reason}")
        }
        F::WorkbookTooLarge { what, most } => match what.as_str() {
            "file" => format!("berkas lebih besar daripada {most}"),
            "cells" => format!("tabel di lembar ini punya lebih dari {most} sel"),
            "parts" => format!("buku kerja punya lebih dari {most} bagian"),
            "depth" => format!("XML buku kerja bersarang lebih dari {most} lapis"),
            "sheets" => format!("buku kerja punya lebih dari {most} lembar"),
            "formats" => format!("buku kerja punya lebih dari {most} format sel"),
            "style" => format!("sebuah gaya di buku kerja lebih panjang daripada {most} bita"),
            _ => format!("buku kerja menjadi lebih dari {most} setelah dibuka"),
        },
        F::ErrorCell { text } => format!("sel berisi galat {text}"),
        F::MissingSheet { name } => format!("lembar {name} tidak ada"),
        F::FileTooLarge { file, most } => {
            format!("berkas {file} lebih besar daripada {most}, batas yang dibaca")
        }
        F::NotAFile { file } => format!("{file} bukan berkas biasa, melainkan map, pipa, atau perangkat"),
        F::TooManyRows { most } => format!("tabel memiliki lebih dari {most} baris, batas yang dibaca"),
        F::TooManyColumns { most } => format!("tabel memiliki lebih dari {most} kolom, batas yang dibaca"),
        F::TooManyValues { most } => format!("berkas memuat lebih dari {most} nilai, batas yang dibaca"),
        F::WorkbookClaims { what, claimed, held } if what == "formula" => {
            format!(
                "buku kerja menomori sebuah rumus bersama {claimed}, padahal nomor tertinggi yang dibaca adalah {held}"
            )
        }
        F::WorkbookClaims { claimed, held, .. } => {
            format!("buku kerja menyatakan berisi {claimed} teks, padahal berisi {held}")
        }
        F::CellTooLong { most } => format!("sel memiliki lebih dari {most} karakter, batas yang dibaca"),

        F::DependsOnUnknown { initiative, on } => {
            format!("inisiatif {initiative} bergantung pada {on}, yang tidak ada di baris mana pun")
        }
        F::UnknownId { thing, id } => format!("tidak ada {} {id}", name(*thing)),
        F::DuplicateId { thing, id, first_line } => {
            format!("{} {id} sudah ada di baris {first_line}", name(*thing))
        }
        F::Cycle { members } => {
            format!("{} saling menunggu, sehingga tidak satu pun dapat dimulai", members.join(", "))
        }
        F::DependsOnItself { initiative, on } if initiative == on => {
            format!("inisiatif {initiative} merujuk dirinya sendiri")
        }
        F::DependsOnItself { initiative, on } => {
            format!("inisiatif {initiative} bergantung pada {on}, kelompoknya sendiri")
        }
        F::AmbiguousId { id } => format!("{id} adalah id inisiatif sekaligus id kelompok"),
        F::MissingId { thing } => format!("ada baris {} tanpa id", name(*thing)),
        F::BadDependency { text } => format!("ketergantungan {text} tidak dapat dibaca"),
        F::BadLift { text } => format!("kenaikan tingkat {text} tidak dapat dibaca"),
        F::UnknownDrop { text } => format!("tidak ada {text} yang dapat dilepas"),
        F::BadId { id, sign } => format!("id {id} tidak boleh memuat {sign}"),

        F::NotANumber { text } => format!("{text} bukan angka"),
        F::AmbiguousNumber { text } => {
            format!("{text} dapat dibaca dua cara: sebagai ribuan, atau dengan tiga desimal")
        }
        F::TooFine { text } => format!("desimal {text} lebih halus daripada satuannya"),
        F::TooLarge { text } => format!("{text} terlalu besar, atau terlalu panjang, untuk dihitung tepat"),
        F::Negative { text } => format!("{text} kurang dari nol"),
        F::OutOfRange { text, least, most } => format!("{text} tidak berada di antara {least} dan {most}"),
        F::NotAYear { text } => format!("{text} bukan tahun"),
        F::NotAChoice { text, choices } => format!("{text} tidak termasuk pilihan: {}", choices.join(", ")),
        F::WeightsNotOne { set, sum } => format!("jumlah bobot {set} adalah {sum}, bukan 1"),
        F::BadCurve { criterion } => {
            format!("skala {criterion} memerlukan dua skor atau lebih yang menaik, dengan 0 sampai 100 poin")
        }
        F::MissingScore { initiative, criterion } => {
            format!("inisiatif {initiative} tidak memiliki skor {criterion}")
        }
        F::TooManyAmounts { given, most } => format!("ada {given} nilai, padahal paling banyak {most}"),
        F::TooLargeTogether {} => {
            "jumlah seluruh angka dalam kasus ini terlalu besar untuk dihitung tepat".to_owned()
        }
        F::CostAfterExecution { initiative, year, duration } => {
            format!(
                "inisiatif {initiative} memiliki angka untuk tahun pelaksanaan ke-{year}, padahal lamanya {duration} tahun"
            )
        }
        F::MissingValue { field } => format!("{field} tidak boleh kosong"),
        F::NotWhole { text } => format!("{text} bukan bilangan bulat"),
        F::GivenTwice { text } => format!("{text} diberikan dua kali"),
        F::NotCarriedOver { field, text } => {
            format!("{field} berisi {text}, yang tidak dapat dinyatakan dalam kasus: artinya akan hilang")
        }
        F::BadRatio { text } => format!("{text} bukan rasio di atas nol"),
        F::ComparesItself { criterion } => format!("{criterion} dibandingkan dengan dirinya sendiri"),
        F::ContradictsEarlier { rater, first, second, line } => {
            format!("{rater} membandingkan {first} dengan {second} secara berbeda dari baris {line}")
        }
        F::NotSiblings { first, second } => {
            format!("{first} dan {second} termasuk kelompok kriteria yang berbeda")
        }
        F::Disconnected { set, parts } => {
            format!("tidak ada perbandingan di balik {set} yang menghubungkan {}", parts.join(" dengan "))
        }
        F::CriterionRing { members } if members.len() == 1 => {
            format!("{} menjadi kelompok dirinya sendiri", members.join(""))
        }
        F::CriterionRing { members } => {
            format!("{} saling menjadi kelompok dalam lingkaran", members.join(", "))
        }
        F::SwingOrder { criterion, before } => {
            format!("poin ayunan {criterion} lebih besar daripada {before}, yang didahulukan")
        }
        F::NoSwing { criterion } => format!("dalam rentang {criterion} ini nilainya tidak berubah"),
        F::NobodyWeighs { set } => format!("tidak ada penilai dalam {set} yang memiliki bobot sendiri"),
        F::BadRange { grade } => format!("rentang {grade} tidak memuat angkanya sendiri"),

        F::ExclusiveContradictsGroup { initiative, other } => {
            format!(
                "inisiatif {initiative} meniadakan {other}, tetapi kelompok variannya tidak menyatakan itu"
            )
        }
        F::FundCeilingMixed { ceiling, fund } => {
            format!("pagu {ceiling} membatasi sumber dana {fund} bersama lingkup lain")
        }
        F::NoFundMayPay { user, class } => {
            format!("tidak ada sumber dana yang boleh membayar biaya {class} dari {user}")
        }
        F::SavingTooLarge { synergy, first } => {
            format!("penghematan sinergi {synergy} melebihi biaya tahunan terbesar {first}")
        }
        F::ForcedBothWays { initiative } => {
            format!("inisiatif {initiative} diharuskan masuk sekaligus diharuskan keluar")
        }
        F::MandatoryGroupMissing { initiative } => {
            format!("inisiatif {initiative} menyatakan mandatory = group tetapi tidak berada dalam kelompok")
        }
        F::CommittedOutside { initiative, year } => {
            format!("inisiatif {initiative} ditetapkan mulai {year}, terlalu jauh di luar rencana")
        }
        F::ShareWithoutCeiling { floor, year } => {
            format!(
                "batas bawah {floor} adalah bagian dari pagu total, tetapi {year} tidak memiliki pagu total"
            )
        }
        F::MixedClasses { rule } => format!("{rule} menjumlahkan jenis biaya yang berbeda satuan"),
        F::AmountOrShare { floor } => {
            format!("batas bawah {floor} memerlukan salah satu: jumlah atau bagian")
        }
        F::TooFewMembers { thing, id, needed, found } => {
            format!("{} {id} memerlukan sedikitnya {needed} anggota dan memiliki {found}", name(*thing))
        }
        F::YearOutside { year, from, to } => format!("tahun {year} tidak berada di antara {from} dan {to}"),
        F::OnlyInCase { key } => format!("{key} tidak dapat diubah oleh skenario"),
        F::ClassIsMoney { class } => format!("jenis biaya {class} selalu berupa uang"),

        F::UnknownColumn { name } => format!("kolom {name} tidak dibaca"),
        F::UnknownKey { key } => format!("kunci {key} tidak dibaca"),
        F::NeverBinds { ceiling, year: Some(year) } => {
            format!("pagu {ceiling} tidak pernah membatasi pada {year}: belanja tidak dapat sebesar itu")
        }
        F::NeverBinds { ceiling, year: None } => {
            format!("pagu {ceiling} tidak pernah membatasi: belanja tidak dapat sebesar itu")
        }
        F::Unused { thing, id } => format!("{} {id} tidak dipakai", name(*thing)),
        F::NeverAffordable { initiative } => {
            format!("biaya inisiatif {initiative} melebihi pagu total kapan pun dimulai")
        }
        F::NeverStaffed { initiative, pool } => {
            format!(
                "inisiatif {initiative} memerlukan tenaga lebih banyak daripada yang mungkin ada di {pool}"
            )
        }
        F::NoReach { factor } => {
            format!("jangkauan tidak diisi padahal inisiatif termahal {factor} kali biaya inisiatif termurah")
        }
        F::GroupOfOne { group, members: 0 } => format!("tidak ada inisiatif dalam kelompok {group}"),
        F::GroupOfOne { group, .. } => format!("kelompok {group} hanya beranggota satu"),
        F::AllZero {} => "semua inisiatif bernilai nol kapan pun dimulai".to_owned(),
        F::DeadlineBeyondWindow { initiative, deadline, latest } => {
            format!("tenggat {deadline} untuk {initiative} sesudah {latest}, tahun mulai paling akhir")
        }
        F::DeadlineBeforeWindow { initiative, deadline, earliest } => {
            format!("tenggat {deadline} untuk {initiative} sebelum {earliest}, tahun mulai paling awal")
        }
        F::NeverStarts { initiative, earliest, latest } => {
            format!(
                "inisiatif {initiative} tidak pernah dapat dimulai: tidak sebelum {earliest} dan tidak sesudah {latest}"
            )
        }
        F::DeadlineIgnored { initiative } => {
            format!(
                "inisiatif {initiative} memiliki tenggat tetapi tidak wajib, jadi tenggat itu tidak berlaku"
            )
        }
        F::ScoreOutside { text, criterion } => format!("skor {text} berada di luar skala {criterion}"),
        F::DropsNothing { kind } => format!("tidak ada {kind} yang dapat dilepas"),
        F::IndexWeights { index, sum } => format!("jumlah bobot indeks {index} adalah {sum} %, bukan 100 %"),
        F::UnknownSheet { name } => format!("lembar {name} tidak dibaca siapa pun"),
        F::DateCell { text } => format!("sel berisi tanggal atau jam, {text}"),
        F::RaterApart { rater, parts } => {
            format!("tidak ada perbandingan {rater} yang menghubungkan {}", parts.join(" dengan "))
        }
        F::NeverDiffers { criterion } => {
            format!(
                "nilai semua inisiatif sama pada {criterion}, sehingga kriteria ini tidak menentukan apa pun"
            )
        }
        F::AlmostNoWeight { criterion, percent } => {
            format!("bobot {criterion} paling besar {} % di semua set bobot", percent.replace('.', ","))
        }
        F::Correlated { first, second, correlation } => {
            format!(
                "{first} dan {second} naik dan turun bersama (korelasi {})",
                correlation.replace('.', ",")
            )
        }
        F::TooManyHigh { criterion, rater: None, share, most } => {
            format!("{share} % inisiatif bernilai tinggi pada {criterion}, padahal paling banyak {most} %")
        }
        F::TooManyHigh { criterion, rater: Some(rater), share, most } => {
            format!(
                "{rater} menilai tinggi {share} % inisiatif pada {criterion}, padahal paling banyak {most} %"
            )
        }
        F::Inconsistent { rater, ratio, pair, given, implied } => format!(
            "perbandingan {rater} saling bertentangan (rasio konsistensi {}); {pair} dinilai {}, \
             sedangkan menurut yang lain {}",
            ratio.replace('.', ","),
            given.replace('.', ","),
            implied.replace('.', ",")
        ),

        F::HiddenSign { sign } => {
            format!("teks memuat karakter tersembunyi, U+{:04X} ({})", u32::from(*sign), hidden(*sign))
        }

        F::DefaultUsed { key, value } => format!("{key} tidak diisi; dipakai {value}"),

        F::SourcesDiffer { id, field, first, first_place, second } => {
            format!("{id} punya dua nilai {field}: {second} di sini, {first} di {first_place}")
        }
        F::OtherUnit { unit, expected } => {
            format!("formulir menghitung uang dalam satuan {unit}, kasus dalam satuan {expected}")
        }
        F::SimilarNames { id, name, other, other_name, other_place } => {
            format!("{id} ({name}) mungkin sama dengan {other} ({other_name}) di {other_place}")
        }
        F::BrokenLink { number } => {
            format!("keputusan {number} tidak menyambung dengan yang sebelumnya: tautan atau nomornya lain")
        }
        F::ChangedEntry { number } => format!("keputusan {number} diubah sesudah dicatat"),
        F::NotADate { text } => format!("{text} bukan tanggal"),
        F::NotLogged { initiative } => {
            format!(
                "{initiative} ditetapkan masuk atau keluar, tetapi decisions.csv tidak menyebut oleh siapa"
            )
        }
    }
}

/// What a hidden character is.
fn hidden(sign: char) -> &'static str {
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

/// How to write what was meant, where that can be said.
pub fn advice(finding: &Finding) -> Option<String> {
    use Finding as F;
    let text = match finding {
        F::NotUtf8 {} => "simpan sebagai \"CSV UTF-8\"",
        F::FileOutside { .. } => "sebutkan berkas di dalam map kasus, tanpa .. dan tanpa / di depan",
        F::EndsEarly { .. } => "periksa apakah berkas utuh dan formatnya sesuai perintah",
        F::LineShape { .. } | F::TextAfterEnd {} => "periksa apakah format berkas sesuai perintah",
        F::NotCarriedOver { .. } => "kosongkan bila tanpa isian ini artinya tetap sama",
        F::RaggedRow { .. } => "beri tanda kutip pada sel yang memuat tanda pemisah",
        F::BadDependency { .. } => "tulis A01, A01@FS+1, A01@SS atau A01@SEL; | antarpilihan, ; antarsyarat",
        F::BadLift { .. } => "tulis 16:2 untuk indikator 16 naik dua tingkat, ; di antaranya",
        F::UnknownDrop { .. } => "tulis jenisnya (floor) atau jenis dan id (floor:people)",
        F::AmbiguousNumber { text } => return Some(both_readings(text)),
        F::TooFine { .. } => "bulatkan, atau isi money.decimals (atau decimals pada jenis biayanya)",
        F::TooLarge { .. } => "periksa money.unit: semua jumlah dikalikan dengannya",
        F::NotAYear { .. } => "tulis tahun kalender (2027) atau tahun rencana (1 = tahun pertama)",
        F::WeightsNotOne { .. } => "bagi setiap bobot dengan jumlahnya",
        F::BadRatio { .. } => "tulis 3 untuk tiga kali lebih penting, 1/3 untuk sepertiganya",
        F::ComparesItself { .. } | F::NotSiblings { .. } => "bandingkan kriteria yang satu induk",
        F::Disconnected { .. } | F::RaterApart { .. } => {
            "bandingkan satu kriteria dari tiap bagian dengan bagian lain"
        }
        F::CriterionRing { .. } => "hapus salah satu parent",
        F::SwingOrder { .. } => "urutkan kriteria dari poin terbesar ke terkecil",
        F::NoSwing { .. } => "berikan dua skor suatu kriteria (bukan kelompok) yang poinnya berbeda",
        F::NobodyWeighs { .. } => {
            "beri set bobot dengan rater = \"...\", atau perbandingan di judgements.csv"
        }
        F::BadRange { .. } => "tulis \"10%\", atau [\"-5%\", \"30%\"]",
        F::AlmostNoWeight { .. } | F::NeverDiffers { .. } => "hapus kriteria ini, atau jelaskan gunanya",
        F::Correlated { .. } => {
            "periksa apakah keduanya menghitung manfaat yang sama; gabungkan atau turunkan bobotnya"
        }
        F::TooManyHigh { .. } => "minta penilai menyebutkan mana yang didahulukan",
        F::Inconsistent { .. } => "tanyakan perbandingan ini lebih dahulu kepada penilai",
        F::FundCeilingMixed { .. } => {
            "uang suatu sumber dana hanya dibatasi menurut sumber itu; buat sumber dana tersendiri untuk tujuan itu"
        }
        F::NoFundMayPay { .. } => {
            "sebutkan sumber dana yang boleh membayar jenis ini, atau perluas classes-nya"
        }
        F::SavingTooLarge { .. } => "penghematan mengurangi biaya tahunan anggota yang id-nya paling depan",
        F::ShareWithoutCeiling { .. } => "tambahkan pagu tanpa lingkup, atau tulis of = \"spending\"",
        F::MixedClasses { .. } => "sebutkan jenis uang saja, atau satu jenis yang bukan uang",
        F::OnlyInCase { .. } => "ubah di case.toml, untuk semua skenario",
        F::NoReach { .. } => "tambahkan kolom reach, agar proyek besar tidak dinilai seperti proyek kecil",
        F::DeadlineIgnored { .. } => "tulis mandatory = 1, atau hapus tenggatnya",
        F::ContradictsEarlier { .. } | F::ForcedBothWays { .. } => "pertahankan salah satu",
        F::MandatoryGroupMissing { .. } => "isi variant_group, atau tulis mandatory = 1",
        F::AmbiguousId { .. } => "ganti nama kelompoknya",
        F::WorkbookClaims { .. } => {
            "berkas ini rusak, atau dibuat untuk merugikan: buka di program lembar sebar dan simpan dengan nama baru"
        }
        F::WorkbookUnreadable { .. } => {
            "simpan sekali lagi sebagai \"Excel Workbook (.xlsx)\", tanpa kata sandi"
        }
        F::WorkbookTooLarge { .. } => {
            "sisakan lembar kasus saja, atau berikan sebagai folder berisi tabel CSV"
        }
        F::FileTooLarge { .. } => {
            "periksa apakah berkasnya benar; sisakan hanya baris yang diperlukan kasus ini"
        }
        F::NotAFile { .. } => "salin isinya ke berkas biasa, lalu berikan berkas itu",
        F::TooManyValues { .. } => {
            "tulis jumlah yang banyak barisnya sebagai tabel, misalnya costs.csv atau base.csv"
        }
        F::TooManyRows { .. } => "sisakan hanya baris yang diperlukan kasus ini",
        F::TooManyColumns { .. } => {
            "sisakan hanya kolom yang diperlukan kasus ini; periksa pemisah dan tanda kutip di baris ini"
        }
        F::CellTooLong { .. } => {
            "persingkat teksnya; jika sel ini memuat beberapa baris, sebuah tanda kutip belum ditulis"
        }
        F::HiddenSign { .. } => "karakter itu tidak ikut dibaca; hapus di sini, atau ketik ulang teksnya",
        F::ErrorCell { .. } => "perbaiki rumusnya, atau tulis nilainya langsung",
        F::UnknownSheet { .. } => "awali namanya dengan # bila lembar itu hanya untuk orang",
        F::DateCell { .. } => {
            "mungkin Excel mengubah isian seperti 16:2; jadikan format sel teks lalu ketik ulang"
        }
        F::SourcesDiffer { .. } => {
            "sepakati satu nilai dan tulis di keduanya; --prefer-forms memakai isi formulir, bukan isi kasus"
        }
        F::OtherUnit { .. } => "ubah angka formulir dan isi money.unit-nya",
        F::BrokenLink { .. } | F::ChangedEntry { .. } => {
            "kembalikan decisions.csv seperti semula (folder inputs pada hasil menyimpan salinannya); catat perubahan sebagai entri baru: petajalan decide"
        }
        F::NotADate { .. } => "tulis seperti 2026-11-24",
        F::NotLogged { .. } => {
            "catat siapa yang memutuskan: petajalan decide KASUS --action force-in --subject ID --by SIAPA --basis DASAR"
        }
        F::SimilarNames { .. } => "bila sama, beri kode yang sama",
        F::DuplicateColumn { .. } => "hapus salah satu; beberapa kolom punya dua nama (owner, agency)",
        _ => return None,
    };
    Some(text.to_owned())
}

/// The nearest name that would have been right.
pub fn nearest(finding: &Finding, name_near: &str) -> String {
    use Finding as F;
    match finding {
        F::UnknownColumn { .. } => format!("kolom terdekat adalah {name_near}"),
        F::UnknownKey { .. } => format!("kunci terdekat adalah {name_near}"),
        F::MissingColumn { .. } | F::MissingKey { .. } => format!("mungkin maksudnya {name_near}?"),
        F::FileMissing { .. } => format!("berkas terdekat adalah {name_near}"),
        F::MissingSheet { .. } | F::UnknownSheet { .. } => format!("lembar terdekat adalah {name_near}"),
        F::NotAChoice { .. } => format!("pilihan terdekat adalah {name_near}"),
        F::UnknownId { .. } | F::DependsOnUnknown { .. } | F::UnknownDrop { .. } | F::GroupOfOne { .. } => {
            format!("id terdekat adalah {name_near}")
        }
        _ => format!("yang terdekat adalah {name_near}"),
    }
}

fn both_readings(text: &str) -> String {
    let whole: String = text.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let other = if text.contains('.') { text.replace('.', ",") } else { text.replace(',', ".") };
    format!("tulis {whole} untuk ribuan; untuk desimal tambahkan satu angka, {text}0 atau {other}0")
}

fn name(thing: Thing) -> &'static str {
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

fn shape(shape: Shape) -> &'static str {
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
