//! The book as a flow sees it: a read-only view of the writer's open transaction, so every turn before this one
//! counts. With it come who is active, where, and when: a flow asks no clock and makes no chance.

use crate::reading::ReadingSettings;
use crate::turn::{NewDelivery, Stop, Write};
use domain::entry::{NewEntry, NewMovement, NewPlacement};
use domain::expiry::Expiry;
use domain::item::{Item, Pack};
use domain::location::{Location, LocationKind, Mixing, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::permission::{Action, permission};
use domain::{Amount, EntryId, InputId, ItemId, LocationId, LotId, Quantity, Refusal, ScanId};
use jiff::civil::Date;
use ledger::Transaction;
use ledger::table::balance::{self, Balance};
use ledger::table::delivery::DeliveryKind;
use ledger::table::movement::BookMark;
use ledger::table::operator::Operator;
use ledger::table::{item, location, lot, movement};
use std::sync::Arc;

/// When, and under which settings, a turn is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// UTC milliseconds.
    pub now_ms: i64,
    /// The site's calendar day.
    pub today: Date,
    /// Not while the clock contradicts the last entry: then what rests on the date says so, and work goes on.
    pub date_is_sure: bool,
    pub settings: FloorSettings,
}

/// The part of the settings that flows look at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FloorSettings {
    /// Shown and printed.
    pub station: String,
    /// Name of the operator who is active without a badge, at one-person sites.
    pub default_operator: Option<String>,
    /// Vendors that are told of adjustments and counts at this site.
    pub adjustments_to: Vec<String>,
    /// Labels are printed as goods are received.
    pub print_on_receive: bool,
    /// When a count is made twice before it holds; `None`: never.
    pub recount: Option<Recount>,
    /// What may lie beside each other in a crate that is used again, and in one for one use.
    pub reusable_mixing: Mixing,
    pub single_use_mixing: Mixing,
    /// `vendor:kind` whose write switch is off: what is owed there is withheld until a person settles it.
    pub withheld: Vec<String>,
    pub reading: Arc<ReadingSettings>,
}

/// A count is made again when it differs from the book by more than both.
#[derive(Clone, Debug, PartialEq)]
pub struct Recount {
    /// Of what the book says.
    pub percent: u32,
    /// In the item's stock unit.
    pub above: Quantity,
    /// Whoever counted first may also count again.
    pub by_same_person: bool,
}

/// What a flow may look at.
pub struct Book<'a, 'c> {
    pub tx: &'a Transaction<'c>,
    pub moment: &'a Moment,
    pub seat: &'a str,
    pub operator: &'a Operator,
    /// What is being answered: ids born in this turn derive from it.
    pub input: InputId,
    /// The same, when it is a scan; of work from the tray, the scan it began with.
    pub scan: Option<ScanId>,
    /// When what is booked happened, UTC milliseconds: now, unless it is work of an earlier time.
    pub happened_at_ms: i64,
    /// Of an earlier time: the newest movement of the book then, where it was kept.
    pub mark: Option<BookMark>,
}

