//! What an answer of the printer, or its silence, says of the labels inside (devices.md 4.1, 4.2): the part
//! of the machine that confirms and doubts. Pure.

use super::Anchor;
use super::machine::{Action, Machine, Moved};
use crate::{ConfirmedBy, Doubt, PrinterStatus, Trouble};

impl Machine {
    pub(super) fn judge(&mut self, status: &PrinterStatus, counter: Option<u64>, now_ms: u64) -> Action {
        self.trouble = status.trouble();
        let counter = counter.filter(|_| !self.rules.is_shared);
        if self.batch.in_printer().is_some() {
            self.count_stops(status);
            let action = match (self.batch.anchor, counter) {
                (Some(anchor), Some(counter)) => self.judge_by_counter(anchor, counter, status, now_ms),
                // It counted before: an answer without the counter is half an answer.
                (Some(_), None) => Some(self.be_silent(Trouble::Silent, now_ms)),
                (None, _) => self.judge_by_buffer(status, now_ms),
            };
            if let Some(action) = action {
                return action;
            }
        }
        self.silent_since_ms = None;
        let may_still_have_some = self.batch.said_missing.is_some() && self.batch.anchor.is_some();
        // Inside half a label the question after the counter is taken for its text: that goes first.
        let can_count = status.half_format != Some(true);
        if may_still_have_some && can_count && counter.is_none() && !self.rules.is_shared {
            // Without the counter nobody knows what came out since the person looked.
            return self.be_silent(Trouble::Silent, now_ms);
        }
        self.send_more(Some(status), counter)
    }

    /// `None`: nothing keeps more labels from going out.
    fn judge_by_counter(
        &mut self,
        anchor: Anchor,
        counter: u64,
        status: &PrinterStatus,
        now_ms: u64,
    ) -> Option<Action> {
        self.silent_since_ms = None;
        let in_printer = self.batch.in_printer()?;
        let sent = in_printer.end() - anchor.label_count;
        let known = in_printer.start() - 1 - anchor.label_count;
        let counted = counter.checked_sub(anchor.odometer).and_then(|count| u32::try_from(count).ok());
        let least = known.max(self.flight.last_counted);
        let Some(counted) = counted.filter(|count| (least..=self.most_counted(sent)).contains(count)) else {
            // A counter that was reset will not be asked about the same labels again.
            self.batch.anchor = None;
            return Some(self.doubt(Doubt::CounterMoved));
        };
        self.flight.last_counted = counted;
        // A label spoiled by the end of the paper may have been counted, and will be printed again: what is
        // still inside cannot be out. An empty printer after a silence proves that only by the full number.
        let out = match status.left_inside() {
            Some(0) if self.may_have_lost_some() && (counted < sent || self.flight.stop_count > 0) => known,
            Some(inside) => counted.min(sent.saturating_sub(inside)),
            None if status.trouble().is_some() => known,
            None => counted,
        };
        for number in in_printer.clone().take_while(|number| *number <= anchor.label_count + out) {
            self.batch.confirm(number, ConfirmedBy::Odometer);
        }
        self.batch.in_printer()?;
        let watched = self.keep_watching(status, Some(counted), now_ms);
        // Whatever is still missing after a silence or a stop must be found before others hide it.
        let must_account =
            self.may_have_lost_some() || self.flight.stop_count > 0 || status.left_inside() == Some(0);
        if must_account || !matches!(watched, Action::Look { .. }) { Some(watched) } else { None }
    }

    /// Some printers count a label that the end of the paper spoiled, and count it again when it is printed
    /// anew. After a silence nobody knows how often that happened.
    fn most_counted(&self, sent: u32) -> u32 {
        if self.may_have_lost_some() { sent } else { sent.saturating_add(self.flight.stop_count) }
    }

    /// It was out of sight: power may have gone, bytes may not have come, stops were not seen.
    fn may_have_lost_some(&self) -> bool {
        self.flight.line_was_lost || self.flight.was_silent
    }

    fn count_stops(&mut self, status: &PrinterStatus) {
        let is_standing = status.trouble().is_some_and(Trouble::spoils_labels);
        if is_standing && !self.flight.is_standing {
            self.flight.stop_count += 1;
        }
        self.flight.is_standing = is_standing;
    }

