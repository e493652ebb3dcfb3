//! The station: opens the data directory as its owner, starts what runs beside the floor, and stops it again.

use crate::context::{Context, Source, WallClock, reload, system_clock};
use crate::opening::open_book;
use crate::printing::Printing;
use crate::said::{PrintWhy, Trouble};
use crate::scanners::Scanners;
use crate::seats::Seats;
use crate::settings;
use crate::vendors::Vendors;
use crate::view::Status;
use crate::{Error, backups, date_doubt, imports, status, sweep, templates};
use domain::Value;
use ledger::OwnerLock;
use ledger::table::print_job;
use ledger::writer::Health;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

/// The ledger's file in the data directory.
pub const LEDGER_FILE: &str = "ledger.sqlite";

/// A chunk of an import takes far less.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the station is opened.
pub struct Options {
    /// The data directory; made when it is new.
    pub data: PathBuf,
    /// The system's clock, except in tests.
    pub wall_clock: WallClock,
}

pub struct Station {
    pub context: Arc<Context>,
    pub seats: Arc<Seats>,
    scanners: Arc<Scanners>,
    printing: Arc<Printing>,
    vendors: Arc<Vendors>,
    status: watch::Sender<Status>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    /// Ends by itself, after the chunk it is at.
    importing: Mutex<Option<JoinHandle<()>>>,
    /// Dropped last: nobody else may own the directory before the ledger is closed.
    _watcher: RecommendedWatcher,
    _owner: OwnerLock,
}

impl Options {
    pub fn new(data: &Path) -> Options {
        Options { data: data.to_owned(), wall_clock: system_clock() }
    }
}

impl Station {
    /// Takes the directory, opens the ledger, and starts scanners and printers.
    ///
    /// # Errors
    /// Settings that cannot be read, a directory that another process owns, a ledger that cannot be opened.
    pub async fn open(options: Options) -> Result<Arc<Station>, Error> {
        let data = options.data.clone();
        make_private(&data)?;
        let (owner, context) = open_book(options).await?;
        let context = Arc::new(context);
        doubt_older(&context).await?;
        let seats = Arc::new(Seats::new(context.clone()));
        let (watcher, saved) = watch_settings(&data)?;
        let station = Arc::new(Station {
            scanners: Arc::new(Scanners::default()),
            printing: Arc::new(Printing::default()),
            vendors: Arc::new(Vendors::default()),
            status: watch::Sender::new(status::empty(&context)),
            tasks: Mutex::new(Vec::new()),
            importing: Mutex::new(None),
            seats,
            context,
            _watcher: watcher,
            _owner: owner,
        });
        station.follow_settings().await;
        station.clone().start(saved);
        Ok(station)
    }

    /// The status strip now and whenever it changes.
    pub fn watch_status(&self) -> watch::Receiver<Status> {
        self.status.subscribe()
    }

    pub fn printing(&self) -> &Printing {
        &self.printing
    }

    pub fn scanners(&self) -> &Scanners {
        &self.scanners
    }

    pub fn vendors(&self) -> &Vendors {
        &self.vendors
    }

    /// The strip as it was, with what is the matter now.
    fn show_trouble(&self) {
        let trouble = self.context.trouble();
        self.status.send_if_modified(|status| {
            let is_news = status.trouble != trouble;
            status.trouble = trouble;
            is_news
        });
    }

    /// The strip cannot be read: when the writer has stopped, that is what it says, once.
    fn say_stopped(&self, error: &ledger::Error) {
        if let Health::Stopped { why } = self.context.ledger.writer().health() {
            self.context.set_trouble(Source::Stopped, Some(Trouble::LedgerStopped { why }.message()));
            self.show_trouble();
        } else {
            tracing::error!(%error, "the status strip was not read");
        }
    }

    /// The workers of printers end at their own pace: the runtime's threads stay free meanwhile.
    pub(crate) async fn follow_printers(&self) {
        let (printing, context) = (self.printing.clone(), self.context.clone());
        if tokio::task::spawn_blocking(move || printing.follow(&context)).await.is_err() {
            tracing::error!("a printer's worker had ended with a panic");
        }
    }

    async fn follow_settings(&self) {
        self.scanners.follow(&self.context, &self.seats);
        self.follow_printers().await;
        self.vendors.follow(&self.context, &self.seats).await;
    }

    fn start(self: Arc<Self>, saved: mpsc::Receiver<()>) {
        let importing = tokio::spawn(imports::work(self.clone()));
        *self.importing.lock().expect("nothing panics while it holds the task") = Some(importing);
        let work = [
            tokio::spawn(follow_saved_settings(self.clone(), saved)),
            tokio::spawn(ring_printers(self.clone())),
            tokio::spawn(ring_vendors(self.clone())),
            tokio::spawn(keep_status(self.clone())),
            tokio::spawn(say_held_up(self.clone())),
            tokio::spawn(backups::keep(self.clone())),
            tokio::spawn(sweep::keep(self.clone())),
            tokio::spawn(imports::watch(self.clone())),
            tokio::spawn(templates::follow(self.clone())),
        ];
        self.tasks.lock().expect("nothing panics while it holds the tasks").extend(work);
    }

