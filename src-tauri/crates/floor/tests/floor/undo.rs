//! Undo: whole entries, each once, never under goods that have moved on; what a vendor was told follows.

use crate::support::*;
use domain::code::Command;
use floor::screen::{Flow, Tap};
use ledger::table::delivery::{self, DeliveryState};

fn receiving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done)
}

#[test]
fn the_newest_entry_first_then_the_one_before() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-1", 200)).scan(&sauce(12, "SB-2", 200));
        floor.press(Command::Undo).says("said-undone").stands("FG-SB250", "SB-2", "DOCK", "0");
        floor.stands("FG-SB250", "SB-1", "DOCK", "24").tap(Tap::Undo).says("said-undone");
        floor.stands("FG-SB250", "SB-1", "DOCK", "0").press(Command::Undo).says("refusal-nothing-to-undo");
    });
}

#[test]
fn outside_a_flow_the_undo_code_does_nothing() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-1", 200)).press(Command::Done).is_at("home");
        floor.press(Command::Undo).says("refusal-not-now").stands("FG-SB250", "SB-1", "DOCK", "24");
    });
}

#[test]
fn goods_that_moved_on_are_named() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-1", 200));
        let receipt = floor.newest().new.id.to_string();
        floor.press(Command::Done).open_flow(Flow::MoveStock).scan("DOCK").scan("SB-1").quantity("10");
        floor.scan("A-01-1").says("said-moved").tap(Tap::UndoEntry { entry: receipt.clone() });
        floor.says_with("refusal-goods-moved-on", "there", "14 pcs");
        floor.press(Command::Undo).says("said-undone").tap(Tap::UndoEntry { entry: receipt.clone() });
        floor.says("said-undone").tap(Tap::UndoEntry { entry: receipt }).says("refusal-already-undone");
        let undoing = floor.newest().new.id.to_string();
        floor.tap(Tap::UndoEntry { entry: undoing }).says("refusal-already-undone");
    });
}

#[test]
fn goods_that_were_counted_since_are_not_undone_from_under_the_count() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-1", 200));
        let receipt = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.press(Command::Done).open_flow(Flow::Count).scan("DOCK").scan("SB-1").quantity("24");
        floor.says("said-count-right").tap(receipt.clone());
        floor
            .says_with("refusal-counted-since", "counted", "24 pcs")
            .stands("FG-SB250", "SB-1", "DOCK", "24");
        floor.scan("SB-1").quantity("20").answer("could_not_find").says("said-count-posted");
        let count = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.tap(receipt).says_with("refusal-counted-since", "counted", "20 pcs");
        floor.tap(count).says("said-undone").stands("FG-SB250", "SB-1", "DOCK", "24");
    });
}

#[test]
fn a_date_that_was_typed_wrong_is_typed_again_after_undo() {
    script(|floor| {
        receiving(floor).scan("9521234002031").scan("SB-NEW").tap(Tap::Date { date: day(565).to_string() });
        floor.quantity("24").press(Command::Done).says("said-received").press(Command::Undo);
        floor.says("said-undone").scan("9521234002031").scan("SB-NEW").asks("prompt-expiry");
        floor.tap(Tap::Date { date: day(200).to_string() }).quantity("24").press(Command::Done);
        floor.says("said-received").stands("FG-SB250", "SB-NEW", "DOCK", "24");
        let known = floor.lot("FG-SB250", "SB-NEW").unwrap();
        assert_eq!(known.expiry.last_good_day(), Some(day(200)), "what was undone says nothing");
    });
}

#[test]
fn a_date_that_a_later_delivery_said_too_stays() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-NEW", 200));
        let first = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.scan(&sauce(12, "SB-NEW", 200)).tap(first).says("said-undone");
        floor.scan(&sauce(12, "SB-NEW", 300)).questions("question-other-date");
    });
}

