//! Deliveries, links, feeds: what sync finds and leaves.

use crate::support::*;
use domain::*;
use ledger::table::delivery::{self, Delivery, DeliveryKind, DeliveryState, NewDelivery, Standing};
use ledger::table::external_stock::{self, ExternalStock};
use ledger::table::link::{self, Link, LinkKind};
use ledger::table::vendor_call::{self, VendorCall};
use ledger::table::{feed, task};

fn deliver(book: &Book, number: u64, lane: &str, priority: i64) -> DeliveryId {
    let recorded = book.append(entry(number, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let new = NewDelivery {
        id: DeliveryId(uuid(4_000 + number)),
        vendor: "katana".to_owned(),
        kind: DeliveryKind::StockAdjustment,
        entry: recorded.id,
        lane: lane.to_owned(),
        natural_key: recorded.number,
        priority,
        state: DeliveryState::Waiting,
        made_at_ms: NOW_MS,
    };
    let id = new.id;
    book.turn(move |tx| delivery::insert(tx, &new)).unwrap();
    id
}

fn set(book: &Book, id: DeliveryId, state: DeliveryState, next_at_ms: i64) {
    book.turn(move |tx| {
        let standing = delivery::by_id(tx, id)?.unwrap().standing;
        delivery::set(tx, id, &Standing { state, next_at_ms, ..standing }, NOW_MS + 1)
    })
    .unwrap();
}

fn due(book: &Book, now_ms: i64) -> Vec<DeliveryId> {
    let due = book.turn(move |tx| delivery::heads_due(tx, "katana", now_ms, 10)).unwrap();
    due.into_iter().map(|delivery| delivery.id).collect()
}

#[test]
fn a_lane_goes_in_order_and_stops_no_other() {
    let book = book();
    let (one, two) = (deliver(&book, 1, "PO-1", 2), deliver(&book, 2, "PO-1", 2));
    let (other, urgent) = (deliver(&book, 3, "PO-2", 2), deliver(&book, 4, "PO-3", 0));
    assert_eq!(due(&book, NOW_MS), [urgent, one, other], "urgent first; the second of a lane waits");
    set(&book, one, DeliveryState::NeedsPerson, 0);
    assert_eq!(due(&book, NOW_MS), [urgent, other], "a stuck one holds its own lane only");
    set(&book, one, DeliveryState::Done, 0);
    assert_eq!(due(&book, NOW_MS), [urgent, two, other]);
    set(&book, two, DeliveryState::RetryAt, NOW_MS + 60_000);
    assert_eq!(due(&book, NOW_MS), [urgent, other]);
    assert_eq!(due(&book, NOW_MS + 60_000), [urgent, two, other]);
    set(&book, urgent, DeliveryState::Sending, 0);
    assert_eq!(due(&book, NOW_MS), [other], "what is on its way is not sent again");
    let next_at_ms = || book.turn(|tx| delivery::next_at_ms(tx, "katana")).unwrap();
    assert_eq!(next_at_ms(), Some(0));
    set(&book, other, DeliveryState::NeedsPerson, 0);
    assert_eq!(next_at_ms(), Some(NOW_MS + 60_000));
    set(&book, two, DeliveryState::NeedsPerson, 0);
    deliver(&book, 5, "PO-1", 2);
    assert_eq!(next_at_ms(), None, "one that is held by another does not wake anybody");
    let stuck = book.turn(|tx| delivery::in_state(tx, "katana", DeliveryState::NeedsPerson, 10)).unwrap();
    assert_eq!(stuck.iter().map(|row| row.id).collect::<Vec<_>>(), [two, other], "the oldest first");
}

#[test]
fn after_a_restart_what_was_on_its_way_is_unclear() {
    let book = book();
    let (sent, waiting) = (deliver(&book, 1, "a", 2), deliver(&book, 2, "b", 2));
    set(&book, sent, DeliveryState::Sending, NOW_MS + 60_000);
    assert_eq!(book.turn(|tx| delivery::restart(tx, NOW_MS + 5)).unwrap(), 1);
    let states = [sent, waiting].map(|id| {
        let delivery = book.turn(move |tx| delivery::by_id(tx, id)).unwrap().unwrap();
        (delivery.standing.state, delivery.standing.next_at_ms)
    });
    assert_eq!(states, [(DeliveryState::Unclear, 0), (DeliveryState::Waiting, 0)]);
    let counted = book.turn(|tx| delivery::count(tx, "katana", DeliveryState::Unclear)).unwrap();
    assert_eq!(counted, 1);
}

#[test]
fn progress_is_kept_as_it_was_left() {
    let book = book();
    let id = deliver(&book, 1, "a", 2);
    let standing = Standing {
        state: DeliveryState::Unclear,
        progress_json: r#"{"call":2}"#.to_owned(),
        why_json: r#"{"code":"no-answer"}"#.to_owned(),
        vendor_words: Some("Bad Gateway".to_owned()),
        attempt_count: 3,
        absent_since_ms: Some(NOW_MS),
        next_at_ms: NOW_MS + 9,
    };
    let kept = standing.clone();
    book.turn(move |tx| delivery::set(tx, id, &standing, NOW_MS + 7)).unwrap();
    let found = book.turn(move |tx| delivery::of_entry(tx, EntryId(uuid(1_001)))).unwrap();
    assert_eq!((found[0].standing.clone(), found[0].changed_at_ms), (kept, NOW_MS + 7));
    let twice = book.turn(move |tx| {
        let known = delivery::by_id(tx, id)?.unwrap();
        let Delivery { vendor, kind, entry, lane, natural_key, .. } = known;
        let id = DeliveryId(uuid(4_999));
        let state = DeliveryState::Waiting;
        delivery::insert(
            tx,
            &NewDelivery { id, vendor, kind, entry, lane, natural_key, priority: 2, state, made_at_ms: 0 },
        )
    });
    assert!(matches!(twice, Err(ledger::Error::Rule { .. })), "one delivery of a kind per entry: {twice:?}");
}

#[test]
fn only_what_never_left_is_cancelled() {
    let book = book();
    let mut number = 0;
    let mut is_cancelled = |state: DeliveryState, progress: &str| {
        number += 1;
        let id = deliver(&book, number, "a", 2);
        let progress_json = progress.to_owned();
        book.turn(move |tx| {
            let standing = delivery::by_id(tx, id)?.unwrap().standing;
            delivery::set(tx, id, &Standing { state, progress_json, ..standing }, NOW_MS)
        })
        .unwrap();
        let refused = book.turn(move |tx| delivery::cancel(tx, id, NOW_MS + 1)).is_err();
        let state_now = book.turn(move |tx| delivery::by_id(tx, id)).unwrap().unwrap().standing.state;
        assert_eq!(refused, state_now == state, "refused is untouched, taken is cancelled: {state_now:?}");
        !refused
    };
    use DeliveryState::*;
    let looked_up = r#"{"may_stand_there":false,"machine":{"order":156001}}"#;
    let lost = r#"{"may_stand_there":true,"machine":null}"#;
    for state in [Waiting, Withheld, RetryAt, NeedsPerson] {
        assert!(is_cancelled(state, "{}"), "{state:?}: nothing of it left");
        assert!(is_cancelled(state, looked_up), "{state:?}: nothing that changes the vendor's books left");
        assert!(!is_cancelled(state, lost), "{state:?}: an answer was lost, the vendor may have it");
        for unreadable in ["", "no json", r#"{"may_stand_there":"perhaps"}"#] {
            assert!(!is_cancelled(state, unreadable), "{state:?}: what cannot be read proves nothing");
        }
    }
    for state in [Sending, Unclear, Done, Superseded] {
        assert!(!is_cancelled(state, "{}"), "{state:?}: it is on its way, there, or settled");
    }
}

#[test]
fn links_are_found_from_both_sides_and_marked_when_gone() {
    let book = book();
    let put = |vendor_id: &'static str, ours, seen_at_ms| {
        let (vendor, facts_json) = ("katana".to_owned(), r#"{"sku":"SALT-1"}"#.to_owned());
        let (kind, vendor_id) = (LinkKind::Item, vendor_id.to_owned());
        let link = Link { vendor, kind, vendor_id, ours, facts_json, seen_at_ms, gone: false };
        book.turn(move |tx| link::put(tx, &link)).unwrap();
    };
    put("101", None, NOW_MS);
    put("101", Some(SALT.0), NOW_MS + 1);
    put("102", Some(CHILI.0), NOW_MS);
    let found = book.turn(|tx| link::find(tx, "katana", LinkKind::Item, "101")).unwrap().unwrap();
    assert_eq!(found.ours, Some(SALT.0), "put again replaces");
    let of_ours = book.turn(|tx| link::of_ours(tx, "katana", LinkKind::Item, CHILI.0)).unwrap();
    assert_eq!(of_ours[0].vendor_id, "102");
    assert_eq!(book.turn(|tx| link::note_gone(tx, "katana", LinkKind::Item, NOW_MS + 1)).unwrap(), 1);
    let gone: Vec<bool> = book
        .turn(|tx| link::all(tx, "katana", LinkKind::Item, 10))
        .unwrap()
        .iter()
        .map(|link| link.gone)
        .collect();
    assert_eq!(gone, [false, true]);
}

#[test]
fn a_vendors_stock_is_kept_with_its_age_beside_the_book() {
    let book = book();
    let put = |place: &str, text: &str, as_of_ms| {
        let (vendor, vendor_text) = ("katana".to_owned(), format!("{text}0"));
        let stock = ExternalStock {
            vendor,
            item: SALT,
            place: place.to_owned(),
            quantity: kg(text),
            vendor_text,
            as_of_ms,
        };
        book.turn(move |tx| external_stock::put(tx, &stock)).unwrap();
    };
    put("main", "7.5", NOW_MS);
    put("main", "8.5", NOW_MS + 2);
    put("old", "1.5", NOW_MS);
    assert_eq!(book.turn(|tx| external_stock::drop_older(tx, "katana", NOW_MS + 1)).unwrap(), 1);
    let left = book.turn(|tx| external_stock::of_item(tx, "katana", SALT)).unwrap();
    assert_eq!((left.len(), left[0].quantity, left[0].vendor_text.as_str()), (1, kg("8.5"), "8.50"));
    assert_eq!(book.turn(|tx| external_stock::of_vendor(tx, "katana", 5)).unwrap(), left);
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), Quantity::ZERO, "never part of it");
}

