//! Values that come from outside, in every sentence there is: none is refused, none gets lost, none becomes a command of
//! the sentence language.

use domain::{Amount, Message, Value};
use proptest::prelude::*;
use std::sync::LazyLock;
use words::{LANGUAGES, codes, say, variables, word};

fn any_value() -> impl Strategy<Value = Value> {
    let amount = ("-?[0-9]{0,12}(\\.[0-9]{0,8})?|.{0,8}", "kg|g|L|pcs|.{0,6}");
    prop_oneof![
        ".{0,20}|\\{ \"x\" \\}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Count),
        any::<i64>().prop_map(Value::Instant),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}|.{0,10}".prop_map(Value::Date),
        "[a-z-]{0,20}|.{0,10}".prop_map(Value::Word),
        amount.prop_map(|(amount, unit)| Value::Amount(Amount::new(amount, &unit))),
    ]
}

/// Both languages have the same, by a test of their own.
static CODES: LazyLock<Vec<String>> = LazyLock::new(|| codes("en").into_iter().collect());

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn every_sentence_is_said_with_any_values(which in any::<prop::sample::Index>(), values in prop::collection::vec(any_value(), 12)) {
        for language in LANGUAGES {
            let code = &CODES[which.index(CODES.len())];
            let names = variables(language, code).unwrap_or_default();
            let given = names.into_iter().zip(values.iter().cycle().cloned()).collect();
            let said = say(language, &Message { code: code.clone(), values: given });
            prop_assert!(!said.is_empty() && !said.contains("{ $"), "{code} in {language}: {said}");
        }
    }

    #[test]
    fn a_text_stands_in_its_sentence_letter_by_letter(text in "[^\\p{Cc}]{1,20}") {
        // A refusal that repeats what was scanned.
        let message = Message::new("said-parked", [("code", Value::Text(text.clone()))]);
        for language in LANGUAGES {
            prop_assert!(say(language, &message).contains(&text), "{text} in {language}");
        }
    }

    #[test]
    fn a_code_that_nobody_knows_shows_itself(code in "[a-z]{1,6}(-[a-z]{1,6}){0,3}|.{0,12}") {
        for language in LANGUAGES {
            prop_assume!(!CODES.contains(&code));
            let said = [word(language, &code), say(language, &Message::new(&code, []))];
            prop_assert!(said.iter().all(|said| said.contains(&code)), "{code} in {language}: {said:?}");
        }
    }
}
