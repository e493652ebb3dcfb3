//! What the devices page shows of one device: values that cross to a face.

use crate::view::DeviceStatus;
use domain::Message;
use domain::scan::ScanVerdict;
use serde::{Deserialize, Serialize};

/// A device with what it did last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct DeviceDetail {
    /// The tile, with its one verdict.
    pub device: DeviceStatus,
    /// Worth knowing beside the verdict.
    pub notes: Vec<Message>,
    /// What gives the device to the station where the system keeps it; either is enough.
    pub fixes: Vec<Fix>,
    /// Settings and what the device tells of itself.
    pub facts: Vec<Fact>,
    /// Of a scanner.
    pub scans: Option<ScanCounts>,
    /// Of a scanner: from the complete read. Of a printer: from the order to the first byte.
    pub latency: Option<Latency>,
    /// Of a scanner, the newest first.
    pub reads: Vec<ReadRow>,
    /// Of a printer: what it answered when it was asked last.
    pub answers: Vec<AnswerRow>,
    /// Whoever reads may print a test and ask the device again.
    pub can_tend: bool,
}

/// One thing to be typed in a terminal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Fix {
    pub what: Message,
    pub command: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Fact {
    pub name: Message,
    pub value: Message,
}

/// Since the station started.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ScanCounts {
    /// Goods, places, badges and commands.
    pub accepted: u32,
    pub refused: u32,
    /// Nobody knows these codes, also those that lie in the tray.
    pub unknown: u32,
    /// The same code still before a scanner that stands.
    pub repeats: u32,
    /// Behind a question.
    pub waiting: u32,
    /// Garbled on the line, or far too long.
    pub unreadable: u32,
    /// The cable was pulled in the middle.
    pub cut_off: u32,
}

/// Of the last 100.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Latency {
    pub count: u32,
    pub half_ms: u32,
    /// 95 of 100 were not slower.
    pub slow_ms: u32,
    /// Of scans: until they were on disk.
    pub durable_half_ms: Option<u32>,
    pub durable_slow_ms: Option<u32>,
}

/// One read, what it says and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ReadRow {
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub at_ms: i64,
    /// A badge: what it says is shown to nobody.
    pub is_badge: bool,
    /// Two letters a byte, by blanks; without the AIM identifier and the end mark.
    pub hex: String,
    /// Signs that cannot be seen by their names: `<GS>`.
    pub text: String,
    /// `]C1`, and what it means; empty where the scanner sends none.
    pub aim: String,
    pub symbology: String,
    pub fields: Vec<Fact>,
    /// Why it says nothing that can be used.
    pub refusal: Option<Message>,
    pub verdict: Option<ScanVerdict>,
    pub said: Option<Message>,
    pub durable_ms: u32,
    pub answered_ms: u32,
}

/// An answer of a printer byte by byte.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct AnswerRow {
    /// `status`, `odometer`, `identity`.
    pub asked: String,
    /// Empty where it did not answer.
    pub hex: String,
    pub text: String,
}

impl DeviceDetail {
    /// Nothing but the tile.
    pub(super) fn of(device: DeviceStatus) -> DeviceDetail {
        DeviceDetail {
            device,
            notes: Vec::new(),
            fixes: Vec::new(),
            facts: Vec::new(),
            scans: None,
            latency: None,
            reads: Vec::new(),
            answers: Vec::new(),
            can_tend: false,
        }
    }
}

/// Two letters a byte, by blanks.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

/// As text, with names in the place of signs that cannot be seen.
pub(super) fn seen(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Latin-1 has a sign for every byte.
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        match (sign, name(sign)) {
            (_, Some(name)) => shown.push_str(name),
            (sign, None) if sign.is_control() => shown.push_str(&format!("<{:02X}>", u32::from(sign))),
            (sign, None) => shown.push(sign),
        }
    }
    shown
}

fn name(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{2}' => "<STX>",
        '\u{3}' => "<ETX>",
        '\u{4}' => "<EOT>",
        '\u{6}' => "<ACK>",
        '\u{7}' => "<BEL>",
        '\t' => "<TAB>",
        '\n' => "<LF>",
        '\r' => "<CR>",
        '\u{15}' => "<NAK>",
        '\u{18}' => "<CAN>",
        '\u{1b}' => "<ESC>",
        '\u{1c}' => "<FS>",
        '\u{1d}' => "<GS>",
        '\u{1e}' => "<RS>",
        '\0' => "<NUL>",
        _ => return None,
    })
}

/// As far as the page counts.
pub(super) fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(seen(b"10A\x1d21B\r\n"), "10A<GS>21B<CR><LF>");
        assert_eq!(seen(b"\x02030,0\x03\x0e\x7f"), "<STX>030,0<ETX><0E><7F>");
        assert_eq!(seen("kölner".as_bytes()), "kölner");
        assert_eq!(seen(b"\xff\x80"), "ÿ<80>", "noise is no UTF-8, and is shown all the same");
        assert_eq!(hex(b"]C1\x1d"), "5d 43 31 1d");
    }
}
