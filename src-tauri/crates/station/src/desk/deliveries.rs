//! What goes out to vendors and why it is where it is: "why is this not synced", in words.

use super::said::Goods;
use super::things::{self, Named, Things};
use super::{PAGE_ROWS, stored};
use crate::context::Context;
use crate::vendors::in_words;
use crate::view::{DeliveryRow, Page};
use domain::entry::NewMovement;
use domain::{EntryId, Message};
use ledger::Error;
use ledger::read::deliveries::{self, DeliveryFilter};
use ledger::table::delivery::{Delivery, DeliveryState};
use ledger::table::entry;
use std::collections::HashMap;
use sync::Why;

/// The newest first. `may_settle`: whether who reads may try again and set aside.
///
/// # Errors
/// The ledger's; a cursor that no page gave.
pub async fn deliveries(
    context: &Context,
    language: &str,
    may_settle: bool,
    cursor: Option<&str>,
) -> Result<Page<DeliveryRow>, Error> {
    let filter = DeliveryFilter::default();
    let found = deliveries::list(context.ledger.pool(), &filter, cursor, PAGE_ROWS).await?;
    let entries: Vec<EntryId> = found.rows.iter().map(|row| row.delivery.entry).collect();
    let (language, today) = (language.to_owned(), context.moment().today);
    let read = context.ledger.writer().turn(move |tx| {
        let mut carried: HashMap<EntryId, Vec<NewMovement>> = HashMap::new();
        let mut named = Named::default();
        for id in entries {
            let movements = entry::by_id(tx, id)?.map(|stored| stored.new.movements).unwrap_or_default();
            named.items.extend(movements.iter().map(|movement| movement.item));
            named.places.extend(movements.iter().flat_map(|movement| [movement.from, movement.to]));
            carried.insert(id, movements);
        }
        Ok((carried, things::within(tx, named, language, today)?))
    });
    let (carried, things) = read.await?;
    let rows = found.rows.into_iter().map(|row| {
        let goods = carried.get(&row.delivery.entry).map_or(&[][..], Vec::as_slice);
        shown(row, goods, &things, may_settle)
    });
    Ok(Page { rows: rows.collect::<Result<_, Error>>()?, next: found.next })
}

fn shown(
    row: deliveries::DeliveryRow,
    movements: &[NewMovement],
    things: &Things,
    may_settle: bool,
) -> Result<DeliveryRow, Error> {
    let delivery = row.delivery;
    let state = delivery.standing.state;
    let for_a_person = sync::is_for_a_person(&delivery);
    use DeliveryState::*;
    Ok(DeliveryRow {
        id: delivery.id.to_string(),
        vendor: delivery.vendor.clone(),
        kind: delivery.kind.text().to_owned(),
        number: delivery.natural_key.clone(),
        state: state.text().to_owned(),
        document: row.document_number,
        goods: movements.iter().map(|movement| goods(movement, things)).collect::<Result<_, Error>>()?,
        why: why(&delivery),
        attempt_count: u32::try_from(delivery.standing.attempt_count).unwrap_or(u32::MAX),
        since_ms: delivery.made_at_ms,
        next_at_ms: (state == RetryAt).then_some(delivery.standing.next_at_ms),
        vendor_words: delivery.standing.vendor_words,
        can_retry: may_settle && (for_a_person || matches!(state, RetryAt | Withheld)),
        can_set_aside: may_settle && (for_a_person || matches!(state, RetryAt | Waiting | Withheld)),
    })
}

/// Goods that came to one of our places are more, those that left are less.
pub(super) fn goods(movement: &NewMovement, things: &Things) -> Result<Message, Error> {
    let item = things.item(movement.item)?;
    let (quantity, name) = (item.amount(movement.quantity), item.sku.clone());
    let comes_in = things.place(movement.to)?.kind.is_physical();
    Ok(match comes_in {
        true => Goods::In { quantity, item: name }.message(),
        false => Goods::Out { quantity, item: name }.message(),
    })
}

/// As sync wrote it; by its state before sync ever saw it.
fn why(delivery: &Delivery) -> Message {
    let vendor = delivery.vendor.clone();
    stored(&delivery.standing.why_json).unwrap_or_else(|| {
        let why = match delivery.standing.state {
            DeliveryState::Sending => Why::Sending {},
            DeliveryState::Unclear => Why::Unclear { vendor },
            DeliveryState::Done => Why::Done { vendor },
            DeliveryState::Withheld => Why::ReadingOnly { vendor },
            _ => Why::Waiting {},
        };
        in_words(why.message())
    })
}
