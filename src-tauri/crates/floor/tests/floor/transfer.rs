//! Goods that go to another site: sent by scanning one of its places, on the road meanwhile, taken in by the number
//! of the transfer, by the goods themselves or by their crate; short and over; undone in both halves.

use crate::support::*;
use domain::code::Command;
use domain::location::{Location, LocationKind, Purpose};
use domain::{LocationId, NewReservation, Quantity, ReservationId, ReservationPurpose};
use floor::screen::{Flow, MoveScreen, Screen, Tap, Tone};
use ledger::reserve;
use ledger::table::{balance, location};

fn shown(floor: &Floor) -> &MoveScreen {
    match &floor.screen.screen {
        Screen::MoveStock(screen) => screen,
        other => panic!("still moving: {other:?}"),
    }
}

impl Floor {
    /// Another site with two shelves.
    pub fn has_other_site(&mut self) -> &mut Floor {
        let places = [
            ("BSD", LocationKind::Site, None),
            ("B-01", LocationKind::Bin, Some("BSD")),
            ("B-02", LocationKind::Bin, Some("BSD")),
        ];
        for (number, (code, kind, parent)) in places.into_iter().enumerate() {
            let id = LocationId(self.next_uuid());
            let (code, parent) = (code.to_owned(), parent.map(|parent| self.place(parent)));
            let (name, purpose) = (code.clone(), Purpose::Store);
            let place = Location { id, kind, code, name, parent, purpose };
            self.turn(move |tx| location::insert(tx, &place, Some(3_000 + number as u32), NOW_MS));
        }
        self
    }

    fn send_sauce(&mut self, count: &str, to: &str) -> String {
        self.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").quantity(count).scan(to);
        self.says("said-sent");
        let number = plain(&self.verdict().message.values["document"]);
        self.tap(Tap::Back).tap(Tap::Back).is_at("home");
        number
    }

    /// Goods on the road of any transfer.
    fn on_the_road(&self) -> Quantity {
        self.turn(|tx| {
            let mut total = Quantity::ZERO;
            for place in location::all(tx)?.into_iter().filter(|place| place.kind == LocationKind::Transit) {
                for row in balance::at(tx, place.id)? {
                    assert!(row.on_hand >= Quantity::ZERO, "{} is below zero", place.code);
                    total = total.checked_add(row.on_hand)?;
                }
            }
            Ok(total)
        })
    }
}

fn other_site(work: impl FnOnce(&mut Floor)) {
    script(|floor| {
        floor.has_other_site();
        work(floor);
    });
}

#[test]
fn goods_for_another_site_go_onto_the_road_and_come_in_there() {
    other_site(|floor| {
        let number = floor.send_sauce("10", "B-01");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "36").stands("FG-SB250", "SB-OLD", &number, "10");
        floor.stands("FG-SB250", "SB-OLD", "B-01", "0");
        floor.open_flow(Flow::MoveStock);
        let card = &shown(floor).transfers[0];
        assert_eq!((card.number.as_str(), card.to.as_str(), card.state.as_str()), (&*number, "BSD", "open"));
        floor.scan(&number).says("said-transfer-opened").asks("prompt-transfer-load");
        assert_eq!(shown(floor).here.len(), 1, "what is on the road is listed");
        floor.scan("9521234002031").quantity("10").scan("B-01").says("said-transfer-complete");
        floor.sounds(Tone::Complete).stands("FG-SB250", "SB-OLD", "B-01", "10");
        assert!(floor.on_the_road().is_zero());
        assert_eq!(floor.order_state(&number), "done");
        assert!(floor.newest().new.document.is_some(), "in the history of the transfer");
    });
}

#[test]
fn what_follows_goes_with_the_same_transfer_until_it_left() {
    other_site(|floor| {
        let first = floor.send_sauce("10", "B-01");
        assert_eq!(floor.send_sauce("5", "BSD"), first, "the placard of the site, and the same load");
        floor.scan(&first).is_at("move_stock").digits("1").says("said-transfer-gone").sounds(Tone::Complete);
        floor.scan(&first).asks("prompt-transfer-arrive").tap(Tap::Cancel);
        floor.scan("A-04-1").scan("9521234002031").quantity("1").scan(&first).says("refusal-transfer-left");
        floor.press(Command::Cancel).press(Command::Cancel).press(Command::Done).is_at("home");
        assert_ne!(floor.send_sauce("2", "B-02"), first, "the next load has a number of its own");
    });
}

