//! The ways to the printer on the floor: one that says when it is cut, and a serial line that does not.

use crate::floor::Floor;
use devices::transport::{Cable, Transport};
use sandbox::printer::Plug;
use std::io;
use std::time::Duration;

impl Cable for Floor {
    fn open(&self, _patience: Duration) -> io::Result<Box<dyn Transport>> {
        if self.is_serial() {
            return Ok(Box::new(SerialLine { floor: self.clone(), plug: None, said: Vec::new() }));
        }
        Ok(Box::new(Wire { plug: self.printer().plug()?, said: Vec::new() }))
    }

    fn name(&self) -> String {
        "the printer on the floor".to_owned()
    }

    fn is_lossless(&self) -> bool {
        !self.is_serial()
    }
}

struct Wire {
    plug: Plug,
    said: Vec<u8>,
}

impl Transport for Wire {
    fn write(&mut self, bytes: &[u8], _patience: Duration, bytes_written: &mut usize) -> io::Result<()> {
        self.plug.write(bytes)?;
        *bytes_written += bytes.len();
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8], _patience: Duration) -> io::Result<usize> {
        self.said.extend(self.plug.read()?);
        take(&mut self.said, buffer)
    }

    fn close(self: Box<Self>) {}
}

struct SerialLine {
    floor: Floor,
    plug: Option<Plug>,
    said: Vec<u8>,
}

impl SerialLine {
    /// Whoever is at the other end now.
    fn with_printer<R>(&mut self, act: impl FnOnce(&mut Plug) -> io::Result<R>) -> Option<R> {
        let is_alive = self.plug.as_mut().is_some_and(|plug| match plug.read() {
            Ok(said) => {
                self.said.extend(said);
                true
            }
            Err(_) => false,
        });
        if !is_alive {
            self.plug = self.floor.printer().plug().ok();
        }
        act(self.plug.as_mut()?).ok()
    }
}

impl Transport for SerialLine {
    fn write(&mut self, bytes: &[u8], _patience: Duration, bytes_written: &mut usize) -> io::Result<()> {
        self.with_printer(|plug| plug.write(bytes));
        *bytes_written += bytes.len();
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8], _patience: Duration) -> io::Result<usize> {
        let said = self.with_printer(Plug::read).unwrap_or_default();
        self.said.extend(said);
        take(&mut self.said, buffer)
    }

    fn close(self: Box<Self>) {}
}

fn take(said: &mut Vec<u8>, buffer: &mut [u8]) -> io::Result<usize> {
    if said.is_empty() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    let count = said.len().min(buffer.len());
    buffer[..count].copy_from_slice(&said[..count]);
    said.drain(..count);
    Ok(count)
}
