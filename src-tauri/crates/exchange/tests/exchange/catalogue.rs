//! Items, barcodes, lots and places from a file: new, changed field by field, the same, refused with the
//! cell.

use crate::support::*;
use domain::Quantity;
use exchange::{Outcome, What};
use ledger::table::import::ImportKind::{Barcodes, Items, Locations, Lots, OpeningStock};
use ledger::table::{item, location, lot};

#[test]
fn a_dry_run_says_field_by_field_what_would_change_and_writes_nothing() {
    let book = book();
    let list = "SKU,Name,Nama,Unit,Decimals,Near expiry\n\
                RM-SAL,Sea salt,Garam,kg,3,\n\
                RM-CHI,Red chilli,,kg,3,14\n\
                RM-VIN,Vinegar,Cuka,ltr,,30\n";
    let report = book.check(Items, list);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!((report.counts.new, report.counts.changed, report.counts.same), (1, 1, 1));
    let salt = &report.differences[0];
    let fields: Vec<_> = salt
        .fields
        .iter()
        .map(|field| (field.column.id(), field.before.as_str(), field.after.as_str()))
        .collect();
    assert_eq!(fields, [("name-en", "Salt", "Sea salt"), ("name-id", "", "Garam")]);
    assert_eq!((salt.line, salt.what), (2, What::Changed));
    let unchanged = book.turn(|tx| item::by_id(tx, SALT)).unwrap();
    assert_eq!(unchanged.name("en"), "Salt", "a dry run writes nothing");

    book.taken(Items, list);
    let salt = book.turn(|tx| item::by_id(tx, SALT)).unwrap();
    assert_eq!(
        (salt.name("en"), salt.name("id"), salt.near_expiry_days),
        ("Sea salt", "Garam", 14),
        "empty cells keep"
    );
    let vinegar = book.turn(|tx| item::by_sku(tx, "RM-VIN")).remove(0);
    assert_eq!((vinegar.unit.as_str(), vinegar.decimals, vinegar.near_expiry_days), ("L", 3, 30), "ltr is L");
    let again = book.import(Items, list);
    assert_eq!(
        (again.outcome, again.counts.same),
        (Outcome::NothingToDo, 3),
        "the second time says the same"
    );
}

#[test]
fn a_line_says_all_that_is_wrong_with_it_at_once() {
    let report = book().check(
        Items,
        "SKU,Unit,Decimals,Kept by lot,Expiry printed\nRM-NEW,zakk,7,maybe,asked\n,kg,,,\nRM-NEW2,,,,\n",
    );
    assert_eq!(
        refusals(&report),
        [("B2", "zakk", "line-unknown-unit"), ("A3", "", "line-missing"), ("B4", "", "line-missing"),],
        "a new item without a unit is read no further"
    );
    let report =
        book().check(Items, "SKU,Unit,Decimals,Kept by lot\nRM-NEW,kg,7,maybe\nRM-SAL,ons,2.5,yess\n");
    assert_eq!(
        refusals(&report),
        [
            ("C2", "7", "line-out-of-range"),
            ("D2", "maybe", "line-not-one-of"),
            ("B3", "ons", "line-unknown-unit"),
            ("C3", "2.5", "line-not-whole"),
            ("D3", "yess", "line-not-one-of-near"),
        ],
        "\"ons\" is never guessed (units.md)"
    );
    assert_eq!(report.counts.refused, 2, "two lines, five cells");
}

#[test]
fn skus_that_look_alike_are_listed_never_merged() {
    let report = book().check(Items, "SKU,Unit\nrm-sal,kg\nRM-NEW,kg\nrm - new,kg\nRM-NEW,kg\n");
    let found = refusals(&report);
    assert_eq!(
        found,
        [
            ("A2", "rm-sal", "line-differs-by-case"),
            ("A4", "rm - new", "line-twice-in-file"),
            ("A5", "RM-NEW", "line-twice-in-file"),
        ]
    );
}

#[test]
fn one_bad_line_and_nothing_is_written() {
    let book = book();
    let report = book.import(Items, "SKU,Unit\nRM-1,kg\nRM-2,kg\nRM-3,parsec\n");
    assert_eq!((report.outcome, report.import), (Outcome::Refused, None));
    assert!(book.turn(|tx| item::by_sku(tx, "RM-1")).is_empty(), "all of it or nothing");
}

