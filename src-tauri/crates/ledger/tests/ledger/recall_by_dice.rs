//! Whatever a kitchen does: every lot's balance closes to the millionth, its parts add up to it, and its
//! trail is the one that can be worked out by hand from what was booked.

use crate::days::*;
use crate::support::*;
use domain::entry::{MovementKind, NewEntry};
use domain::location::LocationKind;
use domain::*;
use ledger::read::recall::{self, MassBalance, PartKind, Reach, Recall, Report};
use ledger::read::total::Total;
use std::collections::{BTreeMap, BTreeSet, HashMap};

fn ask(days: &Days, lot: LotId) -> Recall {
    let asked = recall::recall(days.book.ledger.pool(), lot, Reach::default());
    days.book.runtime.block_on(asked).unwrap()
}

/// A document, or an entry without one.
type Act = (Option<DocumentId>, Option<EntryId>);

/// Into production, out as product, out otherwise; millionths.
type Worked = BTreeMap<(Act, LotId), [i64; 3]>;

fn worked_out(days: &Days) -> Worked {
    let mut worked = Worked::new();
    for entry in days.standing() {
        let act = (entry.document, entry.document.is_none().then_some(entry.id));
        for movement in &entry.movements {
            let is_product = matches!(movement.kind, MovementKind::Produce | MovementKind::Rework);
            let column = match (movement.from, movement.to) {
                (_, PRODUCTION) => 0,
                (PRODUCTION, _) if is_product => 1,
                (PRODUCTION, _) => 2,
                _ => continue,
            };
            worked.entry((act, movement.lot)).or_default()[column] += movement.quantity.millionths();
        }
    }
    worked
}

fn used_and_made([into, made, other]: [i64; 3]) -> (i64, i64) {
    ((into - other).max(0), made + (other - into).max(0))
}

/// Every term by hand, `unexplained` too: nothing is what is left over.
fn balance_by_hand(days: &Days, worked: &Worked, lot: LotId) -> MassBalance {
    let mut terms: HashMap<&str, i64> = HashMap::new();
    let mut stands: HashMap<LocationId, [i64; 2]> = HashMap::new();
    for movement in days.standing().iter().flat_map(|entry| &entry.movements).filter(|line| line.lot == lot) {
        let millionths = movement.quantity.millionths();
        for (place, sign) in [(movement.from, -1), (movement.to, 1)] {
            let is_sample = movement.kind == MovementKind::Sample;
            let is_initial = movement.kind == MovementKind::Initial;
            let (term, sign) = match kind_of(place) {
                LocationKind::Supplier if sign < 0 => ("received", 1),
                LocationKind::Supplier | LocationKind::Customer => ("shipped", sign),
                LocationKind::Loss if is_sample => ("sampled", sign),
                LocationKind::Loss => ("scrapped", sign),
                LocationKind::Adjustment if is_initial => ("received", -sign),
                LocationKind::Adjustment => ("unexplained", sign),
                LocationKind::Production => continue,
                _ => {
                    let there = stands.entry(place).or_default();
                    there[0] += sign * millionths;
                    there[1] += if is_sample { sign * millionths } else { 0 };
                    continue;
                }
            };
            *terms.entry(term).or_default() += sign * millionths;
        }
    }
    for [on_hand, sampled] in stands.into_values() {
        let retained = sampled.clamp(0, on_hand);
        *terms.entry("sampled").or_default() += retained;
        *terms.entry("on_hand").or_default() += on_hand - retained;
    }
    for (_, columns) in worked.iter().filter(|((_, of), _)| *of == lot) {
        let (used, made) = used_and_made(*columns);
        *terms.entry("used").or_default() += used;
        *terms.entry("made").or_default() += made;
    }
    let term = |name| Total::from_millionths(terms.get(name).copied().unwrap_or(0));
    MassBalance {
        received: term("received"),
        made: term("made"),
        on_hand: term("on_hand"),
        used: term("used"),
        shipped: term("shipped"),
        sampled: term("sampled"),
        scrapped: term("scrapped"),
        unexplained: term("unexplained"),
    }
}

