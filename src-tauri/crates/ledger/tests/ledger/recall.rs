//! One scan answers a recall: sources, products, where each unit is, and that it adds up.

use crate::days::*;
use crate::support::*;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::*;
use jiff::civil::date;
use ledger::read::recall::{self, Link, PartKind, Reach, Recall, Report, TracedLot, TrailEnd};
use ledger::read::total::Total;
use ledger::table::{document, entry as entries};

const CONSUME: MovementKind = MovementKind::Consume;
const PRODUCE: MovementKind = MovementKind::Produce;

pub fn ask(book: &Book, lot: LotId, reach: Reach) -> Recall {
    book.runtime.block_on(recall::recall(book.ledger.pool(), lot, reach)).unwrap()
}

pub fn of(recall: &Recall, lot: LotId) -> &TracedLot {
    recall.lots.iter().find(|traced| traced.lot.id == lot).expect("the lot is in the answer")
}

pub fn report(recall: &Recall, lot: LotId) -> &Report {
    of(recall, lot).report.as_ref().expect("a lot with a code is told whole")
}

/// `shipped 4 by PO-1 (scanned)`, in the order of the report.
fn parts(report: &Report) -> Vec<String> {
    let text = |part: &recall::Part| {
        let place =
            part.place.as_ref().map_or(String::new(), |place| format!(" in {}", place.codes.join(" > ")));
        let document = part.act.as_ref().and_then(|act| act.document.as_ref());
        let by = document.map_or(String::new(), |document| format!(" by {}", document.number));
        format!("{} {}{place}{by} ({})", part.what.text(), part.quantity.text(0), part.evidence.text())
    };
    report.parts.iter().map(text).collect()
}

fn links(recall: &Recall) -> Vec<String> {
    let code = |id: LotId| of(recall, id).lot.code.clone();
    let text = |link: &Link| format!("{} > {} ({})", code(link.from), code(link.into), link.evidence.text());
    recall.links.iter().map(text).collect()
}

pub fn sauce(number: usize) -> LotId {
    sauce_lots()[number]
}

fn with(evidence: Evidence, movement: NewMovement) -> NewMovement {
    NewMovement { evidence, ..movement }
}

pub fn take(item: ItemId, lot: LotId, from: LocationId, text: &str) -> NewMovement {
    movement(CONSUME, item, lot, from, PRODUCTION, text)
}

pub fn make(lot: LotId, to: LocationId, text: &str) -> NewMovement {
    movement(PRODUCE, SAUCE, lot, PRODUCTION, to, text)
}

/// Chili comes in, is cooked twice, and its sauce goes all ways goods can go.
fn kitchen() -> Book {
    let book = furnished();
    let order = documents();
    let by = |document: usize, entry: NewEntry| NewEntry { document: Some(order[document]), ..entry };
    let entries = [
        by(0, entry(1, vec![receive(CHILI, CHILI_1, A, "10"), receive(SALT, SALT_LOT, A, "5")])),
        by(1, entry(2, vec![with(Evidence::Weighed, take(CHILI, CHILI_1, A, "6"))])),
        by(1, entry(3, vec![with(Evidence::Backflushed, take(SALT, SALT_LOT, A, "1"))])),
        by(1, entry(4, vec![make(sauce(0), CRATE, "20"), make(sauce(1), B, "5")])),
        entry(5, vec![with(Evidence::Typed, take(SAUCE, sauce(0), CRATE, "3")), make(sauce(2), B, "9")]),
        by(2, entry(6, vec![movement(MovementKind::Ship, SAUCE, sauce(0), CRATE, CUSTOMER, "6")])),
        by(3, entry(7, vec![movement(MovementKind::Return, SAUCE, sauce(0), CUSTOMER, A, "1")])),
        entry(8, vec![movement(MovementKind::Sample, SAUCE, sauce(0), CRATE, SAMPLES, "2")]),
        entry(9, vec![movement(MovementKind::Damage, SAUCE, sauce(0), CRATE, LOSS, "1")]),
        entry(10, vec![movement(MovementKind::Count, SAUCE, sauce(0), CRATE, ADJUSTMENT, "0.5")]),
        entry(11, vec![move_goods(SAUCE, sauce(0), CRATE, TRANSIT, "4")]),
        entry(12, vec![movement(MovementKind::Return, CHILI, CHILI_1, A, SUPPLIER, "1")]),
        by(4, entry(13, vec![with(Evidence::Chosen, take(CHILI, CHILI_1, A, "2"))])),
    ];
    for entry in entries {
        book.append(entry).unwrap();
    }
    book
}

