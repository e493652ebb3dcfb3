//! How far a long file is, for whoever waits at the terminal: on the error output, so that the report stays clean.

use station::imports::{Progress, Step};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Not more often.
const EVERY: Duration = Duration::from_secs(1);

#[derive(Default)]
pub struct Told {
    last: Option<(Instant, Step)>,
}

impl Told {
    /// A line that is written over where somebody looks on, a line of its own in a log. That nobody reads it is no
    /// failure.
    pub fn tell(&mut self, progress: Progress) {
        let Progress { step, done, of } = progress;
        let is_new = self.last.is_none_or(|(at, before)| before != step || at.elapsed() >= EVERY);
        if !is_new && done < of {
            return;
        }
        self.last = Some((Instant::now(), step));
        let word = match step {
            Step::Checking => "checking",
            Step::Applying => "writing",
            Step::Undoing => "undoing",
        };
        let mut output = std::io::stderr().lock();
        let line = format!("{word} line {done} of {of}");
        _ = match (output.is_terminal(), done < of) {
            (true, true) => write!(output, "\r{line:<60}"),
            (true, false) => writeln!(output, "\r{line:<60}"),
            (false, _) => writeln!(output, "{line}"),
        };
        _ = output.flush();
    }
}
