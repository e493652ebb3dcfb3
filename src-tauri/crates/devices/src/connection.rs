//! A talk with a printer over any wire: questions and their answers, labels and how much of them has left.
//! It says exactly whether bytes of a label may have left; whether to try again is not its matter.

use crate::language::{Language, PrinterIdentity, PrinterLanguage, Question};
use crate::transport::{Cable, PrinterAddress, Transport, time_left};
use crate::{Error, PrinterStatus};
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};

const CHUNK_BYTES: usize = 64 * 1024;
/// Answers that are kept as they came until somebody takes them.
const HEARD_KEPT: usize = 8;

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

/// Connects, asks how a ZPL printer is, closes. Fails with `Unreachable`, `Silent` or `Garbled`.
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
pub struct Connection {
    name: String,
    language: &'static dyn Language,
    patience: Patience,
    transport: Box<dyn Transport>,
    heard: VecDeque<Vec<u8>>,
    is_stale: bool,
    is_cut: bool,
}

impl Connection {
    /// To the printer at an address of the settings, in ZPL.
    pub fn open(address: &str, patience: Patience) -> Result<Connection, Error> {
        let address: PrinterAddress = address.parse()?;
        Connection::over(&address, PrinterLanguage::Zpl, patience)
    }

    /// Over any wire, in any language.
    pub fn over(
        cable: &dyn Cable,
        language: PrinterLanguage,
        patience: Patience,
    ) -> Result<Connection, Error> {
        let name = cable.name();
        match cable.open(patience.connect) {
            Ok(transport) => Ok(Connection {
                name,
                language: language.speech(),
                patience,
                transport,
                heard: VecDeque::new(),
                is_stale: false,
                is_cut: false,
            }),
            Err(source) => Err(Error::Unreachable { address: name, source }),
        }
    }

    /// A question of this connection stayed without its answer, which may still come and would be taken for
    /// the answer to a later question. Such a connection answers nothing more; open another one.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// The other side is gone: power, cable, or it hung up.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The newest answers byte by byte, half ones too, each once; at most `HEARD_KEPT` are kept.
    pub fn take_heard(&mut self) -> Vec<Vec<u8>> {
        self.heard.drain(..).collect()
    }

    /// How the printer is. Fails with `Silent` or `Garbled`.
    pub fn host_status(&mut self) -> Result<PrinterStatus, Error> {
        let answer = self.ask(self.language.status())?;
        self.language.read_status(&answer).ok_or_else(|| Error::Garbled { address: self.name.clone() })
    }

    /// The same with what the short answer leaves out, where the language has more to say.
    pub fn status_in_full(&mut self) -> Result<PrinterStatus, Error> {
        let mut status = self.host_status()?;
        if let Some(question) = self.language.details() {
            let answer = self.ask(question)?;
            self.language.add_details(&mut status, &answer);
        }
        Ok(status)
    }

    /// Labels that came out of this printer ever; `None` when it has no such counter. Fails with `Silent`.
    pub fn label_odometer(&mut self) -> Result<Option<u64>, Error> {
        let Some(question) = self.language.counter() else { return Ok(None) };
        let answer = self.ask(question)?;
        Ok(self.language.read_counter(&answer))
    }

    /// Who is there. Fails with `Silent` or `Garbled`; after an `Ok` the connection may be stale all the
    /// same, because printers leave out answers to finer questions.
    pub fn identity(&mut self) -> Result<PrinterIdentity, Error> {
        let answer = self.ask(self.language.who())?;
        let garbled = || Error::Garbled { address: self.name.clone() };
        let mut identity = self.language.read_who(&answer).ok_or_else(garbled)?;
        for (number, question) in self.language.more_about_it().iter().enumerate() {
            let Ok(answer) = self.ask(*question) else { break };
            self.language.add_to_identity(&mut identity, number, &answer);
        }
        Ok(identity)
    }

    /// Makes the printer forget the half of a label that a broken line left in it.
    pub fn drop_half(&mut self) -> Result<(), Error> {
        match self.language.drop_half() {
            Some(command) => self.write_job(command),
            None => Ok(()),
        }
    }

    /// Writes a job. `NothingSent` when our system took no byte of it, `Uncertain` when it took some but not
    /// all. Success means no more than that our system has the bytes.
    pub fn write_job(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut bytes_written = 0;
        for chunk in bytes.chunks(CHUNK_BYTES) {
            let result = self.transport.write(chunk, self.patience.write, &mut bytes_written);
            if let Err(source) = result {
                self.is_stale = true;
                self.is_cut |= is_end(source.kind());
                let address = self.name.clone();
                return Err(match bytes_written {
                    0 => Error::NothingSent { address, source },
                    _ => Error::Uncertain { address, bytes_written, source },
                });
            }
        }
        Ok(())
    }

    pub fn close(self) {
        self.transport.close();
    }

    fn ask(&mut self, question: Question) -> Result<Vec<u8>, Error> {
        let silent = Error::Silent { address: self.name.clone() };
        if self.is_stale {
            return Err(silent);
        }
        let mut answer = Vec::new();
        let is_whole = self.exchange(question, &mut answer);
        self.hear(&answer);
        self.is_stale = !matches!(is_whole, Ok(true));
        self.is_cut |= is_whole.is_err_and(|error| is_end(error.kind()));
        if self.is_stale { Err(silent) } else { Ok(answer) }
    }

    fn hear(&mut self, answer: &[u8]) {
        if self.heard.len() == HEARD_KEPT {
            self.heard.pop_front();
        }
        self.heard.push_back(answer.to_vec());
    }

    /// Whether the answer is whole; false when the time was up.
    fn exchange(&mut self, question: Question, answer: &mut Vec<u8>) -> io::Result<bool> {
        let ends_at = Instant::now() + self.patience.status;
        self.discard_unasked()?;
        self.transport.write(question.bytes, self.patience.status, &mut 0)?;
        let mut buffer = [0; 512];
        while let Some(left) = time_left(ends_at) {
            match self.transport.read(&mut buffer, left) {
                Ok(0) => return Err(ErrorKind::ConnectionAborted.into()),
                Ok(count) => answer.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_quiet(error.kind()) => return Ok(false),
                Err(error) => return Err(error),
            }
            if (question.is_complete)(answer) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Alerts and noise that came since the last answer.
    fn discard_unasked(&mut self) -> io::Result<()> {
        let mut buffer = [0; 512];
        loop {
            match self.transport.read(&mut buffer, Duration::ZERO) {
                Ok(0) => return Err(ErrorKind::ConnectionAborted.into()),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_quiet(error.kind()) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }
}

fn is_quiet(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::TimedOut | ErrorKind::WouldBlock)
}

fn is_end(kind: ErrorKind) -> bool {
    !is_quiet(kind)
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Connection").field("name", &self.name).finish_non_exhaustive()
    }
}
