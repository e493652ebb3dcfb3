//! A whole job in one call: the same inputs as scans and taps, through the same machine, in one transaction, all or
//! nothing, at a seat that lives for the call. The same key again is answered again and books nothing.

use crate::context::Context;
use crate::seats::typed_scan;
use domain::code::{OwnCode, OwnKind};
use domain::scan::ScanVerdict;
use domain::{InputId, Message, OperatorId, Refusal};
use floor::screen::{Flow, InHand, Prompt, Screen, SeatScreen, Tap, Tone};
use floor::step::{STEP_VERSION, Step};
use floor::{Input, Moment, Taken};
use ledger::table::request::{self, Request};
use ledger::table::seat::{self, SeatRow};
use ledger::table::{document, print_job};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// One job as it was asked for.
#[derive(Clone, Debug)]
pub struct Job {
    /// The caller's own; entries, lots and scans derive their identity from it.
    pub key: Uuid,
    /// Of everything that was asked: the same key with another one is a mistake of the caller.
    pub fingerprint: [u8; 32],
    pub flow: Flow,
    /// Number or identity of the order that is received.
    pub document: Option<String>,
    pub inputs: Vec<JobInput>,
    /// From the token, never from the body.
    pub operator: OperatorId,
    /// Stands in the history as the place of work.
    pub seat: String,
}

/// What would be scanned or tapped, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum JobInput {
    Scan { scan: String, symbology: Option<String> },
    Tap(Tap),
}

/// What became of a job. Nothing is written unless it is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The answer as JSON, word for word the same each time the key comes.
    Done(String),
    Refused {
        index: Option<usize>,
        refusal: Box<Refusal>,
    },
    /// A question was left open, and the inputs hold no answer to it.
    Unanswered {
        index: Option<usize>,
        question: Message,
    },
    /// The key was used for something else.
    KeyReused,
}

