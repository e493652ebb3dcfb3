//! `cargo xtask run` that is told to end, in a world of scripts: cargo, node, sandbox and station are stand-ins that
//! tell their ids and do nothing else.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it must be")]

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// Tells its id and where it was started, and stays.
const STAYS: &str = "echo $$ > \"$0.pid\"\nwhile :; do /bin/sleep 0.05; done\n";

/// One world at a time: a script cannot be started while another thread, forking, still holds it open for writing.
static ONE: Mutex<()> = Mutex::new(());

struct World {
    folder: TempDir,
    xtask: Child,
    _one: MutexGuard<'static, ()>,
}

impl World {
    /// `cargo` and `station` are scripts for `/bin/sh`.
    fn start(cargo: &str, station: &str) -> World {
        let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = TempDir::new().unwrap();
        let at = |path: &str| folder.path().join(path);
        for path in ["src-tauri/crates/xtask", "ui/dist", "ui/node_modules", "target/debug", "target/xtask"] {
            fs::create_dir_all(at(path)).unwrap();
        }
        // Pages and their packages are there.
        for path in ["ui/dist/index.html", "ui/node_modules/.package-lock.json", "target/xtask/pages-built"] {
            fs::write(at(path), "").unwrap();
        }
        script(&at("bin/cargo"), cargo);
        script(&at("bin/node"), "echo v22.0.0\n");
        script(&at("target/debug/sandbox"), &format!(": > \"$2\"\n{STAYS}"));
        script(&at("target/debug/tallyman"), station);
        fs::copy(env!("CARGO_BIN_EXE_xtask"), at("target/debug/xtask")).unwrap();
        let xtask = Command::new(at("target/debug/xtask"))
            .arg("run")
            .env_clear()
            .env("PATH", at("bin"))
            .env("CARGO", at("bin/cargo"))
            .env("CARGO_MANIFEST_DIR", at("src-tauri/crates/xtask"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        World { folder, xtask, _one: one }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The id of a stand-in, once it stands.
    fn id_of(&self, name: &str) -> Pid {
        let file = self.file(&format!("{name}.pid"));
        let told = || fs::read_to_string(&file).ok().filter(|text| text.ends_with('\n'));
        let text = until(&format!("{name} is started"), told);
        Pid::from_raw(text.trim().parse().unwrap()).unwrap()
    }

    fn tell_to_end(&self) {
        kill_process(Pid::from_child(&self.xtask), Signal::TERM).unwrap();
    }

    fn ended(&mut self) -> ExitStatus {
        until("the workshop ends", || self.xtask.try_wait().unwrap())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // Ended already, or ended here when a test failed.
        _ = self.xtask.kill();
        _ = self.xtask.wait();
    }
}

fn script(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{text}")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[track_caller]
fn is_gone(id: Pid, what: &str) {
    assert!(test_kill_process(id).is_err(), "{what} is not left behind");
}

#[test]
fn station_and_sandbox_end_with_the_workshop() {
    let asked = "trap 'echo > \"$0.asked\"; exit 0' TERM\n";
    let mut world = World::start("exit 0\n", &format!("{asked}{STAYS}"));
    let (sandbox, station) = (world.id_of("target/debug/sandbox"), world.id_of("target/debug/tallyman"));
    world.tell_to_end();
    assert!(world.ended().success(), "a station that ended when asked ended well");
    assert!(world.file("target/debug/tallyman.asked").exists(), "it was asked, so that it could finish");
    is_gone(station, "the station");
    is_gone(sandbox, "the sandbox");
}

#[test]
fn a_station_that_does_not_end_is_ended_when_told_twice() {
    let mut world = World::start("exit 0\n", &format!("trap 'echo > \"$0.asked\"' TERM\n{STAYS}"));
    let (sandbox, station) = (world.id_of("target/debug/sandbox"), world.id_of("target/debug/tallyman"));
    world.tell_to_end();
    let asked = world.file("target/debug/tallyman.asked");
    until("it was asked once", || asked.exists().then_some(()));
    world.tell_to_end();
    assert!(!world.ended().success(), "it did not end well");
    is_gone(station, "the station");
    is_gone(sandbox, "the sandbox");
}

#[test]
fn nothing_is_begun_after_a_build_that_was_ended() {
    let mut world = World::start(STAYS, STAYS);
    let cargo = world.id_of("bin/cargo");
    world.tell_to_end();
    assert!(!world.ended().success(), "nothing was built");
    is_gone(cargo, "cargo");
    assert!(!world.file("target/debug/sandbox.pid").exists(), "and no sandbox was started for it");
}
