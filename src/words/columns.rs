//! Headings of tables.

use super::Lang;

/// A column of some table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Id of an initiative.
    Id,
    /// Its name.
    Name,
    /// Its category.
    Category,
    /// The agency that answers for it.
    Agency,
    /// Cost class.
    Class,
    /// Who pays.
    Fund,
    /// Account code.
    Account,
    /// Fiscal year.
    Year,
    /// Amount in currency units.
    Amount,
    /// First execution year.
    Start,
    /// Last execution year.
    Finish,
    /// First year of service.
    ServiceFrom,
    /// Spending in all plan years.
    TotalInPlan,
    /// Points of the start.
    Value,
    /// Funded or not.
    Status,
    /// Why.
    Reason,
    /// Scenario compared from.
    From,
    /// Scenario compared with.
    To,
    /// Kind of change.
    Change,
    /// Start in the first.
    StartFrom,
    /// Start in the second.
    StartTo,
    /// What causes an amount.
    Source,
    /// Scenario.
    Scenario,
    /// Total ceiling.
    Ceiling,
    /// Spending.
    Spending,
    /// How many are funded.
    Funded,
    /// Index today and at the horizon.
    Index,
    /// How far the plan is proven.
    Proof,
    /// What no plan can pass.
    Bound,
    /// How far the value may be from the bound.
    Gap,
    /// Index today.
    IndexToday,
    /// Index at the horizon.
    IndexAtEnd,
    /// How many candidates there are.
    Candidates,
    /// What is left under a limit.
    Left,
    /// A limit.
    Limit,
    /// Share of a limit that is used.
    Used,
    /// What limits.
    Rule,
    /// Spending in the first year after the plan.
    AfterPlan,
    /// Number of a row.
    Number,
    /// Programme or initiative.
    Program,
    /// Domain it belongs to.
    Domain,
    /// What it serves.
    Target,
    /// Agency responsible.
    Responsible,
    /// Account code of the programme.
    AccountCode,
    /// Estimated allocation.
    Estimate,
    /// In how many plans.
    InPlans,
    /// In every plan, in some, in none.
    Standing,
    /// Difference over the plan.
    DifferenceInPlan,
    /// What kind of line.
    Kind,
    /// What is given.
    Setting,
    /// Where it stands.
    Place,
    /// Amount (or level) in the first of two plans.
    Before,
    /// Amount (or level) in the second.
    After,
    /// The second minus the first.
    Difference,
    /// In how many scenarios it is funded.
    FundedIn,
    /// In every plan, in some, in none.
    Presence,
    /// How many decisions may change.
    Changes,
    /// What one more change is worth.
    Gain,
    /// How a plan differs from the one before, in words.
    What,
    /// How a plan differs from the earlier one, in words.
    AgainstEarlier,
    /// Which plan of several.
    Plan,
    /// How far it is from the nearest plan before it.
    Distance,
    /// Value given up against the best.
    GivenUp,
    /// What it trades, in words.
    Trade,
    /// Day of a decision.
    Date,
    /// Who decided.
    Actor,
    /// What a decision is about.
    Subject,
    /// On what basis it was taken.
    Basis,
    /// Hash of an entry.
    Hash,
}

