//! One order of labels at a whole station: what came out of the printers, and an honest person who mends what stands
//! still, looks at the roll, and answers.

use domain::label::LotLabel;
use domain::{Amount, PrintJobId};
use ledger::table::print_job::{self, NewPrintJob, PrintJob, PrintState};
use sandbox::printer::Printer;
use station::once::{Key, Outcome};
use station::printing::answers;
use station::printing::sheets::Sheets;
use station::settings::{FILE, Printer as PrinterSettings, Settings};
use station::settling::Decider;
use station::view::{PrintJobRow, PrintQuestion};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::{Floor, Outside};
use uuid::Uuid;

/// Another printer that stands in for the first.
pub const TWO_PRINTERS: &str = "\n[[printer]]\nname = \"P-2\"\naddress = \"SPARE\"\nroles = []\n\
                                language = \"tspl\"\ndpi = 300\nheight_mm = 50\n";

pub struct Run {
    pub world: Outside,
    floor: Floor,
    directory: TempDir,
}

/// What the person knows that the printer does not tell.
#[derive(Clone, Copy, Default)]
pub struct Answers {
    pub dpi: Option<u32>,
}

impl Run {
    /// The demo station with short labels; `change`: its settings before it opens.
    pub async fn start(change: impl Fn(String) -> String) -> Run {
        let (world, directory) = (Outside::start().await, tempfile::tempdir().expect("a directory"));
        // The demo writes its settings; then they are changed.
        world.open(directory.path()).await.close().await;
        rewrite(&directory, |text| {
            change(text.replacen("name = \"P-1\"", "name = \"P-1\"\nheight_mm = 50", 1))
        });
        Run::open(world, directory).await
    }

    pub async fn open(world: Outside, directory: TempDir) -> Run {
        let floor = world.open(directory.path()).await;
        Run { world, floor, directory }
    }

    pub async fn close(self) -> (Outside, TempDir) {
        self.floor.close().await;
        (self.world, self.directory)
    }

    pub async fn end(self) {
        self.floor.verify();
        self.floor.close().await;
    }

    /// As a person saves them: the station takes them by itself.
    pub async fn change(&self, change: impl Fn(String) -> String) {
        rewrite(&self.directory, change);
        let wanted = Settings::read(self.directory.path()).expect("they are right");
        self.until("the settings are taken", async || {
            (self.floor.station.context.settings().printer == wanted.printer).then_some(())
        })
        .await;
    }

    pub fn first_printer(&self) -> PrinterSettings {
        self.printer_named("P-1")
    }

    pub fn printer_named(&self, name: &str) -> PrinterSettings {
        let settings = self.floor.station.context.settings();
        settings.printer.iter().find(|printer| printer.name == name).expect("it is in the settings").clone()
    }

    /// So many labels of one lot, each with its number.
    pub async fn order(&self, label_count: u32) -> PrintJobId {
        let context = &self.floor.station.context;
        let (id, made_at_ms) = (PrintJobId(Uuid::now_v7()), context.now_ms());
        let label = LotLabel {
            item_name: "Sambal Bawang".to_owned(),
            sku: "FG-SB250".to_owned(),
            gtin: Some("09521234002031".to_owned()),
            lot: "SB-NEW".to_owned(),
            expiry: Some(jiff::civil::date(2027, 6, 1)),
            quantity: Amount::new("24", "pcs"),
            document: String::new(),
            location: "DOCK".to_owned(),
            received_on: tests::DAY,
            station: "KITCHEN-1".to_owned(),
            job_code: "TLNP12345678".to_owned(),
            copy: 1,
        };
        let job = NewPrintJob {
            id,
            request_key: id.to_string(),
            own_number: label_count,
            role: "lot_label".to_owned(),
            seat: "main".to_owned(),
            template: "lot".to_owned(),
            content_json: serde_json::to_string(&label).expect("plain data"),
            label_count,
            copy: 1,
            original: None,
            reason: String::new(),
            item: None,
            lot: None,
            entry: None,
            made_at_ms,
        };
        context.ledger.writer().turn(move |tx| print_job::insert(tx, &job)).await.expect("it is queued");
        context.printing.notify_one();
        id
    }

    pub async fn job(&self, id: PrintJobId) -> PrintJob {
        let found = self.floor.station.context.ledger.writer().turn(move |tx| print_job::by_id(tx, id)).await;
        found.expect("the book can be read").expect("it is there")
    }

    /// As the desk shows it.
    pub async fn row(&self, id: PrintJobId) -> PrintJobRow {
        let context = &self.floor.station.context;
        let page = station::desk::print_jobs::print_jobs(context, None).await.expect("the book can be read");
        page.rows.into_iter().find(|row| row.id == id.to_string()).expect("it is on the first page")
    }

