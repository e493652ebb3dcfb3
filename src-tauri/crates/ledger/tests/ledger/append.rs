//! What an entry does to the book, and what it may not do.

use crate::support::*;
use domain::entry::{MovementKind, NewEntry, NewMovement};
use domain::location::{Location, LocationKind, Purpose};
use domain::{DocumentId, EntryId, LocationId, OperatorId, Quantity};
use ledger::Error;
use ledger::table::{balance, entry as entries, location, serial_position, station};

#[test]
fn a_receipt_stands_at_its_place_with_what_stood_before() {
    let book = book();
    let first = book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "25")])).unwrap();
    let second = book
        .append(entry(2, vec![receive(SALT, SALT_LOT, A, "12.5"), move_goods(SALT, SALT_LOT, A, B, "30")]))
        .unwrap();

    assert_eq!((first.number.as_str(), first.sequence, first.already), ("TM1-1-000001", 1, false));
    assert_eq!(second.number, "TM1-1-000002", "sequence is gapless");
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), kg("7.5"));
    assert_eq!(book.on_hand(B, SALT, SALT_LOT), kg("30"));
    assert_eq!(book.on_hand(SUPPLIER, SALT, SALT_LOT), kg("-37.5"), "the supplier's side makes the sum zero");
    let stored = book.turn(move |tx| entries::by_id(tx, second.id)).unwrap().unwrap();
    let before: Vec<(Quantity, Quantity)> =
        stored.before.iter().map(|before| (before.from, before.to)).collect();
    let seen = [(kg("-25"), kg("25")), (kg("37.5"), Quantity::ZERO)];
    assert_eq!(before, seen, "the second line sees the first");
}

#[test]
fn an_entry_may_change_a_virtual_place_by_more_than_any_quantity() {
    let book = book();
    let half = "5000000000";
    book.append(entry(1, vec![movement(MovementKind::Adjust, SALT, SALT_LOT, ADJUSTMENT, A, half)])).unwrap();
    book.append(entry(2, vec![receive(SALT, SALT_LOT, B, half)])).unwrap();
    let write_off = |from| movement(MovementKind::Adjust, SALT, SALT_LOT, from, ADJUSTMENT, half);
    book.append(entry(3, vec![write_off(A), write_off(B)]))
        .expect("from minus five to plus five, each a quantity");
    assert_eq!(book.on_hand(ADJUSTMENT, SALT, SALT_LOT), kg(half), "what was received is written off");
}

#[test]
fn a_stored_entry_comes_back_as_it_was_given() {
    let book = book();
    let came = NewMovement { pieces: 12, ..receive(CHILI, CHILI_1, A, "3") };
    book.append(entry(1, vec![came])).unwrap();
    let given = NewEntry {
        document: Some(ORDER),
        scan: Some(domain::ScanId(uuid(900))),
        note: "wet sack".to_owned(),
        happened_at_ms: NOW_MS - 60_000,
        movements: vec![NewMovement {
            pieces: 12,
            reason: Some(domain::entry::Reason::Broken),
            line: Some(ORDER_LINE),
            reading: "3 sacks".to_owned(),
            ..movement(MovementKind::Damage, CHILI, CHILI_1, A, LOSS, "0.000001")
        }],
        ..entry(2, Vec::new())
    };
    let recorded = book.append(given.clone()).unwrap();
    let stored = book.turn(move |tx| entries::by_id(tx, recorded.id)).unwrap().unwrap();
    assert_eq!(stored.new, given);
    assert_eq!(stored.number, recorded.number);
    let by_sequence = book.turn(|tx| entries::by_sequence(tx, 1, 2)).unwrap().unwrap();
    assert_eq!(by_sequence, stored);
    let of_document = book.turn(|tx| entries::of_document(tx, ORDER, 10)).unwrap();
    assert_eq!(of_document, vec![stored]);
}

#[test]
fn taking_more_than_there_is_writes_nothing() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "2")])).unwrap();
    let short = book.append(entry(
        2,
        vec![move_goods(SALT, SALT_LOT, A, B, "1.5"), move_goods(SALT, SALT_LOT, A, B, "1")],
    ));
    let Err(Error::Short { item, lot, location, there, wanted }) = short else { panic!("{short:?}") };
    assert_eq!((item, lot, location, there, wanted), (SALT, SALT_LOT, A, kg("0.5"), kg("1")));
    assert_eq!(
        book.on_hand(A, SALT, SALT_LOT),
        kg("2"),
        "the first line of the refused entry did not happen"
    );
    let head = book.turn(|tx| station::this(tx)).unwrap();
    assert_eq!(head.head_sequence, 1, "a refused entry takes no number");
    assert_eq!(book.verify().difference, None);
}

