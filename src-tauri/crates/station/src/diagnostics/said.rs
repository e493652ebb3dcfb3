//! What is said on the page of one device.

use domain::{Message, sentences};

sentences! {
    /// Worth knowing beside the verdict.
    pub enum Note in "device-note" {
        /// Held for the station alone: tried on recordings, not on a device.
        KeyboardUnverified = "keyboard-unverified" {},
        UsbPrinterUnverified = "usb-printer-unverified" {},
        NoEndMark = "no-end-mark" { count: i64 },
        WaitsForButton = "waits-for-button" {},
        /// Reads had to wait for the book.
        ReadsWaited = "reads-waited" { count: i64 },
        DpiDiffers = "dpi-differs" { told: i64, set: i64 },
        /// What is set is wider than the head.
        WiderThanHead = "wider-than-head" { head: i64, set: i64 },
        /// Labels end as "unknown" more often.
        NoCounter = "no-counter" {},
    }
}

sentences! {
    pub enum FixWord in "permission" {
        Serial = "serial" {},
        UsbPrinter = "usb-printer" {},
        Keyboard = "keyboard" {},
        /// Instead of the group: for this one device.
        Rule = "rule" { file: String },
        /// The system's own printing holds it: its name there, and how it is let go.
        KeptName = "kept-name" {},
        KeptFree = "kept-free" {},
    }
}

sentences! {
    pub enum FactName in "fact" {
        Kind = "kind" {},
        Path = "path" {},
        Wire = "wire" {},
        Seat = "seat" {},
        Stands = "stands" {},
        KeyLayout = "key-layout" {},
        Pulled = "pulled" {},
        Model = "model" {},
        Language = "language" {},
        Firmware = "firmware" {},
        SerialNumber = "serial-number" {},
        Resolution = "resolution" {},
        MediaSet = "media-set" {},
        LengthTold = "length-told" {},
        HeadWidth = "head-width" {},
        Counter = "counter" {},
        Roles = "roles" {},
        Asked = "asked" {},
    }
}

sentences! {
    pub enum FactValue in "fact-value" {
        Text = "text" { text: String },
        Count = "count" { count: i64 },
        Yes = "yes" {},
        No = "no" {},
        Millimetres = "mm" { length: i64 },
        Media = "media" { width: i64, height: i64 },
        Dpi = "dpi" { dpi: i64 },
        At = "at" { time: domain::Value },
        Serial = "serial" {},
        HeldKeyboard = "held-keyboard" {},
        FocusedKeyboard = "focused-keyboard" {},
    }
}

sentences! {
    /// What a part of a code says.
    pub enum Field in "field" {
        /// One of our own codes.
        Own = "own" {},
        Gtin = "gtin" {},
        Sscc = "sscc" {},
        Text = "text" {},
        /// By its Application Identifier, with the standard's own word for it.
        Element = "element" { identifier: String, title: String },
        Item = "item" { identifier: String },
        Content = "content" { identifier: String },
        Lot = "lot" { identifier: String },
        MadeOn = "made-on" { identifier: String },
        BestBefore = "best-before" { identifier: String },
        UseBy = "use-by" { identifier: String },
        Serial = "serial" { identifier: String },
        Count = "count" { identifier: String },
        /// No symbology said that it is GS1.
        Guessed = "guessed" {},
        Link = "link" {},
    }
}

/// Of the tests and the report.
pub(super) fn text(text: impl Into<String>) -> Message {
    FactValue::Text { text: text.into() }.message()
}

/// All enums of this file, for the test that holds them against the words.
pub const ALL: [&[(&str, &[&str])]; 5] = [Note::ALL, FixWord::ALL, FactName::ALL, FactValue::ALL, Field::ALL];
