//! Codes from the tray: named later, booked where and when they were scanned. Counts that waited for a lead.

use crate::support::*;
use domain::code::Command;
use domain::scan::ScanVerdict;
use domain::{ScanId, TaskId};
use floor::screen::{Flow, InHand, Screen, Tap};
use floor::tray::ParkedAt;
use ledger::table::task::{self, TaskState};
use ledger::table::{document, scan};

const UNKNOWN: &str = "8991234567891";
const CARTON: &str = "19521234001048";
const HOUR_MS: i64 = 60 * 60 * 1000;

impl Floor {
    /// Scans a code nobody knows and puts it in the tray; gives the scan and when it was made.
    fn park(&mut self, code: &str) -> (ScanId, i64) {
        self.scan(code).says("said-unknown");
        let parked = (self.last_scan, self.moment.now_ms);
        self.press(Command::Park).says("said-parked");
        parked
    }

    /// The next day, at the same hour.
    fn sleep(&mut self) -> &mut Floor {
        self.moment.now_ms += 24 * HOUR_MS;
        self.moment.today = day(1);
        self
    }

    fn take_out(&mut self, scan: ScanId) -> &mut Floor {
        self.tap(Tap::NameParked { scan: scan.to_string() })
    }

    fn in_hand(&self) -> InHand {
        match &self.screen.screen {
            Screen::MoveStock(screen) => screen.in_hand.clone(),
            other => panic!("nothing is moved at {other:?}"),
        }
    }

    fn kept(&self, id: ScanId) -> scan::ScanRow {
        self.turn(move |tx| scan::by_id(tx, id)).expect("every scan is kept")
    }

    /// The open task of this kind.
    fn task(&self, kind: &str) -> task::Task {
        let open = self.turn(|tx| task::open(tx, 100));
        open.into_iter().find(|task| task.kind == kind).expect("the task is open")
    }

    fn task_of(&self, id: TaskId) -> task::Task {
        self.turn(move |tx| task::by_id(tx, id)).expect("a task is kept")
    }
}

/// Names what is asked for as a carton of bottles.
fn as_carton(floor: &mut Floor) -> &mut Floor {
    floor.is_at("name_it").tap(Tap::OpenText).text("bottle").choose("carton")
}

#[test]
fn a_carton_named_the_day_after_is_booked_at_its_order_and_its_time() {
    script(|floor| {
        floor.scan("PO-3108").says("said-order-opened");
        let (id, scanned_ms) = floor.park(UNKNOWN);
        assert_eq!(floor.screen.earlier, None, "the work is of now");
        floor.tap(Tap::Back).is_at("home").sleep().take_out(id).says("said-from-tray");
        let earlier = floor.screen.earlier.clone().expect("what is done now is of then");
        assert_eq!(
            (earlier.code.as_str(), earlier.at_ms, earlier.operator.as_str()),
            (UNKNOWN, scanned_ms, "Shift lead 1")
        );
        as_carton(floor).says("said-pack-read").is_at("receive").asks("prompt-lot");
        assert!(floor.screen.earlier.is_some(), "still");
        assert_eq!(floor.screen.parked_count, 1, "nothing is booked by naming alone");
        floor.scan("BTL-9").press(Command::Done).says_with("said-received-on-line", "quantity", "48 pcs");
        floor.is_at("home").stands("PK-BTL", "BTL-9", "DOCK", "48").received("PO-3108", "PK-BTL", "48");
        assert_eq!((floor.screen.parked_count, &floor.screen.earlier), (0, &None));

        let entry = floor.newest();
        assert_eq!(entry.new.happened_at_ms, scanned_ms, "when it stood on the dock");
        assert!(entry.new.recorded_at_ms > scanned_ms + 24 * HOUR_MS, "when it was written down");
        assert_eq!((entry.new.business_date, entry.new.scan), (TODAY, Some(id)));
        let order = floor.turn(|tx| document::by_number(tx, "PO-3108")).remove(0).id;
        assert_eq!(entry.new.document, Some(order));
        assert_eq!(
            floor.deliveries(&entry),
            [("purchase_receipt".to_owned(), "waiting".to_owned())],
            "the vendor is told as of any receipt"
        );
        let row = floor.kept(id);
        assert_eq!((row.verdict, row.entry), (ScanVerdict::Accepted, Some(entry.new.id)));
        floor.take_out(id).says("refusal-settled-meanwhile");
    });
}

