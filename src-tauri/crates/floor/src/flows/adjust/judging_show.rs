//! What is asked while lots are judged: the lot or the place, what is to be done to it, until when, and why.

use super::State;
use super::judging::{self, Judging};
use crate::book::Book;
use crate::booked::act_word;
use crate::hand::expiry_value;
use crate::prompts::{button, danger, primary, reason_answers};
use crate::said::{Ask, Do};
use crate::screen::{Button, Choice, Prompt, Tap};
use crate::turn::Stop;
use domain::lot::{Lot, LotKind};
use domain::lot_change::LotAct;
use domain::{LocationId, Refusal};
use ledger::table::{balance, lot as lot_table};

const CHOICES_SHOWN: usize = 8;
const ITEMS_LOOKED_AT: u32 = 100;

pub fn prompt(state: &State, judging: &Judging, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = match (judging::lot(state, book)?, state.place, judging.act) {
        (_, _, Some(LotAct::Extend)) if judging.to.is_none() => ask_date(state, book)?,
        (_, _, Some(act)) => {
            let mut prompt = Prompt::asking(Ask::Reason {}.message());
            prompt.buttons = reason_answers(act.reasons());
            prompt
        }
        (Some(lot), _, None) => ask_act(&lot, book)?,
        (None, Some(place), None) => ask_place(place, book)?,
        (None, None, None) => ask_what(state, book)?,
    };
    if state.choosing || !prompt.choices.is_empty() {
        prompt.choices = choices(state, book)?;
    }
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    Ok(prompt)
}

fn ask_what(state: &State, book: &Book) -> Result<Prompt, Stop> {
    if state.hand.item.is_none() {
        let mut prompt = Prompt::asking(Ask::JudgeWhat {}.message());
        prompt.can_choose = true;
        prompt.primary = Some(primary(Do::Finish {}, Tap::Done));
        return Ok(prompt);
    }
    let item = book.name(&state.hand.item(book)?).to_owned();
    let mut prompt = Prompt::for_lot(&Ask::PickLot { item }, &state.hand);
    if !state.hand.typing {
        prompt.choices = choices(state, book)?;
    }
    Ok(prompt)
}

fn ask_act(lot: &Lot, book: &Book) -> Result<Prompt, Stop> {
    let item = book.name(&book.item(lot.item)?).to_owned();
    let ask = Ask::JudgeLot { item, lot: lot.code.clone(), status: lot.status.word() };
    let mut prompt = Prompt::asking(ask.message());
    prompt.buttons = judging::offered(lot, book)?.into_iter().map(act_button).collect();
    Ok(prompt)
}

fn act_button(act: LotAct) -> Button {
    let tap = Tap::Answer { answer: act.text().to_owned() };
    let label = Do::JudgeLot { act: act_word(act) };
    match act {
        LotAct::Recall => danger(label, tap, "recall"),
        LotAct::Hold => button(label, tap, "stop_hand"),
        LotAct::Extend => button(label, tap, "calendar"),
        LotAct::Release | LotAct::Reversal => button(label, tap, "check"),
    }
}

fn ask_place(place: LocationId, book: &Book) -> Result<Prompt, Stop> {
    let location = book.location(place)?.code;
    let lots = lot_table::inside(book.tx, place, crate::lot_acts::LOTS_LIMIT)?;
    let lot_count = lots.iter().filter(|lot| lot.kind == LotKind::Coded).count() as i64;
    let mut prompt = Prompt::asking(Ask::JudgePlace { location, lot_count }.message());
    let tap = Tap::Answer { answer: LotAct::Hold.text().to_owned() };
    prompt.buttons = vec![button(Do::HoldAll { lot_count }, tap, "stop_hand")];
    Ok(prompt)
}

fn ask_date(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let lot = judging::lot(state, book)?.ok_or(Refusal::StaleScreen {})?;
    let ask = Ask::NewDate { known: expiry_value(lot.expiry), lot: lot.code };
    let mut prompt = Prompt::asking(ask.message());
    prompt.date_pad = true;
    Ok(prompt)
}

/// Lots of the item in hand, first expired first; else items.
fn choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    match state.hand.item {
        Some(item) => book.stock_choices(&balance::of_item(book.tx, item)?, CHOICES_SHOWN),
        None => {
            let items = book.items(ITEMS_LOOKED_AT)?;
            let by_lot = items.iter().filter(|item| item.lot_tracked).take(CHOICES_SHOWN);
            Ok(by_lot.map(|item| book.item_choice(item, Vec::new())).collect())
        }
    }
}