#[test]
fn the_unit_of_goods_that_moved_never_changes() {
    let book = book();
    book.taken(OpeningStock, "SKU,Location,Quantity\nRM-SAL,A-01,5\n");
    let report = book.check(Items, "SKU,Unit,Kept by lot\nRM-SAL,L,yes\nRM-CHI,L,\n");
    assert_eq!(
        refusals(&report),
        [("B2", "L", "line-fixed-by-goods"), ("C2", "yes", "line-fixed-by-goods")],
        "what never moved may still change"
    );
}

#[test]
fn barcodes_bring_their_packs_along() {
    let book = book();
    let list = "SKU,Barcode,Pack,Factor\n\
                RM-SAL,9521234001041,,\n\
                RM-SAL,19521234001048,zak,25\n\
                RM-CHI,SUP-77,karton,\"12,5\"\n\
                RM-CHI,,lusin,12\n\
                PK-BTL,,dus,48\n";
    let report = book.check(Barcodes, list);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!((report.counts.new, report.counts.same), (4, 1), "the bottle's carton is known as dus");
    book.taken(Barcodes, list);
    let codes = book.turn(|tx| item::codes(tx, SALT));
    let shown: Vec<_> =
        codes.iter().map(|code| (code.code.as_str(), code.kind.as_str(), code.pack.as_deref())).collect();
    assert_eq!(shown, [("09521234001041", "gtin", None), ("19521234001048", "gtin", Some("sack"))]);
    let packs = book.turn(|tx| item::packs(tx, CHILI));
    let factors: Vec<_> = packs
        .iter()
        .map(|pack| (pack.name.as_str(), pack.factor.numerator(), pack.factor.denominator()))
        .collect();
    assert_eq!(factors, [("dozen", 12, 1), ("carton", 25, 2)], "12,5 is twelve and a half");
    assert_eq!(book.import(Barcodes, list).outcome, Outcome::NothingToDo);
}

#[test]
fn a_wrong_code_is_refused_with_what_it_should_be() {
    let book = book();
    let list = "SKU,Barcode,Kind of code,Pack,Factor\n\
                RM-SAL,9521234001042,,,\n\
                RM-SAL,8.99E+12,,,\n\
                RM-SAL,12345,gtin,,\n\
                RM-CIH,X1,,,\n\
                RM-SAL,X2,,hamper,3\n\
                RM-SAL,X3,,drum,\n\
                RM-SAL,X4,,drum,200\n\
                RM-SAL,X5,,drum,210\n\
                RM-SAL,X4,,,\n\
                RM-SAL,X6,,,12\n\
                RM-SAL,X7,,pail,0\n";
    let report = book.check(Barcodes, list);
    assert_eq!(
        refusals(&report),
        [
            ("B2", "9521234001042", "line-code-check-digit"),
            ("B3", "8.99E+12", "line-digits-gone"),
            ("B4", "12345", "line-not-a-gtin"),
            ("A5", "RM-CIH", "line-unknown-item-near"),
            ("D6", "hamper", "line-unknown-pack"),
            ("E7", "", "line-pack-needs-factor"),
            ("E9", "210", "line-pack-factor-differs"),
            ("B10", "X4", "line-twice-in-file"),
            ("D11", "", "line-missing"),
            ("E12", "0", "line-not-positive"),
        ]
    );
    let near = &report.refused[3].why.values["nearest"];
    assert_eq!(*near, "RM-CHI".into(), "the nearest that it could mean");
}

#[test]
fn a_sku_that_lost_its_zeros_is_offered_with_them() {
    let book = book();
    book.taken(Items, "SKU,Unit\n\"00451\",pcs\n");
    let report = book.check(Barcodes, "SKU,Barcode\n451,X1\n");
    assert_eq!(report.refused[0].why.values["nearest"], "00451".into());
}

