//! Fills a new ledger with the demo: people, places, items with packs and codes, and the opening stock as
//! `initial` entries, one per place. Opening stock is never a delivery.

use super::catalogue::{self, Catalogue, Item as DemoItem, Opening};
use crate::clock;
use crate::context::Context;
use crate::furnish::furnish;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item, Pack};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::permission::Role;
use domain::tare::{self, Tare};
use domain::{EntryId, ItemId, LocationId, LotId, OperatorId, OwnerId, Quantity, Ratio, gtin};
use jiff::civil::Date;
use ledger::table::operator::{self, Operator};
use ledger::table::owner::{self, Owner};
use ledger::table::{entry, item, item_fact, location, lot};
use ledger::{Error, Transaction};
use std::collections::{BTreeMap, HashMap};

/// Own label numbers of demo places start here; badges are the catalogue's.
const FIRST_PLACE_NUMBER: u32 = 2000;

/// Does nothing to a ledger that has people in it.
pub async fn seed(context: &Context) -> Result<(), Error> {
    let moment = context.moment();
    let is_demo = context.settings().demo.is_some();
    context
        .ledger
        .writer()
        .turn(move |tx| {
            furnish(tx, moment.now_ms)?;
            if is_demo && operator::all(tx)?.is_empty() {
                fill(tx, &catalogue::read(), moment.today, moment.now_ms)?;
            }
            Ok(())
        })
        .await
}

fn fill(tx: &Transaction, catalogue: &Catalogue, made_on: Date, now_ms: i64) -> Result<(), Error> {
    let by = people(tx, catalogue, now_ms)?;
    let places = places(tx, catalogue, now_ms)?;
    let house = owner::house(tx)?.ok_or_else(|| missing("owner", "house"))?;
    let mut openings: BTreeMap<&str, Vec<NewMovement>> = BTreeMap::new();
    let from = location::virtual_place(tx, LocationKind::Adjustment)?.id;
    let mut items: Vec<(OwnerId, &DemoItem)> = catalogue.items.iter().map(|item| (house.id, item)).collect();
    for other in &catalogue.owners {
        let id = OwnerId(clock::new_id());
        owner::insert(tx, &Owner { id, name: other.name.clone() })?;
        items.extend(other.items.iter().map(|item| (id, item)));
    }
    for (owner, demo_item) in items {
        let made = make_item(tx, demo_item, owner, now_ms)?;
        item_fact::set(tx, made, &demo_item.facts())?;
        if let Some(certificate) = demo_item.certificate(made_on) {
            item_fact::set_certificate(tx, made, &certificate)?;
        }
        for opening in &demo_item.opening {
            let lot = make_lot(tx, made, opening, made_on, now_ms)?;
            let to = *places.get(opening.place.as_str()).ok_or_else(|| missing("place", &opening.place))?;
            let quantity = Quantity::parse(&opening.quantity, 6)?;
            openings.entry(&opening.place).or_default().push(initial(
                made,
                lot,
                from,
                to,
                quantity,
                opening.pieces,
            ));
        }
    }
    for movements in openings.into_values() {
        entry::append(tx, &opening_entry(movements, by, made_on, now_ms))?;
    }
    Ok(())
}

fn people(tx: &Transaction, catalogue: &Catalogue, now_ms: i64) -> Result<OperatorId, Error> {
    let mut administrator = None;
    for person in &catalogue.people {
        let role = Role::from_text(&person.role).ok_or_else(|| missing("role", &person.role))?;
        let id = OperatorId(clock::new_id());
        if role == Role::Admin {
            administrator = Some(id);
        }
        let (name, language) = (person.name.clone(), person.language.clone());
        operator::insert(
            tx,
            &Operator { id, name, role, language, badge: Some(person.badge), owner: None },
            now_ms,
        )?;
    }
    administrator.ok_or_else(|| missing("role", "admin"))
}

fn places<'a>(
    tx: &Transaction,
    catalogue: &'a Catalogue,
    now_ms: i64,
) -> Result<HashMap<&'a str, LocationId>, Error> {
    let mut known: HashMap<&str, LocationId> = HashMap::new();
    for (index, place) in catalogue.places.iter().enumerate() {
        let parent = match &place.parent {
            Some(code) => Some(*known.get(code.as_str()).ok_or_else(|| missing("place", code))?),
            None => None,
        };
        let made = Location {
            id: LocationId(clock::new_id()),
            kind: LocationKind::from_text(&place.kind)
                .ok_or_else(|| missing("kind of place", &place.kind))?,
            code: place.code.clone(),
            name: place.name.clone(),
            parent,
            purpose: Purpose::from_text(&place.purpose).ok_or_else(|| missing("purpose", &place.purpose))?,
        };
        location::insert(tx, &made, Some(FIRST_PLACE_NUMBER + index as u32), now_ms)?;
        if let Some(weight) = &place.tare_kg {
            let tare = Tare::parse(weight, tare::UNIT).map_err(|_| missing("tare", weight))?;
            location::crates::set_tare(tx, made.id, Some(tare))?;
        }
        known.insert(&place.code, made.id);
    }
    Ok(known)
}

