//! The product/lot label: from what it says to the printer's bytes. Where each thing stands is in
//! `lot_layout`.

use crate::captions::Captions;
use crate::carriers::carriers_of;
use crate::error::{LabelError, Note};
use crate::lot_layout;
use crate::media::Media;
use crate::zpl;
use domain::label::LotLabel;
use std::num::NonZeroU32;

/// A label ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// One ZPL II format, `^XA` to `^XZ`.
    pub bytes: Vec<u8>,
    /// What a scanner sends for the bars, without AIM identifier: proof when the label is scanned back.
    pub bars_data: String,
    /// What a scanner sends for the QR.
    pub qr_data: String,
    pub notes: Vec<Note>,
}

/// One label with English captions.
///
/// # Errors
/// As [`draw_lot_labels`].
pub fn draw_lot_label(label: &LotLabel, media: &Media) -> Result<Drawn, LabelError> {
    draw_lot_labels(label, &Captions::default(), media, NonZeroU32::MIN)
}

/// `count` labels that are all alike, as one format. A reprint is no copy of this kind: it has its own `copy`
/// number.
///
/// # Errors
/// [`LabelError`] naming the field that does not fit, cannot be printed or cannot be scanned; then nothing is
/// drawn.
pub fn draw_lot_labels(
    label: &LotLabel,
    captions: &Captions,
    media: &Media,
    count: NonZeroU32,
) -> Result<Drawn, LabelError> {
    let carriers = carriers_of(label)?;
    let mut laid_out = lot_layout::lay_out(label, &carriers, captions, media)?;
    laid_out.notes.extend(carriers.note);
    Ok(Drawn {
        bytes: zpl::write(&laid_out.drawing, count),
        bars_data: laid_out.bars_data,
        qr_data: carriers.qr,
        notes: laid_out.notes,
    })
}
