//! What a receipt says of its lot, in the same entry: held because its date is past or too near, or because lots of
//! this item wait until somebody releases them.

use super::booking::Booking;
use crate::hand::LotPick;
use crate::lot_acts;
use crate::turn::{Stop, TaskDraft};
use domain::entry::Reason;
use domain::lot::LotKind;
use domain::lot_change::{LotAct, NewLotChange};
use ledger::table::item_life;

impl Booking<'_, '_, '_> {
    /// Goods without a lot are held by where they stand: the same item elsewhere is good. A lot that is held already
    /// stays so.
    pub(super) fn lot_changes(&self) -> Result<Vec<NewLotChange>, Stop> {
        let Some(reason) = self.reason_for_hold()? else { return Ok(Vec::new()) };
        Ok(self.lot.turned(LotAct::Hold, reason).into_iter().collect())
    }

    fn reason_for_hold(&self) -> Result<Option<Reason>, Stop> {
        Ok(if self.state.granted.on_hold {
            Some(self.reason_held()?)
        } else if self.waits()? {
            Some(Reason::WaitsForCheck)
        } else {
            None
        })
    }

    /// Its date is past, too near, or something else is in doubt.
    fn reason_held(&self) -> Result<Reason, Stop> {
        let expiry = self.state.hand.expiry(self.book)?.unwrap_or(self.lot.expiry);
        Ok(match self.state.granted.short_life {
            _ if expiry.is_past(self.book.moment.today) => Reason::Expired,
            true => Reason::ShortLife,
            false => Reason::CheckFailed,
        })
    }

    /// A new lot of an item whose lots are released by somebody.
    pub(super) fn waits(&self) -> Result<bool, Stop> {
        let is_new = matches!(self.state.hand.lot, Some(LotPick::New { .. }));
        let is_coded = self.lot.kind == LotKind::Coded;
        Ok(is_new && is_coded && item_life::of(self.book.tx, self.item.id)?.waits_for_release)
    }

    /// Asks for the release.
    pub(super) fn waiting_task(&self) -> Result<Option<TaskDraft>, Stop> {
        let name = self.book.name(&self.item).to_owned();
        Ok(self.waits()?.then(|| lot_acts::waiting_task(name, &self.lot)))
    }
}