#[test]
fn a_transfer_takes_nothing_from_elsewhere_and_a_site_is_no_shelf() {
    other_site(|floor| {
        let number = floor.send_sauce("10", "B-01");
        floor.scan(&number).scan("9521234002031").quantity("4").scan("B-01").says("said-arrived");
        floor.press(Command::Cancel).scan("B-01").scan("9521234002031").quantity("1").scan("BSD");
        floor.says("refusal-not-a-place-for-stock");
        floor.scan("TGR").says("said-sent");
        let back = plain(&floor.verdict().message.values["document"]);
        floor.press(Command::Cancel).scan("A-04-1").scan("9521234002031").quantity("1").scan(&back);
        floor.says_with("refusal-transfer-elsewhere", "site", "BSD");
    });
}

#[test]
fn it_comes_in_in_parts_and_what_is_missing_stays_on_the_road() {
    other_site(|floor| {
        let number = floor.send_sauce("10", "B-01");
        floor.scan(&number).scan("9521234002031").quantity("6").scan("B-01").says("said-arrived");
        floor.asks("prompt-transfer-arrive").press(Command::Done).questions("question-transfer-short");
        floor.question_says("missing", "4 pcs").digits("1").says("said-transfer-stays-open");
        floor.scan(&number).press(Command::Done).digits("2").says("said-transfer-short");
        assert_eq!(floor.tasks(), ["transfer_missing"]);
        floor.stands("FG-SB250", "SB-OLD", &number, "4");
        assert_eq!(floor.order_state(&number), "done");
        // Three of them turn up after all.
        floor.scan(&number).scan("9521234002031").quantity("3").scan("B-02").says("said-arrived");
        assert_eq!(floor.tasks(), ["transfer_missing"], "one is still missing");
        floor.answer("give_up").questions("question-transfer-lost").answer("could_not_find");
        floor.says("said-transfer-lost").stands("FG-SB250", "SB-OLD", &number, "0");
        assert!(floor.tasks().is_empty());
        assert!(floor.on_the_road().is_zero());
    });
}

#[test]
fn who_may_not_correct_the_book_gives_nothing_up() {
    other_site(|floor| {
        let number = floor.send_sauce("10", "B-01");
        floor.scan(&number).digits("1").scan(&number).press(Command::Done).digits("2");
        floor.scan(&badge(OPERATOR)).scan(&number).answer("give_up").says("refusal-not-allowed");
        floor.stands("FG-SB250", "SB-OLD", &number, "10");
    });
}

#[test]
fn more_than_was_sent_is_a_fact() {
    other_site(|floor| {
        let number = floor.send_sauce("10", "B-01");
        floor.scan(&number).scan("9521234002031").quantity("12").scan("B-01");
        floor.questions("question-book-short").question_says("there", "10 pcs").answer("take");
        floor.says("said-transfer-complete").stands("FG-SB250", "SB-OLD", "B-01", "12");
        assert_eq!(floor.tasks(), ["book_was_short"]);
    });
}

#[test]
fn goods_alone_tell_their_transfer_when_they_lie_nowhere_else() {
    other_site(|floor| {
        floor.open_flow(Flow::MoveStock).scan("9521234001041").quantity("620").scan("B-01").says("said-sent");
        floor
            .press(Command::Cancel)
            .scan("9521234001041")
            .quantity("620")
            .scan("B-02")
            .says("said-transfer-complete");
        floor.stands("PK-BTL", "BTL-1", "B-02", "620");
    });
}

#[test]
fn a_pallet_goes_whole_and_is_taken_in_by_its_own_code() {
    other_site(|floor| {
        floor.open_flow(Flow::MoveStock).scan("C-01").scan("SBB-1").scan("CR-011").says("said-moved");
        floor.press(Command::Cancel).scan("CR-011").scan("CR-012").scan("B-01").says("said-crate-sent");
        let number = plain(&floor.verdict().message.values["document"]);
        floor.stands_in("CR-011", &number).stands("FG-SBBLK", "SBB-1", "CR-011", "24.38");
        floor.scan(&number);
        assert_eq!(shown(floor).crates_here.len(), 2);
        floor.scan("CR-011").scan("B-01").says("said-crate-arrived").stands_in("CR-011", "B-01");
        floor.scan("CR-012").scan("B-02").says("said-transfer-complete");
        assert_eq!(floor.order_state(&number), "done");
    });
}

