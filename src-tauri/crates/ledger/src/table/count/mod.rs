//! What was counted: every number a person said of goods at a place, with its moment, and what became of
//! it. The numbers are never changed. Zones of counting documents have a file of their own.

pub mod wait;
pub mod zone;

use crate::table::column;
use crate::table::movement::BookMark;
use crate::{Error, Transaction};
use domain::{CountLineId, CountZoneId, EntryId, ItemId, LocationId, LotId, OperatorId, Quantity};
use rusqlite::{Row, params};

words! {
    /// What became of a counted number.
    LineState {
        /// Too far from the book: another count has to agree with it.
        Again = "again",
        /// Agreed, and waits for somebody who may post it.
        Stands = "stands",
        /// The book said the same.
        Right = "right",
        /// The book followed.
        Posted = "posted",
        /// Counted again: the later number holds.
        Replaced = "replaced",
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CountLine {
    pub id: CountLineId,
    /// `None` when it was counted by itself, without a document.
    pub zone: Option<CountZoneId>,
    pub goods: Counted,
    pub counted: Quantity,
    /// Of a catch-weight item, beside its weight.
    pub pieces: i64,
    /// UTC milliseconds.
    pub counted_at_ms: i64,
    /// The newest movement of the book then, where it was kept.
    pub said_after: Option<BookMark>,
    /// As it was read, where the number was made from it; else empty.
    pub reading: String,
    pub operator: OperatorId,
    pub seat: String,
    pub state: LineState,
    /// What the book followed it by, when it was posted.
    pub entry: Option<EntryId>,
}

/// Which goods, where.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    pub place: LocationId,
    pub item: ItemId,
    pub lot: LotId,
    /// The piece, where the item is kept by serial.
    pub serial: Option<String>,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, z.id, p.id, i.id, l.id, c.serial, c.counted, c.counted_at_ms, ",
            "o.id, c.seat, c.state, e.id, c.pieces, c.said_after, c.reading ",
            "FROM location p CROSS JOIN count_line c LEFT JOIN count_zone z ON z.row = c.zone_row ",
            "JOIN item i ON i.row = c.item_row JOIN lot l ON l.row = c.lot_row ",
            "JOIN operator o ON o.row = c.operator_row LEFT JOIN entry e ON e.row = c.entry_row ",
            "WHERE p.row = c.location_row AND ",
            $tail
        )
    };
}
statements! {
    INSERT = "INSERT INTO count_line (id, zone_row, location_row, item_row, lot_row, serial, counted,
              counted_at_ms, operator_row, seat, state, entry_row, pieces, said_after, reading)
              VALUES (?1, (SELECT row FROM count_zone WHERE id = ?2),
              (SELECT row FROM location WHERE id = ?3), (SELECT row FROM item WHERE id = ?4),
              (SELECT row FROM lot WHERE id = ?5), ?6, ?7, ?8,
              (SELECT row FROM operator WHERE id = ?9), ?10, ?11,
              (SELECT row FROM entry WHERE id = ?12), ?13, ?14, ?15)";
    OPEN_AT = select!("p.id = ?1 AND c.state IN ('again', 'stands') ORDER BY c.row LIMIT 10000");
    OPEN_OF = select!("p.id = ?1 AND c.lot_row = (SELECT row FROM lot WHERE id = ?2) AND c.serial IS ?3
                       AND c.state IN ('again', 'stands') ORDER BY c.row LIMIT 100");
    HELD = select!("p.id = ?1 AND c.lot_row = (SELECT row FROM lot WHERE id = ?2) AND c.serial IS ?3
                    AND (c.counted_at_ms >= ?4 OR c.said_after >= ?5) AND c.state IN ('right', 'posted')
                    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)
                    ORDER BY c.row DESC LIMIT 100");
    REPLACE = "UPDATE count_line SET state = 'replaced'
               WHERE location_row = (SELECT row FROM location WHERE id = ?1)
               AND lot_row = (SELECT row FROM lot WHERE id = ?2) AND serial IS ?3
               AND state IN ('again', 'stands')";
    REPLACE_ALONE = "UPDATE count_line SET state = 'replaced'
                     WHERE location_row = (SELECT row FROM location WHERE id = ?1)
                     AND lot_row = (SELECT row FROM lot WHERE id = ?2) AND serial IS ?3
                     AND zone_row IS NULL AND state IN ('again', 'stands')";
    DOUBT = "UPDATE count_line SET state = 'again'
             WHERE location_row = (SELECT row FROM location WHERE id = ?1)
             AND lot_row = (SELECT row FROM lot WHERE id = ?2) AND serial IS ?3 AND state = 'stands'";
    SETTLE = "UPDATE count_line SET state = ?2, entry_row = (SELECT row FROM entry WHERE id = ?3)
              WHERE id = ?1 AND state = 'stands'";
    /// A count whose entry was undone holds no more.
    HELD_SINCE = "SELECT 1 FROM location p CROSS JOIN count_line c WHERE p.id = ?1 AND c.location_row = p.row
                  AND c.lot_row = (SELECT row FROM lot WHERE id = ?2) AND c.counted_at_ms >= ?3
                  AND c.state IN ('right', 'posted') AND NOT EXISTS (SELECT 1 FROM entry e JOIN entry r
                  ON r.reverses = e.id WHERE e.row = c.entry_row) ORDER BY c.row DESC LIMIT 1";
}

