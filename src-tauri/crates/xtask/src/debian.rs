//! Debian's and Ubuntu's packages: which are missing, and how they are installed.
//! As root by apt-get, else by sudo where there is one, else the exact line is printed and the workshop
//! stops.

use std::{collections::BTreeSet, path::Path, process::Command};

use crate::errand::{Failure, answer, on_path, run};

/// A package, and the programs any of which makes it needless (a browser installed in another way).
pub struct Package {
    pub name: &'static str,
    pub or_programs: &'static [&'static str],
}

const fn package(name: &'static str) -> Package {
    Package { name, or_programs: &[] }
}

/// What building and running the station takes.
pub const FOR_RUN: &[Package] = &[
    package("build-essential"), // the linker, and C for SQLite and the cipher library
    package("pkg-config"),      // how build scripts find the libraries below
    package("libwebkit2gtk-4.1-dev"), // the window; brings GTK 3 and the sound's codecs
    package("libudev-dev"),     // names of serial ports
];

/// What the tests take beside it.
pub const FOR_TESTS: &[Package] = &[
    package("webkit2gtk-driver"), // WebDriver into the real window
    package("xvfb"),              // a display for the window where there is none
    package("xdotool"),           // real key presses into the window
    package("imagemagick"),       // a picture of the whole display
    package("socat"),             // pairs of pseudo-terminals
    package("zbar-tools"),        // a barcode decoder that is not ours
    package("dmtx-utils"),        // another one, of Data Matrix
    package("poppler-utils"),     // PDF pages as pictures
    package("cups-ipp-utils"),    // an office printer that speaks IPP
    package("dbus-daemon"),       // which it wants to be there
    package("fonts-noto-core"),   // letters for pictures of the screen
    Package { name: "chromium", or_programs: &["chromium", "chromium-browser", "google-chrome"] },
];

/// Installs those of `wanted` that are missing. Does nothing on a system without dpkg.
pub fn provide(wanted: &[&Package]) -> Result<(), Failure> {
    if on_path(&["dpkg-query"]).is_none() || !Path::new("/etc/debian_version").exists() {
        return Ok(());
    }
    let missing = missing(wanted);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing packages: {}", missing.join(" "));
    if is_root() {
        return install(&missing, || Command::new("apt-get"));
    }
    if on_path(&["sudo"]).is_some() {
        return install(&missing, || {
            let mut sudo = Command::new("sudo");
            sudo.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            sudo
        });
    }
    Err(Failure::new(format!(
        "These packages have to be installed by an administrator first:\n\n  apt-get update && \
         apt-get install --no-install-recommends {}\n\nThen run the same command again.",
        missing.join(" ")
    )))
}

fn missing(wanted: &[&Package]) -> Vec<&'static str> {
    let listing = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package}\t${db:Status-Status}\n"])
        .args(wanted.iter().map(|package| package.name))
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let installed: BTreeSet<&str> =
        listing.lines().filter_map(|line| line.strip_suffix("\tinstalled")).collect();
    wanted
        .iter()
        .filter(|package| !installed.contains(package.name) && on_path(package.or_programs).is_none())
        .map(|package| package.name)
        .collect()
}

fn install(missing: &[&str], apt_get: impl Fn() -> Command) -> Result<(), Failure> {
    let quietly = |command: &mut Command| run(command.env("DEBIAN_FRONTEND", "noninteractive"));
    // A list that could not be brought up to date may still be good enough; the installation tells.
    if let Err(failure) = quietly(apt_get().args(["--quiet", "update"])) {
        eprintln!("{failure}; going on with the lists there are");
    }
    quietly(apt_get().args(["--quiet", "--yes", "install", "--no-install-recommends"]).args(missing))
}

fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).is_some_and(|uid| uid.trim() == "0")
}
