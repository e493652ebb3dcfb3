//! From bytes as a port delivers them, cut anywhere, to whole scans (devices.md 1.3). Pure: it reads no port
//! and asks no clock. It refuses to guess: what cannot be a scan is handed on as unreadable, never repaired.

use std::mem;

const STX: u8 = 0x02;
const ETX: u8 = 0x03;
const EOT: u8 = 0x04;
const TAB: u8 = 0x09;
const LF: u8 = 0x0A;
const CR: u8 = 0x0D;
const FILE_SEPARATOR: u8 = 0x1C;
const RECORD_SEPARATOR: u8 = 0x1E;

/// The AIM identifiers that promise a GS1 element string (devices.md 1.4).
const GS1_PREFIXES: [&[u8]; 5] = [b"]C1", b"]e0", b"]d2", b"]Q3", b"]J1"];

/// Longest frame in bytes; above it everything up to the next end mark is dropped.
pub const LIMIT_BYTES: usize = 8 * 1024;

/// Silence that ends a frame without an end mark, at 9600 baud and above.
pub const SILENCE_MS: u64 = 50;

/// What came out of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framed {
    /// One scan as received: without end mark and STX…ETX, the AIM identifier still in front.
    Frame(Vec<u8>),
    /// Holds characters no barcode of ours can hold; for the device page, never to be looked up.
    Unreadable(Vec<u8>),
    Dropped {
        reason: DropReason,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropReason {
    /// Above `LIMIT_BYTES`.
    TooLong,
    /// The device went away in the middle of a scan.
    Disconnected,
}

/// One per open port. Counts only grow.
#[derive(Debug)]
pub struct Framer {
    silence_ms: u64,
    partial: Vec<u8>,
    is_skipping: bool,
    last_byte_ms: u64,
    silence_end_count: u64,
}

impl Framer {
    /// `silence_ms`: quiet time after which a frame without an end mark is complete.
    pub fn new(silence_ms: u64) -> Framer {
        Framer { silence_ms, partial: Vec::new(), is_skipping: false, last_byte_ms: 0, silence_end_count: 0 }
    }

    /// Takes what one read delivered. The frames depend on the bytes alone, not on how they were cut into
    /// reads: silence is decided by `tick` only, so a reader that was held up joins what belongs together.
    pub fn push(&mut self, bytes: &[u8], now_ms: u64) -> Vec<Framed> {
        let mut framed = Vec::new();
        for &byte in bytes {
            self.take(byte, &mut framed);
        }
        if !bytes.is_empty() {
            self.last_byte_ms = now_ms;
        }
        framed
    }

    /// To be called when a read found nothing: ends a frame that has been silent for long enough.
    pub fn tick(&mut self, now_ms: u64) -> Option<Framed> {
        if self.silence_ends_at_ms().is_none_or(|ends_at_ms| now_ms < ends_at_ms) {
            return None;
        }
        if !self.partial.is_empty() {
            self.silence_end_count += 1;
        }
        self.end()
    }

    /// The device went away: a part of a scan is discarded and never joined to what comes later.
    pub fn disconnected(&mut self) -> Option<Framed> {
        self.is_skipping = false;
        if mem::take(&mut self.partial).is_empty() {
            return None;
        }
        Some(Framed::Dropped { reason: DropReason::Disconnected })
    }

    /// When `tick` has something to do, if no byte comes first.
    pub fn silence_ends_at_ms(&self) -> Option<u64> {
        let is_waiting = self.is_skipping || !self.partial.is_empty();
        is_waiting.then(|| self.last_byte_ms.saturating_add(self.silence_ms))
    }

    /// Frames ended by silence so far; above 0 the scanner sends no end mark.
    pub fn silence_end_count(&self) -> u64 {
        self.silence_end_count
    }

    fn take(&mut self, byte: u8, framed: &mut Vec<Framed>) {
        if matches!(byte, CR | LF | TAB) {
            framed.extend(self.end());
        } else if !self.is_skipping && self.partial.len() == LIMIT_BYTES {
            self.partial.clear();
            self.is_skipping = true;
            framed.push(Framed::Dropped { reason: DropReason::TooLong });
        } else if !self.is_skipping {
            self.partial.push(byte);
            if byte == ETX && self.partial.first() == Some(&STX) {
                framed.extend(self.end());
            }
        }
    }

    fn end(&mut self) -> Option<Framed> {
        self.is_skipping = false;
        let frame = without_envelope(mem::take(&mut self.partial));
        if frame.is_empty() {
            // Second half of CR LF, or the end mark after ETX: there is no scan between two end marks.
            return None;
        }
        Some(if is_readable(&frame) { Framed::Frame(frame) } else { Framed::Unreadable(frame) })
    }
}

/// Silence that ends a frame at this speed: `SILENCE_MS`, or 48 characters of ten bits where those take
/// longer.
pub fn silence_ms_for(baud: u32) -> u64 {
    SILENCE_MS.max(480_000 / u64::from(baud.max(1)))
}

fn without_envelope(mut frame: Vec<u8>) -> Vec<u8> {
    if frame.len() >= 2 && frame.first() == Some(&STX) && frame.last() == Some(&ETX) {
        frame.pop();
        frame.remove(0);
    }
    frame
}

fn is_readable(frame: &[u8]) -> bool {
    let is_gs1 = GS1_PREFIXES.iter().any(|prefix| frame.starts_with(prefix));
    frame.iter().all(|&byte| match byte {
        EOT | FILE_SEPARATOR..=RECORD_SEPARATOR => true,
        0x00..=0x1F => false,
        0x7F..=0xFF => !is_gs1,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(text: &str) -> Framed {
        Framed::Frame(text.as_bytes().to_vec())
    }

    fn frames_of(reads: &[&[u8]]) -> Vec<Framed> {
        let mut framer = Framer::new(SILENCE_MS);
        reads.iter().flat_map(|read| framer.push(read, 0)).collect()
    }

    #[test]
    fn every_end_mark_of_the_field_ends_one_scan() {
        for end in ["\r", "\n", "\r\n", "\n\r", "\t", "\r\r\n", "\x03\r"] {
            let start = if end.starts_with('\x03') { "\x02" } else { "" };
            let bytes = format!("{start}A1{end}{start}B2{end}");
            assert_eq!(frames_of(&[bytes.as_bytes()]), [frame("A1"), frame("B2")], "end mark {end:?}");
        }
    }

    #[test]
    fn the_line_feed_of_a_pair_makes_no_second_scan_in_another_read() {
        assert_eq!(frames_of(&[b"A1\r", b"\nB2\r", b"\n"]), [frame("A1"), frame("B2")]);
    }

    #[test]
    fn scans_between_stx_and_etx_need_no_other_end_mark() {
        assert_eq!(frames_of(&[b"\x02A1\x03\x02B2\x03"]), [frame("A1"), frame("B2")]);
        assert_eq!(frames_of(&[b"\x02\x03\r\n"]), [], "an empty envelope is no scan");
    }

    #[test]
    fn the_aim_identifier_and_the_separators_stay() {
        let element_string = "]C1010950600013435210LOT1\x1d21SER9";
        assert_eq!(frames_of(&[element_string.as_bytes(), b"\r"]), [frame(element_string)]);
        let envelope = "[)>\x1e06\x1dP123\x1e\x04";
        assert_eq!(frames_of(&[envelope.as_bytes(), b"\r"]), [frame(envelope)], "ISO/IEC 15434");
    }

    #[test]
    fn what_cannot_be_a_scan_is_unreadable() {
        for garbage in [&b"A\x001"[..], b"\x02A1", b"A1\x03", b"A\x1f1", b"]C101\xff"] {
            let framed = frames_of(&[garbage, b"\r"]);
            assert_eq!(framed, [Framed::Unreadable(garbage.to_vec())], "{garbage:02x?}");
        }
        let umlaut = "]Q1K\u{fc}rbis".as_bytes();
        assert_eq!(frames_of(&[umlaut, b"\r"]), [Framed::Frame(umlaut.to_vec())], "plain text may be UTF-8");
    }

    #[test]
    fn a_frame_without_end_mark_ends_after_silence() {
        let mut framer = Framer::new(SILENCE_MS);
        assert_eq!(framer.push(b"A", 100), []);
        assert_eq!(framer.push(b"1", 140), []);
        assert_eq!(framer.silence_ends_at_ms(), Some(190));
        assert_eq!(framer.tick(189), None, "50 ms have not passed since the last byte");
        assert_eq!(framer.tick(190), Some(frame("A1")));
        assert_eq!(framer.silence_end_count(), 1);
        assert_eq!((framer.tick(500), framer.silence_ends_at_ms()), (None, None), "nothing is left");
    }

    #[test]
    fn a_reader_that_was_held_up_joins_what_belongs_together() {
        let mut framer = Framer::new(SILENCE_MS);
        framer.push(b"A", 0);
        assert_eq!(framer.push(b"1\r", 900), [frame("A1")]);
    }

    #[test]
    fn an_endless_frame_is_dropped_to_the_next_end_mark() {
        let too_long = vec![b'7'; LIMIT_BYTES + 2_000];
        let dropped = Framed::Dropped { reason: DropReason::TooLong };
        assert_eq!(frames_of(&[&too_long, b"77\rA1\r"]), [dropped.clone(), frame("A1")]);
        assert_eq!(frames_of(&[&too_long[..LIMIT_BYTES], b"\r"]).len(), 1, "8 KiB is still a frame");

        let mut framer = Framer::new(SILENCE_MS);
        assert_eq!(framer.push(&too_long, 0), [dropped]);
        assert_eq!(framer.tick(60), None, "silence ends the skipping, too");
        assert_eq!(framer.push(b"A1\r", 61), [frame("A1")]);
    }

    #[test]
    fn half_a_scan_before_the_cable_came_out_is_not_joined() {
        let mut framer = Framer::new(SILENCE_MS);
        framer.push(b"9506000", 0);
        assert_eq!(framer.disconnected(), Some(Framed::Dropped { reason: DropReason::Disconnected }));
        assert_eq!(framer.disconnected(), None);
        assert_eq!(framer.push(b"134352\r", 1), [frame("134352")]);
    }

    #[test]
    fn slow_lines_wait_longer_for_silence() {
        assert_eq!(
            [115_200, 9600, 4800, 1200].map(silence_ms_for),
            [50, 50, 100, 400],
            "48 characters below 9600"
        );
    }

    fn line_noise() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![4 => b'0'..=b'9', 2 => Just(CR), 2 => Just(LF), 1 => Just(TAB),
            1 => Just(STX), 1 => Just(ETX), 1 => any::<u8>()];
        prop_oneof![
            9 => prop::collection::vec(byte.clone(), 0..400),
            1 => (prop::collection::vec(byte, 0..40), LIMIT_BYTES - 20..LIMIT_BYTES + 20)
                .prop_map(|(tail, length)| [vec![b'8'; length], tail].concat()),
        ]
    }

    proptest! {
        #[test]
        fn any_split_of_the_bytes_gives_the_same_frames(
            bytes in line_noise(),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
        ) {
            let whole = frames_of(&[&bytes]);
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            at.sort_unstable();
            let ends = at.iter().copied().chain([bytes.len()]);
            let starts = [0].into_iter().chain(at.iter().copied());
            let reads: Vec<&[u8]> = starts.zip(ends).map(|(start, end)| &bytes[start..end]).collect();
            prop_assert_eq!(frames_of(&reads), whole);
        }

        #[test]
        fn a_frame_is_never_empty_too_long_or_in_two_lines(bytes in line_noise()) {
            for framed in frames_of(&[&bytes]) {
                if let Framed::Frame(frame) | Framed::Unreadable(frame) = framed {
                    prop_assert!(!frame.is_empty() && frame.len() <= LIMIT_BYTES);
                    prop_assert!(!frame.iter().any(|byte| matches!(*byte, CR | LF | TAB)));
                }
            }
        }
    }
}
