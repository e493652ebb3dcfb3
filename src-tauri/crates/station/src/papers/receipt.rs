//! The receipt of one day: what came in on a document, lot by lot, beside what was ordered and what had come before.
//! What was undone is not on it.

use super::Wanted;
use crate::Error;
use crate::context::Context;
use crate::desk::owned::{self, Owned};
use crate::said::{PaperNote, PaperWhy};
use domain::document::{Document, DocumentLine};
use domain::entry::MovementKind;
use domain::lot::{Lot, LotStatus};
use domain::{Amount, DocumentId, ItemId, LotId, Quantity, Value};
use jiff::civil::Date;
use labels::documents::{Party, PurchaseReceipt, ReceiptLine};
use ledger::Transaction;
use ledger::read::PAGE_LIMIT;
use ledger::read::history::{self, HistoryFilter, HistoryRow};
use ledger::table::{document, item, location, lot};
use std::collections::{BTreeMap, BTreeSet};

/// # Errors
/// [`Error::NotFound`]; [`Error::Undrawn`] where nothing came in, or not on that day.
pub(super) async fn read(context: &Context, about: &str, wanted: &Wanted) -> Result<PurchaseReceipt, Error> {
    let document = document_of(context, about).await?;
    let shown =
        owned::kept(context, wanted.owner, Owned::Documents, vec![document.id.to_string()], String::as_str);
    if shown.await?.is_empty() {
        return Err(Error::NotFound { what: format!("document {about}") });
    }
    let rows = came(context, document.id).await?;
    let day = wanted.day.or(rows.last().map(|row| row.business_date));
    let now: Vec<HistoryRow> = rows.iter().filter(|row| Some(row.business_date) == day).cloned().collect();
    let (Some(day), false) = (day, now.is_empty()) else {
        let why = PaperWhy::NothingCame { document: document.number }.message();
        return Err(Error::Undrawn { message: why });
    };
    let mut before = BTreeMap::new();
    for row in rows.iter().filter(|row| row.business_date < day) {
        add(&mut before, row.item.id, row.quantity)?;
    }
    let language = wanted.language.clone();
    let site = context.settings().station.name.clone();
    let read = context.ledger.writer().turn(move |tx| {
        let came =
            Came { tx, document: &document, lines: document::lines(tx, document.id)?, before, language };
        came.receipt(&now, day, &site)
    });
    Ok(read.await?)
}

/// By identity, else by its number: of several the newest.
async fn document_of(context: &Context, about: &str) -> Result<Document, Error> {
    let wanted = about.to_owned();
    let found = context.ledger.writer().turn(move |tx| match wanted.parse() {
        Ok(id) => document::by_id(tx, id),
        Err(_) => Ok(document::by_number(tx, &wanted)?.pop()),
    });
    found.await?.ok_or_else(|| Error::NotFound { what: format!("document {about}") })
}

/// Everything that was received on it and stands, the oldest first.
async fn came(context: &Context, document: DocumentId) -> Result<Vec<HistoryRow>, Error> {
    let kinds = vec![MovementKind::Receive];
    let filter = HistoryFilter { document: Some(document), kinds, ..HistoryFilter::default() };
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let page = history::list(context.ledger.pool(), &filter, cursor.as_deref(), PAGE_LIMIT).await?;
        rows.extend(page.rows.into_iter().filter(|row| row.reversed_by.is_none() && row.reverses.is_none()));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    rows.reverse();
    Ok(rows)
}

fn add(sums: &mut BTreeMap<ItemId, Quantity>, item: ItemId, more: Quantity) -> Result<(), ledger::Error> {
    let sum = sums.entry(item).or_insert(Quantity::ZERO);
    *sum = sum.checked_add(more)?;
    Ok(())
}

struct Came<'a, 'tx> {
    tx: &'a Transaction<'tx>,
    document: &'a Document,
    lines: Vec<DocumentLine>,
    /// Per item, on earlier days.
    before: BTreeMap<ItemId, Quantity>,
    language: String,
}

/// One line of the paper: the same goods at the same place.
type Key = (ItemId, LotId, String);

