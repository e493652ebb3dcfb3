//! Receiving without an order: lots and dates by scans, keys and taps; nothing that really came is refused.

use crate::support::*;
use domain::code::Command;
use domain::entry::Evidence;
use domain::scan::ScanVerdict;
use floor::screen::{Flow, Screen, Tap, Tone};

fn blind(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done).says("said-no-order")
}

#[test]
fn one_symbol_that_says_everything_is_one_booking_and_one_label() {
    script(|floor| {
        blind(floor).scan(&sauce(24, "SB-NEW", 200));
        floor.says_with("said-received", "quantity", "24 pcs").sounds(Tone::Accepted);
        floor.scan_is(ScanVerdict::Accepted).stands("FG-SB250", "SB-NEW", "DOCK", "24");
        let entry = floor.newest();
        assert_eq!(entry.new.scan, Some(floor.last_scan), "the entry names the scan it came from");
        assert_eq!(entry.new.movements[0].evidence, Evidence::Scanned);
        let jobs = floor.print_jobs();
        assert_eq!(jobs.len(), 1, "one label job for one receipt");
        assert!(jobs[0].content_json.contains("SB-NEW"), "it names the lot: {}", jobs[0].content_json);
        assert!(floor.deliveries(&entry).is_empty(), "a delivery without an order owes nobody anything");
    });
}

#[test]
fn a_code_that_comes_in_pieces_is_joined() {
    script(|floor| {
        blind(floor).scan("9521234002031").says("said-item-read").asks("prompt-lot");
        floor.scan(&gs1(&[("10", "SB-SPLIT")])).says_with("said-lot-read", "lot", "SB-SPLIT");
        floor.asks("prompt-expiry").scan(&gs1(&[("17", &yymmdd(200))])).says("said-expiry-read");
        floor.asks("prompt-quantity").digits("24").says_with("said-digit-taken", "typed", "24");
        floor.press(Command::Enter).says_with("said-quantity-set", "quantity", "24 pcs");
        floor.press(Command::Done).says("said-received");
        floor.stands("FG-SB250", "SB-SPLIT", "DOCK", "24");
        let lot = floor.lot("FG-SB250", "SB-SPLIT").unwrap();
        assert_eq!(lot.expiry.last_good_day(), Some(day(200)), "the lot keeps its date");
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Typed, "the number was keyed");
    });
}

#[test]
fn done_takes_the_keyed_number_and_books_it() {
    script(|floor| {
        blind(floor).scan(&gs1(&[("01", "09521234002031"), ("17", &yymmdd(200)), ("10", "L1")]));
        floor.digits("24").press(Command::Done).says("said-received");
        floor.stands("FG-SB250", "L1", "DOCK", "24");
    });
}

#[test]
fn a_lot_told_after_the_item_is_not_one_more_of_it() {
    script(|floor| {
        blind(floor).scan("9521234002031").asks("prompt-lot");
        // A lot the book knows is found as goods; here it only answers what was asked.
        floor.scan("SB-A").says_with("said-lot-read", "lot", "SB-A").asks("prompt-quantity");
        floor.press(Command::Done).says_with("said-received", "quantity", "1 pcs");
        floor.stands("FG-SB250", "SB-A", "DOCK", "1");
    });
}

#[test]
fn a_lot_code_that_other_goods_carry_too_is_the_lot_of_the_goods_in_hand() {
    script(|floor| {
        blind(floor).scan("9521234001041").asks("prompt-lot").scan("SB-A").says("said-lot-read");
        floor.press(Command::Done).says("said-received").stands("PK-BTL", "SB-A", "DOCK", "1");
    });
}

#[test]
fn unknown_trade_goods_are_never_taken_for_a_lot() {
    script(|floor| {
        blind(floor).scan("9521234002031").asks("prompt-lot").scan("8991234567891");
        floor.says("said-unknown").is_at("name_it");
    });
}

#[test]
fn cartons_count_their_factor_and_say_it() {
    script(|floor| {
        blind(floor).scan("19521234001048").says_with("said-pack-read", "packs", "1 carton");
        floor.scan("19521234001048").scan("19521234001048").sounds(Tone::More);
        floor.says_with("said-pack-read", "packs", "3 carton");
        floor.says_with("said-pack-read", "quantity", "144 pcs");
        assert_eq!(floor.verdict().streak, 3, "the note rises with each");
        let Screen::Receive(screen) = &floor.screen.screen else { panic!("still receiving") };
        assert_eq!(screen.in_hand.packs.as_deref(), Some("3 × carton"), "both units side by side");
        floor.scan("BTL-2").says("said-lot-read").press(Command::Done).says("said-received");
        floor.stands("PK-BTL", "BTL-2", "DOCK", "144");
        assert_eq!(floor.newest().new.movements[0].reading, "3 × carton", "the reading as it was made");
    });
}