/// The heading in a language.
#[must_use]
pub fn heading(column: Column, lang: Lang) -> &'static str {
    match column {
        Column::Id => lang.pick("id", "id"),
        Column::Name => lang.pick("nama", "name"),
        Column::Category => lang.pick("kategori", "category"),
        Column::Agency => lang.pick("perangkat daerah", "agency"),
        Column::Class => lang.pick("jenis belanja", "cost class"),
        Column::Fund => lang.pick("sumber dana", "fund"),
        Column::Account => lang.pick("kode rekening", "account"),
        Column::Year => lang.pick("tahun", "year"),
        Column::Amount => lang.pick("jumlah", "amount"),
        Column::Start => lang.pick("mulai", "start"),
        Column::Finish => lang.pick("selesai", "finish"),
        Column::ServiceFrom => lang.pick("layanan sejak", "in service from"),
        Column::TotalInPlan => lang.pick("jumlah dalam rencana", "total in plan"),
        Column::Value => lang.pick("manfaat (poin)", "value (points)"),
        Column::Status => lang.pick("status", "status"),
        Column::Reason => lang.pick("alasan", "reason"),
        Column::From => lang.pick("dari skenario", "from scenario"),
        Column::To => lang.pick("ke skenario", "to scenario"),
        Column::Change => lang.pick("perubahan", "change"),
        Column::StartFrom => lang.pick("mulai semula", "start before"),
        Column::StartTo => lang.pick("mulai menjadi", "start after"),
        Column::Source => lang.pick("asal", "source"),
        Column::Scenario => lang.pick("skenario", "scenario"),
        Column::Ceiling => lang.pick("pagu", "ceiling"),
        Column::Spending => lang.pick("belanja", "spending"),
        Column::Funded => lang.pick("didanai", "funded"),
        Column::Index => lang.pick("indeks", "index"),
        Column::Proof => lang.pick("bukti", "proof"),
        Column::Bound => lang.pick("batas atas manfaat", "upper bound"),
        Column::Gap => lang.pick("selisih", "gap"),
        Column::IndexToday => lang.pick("indeks kini", "index today"),
        Column::IndexAtEnd => lang.pick("indeks akhir", "index at the end"),
        Column::Candidates => lang.pick("calon", "candidates"),
        Column::Left => lang.pick("sisa", "left"),
        Column::Limit => lang.pick("batas", "limit"),
        Column::Used => lang.pick("terpakai", "used"),
        Column::Rule => lang.pick("aturan", "rule"),
        Column::AfterPlan => lang.pick("belanja setahun setelah rencana", "spending in the year after"),
        Column::Number => lang.pick("No", "No"),
        Column::Program => lang.pick("Program/Inisiatif Strategis", "Programme/Strategic Initiative"),
        Column::Domain => lang.pick("Domain", "Domain"),
        Column::Target => lang.pick("Target Layanan", "Service Target"),
        Column::Responsible => lang.pick("OPD Penanggung Jawab", "Responsible Agency"),
        Column::AccountCode => lang.pick("Kode Rekening", "Account Code"),
        Column::Estimate => lang.pick("Estimasi Alokasi", "Estimated Allocation"),
        Column::InPlans => lang.pick("dalam berapa rencana", "in how many plans"),
        Column::Standing => lang.pick("kedudukan", "standing"),
        Column::DifferenceInPlan => lang.pick("selisih dalam rencana", "difference in plan"),
        Column::Kind => lang.pick("jenis", "kind"),
        Column::Setting => lang.pick("isi", "content"),
        Column::Place => lang.pick("tempat", "place"),
        Column::Before => lang.pick("semula", "before"),
        Column::After => lang.pick("menjadi", "after"),
        Column::Difference => lang.pick("selisih", "difference"),
        Column::FundedIn => lang.pick("didanai dalam", "funded in"),
        Column::Presence => lang.pick("keberadaan", "presence"),
        Column::Changes => lang.pick("perubahan", "changes"),
        Column::Gain => lang.pick("tambahan manfaat (poin)", "gain (points)"),
        Column::What => lang.pick("apa yang berubah", "what changes"),
        Column::AgainstEarlier => lang.pick("terhadap rencana lama", "against the earlier plan"),
        Column::Plan => lang.pick("rencana", "plan"),
        Column::Distance => lang.pick("jarak", "distance"),
        Column::GivenUp => lang.pick("manfaat dilepas (poin)", "value given up (points)"),
        Column::Trade => lang.pick("yang ditukar", "what it trades"),
        Column::Date => lang.pick("tanggal", "date"),
        Column::Actor => lang.pick("oleh", "by"),
        Column::Subject => lang.pick("tentang", "about"),
        Column::Basis => lang.pick("dasar", "basis"),
        Column::Hash => lang.pick("hash", "hash"),
    }
}
