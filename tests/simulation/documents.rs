//! Work that belongs to a document: goods promised and picked for a line of an order, sent to the other site and taken
//! in there by a transfer, and shelves counted from a list. Goods that are weighed go all these ways too.

use crate::acts::People;
use crate::checks;
use crate::model::{Key, Model, Stock};
use crate::run::Book;
use crate::world::{self, ADJUSTMENT, SUPPLIER, Sort};
use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, Reason};
use domain::{DocumentId, DocumentLineId, LocationId, NewReservation, Quantity};
use ledger::table::document;
use ledger::table::transfer::{self, Transfer, TransferState};
use ledger::{Error, Transaction};

/// The order that everything is promised for which is promised for an order.
pub const ORDER: &str = "SO-1";
const ORDER_ID: DocumentId = DocumentId(world::uuid(400));
const COUNT_ID: DocumentId = DocumentId(world::uuid(401));

/// A transfer, its place on the road, and the sites between which it goes.
const ROADS: [(DocumentId, &str, LocationId, [LocationId; 2]); 2] = [
    (DocumentId(world::uuid(402)), "TR-1", world::place(14), [world::place(0), world::place(1)]),
    (DocumentId(world::uuid(403)), "TR-2", world::place(15), [world::place(1), world::place(0)]),
];

/// The place comes with its transfer.
pub fn has_road(place: LocationId) -> bool {
    ROADS.iter().any(|(_, _, road, _)| *road == place)
}

pub fn furnish(tx: &Transaction) -> Result<(), Error> {
    let made = |id, kind, number: &str| {
        let (number, state) = (number.to_owned(), DocumentState::Open);
        let (partner, vendor, note_number) = (String::new(), String::new(), String::new());
        let made = Document { id, kind, number, partner, vendor, state, note_number };
        document::insert(tx, &made, world::NOW_MS, None)
    };
    made(ORDER_ID, DocumentKind::PurchaseOrder, ORDER)?;
    made(COUNT_ID, DocumentKind::Count, "CT-1")?;
    for (id, number, transit, [from, to]) in ROADS {
        made(id, DocumentKind::Transfer, number)?;
        let (number, state) = (number.to_owned(), TransferState::Open);
        transfer::insert(tx, &Transfer { document: id, number, transit, from, to, state }, world::NOW_MS)?;
    }
    Ok(())
}

/// Each promise for the order has a line of its own.
pub fn line(promise_number: u64) -> DocumentLineId {
    DocumentLineId(world::uuid(60_000_000 + promise_number))
}

/// The line comes in with what is promised for it.
pub fn ordered(tx: &Transaction, new: &NewReservation) -> Result<(), Error> {
    let Some(id) = new.line else { return Ok(()) };
    let number = (id.0.as_u128() - world::uuid(0).as_u128()) as i64;
    let (item, ordered) = (new.item, new.wanted);
    let (received, undone_there) = (Quantity::ZERO, Quantity::ZERO);
    let made = DocumentLine {
        id,
        document: ORDER_ID,
        line: number,
        item,
        ordered,
        received,
        undone_there,
        pack: None,
    };
    document::insert_line(tx, &made)
}

impl People {
    /// Onto the road to the other site, or off it there.
    pub fn transfer(&mut self, model: &Model) -> NewEntry {
        let (id, _, road, _) = self.dice.one(&ROADS);
        let movements = if self.dice.once_in(2) {
            self.lines(model, MovementKind::Move, None, road)
        } else {
            let to = self.place();
            self.lines(model, MovementKind::Move, Some(road), to)
        };
        NewEntry { document: Some(id), ..self.entry(movements) }
    }

    /// Up to three goods of one place are other than the book has them; of what is weighed both numbers may be.
    pub fn count_a_shelf(&mut self, model: &Model) -> NewEntry {
        const MOST: usize = 3;
        let sort = |people: &People, key: &Key| {
            people.goods.iter().find(|goods| goods.item == key.1).map(|it| it.sort)
        };
        let countable = [Some(Sort::Weighed), Some(Sort::Counted), Some(Sort::Catch)];
        let mut there = checks::left(model);
        there.retain(|(key, _)| countable.contains(&sort(self, key)));
        if there.is_empty() {
            let here = self.place();
            let movements = self.lines(model, MovementKind::Receive, Some(SUPPLIER), here);
            return self.entry(movements);
        }
        let ((place, ..), _) = self.dice.one(&there);
        there.retain(|(key, _)| key.0 == place);
        let mut movements = Vec::new();
        for (key, stock) in there.into_iter().take(MOST) {
            let sort = sort(self, &key).expect("only goods of this house are there");
            movements.extend(self.counted(key, stock, sort));
        }
        if movements.is_empty() {
            movements = self.lines(model, MovementKind::Count, Some(ADJUSTMENT), place);
        }
        NewEntry { document: Some(COUNT_ID), ..self.entry(movements) }
    }

    /// In and out where weight and pieces went different ways: pieces never move without weight.
    fn counted(&mut self, (place, item, lot): Key, stock: Stock, sort: Sort) -> Vec<NewMovement> {
        let step = if sort == Sort::Counted { Quantity::ONE.millionths() } else { 1 };
        let weight = step * self.dice.between(-(stock.millionths / step), 5_000_000 / step);
        let pieces = if sort == Sort::Catch { self.dice.between(-stock.pieces.max(0), 3) } else { 0 };
        let (mut came, mut went) = ((weight.max(0), pieces.max(0)), ((-weight).max(0), (-pieces).max(0)));
        if (came.0 == 0 && came.1 > 0) || (went.0 == 0 && went.1 > 0) {
            (came.0, went.0) = (came.0 + 1, went.0 + 1);
        }
        let line = |from, to, (millionths, pieces), reason| NewMovement {
            kind: MovementKind::Count,
            item,
            lot,
            serial: None,
            from,
            to,
            quantity: Quantity::from_millionths(millionths).expect("no more than was there, or a little"),
            pieces,
            reason: Some(reason),
            evidence: Evidence::Counted,
            line: None,
            reading: String::new(),
        };
        let both = [
            line(ADJUSTMENT, place, came, Reason::NotBookedIn),
            line(place, ADJUSTMENT, went, Reason::NotBookedOut),
        ];
        both.into_iter().filter(|movement| movement.quantity.is_positive()).collect()
    }
}

/// What a transfer says is still on its road is what the model has there, lot by lot and crate by crate.
pub fn transfers_say_what_is_on_their_roads(book: &Book, model: &Model) {
    // A house without these documents: the one of the seats.
    if !model.kinds.contains_key(&ROADS[0].2) {
        return;
    }
    for (id, number, road, _) in ROADS {
        let open_count = book.turn(move |tx| {
            let transfer = transfer::by_document(tx, id)?.expect("it was furnished");
            Ok(transfer::progress(tx, &transfer)?.open_count)
        });
        let goods = checks::left(model).iter().filter(|(key, _)| key.0 == road).count();
        let crates = model.parents.values().filter(|parent| **parent == road).count();
        assert_eq!(open_count as usize, goods + crates, "on the road of {number}");
    }
}
