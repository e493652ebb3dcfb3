//! What the book says after a script, and the few things the office does to it from outside.

use super::{Floor, NOW_MS};
use domain::entry::{NewEntry, Reason};
use domain::expiry::{DateMeaning, Expiry};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot_change::LotAct;
use domain::{ItemId, LocationId, LotId, Quantity};
use ledger::table::entry::StoredEntry;
use ledger::table::{
    balance, delivery, document, entry, item, location, lot, operator, print_job, scan, task,
};

impl Floor {
    /// On hand of an item and lot at a place; an empty lot is the lot of goods that are not kept by lot.
    #[track_caller]
    pub fn stands(&mut self, sku: &str, lot: &str, place: &str, wanted: &str) -> &mut Floor {
        let found = self.on_hand(sku, lot, place).text(0);
        assert_eq!(found, wanted, "{sku} {lot} at {place}");
        self
    }

    pub fn on_hand(&self, sku: &str, lot_code: &str, place: &str) -> Quantity {
        let (item, place, lot_code) = (self.item(sku), self.place(place), lot_code.to_owned());
        self.turn(move |tx| {
            let rows = balance::at(tx, place)?;
            let mut total = Quantity::ZERO;
            for row in rows.into_iter().filter(|row| row.item == item) {
                if lot::by_id(tx, row.lot)?.is_some_and(|lot| lot.code == lot_code) {
                    total = total.checked_add(row.on_hand)?;
                }
            }
            Ok(total)
        })
    }

    pub fn item(&self, sku: &str) -> ItemId {
        let sku = sku.to_owned();
        self.turn(move |tx| item::by_sku(tx, &sku)).first().expect("the kitchen has the item").id
    }

    pub fn place(&self, code: &str) -> LocationId {
        let code = code.to_owned();
        self.turn(move |tx| location::by_code(tx, &code)).expect("the kitchen has the place").id
    }

    pub fn lot(&self, sku: &str, code: &str) -> Option<domain::lot::Lot> {
        let (item, code) = (self.item(sku), code.to_owned());
        self.turn(move |tx| lot::by_code(tx, item, &code)).into_iter().next()
    }

    pub fn lot_id(&self, sku: &str, code: &str) -> LotId {
        self.lot(sku, code).expect("the lot is known").id
    }

    /// What came on the order's line of this item and was not undone, as the screen says it.
    #[track_caller]
    pub fn received(&mut self, order: &str, sku: &str, wanted: &str) -> &mut Floor {
        let (item, number) = (self.item(sku), order.to_owned());
        let lines = self.turn(move |tx| {
            let order = document::by_number(tx, &number)?.remove(0);
            document::line_for_item(tx, order.id, item)
        });
        let found: Quantity = lines.iter().map(|line| line.came()).sum();
        assert_eq!(found.text(0), wanted, "{sku} received on {order}");
        self
    }

    /// What the vendor counts, or will, on the order's line of this item.
    #[track_caller]
    pub fn is_taken_there(&mut self, order: &str, sku: &str, wanted: &str) -> &mut Floor {
        let (item, number) = (self.item(sku), order.to_owned());
        let lines = self.turn(move |tx| {
            let order = document::by_number(tx, &number)?.remove(0);
            document::line_for_item(tx, order.id, item)
        });
        let found: Quantity = lines.iter().map(|line| line.received).sum();
        assert_eq!(found.text(0), wanted, "{sku} taken off {order} at the vendor");
        self
    }

    /// The vendor was told of the receipt, and the order's figures were read again after it.
    pub fn vendor_has(&mut self, receipt: &StoredEntry, sku: &str, quantity: &str) -> &mut Floor {
        let (item, id) = (self.item(sku), receipt.new.id);
        let order = receipt.new.document.expect("it was received on an order");
        let quantity = Quantity::parse(quantity, 6).expect("the script's quantity is sound");
        self.turn(move |tx| {
            let sent = delivery::of_entry(tx, id)?.remove(0);
            let standing = delivery::Standing { state: delivery::DeliveryState::Done, ..sent.standing };
            delivery::set(tx, sent.id, &standing, NOW_MS)?;
            super::kitchen::received_there(tx, order, item, quantity)
        });
        self
    }

