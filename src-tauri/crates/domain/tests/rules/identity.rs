//! Identities that follow from an input.

use domain::InputId;
use std::collections::BTreeSet;
use uuid::{Uuid, Variant};

fn input() -> InputId {
    InputId(Uuid::parse_str("019b0000-1234-7abc-8def-0123456789ab").expect("a UUID"))
}

#[test]
fn the_same_input_gives_birth_to_the_same_identities() {
    let golden = Uuid::parse_str("019b0000-1234-7677-be6c-bdb86d646248").unwrap();
    assert_eq!(input().derive("entry", 0), golden, "an entry sent again after an update must be recognised");
    assert_eq!(input().derive("entry", 0), input().derive("entry", 0));
}

#[test]
fn different_purposes_places_and_inputs_differ() {
    let other = InputId(Uuid::parse_str("019b0000-1234-7abc-8def-0123456789ac").unwrap());
    let all = [
        input().derive("entry", 0),
        input().derive("entry", 1),
        input().derive("lot", 0),
        input().derive("", 0),
        other.derive("entry", 0),
    ];
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "two things never share an identity");
}

#[test]
fn derived_identities_are_version_7_of_the_input_s_time() {
    for index in 0..1000 {
        let derived = input().derive("movement", index);
        assert_eq!(derived.get_version_num(), 7, "sorts among the others");
        assert_eq!(derived.get_variant(), Variant::RFC4122);
        assert_eq!(derived.as_bytes()[..6], input().bytes()[..6], "born when the input came in");
    }
}
