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

fn written(words: &str) -> Result<(), Error> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{words}")?;
    output.flush()
}
