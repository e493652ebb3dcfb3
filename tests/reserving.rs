//! Eight programs and 104 callers want the last 60 units at one moment: sixty have one each, the others are told how
//! many there are and who holds them; none is lost and none is sold twice.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tests::process::{Line, Process};
use uuid::Uuid;

const PROCESSES: usize = 8;
const CALLERS: usize = 13;
const UNITS: usize = 60;
/// Of the demo, with the `%20` of a header.
const MANAGER: &str = "Inventory%20manager%201";
const SKU: &str = "LAST-60";

struct Client {
    child: Child,
    word: ChildStdin,
    said: BufReader<ChildStdout>,
}

impl Client {
    /// Ready to ask, and not asking yet.
    fn start(address: &str, token: &str) -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reserve_client"))
            .args([address, token, MANAGER, SKU, &CALLERS.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it was built with this test");
        let word = child.stdin.take().expect("it is piped");
        let mut said = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says that it is ready");
        assert_eq!(line.trim(), "ready", "the client waits for the word");
        Client { child, word, said }
    }

    fn go(&mut self) {
        self.word.write_all(b"go\n").expect("it listens");
    }

    fn answers(self) -> Vec<Value> {
        let Client { mut child, word, said } = self;
        drop(word);
        let lines = said.lines().map(|line| line.expect("it writes text"));
        let answers = lines.map(|line| serde_json::from_str(&line).expect("a line is JSON")).collect();
        assert!(child.wait().expect("it was started here").success(), "the client ends well");
        answers
    }
}

/// A demo station's directory, never opened yet.
fn settings(data: &Path) {
    let toml = format!("{}\n[demo]\nmade_on = \"2026-11-18\"\n", station::settings::TEMPLATE);
    std::fs::write(data.join(station::settings::FILE), toml).expect("the directory can be written");
}

/// Takes a list in, and waits for it.
fn taken_in(line: &Line, name: &str, content: &str) {
    let key = Uuid::now_v7().to_string();
    let headers = [
        ("Idempotency-Key", key.as_str()),
        ("Tallyman-Operator", MANAGER),
        ("Content-Type", "application/octet-stream"),
    ];
    let sent = line.send("POST", &format!("/api/v1/imports?name={name}"), &headers, content.as_bytes());
    let (status, body) = sent.expect("the station answers");
    assert_eq!(status, 202, "the list is accepted: {body}");
    let ended = (0..2_000).find_map(|_| {
        let (_, now) = line.ask("GET", &format!("/api/v1/imports/{key}"), &[], None)?;
        (now["state"] == "ended").then_some(now)
    });
    let ended = ended.expect("it comes to its end");
    assert_eq!(ended["report"]["is_good"], true, "it is in the book: {ended}");
}

#[test]
fn of_the_last_sixty_units_sixty_are_promised_to_eight_programs_that_ask_at_once() {
    let directory = tempfile::tempdir().unwrap();
    settings(directory.path());
    let process = Process::serve(directory.path());
    let line = process.line();
    taken_in(&line, "items.csv", &format!("SKU,Name,Unit\n{SKU},The last ones,pcs\n"));
    taken_in(&line, "opening-stock.csv", &format!("SKU,Location,Quantity\n{SKU},A-03-1,{UNITS}\n"));

    let (address, token) = line.parts();
    let mut clients: Vec<Client> = (0..PROCESSES).map(|_| Client::start(address, token)).collect();
    clients.iter_mut().for_each(Client::go);
    let answers: Vec<Value> = clients.into_iter().flat_map(Client::answers).collect();
    assert_eq!(answers.len(), PROCESSES * CALLERS, "everybody was answered");
    let (held, short): (Vec<&Value>, Vec<&Value>) =
        answers.iter().partition(|answer| answer["status"] == 200);
    tell_times(&answers);
    assert_eq!(
        (held.len(), short.len()),
        (UNITS, PROCESSES * CALLERS - UNITS),
        "not one more and not one less"
    );
    for answer in &short {
        let body = &answer["body"];
        assert_eq!(
            (&answer["status"], &body["code"]),
            (&json!(422), &json!("refusal-not-free-held")),
            "{body}"
        );
        assert_eq!(body["field"], "lines[0].quantity", "which field: {body}");
        let shortage = &body["lines"][0]["shortage"];
        let numbers = ["wanted", "free", "held"].map(|number| shortage[number]["amount"].as_str());
        assert_eq!(numbers, [Some("1"), Some("0"), Some("60")], "both numbers, and who has the rest: {body}");
    }

    let open = format!("/api/v1/reservations?sku={SKU}&limit=500");
    let (_, listed) = line.ask("GET", &open, &[], None).expect("the list can be read");
    let standing: BTreeSet<&str> =
        listed["rows"].as_array().unwrap().iter().map(|row| row["reservation"].as_str().unwrap()).collect();
    let answered: BTreeSet<&str> =
        held.iter().map(|answer| answer["body"]["reservations"][0]["id"].as_str().unwrap()).collect();
    assert_eq!(standing, answered, "what was promised stands in the book, and nothing else does");
    same_again(&line, &held);
    process.kill();
    let book = directory.path().join(station::station::LEDGER_FILE);
    let report = ledger::verify::file(&book).expect("the file opens");
    assert!(report.difference.is_none(), "chain, sums and promises hold: {:?}", report.difference);
}

/// Whoever asks again under a key is answered the same, word for word, and holds nothing more.
fn same_again(line: &Line, held: &[&Value]) {
    let body = json!({
        "purpose": "order",
        "lines": [{ "sku": SKU, "quantity": { "amount": "1", "unit": "pcs" } }],
    });
    for answer in held {
        let headers = [
            ("Idempotency-Key", answer["key"].as_str().expect("each answer tells its key")),
            ("Tallyman-Operator", MANAGER),
        ];
        let (status, again) =
            line.ask("POST", "/api/v1/reservations", &headers, Some(&body)).expect("the station answers");
        assert_eq!((status, &again), (200, &answer["body"]), "the same key is the same promise");
    }
}

/// For a reader of the log; the budget is measured by the benchmarks.
fn tell_times(answers: &[Value]) {
    let mut times: Vec<u64> = answers.iter().filter_map(|answer| answer["took_us"].as_u64()).collect();
    times.sort_unstable();
    println!("p50 {} µs, p99 {} µs", times[times.len() / 2], times[times.len() * 99 / 100]);
}
