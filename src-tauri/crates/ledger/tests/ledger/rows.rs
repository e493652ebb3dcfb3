//! The smaller tables: people, places, items, lots, seats, scans, print jobs, tokens, requests.

use crate::support::*;
use domain::certificate::Certificate;
use domain::expiry::Expiry;
use domain::location::{LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::scan::{Scan, ScanVerdict};
use domain::*;
use jiff::civil::date;
use ledger::Error;
use ledger::table::known_printer;
use ledger::table::print_job::{self, NewPrintJob, PrintState, Sending};
use ledger::table::seat::SeatRow;
use ledger::table::token::{self, Token, TokenKind};
use ledger::table::{balance, item, location, lot, operator, owner, request, scan, seat};

#[test]
fn a_badge_finds_its_person_until_it_is_taken_away() {
    let book = book();
    let by_badge =
        |badge| book.turn(move |tx| operator::by_badge(tx, badge)).unwrap().map(|person| person.id);
    assert_eq!((by_badge(7), by_badge(9)), (Some(DEWI), None));
    book.turn(|tx| operator::set_badge(tx, DEWI, None)).unwrap();
    assert_eq!(by_badge(7), None);
    assert_eq!(book.turn(|tx| operator::by_name(tx, "Dewi")).unwrap().unwrap().badge, None);
    book.turn(|tx| operator::retire(tx, BUDI, NOW_MS)).unwrap();
    let left: Vec<String> =
        book.turn(|tx| operator::all(tx)).unwrap().into_iter().map(|person| person.name).collect();
    assert_eq!(left, ["Dewi"]);
    assert!(book.turn(|tx| operator::by_id(tx, BUDI)).unwrap().is_some(), "the history still names who left");
    assert_eq!(book.turn(|tx| owner::house(tx)).unwrap().unwrap().id, HOUSE);
}

#[test]
fn places_are_found_by_code_number_kind_and_purpose() {
    let book = book();
    let found = book.turn(|tx| {
        Ok([
            location::by_code(tx, "a-01")?,
            location::by_own_number(tx, 2)?,
            Some(location::virtual_place(tx, LocationKind::Loss)?),
            location::by_purpose(tx, Purpose::Dock)?,
            location::by_code(tx, "A-0")?,
        ])
    });
    let ids = found.unwrap().map(|place| place.map(|place| place.id));
    assert_eq!(ids, [Some(A), Some(B), Some(LOSS), Some(A), None], "whole codes, in any case");
    let absent = book.turn(|tx| location::virtual_place(tx, LocationKind::Transit));
    assert!(matches!(absent, Err(Error::Missing { .. })), "{absent:?}");
    assert_eq!(book.turn(|tx| location::all(tx)).unwrap().len(), PLACES.len());
    let children = book.turn(|tx| location::children(tx, SITE)).unwrap();
    assert_eq!(children.iter().map(|place| place.id).collect::<Vec<_>>(), [A, B]);
    assert_eq!(book.turn(|tx| location::own_number(tx, A)).unwrap(), Some(1));
    assert_eq!(book.turn(|tx| location::site_of(tx, SUPPLIER)).unwrap(), None);
}

#[test]
fn an_item_comes_back_as_it_was_given_and_is_found_by_its_codes() {
    let book = book();
    let given = an_item(SALT, "SALT-1", "kg", "Salt", "Garam");
    assert_eq!(book.turn(|tx| item::by_id(tx, SALT)).unwrap(), Some(given.clone()));
    assert_eq!(book.turn(|tx| item::by_sku(tx, "salt-1")).unwrap(), [given]);
    let sack = book.turn(|tx| item::by_code(tx, "18991234567897")).unwrap();
    assert_eq!((sack[0].item.id, sack[0].pack.as_ref().unwrap().name.as_str()), (SALT, "sack"));
    assert_eq!(sack[0].pack.as_ref().unwrap().factor, Ratio::parse("25").unwrap());
    assert_eq!(book.turn(|tx| item::by_code(tx, "08991234567890")).unwrap()[0].pack, None);
    assert_eq!(book.turn(|tx| item::gtin(tx, SALT)).unwrap().as_deref(), Some("08991234567890"));
    assert_eq!(book.turn(|tx| item::gtin(tx, CHILI)).unwrap(), None);
    book.turn(|tx| item::add_code(tx, CHILI, None, "08991234567890", "named_here")).unwrap();
    let both: Vec<ItemId> = book
        .turn(|tx| item::by_code(tx, "08991234567890"))
        .unwrap()
        .into_iter()
        .map(|meaning| meaning.item.id)
        .collect();
    assert_eq!(both, [SALT, CHILI], "a code of two items gives both: the screen asks");
    book.turn(|tx| item::update_names(tx, SALT, &[("en".to_owned(), "Sea salt".to_owned())])).unwrap();
    let names = book.turn(|tx| item::by_id(tx, SALT)).unwrap().unwrap().names;
    assert_eq!(names, [("en".to_owned(), "Sea salt".to_owned()), ("id".to_owned(), "Garam".to_owned())]);
    let no_pack = book.turn(|tx| item::add_code(tx, SALT, Some("pallet"), "1", "own"));
    assert!(matches!(no_pack, Err(Error::Missing { what: "pack", .. })), "{no_pack:?}");
    let search = |text: &'static str| {
        let found = book.turn(move |tx| item::search(tx, text, 10)).unwrap();
        found.into_iter().map(|item| item.id).collect::<Vec<_>>()
    };
    assert_eq!((search("cabai"), search("LT-1"), search("%")), (vec![CHILI], vec![SALT], Vec::new()));
    let skus: Vec<String> =
        book.turn(|tx| item::all(tx, 2)).unwrap().into_iter().map(|item| item.sku).collect();
    assert_eq!(skus, ["CHILI-1", "SALT-1"]);
}

