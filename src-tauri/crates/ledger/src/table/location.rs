//! The tree of places and the virtual ones. A container's parent and everybody's site are derived from
//! placements.

pub mod crates;
pub mod hands;

use crate::table::balance::Key;
use crate::table::column;
use crate::{Error, Transaction};
use domain::LocationId;
use domain::location::{Location, LocationKind, Purpose};
use rusqlite::{Row, params};

/// A container stands at most this deep, its site counted (design.md §3).
pub const DEPTH_LIMIT: usize = 5;

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT l.id, l.kind, l.code, l.name, p.id, l.purpose ",
            "FROM location l LEFT JOIN location p ON p.row = l.parent_row ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("WHERE l.id = ?1");
    BY_CODE = select!("WHERE l.code = ?1 COLLATE NOCASE ORDER BY l.code <> ?1, l.row LIMIT 1");
    BY_OWN_NUMBER = select!("WHERE l.own_number = ?1");
    BY_KIND = select!("WHERE l.kind = ?1 ORDER BY l.row LIMIT 1");
    BY_PURPOSE = select!("WHERE l.purpose = ?1 ORDER BY l.row LIMIT 1");
    ALL = select!("ORDER BY l.code, l.row LIMIT 100000");
    CHILDREN = select!("WHERE p.id = ?1 ORDER BY l.code, l.row LIMIT 100000");
    PATH = "WITH RECURSIVE up (row, step) AS (
                SELECT row, 0 FROM location WHERE id = ?1
                UNION ALL
                SELECT l.parent_row, up.step + 1 FROM up JOIN location l ON l.row = up.row
                WHERE l.parent_row IS NOT NULL AND up.step < 20)
            SELECT l.id, l.kind, l.code, l.name, p.id, l.purpose
            FROM up JOIN location l ON l.row = up.row LEFT JOIN location p ON p.row = l.parent_row
            ORDER BY up.step DESC LIMIT 21";
    SITE_OF = "SELECT s.id, s.kind, s.code, s.name, NULL, s.purpose FROM location l
               JOIN location s ON s.row = l.site_row WHERE l.id = ?1";
    OWN_NUMBER = "SELECT own_number FROM location WHERE id = ?1";
    ROW_AND_KIND = "SELECT row, kind FROM location WHERE id = ?1";
    STANDING = "SELECT parent_row, site_row, kind, purpose FROM location WHERE row = ?1";
    /// In the container or in what stands in it.
    RESERVED_INSIDE = "WITH RECURSIVE inside (row) AS (
                           SELECT row FROM location WHERE id = ?1
                           UNION SELECT l.row FROM inside JOIN location l ON l.parent_row = inside.row)
                       SELECT b.location_row, b.item_row, b.lot_row FROM inside
                       JOIN balance b ON b.location_row = inside.row WHERE b.reserved > 0 LIMIT 10000";
    INSERT = "INSERT INTO location (id, kind, code, name, purpose, own_number, parent_row, site_row)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT row FROM location WHERE id = ?7),
              (SELECT site_row FROM location WHERE id = ?7))";
    INSERT_ONCE = "INSERT INTO location (id, kind, code, name, purpose, sscc, reusable, parent_row, site_row)
                   VALUES (?1, 'container', ?2, '', 'store', ?2, 0, (SELECT row FROM location WHERE id = ?3),
                   (SELECT site_row FROM location WHERE id = ?3))";
    /// What was undone never was in it.
    USED_UP = "SELECT EXISTS (SELECT 1 FROM movement m WHERE m.from_row = l.row AND m.kind <> 'reversal'
                       AND NOT EXISTS (SELECT 1 FROM entry e JOIN entry r ON r.reverses = e.id
                       WHERE e.row = m.entry_row))
               AND NOT EXISTS (SELECT 1 FROM balance b WHERE b.location_row = l.row AND b.on_hand > 0)
               AND NOT EXISTS (SELECT 1 FROM location i WHERE i.parent_row = l.row)
               FROM location l WHERE l.id = ?1 AND l.reusable = 0";
    OWN_SITE = "UPDATE location SET site_row = row WHERE id = ?1 AND kind = 'site'";
    /// How many stand in each other from this one down, itself counted.
    HEIGHT = "WITH RECURSIVE inside (row, step) AS (
                  SELECT row, 1 FROM location WHERE id = ?1
                  UNION ALL
                  SELECT l.row, inside.step + 1 FROM inside JOIN location l ON l.parent_row = inside.row
                  WHERE inside.step < 20)
              SELECT max(step) FROM inside";
    /// The container and all that stands in it.
    SET_PARENT = "UPDATE location SET parent_row = (SELECT row FROM location WHERE id = ?2) WHERE id = ?1";
    SET_SITE = "WITH RECURSIVE inside (row) AS (
                    SELECT row FROM location WHERE id = ?1
                    UNION SELECT l.row FROM inside JOIN location l ON l.parent_row = inside.row)
                UPDATE location SET site_row = (SELECT site_row FROM location WHERE id = ?2)
                WHERE row IN (SELECT row FROM inside)";
}

pub fn by_id(tx: &Transaction, id: LocationId) -> Result<Option<Location>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

/// Whole code, in any case; the same case is preferred.
pub fn by_code(tx: &Transaction, code: &str) -> Result<Option<Location>, Error> {
    tx.one(BY_CODE, params![code], read)
}

/// By the number in its own label.
pub fn by_own_number(tx: &Transaction, own_number: u32) -> Result<Option<Location>, Error> {
    tx.one(BY_OWN_NUMBER, params![own_number], read)
}

