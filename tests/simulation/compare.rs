//! One turn against the model: taken or refused as it must be, stored as it was said, and what stands at both ends
//! afterwards is what the model says.

use crate::acts::Act;
use crate::model::{Change, Key, Model, Why};
use crate::promises;
use crate::short::Held;
use domain::entry::NewEntry;
use domain::{ItemId, LocationId, LotId};
use ledger::table::entry::{Recorded, StoredEntry};

/// Of an item.
type Serial = (ItemId, String);

/// An entry, and what stood there afterwards.
pub struct Booking {
    pub outcome: Result<(Recorded, StoredEntry), Why>,
    /// Where it is a plain fact: who counted on the goods it takes.
    pub held: Option<Held>,
    pub stock: Vec<(Key, i64, i64, i64)>,
    pub serials: Vec<(Serial, Option<(LocationId, LotId)>)>,
    pub parents: Vec<(LocationId, Option<LocationId>)>,
}

/// Where the chain stands by the model's count.
#[derive(Default)]
pub struct Chain {
    pub epoch: i64,
    pub sequence: i64,
    pub hybrid_clock: i64,
}

/// One turn against the model, which goes on with it.
pub fn hold(act: &Act, seen: Booking, model: &mut Model, chain: &mut Chain) {
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
            promises::was_picked(act, &new, model);
            promises::was_told(&new, recorded, model);
            if let Some(held) = &seen.held {
                held.gave_way_in_order(recorded, model);
            }
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
