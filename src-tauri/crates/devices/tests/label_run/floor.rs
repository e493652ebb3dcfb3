//! A floor for tests of long label runs: the sandbox's printers without a cable, a clock moved by waiting, a
//! person who mends what is broken after a while, and one who looks which label came out last.

use devices::batch::{Batch, BatchEnd, BatchJournal, LabelPrinter, Pace};
use devices::stop_signal::Woken;
use devices::{Doubt, JobState, JournalError, PrinterLanguage, Trouble};
use sandbox::clock::HandClock;
use sandbox::printer::{self, Model, Printer, Settings};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};

/// The place where a printer stands; another one may be put there.
#[derive(Clone)]
pub struct Floor {
    pub clock: HandClock,
    place: Arc<Mutex<Place>>,
}

type Script = Box<dyn FnMut(&Floor, usize) + Send>;

struct Place {
    printer: Arc<Printer>,
    /// Everything that ever stood here: their labels lie on the same floor.
    all: Vec<Arc<Printer>>,
    now_ms: u64,
    trouble_since_ms: Option<u64>,
    mended_after_ms: u64,
    stops_after: Option<u32>,
    is_serial: bool,
    /// Called at every wait, with the number of labels on the floor.
    script: Option<Script>,
}

impl Floor {
    pub fn with(settings: Settings) -> Floor {
        let clock = HandClock::at(0);
        let printer = Arc::new(Printer::in_hand(Settings { clock: clock.clock(), ..settings }));
        let place = Place {
            all: vec![printer.clone()],
            printer,
            now_ms: 0,
            trouble_since_ms: None,
            mended_after_ms: 20_000,
            stops_after: None,
            is_serial: false,
            script: None,
        };
        Floor { clock, place: Arc::new(Mutex::new(place)) }
    }

    pub fn printer(&self) -> Arc<Printer> {
        self.place.lock().expect("no panic").printer.clone()
    }

    /// A person mends everything so long after it went wrong.
    pub fn mend_after(&self, after_ms: u64) {
        self.place.lock().expect("no panic").mended_after_ms = after_ms;
    }

    pub fn is_serial(&self) -> bool {
        self.place.lock().expect("no panic").is_serial
    }

    /// From now on over a serial line: the port is always there, what is sent to a printer that is off or
    /// unplugged vanishes, and nobody is told that the line was cut.
    pub fn over_a_serial_line(&self) {
        self.place.lock().expect("no panic").is_serial = true;
    }

    /// The station is told to stop at this wait.
    pub fn stop_after_waits(&self, count: u32) {
        self.place.lock().expect("no panic").stops_after = Some(count);
    }

    pub fn script(&self, script: impl FnMut(&Floor, usize) + Send + 'static) {
        self.place.lock().expect("no panic").script = Some(Box::new(script));
    }

    /// The old one is pulled out; another takes its place.
    pub fn replace(&self, settings: Settings) {
        let printer = Arc::new(Printer::in_hand(Settings { clock: self.clock.clock(), ..settings }));
        let mut place = self.place.lock().expect("no panic");
        place.printer.suffer(printer::Trouble::Off);
        place.all.push(printer.clone());
        place.printer = printer;
    }

    /// How often each label came out, of all printers.
    pub fn labels(&self) -> BTreeMap<u32, usize> {
        let all = self.place.lock().expect("no panic").all.clone();
        let mut labels = BTreeMap::new();
        for label in all.iter().flat_map(|printer| printer.printed()) {
            *labels.entry(number_of(&label.zpl)).or_insert(0) += 1;
        }
        labels
    }

    fn must_stop(&self) -> bool {
        let stops_after = &mut self.place.lock().expect("no panic").stops_after;
        *stops_after = stops_after.map(|left| left.saturating_sub(1));
        stops_after.take_if(|left| *left == 0).is_some()
    }

    pub fn label_printer(&self, language: PrinterLanguage) -> LabelPrinter {
        LabelPrinter::new(Arc::new(self.clone()), language, Arc::new(self.clone()))
    }
}

pub fn label_bytes(language: PrinterLanguage, number: u32) -> Vec<u8> {
    match language {
        PrinterLanguage::Zpl => format!("^XA^CI28^FO20,20^A0N,30,30^FDNo {number:05}.^FS^XZ").into_bytes(),
        PrinterLanguage::Tspl => {
            format!("CLS\r\nTEXT 20,20,\"3\",0,1,1,\"No {number:05}.\"\r\nPRINT 1\r\n").into_bytes()
        }
    }
}

fn number_of(text: &str) -> u32 {
    let at = text.find("No ").expect("one of our labels") + 3;
    text[at..at + 5].parse().expect("five digits")
}

impl Pace for Floor {
    fn now_ms(&self) -> u64 {
        self.place.lock().expect("no panic").now_ms
    }

    fn wait_ms(&self, wait_ms: u64) -> Woken {
        self.clock.advance(wait_ms as i64);
        if self.must_stop() {
            return Woken::Stopped;
        }
        let (printer, script) = {
            let mut place = self.place.lock().expect("no panic");
            place.now_ms += wait_ms;
            let now_ms = place.now_ms;
            let is_well = place.printer.is_well();
            let since_ms = *place.trouble_since_ms.get_or_insert(now_ms);
            if is_well {
                place.trouble_since_ms = None;
            } else if now_ms - since_ms >= place.mended_after_ms {
                place.trouble_since_ms = None;
                place.printer.repair();
            }
            (place.all.clone(), place.script.take())
        };
        if let Some(mut script) = script {
            script(self, printer.iter().map(|printer| printer.printed_count()).sum());
            let mut place = self.place.lock().expect("no panic");
            place.script.get_or_insert(script);
        }
        Woken::TimeIsUp
    }
}