impl Came<'_, '_> {
    fn receipt(&self, now: &[HistoryRow], day: Date, site: &str) -> Result<PurchaseReceipt, ledger::Error> {
        let mut order: Vec<Key> = Vec::new();
        let mut sums: BTreeMap<Key, (Quantity, i64, BTreeSet<String>)> = BTreeMap::new();
        let mut now_of = BTreeMap::new();
        for row in now {
            let key = (row.item.id, row.lot, row.to_code.clone());
            if !sums.contains_key(&key) {
                order.push(key.clone());
            }
            let (quantity, pieces, notes) = sums.entry(key).or_insert((Quantity::ZERO, 0, BTreeSet::new()));
            *quantity = quantity.checked_add(row.quantity)?;
            *pieces += row.pieces;
            notes.extend([&row.note].into_iter().filter(|note| !note.is_empty()).cloned());
            add(&mut now_of, row.item.id, row.quantity)?;
        }
        let mut seen = BTreeSet::new();
        let mut lines = Vec::with_capacity(order.len());
        for key in order {
            let (quantity, pieces, notes) = &sums[&key];
            let is_first = seen.insert(key.0);
            let total = is_first.then(|| now_of[&key.0]);
            lines.push(self.line(&key, (*quantity, *pieces), notes, total)?);
        }
        let by: BTreeSet<&str> = now.iter().map(|row| row.operator_name.as_str()).collect();
        Ok(PurchaseReceipt {
            number: now[0].number.clone(),
            received_on: day,
            order: self.document.number.clone(),
            delivery_note: self.document.note_number.clone(),
            carrier: String::new(),
            received_by: by.into_iter().collect::<Vec<_>>().join(", "),
            supplier: Party { name: self.document.partner.clone(), lines: Vec::new() },
            site: self.site(&now[0], site)?,
            lines,
            remarks: String::new(),
        })
    }

    fn site(&self, row: &HistoryRow, station: &str) -> Result<Party, ledger::Error> {
        let site = location::site_of(self.tx, row.to)?;
        let name = site.map(|site| if site.name.is_empty() { site.code } else { site.name });
        Ok(Party { name: name.unwrap_or_else(|| station.to_owned()), lines: vec![station.to_owned()] })
    }

    /// `now`: of the whole item that day, on its first line alone.
    fn line(
        &self,
        (id, lot, place): &Key,
        (quantity, pieces): (Quantity, i64),
        notes: &BTreeSet<String>,
        now: Option<Quantity>,
    ) -> Result<ReceiptLine, ledger::Error> {
        let missing = |what: &'static str, name: String| ledger::Error::Missing { what, name };
        let of = item::by_id(self.tx, *id)?.ok_or_else(|| missing("item", id.to_string()))?;
        let lot: Lot = lot::by_id(self.tx, *lot)?.ok_or_else(|| missing("lot", lot.to_string()))?;
        let own = || self.lines.iter().filter(|line| line.item == *id);
        let ordered = Quantity::at_least(own().map(|line| line.ordered));
        let ordered = ordered.is_positive().then_some(ordered);
        let mut said = Vec::new();
        if let Some((name, factor)) = own().find_map(|line| line.pack.as_ref()) {
            said.push(self.packs(&of, quantity, name, *factor));
        }
        if let (Some(now), Some(ordered)) = (now, ordered) {
            let before = self.before.get(id).copied().unwrap_or(Quantity::ZERO);
            let open = ordered.checked_sub(before)?.checked_sub(now)?.max(Quantity::ZERO);
            let (before, open) = (of.amount(before), of.amount(open));
            said.push(self.say(&PaperNote::Before { before, open }));
        }
        if of.catch_weight && pieces != 0 {
            said.push(self.say(&PaperNote::Pieces { pieces }));
        }
        if lot.status != LotStatus::Released {
            let status = Value::Word(format!("lot-status-{}", lot.status.text()));
            said.push(self.say(&PaperNote::Held { status }));
        }
        said.extend(notes.iter().cloned());
        Ok(ReceiptLine {
            item_name: of.name(&self.language).to_owned(),
            sku: of.sku.clone(),
            supplier_code: String::new(),
            lot: lot.code,
            expiry: lot.expiry,
            place: place.clone(),
            ordered: ordered.filter(|_| now.is_some()).map(|ordered| of.amount(ordered)),
            received: of.amount(quantity),
            note: said.join(" · "),
        })
    }

    /// In the unit it was ordered in: whole ones, and what is left.
    fn packs(
        &self,
        of: &domain::item::Item,
        quantity: Quantity,
        name: &str,
        factor: domain::Ratio,
    ) -> String {
        let (count, rest) = quantity.whole_packs(factor);
        let pack = Amount::new(count.to_string(), name);
        match rest.is_zero() {
            true => self.say(&PaperNote::Packs { pack }),
            false => self.say(&PaperNote::PacksAndRest { pack, rest: of.amount(rest) }),
        }
    }

    fn say(&self, note: &PaperNote) -> String {
        words::say(&self.language, &note.message())
    }
}
