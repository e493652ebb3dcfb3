//! Disks of the test's own, mounted by root on Linux: a small one that can be filled, and one whose file system turns
//! read-only under the running station, as a failing disk does. Where they cannot be had a test says so and proves
//! nothing; `TALLYMAN_MUST_MOUNT=1` makes that a failure.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Unmounted when dropped.
pub struct Disk {
    folder: tempfile::TempDir,
    is_mounted: bool,
}

impl Disk {
    /// Memory of this size.
    pub fn small(megabytes: u32) -> Option<Disk> {
        let size = format!("size={megabytes}m");
        Disk::mounted(&["-t", "tmpfs", "-o", &size, "tallyman-test"])
    }

    /// An ext4 in a file, which an error makes read-only; the file's folder must outlive it.
    pub fn that_fails(image: &Path) -> Option<Disk> {
        if !image.exists() {
            std::fs::File::create(image).and_then(|file| file.set_len(24 << 20)).expect("room for an image");
            if !runs(Command::new("mkfs.ext4").args(["-q", "-E", "nodiscard"]).arg(image)) {
                return skipped("making an ext4 needs e2fsprogs");
            }
        }
        let image = image.to_str().expect("temporary folders have plain names");
        Disk::mounted(&["-o", "loop,errors=remount-ro", image])
    }

    fn mounted(arguments: &[&str]) -> Option<Disk> {
        let folder = tempfile::tempdir().expect("the system gives temporary folders");
        let is_mounted = runs(Command::new("mount").args(arguments).arg(folder.path()));
        if !is_mounted {
            return skipped("mounting a disk of the test's own needs root on Linux");
        }
        Some(Disk { folder, is_mounted })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// So much of it is taken that `left` bytes remain; fewer where the station takes some of them meanwhile.
    pub fn fill(&self, left: u64) -> PathBuf {
        let ballast = self.path().join("ballast");
        let room = self.available_bytes().saturating_sub(left);
        match std::fs::write(&ballast, vec![0; usize::try_from(room).expect("small")]) {
            Err(error) if error.kind() == std::io::ErrorKind::StorageFull => {}
            written => written.expect("the disk can be written"),
        }
        ballast
    }

    fn available_bytes(&self) -> u64 {
        let told = Command::new("df").args(["--output=avail", "-B1"]).arg(self.path()).output();
        let told = String::from_utf8(told.expect("df runs").stdout).expect("df speaks ASCII");
        told.lines().nth(1).expect("a line of numbers").trim().parse().expect("a number")
    }

    /// Nothing may be written any more, until it is made writable again; only while no file is open for writing.
    pub fn remount(&self, how: &str) {
        assert!(
            runs(Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(self.path())),
            "{how}"
        );
    }

    /// The kernel finds an error in the file system and makes it read-only, whoever has files open: its own hook
    /// for tests. False where this kernel has none.
    pub fn fail(&self) -> bool {
        let source = Command::new("findmnt").args(["-no", "SOURCE"]).arg(self.path()).output();
        let source = String::from_utf8(source.expect("findmnt runs").stdout).expect("a path");
        let device = source.trim().rsplit('/').next().unwrap_or_default().to_owned();
        let is_triggered =
            std::fs::write(format!("/sys/fs/ext4/{device}/trigger_fs_error"), "a test of Tallyman").is_ok();
        if !is_triggered {
            let _: Option<()> = skipped("this kernel has no trigger_fs_error");
        }
        is_triggered
    }

    /// Taken away, so that its image can be mounted again.
    pub fn unmount(mut self) {
        self.is_mounted = false;
        assert!(runs(Command::new("umount").arg(self.path())), "nobody has a file open there");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: after a failed assertion the station may still hold its files.
        if self.is_mounted && !runs(Command::new("umount").arg("-l").arg(self.path())) {
            eprintln!("{} stays mounted", self.path().display());
        }
    }
}

fn runs(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn skipped<T>(why: &str) -> Option<T> {
    println!("SKIPPED, nothing is proven: {why}");
    eprintln!("SKIPPED, nothing is proven: {why}");
    assert!(std::env::var_os("TALLYMAN_MUST_MOUNT").is_none(), "{why}, and TALLYMAN_MUST_MOUNT is set");
    None
}
