//! The part of the demo kitchen that the scripts walk through.

use super::goods::{GOODS, Goods};
use super::{NOW_MS, uuid};
use domain::document::{DocumentKind, DocumentState};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::expiry::Expiry;
use domain::item::{Item, Pack};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::permission::Role;
use domain::*;
use jiff::civil::Date;
use ledger::table::document::{VendorDocument, VendorLine};
use ledger::table::operator::{self, Operator};
use ledger::table::owner::{self, Owner};
use ledger::table::{document, entry, item, location, lot};
use ledger::{Error, Transaction};

pub const TODAY: Date = Date::constant(2026, 11, 21);

pub fn furnish(tx: &mut Transaction<'_>, now_ms: i64) -> Result<(), Error> {
    people(tx, now_ms)?;
    places(tx, now_ms)?;
    let house = OwnerId(uuid(2));
    owner::insert(tx, &Owner { id: house, name: "Dapur Contoh".to_owned() })?;
    let mut movements = Vec::new();
    for (index, goods) in GOODS.iter().enumerate() {
        movements.extend(goods_of(tx, goods, index as u64, house, now_ms)?);
    }
    entry::append(tx, &opening(movements))?;
    orders(tx)
}

fn people(tx: &Transaction, now_ms: i64) -> Result<(), Error> {
    let people = [
        ("Operator 2", Role::Operator, "id", 1002),
        ("Operator 3", Role::Operator, "en", 1003),
        ("Shift lead 1", Role::Lead, "en", 1005),
        ("Inventory manager 1", Role::InventoryManager, "en", 1006),
        ("Customer service 1", Role::CustomerService, "en", 1007),
    ];
    for (name, role, language, badge) in people {
        let id = OperatorId(uuid(u64::from(badge)));
        let (name, language) = (name.to_owned(), language.to_owned());
        operator::insert(
            tx,
            &Operator { id, name, role, language, badge: Some(badge), owner: None },
            now_ms,
        )?;
    }
    Ok(())
}

fn places(tx: &Transaction, now_ms: i64) -> Result<(), Error> {
    use LocationKind::*;
    let site = LocationId(uuid(100));
    let physical = [
        ("TGR", Site, Purpose::Store),
        ("DOCK", Bin, Purpose::Dock),
        ("HOLD", Bin, Purpose::Hold),
        ("A-01-1", Bin, Purpose::Store),
        ("A-01-4", Bin, Purpose::Store),
        ("A-03-1", Bin, Purpose::Store),
        ("A-03-3", Bin, Purpose::Store),
        ("A-04-1", Bin, Purpose::Store),
        ("A-04-2", Bin, Purpose::Store),
        ("ALG-1", Bin, Purpose::Store),
        ("C-01", Bin, Purpose::Store),
        ("CR-011", Container, Purpose::Store),
        ("CR-012", Container, Purpose::Store),
        ("supplier", Supplier, Purpose::Store),
        ("customer", Customer, Purpose::Store),
        ("production", Production, Purpose::Store),
        ("loss", Loss, Purpose::Store),
        ("adjustment", Adjustment, Purpose::Store),
    ];
    for (index, (code, kind, purpose)) in physical.into_iter().enumerate() {
        let parent = match kind {
            Site | Supplier | Customer | Production | Loss | Adjustment => None,
            Container => location::by_code(tx, "C-01")?.map(|place| place.id),
            _ => Some(site),
        };
        let id = LocationId(uuid(100 + index as u64));
        let (code, name) = (code.to_owned(), code.to_owned());
        let own_number = Some(2_000 + index as u32);
        location::insert(tx, &Location { id, kind, code, name, parent, purpose }, own_number, now_ms)?;
    }
    Ok(())
}

fn goods_of(
    tx: &Transaction,
    goods: &Goods,
    index: u64,
    owner: OwnerId,
    now_ms: i64,
) -> Result<Vec<NewMovement>, Error> {
    let id = ItemId(uuid(200 + index));
    let made = Item {
        id,
        owner,
        sku: goods.sku.to_owned(),
        names: vec![("en".to_owned(), goods.name.to_owned())],
        unit: goods.unit.to_owned(),
        decimals: goods.decimals,
        pictogram: "box".to_owned(),
        lot_tracked: goods.by_lot,
        serial_tracked: goods.sku.starts_with("EQ-"),
        catch_weight: goods.sku == "FG-SBBLK",
        expiry_rule: goods.rule,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    };
    item::insert(tx, &made, now_ms)?;
    if let Some(gtin) = goods.gtin {
        item::add_code(tx, id, None, gtin, "gtin")?;
    }
    if let Some((name, factor, gtin)) = goods.pack {
        let factor = Ratio::parse(factor).expect("the kitchen's factors are sound");
        item::add_pack(tx, &Pack { item: id, name: name.to_owned(), factor })?;
        if let Some(gtin) = gtin {
            item::add_code(tx, id, Some(name), gtin, "gtin")?;
        }
    }
    let (mut movements, mut piece_number) = (Vec::new(), 0);
    for (number, (code, quantity, days, place)) in goods.opening.iter().enumerate() {
        let lot_id = LotId(uuid(300 + index * 10 + number as u64));
        let expiry = days.map_or(Expiry::NonePrinted, |days| Expiry::On(super::day(days)));
        let lot_id = lot_of(tx, id, lot_id, code, expiry, now_ms)?;
        let quantity = Quantity::parse(quantity, 3).expect("the kitchen's quantities are sound");
        let pieces = if made.catch_weight { 12 } else { 0 };
        let moved = initial(tx, id, lot_id, place, quantity, pieces)?;
        if !made.serial_tracked {
            movements.push(moved);
            continue;
        }
        for _ in 0..quantity.whole_packs(Ratio::new(1, 1).expect("one is positive")).0 {
            piece_number += 1;
            let serial = Some(format!("{}-{piece_number}", goods.sku.trim_start_matches("EQ-")));
            movements.push(NewMovement { serial, quantity: Quantity::ONE, ..moved.clone() });
        }
    }
    Ok(movements)
}

