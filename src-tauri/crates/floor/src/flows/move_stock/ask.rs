//! What a move asks about transfers and crates: prompts of the road, and their questions.

use super::show::leaving;
use super::{Asked, CLEANED, GIVE_UP, GONE, State, transfer};
use crate::book::Book;
use crate::prompts::{answer, button, primary, reason_answers};
use crate::said::{Ask, Do, Query};
use crate::screen::{Button, Prompt, Question, Tap};
use crate::turn::Stop;
use domain::entry::Reason;
use domain::location::{CrateState, Location};
use domain::permission::{Action, permission};
use domain::{Amount, DocumentId, Refusal};
use ledger::table::transfer::{self as transfers, TransferState};

pub(super) fn act(label: Do, answer: &str, pictogram: &str) -> Button {
    button(label, Tap::Answer { answer: answer.to_owned() }, pictogram)
}

pub(super) fn any_dirty(state: &State, book: &Book) -> Result<bool, Stop> {
    let cards = book.crate_cards(&state.crates)?;
    Ok(cards.iter().any(|card| card.state == CrateState::Dirty.text()))
}

/// A transfer is loaded until it goes, then taken in; what never came is given up by whoever may.
pub(super) fn transfer(road: &Location, book: &Book) -> Result<Prompt, Stop> {
    let Some(transfer) = transfers::on_road(book.tx, road.id)? else {
        return Ok(leaving(Prompt::asking(Ask::Goods { location: road.code.clone() }.message())));
    };
    let document = transfer.number.clone();
    let (from, to) = (book.location(transfer.from)?.code, book.location(transfer.to)?.code);
    let is_open = transfers::progress(book.tx, &transfer)?.open_count > 0;
    Ok(match transfer.state {
        TransferState::Open => {
            let mut prompt = Prompt::asking(Ask::TransferLoad { document, to }.message());
            if is_open {
                prompt.buttons.push(act(Do::TransferGone {}, GONE, "truck"));
            }
            leaving(prompt)
        }
        TransferState::InTransit => {
            let mut prompt = Prompt::asking(Ask::TransferArrive { document, from }.message());
            prompt.primary = Some(primary(Do::TransferDone {}, Tap::Done));
            prompt
        }
        TransferState::Received => {
            let mut prompt = Prompt::asking(Ask::TransferArrive { document, from }.message());
            if is_open && permission(book.operator.role, Action::Adjust) {
                prompt.buttons.push(act(Do::GiveUp {}, GIVE_UP, "could_not_find"));
            }
            leaving(prompt)
        }
    })
}

/// `None` for questions about the goods in hand.
pub(super) fn question(state: &State, book: &Book) -> Result<Option<Question>, Stop> {
    Ok(Some(match state.question.as_ref().ok_or(Refusal::StaleScreen {})? {
        Asked::CrateDirty { to } => {
            let crate_code = book.location(*to)?.code;
            let answers = vec![answer(Do::LeaveIt {}, "leave"), answer(Do::CrateCleaned {}, CLEANED)];
            Question { message: Query::CrateDirty { crate_code }.message(), answers }
        }
        Asked::TransferShort { document } => {
            let (document, open_count, item, missing) = missing(*document, book)?;
            let query = Query::TransferShort { document, open_count, item, missing };
            let answers =
                vec![answer(Do::TransferRest {}, "leave_open"), answer(Do::TransferClose {}, "close")];
            Question { message: query.message(), answers }
        }
        Asked::TransferLost { document } => {
            let (document, open_count, item, missing) = missing(*document, book)?;
            let query = Query::TransferLost { document, open_count, item, missing };
            let mut answers = vec![answer(Do::LeaveIt {}, "leave")];
            answers.extend(reason_answers(&Reason::FOR_DIFFERENCES));
            Question { message: query.message(), answers }
        }
        _ => return Ok(None),
    }))
}

/// Number of the transfer, how much is still on its road, and the first of it.
fn missing(document: DocumentId, book: &Book) -> Result<(String, i64, String, Amount), Stop> {
    let stored = transfers::by_document(book.tx, document)?.ok_or(Refusal::StaleScreen {})?;
    let open_count = transfers::progress(book.tx, &stored)?.open_count;
    let (item, missing) = transfer::first_missing(&stored, book)?;
    Ok((stored.number, open_count, item, missing))
}
