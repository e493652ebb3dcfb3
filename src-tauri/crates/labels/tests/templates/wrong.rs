//! Files with one thing wrong: it is named with its line and column when the file is saved.

use crate::support::kit;
use labels::template::{Problem, Template, Wrong, check, sample};
use labels::{LabelError, Markets};

const GOOD: &str = r#"name = "Small"
language = "en"

[media]
width_mm = 50
height_mm = 25

[words.en]
lot = "LOT"

[words.id]
lot = "LOT"

[[text]]
place_mm = [2, 2, 40, 6]
say = "{{ item.name }}"
letters_mm = 3
smallest_mm = 1.5

[[code]]
place_mm = [1, 10, 48, 12]
symbology = "code128"
data = "{{ item.sku }}"
"#;

fn problems(text: &str) -> Vec<Problem> {
    check(text, &Markets::default(), &kit(), &sample()).err().unwrap_or_default()
}

/// The first problem of the good file with one change, and whether it is where the change was made.
fn wrong(from: &str, to: &str) -> Wrong {
    assert!(GOOD.contains(from), "{from:?} stands in the good file");
    let text = GOOD.replacen(from, to, 1);
    let found = problems(&text);
    let first = found.first().unwrap_or_else(|| panic!("{to:?} is wrong"));
    let line = 1 + GOOD[..GOOD.find(from).expect("stands there")].matches('\n').count() as u32;
    let lines = line..=line + to.matches('\n').count() as u32;
    assert!(lines.contains(&first.at.line), "{to:?}: {first}, and it was written at line {line}");
    let columns =
        text.lines().nth(first.at.line as usize - 1).expect("a line of the file").chars().count() as u32;
    assert!((1..=columns + 1).contains(&first.at.column), "{first}");
    assert!(!first.message().code.is_empty() && !first.to_string().is_empty());
    first.wrong.clone()
}

#[test]
fn the_good_file_is_good() {
    assert_eq!(problems(GOOD), []);
}

#[test]
fn a_field_that_is_none_is_named_with_the_one_it_may_be() {
    let found = wrong("{{ item.name }}", "{{ item.nmae }}");
    assert_eq!(found, Wrong::UnknownField { name: "item.nmae".into(), nearest: Some("item.name".into()) });
    let text = GOOD.replacen("{{ item.name }}", "Lot {{ lotcode }}", 1);
    let at = problems(&text)[0].at;
    assert_eq!((at.line, at.column), (16, 15), "where the name stands, not where the text begins");
    assert!(matches!(wrong("{{ item.name }}", "{{ words.lott }}"), Wrong::UnknownField { .. }));
    assert!(matches!(
        wrong("letters_mm = 3", "letters_mm = 3\nwhen = \"lot.expir\""),
        Wrong::UnknownField { .. }
    ));
}

#[test]
fn broken_files_say_where() {
    assert!(matches!(wrong("width_mm = 50", "width_mm = 5O"), Wrong::Frame { .. }));
    assert!(matches!(wrong("letters_mm = 3", "leters_mm = 3"), Wrong::Frame { .. }), "an unknown setting");
    assert!(matches!(wrong("\"code128\"", "\"code39\""), Wrong::Frame { .. }));
    assert!(matches!(wrong("{{ item.name }}", "{{ item.name }"), Wrong::Words { .. }));
    assert!(matches!(wrong("{{ item.name }}", "{% if lot.code %}x"), Wrong::Words { .. }));
    assert!(matches!(wrong("language = \"en\"", "language = \"xx\""), Wrong::UnknownLanguage { .. }));
    assert!(matches!(
        wrong("language = \"en\"", "language = \"en\"\nmarket = \"mars\""),
        Wrong::UnknownMarket { .. }
    ));
    assert!(matches!(
        wrong("language = \"en\"", "language = \"en\"\nminimum_dpi = 150"),
        Wrong::UnknownDpi { dpi: 150 }
    ));
    assert!(matches!(wrong("[words.id]\nlot = \"LOT\"", "[words.id]\n"), Wrong::WordsMissing { .. }));
}

#[test]
fn what_leaves_the_label_or_is_too_small_is_seen_before_it_is_printed() {
    assert!(matches!(wrong("[2, 2, 40, 6]", "[12, 2, 40, 6]"), Wrong::OutsideMedia { .. }));
    assert!(matches!(wrong("[2, 2, 40, 6]", "[2, 2, nan, 6]"), Wrong::OutsideMedia { .. }));
    assert!(matches!(wrong("[2, 2, 40, 6]", "[-2, 2, 40, 6]"), Wrong::OutsideMedia { .. }));
    assert!(matches!(wrong("height_mm = 25", "height_mm = 2500"), Wrong::OutOfRange { .. }));
    let found = wrong("smallest_mm = 1.5", "smallest_mm = 1.2");
    assert_eq!(found, Wrong::LettersTooSmall { is_mm: 0.89, least_mm: 1.0 }, "a small x of 0.89 mm");
}

#[test]
fn what_leaves_the_blank_window_is_refused() {
    let text =
        GOOD.replacen("height_mm = 25", "height_mm = 25\nstock = \"A\"\nwindow_mm = [1, 8, 48, 16]", 1);
    let found = Template::read(&text, &Markets::default()).expect_err("the text stands above the window");
    assert_eq!(found.len(), 1);
    assert!(matches!(found[0].wrong, Wrong::OutsideWindow), "{}", found[0]);
    assert_eq!(found[0].at.line, 17);
}

#[test]
fn what_cannot_be_drawn_is_found_by_trying() {
    let drawing = |from: &str, to: &str| match wrong(from, to) {
        Wrong::Drawing { error, .. } => error,
        other => panic!("another problem: {other}"),
    };
    assert!(matches!(drawing("\"{{ item.sku }}\"", "\"{{ item.name }} ü\""), LabelError::Code(_)));
    let dense = drawing("\"{{ item.sku }}\"", "\"{{ item.name }} {{ item.name }}\"");
    assert!(matches!(dense, LabelError::CodeDoesNotFit { .. }), "modules would be too small: {dense}");
    let long = drawing("\"{{ item.name }}\"", "\"{{ facts.ingredients }}\"");
    assert!(matches!(long, LabelError::TextDoesNotFit { .. }), "never cut: {long}");
    let letters = drawing("\"{{ item.name }}\"", "\"辣椒酱 {{ item.name }}\"");
    assert!(
        matches!(letters, LabelError::LettersMissing { ref letters, .. } if letters == "辣椒酱"),
        "{letters}"
    );
    let missing = drawing("\"{{ item.name }}\"", "\"{{ copy.reason }}\"");
    assert_eq!(missing, LabelError::FieldMissing { field: "copy.reason".into() });
    let broken = drawing("\"{{ item.name }}\"", "\"{{ item.name | date }}\"");
    assert!(matches!(broken, LabelError::Words { .. }), "{broken}");
}

#[test]
fn every_wrong_thing_is_named_at_once() {
    let text =
        GOOD.replace("item.sku", "item.skuu").replace("item.name", "item.nam").replace("40, 6", "400, 6");
    assert_eq!(problems(&text).len(), 3, "{:?}", problems(&text));
}

#[test]
fn marks_around_nothing_print_nothing() {
    let empty = GOOD.replacen("say = \"{{ item.name }}\"", "say = \"****\"\nmarked = \"allergens\"", 1);
    assert_eq!(problems(&empty), [], "an empty fact between its marks");
}
