//! Help of the command line.

use super::Lang;

/// A text that belongs to no single command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// What the program is.
    About,
    /// `--lang`.
    Lang,
}

/// The text in a language.
#[must_use]
pub fn text(text: Text, lang: Lang) -> &'static str {
    match text {
        Text::About => lang.pick(
            "Peta jalan dan anggaran: rencana investasi tahunan terbaik untuk setiap pagu, dengan bukti",
            "Roadmaps and budgets: the best yearly investment plan for each ceiling, with proof",
        ),
        Text::Lang => lang.pick("Bahasa keluaran", "Language of the output"),
    }
}

/// What a command does.
#[must_use]
pub fn about(command: &str, lang: Lang) -> &'static str {
    match command {
        "new" => lang.pick(
            "Membuat kasus awal berisi komentar, atau formulir Excel",
            "Writes a commented starter case, or an Excel form",
        ),
        "check" => lang.pick(
            "Memeriksa kasus: setiap temuan dengan berkas, baris, dan kolom; tidak menghitung rencana",
            "Checks a case: every finding with file, line and column; nothing is solved",
        ),
        "plan" => lang.pick(
            "Menghitung, membuktikan, dan menulis rencana untuk setiap skenario",
            "Solves, proves and writes the plan of every scenario",
        ),
        "compare" => lang.pick(
            "Membandingkan dua skenario atau rencana: apa yang berubah dan mengapa",
            "Compares two scenarios or plans: what changes and why",
        ),
        "whatif" => lang.pick(
            "Menjawab pertanyaan: bila A12 mulai 2028, I06 harus masuk, Dinas X dipotong 10% - apa bedanya",
            "Answers a question: if A12 starts in 2028, I06 must be in, agency X gets 10% less - what differs",
        ),
        "revise" => lang.pick(
            "Merevisi rencana di tengah jalan: nilai untuk 0, 1, 2, ... perubahan",
            "Revises a plan midway: the value for 0, 1, 2, ... changes",
        ),
        "alternatives" => lang.pick(
            "Mencari rencana hampir terbaik yang paling berbeda",
            "Finds plans nearly as good as the best that differ most",
        ),
        "robust" => lang.pick(
            "Menguji ketahanan rencana: mengundi bobot, biaya, waktu, dan pagu",
            "Tests how robust plans are: draws weights, costs, delays, ceilings",
        ),
        "frontier" => lang.pick(
            "Apa yang dibeli setiap rupiah, dengan bukti, dan tangga anggaran",
            "What each unit of money buys, with proof, and the budget ladder",
        ),
        "explain" => lang.pick(
            "Mengapa masuk, mengapa tidak, dan pada harga berapa itu berubah",
            "Why in, why out, and at which price that turns",
        ),
        "priorities" => lang.pick(
            "Bobot menurut set dan penilai, perbedaan pendapat, dan mana yang mengubah rencana",
            "Weights by set and rater, where raters disagree, and which of it changes the plan",
        ),
        "report" => lang.pick(
            "Menulis halaman keputusan (report.html) dan laporan cetak (report.pdf) dari hasil yang diperiksa ulang; --memo: memo per skenario",
            "Writes the decision room (report.html) and the printed report (report.pdf) from kept results, checked again; --memo: a memo per scenario",
        ),
        "serve" => lang.pick(
            "Halaman andai di komputer ini: ubah pagu, inisiatif, bobot, atau aturan; jawabannya langsung dan sampai terbukti",
            "The what-if page on this computer: change ceilings, initiatives, weights or rules; answers at once, then proven",
        ),
        "decide" => lang.pick(
            "Mencatat keputusan: siapa, apa, kapan, atas dasar apa; berantai hash",
            "Puts a decision on record: who, what, when, on what basis; hash-chained",
        ),
        "verify" => lang.pick(
            "Memeriksa folder hasil tanpa pemecah: masukan, rencana, angka, dan batas",
            "Checks a folder of results without a solver: inputs, plans, numbers and bounds",
        ),
        "collect" => lang.pick(
            "Menggabungkan formulir perangkat daerah ke dalam kasus; menyebut setiap pertentangan, kembaran, dan kekosongan",
            "Merges agencies' forms into the case, naming every conflict, duplicate and gap",
        ),
        "import" => lang.pick(
            "Membuat kasus dari soal yang diterbitkan: minelib, mknap, atau ppssp",
            "Writes a published instance as a case: minelib, mknap or ppssp",
        ),
        "minelib" => lang.pick(
            "MineLib: AWALAN.prec dan AWALAN.cpit, penjadwalan blok tambang",
            "MineLib: PREFIX.prec and PREFIX.cpit, scheduling the blocks of a mine",
        ),
        "mknap" => lang.pick(
            "OR-Library: satu atau beberapa ransel multidimensi; beberapa menjadi DIR/1, DIR/2, ...",
            "OR-Library: one or several multidimensional knapsacks; several become DIR/1, DIR/2, ...",
        ),
        "ppssp" => lang.pick(
            "PPSSP: tabel proyek dan tabel anggaran, pemilihan dan penjadwalan proyek",
            "PPSSP: a table of projects and one of budgets, project selection and scheduling",
        ),
        "completions" => lang.pick("Pelengkap perintah untuk shell", "Completions for a shell"),
        "man" => lang.pick("Halaman manual", "The manual page"),
        _ => "",
    }
}