    /// One label is inside. Immediate questions are answered out of turn, so one empty answer may be older
    /// than the label: two in a row count, and only when nothing happened in between that could have lost it.
    /// On a wire that may lose bytes the printer must also have been seen at work.
    fn judge_by_buffer(&mut self, status: &PrinterStatus, now_ms: u64) -> Option<Action> {
        self.silent_since_ms = None;
        if status.trouble().is_some_and(|trouble| trouble != Trouble::LabelWaiting) {
            self.flight.stood_still = true;
        } else if is_working(status) {
            self.flight.stood_still = false;
        }
        self.flight.was_seen_working |= is_working(status);
        if !status.is_empty_and_well() {
            self.flight.empty_since_ms = None;
            return Some(self.keep_watching(status, None, now_ms));
        }
        if !self.has_been_empty_long_enough(now_ms) {
            return Some(self.look_again());
        }
        if self.flight.line_was_lost {
            return Some(self.doubt(Doubt::PowerLost));
        }
        if self.flight.was_silent {
            return Some(self.doubt(Doubt::Silence));
        }
        if self.flight.stood_still && !self.rules.language.speech().repeats_spoiled() {
            return Some(self.doubt(Doubt::Mended));
        }
        if !self.rules.is_lossless && !self.flight.was_seen_working {
            return Some(self.doubt(Doubt::NotSeen));
        }
        for number in self.batch.in_printer()? {
            self.batch.confirm(number, ConfirmedBy::BufferEmpty);
        }
        None
    }

    /// After it was seen at work, two answers; else time enough to have begun.
    fn has_been_empty_long_enough(&mut self, now_ms: u64) -> bool {
        let Some(since_ms) = self.flight.empty_since_ms else {
            self.flight.empty_since_ms = Some(now_ms);
            return false;
        };
        let limits = self.rules.limits;
        let enough_ms = match (self.flight.was_seen_working, self.rules.is_lossless) {
            (true, _) => 0,
            (false, true) => limits.look_every_ms,
            (false, false) => limits.look_every_ms * 4,
        };
        now_ms.saturating_sub(since_ms) >= enough_ms
    }

    fn keep_watching(&mut self, status: &PrinterStatus, counted: Option<u32>, now_ms: u64) -> Action {
        let inside =
            status.labels_remaining.map(|remaining| remaining.saturating_add(status.formats_waiting));
        let moved_now: Moved = (inside, counted);
        let is_mended = self.trouble.is_some_and(Trouble::is_waiting_for_help);
        let since_ms = match self.moved {
            Some((moved, since_ms)) if moved == moved_now && !is_mended => since_ms,
            _ => now_ms,
        };
        self.moved = Some((moved_now, since_ms));
        // Half a label whose end does not come is as good as empty.
        let (limit_ms, doubt) = match inside {
            Some(0) if self.may_have_lost_some() => (self.rules.limits.settle_ms, Doubt::PowerLost),
            Some(0) => (self.rules.limits.settle_ms, Doubt::PartlyPrinted),
            _ => (self.rules.limits.stuck_ms, Doubt::Stuck),
        };
        if now_ms.saturating_sub(since_ms) >= limit_ms { self.doubt(doubt) } else { self.look_again() }
    }

    pub(super) fn be_silent(&mut self, trouble: Trouble, now_ms: u64) -> Action {
        if self.batch.in_printer().is_none() {
            self.trouble = Some(trouble);
            return self.waits(trouble);
        }
        self.flight.empty_since_ms = None;
        self.flight.was_silent = true;
        let since_ms = *self.silent_since_ms.get_or_insert(now_ms);
        // The last fault seen stays on the screen: the silence belongs to it.
        let is_mended = self.trouble.is_some_and(Trouble::is_waiting_for_help);
        let limits = self.rules.limits;
        let limit_ms = if is_mended { limits.mending_ms } else { limits.silence_ms };
        if !is_mended {
            self.trouble = Some(trouble);
        }
        let is_over = now_ms.saturating_sub(since_ms) >= limit_ms;
        if is_over { self.doubt(Doubt::Silence) } else { self.look_again() }
    }
}

/// Labels or formats are inside; half a format is none.
pub(super) fn is_working(status: &PrinterStatus) -> bool {
    status.formats_waiting > 0 || status.labels_remaining.is_some_and(|count| count > 0)
}

/// With labels of ours inside, being busy is no reason to wait.
pub(super) fn keeps_from_sending(status: &PrinterStatus, in_printer: u32) -> Option<Trouble> {
    status.keeps_from_sending().filter(|trouble| in_printer == 0 || *trouble != Trouble::Busy)
}
