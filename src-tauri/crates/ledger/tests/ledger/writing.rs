//! The one writer: groups, isolation, panics, stopping. (A full disk and a failing one: `src/group.rs`.)

use crate::support::*;
use ledger::table::{audit, entry as entries, task};
use ledger::{Error, Health};
use std::sync::mpsc;

fn note(action: &str) -> audit::AuditRow {
    let (seat, detail_json) = (String::new(), "{}".to_owned());
    audit::AuditRow { at_ms: NOW_MS, operator: None, seat, action: action.to_owned(), detail_json }
}

fn actions(book: &Book) -> Vec<String> {
    let rows = book.turn(|tx| audit::recent(tx, 1_000)).unwrap();
    rows.into_iter().rev().map(|row| row.action).collect()
}

/// Holds the writer in a turn until the sender is used or dropped, so that what follows comes as one group.
fn hold(book: &Book) -> (mpsc::Sender<()>, std::thread::JoinHandle<()>) {
    let (release, held) = mpsc::channel::<()>();
    let (begun, begins) = mpsc::channel();
    let writer = book.ledger.writer().clone();
    let holder = std::thread::spawn(move || {
        let work = move |_: &mut ledger::Transaction<'_>| {
            begun.send(()).unwrap();
            held.recv().unwrap();
            Ok(())
        };
        writer.turn_blocking(work).unwrap();
    });
    begins.recv().unwrap();
    (release, holder)
}

#[test]
fn one_that_fails_among_fifty_leaves_the_others_alone() {
    let book = book();
    let (release, holder) = hold(&book);
    let results = book.runtime.block_on(async {
        let mut turns = tokio::task::JoinSet::new();
        for number in 0..50 {
            let writer = book.ledger.writer().clone();
            turns.spawn(async move {
                let result = writer
                    .turn(move |tx| {
                        audit::insert(tx, &note(&number.to_string()))?;
                        match number {
                            13 => Err(Error::Missing { what: "reason", name: "13".to_owned() }),
                            27 => panic!("turn 27 breaks"),
                            _ => Ok(number),
                        }
                    })
                    .await;
                (number, result)
            });
        }
        while book.ledger.writer().waiting_count() < 50 {
            tokio::task::yield_now().await;
        }
        release.send(()).unwrap();
        turns.join_all().await
    });
    holder.join().unwrap();
    for (number, result) in results {
        match number {
            13 => {
                assert!(matches!(result, Err(Error::Missing { .. })), "its own reason comes back: {result:?}")
            }
            27 => assert!(
                matches!(&result, Err(Error::Bug(why)) if why.contains("turn 27 breaks")),
                "{result:?}"
            ),
            _ => assert_eq!(result.unwrap(), number),
        }
    }
    let mut kept: Vec<u32> = actions(&book).iter().map(|action| action.parse().unwrap()).collect();
    kept.sort_unstable();
    let wanted: Vec<u32> = (0..50).filter(|number| ![13, 27].contains(number)).collect();
    assert_eq!(kept, wanted, "what failed left no trace, all else is there");
}

#[test]
fn turns_of_one_caller_are_taken_in_order() {
    let book = book();
    for number in 0..300 {
        book.turn(move |tx| audit::insert(tx, &note(&number.to_string()))).unwrap();
    }
    let wanted: Vec<String> = (0..300).map(|number| number.to_string()).collect();
    assert_eq!(actions(&book), wanted);
}

#[test]
fn an_answer_means_it_is_on_the_disk() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let seen: i64 = book.raw().query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    assert_eq!(seen, 1, "another connection sees it at once");
}

