//! Random operators: whatever the screen offers and whatever can be scanned, in any order. After each step the sums
//! are zero, nothing physical is below zero, and nobody ever sees a failure of ours. Prints its seed.

use crate::support::*;
use domain::code::Command;
use domain::scan::ScanVerdict;
use domain::{Quantity, Refusal};
use floor::screen::{Flow, Tap, Tone};

/// Small and always the same for a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// What the screen offers to a finger.
pub fn offered(floor: &Floor) -> Vec<Tap> {
    let prompt = floor.prompt();
    let buttons = prompt.buttons.iter().chain(&prompt.primary).chain(&prompt.primary);
    let mut taps: Vec<Tap> = buttons.map(|button| button.tap.clone()).collect();
    taps.extend(prompt.choices.iter().map(|choice| Tap::Choose { id: choice.id.clone() }));
    if let Some(question) = &prompt.question {
        taps = question.answers.iter().map(|answer| answer.tap.clone()).collect();
    }
    if prompt.can_choose {
        taps.push(Tap::ShowChoices);
    }
    taps
}

/// What lies in the tray, and counts that wait for a lead.
fn waiting_for_a_person(floor: &Floor) -> Vec<Tap> {
    floor.turn(|tx| {
        let parked = ledger::table::scan::parked(tx)?.into_iter();
        let counts =
            ledger::table::task::open(tx, 100)?.into_iter().filter(|task| task.kind == "count_difference");
        let named = parked.map(|row| Tap::NameParked { scan: row.scan.id.to_string() });
        Ok(named.chain(counts.map(|task| Tap::PostCount { task: task.id.to_string() })).collect())
    })
}

fn number(dice: &mut Dice, floor: &Floor) -> Tap {
    let amounts = ["0", "1", "3", "12", "48", "700", "1.5", "0.001", "-2", "x", "123456789"];
    let packs = floor.prompt().keypad.as_ref().map(|keypad| keypad.packs.clone()).unwrap_or_default();
    let pack = (!packs.is_empty() && dice.below(3) == 0).then(|| dice.one(&packs).name);
    Tap::Quantity { amount: dice.one(&amounts).to_owned(), pack }
}

fn code(dice: &mut Dice) -> &'static str {
    let codes: Vec<&str> = CODES.split_whitespace().collect();
    dice.one(&codes)
}

const PLACES: [&str; 8] = ["A-01-1", "A-04-1", "A-04-2", "HOLD", "C-01", "DOCK", "CR-011", "CR-012"];

/// Two of ours, and shipping units that come in at some time.
const CRATES: [&str; 4] = ["CR-011", "CR-012", "095212340000000013", "095212340000000020"];

/// What a person who wants to get on would do: answers what is asked.
fn sensible(dice: &mut Dice, floor: &mut Floor) {
    let prompt = floor.prompt().clone();
    let has_keypad = prompt.keypad.is_some();
    let is_weighed = prompt.keypad.as_ref().is_some_and(|keypad| keypad.pieces.is_some());
    let has_number = prompt.keypad.and_then(|keypad| keypad.prefill).is_some();
    let taps = offered(floor);
    match prompt.message.code.as_str() {
        _ if prompt.question.is_some() => floor.tap(dice.one(&taps)),
        _ if prompt.date_pad => floor.tap(Tap::Date { date: "2027-06-01".to_owned() }),
        "prompt-reason" | "prompt-adjust-mode" | "prompt-condition" => floor.tap(dice.one(&taps)),
        "prompt-serial" if dice.below(2) == 0 => {
            let serial = format!("SN-{}", dice.below(6));
            floor.scan(&gs1(&[("21", &serial)]))
        }
        "prompt-lot" | "prompt-pick-lot" | "prompt-serial" if !prompt.choices.is_empty() => {
            floor.tap(Tap::Choose { id: dice.one(&prompt.choices).id })
        }
        // Nothing to choose from: these goods are not here, and nobody scans for ever.
        "prompt-pick-lot" | "prompt-serial" if dice.below(4) == 0 => floor.press(Command::Cancel),
        "prompt-lot" | "prompt-pick-lot" => floor.scan(&gs1(&[("10", dice.one(&["L-1", "L-2", "BTL-1"]))])),
        "prompt-count-what" => floor.tap(dice.one(&taps)),
        "prompt-count-zone" if dice.below(3) == 0 => floor.tap(dice.one(&taps)),
        "prompt-source" if dice.below(3) > 0 => floor.scan(dice.one(&CRATES)),
        // Several crates in hand: one stands in the other now and then.
        "prompt-crate-target" if dice.below(2) == 0 && taps.len() > 1 => floor.tap(dice.one(&taps)),
        "prompt-source"
        | "prompt-count-place"
        | "prompt-count-zone"
        | "prompt-adjust-place"
        | "prompt-crate-target" => floor.scan(dice.one(&PLACES)),
        "prompt-target" if has_number && dice.below(3) > 0 => floor.scan(dice.one(&PLACES)),
        _ if has_number && dice.below(3) > 0 => floor.press(Command::Done),
        _ if is_weighed => {
            let (amount, pieces) = (dice.one(&["1", "2.5", "30"]), dice.one(&["0", "1", "3"]));
            floor.tap(Tap::Weighed { amount: amount.to_owned(), pieces: pieces.to_owned() })
        }
        _ if has_keypad => floor.quantity(dice.one(&["1", "2", "5", "30"])),
        _ if dice.below(6) == 0 => floor.tap(dice.one(&taps)),
        _ => floor.scan(code(dice)),
    };
}