#[test]
fn a_lot_that_a_wrong_date_put_on_hold_is_free_after_undo() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-NEW", -3)).questions("question-expired").answer("hold");
        floor.stands("FG-SB250", "SB-NEW", "HOLD", "24").press(Command::Undo).says("said-undone");
        assert!(floor.tasks().is_empty(), "nothing waits for anybody: {:?}", floor.tasks());
        floor.scan(&sauce(24, "SB-NEW", 200)).says("said-received");
        floor.stands("FG-SB250", "SB-NEW", "DOCK", "24");
    });
}

#[test]
fn a_piece_that_was_counted_since_stays_in_the_book() {
    script(|floor| {
        receiving(floor).scan("09521234007012").scan("SCL-NEW").press(Command::Done);
        let receipt = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.is_at("home").open_flow(Flow::Count).scan("DOCK").scan("09521234007012").scan("SCL-NEW");
        floor.says("said-count-right").tap(receipt).says("refusal-counted-since");
        floor.stands("EQ-SCL", "", "DOCK", "1");
    });
}

#[test]
fn a_crate_that_moved_on_goes_back_with_all_that_followed() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("CR-011").scan("A-01-1");
        let first = floor.newest().new.id.to_string();
        floor.scan("CR-011").scan("A-03-1").tap(Tap::UndoEntry { entry: first });
        floor.questions("question-crate-used-since").question_says("newest", "CR-011: A-01-1 → A-03-1");
        floor.answer("crate_only").says("refusal-crate-moved-on").stands_in("CR-011", "A-03-1");
        floor.answer("all").says("said-undone-together").stands_in("CR-011", "C-01");
    });
}

#[test]
fn a_crate_that_was_used_since_names_what_came_later_and_goes_back_alone_or_with_it() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("CR-011").scan("A-03-1");
        let first = floor.newest().new.id.to_string();
        let undo_first = Tap::UndoEntry { entry: first };
        floor.scan("A-04-1").scan("9521234002031").quantity("20").scan("CR-011").says("said-moved");
        floor.press(Command::Cancel).scan("CR-011").scan("9521234002031").quantity("5").scan("HOLD");
        floor.says("said-moved").tap(undo_first.clone()).questions("question-crate-used-since");
        floor.question_says("count", "2").answer("leave").says("said-cancelled");
        floor.tap(undo_first.clone()).answer("crate_only").says("said-undone").stands_in("CR-011", "C-01");
        floor.stands("FG-SB250", "SB-OLD", "CR-011", "15");
        floor.tap(undo_first).says("refusal-already-undone");
    });
}

#[test]
fn all_that_followed_a_crate_move_is_undone_in_one_transaction() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("CR-011").scan("A-03-1");
        let undo_first = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.scan("A-04-1").scan("9521234002031").quantity("20").scan("CR-011").says("said-moved");
        floor.press(Command::Cancel).scan("CR-011").scan("9521234002031").quantity("5").scan("HOLD");
        let before = floor.entry_count();
        floor.tap(undo_first).answer("all").says_with("said-undone-together", "count", "3");
        assert_eq!(floor.entry_count(), before + 3, "each is undone by an entry of its own");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "46").stands("FG-SB250", "SB-OLD", "HOLD", "0");
        floor.stands("FG-SB250", "SB-OLD", "CR-011", "0").stands_in("CR-011", "C-01");
        let undone: Vec<_> = floor.newest_entries(3).iter().map(|entry| entry.new.reverses).collect();
        assert!(undone.iter().all(Option::is_some), "and names what it undoes: {undone:?}");
    });
}