#[test]
fn what_is_kept_of_the_work_is_small_and_readable() {
    script(|floor| {
        floor.scan("PO-3108").scan("A-01-1");
        let (id, _) = floor.park(UNKNOWN);
        let text = floor.kept(id).message;
        assert!(text.len() < 500, "a scan is kept for ever: {text}");
        let at = ParkedAt::read(&text);
        assert_eq!(
            (at.flow, at.on, at.place),
            (Some(Flow::Receive), Some(TODAY), Some(floor.place("A-01-1")))
        );
        assert_eq!(ParkedAt::read("{}"), ParkedAt::default(), "an older row says nothing about its work");
    });
}

#[test]
fn a_delivery_without_an_order_keeps_its_note_and_supplier() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done).tap(Tap::OpenText).text("Toko Ujung");
        floor.says("said-supplier-taken").tap(Tap::OpenNote).text("SJ-44").says("said-note-taken");
        let (id, _) = floor.park("NEVER-SEEN");
        floor.tap(Tap::Back).is_at("home").take_out(id).tap(Tap::OpenText).text("Sanitizer");
        floor.choose("Sanitizer 5 L").press(Command::Done).says("said-received").is_at("home");
        let made = floor.newest().new.document.expect("the delivery is made with its goods");
        let made = floor.turn(move |tx| document::by_id(tx, made)).expect("it is there");
        assert_eq!((made.note_number.as_str(), made.partner.as_str()), ("SJ-44", "Toko Ujung"));
    });
}

#[test]
fn the_seat_goes_on_where_it_was() {
    script(|floor| {
        let (id, _) = floor.open_flow(Flow::Receive).press(Command::Done).park(UNKNOWN);
        floor.tap(Tap::Back).open_flow(Flow::MoveStock).scan("A-04-2").scan("FG-SB250").is_at("move_stock");
        let before = floor.in_hand();
        as_carton(floor.take_out(id))
            .is_at("receive")
            .scan("BTL-9")
            .press(Command::Done)
            .says("said-received");
        assert_eq!(floor.in_hand(), before, "the goods in hand are where they were");
        floor.stands("PK-BTL", "BTL-9", "DOCK", "48");
    });
}

#[test]
fn who_brought_it_is_known_in_the_tray_too() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done).choose("Supplier B packaging");
        let (id, _) = floor.park(UNKNOWN);
        as_carton(floor.take_out(id)).scan("BTL-9").press(Command::Done).says("said-received");
        assert_eq!(floor.makers("PK-BTL", "BTL-9"), ["Supplier B packaging"], "as it was when it was parked");
    });
}

#[test]
fn put_back_it_stays_in_the_tray() {
    script(|floor| {
        let (id, _) = floor.open_flow(Flow::Receive).press(Command::Done).park(UNKNOWN);
        floor
            .take_out(id)
            .is_at("name_it")
            .press(Command::Cancel)
            .says("said-stays-in-tray")
            .is_at("receive");
        as_carton(floor.take_out(id)).press(Command::Cancel).says("said-stays-in-tray").is_at("receive");
        assert_eq!(floor.screen.parked_count, 1);
        assert_eq!(floor.kept(id).verdict, ScanVerdict::Parked);
        // It has its name by now: nothing is left to ask but the lot.
        floor.take_out(id).says("said-pack-read").asks("prompt-lot").scan("BTL-9").press(Command::Done);
        floor.says("said-received");
        assert_eq!(floor.screen.parked_count, 0);
    });
}

#[test]
fn the_next_scan_leaves_it_in_the_tray() {
    script(|floor| {
        let (id, _) = floor.open_flow(Flow::Receive).press(Command::Done).park(UNKNOWN);
        floor.take_out(id).scan("9521234009061").says("said-item-read").is_at("receive");
        assert_eq!((floor.screen.parked_count, &floor.screen.earlier), (1, &None));
        floor.press(Command::Cancel).take_out(id).scan("NEVER-SEEN").is_at("name_it");
        assert_eq!(
            (floor.screen.parked_count, &floor.screen.earlier),
            (1, &None),
            "another code is asked about"
        );
        floor.press(Command::Park);
        assert_eq!(floor.screen.parked_count, 2);
    });
}

#[test]
fn a_power_cut_in_the_middle_changes_nothing() {
    let mut floor = Floor::open();
    floor.scan(&badge(LEAD)).open_flow(Flow::Receive).press(Command::Done);
    let (id, scanned_ms) = floor.park(UNKNOWN);
    as_carton(floor.sleep().take_out(id)).asks("prompt-lot");
    let mut floor = floor.restart();
    assert_eq!(floor.screen.earlier.as_ref().map(|earlier| earlier.at_ms), Some(scanned_ms));
    floor.asks("prompt-lot").scan("BTL-9").press(Command::Done).says("said-received");
    assert_eq!(floor.newest().new.happened_at_ms, scanned_ms);
    floor.verify();
}

