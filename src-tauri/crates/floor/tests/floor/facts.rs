//! What is known of goods and places, and what is asked because of it: storage classes, allergens kept apart, halal
//! certificates that ended. Goods that are there are taken all the same.

use crate::support::*;
use domain::LocationId;
use domain::code::Command;
use domain::entry::Reason;
use domain::item_facts::{Allergen, HalalCertificate, ItemFacts, StorageClass};
use floor::screen::Flow;
use ledger::table::item_fact;
use ledger::table::place_storage::{self, PlaceStorage};

impl Floor {
    fn facts(&mut self, sku: &str, facts: ItemFacts) -> &mut Floor {
        let id = self.item(sku);
        self.turn(move |tx| item_fact::set(tx, id, &facts));
        self
    }

    fn place_is(&mut self, code: &str, accepts: &[StorageClass], keeps_apart: bool) -> &mut Floor {
        let storage = PlaceStorage { accepts: accepts.iter().copied().collect(), keeps_apart };
        let id: LocationId = self.place(code);
        self.turn(move |tx| place_storage::set(tx, id, &storage));
        self
    }

    fn certificate(&mut self, sku: &str, supplier: &str, last_day: i64) -> &mut Floor {
        let one = HalalCertificate {
            supplier: supplier.to_owned(),
            number: "ID-0042".to_owned(),
            last_day: Some(day(last_day)),
        };
        let id = self.item(sku);
        self.turn(move |tx| item_fact::set_certificate(tx, id, &one));
        self
    }
}

fn kept(class: StorageClass) -> ItemFacts {
    ItemFacts { storage: Some(class), ..ItemFacts::default() }
}

fn with(allergen: Allergen) -> ItemFacts {
    ItemFacts { contains: [allergen].into(), is_food: Some(true), ..ItemFacts::default() }
}

#[test]
fn a_shelf_takes_its_storage_classes_or_asks_why() {
    script(|floor| {
        floor.facts("FG-SB250", kept(StorageClass::Dry)).facts("FG-SBBLK", kept(StorageClass::Chilled));
        floor.place_is("C-01", &[StorageClass::Chilled, StorageClass::Frozen], false);
        floor.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").quantity("5").scan("C-01");
        floor.questions("question-wrong-storage").question_says("storage", "storage-dry");
        floor.answer("other_place").scan("A-01-1").says("said-moved");
        floor.scan("A-04-1").scan("9521234002031").quantity("5").scan("CR-011");
        floor.questions("question-wrong-storage").answer("for_a_short_time").says("said-moved");
        let moved = floor.newest().new.movements.remove(0);
        assert_eq!(
            moved.reason,
            Some(Reason::ForAShortTime),
            "the crate stands in the cold room: asked, and why"
        );
        floor.stands("FG-SB250", "SB-OLD", "CR-011", "5");
        floor.scan("C-01").scan("99521234002348");
        floor.tap(floor::screen::Tap::Weighed { amount: "2".to_owned(), pieces: "1".to_owned() });
        floor.scan("CR-012").says("said-moved");
    });
}

#[test]
fn the_hold_shelf_takes_everything_and_a_place_without_classes_too() {
    script(|floor| {
        floor.facts("FG-SB250", kept(StorageClass::Dry)).place_is("HOLD", &[StorageClass::Frozen], false);
        floor.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").quantity("5").scan("HOLD");
        floor.says("said-moved").scan("A-04-1").scan("9521234002031").quantity("5").scan("A-01-1");
        floor.says("said-moved");
    });
}

