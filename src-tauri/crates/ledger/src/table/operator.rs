//! People who scan.

use crate::table::column;
use crate::{Error, Transaction};
use domain::permission::Role;
use domain::{OperatorId, OwnerId};
use rusqlite::{Row, params};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    pub id: OperatorId,
    pub name: String,
    pub role: Role,
    /// `en` or `id`.
    pub language: String,
    /// The number in the badge's own code; `None` once the badge was taken away.
    pub badge: Option<u32>,
    /// Bound to this owner's goods: sees and changes nothing of another's.
    pub owner: Option<OwnerId>,
}

macro_rules! columns {
    () => {
        "SELECT p.id, p.name, p.role, p.language, p.badge, o.id FROM operator p
         LEFT JOIN owner o ON o.row = p.owner_row WHERE "
    };
}
macro_rules! select {
    ($tail:literal) => {
        concat!(columns!(), "p.retired_at_ms IS NULL AND ", $tail)
    };
}
statements! {
    BY_ID = concat!(columns!(), "p.id = ?1");
    BY_BADGE = select!("p.badge = ?1");
    BY_NAME = select!("p.name = ?1 ORDER BY p.row LIMIT 1");
    ALL = select!("TRUE ORDER BY p.name, p.row LIMIT 10000");
    INSERT = "INSERT INTO operator (id, name, role, language, badge, made_at_ms, owner_row)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT row FROM owner WHERE id = ?7))";
    SET_OWNER = "UPDATE operator SET owner_row = (SELECT row FROM owner WHERE id = ?2) WHERE id = ?1";
    SET_BADGE = "UPDATE operator SET badge = ?2 WHERE id = ?1";
    RETIRE = "UPDATE operator SET badge = NULL, retired_at_ms = ?2 WHERE id = ?1 AND retired_at_ms IS NULL";
}

/// Retired people too: the history still names them.
pub fn by_id(tx: &Transaction, id: OperatorId) -> Result<Option<Operator>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

pub fn by_badge(tx: &Transaction, badge: u32) -> Result<Option<Operator>, Error> {
    tx.one(BY_BADGE, params![badge], read)
}

/// The first of that name.
pub fn by_name(tx: &Transaction, name: &str) -> Result<Option<Operator>, Error> {
    tx.one(BY_NAME, params![name], read)
}

/// By name; nobody who has left.
pub fn all(tx: &Transaction) -> Result<Vec<Operator>, Error> {
    tx.all(ALL, [], read)
}

pub fn insert(tx: &Transaction, operator: &Operator, now_ms: i64) -> Result<(), Error> {
    let Operator { id, name, role, language, badge, owner } = operator;
    let owner = owner.as_ref().map(OwnerId::bytes);
    tx.run(INSERT, params![id.bytes(), name, role.text(), language, badge, now_ms, owner])?;
    Ok(())
}

/// `None` lets the person see all owners' goods again.
pub fn set_owner(tx: &Transaction, id: OperatorId, owner: Option<OwnerId>) -> Result<(), Error> {
    match tx.run(SET_OWNER, params![id.bytes(), owner.as_ref().map(OwnerId::bytes)])? {
        0 => Err(Error::missing("operator", id)),
        _ => Ok(()),
    }
}

/// `None` takes the badge away.
pub fn set_badge(tx: &Transaction, id: OperatorId, badge: Option<u32>) -> Result<(), Error> {
    match tx.run(SET_BADGE, params![id.bytes(), badge])? {
        0 => Err(Error::missing("operator", id)),
        _ => Ok(()),
    }
}

/// Keeps the person for the history; badge and sign-in end.
pub fn retire(tx: &Transaction, id: OperatorId, now_ms: i64) -> Result<(), Error> {
    tx.run(RETIRE, params![id.bytes(), now_ms])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Operator> {
    Ok(Operator {
        id: OperatorId(column::uuid(row, 0)?),
        name: row.get(1)?,
        role: column::word(row, 2, Role::from_text)?,
        language: row.get(3)?,
        badge: row.get(4)?,
        owner: column::maybe_uuid(row, 5)?.map(OwnerId),
    })
}
