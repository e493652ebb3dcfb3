//! A floor on a ledger of its own: people, places, goods and orders of the demo kitchen, and short ways to say what
//! is scanned and what must be true afterwards. After every script the whole book is verified and rebuilt.

mod kitchen;

use domain::code::{Command, OwnCode, OwnKind};
use domain::scan::{Scan, ScanVerdict};
use domain::{InputId, ItemId, LocationId, LotId, Quantity, ScanId, StationId};
use floor::screen::{Flow, Prompt, Screen, SeatScreen, Tap, Tone, Verdict};
use floor::{FloorSettings, Input, Moment, Taken};
use jiff::civil::Date;
use ledger::table::entry::StoredEntry;
use ledger::table::seat::SeatRow;
use ledger::table::{balance, delivery, document, entry, item, location, lot, print_job, scan, seat, task};
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

pub use kitchen::{CODES, TODAY};

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

impl Floor {
    pub fn open() -> Floor {
        let directory = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
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
        let moment = Moment { now_ms: NOW_MS, today: TODAY, settings };
        let shown = moment.clone();
        let screen = ledger.writer().turn_blocking(move |tx| floor::look(tx, &shown, SEAT)).unwrap();
        Floor {
            ledger,
            runtime,
            directory,
            moment,
            seat: SEAT.to_owned(),
            next_id: 1_000_000,
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

    pub fn prompt(&self) -> &Prompt {
        floor::dispatch::prompt_of(&self.screen.screen)
    }

    pub fn verdict(&self) -> &Verdict {
        self.screen.verdict.as_ref().expect("something was said")
    }

    /// The last sentence.
    #[track_caller]
    pub fn says(&mut self, code: &str) -> &mut Floor {
        let said = self.verdict();
        assert_eq!(said.message.code, code, "what the seat says: {said:?}");
        self
    }

    /// The last sentence with one of its values.
    #[track_caller]
    pub fn says_with(&mut self, code: &str, name: &str, value: &str) -> &mut Floor {
        self.says(code);
        let values = &self.verdict().message.values;
        let found = values.get(name).map(plain);
        assert_eq!(found.as_deref(), Some(value), "{name} of {code}: {values:?}");
        self
    }

    #[track_caller]
    pub fn sounds(&mut self, tone: Tone) -> &mut Floor {
        assert_eq!(self.verdict().tone, tone, "{:?}", self.verdict());
        self
    }

    #[track_caller]
    pub fn scan_is(&mut self, verdict: ScanVerdict) -> &mut Floor {
        let seat = self.seat.clone();
        let newest = self.turn(move |tx| scan::newest(tx, &seat, 1)).remove(0);
        assert_eq!(newest.verdict, verdict, "as the scan is kept: {newest:?}");
        self
    }

    /// The sentence of the prompt.
    #[track_caller]
    pub fn asks(&mut self, code: &str) -> &mut Floor {
        let prompt = self.prompt();
        assert_eq!(prompt.message.code, code, "what is asked: {prompt:?}");
        self
    }

    #[track_caller]
    pub fn questions(&mut self, code: &str) -> &mut Floor {
        let question = self.prompt().question.as_ref();
        assert_eq!(question.map(|question| question.message.code.as_str()), Some(code), "{:?}", self.prompt());
        self
    }

    #[track_caller]
    pub fn question_says(&mut self, name: &str, value: &str) -> &mut Floor {
        let question = self.prompt().question.as_ref().expect("a question is open");
        assert_eq!(question.message.values.get(name).map(plain).as_deref(), Some(value), "{question:?}");
        self
    }

    /// On hand of an item and lot at a place; an empty lot is the lot of goods that are not kept by lot.
    #[track_caller]
    pub fn stands(&mut self, sku: &str, lot: &str, place: &str, wanted: &str) -> &mut Floor {
        let found = self.on_hand(sku, lot, place).text(0);
        assert_eq!(found, wanted, "{sku} {lot} at {place}");
        self
    }

    pub fn on_hand(&self, sku: &str, lot_code: &str, place: &str) -> Quantity {
        let (item, place, lot_code) = (self.item(sku), self.place(place), lot_code.to_owned());
        self.turn(move |tx| {
            let rows = balance::at(tx, place)?;
            let mut total = Quantity::ZERO;
            for row in rows.into_iter().filter(|row| row.item == item) {
                if lot::by_id(tx, row.lot)?.is_some_and(|lot| lot.code == lot_code) {
                    total = total.checked_add(row.on_hand)?;
                }
            }
            Ok(total)
        })
    }

    pub fn item(&self, sku: &str) -> ItemId {
        let sku = sku.to_owned();
        self.turn(move |tx| item::by_sku(tx, &sku)).first().expect("the kitchen has the item").id
    }

    pub fn place(&self, code: &str) -> LocationId {
        let code = code.to_owned();
        self.turn(move |tx| location::by_code(tx, &code)).expect("the kitchen has the place").id
    }

    pub fn lot(&self, sku: &str, code: &str) -> Option<domain::lot::Lot> {
        let (item, code) = (self.item(sku), code.to_owned());
        self.turn(move |tx| lot::by_code(tx, item, &code)).into_iter().next()
    }

    pub fn lot_id(&self, sku: &str, code: &str) -> LotId {
        self.lot(sku, code).expect("the lot is known").id
    }

    /// Received on the order's line of this item.
    #[track_caller]
    pub fn received(&mut self, order: &str, sku: &str, wanted: &str) -> &mut Floor {
        let (item, number) = (self.item(sku), order.to_owned());
        let lines = self.turn(move |tx| {
            let order = document::by_number(tx, &number)?.remove(0);
            document::line_for_item(tx, order.id, item)
        });
        let found: Quantity = lines.iter().map(|line| line.received).sum();
        assert_eq!(found.text(0), wanted, "{sku} received on {order}");
        self
    }

    pub fn order_state(&self, number: &str) -> &'static str {
        let number = number.to_owned();
        self.turn(move |tx| document::by_number(tx, &number)).remove(0).state.text()
    }

    pub fn entry_count(&self) -> i64 {
        self.turn(|tx| ledger::table::station::this(tx)).head_sequence
    }

    /// The newest entry of the seat.
    pub fn newest(&self) -> StoredEntry {
        let seat = self.seat.clone();
        self.turn(move |tx| entry::of_seat(tx, &seat, 1)).remove(0)
    }

    pub fn newest_entries(&self, count: u32) -> Vec<StoredEntry> {
        let seat = self.seat.clone();
        self.turn(move |tx| entry::of_seat(tx, &seat, count))
    }

    pub fn last_scan(&self) -> ScanId {
        let seat = self.seat.clone();
        self.turn(move |tx| scan::newest(tx, &seat, 1)).remove(0).scan.id
    }

    /// One scan at least of those kept here is in the tray.
    #[track_caller]
    pub fn scan_is_parked(&mut self) -> &mut Floor {
        let parked = self.turn(|tx| scan::parked(tx));
        assert!(!parked.is_empty(), "the tray holds it");
        self
    }

    /// Puts a lot on hold, as the office would.
    pub fn hold_lot(&mut self, sku: &str, code: &str) {
        let lot = self.lot_id(sku, code);
        self.turn(move |tx| lot::set_status(tx, lot, domain::lot::LotStatus::Quarantine));
    }

    /// Gives a code to an item beside those it has.
    pub fn give_code(&mut self, sku: &str, code: &str) {
        let item = self.item(sku);
        let code = domain::gtin::normalise(code).map_or(code.to_owned(), |gtin| gtin.as_str().to_owned());
        self.turn(move |tx| item::add_code(tx, item, None, &code, "supplier"));
    }

    /// A lot that came from somebody before.
    pub fn make_lot_of(&mut self, sku: &str, code: &str, maker: &str) {
        let made = domain::lot::Lot {
            id: LotId(self.next_uuid()),
            code: code.to_owned(),
            maker: maker.to_owned(),
            ..self.lot("PK-BTL", "BTL-1").expect("the kitchen has bottles")
        };
        assert_eq!(made.item, self.item(sku), "only bottles are made this way");
        self.turn(move |tx| lot::insert(tx, &made, NOW_MS));
    }

    pub fn makers(&self, sku: &str, code: &str) -> Vec<String> {
        let (item, code) = (self.item(sku), code.to_owned());
        self.turn(move |tx| lot::by_code(tx, item, &code)).into_iter().map(|lot| lot.maker).collect()
    }

    /// Kinds of the open tasks, the gravest first.
    pub fn tasks(&self) -> Vec<String> {
        self.turn(|tx| task::open(tx, 100)).into_iter().map(|task| task.kind).collect()
    }

    /// States of the deliveries of an entry, with their kinds.
    pub fn deliveries(&self, of: &StoredEntry) -> Vec<(String, String)> {
        let id = of.new.id;
        let rows = self.turn(move |tx| delivery::of_entry(tx, id));
        let words = |row: &delivery::Delivery| {
            (row.kind.text().to_owned(), row.standing.state.text().to_owned())
        };
        rows.iter().map(words).collect()
    }

    pub fn print_jobs(&self) -> Vec<print_job::PrintJob> {
        self.turn(|tx| print_job::recent(tx, 100))
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

    #[track_caller]
    pub fn is_at(&mut self, kind: &str) -> &mut Floor {
        assert_eq!(screen_kind(&self.screen.screen), kind, "{:?}", self.screen.screen);
        self
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

pub fn screen_kind(screen: &Screen) -> &'static str {
    match screen {
        Screen::Badge { .. } => "badge",
        Screen::Home { .. } => "home",
        Screen::Receive(_) => "receive",
        Screen::MoveStock(_) => "move_stock",
        Screen::Adjust(_) => "adjust",
        Screen::Count(_) => "count",
        Screen::NameIt(_) => "name_it",
    }
}

/// A value as the script writes it: `38 carton`, `2026-11-18`.
pub fn plain(value: &domain::Value) -> String {
    match value {
        domain::Value::Text(text) | domain::Value::Date(text) | domain::Value::Word(text) => text.clone(),
        domain::Value::Count(count) | domain::Value::Instant(count) => count.to_string(),
        domain::Value::Amount(amount) => format!("{} {}", amount.amount, amount.unit),
    }
}
