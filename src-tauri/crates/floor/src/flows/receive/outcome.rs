//! What a receipt brings with it: tasks for the office, labels, and what is said.

use super::booking::Booking;
use crate::prompts::reason_word;
use crate::said::{Said, TaskText};
use crate::screen::Tone;
use crate::turn::{PrintDraft, Stop, TaskDraft};
use crate::undo::cause;
use domain::entry::Reason;
use domain::label::LotLabel;
use domain::location::Location;
use domain::permission::Role;
use domain::{Message, Quantity};
use jiff::civil::Date;
use ledger::table::item;
use ledger::table::task::Severity;

impl Booking<'_, '_, '_> {
    pub(super) fn tasks(&self) -> Vec<TaskDraft> {
        let name = self.state.hand.name(&self.item, self.book);
        let (document, quantity) =
            (self.document.number.clone(), self.item.weighed(self.quantity, self.pieces));
        let mut tasks = Vec::new();
        if self.split.excess.is_positive() {
            let reason = reason_word(self.reason_for_excess().unwrap_or(Reason::Other));
            let excess = self.item.weighed(self.split.excess, self.excess_pieces());
            let (item, document) = (name.clone(), document.clone());
            let text = TaskText::Excess { item, document, quantity: excess, reason };
            tasks.push(self.task("excess", text.message(), Severity::Medium));
        }
        if self.state.granted.off_order {
            let text = TaskText::NotOnOrder { item: name.clone(), document, quantity: quantity.clone() };
            tasks.push(self.task("not_on_order", text.message(), Severity::Medium));
        }
        if self.state.granted.on_hold {
            let (item, lot) = (name, self.lot.code.clone());
            let text = match self.state.granted.short_life {
                true => TaskText::OnHoldShortLife { item, lot, quantity },
                false => TaskText::OnHold { item, lot, quantity },
            };
            tasks.push(self.task("on_hold", text.message(), Severity::High));
        }
        tasks
    }

    fn task(&self, kind: &'static str, message: Message, severity: Severity) -> TaskDraft {
        TaskDraft { kind, cause: cause(kind, self.book.entry_id()), message, severity, role: Role::Lead }
    }

    /// One for what goes to its place, one for what goes to the hold shelf.
    pub(super) fn labels(&self) -> Result<Vec<PrintDraft>, Stop> {
        if !self.book.moment.settings.print_on_receive || !self.item.lot_tracked {
            return Ok(Vec::new());
        }
        let parts = [(self.wanted()?, &self.places.to), (self.split.excess, &self.places.hold)];
        let wanted = parts.into_iter().filter(|(quantity, _)| quantity.is_positive());
        wanted.map(|(quantity, place)| self.label(quantity, place)).collect()
    }

    fn label(&self, quantity: Quantity, place: &Location) -> Result<PrintDraft, Stop> {
        let expiry = self.state.hand.expiry(self.book)?.unwrap_or(self.lot.expiry);
        let label = LotLabel {
            item_name: self.book.name(&self.item).to_owned(),
            sku: self.item.sku.clone(),
            gtin: item::gtin(self.book.tx, self.item.id)?,
            lot: self.lot.code.clone(),
            expiry: expiry.last_good_day(),
            quantity: self.item.amount(quantity),
            document: self.document.number.clone(),
            location: place.code.clone(),
            received_on: self.book.moment.today,
            station: self.book.moment.settings.station.clone(),
            // Known only when the job is written: filled there.
            job_code: String::new(),
            copy: 1,
        };
        let (item, lot) = (self.item.id, self.lot.id);
        Ok(PrintDraft { role: "lot_label", label, label_count: 1, item, lot })
    }

    /// What happened and where the goods belong, the gravest first.
    pub(super) fn said(&self) -> Result<(Tone, Message), Stop> {
        let item = self.state.hand.name(&self.item, self.book);
        let quantity = self.item.weighed(self.quantity, self.pieces);
        let location = self.places.to.code.clone();
        let lot = self.lot.code.clone();
        let (done, wanted) = self.split.standing(&self.item, self.quantity, self.book)?;
        let total = self.split.came_before()?.checked_add(self.quantity)?;
        let is_complete = self.split.is_ordered() && total == self.split.ordered;
        let (tone, said) = if self.is_held() {
            (Tone::Attention, Said::ReceivedOnHold { item, quantity, location, lot })
        } else if self.split.excess.is_positive() {
            let excess = self.item.weighed(self.split.excess, self.excess_pieces());
            let location = self.places.hold.code.clone();
            (Tone::Attention, Said::ReceivedOver { item, quantity, excess, location, done, wanted })
        } else if let Some(last_good_day) = self.near_expiry()? {
            (Tone::Attention, Said::NearExpiry { item, quantity, location, lot, last_good_day })
        } else if is_complete {
            let (received, quantity) = (quantity, self.item.amount(self.split.ordered));
            (Tone::Complete, Said::LineComplete { item, quantity, received, location })
        } else if self.split.is_ordered() {
            (Tone::Accepted, Said::ReceivedOnLine { item, quantity, location, lot, done, wanted })
        } else {
            (Tone::Accepted, Said::Received { item, quantity, location, lot })
        };
        Ok((tone, said.message()))
    }

    /// The last good day, when it is so near that the goods want to be used first.
    fn near_expiry(&self) -> Result<Option<Date>, Stop> {
        let last_good_day = self.state.hand.expiry(self.book)?.and_then(|expiry| expiry.last_good_day());
        let today = self.book.moment.today;
        Ok(last_good_day.filter(|day| i64::from((*day - today).get_days()) <= self.item.near_expiry_days))
    }
}
