//! The last reads of every source and how fast each was answered. Bounded; never holds a badge.

use crate::context::Context;
use domain::code::{OwnCode, OwnKind};
use domain::scan::ScanVerdict;
use domain::{Message, Refusal, ScanId};
use floor::{Input, Taken};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Reads kept of each source.
const READS: usize = 20;
/// Answers of each source that the latency is told of.
const TIMED: usize = 100;
/// Sources are scanners of the settings and a few fixed words; more come from nowhere.
const SOURCES: usize = 64;
/// Scans under way, of all seats.
const UNDER_WAY: usize = 4096;
/// What every code of a badge begins with.
const BADGES: [&str; 2] = ["TLNB", "TLXB"];

#[derive(Default)]
pub struct ScanLog {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// When a scan was complete at its port, by the station's steady clock.
    arrived: HashMap<ScanId, u64>,
    sources: BTreeMap<String, SourceLog>,
}

/// What one source read since the station started.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceLog {
    /// The newest last.
    pub reads: VecDeque<Answered>,
    pub times: VecDeque<Timing>,
    pub counts: Counts,
    /// Scans in which a separator is missing, since the scanner was last seen to send them.
    pub lost_gs_count: u64,
}

/// One read and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Empty where it was a badge.
    pub bytes: Vec<u8>,
    pub aim: Option<String>,
    pub is_badge: bool,
    pub verdict: Option<ScanVerdict>,
    /// What the screen said; nothing about a badge.
    pub said: Option<Message>,
    pub at_ms: i64,
    pub timing: Timing,
}

/// Milliseconds from the complete read at the port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timing {
    /// Until it was on disk.
    pub durable_ms: u64,
    /// Until its verdict went out.
    pub answered_ms: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub accepted: u64,
    pub refused: u64,
    pub unknown: u64,
    pub repeats: u64,
    pub waiting: u64,
    pub faulted: u64,
}

impl ScanLog {
    /// A scan was complete at this moment; the first to say so knows best.
    pub fn arrived(&self, id: ScanId, at_ms: u64) {
        let mut kept = self.kept();
        // Scans that were never answered, by a fault of the ledger, are not kept for ever.
        if kept.arrived.len() >= UNDER_WAY {
            kept.arrived.clear();
        }
        kept.arrived.entry(id).or_insert(at_ms);
    }

    /// Its turn was committed at `durable_ms`, and its verdict has gone out now.
    pub fn answered(&self, input: &Input, taken: &Taken, durable_ms: u64, context: &Context) {
        let (scan, is_repeat) = match input {
            Input::Scan(scan) => (scan, false),
            Input::Repeat(scan) => (scan, true),
            Input::Tap { .. } => return,
        };
        let now_ms = context.monotonic_ms();
        // What must be looked at stays on the screen: then it is another scan's verdict.
        let own = scan.id.to_string();
        let verdict = taken.screen.verdict.as_ref().filter(|verdict| verdict.input == own);
        let is_badge = holds_badge(&scan.bytes);
        let mut kept = self.kept();
        let arrived_ms = kept.arrived.remove(&scan.id).unwrap_or(durable_ms);
        let timing = Timing {
            durable_ms: durable_ms.saturating_sub(arrived_ms),
            answered_ms: now_ms.saturating_sub(arrived_ms),
        };
        let read = Answered {
            bytes: if is_badge { Vec::new() } else { scan.bytes.clone() },
            aim: scan.aim.clone(),
            is_badge,
            verdict: verdict.and_then(|verdict| verdict.scan).or(is_repeat.then_some(ScanVerdict::Repeat)),
            said: verdict.filter(|_| !is_badge).map(|verdict| verdict.message.clone()),
            at_ms: context.now_ms(),
            timing,
        };
        if let Some(source) = kept.source(&scan.source) {
            source.keep(read);
        }
    }

    /// The scanner sends separators by now.
    pub fn keeps_gs(&self, source: &str) {
        if let Some(source) = self.kept().sources.get_mut(source) {
            source.lost_gs_count = 0;
        }
    }

