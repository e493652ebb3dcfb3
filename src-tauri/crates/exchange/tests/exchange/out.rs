//! Lists out of the book: read back they say the same, and no spreadsheet computes anything of them.

use crate::support::*;
use domain::item::Item;
use domain::{ItemId, OwnerId, Ratio};
use exchange::column;
use exchange::export::{self, Form, List, Separated};
use exchange::{Outcome, paper};
use ledger::table::import::ImportKind;
use ledger::table::owner::{self, Owner};
use ledger::table::{item, location};
use ledger::{Error, Transaction};
use std::path::Path;

const HOSTILE: [&str; 8] = ["=1+1", "+62", "-5 C", "@SUM(A1)", "'=x", "a;b,c\"d", "line\nbreak", "＝1"];

/// With stock, lots, packs and orders, and names that a spreadsheet would compute.
fn full() -> Book {
    let book = book();
    book.turn(|tx| {
        brand_two(tx)?;
        for (number, name) in HOSTILE.iter().enumerate() {
            let id = ItemId(uuid(600 + number as u64));
            let sku = if *name == "line\nbreak" { "LB".to_owned() } else { format!("{name}#{number}") };
            item::insert(
                tx,
                &Item { pictogram: String::new(), ..an_item(id, &sku, "kg", 3, &name.replace('\n', " ")) },
                NOW_MS,
            )?;
        }
        item::add_code(tx, SALT, None, "=HYPERLINK(1)", "supplier")?;
        let third = Ratio::new(1, 3).unwrap();
        item::add_pack(tx, &domain::item::Pack { item: SALT, name: "pack".to_owned(), factor: third })?;
        item::add_code(tx, SALT, Some("pack"), "P3", "supplier")
    });
    book.taken(
        ImportKind::OpeningStock,
        "SKU,Location,Quantity,Lot,Maker,Expiry,Made on,Pieces,Serial\n\
         RM-SAL,A-01,1.2500,,,,,,\n\
         RM-SAL,B-01,1250,,,,,,\n\
         RM-CHI,A-01,18.64,CHI-1,,,2026-11-01,,\n\
         RM-CHI,B-01,0.0070,CHI-2,Kebun,2027-06,,,\n\
         RM-CHI,CR-1,3,,,,,,\n\
         RM-BEF,A-01,24.3800,B-1,,none printed,,12,\n\
         EQ-SCL,A-01,1,,,,,,SN-1\n\
         EQ-SCL,A-01,1,,,,,,SN-2\n\
         PK-BTL,A-01,620,,,,,,\n",
    );
    book.taken(
        ImportKind::Items,
        "SKU,Owner,Unit,Allergens,May contain,Storage class,Food,Days after opening,Shelf life,\
         Minutes out of storage,Usual weight per piece,Density,Source of density,Halal supplier,\
         Halal certificate,Halal until\n\
         RM-SAL,,,\"soy, tree nuts\",\"gluten, milk\",dry,yes,3,12 months,45,2.5,0.915,=measured,\
         =Garam,ID-77,2027-03-31\n\
         RM-SAL,,,,,,,,,,,,,Supplier B,ID-78,\n\
         RM-CHI,,,,sesame,chilled,no,0,90 days,,,,,,,\n\
         RM-SAL,Brand Two,kg,,,frozen,,,,,,,,Supplier B,ID-79,2027-01-01\n",
    );
    book.taken(
        ImportKind::Locations,
        "Location,Accepts,Allergens apart\nKITCHEN,\"dry, chilled\",\nA-01,,yes\nB-01,frozen,no\n",
    );
    book.taken(ImportKind::OpeningStock, "SKU,Owner,Location,Quantity\nRM-SAL,Brand Two,CR-1,7\n");
    book.taken(ImportKind::Barcodes, "SKU,Owner,Barcode,Pack,Factor\nRM-SAL,Brand Two,B2-SALT,sack,20\n");
    book.taken(
        ImportKind::PurchaseOrders,
        "Order,Owner,Supplier,Expected on,SKU,Quantity,Unit\n\
         PO-1,house,=Garam,2026-12-01,RM-SAL,4,sak\nPO-1,,,,PK-BTL,100,\n",
    );
    book
}

/// An owner beside the house: a file names owners, and makes none.
fn brand_two(tx: &Transaction) -> Result<(), Error> {
    owner::insert(tx, &Owner { id: OwnerId(uuid(3)), name: "Brand Two".to_owned() })
}

