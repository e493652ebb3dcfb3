//! Undoing a crate move after the crate was used or moved again, or what was sent to another site after it came in
//! there: what came later is listed, the newest first, and the person says whether all of it goes back, in one
//! transaction, or the crate alone (design.md §5).

use crate::book::Book;
use crate::dispatch;
use crate::flows::Event;
use crate::prompts::answer;
use crate::said::{Do, Query, Said};
use crate::screen::{Question, Screen, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use crate::undo;
use domain::entry::NewMovement;
use domain::location::LocationKind;
use domain::{EntryId, LocationId, Refusal};
use ledger::table::entry::{self, StoredEntry};
use ledger::table::location;
use serde::{Deserialize, Serialize};

/// Undone together at most; a longer tail is for the office.
const LATER_LIMIT: u32 = 50;
/// Read out in the question; the rest is a number.
const LATER_NAMED: usize = 5;
/// What may stand in each other (design.md §3), so that a walk down ends.
const DEPTH_LIMIT: usize = 5;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The crate move that is to be undone.
    pub entry: EntryId,
    /// What the person was shown, the newest first.
    pub later: Vec<EntryId>,
    /// Where the seat goes on.
    pub back: Box<Step>,
}

/// Entries since `stored` that touched a crate of it, or what stands in one: the newest first.
pub fn later(stored: &StoredEntry, book: &Book) -> Result<Vec<StoredEntry>, Stop> {
    let mut crates: Vec<LocationId> = Vec::new();
    for placement in &stored.new.placements {
        add_with_content(placement.container, DEPTH_LIMIT, &mut crates, book)?;
    }
    let mut found: Vec<StoredEntry> = Vec::new();
    for id in crates {
        for later in entry::later_at(book.tx, id, stored.new.id, LATER_LIMIT)? {
            if found.iter().all(|known| known.new.id != later.new.id) {
                found.push(later);
            }
        }
    }
    for later in arrived_since(stored, book)? {
        if found.iter().all(|known| known.new.id != later.new.id) {
            found.push(later);
        }
    }
    found.sort_by_key(|later| std::cmp::Reverse((later.place.epoch, later.place.sequence)));
    // The list is kept with the step, which stays small, whatever number of crates went together.
    found.truncate(LATER_LIMIT as usize);
    Ok(found)
}

/// What took goods off the road that `stored` put there, when not all of them stand there any more.
fn arrived_since(stored: &StoredEntry, book: &Book) -> Result<Vec<StoredEntry>, Stop> {
    let mut found: Vec<StoredEntry> = Vec::new();
    for sent in &stored.new.movements {
        let is_road = book.location(sent.to)?.kind == LocationKind::Transit;
        if !is_road || book.on_hand(sent.to, sent.item, sent.lot)? >= sent.quantity {
            continue;
        }
        let took = |movement: &NewMovement| {
            (movement.from, movement.item, movement.lot) == (sent.to, sent.item, sent.lot)
                && movement.serial == sent.serial
        };
        let later = entry::later_at(book.tx, sent.to, stored.new.id, LATER_LIMIT)?;
        found.extend(later.into_iter().filter(|later| later.new.movements.iter().any(took)));
    }
    Ok(found)
}

fn add_with_content(
    id: LocationId,
    depth: usize,
    crates: &mut Vec<LocationId>,
    book: &Book,
) -> Result<(), Stop> {
    if depth == 0 || crates.contains(&id) {
        return Ok(());
    }
    crates.push(id);
    for inside in location::children(book.tx, id)? {
        add_with_content(inside.id, depth - 1, crates, book)?;
    }
    Ok(())
}

/// Asks before anything is undone.
pub fn ask(step: &Step, entry: EntryId, later: &[StoredEntry]) -> Turn {
    let later = later.iter().map(|stored| stored.new.id).collect();
    Turn::to(State { entry, later, back: Box::new(step.clone()) }, Tone::Attention, Said::Asked {})
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if event.is_cancel() || event.answer() == Some("leave") {
        return Ok(Turn::to((*state.back).clone(), Tone::Command, Said::Cancelled {}));
    }
    let stored = entry::by_id(book.tx, state.entry)?.ok_or(Refusal::StaleScreen {})?;
    let later = later(&stored, book)?;
    if !later.iter().map(|stored| stored.new.id).eq(state.later.iter().copied()) {
        // Another seat went on with the crate: nothing is undone that was not shown.
        return Ok(ask(&state.back, state.entry, &later));
    }
    match event.answer() {
        Some("all") if later.len() < LATER_LIMIT as usize => {
            let newest_first: Vec<EntryId> = state.later.iter().copied().chain([state.entry]).collect();
            undo::all(&state.back, &newest_first, book)
        }
        Some("crate_only") => undo::whole(&state.back, state.entry, book),
        _ => Err(event.out_of_place()),
    }
}

/// The screen the person was at, with the question over it.
pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let mut screen = dispatch::show(&state.back, book)?;
    let stored = entry::by_id(book.tx, state.entry)?.ok_or(Refusal::StaleScreen {})?;
    let mut lines = Vec::new();
    for id in state.later.iter().take(LATER_NAMED) {
        let later = entry::by_id(book.tx, *id)?.ok_or(Refusal::StaleScreen {})?;
        lines.push(line(&later, book)?);
    }
    let mut codes = Vec::new();
    let mut is_where_it_was_put = true;
    for placement in &stored.new.placements {
        let moved = book.location(placement.container)?;
        is_where_it_was_put &= moved.parent == Some(placement.to);
        codes.push(moved.code);
    }
    let (count, newest) = (state.later.len() as i64, lines.join("; "));
    let is_of_crates = !codes.is_empty();
    let query = match is_of_crates {
        true => Query::CrateUsedSince { crate_code: codes.join(", "), count, newest },
        false => Query::GoodsArrivedSince { count, newest },
    };
    let mut answers = vec![answer(Do::LeaveIt {}, "leave")];
    if is_of_crates && is_where_it_was_put {
        answers.push(answer(Do::UndoCrateOnly {}, "crate_only"));
    }
    if state.later.len() < LATER_LIMIT as usize {
        answers.push(answer(Do::UndoAll { count: count + 1 }, "all"));
    }
    dispatch::prompt_mut(&mut screen).question = Some(Question { message: query.message(), answers });
    Ok(screen)
}

/// What one entry did, in names, numbers and arrows only: it stands inside a sentence of any language.
fn line(stored: &StoredEntry, book: &Book) -> Result<String, Stop> {
    if let Some(movement) = stored.new.movements.first() {
        let item = book.item(movement.item)?;
        let amount = item.amount(movement.quantity);
        let (from, to) = (book.location(movement.from)?, book.location(movement.to)?);
        let (amount, unit, name) = (amount.amount, amount.unit, book.name(&item));
        return Ok(format!("{amount} {unit} {name}: {} → {}", from.code, to.code));
    }
    let mut lines = Vec::new();
    for placement in &stored.new.placements {
        let moved = book.location(placement.container)?.code;
        let (from, to) = (book.location(placement.from)?.code, book.location(placement.to)?.code);
        lines.push(format!("{moved}: {from} → {to}"));
    }
    Ok(lines.join(", "))
}
