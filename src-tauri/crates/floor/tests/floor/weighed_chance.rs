//! Random work with goods that are weighed: received, moved, sent to the other site and taken in there, adjusted,
//! counted alone and from a list, undone. Weight and pieces each balance to zero after every step. Prints its seed.

use crate::chance::Dice;
use crate::support::*;
use crate::weighed::{SAMBAL, blind, label};
use domain::code::Command;
use domain::entry::MovementKind;
use domain::location::LocationKind;
use domain::{LocationId, Quantity};
use floor::screen::{Flow, Screen, Tap};
use ledger::table::{balance, location, transfer};

/// One piece of work with the sambal, sensible or not.
fn work(dice: &mut Dice, floor: &mut Floor) {
    let places = ["DOCK", "C-01", "A-01-1", "A-01-4", "HOLD", "CR-011"];
    let weight = dice.one(&["0.5", "1", "2.345", "4", "9.9", "30"]);
    let pieces = dice.one(&["0", "1", "2", "3", "7", "20"]);
    match dice.below(8) {
        5 => send_on(dice, floor, weight, pieces),
        6 => take_in(dice, floor, weight, pieces),
        7 => count_from_a_list(dice, floor, pieces),
        0 => {
            let (weight, pieces) = (dice.one(&["002000", "011500", "000250"]), dice.one(&["1", "4", "9"]));
            blind(floor).scan(&label(weight, pieces));
        }
        1 | 2 => {
            floor.open_flow(Flow::MoveStock).scan(dice.one(&places)).scan(SAMBAL);
            floor.weigh(weight, pieces).scan(dice.one(&places));
        }
        3 => {
            let mode = dice.one(&["restock", "take_out", "damage", "return"]);
            floor.open_flow(Flow::Adjust).answer(mode).scan(dice.one(&places)).scan(SAMBAL).scan("SBB-1");
            floor.weigh(weight, pieces).press(Command::Done);
            // A condition where it came back, then a reason.
            for _ in 0..2 {
                let buttons = floor.prompt().buttons.clone();
                let answers: Vec<Tap> = buttons
                    .into_iter()
                    .map(|button| button.tap)
                    .filter(|tap| matches!(tap, Tap::Answer { .. }))
                    .collect();
                if !answers.is_empty() {
                    floor.tap(dice.one(&answers));
                }
            }
        }
        _ => {
            floor.open_flow(Flow::Count).scan(dice.one(&places)).scan(SAMBAL).scan("SBB-1");
            floor.weigh(dice.one(&["0", "1", "5.5", "24.38"]), pieces);
        }
    }
    for _ in 0..4 {
        let Some(question) = floor.prompt().question.clone() else { break };
        floor.tap(dice.one(&question.answers).tap);
    }
    if dice.below(4) == 0 {
        floor.press(Command::Undo);
    }
    for _ in 0..6 {
        if screen_kind(&floor.screen.screen) == "home" {
            break;
        }
        floor.press(Command::Cancel);
    }
}

/// To the other site, from where there may be some.
fn send_on(dice: &mut Dice, floor: &mut Floor, weight: &str, pieces: &str) {
    floor.open_flow(Flow::MoveStock).scan(dice.one(&["DOCK", "C-01", "A-01-1"])).scan(SAMBAL);
    floor.weigh(weight, pieces).scan(dice.one(&["B-01", "BSD"]));
}

/// Off the road of a transfer, over there.
fn take_in(dice: &mut Dice, floor: &mut Floor, weight: &str, pieces: &str) {
    let open = floor.turn(|tx| transfer::in_work(tx, 10));
    if open.is_empty() {
        return send_on(dice, floor, weight, pieces);
    }
    let number = dice.one(&open).number;
    floor.scan(&number).scan(SAMBAL).weigh(weight, pieces).scan(dice.one(&["B-01", "B-02"]));
    floor.press(Command::Done);
}

/// A document on one place, counted as somebody finds it, and approved.
fn count_from_a_list(dice: &mut Dice, floor: &mut Floor, pieces: &str) {
    let place = dice.one(&["C-01", "A-01-1", "DOCK", "B-01"]);
    floor.open_flow(Flow::Count).answer("start").scan(place);
    let Screen::Count(screen) = &floor.screen.screen else { return };
    let Some(zone) = screen.zones.iter().find(|zone| zone.location.code == place) else { return };
    let id = zone.id.clone();
    floor.tap(Tap::Choose { id }).scan(SAMBAL).scan("SBB-1");
    floor.weigh(dice.one(&["0", "1", "5.5", "24.38"]), pieces);
    floor.press(Command::Done).press(Command::Done).answer("approve");
}

/// What was done with pieces on the way to another site, from there, and by a counted list.
fn documented(floor: &Floor) -> [usize; 3] {
    let roads: Vec<LocationId> = floor.turn(|tx| {
        let all = location::all(tx)?.into_iter();
        Ok(all.filter(|place| place.kind == LocationKind::Transit).map(|place| place.id).collect())
    });
    let entries = floor.newest_entries(1_000);
    let with_document = entries.iter().filter(|entry| entry.new.document.is_some());
    let lines = with_document.flat_map(|entry| &entry.new.movements).filter(|line| line.pieces > 0);
    lines.fold([0, 0, 0], |[sent, came, counted], line| {
        let is_count = usize::from(line.kind == MovementKind::Count);
        let (to_road, from_road) = (roads.contains(&line.to), roads.contains(&line.from));
        [sent + usize::from(to_road), came + usize::from(from_road), counted + is_count]
    })
}

/// Weight and pieces of the sambal over all places: both are zero, and nothing physical is below.
fn sums(floor: &Floor) -> (Quantity, i64) {
    let (item, lot) = (floor.item("FG-SBBLK"), floor.lot_id("FG-SBBLK", "SBB-1"));
    floor.turn(move |tx| {
        let (mut weight, mut pieces) = (Quantity::ZERO, 0);
        for place in location::all(tx)? {
            let Some(row) = balance::one(tx, place.id, item, lot)? else { continue };
            let is_below = row.on_hand < Quantity::ZERO || row.pieces < 0;
            assert!(!place.kind.is_physical() || !is_below, "{} is below zero: {row:?}", place.code);
            weight = weight.checked_add(row.on_hand)?;
            pieces += row.pieces;
        }
        Ok((weight, pieces))
    })
}

#[test]
fn random_work_balances_weight_and_pieces_each_to_zero() {
    let mut done = [0, 0, 0];
    for seed in [1, 4, 9, 16, 25, 36] {
        println!("seed {seed}");
        let mut dice = Dice(seed);
        let mut floor = Floor::open();
        floor.has_other_site().usual_piece(2).scan(&badge(MANAGER));
        for number in 0..80 {
            work(&mut dice, &mut floor);
            let fault = floor.taken.as_ref().and_then(|taken| taken.fault.clone());
            assert_eq!(fault, None, "step {number} of seed {seed} is a mistake of ours");
            assert_eq!(sums(&floor), (Quantity::ZERO, 0), "step {number} of seed {seed}: goods only move");
        }
        assert!(floor.entry_count() > 20, "seed {seed} did some work: {} entries", floor.entry_count());
        floor.verify();
        for (all, here) in done.iter_mut().zip(documented(&floor)) {
            *all += here;
        }
    }
    assert!(
        done.iter().all(|count| *count > 0),
        "pieces were sent on, taken in and counted by a list: {done:?}"
    );
}