const READ_BACK: [(List, ImportKind); 6] = [
    (List::Items, ImportKind::Items),
    (List::Barcodes, ImportKind::Barcodes),
    (List::Lots, ImportKind::Lots),
    (List::Locations, ImportKind::Locations),
    (List::Counts, ImportKind::Counts),
    (List::PurchaseOrders, ImportKind::PurchaseOrders),
];

#[test]
fn what_is_written_and_read_back_is_the_same_in_every_row() {
    let book = full();
    let forms = [
        ("plain.csv", Form::Separated(Separated::PLAIN)),
        ("indonesian.csv", Form::Separated(Separated::INDONESIAN)),
        ("book.xlsx", Form::Workbook),
    ];
    for (list, kind) in READ_BACK {
        for (name, form) in &forms {
            for language in words::LANGUAGES {
                let path = book.directory.path().join(name);
                let rows = book.export_as(list, &path, form, language);
                let report = book.check_file(kind, &path);
                assert!(rows > 0, "{list:?} has rows");
                assert_eq!(
                    report.counts.same, rows,
                    "{list:?} {name} {language}: {:?} {:?}",
                    report.refused, report.differences
                );
                assert_eq!(
                    report.unknown_columns,
                    [],
                    "{list:?} {name} {language}: every header is known again"
                );
            }
        }
    }
}

#[test]
fn opening_stock_is_never_opened_twice() {
    let book = full();
    let path = book.export(List::OpeningStock, "opening.csv");
    let here = book.check_file(ImportKind::OpeningStock, &path);
    assert_eq!(here.counts.refused, 10, "every line stands in this book");
    assert_eq!(here.refused[0].why.code, "line-opened-before");
}

/// In the order in which a new book needs them.
const MOVED_HOUSE: [(List, ImportKind); 6] = [
    (List::Items, ImportKind::Items),
    (List::Barcodes, ImportKind::Barcodes),
    (List::Lots, ImportKind::Lots),
    (List::Locations, ImportKind::Locations),
    (List::OpeningStock, ImportKind::OpeningStock),
    (List::PurchaseOrders, ImportKind::PurchaseOrders),
];

#[test]
fn every_list_written_here_makes_another_book_that_writes_the_same() {
    for (form, language) in [("csv", "en"), ("xlsx", "id")] {
        let (book, other) = (full(), empty());
        other.turn(|tx| brand_two(tx));
        for (list, kind) in MOVED_HOUSE {
            let path = other.directory.path().join(format!("list.{form}"));
            let shape = if form == "csv" { Form::Separated(Separated::PLAIN) } else { Form::Workbook };
            book.export_as(list, &path, &shape, language);
            let report = other.import_file(kind, &path);
            assert_eq!(
                report.outcome,
                Outcome::Applied,
                "{list:?}: {:?} {:?}",
                report.refusal,
                report.refused
            );
        }
        assert_eq!(other.stock(), book.stock(), "the same goods at the same places");
        for list in List::ALL.into_iter().filter(|list| *list != List::History) {
            let written = [&book, &other].map(|book| sorted(&book.export(list, "again.csv")));
            assert_eq!(written[1], written[0], "{list:?} by {form}: out, in and out again");
        }
        other.verify();
    }
}

