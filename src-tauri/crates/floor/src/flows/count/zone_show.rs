//! Counting documents on the screen: the open zones with their progress, and one zone with what was counted
//! in it, by whom, and what nobody counted. The book stands beside a number only for whoever may approve
//! it, once it is counted.

use super::posting::Line;
use super::{State, zone};
use crate::book::Book;
use crate::cards::{location_card, place_choice};
use crate::owned;
use crate::prompts::{button, primary};
use crate::said::{Ask, Do};
use crate::screen::{Choice, CountLineCard, CountZoneCard, Prompt, Tap};
use crate::turn::Stop;
use domain::permission::{Action, permission};
use domain::{CountZoneId, LocationId, OperatorId};
use ledger::table::balance::Balance;
use ledger::table::count::zone::{CountZone, ZoneState};
use ledger::table::count::{CountLine, Counted, LineState, zone as zones};
use ledger::table::{operator, serial_position};

/// The screen scrolls; a list that is longer than this is worked off place by place.
const LINES_SHOWN: usize = 200;
const PIECES_LOOKED_AT: u32 = 1_000;

/// What became of the goods of a zone.
pub(super) struct Progress {
    pub counted: Vec<CountLine>,
    /// Counted, and to be counted again; the first number of each.
    pub again: Vec<CountLine>,
    /// The book has them, and nobody counted them.
    pub open: Vec<Balance>,
}

impl Progress {
    pub fn of(zone: &CountZone, book: &Book) -> Result<Progress, Stop> {
        let (mut counted, mut again) = (Vec::new(), Vec::<CountLine>::new());
        for line in zones::lines(book.tx, zone.id)? {
            match line.state {
                // Another owner's.
                _ if !book.sees(&book.item(line.goods.item)?) => {}
                LineState::Again if again.iter().any(|one| one.goods == line.goods) => {}
                LineState::Again => again.push(line),
                _ => counted.push(line),
            }
        }
        let mut open = book.stock_inside(zone.place)?;
        open.retain(|row| zone.item.is_none_or(|item| item == row.item));
        let numbers: Vec<&Counted> = counted.iter().chain(&again).map(|line| &line.goods).collect();
        let mut left = Vec::new();
        for row in open {
            if is_open(&row, &numbers, book)? {
                left.push(row);
            }
        }
        Ok(Progress { counted, again, open: left })
    }

    fn people(&self, book: &Book) -> Result<Vec<String>, Stop> {
        let mut ids: Vec<OperatorId> =
            self.counted.iter().chain(&self.again).map(|line| line.operator).collect();
        ids.sort_unstable();
        ids.dedup();
        let names = ids.into_iter().map(|id| name_of(id, book));
        names.collect()
    }
}

/// Some of it has no number; of goods kept one by one, any piece.
fn is_open(row: &Balance, numbers: &[&Counted], book: &Book) -> Result<bool, Stop> {
    let mut here = numbers
        .iter()
        .filter(|goods| (goods.place, goods.item, goods.lot) == (row.location, row.item, row.lot));
    if !book.item(row.item)?.serial_tracked {
        return Ok(here.next().is_none());
    }
    let told: Vec<_> = here.filter_map(|goods| goods.serial.as_deref()).collect();
    let pieces = serial_position::at(book.tx, row.item, row.location, PIECES_LOOKED_AT)?;
    Ok(pieces.iter().any(|(serial, lot)| *lot == row.lot && !told.contains(&serial.as_str())))
}

fn name_of(id: OperatorId, book: &Book) -> Result<String, Stop> {
    Ok(operator::by_id(book.tx, id)?.map(|operator| operator.name).unwrap_or_default())
}

/// Everything that is open, in the order it was made, as far as something of it is theirs who asks.
pub(super) fn open_zones(book: &Book) -> Result<Vec<CountZoneCard>, Stop> {
    let mut cards = Vec::new();
    for zone in zones::in_work(book.tx)? {
        if owned::zone_of(&zone, book)?.is_seen() {
            cards.push(card(&zone, book)?);
        }
    }
    Ok(cards)
}

pub(super) fn card(zone: &CountZone, book: &Book) -> Result<CountZoneCard, Stop> {
    let progress = Progress::of(zone, book)?;
    let item = zone.item.map(|id| book.item(id)).transpose()?;
    Ok(CountZoneCard {
        id: format!("zone:{}", zone.id),
        document: zone::number(zone, book)?,
        location: location_card(&book.location(zone.place)?),
        item: item.map(|item| book.item_card(&item)),
        state: zone.state.text().to_owned(),
        counted_count: progress.counted.len() as i64,
        again_count: progress.again.len() as i64,
        open_count: progress.open.len() as i64,
        people: progress.people(book)?,
    })
}

