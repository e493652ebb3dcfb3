//! What is printed for a person at a terminal, or for the program that started this one. Either may stop reading at
//! any time (`tallyman verify | head -1`), and nothing that was done depends on it.

use crate::failure::Failure;
use std::io::{Error, ErrorKind, Write};

/// Prints a line or several. That nobody reads them is no failure.
///
/// # Errors
/// The output cannot be written for another reason, such as a full disk behind it.
pub fn tell(words: &str) -> Result<(), Failure> {
    match written(words) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::of("print what came of it", &error))
        }
        _ => Ok(()),
    }
}

/// Prints what is shown once and kept nowhere: that nobody reads it is a failure.
///
/// # Errors
/// The words did not get out; `lost` says what that means and what helps.
pub fn tell_once(words: &str, lost: &str) -> Result<(), Failure> {
    written(words).map_err(|error| Failure::of(lost, &error))
}

/// Prints where it can be read, and goes on in any case.
pub fn tell_in_passing(words: &str) {
    if let Err(error) = written(words) {
        tracing::debug!(%error, "what was told was not read");
    }
}

/// The last words, where a log would go. When even they cannot be written, nobody is left to be told.
pub fn complain(words: &str) {
    _ = writeln!(std::io::stderr(), "{words}");
}

fn written(words: &str) -> Result<(), Error> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{words}")?;
    output.flush()
}
