//! A label printer, ZPL or TSPL: its byte stream, its status answers, its ways to fail, and the labels it
//! printed. On TCP like a network printer (one connection at a time), on a pseudo-terminal like a serial
//! one, or in the hand of a test. Facts: devices.md 3 and 4.

mod engine;
mod hand;
#[cfg(unix)]
mod serial;
mod settings;
mod trouble;
mod tspl;
mod zpl;

use crate::clock::Clock;
use engine::Engine;
pub use hand::Plug;
use serde::Serialize;
pub use settings::{Model, OdometerMemory, Settings, TsplModel, ZplModel};
use std::io;
use std::net::SocketAddr;
use std::path::Path;
#[cfg(unix)]
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
pub use trouble::Trouble;

/// One label that came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// The printer's label counter after it.
    pub number: u64,
    /// The format it came from, counted from 1 since the printer was made.
    pub format: u64,
    /// Copy 1 … `of`.
    pub copy: u32,
    pub of: u32,
    pub at_ms: i64,
    /// As received, without the immediate commands in it, whatever the language; read as text.
    pub zpl: String,
    /// The same, every byte.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A printer at the end of its cable. Dropping it unplugs it.
pub struct Printer {
    body: Arc<Body>,
    place: Place,
}

enum Place {
    Tcp {
        address: SocketAddr,
        task: JoinHandle<()>,
    },
    #[cfg(unix)]
    Terminal {
        path: PathBuf,
        _cable: serial::Cable,
    },
    Hand,
}

struct Body {
    engine: Mutex<Engine>,
    clock: Clock,
    cut: Notify,
}

impl Printer {
    /// Listens like port 9100. Needs a tokio runtime. Port 0 lets the system choose.
    pub async fn on_tcp(settings: Settings, address: SocketAddr) -> io::Result<Printer> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let body = Body::new(settings);
        let task = tokio::spawn(serve(listener, body.clone()));
        Ok(Printer { body, place: Place::Tcp { address, task } })
    }

    /// The same printer on a serial cable. `link`: a name that stays.
    #[cfg(unix)]
    pub fn on_terminal(settings: Settings, link: Option<&Path>) -> io::Result<Printer> {
        let terminal = crate::terminal::Terminal::open(link)?;
        let path = terminal.path().to_path_buf();
        let body = Body::new(settings);
        let cable = serial::Cable::connect(terminal, body.clone())?;
        Ok(Printer { body, place: Place::Terminal { path, _cable: cable } })
    }

    /// The same printer with no cable but [`Printer::plug`].
    pub fn in_hand(settings: Settings) -> Printer {
        Printer { body: Body::new(settings), place: Place::Hand }
    }

    /// Speaks to it directly. Fails while it is off or unplugged.
    pub fn plug(&self) -> io::Result<Plug> {
        Plug::new(self.body.clone())
    }

    /// Where it listens, when it is on TCP.
    pub fn address(&self) -> Option<SocketAddr> {
        match &self.place {
            Place::Tcp { address, .. } => Some(*address),
            _ => None,
        }
    }

    /// The serial port, when it is on a terminal.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            #[cfg(unix)]
            Place::Terminal { path, .. } => Some(path),
            _ => None,
        }
    }

    /// What it is.
    pub fn model(&self) -> Model {
        self.body.engine().model.clone()
    }

    /// Every label so far, oldest first.
    pub fn printed(&self) -> Vec<Label> {
        self.body.change(|engine, _| engine.printed.clone())
    }

    /// How many labels came out.
    pub fn printed_count(&self) -> usize {
        self.body.change(|engine, _| engine.printed.len())
    }

    /// The label counter, as the printer would tell it.
    pub fn odometer(&self) -> u64 {
        self.body.change(|engine, _| engine.odometer)
    }

    /// Labels that were begun and ruined.
    pub fn spoiled_count(&self) -> u64 {
        self.body.engine().spoiled_count
    }

    pub fn suffer(&self, trouble: Trouble) {
        self.body.change(|engine, now_ms| engine.suffer(trouble, now_ms));
    }

    /// Everything is well again; what the printer still holds comes out.
    pub fn repair(&self) {
        self.body.change(Engine::repair);
    }

    /// Another printer at the same end of the cable: callers are cut, what was inside is gone with the old
    /// one. Its labels stay on the floor. The clock stays the first one's.
    pub fn replace(&self, settings: Settings) {
        self.body.change(|engine, _| engine.make_way_for(&settings));
    }

    /// Whether it is switched off or unplugged, by itself or by hand.
    pub fn is_away(&self) -> bool {
        self.body.change(|engine, _| engine.condition.is_away())
    }

    /// Whether it stands still: out of paper, open, paused, off.
    pub fn is_stopped(&self) -> bool {
        self.body.change(|engine, _| engine.condition.is_stopped())
    }

    /// Whether nothing at all is wrong with it now; what comes later does not count.
    pub fn is_well(&self) -> bool {
        self.body.change(|engine, _| engine.condition.is_well())
    }

    /// Off and on again: the buffer is lost, the open connection is cut.
    pub fn power_cycle(&self) {
        self.body.change(|engine, _| engine.lose_power());
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Place::Tcp { task, .. } = self {
            task.abort();
        }
    }
}

