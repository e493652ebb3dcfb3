//! Lots: one line a lot with a code.

use super::goods::Goods;
use super::made_lots::{MadeLots, said};
use super::{Look, Planned, Planner, Seen, What};
use crate::column::Column;
use crate::line::Cells;
use crate::said::Why;
use domain::ItemId;
use ledger::Error;

pub(super) struct Lots {
    goods: Goods,
    made: MadeLots,
    /// By item, code and maker: the line that had it first.
    seen: Seen<u64>,
}

impl Lots {
    pub(super) fn new(goods: Goods) -> Lots {
        Lots { goods, made: MadeLots::new(), seen: Seen::new() }
    }

    fn is_first(&mut self, item: ItemId, cells: &mut Cells<'_>) -> bool {
        let name = (cells.text(Column::Lot), cells.text(Column::Maker));
        let first = self.seen.first(&(item, name), cells.number_in_file());
        if let Some(line) = first {
            cells.refuse(Column::Lot, Why::TwiceInFile { line: line as i64 });
        }
        first.is_none()
    }
}

impl Planner for Lots {
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, Error> {
        let item = self.goods.item(look, cells)?;
        if cells.required(Column::Lot).is_none() {
            return Ok(None);
        }
        let Some(item) = item else { return Ok(None) };
        if !item.lot_tracked {
            cells.refuse(Column::Lot, Why::NotByLot { sku: item.sku });
            return Ok(None);
        }
        let said = said(cells);
        if said.code.is_empty() {
            cells.missing(Column::Lot);
        }
        if !cells.refused.is_empty() || !self.is_first(item.id, cells) {
            return Ok(None);
        }
        let key = format!("{} · {}", item.sku, said.code);
        Ok(self.made.coded(look, cells, &item, said)?.map(|found| {
            self.made.remember(&found);
            let what = match (found.is_new, found.changes.is_empty()) {
                (true, _) => What::New,
                (false, false) => What::Changed,
                (false, true) => What::Same,
            };
            Planned { key, what, fields: found.fields, changes: found.changes, movements: Vec::new() }
        }))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}