#[test]
fn an_operator_may_not_name_it_but_book_what_has_a_name() {
    script(|floor| {
        let (id, _) = floor.open_flow(Flow::Receive).press(Command::Done).park(UNKNOWN);
        floor.scan(&badge(OPERATOR)).take_out(id).says("refusal-not-allowed").is_at("receive");
        assert_eq!(floor.screen.parked_count, 1);
        floor.give_code("CL-SAN", UNKNOWN);
        floor.take_out(id).says("said-item-read").press(Command::Done).says("said-received");
        floor.stands("CL-SAN", "", "DOCK", "1");
        assert_eq!(floor.screen.parked_count, 0);
        floor.scan(&badge(CUSTOMER_SERVICE)).take_out(id).says("refusal-settled-meanwhile");
    });
}

#[test]
fn a_symbol_that_says_everything_is_booked_by_its_name() {
    script(|floor| {
        let symbol = gs1(&[("02", "08991234567891"), ("37", "24"), ("17", &yymmdd(0)), ("10", "L-77")]);
        floor.open_flow(Flow::Receive).press(Command::Done);
        let (id, scanned_ms) = floor.park(&symbol);
        // The last good day was the day it was scanned; a day later it would be expired.
        floor.sleep().take_out(id).tap(Tap::OpenText).text("Sambal Bawang").choose("Sambal Bawang 250 g");
        floor.says("said-near-expiry").stands("FG-SB250", "L-77", "DOCK", "24");
        assert_eq!(floor.newest().new.happened_at_ms, scanned_ms);
        floor.scan(&symbol).questions("question-expired");
    });
}

#[test]
fn goods_that_were_moved_ask_for_their_target() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-04-2");
        let (id, scanned_ms) = floor.park(UNKNOWN);
        floor.tap(Tap::Cancel).tap(Tap::Back).is_at("home").sleep();
        floor.take_out(id).tap(Tap::OpenText).text("Sambal Bawang").choose("Sambal Bawang 250 g");
        floor.is_at("move_stock").press(Command::Done).says("refusal-still-missing").scan("A-04-1");
        floor.says("said-moved").is_at("home");
        assert_eq!(floor.newest().new.happened_at_ms, scanned_ms);
        assert_eq!(floor.screen.parked_count, 0);
    });
}

#[test]
fn what_was_not_said_before_it_was_parked_is_asked_first() {
    script_by(MANAGER, |floor| {
        floor.open_flow(Flow::Adjust);
        let (id, scanned_ms) = floor.park(UNKNOWN);
        floor.tap(Tap::Back).is_at("home").take_out(id).tap(Tap::OpenText).text("Sambal Bawang");
        floor.choose("Sambal Bawang 250 g").says("said-named").asks("prompt-adjust-mode").answer("restock");
        floor.asks("prompt-adjust-place").press(Command::Done).says("refusal-still-missing").scan("A-04-2");
        floor.says("said-item-read").tap(Tap::ShowChoices);
        let lot = floor.prompt().choices.first().expect("its lots are here").id.clone();
        floor.tap(Tap::Choose { id: lot }).quantity("2").answer("not_booked_in").says("said-adjusted");
        floor.is_at("home");
        assert_eq!(floor.newest().new.happened_at_ms, scanned_ms);
        assert_eq!(floor.screen.parked_count, 0);
    });
}

#[test]
fn only_what_was_parked_is_booked_for_it() {
    script_by(MANAGER, |floor| {
        floor.open_flow(Flow::Adjust);
        let (id, _) = floor.park(UNKNOWN);
        floor.tap(Tap::Back).take_out(id).tap(Tap::OpenText).text("Sanitizer").choose("Sanitizer 5 L");
        floor.answer("restock").scan("PK-CTN").says("refusal-finish-first").asks("prompt-adjust-place");
        floor.scan("A-03-3").says("said-item-read").scan("PK-CTN").says("refusal-finish-first");
        floor.quantity("1").answer("not_booked_in").says("said-adjusted").stands("CL-SAN", "", "A-03-3", "1");
        assert_eq!(floor.screen.parked_count, 0);
    });
}

