//! Being told to end, by Ctrl-C or by the system: what was started is told first and waited for, so that nothing is
//! left running. Told a second time, it is ended at once.

use std::process::{Child, ExitStatus};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{io, thread};

use crate::errand::Failure;

static TOLD_COUNT: AtomicUsize = AtomicUsize::new(0);

const GLANCE: Duration = Duration::from_millis(20);

/// From here on the workshop ends by itself when it is told to, after what it started.
pub fn listen() -> Result<(), Failure> {
    let heard = || _ = TOLD_COUNT.fetch_add(1, Ordering::Relaxed);
    ctrlc::set_handler(heard).map_err(|error| Failure::of("could not listen for Ctrl-C", &error))
}

/// Nothing new is begun once it was told.
pub fn check() -> Result<(), Failure> {
    match TOLD_COUNT.load(Ordering::Relaxed) {
        0 => Ok(()),
        _ => Err(Failure::new("told to end".into())),
    }
}

/// Waits for a program to end, and passes on what the workshop is told meanwhile.
pub fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    let mut passed_on = 0;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        let told = TOLD_COUNT.load(Ordering::Relaxed);
        if told > passed_on {
            passed_on = told;
            if told == 1 { ask(child) } else { child.kill()? }
        }
        thread::sleep(GLANCE);
    }
}

/// Asks a program to end in its own time.
#[cfg(unix)]
fn ask(child: &Child) {
    // One that has just ended needs no asking; its id is its own until it is waited for.
    _ = rustix::process::kill_process(rustix::process::Pid::from_child(child), rustix::process::Signal::TERM);
}

/// Ctrl-C has reached it by itself: it stands at the same console.
#[cfg(not(unix))]
fn ask(_child: &Child) {}