#[test]
fn the_two_lots_without_a_code_are_made_once() {
    let book = book();
    let (id, other) = (LotId(uuid(500)), LotId(uuid(501)));
    let made = book.turn(move |tx| lot::not_known_of(tx, CHILI, id, NOW_MS)).unwrap();
    assert_eq!((made.id, made.kind, made.expiry), (id, LotKind::NotKnown, Expiry::NotKnown));
    assert_eq!(book.turn(move |tx| lot::not_known_of(tx, CHILI, other, NOW_MS)).unwrap(), made);
    let none = book.turn(move |tx| lot::none_of(tx, SALT, other, NOW_MS)).unwrap();
    assert_eq!((none.id, none.expiry), (SALT_LOT, Expiry::NonePrinted));
}

#[test]
fn a_lots_date_is_read_once() {
    let book = book();
    let id = LotId(uuid(500));
    book.turn(move |tx| lot::insert(tx, &a_lot(id, "CHI-3", Expiry::NotKnown), NOW_MS)).unwrap();
    let read = Expiry::Month(date(2027, 2, 28));
    book.turn(move |tx| lot::set_expiry(tx, id, read)).unwrap();
    assert_eq!(book.turn(move |tx| lot::by_id(tx, id)).unwrap().unwrap().expiry, read);
    let again = book.turn(move |tx| lot::set_expiry(tx, id, Expiry::NonePrinted));
    assert!(matches!(again, Err(Error::ExpiryKnown { lot }) if lot == id), "{again:?}");
    let unknown = book.turn(|tx| lot::set_expiry(tx, LotId(uuid(9_999)), Expiry::NonePrinted));
    assert!(matches!(unknown, Err(Error::Missing { .. })));
    book.append(hold(1, id)).unwrap();
    assert_eq!(
        book.turn(move |tx| lot::by_code(tx, CHILI, "CHI-3")).unwrap()[0].status,
        LotStatus::Quarantine
    );
    assert_eq!(book.turn(|tx| lot::anywhere(tx, "CHI-1")).unwrap()[0].id, CHILI_1);
    assert!(book.turn(|tx| lot::anywhere(tx, "chi-1")).unwrap().is_empty(), "a lot code keeps its case");
}

