//! What every part of the station shares: the ledger, the settings as they stand, the clock, the bells.

use crate::detection::Detections;
use crate::diagnostics::{ScanLog, TroubleLog};
use crate::imports::Imports;
use crate::settings::Settings;
use crate::templates::Templates;
use crate::timekeeper::{Reading, Time, Timekeeper};
use crate::{Error, backups, clock, sweep};
use domain::Message;
use floor::{FloorSettings, Moment};
use ledger::Ledger;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::Instant;
use tokio::sync::{Notify, watch};

pub use crate::timekeeper::WallClock;

/// What the strip may have to say about the station itself, the gravest first: it says one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The writer has stopped.
    Stopped,
    /// Another program holds the ledger.
    HeldUp,
    Clock,
    Disk,
    Backup,
    Settings,
    Templates,
    /// A file that waits to be tried again.
    Import,
    ImportFolder,
}

pub struct Context {
    pub ledger: Ledger,
    /// The data directory.
    pub data: PathBuf,
    settings: RwLock<Arc<Settings>>,
    templates: RwLock<Templates>,
    troubles: RwLock<BTreeMap<Source, Message>>,
    wall_clock: WallClock,
    pub timekeeper: Timekeeper,
    backup_health: RwLock<backups::Health>,
    sweep_health: RwLock<sweep::Health>,
    /// True when the station stops: whoever is in the middle of something long ends it where it can go on later.
    pub stopping: watch::Sender<bool>,
    started: Instant,
    /// Rung after a commit that queued labels, deliveries, or changed what the strip shows.
    pub printing: Notify,
    pub delivering: Notify,
    pub changed: Notify,
    /// Rung to make a copy of the book now.
    pub copying: Notify,
    /// Rung when something happened in the watched folder, or another one is watched.
    pub dropped: Notify,
    pub imports: Imports,
    pub detections: Detections,
    /// What scanners read last, and what was the matter with devices.
    pub scan_log: ScanLog,
    pub trouble_log: TroubleLog,
}

impl Context {
    pub fn new(ledger: Ledger, data: PathBuf, settings: Settings, wall_clock: WallClock) -> Context {
        Context {
            ledger,
            templates: RwLock::new(Templates::read(&data, None)),
            data,
            settings: RwLock::new(Arc::new(settings)),
            troubles: RwLock::default(),
            wall_clock,
            timekeeper: Timekeeper::default(),
            backup_health: RwLock::default(),
            sweep_health: RwLock::default(),
            stopping: watch::Sender::new(false),
            started: Instant::now(),
            printing: Notify::new(),
            delivering: Notify::new(),
            changed: Notify::new(),
            copying: Notify::new(),
            dropped: Notify::new(),
            imports: Imports::default(),
            detections: Detections::default(),
            scan_log: ScanLog::default(),
            trouble_log: TroubleLog::default(),
        }
    }

    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().expect("nothing panics while it holds the settings").clone()
    }

    /// New settings, as saved; trouble of the last bad file is over.
    pub fn replace_settings(&self, settings: Settings) {
        *self.settings.write().expect("nothing panics while it holds the settings") = Arc::new(settings);
        self.set_trouble(Source::Settings, None);
    }

    /// Label templates as they stand, with fonts, pictures and markets.
    pub fn templates(&self) -> Templates {
        self.templates.read().expect("nothing panics while it holds the templates").clone()
    }

    pub(crate) fn replace_templates(&self, templates: Templates) {
        *self.templates.write().expect("nothing panics while it holds the templates") = templates;
        self.changed.notify_one();
    }

    /// The gravest.
    pub fn trouble(&self) -> Option<Message> {
        self.troubles.read().expect("nothing panics while it holds the troubles").values().next().cloned()
    }

    /// What one source has to say now. Rings the strip when that is news.
    pub fn set_trouble(&self, source: Source, trouble: Option<Message>) {
        let mut troubles = self.troubles.write().expect("nothing panics while it holds the troubles");
        let before = match trouble.clone() {
            Some(trouble) => troubles.insert(source, trouble),
            None => troubles.remove(&source),
        };
        if before != trouble {
            self.changed.notify_one();
        }
    }

    /// How the copies of the book stand.
    pub fn backup_health(&self) -> backups::Health {
        self.backup_health.read().expect("nothing panics while it holds the health").clone()
    }

    pub(crate) fn set_backup_health(&self, health: backups::Health) {
        *self.backup_health.write().expect("nothing panics while it holds the health") = health;
    }

    pub fn sweep_health(&self) -> sweep::Health {
        self.sweep_health.read().expect("nothing panics while it holds the health").clone()
    }

    pub(crate) fn note_swept(&self, swept: Result<usize, ledger::Error>) {
        let at_ms = self.now_ms();
        let mut health = self.sweep_health.write().expect("nothing panics while it holds the health");
        match swept {
            Ok(ended) => {
                let ended_count = health.ended_count + ended as u64;
                *health = sweep::Health { ended_count, swept_at_ms: Some(at_ms), why: None };
            }
            Err(error) => health.why = Some(error.to_string()),
        }
    }

    /// UTC milliseconds; while the clock is behind the last entry, that entry's time and what went by since.
    pub fn now_ms(&self) -> i64 {
        self.time().now_ms
    }

    pub fn time(&self) -> Time {
        self.timekeeper.time(self.reading())
    }

    /// Both clocks as they are, believed or not.
    pub fn reading(&self) -> Reading {
        Reading { wall_ms: (self.wall_clock)(), steady_ms: self.monotonic_ms() }
    }

    /// Milliseconds since the station started; never goes back.
    pub fn monotonic_ms(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }

    /// When and under which settings a turn is taken now.
    pub fn moment(&self) -> Moment {
        let (settings, Time { now_ms, standing }) = (self.settings(), self.time());
        Moment {
            now_ms,
            today: clock::day_of(now_ms, &settings.station.time_zone),
            date_is_sure: standing.is_sure(),
            settings: FloorSettings {
                station: settings.station.name.clone(),
                default_operator: settings.station.default_operator.clone(),
                adjustments_to: settings.katana.iter().map(|_| "katana".to_owned()).collect(),
                print_on_receive: settings.floor.print_on_receive,
                recount: settings.floor.recount.for_floor(),
                reusable_mixing: settings.floor.crates.reusable,
                single_use_mixing: settings.floor.crates.single_use,
                withheld: settings.withheld(),
                reading: settings.reading.clone(),
            },
        }
    }
}

/// The system's own clock.
pub fn system_clock() -> WallClock {
    Arc::new(clock::now_ms)
}

/// Reads the file again; a bad one keeps what was there and says which line is wrong.
pub fn reload(context: &Context) {
    use crate::said::Trouble;
    match Settings::read(&context.data) {
        Ok(settings) => context.replace_settings(settings),
        Err(Error::Settings { line: Some(line), problem }) => {
            tracing::warn!(line, problem, "station.toml was not taken");
            let trouble = Trouble::Settings { line: line as i64, problem };
            context.set_trouble(Source::Settings, Some(trouble.message()));
        }
        Err(error) => {
            tracing::warn!(%error, "station.toml was not taken");
            let trouble = Trouble::SettingsUnread { problem: error.to_string() };
            context.set_trouble(Source::Settings, Some(trouble.message()));
        }
    }
}
