//! Which part of the floor an event belongs to: the flow at the step, or what works everywhere.

use crate::book::Book;
use crate::flows::{Event, adjust, count, move_stock, receive};
use crate::lookup::{FoundBy, Fragment, Thing};
use crate::name_it::AskedLot;
use crate::said::Said;
use crate::screen::{ButtonTone, Flow, Prompt, Screen, Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn, Write};
use crate::which_lot::Answer;
use crate::{earlier, home, name_it, pad, tray, undo, undo_crate, which_lot};
use domain::code::Command;
use domain::document::{Document, DocumentKind};
use domain::permission::Action;
use domain::scan::Scan;
use domain::{PrintJobId, Refusal};
use ledger::table::operator::Operator;
use ledger::table::{document, entry, print_job};

/// One event at a step, by whoever is active.
pub fn turn(step: &Step, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if let Some(turn) = pad::turn(step, event, book) {
        return turn;
    }
    match event {
        Event::Scan(Thing::Badge(operator)) if takes_badge(step, operator, book)? => {
            flow_turn(step, event, book)
        }
        Event::Scan(Thing::Badge(operator)) if !book.may_take_over(step, operator) => {
            Err(Refusal::WorkIsOpen {}.into())
        }
        Event::Scan(Thing::Badge(operator)) => {
            let said = Said::SignedIn { operator: operator.name.clone() };
            Ok(Turn::to(step.clone(), Tone::Command, said).writing(Write::SignIn(operator.id)))
        }
        Event::Scan(Thing::Command(command)) => by_command(step, *command, event, book),
        Event::Scan(Thing::Several(things, scan)) => several(step, things, scan, book),
        Event::Scan(Thing::Document(found)) if opens_transfer(step, found) => {
            open_document(found.clone(), book)
        }
        Event::Scan(Thing::Fragment(fragment)) => by_fragment(step, fragment, book),
        Event::Scan(thing) => flow_turn(step, &Event::Scan(as_asked(step, thing, book)?), book),
        Event::Tap(tap) => by_tap(step, tap, event, book),
    }
}

/// Between flows, and where a delivery is being begun: what came from another site is taken in as a move.
fn opens_transfer(step: &Step, document: &Document) -> bool {
    let is_begun = match step {
        Step::Home => false,
        Step::Receive(state) => {
            state.document.is_some() || state.hand.item.is_some() || state.question.is_some()
        }
        _ => true,
    };
    document.kind == DocumentKind::Transfer && !is_begun
}

/// One's own badge is one's own hands where goods are moved; a lead's confirms what a policy does not leave to
/// whoever works.
fn takes_badge(step: &Step, operator: &Operator, book: &Book) -> Result<bool, Stop> {
    match step {
        Step::MoveStock(state) if move_stock::awaits_badge(state, book)? => Ok(true),
        Step::MoveStock(state) => move_stock::takes_badge(state, operator, book),
        Step::Adjust(state) => adjust::awaits_badge(state, book),
        Step::Receive(state) => Ok(receive::awaits_badge(state)),
        Step::Earlier(state) => takes_badge(&state.step, operator, book),
        _ => Ok(false),
    }
}

/// The flow's own turn.
pub fn flow_turn(step: &Step, event: &Event, book: &Book) -> Result<Turn, Stop> {
    match step {
        Step::Home => home::turn(event, book),
        Step::Receive(state) => receive::turn(state, event, book),
        Step::MoveStock(state) => move_stock::turn(state, event, book),
        Step::Adjust(state) => adjust::turn(state, event, book),
        Step::Count(state) => count::turn(state, event, book),
        Step::NameIt(state) => name_it::turn(state, event, book),
        Step::Earlier(state) => earlier::turn(state, event, book),
        Step::UndoCrate(state) => undo_crate::turn(state, event, book),
    }
}