#[test]
fn our_own_lots_of_the_day_are_counted_by_their_beginning() {
    let book = book();
    for (number, code, ours) in [
        (1, "CHI26325TM1-1", true),
        (2, "CHI26325TM1-2", true),
        (3, "CHI26326TM1-1", true),
        (4, "CHI26325TM1-X", false),
    ] {
        let made = Lot { ours, ..a_lot(LotId(uuid(500 + number)), code, Expiry::NotKnown) };
        book.turn(move |tx| lot::insert(tx, &made, NOW_MS)).unwrap();
    }
    let counted = book.turn(|tx| lot::own_count_today(tx, CHILI, "CHI26325TM1-")).unwrap();
    assert_eq!(counted, 2);
}

#[test]
fn stock_of_an_item_comes_first_expired_first() {
    let book = book();
    let unknown = LotId(uuid(500));
    book.turn(move |tx| lot::not_known_of(tx, CHILI, unknown, NOW_MS)).unwrap();
    let undated = LotId(uuid(501));
    book.turn(move |tx| lot::insert(tx, &a_lot(undated, "CHI-9", Expiry::NonePrinted), NOW_MS)).unwrap();
    let lines = [undated, CHILI_1, CHILI_2, unknown].map(|lot| receive(CHILI, lot, A, "1"));
    book.append(entry(1, lines.into())).unwrap();
    let order: Vec<LotId> =
        book.turn(|tx| balance::of_item(tx, CHILI)).unwrap().into_iter().map(|balance| balance.lot).collect();
    assert_eq!(order, [unknown, CHILI_2, CHILI_1, undated]);
    assert_eq!(book.turn(|tx| balance::at(tx, A)).unwrap().len(), 4);
    book.append(entry(2, vec![move_goods(CHILI, CHILI_1, A, B, "1")])).unwrap();
    assert_eq!(book.turn(|tx| balance::at(tx, A)).unwrap().len(), 3, "what is zero is not shown");
}