impl CountLine {
    /// It was counted after what happened at `at_ms` and is `mark` in the book. The clock may have been put right in
    /// between: either is enough.
    pub fn is_after(&self, at_ms: i64, mark: Option<BookMark>) -> bool {
        let is_in_book = self.said_after.zip(mark).is_some_and(|(said_after, mark)| mark <= said_after);
        self.counted_at_ms >= at_ms || is_in_book
    }
}

/// Counts of these goods that the book holds and that were made after what happened at `at_ms` and is `mark` in the
/// book, by [`CountLine::is_after`]; the newest first.
pub fn held(
    tx: &Transaction,
    goods: &Counted,
    at_ms: i64,
    mark: Option<BookMark>,
) -> Result<Vec<CountLine>, Error> {
    let mark = mark.map(|BookMark(row)| row);
    tx.all(HELD, params![goods.place.bytes(), goods.lot.bytes(), goods.serial, at_ms, mark], read)
}

/// # Errors
/// [`Error::Rule`] when it names something that is not here.
pub fn insert(tx: &Transaction, line: &CountLine) -> Result<(), Error> {
    let Counted { place, item, lot, serial } = &line.goods;
    tx.run(
        INSERT,
        params![
            line.id.bytes(),
            line.zone.as_ref().map(CountZoneId::bytes),
            place.bytes(),
            item.bytes(),
            lot.bytes(),
            serial,
            line.counted.millionths(),
            line.counted_at_ms,
            line.operator.bytes(),
            line.seat,
            line.state.text(),
            line.entry.as_ref().map(EntryId::bytes),
            line.pieces,
            line.said_after.map(|BookMark(row)| row),
            line.reading
        ],
    )?;
    Ok(())
}

/// Numbers of these goods that are not settled, the oldest first.
pub fn open_of(tx: &Transaction, goods: &Counted) -> Result<Vec<CountLine>, Error> {
    tx.all(OPEN_OF, params![goods.place.bytes(), goods.lot.bytes(), goods.serial], read)
}

/// Of all goods at a place, the oldest first.
pub fn open_at(tx: &Transaction, place: LocationId) -> Result<Vec<CountLine>, Error> {
    tx.all(OPEN_AT, params![place.bytes()], read)
}

/// Numbers of these goods that were not settled are: a later one holds.
pub fn replace_open(tx: &Transaction, goods: &Counted) -> Result<(), Error> {
    tx.run(REPLACE, params![goods.place.bytes(), goods.lot.bytes(), goods.serial])?;
    Ok(())
}

/// The same of those that were counted by themselves: what stands in a zone waits for its approval.
pub fn replace_open_alone(tx: &Transaction, goods: &Counted) -> Result<(), Error> {
    tx.run(REPLACE_ALONE, params![goods.place.bytes(), goods.lot.bytes(), goods.serial])?;
    Ok(())
}

/// Another count did not agree with what stood.
pub fn doubt(tx: &Transaction, goods: &Counted) -> Result<(), Error> {
    tx.run(DOUBT, params![goods.place.bytes(), goods.lot.bytes(), goods.serial])?;
    Ok(())
}

/// The book followed, by `entry`; without one it says the same by now.
///
/// # Errors
/// [`Error::Missing`] when it does not stand: it was counted again, or settled by somebody else.
pub fn settle(tx: &Transaction, id: CountLineId, entry: Option<EntryId>) -> Result<(), Error> {
    let state = if entry.is_some() { LineState::Posted } else { LineState::Right };
    match tx.run(SETTLE, params![id.bytes(), state.text(), entry.as_ref().map(EntryId::bytes)])? {
        0 => Err(Error::missing("count that stands", id)),
        _ => Ok(()),
    }
}

/// Goods of this lot were counted at the place at `since_ms` or after it, and the book holds that count.
pub fn held_since(tx: &Transaction, place: LocationId, lot: LotId, since_ms: i64) -> Result<bool, Error> {
    Ok(tx.one(HELD_SINCE, params![place.bytes(), lot.bytes(), since_ms], |_| Ok(()))?.is_some())
}

fn read(row: &Row<'_>) -> rusqlite::Result<CountLine> {
    Ok(CountLine {
        id: CountLineId(column::uuid(row, 0)?),
        zone: column::maybe_uuid(row, 1)?.map(CountZoneId),
        goods: Counted {
            place: LocationId(column::uuid(row, 2)?),
            item: ItemId(column::uuid(row, 3)?),
            lot: LotId(column::uuid(row, 4)?),
            serial: row.get(5)?,
        },
        counted: column::quantity(row, 6)?,
        pieces: row.get(12)?,
        said_after: row.get::<_, Option<i64>>(13)?.map(BookMark),
        reading: row.get(14)?,
        counted_at_ms: row.get(7)?,
        operator: OperatorId(column::uuid(row, 8)?),
        seat: row.get(9)?,
        state: column::word(row, 10, LineState::from_text)?,
        entry: column::maybe_uuid(row, 11)?.map(EntryId),
    })
}
