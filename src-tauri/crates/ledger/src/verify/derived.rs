//! What is derived against what it is derived from: balances, promises, sums, serials, containers.

use super::lines::{Line, What};
use super::lots::{self, Judged};
use super::{Difference, Report};
use crate::Error;
use domain::Quantity;
use domain::entry::{Before, NewMovement};
use rusqlite::{Connection, Row};
use std::collections::HashMap;

/// What the movements and placements say, gathered while the chain goes by.
#[derive(Default)]
pub(super) struct Sums {
    /// By location, item, lot.
    balances: HashMap<[i64; 3], Balance>,
    /// By item and serial: location and lot.
    serials: HashMap<(i64, String), (i64, i64)>,
    /// By container.
    parents: HashMap<i64, i64>,
    /// By lot, of those that entries turned.
    lots: HashMap<i64, Judged>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Balance {
    on_hand: i64,
    pieces: i64,
}

impl Sums {
    /// Adds one entry; a line that says it began from something else is a difference.
    pub(super) fn add(&mut self, entry: &str, lines: &[Line]) -> Option<Difference> {
        lines.iter().enumerate().find_map(|(index, line)| match &line.what {
            What::Movement(movement, before) => self.moved(entry, index, line, movement, before),
            What::Placement(_) => self.placed(entry, line),
            What::LotChange(change) => self.lots.entry(line.rows[1]).or_default().turn(entry, change.fact),
        })
    }

    fn moved(
        &mut self,
        entry: &str,
        index: usize,
        line: &Line,
        movement: &NewMovement,
        before: &Before,
    ) -> Option<Difference> {
        let [item, lot, from, to] = line.rows;
        let (quantity, pieces) = (movement.quantity.millionths(), movement.pieces);
        for (place, change, pieces, said, what) in [
            (from, -quantity, -pieces, before.from, "what stood before at its source"),
            (to, quantity, pieces, before.to, "what stood before at its target"),
        ] {
            let balance = self.balances.entry([place, item, lot]).or_default();
            if balance.on_hand != said.millionths() {
                let place = format!("{entry} line {}", index + 1);
                return Some(Difference {
                    place,
                    what,
                    found: text(said.millionths()),
                    wanted: text(balance.on_hand),
                });
            }
            balance.on_hand += change;
            balance.pieces += pieces;
        }
        if let Some(serial) = &movement.serial {
            self.serials.insert((item, serial.clone()), (to, lot));
        }
        None
    }