/// The screen of a step.
pub fn show(step: &Step, book: &Book) -> Result<Screen, Stop> {
    match step {
        Step::Home => home::show(book),
        Step::Receive(state) => receive::show(state, book),
        Step::MoveStock(state) => move_stock::show(state, book),
        Step::Adjust(state) => adjust::show(state, book),
        Step::Count(state) => count::show(state, book),
        Step::NameIt(state) => name_it::show(state, book),
        Step::Earlier(state) => earlier::show(state, book),
        Step::UndoCrate(state) => undo_crate::show(state, book),
    }
}

pub fn open_flow(flow: Flow, book: &Book) -> Result<Turn, Stop> {
    match flow {
        Flow::Receive => receive::open(None, book),
        Flow::MoveStock => move_stock::open(book),
        Flow::Adjust => adjust::open(book),
        Flow::Count => count::open(book),
    }
}

/// A transfer is work of moving, everything else of receiving.
pub fn open_document(found: Document, book: &Book) -> Result<Turn, Stop> {
    match found.kind {
        DocumentKind::Transfer => move_stock::open_transfer(&found, book),
        _ => receive::open(Some(found), book),
    }
}

fn by_command(step: &Step, command: Command, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let not_now = || Stop::from(Refusal::NotNow { command: command.word() });
    // Inside an open flow only (floor-rules, *command codes*), and never instead of an answer.
    let is_at_work = step.flow().is_some() && !step.has_question();
    match command {
        Command::SwitchUser | Command::Lock => sign_out(step),
        Command::Help => Ok(Turn::to(step.clone(), Tone::Command, Said::Help {})),
        Command::Receive | Command::Move | Command::Adjust | Command::Count => match step {
            Step::Home => open_flow(flow_of(command).ok_or_else(not_now)?, book),
            _ => Err(not_now()),
        },
        Command::Undo if is_at_work => undo::newest(step, book),
        Command::Reprint if is_at_work => reprint_newest(step, book),
        Command::Undo | Command::Reprint => Err(not_now()),
        _ => match digit_as_tap(step, command, book)? {
            Some(tap) => flow_turn(step, &Event::Tap(tap), book),
            None => flow_turn(step, event, book),
        },
    }
}

fn flow_of(command: Command) -> Option<Flow> {
    match command {
        Command::Receive => Some(Flow::Receive),
        Command::Move => Some(Flow::MoveStock),
        Command::Adjust => Some(Flow::Adjust),
        Command::Count => Some(Flow::Count),
        _ => None,
    }
}

fn by_tap(step: &Step, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    match tap {
        Tap::OpenFlow { flow } if *step == Step::Home => open_flow(*flow, book),
        Tap::OpenDocument { id } if *step == Step::Home => {
            let id = id.parse().map_err(|_| Refusal::StaleScreen {})?;
            let found = document::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
            open_document(found, book)
        }
        Tap::OpenFlow { .. } | Tap::OpenDocument { .. } => Err(Refusal::WorkIsOpen {}.into()),
        Tap::NameParked { scan } => {
            tray::open(step, scan.parse().map_err(|_| Refusal::StaleScreen {})?, book)
        }
        Tap::PostCount { task } => {
            tray::open_count(step, task.parse().map_err(|_| Refusal::StaleScreen {})?, book)
        }
        Tap::Undo if !step.has_question() => undo::newest(step, book),
        Tap::UndoEntry { .. } if matches!(step, Step::UndoCrate(_)) => Err(Refusal::WorkIsOpen {}.into()),
        Tap::UndoEntry { entry } => {
            undo::one(step, entry.parse().map_err(|_| Refusal::StaleScreen {})?, book)
        }
        Tap::Reprint { job } => reprint(step, job.parse().map_err(|_| Refusal::StaleScreen {})?, book),
        Tap::SignOut => sign_out(step),
        Tap::Text { text } => match which_lot::of_text(step, text, book)? {
            Answer::Meant(lot) => {
                flow_turn(step, &Event::Tap(Tap::Choose { id: format!("lot:{}", lot.id) }), book)
            }
            Answer::OneOf(item) => {
                let code = text.trim().to_owned();
                Ok(which_lot(step, AskedLot { item, code, expiry: None, made_on: None, serial: None }, book))
            }
            Answer::Plain => flow_turn(step, event, book),
        },
        _ => flow_turn(step, event, book),
    }
}

