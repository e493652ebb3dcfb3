//! The station as a process of its own: the real program, killed without warning and started again.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// A running `tallyman serve`.
pub struct Process {
    child: Child,
    /// Held open: whoever started it goes on listening.
    _said: BufReader<ChildStdout>,
    address: String,
    token: String,
}

impl Process {
    /// Starts it and waits until it listens.
    ///
    /// # Panics
    /// When the program is not built or does not start: the test cannot say anything then.
    pub fn serve(data: &Path) -> Process {
        let mut child = Command::new(program())
            .args(["serve", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program is built before the tests run: cargo build -p tallyman");
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        stdout.read_line(&mut line).expect("it says where it listens");
        let said: Value = serde_json::from_str(&line).expect("the first line is JSON");
        let endpoint =
            std::fs::read_to_string(data.join("run/endpoint")).expect("the owner wrote its endpoint");
        let endpoint: Value = serde_json::from_str(&endpoint).expect("the endpoint is JSON");
        let text =
            |value: &Value| value.as_str().expect("it is text").trim_start_matches("http://").to_owned();
        Process { child, _said: stdout, address: text(&said["address"]), token: text(&endpoint["token"]) }
    }

    /// As a power cut takes it: no signal it could answer.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it was started here");
    }

    /// Kills it after `delay`, from another thread, while calls go on.
    pub fn kill_after(mut self, delay: Duration) -> std::thread::JoinHandle<()> {
        std::thread::spawn(move || {
            std::thread::sleep(delay);
            self.child.kill().expect("it runs");
            self.child.wait().expect("it was started here");
        })
    }

    /// How to call it, apart from its life.
    pub fn line(&self) -> Line {
        Line { address: self.address.clone(), token: self.token.clone() }
    }
}

/// Calls to a station, each on a connection of its own.
#[derive(Clone)]
pub struct Line {
    address: String,
    token: String,
}

impl Line {
    /// One scan at the seat `main`; `None` when no answer came.
    pub fn scan(&self, id: uuid::Uuid, code: &str) -> Option<Value> {
        let body = json!({ "seat": "main", "code": code, "id": id });
        self.call("POST", "/api/v1/scans", Some(&body))
    }

    pub fn screen(&self) -> Option<Value> {
        self.call("GET", "/api/v1/seats/main/screen", None)
    }

    /// The body of a 200; `None` when the line broke or the answer was another.
    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Value> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            self.token,
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        head.starts_with("HTTP/1.1 200").then(|| serde_json::from_str(body).ok())?
    }
}

/// The program beside the test's own binary.
fn program() -> PathBuf {
    let here = std::env::current_exe().expect("a test knows its own path");
    let folder = here.parent().and_then(Path::parent).expect("tests lie in deps/ of the target directory");
    folder.join(if cfg!(windows) { "tallyman.exe" } else { "tallyman" })
}