#[test]
fn a_pallet_label_with_the_count_of_cartons_counts_bottles() {
    script(|floor| {
        blind(floor)
            .scan(&gs1(&[("02", "19521234001048"), ("37", "38"), ("10", "BTL-7")]))
            .says("said-received");
        floor.stands("PK-BTL", "BTL-7", "DOCK", "1824");
    });
}

#[test]
fn a_count_that_comes_alone_counts_what_was_scanned() {
    script(|floor| {
        blind(floor).scan("9521234001041").scan("BTL-8").scan("(37)24").says("said-received");
        floor.stands("PK-BTL", "BTL-8", "DOCK", "24");
    });
}

#[test]
fn a_weighed_item_is_asked_for_its_weight_to_the_gram() {
    script(|floor| {
        blind(floor).scan("RM-SAL").asks("prompt-lot");
        floor.tap(Tap::OpenText).says("said-typing").text("SAL-10").says("said-lot-read");
        assert_eq!(floor.prompt().keypad.as_ref().unwrap().decimals, 3, "salt is kept to the gram");
        floor.quantity("1,2345").says_with("refusal-too-fine", "decimals", "3");
        floor.quantity("12,345").says("said-quantity-set").press(Command::Done).says("said-received");
        floor.stands("RM-SAL", "SAL-10", "DOCK", "12.345");
    });
}

#[test]
fn a_catch_weight_label_brings_weight_and_piece() {
    script(|floor| {
        let label = [("01", "99521234002348"), ("3103", "002045"), ("17", &yymmdd(18)), ("10", "SBB-1")];
        blind(floor).scan(&gs1(&label)).says("said-received").stands("FG-SBBLK", "SBB-1", "DOCK", "2.045");
        assert_eq!(floor.newest().new.movements[0].pieces, 1, "one piece rides along");
    });
}

#[test]
fn goods_without_a_lot_get_one_of_ours_with_its_label() {
    script(|floor| {
        blind(floor).scan("RM-TRS").press(Command::NoLot).says("said-lot-made").asks("prompt-expiry");
        let made = plain(&floor.verdict().message.values["lot"]);
        assert_eq!(made, "TRS26325TM1-1", "item, year, day of the year, station, count");
        floor.tap(Tap::Month { month: "2027-05".to_owned() }).says("said-expiry-read");
        floor.quantity("10").press(Command::Done).says("said-received");
        let lot = floor.lot("RM-TRS", &made).unwrap();
        assert!(lot.ours, "nobody takes it for the supplier's");
        assert_eq!(
            lot.expiry.last_good_day().unwrap().to_string(),
            "2027-05-31",
            "a month ends with its last day"
        );
        floor.scan("RM-TRS").press(Command::NoLot).says_with("said-lot-made", "lot", "TRS26325TM1-2");
    });
}

#[test]
fn after_a_copy_was_put_back_no_lot_of_ours_is_named_twice() {
    script(|floor| {
        floor.turn(|tx| ledger::table::station::begin_epoch(tx));
        blind(floor).scan("RM-TRS").press(Command::NoLot);
        floor.says_with("said-lot-made", "lot", "TRS26325TM1-R2-1");
    });
}

#[test]
fn the_text_field_is_open_only_while_a_word_is_typed() {
    script(|floor| {
        blind(floor).scan("9521234002031").asks("prompt-lot");
        assert!(floor.prompt().text_field.is_none(), "a scan is expected");
        floor.tap(Tap::OpenText);
        assert!(floor.prompt().text_field.is_some());
        floor.tap(Tap::Cancel).asks("prompt-lot");
        assert!(
            floor.prompt().text_field.is_none(),
            "CANCEL closes the field before it takes the goods back"
        );
        floor.tap(Tap::Cancel).asks("prompt-item");
    });
}

#[test]
fn an_expired_lot_goes_to_the_hold_shelf_with_a_task() {
    script(|floor| {
        blind(floor).scan(&sauce(12, "SB-PAST", -3)).sounds(Tone::Stop).questions("question-expired");
        floor.stands("FG-SB250", "SB-PAST", "DOCK", "0").answer("hold").says("said-received-on-hold");
        floor.stands("FG-SB250", "SB-PAST", "HOLD", "12");
        assert_eq!(floor.lot("FG-SB250", "SB-PAST").unwrap().status.text(), "quarantine");
        assert_eq!(floor.tasks(), ["on_hold"]);
        // More of a held lot goes there without being asked again.
        floor.scan(&gs1(&[("01", "09521234002031"), ("10", "SB-PAST")])).press(Command::Done);
        floor.questions("question-expired").answer("leave").says("said-cancelled");
    });
}