fn sign_out(step: &Step) -> Result<Turn, Stop> {
    Ok(Turn::to(step.clone(), Tone::Command, Said::SignedOut {}).writing(Write::SignOut))
}

/// A code that told no item. A lot code that several lots of the goods in hand have is asked about.
fn by_fragment(step: &Step, fragment: &Fragment, book: &Book) -> Result<Turn, Stop> {
    if let Some(hand) = step.hand() {
        hand.refuse_other_label(fragment, book)?;
    }
    let plain = || flow_turn(step, &Event::Scan(Thing::Fragment(fragment.clone())), book);
    match which_lot::of_fragment(step, fragment, book)? {
        Answer::Meant(lot) => {
            let goods = which_lot::as_goods(*lot, fragment.clone(), FoundBy::LotCode, book)?;
            flow_turn(step, &Event::Scan(goods), book)
        }
        Answer::OneOf(item) if fragment.weight.is_none() && fragment.pieces.is_none() => {
            let Fragment { lot, expiry, made_on, serial, .. } = fragment.clone();
            let code = lot.unwrap_or_default();
            Ok(which_lot(step, AskedLot { item, code, expiry, made_on, serial }, book))
        }
        Answer::OneOf(_) | Answer::Plain => plain(),
    }
}

fn which_lot(step: &Step, asked: AskedLot, book: &Book) -> Turn {
    let said = Said::Several { code: asked.code.clone() };
    let mut turn = Turn::to(name_it::State::which_lot(asked, step), Tone::Attention, said);
    turn.writes.extend(name_it::parked_before(step, book));
    turn
}

/// While the lot of the goods in hand is asked for, a lot code is a lot code: that other goods carry the same one
/// is no reason to take it for them.
fn as_asked(step: &Step, thing: &Thing, book: &Book) -> Result<Thing, Stop> {
    let Some(hand) = step.hand() else { return Ok(thing.clone()) };
    if let Thing::Goods(goods) = thing
        && goods.found_by == FoundBy::LotCode
        && hand.item != Some(goods.item.id)
        && hand.lacks_lot(book)?
        && !hand.lacks_serial(book)?
    {
        return Ok(Thing::Unknown(goods.more.lot.clone().unwrap_or_default()));
    }
    Ok(thing.clone())
}

/// Several things answer to a scan: the one that fits the goods in hand, else a person chooses.
fn several(step: &Step, things: &[Thing], scan: &Scan, book: &Book) -> Result<Turn, Stop> {
    let is_lot_code =
        |thing: &Thing| matches!(thing, Thing::Goods(goods) if goods.found_by == FoundBy::LotCode);
    let asks_lot = match step.hand() {
        Some(hand) => hand.lacks_lot(book)? && !hand.lacks_serial(book)?,
        None => false,
    };
    let fitting: Vec<&Thing> = things.iter().filter(|thing| fits(step, thing)).collect();
    if let Some(meant) = which_lot::of_things(step, &fitting, book)? {
        return flow_turn(step, &Event::Scan(meant), book);
    }
    if asks_lot && things.iter().all(is_lot_code) && fitting.is_empty() {
        return flow_turn(step, &Event::Scan(Thing::Unknown(scan.text())), book);
    }
    if let [only] = fitting.as_slice() {
        return flow_turn(step, &Event::Scan((*only).clone()), book);
    }
    let said = Said::Several { code: scan.text() };
    let mut turn = Turn::to(name_it::State::several(scan, step), Tone::Attention, said);
    turn.writes.extend(name_it::parked_before(step, book));
    Ok(turn)
}

/// What a scan stands for, once it has a name: one thing or several.
pub fn named(step: &Step, thing: Thing, book: &Book) -> Result<Turn, Stop> {
    match thing {
        Thing::Several(things, scan) => several(step, &things, &scan, book),
        one => flow_turn(step, &Event::Scan(one), book),
    }
}

