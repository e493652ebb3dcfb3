//! Whether a separator got lost on the way: a keyboard has no key for it, and then two elements arrive as
//! one.

use super::parse::{GS, element, parse_list, take_element, take_identifier};
use super::table::matches;
use jiff::civil::Date;

/// What trade labels put behind a lot, a serial or a count. Rarer ones (20, 9n …) are left out: their two
/// digits are in every second lot.
const FOLLOWERS: &[&str] = &[
    "00", "01", "02", "10", "11", "13", "15", "16", "17", "21", "30", "37", "240", "241", "31nn", "32nn",
    "33nn", "34nn", "35nn", "36nn", "7003", "8005", "8008",
];

/// Whether `data` holds no separator, its first value of variable length runs to the end, and that value
/// can also be read as a shorter one with further elements behind it. Only suspicion: a lot may look like
/// that by itself.
pub(crate) fn looks_lost(data: &[u8], today: Date) -> bool {
    if data.contains(&GS) {
        return false;
    }
    let mut before: Vec<String> = Vec::new();
    let mut rest = data;
    while let Ok((definition, identifier, value)) = take_identifier(rest) {
        if !definition.predefined {
            before.push(identifier.to_owned());
            return (1..value.len()).any(|at| {
                let (head, tail) = value.split_at(at);
                element(definition, identifier, head, today).is_ok() && can_follow(&before, tail, today)
            });
        }
        match take_element(rest, today) {
            Ok((element, after)) => {
                before.push(element.ai);
                rest = after;
            }
            Err(_) => return false,
        }
    }
    false
}

/// Whether `tail` is a row of elements that may stand behind `before`.
fn can_follow(before: &[String], tail: &[u8], today: Date) -> bool {
    parse_list(tail, today).is_ok_and(|list| {
        list.iter().all(|element| {
            !before.contains(&element.ai) && FOLLOWERS.iter().any(|pattern| matches(pattern, &element.ai))
        })
    })
}
