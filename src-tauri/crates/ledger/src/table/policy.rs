//! Policies: how a screen treats what the book did not expect, and how much more than ordered is taken. Data, not
//! settings; which one holds is decided in `domain::policy`.

use crate::table::{column, item, location};
use crate::{Error, Transaction};
use domain::policy::{OverTolerance, Policy, PolicyOperation, PolicySays};
use domain::{ItemId, LocationId};
use rusqlite::types::Type;
use rusqlite::{Row, params};

/// What is taken of an item from a supplier without a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerance {
    pub supplier: String,
    pub item: ItemId,
    pub over: OverTolerance,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT p.id, i.id, o.operation, o.says FROM policy o LEFT JOIN location p ON p.row = o.location_row
             LEFT JOIN item i ON i.row = o.item_row WHERE ",
            $tail
        )
    };
}
statements! {
    FOR_ITEM = select!("o.operation = ?1 AND coalesce(o.item_row, 0) IN (0, (SELECT row FROM item WHERE id = ?2))
                        ORDER BY o.row LIMIT 10000");
    ALL = select!("o.row > 0 ORDER BY o.row LIMIT 10000");
    PUT = "INSERT INTO policy (location_row, item_row, operation, says) VALUES (?1, ?2, ?3, ?4)
           ON CONFLICT (operation, coalesce(item_row, 0), coalesce(location_row, 0))
           DO UPDATE SET says = excluded.says";
    REMOVE = "DELETE FROM policy WHERE operation = ?3 AND coalesce(item_row, 0) = coalesce(?2, 0)
              AND coalesce(location_row, 0) = coalesce(?1, 0)";
    TOLERANCE = "SELECT percent FROM over_tolerance WHERE supplier = ?1
                 AND item_row = (SELECT row FROM item WHERE id = ?2)";
    TOLERANCES = "SELECT o.supplier, i.id, o.percent FROM over_tolerance o JOIN item i ON i.row = o.item_row
                  ORDER BY o.supplier, o.item_row LIMIT 10000";
    PUT_TOLERANCE = "INSERT INTO over_tolerance (supplier, item_row, percent) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET percent = excluded.percent";
    REMOVE_TOLERANCE = "DELETE FROM over_tolerance WHERE supplier = ?1 AND item_row = ?2";
}

/// Those that could hold for an item: its own and those of every item.
pub fn for_item(tx: &Transaction, operation: PolicyOperation, item: ItemId) -> Result<Vec<Policy>, Error> {
    tx.all(FOR_ITEM, params![operation.text(), item.bytes()], read)
}

/// As they were set, the first first.
pub fn all(tx: &Transaction) -> Result<Vec<Policy>, Error> {
    tx.all(ALL, params![], read)
}

/// In the place of the one for the same location, item and operation, if there is one.
///
/// # Errors
/// [`Error::Missing`] for a location or item that is not here.
pub fn put(tx: &Transaction, policy: &Policy) -> Result<(), Error> {
    let (location_row, item_row) = rows(tx, policy.location, policy.item)?;
    tx.run(PUT, params![location_row, item_row, policy.operation.text(), policy.says.text()])?;
    Ok(())
}

/// What is less specific holds again; whether there was one.
///
/// # Errors
/// As [`put`].
pub fn remove(
    tx: &Transaction,
    location: Option<LocationId>,
    item: Option<ItemId>,
    operation: PolicyOperation,
) -> Result<bool, Error> {
    let (location_row, item_row) = rows(tx, location, item)?;
    Ok(tx.run(REMOVE, params![location_row, item_row, operation.text()])? > 0)
}

/// None where nobody set one.
pub fn tolerance(tx: &Transaction, supplier: &str, item: ItemId) -> Result<OverTolerance, Error> {
    let found = tx.one(TOLERANCE, params![supplier, item.bytes()], |row| percent(row, 0))?;
    Ok(found.unwrap_or(OverTolerance::NONE))
}

/// By supplier.
pub fn tolerances(tx: &Transaction) -> Result<Vec<Tolerance>, Error> {
    tx.all(TOLERANCES, params![], |row| {
        let item = ItemId(column::uuid(row, 1)?);
        Ok(Tolerance { supplier: row.get(0)?, item, over: percent(row, 2)? })
    })
}

/// # Errors
/// [`Error::Missing`] for an item that is not here; [`Error::Rule`] for a supplier without a name.
pub fn put_tolerance(tx: &Transaction, tolerance: &Tolerance) -> Result<(), Error> {
    let item_row = item::row(tx, tolerance.item)?;
    match tolerance.over {
        OverTolerance::NONE => tx.run(REMOVE_TOLERANCE, params![tolerance.supplier, item_row])?,
        over => tx.run(PUT_TOLERANCE, params![tolerance.supplier, item_row, over.get()])?,
    };
    Ok(())
}

fn rows(
    tx: &Transaction,
    location: Option<LocationId>,
    item: Option<ItemId>,
) -> Result<(Option<i64>, Option<i64>), Error> {
    let location_row = location.map(|id| location::row_and_kind(tx, id)).transpose()?.map(|(row, _)| row);
    Ok((location_row, item.map(|id| item::row(tx, id)).transpose()?))
}

fn percent(row: &Row<'_>, index: usize) -> rusqlite::Result<OverTolerance> {
    let percent: u16 = row.get(index)?;
    OverTolerance::percent(percent)
        .ok_or_else(|| column::unfit(index, Type::Integer, column::Unfit(percent.to_string())))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Policy> {
    Ok(Policy {
        location: column::maybe_uuid(row, 0)?.map(LocationId),
        item: column::maybe_uuid(row, 1)?.map(ItemId),
        operation: column::word(row, 2, PolicyOperation::from_text)?,
        says: column::word(row, 3, PolicySays::from_text)?,
    })
}
