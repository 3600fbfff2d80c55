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
        "new" => lang.pick("Membuat kasus awal berisi komentar", "Writes a commented starter case"),
        "check" => lang.pick(
            "Memeriksa kasus: setiap temuan dengan berkas, baris, dan kolom; tidak menghitung rencana",
            "Checks a case: every finding with file, line and column; nothing is solved",
        ),
        "plan" => lang.pick(
            "Menghitung, membuktikan, dan menulis rencana untuk setiap skenario",
            "Solves, proves and writes the plan of every scenario",
        ),
        "frontier" => lang.pick(
            "Apa yang dibeli setiap rupiah: manfaat terhadap pagu dengan bukti, dan tangga anggaran",
            "What each unit of money buys: value against ceilings with proof, and the budget ladder",
        ),
        "verify" => lang.pick(
            "Memeriksa folder hasil tanpa pemecah: masukan, rencana, angka, dan batas",
            "Checks a folder of results without a solver: inputs, plans, numbers and bounds",
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
pub fn argument(name: &str, lang: Lang) -> &'static str {
    match name {
        "case" => lang.pick("Folder kasus", "The case folder"),
        "dir" => lang.pick("Folder", "The folder"),
        "format" => lang.pick("Bentuk keluaran", "Form of the output"),
        "prefix" => lang.pick("Nama berkas tanpa .prec dan .cpit", "The files' name without .prec and .cpit"),
        "file" => lang.pick("Berkas soal", "The instance's file"),
        "projects" => lang.pick("Tabel proyek", "The table of projects"),
        "budgets" => lang.pick("Tabel anggaran", "The table of budgets"),
        "scenario" => lang.pick("Hanya skenario ini; boleh diulang", "Only this scenario; may be repeated"),
        "output" => lang.pick("Folder hasil", "Folder of results"),
        "gap" => lang.pick(
            "Berhenti pada selisih relatif ini (0,001 = 0,1%); 0 meminta bukti",
            "Stop at this relative gap (0.001 = 0.1%); 0 asks for proof",
        ),
        "time-limit" => lang.pick(
            "Batas waktu tiap skenario dalam detik; hasilnya tidak dapat diulang persis",
            "Time limit of each scenario in seconds; results are then not repeatable",
        ),
        "nodes" => lang.pick("Batas simpul pencarian tiap tujuan", "Limit on search nodes of each goal"),
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
        "shell" => lang.pick("Nama shell", "Name of the shell"),
        _ => "",
    }
}
