//! People of this station: adding one with a badge of its own, and the sheet of badges to print.

use crate::Station;
use crate::access::{Caller, chance};
use crate::context::Context;
use crate::{Error, clock};
use domain::code::{OwnCode, OwnKind};
use domain::permission::Role;
use domain::{OperatorId, OwnerId};
use labels::SheetEntry;
use ledger::Transaction;
use ledger::table::audit::{self, AuditRow};
use ledger::table::operator::{self, Operator};
use ledger::table::owner::{self, Owner};
use ledger::table::seat;

/// What is told of a new person: the badge's code is what a scan of it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    pub name: String,
    pub code: String,
}

/// Adds a person; the badge's number is chance, so that nobody can guess a neighbour's.
///
/// # Errors
/// Somebody has this name already; the ledger's.
pub async fn add(
    context: &Context,
    name: &str,
    role: Role,
    language: &str,
    owner: Option<OwnerId>,
) -> Result<Badge, Error> {
    let (now_ms, number) = (context.now_ms(), u32::from_be_bytes(chance()?));
    let made = Operator {
        id: OperatorId(clock::new_id()),
        name: name.trim().to_owned(),
        role,
        language: language.to_owned(),
        badge: Some(number),
        owner,
    };
    let badge = Badge { name: made.name.clone(), code: OwnCode::new(OwnKind::Badge, number).text() };
    let added = context.ledger.writer().turn(move |tx| {
        if operator::by_name(tx, &made.name)?.is_some() {
            return Ok(false);
        }
        operator::insert(tx, &made, now_ms)?;
        let detail = serde_json::json!({ "id": made.id.to_string(), "role": made.role.text() });
        let (action, detail_json) = ("operator_added".to_owned(), detail.to_string());
        audit::insert(
            tx,
            &AuditRow { at_ms: now_ms, operator: None, seat: String::new(), action, detail_json },
        )?;
        Ok(true)
    });
    if !added.await? {
        return Err(Error::Refused(format!("add {}: somebody here has this name already", badge.name)));
    }
    Ok(badge)
}

/// Gives somebody another badge; the one before opens nothing any more.
///
/// # Errors
/// As [`named`].
pub async fn change_badge(context: &Context, name: &str) -> Result<Badge, Error> {
    let (person, number) = (named(context, name).await?, u32::from_be_bytes(chance()?));
    let (id, now_ms) = (person.id, context.now_ms());
    let changed = context.ledger.writer().turn(move |tx| {
        operator::set_badge(tx, id, Some(number))?;
        note(tx, "badge_changed", id, now_ms)
    });
    changed.await?;
    Ok(Badge { name: person.name, code: OwnCode::new(OwnKind::Badge, number).text() })
}

/// Somebody works here no more: no badge, no seat and no token is theirs; the history keeps the name.
///
/// # Errors
/// As [`named`].
pub async fn leave(context: &Context, name: &str) -> Result<(), Error> {
    let (id, now_ms) = (named(context, name).await?.id, context.now_ms());
    let left = context.ledger.writer().turn(move |tx| {
        operator::retire(tx, id, now_ms)?;
        seat::leave(tx, id)?;
        note(tx, "operator_left", id, now_ms)
    });
    Ok(left.await?)
}

fn note(tx: &Transaction, action: &str, person: OperatorId, now_ms: i64) -> Result<(), ledger::Error> {
    let detail_json = serde_json::json!({ "id": person.to_string() }).to_string();
    let (action, seat) = (action.to_owned(), String::new());
    audit::insert(tx, &AuditRow { at_ms: now_ms, operator: None, seat, action, detail_json })
}

/// A brand or a client whose goods are kept here; a name that is known changes nothing.
///
/// # Errors
/// The ledger's.
pub async fn add_owner(context: &Context, name: &str) -> Result<(), Error> {
    let (now_ms, name) = (context.now_ms(), name.trim().to_owned());
    let made = Owner { id: OwnerId(clock::new_id()), name };
    let added = context.ledger.writer().turn(move |tx| {
        if owner::by_name(tx, &made.name)?.is_some() {
            return Ok(());
        }
        owner::insert(tx, &made)?;
        let detail_json = serde_json::json!({ "id": made.id.to_string(), "name": made.name }).to_string();
        let (action, seat) = ("owner_added".to_owned(), String::new());
        audit::insert(tx, &AuditRow { at_ms: now_ms, operator: None, seat, action, detail_json })
    });
    Ok(added.await?)
}

/// The owner of this name.
///
/// # Errors
/// [`Error::NotFound`]; the ledger's.
pub async fn owner_named(context: &Context, name: &str) -> Result<Owner, Error> {
    let wanted = name.to_owned();
    let found = context.ledger.writer().turn(move |tx| owner::by_name(tx, &wanted)).await?;
    found.ok_or_else(|| Error::NotFound { what: format!("an owner named {name}") })
}

/// Everybody who works here, by name.
///
/// # Errors
/// The ledger's.
pub async fn all(context: &Context) -> Result<Vec<Operator>, Error> {
    Ok(context.ledger.writer().turn(|tx| operator::all(tx)).await?)
}

/// The person of this name.
///
/// # Errors
/// [`Error::NotFound`]; the ledger's.
pub async fn named(context: &Context, name: &str) -> Result<Operator, Error> {
    let wanted = name.trim().to_owned();
    let found = context.ledger.writer().turn(move |tx| operator::by_name(tx, &wanted)).await?;
    found.ok_or_else(|| Error::NotFound { what: format!("an operator named {name}") })
}

/// Who acts when `caller` asks for something at `seat`: the person a token works for, else whoever is active there.
/// Never from what a request says.
///
/// # Errors
/// The ledger's.
pub async fn behind(
    station: &Station,
    caller: &Caller,
    seat: &str,
) -> Result<Option<Operator>, ledger::Error> {
    let id = match caller.operator {
        Some(id) => Some(id),
        None => station.seats.watch(seat).await?.borrow().operator.as_ref().map(|operator| operator.id),
    };
    let Some(id) = id else { return Ok(None) };
    station.context.ledger.writer().turn(move |tx| operator::by_id(tx, id)).await
}

/// Badges of everybody who has one, as PDF. The role is written in each person's language.
///
/// # Errors
/// A name that cannot be printed; the ledger's.
pub async fn badge_sheet(context: &Context) -> Result<Vec<u8>, Error> {
    let entries: Vec<SheetEntry> = all(context)
        .await?
        .into_iter()
        .filter_map(|person| {
            Some(SheetEntry {
                subtitle: words::word(&person.language, &format!("role-{}", person.role.text())),
                code: OwnCode::new(OwnKind::Badge, person.badge?).text(),
                title: person.name,
            })
        })
        .collect();
    let title = context.settings().station.name.clone();
    labels::badge_sheet(&title, &entries)
        .map_err(|error| Error::Refused(format!("print the badges: {}", words::say("en", &error.message()))))
}
