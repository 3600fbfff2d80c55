//! Indonesian advice: how to write what was meant.

use super::super::signs::{amounts_key, ids, years};
use super::terms::{absent, money};
use crate::diagnostic::Finding;
use crate::finding::{NotRead, Unread};
use crate::words::Lang;

/// How to write what was meant, where that can be said.
#[expect(clippy::too_many_lines, reason = "one line a finding, in the order of the codes")]
pub fn advice(finding: &Finding) -> Option<String> {
    use Finding as F;
    let text = match finding {
        F::HeadingOfRows { .. } => {
            "tulis satu baris dengan satu nama di atas setiap kolom, dan pisahkan sel yang digabung"
        }
        F::UnnamedColumn { .. } => {
            "beri kolom itu nama yang dibaca (pisahkan judul yang digabung), atau # bila hanya untuk orang"
        }
        F::MergedCells { .. } => "pisahkan sel itu dan isi semuanya",
        F::TotalRow { .. } => "hapus baris ini; bila memang isian, beri id dan nama lain",
        F::SheetsOfOne { .. } => "satukan dalam satu lembar; awali nama lembar yang lain dengan #",
        F::OtherSpreadsheet { format } if format == "xlsx" => {
            "beri akhiran .xlsx dan sebutkan buku kerja itu, atau simpan lembarnya sebagai \"CSV UTF-8\""
        }
        F::OtherSpreadsheet { .. } => {
            "buka di program lembar kerja dan simpan sebagai \"Excel Workbook (.xlsx)\""
        }
        F::FormulaWithoutValue { .. } => {
            "buka dan simpan berkas ini sekali di program lembar kerja, atau tulis nilainya langsung"
        }
        F::CalendarYearInCosts { .. } => {
            "tulis 1 untuk tahun inisiatif dimulai, 2 untuk tahun berikutnya, after untuk setiap tahun sesudah selesai"
        }
        F::SignedBelowUnit { plain, read, other, .. } => {
            return Some(format!("tulis {plain} bila yang dimaksud {}, atau {}", money(read), money(other)));
        }
        F::Outlier { read, other, .. } => {
            return Some(format!("tulis {} bila itu yang dimaksud, atau {}", money(read), money(other)));
        }
        F::AllInWholeUnits { other, .. } => {
            let other = money(other);
            return Some(format!(
                "isi money.unit = 1 bila yang dimaksud {other}; bila tidak, tulis jumlahnya dengan tanda mata uang"
            ));
        }
        F::LimitFarFromCosts { read, other, .. } => {
            let (read, other) = (money(read), money(other));
            return Some(format!(
                "tulis {read} bila itu yang dimaksud, atau {other}; hilangkan tahunnya bila tidak ada batas"
            ));
        }
        F::FiguresUnread { .. } => {
            "ganti namanya bila rencana harus memakainya; awali namanya dengan # bila hanya untuk orang"
        }
        F::RowsAboveHeading { .. } => "biarkan bila hanya judul; hapus barisnya agar pesan ini tidak muncul",
        F::NotesBeside { .. } => {
            "biarkan bila hanya catatan; kolom yang harus dibaca memerlukan namanya di kepala tabel"
        }
        F::HiddenRows { .. } | F::HiddenColumn { .. } | F::HiddenSheet {} => {
            "hapus yang tidak boleh dihitung; tampilkan yang lain"
        }
        F::RepeatsSums { .. } => "hapus baris ini bila merupakan jumlah",
        F::NoteRow { .. } | F::HeadingAgain {} | F::NumberingRow {} => {
            "hapus barisnya agar pesan ini tidak muncul"
        }
        F::MergedWords { .. } => "pisahkan sel itu dan isi satu per satu bila bukan itu maksudnya",
        F::ValueOutlier { .. } => "periksa apakah semua nilai ditulis dalam satuan yang sama",
        F::UnreadRuleKey { .. }
        | F::TooFewAmounts { .. }
        | F::NothingCosts { .. }
        | F::NothingWorth { .. }
        | F::BadFolderName { .. } => return Some(advice_with_data(finding)),
        F::BadId { .. } => "ketik ulang id tanpa tanda itu",
        F::NotAPair { .. } => "tulis angka terendah dan tertinggi, misalnya [0.9, 1.4]",
        F::NoInitiatives {} => "tulis satu inisiatif pada setiap baris di bawah judul kolom",
        F::CapOfAmount { .. } => {
            "tulis [[ceiling]] dengan limits untuk batas atas jumlah uang; at_most memerlukan share"
        }
        F::SameFolder { .. } => "ganti id salah satunya",
        F::LookAlike { .. } => {
            "bila maksudnya satu hal, tulis satu id; bila dua, beri salah satunya id yang jelas berbeda"
        }
        F::NoEffect { .. } => "lengkapi yang kurang, atau hapus kunci ini",
        F::NoCost { .. } => "isi capex_e1, opex_annual atau tenaga, atau baris di costs.csv",
        F::OnlyDuties {} => "isi nilai atau skor bila rencana harus memilih menurut nilai",
        F::NoValue { .. } => {
            "isi nilai atau skornya; tahun layanan dihitung hanya sampai akhir rencana ditambah service.years_after_horizon"
        }
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
        F::AmbiguousSize { text } => return Some(both_sizes(text)),
        F::OtherCurrency { .. } => {
            "konversikan, atau isi money.sign bila seluruh kasus memakai mata uang itu"
        }
        F::TooFine { .. } => "bulatkan, atau isi money.decimals (atau decimals pada jenis biayanya)",
        F::TooLarge { .. } => "periksa money.unit: semua jumlah dikalikan dengannya",
        F::NotANumber { .. } => {
            "tulis angka, misalnya 1250000 atau 1,5 (uang boleh juga Rp1.250.000 atau 1,5 juta); 0 atau kosong bila tidak ada"
        }
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
        F::ContradictsEarlier { .. }
        | F::ForcedBothWays { .. }
        | F::Overruled { .. }
        | F::TwoProfiles { .. } => "pertahankan salah satu",
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
        F::DatedBack { .. } => {
            "periksa kedua tanggal; keputusan yang diambil lebih dahulu menyebutnya di dasarnya"
        }
        F::LogCut { .. } | F::LogRewritten { .. } => {
            "pulihkan decisions.csv, dari folder inputs hasil itu atau dari cadangan"
        }
        F::NotADate { .. } => "tulis seperti 2026-11-24",
        F::NotLogged { .. } => {
            "catat siapa yang memutuskan: petajalan decide KASUS --action force-in --subject ID --by SIAPA --basis DASAR"
        }
        F::NoForm {} | F::NotAForm { why: NotRead::EmptyFolder, .. } => {
            "masukkan formulir yang sudah diisi: buku kerja (.xlsx), tabel (.csv), atau folder tabel"
        }
        F::NoRows { .. } | F::EmptyForm {} => {
            "isi lembar inisiatif, biaya, atau skor di bawah judulnya, lalu simpan berkasnya"
        }
        F::RepeatsCase { .. } => "periksa apakah ini formulir yang sudah diisi, bukan yang dikirimkan",
        F::Replaced { .. } => "jalankan tanpa --prefer-forms untuk mempertahankan isi kasus",
        F::OtherAgency { .. } | F::SeveralAgencies { .. } => {
            "tanyakan kepada perangkat daerah terkait; bila bukan dari mereka, hapus perubahan itu dari formulir"
        }
        F::OwnerMoved { .. } => "tanyakan kepada keduanya; bila pemiliknya tetap, kosongkan selnya",
        F::CostMissing { .. } => {
            "isi capex_e1 atau opex_annual, atau tambahkan baris biayanya di lembar biaya"
        }
        F::NotAForm { why: NotRead::OtherFormat, .. } => {
            "bila ini formulir, simpan sebagai Excel Workbook (.xlsx)"
        }
        F::NotAForm { why: NotRead::BesideTables, .. } => "bila ini formulir, pindahkan ke folder lain",
        F::NotAForm { why: NotRead::Link, .. } => "berikan folder aslinya sebagai formulir tersendiri",
        F::OpenElsewhere { .. } => {
            "simpan dan tutup di sana, lalu jalankan lagi: yang belum disimpan tidak ada di formulir"
        }
        F::NotMerged { .. } => "hanya inisiatif, biaya, dan skor yang digabung; tulis selebihnya di kasus",
        F::SimilarNames { .. } => "bila sama, beri kode yang sama",
        F::DuplicateColumn { .. } => "hapus salah satu; beberapa kolom punya dua nama (owner, agency)",
        _ => return None,
    };
    Some(text.to_owned())
}

