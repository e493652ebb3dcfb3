//! Documents on a real IPP printer: `ippeveprinter` of Debian's cups-ipp-utils, started on a free port with a
//! directory of its own and without announcing itself. Even so it wants a message bus to be there: each test
//! gives it a private one (`dbus-daemon`), so that nothing of the system is needed or touched.
#![cfg(unix)]

use devices::batch::RealPace;
use devices::document::pwg_raster::{GreyPage, encode};
use devices::print_job::Limits;
use devices::{
    Document, DocumentFormat, DocumentJournal, DocumentOutcome, DocumentPrinter, JournalError, StopSignal,
    Trouble,
};
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const RASTER: &[u8] = b"RaS2 not a real page, only a format";
const PATIENCE: Duration = Duration::from_secs(60);

struct IppPrinter {
    program: Child,
    _bus: Bus,
    address: String,
    directory: TempDir,
}

impl IppPrinter {
    /// `work`: what the printer does with a document, as a shell script; `$1` is its file. It says what
    /// happens on its error output (`STATE:`, `ATTR:`).
    fn start(formats: &str, work: &str) -> IppPrinter {
        let directory = TempDir::new().expect("a directory");
        let script = directory.path().join("work");
        fs::write(&script, format!("#!/bin/sh\n{work}\n")).expect("a script");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("it can be run");
        let bus = Bus::start(&directory);
        for _ in 0..5 {
            let port =
                TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").port();
            let mut program = Command::new("ippeveprinter")
                .args(["-r", "off", "-n", "localhost", "-f", formats, "-p", &port.to_string(), "-c"])
                .arg(&script)
                .arg("-d")
                .arg(directory.path())
                .arg("Office")
                .env("WORK", directory.path())
                // Debian keeps it where not everybody looks.
                .env("PATH", format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default()))
                .env("DBUS_SYSTEM_BUS_ADDRESS", &bus.address)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("ippeveprinter is missing: apt-get install cups-ipp-utils");
            if listens(&mut program, port) {
                let address = format!("ipp://localhost:{port}/ipp/print");
                return IppPrinter { program, _bus: bus, address, directory };
            }
            // The port was taken in between, or the program could not start.
            let _ = program.kill();
            let _ = program.wait();
        }
        panic!("ippeveprinter does not listen; run it by hand to see why");
    }

    fn printer(&self) -> DocumentPrinter {
        let started = Instant::now();
        let pace = RealPace {
            monotonic_ms: Arc::new(move || started.elapsed().as_millis() as u64),
            stop: StopSignal::new(),
        };
        DocumentPrinter {
            limits: Limits { look_every_ms: 50, silence_ms: 500, ..Limits::default() },
            ..DocumentPrinter::new(&self.address, Arc::new(pace))
        }
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }
}

struct Bus {
    program: Child,
    address: String,
}

