//! The same list in every way it may be saved: encodings, separators, workbooks of three kinds; and files
//! that are none.

use crate::bytes::{old_workbook, open_document};
use crate::support::*;
use exchange::reading::Format;
use exchange::{Outcome, Report};
use ledger::table::import::ImportKind;
use proptest::prelude::*;
use rust_xlsxwriter::{Format as Style, Workbook};
use std::path::Path;

const LIST: &str =
    "SKU,Name (English),Unit,Note\r\nRM-VIN,Vinegar “white”,L,x\r\nRM-TRS,Terasi – crème,kg,\r\n";

/// Both lines are new, with their letters whole.
fn is_read(report: &Report) {
    assert_eq!(report.outcome, Outcome::Checked, "{:?} {:?}", report.refusal, report.refused);
    assert_eq!(report.counts.new, 2, "both lines are items");
    let names: Vec<&str> = report.differences.iter().map(|row| row.fields[0].after.as_str()).collect();
    assert_eq!(names, ["Vinegar “white”", "Terasi – crème"], "no letter was lost");
    let unknown: Vec<&str> = report.unknown_columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(unknown, ["Note"], "a column that means nothing is listed");
}

fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    let (bytes, _, has_lost) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!has_lost, "the list has only letters of that encoding");
    bytes.into_owned()
}

#[test]
fn every_encoding_is_read() {
    let book = book();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for (name, bytes) in [
        ("utf8.csv", LIST.as_bytes().to_vec()),
        ("utf8-bom.csv", marked(b"\xef\xbb\xbf", LIST.as_bytes().to_vec())),
        ("utf16le.csv", marked(b"\xff\xfe", utf_16(LIST, u16::to_le_bytes))),
        ("utf16be.csv", marked(b"\xfe\xff", utf_16(LIST, u16::to_be_bytes))),
        ("utf16le-no-bom.csv", utf_16(LIST, u16::to_le_bytes)),
        ("windows.csv", windows_1252(LIST)),
    ] {
        is_read(&book.check_file(ImportKind::Items, &book.file(name, bytes)));
    }
}

#[test]
fn every_separator_is_read() {
    let book = book();
    for separator in [";", "\t"] {
        is_read(&book.check(ImportKind::Items, &LIST.replace(',', separator)));
    }
    let hinted = format!("sep=;\r\n{}", LIST.replace(',', ";"));
    is_read(&book.check(ImportKind::Items, &hinted));
    let quoted = LIST.replace("RM-VIN,", "\"RM-VIN\",").replace('\r', "");
    is_read(&book.check(ImportKind::Items, &quoted));
}

#[test]
fn headers_are_known_in_both_languages_and_below_a_title() {
    let book = book();
    let titled = "Daftar barang,,\n\nNama (Inggris),  SATUAN ,sku\n\
                  Vinegar “white”,ltr,RM-VIN\n,,\nTerasi – crème,KG.,RM-TRS\n";
    let report = book.check(ImportKind::Items, titled);
    assert_eq!((report.counts.new, report.counts.refused), (2, 0), "{:?}", report.refused);
    let missing = book.check(ImportKind::Items, "Kode,Nama\nA,B\n");
    let why = missing.refusal.unwrap();
    assert_eq!(why.code, "file-columns-missing", "nothing is taken without its key");
    assert_eq!(missing.outcome, Outcome::Refused);
}

#[test]
fn a_misspelled_header_is_listed_with_what_it_could_mean() {
    let report = book().check(ImportKind::Items, "SKU,Unit,Pictogran,Colour\nRM-VIN,L,jar,red\n");
    let named: Vec<_> = report
        .unknown_columns
        .iter()
        .map(|column| (column.name.as_str(), column.nearest.as_deref()))
        .collect();
    assert_eq!(named, [("Pictogran", Some("Pictogram")), ("Colour", None)], "nothing is dropped silently");
}

#[test]
fn a_workbook_is_read_cell_by_cell() {
    let book = book();
    let path = book.directory.path().join("list.xlsx");
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Read me").unwrap().write_string(0, 0, "Prices of the week").unwrap();
    let sheet = workbook.add_worksheet();
    let rows = [["SKU", "Name (English)", "Unit", "Note"], ["RM-VIN", "Vinegar “white”", "L", "x"]];
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row as u32 + 2, column as u16, *cell).unwrap();
        }
    }
    sheet.write_string(5, 0, "RM-TRS").unwrap();
    sheet.write_string(5, 1, "Terasi – crème").unwrap();
    sheet.write_string(5, 2, "kg").unwrap();
    workbook.save(&path).unwrap();
    is_read(&book.check_file(ImportKind::Items, &path));
}

