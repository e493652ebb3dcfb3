//! Counting documents: opened by a lead, counted by several people zone by zone, approved by an inventory manager.

use crate::support::*;
use domain::code::Command;
use domain::entry::MovementKind;
use floor::screen::{CountScreen, CountZoneCard, Flow, Screen, Tap, Tone};
use ledger::table::document;

fn shown(floor: &Floor) -> &CountScreen {
    match &floor.screen.screen {
        Screen::Count(screen) => screen,
        other => panic!("still counting: {other:?}"),
    }
}

/// The card of the open zone at this place.
fn zone(floor: &Floor, place: &str) -> CountZoneCard {
    let zones = &shown(floor).zones;
    zones
        .iter()
        .find(|card| card.location.code == place)
        .unwrap_or_else(|| panic!("{place}: {zones:?}"))
        .clone()
}

fn progress(card: &CountZoneCard) -> (&str, i64, i64, i64) {
    (card.state.as_str(), card.counted_count, card.again_count, card.open_count)
}

impl Floor {
    /// A document on this place, or this item.
    fn start_count(&mut self, of: &str) -> &mut Floor {
        self.open_flow(Flow::Count)
            .answer("start")
            .asks("prompt-count-what")
            .scan(of)
            .says("said-count-opened")
    }

    fn enter(&mut self, place: &str) -> &mut Floor {
        let id = zone(self, place).id;
        self.tap(Tap::Choose { id }).says("said-zone-entered")
    }

    fn at(&mut self, seat: &str, badge_number: u32) -> &mut Floor {
        self.seat = seat.to_owned();
        self.look();
        self.scan(&badge(badge_number))
    }

    /// Places of the document that is open.
    fn document_state(&self) -> &'static str {
        let number = self.turn(|tx| {
            let open = document::open(tx, domain::document::DocumentKind::Count, 10)?;
            Ok(open.first().map(|document| document.number.clone()))
        });
        number.map_or("none", |number| self.order_state(&number))
    }

    fn count_shelf(&mut self, cartons: &str) -> &mut Floor {
        self.scan("PK-CTN").quantity(cartons).says("said-count-noted")
    }
}

#[test]
fn numbers_that_were_never_shown_are_not_approved() {
    script(|floor| {
        floor.start_count("A-03-3").enter("A-03-3").count_shelf("136");
        floor.press(Command::Done).press(Command::Done).says("said-zone-counted");
        floor.at("office", MANAGER).open_flow(Flow::Count).enter("A-03-3").press(Command::Cancel);
        floor.answer("approve").questions("question-zone-reason");
        floor.at(SEAT, LEAD).scan("A-03-3").count_shelf("40");
        floor.at("office", MANAGER).answer("could_not_find").says("refusal-settled-meanwhile");
        floor.stands("PK-CTN", "", "A-03-3", "140");
        assert!(floor.prompt().question.is_none(), "the zone is shown as it is now");
        assert_eq!(progress(shown(floor).zone.as_ref().unwrap()).0, "counting");
        floor.at(SEAT, LEAD).press(Command::Done).press(Command::Done).says("said-zone-counted");
        floor.at("office", MANAGER).answer("approve").answer("could_not_find").says("said-zone-approved");
        floor.stands("PK-CTN", "", "A-03-3", "40");
    });
}

