//! The program as it is typed, a station that is served, and the demo's closed book.

#![allow(dead_code, reason = "each test program uses what it needs of it")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// `tallyman --data DATA ARGUMENTS`.
pub fn tallyman(data: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tallyman"));
    program.arg("--data").arg(data).args(arguments).env_remove("TALLYMAN_DATA").env_remove("DISPLAY");
    program
}

/// Runs to its end.
pub fn run(data: &Path, arguments: &[&str]) -> Output {
    tallyman(data, arguments).output().expect("the program starts")
}

/// What one that worked printed.
#[track_caller]
pub fn printed(output: Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "it worked: {text}{said}");
    text
}

/// A station that is served until it is dropped, or ended.
pub struct Served(Child);

impl Served {
    pub fn start(data: &Path) -> Served {
        let mut child = tallyman(data, &["serve"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("address"), "it listens: {line}");
        Served(child)
    }

    pub fn end(mut self) {
        let asked = Command::new("kill").arg(self.0.id().to_string()).status().unwrap();
        assert!(asked.success() && self.0.wait().unwrap().success(), "it ends in good order");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Ended already, or ended here when a test failed.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A closed book with the demo's people, places and goods.
pub fn demo() -> TempDir {
    let data = TempDir::new().unwrap();
    let toml = format!("{}\n[demo]\nmade_on = \"2026-11-18\"\n", station::settings::TEMPLATE);
    std::fs::write(data.path().join("station.toml"), toml).unwrap();
    Served::start(data.path()).end();
    data
}
