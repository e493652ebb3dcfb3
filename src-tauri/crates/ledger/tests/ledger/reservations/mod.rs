//! Promises of stock, as orders and baskets make them and the floor breaks them.

mod taking;
mod lasting;
mod giving_way;
mod moving;
mod many;
mod random;
mod checking;

use crate::support::*;
use domain::location::{Location, LocationKind, Purpose};
use domain::*;
use jiff::civil::date;
use ledger::reserve::{self, Moment, Refused, Reserved, Stop};
use ledger::table::balance;
use ledger::table::{document, location};

pub const MINUTE_MS: i64 = 60_000;
pub const HOLD: LocationId = LocationId(uuid(70));
pub const HAND: LocationId = LocationId(uuid(71));
pub const OTHER_SITE: LocationId = LocationId(uuid(72));
pub const OTHER_BIN: LocationId = LocationId(uuid(73));
pub const ROAD: LocationId = LocationId(uuid(74));
const MORE_PLACES: [(LocationId, LocationKind, &str, Option<LocationId>, Purpose); 5] = [
    (HOLD, LocationKind::Bin, "HOLD", Some(SITE), Purpose::Hold),
    (HAND, LocationKind::Bin, "HAND-DEWI", Some(SITE), Purpose::InHand),
    (OTHER_SITE, LocationKind::Site, "WAREHOUSE", None, Purpose::Store),
    (OTHER_BIN, LocationKind::Bin, "W-01", Some(OTHER_SITE), Purpose::Store),
    (ROAD, LocationKind::Transit, "transit", None, Purpose::Store),
];
pub const SECOND_LINE: DocumentLineId = DocumentLineId(uuid(62));

/// The kitchen with a hold shelf, a hand, a second site and a second order line.
pub fn kitchen() -> Book {
    let book = book();
    book.turn(|tx| {
        for (id, kind, code, parent, purpose) in MORE_PLACES {
            let place = Location { id, kind, code: code.to_owned(), name: String::new(), parent, purpose };
            location::insert(tx, &place, None, NOW_MS)?;
        }
        let line = domain::document::DocumentLine {
            id: SECOND_LINE,
            document: ORDER,
            line: 2,
            item: SALT,
            ordered: kg("10"),
            received: Quantity::ZERO,
            undone_there: Quantity::ZERO,
            pack: None,
        };
        document::insert_line(tx, &line)
    })
    .unwrap();
    book
}

/// `minute` after the book's time, on its day.
pub fn at(minute: i64) -> Moment {
    Moment { now_ms: NOW_MS + minute * MINUTE_MS, today: date(2026, 11, 21) }
}

pub fn id(number: u64) -> ReservationId {
    ReservationId(uuid(5_000 + number))
}

/// All or nothing, for an order without a clock.
pub fn wants(number: u64, item: ItemId, text: &str) -> NewReservation {
    NewReservation {
        id: id(number),
        item,
        wanted: kg(text),
        lot: None,
        within: None,
        document: None,
        line: None,
        purpose: ReservationPurpose::Order,
        priority: 0,
        term_ms: None,
        good_days: 0,
        whole_only: true,
    }
}

/// In a basket, for a quarter of an hour.
pub fn basket(number: u64, item: ItemId, text: &str) -> NewReservation {
    let purpose = ReservationPurpose::Basket;
    NewReservation { purpose, term_ms: purpose.default_term_ms(), ..wants(number, item, text) }
}

pub fn for_line(number: u64, line: DocumentLineId, text: &str) -> NewReservation {
    NewReservation { line: Some(line), ..wants(number, SALT, text) }
}

impl Book {
    pub fn reserve_at(&self, new: NewReservation, moment: Moment) -> Result<Reserved, Box<Refused>> {
        self.turn(move |tx| Stop::sort(reserve::reserve(tx, &new, moment))).unwrap()
    }

    pub fn reserve(&self, new: NewReservation) -> Result<Reserved, Box<Refused>> {
        self.reserve_at(new, at(0))
    }

    pub fn reserved(&self, location: LocationId, item: ItemId, lot: LotId) -> Quantity {
        let found = self.turn(move |tx| balance::one(tx, location, item, lot)).unwrap();
        found.map_or(Quantity::ZERO, |found| found.reserved)
    }

    /// What is left of it.
    pub fn held(&self, number: u64) -> Quantity {
        let standing = self.turn(move |tx| reserve::standing(tx, id(number))).unwrap().unwrap();
        standing.open.iter().map(|part| part.quantity).sum()
    }

    pub fn last_end(&self, number: u64) -> Option<ReservationEnd> {
        let standing = self.turn(move |tx| reserve::standing(tx, id(number))).unwrap().unwrap();
        standing.last_end.map(|end| end.how)
    }

    /// Nothing more is promised than is there, by SQL, and the book holds.
    pub fn assert_holds(&self) {
        self.assert_nothing_is_promised_twice();
        assert_eq!(self.verify().difference, None);
    }

    pub fn assert_nothing_is_promised_twice(&self) {
        let too_many: i64 = self
            .raw()
            .query_row(
                "SELECT count(*) FROM balance WHERE reserved < 0 OR (physical = 1 AND reserved > on_hand)
                 OR (physical = 0 AND reserved <> 0)",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(too_many, 0, "0 ≤ reserved ≤ on hand");
    }
}

pub fn refusal(result: Result<Reserved, Box<Refused>>) -> Refusal {
    result.expect_err("this must be refused").refusal
}

pub fn weight(amount: &str) -> Amount {
    Amount::new(amount, "kg")
}

/// Lot, place and quantity of each part.
pub fn parts(reserved: &Reserved) -> Vec<(LotId, LocationId, Quantity)> {
    reserved.parts.iter().map(|part| (part.lot, part.location, part.quantity)).collect()
}
