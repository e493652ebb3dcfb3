//! Pieces of a line: they ride along with the weight of a catch-weight item, and with nothing else.

use crate::column::Column;
use crate::line::Cells;
use crate::said::Why;
use domain::item::Item;

const MOST: i64 = 1_000_000_000;

/// Both numbers are said of weighed goods; of other goods the cell is not looked at.
pub(super) fn pieces(cells: &mut Cells<'_>, item: &Item) -> i64 {
    let said = said(cells, item);
    if item.catch_weight && said.is_none() && cells.is_empty(Column::Pieces) {
        cells.refuse(Column::Pieces, Why::PiecesMissing { sku: item.sku.clone() });
    }
    said.unwrap_or(0)
}

/// `None` where the cell is empty.
pub(super) fn said(cells: &mut Cells<'_>, item: &Item) -> Option<i64> {
    cells.whole(Column::Pieces, 0, MOST).filter(|_| item.catch_weight)
}