    fn placed(&mut self, entry: &str, line: &Line) -> Option<Difference> {
        let [container, _, from, to] = line.rows;
        let before = self.parents.insert(container, to).filter(|before| *before != from)?;
        let (found, wanted) = (format!("place {from}"), format!("place {before}"));
        let what = "where its container came from";
        Some(Difference { place: entry.to_owned(), what, found, wanted })
    }
}

const BALANCES: &str = "SELECT b.location_row, b.item_row, b.lot_row, b.on_hand, b.pieces, b.reserved,
                        i.sku || ' lot ' || iif(l.kind = 'coded', l.code, l.kind) || ' at ' || p.code,
                        (SELECT coalesce(sum(r.quantity), 0) FROM reservation r WHERE r.item_row = b.item_row
                        AND r.location_row = b.location_row AND r.lot_row = b.lot_row
                        AND NOT EXISTS (SELECT 1 FROM reservation_end e WHERE e.reservation_row = r.row)),
                        b.physical, p.kind IN ('site', 'zone', 'bin', 'container', 'transit') FROM balance b
                        JOIN item i ON i.row = b.item_row JOIN lot l ON l.row = b.lot_row
                        JOIN location p ON p.row = b.location_row ORDER BY b.item_row, b.location_row,
                        b.lot_row";
/// Promised by what is for ever, where no balance says so.
const PROMISED_NOWHERE: &str =
    "SELECT i.sku || ' lot ' || iif(l.kind = 'coded', l.code, l.kind) || ' at ' || p.code, r.quantity
     FROM reservation r CROSS JOIN item i ON i.row = r.item_row CROSS JOIN lot l ON l.row = r.lot_row
     CROSS JOIN location p ON p.row = r.location_row
     WHERE NOT EXISTS (SELECT 1 FROM reservation_end e WHERE e.reservation_row = r.row)
     AND NOT EXISTS (SELECT 1 FROM balance b WHERE b.location_row = r.location_row
     AND b.item_row = r.item_row AND b.lot_row = r.lot_row AND b.physical = 1) ORDER BY r.row LIMIT 1";
/// The list of open ones against those without an end.
const OPEN: &str =
    "SELECT i.sku || ' at ' || p.code, o.reservation_row IS NOT NULL, e.reservation_row IS NULL,
     o.reservation_row IS NULL OR (o.item_row, o.location_row, o.lot_row, ifnull(o.expires_at_ms, -1))
     = (r.item_row, r.location_row, r.lot_row, ifnull(r.expires_at_ms, -1)) FROM reservation r
     CROSS JOIN item i ON i.row = r.item_row CROSS JOIN location p ON p.row = r.location_row
     LEFT JOIN reservation_end e ON e.reservation_row = r.row
     LEFT JOIN reservation_open o ON o.reservation_row = r.row ORDER BY r.row";
const SUMS: &str = "SELECT i.sku || ' lot ' || iif(l.kind = 'coded', l.code, l.kind), sum(b.on_hand)
                    FROM balance b JOIN item i ON i.row = b.item_row JOIN lot l ON l.row = b.lot_row
                    GROUP BY b.item_row, b.lot_row HAVING sum(b.on_hand) <> 0
                    ORDER BY b.item_row, b.lot_row LIMIT 1";
const SERIALS: &str =
    "SELECT s.item_row, s.serial, s.location_row, s.lot_row FROM serial_position s ORDER BY 1, 2";
const CONTAINERS: &str = "SELECT row, parent_row, code FROM location WHERE kind = 'container' ORDER BY row";

pub(super) fn compare(
    connection: &Connection,
    sums: &Sums,
    report: &mut Report,
) -> Result<Option<Difference>, Error> {
    let mut seen = 0;
    let found = first(connection, BALANCES, |row| {
        seen += 1;
        balance(row, sums)
    })?;
    report.balance_count = seen;
    if found.is_some() {
        return Ok(found);
    }
    if seen != sums.balances.len() as i64 {
        return Ok(Some(counted("all balances together", "their count", seen, sums.balances.len())));
    }
    if let Some(difference) = reservations(connection)? {
        return Ok(Some(difference));
    }
    let sum = first(connection, SUMS, |row| {
        Ok(Some(Difference {
            place: row.get(0)?,
            what: "the sum over all places",
            found: text(row.get(1)?),
            wanted: text(0),
        }))
    })?;
    if sum.is_some() {
        return Ok(sum);
    }
    if let Some(difference) = serials(connection, sums)? {
        return Ok(Some(difference));
    }
    let lot = first(connection, lots::LOTS, |row| lots::compare(row, sums.lots.get(&row.get(0)?)))?;
    if lot.is_some() {
        return Ok(lot);
    }
    first(connection, CONTAINERS, |row| {
        let (container, parent): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
        let Some(wanted) = sums.parents.get(&container).filter(|wanted| parent != Some(**wanted)) else {
            return Ok(None);
        };
        let (found, wanted) = (format!("{parent:?}"), format!("{:?}", Some(wanted)));
        Ok(Some(Difference { place: row.get(2)?, what: "where the container stands", found, wanted }))
    })
}

fn balance(row: &Row<'_>, sums: &Sums) -> rusqlite::Result<Option<Difference>> {
    let key = [row.get(0)?, row.get(1)?, row.get(2)?];
    let is = Balance { on_hand: row.get(3)?, pieces: row.get(4)? };
    let wanted = sums.balances.get(&key).copied().unwrap_or_default();
    let place: String = row.get(6)?;
    if is.on_hand != wanted.on_hand {
        return Ok(Some(Difference {
            place,
            what: "the balance",
            found: text(is.on_hand),
            wanted: text(wanted.on_hand),
        }));
    }
    if is.pieces != wanted.pieces {
        return Ok(Some(counted(&place, "the count of pieces", is.pieces, wanted.pieces)));
    }
    let (reserved, promised): (i64, i64) = (row.get(5)?, row.get(7)?);
    if reserved != promised {
        return Ok(Some(Difference {
            place,
            what: "what is reserved",
            found: text(reserved),
            wanted: text(promised),
        }));
    }
    let (says, is): (bool, bool) = (row.get(8)?, row.get(9)?);
    Ok((says != is).then(|| counted(&place, "whether the place is physical", says, is)))
}

fn reservations(connection: &Connection) -> Result<Option<Difference>, Error> {
    let nowhere = first(connection, PROMISED_NOWHERE, |row| {
        let (place, promised) = (row.get(0)?, row.get(1)?);
        Ok(Some(Difference { place, what: "what is reserved", found: text(0), wanted: text(promised) }))
    })?;
    if nowhere.is_some() {
        return Ok(nowhere);
    }
    first(connection, OPEN, |row| {
        let (listed, is_open, fits): (bool, bool, bool) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let place: String = row.get(0)?;
        if listed != is_open {
            return Ok(Some(counted(&place, "whether its reservation is open", listed, is_open)));
        }
        Ok((!fits)
            .then(|| counted(&place, "what the list of open reservations says of it", "other", "the same")))
    })
}

fn serials(connection: &Connection, sums: &Sums) -> Result<Option<Difference>, Error> {
    let mut seen = 0;
    let found = first(connection, SERIALS, |row| {
        seen += 1;
        let (item, serial): (i64, String) = (row.get(0)?, row.get(1)?);
        let is: (i64, i64) = (row.get(2)?, row.get(3)?);
        let wanted = sums.serials.get(&(item, serial.clone()));
        Ok((wanted != Some(&is)).then(|| Difference {
            place: format!("serial {serial}"),
            what: "its place and lot",
            found: format!("{is:?}"),
            wanted: format!("{wanted:?}"),
        }))
    })?;
    if found.is_none() && seen != sums.serials.len() {
        return Ok(Some(counted("all serials together", "their count", seen, sums.serials.len())));
    }
    Ok(found)
}

/// The first row that gives a difference.
fn first(
    connection: &Connection,
    sql: &str,
    mut look: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<Difference>>,
) -> Result<Option<Difference>, Error> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(difference) = look(row)? {
            return Ok(Some(difference));
        }
    }
    Ok(None)
}

pub(super) fn counted(
    place: &str,
    what: &'static str,
    found: impl ToString,
    wanted: impl ToString,
) -> Difference {
    Difference { place: place.to_owned(), what, found: found.to_string(), wanted: wanted.to_string() }
}

/// In stock units; a number beyond all quantities as it stands.
fn text(millionths: i64) -> String {
    Quantity::from_millionths(millionths).map_or_else(|_| millionths.to_string(), |quantity| quantity.text(0))
}