#[test]
fn stored_numbers_and_days_of_a_workbook_are_read_whatever_is_shown() {
    let book = book();
    let path = book.directory.path().join("opening.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in ["SKU", "Location", "Quantity", "Lot", "Expiry"].iter().enumerate() {
        sheet.write_string(0, column as u16, *name).unwrap();
    }
    let day = Style::new().set_num_format("dd/mm/yy");
    sheet.write_string(1, 0, "RM-CHI").unwrap();
    sheet.write_string(1, 1, "A-01").unwrap();
    sheet.write_number(1, 2, 0.1 + 0.2).unwrap();
    sheet.write_number(1, 3, 1234567890123.0).unwrap();
    sheet.write_number_with_format(1, 4, 46565.0, &day).unwrap();
    sheet.write_string(2, 0, "RM-CHI").unwrap();
    sheet.write_string(2, 1, "B-01").unwrap();
    sheet.write_number(2, 2, 9.512_340_000_000_001e17).unwrap();
    sheet.write_number(2, 3, 9.512_340_000_000_001e17).unwrap();
    sheet.write_string(2, 4, "03/04/2027").unwrap();
    workbook.save(&path).unwrap();
    let report = book.check_file(ImportKind::OpeningStock, &path);
    let opened: Vec<_> = report.differences[0].fields.iter().map(|field| field.after.as_str()).collect();
    assert_eq!(report.differences[0].key, "RM-CHI · 1234567890123 · A-01", "no digit of the lot is lost");
    assert_eq!(opened[..2], ["0.300", "2027-06-27"], "the stored value counts");
    assert_eq!(
        refusals(&report),
        [
            ("C3", "951234000000000100", "line-digits-gone"),
            ("D3", "951234000000000100", "line-digits-gone"),
            ("E3", "03/04/2027", "line-day-unsure"),
        ],
        "what the spreadsheet lost is not made up, and each cell is named"
    );
}

#[test]
fn a_name_of_which_the_spreadsheet_lost_digits_is_refused_and_not_left_empty() {
    let book = book();
    let path = book.directory.path().join("items.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in ["SKU", "Name (English)", "Unit"].iter().enumerate() {
        sheet.write_string(0, column as u16, *name).unwrap();
    }
    sheet.write_string(1, 0, "RM-VIN").unwrap();
    sheet.write_number(1, 1, 9.512_340_000_000_001e17).unwrap();
    sheet.write_string(1, 2, "L").unwrap();
    workbook.save(&path).unwrap();
    let report = book.check_file(ImportKind::Items, &path);
    assert_eq!(
        refusals(&report),
        [("B2", "951234000000000100", "line-digits-gone")],
        "an item without its name would be another item"
    );
}

fn new_workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "SKU").unwrap();
    sheet.write_number(1, 0, 12.5).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn two_sheets_that_fit_are_not_guessed_between() {
    let book = book();
    let path = book.directory.path().join("two.xlsx");
    let mut workbook = Workbook::new();
    for name in ["May", "June"] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_string(0, 0, "SKU").unwrap();
        sheet.write_string(1, 0, "RM-SAL").unwrap();
    }
    workbook.save(&path).unwrap();
    let why = book.check_file(ImportKind::Items, &path).refusal.unwrap();
    assert_eq!(why.code, "file-sheets-unsure");
}

#[test]
fn an_open_document_and_an_old_workbook_are_read() {
    let book = book();
    is_read(&book.check_file(ImportKind::Items, &book.file("list.ods", open_document(LIST))));
    is_read(&book.check_file(ImportKind::Items, &book.file("list.xls", old_workbook(LIST))));
    let goods = "SKU,Location,Quantity,Lot,Expiry\r\nRM-CHI,A-01,18.64,77001,2027-06-27\r\n";
    for (name, bytes) in [("goods.ods", open_document(goods)), ("goods.xls", old_workbook(goods))] {
        let report = book.check_file(ImportKind::OpeningStock, &book.file(name, bytes));
        assert_eq!(report.outcome, Outcome::Checked, "{name}: {:?} {:?}", report.refusal, report.refused);
        let fields: Vec<&str> =
            report.differences[0].fields.iter().map(|field| field.after.as_str()).collect();
        assert_eq!(report.differences[0].key, "RM-CHI · 77001 · A-01", "{name}");
        assert_eq!(fields[..2], ["18.640", "2027-06-27"], "{name}: numbers and days as they are stored");
    }
}

