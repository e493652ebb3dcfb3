//! How far the clock can be believed (floor-rules.md, *After a power cut*), and the time that is used meanwhile. The
//! order of entries never depends on it. Asks no clock itself: both readings are passed in.

use std::sync::{Arc, Mutex, MutexGuard};

/// A clock that is a little off is only being set right.
const SLACK_MS: i64 = 2 * 60 * 1_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// One look at both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// UTC milliseconds, as the system says.
    pub wall_ms: i64,
    /// Milliseconds since the station started; goes on evenly, whatever is done to the wall clock.
    pub steady_ms: u64,
}

/// How far the wall clock can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Sure,
    /// It shows less than the last entry.
    Behind {
        by_ms: i64,
        last_ms: i64,
    },
    /// It shows over a day more than the last entry and what went by since.
    Ahead {
        by_ms: i64,
        last_ms: i64,
    },
}

/// The time that is used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Of the clock, or while that is behind the last entry: the last entry's and what went by since.
    pub now_ms: i64,
    pub standing: Standing,
}

impl Standing {
    pub fn is_sure(self) -> bool {
        self == Standing::Sure
    }
}

/// An instant that is certain, and the steady clock at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    at_ms: i64,
    steady_ms: u64,
}

impl Known {
    fn elapsed_ms(self, now: Reading) -> i64 {
        i64::try_from(now.steady_ms.saturating_sub(self.steady_ms)).unwrap_or(i64::MAX)
    }

    fn judge(self, now: Reading) -> Standing {
        let last_ms = self.at_ms;
        let behind_ms = last_ms.saturating_sub(now.wall_ms);
        let ahead_ms = now.wall_ms.saturating_sub(last_ms).saturating_sub(self.elapsed_ms(now));
        if behind_ms > SLACK_MS {
            Standing::Behind { by_ms: behind_ms, last_ms }
        } else if ahead_ms > DAY_MS {
            Standing::Ahead { by_ms: ahead_ms, last_ms }
        } else {
            Standing::Sure
        }
    }
}

/// Keeps what is certain; shared by all parts of the station.
#[derive(Debug, Default)]
pub struct Timekeeper {
    certain: Mutex<Certain>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Certain {
    known: Option<Known>,
    /// Of the newest entry, as recorded.
    entry_ms: Option<i64>,
}

impl Timekeeper {
    /// At the start: when the newest entry was recorded, and the last certain time where doubt was left open.
    pub fn begin(&self, entry_ms: Option<i64>, certain_ms: Option<i64>, now: Reading) {
        let known = certain_ms.or(entry_ms).map(|at_ms| Known { at_ms, steady_ms: now.steady_ms });
        *self.lock() = Certain { known, entry_ms };
    }

    /// What is used now. Before the first entry there is nothing to doubt the clock by.
    pub fn time(&self, now: Reading) -> Time {
        let Some(known) = self.lock().known else {
            return Time { now_ms: now.wall_ms, standing: Standing::Sure };
        };
        let standing = known.judge(now);
        let now_ms = match standing {
            Standing::Behind { .. } => known.at_ms.saturating_add(known.elapsed_ms(now)),
            Standing::Sure | Standing::Ahead { .. } => now.wall_ms.max(known.at_ms),
        };
        Time { now_ms, standing }
    }

    /// The newest entry was recorded at this time. Under a clock that runs ahead that proves nothing.
    pub fn note_entry(&self, entry_ms: i64, now: Reading) {
        let mut certain = self.lock();
        if certain.entry_ms == Some(entry_ms) {
            return;
        }
        certain.entry_ms = Some(entry_ms);
        let is_ahead = certain.known.is_some_and(|known| matches!(known.judge(now), Standing::Ahead { .. }));
        if !is_ahead {
            certain.known = Some(Known { at_ms: entry_ms, steady_ms: now.steady_ms });
        }
    }

    /// A person who may say so says that the clock is right.
    pub fn confirm(&self, now: Reading) {
        self.lock().known = Some(Known { at_ms: now.wall_ms, steady_ms: now.steady_ms });
    }

    fn lock(&self) -> MutexGuard<'_, Certain> {
        self.certain.lock().expect("nothing panics while it holds the time")
    }
}

/// Asked for UTC milliseconds; the system clock except in tests.
pub type WallClock = Arc<dyn Fn() -> i64 + Send + Sync>;

#[cfg(test)]
mod tests {
    use super::*;

    const NOON_MS: i64 = 1_795_262_400_000;
    const HOUR_MS: i64 = 3_600_000;

    fn at(wall_ms: i64, steady_ms: i64) -> Reading {
        Reading { wall_ms, steady_ms: steady_ms as u64 }
    }

    /// A keeper that saw an entry at noon, when the station had run for an hour.
    fn keeper() -> Timekeeper {
        let keeper = Timekeeper::default();
        keeper.begin(None, None, at(NOON_MS - HOUR_MS, 0));
        keeper.note_entry(NOON_MS, at(NOON_MS, HOUR_MS));
        keeper
    }

