//! Our own codes: what is printed is what is read, and what is damaged is noticed.

use domain::code::{Command, OwnCode, OwnKind};
use proptest::prelude::*;
use std::collections::BTreeSet;

const ALPHABET: &str = "BCDEFGHJKNPRSTVX";

fn any_code() -> impl Strategy<Value = OwnCode> {
    (0..OwnKind::ALL.len(), any::<bool>(), any::<u32>()).prop_map(|(kind, training, number)| OwnCode {
        kind: OwnKind::ALL[kind],
        training,
        number,
    })
}

#[test]
fn printed_codes_never_change() {
    let golden = [
        (Command::Undo.code(), "TLNCBBBBBBBCGE"),
        (OwnCode::new(OwnKind::Badge, 0xdead_beef), "TLNBTVPTRVVXFK"),
        (OwnCode { kind: OwnKind::Location, training: true, number: u32::MAX }, "TLXLXXXXXXXXEB"),
    ];
    for (code, text) in golden {
        assert_eq!(code.text(), text, "sheets and badges are on the wall already");
    }
}

#[test]
fn other_codes_are_none_of_ours() {
    for text in [
        "",
        "TLN",
        "TLNCBBBBBBBC",
        "TLNQBBBBBBBCBB",
        "TLMCBBBBBBBCBB",
        "TLNCBBBB1BBCBB",
        "TLNCBBBBBBBCBBB",
        "ÄÄÄÄÄÄÄ",
    ] {
        assert_eq!(OwnCode::parse(text), None, "{text:?} may be anybody's code");
    }
}

#[test]
fn a_letter_outside_the_sixteen_is_damage() {
    assert!(matches!(OwnCode::parse("TLNCBBBBBBBCAA"), Some(Err(_))), "A is none of the sixteen");
}

#[test]
fn commands_have_one_number_one_name_and_one_code() {
    let numbers: BTreeSet<u32> = Command::ALL.iter().map(|command| command.number()).collect();
    let names: BTreeSet<&str> = Command::ALL.iter().map(|command| command.name()).collect();
    assert_eq!(numbers.len(), Command::ALL.len(), "two commands with one number would be one");
    assert_eq!(names.len(), Command::ALL.len(), "two commands with one name would share a sentence");
    for command in Command::ALL {
        let code = OwnCode::parse(&command.code().text()).expect("ours").expect("whole");
        assert_eq!(Command::from_number(code.number), Some(*command), "what is printed is what is done");
        assert_eq!(Command::from_name(command.name()), Some(*command), "names come back from settings");
        assert!(
            command
                .name()
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        );
    }
    assert_eq!(Command::from_number(0), None, "an empty number is no command");
    let digits: Vec<u8> = Command::ALL.iter().filter_map(|command| command.digit()).collect();
    assert_eq!(digits, (0..=9).collect::<Vec<u8>>(), "the sheet has every digit, in order");
    assert_eq!(Command::Times24.times(), Some(24), "the multiplier is what its name says");
}

proptest! {
    #[test]
    fn a_printed_code_is_read_in_any_case(code in any_code()) {
        let text = code.text();
        prop_assert_eq!(OwnCode::parse(&text), Some(Ok(code)));
        prop_assert_eq!(OwnCode::parse(&text.to_lowercase()), Some(Ok(code)));
        prop_assert!(text[4..].chars().all(|letter| ALPHABET.contains(letter)), "one place on all keyboards");
    }

    #[test]
    fn one_wrong_letter_is_always_noticed(code in any_code(), at in 4_usize..14, by in 1_usize..16) {
        let mut text = code.text();
        let wrong = (ALPHABET.find(&text[at..=at]).unwrap() + by) % 16;
        text.replace_range(at..=at, &ALPHABET[wrong..=wrong]);
        prop_assert!(matches!(OwnCode::parse(&text), Some(Err(_))), "{text}");
    }

    #[test]
    fn two_letters_that_changed_places_are_noticed(
        code in any_code(),
        one in 4_usize..12,
        two in 4_usize..12,
    ) {
        let mut bytes = code.text().into_bytes();
        let differ = bytes[one] != bytes[two];
        bytes.swap(one, two);
        let text = String::from_utf8(bytes).unwrap();
        prop_assert_eq!(matches!(OwnCode::parse(&text), Some(Err(_))), differ, "{}", text);
    }

    #[test]
    fn a_training_code_never_reads_as_a_real_one(code in any_code()) {
        let other = OwnCode { training: !code.training, ..code };
        let text = format!("{}{}", &other.text()[..3], &code.text()[3..]);
        prop_assert!(matches!(OwnCode::parse(&text), Some(Err(_))), "the check covers the prefix");
    }

    #[test]
    fn no_text_breaks_it(text in ".{0,20}") {
        if let Some(Ok(code)) = OwnCode::parse(&text) {
            prop_assert_eq!(code.text(), text.trim().to_ascii_uppercase());
        }
    }
}
