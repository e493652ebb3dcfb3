//! A floor on a ledger of its own: people, places, goods and orders of the demo kitchen, and short ways to say what
//! is scanned and what must be true afterwards. After every script the whole book is verified and rebuilt.

mod book;
mod goods;
mod kitchen;
mod said;

use domain::code::{Command, OwnCode, OwnKind};
use domain::scan::Scan;
use domain::{InputId, OperatorId, Quantity, ScanId, StationId};
use floor::screen::{Flow, SeatScreen, Tap};
use floor::{FloorSettings, Input, Moment, Recount, Taken};
use jiff::civil::Date;
use ledger::table::seat;
use ledger::table::seat::SeatRow;
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

pub use goods::CODES;
pub use kitchen::TODAY;
pub use said::{plain, screen_kind};

/// 2026-11-21 08:00 UTC.
pub const NOW_MS: i64 = 1_795_248_000_000;
pub const SEAT: &str = "main";
pub const LEAD: u32 = 1005;
pub const OPERATOR: u32 = 1003;
pub const OTHER_OPERATOR: u32 = 1002;
pub const MANAGER: u32 = 1006;
pub const CUSTOMER_SERVICE: u32 = 1007;

/// The `number`-th identity of the test world.
pub const fn uuid(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

pub struct Floor {
    pub ledger: Ledger,
    runtime: Runtime,
    directory: TempDir,
    pub moment: Moment,
    pub seat: String,
    next_id: u64,
    pub last_scan: ScanId,
    /// What came of the last input, before scans that waited were taken.
    pub taken: Option<Taken>,
    pub screen: SeatScreen,
    /// Verdicts of scans that had waited, in order, since the last input.
    pub drained: Vec<Taken>,
}

/// Runs a script with the lead signed in, then verifies the book.
pub fn script(work: impl FnOnce(&mut Floor)) {
    script_by(LEAD, work);
}

pub fn script_by(badge_number: u32, work: impl FnOnce(&mut Floor)) {
    let mut floor = Floor::open();
    floor.scan(&badge(badge_number)).says("said-signed-in");
    work(&mut floor);
    floor.verify();
}

pub fn badge(number: u32) -> String {
    OwnCode::new(OwnKind::Badge, number).text()
}

pub fn command(command: Command) -> String {
    command.code().text()
}

/// A GS1-128 symbol as a scanner with AIM identifiers sends it.
pub fn gs1(parts: &[(&str, &str)]) -> String {
    let elements = domain::gs1::Elements::build(parts, TODAY).expect("the script's symbol is sound");
    format!("]C1{}", elements.element_string())
}

pub fn yymmdd(days: i64) -> String {
    day(days).strftime("%y%m%d").to_string()
}

/// `days` after today.
pub fn day(days: i64) -> Date {
    TODAY.saturating_add(jiff::Span::new().days(days))
}

/// 24 bottles of sauce with lot and date in one symbol.
pub fn sauce(count: u32, lot: &str, days: i64) -> String {
    let count = count.to_string();
    gs1(&[("02", "09521234002031"), ("37", &count), ("17", &yymmdd(days)), ("10", lot)])
}

/// More than 5 % and more than one unit.
pub fn recount(by_same_person: bool) -> Recount {
    Recount { percent: 5, above: Quantity::ONE, by_same_person }
}

impl Floor {
    pub fn open() -> Floor {
        let directory = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let options = OpenOptions {
            path: directory.path().join("ledger.db"),
            short_name: "TM1".to_owned(),
            station: StationId(uuid(1)),
            now_ms: NOW_MS,
        };
        let ledger = runtime.block_on(Ledger::open(options)).unwrap();
        ledger.writer().turn_blocking(|tx| kitchen::furnish(tx, NOW_MS)).unwrap();
        let settings = FloorSettings {
            station: "RECV-1".to_owned(),
            adjustments_to: vec!["katana".to_owned()],
            print_on_receive: true,
            ..FloorSettings::default()
        };
        let moment = Moment { now_ms: NOW_MS, today: TODAY, date_is_sure: true, settings };
        let shown = moment.clone();
        let screen = ledger.writer().turn_blocking(move |tx| floor::look(tx, &shown, SEAT)).unwrap();
        Floor {
            ledger,
            runtime,
            directory,
            moment,
            seat: SEAT.to_owned(),
            next_id: 1_000_000,
            last_scan: ScanId(Uuid::nil()),
            taken: None,
            screen,
            drained: Vec::new(),
        }
    }

    pub fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.ledger.writer().turn_blocking(work).unwrap()
    }

    pub fn next_uuid(&mut self) -> Uuid {
        self.next_id += 1;
        uuid(self.next_id)
    }

    /// As the seat does: the input, then whatever waited behind it.
    pub fn input(&mut self, input: Input) -> &mut Floor {
        self.moment.now_ms += 1_000;
        if let Input::Scan(scan) = &input {
            self.last_scan = scan.id;
        }
        let (moment, seat) = (self.moment.clone(), self.seat.clone());
        let taken = self.turn(move |tx| floor::take(tx, &moment, &seat, &input));
        self.screen = taken.screen.clone();
        self.taken = Some(taken);
        self.drained.clear();
        while self.screen.waiting_count > 0 {
            let (moment, seat) = (self.moment.clone(), self.seat.clone());
            let Some(next) = self.turn(move |tx| floor::take_waiting(tx, &moment, &seat)) else { break };
            self.screen = next.screen.clone();
            self.drained.push(next);
        }
        self
    }

    pub fn scan(&mut self, code: &str) -> &mut Floor {
        let id = self.next_uuid();
        self.scan_as(id, code)
    }

    pub fn scan_as(&mut self, id: Uuid, code: &str) -> &mut Floor {
        let (aim, rest) = domain::scan::split_aim(code.as_bytes());
        let scan = Scan { id: ScanId(id), source: "scanner".to_owned(), bytes: rest.to_vec(), aim };
        self.input(Input::Scan(scan))
    }

    pub fn scan_bytes(&mut self, bytes: &[u8]) -> &mut Floor {
        let id = ScanId(self.next_uuid());
        self.input(Input::Scan(Scan { id, source: "scanner".to_owned(), bytes: bytes.to_vec(), aim: None }))
    }

    pub fn press(&mut self, command_code: Command) -> &mut Floor {
        self.scan(&command(command_code))
    }

    /// Digits as command barcodes.
    pub fn digits(&mut self, digits: &str) -> &mut Floor {
        for digit in digits.chars() {
            let digit = digit.to_digit(10).expect("the script keys digits") as u8;
            let key = Command::ALL.iter().find(|command| command.digit() == Some(digit)).expect("ten digits");
            self.press(*key);
        }
        self
    }

    pub fn tap(&mut self, tap: Tap) -> &mut Floor {
        let number = self.screen.number;
        self.tap_on(number, tap)
    }

    pub fn tap_on(&mut self, number: i64, tap: Tap) -> &mut Floor {
        let id = InputId(self.next_uuid());
        self.input(Input::Tap { id, number, tap })
    }

    pub fn open_flow(&mut self, flow: Flow) -> &mut Floor {
        self.tap(Tap::OpenFlow { flow }).says("said-flow-opened")
    }

    pub fn answer(&mut self, answer: &str) -> &mut Floor {
        self.tap(Tap::Answer { answer: answer.to_owned() })
    }

    pub fn quantity(&mut self, amount: &str) -> &mut Floor {
        self.tap(Tap::Quantity { amount: amount.to_owned(), pack: None })
    }

    pub fn packs(&mut self, amount: &str, pack: &str) -> &mut Floor {
        self.tap(Tap::Quantity { amount: amount.to_owned(), pack: Some(pack.to_owned()) })
    }

    pub fn text(&mut self, text: &str) -> &mut Floor {
        self.tap(Tap::Text { text: text.to_owned() })
    }

    /// The card of this title, or of this lot.
    pub fn choose(&mut self, words: &str) -> &mut Floor {
        let has_words = |value: &domain::Value| matches!(value, domain::Value::Text(text) if text == words);
        let choices = self.prompt().choices.clone();
        let fits = |choice: &&floor::screen::Choice| {
            choice.title == words || choice.details.iter().any(|line| line.values.values().any(has_words))
        };
        let choice = choices.iter().find(fits).unwrap_or_else(|| panic!("no card says {words}: {choices:?}"));
        self.tap(Tap::Choose { id: choice.id.clone() })
    }

    pub fn seat_row(&self) -> SeatRow {
        let seat = self.seat.clone();
        self.turn(move |tx| seat::load(tx, &seat))
    }

    pub fn save_seat(&mut self, row: SeatRow) {
        let seat = self.seat.clone();
        self.turn(move |tx| seat::save(tx, &seat, &row));
        self.look();
    }

    pub fn look(&mut self) -> &mut Floor {
        let (moment, seat) = (self.moment.clone(), self.seat.clone());
        self.screen = self.turn(move |tx| floor::look(tx, &moment, &seat));
        self
    }

    /// Who is active.
    pub fn screen_operator(&self) -> OperatorId {
        self.screen.operator.as_ref().expect("somebody is signed in").id
    }

    pub fn path(&self) -> PathBuf {
        self.directory.path().join("ledger.db")
    }

    /// Chain, sums and balances hold, and derived numbers come out the same when they are made again.
    pub fn verify(&self) {
        let before = ledger::verify::file(&self.path()).unwrap();
        assert_eq!(before.difference, None, "the book holds together");
        self.turn(|tx| ledger::rebuild::all(tx));
        let after = ledger::verify::file(&self.path()).unwrap();
        assert_eq!(after.difference, None, "rebuilt from movements it is the same book");
    }

    /// Closes the ledger and opens it again, as after a power cut.
    pub fn restart(mut self) -> Floor {
        self.runtime.block_on(self.ledger.close()).unwrap();
        let options = OpenOptions {
            path: self.directory.path().join("ledger.db"),
            short_name: "TM1".to_owned(),
            station: StationId(uuid(1)),
            now_ms: self.moment.now_ms,
        };
        self.ledger = self.runtime.block_on(Ledger::open(options)).unwrap();
        self.look();
        self
    }
}