#[test]
fn a_feed_remembers_how_far_it_was_read() {
    let book = book();
    let fresh = book.turn(|tx| feed::load(tx, "katana", "variants")).unwrap();
    assert_eq!((fresh.watermark.as_str(), fresh.good_at_ms), ("", None));
    let read = feed::Feed { watermark: "2026-11-21T08:00:00Z".to_owned(), good_at_ms: Some(NOW_MS), ..fresh };
    let kept = read.clone();
    book.turn(move |tx| feed::put(tx, &read)).unwrap();
    assert_eq!(book.turn(|tx| feed::load(tx, "katana", "variants")).unwrap(), kept);
    assert_eq!(book.turn(|tx| feed::all(tx)).unwrap(), [kept]);
}

#[test]
fn the_sync_log_forgets_after_its_time() {
    let book = book();
    for (number, at_ms) in [(1, NOW_MS), (2, NOW_MS + 1)] {
        let call = VendorCall {
            vendor: "katana".to_owned(),
            at_ms,
            method: "GET".to_owned(),
            route: format!("/v1/variants?page={number}"),
            status: Some(200),
            duration_ms: 12,
            size_bytes: 900,
            delivery: None,
            attempt: 0,
            trouble: String::new(),
        };
        book.turn(move |tx| vendor_call::insert(tx, &call)).unwrap();
    }
    assert_eq!(book.turn(|tx| vendor_call::prune(tx, NOW_MS + 1, 100)).unwrap(), 1);
    let left = book.turn(|tx| vendor_call::recent(tx, "katana", 10)).unwrap();
    assert_eq!((left.len(), left[0].route.as_str()), (1, "/v1/variants?page=2"));
}

