//! What a keyboard types and what people write into station.toml, at their worst: nothing panics, a burst is the code
//! that was on the label, and a bad file names its line.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use station::access::Scopes;
use station::burst;
use station::settings::{Settings, TEMPLATE};
use station::view::{Burst, BurstKey};
use uuid::Uuid;

/// A US keyboard, key by key: what it gives plain and with shift. From the keyboard itself, not from our table.
const KEYS: [(&str, char, char); 21] = [
    ("Minus", '-', '_'),
    ("Equal", '=', '+'),
    ("BracketLeft", '[', '{'),
    ("BracketRight", ']', '}'),
    ("Backslash", '\\', '|'),
    ("Semicolon", ';', ':'),
    ("Quote", '\'', '"'),
    ("Backquote", '`', '~'),
    ("Comma", ',', '<'),
    ("Period", '.', '>'),
    ("Slash", '/', '?'),
    ("Digit0", '0', ')'),
    ("Digit1", '1', '!'),
    ("Digit2", '2', '@'),
    ("Digit3", '3', '#'),
    ("Digit4", '4', '$'),
    ("Digit5", '5', '%'),
    ("Digit6", '6', '^'),
    ("Digit7", '7', '&'),
    ("Digit8", '8', '*'),
    ("Digit9", '9', '('),
];

/// The key a scanner presses for this character; `text` and Caps Lock are the host's and mean nothing.
fn pressed(character: char, text: &str, caps_lock: bool) -> BurstKey {
    let (code, shift, control) = match character {
        '\u{1d}' => ("BracketRight".to_owned(), false, true),
        ' ' => ("Space".to_owned(), false, false),
        letter if letter.is_ascii_alphabetic() => {
            (format!("Key{}", letter.to_ascii_uppercase()), letter.is_ascii_uppercase(), false)
        }
        other => {
            let (code, plain, _) = KEYS.iter().find(|key| key.1 == other || key.2 == other).unwrap();
            ((*code).to_owned(), *plain != other, false)
        }
    };
    BurstKey { code, text: text.to_owned(), shift, control, alt: false, caps_lock, gap_ms: 3.0 }
}

fn any_key() -> impl Strategy<Value = BurstKey> {
    let code = "Key.{0,2}|Digit.{0,2}|Numpad.{0,7}|Enter|Tab|Shift(Left|Right)|F[0-9]{1,2}|.{0,12}";
    (code, ".{0,3}", any::<[bool; 4]>(), any::<f64>()).prop_map(
        |(code, text, [shift, control, alt, caps_lock], gap_ms)| BurstKey {
            code,
            text,
            shift,
            control,
            alt,
            caps_lock,
            gap_ms,
        },
    )
}

fn burst_of(keys: Vec<BurstKey>) -> Burst {
    Burst { id: Uuid::from_u128(7).to_string(), keys, terminator: "enter".to_owned() }
}

/// The template with everything in it switched on.
fn whole_template() -> String {
    let on = |line: &str| match line.strip_prefix("# ") {
        Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest.to_owned(),
        _ => line.to_owned(),
    };
    TEMPLATE.lines().map(on).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_template_with_everything_switched_on_is_taken() {
    let settings = Settings::parse(&whole_template()).unwrap();
    assert_eq!((settings.scanner.len(), settings.printer.len()), (1, 2));
    assert!(settings.katana.is_some(), "what is offered in a comment can be used");
}

proptest! {
    #[test]
    fn what_a_scanner_types_is_what_the_label_says(
        label in "[ -~\u{1d}]{1,80}",
        texts in prop::collection::vec(".{0,2}", 80),
        caps_lock in any::<bool>(),
    ) {
        let keys = label.chars().zip(&texts).map(|(character, text)| pressed(character, text, caps_lock));
        let scan = burst::decode(&burst_of(keys.collect()), Default::default());
        let (aim, rest) = domain::scan::split_aim(label.as_bytes());
        match scan {
            Ok(scan) => prop_assert_eq!((scan.aim, scan.bytes.as_slice()), (aim, rest)),
            Err(_) => prop_assert!(rest.is_empty(), "only an identifier with nothing behind it is no scan"),
        }
    }

    #[test]
    fn no_keys_break_it(keys in prop::collection::vec(any_key(), 0..60)) {
        let count = keys.len();
        if let Ok(scan) = burst::decode(&burst_of(keys), Default::default()) {
            let length = String::from_utf8(scan.bytes).unwrap().chars().count();
            prop_assert!(0 < length && length <= count, "no key gives two characters");
        }
    }

    #[test]
    fn keys_come_back_from_json_as_they_were_sent(keys in prop::collection::vec(any_key(), 0..6)) {
        let burst = burst_of(keys.into_iter().map(|key| BurstKey { gap_ms: 4.0, ..key }).collect());
        let json = serde_json::to_string(&burst).unwrap();
        prop_assert_eq!(serde_json::from_str::<Burst>(&json).unwrap(), burst);
    }

    #[test]
    fn no_text_breaks_the_settings(text in "([a-z_]{1,8}|\\[|\\]|=|\"|#|\n|[0-9.-]{1,4}|é|.){0,40}") {
        match Settings::parse(&text) {
            Ok(settings) => prop_assert!(!settings.station.short_name.is_empty(), "every station has a name"),
            Err(error) => prop_assert!(!error.to_string().is_empty(), "why it is not taken"),
        }
    }

    #[test]
    fn the_words_of_a_token_are_taken_one_by_one_or_the_wrong_one_is_named(text in "((read|seat|admin|[a-z]{0,6}| )?,?){0,6}|.{0,20}") {
        match Scopes::parse(&text) {
            Ok(scopes) => {
                for (word, has) in [("read", scopes.read), ("seat", scopes.seat), ("admin", scopes.admin)] {
                    let is_named = text.split(',').any(|named| named.trim() == word);
                    prop_assert_eq!(has, is_named, "{} of {:?}", word, text);
                }
                prop_assert_eq!(Scopes::parse(&scopes.text()), Ok(scopes), "and comes back as it was");
            }
            Err(word) => prop_assert!(text.contains(&word) && !["read", "seat", "admin"].contains(&word.as_str())),
        }
    }

    #[test]
    fn a_slip_in_the_settings_names_its_line_or_does_no_harm(
        at in any::<prop::sample::Index>(),
        slip in "[a-z_]{1,8} = .{0,12}|\\[{0,2}[a-z]{0,8}\\]{0,2}|.{0,16}",
        replaces in any::<bool>(),
    ) {
        let mut lines: Vec<String> = whole_template().lines().map(str::to_owned).collect();
        let at = at.index(lines.len());
        if replaces { lines[at] = slip } else { lines.insert(at, slip) }
        let text = lines.join("\n");
        match Settings::parse(&text) {
            Err(station::Error::Settings { line, problem }) => {
                prop_assert!(!problem.is_empty());
                let count = text.lines().count();
                prop_assert!(line.is_none_or(|line| (1..=count + 1).contains(&line)), "{line:?} of {count}");
            }
            Err(other) => prop_assert!(false, "another error: {other}"),
            Ok(settings) => {
                let short = &settings.station.short_name;
                prop_assert!((2..=6).contains(&short.len()), "{short} fits the vendors' fields");
            }
        }
    }
}
