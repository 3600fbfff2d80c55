//! Indonesian sentences of findings.

mod advice;
mod terms;

pub use self::advice::{advice, nearest};

use self::terms::{absent, folder_flaw, free, hidden, money, name, shape};
use super::runs;
use super::signs::{at, ids, sign, years};
use crate::diagnostic::Finding;
use crate::finding::{NotRead, Unread};
use crate::words::Lang;
use crate::words::form;

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
        F::BadId { id, sign: held } => format!("id {id} tidak boleh memuat {}", sign(Lang::Id, held)),
        F::MisspelledKey { key } => format!("tidak ada kunci {key}"),
        F::SameFolder { id, other, file, line } => {
            format!(
                "skenario {id} dan skenario {other} ({}) akan memakai folder yang sama di Windows dan macOS",
                at(file, *line)
            )
        }
        F::BadFolderName { thing, id, flaw, .. } => {
            format!("{} {id} tidak dapat menjadi nama folder: {}", name(*thing), folder_flaw(*flaw))
        }

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
        F::AmbiguousSize { text } => {
            format!("{text} dapat dibaca dua cara: m dapat berarti million (juta), M dapat berarti miliar")
        }
        F::OtherCurrency { text, sign } => {
            format!("{text} memakai mata uang lain, sedangkan kasus ini memakai {sign}")
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
        F::TooFewAmounts { key, given, expected, missing, .. } => {
            let missing = years(Lang::Id, missing);
            format!("{key} memuat nilai untuk {given} dari {expected} tahun; {missing} {}", absent(key))
        }
        F::NotAPair { key, given } => format!("{key} memerlukan dua angka, bukan {given}"),
        F::NothingCosts { .. } => {
            "tidak ada inisiatif yang berbiaya: tanpa uang, tanpa sumber daya lain dan tanpa tenaga"
                .to_owned()
        }
        F::NothingWorth { .. } => "tidak ada inisiatif yang bernilai, kapan pun dimulai".to_owned(),
        F::NoInitiatives {} => "kasus ini tidak memuat inisiatif".to_owned(),
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
        F::UnreadRuleKey { key, why: Unread::InScenarios, .. } => {
            format!("{key} di case.toml tidak dibaca")
        }
        F::UnreadRuleKey { key, why: Unread::UnderScenario, .. } => {
            format!("{key} tidak berada di bawah skenario mana pun, sehingga tidak dibaca")
        }
        F::UnreadRuleKey { table, key, why: Unread::Fund, .. } => {
            format!("kunci {key} di {table} tidak dibaca: aturan ini menghitung uang dari semua sumber dana")
        }
        F::UnreadRuleKey { table, key, .. } => format!("kunci {key} di {table} tidak dibaca"),
        F::CapOfAmount { floor } => {
            format!("batas bawah {floor} berupa jumlah uang, sehingga tidak dapat menjadi batas atas")
        }

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
        F::LookAlike { thing, id, other, file, line } => {
            format!("{} {id} dan {other} ({}) tampak sama, tetapi berbeda", name(*thing), at(file, *line))
        }
        F::NoEffect { key, needs } => format!("{key} tidak berpengaruh tanpa {}", needs.join(" atau ")),
        F::Overruled { key, by } => format!("{key} tidak berpengaruh karena ada {by}"),
        F::NoCost { ids: who } => match &who[..] {
            [one] => {
                format!("inisiatif {one} tidak berbiaya: tanpa uang, tanpa sumber daya lain dan tanpa tenaga")
            }
            _ => format!(
                "{} inisiatif tidak berbiaya (tanpa uang, sumber daya lain, dan tenaga): {}",
                who.len(),
                ids(Lang::Id, who)
            ),
        },
        F::OnlyDuties {} => {
            "tidak ada inisiatif yang bernilai: rencana hanya memilih yang termurah dari yang wajib dimulai"
                .to_owned()
        }
        F::NoValue { ids: who } => match &who[..] {
            [one] => format!("inisiatif {one} bernilai nol, kapan pun dimulai"),
            _ => format!("{} inisiatif bernilai nol, kapan pun dimulai: {}", who.len(), ids(Lang::Id, who)),
        },

        F::NearColumn { name, meant } => {
            format!("kolom {name} tidak dibaca; kolom yang dibaca bernama {meant}")
        }
        F::HeadingOfRows { rows } => {
            format!("kepala tabel terdiri atas {rows} baris, padahal hanya baris pertamanya yang dibaca")
        }
        F::UnnamedColumn { numbers } => format!("kolom tanpa judul berisi {numbers} angka yang tidak dibaca"),
        F::MergedCells { range } => {
            format!("sel {range} digabung, sehingga tidak jelas isinya milik sel yang mana")
        }
        F::TotalRow { text } => format!("baris {text} adalah baris jumlah, bukan isian tersendiri"),
        F::OtherSpreadsheet { format } if format == "xlsx" => {
            "berkas ini buku kerja Excel dengan nama tabel".to_owned()
        }
        F::OtherSpreadsheet { format } => {
            format!("berkas ini lembar kerja berformat {format}, yang tidak dibaca")
        }
        F::FormulaWithoutValue { text } => format!(
            "sel ini berisi rumus {text} tanpa nilai: program yang menulis berkas ini tidak menghitungnya"
        ),
        F::CalendarYearInCosts { year } => {
            format!("{year} adalah tahun kalender, padahal kolom ini menghitung tahun pelaksanaan")
        }
        F::TwoProfiles { initiative } => {
            format!("inisiatif {initiative} memiliki biaya di kolom tahun kalender dan di kolom capex_e")
        }
        F::SignedBelowUnit { text, count: 1, read, .. } => format!(
            "{text} dibaca sebagai {} karena bertanda mata uang, dan lebih kecil daripada satuan tabel",
            money(read)
        ),
        F::SignedBelowUnit { text, count, read, .. } => format!(
            "{text} dibaca sebagai {}: semua {count} jumlah bertanda mata uang di kolom ini lebih kecil daripada satuan tabel",
            money(read)
        ),
        F::Outlier { text, read, typical, .. } => format!(
            "{text} dibaca sebagai {}, seribu kali atau lebih berbeda dari angka di sekitarnya (sekitar {})",
            money(read),
            money(typical)
        ),
        F::AllInWholeUnits { text, count: 1, read, .. } => format!(
            "{text} tampaknya ditulis penuh, padahal satuan tabel lebih besar: dibaca sebagai {}",
            money(read)
        ),
        F::AllInWholeUnits { text, count, read, .. } => format!(
            "semua {count} jumlah di sini tampaknya ditulis penuh, padahal satuan tabel lebih besar: {text} dibaca sebagai {}",
            money(read)
        ),
        F::LimitFarFromCosts { text, read, least, sum, .. } => format!(
            "batas {text} dibaca sebagai {}, seribu kali atau lebih berbeda dari biayanya ({} sampai {} seluruhnya)",
            money(read),
            money(least),
            money(sum)
        ),
        F::SheetsOfOne { first, second } => {
            format!("lembar {first} dan {second} memuat hal yang sama, dan hanya satu yang dapat dibaca")
        }
        F::NearSheet { name } => {
            format!("lembar {name} tidak dibaca, padahal namanya mirip lembar yang dibaca")
        }
        F::FileUnread { file } => format!("berkas {file} tidak dibaca"),
        F::NumberingRow {} => "baris ini menomori kolom dan tidak dibaca".to_owned(),
        F::FiguresUnread { name, count, sum } => {
            format!("kolom {name} tidak dibaca, padahal berisi {count} angka (jumlahnya {sum})")
        }
        F::RowsAboveHeading { rows: 1, title } => {
            format!("satu baris di atas kepala tabel tidak dibaca: {title}")
        }
        F::RowsAboveHeading { rows, title } => {
            format!("{rows} baris di atas kepala tabel tidak dibaca; yang pertama: {title}")
        }
        F::NotesBeside { cells } => {
            format!("{cells} sel terisi tidak berada di bawah judul kolom mana pun dan tidak dibaca")
        }
        F::HiddenRows { rows, filtered } => {
            let by = if *filtered { "disembunyikan oleh filter" } else { "disembunyikan" };
            format!("baris {} {by} tetapi tetap dibaca", runs(rows))
        }
        F::RepeatsSums { text } => format!("baris {text} mengulang jumlah baris-baris di atasnya"),
        F::NoteRow { text } => format!("baris ini hanya berisi catatan dan tidak dibaca: {text}"),
        F::MergedWords { range, text, rows } => {
            format!("sel gabungan {range} berisi {text}, yang dibaca untuk {rows} barisnya")
        }
        F::HeadingAgain {} => "baris ini mengulang kepala tabel dan tidak dibaca".to_owned(),
        F::HiddenColumn { name } => format!("kolom {name} disembunyikan tetapi tetap dibaca"),
        F::HiddenSheet {} => "lembar ini disembunyikan tetapi tetap dibaca".to_owned(),
        F::ValueOutlier { text, typical } => {
            format!("nilai {text} lebih dari seribu kali di atas semua yang lain (sekitar {typical})")
        }
        F::CalendarYears { first, last } => format!(
            "kolom {first} sampai {last} dibaca sebagai belanja modal mulai tahun pertama yang berisi uang; tahun itu menjadi tahun mulai paling awal bila tidak ditentukan lain"
        ),
        F::HiddenSign { sign } => {
            format!("teks memuat karakter tersembunyi, U+{:04X} ({})", u32::from(*sign), hidden(*sign))
        }

        F::DefaultUsed { key, value } => format!("{key} tidak diisi; dipakai {value}"),
        F::YearsLeftOut { key, years: out } => {
            format!("{key} tidak menyebut {}: {}", years(Lang::Id, out), free(key))
        }

        F::SourcesDiffer { id, field, first, first_place, second } => {
            format!("{id} punya dua nilai {field}: {second} di sini, {first} di {first_place}")
        }
        F::OtherUnit { unit, expected } => {
            format!("formulir menghitung uang dalam satuan {unit}, kasus dalam satuan {expected}")
        }
        F::SimilarNames { id, name, other, other_name, other_place } => {
            format!("{id} ({name}) mungkin sama dengan {other} ({other_name}) di {other_place}")
        }
        F::NoForm {} => "folder ini tidak berisi formulir".to_owned(),
        F::NoRows { forms } => {
            format!("tidak ada formulir yang berisi baris untuk digabung: {}", forms.join(", "))
        }
        F::EmptyForm {} => "formulir tidak berisi baris, jadi tidak menambah apa pun".to_owned(),
        F::RepeatsCase { rows: 1 } => {
            "formulir tidak menambah apa pun: satu-satunya baris sudah ada di kasus".to_owned()
        }
        F::RepeatsCase { rows } => {
            format!("formulir tidak menambah apa pun: {rows} barisnya sudah ada di kasus")
        }
        F::Replaced { id, field, old, old_place, new } => {
            format!("{field} {id} kini {new}; formulir menggantikan {old} di {old_place}")
        }
        F::OtherAgency { initiative, owner, agency } => {
            format!("formulir {agency} mengubah {initiative} milik {owner}")
        }
        F::OwnerMoved { initiative, owner, owner_place, agency } => {
            format!("formulir memindahkan {initiative} ke {agency}; pemiliknya {owner} di {owner_place}")
        }
        F::SeveralAgencies { agencies } => {
            let part = |(agency, first, count): &(String, String, usize)| match count {
                1 => format!("{agency} ({first})"),
                _ => format!("{agency} ({first} dan {} lagi)", count - 1),
            };
            let parts: Vec<String> = agencies.iter().map(part).collect();
            format!(
                "formulir mengisi untuk beberapa perangkat daerah, dan tidak jelas miliknya yang mana: {}",
                parts.join(", ")
            )
        }
        F::CostMissing { initiative } => format!("{initiative} tidak punya biaya"),
        F::NotAForm { name, why } => match why {
            NotRead::OtherFormat => {
                format!("{name} tidak dibaca: bukan buku kerja .xlsx dan bukan tabel .csv")
            }
            NotRead::BesideTables => {
                format!("{name} tidak dibaca: tabel-tabel di foldernya dibaca sebagai satu formulir")
            }
            NotRead::TheCase => format!("{name} tidak dibaca sebagai formulir: ini kasusnya sendiri"),
            NotRead::Link => format!("{name} tidak dibaca: ini tautan ke sebuah folder"),
            NotRead::EmptyFolder => format!("{name} tidak dibaca: folder ini tidak berisi formulir"),
        },
        F::OpenElsewhere { name } => format!("{name} sedang dibuka di program lembar kerja"),
        F::NotMerged { sheet, rows } => {
            let sheet = form::sheet(sheet, Lang::Id);
            format!("{rows} baris {sheet} di formulir tidak ada di kasus, dan tidak digabung")
        }
        F::BrokenLink { number } => {
            format!("keputusan {number} tidak menyambung dengan yang sebelumnya: tautan atau nomornya lain")
        }
        F::ChangedEntry { number } => format!("keputusan {number} diubah sesudah dicatat"),
        F::NotADate { text } => format!("{text} bukan tanggal"),
        F::DatedBack { number } => {
            format!("tanggal keputusan {number} lebih awal daripada keputusan di atasnya")
        }
        F::LogCut { results, number } => {
            format!(
                "{results} dibuat saat {number} keputusan tercatat; catatan itu kini lebih pendek atau hilang"
            )
        }
        F::LogRewritten { results, number } => {
            format!("{results} dibuat dengan keputusan {number} yang lain daripada yang tercatat sekarang")
        }
        F::NotLogged { initiative } => {
            format!(
                "{initiative} ditetapkan masuk atau keluar, tetapi decisions.csv tidak menyebut oleh siapa"
            )
        }
    }
}
