//! Refusals as they cross to a person: a code and exactly the values it announces.

use crate::today;
use domain::code::Command;
use domain::{Amount, Refusal, Value};
use std::collections::BTreeSet;

#[test]
fn codes_are_unique_and_in_their_family() {
    let codes: BTreeSet<&str> = Refusal::ALL.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len(), "two refusals with one code would share a sentence");
    assert!(codes.iter().all(|code| code.starts_with("refusal-")), "words/ finds them by family");
}

#[test]
fn a_message_carries_what_its_sentence_names() {
    let amount = |text: &str| Amount::new(text, "kg");
    let samples = [
        Refusal::NeedsBadge {},
        Refusal::WrongCheckDigit { code: "9506000134351".into(), expected: "2".into() },
        Refusal::LotDateDiffers {
            lot: "CHI-1".into(),
            known: today().into(),
            read: Value::Word("none".into()),
        },
        Refusal::NotEnough { wanted: amount("2"), there: amount("1"), location: "A-01-1".into() },
        Refusal::TooLong { length: 10_000, limit: 512 },
    ];
    for refusal in samples {
        let message = refusal.message();
        let (_, announced) = Refusal::ALL.iter().find(|(code, _)| *code == message.code).expect("listed");
        let carried: BTreeSet<&str> = message.values.keys().map(String::as_str).collect();
        assert_eq!(carried, announced.iter().copied().collect(), "{}", message.code);
    }
    let other_date = Refusal::LotDateDiffers {
        lot: "CHI-1".into(),
        known: today().into(),
        read: Value::Word("none".into()),
    };
    let values = other_date.message().values;
    assert_eq!(values["known"], Value::Date("2026-11-21".into()), "a date, not an instant");
    let not_now = Refusal::NotNow { command: Command::NoLot.word() }.message();
    assert_eq!(
        not_now.values["command"],
        Value::Word("command-no-lot".into()),
        "said in words, not as its name"
    );
}