#[test]
fn a_recall_says_what_it_was_made_from_and_what_was_made_from_it() {
    let book = kitchen();
    let recall = ask(&book, sauce(0), Reach::default());
    let told: Vec<_> = recall.lots.iter().map(|traced| (traced.lot.id, traced.up, traced.down)).collect();
    let wanted = [
        (sauce(0), Some(0), Some(0)),
        (SALT_LOT, Some(1), None),
        (CHILI_1, Some(1), None),
        (sauce(2), None, Some(1)),
    ];
    assert_eq!(told, wanted, "the other lot of the same cook is neither source nor product");
    let (one, two) = (&of(&recall, sauce(0)).lot.code, &of(&recall, sauce(2)).lot.code);
    let wanted = [
        format!(" > {one} (backflushed)"),
        format!("CHI-1 > {one} (scanned)"),
        format!("{one} > {two} (typed)"),
    ];
    assert_eq!(links(&recall), wanted, "as sure as the weakest of what links them");
    assert!(!recall.has_more, "all of it");
    assert_eq!(of(&recall, SALT_LOT).end, Some(TrailEnd::NoLot), "salt has no lot to follow");
    assert_eq!(of(&recall, SALT_LOT).report, None, "nor to count");
}

#[test]
fn a_recall_says_where_each_unit_is_and_adds_up() {
    let book = kitchen();
    let recall = ask(&book, CHILI_1, Reach::default());
    let of_sauce = report(&recall, sauce(0));
    let wanted = [
        "made 20 by WO-1 (scanned)",
        "on_hand 3.5 in KITCHEN > A-01 > PL-1 > CR-1 (scanned)",
        "on_hand 1 in KITCHEN > A-01 (scanned)",
        "in_transit 4 in transit (scanned)",
        "retained 2 in KITCHEN > COLD > COLD-9 (scanned)",
        "used 3 (typed)",
        "shipped -1 by WO-3 (scanned)",
        "shipped 6 by WO-2 (scanned)",
        "scrapped 1 (scanned)",
        "unexplained 0.5 (scanned)",
    ];
    assert_eq!(parts(of_sauce), wanted);
    assert_eq!(of_sauce.parts[1].place.as_ref().unwrap().container.as_deref(), Some("CR-1"), "in its crate");
    let balance = of_sauce.balance;
    let terms =
        [balance.made, balance.on_hand, balance.used, balance.shipped, balance.sampled, balance.scrapped];
    assert_eq!(terms.map(|term| term.text(0)), ["20", "8.5", "3", "5", "2", "1"]);
    assert_eq!((balance.received, balance.unexplained), (Total::ZERO, kg("0.5").into()));
    let wanted = [
        "received 10 by WO-0 (scanned)",
        "on_hand 1 in KITCHEN > A-01 (scanned)",
        "in_work 2 by WO-4 (chosen)",
        "used 6 by WO-1 (weighed)",
        "sent_back 1 (scanned)",
    ];
    assert_eq!(parts(report(&recall, CHILI_1)), wanted, "nothing came out of WO-4 yet");
    for traced in &recall.lots {
        let (left, right) = traced.report.as_ref().unwrap().balance.sides().unwrap();
        assert_eq!(left, right, "{} adds up", traced.lot.code);
    }
}

