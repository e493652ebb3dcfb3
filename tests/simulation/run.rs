//! Acts into the ledger, several in one commit, and each held against the model: taken or refused as it
//! must be, and what stands at both ends afterwards is what the model says.

use crate::acts::Act;
use crate::model::{Change, Key, Model, Why};
use crate::promises;
use crate::world;
use domain::entry::NewEntry;
use domain::{EntryId, ItemId, LocationId, LotId};
use ledger::table::entry::{self, Recorded, StoredEntry};
use ledger::table::{balance, location, serial_position};
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

/// Of an item.
type Serial = (ItemId, String);

/// An entry, and what stood there afterwards.
struct Booking {
    outcome: Result<(Recorded, StoredEntry), Why>,
    stock: Vec<(Key, i64, i64, i64)>,
    serials: Vec<(Serial, Option<(LocationId, LotId)>)>,
    parents: Vec<(LocationId, Option<LocationId>)>,
}

/// Where the chain stands by the model's count.
#[derive(Default)]
pub struct Chain {
    pub epoch: i64,
    pub sequence: i64,
    pub hybrid_clock: i64,
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
        let mut seen = self.runtime.block_on(async {
            let mut turns = JoinSet::new();
            for act in acts {
                let (writer, ordinals) = (self.ledger().writer().clone(), ordinals.clone());
                turns.spawn(async move {
                    let asked = act.clone();
                    let turn = writer.turn(move |tx| {
                        // In which order the turns ran.
                        let ordinal = ordinals.fetch_add(1, Ordering::Relaxed);
                        look(tx, &act).map(|seen| (ordinal, seen))
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
                Seen::Entry(booking) => hold(&act, *booking, model, chain),
            }
        }
        model.booked.len() - before
    }
}

fn look(tx: &mut Transaction<'_>, act: &Act) -> Result<Seen, Error> {
    Ok(match act {
        Act::Book(_) | Act::Undo { .. } | Act::ThoughtBetterOf(_) | Act::PickFor { .. } => {
            Seen::Entry(Box::new(book(tx, act)?))
        }
        _ => Seen::Promise(promises::look(tx, act)?),
    })
}

/// Does it in a savepoint of its own, so that what a refusal leaves behind can be looked at.
fn book(tx: &mut Transaction<'_>, act: &Act) -> Result<Booking, Error> {
    let mut new = None;
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
    let mut seen = Booking { outcome, stock: Vec::new(), serials: Vec::new(), parents: Vec::new() };
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

/// One turn against the model, which goes on with it.
fn hold(act: &Act, seen: Booking, model: &mut Model, chain: &mut Chain) {
    let new = match act {
        Act::Book(new) | Act::ThoughtBetterOf(new) | Act::PickFor { entry: new, .. } => new.clone(),
        Act::Undo { entry, like } => {
            let like = NewEntry { note: String::new(), witness: None, ..like.clone() };
            model.undoing(*entry, like)
        }
        _ => unreachable!("those are no entries"),
    };
    let known = model.entries.get(&new.id);
    let is_again = known.is_some_and(|known| *known == again(known, &new));
    match (&seen.outcome, model.judge(&new)) {
        (Ok((recorded, stored)), _) if is_again => {
            assert!(recorded.already, "the same operation twice is one: {act:?}");
            assert_eq!(Some(&stored.new), known, "and the first stays as it is");
        }
        (Ok((recorded, stored)), Ok(change)) => {
            assert!(!matches!(act, Act::ThoughtBetterOf(_)), "it was taken back");
            is_stored_as_said(&new, recorded, stored, &change, chain);
            promises::was_picked(act, model);
            promises::was_told(&new, recorded, model);
            model.book(new, change);
        }
        (Err(Why::StillReserved), _) => {
            let was_reserved = seen.stock.iter().any(|(.., reserved)| *reserved > 0);
            assert!(promises::may_be_kept_back(&new, was_reserved), "nothing promised is asked for: {act:?}");
        }
        (Err(Why::ThoughtBetterOf), Ok(_)) => {}
        (Err(said), Err(reasons)) => {
            assert!(reasons.contains(said), "{said:?} was said, {reasons:?} is true: {act:?}")
        }
        (Ok(_), Err(reasons)) => panic!("booked although {reasons:?}: {act:?}"),
        (Err(said), Ok(_)) => panic!("{said:?} was said and nothing is wrong: {act:?}"),
    }
    stands_as_the_model_says(act, &seen, model);
}

/// Times may differ when both say that it happened as it was recorded.
fn again(known: &NewEntry, new: &NewEntry) -> NewEntry {
    let is_now = |entry: &NewEntry| entry.happened_at_ms == entry.recorded_at_ms;
    let mut new = new.clone();
    if is_now(known) && is_now(&new) {
        new.happened_at_ms = known.happened_at_ms;
    }
    NewEntry { recorded_at_ms: known.recorded_at_ms, ..new }
}

fn is_stored_as_said(
    new: &NewEntry,
    recorded: &Recorded,
    stored: &StoredEntry,
    change: &Change,
    chain: &mut Chain,
) {
    assert!(!recorded.already, "a new operation is booked now");
    assert_eq!(stored.new, *new, "what is in the book is what was said");
    let before: Vec<(i64, i64)> =
        stored.before.iter().map(|before| (before.from.millionths(), before.to.millionths())).collect();
    assert_eq!(before, change.before, "each movement records what stood there before it");
    chain.sequence += 1;
    let place = (stored.place.epoch, stored.place.sequence, recorded.sequence);
    assert_eq!(place, (chain.epoch, chain.sequence, chain.sequence), "the sequence has no gap");
    assert_eq!(stored.number, format!("TM1-{}-{:06}", chain.epoch, chain.sequence));
    assert!(stored.place.hybrid_clock > chain.hybrid_clock, "the clock never goes back, whoever set it back");
    chain.hybrid_clock = stored.place.hybrid_clock;
}

fn stands_as_the_model_says(act: &Act, seen: &Booking, model: &Model) {
    for (key, on_hand, pieces, reserved) in &seen.stock {
        let is = model.at(*key);
        assert_eq!(
            (*on_hand, *pieces),
            (is.millionths, is.pieces),
            "weight and pieces at {key:?} after {act:#?}"
        );
        if model.is_physical(key.0) {
            assert!(0 <= *reserved && reserved <= on_hand, "no more is promised than is there: {key:?}");
        }
    }
    for (name, position) in &seen.serials {
        assert_eq!(*position, model.serials.get(name).copied(), "{name:?} is in one place after {act:#?}");
    }
    for (container, parent) in &seen.parents {
        assert_eq!(*parent, model.parents.get(container).copied(), "{container} stands there after {act:#?}");
    }
}
