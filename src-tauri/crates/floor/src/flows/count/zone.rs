//! Counting documents: counted zone by zone, by several people at once; approved zone by zone by an inventory manager.
//! Until then nothing is booked, and no number is compared aloud. What nobody counted stays as it is.

use super::following::movements as follow_ups;
use super::posting::{Line, cause};
use super::{Asked, Number, State, waits, zone_show};
use crate::book::Book;
use crate::lookup::Goods;
use crate::owned;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{Stop, Turn, Write};
use domain::document::DocumentState;
use domain::entry::{NewMovement, Reason};
use domain::location::{Location, LocationKind};
use domain::permission::Action;
use domain::{CountLineId, CountZoneId, Quantity, Refusal};
use ledger::table::count::zone::{self, CountZone, ZoneState};
use ledger::table::count::{CountLine, LineState};
use ledger::table::{document, location};

/// One entry holds at most so many movements (design.md §3).
const MOVEMENTS: usize = 1_000;
/// Of which one counted line may need so many.
const MOVEMENTS_OF_LINE: usize = 5;

/// # Errors
/// [`Refusal::SettledMeanwhile`] when it was approved at another seat; [`Refusal::OtherOwner`] where nothing of it is
/// theirs who asks.
pub(super) fn current(id: CountZoneId, book: &Book) -> Result<CountZone, Stop> {
    let found = zone::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    if found.state == ZoneState::Approved {
        return Err(Refusal::SettledMeanwhile {}.into());
    }
    owned::zone_of(&found, book)?.part()?;
    Ok(found)
}

/// One that is looked after as a whole: whoever is bound to an owner counts their part of a shared place, and whether
/// all of it is counted somebody else says.
///
/// # Errors
/// As [`current`].
pub(super) fn whole(id: CountZoneId, book: &Book) -> Result<CountZone, Stop> {
    let found = current(id, book)?;
    owned::zone_of(&found, book)?.whole()?;
    Ok(found)
}

/// A zone that is one bin is its own place.
pub(super) fn enter(id: CountZoneId, book: &Book) -> Result<Turn, Stop> {
    let zone = current(id, book)?;
    if !owned::zone_of(&zone, book)?.is_seen() {
        return Err(Refusal::OtherOwner {}.into());
    }
    let place = book.location(zone.place)?;
    let is_one_place = matches!(place.kind, LocationKind::Bin | LocationKind::Container);
    let said = Said::ZoneEntered { location: place.code };
    let next = State { zone: Some(id), place: is_one_place.then_some(place.id), ..State::default() };
    Ok(Turn::to(next, Tone::Command, said))
}

/// Only places of the zone are counted in it.
pub(super) fn check_place(state: &State, place: &Location, book: &Book) -> Result<(), Stop> {
    let Some(id) = state.zone else { return Ok(()) };
    let zone = current(id, book)?;
    match location::path(book.tx, place.id)?.iter().any(|above| above.id == zone.place) {
        true => Ok(()),
        false => Err(Refusal::NotHere { code: place.code.clone() }.into()),
    }
}

pub(super) fn check_goods(state: &State, goods: &Goods, book: &Book) -> Result<(), Stop> {
    let Some(id) = state.zone else { return Ok(()) };
    match current(id, book)?.item {
        Some(item) if item != goods.item.id => {
            Err(Refusal::NotHere { code: book.name(&goods.item).to_owned() }.into())
        }
        _ => Ok(()),
    }
}

/// The number belongs to whoever took it, and waits for approval.
pub(super) fn note(
    state: &State,
    id: CountZoneId,
    line: &Line,
    number: Number,
    book: &Book,
) -> Result<Turn, Stop> {
    current(id, book)?;
    let said = Said::CountNoted { item: line.name(book), counted: line.counted_amount(number.counted()?) };
    let next = State { place: state.place, zone: state.zone, ..State::default() };
    let mut turn = Turn::to(next, Tone::Accepted, said);
    if line.lot_is_new {
        turn.writes.push(Write::Lot(line.lot.clone()));
    }
    turn.writes.push(number.write(line, LineState::Stands, state.zone)?);
    turn.writes.push(Write::CountZoneState(id, ZoneState::Counting));
    Ok(turn)
}

/// Whoever counts says that it is done; numbers that wait for another count stay named.
pub(super) fn done(id: CountZoneId, book: &Book) -> Result<Turn, Stop> {
    let zone = whole(id, book)?;
    let progress = zone_show::Progress::of(&zone, book)?;
    let location = book.location(zone.place)?.code;
    let (state, tone, said) = match progress.again.len() as i64 {
        0 => {
            let open_count = progress.open.len() as i64;
            (ZoneState::Counted, Tone::Complete, Said::ZoneCounted { location, open_count })
        }
        count => (ZoneState::Recount, Tone::Attention, Said::ZoneAgain { location, count }),
    };
    let turn = Turn::to(State { zone: Some(id), ..State::default() }, tone, said);
    Ok(turn.writing(Write::CountZoneState(id, state)))
}

