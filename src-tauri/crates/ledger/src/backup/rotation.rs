//! Which copies go when a new one is there. A pure function of the names: it looks at no clock, so a clock that
//! runs a year ahead takes nothing away.

use super::Backup;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Always kept, however quickly they were made.
const NEWEST_KEPT: usize = 4;
/// Copies from before a migration.
const MIGRATIONS_KEPT: usize = 3;

/// How many copies are kept: the first of each of so many hours, days and months that have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    pub hourly: usize,
    pub daily: usize,
    pub monthly: usize,
}

/// Those of `backups` that are kept for no reason any more. The newest are always kept.
pub fn superseded<'b>(backups: &'b [Backup], keep: &Keep) -> Vec<&'b Backup> {
    let mut sorted: Vec<&Backup> = backups.iter().collect();
    sorted.sort_by_key(|backup| backup.age_order());
    let (migrations, regular): (Vec<&Backup>, Vec<&Backup>) =
        sorted.into_iter().partition(|backup| backup.before_version.is_some());
    let mut kept: Vec<&Backup> = newest(&migrations, MIGRATIONS_KEPT);
    kept.extend(newest(&regular, NEWEST_KEPT));
    kept.extend(first_of_each(&regular, keep.hourly, "%Y%m%d%H"));
    kept.extend(first_of_each(&regular, keep.daily, "%Y%m%d"));
    kept.extend(first_of_each(&regular, keep.monthly, "%Y%m"));
    backups.iter().filter(|backup| !kept.iter().any(|kept| kept.path == backup.path)).collect()
}

fn newest<'b>(sorted: &[&'b Backup], count: usize) -> Vec<&'b Backup> {
    sorted.iter().rev().take(count).copied().collect()
}

/// The first is kept, not the last: what was once a day's copy stays it, and is not changed every hour.
fn first_of_each<'b>(sorted: &[&'b Backup], count: usize, unit: &str) -> Vec<&'b Backup> {
    let mut first: BTreeMap<String, &Backup> = BTreeMap::new();
    for backup in sorted {
        let time = Timestamp::from_millisecond(backup.made_at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        first.entry(time.strftime(unit).to_string()).or_insert(backup);
    }
    first.into_values().rev().take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;
    /// 2026-11-21 00:00 UTC.
    const MIDNIGHT_MS: i64 = 1_795_219_200_000;
    const KEEP: Keep = Keep { hourly: 24, daily: 14, monthly: 12 };

    fn backup(made_at_ms: i64, sequence: i64) -> Backup {
        let name = format!("{made_at_ms}-{sequence}");
        let (path, epoch, before_version, size_bytes) = (name.clone().into(), 1, None, 1);
        Backup { path, name, made_at_ms, epoch, sequence, before_version, size_bytes }
    }

    /// As the station does it: one more, then what is superseded goes.
    fn run(times: impl Iterator<Item = i64>) -> Vec<Backup> {
        let mut backups: Vec<Backup> = Vec::new();
        for (index, made_at_ms) in times.enumerate() {
            backups.push(backup(made_at_ms, index as i64));
            let gone: Vec<String> =
                superseded(&backups, &KEEP).iter().map(|gone| gone.name.clone()).collect();
            backups.retain(|backup| !gone.contains(&backup.name));
        }
        backups
    }

    #[test]
    fn a_year_of_quarter_hours_keeps_hours_days_and_months() {
        let quarters = (0..4 * 24 * 365).map(|quarter| MIDNIGHT_MS + quarter * HOUR_MS / 4);
        let kept = run(quarters);
        let newest_ms = kept.iter().map(|backup| backup.made_at_ms).max().unwrap();
        let within =
            |hours: i64| kept.iter().filter(|backup| newest_ms - backup.made_at_ms < hours * HOUR_MS).count();
        assert!((24..=28).contains(&within(24)), "an hour each for a day: {}", within(24));
        assert!((36..=42).contains(&within(14 * 24)), "and a day each for two weeks: {}", within(14 * 24));
        assert!((45..=54).contains(&kept.len()), "and a month each for a year: {}", kept.len());
        let oldest_ms = kept.iter().map(|backup| backup.made_at_ms).min().unwrap();
        assert!(newest_ms - oldest_ms > 330 * 24 * HOUR_MS, "the oldest is of eleven months ago");
    }

    #[test]
    fn a_clock_that_jumps_takes_no_copy_away() {
        let week = (0..7 * 24).map(|hour| MIDNIGHT_MS + hour * HOUR_MS);
        let jumped = MIDNIGHT_MS + 400 * 24 * HOUR_MS;
        let back = (7 * 24..7 * 24 + 3).map(|hour| MIDNIGHT_MS + hour * HOUR_MS);
        let kept = run(week.chain([jumped]).chain(back));
        let real = kept.iter().filter(|backup| backup.made_at_ms < jumped).count();
        assert!(real >= 24, "a year ahead for one copy costs at most one hour's and one day's place: {real}");
    }

    #[test]
    fn the_newest_are_kept_and_those_before_migrations_are_counted_apart() {
        let many: Vec<Backup> = (0..100).map(|sequence| backup(MIDNIGHT_MS, sequence)).collect();
        let gone = superseded(&many, &KEEP);
        assert_eq!(gone.len(), 95, "of one second the first and the newest four are kept");
        assert!(!gone.iter().any(|gone| gone.sequence > 95 || gone.sequence == 0), "{gone:?}");
        let migrated: Vec<Backup> = (1..=5)
            .map(|version| Backup { before_version: Some(version), ..backup(version, version) })
            .collect();
        let gone: Vec<i64> = superseded(&migrated, &KEEP).iter().map(|gone| gone.sequence).collect();
        assert_eq!(gone, [1, 2], "the last three migrations can be gone back behind");
        assert_eq!(superseded(&[], &KEEP), Vec::<&Backup>::new(), "nothing to keep, nothing to take away");
    }
}
