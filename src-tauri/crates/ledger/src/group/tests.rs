//! A full disk and a failing one, which cannot be asked for from outside.

use super::*;
use crate::writer::{Health, Writer};

/// A writer over a table of blobs in a file of at most `page_count` pages.
fn writer(directory: &tempfile::TempDir, page_count: u32) -> (Writer, std::thread::JoinHandle<()>) {
    let path = directory.path().join("small.db");
    let connection = Connection::open(&path).unwrap();
    crate::open::configure(&connection).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE audit (row INTEGER PRIMARY KEY, at_ms, operator_row, seat, action, detail)",
        )
        .unwrap();
    connection.execute_batch("CREATE TABLE operator (row INTEGER PRIMARY KEY, id)").unwrap();
    connection.query_row(&format!("PRAGMA max_page_count = {page_count}"), [], |_| Ok(())).unwrap();
    let (sender, queue) = flume::bounded(100);
    let standing = Arc::new(Standing::default());
    let work = Loop { connection, queue, path, standing: standing.clone() };
    (Writer::new(sender, standing), std::thread::spawn(move || work.run()))
}

fn fill(bytes: usize) -> impl FnOnce(&mut Transaction<'_>) -> Result<(), Error> + Send + 'static {
    move |tx| {
        let (seat, action) = (String::new(), "fill".to_owned());
        let detail_json = "x".repeat(bytes);
        let row = crate::table::audit::AuditRow { at_ms: 0, operator: None, seat, action, detail_json };
        crate::table::audit::insert(tx, &row)
    }
}

fn row_count(directory: &tempfile::TempDir) -> i64 {
    let connection = Connection::open(directory.path().join("small.db")).unwrap();
    connection.query_row("SELECT count(*) FROM audit", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room() {
    let directory = tempfile::tempdir().unwrap();
    let (writer, _) = writer(&directory, 20);
    for _ in 0..5 {
        writer.turn_blocking(fill(4_000)).unwrap();
    }
    let full = writer.turn_blocking(fill(200_000));
    assert!(matches!(full, Err(Error::DiskFull { .. })), "{full:?}");
    assert_eq!(writer.health(), Health::Running, "a full disk is not the end");
    writer.turn_blocking(fill(100)).expect("what still fits is taken");
    assert_eq!(row_count(&directory), 6, "everything answered is there, nothing else is");
}

#[test]
fn a_turn_that_hears_of_the_full_disk_and_goes_on_writes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let (writer, _) = writer(&directory, 20);
    let result = writer.turn_blocking(|tx| {
        let swallowed: Result<(), Error> = tx.savepoint(fill(200_000));
        assert!(swallowed.is_err());
        fill(10)(tx)
    });
    assert!(matches!(result, Err(Error::RolledBack | Error::DiskFull { .. })), "{result:?}");
    assert_eq!(row_count(&directory), 0, "nothing commits by itself behind the group's back");
    writer.turn_blocking(fill(10)).unwrap();
}

#[test]
fn others_of_a_group_on_a_full_disk_are_told_and_the_rest_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("small.db");
    let (writer, thread) = writer(&directory, 20);
    drop(writer);
    thread.join().unwrap();
    let connection = Connection::open(path).unwrap();
    connection.query_row("PRAGMA max_page_count = 20", [], |_| Ok(())).unwrap();
    let (sender, answers) = std::sync::mpsc::channel();
    let jobs = [100, 200_000, 300].map(|bytes| {
        let sender = sender.clone();
        let reply = move |result: Result<(), Error>| sender.send((bytes, result)).unwrap();
        Box::new(Turn::new(fill(bytes), reply)) as Box<dyn Job>
    });
    let (_sender, queue) = flume::bounded(1);
    let standing = Standing::default();
    let path = directory.path().join("small.db");
    let (connection, is_behind) = (&connection, Cell::new(false));
    let serving = Serving { connection, queue: &queue, path: &path, standing: &standing, is_behind };
    assert_eq!(serving.take(jobs.into()), None, "the writer lives");
    let mut told: Vec<(usize, bool)> =
        answers.try_iter().map(|(bytes, result)| (bytes, result.is_ok())).collect();
    told.sort_unstable();
    assert_eq!(told.len(), 3, "everybody is answered");
    let kept = told.iter().filter(|(_, is_kept)| *is_kept).count() as i64;
    assert_eq!(row_count(&directory), kept, "who was told it is kept finds it, and nobody else");
    assert!(told.contains(&(200_000, false)) && told.contains(&(300, true)));
}

#[test]
fn a_failing_disk_stops_the_writer_and_says_why() {
    let directory = tempfile::tempdir().unwrap();
    let (writer, thread) = writer(&directory, 1_000);
    let failing = writer.turn_blocking(|tx| {
        fill(10)(tx)?;
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
        Err::<(), Error>(rusqlite::Error::SqliteFailure(code, None).into())
    });
    assert!(matches!(failing, Err(Error::Io { .. })), "{failing:?}");
    thread.join().unwrap();
    assert!(matches!(writer.turn_blocking(fill(10)), Err(Error::Stopped)));
    let Health::Stopped { why } = writer.health() else { panic!("it must not go on") };
    assert!(why.contains("disk"), "{why}");
    assert_eq!(row_count(&directory), 0);
}

#[test]
fn a_failing_disk_stops_the_writer_even_when_the_turn_took_no_notice() {
    let directory = tempfile::tempdir().unwrap();
    let (writer, thread) = writer(&directory, 1_000);
    let result = writer.turn_blocking(|tx| {
        fill(10)(tx)?;
        let swallowed: Result<Option<()>, Error> = tx.savepoint(|tx| {
            tx.one(RECENT, [1], |_| {
                let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_READ);
                Err(rusqlite::Error::SqliteFailure(code, None))
            })
        });
        assert!(swallowed.is_err());
        Ok(())
    });
    assert!(matches!(result, Err(Error::Io { .. })), "it is not told that its work is kept: {result:?}");
    thread.join().unwrap();
    assert_eq!(row_count(&directory), 0);
}

