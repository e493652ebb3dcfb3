//! Acts into the ledger, several in one commit, with what stands there before and after each of them.

use crate::acts::Act;
use crate::compare::{self, Booking, Chain};
use crate::model::{Model, Why};
use crate::promises;
use crate::short::{self, Counting};
use crate::world;
use domain::EntryId;
use domain::entry::NewEntry;
use ledger::table::{balance, entry, location, serial_position};
use ledger::{Error, Ledger, OpenOptions, Transaction, reserve};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// A ledger on the disk, with the settings of production.
pub struct Book {
    directory: tempfile::TempDir,
    file: &'static str,
    /// `None` only while it is opened again.
    ledger: Option<Ledger>,
    runtime: Runtime,
}

/// What one turn did, seen from inside it.
enum Seen {
    Entry(Box<Booking>),
    Promise(promises::Seen),
}

impl Book {
    pub fn new() -> Book {
        let book = Book::over(tempfile::tempdir().expect("there is room for a ledger"), "ledger.db");
        book.turn(world::furnish);
        book
    }

    /// One that is there, or a new one.
    pub fn over(directory: tempfile::TempDir, file: &'static str) -> Book {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime needs nothing special");
        let mut book = Book { directory, file, ledger: None, runtime };
        book.open();
        book
    }

    pub fn path(&self) -> PathBuf {
        self.directory.path().join(self.file)
    }

    pub fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.ledger().writer().turn_blocking(work).expect("the turn is written")
    }

    pub fn open_again(&mut self) {
        let ledger = self.ledger.take().expect("it is open");
        self.runtime.block_on(ledger.close()).expect("it closes");
        self.open();
    }

    fn open(&mut self) {
        let (path, short_name) = (self.path(), "TM1".to_owned());
        let options = OpenOptions { path, short_name, station: world::STATION, now_ms: world::NOW_MS };
        self.ledger = Some(self.runtime.block_on(Ledger::open(options)).expect("it opens"));
    }

    fn ledger(&self) -> &Ledger {
        self.ledger.as_ref().expect("it is open")
    }

    /// All at once, so that they meet in the writer's groups; each is held against the model in the order
    /// in which it ran. Gives how many were booked.
    pub fn take(&self, acts: Vec<Act>, model: &mut Model, chain: &mut Chain) -> usize {
        let ordinals = Arc::new(AtomicU64::new(0));
        let counting = Arc::new(short::counting(&acts, model));
        let mut seen = self.runtime.block_on(async {
            let mut turns = JoinSet::new();
            for act in acts {
                let (writer, ordinals) = (self.ledger().writer().clone(), ordinals.clone());
                let counting = counting.clone();
                turns.spawn(async move {
                    let asked = act.clone();
                    let turn = writer.turn(move |tx| {
                        // In which order the turns ran.
                        let ordinal = ordinals.fetch_add(1, Ordering::Relaxed);
                        look(tx, &act, &counting).map(|seen| (ordinal, seen))
                    });
                    (asked, turn.await.expect("the turn is written"))
                });
            }
            turns.join_all().await
        });
        seen.sort_by_key(|(_, (ordinal, _))| *ordinal);
        let before = model.booked.len();
        for (act, (_, seen)) in seen {
            model.latest_ms = model.latest_ms.max(act.now_ms());
            match seen {
                Seen::Promise(seen) => promises::hold_promise(&act, &seen, model),
                Seen::Entry(booking) => compare::hold(&act, *booking, model, chain),
            }
        }
        model.booked.len() - before
    }
}

fn look(tx: &mut Transaction<'_>, act: &Act, counting: &Counting) -> Result<Seen, Error> {
    Ok(match act {
        Act::Book(_) | Act::Undo { .. } | Act::ThoughtBetterOf(_) | Act::PickFor { .. } => {
            Seen::Entry(Box::new(book(tx, act, counting)?))
        }
        _ => Seen::Promise(promises::look(tx, act)?),
    })
}

/// Does it in a savepoint of its own, so that what a refusal leaves behind can be looked at.
fn book(tx: &mut Transaction<'_>, act: &Act, counting: &Counting) -> Result<Booking, Error> {
    let mut new = None;
    let mut held = short::held_before(tx, act, counting)?;
    let outcome = tx.savepoint(|tx| {
        let made = match act {
            Act::Book(new) | Act::ThoughtBetterOf(new) | Act::PickFor { entry: new, .. } => new.clone(),
            Act::Undo { entry, like } => undoing(tx, *entry, like)?,
            _ => unreachable!("those are no entries"),
        };
        new = Some(made.clone());
        let recorded = match act {
            Act::PickFor { id, .. } => reserve::commit(tx, *id, &made)?,
            _ => entry::append(tx, &made)?,
        };
        let stored = entry::by_id(tx, made.id)?.expect("what was booked is there");
        match act {
            Act::ThoughtBetterOf(_) => Err(Error::RolledBack),
            _ => Ok((recorded, stored)),
        }
    });
    let outcome = match outcome {
        Ok(done) => Ok(done),
        Err(error) => Err(why(act, error)?),
    };
    if let Some(held) = &mut held {
        held.look_after(tx)?;
    }
    let mut seen = Booking { outcome, held, stock: Vec::new(), serials: Vec::new(), parents: Vec::new() };
    for movement in new.iter().flat_map(|new| &new.movements) {
        for place in [movement.from, movement.to] {
            let row = balance::one(tx, place, movement.item, movement.lot)?;
            let (on_hand, pieces, reserved) = row
                .map_or((0, 0, 0), |row| (row.on_hand.millionths(), row.pieces, row.reserved.millionths()));
            seen.stock.push(((place, movement.item, movement.lot), on_hand, pieces, reserved));
        }
        if let Some(serial) = &movement.serial {
            let position = serial_position::find(tx, movement.item, serial)?;
            let position = position.map(|position| (position.location, position.lot));
            seen.serials.push(((movement.item, serial.clone()), position));
        }
    }
    for placement in new.iter().flat_map(|new| &new.placements) {
        let stands = location::by_id(tx, placement.container)?.and_then(|container| container.parent);
        seen.parents.push((placement.container, stands));
    }
    Ok(seen)
}

fn undoing(tx: &Transaction<'_>, entry: EntryId, like: &NewEntry) -> Result<NewEntry, Error> {
    let NewEntry { id, operator, ref seat, recorded_at_ms, business_date, .. } = *like;
    let made = entry::reversal_of(tx, entry, id, operator, seat, recorded_at_ms, business_date)?;
    Ok(NewEntry { happened_at_ms: like.happened_at_ms, ..made })
}

fn why(act: &Act, error: Error) -> Result<Why, Error> {
    Ok(match error {
        Error::Short { .. } => Why::Short,
        Error::ShortPieces { .. } => Why::ShortPieces,
        Error::LotIsOtherwise { .. } => Why::LotIsOtherwise,
        Error::Quantity(_) => Why::TooLarge,
        Error::SerialElsewhere { .. } => Why::SerialElsewhere,
        Error::ContainerElsewhere { .. } => Why::ContainerElsewhere,
        Error::CannotPlace { .. } | Error::ContainerInItself { .. } | Error::TooDeep { .. } => {
            Why::CannotPlace
        }
        Error::OperationReused { .. } => Why::Reused,
        Error::AlreadyReversed { .. } => Why::AlreadyReversed,
        Error::IsReversal { .. } => Why::IsReversal,
        Error::StillReserved(_) => Why::StillReserved,
        Error::RolledBack if matches!(act, Act::ThoughtBetterOf(_)) => Why::ThoughtBetterOf,
        error => return Err(error),
    })
}
