//! `initiatives.csv`: one row per candidate, read into [`Candidates`].
//!
//! Ids are gathered first, so that rows may point at each other in any order; everything is then held in natural
//! order of ids, and the order of rows changes nothing.

use super::alike::Seen;
use super::case_toml::{self, Head};
use super::cell::Cell;
use super::columns::Known;
use super::costs;
use super::gather::Gather;
use super::groups;
use super::lookup::{Lookup, check_id};
use super::row::{Facts, Row};
use super::scores::{self as scored, Scores};
use super::table::Table;
use super::toml_tree::Node;
use crate::diagnostic::{Finding, Place};
use crate::finding::Thing;
use crate::portfolio::{Group, Initiative, Label, Named, natural};
use crate::priority::evidence::Grade;

/// Every row, in natural order of ids.
#[derive(Debug)]
pub struct Candidates {
    /// The table itself, for places.
    pub table: Table,
    /// Ids of initiatives.
    pub ids: Lookup,
    /// Ids of groups of alternatives.
    pub group_ids: Lookup,
    /// The groups, in the same order, named by their ids.
    pub groups: Vec<Group>,
    /// The initiatives.
    pub initiatives: Vec<Initiative>,
    /// What else the rows say, in the same order.
    pub facts: Vec<Facts>,
    /// How well their costs are known.
    pub cost_grades: Vec<Option<Grade>>,
}

impl Candidates {
    /// The cell of an initiative's row.
    #[must_use]
    pub fn cell(&self, at: usize, column: &str) -> Option<Cell<'_>> {
        self.table.cell(self.facts.get(at)?.row, column)
    }

    /// The place of a column in an initiative's row; the row itself where there is no such column.
    #[must_use]
    pub fn place(&self, at: usize, column: &str) -> Place {
        let row = self.facts.get(at).map_or(0, |facts| facts.row);
        self.table.cell(row, column).map_or_else(|| self.table.row_place(row), |cell| cell.place())
    }
}