/// One input of a person who is sometimes sensible.
fn step(dice: &mut Dice, floor: &mut Floor) {
    let badges = [LEAD, LEAD, LEAD, LEAD, LEAD, LEAD, MANAGER, MANAGER, MANAGER, OPERATOR, CUSTOMER_SERVICE];
    let flows = [Flow::Receive, Flow::MoveStock, Flow::Count, Flow::Adjust];
    match (screen_kind(&floor.screen.screen), dice.below(8)) {
        ("badge", 0..=5) => _ = floor.scan(&badge(dice.one(&badges))),
        ("home", 0..=5) => _ = floor.tap(Tap::OpenFlow { flow: dice.one(&flows) }),
        (_, 0..=3) => sensible(dice, floor),
        (_, 4) => _ = floor.scan(&badge(dice.one(&badges))),
        _ => anything(dice, floor),
    }
}

fn anything(dice: &mut Dice, floor: &mut Floor) {
    match dice.below(20) {
        0..=4 => floor.scan(code(dice)),
        5 | 6 => floor.scan(&sauce(1 + dice.below(40) as u32, dice.one(&["SB-N1", "SB-N2", "SB-A"]), 200)),
        7 => floor.scan(&sauce(5, "SB-PAST", -3)),
        8 => floor.scan(&gs1(&[("10", dice.one(&["L-1", "L-2", "BTL-1"]))])),
        9 | 10 => floor.press(dice.one(Command::ALL)),
        11 => floor.press(dice.one(&[Command::Done, Command::Enter, Command::Undo])),
        15 => match waiting_for_a_person(floor) {
            taps if taps.is_empty() => floor,
            taps => floor.tap(dice.one(&taps)),
        },
        16 => {
            let entries = floor.newest_entries(12);
            let entry = entries.get(dice.below(12)).map(|entry| entry.new.id.to_string());
            floor.tap(Tap::UndoEntry { entry: entry.unwrap_or_default() })
        }
        12 | 13 => {
            let tap = number(dice, floor);
            floor.tap(tap)
        }
        14 => floor.tap(dice.one(&[
            Tap::Date { date: "2027-06-01".to_owned() },
            Tap::Month { month: "2027-06".to_owned() },
            Tap::NonePrinted,
            Tap::NotKnown,
            Tap::Text { text: "L-3".to_owned() },
            Tap::Undo,
            Tap::Acknowledge,
            Tap::MakeLot,
            Tap::OpenText,
            Tap::OpenNote,
        ])),
        _ => match offered(floor) {
            taps if taps.is_empty() => floor,
            taps => floor.tap(dice.one(&taps)),
        },
    };
}

/// Balances of everything everywhere, summed: zero.
pub fn sum(floor: &Floor) -> Quantity {
    floor.turn(|tx| {
        let mut total = Quantity::ZERO;
        for place in ledger::table::location::all(tx)? {
            for row in ledger::table::balance::at(tx, place.id)? {
                assert!(
                    !place.kind.is_physical() || row.on_hand >= Quantity::ZERO,
                    "{} is below zero",
                    place.code
                );
                assert!(!place.kind.is_physical() || row.pieces >= 0, "{} has pieces below zero", place.code);
                total = total.checked_add(row.on_hand)?;
            }
        }
        Ok(total)
    })
}

fn shift(seed: u64, step_count: u32) {
    println!("seed {seed}");
    let mut dice = Dice(seed);
    let mut floor = Floor::open();
    floor.moment.settings.recount = Some(recount(seed.is_multiple_of(2)));
    floor.scan(&badge(LEAD));
    let mut entries = floor.entry_count();
    for number in 0..step_count {
        step(&mut dice, &mut floor);
        let taken = floor.taken.iter().chain(&floor.drained);
        for taken in taken {
            assert_eq!(taken.fault, None, "step {number} of seed {seed} is a mistake of ours");
        }
        if let Some(verdict) = &floor.screen.verdict {
            assert_ne!(verdict.tone, Tone::Fault, "step {number} of seed {seed}: {verdict:?}");
            assert_ne!(verdict.scan, Some(ScanVerdict::Faulted));
        }
        let refused = floor.taken.as_ref().and_then(|taken| taken.refusal.clone());
        assert_ne!(refused, Some(Refusal::OperationReused {}), "every input of seed {seed} is a new one");
        let now = floor.entry_count();
        if now != entries {
            assert_eq!(sum(&floor), Quantity::ZERO, "step {number} of seed {seed}: goods only move");
            entries = now;
        }
    }
    floor.verify();
    println!("{entries} entries");
    assert!(entries > 10, "seed {seed} did some work: {entries} entries");
}

#[test]
fn a_shift_of_random_operators_keeps_the_book() {
    for seed in [1, 2, 3, 5, 8, 13, 21] {
        shift(seed, 900);
    }
}
