//! A person who is bound to an owner sees and changes nothing of another's, whatever is scanned or tapped.

use crate::chance::Dice;
use crate::support::*;
use domain::code::Command;
use domain::item::{ExpiryRule, Item};
use domain::permission::Role;
use domain::{EntryId, ItemId, OperatorId, OwnerId};
use floor::screen::{CountScreen, CountZoneCard, Flow, Screen, Tap};
use ledger::table::operator::{self, Operator};
use ledger::table::owner::{self, Owner};
use ledger::table::{entry, item};

const BRAND: OwnerId = OwnerId(uuid(3));
const BOUND: u32 = 1_020;

/// A brand with goods of its own on a shelf of the house, and a manager who works for it alone.
fn branded(floor: &mut Floor) -> &mut Floor {
    floor.turn(|tx| {
        owner::insert(tx, &Owner { id: BRAND, name: "Brand Two".to_owned() })?;
        let id = OperatorId(uuid(u64::from(BOUND)));
        let (name, language) = ("Brand manager".to_owned(), "en".to_owned());
        let (role, badge, owner) = (Role::InventoryManager, Some(BOUND), Some(BRAND));
        operator::insert(tx, &Operator { id, name, role, language, badge, owner }, NOW_MS)?;
        let tea = Item {
            id: ItemId(uuid(290)),
            owner: BRAND,
            sku: "B2-TEA".to_owned(),
            names: vec![("en".to_owned(), "Brand tea".to_owned())],
            unit: "pcs".to_owned(),
            decimals: 0,
            pictogram: String::new(),
            lot_tracked: false,
            serial_tracked: false,
            catch_weight: false,
            expiry_rule: ExpiryRule::NonePrinted,
            near_expiry_days: 14,
            lot_pattern: String::new(),
        };
        item::insert(tx, &tea, NOW_MS)
    });
    floor.scan(&badge(BOUND)).says("said-signed-in").open_flow(Flow::Adjust).answer("restock");
    floor.scan("A-04-1").scan("B2-TEA").quantity("20").answer("not_booked_in").says("said-adjusted");
    home(floor)
}

fn home(floor: &mut Floor) -> &mut Floor {
    for _ in 0..8 {
        if screen_kind(&floor.screen.screen) != "home" {
            floor.press(Command::Cancel);
        }
    }
    floor.is_at("home")
}

fn screen_text(floor: &Floor) -> String {
    serde_json::to_string(&floor.screen).unwrap()
}

#[test]
fn goods_of_another_owner_are_refused_wherever_they_are_scanned() {
    script(|floor| {
        branded(floor)
            .scan("9521234002031")
            .says("refusal-other-owner")
            .scan("SB-A")
            .says("refusal-other-owner");
        floor.scan("PO-3108").says("refusal-other-owner");
        for flow in [Flow::Receive, Flow::MoveStock, Flow::Count] {
            floor.open_flow(flow).scan("A-04-1").scan("9521234002031").says("refusal-other-owner");
            home(floor);
        }
        floor.scan("B2-TEA").says_with("said-stock-of", "quantity", "20 pcs");
    });
}

#[test]
fn a_shared_shelf_shows_only_the_owners_goods() {
    script(|floor| {
        branded(floor).scan("A-04-1").says_with("said-stock-at", "line_count", "1");
        floor.open_flow(Flow::MoveStock).scan("A-04-1");
        let Screen::MoveStock(screen) = &floor.screen.screen else { panic!("moving") };
        let here: Vec<&str> = screen.here.iter().map(|card| card.item.sku.as_str()).collect();
        assert_eq!(here, ["B2-TEA"], "the sauce beside it is not theirs");
        assert!(!screen_text(floor).contains("Sambal"), "nor is any of it named: {}", screen_text(floor));
        floor.scan("B2-TEA").quantity("5").scan("A-01-1").says("said-moved");
        home(floor).scan(&badge(LEAD)).open_flow(Flow::MoveStock).scan("A-04-1");
        assert!(screen_text(floor).contains("Sambal"), "who is bound to nobody sees all");
    });
}

#[test]
fn nothing_of_another_owner_is_undone_or_carried_off_in_a_crate() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-04-2").scan("9521234002031").quantity("12").scan("CR-011");
        let others = floor.newest().new.id.to_string();
        home(floor);
        branded(floor).tap(Tap::UndoEntry { entry: others }).says("refusal-other-owner");
        floor.open_flow(Flow::MoveStock).scan("CR-011").scan("A-01-1").says("refusal-other-owner");
        floor.stands_in("CR-011", "C-01").stands("FG-SB250", "SB-A", "CR-011", "12");
        home(floor).open_flow(Flow::MoveStock).scan("CR-012").scan("A-01-1").says("said-crate-moved");
    });
}

