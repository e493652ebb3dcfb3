//! Random people at four seats of one station, all at once: whatever the screen offers and whatever can be scanned.
//! Their turns meet in the writer's groups; what they booked is played again on the model.

use crate::checks;
use crate::dice::{self, Dice};
use crate::model::Model;
use crate::run::Book;
use domain::code::Command;
use domain::scan::Scan;
use domain::{EntryId, InputId, ScanId};
use floor::Input;
use floor::screen::{Flow, Prompt, SeatScreen, Tap, Tone};
use ledger::table::{entry, location, station as station_row};
use station::{Options, Station, settings};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tests::DAY;
use uuid::Uuid;

const SEATS: [&str; 4] = ["main", "dock", "kitchen", "dispatch"];
/// Each is a turn with screen, lookup and rules, so there are fewer of them than entries in the other run.
const INPUTS: usize = 1_600;
/// So many inputs without an entry.
const PATIENCE: usize = 12;
/// 18:00 of the demo's day, in the time zone of the template.
const EVENING_MS: i64 = 1_795_258_800_000;

#[test]
fn random_people_at_four_seats_keep_the_book() {
    let seed = dice::seed();
    let inputs = dice::steps(INPUTS * 16) / 16 / SEATS.len();
    let directory = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (mut model, answered) = runtime.block_on(async {
        let station = open(directory.path()).await;
        let model = furnished(&station).await;
        let codes = Arc::new(Codes::of_the_drawer());
        let mut people = tokio::task::JoinSet::new();
        for (index, seat) in SEATS.into_iter().enumerate() {
            let dice = Dice::new(seed.wrapping_add(index as u64));
            people.spawn(Person { dice, seat, station: station.clone(), codes: codes.clone() }.work(inputs));
        }
        let answered: Vec<EntryId> = people.join_all().await.concat();
        station.stop().await;
        (model, answered)
    });
    drop(runtime);
    let book = Book::over(directory, station::station::LEDGER_FILE);
    play_again(&book, &mut model);
    let there: BTreeSet<EntryId> = model.booked.iter().copied().collect();
    assert!(answered.iter().all(|id| there.contains(id)), "what was answered is there");
    assert_eq!(there.len(), model.booked.len(), "each once");
    println!("{} entries by {inputs} inputs at each of {} seats", model.booked.len(), SEATS.len());
    assert!(answered.len() * 48 > inputs * SEATS.len(), "people got on: {} entries", answered.len());
    checks::everything(&book, &model);
}

async fn open(data: &Path) -> Arc<Station> {
    let toml = format!("{}\n[demo]\nmade_on = \"{DAY}\"\n", settings::TEMPLATE);
    std::fs::write(data.join(settings::FILE), toml).unwrap();
    // Every look at the clock is a little later than the one before.
    let now_ms = AtomicI64::new(EVENING_MS);
    let wall_clock = Arc::new(move || now_ms.fetch_add(40, Ordering::Relaxed));
    Station::open(Options { wall_clock, ..Options::new(data) }).await.unwrap()
}

/// The demo's places; its goods come with its opening entries.
async fn furnished(station: &Station) -> Model {
    let places = station.context.ledger.writer().turn(|tx| location::all(tx)).await.unwrap();
    let mut model = Model::default();
    for place in places {
        model.add_place(place.id, place.kind, place.parent);
    }
    model
}

/// The book entry by entry: none of them may have been refused, and no scan is in two of them.
fn play_again(book: &Book, model: &mut Model) {
    let entries = book.turn(|tx| {
        let head = station_row::this(tx)?;
        (1..=head.head_sequence)
            .map(|sequence| Ok(entry::by_sequence(tx, head.epoch, sequence)?.expect("there is no gap")))
            .collect::<Result<Vec<_>, ledger::Error>>()
    });
    let mut scans = BTreeSet::new();
    for stored in entries {
        let change = model.judge(&stored.new).unwrap_or_else(|why| panic!("{why:?}: {:?}", stored.new));
        let before: Vec<(i64, i64)> =
            stored.before.iter().map(|before| (before.from.millionths(), before.to.millionths())).collect();
        assert_eq!(before, change.before, "{} says what stood there before", stored.number);
        let is_new = stored.new.scan.is_none_or(|scan| scans.insert(scan));
        assert!(is_new, "one scan makes one entry at most: {}", stored.number);
        model.book(stored.new, change);
    }
}

struct Person {
    dice: Dice,
    seat: &'static str,
    station: Arc<Station>,
    codes: Arc<Codes>,
}

/// What lies about to be scanned.
struct Codes {
    all: Vec<String>,
    /// Goods, places and orders: what people mostly scan.
    work: Vec<String>,
    places: Vec<String>,
}

impl Codes {
    fn of_the_drawer() -> Codes {
        let cards = station::demo::drawer(DAY, DAY, "en");
        let of = |is_meant: fn(&str) -> bool| {
            cards.iter().filter(|card| is_meant(&card.group)).map(|card| card.code.clone()).collect()
        };
        let places = of(|group| group == "places");
        Codes { all: of(|_| true), work: of(|group| !["badges", "commands"].contains(&group)), places }
    }
}

