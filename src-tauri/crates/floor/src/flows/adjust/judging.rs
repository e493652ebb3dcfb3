//! Judging lots in the adjust flow: scan a lot and hold, release, recall it or move its best-before; scan a place and
//! hold every lot in it. Each with a reason, as one entry that UNDO takes back.

use super::State;
use crate::book::Book;
use crate::booked::done_word;
use crate::flows::{Event, chosen};
use crate::hand::Hand;
use crate::lookup::{FoundBy, Fragment, Goods, Thing};
use crate::lot_acts::{self, Ground, Judgement};
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::entry::Reason;
use domain::expiry::{DateMeaning, Expiry};
use domain::location::{Location, LocationKind};
use domain::lot::Lot;
use domain::lot_change::LotAct;
use domain::permission::permission;
use domain::{LotId, Refusal};
use ledger::table::{balance, item_life};
use serde::{Deserialize, Serialize};

/// The answer that opens it.
pub const OPENS: &str = "lots";
const ACTS: [LotAct; 4] = [LotAct::Hold, LotAct::Release, LotAct::Extend, LotAct::Recall];

/// What was said so far; the lot lies in the hand, the place in the flow's state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Judging {
    pub act: Option<LotAct>,
    /// The new last good day.
    pub to: Option<Expiry>,
}

pub fn open() -> State {
    State { judging: Some(Judging::default()), ..State::default() }
}

/// One step back; `None` when nothing of it is open any more.
pub fn back(state: &State) -> Option<State> {
    let judging = state.judging.as_ref()?;
    let mut next = State { choosing: false, ..state.clone() };
    if next.hand.drop_typing() || state.choosing {
        return Some(next);
    }
    if *judging != Judging::default() {
        return Some(State { judging: Some(Judging::default()), ..next });
    }
    if state.hand.item.is_some() || state.place.is_some() {
        return Some(open());
    }
    Some(State::default())
}

pub fn turn(state: &State, judging: &Judging, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let next = State { choosing: false, ..state.clone() };
    if event.is_done() {
        return match state.hand.item.is_some() || state.place.is_some() {
            true => Err(Refusal::StillMissing {}.into()),
            false => Ok(Turn::to(Step::Home, Tone::Command, Said::FlowLeft {})),
        };
    }
    if event.is_choose() {
        return Ok(Turn::to(State { choosing: true, ..next }, Tone::Command, Said::Choosing {}));
    }
    match event {
        Event::Scan(Thing::Location(place)) => take_place(next, place, book),
        Event::Scan(Thing::Goods(goods)) => take_goods(next, goods, book),
        Event::Scan(Thing::Fragment(fragment)) => take_fragment(next, fragment, book),
        Event::Scan(Thing::Unknown(text)) => {
            let asked = next.hand.as_asked(text, book)?.ok_or_else(|| event.out_of_place())?;
            take_fragment(next, &asked, book)
        }
        Event::Tap(tap) => tapped(next, judging, tap, event, book),
        Event::Scan(_) => Err(event.out_of_place()),
    }
}

/// The lot that is judged, once it is known.
pub fn lot(state: &State, book: &Book) -> Result<Option<Lot>, Stop> {
    state.hand.known_lot().map(|id| book.lot(id)).transpose()
}

/// What this person may do to it now.
pub fn offered(lot: &Lot, book: &Book) -> Result<Vec<LotAct>, Stop> {
    let meaning = item_life::of(book.tx, lot.item)?.date_meaning;
    let can = |act: &LotAct| match act {
        LotAct::Extend => lot.expiry.last_good_day().is_some() && meaning == DateMeaning::BestBefore,
        act => lot.turned(*act, Reason::Other).is_ok(),
    };
    let may = |act: &LotAct| permission(book.operator.role, act.action(lot.status));
    Ok(ACTS.into_iter().filter(|act| can(act) && may(act)).collect())
}

fn take_place(state: State, place: &Location, book: &Book) -> Result<Turn, Stop> {
    if !place.kind.is_physical() || place.kind == LocationKind::Transit {
        return Err(Refusal::NotAPlaceForStock { location: place.code.clone() }.into());
    }
    refuse_in_work(&state, book)?;
    let said = Said::PlaceRead { location: place.code.clone() };
    Ok(Turn::to(State { place: Some(place.id), hand: Hand::default(), ..state }, Tone::Accepted, said))
}

fn take_goods(state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    refuse_in_work(&state, book)?;
    // Another lot is another subject, not more of the same.
    let mut next = State { place: None, hand: Hand::default(), ..state };
    next.hand.take(goods, book)?;
    settled(next, book)
}

fn take_fragment(mut state: State, fragment: &Fragment, book: &Book) -> Result<Turn, Stop> {
    state.hand.join(fragment, book)?;
    settled(state, book)
}