#[test]
fn more_of_a_lot_on_hold_goes_to_the_hold_shelf_by_itself() {
    script(|floor| {
        floor.hold_lot("PK-BTL", "BTL-1");
        blind(floor).scan("19521234001048").scan("BTL-1").press(Command::Done).says("said-received-on-hold");
        floor.stands("PK-BTL", "BTL-1", "HOLD", "48");
    });
}

#[test]
fn expired_goods_without_a_lot_do_not_hold_the_whole_item() {
    script(|floor| {
        let label = gs1(&[("01", "09521234009061"), ("17", &yymmdd(-1))]);
        blind(floor).scan(&label).press(Command::Done).questions("question-expired").answer("hold");
        floor.says("said-received-on-hold").stands("CL-SAN", "", "HOLD", "1");
        floor.scan("9521234009061").press(Command::Done).says("said-received");
        floor.stands("CL-SAN", "", "DOCK", "1");
    });
}

#[test]
fn the_same_lot_with_another_date_is_stopped() {
    script(|floor| {
        blind(floor).scan(&sauce(24, "SB-A", 150)).questions("question-other-date").sounds(Tone::Stop);
        floor.answer("leave");
        // The date first and then the lot makes no difference, nor does "no date on the pack".
        floor.scan("9521234002031").scan(&gs1(&[("17", &yymmdd(150))])).scan("SB-A").quantity("24");
        floor.press(Command::Done).questions("question-other-date").press(Command::Cancel);
        floor.scan("9521234002031").scan("SB-A").press(Command::NoDate).quantity("24");
        floor.press(Command::Done).questions("question-other-date");
        floor.press(Command::Cancel).stands("FG-SB250", "SB-A", "DOCK", "0");
    });
}

#[test]
fn a_near_date_is_booked_and_said() {
    script(|floor| {
        blind(floor).scan(&sauce(6, "SB-NEAR", 10)).says_with("said-near-expiry", "quantity", "6 pcs");
        floor.sounds(Tone::Attention).stands("FG-SB250", "SB-NEAR", "DOCK", "6");
    });
}

#[test]
fn other_goods_never_push_what_lies_in_the_hand_aside() {
    script(|floor| {
        blind(floor).scan(&gs1(&[("01", "09521234002031"), ("17", &yymmdd(200)), ("10", "L1")]));
        floor.scan("9521234001041").says("refusal-finish-first").sounds(Tone::WrongItem);
        assert_eq!(floor.verdict().expected.as_deref(), Some("Sambal Bawang 250 g · L1"));
        assert_eq!(floor.verdict().got.as_deref(), Some("bottle 250 ml"));
        floor.scan(&gs1(&[("01", "09521234002031"), ("10", "L2")])).says("refusal-finish-first");
        assert_eq!(floor.verdict().got.as_deref(), Some("Sambal Bawang 250 g · L2"), "nor does another lot");
        floor.quantity("24").scan("9521234002031").says("refusal-finish-first").sounds(Tone::Refused);
        floor.press(Command::Done).says("said-received").stands("FG-SB250", "L1", "DOCK", "24");
    });
}

#[test]
fn goods_chosen_from_the_cards_are_marked_chosen() {
    script(|floor| {
        blind(floor)
            .press(Command::Done)
            .press(Command::Choose)
            .choose("Sanitizer 5 L")
            .says("said-item-read");
        floor.quantity("6").press(Command::Done).says("said-received");
        assert_eq!(
            floor.newest().new.movements[0].evidence,
            Evidence::Chosen,
            "also when the number was typed"
        );
        floor.scan("9521234002031").press(Command::Choose).choose("SB-OLD").says("said-lot-read");
        floor.press(Command::Done).says("said-received").stands("FG-SB250", "SB-OLD", "DOCK", "1");
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Chosen);
    });
}

#[test]
fn a_scanned_place_is_where_goods_go() {
    script(|floor| {
        blind(floor).scan("A-01-1").says("said-place-read").scan(&sauce(24, "SB-NEW", 200));
        floor.stands("FG-SB250", "SB-NEW", "A-01-1", "24");
        floor.scan("TGR").says("refusal-not-a-place-for-stock").scan("supplier");
        floor.says("refusal-not-a-place-for-stock");
    });
}

#[test]
fn a_delivery_note_that_was_seen_before_asks_when_and_by_whom() {
    script(|floor| {
        blind(floor).tap(Tap::OpenNote).says("said-typing").text("SJ-0451").says("said-note-taken");
        floor.scan(&sauce(24, "SB-NEW", 200)).press(Command::Done).says("said-order-complete");
        blind(floor).tap(Tap::OpenNote).text("SJ-0451").questions("question-note-seen");
        floor.question_says("on", "2026-11-21").question_says("by", "Shift lead 1");
        floor.answer("leave").says("said-answered").tap(Tap::OpenNote).text("SJ-0451").answer("again");
        floor.says("said-note-taken");
        floor.tap(Tap::OpenNote).text(&"x".repeat(81)).says("refusal-too-long");
    });
}