#[test]
fn whoever_comes_in_the_very_moment_of_the_end_is_told() {
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
    for _ in 0..40 {
        let directory = tempfile::tempdir().unwrap();
        let (writer, _thread) = writer(&directory, 1_000);
        let (sender, answers) = std::sync::mpsc::channel();
        for _ in 0..3 {
            let (writer, sender) = (writer.clone(), sender.clone());
            std::thread::spawn(move || {
                let failing = writer.turn_blocking(|_| {
                    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
                    Err::<(), Error>(rusqlite::Error::SqliteFailure(code, None).into())
                });
                // At once, while the thread is on its way out.
                sender.send((failing, writer.turn_blocking(|_| Ok(())))).unwrap();
            });
        }
        for _ in 0..3 {
            let (failing, next) = answers.recv_timeout(PATIENCE).expect("nobody waits for ever");
            assert!(matches!(failing, Err(Error::Io { .. } | Error::Stopped)), "{failing:?}");
            assert!(matches!(next, Err(Error::Stopped)), "{next:?}");
        }
        writer.stop(PATIENCE).expect("and it can be closed");
    }
}

/// Gives a row in any file: a statement of the audit table, which these files have.
const RECENT: &str = crate::table::audit::STATEMENTS[1];

#[test]
fn the_log_goes_back_into_the_file_while_work_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let (writer, thread) = writer(&directory, 40_000);
    let megabyte = 1 << 20;
    for _ in 0..60 {
        writer.turn_blocking(fill(megabyte)).unwrap();
    }
    let log = std::fs::metadata(directory.path().join("small.db-wal")).unwrap().len();
    assert!(log < 34 * megabyte as u64, "60 MiB went through it and it is begun anew at 16, or at 32: {log}");
    let reader = Connection::open(directory.path().join("small.db")).unwrap();
    let read = reader.unchecked_transaction().unwrap();
    let seen: i64 = read.query_row("SELECT count(*) FROM audit", [], |row| row.get(0)).unwrap();
    for _ in 0..20 {
        writer.turn_blocking(fill(megabyte)).expect("somebody who reads keeps the log, and holds up nobody");
    }
    assert_eq!(seen, 60);
    drop(read);
    drop(writer);
    thread.join().unwrap();
    assert_eq!(row_count(&directory), 80);
}
