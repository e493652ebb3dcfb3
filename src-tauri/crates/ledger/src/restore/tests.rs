//! A restore that ends after each of its steps: the next start finds the old book or the new one, and nothing of
//! the old is lost.

use super::*;
use crate::backup::{Backup, Depth};
use crate::table::owner;
use crate::{Ledger, OpenOptions};
use domain::{OwnerId, StationId};
use std::path::Path;
use uuid::Uuid;

const NOW_MS: i64 = 1_795_248_000_000;

/// A book of one owner, copied; then a second owner, which the copy does not know.
struct Desk {
    folder: tempfile::TempDir,
    copy: Backup,
    runtime: tokio::runtime::Runtime,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let path = folder.path().join("ledger.sqlite");
        let ledger = runtime.block_on(open(&path)).unwrap();
        ledger.writer().turn_blocking(|tx| insert(tx, 1)).unwrap();
        let copy = backup::make(&path, &folder.path().join(backup::FOLDER), NOW_MS, Depth::Whole).unwrap();
        ledger.writer().turn_blocking(|tx| insert(tx, 2)).unwrap();
        // Left as a killed process leaves it, with the second owner in the log alone.
        let left = tempfile::tempdir().unwrap();
        for tail in ["", "-wal", "-open"] {
            std::fs::copy(disk::beside(&path, tail), left.path().join(format!("ledger.sqlite{tail}")))
                .unwrap();
        }
        runtime.block_on(ledger.close()).unwrap();
        for tail in ["", "-wal", "-open"] {
            let name = format!("ledger.sqlite{tail}");
            std::fs::copy(left.path().join(&name), folder.path().join(&name)).unwrap();
        }
        Desk { folder, copy, runtime }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.sqlite")
    }

    fn order(&self) -> Order {
        Order {
            ledger: self.path(),
            copy: self.copy.path.clone(),
            folders: vec![self.folder.path().join(backup::FOLDER)],
            now_ms: NOW_MS,
            print_why_json: "{}".to_owned(),
        }
    }

    /// The restore up to and with this step.
    fn until(&self, step: usize) {
        let order = self.order();
        let new = self.runtime.block_on(prepare(&order)).unwrap();
        if step == 0 {
            return;
        }
        let restored = begin_again(&new, &order, |_, _| Ok(())).unwrap();
        if step == 1 {
            return;
        }
        put_aside(&order, &restored.aside).unwrap();
        if step == 2 {
            return;
        }
        commit(&order).unwrap();
        if step == 3 {
            return;
        }
        // The old log goes before the new file comes.
        for old in sound::companions(&order.ledger) {
            disk::remove(&old).unwrap();
        }
        if step == 4 {
            return;
        }
        std::fs::rename(disk::beside(&order.ledger, NEW), &order.ledger).unwrap();
    }

    /// Owners and epoch, as the next start finds them.
    fn found(&self) -> (usize, i64) {
        let ledger = self.runtime.block_on(open(&self.path())).expect("the next start opens a whole book");
        let found = ledger.writer().turn_blocking(|tx| Ok((owner::all(tx)?.len(), station::this(tx)?.epoch)));
        self.runtime.block_on(ledger.close()).unwrap();
        assert_eq!(verify::file(&self.path()).unwrap().difference, None, "and it holds");
        assert!(!is_interrupted(&self.path()), "nothing of the restore is left to do");
        found.unwrap()
    }
}

async fn open(path: &Path) -> Result<Ledger, Error> {
    let (short_name, station) = ("TM1".to_owned(), StationId(Uuid::from_u128(7)));
    Ledger::open(OpenOptions { path: path.to_owned(), short_name, station, now_ms: NOW_MS }).await
}

fn insert(tx: &Transaction<'_>, number: u128) -> Result<(), Error> {
    owner::insert(tx, &owner::Owner { id: OwnerId(Uuid::from_u128(number)), name: number.to_string() })
}

#[test]
fn wherever_it_is_interrupted_the_book_is_the_old_one_or_the_new_one() {
    for step in 0..=5 {
        let desk = Desk::new();
        desk.until(step);
        let wanted = if step < 3 { (2, 1) } else { (1, 2) };
        assert_eq!(desk.found(), wanted, "after step {step}");
        if step >= 2 {
            let aside = std::fs::read_dir(desk.folder.path().join(ASIDE)).unwrap().next().unwrap().unwrap();
            let kept =
                sound::mark(&aside.path().join("ledger.sqlite")).expect("the old book is kept, log and all");
            assert_eq!(kept.epoch, 1, "as it was");
        }
    }
}

#[test]
fn whoever_only_reads_does_not_come_between() {
    let desk = Desk::new();
    desk.until(4);
    let told = verify::file(&desk.path());
    let is_said = matches!(&told, Err(Error::Unsound { what: sound::Unsound::HalfRestored, .. }));
    assert!(is_said, "a reader is told: {told:?}");
    assert_eq!(desk.found(), (1, 2), "and the next start finishes it");
}

#[test]
fn an_interrupted_one_can_be_begun_again() {
    for step in 0..=5 {
        let desk = Desk::new();
        desk.until(step);
        let lock = OwnerLock::take(desk.folder.path()).unwrap();
        let restored = desk.runtime.block_on(run(&lock, &desk.order(), |_, _| Ok(()))).unwrap();
        assert_eq!(desk.found(), (1, restored.epoch), "after step {step}");
        // Numbers of an epoch that was perhaps begun are never given again.
        assert!(restored.epoch >= if step < 2 { 2 } else { 3 }, "after step {step}: {}", restored.epoch);
    }
}
