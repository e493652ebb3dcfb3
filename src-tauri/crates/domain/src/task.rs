//! How a person settles a task, or a code in the tray: the few answers that fit each kind, or words of their own.

use crate::message::Message;

/// Words of one's own are cut off here, in characters.
pub const NOTE_LIMIT: usize = 200;

crate::sentences! {
    /// What was done about it, as it stays on record.
    pub enum Resolution in "resolution" {
        BookedSince = "booked-since" {},
        CountedAgain = "counted-again" {},
        /// The count became the book's number.
        Posted = "posted" {},
        Kept = "kept" {},
        SentBack = "sent-back" {},
        OrderFound = "order-found" {},
        WrittenOff = "written-off" {},
        StaysOnHold = "stays-on-hold" {},
        /// Somebody carried the goods to the hold shelf.
        PutOnHoldShelf = "put-on-hold-shelf" {},
        ComesLater = "comes-later" {},
        WillNotCome = "will-not-come" {},
        Told = "told" {},
        /// The office promised other goods, or told who waits for them.
        PromisedElse = "promised-else" {},
        ClockRight = "clock-right" {},
        ClockSet = "clock-set" {},
        ScannedAgain = "scanned-again" {},
        /// The file was put right and taken in.
        DroppedAgain = "dropped-again" {},
        NotThere = "not-there" {},
        NotOurs = "not-ours" {},
        Misread = "misread" {},
        /// In the person's own words.
        Note = "note" { note: String },
    }
}

/// What settles a task of this kind, the likeliest first. Empty for a delivery's: it ends with the delivery.
pub fn answers(kind: &str) -> Vec<Resolution> {
    use Resolution::*;
    match kind {
        "book_was_short" => vec![BookedSince {}, CountedAgain {}],
        "excess" => vec![Kept {}, SentBack {}],
        "not_on_order" => vec![OrderFound {}, Kept {}, SentBack {}],
        "on_hold" => vec![SentBack {}, WrittenOff {}, StaysOnHold {}],
        "lot_waits" => vec![StaysOnHold {}],
        "hold_by_hand" => vec![PutOnHoldShelf {}, StaysOnHold {}],
        "short_receipt" => vec![ComesLater {}, WillNotCome {}],
        "receipt_undone" => vec![Told {}],
        "count_difference" => vec![CountedAgain {}, BookedSince {}],
        "pieces_differ" => vec![CountedAgain {}, BookedSince {}],
        "broken_reservation" => vec![PromisedElse {}, CountedAgain {}],
        "clock" => vec![ClockRight {}, ClockSet {}],
        "restored" => vec![CountedAgain {}],
        "import_failed" => vec![DroppedAgain {}, NotOurs {}],
        "scan_not_taken" => vec![ScannedAgain {}, NotThere {}],
        _ => Vec::new(),
    }
}

/// Why a code leaves the tray without a name.
pub fn discard_reasons() -> Vec<Resolution> {
    vec![Resolution::NotOurs {}, Resolution::Misread {}, Resolution::ScannedAgain {}]
}

impl Resolution {
    /// The one of `offered` with this code, else `note` in the person's own words; `None` when there is neither.
    pub fn chosen(offered: Vec<Resolution>, code: Option<&str>, note: Option<&str>) -> Option<Resolution> {
        if let Some(code) = code {
            return offered.into_iter().find(|answer| answer.message().code == code);
        }
        let note: String = note?.trim().chars().take(NOTE_LIMIT).collect();
        (!note.is_empty()).then_some(Resolution::Note { note })
    }

    /// As stored, and as it is read again.
    pub fn json(&self) -> String {
        serde_json::to_string(&self.message()).expect("a message is plain data")
    }

    /// What stands in a row; words that are no message are a note.
    pub fn read(text: &str) -> Option<Message> {
        if text.is_empty() {
            return None;
        }
        Some(
            serde_json::from_str(text)
                .unwrap_or_else(|_| Resolution::Note { note: text.to_owned() }.message()),
        )
    }
}