#[test]
fn a_bound_person_does_not_take_over_work_in_the_hand_of_another() {
    script(|floor| {
        branded(floor).scan(&badge(LEAD)).open_flow(Flow::MoveStock).scan("A-04-2").scan("9521234002031");
        floor.scan(&badge(BOUND)).says("refusal-work-is-open");
        assert_eq!(floor.screen.operator.as_ref().unwrap().name, "Shift lead 1", "the lead goes on");
    });
}

/// The seat of somebody else.
const OFFICE: &str = "office";

fn counting(floor: &Floor) -> &CountScreen {
    match &floor.screen.screen {
        Screen::Count(screen) => screen,
        other => panic!("still counting: {other:?}"),
    }
}

fn zone_at(floor: &Floor, place: &str) -> Option<CountZoneCard> {
    counting(floor).zones.iter().find(|card| card.location.code == place).cloned()
}

/// At this seat, in the count flow, as this person.
fn counts_at<'f>(floor: &'f mut Floor, seat: &str, badge_number: u32) -> &'f mut Floor {
    floor.seat = seat.to_owned();
    floor.look();
    if floor.screen.operator.is_none() {
        floor.scan(&badge(badge_number));
    }
    home(floor).open_flow(Flow::Count)
}

fn enters<'f>(floor: &'f mut Floor, place: &str) -> &'f mut Floor {
    let id = zone_at(floor, place).unwrap_or_else(|| panic!("no zone at {place}")).id;
    floor.tap(Tap::Choose { id }).says("said-zone-entered")
}

#[test]
fn a_shared_place_is_counted_in_parts_and_closed_by_whoever_sees_all_of_it() {
    script(|floor| {
        branded(floor);
        counts_at(floor, OFFICE, MANAGER).answer("start").scan("A-04-1").says("said-count-opened");
        let open = zone_at(floor, "A-04-1").unwrap().open_count;
        assert_eq!(open, 2, "the sauce and the tea");
        counts_at(floor, SEAT, BOUND);
        assert_eq!(zone_at(floor, "A-04-1").unwrap().open_count, 1, "the tea is theirs to count");
        enters(floor, "A-04-1").scan("9521234002031").says("refusal-other-owner");
        floor.scan("B2-TEA").quantity("18").says("said-count-noted");
        let shown: Vec<&str> = counting(floor).lines.iter().map(|line| line.item.sku.as_str()).collect();
        assert_eq!(shown, ["B2-TEA"], "and nothing else is in sight: {}", screen_text(floor));
        floor.press(Command::Done).press(Command::Done).says("refusal-other-owner");
        assert!(floor.prompt().primary.is_none(), "so it is not offered either");
        home(floor);
        counts_at(floor, OFFICE, MANAGER);
        let card = zone_at(floor, "A-04-1").unwrap();
        assert_eq!((card.counted_count, card.open_count), (1, 1), "the house counts the rest");
        enters(floor, "A-04-1").press(Command::Done);
        if counting(floor).zone.is_some() {
            floor.press(Command::Done);
        }
        floor.stands("B2-TEA", "", "A-04-1", "20");
    });
}

#[test]
fn an_owners_own_count_is_opened_counted_and_approved_by_who_is_bound_to_it() {
    script(|floor| {
        branded(floor);
        counts_at(floor, SEAT, BOUND).answer("start").scan("A-04-1").says("refusal-other-owner");
        home(floor);
        counts_at(floor, SEAT, BOUND).answer("start").scan("B2-TEA").says("said-count-opened");
        let place = counting(floor).zones.first().expect("their own count").location.code.clone();
        enters(floor, &place).scan("A-04-1").scan("B2-TEA").quantity("18").says("said-count-noted");
        floor.press(Command::Done).press(Command::Done).says("said-zone-counted");
        floor.answer("approve").questions("question-zone-reason");
        floor.answer("could_not_find").says("said-zone-approved").stands("B2-TEA", "", "A-04-1", "18");
    });
}

