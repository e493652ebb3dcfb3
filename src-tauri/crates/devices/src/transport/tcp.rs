//! Raw TCP to a printer, port 9100 by habit: one byte stream for jobs and answers, one connection at a time.

use super::{Transport, time_left};
use socket2::{SockRef, TcpKeepalive};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

const KEEP_ALIVE_AFTER: Duration = Duration::from_secs(10);
const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(5);
const CLOSING: Duration = Duration::from_millis(200);

/// `host:port`.
pub(super) struct TcpCable(pub(super) String);

impl TcpCable {
    pub(super) fn open(&self, patience: Duration) -> io::Result<Box<dyn Transport>> {
        let ends_at = Instant::now() + patience;
        let mut failure = io::Error::new(ErrorKind::NotFound, "the name has no address");
        for address in self.0.to_socket_addrs()? {
            let Some(left) = time_left(ends_at) else { break };
            match TcpStream::connect_timeout(&address, left) {
                Ok(stream) => return Ok(Box::new(TcpTransport { stream: prepare(stream)? })),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }
}

fn prepare(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    let keep_alive = TcpKeepalive::new().with_time(KEEP_ALIVE_AFTER).with_interval(KEEP_ALIVE_EVERY);
    SockRef::from(&stream).set_tcp_keepalive(&keep_alive)?;
    Ok(stream)
}

#[derive(Debug)]
struct TcpTransport {
    stream: TcpStream,
}

impl Transport for TcpTransport {
    fn write(&mut self, bytes: &[u8], patience: Duration, bytes_written: &mut usize) -> io::Result<()> {
        let ends_at = Instant::now() + patience;
        let mut rest = bytes;
        while !rest.is_empty() {
            let left = time_left(ends_at).ok_or(ErrorKind::TimedOut)?;
            self.stream.set_write_timeout(Some(left))?;
            match self.stream.write(rest) {
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

    fn read(&mut self, buffer: &mut [u8], patience: Duration) -> io::Result<usize> {
        if patience.is_zero() {
            self.stream.set_nonblocking(true)?;
            let result = self.stream.read(buffer);
            self.stream.set_nonblocking(false)?;
            return result;
        }
        self.stream.set_read_timeout(Some(patience))?;
        self.stream.read(buffer)
    }

    /// Takes what is still coming for a moment: closing with unread answers would reset the connection, and
    /// a reset may make the printer throw away what it has not yet read.
    fn close(mut self: Box<Self>) {
        // Every failure here means the other side is gone, which is what closing wants.
        let _ = self.stream.shutdown(Shutdown::Write);
        let ends_at = Instant::now() + CLOSING;
        let mut rest = [0; 512];
        while let Some(left) = time_left(ends_at) {
            match self.read(&mut rest, left) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}
