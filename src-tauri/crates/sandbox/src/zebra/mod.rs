//! A Zebra label printer: its ZPL stream, its status answers, its ways to fail, and the labels it printed.
//! On TCP like a network printer (one connection at a time), or on a pseudo-terminal like a serial one.
//! Facts: devices.md 3 and 4.

mod engine;
mod reader;
#[cfg(unix)]
mod serial;
mod status;

use crate::clock::Clock;
use engine::Engine;
use serde::{Deserialize, Serialize};
use std::io;
use std::net::SocketAddr;
use std::path::Path;
#[cfg(unix)]
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

#[derive(Clone, Debug)]
pub struct Settings {
    /// How long one label takes; 0: at once.
    pub label_ms: i64,
    /// The label counter the printer begins with.
    pub odometer: u64,
    pub clock: Clock,
}

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
    /// The format as received, without the immediate commands in it.
    pub zpl: String,
}

/// A way to fail. They add up until [`Printer::repair`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "trouble", rename_all = "snake_case")]
pub enum Trouble {
    PaperOut,
    /// The roll ends after this many labels; the next one is spoiled.
    PaperAfter {
        labels: u32,
    },
    HeadOpen,
    RibbonOut,
    Paused,
    /// Never answers; prints.
    Silent,
    /// Does not answer while it is stopped, as the maker's text says.
    SilentWhileStopped,
    /// Takes everything, answers well, prints nothing.
    PrintsNothing,
    /// Cuts the connection after this many more bytes; the rest is lost.
    CutAfter {
        bytes: usize,
    },
    /// Answers every question with these bytes.
    Garbage {
        bytes: Vec<u8>,
    },
    /// Switched off: what was inside is lost, connections are cut and callers dropped.
    Off,
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
}

struct Body {
    engine: Mutex<Engine>,
    clock: Clock,
    cut: Notify,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { label_ms: 0, odometer: 1000, clock: Clock::system() }
    }
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

    /// Where it listens, when it is on TCP.
    pub fn address(&self) -> Option<SocketAddr> {
        match &self.place {
            Place::Tcp { address, .. } => Some(*address),
            #[cfg(unix)]
            Place::Terminal { .. } => None,
        }
    }

    /// The serial port, when it is on a terminal.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Tcp { .. } => None,
            #[cfg(unix)]
            Place::Terminal { path, .. } => Some(path),
        }
    }

    /// Every label so far, oldest first.
    pub fn printed(&self) -> Vec<Label> {
        let mut engine = self.body.engine();
        engine.advance(self.body.clock.now_ms());
        engine.printed.clone()
    }

    /// The label counter, as the printer would tell it.
    pub fn odometer(&self) -> u64 {
        let mut engine = self.body.engine();
        engine.advance(self.body.clock.now_ms());
        engine.odometer
    }

    /// Labels that were begun and ruined.
    pub fn spoiled_count(&self) -> u64 {
        self.body.engine().spoiled_count
    }

    pub fn suffer(&self, trouble: Trouble) {
        let is_off = trouble == Trouble::Off;
        self.body.engine().suffer(trouble, self.body.clock.now_ms());
        if is_off {
            self.body.cut.notify_waiters();
        }
    }

    /// Everything is well again; what the printer still holds comes out.
    pub fn repair(&self) {
        self.body.engine().repair(self.body.clock.now_ms());
    }

    /// Off and on again: the buffer is lost, the counter is not, the open connection is cut.
    pub fn power_cycle(&self) {
        self.body.engine().lose_power();
        self.body.cut.notify_waiters();
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
        let engine = Mutex::new(Engine::new(settings.label_ms, settings.odometer));
        Arc::new(Body { engine, clock: settings.clock, cut: Notify::new() })
    }

    fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().expect("nothing panics while it holds the printer")
    }

    /// What goes back for these bytes, and whether the connection is cut now.
    fn take(&self, bytes: &[u8]) -> (Vec<u8>, bool) {
        let mut engine = self.engine();
        let heard = match engine.condition.cut_after {
            Some(left) => left.min(bytes.len()),
            None => bytes.len(),
        };
        let answers = engine.feed(&bytes[..heard], self.clock.now_ms());
        let left = engine.condition.cut_after.map(|left| left - heard);
        let is_cut = left == Some(0);
        engine.condition.cut_after = left.filter(|left| *left > 0);
        (answers, is_cut)
    }
}

async fn serve(listener: TcpListener, body: Arc<Body>) {
    loop {
        match listener.accept().await {
            Ok(_) if body.engine().condition.off => {}
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
        let (answers, is_cut) = body.take(&buffer[..count]);
        stream.write_all(&answers).await?;
        if is_cut {
            return Ok(());
        }
    }
}