    pub fn order_state(&self, number: &str) -> &'static str {
        let number = number.to_owned();
        self.turn(move |tx| document::by_number(tx, &number)).remove(0).state.text()
    }

    pub fn entry_count(&self) -> i64 {
        self.turn(|tx| ledger::table::station::this(tx)).head_sequence
    }

    /// The newest entry of the seat.
    pub fn newest(&self) -> StoredEntry {
        let seat = self.seat.clone();
        self.turn(move |tx| entry::of_seat(tx, &seat, 1)).remove(0)
    }

    pub fn newest_entries(&self, count: u32) -> Vec<StoredEntry> {
        let seat = self.seat.clone();
        self.turn(move |tx| entry::of_seat(tx, &seat, count))
    }

    /// One scan at least of those kept here is in the tray.
    #[track_caller]
    pub fn scan_is_parked(&mut self) -> &mut Floor {
        let parked = self.turn(|tx| scan::parked(tx));
        assert!(!parked.is_empty(), "the tray holds it");
        self
    }

    /// Another crate, empty, at a place.
    pub fn has_crate(&mut self, code: &str, at: &str) -> &mut Floor {
        let id = domain::LocationId(self.next_uuid());
        let (code, at) = (code.to_owned(), at.to_owned());
        self.turn(move |tx| {
            let parent = location::by_code(tx, &at)?.map(|place| place.id);
            let (kind, purpose) = (LocationKind::Container, Purpose::Store);
            location::insert(
                tx,
                &Location { id, kind, name: code.clone(), code, parent, purpose },
                None,
                NOW_MS,
            )
        });
        self
    }

    /// The crate stands directly in that place or crate.
    #[track_caller]
    pub fn stands_in(&mut self, crate_code: &str, place: &str) -> &mut Floor {
        let code = crate_code.to_owned();
        let parent = self.turn(move |tx| {
            let found = location::by_code(tx, &code)?.expect("the crate is in the book");
            found.parent.map(|id| location::by_id(tx, id)).transpose()
        });
        let parent = parent.flatten().expect("it stands somewhere").code;
        assert_eq!(parent, place, "where {crate_code} stands");
        self
    }

    /// Puts a lot on hold, as the office would.
    pub fn hold_lot(&mut self, sku: &str, code: &str) {
        let held = self.lot(sku, code).expect("the lot is known").turned(LotAct::Hold, Reason::CheckFailed);
        let id = domain::EntryId(self.next_uuid());
        let lot_changes = vec![held.expect("the lot was released")];
        self.turn(move |tx| {
            let new =
                NewEntry { id, lot_changes: lot_changes.clone(), ..super::kitchen::opening(Vec::new()) };
            entry::append(tx, &new)
        });
    }

    /// A lead says that it is good for longer than is printed.
    pub fn extend_lot(&mut self, sku: &str, code: &str, to: jiff::civil::Date) -> &mut Floor {
        let known = self.lot(sku, code).expect("the lot is known");
        let (meaning, to) = (DateMeaning::BestBefore, Expiry::On(to));
        let change = known.extended(meaning, to, Reason::CheckedGood).expect("it is a later day");
        let id = domain::EntryId(self.next_uuid());
        self.turn(move |tx| {
            let new = NewEntry { id, lot_changes: vec![change], ..super::kitchen::opening(Vec::new()) };
            entry::append(tx, &new)
        });
        self
    }

    pub fn person(&self, badge_number: u32) -> domain::OperatorId {
        self.turn(move |tx| operator::by_badge(tx, badge_number)).expect("the person works here").id
    }

    /// Gives a code to an item beside those it has.
    pub fn give_code(&mut self, sku: &str, code: &str) {
        let item = self.item(sku);
        let code = domain::gtin::normalise(code).map_or(code.to_owned(), |gtin| gtin.as_str().to_owned());
        self.turn(move |tx| item::add_code(tx, item, None, &code, "supplier"));
    }

    /// A lot that came from somebody before.
    pub fn make_lot_of(&mut self, sku: &str, code: &str, maker: &str) {
        let made = domain::lot::Lot {
            id: LotId(self.next_uuid()),
            code: code.to_owned(),
            maker: maker.to_owned(),
            ..self.lot("PK-BTL", "BTL-1").expect("the kitchen has bottles")
        };
        assert_eq!(made.item, self.item(sku), "only bottles are made this way");
        self.turn(move |tx| lot::insert(tx, &made, NOW_MS));
    }

    pub fn makers(&self, sku: &str, code: &str) -> Vec<String> {
        let (item, code) = (self.item(sku), code.to_owned());
        self.turn(move |tx| lot::by_code(tx, item, &code)).into_iter().map(|lot| lot.maker).collect()
    }

    /// Kinds of the open tasks, the gravest first.
    pub fn tasks(&self) -> Vec<String> {
        self.turn(|tx| task::open(tx, 100)).into_iter().map(|task| task.kind).collect()
    }

    /// States of the deliveries of an entry, with their kinds.
    pub fn deliveries(&self, of: &StoredEntry) -> Vec<(String, String)> {
        let id = of.new.id;
        let rows = self.turn(move |tx| delivery::of_entry(tx, id));
        let words =
            |row: &delivery::Delivery| (row.kind.text().to_owned(), row.standing.state.text().to_owned());
        rows.iter().map(words).collect()
    }

    pub fn print_jobs(&self) -> Vec<print_job::PrintJob> {
        self.turn(|tx| print_job::recent(tx, 100))
    }
}