fn make_item(tx: &Transaction, of: &DemoItem, owner: OwnerId, now_ms: i64) -> Result<ItemId, Error> {
    let made = Item {
        id: ItemId(clock::new_id()),
        owner,
        sku: of.sku.clone(),
        names: of.names.iter().map(|(language, name)| (language.clone(), name.clone())).collect(),
        unit: of.unit.clone(),
        decimals: of.decimals,
        pictogram: of.pictogram.clone(),
        lot_tracked: of.lot_tracked,
        serial_tracked: false,
        catch_weight: of.catch_weight,
        expiry_rule: if of.expiry_rule == "none_printed" {
            ExpiryRule::NonePrinted
        } else {
            ExpiryRule::Asked
        },
        near_expiry_days: of.near_expiry_days,
        lot_pattern: String::new(),
    };
    item::insert(tx, &made, now_ms)?;
    if let Some(code) = &of.unit_gtin {
        item::add_code(tx, made.id, None, &fourteen(code), "gtin")?;
    }
    for pack in &of.packs {
        // A pack of about so much is no exact factor: its code stands for the item, and the goods are weighed.
        if !pack.approximate {
            let factor = Ratio::parse(&pack.factor).ok_or_else(|| missing("factor", &pack.factor))?;
            item::add_pack(tx, &Pack { item: made.id, name: pack.name.clone(), factor })?;
        }
        if let Some(code) = &pack.gtin {
            let name = (!pack.approximate).then_some(pack.name.as_str());
            item::add_code(tx, made.id, name, &fourteen(code), "gtin")?;
        }
    }
    Ok(made.id)
}

/// GTINs are kept with 14 digits; a code that is none stays as it is.
fn fourteen(code: &str) -> String {
    gtin::normalise(code).map_or_else(|_| code.to_owned(), |gtin| gtin.as_str().to_owned())
}

fn make_lot(
    tx: &Transaction,
    item: ItemId,
    opening: &Opening,
    made_on: Date,
    now_ms: i64,
) -> Result<LotId, Error> {
    let id = LotId(clock::new_id());
    let Some(code) = &opening.lot else { return Ok(lot::none_of(tx, item, id, now_ms)?.id) };
    if let Some(known) = lot::by_code(tx, item, code)?.first() {
        return Ok(known.id);
    }
    let expiry = match opening.expiry.as_deref() {
        Some("none") => Expiry::NonePrinted,
        Some(text) => Expiry::On(catalogue::day(text, made_on).ok_or_else(|| missing("date", text))?),
        None => Expiry::NotKnown,
    };
    let status = opening.status.as_deref().and_then(LotStatus::from_text).unwrap_or(LotStatus::Released);
    let made = Lot {
        id,
        item,
        kind: LotKind::Coded,
        code: code.clone(),
        maker: String::new(),
        expiry,
        made_on: None,
        status,
        ours: false,
    };
    lot::insert(tx, &made, now_ms)?;
    Ok(id)
}

fn initial(
    item: ItemId,
    lot: LotId,
    from: LocationId,
    to: LocationId,
    quantity: Quantity,
    pieces: i64,
) -> NewMovement {
    NewMovement {
        kind: MovementKind::Initial,
        item,
        lot,
        serial: None,
        from,
        to,
        quantity,
        pieces,
        reason: None,
        evidence: Evidence::Imported,
        line: None,
        reading: String::new(),
    }
}

fn opening_entry(movements: Vec<NewMovement>, by: OperatorId, made_on: Date, now_ms: i64) -> NewEntry {
    NewEntry {
        id: EntryId(clock::new_id()),
        happened_at_ms: now_ms,
        recorded_at_ms: now_ms,
        business_date: made_on,
        operator: by,
        seat: "setup".to_owned(),
        document: None,
        scan: None,
        witness: None,
        reverses: None,
        note: "opening stock".to_owned(),
        movements,
        placements: Vec::new(),
        lot_changes: Vec::new(),
    }
}

fn missing(what: &'static str, name: &str) -> Error {
    Error::Missing { what, name: name.to_owned() }
}