    pub fn of(&self, source: &str) -> SourceLog {
        self.kept().sources.get(source).cloned().unwrap_or_default()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn source(&mut self, name: &str) -> Option<&mut SourceLog> {
        let has_room = self.sources.len() < SOURCES || self.sources.contains_key(name);
        has_room.then(|| self.sources.entry(name.to_owned()).or_default())
    }
}

impl SourceLog {
    fn keep(&mut self, read: Answered) {
        let counted = match read.verdict {
            Some(ScanVerdict::Accepted | ScanVerdict::Command) => Some(&mut self.counts.accepted),
            Some(ScanVerdict::Refused) => Some(&mut self.counts.refused),
            Some(ScanVerdict::Unknown | ScanVerdict::Parked) => Some(&mut self.counts.unknown),
            Some(ScanVerdict::Repeat) => Some(&mut self.counts.repeats),
            Some(ScanVerdict::Waiting) => Some(&mut self.counts.waiting),
            Some(ScanVerdict::Faulted) => Some(&mut self.counts.faulted),
            None => None,
        };
        if let Some(count) = counted {
            *count += 1;
        }
        let lost = Refusal::SeparatorLost {
            code: String::new(),
            part: String::new(),
            at: 0,
            readings: String::new(),
        };
        let is_lost = read.said.as_ref().is_some_and(|said| said.code == lost.message().code);
        self.lost_gs_count += u64::from(is_lost);
        push(&mut self.times, read.timing, TIMED);
        push(&mut self.reads, read, READS);
    }
}

fn push<T>(queue: &mut VecDeque<T>, value: T, most: usize) {
    if queue.len() == most {
        queue.pop_front();
    }
    queue.push_back(value);
}

/// Also a damaged one, and one among other signs: whoever sees it could guess the rest.
pub fn holds_badge(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_uppercase();
    debug_assert!(OwnCode::new(OwnKind::Badge, 1).text().starts_with(BADGES[0]), "as they are printed");
    BADGES.iter().any(|badge| text.contains(badge))
}

/// The value that `percent` of them do not exceed; `None` of none.
pub fn percentile(mut values: Vec<u64>, percent: usize) -> Option<u64> {
    values.sort_unstable();
    let place = (values.len() * percent).div_ceil(100).max(1) - 1;
    values.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(verdict: ScanVerdict) -> Answered {
        Answered {
            bytes: b"SALT".to_vec(),
            aim: None,
            is_badge: false,
            verdict: Some(verdict),
            said: None,
            at_ms: 0,
            timing: Timing::default(),
        }
    }

    #[test]
    fn every_verdict_is_a_hit_or_a_miss_of_its_kind() {
        let mut log = SourceLog::default();
        ScanVerdict::ALL.into_iter().for_each(|verdict| log.keep(read(verdict)));
        let counts = Counts { accepted: 2, refused: 1, unknown: 2, repeats: 1, waiting: 1, faulted: 1 };
        assert_eq!(log.counts, counts, "commands are hits, parked codes are unknown ones");
    }

    #[test]
    fn old_reads_make_way_for_new_ones() {
        let mut log = SourceLog::default();
        (0..500).for_each(|_| log.keep(read(ScanVerdict::Accepted)));
        assert_eq!((log.reads.len(), log.times.len(), log.counts.accepted), (READS, TIMED, 500));
    }

    #[test]
    fn a_badge_is_known_in_any_company() {
        let badge = OwnCode::new(OwnKind::Badge, 1005).text();
        let damaged = format!("{}X", &badge[..13]);
        for text in
            [badge.clone(), badge.to_lowercase(), damaged, format!("\u{1d}noise{badge}9"), "tlxbb".into()]
        {
            assert!(holds_badge(text.as_bytes()), "{text:?}");
        }
        let place = OwnCode::new(OwnKind::Location, 7).text();
        assert!(!holds_badge(place.as_bytes()) && !holds_badge(b"0109521234001041"));
    }

    #[test]
    fn half_and_nearly_all_of_a_hundred() {
        let values: Vec<u64> = (1..=100).rev().collect();
        assert_eq!((percentile(values.clone(), 50), percentile(values, 95)), (Some(50), Some(95)));
        assert_eq!((percentile(vec![7], 95), percentile(Vec::new(), 50)), (Some(7), None));
    }
}
