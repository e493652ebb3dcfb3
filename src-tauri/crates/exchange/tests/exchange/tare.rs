//! What crates weigh, in and out of files: with its unit, exactly, and of crates alone.

use crate::support::*;
use domain::tare::Tare;
use exchange::Outcome;
use exchange::export::List;
use ledger::table::import::ImportKind::Locations;
use ledger::table::location::{self, crates};

/// What a crate weighs by the book, in kg.
fn tare(book: &Book, code: &str) -> Option<String> {
    let code = code.to_owned();
    let weighs = book.turn(move |tx| {
        let place = location::by_code(tx, &code)?.expect("the place is there");
        crates::tare(tx, place.id)
    });
    weighs.map(|tare: Tare| tare.kg().text(0))
}

const LIST: &str = "Location;Kind of location;Stands in;Tare\n\
                    CR-1;crate;;1,85 kg\n\
                    CR-7;crate;A-01;1850,5 gr\n\
                    CR-8;crate;A-01;0,0005 kg\n\
                    CR-9;crate;A-01;\n";

#[test]
fn crates_say_what_they_weigh_and_stand_as_before_when_that_is_undone() {
    let book = book();
    book.taken(Locations, LIST);
    let weighed = ["CR-1", "CR-7", "CR-8", "CR-9"].map(|code| tare(&book, code));
    let wanted = [Some("1.85"), Some("1.8505"), Some("0.0005"), None];
    assert_eq!(weighed, wanted.map(|text| text.map(str::to_owned)), "nothing is rounded");
    assert_eq!(book.import(Locations, LIST).outcome, Outcome::NothingToDo, "grams are the same weight");
    let id = book.taken(Locations, "Location,Tare\nCR-1,none\nCR-7,2 kg\n");
    assert_eq!((tare(&book, "CR-1"), tare(&book, "CR-7")), (None, Some("2".to_owned())));
    book.undo(id);
    assert_eq!(
        (tare(&book, "CR-1"), tare(&book, "CR-7")),
        (Some("1.85".to_owned()), Some("1.8505".to_owned()))
    );
}

#[test]
fn what_no_crate_weighs_is_named_by_cell() {
    let list = "Location,Tare\n\
                CR-1,1850 kg\n\
                CR-1,-2 kg\n\
                CR-1,1.85\n\
                CR-1,2 ons\n\
                CR-1,1.8500005 kg\n\
                CR-1,heavy\n\
                A-01,2 kg\n";
    for (line, found, why) in [
        (2, "1850 kg", "line-tare-too-heavy"),
        (3, "-2 kg", "line-not-positive"),
        (4, "1.85", "line-tare-unit"),
        (5, "2 ons", "line-tare-unit"),
        (6, "1.8500005 kg", "line-too-fine"),
        (7, "heavy", "line-not-a-number"),
        (8, "2 kg", "line-tare-of-no-crate"),
    ] {
        let text = format!("Location,Tare\n{}\n", list.lines().nth(line - 1).expect("the list has the line"));
        let report = book().check(Locations, &text);
        assert_eq!(refusals(&report), [("B2", found, why)], "line {line}: nothing is guessed");
    }
}

#[test]
fn what_crates_weigh_goes_out_as_it_comes_in() {
    let book = book();
    book.taken(
        Locations,
        "Location,Kind of location,Stands in,Tare\nCR-7,crate,A-01,1.8550 kg\nCR-8,crate,A-01,2 kg\n",
    );
    let path = book.export(List::Locations, "places.csv");
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.contains("1.8550 kg"), "three decimals could be thousands: {written}");
    assert!(written.contains("2 kg"), "{written}");
    assert_eq!(book.import_file(Locations, &path).outcome, Outcome::NothingToDo, "the same for every crate");
}
