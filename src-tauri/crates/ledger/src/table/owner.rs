//! Whose goods an item is. The house is the first owner.

use crate::table::column;
use crate::{Error, Transaction};
use domain::OwnerId;
use rusqlite::params;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub id: OwnerId,
    pub name: String,
}

statements! {
    INSERT = "INSERT INTO owner (id, name) VALUES (?1, ?2)";
    BY_ID = "SELECT id, name FROM owner WHERE id = ?1";
    ALL = "SELECT id, name FROM owner ORDER BY row LIMIT 10000";
}

pub fn insert(tx: &Transaction, owner: &Owner) -> Result<(), Error> {
    tx.run(INSERT, params![owner.id.bytes(), owner.name])?;
    Ok(())
}

/// The house first.
pub fn all(tx: &Transaction) -> Result<Vec<Owner>, Error> {
    tx.all(ALL, [], |row| Ok(Owner { id: OwnerId(column::uuid(row, 0)?), name: row.get(1)? }))
}

pub fn by_id(tx: &Transaction, id: OwnerId) -> Result<Option<Owner>, Error> {
    tx.one(BY_ID, params![id.bytes()], |row| {
        Ok(Owner { id: OwnerId(column::uuid(row, 0)?), name: row.get(1)? })
    })
}

/// By its name, in any case.
pub fn by_name(tx: &Transaction, name: &str) -> Result<Option<Owner>, Error> {
    Ok(all(tx)?.into_iter().find(|owner| owner.name.to_lowercase() == name.trim().to_lowercase()))
}

/// The first owner, whose goods everything is unless somebody says otherwise.
pub fn house(tx: &Transaction) -> Result<Option<Owner>, Error> {
    Ok(all(tx)?.into_iter().next())
}