/// What an argument means.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: one entry for each argument")]
pub fn argument(name: &str, lang: Lang) -> &'static str {
    match name {
        "case" => lang.pick("Folder kasus, atau satu .xlsx", "The case folder, or one .xlsx"),
        "xlsx" => lang.pick(
            "Formulir Excel dengan pilihan, komentar, dan pemeriksaan isian",
            "An Excel form with drop-downs, comments and checks",
        ),
        "filled-from" => lang.pick("Formulir berisi kasus ini", "The form holds this case"),
        "forms" => lang.pick(
            "Formulir: .xlsx, tabel .csv, folder tabel, atau folder berisi formulir",
            "Forms: .xlsx, .csv tables, folders of tables, or folders of forms",
        ),
        "prefer-forms" => lang.pick(
            "Isi formulir menggantikan isi kasus (tidak pernah isi formulir lain)",
            "A form's value replaces the case's (never another form's)",
        ),
        "dir" => lang.pick("Folder", "The folder"),
        "format" => lang.pick("Bentuk keluaran", "Form of the output"),
        "prefix" => lang.pick("Nama berkas tanpa .prec dan .cpit", "The files' name without .prec and .cpit"),
        "file" => lang.pick("Berkas soal", "The instance's file"),
        "projects" => lang.pick("Tabel proyek", "The table of projects"),
        "budgets" => lang.pick("Tabel anggaran", "The table of budgets"),
        "scenario" => lang.pick("Hanya skenario ini; boleh diulang", "Only this scenario; may be repeated"),
        "old" => lang.pick("Nilai sebelumnya", "The value before"),
        "output" => lang.pick("Folder hasil", "Folder of results"),
        "wait" => lang.pick(
            "Menunggu bila proses lain sedang menulis ke folder yang sama",
            "Wait while another run writes to the same folder",
        ),
        "replace" => lang.pick(
            "Mengganti hasil kasus lain, atau berkas hasil yang telah diubah",
            "Replace the results of another case, or result files that were changed",
        ),
        "gap" => lang.pick(
            "Berhenti pada selisih relatif ini (0,001 = 0,1%); 0 meminta bukti",
            "Stop at this relative gap (0.001 = 0.1%); 0 asks for proof",
        ),
        "time-limit" => lang.pick(
            "Batas waktu seluruh perintah dalam detik, dibagi antar skenario; hasilnya tidak dapat diulang persis",
            "Time limit of the whole command in seconds, shared among its scenarios; results are then not repeatable",
        ),
        "study-limit" => lang.pick(
            "Batas waktu seluruh perintah dalam detik; kurva lalu ditandai belum lengkap dan tidak dapat diulang persis",
            "Time limit of the whole command in seconds; the curve is then marked as incomplete and not repeatable",
        ),
        "nodes" => lang.pick("Batas simpul pencarian tiap tujuan", "Limit on search nodes of each goal"),
        "from" => lang.pick(
            "Yang pertama: id skenario atau berkas/folder rencana; untuk revise: tahun pertama yang masih terbuka",
            "The first: a scenario's id, or a plan's file or folder; for revise: the first year that is still open",
        ),
        "to" => lang.pick(
            "Yang kedua: id skenario atau berkas/folder rencana; tanpa ini, --from dengan --cut",
            "The second: a scenario's id, or a plan's file or folder; without it, --from with --cut",
        ),
        "cut" => lang.pick(
            "Memotong pagu total satu tahun: 2029=40%; boleh diulang",
            "Cuts the total ceiling of a year: 2029=40%; may be repeated",
        ),
        "cut-of" => lang.pick(
            "Memotong pagu total satu tahun (2029=40%), batas satu sumber dana (PAD=10%), atau yang diterima satu \
             perangkat daerah dalam rencana (Dinkes=10%); boleh diulang",
            "Cuts the total ceiling of a year (2029=40%), the limits of a fund (PAD=10%), or what the plan gives an \
             agency (Dinkes=10%); may be repeated",
        ),
        "start" => lang.pick("Inisiatif mulai tahun ini: A12=2028; boleh diulang", "An initiative starts in this year: A12=2028; may be repeated"),
        "must" => lang.pick("Inisiatif harus masuk; boleh diulang", "An initiative must be in; may be repeated"),
        "without" => lang.pick("Tanpa inisiatif ini; boleh diulang", "Without this initiative; may be repeated"),
        "ceiling" => lang.pick(
            "Pagu total satu tahun: 2028=5000000000 atau 2028=5miliar; boleh diulang",
            "The total ceiling of a year: 2028=5000000000 or 2028=5billion; may be repeated",
        ),
        "memo" => lang.pick("Memo tiap skenario, dengan rujukan", "A memo for each scenario, with references"),
        "action" => lang.pick("Jenis keputusan", "Kind of decision"),
        "subject" => lang.pick("Tentang apa: inisiatif, pagu, bobot", "About what: an initiative, a ceiling, a weight"),
        "value" => lang.pick("Menjadi berapa", "What it is set to"),
        "decided-for" => lang.pick("Untuk skenario ini; tanpa ini untuk semua", "For this scenario; without it for all"),
        "decided-by" => lang.pick("Siapa yang memutuskan", "Who decided"),
        "basis" => lang.pick("Dasar keputusan", "On what basis"),
        "date" => lang.pick(
            "Tanggal keputusan, atau saatnya menurut waktu universal (UTC); tanpa ini sekarang",
            "The day of the decision, or its moment by universal time (UTC); without it now",
        ),
        "all-goals" => lang.pick(
            "Menurut semua tujuan, sehingga jawabannya satu-satunya; lebih lama",
            "By every goal, so that the answer is the only one; slower",
        ),
        "charts" => lang.pick("Dengan gambar", "With charts"),
        "scenario-of" => lang.pick("Skenario yang ditanyakan; tanpa ini yang pertama", "The scenario asked about; without it the first"),
        "under" => lang.pick(
            "Skenario tempat rencana dari berkas dinilai, bila berkasnya tidak menyebutkannya",
            "The scenario by which a plan from a file is judged, where the file does not say",
        ),
        "plan" => lang.pick(
            "Rencana lama: plan.json, plan.csv, atau foldernya",
            "The earlier plan: plan.json, plan.csv, or its folder",
        ),
        "cancel" => lang.pick("Membatalkan inisiatif ini; boleh diulang", "Cancels this initiative; may be repeated"),
        "actuals" => lang.pick(
            "Realisasi belanja tahun-tahun lalu; menggantikan actuals.csv milik kasus",
            "Actual spending of past years; takes the place of the case's actuals.csv",
        ),
        "changes" => lang.pick(
            "Berhenti pada sekian perubahan; tanpa ini sampai tidak ada yang bertambah baik",
            "Stop at so many changes; without it, until nothing gets better",
        ),
        "count" => lang.pick("Berapa alternatif", "How many alternatives"),
        "within" => lang.pick(
            "Paling banyak sekian di bawah yang terbaik (0,01 = 1%)",
            "At most this far below the best (0.01 = 1%)",
        ),
        "by" => lang.pick(
            "Berbeda dalam hal apa: daftar tahun pertama, perangkat daerah, kategori, atau semua tahun mulai",
            "Differing in what: the first year's list, agencies, categories, or every start year",
        ),
        "threads" => lang.pick("Jumlah utas; hasilnya sama", "Number of threads; the result is the same"),
        "show-program" => lang.pick("Menulis program matematika dan berhenti", "Print the program and stop"),
        "program-format" => lang.pick(
            "Bentuk program: untuk dibaca orang, atau MPS untuk pemecah lain (tujuan pertama saja)",
            "Form of the program: for people, or MPS for other solvers (the first goal only)",
        ),
        "points" => lang.pick("Banyaknya titik kurva", "Number of points of the curve"),
        "nest" => lang.pick(
            "Yang tetap didanai di pagu lebih tinggi: tiap inisiatif, atau tiap kelompok varian",
            "What stays funded under higher ceilings: every initiative, or every group of alternatives",
        ),
        "extra" => lang.pick(
            "Tambahan terkecil yang mengubah rencana: dari skenario sendiri, atau dari semua titik (lebih lama)",
            "Least extra money that changes the plan: from your scenarios, or from every point (takes longer)",
        ),
        "profile" => lang.pick(
            "Skenario yang pagu tahunannya diskalakan; tanpa ini yang paling mungkin",
            "The scenario whose yearly ceilings are scaled; without it the most probable one",
        ),
        "no-charts" => lang.pick("Tanpa gambar", "Without charts"),
        "of-scenario" => lang.pick(
            "Skenario yang diuji; bila tidak diisi, yang disebut [uncertainty] atau yang pertama",
            "The scenario to study; without it the one that [uncertainty] names, or the first",
        ),
        "draws" => lang.pick("Banyaknya kemungkinan yang diundi", "How many draws"),
        "seed" => lang.pick("Benih undian; benih yang sama memberi hasil yang sama", "Seed of the draws"),
        "draw-gap" => lang.pick(
            "Selisih relatif yang cukup untuk setiap kemungkinan",
            "Relative gap at which a draw counts as solved",
        ),
        "confidence" => lang.pick(
            "Peluang rencana aman tetap dalam pagu (0,8 = P80)",
            "Chance with which the safe plan stays within its ceilings (0.8 = P80)",
        ),
        "initiative" => lang.pick(
            "Hanya inisiatif ini, dengan semua harganya; boleh beberapa",
            "Only these initiatives, with all their prices",
        ),
        "port" => lang.pick("Port; 0 memilih yang bebas", "The port; 0 takes a free one"),
        "seconds" => lang.pick(
            "Paling lama mencari jawaban satu pertanyaan, dalam detik",
            "Longest search for the answer to one question, in seconds",
        ),
        "shell" => lang.pick("Nama shell", "Name of the shell"),
        _ => "",
    }
}