/// Advice that repeats something of the finding.
fn advice_with_data(finding: &Finding) -> String {
    use Finding as F;
    match finding {
        F::UnreadRuleKey { table, key, keys, why } => match why {
            Unread::Unknown => format!("{table} memiliki kunci {}", keys.join(", ")),
            Unread::Fund => format!(
                "hanya pagu yang dapat menyebut sumber dana: tulis [[ceiling]] dengan {key} dan limits saja, atau limits pada [[fund]]-nya"
            ),
            Unread::Years => {
                let amounts = amounts_key(keys);
                format!("tulis tahun di dalam {amounts}: {amounts} = {{ 2027 = 100, 2028 = 100 }}")
            }
            Unread::Remark => {
                "tulis catatan sesudah tanda # (dalam buku kerja: di kolom yang judulnya diawali #)"
                    .to_owned()
            }
            Unread::InScenarios => "tulis [[scenario]] di berkas scenarios.toml".to_owned(),
            Unread::UnderScenario => format!(
                "tulis sebagai [[scenario.{key}]] di bawah [[scenario]]-nya, atau di case.toml untuk semua skenario"
            ),
        },
        F::TooFewAmounts { key, missing, instead, .. } => format!(
            "tulis nilai untuk setiap tahun; bila {} memang {}, sebutkan tahun lainnya saja: {instead}",
            years(Lang::Id, missing),
            absent(key)
        ),
        F::NothingCosts { unread } => format!(
            "biaya ditulis di kolom capex_e1, capex_e2 dan opex_annual, atau di costs.csv; tenaga dihitung \
             hanya bila ada [[pool]]{}",
            not_read(unread)
        ),
        F::NothingWorth { given: true, unread } => {
            format!("nilai ditulis di kolom value, value_e1 dan value_service{}", not_read(unread))
        }
        F::NothingWorth { given: false, unread } => format!(
            "skor ditulis di kolom b_ disertai id kriteria; periksa juga skala dan bobot kriteria{}",
            not_read(unread)
        ),
        F::BadFolderName { named: true, .. } => "tulis id = \"...\" di case.toml".to_owned(),
        _ => "tulis id lain yang terdiri dari huruf, angka dan tanda hubung".to_owned(),
    }
}