    /// Ends everything that runs beside the floor and closes the ledger.
    pub async fn stop(self: Arc<Self>) {
        self.context.stopping.send_replace(true);
        for task in self.tasks.lock().expect("nothing panics while it holds the tasks").drain(..) {
            task.abort();
        }
        let importing = self.importing.lock().expect("nothing panics while it holds the task").take();
        if let Some(importing) = importing
            && tokio::time::timeout(PATIENCE, importing).await.is_err()
        {
            tracing::error!("an import did not stop in time; the next start goes on with it");
        }
        self.vendors.stop().await;
        let (scanners, printing) = (self.scanners.clone(), self.printing.clone());
        let joined = tokio::task::spawn_blocking(move || {
            scanners.stop();
            printing.stop();
        });
        if joined.await.is_err() {
            tracing::error!("a device worker had ended with a panic");
        }
        if let Err(error) = self.context.ledger.close().await {
            tracing::error!(%error, "the ledger did not close in time");
        }
    }
}

/// Labels that an older program had under way when it stopped: nobody knows whether they came out. Others are looked
/// at by their printer.
async fn doubt_older(context: &Context) -> Result<(), Error> {
    let doubt = Value::Word("doubt-restarted".to_owned());
    let why = serde_json::to_string(&PrintWhy::Unknown { doubt }.message()).expect("a message is plain data");
    let now_ms = context.now_ms();
    context.ledger.writer().turn(move |tx| print_job::in_doubt(tx, &why, now_ms)).await?;
    Ok(())
}

/// The settings file is watched through its directory: editors replace files instead of writing them.
fn watch_settings(data: &Path) -> Result<(RecommendedWatcher, mpsc::Receiver<()>), Error> {
    let (saved, receiver) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let names_it = |path: &PathBuf| path.file_name().is_some_and(|name| name == settings::FILE);
        if event.is_ok_and(|event| !event.kind.is_access() && event.paths.iter().any(names_it)) {
            // A full channel already says that the file was saved.
            if let Err(mpsc::error::TrySendError::Closed(())) = saved.try_send(()) {
                tracing::debug!("settings saved while the station stops");
            }
        }
    })?;
    watcher.watch(data, RecursiveMode::NonRecursive)?;
    Ok((watcher, receiver))
}

async fn follow_saved_settings(station: Arc<Station>, mut saved: mpsc::Receiver<()>) {
    /// Editors save in several steps; the file is read when they are through.
    const SETTLE: Duration = Duration::from_millis(150);
    while saved.recv().await.is_some() {
        tokio::time::sleep(SETTLE).await;
        while saved.try_recv().is_ok() {}
        reload(&station.context);
        station.follow_settings().await;
        station.context.dropped.notify_one();
        if let Err(error) = station.seats.refresh().await {
            tracing::error!(%error, "the screens were not shown anew after the settings changed");
        }
    }
}

async fn ring_printers(station: Arc<Station>) {
    loop {
        station.context.printing.notified().await;
        station.printing.ring();
    }
}

async fn ring_vendors(station: Arc<Station>) {
    loop {
        station.context.delivering.notified().await;
        station.vendors.wake();
    }
}

async fn keep_status(station: Arc<Station>) {
    const BREATH: Duration = Duration::from_millis(100);
    const LONGEST: Duration = Duration::from_secs(5);
    let mut told = date_doubt::Told::default();
    loop {
        if let Err(error) = date_doubt::follow(&station.context, &mut told).await {
            tracing::debug!(%error, "the clock was not held against the book");
        }
        match status::read(&station).await {
            Ok(status) => {
                station.status.send_replace(status);
            }
            Err(error) => station.say_stopped(&error),
        }
        tokio::time::sleep(BREATH).await;
        // The tick matters too: ages grow while nothing happens.
        let waited = tokio::time::timeout(LONGEST, station.context.changed.notified()).await;
        tracing::trace!(rung = waited.is_ok(), "status");
    }
}

/// Another program holds the ledger: no turn can say so, so the strip is told beside the turns.
async fn say_held_up(station: Arc<Station>) {
    let mut held_up = station.context.ledger.writer().watch_held_up();
    loop {
        let since = Value::Instant(station.context.now_ms());
        let trouble = held_up.borrow_and_update().then(|| Trouble::HeldUp { since }.message());
        station.context.set_trouble(Source::HeldUp, trouble);
        station.show_trouble();
        if held_up.changed().await.is_err() {
            return;
        }
    }
}

/// Only this user may look into the data directory.
fn make_private(data: &Path) -> Result<(), Error> {
    let failed = |source| Error::File { path: data.to_owned(), source };
    std::fs::create_dir_all(data).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(data, std::fs::Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(())
}

/// Writes a file that only this user may read.
pub fn write_private(path: &Path, content: &[u8]) -> Result<(), Error> {
    use std::io::Write;
    let failed = |source| Error::File { path: path.to_owned(), source };
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(failed)
}