#[test]
fn a_place_is_counted_and_approved_in_one_entry() {
    script(|floor| {
        floor.start_count("A-03-3");
        assert_eq!(progress(&zone(floor, "A-03-3")), ("open", 0, 0, 3), "cartons, scales, pumps");
        floor.enter("A-03-3").asks("prompt-count-item").count_shelf("136").sounds(Tone::Accepted);
        let line = shown(floor).lines.iter().find(|line| line.item.sku == "PK-CTN").unwrap().clone();
        assert_eq!(line.by.as_deref(), Some("Shift lead 1"));
        assert_eq!((line.book, line.difference), (None, None), "not compared aloud");
        floor.stands("PK-CTN", "", "A-03-3", "140");
        floor.scan("EQ-SCL").scan(&gs1(&[("21", "SCL-1")])).says("said-count-noted");
        floor.press(Command::Done).says("said-count-done").asks("prompt-count-zone");
        floor.press(Command::Done).says("said-zone-counted");
        assert_eq!(progress(shown(floor).zone.as_ref().unwrap()).0, "counted");
        floor.answer("approve").says("refusal-not-allowed");

        // Seven leave before it is approved: they are no difference.
        floor.tap(Tap::Cancel).tap(Tap::Back).open_flow(Flow::MoveStock).scan("A-03-3").scan("PK-CTN");
        floor.quantity("7").scan("A-03-1").says("said-moved").tap(Tap::Back).tap(Tap::Back);
        floor.scan(&badge(MANAGER)).open_flow(Flow::Count);
        let id = zone(floor, "A-03-3").id;
        floor.tap(Tap::Choose { id }).press(Command::Cancel).asks("prompt-count-zone");
        let line = shown(floor).lines.iter().find(|line| line.item.sku == "PK-CTN").unwrap().clone();
        assert_eq!(line.book.map(|book| book.amount).as_deref(), Some("140"), "of the moment it was counted");
        floor.answer("approve").questions("question-zone-reason").answer("could_not_find");
        floor.says("said-zone-approved").stands("PK-CTN", "", "A-03-3", "129");
        let entry = floor.newest();
        assert_eq!(entry.new.movements.len(), 1);
        assert_eq!(entry.new.movements[0].kind, MovementKind::Count);
        assert!(entry.new.document.is_some(), "of the document");
        assert_eq!(floor.deliveries(&entry).len(), 1, "the vendor is told once");
        assert_eq!(floor.document_state(), "none", "its last zone was approved");
        assert!(shown(floor).zones.is_empty());
        floor.stands("EQ-SCL", "", "A-03-3", "3").stands("EQ-PMP", "PMP-A", "A-03-3", "2");
    });
}

#[test]
fn what_nobody_counted_is_named_and_stays() {
    script_by(MANAGER, |floor| {
        floor.start_count("ALG-1").enter("ALG-1").press(Command::Done).press(Command::Done);
        floor.says("said-zone-counted");
        assert_eq!(progress(shown(floor).zone.as_ref().unwrap()), ("counted", 0, 0, 2));
        let open: Vec<_> = shown(floor).lines.iter().map(|line| line.lot.code.as_str()).collect();
        assert_eq!(open, ["TRS-0907", "TRS-1102"], "each is listed");
        floor.answer("approve").says("said-zone-approved").stands("RM-TRS", "TRS-1102", "ALG-1", "20");
    });
}

#[test]
fn two_people_count_one_zone_and_each_line_is_its_takers() {
    script(|floor| {
        floor.start_count("TGR").enter("TGR").asks("prompt-count-zone").scan("A-03-3").count_shelf("140");
        floor.at("second", OPERATOR).open_flow(Flow::Count).enter("TGR").scan("A-04-1");
        floor.scan("9521234002031").quantity("46").says("said-count-noted").press(Command::Done);
        let by: Vec<_> = shown(floor).lines.iter().filter_map(|line| line.by.clone()).collect();
        assert_eq!(by, ["Operator 3", "Shift lead 1"]);
        assert_eq!(zone_people(floor), ["Operator 3", "Shift lead 1"]);
        assert_eq!(progress(shown(floor).zone.as_ref().unwrap()).0, "counting");
    });
}

fn zone_people(floor: &Floor) -> Vec<String> {
    let mut people = shown(floor).zone.as_ref().unwrap().people.clone();
    people.sort();
    people
}

