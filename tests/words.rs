//! Every sentence that Rust can ask for exists in every language, and names only what its code carries. The codes are
//! read from the enums themselves, so a new variant without words fails here.

use std::collections::BTreeSet;

type Codes = &'static [(&'static str, &'static [&'static str])];

/// Every enum of sentences in the program.
fn every_list() -> Vec<Codes> {
    let mut lists: Vec<Codes> = vec![domain::Refusal::ALL, domain::task::Resolution::ALL, sync::Why::ALL];
    lists.push(ledger::reserve::said::TaskText::ALL);
    lists.push(labels::said::ALL);
    lists.extend([labels::symbology::SAID, labels::photo::SAID, labels::documents::SAID]);
    lists.extend(exchange::said::ALL);
    lists.extend(floor::said::ALL);
    lists.extend(station::said::ALL);
    lists.extend(station::desk::said::ALL);
    lists.extend(station::diagnostics::said::ALL);
    lists.extend(server::said::ALL);
    lists
}

#[test]
fn every_code_has_its_sentence_in_every_language() {
    let mut missing = Vec::new();
    for (code, _) in every_list().into_iter().flatten() {
        for language in words::LANGUAGES {
            if words::variables(language, code).is_none() {
                missing.push(format!("{language}: {code}"));
            }
        }
    }
    assert!(missing.is_empty(), "a person would read a bare code: {missing:#?}");
}

#[test]
fn a_sentence_names_only_what_its_code_carries() {
    let mut wrong = Vec::new();
    for (code, carried) in every_list().into_iter().flatten() {
        for language in words::LANGUAGES {
            let named = words::variables(language, code).unwrap_or_default();
            wrong.extend(
                named
                    .iter()
                    .filter(|name| !carried.contains(&name.as_str()))
                    .map(|name| format!("{language}: {code} names {name}")),
            );
        }
    }
    assert!(wrong.is_empty(), "a person would read the variable's name: {wrong:#?}");
}

#[test]
fn words_of_fixed_sets_exist_in_every_language() {
    use domain::ReservationPurpose;
    use domain::code::Command;
    use domain::entry::{Evidence, MovementKind, Reason};
    use domain::gs1::format::{Check, Set};
    use domain::permission::Role;
    use domain::scan::Want;
    use ledger::read::recall::PartKind;
    use ledger::table::task::{Severity, TaskState};
    let mut codes: BTreeSet<String> = BTreeSet::new();
    codes.extend(Role::ALL.iter().map(|role| format!("role-{}", role.text())));
    codes.extend(Reason::ALL.iter().map(|reason| format!("reason-{}", reason.text().replace('_', "-"))));
    codes.extend(MovementKind::ALL.iter().map(|kind| format!("kind-{}", kind.text())));
    codes.extend(Evidence::ALL.iter().map(|evidence| format!("evidence-{}", evidence.text())));
    codes.extend(PartKind::ALL.iter().map(|part| format!("part-{}", part.text())));
    codes.extend(ReservationPurpose::ALL.iter().map(|purpose| format!("purpose-{}", purpose.text())));
    codes.extend(Command::ALL.iter().map(|command| format!("command-{}", command.name())));
    let expected = Check::ALL.iter().map(|check| check.word());
    let expected = expected.chain(Set::ALL.iter().map(|set| set.word()));
    let expected = expected.chain(domain::gs1::OTHER_EXPECTATIONS.iter().copied());
    codes.extend(expected.map(|word| format!("gs1-expects-{word}")));
    let detected =
        ["tracking-certain", "tracking-likely", "tracking-unsure", "letters-as-typed", "letters-turned"];
    codes.extend(detected.map(str::to_owned));
    codes.extend(["sent-kept", "sent-lost", "symbology-data_matrix", "symbology-code128"].map(str::to_owned));
    codes.extend(devices::keyboard::KeyboardLayout::ALL.iter().map(|layout| {
        let word = serde_json::to_value(layout).expect("a word");
        format!("layout-{}", word.as_str().expect("a word").replace('_', "-"))
    }));
    codes.extend(Want::ALL.iter().map(|want| want.code()));
    codes.extend(Severity::ALL.iter().map(|severity| format!("severity-{}", severity.text())));
    codes.extend(TaskState::ALL.iter().map(|state| format!("task-state-{}", state.text())));
    codes.extend(devices::Trouble::ALL.iter().map(|trouble| format!("printer-{}", trouble.code())));
    codes.extend(devices::Asked::ALL.iter().map(|asked| format!("device-asked-of-{}", asked.text())));
    codes.extend(domain::scan::ScanVerdict::ALL.iter().map(|it| format!("scan-verdict-{}", it.text())));
    let missing: Vec<String> = words::LANGUAGES
        .iter()
        .flat_map(|language| codes.iter().map(move |code| (language, code)))
        .filter(|(language, code)| words::variables(language, code).is_none())
        .map(|(language, code)| format!("{language}: {code}"))
        .collect();
    assert!(missing.is_empty(), "a person would read a bare code: {missing:#?}");
}

#[test]
fn both_languages_say_the_same_things() {
    let [english, indonesian] = words::LANGUAGES.map(|language| {
        let codes = words::codes(language);
        assert!(codes.len() > 100, "{language} has its sentences");
        codes
    });
    let only =
        |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!(only(&english, &indonesian), Vec::<String>::new(), "only in English");
    assert_eq!(only(&indonesian, &english), Vec::<String>::new(), "only in Indonesian");
}