/// Who went into whom.
fn links_by_hand(worked: &Worked) -> BTreeSet<(LotId, LotId)> {
    let mut links = BTreeSet::new();
    for ((act, from), columns) in worked {
        for ((other_act, into), others) in worked {
            let is_link = used_and_made(*columns).0 > 0 && used_and_made(*others).1 > 0;
            if act == other_act && from != into && is_link {
                links.insert((*from, *into));
            }
        }
    }
    links
}

/// Distances from `root` along the links; what has no lot is reached and not left.
fn distances(links: &BTreeSet<(LotId, LotId)>, root: LotId) -> BTreeMap<LotId, u32> {
    let mut found = BTreeMap::from([(root, 0)]);
    let mut level = vec![root];
    for distance in 1.. {
        let mut next = Vec::new();
        for here in level.iter().filter(|lot| **lot != SALT_LOT) {
            for (_, there) in links.iter().filter(|(from, _)| from == here) {
                if !found.contains_key(there) {
                    found.insert(*there, distance);
                    next.push(*there);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    found
}

fn holds(report: &Report, what: &str) {
    let (left, right) = report.balance.sides().unwrap();
    assert_eq!(left, right, "{what}: received and made are all accounted for");
    let sum = |kinds: &[PartKind]| {
        let parts = report.parts.iter().filter(|part| kinds.contains(&part.what));
        parts.fold(Total::ZERO, |sum, part| sum.plus(part.quantity).unwrap())
    };
    let MassBalance { received, made, on_hand, used, shipped, sampled, scrapped, unexplained } =
        report.balance;
    for (term, kinds) in [
        (received, &[PartKind::Received, PartKind::Opened][..]),
        (made, &[PartKind::Made]),
        (on_hand, &[PartKind::OnHand, PartKind::InTransit]),
        (used, &[PartKind::InWork, PartKind::Used]),
        (shipped, &[PartKind::Shipped, PartKind::SentBack]),
        (sampled, &[PartKind::Retained, PartKind::Sampled]),
        (scrapped, &[PartKind::Scrapped]),
        (unexplained, &[PartKind::Unexplained]),
    ] {
        assert_eq!(sum(kinds), term, "{what}: its parts add up to {kinds:?}");
    }
}

#[test]
fn every_lot_is_accounted_for_and_every_trail_is_the_one_that_was_cooked() {
    for seed in 31..=36 {
        let days = worked(seed, 300);
        let worked = worked_out(&days);
        let links = links_by_hand(&worked);
        let back: BTreeSet<(LotId, LotId)> = links.iter().map(|(from, into)| (*into, *from)).collect();
        assert!(links.len() > 5, "seed {seed}: something was cooked");
        for (_, lot) in goods().into_iter().filter(|(_, lot)| *lot != SALT_LOT) {
            let recall = ask(&days, lot);
            let what = format!("seed {seed}, lot {}", recall.lots[0].lot.code);
            assert!(!recall.has_more, "{what}: nothing lies beyond");
            for (direction, wanted) in [("up", distances(&back, lot)), ("down", distances(&links, lot))] {
                let found: BTreeMap<LotId, u32> = recall
                    .lots
                    .iter()
                    .filter_map(|traced| {
                        let distance = if direction == "up" { traced.up } else { traced.down };
                        Some((traced.lot.id, distance?))
                    })
                    .collect();
                assert_eq!(found, wanted, "{what}: all that lies {direction}, by the shortest way");
            }
            for link in &recall.links {
                assert!(links.contains(&(link.from, link.into)), "{what}: no link that was not cooked");
            }
            for traced in &recall.lots {
                let Some(report) = &traced.report else { continue };
                let by_hand = balance_by_hand(&days, &worked, traced.lot.id);
                assert_eq!(report.balance, by_hand, "{what}: {} by hand", traced.lot.code);
                holds(report, &what);
            }
        }
    }
}

#[test]
fn goods_without_a_lot_are_accounted_for_when_they_are_asked_for() {
    let days = worked(41, 300);
    let worked = worked_out(&days);
    let recall = ask(&days, SALT_LOT);
    let report = recall.lots[0].report.as_ref().expect("what was asked for is told whole");
    assert_eq!(report.balance, balance_by_hand(&days, &worked, SALT_LOT));
    holds(report, "salt");
    let entries: Vec<&NewEntry> = days.standing();
    assert!(!entries.is_empty() && report.parts.len() > 3, "there was something to tell");
}
