//! The program as it is typed: what it prints, how it ends, and the one sentence it says when it cannot.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it must be")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn tallyman(data: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tallyman"));
    program
        .arg("--data")
        .arg(data)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("TALLYMAN_DATA");
    program
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    tallyman(data).args(arguments).output().expect("the program starts")
}

/// It ended with another code than 0 and one sentence.
#[track_caller]
fn could_not(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "it says that it failed: {said}");
    let sentences: Vec<&str> = said.lines().filter(|line| line.starts_with("could not ")).collect();
    assert_eq!(sentences.len(), 1, "in one sentence: {said}");
    assert!(!said.contains("panicked"), "and without a panic: {said}");
    sentences[0].to_owned()
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "it worked: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A station that is served until it is dropped.
struct Served {
    child: Child,
    told: Value,
}

impl Served {
    fn start(data: &Path) -> Served {
        let mut child = tallyman(data)
            .arg("serve")
            .env("TALLYMAN_LOG", "debug")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output is a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("it tells where it is");
        let told = serde_json::from_str(&line).unwrap_or_else(|_| panic!("the first line is JSON: {line}"));
        Served { child, told }
    }

    fn authority(&self) -> &str {
        self.told["address"].as_str().and_then(|address| address.strip_prefix("http://")).expect("an address")
    }

    /// Status line, headers and body.
    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(self.authority()).expect("it listens");
        let host = self.authority();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to end as the system does; gives what it said.
    fn end(mut self) -> (Option<i32>, String) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill is there");
        assert!(asked.success(), "the process is asked to end");
        let mut said = String::new();
        // Nothing to read where the log went nowhere.
        if let Some(mut log) = self.child.stderr.take() {
            log.read_to_string(&mut said).unwrap();
        }
        (self.child.wait().expect("it ends").code(), said)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Ended already, or ended here when a test failed.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn without_a_display_it_offers_to_serve() {
    let data = TempDir::new().unwrap();
    let said = could_not(&run(data.path(), &[]));
    assert!(said.contains("no display") && said.contains("tallyman serve"), "{said}");
}

#[test]
fn a_damaged_settings_file_names_its_line() {
    let data = TempDir::new().unwrap();
    std::fs::write(data.path().join("station.toml"), "[station]\nname = \"A\"\nshort_name = oops\n").unwrap();
    let said = could_not(&run(data.path(), &["serve"]));
    assert!(said.contains("line 3"), "a person looks there: {said}");
}

#[test]
fn a_file_that_is_no_ledger_is_left_alone() {
    let data = TempDir::new().unwrap();
    Served::start(data.path()).end();
    let file = data.path().join("ledger.sqlite");
    let before = std::fs::read(&file).unwrap();
    std::fs::write(&file, b"not a ledger at all, but a letter somebody put here by mistake").unwrap();
    let said = could_not(&run(data.path(), &["serve"]));
    assert!(said.contains("ledger.sqlite"), "the file is named: {said}");
    assert_eq!(std::fs::read(&file).unwrap().len(), 62, "and left as it is");
    std::fs::write(&file, before).unwrap();
    assert!(printed(&run(data.path(), &["verify"])).contains("hold"), "the right file holds again");
}

#[test]
fn a_place_that_cannot_be_a_directory_is_told() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("file");
    std::fs::write(&file, "").unwrap();
    let said = could_not(&run(&file, &["serve"]));
    assert!(said.contains(&file.display().to_string()), "the place is named: {said}");
    let nothing = could_not(&run(&data.path().join("nothing"), &["verify"]));
    assert!(nothing.contains("ledger.sqlite"), "a book that is not there: {nothing}");
    let stationless = could_not(&run(&data.path().join("nothing"), &["operator", "add", "Nina"]));
    assert!(stationless.contains("--data"), "nobody is added to nowhere: {stationless}");
}

#[test]
fn a_served_station_is_used_by_every_other_command_and_ends_clean() {
    let data = TempDir::new().unwrap();
    let served = Served::start(data.path());
    let second = could_not(&run(data.path(), &["serve"]));
    assert!(
        second.contains("has it open") && second.contains(&served.child.id().to_string()),
        "who has it: {second}"
    );

    let badge =
        printed(&run(data.path(), &["operator", "add", "Nina", "--role", "lead", "--language", "id"]));
    assert!(badge.starts_with("TLNB"), "the badge's own code: {badge}");
    let again = could_not(&run(data.path(), &["operator", "add", "Nina"]));
    assert!(again.contains("Nina"), "a name is one person's: {again}");
    let token =
        printed(&run(data.path(), &["token", "add", "till", "--operator", "Nina", "--scopes", "read"]));
    let token = token.lines().next().unwrap().to_owned();
    let status = served.get("/api/v1/status", &format!("Authorization: Bearer {token}\r\n"));
    assert!(status.starts_with("HTTP/1.1 200"), "the token lets in: {status}");
    let pair = printed(&run(data.path(), &["pair"]));
    assert!(pair.starts_with(served.told["address"].as_str().unwrap()), "a link to this station: {pair}");
    let pdf = data.path().join("badges.pdf");
    printed(&run(data.path(), &["badges", "--out", pdf.to_str().unwrap()]));
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"), "badges to print");
    assert!(printed(&run(data.path(), &["verify"])).contains("hold"), "reading needs no turn");
    let window = could_not(&tallyman(data.path()).env("DISPLAY", ":none").output().unwrap());
    assert!(window.contains("window"), "there is no window to raise: {window}");

    let paired =
        served.get(served.told["pair"].as_str().unwrap().split(served.authority()).nth(1).unwrap(), "");
    let cookie = paired
        .split("tallyman=")
        .nth(1)
        .and_then(|rest| rest.split(';').next())
        .expect("a cookie")
        .to_owned();
    let endpoint = std::fs::read_to_string(data.path().join("run/endpoint")).unwrap();
    let endpoint: Value = serde_json::from_str(&endpoint).unwrap();
    let (code, log) = served.end();
    assert_eq!(code, Some(0), "a station that is asked to end does so: {log}");
    assert!(!data.path().join("run/endpoint").exists(), "nobody is sent to a station that is gone");
    for secret in [&token, &cookie, endpoint["token"].as_str().unwrap()] {
        assert!(!log.contains(secret), "no secret is logged");
    }
}

