//! A hand scanner on a pseudo-terminal: what it reads comes out of a serial port, whole, in pieces or with
//! noise, and its cable can be pulled.

use crate::terminal::Terminal;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How long a full line is waited for before a scan is given up.
const LINE_FULL: Duration = Duration::from_secs(5);

/// A scanner with its cable plugged in, or not.
pub struct Scanner {
    link: Option<PathBuf>,
    cable: Mutex<Option<Terminal>>,
    terminator: Mutex<Vec<u8>>,
}

impl Scanner {
    /// Plugs it in. `link`: a name that stays the same over [`Scanner::replug`]; without it the path changes.
    /// Ends scans with CR, as most scanners do.
    pub fn plug(link: Option<&Path>) -> io::Result<Scanner> {
        let cable = Terminal::open(link)?;
        Ok(Scanner {
            link: link.map(Path::to_path_buf),
            cable: Mutex::new(Some(cable)),
            terminator: Mutex::new(b"\r".to_vec()),
        })
    }

    /// What the station opens; `None` while it is unplugged.
    pub fn path(&self) -> Option<PathBuf> {
        self.cable().as_ref().map(|cable| cable.path().to_path_buf())
    }

    /// What follows every scan: CR, CR LF, LF, Tab, or nothing.
    pub fn set_terminator(&self, terminator: &[u8]) {
        *self.terminator.lock().expect("nothing panics while it holds the terminator") = terminator.to_vec();
    }

    /// Pulls the trigger on a code: its text and the terminator, in one write.
    pub fn scan(&self, text: &str) -> io::Result<()> {
        self.send(&self.frame(text))
    }

    /// The same bytes cut into `pieces` writes with `pause` between them, as a slow cable delivers them.
    pub fn scan_split(&self, text: &str, pieces: usize, pause: Duration) -> io::Result<()> {
        let frame = self.frame(text);
        let size = frame.len().div_ceil(pieces.max(1)).max(1);
        for (at, piece) in frame.chunks(size).enumerate() {
            if at > 0 {
                std::thread::sleep(pause);
            }
            self.send(piece)?;
        }
        Ok(())
    }

    /// Any bytes: noise, half a scan, several scans glued together.
    pub fn send(&self, bytes: &[u8]) -> io::Result<()> {
        let began = Instant::now();
        let mut rest = bytes;
        while !rest.is_empty() {
            let cable = self.cable();
            let cable = cable.as_ref().ok_or_else(unplugged)?;
            match cable.write(rest) {
                Ok(count) => rest = &rest[count..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && began.elapsed() < LINE_FULL => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// What the station sent to the scanner since the last call (beeps, trigger commands).
    pub fn heard(&self) -> io::Result<Vec<u8>> {
        let cable = self.cable();
        let cable = cable.as_ref().ok_or_else(unplugged)?;
        let mut heard = Vec::new();
        let mut buffer = [0_u8; 512];
        loop {
            match cable.read(&mut buffer) {
                Ok(0) => return Ok(heard),
                Ok(count) => heard.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(heard),
                Err(error) => return Err(error),
            }
        }
    }

    /// Pulls the cable: the station's reads fail, the link is gone.
    pub fn unplug(&self) {
        *self.cable() = None;
    }

    /// Plugs it in again, under the same link.
    pub fn replug(&self) -> io::Result<()> {
        let mut cable = self.cable();
        *cable = None;
        *cable = Some(Terminal::open(self.link.as_deref())?);
        Ok(())
    }

    fn frame(&self, text: &str) -> Vec<u8> {
        let terminator = self.terminator.lock().expect("nothing panics while it holds the terminator");
        [text.as_bytes(), &terminator].concat()
    }

    fn cable(&self) -> MutexGuard<'_, Option<Terminal>> {
        self.cable.lock().expect("nothing panics while it holds the cable")
    }
}

fn unplugged() -> io::Error {
    io::Error::new(io::ErrorKind::NotConnected, "the scanner is unplugged")
}