impl Body {
    fn new(settings: Settings) -> Arc<Body> {
        let engine = Mutex::new(Engine::new(&settings));
        Arc::new(Body { engine, clock: settings.clock, cut: Notify::new() })
    }

    fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().expect("nothing panics while it holds the printer")
    }

    /// Lets out what is due, changes the printer, and cuts its callers when it lost power or cable.
    fn change<R>(&self, change: impl FnOnce(&mut Engine, i64) -> R) -> R {
        let now_ms = self.clock.now_ms();
        let mut engine = self.engine();
        let cut_count = engine.cut_count;
        engine.advance(now_ms);
        let result = change(&mut engine, now_ms);
        if engine.cut_count != cut_count {
            self.cut.notify_waiters();
        }
        result
    }

    /// What goes back for these bytes, and whether the connection is cut now.
    fn take(&self, bytes: &[u8]) -> (Vec<u8>, bool) {
        self.change(|engine, now_ms| {
            let cut_count = engine.cut_count;
            let heard = match engine.condition.cut_after {
                Some(left) => left.min(bytes.len()),
                None => bytes.len(),
            };
            let answers = engine.feed(&bytes[..heard], now_ms);
            let left = engine.condition.cut_after.map(|left| left.saturating_sub(heard));
            if left == Some(0) {
                engine.cut_count += 1;
            }
            engine.condition.cut_after = left.filter(|left| *left > 0);
            (answers, engine.cut_count != cut_count)
        })
    }

    /// How long so many bytes take on a slow wire.
    fn wire_time(&self, byte_count: usize) -> Option<Duration> {
        let bytes_per_second = self.engine().condition.bytes_per_second?;
        Some(Duration::from_millis(byte_count as u64 * 1_000 / u64::from(bytes_per_second)))
    }

    fn is_away(&self) -> bool {
        self.change(|engine, _| engine.condition.is_away())
    }
}

async fn serve(listener: TcpListener, body: Arc<Body>) {
    loop {
        match listener.accept().await {
            Ok(_) if body.is_away() => {}
            Ok((stream, _)) => {
                // One at a time: the next caller waits in the system's queue.
                if let Err(error) = talk(stream, &body).await {
                    tracing::debug!(%error, "a printer connection ended early");
                }
            }
            Err(error) => tracing::warn!(%error, "could not accept a printer connection"),
        }
    }
}

async fn talk(mut stream: TcpStream, body: &Body) -> io::Result<()> {
    let mut buffer = vec![0_u8; 64 * 1024];
    loop {
        let count = tokio::select! {
            read = stream.read(&mut buffer) => read?,
            () = body.cut.notified() => return Ok(()),
        };
        if count == 0 {
            return Ok(());
        }
        if let Some(wire_time) = body.wire_time(count) {
            tokio::time::sleep(wire_time).await;
        }
        let (answers, is_cut) = body.take(&buffer[..count]);
        stream.write_all(&answers).await?;
        if is_cut {
            return Ok(());
        }
    }
}
