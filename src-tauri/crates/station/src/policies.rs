//! Policies and how items age, as the office sets them: read as lists, set one by one, each change on record with who
//! made it and what it was.

use crate::context::Context;
use crate::once::{Halt, Key, Not, Outcome, field, once};
use crate::settling::Decider;
use domain::expiry::DateMeaning;
use domain::item::Item;
use domain::life::ItemLife;
use domain::permission::{Action, permission};
use domain::policy::{OverTolerance, Policy, PolicyOperation, PolicySays};
use domain::{ItemId, LocationId, Refusal};
use ledger::table::audit::{self, AuditRow};
use ledger::table::policy::{self, Tolerance};
use ledger::table::{item, item_life, location};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How the screen treats what the book did not expect. The most specific holds: item and nearest place, item, nearest
/// place, everything; *ask* where there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Policy))]
#[serde(deny_unknown_fields)]
pub struct PolicyRow {
    /// Code of a place, with everything in it; absent for every place.
    pub location: Option<String>,
    /// SKU; absent for every item.
    pub item: Option<String>,
    pub operation: PolicyOperation,
    /// Absent: what is less specific holds again.
    pub says: Option<PolicySays>,
}

/// So much more than ordered is taken without a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = OverTolerance))]
#[serde(deny_unknown_fields)]
pub struct ToleranceRow {
    /// As orders name who brings it.
    pub supplier: String,
    /// SKU.
    pub item: String,
    /// Of what was ordered; 0 takes it away.
    pub percent: u16,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Policies {
    /// In the order they were set.
    pub policies: Vec<PolicyRow>,
    /// By supplier.
    pub tolerances: Vec<ToleranceRow>,
}

/// How an item's lots age.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ItemLife))]
#[serde(deny_unknown_fields)]
pub struct LifeRow {
    /// `use_by`: nobody moves such a date.
    pub date_meaning: DateMeaning,
    /// A received lot is on hold until somebody releases it.
    pub waits_for_release: bool,
    /// Days of life wanted when goods come in.
    pub minimum_days: Option<u16>,
    /// Likewise as a share of the whole life, in percent.
    pub minimum_percent: Option<u8>,
    /// The whole life, where the pack does not say when it was made.
    pub shelf_life_days: Option<u16>,
}

/// # Errors
/// The ledger's.
pub async fn all(context: &Context) -> Result<Policies, Error> {
    context.ledger.writer().turn(|tx| listed(tx)).await
}

/// Gives all of them, as they are then.
///
/// # Errors
/// [`Error::Missing`] for a place or an item that is not here; the ledger's.
pub async fn set(context: &Context, key: Key, row: PolicyRow, who: Decider) -> Result<Outcome<Not>, Error> {
    let now_ms = context.now_ms();
    once(context, key, now_ms, move |tx| {
        may(&who)?;
        let location = row.location.as_deref().map(|code| place_of(tx, code)).transpose()?;
        let item = row.item.as_deref().map(|sku| item_of(tx, sku)).transpose()?.map(|item| item.id);
        match row.says {
            Some(says) => policy::put(tx, &Policy { location, item, operation: row.operation, says })?,
            None => {
                policy::remove(tx, location, item, row.operation)?;
            }
        }
        note(tx, &who, "policy_set", &json!(row), now_ms)?;
        Ok(listed(tx)?)
    })
    .await
}

/// As [`set`].
///
/// # Errors
/// As [`set`].
pub async fn set_tolerance(
    context: &Context,
    key: Key,
    row: ToleranceRow,
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let now_ms = context.now_ms();
    once(context, key, now_ms, move |tx| {
        may(&who)?;
        let problem = || format!("a whole number from 0 to {}", OverTolerance::LIMIT_PERCENT);
        let over = OverTolerance::percent(row.percent).ok_or_else(|| field("percent", problem()))?;
        let supplier = row.supplier.trim().to_owned();
        if supplier.is_empty() {
            return Err(field("supplier", "a name, as orders have it".to_owned()));
        }
        let item = item_of(tx, &row.item)?.id;
        policy::put_tolerance(tx, &Tolerance { supplier, item, over })?;
        note(tx, &who, "tolerance_set", &json!(row), now_ms)?;
        Ok(listed(tx)?)
    })
    .await
}

/// # Errors
/// [`Error::Missing`] for an item that is not here; the ledger's.
pub async fn life(context: &Context, sku: String) -> Result<LifeRow, Error> {
    context.ledger.writer().turn(move |tx| Ok(shown(item_life::of(tx, item_of(tx, &sku)?.id)?))).await
}

/// # Errors
/// As [`life`].
pub async fn set_life(
    context: &Context,
    key: Key,
    sku: String,
    row: LifeRow,
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let now_ms = context.now_ms();
    once(context, key, now_ms, move |tx| {
        may(&who)?;
        let life = read(&row)?;
        item_life::put(tx, item_of(tx, &sku)?.id, &life)?;
        note(tx, &who, "item_life_set", &json!({ "item": sku, "life": row }), now_ms)?;
        Ok(shown(life))
    })
    .await
}

fn may(who: &Decider) -> Result<(), Halt<Not>> {
    if permission(who.by.role, Action::SetPolicies) {
        return Ok(());
    }
    Err(Halt::Refused(Not::Taken(Box::new(Refusal::NotAllowed { operator: who.by.name.clone() }))))
}

fn read(row: &LifeRow) -> Result<ItemLife, Halt<Not>> {
    const DAYS_LIMIT: u16 = 36_500;
    let is_long = |days: Option<u16>| days.is_some_and(|days| days > DAYS_LIMIT);
    let days = || format!("at most {DAYS_LIMIT} days");
    if is_long(row.minimum_days) {
        return Err(field("minimum_days", days()));
    }
    if is_long(row.shelf_life_days) || row.shelf_life_days == Some(0) {
        return Err(field("shelf_life_days", days()));
    }
    if row.minimum_percent.is_some_and(|percent| percent > 100) {
        return Err(field("minimum_percent", "from 0 to 100".to_owned()));
    }
    let LifeRow { date_meaning, waits_for_release, minimum_days, minimum_percent, shelf_life_days } =
        row.clone();
    Ok(ItemLife { date_meaning, waits_for_release, minimum_days, minimum_percent, shelf_life_days })
}

fn shown(life: ItemLife) -> LifeRow {
    let ItemLife { date_meaning, waits_for_release, minimum_days, minimum_percent, shelf_life_days } = life;
    LifeRow { date_meaning, waits_for_release, minimum_days, minimum_percent, shelf_life_days }
}

fn listed(tx: &Transaction) -> Result<Policies, Error> {
    let sku = |id: ItemId| item::by_id(tx, id).map(|item| item.map(|item| item.sku).unwrap_or_default());
    let code = |id: LocationId| {
        location::by_id(tx, id).map(|place| place.map(|place| place.code).unwrap_or_default())
    };
    let rule = |policy: Policy| -> Result<PolicyRow, Error> {
        Ok(PolicyRow {
            location: policy.location.map(code).transpose()?,
            item: policy.item.map(sku).transpose()?,
            operation: policy.operation,
            says: Some(policy.says),
        })
    };
    let tolerance = |of: Tolerance| -> Result<ToleranceRow, Error> {
        Ok(ToleranceRow { item: sku(of.item)?, percent: of.over.get(), supplier: of.supplier })
    };
    Ok(Policies {
        policies: policy::all(tx)?.into_iter().map(rule).collect::<Result<_, _>>()?,
        tolerances: policy::tolerances(tx)?.into_iter().map(tolerance).collect::<Result<_, _>>()?,
    })
}

fn item_of(tx: &Transaction, sku: &str) -> Result<Item, Error> {
    let found = item::by_sku(tx, sku)?.into_iter().next();
    found.ok_or_else(|| Error::Missing { what: "item", name: sku.to_owned() })
}

fn place_of(tx: &Transaction, code: &str) -> Result<LocationId, Error> {
    let found = location::by_code(tx, code)?;
    found.map(|place| place.id).ok_or_else(|| Error::Missing { what: "location", name: code.to_owned() })
}

fn note(
    tx: &Transaction,
    who: &Decider,
    action: &str,
    detail: &serde_json::Value,
    at_ms: i64,
) -> Result<(), Error> {
    let (operator, seat) = (Some(who.by.id), who.seat.clone());
    let (action, detail_json) = (action.to_owned(), detail.to_string());
    audit::insert(tx, &AuditRow { at_ms, operator, seat, action, detail_json })
}