#[test]
fn goods_that_cannot_be_taken_stay_in_the_tray_with_their_name() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-04-2");
        let (id, _) = floor.park(UNKNOWN);
        floor.press(Command::Cancel).tap(Tap::Back).is_at("home");
        floor.take_out(id).tap(Tap::OpenText).text("Sanitizer").choose("Sanitizer 5 L");
        floor.says("refusal-nothing-here").is_at("home");
        assert_eq!(
            (floor.screen.parked_count, &floor.screen.earlier),
            (1, &None),
            "nobody has seen any of it"
        );
        floor.take_out(id).says("refusal-nothing-here").is_at("home");
        // Received since: it was there, and can be moved as of then.
        floor.open_flow(Flow::Receive).press(Command::Done).scan(UNKNOWN).says("said-item-read");
        floor.scan("A-04-2").press(Command::Done).says("said-received").tap(Tap::Back);
        floor.take_out(id).is_at("move_stock").scan("A-04-1").says("said-moved");
        assert_eq!(floor.screen.parked_count, 0);
    });
}

#[test]
fn a_lot_that_is_known_with_another_date_is_said_and_not_booked() {
    script(|floor| {
        let symbol = gs1(&[("02", "08991234567891"), ("37", "24"), ("17", &yymmdd(90)), ("10", "SB-A")]);
        floor.open_flow(Flow::Receive).press(Command::Done);
        let (id, _) = floor.park(&symbol);
        floor.take_out(id).tap(Tap::OpenText).text("Sambal Bawang").choose("Sambal Bawang 250 g");
        floor.questions("question-other-date").answer("leave").is_at("receive");
        assert_eq!((floor.screen.parked_count, &floor.screen.earlier), (1, &None), "it lies where it lay");
    });
}

#[test]
fn a_code_parked_at_home_is_only_named() {
    script(|floor| {
        let (id, _) = floor.park("OUR-OLD-LABEL");
        let entries = floor.entry_count();
        let salt = floor.item("RM-SAL").to_string();
        floor.take_out(id).tap(Tap::NameAs { item: salt }).says("said-named").is_at("home");
        assert_eq!(
            (floor.screen.parked_count, floor.entry_count()),
            (0, entries),
            "there was nothing to book"
        );
        let (id, _) = floor.park("ANOTHER-LABEL");
        floor.give_code("CL-SAN", "ANOTHER-LABEL");
        floor.take_out(id).says("said-named").is_at("home");
        assert_eq!((floor.screen.parked_count, floor.entry_count()), (0, entries), "named by somebody else");
    });
}

#[test]
fn two_seats_take_the_same_code_out_and_one_books_it() {
    script(|floor| {
        let (id, _) = floor.open_flow(Flow::Receive).press(Command::Done).park(UNKNOWN);
        as_carton(floor.take_out(id)).asks("prompt-lot");
        floor.seat = "second".to_owned();
        floor.look().scan(&badge(LEAD)).take_out(id).asks("prompt-lot").scan("BTL-9").press(Command::Done);
        floor.says("said-received").is_at("home");
        let entries = floor.entry_count();
        floor.seat = SEAT.to_owned();
        floor.look().scan("BTL-9").says("refusal-settled-meanwhile").is_at("receive");
        assert_eq!((floor.entry_count(), &floor.screen.earlier), (entries, &None), "booked once");
    });
}

#[test]
fn only_one_thing_of_an_earlier_time_at_once_and_none_beside_a_question() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done);
        let (first, _) = floor.park(UNKNOWN);
        let (second, _) = floor.park("NEVER-SEEN");
        as_carton(floor.take_out(first)).take_out(second).says("refusal-work-is-open").asks("prompt-lot");
        floor.press(Command::Cancel).scan(&sauce(12, "SB-PAST", -3)).questions("question-expired");
        floor.take_out(second).says("refusal-work-is-open").answer("leave").take_out(second).is_at("name_it");
    });
}

#[test]
fn an_order_with_codes_in_the_tray_is_not_closed() {
    script(|floor| {
        floor.scan("PO-3108");
        let (id, scanned_ms) = floor.park(UNKNOWN);
        floor
            .scan(CARTON)
            .scan("BTL-9")
            .packs("40", "carton")
            .press(Command::Done)
            .says("said-line-complete");
        floor.press(Command::Done).questions("question-in-tray").question_says("code", UNKNOWN);
        floor.answer("open").says("said-stays-open-for-tray").is_at("home");
        assert_eq!(floor.order_state("PO-3108"), "open", "its goods are not all known");

        floor.scan("PO-3108").press(Command::Done).answer("stay").press(Command::Done).answer("name");
        floor.is_at("name_it").tap(Tap::OpenText).text("Sanitizer").choose("Sanitizer 5 L");
        floor.press(Command::Done).questions("question-not-on-order").answer("take").says("said-received");
        assert_eq!(floor.newest().new.happened_at_ms, scanned_ms);
        assert!(matches!(&floor.screen.screen, Screen::Receive(screen) if screen.document.is_some()));
        assert_eq!(floor.kept(id).verdict, ScanVerdict::Accepted);
        floor.press(Command::Done).says("said-order-complete");
        assert_eq!(floor.order_state("PO-3108"), "done");
    });
}

