//! Workbooks made for tests: the small case as one `.xlsx`, and broken ones.

use std::io::{Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;

use super::SMALL;

/// A change of a sheet of the small case: sheet, row and column from 1, content.
#[derive(Clone, Copy)]
pub struct Put(pub &'static str, pub u32, pub u16, pub Content);

/// What is put into a cell.
#[derive(Clone, Copy)]
pub enum Content {
    Text(&'static str),
    Number(f64),
    Date,
    Error,
    /// A formula that nobody has computed.
    Formula(&'static str),
    /// A text in cells merged down to this row.
    Merged(u32, &'static str),
    /// Nothing; the row is hidden.
    HiddenRow,
    /// Nothing; the column is hidden.
    HiddenColumn,
    /// Nothing; the sheet is hidden.
    HiddenSheet,
}

/// The small case as a workbook, changed; sheets named in `without` are left out, and what `Put` names is added.
pub fn small(without: &[&str], changes: &[Put]) -> Vec<u8> {
    let mut book = Workbook::new();
    let mut names = Vec::new();
    for (file, text) in SMALL {
        let name = file.trim_end_matches(".csv");
        if without.contains(&name) {
            continue;
        }
        names.push(name);
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        if file.strip_suffix(".toml").is_some() {
            for (row, line) in (0..).zip(text.lines()) {
                sheet.write_string(row, 0, line).expect("a line");
            }
        } else {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            for (row, record) in (0..).zip(reader.records()) {
                for (column, cell) in (0..).zip(&record.expect("a record")) {
                    put(sheet, row, column, cell);
                }
            }
        }
    }
    for Put(name, row, column, content) in changes {
        if !names.contains(name) {
            book.add_worksheet().set_name(*name).expect("a name");
            names.push(name);
        }
        let sheet = book.worksheet_from_name(name).expect("a sheet");
        let (row, column) = (row - 1, column - 1);
        match content {
            Content::Text(text) => drop(sheet.write_string(row, column, *text).expect("a text")),
            Content::Number(number) => drop(sheet.write_number(row, column, *number).expect("a number")),
            Content::Date => {
                let date = ExcelDateTime::from_ymd(2027, 3, 1).expect("a date");
                let format = Format::new().set_num_format("yyyy-mm-dd");
                sheet.write_datetime_with_format(row, column, &date, &format).expect("a date");
            }
            Content::Formula(text) => drop(sheet.write_formula(row, column, *text).expect("a formula")),
            Content::Merged(last, text) => {
                sheet.merge_range(row, column, last - 1, column, text, &Format::new()).expect("merged cells");
            }
            Content::HiddenRow => {
                sheet.set_row_hidden(row).expect("a row");
            }
            Content::HiddenColumn => {
                sheet.set_column_hidden(column).expect("a column");
            }
            Content::HiddenSheet => {
                sheet.set_hidden(true);
            }
            Content::Error => {
                let broken = Formula::new("=1/0").set_result("#DIV/0!");
                sheet.write_formula(row, column, broken).expect("a formula");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let plain = cell.parse::<f64>().ok().filter(|number| number.to_string() == cell);
    match plain {
        Some(number) => drop(sheet.write_number(row, column, number).expect("a number")),
        None if cell.is_empty() => {}
        None => drop(sheet.write_string(row, column, cell).expect("a text")),
    }
}

/// A zip with these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a zip").into_inner()
}

/// The parts of a zip.
pub fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let part = |name: String| {
        let mut held = Vec::new();
        archive.by_name(&name).expect("the part").read_to_end(&mut held).expect("bytes");
        (name, held)
    };
    names.into_iter().map(part).collect()
}

/// A workbook whose first sheet is this XML.
pub fn with_sheet(xml: &[u8]) -> Vec<u8> {
    let content = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let rels = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="case" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let book_rels = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    zipped(&[
        ("[Content_Types].xml", content),
        ("_rels/.rels", rels),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", book_rels),
        ("xl/worksheets/sheet1.xml", xml),
    ])
}
