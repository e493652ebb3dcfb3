//! What every part of the station shares: the ledger, the settings as they stand, the clock, the bells.

use crate::settings::Settings;
use crate::{Error, clock};
use domain::Message;
use floor::{FloorSettings, Moment};
use ledger::Ledger;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::Instant;
use tokio::sync::Notify;

/// Asked for UTC milliseconds; the system clock except in tests.
pub type WallClock = Arc<dyn Fn() -> i64 + Send + Sync>;

pub struct Context {
    pub ledger: Ledger,
    /// The data directory.
    pub data: PathBuf,
    settings: RwLock<Arc<Settings>>,
    /// What the strip says about the station itself.
    trouble: RwLock<Option<Message>>,
    wall_clock: WallClock,
    started: Instant,
    /// Rung after a commit that queued labels, deliveries, or changed what the strip shows.
    pub printing: Notify,
    pub delivering: Notify,
    pub changed: Notify,
}

impl Context {
    pub fn new(ledger: Ledger, data: PathBuf, settings: Settings, wall_clock: WallClock) -> Context {
        Context {
            ledger,
            data,
            settings: RwLock::new(Arc::new(settings)),
            trouble: RwLock::new(None),
            wall_clock,
            started: Instant::now(),
            printing: Notify::new(),
            delivering: Notify::new(),
            changed: Notify::new(),
        }
    }

    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().expect("nothing panics while it holds the settings").clone()
    }

    /// New settings, as saved; trouble of the last bad file is over.
    pub fn replace_settings(&self, settings: Settings) {
        *self.settings.write().expect("nothing panics while it holds the settings") = Arc::new(settings);
        self.set_trouble(None);
    }

    pub fn trouble(&self) -> Option<Message> {
        self.trouble.read().expect("nothing panics while it holds the trouble").clone()
    }

    pub fn set_trouble(&self, trouble: Option<Message>) {
        *self.trouble.write().expect("nothing panics while it holds the trouble") = trouble;
        self.changed.notify_one();
    }

    pub fn now_ms(&self) -> i64 {
        (self.wall_clock)()
    }

    /// Milliseconds since the station started; never goes back.
    pub fn monotonic_ms(&self) -> u64 {
        self.started.elapsed().as_millis() as u64
    }

    /// When and under which settings a turn is taken now.
    pub fn moment(&self) -> Moment {
        let (settings, now_ms) = (self.settings(), self.now_ms());
        Moment {
            now_ms,
            today: clock::day_of(now_ms, &settings.station.time_zone),
            settings: FloorSettings {
                station: settings.station.name.clone(),
                default_operator: settings.station.default_operator.clone(),
                adjustments_to: settings.katana.iter().map(|_| "katana".to_owned()).collect(),
                print_on_receive: settings.floor.print_on_receive,
                recount: settings.floor.recount.for_floor(),
                withheld: settings.withheld(),
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
            context.set_trouble(Some(Trouble::Settings { line: line as i64, problem }.message()));
        }
        Err(error) => {
            tracing::warn!(%error, "station.toml was not taken");
            context.set_trouble(Some(Trouble::SettingsUnread { problem: error.to_string() }.message()));
        }
    }
}
