//! The sentences of both languages, as Fluent reads them.

use crate::format;
use domain::{Amount, Message, Value};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// Every language the station speaks; the first is spoken where another is asked for.
pub const LANGUAGES: [&str; 2] = ["en", "id"];

const ENGLISH: &str = include_str!("../../../../ui/src/words/en.ftl");
const INDONESIAN: &str = include_str!("../../../../ui/src/words/id.ftl");

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| {
    let mut english = bundle("en-GB", ENGLISH);
    english.set_formatter(Some(|value, _| number(value, "en")));
    let mut indonesian = bundle("id-ID", INDONESIAN);
    indonesian.set_formatter(Some(|value, _| number(value, "id")));
    [english, indonesian]
});

/// The sentence of a message. An unknown code shows itself; a variable that is missing leaves its name.
pub fn say(language: &str, message: &Message) -> String {
    let (bundle, language) = bundle_of(language);
    let Some(pattern) = bundle.get_message(&message.code).and_then(|found| found.value()) else {
        return format!("⟦{}⟧", message.code);
    };
    let mut values = FluentArgs::new();
    for (name, value) in &message.values {
        values.set(name.as_str(), variable(value, language));
    }
    // Errors of a missing variable leave `{$name}` in the sentence, which a reader can report.
    bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}

/// The sentence of a code that takes no values.
pub fn word(language: &str, code: &str) -> String {
    say(language, &Message::new(code, []))
}

/// The variables that the sentence of `code` names in `language`; `None` when there is no such sentence.
pub fn variables(language: &str, code: &str) -> Option<BTreeSet<String>> {
    let resource = resource(source(language));
    let message = resource.entries().find_map(|entry| match entry {
        Entry::Message(message) if message.id.name == code => Some(message),
        _ => None,
    })?;
    let mut found = BTreeSet::new();
    if let Some(pattern) = &message.value {
        of_pattern(pattern, &mut found);
    }
    Some(found)
}

/// Every code that `language` has a sentence for.
pub fn codes(language: &str) -> BTreeSet<String> {
    let resource = resource(source(language));
    let ids = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    });
    ids.collect()
}

/// What is wrong with a language's file: parts that are no Fluent, and codes that stand there twice.
pub fn unreadable(language: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let resource = match FluentResource::try_new(source(language).to_owned()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            wrong.extend(errors.iter().map(ToString::to_string));
            resource
        }
    };
    let mut seen = BTreeSet::new();
    for entry in resource.entries() {
        if let Entry::Message(message) = entry
            && !seen.insert(message.id.name)
        {
            wrong.push(format!("{} stands there twice", message.id.name));
        }
    }
    wrong
}

fn bundle(locale: &str, source: &str) -> Bundle {
    let locale: LanguageIdentifier =
        locale.parse().expect("both locales are written here as BCP 47 has them");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    // A code that stands there twice keeps its first sentence; a test finds it.
    bundle.add_resource(resource(source)).unwrap_or_default();
    bundle
}

/// What cannot be read in a file is left out; a test finds it.
fn resource(source: &str) -> FluentResource {
    FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource)
}

fn source(language: &str) -> &'static str {
    if language == "id" { INDONESIAN } else { ENGLISH }
}

fn bundle_of(language: &str) -> (&'static Bundle, &'static str) {
    let [english, indonesian] = &*BUNDLES;
    if language == "id" { (indonesian, "id") } else { (english, "en") }
}

fn number(value: &FluentValue, language: &str) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => {
            Some(format::decimal(&value.to_string(), language))
        }
        _ => None,
    }
}

fn variable(value: &Value, language: &'static str) -> FluentValue<'static> {
    match value {
        Value::Text(text) => FluentValue::from(text.clone()),
        Value::Count(count) => FluentValue::from(*count),
        Value::Amount(amount) => {
            let unit = named("unit", &amount.unit, language);
            FluentValue::from(with_pieces(amount, format::amount(amount, &unit, language), language))
        }
        Value::Date(date) => FluentValue::from(format::date(date, language)),
        Value::Instant(at_ms) => FluentValue::from(format::instant(*at_ms, language)),
        Value::Word(code) => FluentValue::from(word(language, code)),
    }
}

/// "≈ 19.599 kg", and "5.200 kg · 2 pieces" of goods that are weighed.
fn with_pieces(amount: &Amount, text: String, language: &str) -> String {
    let text = match amount.about {
        Some(_) => say(language, &Message::new("amount-about", [("amount", text.into())])),
        None => text,
    };
    match amount.pieces {
        Some(pieces) => {
            let values = [("amount", text.into()), ("count", pieces.into())];
            say(language, &Message::new("amount-pieces", values))
        }
        None => text,
    }
}

/// The word of one of a fixed set of texts, or the text itself when nobody named it.
fn named(prefix: &str, text: &str, language: &str) -> String {
    let code = format!("{prefix}-{text}");
    if bundle_of(language).0.has_message(&code) { word(language, &code) } else { text.to_owned() }
}

fn of_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, found);
        }
    }
}

fn of_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, found),
        Expression::Select { selector, variants } => {
            of_inline(selector, found);
            variants.iter().for_each(|variant| of_pattern(&variant.value, found));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => of_arguments(arguments, found),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => of_arguments(arguments, found),
        InlineExpression::Placeable { expression } => of_expression(expression, found),
        _ => {}
    }
}

fn of_arguments(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|argument| of_inline(argument, found));
    arguments.named.iter().for_each(|argument| of_inline(&argument.value, found));
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Amount, Refusal};

    fn pieces(text: &str) -> Amount {
        Amount::new(text, "pcs")
    }

    #[test]
    fn both_files_can_be_read_to_the_end() {
        for language in LANGUAGES {
            assert_eq!(
                unreadable(language),
                Vec::<String>::new(),
                "a broken sentence would vanish in {language}"
            );
        }
    }

    #[test]
    fn a_refusal_is_said_with_its_numbers() {
        let refusal = Refusal::NotEnough {
            wanted: pieces("24"),
            there: pieces("12000"),
            location: "A-01-1".to_owned(),
        };
        let said = say("en", &refusal.message());
        assert!(said.contains("12\u{202f}000"), "large numbers are grouped: {said}");
        assert!(said.contains("A-01-1"), "the place is named: {said}");
        assert!(!say("id", &refusal.message()).contains('⟦'), "Indonesian knows it too");
    }

    #[test]
    fn a_count_chooses_its_plural() {
        let count = |count: i64| {
            Message::new("refusal-too-fine", [("text", "1.5".into()), ("decimals", count.into())])
        };
        assert_ne!(say("en", &count(1)), say("en", &count(2)), "one decimal, two decimals");
    }

    #[test]
    fn an_unknown_code_shows_itself() {
        assert_eq!(
            word("en", "nobody-wrote-this"),
            "⟦nobody-wrote-this⟧",
            "a missing sentence is seen, not hidden"
        );
        assert_eq!(variables("en", "nobody-wrote-this"), None, "and it can be asked for");
    }

    #[test]
    fn variables_inside_choices_are_found() {
        let found = variables("en", "refusal-too-fine").expect("the sentence is there");
        assert!(found.contains("text") && found.contains("decimals"), "{found:?}");
    }
}
