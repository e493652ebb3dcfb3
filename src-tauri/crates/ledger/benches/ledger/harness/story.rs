//! What happened in a generated book, entry by entry: goods come to the dock, go to their bin, leave for customers,
//! and now and then a count finds one more. Told in order from a seed, with what stood before each movement.

use super::book::{self, ADJUSTMENT, CUSTOMER, DOCK, NOW_MS, OPERATOR_COUNT, SUPPLIER, Shape};
use domain::entry::{Before, Evidence, MovementKind, NewEntry, NewMovement, Reason};
use domain::{EntryId, Quantity};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const YEARS_MS: i64 = 2 * 365 * DAY_MS;
const LINE_LIMIT: u64 = 4;

/// One entry, with the number of its operator and the places and item of each movement.
pub struct Told {
    pub new: NewEntry,
    pub before: Vec<Before>,
    pub operator: u32,
    pub lines: Vec<Line>,
}

#[derive(Clone, Copy)]
pub struct Line {
    pub item: u32,
    pub from: u32,
    pub to: u32,
}

/// Units of one item by place; an item is kept at its dock and its bin alone.
#[derive(Clone, Copy, Default)]
pub struct Stock {
    pub supplier: i64,
    pub customer: i64,
    pub adjustment: i64,
    pub dock: i64,
    pub bin: i64,
}

pub struct Story {
    shape: Shape,
    dice: Dice,
    stock: Vec<Stock>,
    entry_count: u64,
    movement_count: u32,
}

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }
}

impl Story {
    pub fn of(shape: Shape) -> Story {
        assert!(shape.item_count > 0, "goods are of some item");
        let stock = vec![Stock::default(); shape.item_count as usize];
        Story { shape, dice: Dice(shape.seed), stock, entry_count: 0, movement_count: 0 }
    }

    /// What stands where after what was told, by place and item; zero only where something once stood.
    pub fn stock(&self) -> BTreeMap<(u32, u32), i64> {
        let mut found = BTreeMap::new();
        for (item, stock) in (0..).zip(&self.stock) {
            let Stock { supplier, customer, adjustment, dock, bin } = *stock;
            let mut put = |place, units, was_there: bool| {
                if was_there {
                    found.insert((place, item), units);
                }
            };
            put(SUPPLIER, supplier, supplier != 0);
            put(CUSTOMER, customer, customer != 0);
            put(ADJUSTMENT, adjustment, adjustment != 0);
            put(DOCK, dock, supplier != 0);
            // From the dock goods go to the bin alone.
            put(book::home(item), bin, -supplier != dock);
        }
        found
    }

    fn movement(&mut self) -> (NewMovement, Line, Before) {
        let item = self.dice.below(u64::from(self.shape.item_count)) as u32;
        let home = book::home(item);
        let stock = &mut self.stock[item as usize];
        let turn = self.dice.below(100);
        let (kind, from, to, units) = match stock {
            Stock { dock: 1.., .. } if turn < 80 => (MovementKind::Move, DOCK, home, stock.dock),
            Stock { bin: 1.., .. } if turn < 2 => (MovementKind::Count, ADJUSTMENT, home, 1),
            Stock { bin: 1.., .. } if turn < 75 => {
                (MovementKind::Ship, home, CUSTOMER, 1 + self.dice.below(stock.bin.min(6) as u64) as i64)
            }
            _ => (MovementKind::Receive, SUPPLIER, DOCK, 6 * (1 + self.dice.below(8) as i64)),
        };
        let stood = |units: &mut i64, change: i64| {
            let before = quantity(*units);
            *units += change;
            before
        };
        let before = Before { from: stood(stock.at(from), -units), to: stood(stock.at(to), units) };
        let is_found = kind == MovementKind::Count;
        let new = NewMovement {
            kind,
            item: book::item_id(item),
            lot: book::lot_id(item),
            serial: None,
            from: book::place(from),
            to: book::place(to),
            quantity: quantity(units),
            pieces: 0,
            reason: is_found.then_some(Reason::NotBookedIn),
            evidence: if is_found { Evidence::Counted } else { Evidence::Scanned },
            line: None,
            reading: String::new(),
        };
        (new, Line { item, from, to }, before)
    }
}

impl Stock {
    fn at(&mut self, place: u32) -> &mut i64 {
        match place {
            SUPPLIER => &mut self.supplier,
            CUSTOMER => &mut self.customer,
            ADJUSTMENT => &mut self.adjustment,
            DOCK => &mut self.dock,
            _ => &mut self.bin,
        }
    }
}

impl Iterator for Story {
    type Item = Told;

    /// Most entries are one movement, as a scan is; every fourth has up to four lines.
    fn next(&mut self) -> Option<Told> {
        let left = u64::from(self.shape.movement_count - self.movement_count);
        if left == 0 {
            return None;
        }
        let wanted = if self.dice.below(4) == 0 { 1 + self.dice.below(LINE_LIMIT) } else { 1 };
        let at_ms = NOW_MS - DAY_MS - YEARS_MS
            + (i128::from(YEARS_MS) * i128::from(self.movement_count) / i128::from(self.shape.movement_count))
                as i64;
        self.entry_count += 1;
        let operator = 1 + self.dice.below(u64::from(OPERATOR_COUNT)) as u32;
        let mut told = Told {
            new: entry(self.entry_count, at_ms, operator),
            before: Vec::new(),
            operator,
            lines: Vec::new(),
        };
        for _ in 0..wanted.min(left) {
            let (movement, line, before) = self.movement();
            told.new.movements.push(movement);
            told.lines.push(line);
            told.before.push(before);
            self.movement_count += 1;
        }
        Some(told)
    }
}

fn entry(number: u64, at_ms: i64, operator: u32) -> NewEntry {
    let happened = Timestamp::from_millisecond(at_ms).expect("the story is of our days");
    NewEntry {
        id: EntryId(entry_uuid(number, at_ms)),
        happened_at_ms: at_ms,
        recorded_at_ms: at_ms,
        business_date: happened.to_zoned(TimeZone::UTC).date(),
        operator: book::operator_id(operator),
        seat: ["dock", "pack", "hall"][(number % 3) as usize].to_owned(),
        document: None,
        scan: None,
        witness: None,
        reverses: None,
        note: String::new(),
        movements: Vec::new(),
        placements: Vec::new(),
        lot_changes: Vec::new(),
    }
}

/// A UUIDv7 of its time; the number in its tail keeps those of one millisecond apart and in order.
fn entry_uuid(number: u64, at_ms: i64) -> Uuid {
    let tail = (0x7_u128 << 76) | (0b10_u128 << 62) | u128::from(number);
    Uuid::from_u128(((at_ms as u128) << 80) | tail)
}

fn quantity(units: i64) -> Quantity {
    Quantity::from_millionths(units * 1_000_000).expect("a story is of small numbers")
}