#[test]
fn lots_are_made_and_only_what_nobody_knew_is_added() {
    let book = book();
    let list = "SKU,Lot,Maker,Expiry,Made on,Lot status\n\
                RM-CHI,CHI-1,,2027-03-01,2026-11-01,released\n\
                RM-CHI,CHI-2,Kebun,06/2027,,on hold\n\
                RM-CHI,CHI-3,,tidak diketahui,,\n";
    let report = book.check(Lots, list);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!((report.counts.new, report.counts.changed), (2, 1), "the day it was made was not known");
    book.taken(Lots, list);
    let made = book.turn(|tx| lot::by_code(tx, CHILI, "CHI-2")).remove(0);
    assert_eq!(
        (made.maker.as_str(), made.status.text(), made.expiry.kind()),
        ("Kebun", "quarantine", "month")
    );
    let wrong = "SKU,Lot,Maker,Expiry,Made on,Lot status\n\
                 RM-CHI,CHI-1,,2027-04-01,2026-11-02,\n\
                 RM-CHI,CHI-2,Other,,,\n\
                 RM-CHI,CHI-2,Kebun,,,released\n\
                 RM-CHI,CHI-1,Kebun,,,\n\
                 RM-SAL,S-1,,,,\n\
                 RM-CHI,,,,,\n";
    let report = book.check(Lots, wrong);
    assert_eq!(
        refusals(&report),
        [
            ("D2", "2027-04-01", "line-lot-date-differs"),
            ("E2", "2026-11-02", "line-lot-date-differs"),
            ("F4", "released", "line-fixed"),
            ("C5", "Kebun", "line-lot-maker-differs"),
            ("B6", "S-1", "line-not-by-lot"),
            ("B7", "", "line-missing"),
        ],
        "a lot of another maker is another lot; a date that is known stays"
    );
}

#[test]
fn places_are_built_from_the_top() {
    let book = book();
    let list = "Location,Name of place,Kind of location,Stands in,Purpose\n\
                C,,zona,KITCHEN,\n\
                C-01,Cold 1,rak,C,\n\
                C-02,,,C,tahan\n\
                CR-2,,crate,C-01,\n\
                A-01,,,,\n";
    let report = book.check(Locations, list);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    book.taken(Locations, list);
    let places = book.turn(|tx| {
        let crate_place = location::by_code(tx, "CR-2")?.unwrap();
        Ok(location::path(tx, crate_place.id)?.into_iter().map(|place| place.code).collect::<Vec<_>>())
    });
    assert_eq!(places, ["KITCHEN", "C", "C-01", "CR-2"], "each stands in what the file says");
    let hold = book.turn(|tx| location::by_code(tx, "C-02")).unwrap();
    assert_eq!(hold.purpose.text(), "hold");
    assert_eq!(book.import(Locations, list).outcome, Outcome::NothingToDo);
}

#[test]
fn a_place_that_cannot_stand_there_is_refused() {
    let report = book().check(
        Locations,
        "Location,Kind of location,Stands in\n\
         X-1,bin,A-0\n\
         X-2,bin,CR-1\n\
         X-3,bin,\n\
         X-4,vessel,A-01\n\
         a-01,,\n\
         A-01,zone,\n\
         B-01,,A-01\n\
         X-5,bin,LOSS\n\
         X-6,bin,A-01\n\
         X 6,bin,A-01\n",
    );
    assert_eq!(
        refusals(&report),
        [
            ("C2", "A-0", "line-unknown-location-near"),
            ("C3", "CR-1", "line-parent-cannot-hold"),
            ("C4", "", "line-missing"),
            ("B5", "vessel", "line-not-one-of"),
            ("A6", "a-01", "line-differs-by-case"),
            ("B7", "zone", "line-fixed"),
            ("C8", "A-01", "line-fixed"),
            ("C9", "LOSS", "line-parent-cannot-hold"),
        ],
        "X-6 and X 6 are two places"
    );
}

#[test]
fn places_stand_in_one_another_to_the_fifth_level_and_no_deeper() {
    let deep = "Location,Kind of location,Stands in\nS-1,site,\nS-2,zone,S-1\nS-3,zone,S-2\nS-4,bin,S-3\n\
                S-5,bin,S-4\nS-6,bin,S-5\n";
    let report = book().check(Locations, deep);
    assert_eq!(
        refusals(&report),
        [("C7", "S-5", "line-too-deep")],
        "the sixth could hold no crate and nothing found it"
    );
}

#[test]
fn quantities_of_nothing_move_nothing() {
    let book = book();
    let report = book.import(OpeningStock, "SKU,Location,Quantity\nRM-SAL,A-01,0\n");
    assert_eq!(report.outcome, Outcome::NothingToDo, "an empty shelf opens empty");
    assert_eq!(book.on_hand(A, SALT, CHILI_1), Quantity::ZERO);
}