#[test]
fn a_cook_that_was_undone_links_nothing() {
    let book = kitchen();
    book.turn(|tx| {
        let (entry, new_id) = (EntryId(uuid(1_005)), EntryId(uuid(1_014)));
        let undoing = entries::reversal_of(tx, entry, new_id, BUDI, "desk", NOW_MS + 14, date(2026, 11, 21))?;
        entries::append(tx, &undoing)
    })
    .unwrap();
    let recall = ask(&book, sauce(0), Reach::default());
    assert!(recall.lots.iter().all(|traced| traced.lot.id != sauce(2)), "it never went in there");
    assert_eq!(report(&recall, sauce(0)).balance.used, Total::ZERO);
    let gone = ask(&book, sauce(2), Reach::default());
    assert_eq!((gone.lots.len(), report(&gone, sauce(2)).parts.len()), (1, 0), "nor was it ever made");
}

#[test]
fn what_came_back_unused_was_not_used() {
    let book = furnished();
    book.append(entry(1, vec![receive(CHILI, CHILI_1, A, "10"), receive(CHILI, CHILI_2, A, "10")])).unwrap();
    let back = |lot, text| movement(MovementKind::Move, CHILI, lot, PRODUCTION, A, text);
    let cook = vec![
        take(CHILI, CHILI_1, A, "6"),
        back(CHILI_1, "2"),
        take(CHILI, CHILI_2, A, "3"),
        back(CHILI_2, "3"),
        make(sauce(0), B, "4"),
        movement(MovementKind::Scrap, SAUCE, sauce(0), PRODUCTION, LOSS, "1"),
    ];
    book.append(entry(2, cook)).unwrap();
    let recall = ask(&book, sauce(0), Reach::default());
    assert_eq!(links(&recall).len(), 1, "a lot that came back whole is no source");
    assert_eq!((recall.links[0].from, recall.links[0].used), (CHILI_1, kg("4").into()));
    let balance = report(&recall, sauce(0)).balance;
    assert_eq!((balance.made, balance.scrapped), (kg("5").into(), kg("1").into()), "scrap was made, too");
}

#[test]
fn rework_ends_no_trail_and_goes_round_once() {
    let book = furnished();
    let rework = |lot, to, text| movement(MovementKind::Rework, SAUCE, lot, PRODUCTION, to, text);
    book.append(entry(1, vec![make(sauce(0), A, "9"), make(sauce(1), A, "9")])).unwrap();
    book.append(entry(2, vec![take(SAUCE, sauce(0), A, "2"), rework(sauce(1), A, "2")])).unwrap();
    book.append(entry(
        3,
        vec![take(SAUCE, sauce(1), A, "2"), rework(sauce(0), A, "2"), make(sauce(2), A, "1")],
    ))
    .unwrap();
    let recall = ask(&book, sauce(0), Reach::default());
    let told: Vec<_> = recall.lots.iter().map(|traced| (traced.lot.id, traced.up, traced.down)).collect();
    let wanted = [(sauce(0), Some(0), Some(0)), (sauce(1), Some(1), Some(1)), (sauce(2), None, Some(2))];
    assert_eq!((told, recall.has_more), (wanted.to_vec(), false), "source and product at once");
    assert_eq!(recall.links.len(), 3, "each link once, whichever way it was found");
}

#[test]
fn a_document_that_goes_on_for_days_is_one_production() {
    let book = furnished();
    let id = DocumentId(uuid(90));
    book.turn(move |tx| document::insert(tx, &a_document(id, "MO-1".to_owned()), NOW_MS, None)).unwrap();
    let on = |entry: NewEntry| NewEntry { document: Some(id), ..entry };
    book.append(entry(1, vec![receive(CHILI, CHILI_1, A, "9")])).unwrap();
    book.append(on(entry(2, vec![take(CHILI, CHILI_1, A, "1")]))).unwrap();
    let in_work = ask(&book, CHILI_1, Reach::default());
    assert!(report(&in_work, CHILI_1).parts.iter().any(|part| part.what == PartKind::InWork));
    book.append(on(entry(3, vec![make(sauce(0), A, "5")]))).unwrap();
    let done = ask(&book, CHILI_1, Reach::default());
    let link = &done.links[0];
    let by = link.by.document.as_ref().unwrap();
    assert_eq!((link.into, by.number.as_str(), link.by.number.as_str()), (sauce(0), "MO-1", "TM1-1-000003"));
    assert!(report(&done, CHILI_1).parts.iter().all(|part| part.what != PartKind::InWork), "it came out");
}