#[test]
fn what_was_lost_is_shut_out_with_a_station_and_without() {
    let data = TempDir::new().unwrap();
    let served = Served::start(data.path());
    for name in ["Nina", "Budi"] {
        printed(&run(data.path(), &["operator", "add", name]));
    }
    let tokens = ["till", "old till"].map(|name| {
        let made =
            printed(&run(data.path(), &["token", "add", name, "--operator", "Nina", "--scopes", "read"]));
        made.lines().next().unwrap().to_owned()
    });
    let status = |token: &str| served.get("/api/v1/status", &format!("Authorization: Bearer {token}\r\n"));
    let listed = printed(&run(data.path(), &["token", "list"]));
    let old = listed.lines().find(|line| line.contains("\told till\t")).expect("it is listed");
    printed(&run(data.path(), &["token", "end", old.split('\t').next().unwrap()]));
    assert!(status(&tokens[0]).starts_with("HTTP/1.1 200"), "the other one is still good");
    assert!(status(&tokens[1]).starts_with("HTTP/1.1 401"), "the one that was ended is not");
    let badge = printed(&run(data.path(), &["operator", "badge", "Budi"]));
    assert!(badge.starts_with("TLNB"), "another badge: {badge}");
    printed(&run(data.path(), &["operator", "leave", "Nina"]));
    assert!(status(&tokens[0]).starts_with("HTTP/1.1 401"), "what worked for her ends with her");
    assert_eq!(printed(&run(data.path(), &["operator", "list"])).trim(), "Budi\toperator", "who is left");
    served.end();

    let gone = could_not(&run(data.path(), &["operator", "leave", "Nina"]));
    assert!(gone.contains("Nina"), "nobody of this name works here: {gone}");
    printed(&run(data.path(), &["operator", "leave", "Budi"]));
    let nobody = could_not(&run(data.path(), &["token", "end", "0123456789abcdef"]));
    assert!(nobody.contains("0123456789abcdef"), "an id the list does not have: {nobody}");
}

/// A pipe that nobody reads.
fn unread() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("the system gives pipes");
    drop(reader);
    writer.into()
}

/// Where the station says that it is, once it is there.
fn address_of(data: &Path) -> String {
    let started = Instant::now();
    loop {
        if let Ok(text) = std::fs::read_to_string(data.join("run/endpoint"))
            && let Ok(endpoint) = serde_json::from_str::<Value>(&text)
        {
            return endpoint["address"].as_str().expect("an address").to_owned();
        }
        assert!(started.elapsed() < Duration::from_secs(30), "the station listens");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_station_whose_words_nobody_reads_is_served_all_the_same() {
    let data = TempDir::new().unwrap();
    for stderr in [Stdio::piped(), unread()] {
        let mut serve = tallyman(data.path());
        serve.arg("serve").env("TALLYMAN_LOG", "debug").stdout(unread()).stderr(stderr);
        let child = serve.spawn().expect("the program starts");
        let served = Served { child, told: serde_json::json!({ "address": address_of(data.path()) }) };
        let health = served.get("/api/v1/health", "");
        assert!(health.starts_with("HTTP/1.1 200"), "it serves: {health}");
        let (code, log) = served.end();
        assert_eq!(code, Some(0), "and ends when it is asked to: {log}");
        assert!(!log.contains("panicked"), "quietly: {log}");
    }
}

#[test]
fn a_command_whose_words_nobody_reads_did_its_work() {
    let data = TempDir::new().unwrap();
    Served::start(data.path()).end();
    let unheard = |arguments: &[&str]| {
        let output = tallyman(data.path()).args(arguments).stdout(unread()).output();
        output.expect("the program starts")
    };
    for arguments in [&["verify"][..], &["operator", "add", "Nina"]] {
        let output = unheard(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !said.contains("panicked"), "{arguments:?}: {said}");
    }
    assert!(could_not(&run(data.path(), &["operator", "add", "Nina"])).contains("Nina"), "she was added");
    let said = could_not(&unheard(&["token", "add", "till"]));
    assert!(said.contains("another one"), "a secret that nobody saw is lost, and that is told: {said}");
}

#[cfg(unix)]
#[test]
fn only_this_user_can_read_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let data = TempDir::new().unwrap();
    let served = Served::start(data.path());
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(data.path()), 0o700, "nobody else enters");
    for name in ["station.toml", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "run/endpoint"] {
        assert_eq!(mode(&data.path().join(name)), 0o600, "{name} is this user's own");
    }
    assert_eq!(served.end().0, Some(0), "and it ends clean");
}