    #[test]
    fn a_clock_that_goes_right_is_believed() {
        let keeper = keeper();
        for hours in [0, 1, 60, 1_000] {
            let now = at(NOON_MS + hours * HOUR_MS, HOUR_MS + hours * HOUR_MS);
            let time = keeper.time(now);
            assert_eq!(
                time,
                Time { now_ms: now.wall_ms, standing: Standing::Sure },
                "after {hours} quiet hours"
            );
        }
        let new = Timekeeper::default();
        let time = new.time(at(0, 5));
        assert_eq!(time, Time { now_ms: 0, standing: Standing::Sure }, "an empty book knows no better");
    }

    #[test]
    fn a_clock_that_jumps_back_is_not_followed() {
        let keeper = keeper();
        let minute_later = at(NOON_MS - 24 * HOUR_MS + 60_000, HOUR_MS + 60_000);
        let time = keeper.time(minute_later);
        let by_ms = 24 * HOUR_MS - 60_000;
        assert_eq!(time.standing, Standing::Behind { by_ms, last_ms: NOON_MS });
        assert_eq!(time.now_ms, NOON_MS + 60_000, "time goes on from the last entry");
        keeper.note_entry(time.now_ms, minute_later);
        let later = at(minute_later.wall_ms + HOUR_MS, minute_later.steady_ms as i64 + HOUR_MS);
        assert_eq!(keeper.time(later).now_ms, NOON_MS + 60_000 + HOUR_MS, "and evenly, entry by entry");
        let set_right = at(NOON_MS + 2 * HOUR_MS, 3 * HOUR_MS);
        assert_eq!(
            keeper.time(set_right).standing,
            Standing::Sure,
            "a clock that is set right is believed again"
        );
    }

    #[test]
    fn a_clock_that_is_corrected_by_seconds_is_no_matter() {
        let keeper = keeper();
        let time = keeper.time(at(NOON_MS - 90_000, HOUR_MS + 1_000));
        assert_eq!(
            time,
            Time { now_ms: NOON_MS, standing: Standing::Sure },
            "only never before the last entry"
        );
    }

    #[test]
    fn a_clock_that_jumps_ahead_stays_in_doubt_until_it_is_set_or_confirmed() {
        let keeper = keeper();
        let jumped = at(NOON_MS + 25 * HOUR_MS, HOUR_MS + 1_000);
        let by_ms = 25 * HOUR_MS - 1_000;
        let standing = Standing::Ahead { by_ms, last_ms: NOON_MS };
        assert_eq!(
            keeper.time(jumped),
            Time { now_ms: jumped.wall_ms, standing },
            "the later of both is used"
        );
        keeper.note_entry(jumped.wall_ms, jumped);
        assert!(!keeper.time(jumped).standing.is_sure(), "an entry under that clock proves nothing");
        let back = at(NOON_MS + 60_000, HOUR_MS + 60_000);
        assert_eq!(keeper.time(back), Time { now_ms: back.wall_ms, standing: Standing::Sure }, "set right");
        keeper.confirm(jumped);
        assert!(keeper.time(jumped).standing.is_sure(), "or a lead says that it is the day it shows");
        let hour = at(jumped.wall_ms + HOUR_MS, jumped.steady_ms as i64 + HOUR_MS);
        assert!(keeper.time(hour).standing.is_sure(), "and so it stays");
    }

    #[test]
    fn a_start_after_a_power_cut_compares_with_the_last_entry() {
        let start = |wall_ms: i64, certain: Option<i64>| {
            let keeper = Timekeeper::default();
            keeper.begin(Some(NOON_MS), certain, at(wall_ms, 0));
            keeper.time(at(wall_ms, 0)).standing
        };
        assert_eq!(start(NOON_MS + 20 * HOUR_MS, None), Standing::Sure, "the next morning");
        let Standing::Behind { .. } = start(946_684_800_000, None) else {
            panic!("an empty clock battery: 2000")
        };
        let Standing::Ahead { .. } = start(NOON_MS + 60 * HOUR_MS, None) else {
            panic!("over a day is asked")
        };
        let doubted = Some(NOON_MS - 48 * HOUR_MS);
        let Standing::Ahead { .. } = start(NOON_MS, doubted) else { panic!("doubt outlives a start") };
    }

    #[test]
    fn a_confirmed_clock_behind_an_entry_of_the_future_is_followed() {
        let keeper = Timekeeper::default();
        let year_ms = 365 * 24 * HOUR_MS;
        keeper.begin(Some(NOON_MS + 10 * year_ms), None, at(NOON_MS, 0));
        assert!(!keeper.time(at(NOON_MS, 0)).standing.is_sure(), "somebody once booked under a wrong year");
        keeper.confirm(at(NOON_MS, 0));
        assert_eq!(keeper.time(at(NOON_MS + 5, 5)), Time { now_ms: NOON_MS + 5, standing: Standing::Sure });
        keeper.note_entry(NOON_MS + 10 * year_ms, at(NOON_MS + 6, 6));
        assert!(keeper.time(at(NOON_MS + 6, 6)).standing.is_sure(), "the old entry is no news");
        keeper.note_entry(NOON_MS + 7, at(NOON_MS + 7, 7));
        assert_eq!(keeper.time(at(NOON_MS + 8, 8)).now_ms, NOON_MS + 8, "and work goes on by the clock");
    }
}