/// # Errors
/// [`Error::Missing`] when the station was set up without it.
pub fn virtual_place(tx: &Transaction, kind: LocationKind) -> Result<Location, Error> {
    tx.one(BY_KIND, params![kind.text()], read)?.ok_or_else(|| Error::missing("location", kind.text()))
}

/// The first that serves this purpose.
pub fn by_purpose(tx: &Transaction, purpose: Purpose) -> Result<Option<Location>, Error> {
    tx.one(BY_PURPOSE, params![purpose.text()], read)
}

/// By code, the virtual ones too.
pub fn all(tx: &Transaction) -> Result<Vec<Location>, Error> {
    tx.all(ALL, [], read)
}

/// What stands or lies directly in it, by code.
pub fn children(tx: &Transaction, id: LocationId) -> Result<Vec<Location>, Error> {
    tx.all(CHILDREN, params![id.bytes()], read)
}

/// From the site down to the place itself.
pub fn path(tx: &Transaction, id: LocationId) -> Result<Vec<Location>, Error> {
    tx.all(PATH, params![id.bytes()], read)
}

/// A site is its own; `None` for virtual places.
pub fn site_of(tx: &Transaction, id: LocationId) -> Result<Option<Location>, Error> {
    tx.one(SITE_OF, params![id.bytes()], read)
}

/// The number in its own label, where it has one.
pub fn own_number(tx: &Transaction, id: LocationId) -> Result<Option<u32>, Error> {
    Ok(tx.one(OWN_NUMBER, params![id.bytes()], |row| row.get(0))?.flatten())
}

/// `own_number`: the number in its own label.
///
/// # Errors
/// [`Error::Missing`] for an unknown parent; [`Error::TooDeep`] below the fifth level; [`Error::Rule`] when code or
/// number are taken.
pub fn insert(
    tx: &Transaction,
    location: &Location,
    own_number: Option<u32>,
    _now_ms: i64,
) -> Result<(), Error> {
    let Location { id, kind, code, name, parent, purpose } = location;
    if let Some(parent) = parent {
        row_and_kind(tx, *parent)?;
        if path(tx, *parent)?.len() >= DEPTH_LIMIT {
            return Err(Error::TooDeep { container: *id, limit: DEPTH_LIMIT });
        }
    }
    let parent = parent.as_ref().map(LocationId::bytes);
    tx.run(INSERT, params![id.bytes(), kind.text(), code, name, purpose.text(), own_number, parent])?;
    tx.run(OWN_SITE, params![id.bytes()])?;
    Ok(())
}

/// A container that is used once, named by its SSCC, first seen in `parent`.
///
/// # Errors
/// [`Error::Missing`] for an unknown parent; [`Error::Rule`] when the number is taken.
pub fn insert_single_use(
    tx: &Transaction,
    id: LocationId,
    sscc: &str,
    parent: LocationId,
) -> Result<(), Error> {
    row_and_kind(tx, parent)?;
    tx.run(INSERT_ONCE, params![id.bytes(), sscc, parent.bytes()])?;
    Ok(())
}

/// A container for one use that held goods and is empty: its number is never used again.
pub fn is_used_up(tx: &Transaction, id: LocationId) -> Result<bool, Error> {
    Ok(tx.one(USED_UP, params![id.bytes()], |row| row.get(0))?.unwrap_or(false))
}

pub(crate) fn row_and_kind(tx: &Transaction, id: LocationId) -> Result<(i64, LocationKind), Error> {
    tx.one(ROW_AND_KIND, params![id.bytes()], |row| {
        Ok((row.get(0)?, column::word(row, 1, LocationKind::from_text)?))
    })?
    .ok_or_else(|| Error::missing("location", id))
}

/// One place of the tree, by local rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub parent_row: Option<i64>,
    pub site_row: Option<i64>,
    pub kind: LocationKind,
    pub purpose: Purpose,
}

pub(crate) fn standing(tx: &Transaction, row: i64) -> Result<Standing, Error> {
    tx.one(STANDING, params![row], |found| {
        Ok(Standing {
            parent_row: found.get(0)?,
            site_row: found.get(1)?,
            kind: column::word(found, 2, LocationKind::from_text)?,
            purpose: column::word(found, 3, Purpose::from_text)?,
        })
    })?
    .ok_or_else(|| Error::missing("location", row))
}

/// Which stock in a container, at any depth, is promised to somebody.
pub(crate) fn reserved_inside(tx: &Transaction, container: LocationId) -> Result<Vec<Key>, Error> {
    tx.all(RESERVED_INSIDE, params![container.bytes()], |row| {
        Ok(Key { location: row.get(0)?, item: row.get(1)?, lot: row.get(2)? })
    })
}

/// Derives parent and site after a placement; contents come along.
pub(crate) fn place(tx: &Transaction, container: LocationId, to: LocationId) -> Result<(), Error> {
    let path = path(tx, to)?;
    if path.iter().any(|above| above.id == container) {
        return Err(Error::ContainerInItself { container });
    }
    let height: i64 = tx.one(HEIGHT, params![container.bytes()], |row| row.get(0))?.unwrap_or(1);
    if path.len() + height as usize > DEPTH_LIMIT {
        return Err(Error::TooDeep { container, limit: DEPTH_LIMIT });
    }
    tx.run(SET_PARENT, params![container.bytes(), to.bytes()])?;
    tx.run(SET_SITE, params![container.bytes(), to.bytes()])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Location> {
    Ok(Location {
        id: LocationId(column::uuid(row, 0)?),
        kind: column::word(row, 1, LocationKind::from_text)?,
        code: row.get(2)?,
        name: row.get(3)?,
        parent: column::maybe_uuid(row, 4)?.map(LocationId),
        purpose: column::word(row, 5, Purpose::from_text)?,
    })
}
