//! Containers that changed their parent: lines of an entry. Goods inside stay booked at the container.

use crate::table::{column, location};
use crate::{Error, Transaction};
use domain::LocationId;
use domain::entry::NewPlacement;
use domain::location::LocationKind;
use rusqlite::params;

/// Site, zone and bin are three of these (design.md §3); holds for what stands in the container as well.
const DEPTH_LIMIT: i64 = 5;

statements! {
    INSERT = "INSERT INTO placement (entry_row, line, container_row, from_row, to_row)
              VALUES (?1, ?2, ?3, ?4, ?5)";
    OF_ENTRY = "SELECT c.id, f.id, t.id FROM placement p JOIN location c ON c.row = p.container_row
                JOIN location f ON f.row = p.from_row JOIN location t ON t.row = p.to_row
                WHERE p.entry_row = ?1 ORDER BY p.line LIMIT 100000";
    /// The container alone is 1, with a crate in it 2.
    HEIGHT = "WITH RECURSIVE inside (row, level) AS (
                  SELECT row, 1 FROM location WHERE id = ?1
                  UNION ALL SELECT l.row, inside.level + 1 FROM inside
                  JOIN location l ON l.parent_row = inside.row WHERE inside.level < 20)
              SELECT max(level) FROM inside";
}

/// Writes the placement and derives parent and site of the container and of what stands in it.
///
/// # Errors
/// [`Error::ContainerElsewhere`] when it does not stand where it is taken from; [`Error::CannotPlace`] for a
/// place that cannot hold it.
pub(crate) fn insert(
    tx: &Transaction,
    entry_row: i64,
    line: usize,
    placement: &NewPlacement,
) -> Result<(), Error> {
    let NewPlacement { container, from, to } = *placement;
    let found = location::by_id(tx, container)?.ok_or_else(|| Error::missing("location", container))?;
    if found.kind != LocationKind::Container {
        return Err(Error::CannotPlace { container, why: "only containers move" });
    }
    if found.parent != Some(from) {
        return Err(Error::ContainerElsewhere { container, there: found.parent });
    }
    let (container_row, _) = location::row_and_kind(tx, container)?;
    let (from_row, _) = location::row_and_kind(tx, from)?;
    let (to_row, to_kind) = location::row_and_kind(tx, to)?;
    if !to_kind.is_physical() {
        return Err(Error::CannotPlace {
            container,
            why: "goods leave by movements, not with their container",
        });
    }
    location::place(tx, container, to)?;
    let height = tx.one(HEIGHT, params![container.bytes()], |row| row.get::<_, i64>(0))?.unwrap_or(1);
    if location::path(tx, to)?.len() as i64 + height > DEPTH_LIMIT {
        let why = "what stands in it would stand too deep: take something out of something first";
        return Err(Error::CannotPlace { container, why });
    }
    tx.run(INSERT, params![entry_row, line as i64, container_row, from_row, to_row])?;
    Ok(())
}

pub(crate) fn of_entry(tx: &Transaction, entry_row: i64) -> Result<Vec<NewPlacement>, Error> {
    tx.all(OF_ENTRY, params![entry_row], |row| {
        Ok(NewPlacement {
            container: LocationId(column::uuid(row, 0)?),
            from: LocationId(column::uuid(row, 1)?),
            to: LocationId(column::uuid(row, 2)?),
        })
    })
}
