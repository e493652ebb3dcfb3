//! The outside world as a program of its own: started beside the demo, or alone.

use std::{
    fs,
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use crate::{
    ending,
    errand::{Failure, cargo, run},
    workshop::{Profile, Workshop},
};

const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(50);

/// A running sandbox; it ends with this value.
pub struct Sandbox {
    child: Child,
    /// Where it wrote its addresses.
    pub announcement: PathBuf,
}

/// The sandbox in the foreground, with the caller's own arguments.
pub fn alone(workshop: &Workshop, arguments: &[String]) -> Result<(), Failure> {
    run(cargo().args(["build", "--package", "sandbox"]).current_dir(&workshop.root))?;
    run(Command::new(workshop.program("sandbox", Profile::Dev)).args(arguments).current_dir(&workshop.root))
}

impl Sandbox {
    /// Starts the built sandbox and waits until it has told its addresses.
    pub fn start(workshop: &Workshop, profile: Profile) -> Result<Self, Failure> {
        let announcement = workshop.bench_top()?.join("sandbox.json");
        if announcement.exists() {
            fs::remove_file(&announcement).map_err(|error| {
                Failure::of(&format!("could not remove {}", announcement.display()), &error)
            })?;
        }
        let child = Command::new(workshop.program("sandbox", profile))
            .arg("--announce")
            .arg(&announcement)
            .current_dir(&workshop.root)
            .spawn()
            .map_err(|error| Failure::of("could not start the sandbox", &error))?;
        let mut sandbox = Self { child, announcement };
        sandbox.wait_for_addresses()?;
        Ok(sandbox)
    }

    fn wait_for_addresses(&mut self) -> Result<(), Failure> {
        let started = Instant::now();
        while !self.announcement.exists() {
            ending::check()?;
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Failure::new(format!(
                    "the sandbox ended before it told its addresses: {status}"
                )));
            }
            if started.elapsed() > PATIENCE {
                return Err(Failure::new(format!(
                    "the sandbox told no address within {} s",
                    PATIENCE.as_secs()
                )));
            }
            thread::sleep(GLANCE);
        }
        Ok(())
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended by itself, with the same Ctrl-C; either way it must not be left behind.
        let ended = self.child.kill().and_then(|()| self.child.wait());
        if let Err(error) = ended {
            eprintln!("could not end the sandbox: {error}");
        }
    }
}