/// The goods of a zone, or those at one place of it: to be counted again, not counted, counted.
pub(super) fn lines(
    zone: &CountZone,
    place: Option<LocationId>,
    state: &State,
    book: &Book,
) -> Result<Vec<CountLineCard>, Stop> {
    let progress = Progress::of(zone, book)?;
    let is_shown = |at: LocationId| place.is_none_or(|place| place == at);
    let mut cards = Vec::new();
    for line in progress.again.iter().filter(|line| is_shown(line.goods.place)) {
        cards.push(CountLineCard { again: true, ..open_line(&line.goods, place, state, book)? });
    }
    for row in progress.open.iter().filter(|row| is_shown(row.location)) {
        let goods = Counted { place: row.location, item: row.item, lot: row.lot, serial: None };
        cards.push(open_line(&goods, place, state, book)?);
    }
    let may_compare =
        zone.state == ZoneState::Counted && permission(book.operator.role, Action::ApproveCount);
    for line in progress.counted.iter().rev().filter(|line| is_shown(line.goods.place)) {
        let card = counted_line(line, place, state, book)?;
        cards.push(if may_compare { compared(card, line, book)? } else { card });
    }
    cards.truncate(LINES_SHOWN);
    Ok(cards)
}

fn open_line(
    goods: &Counted,
    place: Option<LocationId>,
    state: &State,
    book: &Book,
) -> Result<CountLineCard, Stop> {
    let (item, lot) = (book.item(goods.item)?, book.lot(goods.lot)?);
    let active = state.hand.item == Some(goods.item) && state.hand.known_lot() == Some(goods.lot);
    Ok(CountLineCard {
        id: format!("{}:{}:{}", goods.place, goods.lot, goods.serial.as_deref().unwrap_or_default()),
        lot: book.lot_card(&lot, &item),
        serial: goods.serial.clone(),
        counted: None,
        book: None,
        difference: None,
        location: if place.is_none() { Some(book.location(goods.place)?.code) } else { None },
        by: None,
        again: false,
        active,
        item: book.item_card(&item),
    })
}

fn counted_line(
    line: &CountLine,
    place: Option<LocationId>,
    state: &State,
    book: &Book,
) -> Result<CountLineCard, Stop> {
    let item = book.item(line.goods.item)?;
    Ok(CountLineCard {
        counted: Some(item.amount(line.counted)),
        by: Some(name_of(line.operator, book)?),
        ..open_line(&line.goods, place, state, book)?
    })
}

fn compared(card: CountLineCard, line: &CountLine, book: &Book) -> Result<CountLineCard, Stop> {
    let Line { item, on_book, .. } = Line::stored(line, book)?;
    let difference = line.counted.checked_sub(on_book)?;
    Ok(CountLineCard { book: Some(item.amount(on_book)), difference: Some(item.amount(difference)), ..card })
}

/// What a new document counts.
pub(super) fn ask_what() -> Prompt {
    let mut prompt = Prompt::asking(Ask::CountWhat {}.message());
    let answer = |answer: &str| Tap::Answer { answer: answer.to_owned() };
    prompt.buttons =
        vec![button(Do::CountAll {}, answer("all"), "home"), button(Do::CountDue {}, answer("due"), "clock")];
    prompt
}

/// At a zone, before a place of it was scanned.
pub(super) fn ask_place(zone: &CountZone, book: &Book) -> Result<Prompt, Stop> {
    let location = book.location(zone.place)?.code;
    let mut prompt = Prompt::asking(Ask::CountZone { location }.message());
    prompt.can_choose = true;
    // Whether all of a shared place is counted is not said by whoever sees a part of it.
    if !owned::zone_of(zone, book)?.is_whole() {
        return Ok(prompt);
    }
    prompt.primary = Some(primary(Do::ZoneDone {}, Tap::Done));
    if zone.state == ZoneState::Counted && permission(book.operator.role, Action::ApproveCount) {
        prompt.primary = Some(primary(Do::ZoneApprove {}, Tap::Answer { answer: "approve".to_owned() }));
        if !Progress::of(zone, book)?.open.is_empty() {
            prompt.buttons.push(button(Do::ZoneZero {}, Tap::Answer { answer: "zero".to_owned() }, "none"));
        }
    }
    Ok(prompt)
}

/// Places of the zone where something is left to count.
pub(super) fn place_choices(id: CountZoneId, limit: usize, book: &Book) -> Result<Vec<Choice>, Stop> {
    let zone = zone::current(id, book)?;
    let progress = Progress::of(&zone, book)?;
    let left = progress.again.iter().map(|line| line.goods.place);
    let mut places: Vec<LocationId> = left.chain(progress.open.iter().map(|row| row.location)).collect();
    places.dedup();
    let mut choices = Vec::new();
    for place in places.into_iter().take(limit) {
        let choice = place_choice(&book.location(place)?);
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    Ok(choices)
}
