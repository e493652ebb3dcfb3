//! What makes the book follow goods that were looked at: weight and pieces, each by its own difference. Holds the
//! plan alone; what the book says, and who may change it, is asked elsewhere.

use crate::entry::{Evidence, MovementKind, NewMovement, Reason};
use crate::quantity::{Quantity, QuantityError};
use crate::{ItemId, LocationId, LotId};

/// Goods of one lot, or one piece of it, at a place; what they lack or have too much goes from and to `adjustment`.
#[derive(Clone, Debug, PartialEq)]
pub struct Goods {
    pub item: ItemId,
    pub lot: LotId,
    pub serial: Option<String>,
    pub place: LocationId,
    pub adjustment: LocationId,
}

/// Why the book follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    pub kind: MovementKind,
    pub reason: Reason,
    pub evidence: Evidence,
}

/// What was counted, less what the book has. Pieces are of weighed goods alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub quantity: Quantity,
    pub pieces: i64,
}

impl Difference {
    /// # Errors
    /// [`QuantityError::TooLarge`].
    pub fn between(
        (counted, pieces): (Quantity, i64),
        (on_book, pieces_on_book): (Quantity, i64),
    ) -> Result<Difference, QuantityError> {
        let quantity = counted.checked_sub(on_book)?;
        Ok(Difference { quantity, pieces: pieces - pieces_on_book })
    }

    pub fn is_zero(self) -> bool {
        self.quantity.is_zero() && self.pieces == 0
    }

    /// What the place has to give: never less than nothing.
    pub fn taken_away(self) -> (Quantity, i64) {
        let quantity = if self.quantity.is_positive() { Quantity::ZERO } else { self.quantity.negated() };
        (quantity, (-self.pieces).max(0))
    }

    /// Pieces ride with the weight where both go the same way; otherwise they go by themselves, after it. `reading`:
    /// how the quantity was written.
    pub fn movements(self, goods: &Goods, why: Why, reading: &str) -> Vec<NewMovement> {
        let Difference { quantity, pieces } = self;
        let is_more = quantity.is_positive();
        let rides = !quantity.is_zero() && pieces != 0 && is_more == (pieces > 0);
        let riding = if rides { pieces.abs() } else { 0 };
        let mut movements = Vec::new();
        if !quantity.is_zero() {
            let way = if is_more { (goods.adjustment, goods.place) } else { (goods.place, goods.adjustment) };
            let moved = if is_more { quantity } else { quantity.negated() };
            movements.push(NewMovement {
                serial: goods.serial.clone(),
                reading: reading.to_owned(),
                ..one(goods, why, way, (moved, riding))
            });
        }
        if !rides {
            movements.extend(pieces_alone(goods, pieces, why));
        }
        movements
    }
}

/// Pieces that come or go without any weight: one unit goes in and out again, and the pieces ride with it one way. A
/// movement always carries goods, and going in first, no place holds less than nothing between the two.
pub fn pieces_alone(goods: &Goods, difference: i64, why: Why) -> Vec<NewMovement> {
    if difference == 0 {
        return Vec::new();
    }
    let (inwards, outwards) = ((goods.adjustment, goods.place), (goods.place, goods.adjustment));
    let (coming, going) = (difference.max(0), (-difference).max(0));
    vec![one(goods, why, inwards, (Quantity::ONE, coming)), one(goods, why, outwards, (Quantity::ONE, going))]
}

fn one(
    goods: &Goods,
    Why { kind, reason, evidence }: Why,
    (from, to): (LocationId, LocationId),
    (quantity, pieces): (Quantity, i64),
) -> NewMovement {
    NewMovement {
        kind,
        item: goods.item,
        lot: goods.lot,
        serial: None,
        from,
        to,
        quantity,
        pieces,
        reason: Some(reason),
        evidence,
        line: None,
        reading: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn goods() -> Goods {
        Goods {
            item: ItemId(Uuid::from_u128(1)),
            lot: LotId(Uuid::from_u128(2)),
            serial: None,
            place: LocationId(Uuid::from_u128(3)),
            adjustment: LocationId(Uuid::from_u128(4)),
        }
    }

    /// What the place has more in the end, and the least it holds on the way.
    fn followed(counted: (&str, i64), on_book: (&str, i64)) -> ((Quantity, i64), usize) {
        let read = |(text, pieces): (&str, i64)| (Quantity::parse(text, 6).unwrap(), pieces);
        let why = Why { kind: MovementKind::Count, reason: Reason::Other, evidence: Evidence::Counted };
        let (goods, mut stands) = (goods(), read(on_book));
        let movements = Difference::between(read(counted), read(on_book)).unwrap().movements(&goods, why, "");
        for movement in &movements {
            let (quantity, pieces) = match movement.to == goods.place {
                true => (movement.quantity, movement.pieces),
                false => (movement.quantity.negated(), -movement.pieces),
            };
            stands = (stands.0.checked_add(quantity).unwrap(), stands.1 + pieces);
            assert!(stands.0 >= Quantity::ZERO && stands.1 >= 0, "a place never holds less than nothing");
            assert!(movement.quantity.is_positive() && movement.pieces >= 0, "a movement carries goods");
        }
        (stands, movements.len())
    }

    #[test]
    fn the_book_ends_at_both_counted_numbers_whichever_way_each_goes() {
        let cases = [
            (("24", 12), ("24", 12), 0),
            (("20", 10), ("24", 12), 1),
            (("26", 13), ("24", 12), 1),
            (("20", 12), ("24", 12), 1),
            (("24", 11), ("24", 12), 2),
            (("24", 13), ("24", 12), 2),
            (("25", 11), ("24", 12), 3),
            (("23", 13), ("24", 12), 3),
            (("0", 0), ("24", 12), 1),
        ];
        for (counted, on_book, movement_count) in cases {
            let (stands, made) = followed(counted, on_book);
            let wanted = (Quantity::parse(counted.0, 6).unwrap(), counted.1);
            assert_eq!((stands, made), (wanted, movement_count), "{on_book:?} counted as {counted:?}");
        }
    }
}
