//! Tasks and the tray: what a person must settle, in the order in which it should be looked at.

use crate::support::*;
use domain::scan::{Scan, ScanVerdict};
use domain::*;
use ledger::read::tasks;
use ledger::table::task::{self, NewTask, Severity, TaskState};
use ledger::table::{movement, scan};

fn raise(book: &Book, number: u64, severity: Severity, entry: Option<EntryId>) -> TaskId {
    let new = NewTask {
        id: TaskId(uuid(8_000 + number)),
        kind: "excess".to_owned(),
        cause: format!("excess:{number}"),
        message_json: "{}".to_owned(),
        severity,
        role: domain::permission::Role::Lead,
        entry,
        since_ms: NOW_MS + number as i64,
    };
    book.turn(move |tx| task::raise(tx, &new)).unwrap()
}

fn number(row: &tasks::TaskRow) -> i64 {
    row.task.since_ms - NOW_MS
}

fn open_ones(book: &Book, limit: u32) -> Vec<Vec<i64>> {
    let (mut pages, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let page = book.runtime.block_on(tasks::open(book.ledger.pool(), cursor.as_deref(), limit)).unwrap();
        pages.push(page.rows.iter().map(number).collect());
        match page.next {
            Some(next) => cursor = Some(next),
            None => return pages,
        }
    }
}

#[test]
fn the_gravest_tasks_come_first_and_among_them_the_newest_page_by_page() {
    let book = book();
    use Severity::*;
    for (index, severity) in [Low, High, Medium, High, Urgent, Medium, Medium].into_iter().enumerate() {
        raise(&book, index as u64 + 1, severity, None);
    }
    let seen = raise(&book, 8, Medium, None);
    assert!(book.turn(move |tx| task::see(tx, seen)).unwrap(), "nobody had opened it");
    assert!(!book.turn(move |tx| task::see(tx, seen)).unwrap(), "seen is seen");
    assert_eq!(open_ones(&book, 3), [vec![5, 4, 2], vec![8, 7, 6], vec![3, 1]]);
    assert_eq!(open_ones(&book, 500).concat(), [5, 4, 2, 8, 7, 6, 3, 1], "in one page the same");
    let nonsense = book.runtime.block_on(tasks::open(book.ledger.pool(), Some("x"), 3));
    assert!(matches!(nonsense, Err(ledger::Error::Stored { what: "a cursor", .. })), "{nonsense:?}");
}

