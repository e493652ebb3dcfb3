//! Taking one change back: what the import made goes, what it changed becomes what it was. What something
//! else rests on by now stays, and it is said why.

use crate::change::{self, Change, set_certificate};
use crate::facts::{CodeFacts, ItemFacts, LineFacts, LotFacts, OrderFacts, PlaceFacts};
use crate::fraction::Fraction;
use crate::said::Kept;
use domain::document::DocumentState;
use domain::{DocumentId, DocumentLineId, ItemId, LocationId, LotId};
use ledger::table::import::{catalogue, lots, orders, places};
use ledger::table::{document, item, item_fact, location, lot, place_storage};
use ledger::{Error, Transaction};

/// `Some`: it stays as it is, and why.
pub(crate) fn back(tx: &Transaction, change: &Change, now_ms: i64) -> Result<Option<Kept>, Error> {
    match change {
        Change::Item { id, sku, was: None, .. } | Change::ItemBack { id, sku, .. } => {
            item_goes(tx, *id, sku, now_ms)
        }
        Change::Item { id, owner, sku, was: Some(was), now } => {
            let there = item::by_id(tx, *id)?.map(|item| ItemFacts::of(&item));
            restored(there.as_ref() == Some(now), sku, || was.write(tx, *id, *owner, sku))
        }
        Change::Facts { item: of, sku, was, now } => {
            let is_untouched = item_fact::of(tx, *of)? == **now;
            restored(is_untouched, sku, || item_fact::set(tx, *of, was))
        }
        Change::Certificate { item: of, sku, was, now } => {
            let is_untouched = item_fact::certificates(tx, *of)?.contains(now);
            restored(is_untouched, sku, || match was {
                Some(was) => item_fact::set_certificate(tx, *of, was),
                None => item_fact::remove_certificate(tx, *of, &now.supplier),
            })
        }
        Change::Storage { place, code, was, now } => {
            let is_untouched = place_storage::own(tx, *place)? == *now;
            restored(is_untouched, code, || place_storage::set(tx, *place, was))
        }
        Change::Tare { place, code, was, now } => {
            let is_untouched = location::crates::tare(tx, *place)? == change::tare(*now)?;
            restored(is_untouched, code, || location::crates::set_tare(tx, *place, change::tare(*was)?))
        }
        Change::Pack { item: of, name, was, now } => pack_back(tx, *of, name, *was, *now),
        Change::Code { item: of, code, was, now } => code_back(tx, *of, code, was.as_ref(), now),
        Change::Lot { id, was, now, .. } => lot_back(tx, *id, was.as_ref(), now),
        Change::LotCertificate { lot: of, code, was, now } => {
            let there = lot::certificate(tx, *of)?.map(|there| there.text().to_owned());
            restored(there == *now, code, || set_certificate(tx, *of, was.as_deref()))
        }
        Change::Place { id, was, now } => place_back(tx, *id, was.as_ref(), now),
        Change::Order { id, was, now } => order_back(tx, *id, was.as_ref(), now),
        Change::OrderLine { id, document: of, line, was, now, .. } => {
            let what = line_name(tx, *of, *line)?;
            order_line_back(tx, *id, was.as_ref(), now, what)
        }
        Change::OrderLineBack { id, now } => order_line_back(tx, *id, None, now, String::new()),
    }
}

/// Writes what was there, unless somebody has changed it since.
fn restored(
    is_untouched: bool,
    what: &str,
    write: impl FnOnce() -> Result<(), Error>,
) -> Result<Option<Kept>, Error> {
    if is_untouched {
        write()?;
        return Ok(None);
    }
    Ok(Some(Kept::ChangedSince { what: what.to_owned() }))
}

fn item_goes(tx: &Transaction, id: ItemId, sku: &str, now_ms: i64) -> Result<Option<Kept>, Error> {
    let what = sku.to_owned();
    if let Some(place) = catalogue::held_at(tx, id)? {
        return Ok(Some(Kept::HeldAt { what, place }));
    }
    if let Some(order) = catalogue::on_order(tx, id)? {
        return Ok(Some(Kept::OnOrder { what, order }));
    }
    catalogue::retire(tx, id, now_ms)?;
    Ok(None)
}

fn pack_back(
    tx: &Transaction,
    of: ItemId,
    name: &str,
    was: Option<Fraction>,
    now: Fraction,
) -> Result<Option<Kept>, Error> {
    let there = catalogue::pack_factor(tx, of, name)?.map(Fraction::of);
    let what = format!("{} · {name}", sku_of(tx, of)?);
    if let Some(was) = was {
        return restored(there == Some(now), &what, || was.write(tx, of, name));
    }
    if there != Some(now) {
        return Ok(Some(Kept::ChangedSince { what }));
    }
    if let Some(code) = catalogue::code_of_pack(tx, of, name)? {
        return Ok(Some(Kept::PackHasCode { what, code }));
    }
    catalogue::remove_pack(tx, of, name)?;
    Ok(None)
}

