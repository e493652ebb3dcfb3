//! Purchase orders that are ours alone: one line of the file a line of an order. An order of a vendor is
//! changed there.

use super::goods::Goods;
use super::{FieldChange, Look, Planned, Planner, Seen, What, differing};
use crate::change::Change;
use crate::column::Column;
use crate::facts::{LineFacts, OrderFacts};
use crate::line::Cells;
use crate::said::Why;
use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::item::Item;
use domain::{DocumentId, DocumentLineId, Quantity};
use jiff::civil::Date;
use ledger::Error;
use ledger::table::import::orders;
use ledger::table::{document, item};
use std::collections::HashMap;

pub(super) struct Orders {
    goods: Goods,
    /// By number; there are never many.
    orders: HashMap<String, Order>,
    /// By order and line number, or by order and item: the line of the file that had it first.
    seen: Seen<u64>,
}

/// An order as the lines above have it.
#[derive(Clone)]
struct Order {
    id: DocumentId,
    now: OrderFacts,
    /// The line of the file that said so first.
    line: u64,
    /// The highest line number in use.
    last_line: i64,
}

/// The order of a line, and what has to be written of its head.
struct Head {
    order: Order,
    changes: Vec<Change>,
    fields: Vec<FieldChange>,
}

/// A line of an order that is there.
struct KnownLine {
    id: DocumentLineId,
    is_closed: bool,
    was: LineFacts,
    item: domain::ItemId,
}

impl Orders {
    pub(super) fn new(goods: Goods) -> Orders {
        Orders { goods, orders: HashMap::new(), seen: Seen::new() }
    }

    /// The order of the line, and the change of its head where there is one.
    fn order(
        &self,
        look: &Look<'_, '_>,
        number: &str,
        (partner, expected_on): (Option<String>, Option<Date>),
        cells: &mut Cells<'_>,
    ) -> Result<Option<Head>, Error> {
        if let Some(order) = self.orders.get(number) {
            agrees(order, partner.as_deref(), expected_on, cells);
            let order = order.clone();
            let head = Head { order, changes: Vec::new(), fields: Vec::new() };
            return Ok(cells.refused.is_empty().then_some(head));
        }
        let known = known(look, number, cells)?;
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        let said = (partner, expected_on);
        head_of(look, number, known, said, cells).map(Some)
    }

    /// Which line of the order it is: as the file numbers it, else the only one of its item, else a new one.
    fn line_number(
        &mut self,
        look: &Look<'_, '_>,
        order: &Order,
        item: &Item,
        cells: &mut Cells<'_>,
    ) -> Result<Option<i64>, Error> {
        const MOST: i64 = 10_000;
        let named = cells.whole(Column::OrderLine, 1, MOST);
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        let in_file = cells.number_in_file();
        let first = match named {
            Some(line) => self.seen.first(&(order.id, line), in_file),
            None => self.seen.first(&(order.id, item.id), in_file),
        };
        if let Some(line) = first {
            cells.refuse(Column::Sku, Why::TwiceInFile { line: line as i64 });
            return Ok(None);
        }
        if named.is_some() {
            return Ok(named);
        }
        match document::line_for_item(look.tx, order.id, item.id)?.as_slice() {
            [only] => Ok(Some(only.line)),
            [] => Ok(Some(order.last_line + 1)),
            _ => {
                let (sku, order) = (item.sku.clone(), order.now.number.clone());
                cells.refuse(Column::Sku, Why::OrderLineUnsure { sku, order });
                Ok(None)
            }
        }
    }
}

