//! Which of the three code sets each character of a Code 128 stands in, so that the whole is as short as it
//! can be: the cheapest way from each place in each set is worked out from the end backwards.

use super::{CODE_A, CODE_B, CODE_C, FNC1, SHIFT, START_A, START_B, START_C, Unit};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Set {
    A,
    B,
    C,
}

/// How one step goes on: the symbols it writes, the units it uses, and the set that holds behind it.
#[derive(Clone, Copy)]
struct Step {
    symbols: [u8; 2],
    symbol_count: usize,
    unit_count: usize,
    next: Set,
}

const SETS: [Set; 3] = [Set::A, Set::B, Set::C];

/// Start and data symbols, as few as there can be. Of ways of equal length, the one that changes sets latest.
pub(super) fn shortest(units: &[Unit]) -> Vec<u8> {
    let mut costs = vec![[0_usize; 3]; units.len() + 1];
    let mut steps: Vec<[Option<Step>; 3]> = vec![[None; 3]; units.len()];
    for at in (0..units.len()).rev() {
        for set in SETS {
            let cost_of = |step: &Step| step.symbol_count + costs[at + step.unit_count][step.next as usize];
            let best = steps_from(set, &units[at..]).min_by_key(cost_of);
            costs[at][set as usize] = best.as_ref().map_or(usize::MAX / 2, cost_of);
            steps[at][set as usize] = best;
        }
    }
    let mut set = start(units, &costs[0]);
    let mut symbols = vec![[START_A, START_B, START_C][set as usize]];
    let mut at = 0;
    while let Some(step) = steps.get(at).and_then(|steps| steps[set as usize]) {
        symbols.extend(&step.symbols[..step.symbol_count]);
        (at, set) = (at + step.unit_count, step.next);
    }
    symbols
}

/// Pairs of digits in front are the standard's own reason to start in C; letters start in B.
fn start(units: &[Unit], costs: &[usize; 3]) -> Set {
    let [a, b, c] = *costs;
    let data = units.iter().skip_while(|unit| **unit == Unit::Function1);
    let digits = data.take_while(|unit| is_digit(unit)).count();
    match () {
        _ if c < a.min(b) || (c == a.min(b) && digits >= 4) => Set::C,
        _ if a < b => Set::A,
        _ => Set::B,
    }
}

/// In the order in which equal ones are preferred: stay, change for one character, change for good, to B
/// before A: readers and printers know B best.
fn steps_from(set: Set, units: &[Unit]) -> impl Iterator<Item = Step> + '_ {
    let stay = symbol(set, units).map(|(value, unit_count)| Step {
        symbols: [value, 0],
        symbol_count: 1,
        unit_count,
        next: set,
    });
    let shifted = match set {
        Set::A => symbol(Set::B, units),
        Set::B => symbol(Set::A, units),
        Set::C => None,
    };
    let shift = shifted.map(|(value, unit_count)| Step {
        symbols: [SHIFT, value],
        symbol_count: 2,
        unit_count,
        next: set,
    });
    let change =
        [Set::B, Set::A, Set::C].into_iter().filter(move |other| *other != set).filter_map(|other| {
            let (value, unit_count) = symbol(other, units)?;
            let code = [CODE_A, CODE_B, CODE_C][other as usize];
            Some(Step { symbols: [code, value], symbol_count: 2, unit_count, next: other })
        });
    stay.into_iter().chain(shift).chain(change)
}

/// The symbol for the next unit in this set, and how many units it takes.
fn symbol(set: Set, units: &[Unit]) -> Option<(u8, usize)> {
    match (set, units) {
        (_, [Unit::Function1, ..]) => Some((FNC1, 1)),
        (Set::A, [Unit::Character(control @ 0..=31), ..]) => Some((control + 64, 1)),
        (Set::A, [Unit::Character(byte @ 32..=95), ..]) => Some((byte - 32, 1)),
        (Set::B, [Unit::Character(byte @ 32..=127), ..]) => Some((byte - 32, 1)),
        (Set::C, [tens @ Unit::Character(a), ones @ Unit::Character(b), ..]) => {
            (is_digit(tens) && is_digit(ones)).then(|| ((a - b'0') * 10 + (b - b'0'), 2))
        }
        _ => None,
    }
}

fn is_digit(unit: &Unit) -> bool {
    matches!(unit, Unit::Character(b'0'..=b'9'))
}
