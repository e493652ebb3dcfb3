//! A new counting document: for a place, an item, the whole site or the places that were not counted for longest.
//! Whoever is bound to an owner opens one where nothing of another's stands.

use super::State;
use crate::book::Book;
use crate::lookup::Goods;
use crate::owned::{self, ZonePart};
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{Stop, Turn, Write};
use domain::document::{Document, DocumentKind, DocumentState};
use domain::location::{Location, LocationKind, Purpose};
use domain::permission::Action;
use domain::{CountZoneId, DocumentId, ItemId, LocationId, Refusal};
use ledger::table::count::zone::{self, CountZone, ZoneState};
use ledger::table::{balance, location};

/// Places in one list of what is due.
const PLACES_DUE: usize = 10;
/// Among so many places the due ones of a bound person are looked for.
const PLACES_LOOKED_AT: usize = 1_000;
const NUMBER_TAIL: usize = 6;

/// What a new document is to count.
pub(super) fn start(book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::PostCount)?;
    Ok(Turn::to(State { starting: true, ..State::default() }, Tone::Command, Said::Answered {}))
}

/// A place with all that is in it.
pub(super) fn of_place(place: &Location, book: &Book) -> Result<Turn, Stop> {
    if !place.kind.is_physical() {
        return Err(Refusal::NotAPlaceForStock { location: place.code.clone() }.into());
    }
    opened(&[place.id], None, book)
}

/// One item, wherever it stands on this site.
pub(super) fn of_item(goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    opened(&[site(book)?], Some(goods.item.id), book)
}

/// Everything: the zones of the site, and each place that stands in none.
pub(super) fn of_site(book: &Book) -> Result<Turn, Stop> {
    let parts = location::children(book.tx, site(book)?)?;
    let mut places = Vec::new();
    for part in parts.iter().filter(|part| part.kind.is_physical()) {
        // What people carry is counted apart, and only while they carry something.
        if part.purpose != Purpose::InHand || !balance::at(book.tx, part.id)?.is_empty() {
            places.push(part.id);
        }
    }
    opened(&own_places(places, book)?, None, book)
}

/// The places that were not counted for longest and are on no open document.
pub(super) fn of_due(book: &Book) -> Result<Turn, Stop> {
    let in_work = zone::in_work(book.tx)?;
    let looked_at = if book.operator.owner.is_some() { PLACES_LOOKED_AT } else { PLACES_DUE };
    let mut due = zone::due(book.tx, (looked_at + in_work.len()) as u32)?;
    due.retain(|place| !in_work.iter().any(|zone| zone.place == *place));
    let mut due = own_places(due, book)?;
    due.truncate(PLACES_DUE);
    opened(&due, None, book)
}

/// Whoever is bound to an owner opens a count of places where nothing of another's stands.
fn own_places(mut places: Vec<LocationId>, book: &Book) -> Result<Vec<LocationId>, Stop> {
    if book.operator.owner.is_some() {
        let mut own = Vec::new();
        for place in places {
            if owned::place_part(place, book)? == ZonePart::Whole {
                own.push(place);
            }
        }
        places = own;
    }
    Ok(places)
}

fn site(book: &Book) -> Result<LocationId, Stop> {
    let places = location::all(book.tx)?;
    let site = places.iter().find(|place| place.kind == LocationKind::Site);
    Ok(site.ok_or(Refusal::NothingToDo {})?.id)
}

fn opened(places: &[LocationId], item: Option<ItemId>, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::PostCount)?;
    if places.is_empty() {
        return Err(Refusal::NothingToDo {}.into());
    }
    let id = DocumentId(book.input.derive("document", 0));
    let made = document_of(id, book)?;
    let said = Said::CountOpened { document: made.number.clone() };
    let mut turn = Turn::to(State::default(), Tone::Accepted, said).writing(Write::Document(made));
    for (index, place) in places.iter().enumerate() {
        let zone = CountZone {
            id: CountZoneId(book.input.derive("count_zone", index as u32)),
            document: id,
            place: *place,
            item,
            state: ZoneState::Open,
            approved: None,
        };
        turn.writes.push(Write::CountZone(zone));
    }
    Ok(turn)
}

fn document_of(id: DocumentId, book: &Book) -> Result<Document, Stop> {
    let short_name = ledger::table::station::this(book.tx)?.short_name;
    let digits = id.0.simple().to_string();
    let tail = &digits[digits.len() - NUMBER_TAIL..];
    Ok(Document {
        id,
        kind: DocumentKind::Count,
        number: format!("CT-{short_name}-{}-{tail}", book.moment.today.strftime("%y%m%d")),
        partner: String::new(),
        vendor: String::new(),
        state: DocumentState::Open,
        note_number: String::new(),
    })
}