fn fits(step: &Step, thing: &Thing) -> bool {
    let item_in_hand = step.hand().and_then(|hand| hand.item);
    match thing {
        Thing::Goods(goods) => item_in_hand.is_none_or(|id| id == goods.item.id),
        Thing::Document(document) if document.kind == DocumentKind::Transfer => {
            matches!(step.work(), Step::Home | Step::Receive(_) | Step::MoveStock(_))
        }
        Thing::Document(_) => matches!(step.work(), Step::Home | Step::Receive(_)) && item_in_hand.is_none(),
        Thing::Location(_) => item_in_hand.is_none() || matches!(step.work(), Step::MoveStock(_)),
        _ => true,
    }
}

/// DIGIT n answers the n-th answer of a question, the n-th card, the n-th button: hands stay free. Never a
/// dangerous one.
fn digit_as_tap(step: &Step, command: Command, book: &Book) -> Result<Option<Tap>, Stop> {
    let Some(digit) = command.digit().filter(|digit| *digit > 0) else { return Ok(None) };
    // What a code is called for ever is not decided by a key that may have been meant for a number.
    if matches!(step, Step::NameIt(state) if !state.several) {
        return Ok(None);
    }
    let nth = usize::from(digit) - 1;
    let screen = show(step, book)?;
    Ok(nth_tap(prompt_of(&screen), nth))
}

fn nth_tap(prompt: &Prompt, nth: usize) -> Option<Tap> {
    if let Some(question) = &prompt.question {
        let answer = question.answers.get(nth)?;
        return (answer.tone != ButtonTone::Danger).then(|| answer.tap.clone());
    }
    if prompt.keypad.is_some() {
        return None;
    }
    if !prompt.choices.is_empty() {
        return prompt.choices.get(nth).map(|choice| Tap::Choose { id: choice.id.clone() });
    }
    let mut answers = prompt.buttons.iter().filter(|button| matches!(button.tap, Tap::Answer { .. }));
    answers.nth(nth).filter(|button| button.tone != ButtonTone::Danger).map(|button| button.tap.clone())
}

/// The prompt of any screen.
pub fn prompt_of(screen: &Screen) -> &Prompt {
    match screen {
        Screen::Badge { prompt } | Screen::Home { prompt, .. } => prompt,
        Screen::Receive(screen) => &screen.prompt,
        Screen::MoveStock(screen) => &screen.prompt,
        Screen::Adjust(screen) => &screen.prompt,
        Screen::Count(screen) => &screen.prompt,
        Screen::NameIt(screen) => &screen.prompt,
    }
}

/// The same, to put something over it.
pub fn prompt_mut(screen: &mut Screen) -> &mut Prompt {
    match screen {
        Screen::Badge { prompt } | Screen::Home { prompt, .. } => prompt,
        Screen::Receive(screen) => &mut screen.prompt,
        Screen::MoveStock(screen) => &mut screen.prompt,
        Screen::Adjust(screen) => &mut screen.prompt,
        Screen::Count(screen) => &mut screen.prompt,
        Screen::NameIt(screen) => &mut screen.prompt,
    }
}

fn reprint_newest(step: &Step, book: &Book) -> Result<Turn, Stop> {
    const ENTRIES_LOOKED_AT: u32 = 20;
    for stored in entry::of_seat(book.tx, book.seat, ENTRIES_LOOKED_AT)? {
        if let Some(job) = print_job::by_entry(book.tx, stored.new.id)?.first() {
            return reprint(step, job.id, book);
        }
    }
    Err(Refusal::NothingToDo {}.into())
}

fn reprint(step: &Step, id: PrintJobId, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Print)?;
    let job = print_job::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    let original = job.original.unwrap_or(job.id);
    let copy = i64::from(print_job::copies_of(book.tx, original)?) + 2;
    Ok(Turn::to(step.clone(), Tone::Command, Said::Reprinting { copy }).writing(Write::Reprint(original)))
}