impl Book<'_, '_> {
    /// # Errors
    /// [`Refusal::NotAllowed`] when the active person's role does not have it.
    pub fn allow(&self, action: Action) -> Result<(), Stop> {
        if permission(self.operator.role, action) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed { operator: self.operator.name.clone() }.into())
        }
    }

    /// The entry of this turn: at most one, so its id is the input's first.
    pub fn entry_id(&self) -> EntryId {
        EntryId(self.input.derive("entry", 0))
    }

    /// Of several entries that are undone in one turn: the `nth` undoing, from 0.
    pub fn undoing_id(&self, nth: usize) -> EntryId {
        EntryId(self.input.derive("entry", nth as u32))
    }

    pub fn new_lot_id(&self) -> LotId {
        LotId(self.input.derive("lot", 0))
    }

    /// The entry of this turn; a flow adds its document where there is one.
    pub fn entry(&self, movements: Vec<NewMovement>, placements: Vec<NewPlacement>) -> NewEntry {
        NewEntry {
            id: self.entry_id(),
            happened_at_ms: self.happened_at_ms,
            recorded_at_ms: self.moment.now_ms,
            business_date: self.moment.today,
            operator: self.operator.id,
            seat: self.seat.to_owned(),
            document: None,
            scan: self.scan,
            witness: None,
            reverses: None,
            note: String::new(),
            movements,
            placements,
            lot_changes: Vec::new(),
        }
    }

    /// Vendors that keep this site's stock are told of a difference.
    pub fn adjustment_deliveries(&self) -> impl Iterator<Item = Write> {
        let lane = format!("entry:{}", self.entry_id());
        self.moment.settings.adjustments_to.iter().map(move |vendor| {
            Write::Delivery(NewDelivery {
                vendor: vendor.clone(),
                kind: DeliveryKind::StockAdjustment,
                lane: lane.clone(),
            })
        })
    }

    /// # Errors
    /// [`Refusal::StaleScreen`] when this ledger has no such item: a tap may name anything.
    pub fn item(&self, id: ItemId) -> Result<Item, Stop> {
        Ok(item::by_id(self.tx, id)?.ok_or(Refusal::StaleScreen {})?)
    }

    /// # Errors
    /// As [`Book::item`].
    pub fn lot(&self, id: LotId) -> Result<Lot, Stop> {
        Ok(lot::by_id(self.tx, id)?.ok_or(Refusal::StaleScreen {})?)
    }

    /// # Errors
    /// As [`Book::item`].
    pub fn location(&self, id: LocationId) -> Result<Location, Stop> {
        Ok(location::by_id(self.tx, id)?.ok_or(Refusal::StaleScreen {})?)
    }

    /// The item's lot `none`, and whether it still has to be made.
    pub fn lot_none(&self, of: ItemId) -> Result<(Lot, bool), Stop> {
        const LOTS_OF_AN_ITEM_WITHOUT_LOTS: u32 = 1_000;
        let known = lot::of_item(self.tx, of, LOTS_OF_AN_ITEM_WITHOUT_LOTS)?;
        if let Some(none) = known.into_iter().find(|lot| lot.kind == LotKind::None) {
            return Ok((none, false));
        }
        let made = Lot {
            id: self.new_lot_id(),
            item: of,
            kind: LotKind::None,
            code: String::new(),
            maker: String::new(),
            expiry: Expiry::NonePrinted,
            made_on: None,
            status: LotStatus::Released,
            ours: false,
        };
        Ok((made, true))
    }

    pub fn virtual_place(&self, kind: LocationKind) -> Result<LocationId, Stop> {
        Ok(location::virtual_place(self.tx, kind)?.id)
    }

    /// The dock, the hold shelf: `None` where the site has none.
    pub fn place_for(&self, purpose: Purpose) -> Result<Option<Location>, Stop> {
        Ok(location::by_purpose(self.tx, purpose)?)
    }

    pub fn pack(&self, of: ItemId, name: &str) -> Result<Option<Pack>, Stop> {
        Ok(item::packs(self.tx, of)?.into_iter().find(|pack| pack.name == name))
    }

    pub fn on_hand(&self, at: LocationId, of: ItemId, lot: LotId) -> Result<Quantity, Stop> {
        Ok(balance::on_hand(self.tx, at, of, lot)?)
    }

    /// What stood there when it happened: what came and went since is left out.
    pub fn stood(&self, at: LocationId, of: ItemId, lot: LotId) -> Result<Quantity, Stop> {
        Ok(self.stood_weighed(at, of, lot)?.0)
    }

    /// The same with the pieces that rode along.
    pub fn stood_weighed(&self, at: LocationId, of: ItemId, lot: LotId) -> Result<(Quantity, i64), Stop> {
        let now = balance::one(self.tx, at, of, lot)?;
        let (now, pieces) = now.map_or((Quantity::ZERO, 0), |row| (row.on_hand, row.pieces));
        if self.mark.is_none() && self.happened_at_ms == self.moment.now_ms {
            return Ok((now, pieces));
        }
        let (since, pieces_since) = movement::net_since(self.tx, at, lot, self.happened_at_ms, self.mark)?;
        Ok((now.checked_sub(since)?, pieces - pieces_since))
    }

    /// What the book has of a lot at a place, with its pieces where it is weighed.
    pub fn there(&self, item: &Item, at: LocationId, lot: LotId) -> Result<Amount, Stop> {
        let now = balance::one(self.tx, at, item.id, lot)?;
        Ok(now.map_or_else(|| item.weighed(Quantity::ZERO, 0), |row| item.weighed(row.on_hand, row.pieces)))
    }

    /// Stock of one item at one place, FEFO first.
    pub fn stock_of_at(&self, of: ItemId, at: LocationId) -> Result<Vec<Balance>, Stop> {
        Ok(balance::of_item(self.tx, of)?.into_iter().filter(|row| row.location == at).collect())
    }

    /// A place goods can stand at.
    ///
    /// # Errors
    /// [`Refusal::NotAPlaceForStock`] for a site and for the virtual places.
    pub fn place_for_stock(&self, place: &Location) -> Result<(), Stop> {
        match place.kind {
            LocationKind::Bin | LocationKind::Zone | LocationKind::Container => Ok(()),
            _ => Err(Refusal::NotAPlaceForStock { location: place.code.clone() }.into()),
        }
    }

    /// A place goods may be put to.
    ///
    /// # Errors
    /// As [`Book::place_for_stock`]; [`Refusal::CrateUsedUp`] for a crate for one use that had its use.
    pub fn place_for_goods(&self, place: &Location) -> Result<(), Stop> {
        self.place_for_stock(place)?;
        if location::is_used_up(self.tx, place.id)? {
            return Err(Refusal::CrateUsedUp { crate_code: place.code.clone() }.into());
        }
        Ok(())
    }

    /// What the active person reads.
    pub fn name<'i>(&self, item: &'i Item) -> &'i str {
        item.name(&self.operator.language)
    }
}