/// The columns of the table, in the order in which a heading with a word of several is taken to mean them.
#[must_use]
pub fn columns(head: &Head) -> Vec<Known> {
    let mut known = vec![
        Known::text("id").or_any(&["kode", "kode_inisiatif", "id_inisiatif", "no_inisiatif"]).naming_rows(),
        Known::text("category").or("kategori"),
        Known::text("owner").or_any(&[
            "agency",
            "perangkat_daerah",
            "opd",
            "skpd",
            "instansi",
            "opd_penanggung_jawab",
        ]),
        Known::text("depends_on").or_any(&["bergantung_pada", "tergantung_pada", "menunggu", "prasyarat"]),
        Known::text("variant_group").or_any(&["kelompok_varian", "varian"]),
        Known::text("mutually_exclusive_with").or_any(&["saling_meniadakan", "saling_meniadakan_dengan"]),
        Known::text("mandatory").or("wajib"),
        Known::text("force").or("paksa"),
        Known::text("force_reason").or_any(&["alasan", "alasan_paksa"]),
        Known::text("force_year").or("tahun_paksa"),
        Known::text("cost_grade").or("mutu_biaya"),
        Known::text("capacity_gain_pool").or("kelompok_tambahan_tenaga"),
        Known::text("earliest_start_year").or_any(&["mulai_paling_awal", "tahun_mulai_paling_awal"]),
        Known::text("latest_start_year").or_any(&["mulai_paling_lambat", "tahun_mulai_paling_lambat"]),
        Known::text("mandatory_start_deadline_year").or_any(&["tenggat_mulai", "wajib_mulai_paling_lambat"]),
        Known::text("mandatory_finish_deadline_year")
            .or_any(&["tenggat_selesai", "wajib_selesai_paling_lambat"]),
        Known::text("committed_start").or_any(&["mulai_terikat", "tahun_mulai_terikat"]),
        Known::text("funding_sources").or("sumber_dana"),
        Known::text("legal_basis").or("dasar_hukum").describing(),
        Known::text("cost_basis").or("dasar_biaya").describing(),
        Known::text("account_version").or("versi_rekening").describing(),
        Known::text("name_en").or_any(&["nama_inggris"]).describing(),
        Known::text("name_id").or_any(&["name", "nama", "nama_inisiatif", "nama_indonesia"]).describing(),
        Known::text("peta_rencana_content").or_any(&["heading", "muatan_peta_rencana"]).describing(),
        Known::text("program_or_subkegiatan")
            .or_any(&["account", "rekening", "kode_rekening", "sub_kegiatan"])
            .describing(),
    ];
    let opex: &[&str] = &[
        "opex",
        "operasional",
        "operasi",
        "operating",
        "operation",
        "pemeliharaan",
        "maintenance",
        "running",
        "perawatan",
        "langganan",
        "lisensi",
        "sewa",
        "rutin",
    ];
    let capex: &[&str] = &[
        "capex",
        "modal",
        "investasi",
        "investment",
        "capital",
        "biaya",
        "cost",
        "costs",
        "anggaran",
        "budget",
        "belanja",
        "pengadaan",
        "pembangunan",
        "harga",
        "price",
        "pagu",
    ];
    let value: &[&str] = &["manfaat", "benefit", "benefits", "npv", "value", "nilai", "poin", "points"];
    known.extend([
        Known::number("opex_annual")
            .or_any(&["operasional", "operasional_tahunan", "belanja_operasional", "biaya_operasional"])
            .like(opex),
        Known::family("capex_e").or_any(&["modal_t", "belanja_modal_t", "biaya_modal_t"]).like(capex),
        Known::number("duration_years").or_any(&["durasi", "durasi_tahun", "lama", "lama_tahun"]),
        Known::number("staff_pm_build_per_year").or_any(&["tenaga_membangun", "tenaga_pembangunan"]),
        Known::number("staff_pm_run_per_year").or_any(&["tenaga_berjalan", "tenaga_operasional"]),
        Known::number("capacity_gain_pm_per_year").or("tambahan_tenaga"),
        Known::number("value_service").or_any(&["nilai_layanan", "nilai_per_tahun_layanan"]),
        Known::family("value_e").or("nilai_t"),
        Known::number("reach").or_any(&["jangkauan", "cakupan"]),
        Known::number("risk").or("risiko"),
        Known::number("annual_saving").or_any(&["penghematan", "penghematan_tahunan"]),
        Known::years(),
    ]);
    let given = Known::number("value").or("nilai");
    known.push(if head.value_given { given.like(value) } else { given });
    known.extend(head.lift_columns.iter().map(|column| Known::text(column)));
    let criteria = head.shell.criteria.iter();
    known.extend(
        criteria.map(|c| Known::number(&format!("b_{}", c.id)).or_any(&[&c.id, &c.name.id, &c.name.en])),
    );
    known
}

/// Reads every row. Agencies and categories that were not declared are those of the rows, in id order.
pub fn read(
    g: &mut Gather,
    case: &Node,
    head: &mut Head,
    table: Table,
    lines: &costs::Lines,
    scores: &Scores,
) -> Candidates {
    check_columns(g, head, &table, scores);
    if table.has_header() && table.is_empty() {
        g.add(Finding::NoInitiatives {}, table.header_place());
    }
    let order = ordered(g, &table);
    let ids = Lookup::new(
        Thing::Initiative,
        order.iter().map(|&row| table.text(row, "id")),
        table.has("id") && !table.is_empty(),
    );
    declare_used(g, head, &table, &order);
    head.pool_scopes = case_toml::pool_scopes(g, case, head);
    let (group_ids, groups) = groups::read(g, &table, &order, &ids);
    let wide = costs::Wide::of(&table);
    wide.note(g, &table);
    let values = table.family("value_e");
    let mut initiatives = Vec::with_capacity(order.len());
    let mut facts = Vec::with_capacity(order.len());
    let mut cost_grades = Vec::with_capacity(order.len());
    for (at, &row) in order.iter().enumerate() {
        let reader = Row { head, table: &table, ids: &ids, groups: &group_ids, number: row, at };
        let mut item = reader.initiative(g, &values, scores, &wide);
        item.costs = costs::of_row(g, head, &table, row, &item, &wide, lines);
        facts.push(reader.facts(g, &item));
        cost_grades.push(table.filled(row, "cost_grade").and_then(|cell| scored::grade(g, &cell)));
        initiatives.push(item);
    }
    Candidates { table, ids, group_ids, groups, initiatives, facts, cost_grades }
}

