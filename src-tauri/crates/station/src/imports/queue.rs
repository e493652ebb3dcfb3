//! The line in which files wait, and the one who takes them: one at a time, in the order they were accepted, after
//! whatever the last stop left in the middle.

use super::order::{self, Act, Order};
use super::run::{Done, carry_out};
use super::view::{ImportRow, ImportView};
use crate::context::{Context, Source};
use crate::said::Trouble;
use crate::station::Station;
use crate::{Error, clock};
use domain::permission::{Action, permission};
use domain::{OperatorId, Refusal};
use exchange::Progress;
use ledger::table::import::{self, ImportId};
use ledger::table::operator::{self, Operator};
use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

/// More files are not accepted at once.
const QUEUE_LENGTH: usize = 64;
/// After a fault of the disk or the ledger.
const AGAIN: Duration = Duration::from_secs(60);
/// Imports of the book that the list shows.
const LISTED: u32 = 200;

/// What was asked for since the station started, and the way into the line.
pub struct Imports {
    known: Mutex<HashMap<Uuid, watch::Sender<ImportView>>>,
    queue: mpsc::Sender<Order>,
    orders: Mutex<Option<mpsc::Receiver<Order>>>,
}

/// A place in the line, not yet taken.
pub struct Room<'i>(mpsc::Permit<'i, Order>, &'i Imports);

impl Default for Imports {
    fn default() -> Imports {
        let (queue, orders) = mpsc::channel(QUEUE_LENGTH);
        Imports { known: Mutex::default(), queue, orders: Mutex::new(Some(orders)) }
    }
}

impl Imports {
    /// A place in the line; `None` while it is full. To be had before a file is written, so that what was kept is
    /// taken in turn.
    pub fn room(&self) -> Option<Room<'_>> {
        self.queue.try_reserve().ok().map(|permit| Room(permit, self))
    }

    /// How it stands, and every change of it; `None` for one that nobody asked for since the start.
    pub fn watch(&self, id: Uuid) -> Option<watch::Receiver<ImportView>> {
        self.lock().get(&id).map(watch::Sender::subscribe)
    }

    fn tell(&self, id: Uuid, view: ImportView) {
        match self.lock().get(&id) {
            Some(told) => {
                told.send_replace(view);
            }
            None => tracing::debug!(%id, "nobody asked for this import"),
        }
    }

    fn add(&self, order: &Order) -> watch::Receiver<ImportView> {
        let (told, heard) = watch::channel(ImportView::waiting(order));
        self.lock().insert(order.id, told);
        heard
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, watch::Sender<ImportView>>> {
        self.known.lock().expect("nothing panics while it holds what is known")
    }
}

impl Room<'_> {
    /// Puts an order that was kept into the line.
    pub fn take(self, order: Order) -> watch::Receiver<ImportView> {
        let heard = self.1.add(&order);
        self.0.send(order);
        heard
    }
}

/// How an order stands, also one of before the last start.
///
/// # Errors
/// [`ledger::Error::Missing`].
pub fn find(context: &Context, id: Uuid) -> Result<ImportView, ledger::Error> {
    let known = context.imports.watch(id).map(|view| view.borrow().clone());
    let found = known.or_else(|| order::ended(&context.data, id));
    found.ok_or_else(|| ledger::Error::Missing { what: "import", name: id.to_string() })
}

/// What was taken in, the newest first. `by`: who looks.
///
/// # Errors
/// The ledger's.
pub async fn list(context: &Context, by: Option<Operator>) -> Result<Vec<ImportRow>, ledger::Error> {
    let may_undo = by.is_some_and(|by| permission(by.role, Action::UndoAny));
    let listed = context.ledger.writer().turn(move |tx| {
        let found = import::recent(tx, LISTED)?.into_iter().map(|import| {
            let name = operator::by_id(tx, import.operator)?.map(|by| by.name).unwrap_or_default();
            let row = ImportRow::of(&import, name);
            Ok(ImportRow { can_undo: row.can_undo && may_undo, ..row })
        });
        found.collect()
    });
    listed.await
}

