//! Every identifier built and read again, three ways: element string, brackets, Digital Link.

use crate::gs1_values::{longest, shortest};
use crate::{named, today};
use domain::gs1::table::{Definition, all};
use domain::gs1::{self, Elements, parse_bracketed, parse_link};

const RESOLVER: &str = "https://id.gs1.org";

fn build(parts: &[(&str, &str)]) -> Elements {
    Elements::build(parts, today()).unwrap_or_else(|error| panic!("{parts:?}: {error}"))
}

fn link(parts: &[(&str, &str)]) -> Result<String, String> {
    build(parts).digital_link(RESOLVER).map_err(|error| format!("{} at {}", named(&error.problem), error.at))
}

/// Both values of every identifier there is.
fn every_value() -> impl Iterator<Item = (&'static Definition, String, String)> {
    all().flat_map(|definition| {
        let first: u16 = definition.first.parse().expect("digits");
        let last: u16 = definition.last.parse().expect("digits");
        (first..=last).flat_map(move |number| {
            let identifier = format!("{number:0>width$}", width = definition.first.len());
            [longest(definition), shortest(definition)].map(|value| (definition, identifier.clone(), value))
        })
    })
}

/// In the order of identifiers, because a link has its own.
fn sorted(elements: &Elements) -> Vec<(String, String)> {
    let mut list: Vec<_> = elements.iter().map(|one| (one.ai.clone(), one.value.clone())).collect();
    list.sort();
    list
}

#[test]
fn every_identifier_is_read_as_it_was_built() {
    let mut count = 0;
    for (_, identifier, value) in every_value() {
        let alone = build(&[(&identifier, &value)]);
        let data = alone.element_string();
        assert_eq!(gs1::parse(data.as_bytes(), today()).as_ref(), Ok(&alone), "{data} as scanned");
        let typed = alone.bracketed();
        assert_eq!(parse_bracketed(&typed, today()).as_ref(), Ok(&alone), "{typed} as typed");
        count += 1;
    }
    assert_eq!(count, 2 * 541, "all identifiers of the release, the longest and the shortest value of each");
}

/// Behind a key of its own where it is none, and where the standard lets a link carry it.
#[test]
fn every_identifier_is_carried_by_a_link_or_refused_with_its_reason() {
    for (definition, identifier, value) in every_value() {
        let keys: [(&str, &str); 3] =
            [("8004", "9506Az0"), ("01", "09506000134352"), ("00", "109506000000000016")];
        let beside: Vec<_> = match definition.key {
            Some(_) => vec![(identifier.as_str(), value.as_str())],
            None => {
                let fits =
                    |key: &&(&str, &str)| Elements::build(&[**key, (&identifier, &value)], today()).is_ok();
                let key = keys.iter().find(fits).expect("one of the keys excludes nothing");
                vec![*key, (identifier.as_str(), value.as_str())]
            }
        };
        let elements = build(&beside);
        match elements.digital_link(RESOLVER) {
            Ok(text) => {
                let read = parse_link(&text, today()).unwrap_or_else(|error| panic!("{text}: {error}"));
                assert_eq!(sorted(&read), sorted(&elements), "{text}");
                let allowed = definition.key.is_some() || definition.attribute || identifier == "7040";
                assert!(allowed, "{text}: ({identifier}) may not be in a query");
            }
            Err(error) => {
                assert_eq!(named(&error.problem), "place", "({identifier})");
                assert!(!definition.attribute, "({identifier}) may be in a query");
            }
        }
    }
}

#[test]
fn every_key_carries_its_qualifiers_in_their_order_only() {
    for key in all().filter(|definition| definition.key.is_some()) {
        for row in key.key.unwrap_or(&[]) {
            let qualifiers: Vec<&Definition> =
                row.split(' ').map(|one| gs1::table::find(one).expect("a qualifier exists")).collect();
            let values: Vec<(&str, String)> =
                qualifiers.iter().map(|one| (one.first, longest(one))).collect();
            let key_value = longest(key);
            let mut parts = vec![(key.first, key_value.as_str())];
            parts.extend(values.iter().rev().map(|(identifier, value)| (*identifier, value.as_str())));
            let text = link(&parts).unwrap_or_else(|error| panic!("{parts:?}: {error}"));
            let order: Vec<String> =
                parse_link(&text, today()).expect("reads again").iter().map(|one| one.ai.clone()).collect();
            let wanted: Vec<&str> = std::iter::once(key.first).chain(row.split(' ')).collect();
            assert_eq!(order, wanted, "{text}");
            if values.len() > 1 {
                let path = |(identifier, value): &(&str, String)| {
                    format!("/{identifier}/{}", gs1::percent_encoded(value))
                };
                let turned: String = values.iter().rev().map(path).collect();
                let key_value = gs1::percent_encoded(&key_value);
                let wrong = format!("{RESOLVER}/{}/{key_value}{turned}", key.first);
                let error = parse_link(&wrong, today()).expect_err("the order is turned around");
                assert_eq!(named(&error.problem), "order", "{wrong}");
            }
        }
    }
}

