//! Lots: one line a lot with a code.

use super::goods::Goods;
use super::made_lots::{Found, MadeLots, said};
use super::{Look, Planned, Planner, Seen, What, differing};
use crate::change::Change;
use crate::column::Column;
use crate::line::Cells;
use crate::said::Why;
use domain::ItemId;
use domain::certificate::Certificate;
use domain::expiry::Expiry;
use ledger::Error;
use ledger::table::lot;

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

    /// A second lot has a date of its own.
    fn is_first(&mut self, item: ItemId, date: Option<Expiry>, cells: &mut Cells<'_>) -> bool {
        let date = date.and_then(|date| date.last_good_day()).map(|day| day.to_string());
        let name = (cells.text(Column::Lot), cells.text(Column::Maker), date);
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
        let certificate = certificate(cells);
        let date = said.expiry.filter(|_| said.is_second);
        if !cells.refused.is_empty() || !self.is_first(item.id, date, cells) {
            return Ok(None);
        }
        let key = format!("{} · {}", item.sku, said.code);
        let Some(mut found) = self.made.coded(look, cells, &item, said)? else { return Ok(None) };
        if let Some(certificate) = certificate {
            with_certificate(&mut found, certificate, look)?;
        }
        self.made.remember(&found);
        let what = match (found.is_new, found.changes.is_empty()) {
            (true, _) => What::New,
            (false, false) => What::Changed,
            (false, true) => What::Same,
        };
        Ok(Some(Planned { key, what, fields: found.fields, changes: found.changes, movements: Vec::new() }))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}

fn certificate(cells: &mut Cells<'_>) -> Option<String> {
    let text = cells.text(Column::Certificate)?;
    match Certificate::parse(&text) {
        Ok(certificate) => Some(certificate.text().to_owned()),
        Err(_) => {
            let limit = Certificate::LENGTH_LIMIT as i64;
            cells.refuse(Column::Certificate, Why::BadCertificate { text, limit });
            None
        }
    }
}

/// An empty cell takes none away.
fn with_certificate(found: &mut Found, now: String, look: &Look<'_, '_>) -> Result<(), Error> {
    let was = lot::certificate(look.tx, found.id)?.map(|was| was.text().to_owned());
    if was.as_ref() == Some(&now) {
        return Ok(());
    }
    let texts = |text: Option<&String>| vec![(Column::Certificate, text.cloned().unwrap_or_default())];
    found.fields.extend(differing(&texts(was.as_ref()), texts(Some(&now))));
    found.changes.push(Change::LotCertificate {
        lot: found.id,
        code: found.code.clone(),
        was,
        now: Some(now),
    });
    Ok(())
}