fn code_back(
    tx: &Transaction,
    of: ItemId,
    code: &str,
    was: Option<&CodeFacts>,
    now: &CodeFacts,
) -> Result<Option<Kept>, Error> {
    let there = catalogue::code(tx, of, code)?.map(|code| CodeFacts { kind: code.kind, pack: code.pack });
    restored(there.as_ref() == Some(now), code, || match was {
        Some(was) => item::add_code(tx, of, was.pack.as_deref(), code, &was.kind),
        None => catalogue::remove_code(tx, of, code),
    })
}

fn lot_back(
    tx: &Transaction,
    id: LotId,
    was: Option<&LotFacts>,
    now: &LotFacts,
) -> Result<Option<Kept>, Error> {
    let there = lot::by_id(tx, id)?.map(|lot| LotFacts::of(&lot));
    if let Some(was) = was {
        return restored(there.as_ref() == Some(now), &now.code, || {
            lots::set_dates(tx, id, was.expiry, was.made_on)
        });
    }
    if there.is_none() {
        return Ok(None);
    }
    if !lots::is_named(tx, id)? && removed(lots::remove(tx, id))? {
        return Ok(None);
    }
    // A lot without a code is every item's own; nobody misses it, and nobody sees it without stock.
    Ok((!now.code.is_empty()).then(|| Kept::Named { what: now.code.clone() }))
}

fn place_back(
    tx: &Transaction,
    id: LocationId,
    was: Option<&PlaceFacts>,
    now: &PlaceFacts,
) -> Result<Option<Kept>, Error> {
    let there = location::by_id(tx, id)?.map(|place| PlaceFacts::of(&place));
    if let Some(was) = was {
        // Only name and purpose: where a crate stands now is its own business.
        let is_untouched = there.is_some_and(|there| there.texts() == now.texts());
        return restored(is_untouched, &now.code, || PlaceFacts::write(was, tx, id));
    }
    let what = now.code.clone();
    if let Some(place) = places::holds(tx, id)? {
        return Ok(Some(Kept::HeldAt { what: place, place: what }));
    }
    let is_gone = !places::is_named(tx, id)? && removed(places::remove(tx, id))?;
    Ok((!is_gone).then_some(Kept::Named { what }))
}

/// The ledger holds fast to what any table still points at.
fn removed(result: Result<(), Error>) -> Result<bool, Error> {
    match result {
        Ok(()) => Ok(true),
        Err(Error::Rule { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn order_back(
    tx: &Transaction,
    id: DocumentId,
    was: Option<&OrderFacts>,
    now: &OrderFacts,
) -> Result<Option<Kept>, Error> {
    let what = now.number.clone();
    if let Some(was) = was {
        let there = match document::by_id(tx, id)? {
            Some(there) => Some((there.partner, document::expected_on(tx, id)?)),
            None => None,
        };
        let is_untouched = there == Some((now.partner.clone(), now.expected_on));
        return restored(is_untouched, &what, || orders::set_head(tx, id, &was.partner, was.expected_on));
    }
    // Its lines went first; one that is left was received on, or came from elsewhere.
    if !document::lines(tx, id)?.is_empty() {
        return Ok(Some(Kept::ReceivedOn { what }));
    }
    document::set_state(tx, id, DocumentState::Cancelled)?;
    Ok(None)
}

fn order_line_back(
    tx: &Transaction,
    id: DocumentLineId,
    was: Option<&LineFacts>,
    now: &LineFacts,
    what: String,
) -> Result<Option<Kept>, Error> {
    let there = document::line_by_id(tx, id)?.map(|line| LineFacts::new(line.ordered, line.pack.as_ref()));
    if let Some(was) = was {
        return restored(there.as_ref() == Some(now), &what, || {
            orders::set_line(tx, id, was.quantity()?, was.pack()?.as_ref())
        });
    }
    if orders::received_on(tx, id)?.is_positive() {
        return Ok(Some(Kept::ReceivedOn { what }));
    }
    orders::close_line(tx, id, now.quantity()?, now.pack()?.as_ref())?;
    Ok(None)
}

fn line_name(tx: &Transaction, of: DocumentId, line: i64) -> Result<String, Error> {
    let number = document::by_id(tx, of)?.map(|document| document.number).unwrap_or_default();
    Ok(format!("{number} · {line}"))
}

fn sku_of(tx: &Transaction, of: ItemId) -> Result<String, Error> {
    Ok(item::by_id(tx, of)?.map(|item| item.sku).unwrap_or_default())
}
