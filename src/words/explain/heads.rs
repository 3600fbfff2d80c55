//! Headings of an explanation: of its parts, and of the columns of its tables.

use crate::words::Lang;

/// A part of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Rules.
    Rules,
    /// Extra money.
    Money,
    /// The plain ranking.
    Ranking,
    /// Funded initiatives.
    Funded,
    /// Initiatives left out.
    Out,
}

/// Its heading.
#[must_use]
pub fn heading(of: Heading, lang: Lang) -> &'static str {
    let (id, en) = match of {
        Heading::Rules => ("Harga setiap jenis aturan", "What each kind of rule costs"),
        Heading::Money => ("Tambahan pagu terkecil yang berarti", "The least extra money that helps"),
        Heading::Ranking => ("Terhadap urutan prioritas", "Against a plain ranking"),
        Heading::Funded => ("Didanai", "Funded"),
        Heading::Out => ("Tidak didanai", "Not funded"),
    };
    lang.pick(id, en)
}

/// A column of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after its heading, which stands below")]
pub enum Head {
    Id,
    Name,
    Status,
    Start,
    Loss,
    Points,
    Cost,
    Own,
    Credit,
    Error,
    Extra,
    Rule,
    Year,
    Gain,
    Words,
    Part,
    Number,
    Delay,
}

/// Its heading.
#[must_use]
pub fn head(of: Head, lang: Lang) -> &'static str {
    let (id, en) = match of {
        Head::Id => ("id", "id"),
        Head::Name => ("nama", "name"),
        Head::Status => ("status", "status"),
        Head::Start => ("mulai", "start"),
        Head::Loss => ("rugi bila sebaliknya", "loss if otherwise"),
        Head::Points => ("harga poin per tahun layanan", "price in points a year of service"),
        Head::Cost => ("harga biaya (%)", "price in cost (%)"),
        Head::Own => ("nilai sendiri (poin)", "own value (points)"),
        Head::Credit => ("nilai setelah dibagi (poin)", "credit (points)"),
        Head::Error => ("galat baku (poin)", "standard error (points)"),
        Head::Extra => ("tambahan pagu", "extra ceiling"),
        Head::Rule => ("aturan", "rule"),
        Head::Year => ("tahun", "year"),
        Head::Gain => ("tambahan", "gain"),
        Head::Words => ("dalam kata", "in words"),
        Head::Part => ("bagian", "part"),
        Head::Number => ("nomor", "number"),
        Head::Delay => ("mundur (tahun)", "delay (years)"),
    };
    lang.pick(id, en)
}