/// Puts the undoing of an import into the line. The same `id` again is the same undoing.
///
/// # Errors
/// [`ledger::Error::Missing`] for an import that is not here; the disk's; the inner one refuses who may not, and
/// while the line is full.
pub async fn undo(
    context: &Context,
    id: Uuid,
    of: ImportId,
    by: &Operator,
    seat: String,
) -> Result<Result<ImportView, Refusal>, Error> {
    if let Ok(known) = find(context, id) {
        return Ok(Ok(known));
    }
    if !permission(by.role, Action::UndoAny) {
        return Ok(Err(Refusal::NotAllowed { operator: by.name.clone() }));
    }
    let found = context.ledger.writer().turn(move |tx| import::by_id(tx, of)).await?;
    let missing = || ledger::Error::Missing { what: "import", name: of.0.to_string() };
    let file_name = found.ok_or_else(missing)?.file_name;
    let Some(room) = context.imports.room() else { return Ok(Err(Refusal::TooManyFiles {})) };
    let asked_at_ms = context.now_ms();
    let order = Order { id, act: Act::Undo(of), file_name, operator: by.id, seat, asked_at_ms };
    order::keep_without_file(&context.data, &order)?;
    Ok(Ok(room.take(order).borrow().clone()))
}

/// Takes the files, until the station stops.
pub(crate) async fn work(station: Arc<Station>) {
    let context = &station.context;
    let orders = context.imports.orders.lock().expect("nothing panics while it holds the line").take();
    let Some(mut orders) = orders else { return };
    order::tidy(&context.data, context.now_ms());
    let mut left: VecDeque<Order> = order::left_over(&context.data).into();
    left.iter().for_each(|order| _ = context.imports.add(order));
    let mut stopping = context.stopping.subscribe();
    let mut again = VecDeque::new();
    loop {
        let next = match left.pop_front() {
            Some(order) => Some(order),
            None => tokio::select! {
                // An error says that nobody can ask any more, which is the same.
                _ = stopping.wait_for(|is_stopping| *is_stopping) => None,
                order = orders.recv() => order,
                () = tokio::time::sleep(AGAIN), if !again.is_empty() => again.pop_front(),
            },
        };
        let Some(order) = next.filter(|_| !*context.stopping.borrow()) else { return };
        again.extend(one(context, order).await);
        let trouble = again
            .front()
            .map(|order: &Order| Trouble::ImportWaits { file: order.file_name.clone() }.message());
        context.set_trouble(Source::Import, trouble);
    }
}

/// One order; given back when it has to be tried again.
async fn one(context: &Arc<Context>, order: Order) -> Option<Order> {
    let language = language_of(context, order.operator).await;
    let (own, asked) = (context.clone(), order.clone());
    let ran = tokio::task::spawn_blocking(move || blocking(&own, &asked)).await;
    let ran = ran.unwrap_or_else(|panic| Err(ledger::Error::Bug(panic.to_string()).into()));
    let view = match &ran {
        // The next start goes on with it.
        Ok(done) if done.is_interrupted() => ImportView::waiting(&order),
        Ok(done) => ImportView::ended(&order, done, &language),
        Err(error) => {
            tracing::error!(%error, file = order.file_name, "a file could not be taken in");
            let why = Trouble::ImportFailed { file: order.file_name.clone(), why: error.to_string() };
            ImportView::failed(&order, why.message(), is_over(error), &language)
        }
    };
    if view.has_ended()
        && let Err(error) = order::end(&context.data, order.id, &view)
    {
        tracing::warn!(%error, "what became of an import was not kept; the next start does it again");
    }
    context.imports.tell(order.id, view);
    context.changed.notify_one();
    context.delivering.notify_one();
    ran.is_err_and(|error| !is_over(&error)).then_some(order)
}

/// A file that cannot be read will not be read in a minute either.
fn is_over(error: &exchange::Error) -> bool {
    matches!(error, exchange::Error::Read { .. } | exchange::Error::Ledger(ledger::Error::Bug(_)))
}

fn blocking(context: &Context, order: &Order) -> Result<Done, exchange::Error> {
    let file: PathBuf = order::file(&context.data, order);
    let mut on_progress = |progress: Progress| {
        context.imports.tell(order.id, ImportView::running(order, progress));
        if *context.stopping.borrow() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    carry_out(context, order, &file, &mut on_progress)
}

pub(super) async fn language_of(context: &Context, id: OperatorId) -> String {
    let found = context.ledger.writer().turn(move |tx| operator::by_id(tx, id)).await;
    found.ok().flatten().map_or_else(|| "en".to_owned(), |by| by.language)
}

/// A new order of this person, not kept yet.
pub fn order(context: &Context, act: Act, file_name: &str, by: OperatorId, seat: &str) -> Order {
    Order {
        id: clock::new_id(),
        act,
        file_name: file_name.to_owned(),
        operator: by,
        seat: seat.to_owned(),
        asked_at_ms: context.now_ms(),
    }
}
