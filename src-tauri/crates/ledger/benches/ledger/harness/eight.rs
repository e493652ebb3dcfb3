//! The last 60 units and 104 who want one, all at once, as it is done from outside: the station as it is served, and
//! eight programs that speak HTTP to it.

use super::book::{NOW_MS, operator_id};
use super::engine::Station;
use super::reserving::{ASKING, Rush, put_last_units};
use super::spread::Spread;
use domain::permission::Role;
use ledger::table::operator::{self, Operator};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The programs that are measured; both are of a release build.
#[derive(Clone, Debug)]
pub struct Programs {
    /// `tallyman`.
    pub station: PathBuf,
    /// One of the eight: takes address, secret, person, SKU and how many ask, waits for a word on its standard
    /// input, and prints a line of JSON per answer.
    pub client: PathBuf,
}

const PROGRAMS: u32 = 8;
/// Who may promise goods, and the name as a header says it.
const MANAGER: (&str, &str) = ("Manager", "Manager");
const MANAGER_NUMBER: u32 = 99;

struct Served {
    child: Child,
    address: String,
    token: String,
    /// Held open: whoever started it goes on listening.
    _said: BufReader<ChildStdout>,
}

struct Client {
    child: Child,
    word: ChildStdin,
    said: BufReader<ChildStdout>,
}

/// On a copy of `book` in a folder of its own, each round with goods of its own.
///
/// # Errors
/// In words: a program does not start, or somebody was not answered.
pub fn rush(programs: &Programs, book: &Path, folder: &Path, rounds: u32) -> Result<Rush, String> {
    let data = folder.join("served");
    let path = data.join("ledger.sqlite");
    let copied = std::fs::create_dir_all(&data).and_then(|()| std::fs::copy(book, &path));
    copied.map_err(|error| format!("could not copy the book: {error}"))?;
    let skus = prepare(&path, rounds);
    let served = Served::start(&programs.station, &data)?;
    let mut rush = Rush { waited: Spread::default(), accepted: Vec::new() };
    for sku in skus {
        let answers = ask(&programs.client, &served, &sku)?;
        rush.accepted.push(answers.iter().filter(|answer| answer["status"] == 200).count() as u32);
        for answer in answers {
            let took_us = answer["took_us"].as_u64().ok_or("an answer does not say how long it took")?;
            rush.waited.add(Duration::from_micros(took_us));
        }
    }
    drop(served);
    let report =
        ledger::verify::file(&path).map_err(|error| format!("could not verify the book: {error}"))?;
    assert_eq!(report.difference, None, "the book that was asked must hold");
    Ok(rush)
}

/// Goods for each round, and a person who may promise them.
fn prepare(path: &Path, rounds: u32) -> Vec<String> {
    let station = Station::open(path);
    station.work(|tx| {
        let (name, language) = (MANAGER.0.to_owned(), "en".to_owned());
        let (id, role) = (operator_id(MANAGER_NUMBER), Role::InventoryManager);
        operator::insert(tx, &Operator { id, name, role, language, badge: None, owner: None }, NOW_MS)
    });
    let first = super::measure::first_free_item(&station, 0);
    (first..first + rounds).map(|item| put_last_units(&station, item)).collect()
}

fn ask(program: &Path, served: &Served, sku: &str) -> Result<Vec<Value>, String> {
    let clients: Result<Vec<Client>, String> =
        (0..PROGRAMS).map(|_| Client::start(program, served, sku)).collect();
    let mut clients = clients?;
    for client in &mut clients {
        client.word.write_all(b"go\n").map_err(|error| format!("a client does not listen: {error}"))?;
    }
    let mut answers = Vec::new();
    for client in clients {
        answers.extend(client.answers()?);
    }
    if answers.len() != ASKING as usize || answers.iter().any(|answer| answer["status"] == 0) {
        return Err(format!("of {ASKING} who asked not everybody was answered: {answers:?}"));
    }
    Ok(answers)
}

impl Served {
    fn start(program: &Path, data: &Path) -> Result<Served, String> {
        let mut command = Command::new(program);
        command.args(["serve", "--data"]).arg(data).stdin(Stdio::null());
        let mut child = started(command.stdout(Stdio::piped()), program)?;
        let mut said = BufReader::new(child.stdout.take().expect("it was asked for"));
        let told = json_line(&mut said).and_then(|told| {
            let endpoint = std::fs::read(data.join("run/endpoint")).map_err(|error| error.to_string())?;
            let endpoint: Value = serde_json::from_slice(&endpoint).map_err(|error| error.to_string())?;
            let text =
                |value: &Value| value.as_str().unwrap_or_default().trim_start_matches("http://").to_owned();
            Ok((text(&told["address"]), text(&endpoint["token"])))
        });
        match told {
            Ok((address, token)) => Ok(Served { child, address, token, _said: said }),
            Err(why) => {
                end(&mut child);
                Err(format!("the station did not say where it is served: {why}"))
            }
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// As a power cut takes it: what was answered is on the disk.
fn end(child: &mut Child) {
    if let Err(error) = child.kill().and_then(|()| child.wait()) {
        eprintln!("the station did not end: {error}");
    }
}

impl Client {
    /// Ready to ask, and not asking yet.
    fn start(program: &Path, served: &Served, sku: &str) -> Result<Client, String> {
        let each = (ASKING / PROGRAMS).to_string();
        let mut command = Command::new(program);
        command.args([&served.address, &served.token, MANAGER.1, sku, &each]);
        let mut child = started(command.stdin(Stdio::piped()).stdout(Stdio::piped()), program)?;
        let word = child.stdin.take().expect("it was asked for");
        let mut said = BufReader::new(child.stdout.take().expect("it was asked for"));
        let mut line = String::new();
        match said.read_line(&mut line) {
            Ok(_) if line.trim() == "ready" => Ok(Client { child, word, said }),
            _ => Err(format!("a client is not ready: it said {line:?}")),
        }
    }

    fn answers(self) -> Result<Vec<Value>, String> {
        let Client { mut child, word, mut said } = self;
        drop(word);
        let mut answers = Vec::new();
        while !said.fill_buf().map_err(|error| format!("a client cannot be heard: {error}"))?.is_empty() {
            answers.push(json_line(&mut said)?);
        }
        child.wait().map_err(|error| format!("a client did not end: {error}"))?;
        Ok(answers)
    }
}

fn started(command: &mut Command, program: &Path) -> Result<Child, String> {
    command.spawn().map_err(|error| format!("could not start {}: {error}", program.display()))
}

fn json_line(said: &mut BufReader<ChildStdout>) -> Result<Value, String> {
    let mut line = String::new();
    said.read_line(&mut line).map_err(|error| error.to_string())?;
    serde_json::from_str(&line).map_err(|error| format!("{line:?} is no JSON: {error}"))
}