#[test]
fn a_zone_that_became_empty_stays_with_whoever_is_at_it() {
    script(|floor| {
        branded(floor).open_flow(Flow::MoveStock).scan("A-04-1").scan("B2-TEA").quantity("20").scan("A-01-1");
        floor.says("said-moved");
        counts_at(floor, SEAT, BOUND).answer("start").scan("A-01-1").says("said-count-opened");
        enters(floor, "A-01-1");
        counts_at(floor, OFFICE, MANAGER);
        home(floor).open_flow(Flow::MoveStock).scan("A-01-1").scan("B2-TEA").quantity("20").scan("A-04-1");
        floor.says("said-moved").seat = SEAT.to_owned();
        floor.look().press(Command::Done).press(Command::Done).says("said-zone-counted");
        floor.answer("approve").says("said-zone-approved");
        home(floor);
        counts_at(floor, SEAT, BOUND).answer("start").scan("A-03-1").says("refusal-other-owner");
    });
}

#[test]
fn an_empty_place_is_neither_offered_nor_opened_to_count_for_who_is_bound() {
    script(|floor| {
        branded(floor);
        counts_at(floor, OFFICE, MANAGER).answer("start").scan("A-01-1").says("said-count-opened");
        let empty = zone_at(floor, "A-01-1").unwrap().id;
        counts_at(floor, SEAT, BOUND);
        assert_eq!(counting(floor).zones, [], "nothing of theirs is there to count");
        floor.tap(Tap::Choose { id: empty }).says("refusal-other-owner");
        floor.answer("start").scan("A-01-1").says("refusal-other-owner");
    });
}

#[test]
fn a_count_of_another_owners_goods_is_neither_seen_nor_entered() {
    script(|floor| {
        branded(floor);
        counts_at(floor, OFFICE, MANAGER).answer("start").scan("A-03-3").says("said-count-opened");
        let foreign = zone_at(floor, "A-03-3").unwrap().id;
        home(floor).open_flow(Flow::Count).answer("start").scan("9521234002031").says("said-count-opened");
        counts_at(floor, SEAT, BOUND);
        assert_eq!(counting(floor).zones, [], "neither the shelf nor the sauce");
        floor.tap(Tap::Choose { id: foreign }).says("refusal-other-owner");
        assert!(!screen_text(floor).contains("A-03-3"), "nor what it is called: {}", screen_text(floor));
        floor.answer("start").answer("all").says("refusal-nothing-to-do");
    });
}

/// Everything that can be scanned and tapped, at random: no entry of the bound person touches another's goods.
#[test]
fn random_work_of_a_bound_person_stays_among_the_owners_goods() {
    for seed in [2, 7, 11] {
        println!("seed {seed}");
        let mut dice = Dice(seed);
        let mut floor = Floor::open();
        branded(&mut floor);
        let before = floor.entry_count();
        let codes: Vec<&str> = CODES.split_whitespace().chain(["B2-TEA"; 20]).collect();
        for _ in 0..250 {
            match dice.below(6) {
                0 => _ = floor.scan(dice.one(&["A-04-1", "A-01-1", "DOCK"])),
                1 => _ = floor.quantity("2"),
                2 => _ = floor.press(Command::Done),
                3 if screen_kind(&floor.screen.screen) == "home" => {
                    let flow = dice.one(&[Flow::Receive, Flow::MoveStock, Flow::Count, Flow::Adjust]);
                    floor.tap(Tap::OpenFlow { flow });
                }
                3 => {
                    let taps = crate::chance::offered(&floor);
                    if !taps.is_empty() {
                        floor.tap(dice.one(&taps));
                    }
                }
                _ => _ = floor.scan(dice.one(&codes)),
            }
            if floor.screen.operator.is_none() {
                floor.scan(&badge(BOUND));
            }
            let text = screen_text(&floor);
            assert!(!text.contains("Sambal") && !text.contains("shrimp"), "seed {seed} shows: {text}");
        }
        let foreign: Vec<EntryId> = floor.turn(move |tx| {
            let mut found = Vec::new();
            for sequence in before + 1..=ledger::table::station::this(tx)?.head_sequence {
                let stored = entry::by_sequence(tx, 1, sequence)?.expect("the chain has no gap");
                for movement in &stored.new.movements {
                    let of = item::by_id(tx, movement.item)?.expect("the item is known");
                    if of.owner != BRAND {
                        found.push(stored.new.id);
                    }
                }
            }
            Ok(found)
        });
        assert_eq!(foreign, [], "seed {seed}: nothing of the house was moved");
        floor.verify();
    }
}