#[test]
fn a_seat_comes_back_at_its_step() {
    let book = book();
    let fresh = book.turn(|tx| seat::load(tx, "dock")).unwrap();
    assert_eq!((fresh.step.as_str(), fresh.operator, fresh.screen_number), (r#"{"at":"home"}"#, None, 0));
    let at_work = SeatRow {
        operator: Some(DEWI),
        screen_number: 9,
        step_version: 2,
        step: r#"{"at":"receive"}"#.to_owned(),
        verdict: Some("{}".to_owned()),
    };
    let kept = at_work.clone();
    book.turn(move |tx| seat::save(tx, "dock", &at_work)).unwrap();
    let book = book.reopen();
    assert_eq!(book.turn(|tx| seat::load(tx, "dock")).unwrap(), kept);
    let long = SeatRow { step: "x".repeat(16_384), ..kept };
    assert!(matches!(book.turn(move |tx| seat::save(tx, "dock", &long)), Err(Error::Rule { .. })));
    assert_eq!(book.turn(|tx| seat::names(tx)).unwrap(), ["dock"]);
}

#[test]
fn scans_wait_in_order_and_are_settled_once() {
    let book = book();
    for number in 1..=3 {
        let scan = Scan {
            id: ScanId(uuid(600 + number)),
            source: "wedge".into(),
            bytes: b"ABC".to_vec(),
            aim: Some("]C1".into()),
        };
        book.turn(move |tx| {
            scan::insert(tx, &scan, "dock", Some(DEWI), NOW_MS, ScanVerdict::Waiting, "{}", None)
        })
        .unwrap();
    }
    let waiting = book.turn(|tx| scan::waiting(tx, "dock")).unwrap();
    assert_eq!(
        waiting.iter().map(|row| row.scan.id.0).collect::<Vec<_>>(),
        [uuid(601), uuid(602), uuid(603)]
    );
    assert_eq!((waiting[0].scan.aim.as_deref(), waiting[0].operator), (Some("]C1"), Some(DEWI)));
    let first = ScanId(uuid(601));
    let settle = move |verdict| book_settle(verdict, first);
    book.turn(settle(ScanVerdict::Parked)).unwrap();
    assert_eq!(
        book.turn(|tx| Ok((scan::waiting_count(tx, "dock")?, scan::parked_count(tx)?))).unwrap(),
        (2, 1)
    );
    book.turn(settle(ScanVerdict::Accepted)).unwrap();
    let twice = book.turn(settle(ScanVerdict::Refused));
    assert!(matches!(twice, Err(Error::Rule { .. })), "{twice:?}");
    assert!(book.turn(|tx| scan::parked(tx)).unwrap().is_empty());
    let settled = book.turn(move |tx| scan::by_id(tx, first)).unwrap().unwrap();
    assert_eq!((settled.verdict, settled.entry), (ScanVerdict::Accepted, Some(EntryId(uuid(1_001)))));
}

fn book_settle(
    verdict: ScanVerdict,
    id: ScanId,
) -> impl FnOnce(&mut ledger::Transaction<'_>) -> Result<(), Error> {
    move |tx| scan::settle(tx, id, verdict, r#"{"code":"x"}"#, Some(EntryId(uuid(1_001))), NOW_MS + 1)
}

fn job(number: u64, key: &str, original: Option<PrintJobId>) -> NewPrintJob {
    NewPrintJob {
        id: PrintJobId(uuid(700 + number)),
        request_key: key.to_owned(),
        own_number: 900 + number as u32,
        role: "lot label".to_owned(),
        seat: "dock".to_owned(),
        template: "lot".to_owned(),
        content_json: "{}".to_owned(),
        label_count: 2,
        copy: if original.is_some() { 2 } else { 1 },
        original,
        reason: String::new(),
        item: Some(SALT),
        lot: Some(SALT_LOT),
        entry: None,
        made_at_ms: NOW_MS,
    }
}

#[test]
fn the_same_print_request_is_one_job() {
    let book = book();
    let first = book.turn(|tx| print_job::insert(tx, &job(1, "lot:1", None))).unwrap();
    assert_eq!(book.turn(|tx| print_job::insert(tx, &job(2, "lot:1", None))).unwrap(), first);
    let copy = book.turn(move |tx| print_job::insert(tx, &job(3, "lot:1:copy:2", Some(first)))).unwrap();
    assert_eq!(book.turn(move |tx| print_job::copies_of(tx, first)).unwrap(), 1);
    assert_eq!(book.turn(|tx| print_job::by_own_number(tx, 903)).unwrap().unwrap().id, copy);
    assert_eq!(book.turn(|tx| print_job::recent(tx, 1)).unwrap()[0].original, Some(first));
}

#[test]
fn a_label_on_its_way_when_the_power_went_is_in_doubt() {
    let book = book();
    let sending = book.turn(|tx| print_job::insert(tx, &job(1, "a", None))).unwrap();
    let queued = book.turn(|tx| print_job::insert(tx, &job(2, "b", None))).unwrap();
    assert_eq!(book.turn(|tx| print_job::next_due(tx, NOW_MS)).unwrap().unwrap().id, sending);
    book.turn(move |tx| print_job::set_state(tx, sending, PrintState::Sending, "{}", NOW_MS)).unwrap();
    assert_eq!(book.turn(|tx| print_job::next_due(tx, NOW_MS)).unwrap().unwrap().id, queued);
    let in_doubt = book.turn(|tx| print_job::in_doubt(tx, r#"{"code":"power"}"#, NOW_MS)).unwrap();
    assert_eq!(
        in_doubt.iter().map(|job| (job.id, job.state)).collect::<Vec<_>>(),
        [(sending, PrintState::Unknown)]
    );
    book.turn(move |tx| print_job::confirm(tx, sending, "person", NOW_MS + 1)).unwrap();
    let confirmed = book.turn(move |tx| print_job::by_id(tx, sending)).unwrap().unwrap();
    let told =
        (confirmed.state, confirmed.confirmed_by.as_str(), confirmed.settled_at_ms, confirmed.attempt_count);
    assert_eq!(told, (PrintState::Confirmed, "person", Some(NOW_MS + 1), 0));
    book.turn(move |tx| print_job::later(tx, queued, "{}", NOW_MS + 500)).unwrap();
    assert!(book.turn(|tx| print_job::next_due_for(tx, "lot label", NOW_MS)).unwrap().is_none());
    assert!(book.turn(|tx| print_job::next_due_for(tx, "lot label", NOW_MS + 500)).unwrap().is_some());
    book.turn(move |tx| print_job::set_state(tx, queued, PrintState::Cancelled, "{}", NOW_MS + 2)).unwrap();
    assert_eq!(
        book.turn(move |tx| print_job::by_id(tx, queued)).unwrap().unwrap().settled_at_ms,
        Some(NOW_MS + 2)
    );
}

#[test]
fn what_a_printer_took_it_ends_first_and_nobody_else_takes() {
    let book = book();
    let [first, second] = [(1, "a"), (2, "b")]
        .map(|(number, key)| book.turn(move |tx| print_job::insert(tx, &job(number, key, None))).unwrap());
    book.turn(move |tx| print_job::take(tx, first, "zebra", "[1]")).unwrap();
    book.turn(move |tx| print_job::later(tx, first, "{}", NOW_MS + 500)).unwrap();
    let at_printer = book.turn(|tx| print_job::at_printer(tx, "zebra")).unwrap().unwrap();
    assert_eq!((at_printer.id, at_printer.attempt_count), (first, 1), "due or not, it is the printer's");
    let due = book.turn(|tx| print_job::next_due_for(tx, "lot label", NOW_MS + 900)).unwrap().unwrap();
    assert_eq!(due.id, second, "no other printer takes what one has begun");

    let sending = Sending {
        printer: "zebra".to_owned(),
        batch_json: "[2]".to_owned(),
        bytes: b"^XA^XZ".to_vec(),
        dpi: 203,
    };
    book.turn(move |tx| print_job::sending(tx, first, &sending, NOW_MS)).unwrap();
    book.turn(move |tx| print_job::progress(tx, first, "[3]", Some(1..=1))).unwrap();
    assert!(
        book.turn(|tx| print_job::in_doubt(tx, "{}", NOW_MS)).unwrap().is_empty(),
        "its labels are known"
    );
    let sent = book.turn(move |tx| print_job::by_id(tx, first)).unwrap().unwrap();
    let told = (sent.state, sent.batch_json.as_deref(), sent.drawn_dpi, sent.attempt_count);
    assert_eq!(told, (PrintState::Sent, Some("[3]"), Some(203), 0));
    assert_eq!(sent.bytes.as_deref(), Some(b"^XA^XZ".as_slice()), "what was sent is known to the byte");

    assert!(!book.turn(move |tx| print_job::others_sent_since(tx, &sent)).unwrap());
    book.turn(move |tx| print_job::move_to(tx, second, "zebra", "[1]", "{}")).unwrap();
    let sending =
        Sending { printer: "zebra".to_owned(), batch_json: "[2]".to_owned(), bytes: Vec::new(), dpi: 203 };
    book.turn(move |tx| print_job::sending(tx, second, &sending, NOW_MS + 1)).unwrap();
    let sent = book.turn(move |tx| print_job::by_id(tx, first)).unwrap().unwrap();
    assert!(book.turn(move |tx| print_job::others_sent_since(tx, &sent)).unwrap(), "its counter moved on");
}

#[test]
fn who_stands_at_a_printer_s_name_is_known_until_it_is_forgotten() {
    let book = book();
    assert_eq!(book.turn(|tx| known_printer::find(tx, "P-1")).unwrap(), None);
    for identity in ["zebra", "tsc"] {
        book.turn(move |tx| known_printer::put(tx, "P-1", identity, NOW_MS)).unwrap();
        assert_eq!(book.turn(|tx| known_printer::find(tx, "P-1")).unwrap().as_deref(), Some(identity));
    }
    book.turn(|tx| known_printer::forget(tx, "P-1")).unwrap();
    assert_eq!(book.turn(|tx| known_printer::find(tx, "P-1")).unwrap(), None);
}

#[test]
fn a_token_lives_until_its_time_or_its_end() {
    let book = book();
    let made = Token {
        hash: [7; 32],
        name: "tablet".to_owned(),
        kind: TokenKind::Cookie,
        scopes: "seat".to_owned(),
        seat: "dock".to_owned(),
        operator: Some(DEWI),
        owner: None,
        made_at_ms: NOW_MS,
        expires_at_ms: Some(NOW_MS + 100),
        used_at_ms: None,
    };
    let kept = made.clone();
    book.turn(move |tx| token::insert(tx, &made)).unwrap();
    let live = |now_ms| book.turn(move |tx| token::live(tx, &[7; 32], now_ms)).unwrap();
    assert_eq!(live(NOW_MS), Some(kept));
    assert_eq!(live(NOW_MS + 100), None, "past its time");
    book.turn(|tx| token::note_use(tx, &[7; 32], NOW_MS + 3)).unwrap();
    assert_eq!(live(NOW_MS + 4).unwrap().used_at_ms, Some(NOW_MS + 3));
    assert!(book.turn(|tx| token::end(tx, &[7; 32], NOW_MS + 5)).unwrap(), "there was something to end");
    assert_eq!(live(NOW_MS + 6), None);
    assert!(!book.turn(|tx| token::end(tx, &[7; 32], NOW_MS + 6)).unwrap(), "and not twice");
    assert!(
        book.turn(|tx| token::seats(tx)).unwrap().contains(&"dock".to_owned()),
        "its seat's name stays given away"
    );
}

#[test]
fn an_answer_over_http_is_kept_with_its_question() {
    let book = book();
    let made =
        request::Request { key: [1; 16], fingerprint: [2; 32], answer: "{}".to_owned(), at_ms: NOW_MS };
    let kept = made.clone();
    book.turn(move |tx| request::insert(tx, &made)).unwrap();
    assert_eq!(book.turn(|tx| request::find(tx, &[1; 16])).unwrap(), Some(kept.clone()));
    assert_eq!(book.turn(|tx| request::find(tx, &[9; 16])).unwrap(), None);
    assert!(matches!(book.turn(move |tx| request::insert(tx, &kept)), Err(Error::Rule { .. })));
}

#[test]
fn one_printed_code_is_one_lot_a_maker_until_somebody_says_that_it_is_another() {
    let book = book();
    let first = a_lot(LotId(uuid(500)), "L1", Expiry::On(date(2027, 3, 1)));
    let second = Lot { id: LotId(uuid(501)), expiry: Expiry::On(date(2027, 6, 1)), ..first.clone() };
    let other = Lot { id: LotId(uuid(502)), maker: "Sumber".to_owned(), ..first.clone() };
    let made = first.clone();
    book.turn(move |tx| lot::insert(tx, &made, NOW_MS)).unwrap();
    let again = second.clone();
    let refused = book.turn(move |tx| lot::insert(tx, &again, NOW_MS));
    assert!(matches!(refused, Err(Error::Rule { .. })), "by mistake there is no second one: {refused:?}");
    let all = [first, second, other];
    let (made, read) = (all.clone(), all.clone());
    book.turn(move |tx| {
        lot::insert_second(tx, &made[1], NOW_MS)?;
        lot::insert(tx, &made[2], NOW_MS)
    })
    .unwrap();
    assert_eq!(book.turn(|tx| lot::by_code(tx, CHILI, "L1")).unwrap(), all);
    let names =
        book.turn(move |tx| read.iter().map(|lot| lot::vendor_code(tx, lot)).collect::<Result<Vec<_>, _>>());
    assert_eq!(names.unwrap(), ["L1", "L1 (2)", "L1 (3)"], "a vendor knows neither makers nor our dates");
}

#[test]
fn a_lot_says_where_its_certificate_is() {
    let book = book();
    let link = Certificate::parse("https://lab.example/coa/CHI-1.pdf").unwrap();
    assert_eq!(book.turn(|tx| lot::certificate(tx, CHILI_1)).unwrap(), None);
    let set = link.clone();
    book.turn(move |tx| lot::set_certificate(tx, CHILI_1, Some(&set))).unwrap();
    assert_eq!(book.turn(|tx| lot::certificate(tx, CHILI_1)).unwrap(), Some(link));
    book.turn(|tx| lot::set_certificate(tx, CHILI_1, None)).unwrap();
    assert_eq!(book.turn(|tx| lot::certificate(tx, CHILI_1)).unwrap(), None, "taken away");
    let nothing = book.turn(|tx| lot::set_certificate(tx, LotId(uuid(9_999)), None));
    assert!(matches!(nothing, Err(Error::Missing { .. })), "{nothing:?}");
}
