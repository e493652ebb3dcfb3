//! What is known of items beside how they are counted, from a file: read, compared, refused with the cell, and taken
//! back with the import.

use crate::support::*;
use domain::entry::Evidence;
use domain::item_facts::{Allergen, HalalCertificate, ItemFacts, ShelfLife, ShelfLifeUnit, StorageClass};
use exchange::{Outcome, What};
use jiff::civil::date;
use ledger::table::import::ImportKind::{Items, Locations, OpeningStock};
use ledger::table::place_storage::{self, PlaceStorage};
use ledger::table::{item, item_fact};

const LIST: &str = "SKU,Allergens,May contain,Storage class,Food,Days after opening,Shelf life,\
                    Minutes out of storage,Usual weight per piece,Density,Source of density,Halal supplier,\
                    Halal certificate,Halal until\n\
                    RM-BEF,soy; milk,peanut,frozen,yes,3,12 months,45,2.5,0.915,measured,Supplier A,ID-77,2027-03-31\n\
                    RM-SAL,,,dry,yes,,,,,,,,,\n";

#[test]
fn facts_are_read_and_compared_field_by_field() {
    let book = book();
    let report = book.check(Items, LIST);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!((report.counts.changed, report.counts.same), (2, 0), "two items are described");
    assert_eq!(report.differences[0].what, What::Changed);
    let fields: Vec<_> =
        report.differences[0].fields.iter().map(|field| (field.column.id(), field.after.as_str())).collect();
    assert!(fields.contains(&("allergens", "soy, milk")), "{fields:?}");
    assert!(fields.contains(&("shelf-life", "12 months")) && fields.contains(&("halal-until", "2027-03-31")));
    assert_eq!(book.turn(|tx| item_fact::of(tx, MEAT)), ItemFacts::default(), "a dry run writes nothing");

    book.taken(Items, LIST);
    let facts = book.turn(|tx| item_fact::of(tx, MEAT));
    let wanted = ItemFacts {
        contains: [Allergen::Soy, Allergen::Milk].into(),
        may_contain: [Allergen::Peanut].into(),
        storage: Some(StorageClass::Frozen),
        is_food: Some(true),
        days_after_opening: Some(3),
        shelf_life: Some(ShelfLife { count: 12, unit: ShelfLifeUnit::Months }),
        minutes_out: Some(45),
        usual_piece: Some(2_500_000),
        density: Some((183, 200)),
        density_source: "measured".to_owned(),
    };
    assert_eq!(facts, wanted, "all of them, the density exactly");
    let certificates = book.turn(|tx| item_fact::certificates(tx, MEAT));
    let (supplier, number) = ("Supplier A".to_owned(), "ID-77".to_owned());
    assert_eq!(certificates, [HalalCertificate { supplier, number, last_day: Some(date(2027, 3, 31)) }]);
    assert_eq!(book.import(Items, LIST).outcome, Outcome::NothingToDo, "the second time says the same");
}

#[test]
fn a_new_item_comes_with_its_facts_and_none_takes_a_list_away() {
    let book = book();
    book.taken(Items, "SKU,Unit,Allergens,Storage class\nRM-NUT,kg,\"tree nuts, kacang tanah\",kering\n");
    let nuts = book.turn(|tx| item::by_sku(tx, "RM-NUT")).remove(0);
    let facts = book.turn(move |tx| item_fact::of(tx, nuts.id));
    assert_eq!(facts.contains, [Allergen::TreeNuts, Allergen::Peanut].into(), "words of both languages");
    assert_eq!(facts.storage, Some(StorageClass::Dry));
    book.taken(Items, "SKU,Allergens\nRM-NUT,none\n");
    let facts = book.turn(move |tx| item_fact::of(tx, nuts.id));
    assert_eq!((facts.contains.len(), facts.storage), (0, Some(StorageClass::Dry)), "and nothing else");
}

#[test]
fn what_cannot_be_read_names_its_cell() {
    let report = book().check(
        Items,
        "SKU,Allergens,Storage class,Shelf life,Halal certificate,Density\nRM-SAL,glutn,cool,2 moons,ID-1,heavy\n",
    );
    let cells: Vec<_> = refusals(&report).into_iter().map(|(cell, _, why)| (cell, why)).collect();
    assert_eq!(
        cells,
        [
            ("B2", "line-not-one-of"),
            ("C2", "line-not-one-of"),
            ("D2", "line-not-one-of"),
            ("F2", "line-not-a-number"),
            ("", "line-missing"),
        ],
        "a certificate is a supplier's"
    );
}