#[test]
fn what_was_settled_is_listed_by_when_with_who_and_how() {
    let book = book();
    let order =
        domain::entry::NewEntry { document: Some(ORDER), ..entry(1, vec![receive(SALT, SALT_LOT, A, "50")]) };
    book.append(order).unwrap();
    let first = raise(&book, 1, Severity::High, Some(EntryId(uuid(1_001))));
    let second = raise(&book, 2, Severity::Low, None);
    let third = raise(&book, 3, Severity::Low, None);
    book.turn(move |tx| {
        task::settle(tx, third, BUDI, "{}", NOW_MS + 100)?;
        task::settle(tx, first, DEWI, r#"{"code":"resolution-kept","values":{}}"#, NOW_MS + 300)?;
        task::clear(tx, "excess:2", NOW_MS + 200)
    })
    .unwrap();
    assert_eq!(open_ones(&book, 10), [Vec::<i64>::new()], "nothing is open");
    let pool = book.ledger.pool();
    let list = |since_ms, cursor: Option<&str>, limit| {
        book.runtime.block_on(tasks::settled(pool, since_ms, cursor, limit)).unwrap()
    };
    let page = list(NOW_MS + 150, None, 10);
    assert_eq!(
        page.rows.iter().map(number).collect::<Vec<_>>(),
        [1, 2],
        "the third was settled too long ago"
    );
    let kept = &page.rows[0];
    assert_eq!((kept.task.state, kept.settled_by_name.as_deref()), (TaskState::Settled, Some("Dewi")));
    assert_eq!(kept.document_number.as_deref(), Some("PO-3108"), "the document of its entry");
    assert_eq!((page.rows[1].task.state, &page.rows[1].settled_by_name), (TaskState::SelfCleared, &None));
    let one = list(0, None, 1);
    let rest = list(0, one.next.as_deref(), 10);
    assert_eq!(rest.rows.iter().map(number).collect::<Vec<_>>(), [2, 3], "the page after it");
    assert_eq!((rest.rows[0].task.id, rest.next), (second, None));
}

#[test]
fn a_parked_scan_is_found_by_the_document_it_was_parked_at() {
    let book = book();
    let park = |number: u64, message: String| {
        let id = ScanId(uuid(9_000 + number));
        let scan = Scan { id, source: "scanner".to_owned(), bytes: b"8991234567891".to_vec(), aim: None };
        book.turn(move |tx| {
            scan::insert(tx, &scan, "dock", Some(DEWI), NOW_MS, ScanVerdict::Unknown, "{}", None)?;
            scan::settle(tx, id, ScanVerdict::Parked, &message, None, NOW_MS + 1)
        })
        .unwrap();
        id
    };
    let at = |document: DocumentId| format!(r#"{{"code":"x","parked":{{"document":"{document}"}}}}"#);
    let here = park(1, at(ORDER));
    park(2, at(DocumentId(uuid(62))));
    park(3, "{}".to_owned());
    let found = book.turn(|tx| scan::parked_of_document(tx, ORDER)).unwrap();
    assert_eq!(found.iter().map(|row| row.scan.id).collect::<Vec<_>>(), [here]);
    book.turn(move |tx| scan::settle(tx, here, ScanVerdict::Accepted, "{}", None, NOW_MS + 2)).unwrap();
    assert!(book.turn(|tx| scan::parked_of_document(tx, ORDER)).unwrap().is_empty(), "settled is settled");
}

#[test]
fn what_moved_since_is_counted_by_when_it_happened() {
    let book = book();
    book.append(entry(10, vec![receive(SALT, SALT_LOT, A, "50")])).unwrap();
    book.append(entry(20, vec![move_goods(SALT, SALT_LOT, A, B, "8")])).unwrap();
    // Booked late: it happened before both.
    let late = entry(30, vec![receive(SALT, SALT_LOT, A, "5")]);
    book.append(domain::entry::NewEntry { happened_at_ms: NOW_MS + 5, ..late }).unwrap();
    book.append(entry(40, vec![move_goods(SALT, SALT_LOT, B, A, "1")])).unwrap();
    let since =
        |ms: i64| book.turn(move |tx| movement::net_since(tx, A, SALT_LOT, NOW_MS + ms, None)).unwrap().0;
    assert_eq!(since(0), kg("48"), "all of it");
    assert_eq!(since(5), kg("43"), "what happened at that moment was there");
    assert_eq!(since(10), kg("-7"), "8 went and 1 came");
    assert_eq!(since(40), kg("0"));
}

#[test]
fn what_only_put_the_book_right_moved_no_goods() {
    use domain::entry::MovementKind;
    let book = book();
    let right = |number, kind, text| entry(number, vec![movement(kind, SALT, SALT_LOT, ADJUSTMENT, A, text)]);
    book.append(entry(10, vec![receive(SALT, SALT_LOT, A, "10")])).unwrap();
    let short = book_was_short(SALT, SALT_LOT, A, "5");
    book.append(entry(20, vec![short, move_goods(SALT, SALT_LOT, A, B, "15")])).unwrap();
    let since = || book.turn(|tx| movement::net_since(tx, A, SALT_LOT, NOW_MS + 10, None)).unwrap().0;
    assert_eq!(since(), kg("-15"), "15 went, and 5 were there all the time");
    book.append(right(30, MovementKind::Count, "3")).unwrap();
    book.append(right(40, MovementKind::Initial, "2")).unwrap();
    assert_eq!(since(), kg("-15"), "a count and an opening only say what was there");
    let undo = |number: u64, of: u64| {
        let (of, id) = (EntryId(uuid(1_000 + of)), EntryId(uuid(1_000 + number)));
        let (now_ms, day) = (NOW_MS + number as i64, jiff::civil::date(2026, 11, 21));
        let undoing =
            book.turn(move |tx| ledger::table::entry::reversal_of(tx, of, id, DEWI, "dock", now_ms, day));
        book.append(undoing.unwrap()).unwrap();
    };
    undo(50, 30);
    assert_eq!(since(), kg("-15"), "and so does the undoing of a count");
    undo(60, 40);
    undo(70, 20);
    assert_eq!(since(), kg("0"), "the 15 came back, the 5 never moved");
}
