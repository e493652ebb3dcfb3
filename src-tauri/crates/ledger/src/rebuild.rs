//! What is derived, made again from what is for ever: balances, serial positions, where containers stand, which
//! reservations are open, what entries made of lots. What items are found by is made again by `crate::search`.

use crate::{Error, Transaction};

statements! {
    DROP_BALANCES = "DELETE FROM balance";
    BALANCES = "INSERT INTO balance (location_row, item_row, lot_row, physical, on_hand, pieces, reserved)
                SELECT a.location_row, a.item_row, a.lot_row,
                       l.kind IN ('site', 'zone', 'bin', 'container', 'transit'),
                       sum(a.quantity), sum(a.pieces),
                       (SELECT coalesce(sum(r.quantity), 0) FROM reservation r
                        WHERE r.item_row = a.item_row AND r.location_row = a.location_row
                          AND r.lot_row = a.lot_row
                          AND NOT EXISTS (SELECT 1 FROM reservation_end e WHERE e.reservation_row = r.row))
                FROM (SELECT to_row AS location_row, item_row, lot_row, quantity, pieces FROM movement
                      UNION ALL
                      SELECT from_row, item_row, lot_row, -quantity, -pieces FROM movement) a
                JOIN location l ON l.row = a.location_row
                GROUP BY a.location_row, a.item_row, a.lot_row";
    DROP_SERIALS = "DELETE FROM serial_position";
    SERIALS = "INSERT INTO serial_position (item_row, serial, location_row, lot_row)
               SELECT m.item_row, m.serial, m.to_row, m.lot_row FROM movement m
               JOIN (SELECT max(row) AS row FROM movement WHERE serial IS NOT NULL
                     GROUP BY item_row, serial) n ON n.row = m.row";
    DROP_OPEN = "DELETE FROM reservation_open";
    OPEN = "INSERT INTO reservation_open (reservation_row, item_row, location_row, lot_row, expires_at_ms)
            SELECT r.row, r.item_row, r.location_row, r.lot_row, r.expires_at_ms FROM reservation r
            WHERE NOT EXISTS (SELECT 1 FROM reservation_end e WHERE e.reservation_row = r.row)";
    PARENTS = "UPDATE location SET parent_row = n.to_row
               FROM (SELECT p.container_row, p.to_row FROM placement p
                     JOIN (SELECT max(row) AS row FROM placement GROUP BY container_row) x ON x.row = p.row) n
               WHERE location.row = n.container_row";
    LOT_STATUSES = "UPDATE lot SET status = n.status_after
                    FROM (SELECT c.lot_row, c.status_after FROM lot_change c
                          JOIN (SELECT max(row) AS row FROM lot_change WHERE status_after IS NOT NULL
                                GROUP BY lot_row) x ON x.row = c.row) n WHERE lot.row = n.lot_row";
    LOT_DATES = "UPDATE lot SET expiry_kind = n.expiry_kind_after, expiry = n.expiry_after
                 FROM (SELECT c.lot_row, c.expiry_kind_after, c.expiry_after FROM lot_change c
                       JOIN (SELECT max(row) AS row FROM lot_change WHERE expiry_after IS NOT NULL
                             GROUP BY lot_row) x ON x.row = c.row) n WHERE lot.row = n.lot_row";
    SITES = "WITH RECURSIVE tree (row, site_row) AS (
                 SELECT row, row FROM location WHERE kind = 'site'
                 UNION ALL
                 SELECT l.row, tree.site_row FROM tree JOIN location l ON l.parent_row = tree.row
                 WHERE l.kind <> 'site')
             UPDATE location SET site_row = (SELECT site_row FROM tree WHERE tree.row = location.row)";
}

/// Everything derived, to the same numbers, in the caller's turn. The count of balances.
///
/// # Errors
/// [`Error::Rule`] when the movements themselves leave a physical place below zero, or below what is promised:
/// the book is damaged, and nothing was changed.
pub fn all(tx: &Transaction) -> Result<usize, Error> {
    tx.guarded(|| {
        tx.run(DROP_BALANCES, [])?;
        let count = tx.run(BALANCES, [])?;
        tx.run(DROP_SERIALS, [])?;
        tx.run(SERIALS, [])?;
        tx.run(DROP_OPEN, [])?;
        tx.run(OPEN, [])?;
        tx.run(PARENTS, [])?;
        tx.run(SITES, [])?;
        tx.run(LOT_STATUSES, [])?;
        tx.run(LOT_DATES, [])?;
        Ok(count)
    })
}
