//! A shift of pallets at one seat of the real program: what was answered, and what must be in the book for it.

use domain::ScanId;
use domain::code::{Command, OwnCode, OwnKind};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use tests::Outside;
use tests::process::{Line, Process};
use uuid::Uuid;

const OPERATOR_3: u32 = 1003;

/// One pallet label: a scan that is a whole receipt.
pub fn pallet(number: usize) -> String {
    format!("]C1020952123400203117270601372{}\u{1d}10SB-{number}", number % 10)
}

/// Bottles on a pallet.
pub fn bottles(number: usize) -> i64 {
    20 + (number % 10) as i64
}

/// People and goods are there before the first fault. The world stays: a pseudo-terminal that is given back is given
/// to the next who asks, and the station would read another test's scanner.
pub async fn prepared(data: &Path) -> Outside {
    let world = Outside::start().await;
    world.open(data).await.close().await;
    world
}

pub fn sign_in_and_open(process: &Process) {
    let line = process.line();
    for code in [OwnCode::new(OwnKind::Badge, OPERATOR_3), Command::Receive.code(), Command::Done.code()] {
        line.scan(Uuid::now_v7(), &code.text()).expect("the station answers");
    }
}

/// What a scan was answered.
#[derive(Debug)]
pub enum Answer {
    /// Its entry.
    Booked(String),
    /// Status, and the code of the sentence.
    Fault(u16, String),
    /// The line broke.
    Nothing,
}

pub fn scan(line: &Line, id: Uuid, code: &str) -> Answer {
    let body = json!({ "seat": "main", "code": code, "id": id });
    match line.ask("POST", "/api/v1/scans", &[], Some(&body)) {
        None => Answer::Nothing,
        Some((200, screen)) => {
            assert_eq!(screen["verdict"]["input"], id.to_string(), "the verdict is this scan's: {screen}");
            let entry = screen["verdict"]["entry"].as_str().map(str::to_owned);
            Answer::Booked(entry.unwrap_or_else(|| panic!("the scan is booked: {}", screen["verdict"])))
        }
        Some((status, problem)) => {
            let said = problem["detail"].as_str().unwrap_or_default();
            assert!(said.ends_with('.') && !said.contains('⟦'), "in a sentence: {problem}");
            Answer::Fault(status, problem["code"].as_str().unwrap_or_default().to_owned())
        }
    }
}

/// What stands on the screen of the seat: the code of the verdict's sentence.
pub fn on_the_screen(line: &Line) -> String {
    let screen: Value = line.screen().expect("the screen can still be asked for");
    screen["verdict"]["message"]["code"].as_str().unwrap_or_default().to_owned()
}

/// Which pallets were answered, by number: scan and entry.
#[derive(Default)]
pub struct Acknowledged(pub BTreeMap<usize, (Uuid, String)>);

impl Acknowledged {
    pub fn add(&mut self, number: usize, scan: Uuid, entry: String) {
        assert!(self.0.insert(number, (scan, entry)).is_none(), "pallet {number} is answered once");
    }

    /// Every entry whose verdict was shown is there, none twice, and no other pallet is.
    pub async fn is_the_book(&self, world: &Outside, data: &Path) {
        let report = ledger::verify::file(&data.join(station::station::LEDGER_FILE)).expect("the file opens");
        assert!(report.difference.is_none(), "chain, sums and balances hold: {:?}", report.difference);
        let floor = world.open(data).await;
        let ids: Vec<(Uuid, String)> = self.0.values().cloned().collect();
        let found = floor.station.context.ledger.writer().turn(move |tx| {
            let mut found = Vec::new();
            for (id, entry) in ids {
                let row = ledger::table::scan::by_id(tx, ScanId(id))?;
                found.push((entry, row.and_then(|row| row.entry).map(|entry| entry.to_string())));
            }
            Ok(found)
        });
        for (shown, kept) in found.await.expect("the book can be read") {
            assert_eq!(Some(shown), kept, "an entry whose verdict was shown is there");
        }
        let total: i64 = self.0.keys().copied().map(bottles).sum();
        let there = floor.on_hand("FG-SB250", "DOCK").await;
        assert_eq!(there, total.to_string(), "each pallet is there exactly once");
        floor.close().await;
    }
}