#[test]
fn an_import_of_facts_is_undone_as_a_whole() {
    let book = book();
    let id = book.taken(Items, LIST);
    book.undo(id);
    assert_eq!(book.turn(|tx| item_fact::of(tx, MEAT)), ItemFacts::default(), "nothing is known again");
    assert_eq!(book.turn(|tx| item_fact::certificates(tx, MEAT)), [], "and no certificate");
}

#[test]
fn litres_become_kilograms_by_the_items_density_alone() {
    let book = book();
    let list = "SKU,Location,Quantity,Unit,Lot,Pieces\nRM-BEF,A-01,21.42,ltr,B-1,9\n";
    assert_eq!(
        refusals(&book.check(OpeningStock, list)),
        [("D2", "ltr", "line-needs-density")],
        "none is known"
    );
    book.taken(Items, LIST);
    book.taken(OpeningStock, list);
    let (weight, pieces) = book.stock()[&("A-01".to_owned(), "RM-BEF".to_owned(), "B-1".to_owned())].clone();
    assert_eq!((weight.as_str(), pieces), ("19.5993", 9), "to the last digit (units.md)");
    let entry = book.turn(|tx| {
        let head = ledger::table::station::this(tx)?.head_sequence;
        ledger::table::entry::by_sequence(tx, 1, head)
    });
    let movement = entry.expect("it was booked").new.movements.remove(0);
    assert_eq!(
        (movement.reading.as_str(), movement.evidence),
        ("21.42 L", Evidence::Converted),
        "as it was read"
    );
}

#[test]
fn places_say_what_they_accept() {
    let book = book();
    let list = "Location,Accepts,Keeps allergens apart\nA-01,chilled / frozen,yes\n";
    let import = book.taken(Locations, list);
    let id = book.turn(|tx| ledger::table::location::by_code(tx, "A-01")).expect("the place is known").id;
    let accepts = [StorageClass::Chilled, StorageClass::Frozen].into();
    let stored = book.turn(move |tx| place_storage::own(tx, id));
    assert_eq!(stored, PlaceStorage { accepts, keeps_apart: true });
    assert_eq!(book.import(Locations, list).outcome, Outcome::NothingToDo, "the second time says the same");
    book.undo(import);
    assert_eq!(book.turn(move |tx| place_storage::own(tx, id)), PlaceStorage::default(), "as before");
}

#[test]
fn each_suppliers_certificate_has_a_line_and_each_supplier_one() {
    let book = book();
    let list = "SKU,Unit,Storage class,Halal supplier,Halal certificate\n\
                RM-NUT,kg,dry,Supplier A,ID-1\nRM-NUT,,,Supplier B,ID-2\n";
    let import = book.taken(Items, list);
    let nuts = book.turn(|tx| item::by_sku(tx, "RM-NUT")).remove(0).id;
    let known = book.turn(move |tx| item_fact::certificates(tx, nuts));
    let numbers: Vec<_> = known.iter().map(|one| (one.supplier.as_str(), one.number.as_str())).collect();
    assert_eq!(numbers, [("Supplier A", "ID-1"), ("Supplier B", "ID-2")], "of an item that the file made");
    assert_eq!(book.import(Items, list).outcome, Outcome::NothingToDo, "the second time says the same");
    let report = book.check(
        Items,
        "SKU,Unit,Storage class,Halal supplier,Halal certificate\n\
         RM-SAL,,dry,Supplier A,ID-1\nRM-SAL,,,Supplier A,ID-2\nRM-SAL,,frozen,Supplier C,ID-3\nRM-SAL,,,,\n",
    );
    let cells: Vec<_> = refusals(&report).into_iter().map(|(cell, _, why)| (cell, why)).collect();
    let twice = "line-twice-in-file";
    assert_eq!(
        cells,
        [("D3", twice), ("A4", twice), ("A5", twice)],
        "one supplier, one certificate, one item"
    );
    book.undo(import);
    assert!(book.turn(|tx| item::by_sku(tx, "RM-NUT")).is_empty(), "gone with the import");
}

#[test]
fn a_certificate_never_goes_to_the_item_that_only_looks_alike() {
    let report = book().check(
        Items,
        "SKU,Unit,Storage class,Halal supplier,Halal certificate\n\
         RM-CHI,,chilled,Supplier A,ID-1\nrm - chi,,,Supplier B,ID-2\nRM-CHI,,,Supplier C,ID-3\n",
    );
    assert_eq!(
        refusals(&report),
        [("A3", "rm - chi", "line-twice-in-file")],
        "listed, never merged; the same SKU goes on behind it"
    );
}