#[test]
fn an_operator_cannot_close_it_either_and_is_not_offered_to_name() {
    script_by(OPERATOR, |floor| {
        floor.scan("PO-3108");
        floor.park(UNKNOWN);
        floor.scan(CARTON).scan("BTL-9").packs("40", "carton").press(Command::Done).press(Command::Done);
        let question = floor.prompt().question.clone().expect("it asks");
        let answers: Vec<_> = question.answers.iter().map(|answer| answer.message.code.as_str()).collect();
        assert_eq!(answers, ["do-stay-here", "do-leave-open"]);
        floor.answer("name").says("refusal-not-allowed");
    });
}

#[test]
fn done_beside_an_unknown_code_parks_it_and_closes_nothing() {
    script(|floor| {
        floor.scan("PO-3108").scan(CARTON).scan("BTL-9").packs("40", "carton").press(Command::Done);
        floor.scan(UNKNOWN).is_at("name_it").press(Command::Done).says("said-parked").is_at("receive");
        floor.press(Command::Done).questions("question-in-tray");
        assert_eq!(floor.order_state("PO-3108"), "open");
    });
}

#[test]
fn a_count_left_to_the_lead_is_posted_as_it_was_counted() {
    script_by(OPERATOR, |floor| {
        floor.open_flow(Flow::Count).scan("A-03-3").scan("PK-CTN").quantity("130");
        let counted_ms = floor.moment.now_ms;
        floor.answer("could_not_find").says("said-count-kept").stands("PK-CTN", "", "A-03-3", "140");
        let waiting = floor.task("count_difference");
        floor.tap(Tap::PostCount { task: waiting.id.to_string() }).says("refusal-not-allowed");

        // Meanwhile 20 go elsewhere; the count was right when it was made.
        floor.press(Command::Done).tap(Tap::Back).open_flow(Flow::MoveStock).scan("A-03-3").scan("PK-CTN");
        floor.quantity("20").scan("A-03-1").says("said-moved").press(Command::Done).sleep();
        floor.scan(&badge(LEAD)).tap(Tap::PostCount { task: waiting.id.to_string() });
        floor.says("said-count-taken-up").is_at("count").asks("prompt-counted");
        assert_eq!(floor.screen.earlier.as_ref().map(|earlier| earlier.at_ms), Some(counted_ms));
        floor.press(Command::Done).questions("question-count-reason").question_says("book", "140 pcs");
        floor.answer("could_not_find").says_with("said-count-posted", "book", "140 pcs").is_at("home");
        floor.stands("PK-CTN", "", "A-03-3", "110");
        assert_eq!(floor.newest().new.happened_at_ms, counted_ms);

        let settled = floor.task_of(waiting.id);
        assert_eq!((settled.state, settled.settled_by), (TaskState::Settled, Some(floor.screen_operator())));
        assert!(settled.resolution.contains("resolution-posted"), "{}", settled.resolution);
        floor.tap(Tap::PostCount { task: waiting.id.to_string() }).says("refusal-settled-meanwhile");
    });
}

#[test]
fn counted_again_and_right_nobody_has_to_look_any_more() {
    script_by(OPERATOR, |floor| {
        floor.open_flow(Flow::Count).scan("A-03-3").scan("PK-CTN").quantity("130").answer("wrong_unit");
        assert_eq!(floor.tasks(), ["count_difference"]);
        floor.scan("PK-CTN").quantity("140").says("said-count-right");
        assert!(floor.tasks().is_empty(), "the book is right");
    });
}

#[test]
fn a_count_that_turns_out_right_settles_its_task_too() {
    script_by(OPERATOR, |floor| {
        floor.open_flow(Flow::Count).scan("A-03-3").scan("PK-CTN").quantity("130").answer("wrong_unit");
        let waiting = floor.task("count_difference").id;
        floor.press(Command::Done).scan(&badge(LEAD)).tap(Tap::PostCount { task: waiting.to_string() });
        floor.quantity("140").says("said-count-right").is_at("count");
        assert_eq!(floor.task_of(waiting).state, TaskState::Settled);
        assert!(floor.tasks().is_empty());
    });
}
