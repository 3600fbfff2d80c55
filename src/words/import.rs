//! Names and remarks that an imported instance gets as a case.

use crate::portfolio::Label;

/// What is named.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// A mine scheduled by block: its name, blocks and periods.
    Mine(&'a str, usize, usize),
    /// A multidimensional knapsack: its id, projects and resources.
    Knapsack(&'a str, usize, usize),
    /// A project selection and scheduling problem: its id, projects and years.
    Schedule(&'a str, usize, usize),
    /// A resource, by number.
    Resource(usize),
    /// The category of blocks.
    Blocks,
    /// The agency of blocks.
    Company,
    /// The category of projects.
    Projects,
    /// The agency of projects.
    Research,
    /// A block, by number.
    Block(usize),
    /// A project, by number.
    Project(usize),
    /// A stream of projects.
    Stream(&'a str),
    /// The cost of a project's first year.
    Initiation,
    /// The cost of a project's later years.
    Ongoing,
}

/// The name in both languages.
#[must_use]
pub fn label(named: &Named) -> Label {
    let (id, en) = match *named {
        Named::Mine(name, blocks, periods) => (
            format!("{name}: {blocks} blok, {periods} periode"),
            format!("{name}: {blocks} blocks, {periods} periods"),
        ),
        Named::Knapsack(name, projects, resources) => (
            format!("{name}: {projects} proyek, {resources} sumber daya"),
            format!("{name}: {projects} projects, {resources} resources"),
        ),
        Named::Schedule(name, projects, years) => (
            format!("{name}: {projects} proyek, {years} tahun"),
            format!("{name}: {projects} projects, {years} years"),
        ),
        Named::Resource(number) => (format!("Sumber daya {number}"), format!("Resource {number}")),
        Named::Blocks => ("Blok".to_owned(), "Blocks".to_owned()),
        Named::Company => ("Tambang".to_owned(), "Mine".to_owned()),
        Named::Projects => ("Proyek".to_owned(), "Projects".to_owned()),
        Named::Research => ("Penelitian".to_owned(), "Research".to_owned()),
        Named::Block(number) => (format!("Blok {number}"), format!("Block {number}")),
        Named::Project(number) => (format!("Proyek {number}"), format!("Project {number}")),
        Named::Stream(stream) => (format!("Alur {stream}"), format!("Stream {stream}")),
        Named::Initiation => ("Biaya tahun pertama".to_owned(), "First-year cost".to_owned()),
        Named::Ongoing => ("Biaya tahun berikutnya".to_owned(), "Cost of later years".to_owned()),
    };
    Label { id, en }
}

/// A remark in the case, for whoever opens it.
#[derive(Clone, Copy, Debug)]
pub enum Remark<'a> {
    /// Where a mine comes from and how it is meant.
    Mine,
    /// The same of a knapsack, with the optimum its file states.
    Knapsack(Option<&'a str>),
    /// The same of a selection and scheduling problem.
    Schedule,
}

/// The remark in both languages, each on one line.
#[must_use]
pub fn remark(remark: &Remark) -> Label {
    let (id, en) = match *remark {
        Remark::Mine => (
            "Diimpor dari MineLib (.prec, .cpit): setiap blok satu periode, pendahulu boleh pada periode yang sama, \
             nilai jatuh pada periode pelaksanaan."
                .to_owned(),
            "Imported from MineLib (.prec, .cpit): a block takes one period, its predecessors may share it, value \
             falls in the period of execution."
                .to_owned(),
        ),
        Remark::Knapsack(optimum) => (
            format!(
                "Diimpor dari berkas mknap: setiap kendala adalah sumber daya tersendiri. Optimum menurut berkas: {}.",
                optimum.unwrap_or("tidak disebut")
            ),
            format!(
                "Imported from an mknap file: every constraint is a resource of its own. Optimum the file states: {}.",
                optimum.unwrap_or("none")
            ),
        ),
        Remark::Schedule => (
            "Diimpor dari tabel PPSSP: nilai dan biaya menurut tahun pelaksanaan, juga sesudah rencana; pagu total \
             tahunan adalah jumlah dua pagu lain dan tidak diulang."
                .to_owned(),
            "Imported from PPSSP tables: value and cost by year of execution, also after the plan; the yearly total is \
             the sum of the two other ceilings and is not repeated."
                .to_owned(),
        ),
    };
    Label { id, en }
}
