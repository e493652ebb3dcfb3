//! "Scan this code": what one scan of the test code told of each scanner, in sentences, and the settings that come
//! of it. No scanner is put into a mode for it: the test code is never goods, so whoever reads it has been tested.

mod facts;
mod keep;
mod test_code;

pub use facts::{Fact, FactState};
pub use keep::keep;
pub use test_code::{TestCode, TestPicture, test_code};

use crate::burst;
use crate::context::Context;
use crate::said::DetectWord;
use crate::view::Burst;
use devices::keyboard::{Detected, GsSeen, NotDetected, TEST_CODE, detect_bytes, detect_keys};
use domain::Message;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The name of all scanners that type, among the devices.
pub const KEYBOARD: &str = "keyboard";

/// What is known of one scanner since it read the test code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Detection {
    /// As it stands among the devices.
    pub scanner: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub at_ms: i64,
    /// The verdict.
    pub message: Message,
    /// `good`: nothing is to be done; `keep`: good once the station keeps the settings; `change`: something has to be
    /// changed at the scanner; `unknown`: it was not the test code.
    pub state: String,
    pub facts: Vec<Fact>,
    /// What the station would keep; absent where its settings say so already.
    pub keeps: Option<Message>,
}

/// The last one of each scanner.
#[derive(Default)]
pub struct Detections(Mutex<BTreeMap<String, Seen>>);

#[derive(Clone, Debug, PartialEq)]
struct Seen {
    at_ms: i64,
    detected: Result<Detected, NotDetected>,
}

impl Detections {
    fn put(&self, scanner: &str, seen: Seen) {
        let mut all = self.0.lock().expect("nothing panics while it holds what was detected");
        all.insert(scanner.to_owned(), seen);
    }

    fn get(&self, scanner: &str) -> Option<Seen> {
        self.0.lock().expect("nothing panics while it holds what was detected").get(scanner).cloned()
    }

    fn all(&self) -> BTreeMap<String, Seen> {
        self.0.lock().expect("nothing panics while it holds what was detected").clone()
    }
}

/// Whether the scanner read the test code; then it is kept for the devices page and is no scan.
pub fn note_read(context: &Context, scanner: &str, frame: &[u8]) -> bool {
    let detected = detect_bytes(frame);
    let is_test = detected.is_ok();
    if is_test {
        forget_lost(context, scanner, &detected);
        context.detections.put(scanner, Seen { at_ms: context.now_ms(), detected });
        context.changed.notify_one();
    }
    is_test
}

/// The same from the wire, end marks included, once all of them came.
pub fn note_raw(context: &Context, scanner: &str, raw: &[u8]) {
    let Some(seen) = context.detections.get(scanner) else { return };
    let Some(detected) = last_test(raw).and_then(|read| detect_bytes(read).ok()) else { return };
    if seen.detected.as_ref() != Ok(&detected) {
        context.detections.put(scanner, Seen { detected: Ok(detected), ..seen });
    }
}

/// Whether the keys are the test code; then they are no scan.
pub fn note_burst(context: &Context, burst: &Burst) -> bool {
    let detected = detect_keys(&burst::events(burst));
    let is_test = detected.is_ok();
    if is_test {
        forget_lost(context, burst::SOURCE, &detected);
        context.detections.put(KEYBOARD, Seen { at_ms: context.now_ms(), detected });
        context.changed.notify_one();
    }
    is_test
}

/// Keys that a person scanned for this purpose: what is wrong is said as well.
pub fn of_burst(context: &Context, burst: &Burst) -> Detection {
    let detected = detect_keys(&burst::events(burst));
    forget_lost(context, burst::SOURCE, &detected);
    context.detections.put(KEYBOARD, Seen { at_ms: context.now_ms(), detected });
    of_scanner(context, KEYBOARD).expect("it was just put there")
}

/// What a scanner lost before it was set up is no trouble any more.
fn forget_lost(context: &Context, source: &str, detected: &Result<Detected, NotDetected>) {
    if detected.as_ref().is_ok_and(|detected| detected.gs != GsSeen::Lost) {
        context.scan_log.keeps_gs(source);
    }
}

/// Of every scanner that read the test code since the station started.
pub fn all(context: &Context) -> Vec<Detection> {
    let all = context.detections.all();
    all.iter().map(|(scanner, seen)| shown(context, scanner, seen)).collect()
}

fn of_scanner(context: &Context, scanner: &str) -> Option<Detection> {
    context.detections.get(scanner).map(|seen| shown(context, scanner, &seen))
}

fn shown(context: &Context, scanner: &str, seen: &Seen) -> Detection {
    let (name, at_ms) = (scanner.to_owned(), seen.at_ms);
    let detected = match &seen.detected {
        Ok(detected) => detected,
        Err(why) => {
            let word = match why {
                NotDetected::NothingCame => DetectWord::NothingCame {},
                NotDetected::NotTheTestCode => DetectWord::NotTheTestCode {},
            };
            let (message, state) = (word.message(), "unknown".to_owned());
            return Detection { scanner: name, at_ms, message, state, facts: Vec::new(), keeps: None };
        }
    };
    let facts = facts::of(detected);
    let keeps = keep::wanted(&context.settings(), scanner, detected);
    let must_change = facts.iter().any(|fact| fact.state == FactState::Change);
    let (state, word) = match (must_change, &keeps) {
        (true, _) => ("change", DetectWord::Change {}),
        (false, Some(_)) => ("keep", DetectWord::GoodOnceKept {}),
        (false, None) => ("good", DetectWord::Good {}),
    };
    let (message, state) = (word.message(), state.to_owned());
    Detection { scanner: name, at_ms, message, state, facts, keeps: keeps.map(|keeps| keeps.message()) }
}

/// The last read of the test code among raw bytes: from behind the end mark before it up to its own end marks.
fn last_test(raw: &[u8]) -> Option<&[u8]> {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n' | b'\t');
    let (head, tail) = TEST_CODE.split_once('\u{1d}')?;
    let at = raw.windows(head.len()).rposition(|window| window == head.as_bytes())?;
    let start = raw[..at].iter().rposition(&is_end).map_or(0, |end| end + 1);
    // A scanner that loses GS sends one byte less.
    let after = (at + head.len() + tail.len()).min(raw.len());
    let end = raw[after..].iter().position(&is_end).map_or(raw.len(), |end| after + end);
    let marks = raw[end..].iter().take_while(|byte| is_end(byte)).count();
    Some(&raw[start..end + marks])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_read_is_looked_at() {
        let raw = format!("8991234567891\r\n\u{2}]d2{TEST_CODE}\r\nNEXT\r\n");
        let read = last_test(raw.as_bytes()).expect("the test code is in it");
        let found = detect_bytes(read).expect("it is whole");
        assert_eq!(
            (found.prefix.as_str(), found.suffix.as_str()),
            ("\u{2}", "\r\n"),
            "neither neighbour is its own"
        );
        assert_eq!(found.aim.as_deref(), Some("]d2"));
        assert_eq!(last_test(b"8991234567891\r"), None);
    }

    #[test]
    fn a_scanner_without_end_mark_ends_with_its_bytes() {
        let lost = TEST_CODE.replace('\u{1d}', "");
        let found = detect_bytes(last_test(lost.as_bytes()).expect("it is there")).expect("it is whole");
        assert_eq!((found.gs, found.suffix.as_str()), (GsSeen::Lost, ""));
    }
}