/// Rows in natural order of ids, each id once.
fn ordered(g: &mut Gather, table: &Table) -> Vec<usize> {
    let mut order: Vec<usize> = (0..table.len())
        .filter(|&row| {
            table.cell(row, "id").is_some_and(|cell| check_id(g, Thing::Initiative, cell.text, cell.place()))
        })
        .collect();
    order.sort_by(|&a, &b| natural(table.text(a, "id"), table.text(b, "id")).then(a.cmp(&b)));
    let mut kept: Vec<usize> = Vec::with_capacity(order.len());
    let mut seen = Seen::new(Thing::Initiative);
    for row in order {
        let id = table.text(row, "id");
        match kept.last() {
            Some(&first) if table.text(first, "id") == id => {
                let finding = Finding::DuplicateId {
                    thing: Thing::Initiative,
                    id: id.to_owned(),
                    first_line: table.line(first),
                };
                if let Some(cell) = table.cell(row, "id") {
                    g.at(finding, &cell);
                }
            }
            _ => {
                seen.take(g, id, || {
                    table.cell(row, "id").map_or_else(|| table.row_place(row), |cell| cell.place())
                });
                kept.push(row);
            }
        }
    }
    kept
}

fn check_columns(g: &mut Gather, head: &Head, table: &Table, scores: &Scores) {
    for column in ["id", "category", "owner"] {
        table.need(g, column);
    }
    if head.value_given {
        let any = table.has("value") || table.has("value_service") || !table.family("value_e").is_empty();
        if !any {
            table.need(g, "value");
        }
    } else if scores.is_empty() {
        for criterion in &head.shell.criteria {
            table.need(g, &score_column(&criterion.id));
        }
    }
    let mut defaults = vec![("duration_years", "1")];
    if !head.value_given {
        defaults.push(("reach", "1"));
    }
    if head.shell.funds.len() > 1 {
        defaults.push(("funding_sources", "*"));
    }
    for (column, value) in defaults.iter().filter(|(column, _)| table.has_header() && !table.has(column)) {
        let place = Place { field: Some((*column).to_owned()), ..table.header_place() };
        g.add(Finding::DefaultUsed { key: (*column).to_owned(), value: (*value).to_owned() }, place);
    }
}

/// The column of a criterion's scores, as tables name it.
#[must_use]
pub fn score_column(criterion: &str) -> String {
    format!("b_{criterion}").to_lowercase()
}

fn declare_used(g: &mut Gather, head: &mut Head, table: &Table, order: &[usize]) {
    let mut used = |column: &str, thing: Thing| {
        let (mut known, mut seen) = (std::collections::BTreeSet::new(), Seen::new(thing));
        let mut found = Vec::new();
        for cell in order.iter().filter_map(|&row| table.filled(row, column)) {
            if known.insert(cell.text) && check_id(g, thing, cell.text, cell.place()) {
                seen.take(g, cell.text, || cell.place());
                found.push(Named { id: cell.text.to_owned(), name: Label::same(cell.text) });
            }
        }
        found
    };
    if head.shell.agencies.is_empty() {
        head.shell.agencies = used("owner", Thing::Agency);
        let ids = head.shell.agencies.iter().map(|agency| agency.id.as_str());
        head.agencies = Lookup::new(Thing::Agency, ids, head.agencies.complete && table.has("owner"));
    }
    if head.shell.categories.is_empty() {
        head.shell.categories = used("category", Thing::Category);
        let ids = head.shell.categories.iter().map(|category| category.id.as_str());
        head.categories =
            Lookup::new(Thing::Category, ids, head.categories.complete && table.has("category"));
    }
}
