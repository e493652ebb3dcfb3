//! What a label says of real goods, to try a template with: name, codes, lot and dates from the book, and how they came
//! here last. What is of no goods (a crate, a case, a price, a person) is the sample's.

use crate::Error;
use crate::context::Context;
use crate::{clock, templates};
use domain::entry::MovementKind;
use domain::expiry::Expiry;
use domain::label_data::{ItemWords, LabelData, LocationWords, LotWords};
use domain::lot::Lot;
use domain::{ItemId, LotId};
use labels::template::Template;
use ledger::Transaction;
use ledger::read::history::{self, HistoryFilter, HistoryRow};
use ledger::table::{item, lot};

/// Which goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goods {
    /// Of the lot that came in last.
    Item(ItemId),
    Lot(LotId),
}

/// # Errors
/// [`Error::NotFound`] for goods that are not here; the ledger's.
pub(super) async fn data(context: &Context, template: &Template, goods: Goods) -> Result<LabelData, Error> {
    let kinds = vec![MovementKind::Receive, MovementKind::Produce, MovementKind::Initial];
    let filter = match goods {
        Goods::Item(id) => HistoryFilter { item: Some(id), kinds, ..HistoryFilter::default() },
        Goods::Lot(id) => HistoryFilter { lot: Some(id), kinds, ..HistoryFilter::default() },
    };
    let came = history::list(context.ledger.pool(), &filter, None, 1).await?.rows.pop();
    let language = template.language.code();
    let mut data = templates::sample_for(template);
    let wanted = match (goods, &came) {
        (Goods::Lot(id), _) => (None, Some(id)),
        (Goods::Item(id), came) => (Some(id), came.as_ref().map(|row| row.lot)),
    };
    let (item, lot) = context.ledger.writer().turn(move |tx| goods_words(tx, wanted, language)).await?;
    (data.item, data.lot) = (item, lot);
    let settings = context.settings();
    data.station = Some(settings.station.name.clone());
    data.printed_at = Some(clock::time_of(context.now_ms(), &settings.station.time_zone));
    arrived(&mut data, came);
    Ok(data)
}

/// Where, when and against what they came; unknown where nobody booked it.
fn arrived(data: &mut LabelData, came: Option<HistoryRow>) {
    data.received_on = came.as_ref().map(|row| row.business_date);
    data.operator = came.as_ref().map(|row| row.operator_name.clone());
    data.document = came.as_ref().and_then(|row| row.document_number.clone());
    data.location = LocationWords::default();
    data.quantity = None;
    let Some(row) = came else { return };
    data.quantity = Some(row.quantity.amount(&row.item.unit, row.item.decimals));
    data.location.name = Some(row.to_code);
}

fn goods_words(
    tx: &Transaction,
    (wanted_item, wanted_lot): (Option<ItemId>, Option<LotId>),
    language: &str,
) -> Result<(ItemWords, LotWords), ledger::Error> {
    let missing = |what: &'static str, name: String| ledger::Error::Missing { what, name };
    let lot = match wanted_lot {
        Some(id) => Some(lot::by_id(tx, id)?.ok_or_else(|| missing("lot", id.to_string()))?),
        None => None,
    };
    let id = wanted_item.or(lot.as_ref().map(|lot| lot.item));
    let id = id.expect("goods are named by an item or a lot");
    let of = item::by_id(tx, id)?.ok_or_else(|| missing("item", id.to_string()))?;
    let words = ItemWords {
        name: Some(of.name(language).to_owned()),
        sku: Some(of.sku.clone()),
        gtin: item::gtin(tx, id)?,
        fnsku: None,
    };
    Ok((words, lot.map(lot_words).unwrap_or_default()))
}

fn lot_words(lot: Lot) -> LotWords {
    let expiry = match lot.expiry {
        Expiry::On(day) | Expiry::Month(day) => Some(day),
        Expiry::NonePrinted | Expiry::NotKnown => None,
    };
    LotWords { code: (!lot.code.is_empty()).then_some(lot.code), made_on: lot.made_on, expiry }
}