#[test]
fn a_fact_the_book_did_not_expect_is_booked_from_adjustment_first() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "2")])).unwrap();
    book.append(entry(
        2,
        vec![book_was_short(SALT, SALT_LOT, A, "1"), movement(MovementKind::Pick, SALT, SALT_LOT, A, B, "3")],
    ))
    .unwrap();
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), Quantity::ZERO, "down to exactly nothing is allowed");
    assert_eq!(book.on_hand(B, SALT, SALT_LOT), kg("3"));
    assert_eq!(book.verify().difference, None);
}

#[test]
fn the_same_operation_twice_is_one_entry() {
    let book = book();
    let given = entry(1, vec![receive(SALT, SALT_LOT, A, "2")]);
    let first = book.append(given.clone()).unwrap();
    let later = NewEntry { happened_at_ms: NOW_MS + 5_000, recorded_at_ms: NOW_MS + 5_000, ..given.clone() };
    for again in [given.clone(), later] {
        let second = book.append(again).unwrap();
        assert!(second.already, "a retry is recognised, also when it came later");
        assert_eq!((second.sequence, second.number), (first.sequence, first.number.clone()));
    }
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), kg("2"));
    for other in [
        NewEntry { movements: vec![receive(SALT, SALT_LOT, A, "3")], ..given.clone() },
        NewEntry { operator: BUDI, ..given.clone() },
        NewEntry { happened_at_ms: NOW_MS - 1, ..given.clone() },
    ] {
        let refused = book.append(other);
        assert!(matches!(refused, Err(Error::OperationReused { entry }) if entry == given.id), "{refused:?}");
    }
}

#[test]
fn the_hybrid_clock_never_goes_back() {
    let book = book();
    let mut clocks = Vec::new();
    for (number, now_ms) in [(1, NOW_MS), (2, NOW_MS - 3_600_000), (3, NOW_MS - 7_200_000), (4, NOW_MS + 10)]
    {
        let new = NewEntry {
            happened_at_ms: now_ms,
            recorded_at_ms: now_ms,
            ..entry(number, vec![receive(SALT, SALT_LOT, A, "1")])
        };
        book.append(new).unwrap();
        clocks.push(book.turn(|tx| station::this(tx)).unwrap().hybrid_clock);
    }
    assert_eq!(clocks[0], NOW_MS << 16, "48 bits of milliseconds, 16 of counter");
    assert_eq!(&clocks[1..3], &[clocks[0] + 1, clocks[0] + 2], "a clock set back only counts on");
    assert_eq!(clocks[3], (NOW_MS + 10) << 16);
    let reopened = book.reopen();
    assert_eq!(
        reopened.turn(|tx| station::this(tx)).unwrap().hybrid_clock,
        clocks[3],
        "it is kept over a restart"
    );
}

#[test]
fn a_serial_is_in_one_place() {
    let book = book();
    let serial = |from, to| {
        let serial = Some("SN-77".to_owned());
        vec![NewMovement { serial, ..movement(MovementKind::Move, SCALE, SCALE_LOT, from, to, "1") }]
    };
    book.append(entry(1, serial(SUPPLIER, A))).unwrap();
    let position = || book.turn(|tx| serial_position::find(tx, SCALE, "SN-77")).unwrap().unwrap();
    assert_eq!(position().location, A);
    let twice = book.append(entry(2, serial(SUPPLIER, B)));
    assert!(
        matches!(twice, Err(Error::SerialElsewhere { there: Some(A), .. })),
        "it is already here: {twice:?}"
    );
    book.append(entry(3, vec![receive(SCALE, SCALE_LOT, B, "1")])).unwrap();
    let wrong = book.append(entry(4, serial(B, CUSTOMER)));
    assert!(
        matches!(wrong, Err(Error::SerialElsewhere { there: Some(A), .. })),
        "another one stands there: {wrong:?}"
    );
    book.append(entry(5, serial(A, CUSTOMER))).unwrap();
    assert_eq!(position().location, CUSTOMER);
    book.append(entry(6, serial(CUSTOMER, B))).unwrap();
    assert_eq!(position().location, B, "it may come back");
    let at = |place| book.turn(move |tx| serial_position::at(tx, SCALE, place, 10)).unwrap();
    assert_eq!(at(B), [("SN-77".to_owned(), SCALE_LOT)], "by the place it is at now");
    assert!(at(A).is_empty() && at(CUSTOMER).is_empty(), "and no other");
    assert_eq!(book.verify().difference, None);
}

