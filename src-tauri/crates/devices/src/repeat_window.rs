//! Which reads of a presentation scanner are the same sight of the same code (devices.md 1.11). Pure.
//! Hand scanners have no window: one pull of the trigger is one read.

/// Window of a source marked *presentation*.
pub const PRESENTATION_WINDOW_MS: u64 = 700;

/// One per presentation source.
#[derive(Debug)]
pub struct RepeatWindow {
    window_ms: u64,
    seen: Vec<(Vec<u8>, u64)>,
}

impl RepeatWindow {
    pub fn new(window_ms: u64) -> RepeatWindow {
        RepeatWindow { window_ms, seen: Vec::new() }
    }

    /// Whether the same bytes were read less than a window ago. Every repeat starts the window anew, so a
    /// code that stays in view is one scan; another code in between changes nothing.
    pub fn is_repeat(&mut self, bytes: &[u8], now_ms: u64) -> bool {
        self.seen.retain(|(_, seen_ms)| now_ms.saturating_sub(*seen_ms) < self.window_ms);
        if let Some((_, seen_ms)) = self.seen.iter_mut().find(|(seen, _)| seen == bytes) {
            *seen_ms = now_ms;
            return true;
        }
        self.seen.push((bytes.to_vec(), now_ms));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(reads: &[(&str, u64)]) -> Vec<bool> {
        let mut window = RepeatWindow::new(PRESENTATION_WINDOW_MS);
        reads.iter().map(|(code, at_ms)| window.is_repeat(code.as_bytes(), *at_ms)).collect()
    }

    #[test]
    fn the_same_code_within_the_window_is_a_repeat() {
        assert_eq!(repeats(&[("A", 0), ("A", 699), ("A", 1_399)]), [false, true, false]);
    }

    #[test]
    fn a_code_that_stays_in_view_is_one_scan() {
        let held: Vec<_> = (0..10).map(|count| ("A", count * 600)).collect();
        assert_eq!(repeats(&held).iter().filter(|is_repeat| !**is_repeat).count(), 1);
    }

    #[test]
    fn two_codes_in_quick_turn_are_both_taken() {
        assert_eq!(repeats(&[("A", 0), ("B", 50), ("A", 100)]), [false, false, true]);
    }
}
