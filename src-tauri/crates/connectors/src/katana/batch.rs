//! Which of Katana's batches a lot is: by number and variant, for there is no look-up by our own key.

use super::inbound;
use super::shapes::BatchStock;
use crate::connector::{Request, Step};
use crate::outgoing::{Outgoing, OutgoingLot};

/// `include_empty`: a batch that was just made has no stock yet. Only of a line that has one: without a number the
/// vendor would list every batch of the item.
pub fn seek_batch(outgoing: &Outgoing, index: usize) -> Step {
    let line = &outgoing.lines[index];
    let code = code_of(outgoing, index).expect("the machine seeks batches of lines that have one alone");
    let limit = inbound::PAGE_SIZE.to_string();
    let request = Request::get(
        "/batch_stocks",
        &[("variant_id", &line.item), ("batch_number", code), ("include_empty", "true"), ("limit", &limit)],
    );
    Step::Send { request, changes: false }
}

/// `None` for a line without a batch, and for one that is not there.
pub fn code_of(outgoing: &Outgoing, index: usize) -> Option<&str> {
    match &outgoing.lines.get(index)?.lot {
        OutgoingLot::Batch { code, .. } => Some(code),
        OutgoingLot::NotKept | OutgoingLot::Unbatched => None,
    }
}

pub fn is_same_batch(outgoing: &Outgoing, line: usize, other: usize) -> bool {
    code_of(outgoing, line).is_some() && code_of(outgoing, line) == code_of(outgoing, other)
}

pub fn is_wanted(batch: &BatchStock, outgoing: &Outgoing, index: usize) -> bool {
    let wanted = code_of(outgoing, index);
    batch.batch_id.is_some()
        && wanted.is_some()
        && batch.variant_id.to_string() == outgoing.lines[index].item
        && batch.batch_number.as_deref() == wanted
}
