//! Whether a separator got lost on the way: a keyboard has no key for it, and then two elements arrive as
//! one. It is flagged and explained with every way to read it; none of them is ever chosen here.

use super::companions::{check_exclusions, check_needs};
use super::elements::{Element, Elements};
use super::error::readable;
use super::parse::{GS, element, parse_list, shown, take_element, take_identifier};
use super::table::{Definition, matches};
use crate::refusal::Refusal;
use jiff::civil::Date;

/// What trade labels put behind a lot, a serial or a count. Rarer ones (20, 9n …) are left out: their two
/// digits are in every second lot.
const FOLLOWERS: &[&str] = &[
    "00", "01", "02", "10", "11", "13", "15", "16", "17", "21", "30", "37", "240", "241", "31nn", "32nn",
    "33nn", "34nn", "35nn", "36nn", "7003", "8005", "8008",
];

/// Readings that are shown to a person; a scan with more of them says so.
pub const READINGS: usize = 6;

/// Elements looked at before the search for readings is given up; a scan that needs more is hopeless anyway.
const TRIES: usize = 4_000;

/// A value that may have swallowed further elements, because no separator ended it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostSeparator {
    /// The identifier of that value.
    pub ai: String,
    /// Characters in front of its identifier.
    pub at: usize,
    /// As it arrived, to the end of the scan; cut where it gets long.
    pub value: String,
    /// Every way to read the whole, those the standard's companions allow first, then the one with the fewest
    /// elements; at most [`READINGS`]. As it arrived is one of them where it holds.
    pub readings: Vec<Elements>,
    /// Readings left out: there are more than can be shown.
    pub is_cut: bool,
}

impl LostSeparator {
    /// For a person; `code` is what was scanned.
    pub fn refusal(&self, code: &str) -> Refusal {
        let readings: Vec<String> = self.readings.iter().map(Elements::human_readable).collect();
        let more = if self.is_cut { " · …" } else { "" };
        Refusal::SeparatorLost {
            code: readable(code),
            part: format!("({}){}", self.ai, self.value),
            at: i64::try_from(self.at + 1).unwrap_or(i64::MAX),
            readings: format!("{}{more}", readings.join(" · ")),
        }
    }
}

/// Whether `data` holds no separator, its first value of variable length runs to the end, and that value
/// can also be read as a shorter one with further elements behind it. Only suspicion: a lot may look like
/// that by itself.
pub(crate) fn looks_lost(data: &[u8], today: Date) -> bool {
    swallower(data, today).is_some_and(|swallower| swallower.cuts(today).next().is_some())
}

/// What got lost in `data` and how it can be read; `None` where it reads in one way only, or in none that the
/// standard allows.
pub fn lost_separator(data: &[u8], today: Date) -> Option<LostSeparator> {
    let swallower = swallower(data, today)?;
    swallower.cuts(today).next()?;
    let mut search = Search { today, found: Vec::new(), tries: 0 };
    search.read(&swallower.before, &data[swallower.at..]);
    // Labels exist that the standard forbids, so a reading it excludes is shown too, but as the last one; where it
    // excludes all of them, that is what is wrong with the code.
    let is_excluded = |list: &Vec<Element>| check_exclusions(list).is_err();
    if search.tries < TRIES && search.found.iter().all(is_excluded) {
        return None;
    }
    search.found.sort_by_key(|list| (is_excluded(list), check_needs(list).is_err(), list.len()));
    let mut readings: Vec<Elements> =
        search.found.into_iter().map(|list| Elements::new(list, false)).collect();
    let is_cut = readings.len() > READINGS || search.tries >= TRIES;
    readings.truncate(READINGS);
    let (ai, value) = (swallower.identifier.to_owned(), shown(swallower.value));
    Some(LostSeparator { ai, at: swallower.at, value, readings, is_cut })
}

/// The first value of variable length, which runs to the end of the data.
struct Swallower<'a> {
    before: Vec<Element>,
    definition: &'static Definition,
    identifier: &'a str,
    value: &'a [u8],
    at: usize,
}

fn swallower(data: &[u8], today: Date) -> Option<Swallower<'_>> {
    if data.contains(&GS) {
        return None;
    }
    let mut before = Vec::new();
    let mut rest = data;
    loop {
        let (definition, identifier, value) = take_identifier(rest).ok()?;
        if !definition.predefined {
            let at = data.len() - rest.len();
            return Some(Swallower { before, definition, identifier, value, at });
        }
        let (element, after) = take_element(rest, today).ok()?;
        before.push(element);
        rest = after;
    }
}

impl Swallower<'_> {
    /// Where the value can end, so that a row of elements which may stand there follows.
    fn cuts(&self, today: Date) -> impl Iterator<Item = usize> {
        (1..self.value.len()).take_while(|at| *at <= self.definition.longest()).filter(move |at| {
            let (head, tail) = self.value.split_at(*at);
            may_follow(&self.before, self.identifier, tail)
                && element(self.definition, self.identifier, head, today).is_ok()
                && self.can_follow(tail, today)
        })
    }

    /// Whether `tail` is a row of elements that may stand behind those before.
    fn can_follow(&self, tail: &[u8], today: Date) -> bool {
        parse_list(tail, today).is_ok_and(|(list, _)| {
            list.iter().all(|element| {
                element.ai != self.identifier
                    && !self.before.iter().any(|before| before.ai == element.ai)
                    && is_follower(&element.ai)
            })
        })
    }
}

/// All readings of the rest behind elements that are certain.
struct Search {
    today: Date,
    found: Vec<Vec<Element>>,
    tries: usize,
}

impl Search {
    fn read(&mut self, before: &[Element], data: &[u8]) {
        if data.is_empty() {
            self.found.push(before.to_vec());
            return;
        }
        let Ok((definition, identifier, value)) = take_identifier(data) else { return };
        let ends: Vec<usize> = match definition.predefined {
            true => vec![definition.longest().min(value.len())],
            false => (1..=value.len().min(definition.longest())).rev().collect(),
        };
        for end in ends {
            let (head, tail) = value.split_at(end);
            if !tail.is_empty() && !may_follow(before, identifier, tail) {
                continue;
            }
            self.tries += 1;
            if self.tries >= TRIES {
                return;
            }
            if let Ok(element) = element(definition, identifier, head, self.today) {
                let so_far = [before, &[element]].concat();
                self.read(&so_far, tail);
            }
        }
    }
}

/// Whether `tail` begins with an identifier that follows others and did not come yet.
fn may_follow(before: &[Element], identifier: &str, tail: &[u8]) -> bool {
    take_identifier(tail).is_ok_and(|(_, next, _)| {
        next != identifier && is_follower(next) && !before.iter().any(|element| element.ai == next)
    })
}

fn is_follower(identifier: &str) -> bool {
    FOLLOWERS.iter().any(|pattern| matches(pattern, identifier))
}