/// What a job is answered with, once it is done.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = JobDone))]
pub struct Answer {
    entries: Vec<Booked>,
    /// Identities of the labels that were asked for.
    print_jobs: Vec<String>,
    /// The last one of the job.
    screen: SeatScreen,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Booked {
    id: String,
    /// `station-epoch-sequence`, as vendors see it.
    number: String,
}

/// Why a job stopped; the savepoint takes everything back.
enum Stop {
    Outcome(Box<Outcome>),
    Fault(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Fault(error)
    }
}

/// Tells one request from another under the same key.
pub fn fingerprint(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// # Errors
/// The ledger's, when the job could not be read or written at all.
pub async fn run(context: &Context, job: Job) -> Result<Outcome, Error> {
    let moment = context.moment();
    let ran = context.ledger.writer().turn(move |tx| {
        if let Some(before) = request::find(tx, job.key.as_bytes())? {
            let same = before.fingerprint == job.fingerprint;
            return Ok((
                if same { Outcome::Done(before.answer) } else { Outcome::KeyReused },
                Wakes::default(),
            ));
        }
        match tx.savepoint(|tx| carry_out(tx, &moment, &job)) {
            Ok((answer, wakes)) => Ok((Outcome::Done(answer), wakes)),
            Err(Stop::Outcome(outcome)) => Ok((*outcome, Wakes::default())),
            Err(Stop::Fault(error)) => Err(error),
        }
    });
    let (outcome, wakes) = ran.await?;
    if wakes.printing {
        context.printing.notify_one();
    }
    if wakes.delivering {
        context.delivering.notify_one();
    }
    context.changed.notify_one();
    Ok(outcome)
}

/// Who is woken after the commit.
#[derive(Clone, Copy, Default)]
struct Wakes {
    printing: bool,
    delivering: bool,
}

fn carry_out(tx: &mut Transaction<'_>, moment: &Moment, job: &Job) -> Result<(String, Wakes), Stop> {
    let mut number = sit_down(tx, job, Some(job.operator))?;
    let mut wakes = Wakes::default();
    let mut entries = Vec::new();
    let opening = (None, "open", opening(tx, job)?);
    let inputs = job.inputs.iter().enumerate().map(|(index, input)| (Some(index), "input", input.clone()));
    let mut screen = None;
    for (index, purpose, made) in std::iter::once(opening).chain(inputs) {
        let count = u32::try_from(index.unwrap_or_default()).unwrap_or(u32::MAX);
        refuse_badge(index, &made)?;
        let input = input(made, InputId(job.key).derive(purpose, count), number);
        let taken = floor::take(tx, moment, &job.seat, &input)?;
        check(index, &input, &taken)?;
        if taken.screen.operator.as_ref().map(|operator| operator.id) != Some(job.operator) {
            return Err(refused(index, Refusal::NotHere { code: code_of(&input) }));
        }
        number = taken.screen.number;
        wakes = Wakes {
            printing: wakes.printing || taken.printing,
            delivering: wakes.delivering || taken.delivering,
        };
        entries.extend(taken.entry);
        screen = Some(taken.screen);
    }
    let screen = screen.expect("opening the flow is a turn");
    let last = job.inputs.len().checked_sub(1);
    check_end(last, &screen.screen)?;
    let mut print_jobs = Vec::new();
    for entry in &entries {
        print_jobs.extend(print_job::by_entry(tx, entry.id)?.iter().map(|job| job.id.to_string()));
    }
    let entries = entries.into_iter().map(|entry| Booked { id: entry.id.to_string(), number: entry.number });
    let answer = Answer { entries: entries.collect(), print_jobs, screen };
    let answer = serde_json::to_string(&answer).expect("an answer is plain data");
    let fingerprint = job.fingerprint;
    request::insert(
        tx,
        &Request { key: *job.key.as_bytes(), fingerprint, answer: answer.clone(), at_ms: moment.now_ms },
    )?;
    sit_down(tx, job, None)?;
    Ok((answer, wakes))
}

/// The seat at home, with this person or with nobody; its screen's number goes on growing.
fn sit_down(tx: &Transaction, job: &Job, operator: Option<OperatorId>) -> Result<i64, Error> {
    let screen_number = seat::load(tx, &job.seat)?.screen_number;
    let step = serde_json::to_string(&Step::Home).expect("a step is plain data");
    seat::save(
        tx,
        &job.seat,
        &SeatRow { operator, screen_number, step_version: STEP_VERSION, step, verdict: None },
    )?;
    Ok(screen_number)
}

/// The first tap of every job: the flow, or the order with it.
fn opening(tx: &Transaction, job: &Job) -> Result<JobInput, Stop> {
    let Some(named) = &job.document else { return Ok(JobInput::Tap(Tap::OpenFlow { flow: job.flow })) };
    if job.flow != Flow::Receive {
        return Err(refused(None, Refusal::NotHere { code: named.clone() }));
    }
    let by_id = match named.parse() {
        Ok(id) => document::by_id(tx, id)?,
        Err(_) => None,
    };
    let found = match by_id {
        Some(found) => Some(found),
        None => document::by_number(tx, named)?.into_iter().next(),
    };
    let found = found.ok_or_else(|| refused(None, Refusal::UnknownDocument { document: named.clone() }))?;
    Ok(JobInput::Tap(Tap::OpenDocument { id: found.id.to_string() }))
}

fn input(made: JobInput, id: Uuid, number: i64) -> Input {
    match made {
        JobInput::Scan { scan, symbology } => Input::Scan(typed_scan(Some(id), "api", &scan, symbology)),
        JobInput::Tap(tap) => Input::Tap { id: InputId(id), number, tap },
    }
}

/// Who books comes from the token: a badge in a body would be whoever the caller says.
fn refuse_badge(index: Option<usize>, made: &JobInput) -> Result<(), Stop> {
    let JobInput::Scan { scan, .. } = made else { return Ok(()) };
    match OwnCode::parse(scan) {
        Some(Ok(code)) if code.kind == OwnKind::Badge => {
            Err(refused(index, Refusal::NotHere { code: scan.clone() }))
        }
        _ => Ok(()),
    }
}

fn code_of(input: &Input) -> String {
    match input {
        Input::Scan(scan) | Input::Repeat(scan) => String::from_utf8_lossy(&scan.bytes).into_owned(),
        Input::Tap { .. } => String::new(),
    }
}

/// What a person would settle at the screen, a job cannot: it stops and nothing is booked.
fn check(index: Option<usize>, input: &Input, taken: &Taken) -> Result<(), Stop> {
    if let Some(refusal) = &taken.refusal {
        return Err(refused(index, refusal.clone()));
    }
    let Some(verdict) = &taken.screen.verdict else { return Ok(()) };
    match (verdict.tone, verdict.scan, input) {
        (Tone::Fault, ..) => {
            let fault = taken.fault.as_deref().unwrap_or("it does not say why");
            Err(Stop::Fault(Error::Bug(format!("input {index:?} of a job failed: {fault}"))))
        }
        (Tone::Unknown, _, Input::Scan(scan)) => {
            let code = String::from_utf8_lossy(&scan.bytes).into_owned();
            Err(refused(index, Refusal::UnknownCode { code }))
        }
        (_, Some(ScanVerdict::Waiting), _) => Err(unanswered(index, &taken.screen.screen)),
        _ => Ok(()),
    }
}

/// A job that ends with goods in the hand, or with a question, was not a whole job.
fn check_end(index: Option<usize>, screen: &Screen) -> Result<(), Stop> {
    let (prompt, in_hand) = parts(screen);
    if prompt.question.is_some() {
        return Err(unanswered(index, screen));
    }
    if matches!(screen, Screen::NameIt(_)) || in_hand.is_some_and(|hand| hand.item.is_some()) {
        return Err(refused(index, Refusal::StillMissing {}));
    }
    Ok(())
}

fn parts(screen: &Screen) -> (&Prompt, Option<&InHand>) {
    match screen {
        Screen::Badge { prompt } | Screen::Home { prompt, .. } => (prompt, None),
        Screen::Receive(screen) => (&screen.prompt, Some(&screen.in_hand)),
        Screen::MoveStock(screen) => (&screen.prompt, Some(&screen.in_hand)),
        Screen::Adjust(screen) => (&screen.prompt, Some(&screen.in_hand)),
        Screen::Count(screen) => (&screen.prompt, Some(&screen.in_hand)),
        Screen::NameIt(screen) => (&screen.prompt, None),
    }
}

fn refused(index: Option<usize>, refusal: Refusal) -> Stop {
    Stop::Outcome(Box::new(Outcome::Refused { index, refusal: Box::new(refusal) }))
}

fn unanswered(index: Option<usize>, screen: &Screen) -> Stop {
    let prompt = parts(screen).0;
    let question = prompt.question.as_ref().map_or(&prompt.message, |question| &question.message).clone();
    Stop::Outcome(Box::new(Outcome::Unanswered { index, question }))
}
