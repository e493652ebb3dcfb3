//! The sandbox as a program: it announces itself when everything listens and ends cleanly when told.

use crate::support::http;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[tokio::test]
async fn it_announces_its_addresses_and_ends_on_sigterm() {
    let directory = tempfile::tempdir().unwrap();
    let (file, link) = (directory.path().join("sandbox.json"), directory.path().join("scanner"));
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--day", "2026-03-02", "--announce", file.to_str().unwrap()])
        .args(["--scanner-link", link.to_str().unwrap()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    while lines.next().expect("it says where it listens").unwrap() != "}" {}
    // The announcement follows the print at once; the file is there whole or not at all.
    while !file.exists() {
        assert!(program.try_wait().unwrap().is_none(), "it ended before it announced itself");
        std::thread::yield_now();
    }
    let said: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(said["day"], "2026-03-02");
    assert_eq!(said["scanner"]["path"], link.to_str().unwrap());
    let base = said["katana"]["base_url"].as_str().unwrap();
    let address = base.trim_start_matches("http://").trim_end_matches("/v1").parse().unwrap();
    let key = said["katana"]["api_key"].as_str();
    let orders = http(address, ("GET", "/v1/purchase_orders"), key, None).await.unwrap();
    assert_eq!(orders.data().len(), 3);
    let id = rustix::process::Pid::from_child(&program);
    rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
    assert!(program.wait().unwrap().success(), "a clean end");
    assert!(!file.exists() && link.symlink_metadata().is_err(), "nothing is left behind");
}