impl Person {
    /// The entries that were answered.
    async fn work(mut self, inputs: usize) -> Vec<EntryId> {
        let mut entries = Vec::new();
        let mut screen = self.station.seats.watch(self.seat).await.unwrap().borrow().clone();
        let mut in_vain = 0;
        for number in 0..inputs {
            // Whoever gets nowhere puts it down and begins something else.
            in_vain += 1;
            let input = match in_vain % PATIENCE {
                0 => scan(&Command::Cancel.code().text()),
                _ => self.next(&screen),
            };
            let taken = self.station.seats.input(self.seat, input.clone()).await;
            let taken = taken.unwrap_or_else(|error| panic!("input {number} at {}: {error}", self.seat));
            assert_eq!(taken.fault, None, "{input:?} at {} is a mistake of ours", self.seat);
            if let Some(verdict) = &taken.screen.verdict {
                assert_ne!(verdict.tone, Tone::Fault, "{input:?} at {}: {verdict:?}", self.seat);
            }
            if let Some(entry) = taken.entry {
                entries.push(entry.id);
                in_vain = 0;
            }
            screen = self.station.seats.watch(self.seat).await.unwrap().borrow().clone();
        }
        entries
    }

    fn next(&mut self, screen: &SeatScreen) -> Input {
        let number = screen.number;
        let shown = serde_json::to_value(&screen.screen).unwrap();
        let prompt: Prompt = serde_json::from_value(shown["prompt"].clone()).unwrap();
        let is_at = |kind: &str| shown["kind"] == kind;
        if is_at("badge") {
            // A lead: may do most of what there is to do.
            return scan(&domain::code::OwnCode::new(domain::code::OwnKind::Badge, 1005).text());
        }
        if is_at("home") && !self.dice.once_in(4) {
            let flow = self.dice.one(&[Flow::Receive, Flow::MoveStock, Flow::Count, Flow::Adjust]);
            return tap(number, Tap::OpenFlow { flow });
        }
        let wants_place = ["target", "source", "place"].iter().any(|word| prompt.message.code.contains(word));
        if wants_place && !self.dice.once_in(3) {
            return scan(&self.dice.one(&self.codes.places));
        }
        match self.sensible(&prompt) {
            Some(made) if !self.dice.once_in(6) => tap(number, made),
            _ => self.anything(number),
        }
    }

    /// What the screen asks for.
    fn sensible(&mut self, prompt: &Prompt) -> Option<Tap> {
        if let Some(question) = &prompt.question {
            return Some(self.dice.one(&question.answers).tap);
        }
        if prompt.date_pad {
            let dates = ["2026-11-01", "2026-12-01", "2027-06-01"];
            return Some(Tap::Date { date: self.dice.one(&dates).to_owned() });
        }
        if !prompt.choices.is_empty() {
            return Some(Tap::Choose { id: self.dice.one(&prompt.choices).id });
        }
        if let Some(keypad) = &prompt.keypad {
            if keypad.prefill.is_some() && !self.dice.once_in(3) {
                return Some(Tap::Done);
            }
            let amounts = ["1", "2", "5", "12", "30", "0.5", "0", "700"];
            return Some(Tap::Quantity { amount: self.dice.one(&amounts).to_owned(), pack: None });
        }
        let primary = prompt.primary.iter().chain(&prompt.primary);
        let offered: Vec<Tap> =
            prompt.buttons.iter().chain(primary).map(|button| button.tap.clone()).collect();
        match self.dice.below(4) {
            0 if !offered.is_empty() => Some(self.dice.one(&offered)),
            1 if prompt.can_choose => Some(Tap::ShowChoices),
            _ => None,
        }
    }

    fn anything(&mut self, number: i64) -> Input {
        let taps = [
            Tap::NonePrinted,
            Tap::NotKnown,
            Tap::MakeLot,
            Tap::Undo,
            Tap::Acknowledge,
            Tap::Done,
            Tap::Back,
            Tap::Reason { reason: "not_booked_in".to_owned() },
            Tap::Reason { reason: "broken".to_owned() },
            Tap::Text { text: "L-9".to_owned() },
        ];
        match self.dice.below(8) {
            0 => tap(number, self.dice.one(&taps)),
            1 => scan(
                &self.dice.one(&[Command::Done, Command::Enter, Command::Undo, Command::NoLot]).code().text(),
            ),
            // As a scanner with AIM identifiers sends it.
            2 => scan(&format!("]C110{}", self.dice.one(&["L-1", "L-2", "BTL-7"]))),
            3 => scan(&self.dice.one(&self.codes.all)),
            _ => scan(&self.dice.one(&self.codes.work)),
        }
    }
}

fn scan(code: &str) -> Input {
    let (aim, rest) = domain::scan::split_aim(code.as_bytes());
    Input::Scan(Scan { id: ScanId(Uuid::now_v7()), source: "scanner".to_owned(), bytes: rest.to_vec(), aim })
}

fn tap(number: i64, tap: Tap) -> Input {
    Input::Tap { id: InputId(Uuid::now_v7()), number, tap }
}
