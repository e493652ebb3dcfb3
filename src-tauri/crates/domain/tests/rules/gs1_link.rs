//! GS1 Digital Links: the rules of devices.md 2.10.

use crate::{named, today};
use domain::gs1::{Elements, Gs1Error, Problem, is_web_address, parse_link};
use proptest::prelude::*;

fn read(text: &str) -> Result<Elements, Gs1Error> {
    parse_link(text, today())
}

fn shown(text: &str) -> String {
    read(text).unwrap_or_else(|error| panic!("{text}: {error}")).human_readable()
}

#[test]
fn links_that_are_read() {
    let rows = [
        ("https://id.gs1.org/01/09506000134352", "(01)09506000134352"),
        ("https://id.gs1.org/01/09506000134352/", "(01)09506000134352"),
        ("HTTPS://ID.GS1.ORG/01/09506000134352", "(01)09506000134352"),
        ("http://localhost:8080/a/b/c/01/09506000134352/10/AB%2FC/21/9", "(01)09506000134352(10)AB/C(21)9"),
        ("https://example.com/01/09506000134352/22/V/21/S", "(01)09506000134352(22)V(21)S"),
        ("https://example.com/01/09506000134352/235/T", "(01)09506000134352(235)T"),
        (
            "https://example.com/01/09506000134352?17=271130&3103=001250",
            "(01)09506000134352(17)271130(3103)001250",
        ),
        (
            "https://example.com/01/09506000134352?linkType=gs1:pip&utm_source=x&15=271130#15=x",
            "(01)09506000134352(15)271130",
        ),
        ("https://example.com/00/109506000000000016", "(00)109506000000000016"),
        ("https://example.com/414/9506000134352/254/A1", "(414)9506000134352(254)A1"),
        ("https://example.com/21/x/01/09506000134352", "(01)09506000134352"),
    ];
    for (text, elements) in rows {
        assert_eq!(shown(text), elements, "{text}");
    }
}

#[test]
fn links_that_are_refused() {
    // How many characters stand before the wrong place, and why.
    let rows = [
        ("https://example.com/01/09506000134352/21/S/10/L", 43, "order"),
        ("https://example.com/01/09506000134352/22/V/235/T", 43, "order"),
        ("https://example.com/00/109506000000000016/10/L", 42, "order"),
        ("https://example.com/01/09506000134352?10=L", 38, "place"),
        ("https://example.com/01/09506000134352?21=S", 38, "place"),
        ("https://example.com/01/09506000134352?8200=x", 38, "place"),
        ("https://example.com/01/09506000134352?04=1", 38, "unknown"),
        ("https://example.com/01/09506000134352?17=271130&17=271130", 48, "repeats 271130"),
        ("https://example.com/01/09506000134352?17=", 41, "short 0 of 6"),
        ("https://example.com/01/09506000134352?17", 40, "short 0 of 6"),
        ("https://example.com/01/09506000134352/10//21/S", 41, "short 0 of 1"),
        ("https://example.com/01/09506000134351", 36, "check 1 for 2"),
        ("https://example.com/01/9506000134352", 36, "short 13 of 14"),
        ("https://example.com/01/09506000134352/10/A%2", 41, "encoding"),
        ("https://example.com/01/09506000134352/10/A%zz", 41, "encoding"),
        ("https://example.com/01/09506000134352/10/A%FF", 41, "encoding"),
        ("https://example.com/01/09506000134352?240=A+B", 42, "character ' '"),
        ("https://exämple.com/é/01/09506000134352?37=1", 22, "excluded by 37"),
    ];
    for (text, at, problem) in rows {
        let error = read(text).map(|elements| elements.human_readable()).expect_err(text);
        assert_eq!((error.at, named(&error.problem)), (at, problem.to_owned()), "{text}");
    }
}

#[test]
fn other_addresses_are_no_links() {
    for text in [
        "https://example.com",
        "https://example.com/",
        "https://example.com/shop/item",
        "https://example.com/10/LOT",
        "ftp://example.com/01/09506000134352",
        "Https://example.com/01/09506000134352",
        "https://",
        "https:///01/09506000134352",
        "https://example.com/gtin/09506000134352",
        "https://example.com/AQnYUc1gmiERBhQ0ytiyZtpdSB0",
        "01/09506000134352",
        "",
    ] {
        assert_eq!(read(text).unwrap_err().problem, Problem::NotALink, "{text}");
    }
    assert!(is_web_address("HTTP://x") && !is_web_address("Http://x"));
}

const NEARLY_RIGHT: &str = "(/|01|10|21|09506000134352|414|%|%2|%41|\\?|=|&|#|\\+|é|[a-z0-9]{1,4}){0,20}";

proptest! {
    #[test]
    fn no_address_breaks_it(path in NEARLY_RIGHT) {
        for address in [format!("https://example.com/{path}"), format!("https:/{path}")] {
            match read(&address) {
                Ok(elements) => prop_assert!(elements.iter().next().is_some(), "something is read of {address}"),
                Err(wrong) => prop_assert!(!wrong.to_string().is_empty(), "or it is said why not"),
            }
        }
    }
}
