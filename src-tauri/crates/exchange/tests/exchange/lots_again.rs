//! Lists of lots where one printed code is several lots of one maker, and where their certificates are found.

use crate::support::*;
use domain::certificate::Certificate;
use domain::expiry::Expiry;
use domain::lot::Lot;
use exchange::Outcome;
use exchange::export::List;
use jiff::civil::date;
use ledger::table::import::ImportKind::{Lots, OpeningStock};
use ledger::table::lot;

const BOTH: &str = "SKU,Lot,Maker,Expiry,Second lot,Certificate\n\
                    RM-CHI,L1,Kebun,2027-03-01,,https://lab.example/L1.pdf\n\
                    RM-CHI,L1,Kebun,2027-06-01,yes,COA L1 second.pdf\n";

fn lots_of(book: &Book, code: &'static str) -> Vec<Lot> {
    book.turn(move |tx| lot::by_code(tx, CHILI, code))
}

fn certificates(book: &Book) -> Vec<Option<String>> {
    let lots = lots_of(book, "L1");
    book.turn(move |tx| {
        let of = |lot: &Lot| Ok(lot::certificate(tx, lot.id)?.map(|found| found.text().to_owned()));
        lots.iter().map(of).collect()
    })
}

#[test]
fn another_date_is_refused_with_both_unless_the_file_says_a_second_lot() {
    let book = book();
    book.taken(Lots, "SKU,Lot,Maker,Expiry\nRM-CHI,L1,Kebun,2027-03-01\n");
    let report = book.check(Lots, "SKU,Lot,Maker,Expiry\nRM-CHI,L1,Kebun,2027-06-01\n");
    assert_eq!(refusals(&report), [("D2", "2027-06-01", "line-lot-date-differs")]);
    let values = &report.refused[0].why.values;
    let day = |text: &str| domain::Value::Date(text.to_owned());
    assert_eq!((&values["known"], &values["read"]), (&day("2027-03-01"), &day("2027-06-01")), "both dates");
    let list = "SKU,Lot,Maker,Expiry,Second lot\nRM-CHI,L1,Kebun,2027-06-01,yes\n";
    book.taken(Lots, list);
    let days: Vec<Expiry> = lots_of(&book, "L1").iter().map(|lot| lot.expiry).collect();
    assert_eq!(days, [Expiry::On(date(2027, 3, 1)), Expiry::On(date(2027, 6, 1))]);
    assert_eq!(book.check(Lots, list).counts.same, 1, "the same file again makes no third one");
}

#[test]
fn goods_of_two_lots_of_one_code_are_told_apart_by_their_date() {
    let book = book();
    book.taken(Lots, BOTH);
    let unsaid = "SKU,Location,Quantity,Lot\nRM-CHI,A-01,5,L1\n";
    let report = book.check(OpeningStock, unsaid);
    assert_eq!(report.refused[0].why.code, "line-lot-of-several-dates");
    let dates = &report.refused[0].why.values["dates"];
    assert_eq!(*dates, "2027-03-01, 2027-06-01".into(), "both are named");
    book.taken(OpeningStock, "SKU,Location,Quantity,Lot,Expiry\nRM-CHI,A-01,5,L1,2027-06-01\n");
    let second = lots_of(&book, "L1")[1].id;
    assert_eq!(book.on_hand(A, CHILI, second), quantity("5"));
}

#[test]
fn what_is_written_out_is_read_back_as_the_same_lots() {
    let one = book();
    one.taken(Lots, BOTH);
    let file = one.export(List::Lots, "lots.csv");
    let report = one.check_file(Lots, &file);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!((report.counts.new, report.counts.changed), (0, 0), "nothing differs");
    let other = book();
    let report = other.import_file(Lots, &file);
    assert!(report.refused.is_empty(), "{:?}", report.refused);
    let names = |lot: &Lot| (lot.code.clone(), lot.maker.clone(), lot.expiry);
    let of = |book: &Book| lots_of(book, "L1").iter().map(names).collect::<Vec<_>>();
    assert_eq!((of(&other), certificates(&other)), (of(&one), certificates(&one)));
}

#[test]
fn a_certificate_comes_in_and_goes_again_with_its_import() {
    let book = book();
    book.taken(Lots, BOTH);
    let wanted = ["https://lab.example/L1.pdf", "COA L1 second.pdf"].map(|text| Some(text.to_owned()));
    assert_eq!(certificates(&book), wanted);
    let change = "SKU,Lot,Maker,Expiry,Certificate\nRM-CHI,L1,Kebun,2027-03-01,other.pdf\n";
    let changed = book.taken(Lots, change);
    assert_eq!(certificates(&book)[0].as_deref(), Some("other.pdf"));
    assert_eq!(book.undo(changed).kept, Vec::new());
    assert_eq!(certificates(&book), wanted, "as it was");
    let wrong = "SKU,Lot,Maker,Expiry,Certificate\nRM-CHI,L1,Kebun,2027-03-01,http://lab.example/a\n";
    assert_eq!(refusals(&book.check(Lots, wrong)), [("E2", "http://lab.example/a", "line-bad-certificate")]);
}

const FIRST: &str = "SKU,Lot,Maker,Expiry\nRM-CHI,L1,Kebun,2027-03-01\n";

#[test]
fn the_number_behind_a_vendors_lot_code_is_given_once() {
    let book = book();
    let first = book.taken(Lots, FIRST);
    let more = |day: &str| format!("SKU,Lot,Maker,Expiry,Second lot\nRM-CHI,L1,Kebun,{day},yes\n");
    book.taken(Lots, &more("2027-06-01"));
    let code = |at: usize| {
        let lot = lots_of(&book, "L1")[at].clone();
        book.turn(move |tx| lot::vendor_code(tx, &lot))
    };
    assert_eq!(code(1), "L1 (2)");
    let kept: Vec<String> = book.undo(first).kept.into_iter().map(|why| why.code).collect();
    assert_eq!(kept, ["kept-named"], "the second lot is told from it");
    book.taken(Lots, &more("2027-09-01"));
    assert_eq!((code(1), code(2)), ("L1 (2)".to_owned(), "L1 (3)".to_owned()), "to a vendor they stay two");
}

#[test]
fn two_lots_of_one_code_that_came_together_go_together() {
    let book = book();
    let both = book.taken(Lots, BOTH);
    assert_eq!(book.undo(both).kept, Vec::new());
    assert_eq!(lots_of(&book, "L1"), []);
}

#[test]
fn a_lot_whose_certificate_somebody_set_since_stays() {
    let book = book();
    let first = book.taken(Lots, FIRST);
    let found = lots_of(&book, "L1")[0].id;
    let certificate = Certificate::parse("COA L1.pdf").unwrap();
    book.turn(move |tx| lot::set_certificate(tx, found, Some(&certificate)));
    assert_eq!(book.undo(first).kept[0].code, "kept-named");
    assert_eq!(certificates(&book), [Some("COA L1.pdf".to_owned())]);
}