#[test]
fn goods_received_onto_a_wrong_shelf_are_asked_about_and_still_owed() {
    script(|floor| {
        floor.facts("PK-BTL", kept(StorageClass::Packaging)).place_is(
            "C-01",
            &[StorageClass::Chilled],
            false,
        );
        floor.scan("PO-3108").scan("C-01").scan("19521234001048").scan("BTL-2").press(Command::Done);
        floor.questions("question-wrong-storage").answer("other_place").scan("A-03-1").press(Command::Done);
        floor.says("said-received-on-line").stands("PK-BTL", "BTL-2", "A-03-1", "48");
        floor.scan("C-01").scan("19521234001048").scan("BTL-2").press(Command::Done);
        floor.questions("question-wrong-storage").answer("no_room_elsewhere").says("said-received-on-line");
        let entry = floor.newest();
        assert_eq!(entry.new.movements[0].reason, Some(Reason::NoRoomElsewhere));
        assert!(entry.new.movements[0].is_owed_to_vendor(), "where it stands is no matter of the order");
        assert_eq!(floor.deliveries(&entry), [("purchase_receipt".to_owned(), "waiting".to_owned())]);
    });
}

#[test]
fn allergens_are_kept_apart_where_the_place_says_so() {
    script(|floor| {
        floor.facts("FG-SB250", with(Allergen::Soy)).facts("RM-TRS", with(Allergen::Crustaceans));
        let carton = ItemFacts { is_food: Some(false), ..ItemFacts::default() };
        floor.facts("PK-CTN", carton).place_is("ALG-1", &[], true);
        floor.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").quantity("5").scan("ALG-1");
        floor.questions("question-allergens-beside").question_says("other", "shrimp paste");
        floor.answer("packed_tight").says("said-moved");
        floor.scan("A-03-3").scan("PK-CTN").quantity("10").scan("ALG-1").says("said-moved");
        floor.scan("A-04-1").scan("9521234002031").quantity("5").scan("A-01-4").says("said-moved");
    });
}

#[test]
fn a_certificate_that_ended_is_asked_about_at_receipt() {
    script(|floor| {
        floor.certificate("FG-SB250", "Supplier A", -1).certificate("FG-SB250", "Supplier B", 30);
        let from = |floor: &mut Floor, supplier: &str| {
            floor
                .open_flow(Flow::Receive)
                .press(Command::Done)
                .tap(floor::screen::Tap::OpenText)
                .text(supplier);
        };
        from(floor, "Supplier A");
        floor.scan(&sauce(24, "SB-N1", 200)).questions("question-halal-ended");
        floor.question_says("certificate", "ID-0042").answer("hold").says("said-received-on-hold");
        floor.press(Command::Done);
        from(floor, "Supplier B");
        floor.scan(&sauce(24, "SB-N2", 200)).says("said-received").press(Command::Done);
        from(floor, "Supplier C");
        floor.scan(&sauce(24, "SB-N3", 200)).questions("question-halal-missing").answer("take");
        floor.says("said-received").stands("FG-SB250", "SB-N3", "DOCK", "24");
    });
}

#[test]
fn facts_come_back_as_they_were_written() {
    let floor = Floor::open();
    let id = floor.item("FG-SBBLK");
    let facts = ItemFacts {
        contains: [Allergen::Soy, Allergen::Fish].into(),
        may_contain: [Allergen::Milk].into(),
        storage: Some(StorageClass::Frozen),
        is_food: Some(true),
        days_after_opening: Some(3),
        shelf_life: Some(domain::item_facts::ShelfLife {
            count: 12,
            unit: domain::item_facts::ShelfLifeUnit::Months,
        }),
        minutes_out: Some(60),
        usual_piece: Some(2_000_000),
        density: Some((183, 200)),
        density_source: "measured".to_owned(),
    };
    let written = facts.clone();
    floor.turn(move |tx| item_fact::set(tx, id, &written));
    assert_eq!(floor.turn(move |tx| item_fact::of(tx, id)), facts, "nothing is lost on the way");
    floor.turn(move |tx| item_fact::set(tx, id, &ItemFacts::default()));
    assert_eq!(floor.turn(move |tx| item_fact::of(tx, id)), ItemFacts::default(), "and nothing is left over");
}