fn not_read(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!("; tidak dibaca: {}", ids(Lang::Id, columns)) }
}

/// The nearest name that would have been right.
pub fn nearest(finding: &Finding, name_near: &str) -> String {
    use Finding as F;
    match finding {
        F::NearColumn { .. } => {
            format!("beri nama {name_near}; awali namanya dengan # bila kolom itu hanya untuk orang")
        }
        F::UnknownColumn { .. } => format!("kolom terdekat adalah {name_near}"),
        F::UnknownKey { .. } | F::MisspelledKey { .. } | F::UnreadRuleKey { .. } => {
            format!("kunci terdekat adalah {name_near}")
        }
        F::MissingColumn { .. } | F::MissingKey { .. } => format!("mungkin maksudnya {name_near}?"),
        F::FileUnread { .. } => format!("apakah maksudnya {name_near}?"),
        F::FileMissing { .. } => format!("berkas terdekat adalah {name_near}"),
        F::NearSheet { .. } => {
            format!("beri nama {name_near}; awali namanya dengan # bila lembar itu hanya untuk orang")
        }
        F::MissingSheet { .. } | F::UnknownSheet { .. } => format!("lembar terdekat adalah {name_near}"),
        F::NotAChoice { .. } => format!("pilihan terdekat adalah {name_near}"),
        F::UnknownId { .. } | F::DependsOnUnknown { .. } | F::UnknownDrop { .. } | F::GroupOfOne { .. } => {
            format!("id terdekat adalah {name_near}")
        }
        _ => format!("yang terdekat adalah {name_near}"),
    }
}

fn both_readings(text: &str) -> String {
    let (before, number, after) = super::super::around(text);
    let whole: String = number.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let other = if number.contains('.') { number.replace('.', ",") } else { number.replace(',', ".") };
    format!(
        "tulis {before}{whole}{after} untuk ribuan; untuk desimal tambahkan satu angka, {before}{number}0{after} atau {before}{other}0{after}"
    )
}

fn both_sizes(text: &str) -> String {
    let number = text.trim_end_matches(['m', 'M']).trim_end();
    format!("tulis {number} juta atau {number} miliar")
}
