//! A scanner's cable for tests: a real pseudo-terminal, linked under a path that stays the same when it is
//! plugged out and in again.

use rustix::fs::OFlags;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

pub struct PseudoTerminal {
    scanner_end: OwnedFd,
    link: PathBuf,
}

impl PseudoTerminal {
    pub fn plug_in(link: &Path) -> PseudoTerminal {
        let scanner_end = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&scanner_end).expect("its permission");
        unlockpt(&scanner_end).expect("its lock");
        // A scanner never blocks its own trigger for long; a full buffer would be a mistake of the test.
        rustix::fs::fcntl_setfl(&scanner_end, OFlags::NONBLOCK).expect("its flags");
        let name = ptsname(&scanner_end, Vec::new()).expect("its name");
        std::os::unix::fs::symlink(name.to_str().expect("a path in ASCII"), link).expect("a link");
        PseudoTerminal { scanner_end, link: link.to_owned() }
    }

    pub fn send(&self, bytes: &[u8]) {
        let written = rustix::io::write(&self.scanner_end, bytes).expect("the cable is in");
        assert_eq!(written, bytes.len(), "the terminal's buffer took everything");
    }

    pub fn pull_out(self) {
        std::fs::remove_file(&self.link).expect("the link is there");
    }
}