/// Its lines, which another book may have in another order.
fn sorted(path: &Path) -> Vec<String> {
    let mut lines: Vec<String> = std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn a_list_is_written_with_every_column_that_it_is_read_with() {
    let lists = MOVED_HOUSE.into_iter().chain([(List::Counts, ImportKind::Counts)]);
    for (list, kind) in lists {
        for column in column::required(kind).iter().chain(column::optional(kind)) {
            assert!(export::columns(list).contains(column), "{list:?} has no {column:?}");
        }
    }
}

#[test]
fn nothing_in_a_csv_begins_like_a_formula() {
    let book = full();
    for list in List::ALL {
        for separated in [Separated::PLAIN, Separated::INDONESIAN] {
            let path = book.directory.path().join("out.csv");
            book.export_as(list, &path, &Form::Separated(separated), "en");
            let bytes = std::fs::read(&path).unwrap();
            let has_mark = bytes.starts_with(b"\xef\xbb\xbf");
            assert_eq!(has_mark, separated.has_byte_order_mark, "the mark stands where it was asked for");
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(separated.separator as u8)
                .from_reader(&bytes[if has_mark { 3 } else { 0 }..]);
            for record in reader.records() {
                for cell in record.unwrap().iter() {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{list:?}: {cell}");
                }
            }
        }
    }
}

#[test]
fn texts_of_a_workbook_are_texts() {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let book = full();
    let path = book.export(List::Items, "items.xlsx");
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = workbook.sheet_names()[0].clone();
    let range = workbook.worksheet_range(&sheet).unwrap();
    let found: Vec<String> = range
        .rows()
        .filter_map(|row| match &row[0] {
            Data::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    assert!(found.contains(&"=1+1#0".to_owned()), "{found:?}");
    assert!(workbook.worksheet_formula(&sheet).unwrap().is_empty(), "no cell is a formula");
    // A further certificate's line has none.
    let decimals = range.rows().skip(1).map(|row| &row[4]).filter(|cell| **cell != Data::Empty);
    let decimals: Vec<&Data> = decimals.collect();
    assert!(decimals.iter().all(|cell| matches!(cell, Data::Float(_) | Data::Int(_))), "numbers are numbers");
}

#[test]
fn stock_and_history_can_be_written() {
    let book = full();
    let stock = std::fs::read_to_string(book.export(List::Stock, "stock.csv")).unwrap();
    assert!(stock.lines().next().unwrap().starts_with("SKU,Name (English)"), "{stock}");
    assert_eq!(stock.matches("SN-").count(), 2, "each serial is a line of its own");
    let history = std::fs::read_to_string(book.export(List::History, "history.csv")).unwrap();
    assert_eq!(history.lines().count(), 11, "a header and ten movements");
    assert!(history.contains("TM1-1-000001,2026-11-21T08:00:00"), "{history}");
}

#[test]
fn a_file_is_whole_or_not_there() {
    let book = full();
    let nowhere = book.directory.path().join("no/such/folder/items.csv");
    let form = Form::Separated(Separated::PLAIN);
    let result = book.runtime.block_on(exchange::export::export_file(
        &book.ledger,
        List::Items,
        &nowhere,
        &form,
        "en",
        NOW_MS,
    ));
    assert!(matches!(result, Err(exchange::Error::Write { .. })));
    book.export(List::Items, "items.csv");
    let left: Vec<_> =
        std::fs::read_dir(book.directory.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("partial")), "{left:?}");
}

#[test]
fn a_failed_file_gets_its_report_beside_it() {
    let book = book();
    let path = book.file("items.csv", "SKU,Unit,Pictogran\nRM-1,parsec,=x\n");
    let report = book.import_file(ImportKind::Items, &path);
    let beside = paper::lay_beside(&report, &path, "en").unwrap();
    assert_eq!(beside.file_name().unwrap(), "items.csv.report.txt");
    let text = std::fs::read_to_string(beside).unwrap();
    assert!(
        text.starts_with("items.csv was not taken in: one line needs a look. Nothing of it is in the book."),
        "{text}"
    );
    assert!(text.contains("Is “Pictogram” meant?"), "{text}");
    assert!(text.contains("B2 (line 2, Unit: “parsec”): The unit “parsec” is not known"), "{text}");
    assert!(!text.contains('⟦') && !text.contains("{$"), "{text}");
    let indonesian = paper::text(&report, "id");
    assert!(indonesian.contains("tidak dimasukkan: 1 baris perlu diperiksa"), "{indonesian}");
    let table = paper::table(&report, "en");
    assert_eq!(table.lines().next(), Some("Line,Cell,Column,What is there,Why"));
    assert!(table.contains("2,B2,Unit,parsec,"), "{table}");
    let undone = paper::undo_text(&book.undo(ledger::table::import::ImportId(uuid(1))), "en");
    assert!(undone.contains("There is no such import here."), "{undone}");
}

#[test]
fn places_come_back_whatever_stands_in_what() {
    let book = full();
    book.taken(ImportKind::Locations, "Location,Kind of location,Stands in\nZ,zone,KITCHEN\nAA,bin,Z\n");
    let other = empty();
    let report = other.import_file(ImportKind::Locations, &book.export(List::Locations, "places.csv"));
    assert_eq!(report.outcome, Outcome::Applied, "{:?}", report.refused);
    let parents = other.turn(|tx| Ok(location::by_code(tx, "AA")?.unwrap().parent));
    assert!(parents.is_some(), "what stands in something comes behind it in the file");
}
