//! What may stand together, generated from the table: each need met and not met, each exclusion from both
//! sides, each identifier twice.

use crate::gs1_values::{longest, shortest};
use crate::{named, today};
use domain::gs1::Elements;
use domain::gs1::table::{Definition, all, find, matches};

/// An identifier that `pattern` names, with a value that holds.
fn one_of(pattern: &str) -> (String, String) {
    let definition = all().find(|other| matches(pattern, other.first)).expect("it is in the table");
    (definition.first.to_owned(), longest(definition))
}

fn build(parts: &[(String, String)]) -> Result<Elements, String> {
    let parts: Vec<(&str, &str)> = parts.iter().map(|(ai, value)| (ai.as_str(), value.as_str())).collect();
    Elements::build(&parts, today()).map_err(|error| named(&error.problem))
}

/// Everything that the list needs, all the way: each step takes the first alternative that excludes nothing.
fn with_all_needs(mut parts: Vec<(String, String)>) -> Option<Elements> {
    for _ in 0..8 {
        let elements = build(&parts).ok()?;
        let Err(error) = elements.check_companions() else { return Some(elements) };
        let needs = named(&error.problem);
        let alternatives = needs.strip_prefix("alone without ")?;
        let grown = alternatives.split(' ').find_map(|together| {
            let mut grown = parts.clone();
            for pattern in together.split('+') {
                if !grown.iter().any(|(ai, _)| matches(pattern, ai)) {
                    grown.push(one_of(pattern));
                }
            }
            build(&grown).is_ok().then_some(grown)
        });
        parts = grown?;
    }
    None
}

fn alone(definition: &Definition) -> Vec<(String, String)> {
    vec![(definition.first.to_owned(), longest(definition))]
}

#[test]
fn every_need_is_missed_alone_and_met_by_each_alternative() {
    for definition in all() {
        let elements = build(&alone(definition)).expect("alone it is sound");
        match definition.needs.first() {
            None => assert_eq!(elements.check_companions(), Ok(()), "({}) needs nothing", definition.first),
            Some(needs) => {
                let error = elements.check_companions().expect_err("alone it has no meaning");
                assert_eq!(named(&error.problem), format!("alone without {needs}"), "({})", definition.first);
                assert_eq!((error.ai.as_str(), error.at), (definition.first, 0));
            }
        }
        for needs in definition.needs {
            let mut met = 0;
            for alternative in needs.split(' ') {
                let mut parts = alone(definition);
                parts.extend(alternative.split('+').map(one_of));
                met += usize::from(with_all_needs(parts).is_some());
            }
            assert!(met > 0, "({}) can be beside none of {needs}", definition.first);
        }
    }
}

#[test]
fn a_joint_need_is_not_met_by_half() {
    for definition in all() {
        for joint in
            definition.needs.iter().flat_map(|needs| needs.split(' ')).filter(|one| one.contains('+'))
        {
            for lonely in joint.split('+') {
                let mut parts = alone(definition);
                parts.push(one_of(lonely));
                let elements = build(&parts).expect("nothing is excluded");
                let by_half = elements.check_companions().is_err();
                let fully = definition.needs.iter().all(|needs| needs.split(' ').any(|one| one == lonely));
                assert!(by_half || fully, "({}) needs all of {joint}, not {lonely} alone", definition.first);
            }
        }
    }
}

#[test]
fn every_exclusion_holds_from_both_sides() {
    for definition in all() {
        for pattern in definition.excludes.split(' ').filter(|pattern| !pattern.is_empty()) {
            let others =
                all().flat_map(|other| [other.first, other.last]).filter(|other| matches(pattern, other));
            for other in others.filter(|other| *other != definition.first) {
                let value = longest(find(other).expect("it is in the table"));
                let here = (definition.first.to_owned(), longest(definition));
                let there = (other.to_owned(), value);
                for parts in [[here.clone(), there.clone()], [there.clone(), here.clone()]] {
                    let found = build(&parts).expect_err("they exclude each other");
                    assert!(
                        found.starts_with("excluded by "),
                        "({}) and ({other}): {found}",
                        definition.first
                    );
                }
            }
        }
    }
}

#[test]
fn every_identifier_may_come_twice_with_one_value_only() {
    for definition in all() {
        let (long, short) = (longest(definition), shortest(definition));
        let twice = |other: &str| {
            let first = (definition.first.to_owned(), long.clone());
            build(&[first, (definition.first.to_owned(), other.to_owned())])
        };
        assert!(twice(&long).is_ok(), "({}) says the same twice", definition.first);
        if short != long {
            assert_eq!(twice(&short).unwrap_err(), format!("repeats {long}"), "({})", definition.first);
        }
    }
}