#[test]
fn many_crates_that_went_together_and_were_used_a_lot_are_asked_about_all_the_same() {
    const CRATES: usize = 40;
    const USED: usize = 11;
    script(|floor| {
        let codes: Vec<String> = (0..CRATES).map(|number| format!("CR-1{number:02}")).collect();
        floor.open_flow(Flow::MoveStock);
        for code in &codes {
            floor.has_crate(code, "C-01").scan(code);
        }
        floor.scan("A-01-1").says("said-crate-moved");
        let moved = floor.newest().new;
        // As if each had been filled by and by since.
        let (item, lot) = (floor.item("FG-SB250"), floor.lot_id("FG-SB250", "SB-A"));
        let supplier = floor.place("supplier");
        let mut filled = Vec::new();
        for code in codes.iter().cycle().take(CRATES * USED) {
            let id = domain::EntryId(floor.next_uuid());
            let movement = domain::entry::NewMovement {
                kind: domain::entry::MovementKind::Receive,
                item,
                lot,
                serial: None,
                from: supplier,
                to: floor.place(code),
                quantity: domain::Quantity::ONE,
                pieces: 0,
                reason: None,
                evidence: domain::entry::Evidence::Scanned,
                line: None,
                reading: String::new(),
            };
            let (movements, placements) = (vec![movement], Vec::new());
            filled.push(domain::entry::NewEntry { id, movements, placements, ..moved.clone() });
        }
        floor.turn(move |tx| {
            filled.iter().try_for_each(|entry| ledger::table::entry::append(tx, entry).map(|_| ()))
        });
        floor.tap(Tap::UndoEntry { entry: moved.id.to_string() }).questions("question-crate-used-since");
        floor.question_says("count", "50").answer("crate_only").says("said-undone");
        floor.stands_in("CR-100", "C-01").stands("FG-SB250", "SB-A", "CR-100", "11");
    });
}

#[test]
fn goods_that_went_on_from_there_keep_the_whole_from_being_undone() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("CR-011").scan("A-03-1");
        let undo_first = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.scan("A-04-1").scan("9521234002031").quantity("20").scan("CR-011").press(Command::Cancel);
        floor.scan("CR-011").scan("9521234002031").quantity("5").scan("HOLD").press(Command::Cancel);
        floor.scan("HOLD").scan("9521234002031").quantity("5").scan("A-01-1").says("said-moved");
        let before = floor.entry_count();
        floor.tap(undo_first).answer("all").says_with("refusal-not-enough", "location", "HOLD");
        assert_eq!(floor.entry_count(), before, "all or none");
        floor.stands_in("CR-011", "A-03-1").stands("FG-SB250", "SB-OLD", "A-01-1", "5");
    });
}

#[test]
fn an_undone_receipt_gives_the_line_back_and_what_never_left_is_cancelled() {
    script(|floor| {
        floor.scan("PO-3108").scan("19521234001048").scan("BTL-9").packs("40", "carton").press(Command::Done);
        let receipt = floor.newest();
        floor.press(Command::Done).says("said-order-complete");
        assert_eq!(floor.order_state("PO-3108"), "done");
        floor.tap(Tap::UndoEntry { entry: receipt.new.id.to_string() }).says("said-undone");
        floor.received("PO-3108", "PK-BTL", "0").stands("PK-BTL", "BTL-9", "DOCK", "0");
        assert_eq!(floor.order_state("PO-3108"), "open", "it can be received again");
        assert_eq!(floor.deliveries(&receipt), [("purchase_receipt".to_owned(), "cancelled".to_owned())]);
        assert!(floor.deliveries(&floor.newest()).is_empty(), "the vendor never heard of either");
    });
}

#[test]
fn what_the_vendor_has_is_countered_and_the_buyer_is_told() {
    script(|floor| {
        floor.scan("PO-3108").scan("19521234001048").scan("BTL-9").packs("38", "carton").press(Command::Done);
        let receipt = floor.newest();
        floor.turn(move |tx| {
            let sent = delivery::of_entry(tx, receipt.new.id)?.remove(0);
            let standing = delivery::Standing { state: DeliveryState::Done, ..sent.standing };
            delivery::set(tx, sent.id, &standing, NOW_MS)
        });
        floor.press(Command::Undo).says("said-undone");
        assert_eq!(
            floor.deliveries(&floor.newest()),
            [("stock_adjustment".to_owned(), "waiting".to_owned())]
        );
        assert_eq!(floor.tasks(), ["receipt_undone"]);
        floor.received("PO-3108", "PK-BTL", "0");
    });
}

