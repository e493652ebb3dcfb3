//! A vendor's purchase order as a document for the floor, with its figures in stock units.

use super::{in_ours, put, seen};
use crate::measure;
use connectors::seen::{OrderStanding, VendorOrder, VendorOrderLine};
use domain::document::{DocumentKind, DocumentState};
use domain::{DocumentId, DocumentLineId, Quantity};
use ledger::table::document::{VendorDocument, VendorLine, upsert_from_vendor};
use ledger::table::link::{self, LinkKind};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What is remembered of a vendor's order beside its document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct OrderFacts {
    /// As the vendor wrote it: ISO text in UTC sorts by itself.
    updated_at: Option<String>,
}

/// Lines of items that are not linked are left out until they are. An answer older than what is known (the
/// vendor's reads lag) changes nothing.
pub fn order(tx: &Transaction, vendor: &str, order: &VendorOrder, now_ms: i64) -> Result<(), Error> {
    let known = link::find(tx, vendor, LinkKind::Document, &order.id)?;
    let facts: OrderFacts =
        known.as_ref().and_then(|link| serde_json::from_str(&link.facts_json).ok()).unwrap_or_default();
    if order.updated_at.is_some() && order.updated_at < facts.updated_at {
        return Ok(());
    }
    let is_elsewhere = order.standing == OrderStanding::Open && is_for_elsewhere(tx, vendor, order)?;
    let state = match (order.standing, &known) {
        // Its goods go to a place that is none of our sites.
        (OrderStanding::Open, None) if is_elsewhere => return Ok(()),
        (OrderStanding::Open, Some(_)) if is_elsewhere => DocumentState::Cancelled,
        // Not for the floor; one that was taken back into a draft is closed here.
        (OrderStanding::Draft, None) => return Ok(()),
        (OrderStanding::Draft | OrderStanding::Cancelled, _) => DocumentState::Cancelled,
        (OrderStanding::Open, _) => DocumentState::Open,
        (OrderStanding::Done, _) => DocumentState::Done,
    };
    let document = document_of(tx, vendor, order, state, now_ms)?;
    let id = upsert_from_vendor(tx, &document)?;
    let facts = OrderFacts { updated_at: order.updated_at.clone() };
    put(tx, seen(vendor, LinkKind::Document, &order.id, Some(id.0), &facts, now_ms))
}

fn is_for_elsewhere(tx: &Transaction, vendor: &str, order: &VendorOrder) -> Result<bool, Error> {
    let Some(place) = &order.place else { return Ok(false) };
    Ok(link::find(tx, vendor, LinkKind::Location, place)?.is_some_and(|link| link.ours.is_none()))
}

fn document_of(
    tx: &Transaction,
    vendor: &str,
    order: &VendorOrder,
    state: DocumentState,
    now_ms: i64,
) -> Result<VendorDocument, Error> {
    let partner = match &order.supplier {
        Some(id) => supplier_name(tx, vendor, id)?,
        None => String::new(),
    };
    let mut lines = Vec::new();
    for (index, line) in order.lines.iter().enumerate() {
        lines.extend(line_of(tx, vendor, index, line)?);
    }
    Ok(VendorDocument {
        new_id: DocumentId(Uuid::now_v7()),
        vendor: vendor.to_owned(),
        kind: DocumentKind::PurchaseOrder,
        vendor_id: order.id.clone(),
        number: order.number.clone(),
        partner,
        state,
        expected_on: order.expected_on,
        seen_at_ms: now_ms,
        lines,
    })
}

fn line_of(
    tx: &Transaction,
    vendor: &str,
    index: usize,
    line: &VendorOrderLine,
) -> Result<Option<VendorLine>, Error> {
    let Some((item, unit)) = in_ours(tx, vendor, &line.item)? else { return Ok(None) };
    let slack = line.slack.times(unit)?;
    let figure = |theirs: Quantity| -> Result<Quantity, Error> {
        Ok(measure::without_rounding(theirs.times(unit)?, slack, item.decimals))
    };
    Ok(Some(VendorLine {
        new_id: DocumentLineId(Uuid::now_v7()),
        // Receipts split rows and give them new ids; the item stays.
        vendor_id: line.item.clone(),
        line: index as i64 + 1,
        item: item.id,
        open_there: figure(line.open)?,
        received_there: figure(line.received)?,
        pack: line.pack.as_ref().and_then(|(word, factor)| Some((word.clone(), factor.times(unit)?))),
    }))
}

fn supplier_name(tx: &Transaction, vendor: &str, id: &str) -> Result<String, Error> {
    let facts =
        link::find(tx, vendor, LinkKind::Supplier, id)?.map(|link| link.facts_json).unwrap_or_default();
    let facts: Value = serde_json::from_str(&facts).unwrap_or(Value::Null);
    Ok(facts.get("name").and_then(Value::as_str).unwrap_or_default().to_owned())
}