#[test]
fn a_savepoint_keeps_what_is_outside_it() {
    let book = book();
    let result = book.turn(|tx| {
        audit::insert(tx, &note("scan"))?;
        let refused: Result<(), Error> = tx.savepoint(|tx| {
            audit::insert(tx, &note("effect"))?;
            let nested: Result<(), Error> = tx.savepoint(|tx| audit::insert(tx, &note("nested")));
            nested?;
            Err(Error::Missing { what: "lot", name: "X".to_owned() })
        });
        let panicked: Result<(), Error> = tx.savepoint(|tx| {
            audit::insert(tx, &note("before the panic"))?;
            panic!("a flow broke")
        });
        audit::insert(tx, &note("verdict"))?;
        Ok((refused, panicked))
    });
    let (refused, panicked) = result.unwrap();
    assert!(matches!(refused, Err(Error::Missing { .. })));
    assert!(matches!(panicked, Err(Error::Bug(why)) if why == "a flow broke"));
    assert_eq!(actions(&book), ["scan", "verdict"], "the scan is kept, its effect is not");
}

#[test]
fn what_the_schema_forbids_names_the_rule() {
    let book = book();
    let reused = book.turn(|tx| {
        let row = ledger::table::owner::Owner { id: HOUSE, name: "again".to_owned() };
        ledger::table::owner::insert(tx, &row)
    });
    assert!(matches!(&reused, Err(Error::Rule { .. })), "{reused:?}");
    assert!(reused.unwrap_err().to_string().contains("owner.id"));
}

#[test]
fn after_closing_every_turn_says_stopped() {
    let book = book();
    let writer = book.ledger.writer().clone();
    assert_eq!(writer.health(), Health::Running);
    let Book { directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    assert!(matches!(writer.turn_blocking(|_| Ok(())), Err(Error::Stopped)));
    assert!(matches!(runtime.block_on(writer.turn(|_| Ok(()))), Err(Error::Stopped)));
    assert_eq!(writer.health(), Health::Stopped { why: "closed".to_owned() });
    let log = directory.path().join("ledger.db-wal");
    let length = std::fs::metadata(log).map_or(0, |file| file.len());
    assert_eq!(length, 0, "closing leaves everything in the one file");
}

#[test]
fn turns_queued_before_closing_are_finished() {
    let book = book();
    let writer = book.ledger.writer().clone();
    let (release, holder) = hold(&book);
    let Book { directory, ledger, runtime } = book;
    let results = runtime.block_on(async {
        let mut turns = tokio::task::JoinSet::new();
        for number in 0..20 {
            let writer = writer.clone();
            turns.spawn(
                async move { writer.turn(move |tx| audit::insert(tx, &note(&number.to_string()))).await },
            );
        }
        while writer.waiting_count() < 20 {
            tokio::task::yield_now().await;
        }
        let closing = tokio::spawn(async move { ledger.close().await });
        release.send(()).unwrap();
        closing.await.unwrap().unwrap();
        turns.join_all().await
    });
    holder.join().unwrap();
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    let (runtime, ledger) = open(directory.path().join("ledger.db")).unwrap();
    assert_eq!(actions(&Book { directory, ledger, runtime }).len(), 20);
}

#[test]
fn one_turn_holds_entry_and_task_together() {
    let book = book();
    let refused: Result<(), Error> = book.turn(|tx| {
        let recorded = entries::append(tx, &entry(1, vec![receive(SALT, SALT_LOT, A, "1")]))?;
        let new = task::NewTask {
            id: domain::TaskId(uuid(70)),
            kind: "shortfall".to_owned(),
            cause: "x".to_owned(),
            message_json: "{}".to_owned(),
            severity: task::Severity::High,
            role: domain::permission::Role::Lead,
            entry: Some(recorded.id),
            since_ms: NOW_MS,
        };
        task::raise(tx, &new)?;
        Err(Error::Missing { what: "step", name: "receive".to_owned() })
    });
    assert!(refused.is_err());
    assert_eq!(book.turn(|tx| task::open_count(tx)).unwrap(), 0);
    assert_eq!(book.verify().entry_count, 0, "entry, balance, task and step together or not at all");
}