/// Everything that stands differs from the book by something: why?
pub(super) fn ask_approval(id: CountZoneId, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::ApproveCount)?;
    let zone = whole(id, book)?;
    if zone.state != ZoneState::Counted {
        return Err(Refusal::StillMissing {}.into());
    }
    let state = State { zone: Some(id), ..State::default() };
    let newest = newest(&zone, book)?;
    if differences(&zone, book)?.is_empty() {
        return approve(id, Reason::CountedAgain, newest, book);
    }
    let asked = Some(Asked::Approve { zone: id, newest });
    Ok(Turn::to(State { question: asked, ..state }, Tone::Attention, Said::Asked {}))
}

/// What stands in a zone beside the book of its moment.
pub(super) fn standing(zone: &CountZone, book: &Book) -> Result<Vec<(CountLine, Line)>, Stop> {
    let lines = zone::lines(book.tx, zone.id)?.into_iter();
    let standing = lines.filter(|line| line.state == LineState::Stands);
    standing.map(|line| Line::stored(&line, book).map(|of| (line, of))).collect()
}

/// How many lines differ, by the book as it is known now.
pub(super) fn differences(zone: &CountZone, book: &Book) -> Result<Vec<Quantity>, Stop> {
    let mut differences = Vec::new();
    for (counted, line) in standing(zone, book)? {
        if !line.is_right(counted.counted) {
            differences.push(counted.counted.checked_sub(line.on_book)?);
        }
    }
    Ok(differences)
}

/// The number that was said last in a zone: every change to what is counted there comes with another.
fn newest(zone: &CountZone, book: &Book) -> Result<Option<CountLineId>, Stop> {
    Ok(zone::lines(book.tx, zone.id)?.last().map(|line| line.id))
}

/// Nothing is approved that was not shown, and nothing while something is to be counted again.
fn refuse_unseen(zone: &CountZone, shown: Option<CountLineId>, book: &Book) -> Result<(), Stop> {
    let lines = zone::lines(book.tx, zone.id)?;
    let is_as_shown = lines.last().map(|line| line.id) == shown;
    let is_settled = lines.iter().all(|line| line.state != LineState::Again);
    if zone.state == ZoneState::Counted && is_as_shown && is_settled {
        return Ok(());
    }
    Err(Refusal::SettledMeanwhile {}.into())
}

/// All differences of the zone in one entry of the document, each against the book of its own moment; `shown` is the
/// newest number that was looked at.
///
/// # Errors
/// [`Refusal::SettledMeanwhile`] when somebody has gone on counting since.
pub(super) fn approve(
    id: CountZoneId,
    reason: Reason,
    shown: Option<CountLineId>,
    book: &Book,
) -> Result<Turn, Stop> {
    book.allow(Action::ApproveCount)?;
    let zone = whole(id, book)?;
    refuse_unseen(&zone, shown, book)?;
    let (mut movements, mut after, mut tasks) = (Vec::<NewMovement>::new(), Vec::new(), Vec::new());
    let (mut posted, mut left) = (0, 0);
    for (counted, line) in standing(&zone, book)? {
        if waits::still_open(&counted, book)?.is_some() {
            left += 1;
            continue;
        }
        after.push(Write::TaskCleared(cause(&line)));
        if line.is_right(counted.counted) {
            after.push(Write::CountFoundRight(counted.id));
            continue;
        }
        // A difference may need more movements: for what went since, and for pieces without weight.
        if movements.len() + MOVEMENTS_OF_LINE > MOVEMENTS {
            left += 1;
            after.pop();
            continue;
        }
        let (follow, missing) = follow_ups(&line, counted.counted, reason, book)?;
        movements.extend(follow);
        tasks.extend(missing.into_iter().map(Write::Task));
        after.push(Write::CountPosted(counted.id));
        posted += 1;
    }
    let location = book.location(zone.place)?.code;
    let said = match left {
        0 => Said::ZoneApproved { location, count: posted },
        _ => Said::ZonePartly { location, count: posted, open_count: left },
    };
    let next = if left == 0 { State::default() } else { State { zone: Some(id), ..State::default() } };
    let mut turn = Turn::to(next, Tone::Complete, said);
    turn.writes.extend(tasks);
    if !movements.is_empty() {
        let mut entry = book.entry(movements, Vec::new());
        entry.document = Some(zone.document);
        turn.writes.push(Write::Entry(Box::new(entry)));
        turn.writes.extend(book.adjustment_deliveries());
    }
    turn.writes.extend(after);
    if left == 0 {
        turn.writes.push(Write::CountZoneApproved(id));
        turn.writes.extend(closed(&zone, book)?);
    }
    Ok(turn)
}

/// With its last zone the document is done.
fn closed(zone: &CountZone, book: &Book) -> Result<Option<Write>, Stop> {
    let others = zone::of_document(book.tx, zone.document)?;
    let is_last = others.iter().all(|other| other.id == zone.id || other.state == ZoneState::Approved);
    Ok(is_last.then_some(Write::DocumentState(zone.document, DocumentState::Done)))
}

/// Number of the document, for its cards.
pub(super) fn number(zone: &CountZone, book: &Book) -> Result<String, Stop> {
    Ok(document::by_id(book.tx, zone.document)?.ok_or(Refusal::StaleScreen {})?.number)
}
