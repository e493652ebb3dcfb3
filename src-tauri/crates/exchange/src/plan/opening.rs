//! Opening stock: goods that stood there before the book began. `initial` movements, never a delivery; the
//! same item, lot and place opens once. Stock whose lot nobody knows opens in the item's lot *not known*.

use super::goods::{Amounted, Goods};
use super::made_lots::MadeLots;
use super::pieces::pieces;
use super::{FieldChange, Look, Planned, Planner, Seen, What};
use crate::column::Column;
use crate::line::Cells;
use crate::said::Why;
use domain::entry::{MovementKind, NewMovement};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::{LocationId, LotId, Quantity};
use ledger::Error;
use ledger::table::import;
use ledger::table::{location, serial_position};

pub(super) struct Opening {
    goods: Goods,
    made: MadeLots,
    /// By lot and place, or by item and serial: the line that had it first.
    seen: Seen<u64>,
}

impl Opening {
    pub(super) fn new(goods: Goods) -> Opening {
        Opening { goods, made: MadeLots::new(), seen: Seen::new() }
    }

    /// The first of its lot and place, in the file and in the book.
    fn opens(
        &mut self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        lot: LotId,
        place: LocationId,
    ) -> Result<(), Error> {
        if let Some(line) = self.seen.first(&(lot, place), cells.number_in_file()) {
            cells.refuse(Column::Sku, Why::TwiceInFile { line: line as i64 });
        } else if let Some(entry) = import::opened_by(look.tx, lot, place)? {
            cells.refuse(Column::Sku, Why::OpenedBefore { entry });
        }
        Ok(())
    }

    /// A serial is one unit and nowhere else.
    fn opens_serial(
        &mut self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        item: &Item,
        serial: &str,
        quantity: Quantity,
    ) -> Result<(), Error> {
        let serial = serial.to_owned();
        if quantity != Quantity::ONE {
            cells.refuse(Column::Quantity, Why::SerialIsOne { serial });
        } else if let Some(line) = self.seen.first(&(item.id, &serial), cells.number_in_file()) {
            cells.refuse(Column::Serial, Why::TwiceInFile { line: line as i64 });
        } else if let Some(there) =
            serial_position::find(look.tx, item.id, &serial)?.filter(|at| at.is_physical)
        {
            let location =
                location::by_id(look.tx, there.location)?.map(|place| place.code).unwrap_or_default();
            cells.refuse(Column::Serial, Why::SerialElsewhere { serial, location });
        }
        Ok(())
    }
}

impl Planner for Opening {
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, Error> {
        let (item, place) = (self.goods.item(look, cells)?, self.goods.place(look, cells)?);
        let Some(item) = item else { return Ok(None) };
        let amounted = self.goods.quantity(look, cells, &item)?;
        let (pieces, serial) = (pieces(cells, &item), serial(cells, &item));
        if let Some(amounted) = &amounted {
            amounted.refuse_finer(&item, cells);
            if amounted.quantity < Quantity::ZERO {
                cells.refuse(Column::Quantity, Why::Negative { text: amounted.quantity.text(0) });
            }
        }
        let found = self.made.of_goods(look, cells, &item)?.filter(|_| cells.refused.is_empty());
        let (Some(place), Some(amounted), Some(found)) = (place, amounted, found) else { return Ok(None) };
        let key = [&item.sku, &found.code, &place.code]
            .map(String::as_str)
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        // Nothing is there: nothing opens.
        if amounted.quantity.is_zero() {
            return Ok(Some(nothing(key)));
        }
        match &serial {
            Some(serial) => self.opens_serial(look, cells, &item, serial, amounted.quantity)?,
            None => self.opens(look, cells, found.id, place.id)?,
        }
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        self.made.remember(&found);
        let from = location::virtual_place(look.tx, LocationKind::Adjustment)?.id;
        let mut fields = vec![FieldChange {
            column: Column::Quantity,
            before: String::new(),
            after: amounted.quantity.text(item.decimals),
        }];
        fields.extend(found.fields);
        let movement = initial(&item, found.id, (from, &place), amounted, (pieces, serial));
        Ok(Some(Planned { key, what: What::New, fields, changes: found.changes, movements: vec![movement] }))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}

pub(super) fn nothing(key: String) -> Planned {
    Planned { key, what: What::Same, fields: Vec::new(), changes: Vec::new(), movements: Vec::new() }
}

fn serial(cells: &mut Cells<'_>, item: &Item) -> Option<String> {
    let serial = cells.text(Column::Serial);
    let sku = item.sku.clone();
    match (&serial, item.serial_tracked) {
        (None, true) if cells.is_empty(Column::Serial) => {
            cells.refuse(Column::Serial, Why::SerialMissing { sku });
        }
        (Some(_), false) => cells.refuse(Column::Serial, Why::NotBySerial { sku }),
        _ => {}
    }
    serial
}

fn initial(
    item: &Item,
    lot: LotId,
    (from, to): (LocationId, &Location),
    amounted: Amounted,
    (pieces, serial): (i64, Option<String>),
) -> NewMovement {
    NewMovement {
        kind: MovementKind::Initial,
        item: item.id,
        lot,
        serial,
        from,
        to: to.id,
        quantity: amounted.quantity,
        pieces,
        reason: None,
        evidence: amounted.evidence,
        line: None,
        reading: amounted.reading,
    }
}