impl Planner for Orders {
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, Error> {
        let number = cells.required(Column::Order);
        let head = (cells.text(Column::Supplier), cells.day(Column::ExpectedOn));
        let Some(item) = self.goods.item(look, cells)? else { return Ok(None) };
        let amounted = self.goods.quantity(look, cells, &item)?;
        let (Some(number), Some(amounted)) = (number, amounted) else { return Ok(None) };
        amounted.refuse_finer(&item, cells);
        if !amounted.quantity.is_positive() {
            cells.refuse(Column::Quantity, Why::NotPositive { text: amounted.quantity.text(0) });
        }
        let Some(Head { mut order, mut changes, mut fields }) = self.order(look, &number, head, cells)?
        else {
            return Ok(None);
        };
        let Some(line) = self.line_number(look, &order, &item, cells)?.filter(|_| cells.refused.is_empty())
        else {
            return Ok(None);
        };
        let now = LineFacts::new(amounted.quantity, amounted.pack.as_ref());
        let Some(planned) = planned_line(look, (&order, line), &item, now, cells)? else { return Ok(None) };
        order.last_line = order.last_line.max(line);
        self.orders.insert(number.clone(), order);
        let is_other = planned.what == What::Same && !changes.is_empty();
        let what = if is_other { What::Changed } else { planned.what };
        changes.extend(planned.changes);
        fields.splice(0..0, planned.fields);
        let key = format!("{number} · {line} · {}", item.sku);
        Ok(Some(Planned { key, what, fields, changes, movements: Vec::new() }))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}

/// The order of ours with this number that is open.
fn known(look: &Look<'_, '_>, number: &str, cells: &mut Cells<'_>) -> Result<Option<Document>, Error> {
    let mut found = document::by_number(look.tx, number)?;
    found.retain(|document| {
        document.kind == DocumentKind::PurchaseOrder && document.state != DocumentState::Cancelled
    });
    let order = number.to_owned();
    if let Some(of_vendor) = found.iter().find(|document| !document.vendor.is_empty()) {
        cells.refuse(Column::Order, Why::OrderOfVendor { order, vendor: of_vendor.vendor.clone() });
    } else if found.iter().any(|document| document.state == DocumentState::Done) {
        cells.refuse(Column::Order, Why::OrderDone { order });
    }
    Ok(found.into_iter().next())
}

/// Every line of an order says the same of its head, or nothing.
fn agrees(order: &Order, partner: Option<&str>, expected_on: Option<Date>, cells: &mut Cells<'_>) {
    let line = order.line as i64;
    if partner.is_some_and(|partner| partner != order.now.partner) {
        cells.refuse(Column::Supplier, Why::OrderDiffers { known: order.now.partner.clone(), line });
    }
    if expected_on.is_some() && expected_on != order.now.expected_on {
        let known = order.now.expected_on.map(|day| day.to_string()).unwrap_or_default();
        cells.refuse(Column::ExpectedOn, Why::OrderDiffers { known, line });
    }
}

/// The head over what is there, or a new one.
fn head_of(
    look: &Look<'_, '_>,
    number: &str,
    known: Option<Document>,
    (partner, expected_on): (Option<String>, Option<Date>),
    cells: &Cells<'_>,
) -> Result<Head, Error> {
    let number = number.to_owned();
    let (id, was, last_line) = match known {
        Some(known) => {
            let expected_on = document::expected_on(look.tx, known.id)?;
            let last_line = document::lines(look.tx, known.id)?.last().map_or(0, |line| line.line);
            let was = OrderFacts { number: number.clone(), partner: known.partner, expected_on };
            (known.id, Some(was), last_line)
        }
        None => (DocumentId(look.import.derive("order", cells.line.index)), None, 0),
    };
    let unsaid = OrderFacts { number, partner: String::new(), expected_on: None };
    let mut now = was.clone().unwrap_or(unsaid);
    now.partner = partner.unwrap_or(now.partner);
    now.expected_on = expected_on.or(now.expected_on);
    let fields = differing(&was.as_ref().map(OrderFacts::texts).unwrap_or_default(), now.texts());
    let is_written = was.as_ref() != Some(&now);
    let change = is_written.then(|| Change::Order { id, was, now: now.clone() });
    let order = Order { id, now, line: cells.number_in_file(), last_line };
    Ok(Head { order, changes: change.into_iter().collect(), fields })
}

/// The line alone, without its order's head.
fn planned_line(
    look: &Look<'_, '_>,
    (order, line): (&Order, i64),
    item: &Item,
    mut now: LineFacts,
    cells: &mut Cells<'_>,
) -> Result<Option<Planned>, Error> {
    let planned = |what: What, fields: Vec<FieldChange>, change: Option<Change>| {
        let changes = change.into_iter().collect();
        Ok(Some(Planned { key: String::new(), what, fields, changes, movements: Vec::new() }))
    };
    let (document, of) = (order.id, item.id);
    let Some(known) = known_line(look, order, line)? else {
        let fields = differing(&[], now.texts(item)?);
        let id = DocumentLineId(look.import.derive("order-line", cells.line.index));
        let change = Change::OrderLine { id, document, line, item: of, was: None, now };
        return planned(What::New, fields, Some(change));
    };
    let KnownLine { id, is_closed, was, item: known } = known;
    if known != of {
        let sku = item::by_id(look.tx, known)?.map(|item| item.sku).unwrap_or_default();
        cells.refuse(Column::OrderLine, Why::OrderLineOfOther { sku });
        return Ok(None);
    }
    // A file in stock units says nothing about the unit it was ordered in.
    now.pack = now.pack.or_else(|| was.pack.clone());
    let after = now.texts(item)?;
    if is_closed {
        return planned(What::New, differing(&[], after), Some(Change::OrderLineBack { id, now }));
    }
    let fields = differing(&was.texts(item)?, after);
    if was == now {
        return planned(What::Same, fields, None);
    }
    let change = Change::OrderLine { id, document, line, item: of, was: Some(was), now };
    planned(What::Changed, fields, Some(change))
}

fn known_line(look: &Look<'_, '_>, order: &Order, line: i64) -> Result<Option<KnownLine>, Error> {
    let Some(id) = orders::line_of(look.tx, order.id, line)? else { return Ok(None) };
    let is_closed = orders::is_closed(look.tx, id)?;
    let found = document::line_by_id(look.tx, id)?;
    Ok(found.map(|DocumentLine { ordered, pack, item, .. }| {
        let ordered: Quantity = ordered;
        KnownLine { id, is_closed, was: LineFacts::new(ordered, pack.as_ref()), item }
    }))
}
