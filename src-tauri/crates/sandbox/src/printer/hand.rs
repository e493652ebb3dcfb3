//! The printer in the same room: its bytes are handed over directly, without socket or terminal, so that a
//! test with a clock of its own is the same every time.

use super::Body;
use std::io::{self, ErrorKind};
use std::sync::Arc;

/// One plugged-in caller. Cut with the printer's power or cable, and then dead for ever.
pub struct Plug {
    body: Arc<Body>,
    cut_count: u64,
    answers: Vec<u8>,
}

impl Plug {
    pub(super) fn new(body: Arc<Body>) -> io::Result<Plug> {
        let cut_count = {
            let mut engine = body.engine();
            engine.advance(body.clock.now_ms());
            if engine.condition.is_away() {
                return Err(io::Error::new(ErrorKind::ConnectionRefused, "the printer is off or unplugged"));
            }
            engine.cut_count
        };
        Ok(Plug { body, cut_count, answers: Vec::new() })
    }

    /// Takes all the bytes; those after a cut are lost without a word, as in a system's buffer. Fails when
    /// the cut was before the first of them.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.look()?;
        let (answers, _) = self.body.take(bytes);
        self.answers.extend(answers);
        Ok(())
    }

    /// What the printer said since; empty: nothing.
    pub fn read(&mut self) -> io::Result<Vec<u8>> {
        self.look()?;
        Ok(std::mem::take(&mut self.answers))
    }

    fn look(&self) -> io::Result<()> {
        let mut engine = self.body.engine();
        engine.advance(self.body.clock.now_ms());
        if engine.cut_count == self.cut_count {
            return Ok(());
        }
        Err(io::Error::new(ErrorKind::ConnectionReset, "the connection was cut"))
    }
}