#[test]
fn what_is_promised_here_does_not_leave_the_site() {
    other_site(|floor| {
        let (item, id) = (floor.item("FG-SB250"), floor.next_uuid());
        let within = Some(floor.place("A-04-1"));
        let promise = NewReservation {
            id: ReservationId(id),
            item,
            wanted: Quantity::parse("46", 0).unwrap(),
            lot: None,
            within,
            document: None,
            line: None,
            purpose: ReservationPurpose::Order,
            priority: 0,
            term_ms: None,
            good_days: 0,
            whole_only: true,
        };
        let moment = reserve::Moment { now_ms: floor.moment.now_ms, today: TODAY };
        floor.turn(move |tx| reserve::Stop::sort(reserve::reserve(tx, &promise, moment))).unwrap();
        floor.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").quantity("46").scan("B-01");
        floor.says("refusal-goods-reserved").stands("FG-SB250", "SB-OLD", "A-04-1", "46");
    });
}

#[test]
fn both_halves_are_undone_the_newest_first() {
    other_site(|floor| {
        let number = floor.send_sauce("10", "B-01");
        let sent = floor.newest().new.id;
        floor.scan(&number).scan("9521234002031").quantity("10").scan("B-01").says("said-transfer-complete");
        floor.tap(Tap::UndoEntry { entry: sent.to_string() }).questions("question-goods-arrived-since");
        floor.question_says("count", "1").answer("leave");
        floor.press(Command::Undo).says("said-undone").stands("FG-SB250", "SB-OLD", &number, "10");
        assert_eq!(floor.order_state(&number), "open", "it is on its way again");
        floor.scan(&number).asks("prompt-transfer-arrive").scan("9521234002031").quantity("10").scan("B-02");
        floor.says("said-transfer-complete").tap(Tap::UndoEntry { entry: sent.to_string() }).answer("all");
        floor.says("said-undone-together").stands("FG-SB250", "SB-OLD", "A-04-1", "46");
        assert!(floor.on_the_road().is_zero());
        let cards: Vec<_> = shown(floor).transfers.iter().map(|card| &card.number).collect();
        assert!(cards.is_empty(), "nothing was sent in the end: {cards:?}");
    });
}

#[test]
fn the_home_screen_and_receiving_know_a_transfer_by_its_number() {
    other_site(|floor| {
        let number = floor.send_sauce("10", "B-01");
        let Screen::Home { documents, .. } = &floor.screen.screen else { panic!("at home") };
        let card = documents.iter().find(|card| card.number == number).expect("it is open work").clone();
        assert_eq!((card.kind.as_str(), card.line_count, card.done_line_count), ("transfer", 1, 0));
        floor.tap(Tap::OpenDocument { id: card.id }).is_at("move_stock").tap(Tap::Cancel).tap(Tap::Back);
        floor.open_flow(Flow::Receive).scan(&number).is_at("move_stock").says("said-transfer-opened");
    });
}

/// Random people at both ends: nothing is ever below zero, and what is on the road is what was sent and did not
/// come in.
#[test]
fn random_transfers_lose_nothing_on_the_road() {
    for seed in [3, 5, 11, 17] {
        println!("seed {seed}");
        let mut dice = crate::chance::Dice(seed);
        let mut floor = Floor::open();
        floor.scan(&badge(LEAD));
        floor.has_other_site().open_flow(Flow::MoveStock);
        let goods = ["9521234002031", "PK-CTN", "9521234001041", "RM-SAL"];
        let places = ["A-04-1", "A-03-3", "A-03-1", "B-01", "B-02", "BSD", "TGR", "CR-011"];
        for _ in 0..400 {
            let numbers: Vec<String> = floor.turn(|tx| {
                let open = ledger::table::transfer::in_work(tx, 20)?;
                Ok(open.into_iter().map(|transfer| transfer.number).collect())
            });
            match dice.below(9) {
                0 | 1 => _ = floor.scan(dice.one(&goods)),
                2 => _ = floor.quantity(dice.one(&["1", "3", "7", "50"])),
                3..=5 => _ = floor.scan(dice.one(&places)),
                6 if !numbers.is_empty() => _ = floor.scan(&dice.one(&numbers)),
                7 => {
                    let taps = crate::chance::offered(&floor);
                    if !taps.is_empty() {
                        floor.tap(dice.one(&taps));
                    }
                }
                _ => _ = floor.press(dice.one(&[Command::Cancel, Command::Undo, Command::Done])),
            }
            if screen_kind(&floor.screen.screen) == "home" {
                floor.tap(Tap::OpenFlow { flow: Flow::MoveStock });
            }
            let taken = floor.taken.as_ref().expect("an input was taken");
            assert_eq!(taken.fault, None, "seed {seed}");
            assert_eq!(crate::chance::sum(&floor), Quantity::ZERO, "seed {seed}: goods only move");
            floor.on_the_road();
        }
        let sent = floor.turn(|tx| Ok(ledger::table::transfer::in_work(tx, 1_000)?.len()));
        println!("{sent} transfers in work");
        floor.verify();
    }
}
