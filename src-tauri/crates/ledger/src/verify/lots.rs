//! Lots against what entries did to them: each act begins where the one before ended, and the last one holds.

use super::Difference;
use super::derived::counted;
use crate::table::column;
use domain::expiry::Expiry;
use domain::lot::LotStatus;
use domain::lot_change::LotFact;
use rusqlite::Row;

/// Those that entries turned.
pub(super) const LOTS: &str =
    "SELECT l.row, i.sku || ' lot ' || l.code, l.status, l.expiry_kind, l.expiry FROM lot l
                    JOIN item i ON i.row = l.item_row WHERE EXISTS (SELECT 1 FROM lot_change c
                    WHERE c.lot_row = l.row) ORDER BY l.row";

/// What entries made of a lot; `None` where none touched that fact.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Judged {
    status: Option<LotStatus>,
    expiry: Option<Expiry>,
}

impl Judged {
    /// One act more; what the lot was before is what the entry before left of it.
    pub fn turn(&mut self, entry: &str, fact: LotFact) -> Option<Difference> {
        let (what, found, wanted) = match fact {
            LotFact::Status { from, to } => {
                let known = self.status.replace(to).filter(|known| *known != from)?;
                ("what its lot was before", from.text().to_owned(), known.text().to_owned())
            }
            LotFact::Expiry { from, to } => {
                let known = self.expiry.replace(to).filter(|known| *known != from)?;
                ("its lot's date before", date_text(from), date_text(known))
            }
        };
        Some(Difference { place: entry.to_owned(), what, found, wanted })
    }
}

/// A lot as it stands, a row of [`LOTS`].
pub(super) fn compare(row: &Row<'_>, judged: Option<&Judged>) -> rusqlite::Result<Option<Difference>> {
    let judged = judged.copied().unwrap_or_default();
    let (place, status): (String, String) = (row.get(1)?, row.get(2)?);
    if let Some(wanted) = judged.status.filter(|wanted| wanted.text() != status) {
        return Ok(Some(counted(&place, "its status", status, wanted.text())));
    }
    let kind: String = row.get(3)?;
    let found = Expiry::from_parts(&kind, column::maybe_date(row, 4)?);
    let wanted = judged.expiry.filter(|wanted| Some(*wanted) != found);
    Ok(wanted.map(|wanted| counted(&place, "its date", found.map_or(kind, date_text), date_text(wanted))))
}

fn date_text(expiry: Expiry) -> String {
    match expiry.last_good_day() {
        Some(day) => format!("{} {day}", expiry.kind()),
        None => expiry.kind().to_owned(),
    }
}