/// Only a lot that the book has can be judged.
fn settled(mut state: State, book: &Book) -> Result<Turn, Stop> {
    let item = state.hand.item(book)?;
    if !item.lot_tracked {
        return Err(Refusal::LotNotNamed {}.into());
    }
    let stock = balance::of_item(book.tx, item.id)?;
    state.hand.refuse_new_lot(&stock, book)?;
    if let (None, [only]) = (&state.hand.lot, stock.as_slice()) {
        state.hand.pick_lot(&book.lot(only.lot)?, book)?;
    }
    let said = match lot(&state, book)? {
        Some(lot) => Said::LotRead { lot: lot.code },
        None => Said::ItemRead { item: book.name(&item).to_owned() },
    };
    Ok(Turn::to(state, Tone::Accepted, said))
}

/// An act that was chosen is finished or put back first.
fn refuse_in_work(state: &State, book: &Book) -> Result<(), Stop> {
    if state.judging == Some(Judging::default()) || state.hand.item.is_none() {
        return Ok(());
    }
    let item = state.hand.item(book)?;
    Err(Refusal::FinishFirst { item: book.name(&item).to_owned() }.into())
}

fn tapped(state: State, judging: &Judging, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if let Some(answer) = event.answer() {
        return answered(state, judging, answer, book);
    }
    if let Some(id) = chosen(event, "item") {
        let (item, more) = (book.item(id)?, Fragment::default());
        let goods = Goods { item, pack: None, lot: None, more, found_by: FoundBy::Choice };
        return take_goods(state, &goods, book);
    }
    if let Some(id) = chosen::<LotId>(event, "lot") {
        refuse_in_work(&state, book)?;
        let mut next = State { place: None, ..state };
        let lot = next.hand.choose_lot(id, book)?;
        return Ok(Turn::to(next, Tone::Accepted, Said::LotRead { lot: lot.code }));
    }
    match tap {
        Tap::HideChoices => Ok(Turn::to(state, Tone::Command, Said::Answered {})),
        Tap::OpenText | Tap::Text { .. } => {
            let mut next = state;
            next.hand.take_tap(tap, book).ok_or_else(|| event.out_of_place())??;
            if next.hand.typing {
                Ok(Turn::to(next, Tone::Command, Said::Typing {}))
            } else {
                settled(next, book)
            }
        }
        Tap::Date { .. } | Tap::Month { .. } if judging.act == Some(LotAct::Extend) => {
            take_date(state, judging, tap, book)
        }
        _ => Err(event.out_of_place()),
    }
}

/// A date that is not later is refused here already, with both.
fn take_date(state: State, judging: &Judging, tap: &Tap, book: &Book) -> Result<Turn, Stop> {
    let lot = lot(&state, book)?.ok_or(Refusal::StaleScreen {})?;
    let mut read = Hand { item: Some(lot.item), ..Hand::default() };
    let said = read.take_date(tap, book).ok_or(Refusal::StaleScreen {})??;
    let to = read.expiry_read.ok_or(Refusal::StaleScreen {})?;
    lot.extended(item_life::of(book.tx, lot.item)?.date_meaning, to, Reason::Other)?;
    let judging = Some(Judging { to: Some(to), ..judging.clone() });
    Ok(Turn::to(State { judging, ..state }, Tone::Accepted, said))
}

fn answered(state: State, judging: &Judging, answer: &str, book: &Book) -> Result<Turn, Stop> {
    let stale = || Stop::from(Refusal::StaleScreen {});
    let Some(act) = judging.act else {
        let act = LotAct::from_text(answer).ok_or_else(stale)?;
        let is_offered = match (lot(&state, book)?, state.place) {
            (Some(lot), _) => offered(&lot, book)?.contains(&act),
            (None, Some(_)) => act == LotAct::Hold,
            (None, None) => false,
        };
        if !is_offered {
            return Err(stale());
        }
        let judging = Some(Judging { act: Some(act), to: None });
        return Ok(Turn::to(State { judging, ..state }, Tone::Command, Said::Answered {}));
    };
    let reason = Reason::from_text(answer).filter(|reason| act.reasons().contains(reason));
    book_act(&state, act, judging.to, reason.ok_or_else(stale)?, book)
}

fn book_act(
    state: &State,
    act: LotAct,
    to: Option<Expiry>,
    reason: Reason,
    book: &Book,
) -> Result<Turn, Stop> {
    let stale = || Stop::from(Refusal::StaleScreen {});
    let judgement = match (lot(state, book)?, state.place, act) {
        (Some(lot), _, LotAct::Extend) => Judgement::Extend { lot: lot.id, to: to.ok_or_else(stale)? },
        (Some(lot), ..) => Judgement::Turn { lots: vec![lot.id], act },
        (None, Some(place), LotAct::Hold) => Judgement::HoldInside(place),
        _ => return Err(stale()),
    };
    let ground = Ground { reason, document: None, note: String::new() };
    let (lots, writes) = lot_acts::judge(&judgement, &ground, book)?;
    let said = match judgement {
        Judgement::HoldInside(place) => {
            Said::PlaceHeld { location: book.location(place)?.code, lot_count: lots.len() as i64 }
        }
        _ => {
            let lot = lots.first().ok_or_else(stale)?;
            let item = book.name(&book.item(lot.item)?).to_owned();
            Said::LotJudged { item, lot: lot.code.clone(), act: done_word(act) }
        }
    };
    let mut turn = Turn::to(open(), Tone::Accepted, said);
    turn.writes = writes;
    Ok(turn)
}