#[test]
fn pieces_ride_along_with_the_weight() {
    let book = book();
    let weighed =
        |from, to, text, pieces| NewMovement { pieces, ..move_goods(CHILI, CHILI_1, from, to, text) };
    book.append(entry(1, vec![weighed(SUPPLIER, A, "10.2", 8)])).unwrap();
    book.append(entry(2, vec![weighed(A, B, "2.4", 3)])).unwrap();
    let at = |location| book.turn(move |tx| balance::one(tx, location, CHILI, CHILI_1)).unwrap().unwrap();
    assert_eq!((at(A).on_hand, at(A).pieces), (kg("7.8"), 5));
    assert_eq!((at(B).on_hand, at(B).pieces), (kg("2.4"), 3));
    let too_many = book.append(entry(3, vec![weighed(A, B, "1", 6)]));
    let Err(Error::ShortPieces { there, wanted, .. }) = too_many else { panic!("{too_many:?}") };
    assert_eq!((there, wanted), (5, 6), "a place never holds fewer pieces than none");
    book.append(entry(4, vec![weighed(A, B, "7.8", 5)])).unwrap();
    assert_eq!((at(A).on_hand, at(A).pieces), (Quantity::ZERO, 0), "all of both may go");
    let held_back = book.turn(|tx| {
        ledger::rebuild::all(tx)?;
        balance::one(tx, B, CHILI, CHILI_1)
    });
    assert_eq!(held_back.unwrap().unwrap().pieces, 8, "rebuilt it is the same");
}

#[test]
fn what_is_not_here_is_named() {
    let book = book();
    let nobody = OperatorId(uuid(9_999));
    let nowhere = LocationId(uuid(9_999));
    for (wanted, new) in [
        ("operator", NewEntry { operator: nobody, ..entry(1, vec![receive(SALT, SALT_LOT, A, "1")]) }),
        ("location", entry(1, vec![receive(SALT, SALT_LOT, nowhere, "1")])),
        ("lot of that item", entry(1, vec![receive(SALT, CHILI_1, A, "1")])),
        (
            "document",
            NewEntry {
                document: Some(DocumentId(uuid(9_999))),
                ..entry(1, vec![receive(SALT, SALT_LOT, A, "1")])
            },
        ),
        (
            "entry",
            NewEntry {
                reverses: Some(EntryId(uuid(9_999))),
                ..entry(1, vec![receive(SALT, SALT_LOT, A, "1")])
            },
        ),
    ] {
        let missing = book.append(new);
        assert!(matches!(&missing, Err(Error::Missing { what, .. }) if *what == wanted), "{missing:?}");
    }
    assert_eq!(book.verify().entry_count, 0);
}

#[test]
fn an_entry_without_sense_is_a_bug_and_leaves_no_trace() {
    let book = book();
    let serial_of_two = NewMovement {
        serial: Some("SN-1".to_owned()),
        ..movement(MovementKind::Receive, SCALE, SCALE_LOT, SUPPLIER, A, "2")
    };
    let backwards = NewMovement { quantity: kg("-1"), ..receive(SALT, SALT_LOT, A, "1") };
    let early = NewEntry { happened_at_ms: NOW_MS + 99, ..entry(1, vec![receive(SALT, SALT_LOT, A, "1")]) };
    for senseless in [
        entry(1, Vec::new()),
        entry(1, vec![serial_of_two]),
        entry(1, vec![backwards]),
        entry(1, vec![move_goods(SALT, SALT_LOT, A, A, "1")]),
        entry(1, vec![move_goods(SALT, SALT_LOT, SUPPLIER, CUSTOMER, "1")]),
        early,
    ] {
        let bug = book.append(senseless);
        assert!(matches!(bug, Err(Error::Bug(_))), "{bug:?}");
    }
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).expect("the writer goes on after a bug");
    assert_eq!(book.verify().entry_count, 1);
}