impl Bus {
    fn start(directory: &TempDir) -> Bus {
        let path = directory.path().join("bus");
        let mut program = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .arg(format!("--address=unix:path={}", path.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is missing: apt-get install dbus-daemon");
        let mut address = String::new();
        let said = program.stdout.take().expect("piped");
        BufReader::new(said).read_line(&mut address).expect("it prints its address when it is ready");
        Bus { program, address: address.trim().to_owned() }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn listens(program: &mut Child, port: u16) -> bool {
    let started = Instant::now();
    while started.elapsed() < PATIENCE && program.try_wait().expect("our child").is_none() {
        if TcpStream::connect(("localhost", port)).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

impl Drop for IppPrinter {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[derive(Default)]
struct Notes {
    lines: Vec<String>,
    job: Option<i32>,
    /// Called when the printer complains.
    on_trouble: Option<Box<dyn FnMut(Option<Trouble>)>>,
    on_sent: Option<Box<dyn FnMut()>>,
}

impl DocumentJournal for Notes {
    fn sending(&mut self) -> Result<(), JournalError> {
        self.lines.push("sending".to_owned());
        Ok(())
    }

    fn numbered(&mut self, job: i32) {
        self.job = Some(job);
        self.lines.push("numbered".to_owned());
    }

    fn sent(&mut self) {
        self.lines.push("sent".to_owned());
        if let Some(on_sent) = &mut self.on_sent {
            on_sent();
        }
    }

    fn progress(&mut self, _impressions: u32) {}

    fn trouble(&mut self, trouble: Option<Trouble>) {
        self.lines.push(format!("{trouble:?}"));
        if let Some(on_trouble) = &mut self.on_trouble {
            on_trouble(trouble);
        }
    }
}

fn pdf() -> Document<'static> {
    Document { format: DocumentFormat::Pdf, bytes: PDF }
}

fn raster() -> Document<'static> {
    Document { format: DocumentFormat::PwgRaster, bytes: RASTER }
}

#[test]
fn the_printer_says_what_it_is_and_takes() {
    let office = IppPrinter::start("application/pdf,image/pwg-raster", "exit 0");
    let status = office.printer().status().expect("a status");
    assert_eq!(status.name, "Office");
    assert_eq!(status.formats, [DocumentFormat::Pdf, DocumentFormat::PwgRaster]);
    assert!(status.takes_jobs && status.can_create_jobs, "{status:?}");
    assert!(!status.media_ready.is_empty(), "{status:?}");
    assert_eq!(status.trouble(), None);
}

#[test]
fn a_document_comes_out_as_it_was_and_its_sheets_are_counted() {
    let office = IppPrinter::start(
        "application/pdf",
        "cp \"$1\" \"$WORK/came-out\"\necho 'ATTR: job-impressions-completed=3' >&2\nexit 0",
    );
    let mut notes = Notes::default();
    let outcome = office.printer().print("receipt 1", 1, &[pdf()], &mut notes).expect("recorded");
    assert_eq!(outcome, DocumentOutcome::Confirmed { impressions: Some(3) });
    assert_eq!(notes.lines, ["sending", "numbered", "sent"]);
    assert_eq!(fs::read(office.file("came-out")).expect("it came out"), PDF, "byte for byte");
    let again = office.printer().recheck("receipt 1", None, &mut Notes::default()).expect("an address");
    assert_eq!(again, DocumentOutcome::Confirmed { impressions: Some(3) }, "found by its name");
    let never = office.printer().recheck("receipt 2", None, &mut Notes::default()).expect("an address");
    assert!(matches!(never, DocumentOutcome::Unknown { .. }), "{never:?}");
}

#[test]
fn the_first_format_that_the_printer_takes_is_sent() {
    let office = IppPrinter::start("image/pwg-raster", "cp \"$1\" \"$WORK/came-out\"\nexit 0");
    let outcome = office.printer().print("label 1", 1, &[pdf(), raster()], &mut Notes::default());
    assert!(matches!(outcome.expect("recorded"), DocumentOutcome::Confirmed { .. }));
    assert_eq!(fs::read(office.file("came-out")).expect("it came out"), RASTER);
    let outcome = office.printer().print("label 2", 1, &[pdf()], &mut Notes::default());
    let takes = vec![DocumentFormat::PwgRaster];
    assert_eq!(outcome.expect("recorded"), DocumentOutcome::WrongFormat { takes });
}

/// CUPS' own reader of the format makes PCL of it; a page it cannot read is an aborted job.
#[test]
fn pages_of_dots_are_read_by_a_printer_that_is_not_ours() {
    let office = IppPrinter::start(
        "image/pwg-raster",
        "CONTENT_TYPE=image/pwg-raster ippevepcl \"$1\" > \"$WORK/came-out\"",
    );
    let (width, height) = (2_480_u32, 3_508_u32);
    let dots = (0..width * height).map(|at| if at % 97 < 40 { 0 } else { 255 }).collect();
    let page = GreyPage { width, height, dots_per_inch: 300, dots };
    let raster = encode(&[page.clone(), page]).expect("right sizes");
    let document = Document { format: DocumentFormat::PwgRaster, bytes: &raster };
    let outcome = office.printer().print("two pages", 1, &[document], &mut Notes::default());
    let DocumentOutcome::Confirmed { .. } = outcome.expect("recorded") else { panic!("not read") };
    let pcl = fs::read(office.file("came-out")).expect("it came out");
    assert!(pcl.len() > 100_000, "two pages of dots, {} bytes", pcl.len());
    let ejected = pcl.iter().filter(|byte| **byte == 0x0c).count();
    assert!(ejected >= 2, "each page leaves the printer");
    let cut = Document { format: DocumentFormat::PwgRaster, bytes: &raster[..100] };
    let outcome =
        office.printer().print("half a header", 1, &[cut], &mut Notes::default()).expect("recorded");
    assert!(fs::read(office.file("came-out")).expect("it was tried").len() < 1_000, "{outcome:?}");
}

#[test]
fn without_paper_the_job_waits_and_goes_on_when_paper_is_there() {
    let office = IppPrinter::start(
        "application/pdf",
        "echo 'STATE: +media-empty-warning' >&2\nwhile [ ! -e \"$WORK/paper\" ]; do sleep 0.05; done\n\
         echo 'STATE: -media-empty-warning' >&2\nexit 0",
    );
    let paper = office.file("paper");
    let on_trouble = move |trouble: Option<Trouble>| {
        if trouble == Some(Trouble::PaperOut) {
            fs::write(&paper, "").expect("paper");
        }
    };
    let mut notes = Notes { on_trouble: Some(Box::new(on_trouble)), ..Notes::default() };
    let outcome = office.printer().print("receipt 3", 1, &[pdf()], &mut notes).expect("recorded");
    assert!(matches!(outcome, DocumentOutcome::Confirmed { .. }), "{outcome:?}");
    assert!(notes.lines.contains(&"Some(PaperOut)".to_owned()), "{:?}", notes.lines);
}

#[test]
fn a_job_the_printer_gives_up_is_not_confirmed() {
    let office = IppPrinter::start("application/pdf", "exit 1");
    let outcome = office.printer().print("receipt 4", 1, &[pdf()], &mut Notes::default()).expect("recorded");
    assert!(matches!(outcome, DocumentOutcome::Aborted { .. }), "{outcome:?}");
}

#[test]
fn a_printer_switched_off_in_the_middle_is_unknown() {
    let mut office = IppPrinter::start("application/pdf", "exec sleep 30");
    let program = rustix::process::Pid::from_raw(office.program.id() as i32).expect("a process");
    let switch_off =
        move || rustix::process::kill_process(program, rustix::process::Signal::KILL).expect("our child");
    let mut notes = Notes { on_sent: Some(Box::new(switch_off)), ..Notes::default() };
    let outcome = office.printer().print("receipt 5", 1, &[pdf()], &mut notes).expect("recorded");
    assert!(matches!(outcome, DocumentOutcome::Unknown { .. }), "{outcome:?}");
    let _ = office.program.wait();
    let outcome = office.printer().print("receipt 6", 1, &[pdf()], &mut Notes::default()).expect("recorded");
    assert!(
        matches!(outcome, DocumentOutcome::NotBegun { trouble: Trouble::Unreachable, .. }),
        "{outcome:?}"
    );
}

#[test]
fn an_address_that_is_encrypted_or_none_is_refused() {
    for address in ["ipps://localhost/ipp/print", "host:9100", ""] {
        let pace = RealPace { monotonic_ms: Arc::new(|| 0), stop: StopSignal::new() };
        assert!(DocumentPrinter::new(address, Arc::new(pace)).status().is_err(), "{address}");
    }
}