#[test]
fn what_is_no_list_is_refused_whole() {
    let book = book();
    let header = "SKU,Unit\n";
    for (name, bytes, code) in [
        ("empty.csv", Vec::new(), "file-empty"),
        ("blank.csv", b"\n\n , \n".to_vec(), "file-empty"),
        ("letter.txt", b"Dear sir,\nthe salt is late.\n".to_vec(), "file-columns-missing"),
        ("twice.csv", b"SKU,Unit,Satuan\nA,kg,kg\n".to_vec(), "file-column-twice"),
        ("open-quote.csv", [header.as_bytes(), b"\"", &vec![b'x'; 6_000_000]].concat(), "file-quote-open"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01".repeat(40), "file-encoding-unknown"),
        ("unused.csv", [header.as_bytes(), b"caf\x81,kg\n"].concat(), "file-encoding-unknown"),
        ("cut.xlsx", b"PK\x03\x04 and nothing more".to_vec(), "file-unreadable"),
        ("cut.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more".to_vec(), "file-unreadable"),
    ] {
        let report = book.check_file(ImportKind::Items, &book.file(name, bytes));
        assert_eq!(report.refusal.map(|why| why.code).as_deref(), Some(code), "{name}");
        assert_eq!(report.outcome, Outcome::Refused);
    }
}

#[test]
fn a_file_that_is_not_there_is_a_fault() {
    let book = book();
    let result = exchange::check_file(
        book.ledger.writer(),
        Path::new("nowhere.csv"),
        ImportKind::Items,
        &book.terms(),
        &mut go_on,
    );
    assert!(matches!(result, Err(exchange::Error::Read { .. })), "the disk's trouble is no refusal");
}

#[test]
fn whoever_may_not_adjust_takes_nothing_in() {
    let book = book();
    let path = book.file("list.csv", LIST);
    let terms = exchange::Terms { operator: HAND, ..book.terms() };
    let report =
        exchange::import_file(book.ledger.writer(), &path, ImportKind::Items, &terms, &mut go_on).unwrap();
    assert_eq!(report.refusal.unwrap().code, "file-not-allowed");
    assert_eq!(report.import, None, "nothing was begun");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_readers_fall_over(
        head in prop::sample::select(vec![
            "", "SKU,Unit\n", "\u{feff}SKU;Unit\n", "PK\u{3}\u{4}", "sep=\t\n",
        ]),
        tail in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("any");
        std::fs::write(&path, [head.as_bytes(), &tail].concat()).unwrap();
        exchange::reading::survey(&path, ImportKind::Items).map(|read| read.is_ok()).unwrap();
    }

    #[test]
    fn no_damage_to_a_workbook_makes_the_readers_fall_over(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), kind in 0..3,
    ) {
        let mut bytes = match kind {
            0 => open_document(LIST),
            1 => old_workbook(LIST),
            _ => new_workbook(),
        };
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("any");
        std::fs::write(&path, bytes).unwrap();
        exchange::reading::survey(&path, ImportKind::Items).map(|read| read.is_ok()).unwrap();
    }

    #[test]
    fn a_csv_of_any_cells_is_read_as_it_was_written(cells in prop::collection::vec("[^\u{0}]{0,12}", 1..30)) {
        let mut writer = csv::Writer::from_writer(b"SKU,Unit\n".to_vec());
        for cell in &cells {
            writer.write_record([cell.as_str(), "kg"]).unwrap();
        }
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("any.csv");
        std::fs::write(&path, writer.into_inner().unwrap()).unwrap();
        let survey = exchange::reading::survey(&path, ImportKind::Items).unwrap().unwrap();
        prop_assert_eq!(survey.line_count, cells.len() as u64, "quotes and line ends inside cells are cells");
        let is_comma = matches!(survey.format, Format::Separated { separator: ',', .. });
        prop_assert!(is_comma, "the separator is seen in the header");
    }
}