#[test]
fn one_task_is_open_per_cause() {
    let book = book();
    let raise = |number: u64, message: &str| {
        let new = task::NewTask {
            id: TaskId(uuid(number)),
            kind: "delivery".to_owned(),
            cause: "delivery:1".to_owned(),
            message_json: message.to_owned(),
            severity: task::Severity::Medium,
            role: domain::permission::Role::Lead,
            entry: None,
            since_ms: NOW_MS,
        };
        book.turn(move |tx| task::raise(tx, &new)).unwrap()
    };
    let first = raise(80, "{}");
    assert_eq!(raise(81, r#"{"code":"newer"}"#), first, "the second finds the first");
    let open = book.turn(|tx| task::open(tx, 10)).unwrap();
    assert_eq!(
        (open.len(), open[0].message_json.as_str(), open[0].since_ms),
        (1, r#"{"code":"newer"}"#, NOW_MS)
    );
    book.turn(move |tx| task::settle(tx, first, DEWI, "sent by hand", NOW_MS + 5)).unwrap();
    let twice = book.turn(move |tx| task::settle(tx, first, BUDI, "", NOW_MS + 6));
    assert!(matches!(twice, Err(ledger::Error::Missing { .. })), "{twice:?}");
    let second = raise(82, "{}");
    assert_ne!(second, first, "settled and come back: a new one");
    book.turn(|tx| task::clear(tx, "delivery:1", NOW_MS + 9)).unwrap();
    let cleared = book.turn(move |tx| task::by_id(tx, second)).unwrap().unwrap();
    assert_eq!((cleared.state, cleared.settled_by), (task::TaskState::SelfCleared, None));
}