#[test]
fn what_is_for_ever_is_neither_changed_nor_deleted() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    book.append(place(2, PALLET, A, B)).unwrap();
    let scan = domain::scan::Scan {
        id: domain::ScanId(uuid(5)),
        source: "dock".into(),
        bytes: b"1".to_vec(),
        aim: None,
    };
    let accepted = domain::scan::ScanVerdict::Accepted;
    book.turn(move |tx| ledger::table::scan::insert(tx, &scan, "dock", None, NOW_MS, accepted, "{}", None))
        .unwrap();
    let raw = book.raw();
    for (table, column) in [
        ("entry", "note = 'x'"),
        ("movement", "quantity = 2"),
        ("placement", "line = 9"),
        ("scan", "seat = 'x'"),
    ] {
        for sql in [format!("UPDATE {table} SET {column}"), format!("DELETE FROM {table}")] {
            let refused = raw.execute(&sql, []);
            assert!(refused.is_err_and(|error| error.to_string().contains("never")), "{sql}");
        }
    }
}

#[test]
fn a_physical_place_below_zero_is_refused_by_the_file_itself() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let refused = book.raw().execute("UPDATE balance SET on_hand = -1 WHERE physical = 1", []);
    assert!(
        refused.is_err_and(|error| error.to_string().contains("CHECK")),
        "the second guard stands in SQL"
    );
}

#[test]
fn what_stands_in_a_container_counts_for_how_deep_it_may_stand() {
    let book = book();
    let boxes = [uuid(901), uuid(902), uuid(903)].map(LocationId);
    book.turn(move |tx| {
        for (index, id) in boxes.into_iter().enumerate() {
            let code = format!("BOX-{index}");
            let (kind, name, purpose) = (LocationKind::Container, String::new(), Purpose::Store);
            let parent = Some(if index == 1 { boxes[0] } else { A });
            location::insert(tx, &Location { id, kind, code, name, parent, purpose }, None, NOW_MS)?;
        }
        Ok(())
    })
    .unwrap();
    // KITCHEN / A / PL-1 / BOX-0 / BOX-1: five.
    book.append(place(1, boxes[0], A, PALLET)).unwrap();
    let sixth = book.append(place(2, boxes[2], A, boxes[1]));
    assert!(matches!(sixth, Err(Error::TooDeep { limit: 5, .. })), "{sixth:?}");
    book.append(place(3, boxes[0], PALLET, B)).unwrap();
    book.append(place(4, boxes[2], A, boxes[1])).unwrap();
    let with_its_content = book.append(place(5, boxes[0], B, PALLET));
    assert!(
        matches!(with_its_content, Err(Error::TooDeep { .. })),
        "the box itself would fit, what stands in it would not: {with_its_content:?}"
    );
    assert_eq!(book.verify().difference, None);
}

#[test]
fn a_container_takes_its_goods_and_its_boxes_along() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, CRATE, "1")])).unwrap();
    book.append(place(2, PALLET, A, B)).unwrap();
    let path = book.turn(|tx| location::path(tx, CRATE)).unwrap();
    let codes: Vec<&str> = path.iter().map(|place| place.code.as_str()).collect();
    assert_eq!(codes, ["KITCHEN", "B-01", "PL-1", "CR-1"]);
    assert_eq!(book.turn(|tx| location::site_of(tx, CRATE)).unwrap().unwrap().id, SITE);
    assert_eq!(book.on_hand(CRATE, SALT, SALT_LOT), kg("1"), "goods inside stay booked at the crate");
    let elsewhere = book.append(place(3, PALLET, A, B));
    assert!(matches!(elsewhere, Err(Error::ContainerElsewhere { there: Some(B), .. })), "{elsewhere:?}");
    let inside_itself = book.append(place(4, PALLET, B, CRATE));
    assert!(matches!(inside_itself, Err(Error::ContainerInItself { .. })), "{inside_itself:?}");
    let out = book.append(place(5, PALLET, B, CUSTOMER));
    assert!(matches!(out, Err(Error::CannotPlace { .. })), "goods leave by movements: {out:?}");
    assert_eq!(book.verify().difference, None);
}
