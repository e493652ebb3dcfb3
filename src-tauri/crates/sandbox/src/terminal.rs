//! A pseudo-terminal: the cable between a simulated device and the station's serial port. Unix only.

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

/// The device's end. While it lives the station can open and close [`Terminal::path`] as often as it likes;
/// when it is dropped the station's reads fail as if the cable was pulled.
pub(crate) struct Terminal {
    device: OwnedFd,
    /// Keeps bytes that were sent before the station opened the port, and keeps the line in raw mode.
    _line: File,
    path: PathBuf,
    link: Option<PathBuf>,
}

impl Terminal {
    /// `link`: a symbolic link that is made to point at the terminal and goes with it, so that its name
    /// stays.
    pub(crate) fn open(link: Option<&Path>) -> io::Result<Terminal> {
        let device = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&device)?;
        unlockpt(&device)?;
        let name = ptsname(&device, Vec::new())?;
        let path = PathBuf::from(name.to_string_lossy().into_owned());
        let line = open_line(&path)?;
        let mut settings = tcgetattr(&line)?;
        settings.make_raw();
        tcsetattr(&line, OptionalActions::Now, &settings)?;
        fcntl_setfl(&device, fcntl_getfl(&device)? | OFlags::NONBLOCK)?;
        if let Some(link) = link {
            relink(&path, link)?;
        }
        Ok(Terminal { device, _line: line, path, link: link.map(Path::to_path_buf) })
    }

    /// What the station opens: the link where there is one.
    pub(crate) fn path(&self) -> &Path {
        self.link.as_deref().unwrap_or(&self.path)
    }

    /// As many bytes as the line takes now; `WouldBlock` when it is full.
    pub(crate) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(&self.device, bytes)?)
    }

    /// What the station sent; `WouldBlock` when nothing waits.
    pub(crate) fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(&self.device, into)?)
    }
}

impl AsFd for Terminal {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let Some(link) = &self.link else { return };
        // Another terminal may have taken the name over already.
        if std::fs::read_link(link).is_ok_and(|target| target == self.path)
            && let Err(error) = std::fs::remove_file(link)
        {
            tracing::warn!(%error, link = %link.display(), "could not remove the link of a terminal");
        }
    }
}

fn open_line(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOCTTY.bits() as i32;
    OpenOptions::new().read(true).write(true).custom_flags(flags).open(path)
}

fn relink(path: &Path, link: &Path) -> io::Result<()> {
    match std::fs::symlink_metadata(link) {
        Ok(found) if found.file_type().is_symlink() => std::fs::remove_file(link)?,
        Ok(_) => {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a file that is no link stands there"));
        }
        Err(_) => {}
    }
    std::os::unix::fs::symlink(path, link)
}