fn lot_of(
    tx: &Transaction,
    item: ItemId,
    id: LotId,
    code: &str,
    expiry: Expiry,
    now_ms: i64,
) -> Result<LotId, Error> {
    if code.is_empty() {
        return Ok(lot::none_of(tx, item, id, now_ms)?.id);
    }
    let made = Lot {
        id,
        item,
        kind: LotKind::Coded,
        code: code.to_owned(),
        maker: String::new(),
        expiry,
        made_on: None,
        status: LotStatus::Released,
        ours: false,
    };
    lot::insert(tx, &made, now_ms)?;
    Ok(id)
}

fn initial(
    tx: &Transaction,
    item: ItemId,
    lot: LotId,
    place: &str,
    quantity: Quantity,
    pieces: i64,
) -> Result<NewMovement, Error> {
    Ok(NewMovement {
        kind: MovementKind::Initial,
        item,
        lot,
        serial: None,
        from: location::virtual_place(tx, LocationKind::Adjustment)?.id,
        to: location::by_code(tx, place)?.expect("the kitchen has the place").id,
        quantity,
        pieces,
        reason: None,
        evidence: Evidence::Imported,
        line: None,
        reading: String::new(),
    })
}

pub fn opening(movements: Vec<NewMovement>) -> NewEntry {
    NewEntry {
        id: EntryId(uuid(900)),
        happened_at_ms: NOW_MS,
        recorded_at_ms: NOW_MS,
        business_date: TODAY,
        operator: OperatorId(uuid(1006)),
        seat: "desk".to_owned(),
        document: None,
        scan: None,
        witness: None,
        reverses: None,
        note: "opening".to_owned(),
        movements,
        placements: Vec::new(),
        lot_changes: Vec::new(),
    }
}

fn orders(tx: &Transaction) -> Result<(), Error> {
    let line = |number: u64, sku: &str, open: i64, pack: Option<(&str, i64)>| -> Result<VendorLine, Error> {
        Ok(VendorLine {
            new_id: DocumentLineId(uuid(500 + number)),
            vendor_id: format!("row-{number}"),
            line: number as i64,
            item: item::by_sku(tx, sku)?.remove(0).id,
            open_there: Quantity::from_units(open)?,
            received_there: Quantity::ZERO,
            pack: pack.and_then(|(name, factor)| Some((name.to_owned(), Ratio::new(factor, 1)?))),
        })
    };
    let order = |number: u64, name: &str, partner: &str, lines| VendorDocument {
        new_id: DocumentId(uuid(600 + number)),
        vendor: "katana".to_owned(),
        kind: DocumentKind::PurchaseOrder,
        vendor_id: format!("po-{number}"),
        number: name.to_owned(),
        partner: partner.to_owned(),
        state: DocumentState::Open,
        expected_on: Some(TODAY),
        seen_at_ms: NOW_MS,
        lines,
    };
    let bottles = vec![line(1, "PK-BTL", 1_920, Some(("carton", 48)))?];
    document::upsert_from_vendor(tx, &order(1, "PO-3108", "Supplier B packaging", bottles))?;
    let dry = vec![
        line(2, "RM-SAL", 100, Some(("sack", 25)))?,
        line(3, "FG-SB250", 24, None)?,
        line(4, "FG-SB250", 12, Some(("carton", 12)))?,
    ];
    document::upsert_from_vendor(tx, &order(2, "PO-3109", "Supplier D dry", dry))?;
    Ok(())
}

/// The vendor's figures of an order once they hold what was received here.
pub fn received_there(
    tx: &Transaction,
    order: DocumentId,
    item: ItemId,
    received: Quantity,
) -> Result<(), Error> {
    let known = document::by_id(tx, order)?.expect("the kitchen has the order");
    let line = document::line_for_item(tx, order, item)?.remove(0);
    let told = VendorDocument {
        new_id: order,
        vendor: known.vendor,
        kind: known.kind,
        vendor_id: document::vendor_id(tx, order)?,
        number: known.number,
        partner: known.partner,
        state: known.state,
        expected_on: Some(TODAY),
        seen_at_ms: NOW_MS,
        lines: vec![VendorLine {
            new_id: line.id,
            vendor_id: document::line_vendor_id(tx, line.id)?,
            line: line.line,
            item,
            open_there: line.ordered.checked_sub(received)?,
            received_there: received,
            pack: line.pack,
        }],
    };
    document::upsert_from_vendor(tx, &told)?;
    document::note_sent(tx, line.id, received)
}