#[test]
fn what_came_above_the_order_is_given_back_when_the_vendor_has_the_rest() {
    script(|floor| {
        floor.scan("PO-3108").scan("19521234001048").scan("BTL-9").packs("42", "carton").press(Command::Done);
        floor.answer("more_delivered").says("said-received-over").received("PO-3108", "PK-BTL", "2016");
        let receipt = floor.newest();
        floor.vendor_has(&receipt, "PK-BTL", "1920").received("PO-3108", "PK-BTL", "2016");
        floor.press(Command::Undo).says("said-undone").stands("PK-BTL", "BTL-9", "HOLD", "0");
        // The vendor counts the 40 cartons until the office takes them back; the two above them it never had.
        floor.received("PO-3108", "PK-BTL", "0").is_taken_there("PO-3108", "PK-BTL", "1920");
    });
}

#[test]
fn what_may_stand_at_the_vendor_is_countered_and_not_cancelled() {
    script(|floor| {
        floor.scan("PO-3108").scan("19521234001048").scan("BTL-9").packs("2", "carton").press(Command::Done);
        let receipt = floor.newest();
        floor.turn(move |tx| {
            let waiting = delivery::of_entry(tx, receipt.new.id)?.remove(0);
            let progress_json = r#"{"may_stand_there":true}"#.to_owned();
            let standing =
                delivery::Standing { state: DeliveryState::NeedsPerson, progress_json, ..waiting.standing };
            delivery::set(tx, waiting.id, &standing, NOW_MS)
        });
        let receipt = floor.newest();
        floor.press(Command::Undo).says("said-undone");
        assert_eq!(floor.deliveries(&receipt), [("purchase_receipt".to_owned(), "needs_person".to_owned())]);
        assert_eq!(
            floor.deliveries(&floor.newest()),
            [("stock_adjustment".to_owned(), "waiting".to_owned())],
            "an answer was lost once: the opposite goes behind it"
        );
    });
}

#[test]
fn tasks_of_an_undone_entry_are_gone_with_it() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").quantity("50").scan("A-01-1");
        floor.answer("take");
        assert_eq!(floor.tasks(), ["book_was_short"]);
        floor.press(Command::Undo).says("said-undone").stands("FG-SB250", "SB-OLD", "A-04-1", "46");
        assert!(floor.tasks().is_empty());
    });
}

#[test]
fn another_persons_entry_is_undone_only_by_who_may() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-1", 200));
        let entry = floor.newest().new.id.to_string();
        floor.scan(&badge(OPERATOR)).press(Command::Undo).says("refusal-nothing-to-undo");
        floor.tap(Tap::UndoEntry { entry: entry.clone() }).says("refusal-not-allowed");
        floor.scan(&badge(MANAGER)).tap(Tap::UndoEntry { entry }).says("said-undone");
    });
}

#[test]
fn a_reprint_has_its_copy_number() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "SB-1", 200)).press(Command::Reprint);
        floor.says_with("said-reprinting", "copy", "2").press(Command::Reprint);
        floor.says_with("said-reprinting", "copy", "3");
        let jobs = floor.print_jobs();
        assert_eq!(jobs.iter().map(|job| job.copy).collect::<Vec<_>>(), [3, 2, 1], "newest first");
        assert!(jobs[0].content_json.contains("\"copy\":3"), "the label says it: {}", jobs[0].content_json);
        let own = domain::code::OwnCode::new(domain::code::OwnKind::PrintJob, jobs[2].own_number).text();
        floor.scan(&own).says("said-item-read").asks("prompt-quantity");
    });
}
