//! A small Zebra on a TCP port of its own, for the tests of this crate: one connection at a time, `~HS`, the
//! label counter, formats counted by `^XZ` and `^PQ`. It keeps every byte of every job.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;

const GETVAR: &[u8] = b"! U1 getvar \"odometer.total_label_count\"\r\n";

pub struct FakePrinter {
    pub address: String,
    printer: Arc<Mutex<Printer>>,
    thread: Option<JoinHandle<()>>,
}

/// Change it through `FakePrinter::change`, which prints what can be printed afterwards.
pub struct Printer {
    pub paper_out: bool,
    pub answers_status: bool,
    /// `Some(None)` answers "?", `None` is silent.
    pub odometer: Option<Option<u64>>,
    /// Swallows labels without printing or counting them.
    pub eats_labels: bool,
    /// Cuts the line when so many bytes of jobs have come.
    pub cuts_after: Option<usize>,
    pub labels_inside: u32,
    pub labels_printed: u32,
    /// Everything but questions.
    pub job_bytes: Vec<u8>,
    pub connection_count: u32,
    is_off: bool,
}

impl FakePrinter {
    pub fn start() -> FakePrinter {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let printer = Arc::new(Mutex::new(Printer {
            paper_out: false,
            answers_status: true,
            odometer: Some(Some(1_000)),
            eats_labels: false,
            cuts_after: None,
            labels_inside: 0,
            labels_printed: 0,
            job_bytes: Vec::new(),
            connection_count: 0,
            is_off: false,
        }));
        let shared = Arc::clone(&printer);
        let thread = std::thread::spawn(move || serve(&listener, &shared));
        FakePrinter { address, printer, thread: Some(thread) }
    }

    pub fn change(&self, change: impl FnOnce(&mut Printer)) {
        let mut printer = self.look();
        change(&mut printer);
        printer.print();
    }

    pub fn look(&self) -> MutexGuard<'_, Printer> {
        self.printer.lock().expect("the fake printer did not panic")
    }
}

impl Drop for FakePrinter {
    fn drop(&mut self) {
        self.look().is_off = true;
        // Wakes `accept`.
        let _ = TcpStream::connect(&self.address);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the fake printer did not panic");
        }
    }
}

impl Printer {
    fn print(&mut self) {
        if !self.paper_out {
            let count = std::mem::take(&mut self.labels_inside);
            self.labels_printed += count;
            if let Some(Some(odometer)) = &mut self.odometer {
                *odometer += u64::from(count);
            }
        }
    }

    fn take_format(&mut self, format: &[u8]) {
        self.job_bytes.extend_from_slice(format);
        let text = String::from_utf8_lossy(format);
        let copies = text.split("^PQ").nth(1).map_or(1, |rest| {
            rest.chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>()
                .parse()
                .expect("a number after ^PQ")
        });
        if !self.eats_labels {
            self.labels_inside += copies;
        }
        self.print();
    }

    fn status(&self) -> String {
        let (paper_out, inside) = (u8::from(self.paper_out), self.labels_inside);
        let first = format!("030,{paper_out},0,1218,000,0,0,0,000,0,0,0");
        let second = format!("001,0,0,0,1,2,4,0,{inside:08},1,000");
        format!("\x02{first}\x03\r\n\x02{second}\x03\r\n\x021234,0\x03\r\n")
    }

    fn counter(&self) -> Option<String> {
        self.odometer.map(|counter| counter.map_or("\"?\"".to_owned(), |count| format!("\"{count}\"")))
    }
}

fn serve(listener: &TcpListener, printer: &Mutex<Printer>) {
    for stream in listener.incoming() {
        let mut state = printer.lock().expect("no panic");
        if state.is_off {
            return;
        }
        state.connection_count += 1;
        drop(state);
        talk(stream.expect("a connection"), printer);
    }
}

fn talk(mut stream: TcpStream, printer: &Mutex<Printer>) {
    stream.set_read_timeout(Some(Duration::from_millis(10))).expect("a time-out");
    let mut pending = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => pending.extend_from_slice(&buffer[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if printer.lock().expect("no panic").is_off {
                    return;
                }
            }
            Err(_) => return,
        }
        let mut state = printer.lock().expect("no panic");
        if state.cuts_after.is_some_and(|limit| state.job_bytes.len() + pending.len() >= limit) {
            state.cuts_after = None;
            state.job_bytes.append(&mut pending);
            return;
        }
        while let Some(answer) = take_next(&mut pending, &mut state) {
            if stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
        }
    }
}

/// Takes one question or one format off the front; the answer may be empty.
fn take_next(pending: &mut Vec<u8>, printer: &mut Printer) -> Option<String> {
    let find = |what: &[u8]| pending.windows(what.len()).position(|window| window == what);
    let found = [(b"~HS\r\n".as_slice(), find(b"~HS\r\n")), (GETVAR, find(GETVAR)), (b"^XZ", find(b"^XZ"))];
    let (what, at) =
        found.into_iter().filter_map(|(what, at)| at.map(|at| (what, at))).min_by_key(|(_, at)| *at)?;
    let taken: Vec<u8> = pending.drain(..at + what.len()).collect();
    match what {
        b"^XZ" => printer.take_format(&taken),
        b"~HS\r\n" if printer.answers_status => return Some(printer.status()),
        GETVAR => return Some(printer.counter().unwrap_or_default()),
        _ => {}
    }
    Some(String::new())
}
