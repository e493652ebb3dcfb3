//! Every sentence this crate may ask for beside the older ones of the lot label, with the values it
//! carries: held against `ui/src/words` by a test of the whole.

/// Code and names of its values.
pub const ALL: &[(&str, &[&str])] = &[
    ("label-field-missing", &["field"]),
    ("label-words", &["problem"]),
    ("label-text-does-not-fit", &["height_mm", "letters_mm", "text", "width_mm"]),
    ("label-letters-missing", &["letters", "text"]),
    ("label-code-does-not-fit", &["code", "data", "height_mm", "module_mm", "width_mm"]),
    ("label-no-picture", &["name"]),
    ("label-bad-picture", &["name"]),
    ("label-bad-font", &["name"]),
    ("label-bad-market", &["problem"]),
    ("label-wrong-market", &["given", "wanted"]),
    ("label-fact-missing", &["fact", "market"]),
    ("label-facts-draft", &["version"]),
    ("label-facts-not-yet", &["day", "version"]),
    ("label-facts-no-longer", &["day", "version"]),
    ("label-permit-lapsed", &["day", "number"]),
    ("label-certificate-lapsed", &["day", "number"]),
    ("label-too-coarse", &["dpi", "least_dpi"]),
    ("label-wrong-stock", &["loaded", "wanted"]),
    ("label-wrong-size", &["loaded", "wanted"]),
    ("label-wider-than-head", &["head_mm", "width_mm"]),
    ("label-not-scanned", &["code", "data"]),
    ("template-frame", &["column", "line", "problem"]),
    ("template-words", &["column", "line", "problem"]),
    ("template-unknown-field", &["column", "line", "name", "nearest"]),
    ("template-unknown-language", &["column", "line", "name"]),
    ("template-unknown-market", &["column", "line", "name"]),
    ("template-words-missing", &["column", "language", "line", "name"]),
    ("template-unknown-dpi", &["column", "dpi", "line"]),
    ("template-out-of-range", &["column", "least", "line", "most", "name", "value"]),
    ("template-outside-media", &["column", "foot_mm", "height_mm", "line", "right_mm", "width_mm"]),
    ("template-outside-window", &["column", "line"]),
    ("template-letters-too-small", &["column", "is_mm", "least_mm", "line"]),
    ("template-fact-not-shown", &["column", "fact", "line", "market"]),
    ("template-drawing", &["column", "dpi", "line"]),
    ("fact-legal-name", &[]),
    ("fact-trade-name", &[]),
    ("fact-ingredients", &[]),
    ("fact-allergens", &[]),
    ("fact-shared-equipment", &[]),
    ("fact-net-content", &[]),
    ("fact-maker-name", &[]),
    ("fact-maker-address", &[]),
    ("fact-importer-name", &[]),
    ("fact-importer-address", &[]),
    ("fact-origin", &[]),
    ("fact-permit-number", &[]),
    ("fact-halal-number", &[]),
    ("fact-storage", &[]),
    ("fact-date-words", &[]),
    ("fact-date-format", &[]),
    ("fact-code-words", &[]),
    ("fact-halal-picture", &[]),
    ("fact-nutrition-picture", &[]),
    ("fact-authority-picture", &[]),
];

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::error::LabelError;
    use crate::symbology::Symbology;
    use crate::template::{Position, Problem, Wrong};
    use domain::Message;
    use domain::label_facts::{LabelFacts, NotInForce};
    use jiff::civil::date;
    use std::collections::BTreeSet;

    fn text() -> String {
        "x".into()
    }

    fn refusals() -> Vec<LabelError> {
        let day = date(2026, 11, 21);
        let reasons = [
            NotInForce::Draft,
            NotInForce::NotYet { from: day },
            NotInForce::NoLonger { to: day },
            NotInForce::PermitLapsed { number: text(), last_day: day },
            NotInForce::CertificateLapsed { number: text(), last_day: day },
        ];
        let symbology = Symbology::Qr;
        let (width_mm, height_mm) = (10.0, 10.0);
        let mut all = vec![
            LabelError::FieldMissing { field: text() },
            LabelError::Words { problem: text() },
            LabelError::TextDoesNotFit { text: text(), width_mm, height_mm, letters_mm: 1.0 },
            LabelError::LettersMissing { text: text(), letters: text() },
            LabelError::CodeDoesNotFit { symbology, data: text(), width_mm, height_mm, module_mm: 0.25 },
            LabelError::NoPicture { name: text() },
            LabelError::BadPicture { name: text() },
            LabelError::BadFont { name: text() },
            LabelError::BadMarket { problem: text() },
            LabelError::WrongMarket { wanted: text(), given: text() },
            LabelError::FactMissing { fact: "storage".into(), market: text() },
            LabelError::TooCoarse { least_dpi: 300, dpi: 203 },
            LabelError::WrongStock { wanted: text(), loaded: text() },
            LabelError::WrongSize { wanted: text(), loaded: text() },
            LabelError::WiderThanHead { width_mm, head_mm: 5.0 },
            LabelError::NotScanned { symbology, data: text() },
        ];
        all.extend(reasons.map(|reason| LabelError::FactsNotInForce { version: 1, reason }));
        all
    }

    fn wrongs() -> Vec<Wrong> {
        vec![
            Wrong::Frame { problem: text() },
            Wrong::Words { problem: text() },
            Wrong::UnknownField { name: text(), nearest: None },
            Wrong::UnknownLanguage { name: text() },
            Wrong::UnknownMarket { name: text() },
            Wrong::WordsMissing { name: text(), language: "en" },
            Wrong::UnknownDpi { dpi: 1 },
            Wrong::OutOfRange { name: "x", value: 1.0, least: 1.0, most: 1.0 },
            Wrong::OutsideMedia { right_mm: 1.0, foot_mm: 1.0, width_mm: 1.0, height_mm: 1.0 },
            Wrong::OutsideWindow,
            Wrong::LettersTooSmall { is_mm: 1.0, least_mm: 1.0 },
            Wrong::FactNotShown { fact: "storage".into(), market: text() },
            Wrong::Drawing { dpi: 203, error: LabelError::Words { problem: text() } },
        ]
    }

    #[test]
    fn every_refusal_carries_what_its_sentence_names() {
        let at = Position { line: 1, column: 1 };
        let problems = wrongs().into_iter().map(|wrong| Problem { at, wrong }.message());
        let messages: Vec<Message> = refusals().iter().map(LabelError::message).chain(problems).collect();
        let mut known: BTreeSet<&str> = ALL.iter().map(|(code, _)| *code).collect();
        for message in messages {
            let (_, values) = ALL.iter().find(|(code, _)| *code == message.code).unwrap_or_else(|| {
                panic!("{} stands in the list", message.code);
            });
            let carried: Vec<&str> = message.values.keys().map(String::as_str).collect();
            assert_eq!(&carried, values, "{}", message.code);
            known.remove(message.code.as_str());
        }
        let facts: BTreeSet<String> =
            LabelFacts::TEXTS.iter().map(|fact| crate::market::fact_word(fact)).collect();
        assert!(
            known.iter().all(|code| facts.contains(*code)),
            "nothing is said that nobody asks for: {known:?}"
        );
        assert!(facts.iter().all(|fact| ALL.iter().any(|(code, _)| code == fact)), "every fact has its name");
    }
}