#[test]
fn links_are_written_with_key_qualifiers_and_query() {
    let parts = [
        ("17", "271130"),
        ("21", "S%/9"),
        ("10", "L&=?;"),
        ("3103", "001250"),
        ("01", "09506000134352"),
        ("22", "V+1"),
    ];
    let expected =
        "https://id.gs1.org/01/09506000134352/22/V%2B1/10/L%26%3D%3F%3B/21/S%25%2F9?17=271130&3103=001250";
    assert_eq!(link(&parts).as_deref(), Ok(expected).map_err(|error: &String| error));
    let own = build(&parts).digital_link("http://localhost:8080/goods/");
    assert!(
        own.is_ok_and(|text| text.starts_with("http://localhost:8080/goods/01/09506000134352/")),
        "any host"
    );
    let twice = build(&[("01", "09506000134352"), ("10", "A"), ("10", "A")]);
    assert_eq!(
        twice.digital_link(RESOLVER).as_deref(),
        Ok("https://id.gs1.org/01/09506000134352/10/A"),
        "said once"
    );
    let unit = [("8006", "095060001343520102"), ("10", "A"), ("21", "B")];
    assert_eq!(link(&unit).as_deref(), Ok("https://id.gs1.org/8006/095060001343520102/10/A/21/B"));
}

#[test]
fn a_link_that_cannot_be_is_refused_with_its_part() {
    let item = ("01", "09506000134352");
    let rows: [(&[(&str, &str)], &str); 5] = [
        (&[("10", "A")], "no key at 0"),
        (&[item, ("22", "V"), ("235", "T")], "order at 23"),
        (&[item, ("8200", "https:")], "place at 18"),
        (&[item, ("10", "A"), ("8020", "X")], "place at 23"),
        (&[("00", "109506000000000016"), ("21", "S")], "place at 22"),
    ];
    for (parts, expected) in rows {
        assert_eq!(link(parts), Err(expected.to_owned()), "{parts:?}");
    }
    for resolver in
        ["", "id.gs1.org", "ftp://x", "https://", "https:///x", "https://x?a=b", "https://x y", "https://x#y"]
    {
        let error = build(&[item]).digital_link(resolver).expect_err(resolver);
        assert_eq!(named(&error.problem), "host", "{resolver}");
    }
}

#[test]
fn a_whole_set_is_built_or_what_it_lacks_is_said() {
    let lot = Elements::build_whole(&[("10", "A"), ("17", "271130")], today()).expect_err("of which item?");
    assert_eq!((lot.ai.as_str(), named(&lot.problem).as_str()), ("10", "alone without 01 02 03 8006 8026"));
    assert!(Elements::build_whole(&[("10", "A"), ("01", "09506000134352")], today()).is_ok(), "in any order");
}

#[test]
fn times_and_harvests_are_told() {
    use jiff::civil::{date, time};
    let made = build(&[("8008", "261121143059")]);
    assert_eq!(made.time("8008"), Some(time(14, 30, 59, 0)));
    assert_eq!(build(&[("8008", "26112114")]).time("8008"), Some(time(14, 0, 0, 0)), "hours alone");
    assert_eq!(build(&[("7003", "2611212359")]).time("7003"), Some(time(23, 59, 0, 0)));
    assert_eq!(build(&[("7011", "261121")]).time("7011"), None, "a day alone has no time");
    assert_eq!(build(&[("17", "261121")]).time("17"), None);
    let harvest = build(&[("7007", "261120261122")]);
    assert_eq!(harvest.harvested(today()), Some((date(2026, 11, 20), date(2026, 11, 22))));
    assert_eq!(
        build(&[("7007", "261120")]).harvested(today()),
        Some((date(2026, 11, 20), date(2026, 11, 20)))
    );
}
