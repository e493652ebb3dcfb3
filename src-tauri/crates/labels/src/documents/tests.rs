//! The words of papers in both languages, and how letters are measured and broken.

use super::faces::{Faces, THIN_SPACE, Weight, plain};
use super::*;
use domain::Amount;
use domain::expiry::Expiry;
use jiff::civil::date;
use std::cell::RefCell;

const SENTENCES: [&str; 2] =
    [include_str!("../../../../../ui/src/words/en.ftl"), include_str!("../../../../../ui/src/words/id.ftl")];

/// The words of one language, each of which must be there.
fn words_of(sentences: &str) -> PaperWords {
    let missing = RefCell::new(Vec::new());
    let words = PaperWords::from_phrases(|id| {
        let phrase = sentences.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = "));
        phrase.map(str::to_owned).unwrap_or_else(|| {
            missing.borrow_mut().push(id.to_owned());
            String::new()
        })
    });
    assert_eq!(missing.into_inner(), Vec::<String>::new(), "a paper would have holes");
    words
}

#[test]
fn papers_have_their_words_in_both_languages() {
    let [english, indonesian] = SENTENCES.map(words_of);
    assert_eq!(english, PaperWords::default(), "built in is what stands in the file");
    assert_eq!(indonesian.date(date(2026, 8, 17)), "17 Agu 2026");
    assert_eq!(indonesian.number(&Amount::new("1.250", "kg")), "1,250");
    for words in [english, indonesian] {
        assert!(words.page.contains("%1") && words.page.contains("%2"), "{}", words.page);
    }
}

#[test]
fn refusals_have_their_sentences_in_both_languages() {
    use crate::photo::PhotoError;
    use crate::symbology::{Symbology, encode};
    let mut messages = vec![
        PaperError::Logo.message(),
        PaperError::Font.message(),
        PaperError::HeadTooLong { title: "X".into() }.message(),
        PaperError::CodeTooWide { code: "X".into() }.message(),
        PhotoError::TooLarge { bytes: 1 }.message(),
        PhotoError::TooManyDots { width: 1, height: 1 }.message(),
        PhotoError::UnknownKind.message(),
        PhotoError::Damaged.message(),
    ];
    let long = "1".repeat(4000);
    for (symbology, data) in [
        (Symbology::Qr, ""),
        (Symbology::Ean13, "12A"),
        (Symbology::Ean13, "12"),
        (Symbology::Ean13, "9506000134353"),
        (Symbology::UpcE, "012345678905"),
        (Symbology::Gs1128, "(10)"),
        (Symbology::DataMatrix, &long),
    ] {
        messages.push(encode(symbology, data).expect_err(data).message());
    }
    for message in messages {
        let said = [crate::symbology::SAID, crate::photo::SAID, SAID];
        let names: Vec<&str> = message.values.keys().map(String::as_str).collect();
        let listed = said.into_iter().flatten().find(|(code, _)| *code == message.code);
        assert_eq!(listed.map(|(_, names)| names.to_vec()), Some(names), "{} is listed", message.code);
        for sentences in SENTENCES {
            let start = format!("{} = ", message.code);
            let line = sentences.lines().find(|line| line.starts_with(&start));
            let line = line.unwrap_or_else(|| panic!("a person would read {}", message.code));
            for named in line.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()) {
                assert!(message.values.contains_key(named), "{} names {named}", message.code);
            }
        }
    }
}

#[test]
fn numbers_keep_their_decimals_and_part_their_thousands() {
    let words = PaperWords::default();
    let number = |amount: &str| words.number(&Amount::new(amount, "kg"));
    assert_eq!(number("1250.000"), "1250.000", "below 10 000 nothing is parted");
    assert_eq!(number("12480"), format!("12{THIN_SPACE}480"));
    assert_eq!(number("-1234567.5"), format!("-1{THIN_SPACE}234{THIN_SPACE}567.5"));
    let rounded = Amount { about: Some("0.33".into()), ..Amount::new("0.333333", "kg") };
    assert_eq!(words.number(&rounded), "~0.33", "what is rounded says so");
    assert_eq!(words.expiry(Expiry::Month(date(2027, 3, 31))), "Mar 2027", "no day that nobody printed");
}

#[test]
fn lines_are_broken_where_people_would() {
    let faces = Faces::new(&[]).expect("our own");
    let lines = |text: &str, limit_em: f32| faces.wrapped(&plain(text), Weight::Regular, limit_em);
    assert_eq!(lines("", 5.0), [""]);
    assert_eq!(lines("drum 200 L", 3.6), ["drum", "200 L"], "a number stays with its unit");
    assert_eq!(lines("KSA-2026-11-0042", 5.5), ["KSA-2026-11-", "0042"], "a code is parted behind a hyphen");
    assert_eq!(lines("a\u{200b}b\tc\r\nd", 9.0), ["ab c d"], "one line of plain text");
    for text in ["Kecap asin fermentasi alami", &"x".repeat(90), "辣椒酱 有限公司 辣椒酱", "a-b-c-d-e-f-g"]
    {
        for limit_em in [0.1, 1.0, 2.5, 7.0] {
            let lines = lines(text, limit_em);
            let together: String = lines.concat().split_whitespace().collect();
            assert_eq!(
                together,
                text.split_whitespace().collect::<String>(),
                "nothing is lost at {limit_em}"
            );
            let fits =
                |line: &String| faces.width(line, Weight::Regular) <= limit_em || line.chars().count() == 1;
            assert!(lines.iter().all(fits), "{lines:?} at {limit_em}");
        }
    }
}

#[test]
fn a_gap_between_thousands_is_no_letter() {
    let faces = Faces::new(&[]).expect("our own");
    let text = format!("12{THIN_SPACE}480");
    assert_eq!(faces.missing(&text), "");
    let runs = faces.runs(&text, Weight::Bold);
    assert_eq!(runs.len(), 2, "two groups of digits");
    assert!(runs[1].from_em > faces.width("12", Weight::Bold), "with a gap between them");
}