    /// A test never sleeps for a fixed time; a long run on a busy machine takes its time.
    pub async fn until<T>(&self, what: &str, mut reached: impl AsyncFnMut() -> Option<T>) -> T {
        let patience = Instant::now() + Duration::from_secs(120);
        loop {
            if let Some(value) = reached().await {
                return value;
            }
            assert!(Instant::now() < patience, "waited in vain: {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn until_state(&self, id: PrintJobId, state: PrintState) {
        self.until(&format!("the job is {state:?}"), async || {
            (self.job(id).await.state == state).then_some(())
        })
        .await;
    }

    /// Mends what stands still and answers what is asked, truly; gives the questions.
    pub async fn print_to_the_end(&self, id: PrintJobId, answers: Answers) -> Vec<PrintQuestion> {
        let mut asked = Vec::new();
        let firsts = [self.first_printer()];
        self.until("every label is out", async || {
            if self.world.printer.is_stopped() || self.world.printer.is_away() {
                self.world.printer.repair();
            }
            let row = self.row(id).await;
            if let Some(question) = row.question {
                let drawn_for = [firsts[0].clone(), self.first_printer()];
                self.answer(id, &question, answers, &drawn_for).await;
                asked.push(question);
            }
            (self.job(id).await.state == PrintState::Confirmed).then_some(())
        })
        .await;
        asked
    }

    async fn answer(
        &self,
        id: PrintJobId,
        question: &PrintQuestion,
        answers: Answers,
        drawn_for: &[PrinterSettings],
    ) {
        let (station, key, who) = (&self.floor.station, key(), self.lead().await);
        let done = match question {
            PrintQuestion::LastGood { first, last } => {
                let out = self.numbers_of(id, &self.world.printer, drawn_for).await;
                let last_good = out.into_iter().filter(|number| (first..=last).contains(&number)).max();
                let last_good = last_good.unwrap_or(first - 1);
                answers::settle(&station.context, key, id, last_good, who).await.expect("it is written")
            }
            PrintQuestion::AcceptPrinter { .. } => {
                answers::accept_printer(station, key, id, answers.dpi, who).await.expect("it is written")
            }
        };
        assert!(matches!(done, Outcome::Done(_)), "{question:?} is answered: {done:?}");
    }

    pub async fn cancel(&self, id: PrintJobId) {
        let who = self.lead().await;
        let done = answers::cancel(&self.floor.station, key(), id, who).await.expect("it is written");
        assert!(matches!(done, Outcome::Done(_)), "{done:?}");
    }

    async fn lead(&self) -> Decider {
        let found = self.floor.station.context.ledger.writer();
        let found = found.turn(|tx| ledger::table::operator::by_badge(tx, 1_005)).await;
        Decider { by: found.expect("the book can be read").expect("the lead"), seat: "main".to_owned() }
    }

    /// The numbers of the labels on the floor, in order.
    pub async fn numbers(&self, id: PrintJobId, printer: &Printer) -> Vec<u32> {
        self.numbers_of(id, printer, &[self.first_printer()]).await
    }

    /// The same of labels drawn for several printers: what came out is held, byte by byte, against our drawing.
    pub async fn numbers_of(
        &self,
        id: PrintJobId,
        printer: &Printer,
        drawn_for: &[PrinterSettings],
    ) -> Vec<u32> {
        let job = self.job(id).await;
        let mut drawn: HashMap<Vec<u8>, u32> = HashMap::new();
        for settings in drawn_for {
            let sheets = Sheets::of(&job, settings, &self.floor.station.context).expect("it can be drawn");
            for number in 1..=job.label_count {
                drawn.insert(marks(&sheets.draw(number).expect("it can be drawn")), number);
            }
        }
        let known =
            |label: &sandbox::printer::Label| *drawn.get(&marks(&label.bytes)).expect("a label of this job");
        let mut numbers: Vec<u32> = printer.printed().iter().map(known).collect();
        numbers.sort_unstable();
        numbers
    }

    /// On both printers a label is as large, and a camera reads its codes.
    pub async fn same_size_and_readable(
        &self,
        id: PrintJobId,
        one: &PrinterSettings,
        other: &PrinterSettings,
    ) {
        let job = self.job(id).await;
        let mut shown = Vec::new();
        for settings in [one, other] {
            let sheets = Sheets::of(&job, settings, &self.floor.station.context).expect("it can be drawn");
            for number in [1, 38, 120] {
                let bytes = sheets.draw(number).expect("it can be drawn");
                let label = labels::show(&bytes, &settings.target()).expect("it can be shown");
                let codes = labels::photo::codes_in_photo(&label.png).expect("a picture");
                assert!(codes.iter().any(|code| code.text.contains("SB-NEW")), "label {number}: {codes:?}");
                shown.push((label.width_mm, label.height_mm));
            }
        }
        assert!(shown.iter().all(|size| *size == (100.0, 50.0)), "the same size in mm: {shown:?}");
    }
}

fn key() -> Key {
    Key { id: Uuid::now_v7(), fingerprint: [0; 32] }
}

fn rewrite(directory: &TempDir, change: impl Fn(String) -> String) {
    let path = directory.path().join(FILE);
    let text = std::fs::read_to_string(&path).expect("the settings are there");
    std::fs::write(&path, change(text)).expect("the directory can be written");
}

/// What of a label's bytes is dots: a TSPL printer keeps no more.
fn marks(bytes: &[u8]) -> Vec<u8> {
    let after =
        |mark: &[u8]| bytes.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len());
    let before = |mark: &[u8]| bytes.windows(mark.len()).rposition(|window| window == mark);
    let begin = after(b"\r\nCLS\r\n").unwrap_or(0);
    let end = before(b"PRINT 1,1\r\n").unwrap_or(bytes.len());
    bytes[begin..end.max(begin)].trim_ascii().to_vec()
}
