//! What the checks of parts let through and what they stop: generated for every part of the table, and by
//! hand for those with an inside of their own. The coupons are the worked ones of the North American
//! guideline and changes of them.

use crate::gs1_values::{longest, longest_part, wrong_parts};
use crate::{named, today};
use domain::gs1::format::Check;
use domain::gs1::table::{Definition, all};
use domain::gs1::{Elements, Problem, check_characters};

fn problem(definition: &Definition, value: &str) -> Problem {
    match Elements::build(&[(definition.first, value)], today()) {
        Ok(_) => panic!("({}){value} was taken", definition.first),
        Err(error) => error.problem,
    }
}

fn told(identifier: &str, value: &str) -> String {
    match Elements::build(&[(identifier, value)], today()) {
        Ok(_) => "holds".to_owned(),
        Err(error) => format!("{} at {}", named(&error.problem), error.at - identifier.len() - 2),
    }
}

#[test]
fn every_check_refuses_what_it_is_there_for() {
    for definition in all() {
        let mut at = 0;
        for component in definition.format {
            let part = longest_part(component);
            for check in component.checks {
                for wrong in wrong_parts(*check, &part) {
                    let mut value = longest(definition);
                    value.replace_range(at..at + part.len(), &wrong);
                    let found = problem(definition, &value);
                    let expected = match check {
                        Check::CheckDigit => matches!(found, Problem::CheckDigit { .. }),
                        Check::CheckLetters => matches!(found, Problem::CheckLetters { .. }),
                        // A letter in a coupon is one no digit check is asked about.
                        Check::Coupon | Check::CouponOffer => matches!(found, Problem::Content { .. }),
                        // A wrong prefix of a model number is first a wrong check.
                        Check::CompanyPrefix | Check::NotAllDigits => {
                            matches!(found, Problem::Content { .. } | Problem::CheckLetters { .. })
                        }
                        _ => matches!(&found, Problem::Content { check: refused, .. } if refused == check),
                    };
                    assert!(expected, "({}){value}: {check:?} gave {found:?}", definition.first);
                }
            }
            at += part.len();
        }
    }
}

#[test]
fn coupons_are_read_to_their_end() {
    let rows = [
        ("106141416543213500110000310123196000", "holds"),
        ("012345612345611110123", "holds"),
        ("0123456123456111101230", "coupon 0 at 21"),
        ("01234561234561111012310110123", "coupon  at 29"),
        ("012345612345611110123101101239", "holds"),
        ("0123456123456111101231011012301234567", "coupon 7 at 36"),
        ("0123456123456111101233261101", "holds"),
        ("01234561234561111012332611014261102", "coupon 261102 at 29"),
        ("01234561234561111012332611024261101", "holds"),
        ("0123456123456111101235012345", "coupon  at 28"),
        ("01234561234561111012350123456", "holds"),
        ("012345612345611110123611234567", "holds"),
        ("0123456123456111101236012345678", "coupon 012345678 at 22"),
        ("01234561234561111012390000", "holds"),
        ("01234561234561111012393000", "coupon 3000 at 22"),
        ("01234561234561111012390300", "coupon 300 at 23"),
        ("01234561234561111012390002", "coupon 2 at 25"),
        ("7", "coupon 7 at 0"),
        ("0", "coupon  at 1"),
    ];
    for (value, expected) in rows {
        assert_eq!(told("8110", value), expected, "{value}");
    }
    let offers = [
        ("001234561234560123456", "holds"),
        ("101234561234560123456", "holds"),
        ("201234561234560123456", "coupon 201234561234560123456 at 0"),
        ("061234567890121234569123456789012345", "holds"),
        ("0612345678901212345691234567890123456", "coupon 6 at 36"),
        ("00123456123456", "coupon  at 14"),
    ];
    for (value, expected) in offers {
        assert_eq!(told("8112", value), expected, "{value}");
    }
}

#[test]
fn package_types_are_those_of_the_list() {
    for known in
        ["8", "9", "1A", "43", "200", "212", "X11", "X3", "BX", "CT", "PX", "ZZ", "APE", "WRP", "201"]
    {
        assert_eq!(told("7041", known), "holds", "{known}");
    }
    for unknown in ["7", "0", "207", "XX", "bx", "PXX", "A", "X"] {
        assert_eq!(told("7041", unknown), format!("package-type {unknown} at 0"), "{unknown}");
    }
}

#[test]
fn model_numbers_end_with_their_check_characters() {
    // The worked example of the standard.
    assert_eq!(check_characters("1987654Ad4X4bL5ttr2310c").as_deref(), Some("2K"));
    assert_eq!(told("8013", "1987654Ad4X4bL5ttr2310c2K"), "holds");
    assert_eq!(told("8013", "1987654Ad4X4bL5ttr2310c2L"), "letters 2L for 2K at 23");
    assert_eq!(check_characters(""), None, "nothing has none");
    assert_eq!(check_characters("1987654Ad4X4bL5ttr2310c1"), None, "24 characters leave no room for them");
    assert_eq!(check_characters("19 87"), None, "a blank is in no model number");
}

#[test]
fn every_check_and_set_has_a_word_of_its_own_kind() {
    for check in Check::ALL {
        assert!(check.word().bytes().all(|byte| byte.is_ascii_lowercase() || b"-0123456789".contains(&byte)));
    }
    let used: Vec<Check> =
        all().flat_map(|one| one.format.iter().flat_map(|part| part.checks.iter().copied())).collect();
    for check in Check::ALL {
        assert!(used.contains(check), "{check:?} checks nothing");
    }
    assert!(used.iter().all(|check| Check::ALL.contains(check)), "all of them are listed");
}