#[test]
fn two_people_who_do_not_agree_leave_the_line_to_a_third_count() {
    script(|floor| {
        floor.moment.settings.recount = Some(recount(true));
        floor.start_count("A-03-3").enter("A-03-3").count_shelf("139");
        floor.at("second", OPERATOR).open_flow(Flow::Count).enter("A-03-3").scan("PK-CTN").quantity("138");
        floor.says("said-count-again").press(Command::Cancel).press(Command::Done).press(Command::Done);
        floor.says("said-zone-again");
        assert_eq!(progress(shown(floor).zone.as_ref().unwrap()), ("recount", 0, 1, 2));
        assert!(floor.tasks().is_empty(), "the zone names it by itself");
        floor.at("second", MANAGER).answer("approve").says("refusal-still-missing");
        floor.scan("A-03-3").scan("PK-CTN").quantity("139").says("said-count-noted");
        floor.press(Command::Done).press(Command::Done).says("said-zone-counted");
        floor.answer("approve").answer("could_not_find").says("said-zone-approved");
        floor.stands("PK-CTN", "", "A-03-3", "139");
    });
}

#[test]
fn found_goods_are_booked_where_they_are() {
    script_by(MANAGER, |floor| {
        floor.start_count("A-01-1").enter("A-01-1").scan("9521234002031").tap(Tap::OpenText).text("SB-FOUND");
        floor.quantity("5").says("said-count-noted").press(Command::Done).press(Command::Done);
        floor.answer("approve").answer("wrong_place").says("said-zone-approved");
        floor.stands("FG-SB250", "SB-FOUND", "A-01-1", "5");
    });
}

#[test]
fn an_item_is_counted_wherever_it_stands_and_nothing_else() {
    script(|floor| {
        floor.start_count("9521234002031");
        let card = zone(floor, "TGR");
        assert_eq!(card.item.as_ref().map(|item| item.sku.as_str()), Some("FG-SB250"));
        assert_eq!(progress(&card), ("open", 0, 0, 2));
        floor.enter("TGR").scan("A-03-3").scan("PK-CTN").says("refusal-not-here");
        floor.scan("A-04-1").scan("9521234002031").quantity("46").says("said-count-noted");
    });
}

#[test]
fn a_zone_takes_no_place_outside_it() {
    script(|floor| {
        floor.start_count("A-04-1").enter("A-04-1").scan("A-03-3").says("refusal-not-here");
    });
}

#[test]
fn the_places_that_were_not_counted_for_longest_are_due() {
    script(|floor| {
        floor.open_flow(Flow::Count).scan("A-03-3").scan("PK-CTN").quantity("140").says("said-count-right");
        floor.press(Command::Done).answer("start").answer("due").says("said-count-opened");
        let due: Vec<_> = shown(floor).zones.iter().map(|card| card.location.code.clone()).collect();
        assert_eq!(due.last().map(String::as_str), Some("A-03-3"), "counted a moment ago: {due:?}");
        assert_eq!(due.first().map(String::as_str), Some("A-01-4"), "the first that holds something");
        floor.answer("start").answer("due").says("refusal-nothing-to-do");
    });
}

#[test]
fn the_whole_site_is_counted_part_by_part() {
    script(|floor| {
        floor.open_flow(Flow::Count).answer("start").answer("all").says("said-count-opened");
        assert!(shown(floor).zones.iter().any(|card| card.location.code == "A-04-2"));
        assert!(shown(floor).zones.iter().all(|card| card.state == "open"));
    });
}

#[test]
fn an_operator_counts_and_opens_nothing() {
    script_by(OPERATOR, |floor| {
        floor.open_flow(Flow::Count).answer("start").says("refusal-not-allowed");
        let starts = |button: &floor::screen::Button| button.message.code == "do-count-start";
        assert!(!floor.prompt().buttons.iter().any(starts));
    });
}

#[test]
fn a_zone_that_was_approved_elsewhere_is_left() {
    script_by(MANAGER, |floor| {
        floor.start_count("A-03-3").enter("A-03-3");
        floor.at("second", MANAGER).open_flow(Flow::Count).enter("A-03-3").press(Command::Done);
        floor.press(Command::Done).answer("approve").says("said-zone-approved");
        floor.at(SEAT, MANAGER).scan("PK-CTN").says("refusal-settled-meanwhile");
        floor.press(Command::Cancel).press(Command::Cancel).asks("prompt-count-place");
    });
}
