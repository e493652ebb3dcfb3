//! The station as a process of its own: the real program, killed without warning and started again.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
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
        Process::start(data, Stdio::inherit()).unwrap_or_else(|_| panic!("the station starts in {data:?}"))
    }

    /// Starts it where it may not come up.
    ///
    /// # Errors
    /// It ended instead of listening: what it said to the person who started it.
    ///
    /// # Panics
    /// When the program is not built.
    pub fn try_serve(data: &Path) -> Result<Process, String> {
        let mut said = tempfile::tempfile().expect("the system's own temporary files are elsewhere");
        let stderr = Stdio::from(said.try_clone().expect("a file can be held twice"));
        Process::start(data, stderr).map_err(|_status| {
            let mut text = String::new();
            said.rewind().and_then(|()| said.read_to_string(&mut text)).expect("what it said is text");
            text
        })
    }

    fn start(data: &Path, stderr: Stdio) -> Result<Process, ExitStatus> {
        let mut child = Command::new(program())
            .args(["serve", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .expect("the program is built before the tests run: cargo build -p tallyman");
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        stdout.read_line(&mut line).expect("it says where it listens");
        if line.is_empty() {
            return Err(child.wait().expect("it was started here"));
        }
        let said: Value = serde_json::from_str(&line).expect("the first line is JSON");
        let endpoint =
            std::fs::read_to_string(data.join("run/endpoint")).expect("the owner wrote its endpoint");
        let endpoint: Value = serde_json::from_str(&endpoint).expect("the endpoint is JSON");
        let text =
            |value: &Value| value.as_str().expect("it is text").trim_start_matches("http://").to_owned();
        let (address, token) = (text(&said["address"]), text(&endpoint["token"]));
        Ok(Process { child, _said: stdout, address, token })
    }

    /// Whether it runs still.
    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("it was started here").is_none()
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

impl Drop for Process {
    /// A test that failed leaves no station behind: it would hold the terminals that later tests get.
    fn drop(&mut self) {
        if self.is_alive() {
            self.child.kill().expect("it runs");
            self.child.wait().expect("it was started here");
        }
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

    /// To a station that somebody else started.
    pub fn new(address: &str, token: &str) -> Line {
        Line { address: address.to_owned(), token: token.to_owned() }
    }

    /// Address and secret, for another process.
    pub fn parts(&self) -> (&str, &str) {
        (&self.address, &self.token)
    }

    /// The body of a 200; `None` when the line broke or the answer was another.
    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Value> {
        let (status, body) = self.ask(method, path, &[], body)?;
        (status == 200).then_some(body)
    }

    /// Status and body of any answer; `None` when the line broke.
    pub fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Option<(u16, Value)> {
        let kind = ("Content-Type", "application/json");
        let headers: Vec<(&str, &str)> = headers.iter().copied().chain([kind]).collect();
        self.send(method, path, &headers, body.map(Value::to_string).unwrap_or_default().as_bytes())
    }

    /// The same with any bytes.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        bytes: &[u8],
    ) -> Option<(u16, Value)> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        let (address, token) = self.parts();
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n{headers}\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            bytes.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(bytes).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
        Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
    }
}

/// The program beside the test's own binary.
fn program() -> PathBuf {
    let here = std::env::current_exe().expect("a test knows its own path");
    let folder = here.parent().and_then(Path::parent).expect("tests lie in deps/ of the target directory");
    folder.join(if cfg!(windows) { "tallyman.exe" } else { "tallyman" })
}