/// What was noted while a batch was printed.
#[derive(Default)]
pub struct Notes {
    pub language: PrinterLanguage,
    pub troubles: Vec<Trouble>,
    pub recorded_count: usize,
}

impl BatchJournal for Notes {
    fn draw(&mut self, label: u32) -> Result<Vec<u8>, JournalError> {
        Ok(label_bytes(self.language, label))
    }

    fn sending(&mut self, batch: &Batch, labels: RangeInclusive<u32>) -> Result<(), JournalError> {
        self.recorded_count += 1;
        let states = labels.map(|label| batch.labels()[label as usize - 1].state);
        assert!(states.into_iter().all(|state| state == JobState::Sending), "recorded before it leaves");
        Ok(())
    }

    fn progress(&mut self, _batch: &Batch) {}

    fn trouble(&mut self, trouble: Option<Trouble>) {
        self.troubles.extend(trouble);
    }
}

/// What the person at the printer was asked.
#[derive(Debug, Default)]
pub struct Asked {
    pub doubts: Vec<(Doubt, RangeInclusive<u32>)>,
    pub swaps: usize,
    pub troubles: Vec<Trouble>,
    pub waits: Vec<Trouble>,
}

impl Asked {
    pub fn was_in_doubt(&self, number: u32) -> bool {
        self.doubts.iter().any(|(_, in_doubt)| in_doubt.contains(&number))
    }
}

/// Prints to the end, with an honest person who scans the last good label when asked, and checks at every
/// stop that nothing is claimed that does not lie on the floor.
pub fn print_to_the_end(floor: &Floor, batch: &mut Batch) -> Asked {
    let mut asked = Asked::default();
    let mut printer = floor.label_printer(PrinterLanguage::Zpl);
    let mut notes = Notes::default();
    if matches!(floor_model(floor), Model::Tspl(_)) {
        printer.language = PrinterLanguage::Tspl;
    }
    for _ in 0..2_000 {
        notes.language = printer.language;
        let end = printer.print(batch, &mut notes).expect("the journal takes everything");
        // As the station does it: written down and read again between two talks.
        let text = serde_json::to_string(&*batch).expect("plain data");
        *batch = serde_json::from_str(&text).expect("the same");
        check(floor, batch, &end, &asked);
        match end {
            BatchEnd::Done => {
                asked.troubles = notes.troubles;
                return asked;
            }
            BatchEnd::Waits { trouble, retry_after_ms } => {
                asked.waits.push(trouble);
                floor.wait_ms(retry_after_ms);
            }
            BatchEnd::InDoubt { doubt } => answer(floor, batch, doubt, &mut asked),
            BatchEnd::Swapped { is, .. } => {
                asked.swaps += 1;
                if batch.in_doubt().is_some() {
                    answer(floor, batch, Doubt::Swapped, &mut asked);
                }
                batch.accept_printer();
                printer.language = is.language;
            }
            other => panic!("not expected here: {other:?}"),
        }
    }
    panic!("it never ends: {batch:?}, {asked:?}");
}

fn floor_model(floor: &Floor) -> Model {
    floor.printer().model()
}

fn answer(floor: &Floor, batch: &mut Batch, doubt: Doubt, asked: &mut Asked) {
    let in_doubt = batch.in_doubt().expect("labels are in doubt");
    let last_out = floor.labels().keys().copied().filter(|number| in_doubt.contains(number)).max();
    asked.doubts.push((doubt, in_doubt.clone()));
    batch.settle(last_out.unwrap_or(in_doubt.start() - 1)).expect("it was in doubt");
}

fn check(floor: &Floor, batch: &Batch, end: &BatchEnd, asked: &Asked) {
    let labels = floor.labels();
    for (at, label) in batch.labels().iter().enumerate() {
        let number = at as u32 + 1;
        let is_out = labels.contains_key(&number);
        match label.state {
            JobState::Confirmed => {
                assert!(is_out, "label {number} is called confirmed and is a gap: {end:?}")
            }
            JobState::Queued if asked.was_in_doubt(number) => {}
            JobState::Queued => assert!(!is_out, "label {number} is out and would be doubled: {end:?}"),
            _ => {}
        }
    }
}

const LABEL_MS: i64 = 300;

pub fn zebra() -> Settings {
    Settings { label_ms: LABEL_MS, ..Settings::zpl() }
}

pub fn tsc() -> Settings {
    Settings { label_ms: LABEL_MS, ..Settings::tspl() }
}

pub fn after(labels: u32, then: printer::Trouble) -> printer::Trouble {
    printer::Trouble::After { labels, then: Box::new(then) }
}

pub fn assert_each_once(floor: &Floor, label_count: u32) {
    let labels = floor.labels();
    let numbers: Vec<u32> = labels.keys().copied().collect();
    assert_eq!(numbers, (1..=label_count).collect::<Vec<_>>(), "no gap");
    assert!(labels.values().all(|count| *count == 1), "none twice: {labels:?}");
}
