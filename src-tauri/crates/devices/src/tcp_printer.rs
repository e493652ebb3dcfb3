//! Raw TCP to a label printer, port 9100 by habit (devices.md 3.7): one byte stream for jobs and answers,
//! one connection at a time. It says exactly whether bytes of a job may have left; whether to try again is
//! not its matter. Waits inside one exchange are timed here with the system's clock; no time that is kept is
//! made.

use crate::zebra::{odometer, status};
use crate::{Error, PrinterStatus};
use socket2::{SockRef, TcpKeepalive};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

const CHUNK_BYTES: usize = 64 * 1024;
const KEEP_ALIVE_AFTER: Duration = Duration::from_secs(10);
const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(5);
const CLOSING: Duration = Duration::from_millis(200);

/// How long each exchange may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    pub connect: Duration,
    /// Per 64 KiB.
    pub write: Duration,
    /// From a question to its whole answer.
    pub status: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            connect: Duration::from_secs(3),
            write: Duration::from_secs(10),
            status: Duration::from_millis(1_500),
        }
    }
}

/// Connects, asks `~HS`, closes. Fails with `Unreachable`, `Silent` or `Garbled`.
pub fn query_status(address: &str, patience: Patience) -> Result<PrinterStatus, Error> {
    let mut connection = Connection::open(address, patience)?;
    let status = connection.host_status();
    connection.close();
    status
}

/// Connects, calls `before_first_byte`, writes all bytes, closes. `NothingSent` is safe to try again, also
/// when `before_first_byte` failed (nothing was written then); after `Uncertain` bytes may be in the
/// printer.
pub fn send(
    address: &str,
    patience: Patience,
    bytes: &[u8],
    before_first_byte: impl FnOnce() -> io::Result<()>,
) -> Result<(), Error> {
    let nothing_sent = |source| Error::NothingSent { address: address.to_owned(), source };
    let mut connection = Connection::open(address, patience).map_err(|error| match error {
        Error::Unreachable { source, .. } => nothing_sent(source),
        other => other,
    })?;
    before_first_byte().map_err(nothing_sent)?;
    connection.write_job(bytes)?;
    connection.close();
    Ok(())
}

/// One open connection.
#[derive(Debug)]
pub struct Connection {
    address: String,
    patience: Patience,
    stream: TcpStream,
    is_stale: bool,
}

impl Connection {
    pub fn open(address: &str, patience: Patience) -> Result<Connection, Error> {
        connect(address, patience.connect)
            .map(|stream| Connection { address: address.to_owned(), patience, stream, is_stale: false })
            .map_err(|source| Error::Unreachable { address: address.to_owned(), source })
    }

    /// A question of this connection stayed without its answer, which may still come and would be taken for
    /// the answer to a later question. Such a connection answers nothing more; open another one.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// `~HS`. Fails with `Silent` or `Garbled`.
    pub fn host_status(&mut self) -> Result<PrinterStatus, Error> {
        let answer = self.ask(status::QUESTION, status::is_complete)?;
        PrinterStatus::parse(&answer).ok_or_else(|| Error::Garbled { address: self.address.clone() })
    }

    /// Labels that came out of this printer ever; `None` when it has no such counter. Fails with `Silent`.
    pub fn label_odometer(&mut self) -> Result<Option<u64>, Error> {
        let answer = self.ask(odometer::QUESTION, odometer::is_complete)?;
        Ok(odometer::parse(&answer))
    }

    /// Writes a job. `NothingSent` when our system took no byte of it, `Uncertain` when it took some but not
    /// all. Success means no more than that our system has the bytes.
    pub fn write_job(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut bytes_written = 0;
        for chunk in bytes.chunks(CHUNK_BYTES) {
            let result = write_within(&mut self.stream, chunk, self.patience.write, &mut bytes_written);
            if let Err(source) = result {
                self.is_stale = true;
                let address = self.address.clone();
                return Err(match bytes_written {
                    0 => Error::NothingSent { address, source },
                    _ => Error::Uncertain { address, bytes_written, source },
                });
            }
        }
        Ok(())
    }

    /// Says goodbye and takes what is still coming for a moment: closing with unread answers would reset the
    /// connection, and a reset may make the printer throw away what it has not yet read.
    pub fn close(mut self) {
        // Every failure here means the other side is gone, which is what closing wants.
        let _ = self.stream.shutdown(Shutdown::Write);
        let ends_at = Instant::now() + CLOSING;
        let mut rest = [0; 512];
        while let Some(left) = time_left(ends_at) {
            if self.stream.set_read_timeout(Some(left)).is_err() {
                return;
            }
            match self.stream.read(&mut rest) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    fn ask(&mut self, question: &[u8], is_complete: impl Fn(&[u8]) -> bool) -> Result<Vec<u8>, Error> {
        let silent = Error::Silent { address: self.address.clone() };
        if self.is_stale {
            return Err(silent);
        }
        let answer = self.exchange(question, is_complete);
        self.is_stale = !matches!(answer, Ok(Some(_)));
        answer.ok().flatten().ok_or(silent)
    }

    /// `None` when the time was up or the printer hung up first.
    fn exchange(
        &mut self,
        question: &[u8],
        is_complete: impl Fn(&[u8]) -> bool,
    ) -> io::Result<Option<Vec<u8>>> {
        let ends_at = Instant::now() + self.patience.status;
        self.discard_unasked()?;
        write_within(&mut self.stream, question, self.patience.status, &mut 0)?;
        let mut answer = Vec::new();
        let mut buffer = [0; 512];
        while let Some(left) = time_left(ends_at) {
            self.stream.set_read_timeout(Some(left))?;
            match self.stream.read(&mut buffer) {
                Ok(0) => return Ok(None),
                Ok(count) => answer.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if is_complete(&answer) {
                return Ok(Some(answer));
            }
        }
        Ok(None)
    }

    /// Alerts and noise that came since the last answer.
    fn discard_unasked(&mut self) -> io::Result<()> {
        self.stream.set_nonblocking(true)?;
        let mut buffer = [0; 512];
        let result = loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => break Err(ErrorKind::ConnectionAborted.into()),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        self.stream.set_nonblocking(false)?;
        result
    }
}

fn connect(address: &str, patience: Duration) -> io::Result<TcpStream> {
    let ends_at = Instant::now() + patience;
    let mut failure = io::Error::new(ErrorKind::NotFound, "the name has no address");
    for socket_address in address.to_socket_addrs()? {
        let Some(left) = time_left(ends_at) else { break };
        match TcpStream::connect_timeout(&socket_address, left) {
            Ok(stream) => return prepare(stream),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

fn prepare(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    let keep_alive = TcpKeepalive::new().with_time(KEEP_ALIVE_AFTER).with_interval(KEEP_ALIVE_EVERY);
    SockRef::from(&stream).set_tcp_keepalive(&keep_alive)?;
    Ok(stream)
}

/// Writes everything or fails; `bytes_written` grows by what our system took, also on failure.
fn write_within(
    stream: &mut TcpStream,
    bytes: &[u8],
    patience: Duration,
    bytes_written: &mut usize,
) -> io::Result<()> {
    let ends_at = Instant::now() + patience;
    let mut rest = bytes;
    while !rest.is_empty() {
        let left = time_left(ends_at).ok_or(ErrorKind::TimedOut)?;
        stream.set_write_timeout(Some(left))?;
        match stream.write(rest) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                *bytes_written += count;
                rest = &rest[count..];
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn time_left(ends_at: Instant) -> Option<Duration> {
    Some(ends_at.saturating_duration_since(Instant::now())).filter(|left| !left.is_zero())
}
