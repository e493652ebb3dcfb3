//! Prompts and their buttons: what a step asks for, put together the same way in every flow.

use crate::book::Book;
use crate::hand::Hand;
use crate::said::{Ask, Do};
use crate::screen::{Button, ButtonTone, Prompt, Tap, TextField};
use crate::turn::Stop;
use domain::entry::Reason;
use domain::{Message, Value};

impl Prompt {
    /// A prompt that only asks.
    pub fn asking(message: Message) -> Prompt {
        Prompt {
            message,
            keypad: None,
            date_pad: false,
            text_field: None,
            question: None,
            choices: Vec::new(),
            can_choose: false,
            primary: None,
            buttons: Vec::new(),
        }
    }

    /// Asks for the lot by `ask`; the text field stands open only while a word is being typed, because a scan is
    /// what is expected.
    pub fn for_lot(ask: &Ask, hand: &Hand) -> Prompt {
        let mut prompt = Prompt::asking(ask.message());
        prompt.can_choose = true;
        if hand.typing {
            prompt.text_field = Some(TextField { label: "text-lot".to_owned(), prefill: String::new() });
        } else {
            prompt.buttons.push(button(Do::TypeIt {}, Tap::OpenText, "keyboard"));
        }
        prompt
    }

    /// Asks which piece it is, like [`Prompt::for_lot`].
    pub fn for_serial(hand: &Hand, book: &Book) -> Result<Prompt, Stop> {
        let item = book.name(&hand.item(book)?).to_owned();
        let mut prompt = Prompt::for_lot(&Ask::Serial { item }, hand);
        if let Some(field) = &mut prompt.text_field {
            field.label = "text-serial".to_owned();
        }
        Ok(prompt)
    }

    /// Asks for the date of the lot in the hand.
    pub fn for_expiry(hand: &Hand, book: &Book) -> Result<Prompt, Stop> {
        let lot = hand.lot_code(book)?.unwrap_or_default();
        let mut prompt = Prompt::asking(Ask::Expiry { lot }.message());
        prompt.date_pad = true;
        prompt.buttons = vec![
            button(Do::NoneOnPack {}, Tap::NonePrinted, "none"),
            button(Do::NotKnown {}, Tap::NotKnown, "unknown"),
        ];
        Ok(prompt)
    }
}

pub fn button(label: Do, tap: Tap, pictogram: &str) -> Button {
    Button { message: label.message(), tap, tone: ButtonTone::Plain, pictogram: pictogram.to_owned() }
}

/// Takes goods or work away: set apart, and answered by no number key.
pub fn danger(label: Do, tap: Tap, pictogram: &str) -> Button {
    Button { tone: ButtonTone::Danger, ..button(label, tap, pictogram) }
}

pub fn primary(label: Do, tap: Tap) -> Button {
    Button { message: label.message(), tap, tone: ButtonTone::Primary, pictogram: String::new() }
}

pub fn answer(label: Do, answer: &str) -> Button {
    button(label, Tap::Answer { answer: answer.to_owned() }, "")
}

/// One answer per reason.
pub fn reason_answers(reasons: &[Reason]) -> Vec<Button> {
    let one = |reason: &Reason| {
        let tap = Tap::Answer { answer: reason.text().to_owned() };
        button(Do::Reason { reason: reason_word(*reason) }, tap, reason.text())
    };
    reasons.iter().map(one).collect()
}

pub fn reason_word(reason: Reason) -> Value {
    Value::Word(format!("reason-{}", reason.text().replace('_', "-")))
}
