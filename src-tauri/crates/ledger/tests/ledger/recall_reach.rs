//! How far a recall goes: to the end of long trails, no further than its reach, and from part of a code.

use crate::days::*;
use crate::recall::{ask, make, of, report, sauce, take};
use crate::support::*;
use domain::expiry::Expiry;
use domain::lot::Lot;
use domain::*;
use jiff::civil::date;
use ledger::Error;
use ledger::read::recall::{self, Reach, TrailEnd};
use ledger::read::total::Total;
use ledger::table::{entry as entries, lot};

fn found(book: &Book, text: &str) -> Vec<String> {
    let found = book.runtime.block_on(recall::find(book.ledger.pool(), text, 50)).unwrap();
    found.into_iter().map(|name| name.code).collect()
}

#[test]
fn a_recall_beyond_its_reach_says_where_it_goes_on() {
    let book = furnished();
    let mut cook = vec![entry(1, vec![make(sauce(0), A, "9")])];
    for number in 0..4 {
        let lines = vec![take(SAUCE, sauce(number), A, "1"), make(sauce(number + 1), A, "9")];
        cook.push(entry(2 + number as u64, lines));
    }
    for entry in cook {
        book.append(entry).unwrap();
    }
    let two_down = ask(&book, sauce(0), Reach { depth: 2, ..Reach::default() });
    let ends: Vec<_> = two_down.lots.iter().map(|traced| (traced.down, traced.end)).collect();
    assert_eq!(ends, [(Some(0), None), (Some(1), None), (Some(2), Some(TrailEnd::Reach))]);
    assert!(two_down.has_more);
    let all = ask(&book, sauce(0), Reach { depth: 4, ..Reach::default() });
    assert_eq!((all.lots.len(), all.has_more), (5, false), "just far enough is all of it");
    let few = ask(&book, sauce(0), Reach { lots: 3, ..Reach::default() });
    assert_eq!((few.lots.len(), few.lots[2].end, few.has_more), (3, Some(TrailEnd::Reach), true));
    let one_link = ask(&book, sauce(4), Reach { links: 1, ..Reach::default() });
    assert_eq!((one_link.links.len(), one_link.has_more), (1, true));
    let no_parts = ask(&book, sauce(0), Reach { parts_of_lot: 1, ..Reach::default() });
    let first = report(&no_parts, sauce(0));
    assert_eq!((first.parts.len(), first.has_more), (1, true), "the rest is left out");
    assert_eq!(first.balance.sides().unwrap(), (kg("9").into(), kg("9").into()), "and counted all the same");
    let unknown = recall::recall(book.ledger.pool(), LotId(uuid(9_999)), Reach::default());
    assert!(matches!(book.runtime.block_on(unknown), Err(Error::Missing { what: "lot", .. })));
}

/// Lots `number` on, each as code.
fn many(book: &Book, count: u64, codes: impl Fn(u64) -> String + Send + 'static) -> Vec<LotId> {
    let ids: Vec<LotId> = (0..count).map(|number| LotId(uuid(100_000 + number))).collect();
    let lots = ids.clone();
    book.turn(move |tx| {
        for (number, id) in lots.into_iter().enumerate() {
            let made_on = Some(date(2026, 11, 21));
            let made = Lot { item: SAUCE, made_on, ..a_lot(id, &codes(number as u64), Expiry::NonePrinted) };
            lot::insert(tx, &made, NOW_MS)?;
        }
        Ok(())
    })
    .unwrap();
    ids
}

#[test]
fn a_chain_of_three_thousand_lots_is_walked_to_its_end() {
    let book = furnished();
    let lots = many(&book, 3_000, |number| format!("VINEGAR-{number:04}"));
    let chain = lots.clone();
    book.turn(move |tx| {
        entries::append(tx, &entry(1, vec![make(chain[0], A, "2")]))?;
        for (number, pair) in chain.windows(2).enumerate() {
            let lines = vec![take(SAUCE, pair[0], A, "1"), make(pair[1], A, "2")];
            entries::append(tx, &entry(2 + number as u64, lines))?;
        }
        Ok(())
    })
    .unwrap();
    let far = Reach { depth: 5_000, ..Reach::default() };
    let middle = ask(&book, lots[1_500], far);
    assert_eq!((middle.lots.len(), middle.links.len(), middle.has_more), (3_000, 2_999, false));
    let (first, last) = (of(&middle, lots[0]), of(&middle, lots[2_999]));
    assert_eq!((first.up, last.down), (Some(1_500), Some(1_499)), "both ends");
    for traced in &middle.lots {
        let balance = traced.report.as_ref().unwrap().balance;
        let (left, right) = balance.sides().unwrap();
        assert_eq!((left, right, balance.unexplained), (kg("2").into(), kg("2").into(), Total::ZERO));
    }
    let near = ask(&book, lots[0], Reach { depth: 100, ..far });
    assert_eq!((near.lots.len(), near.has_more), (101, true), "no further than was asked, and it says so");
}

#[test]
fn one_source_in_three_thousand_products_is_found_in_all() {
    let book = furnished();
    let lots = many(&book, 3_000, |number| format!("WIDE-{number:04}"));
    let products = lots.clone();
    book.turn(move |tx| {
        entries::append(tx, &entry(1, vec![receive(CHILI, CHILI_1, A, "10")]))?;
        for (number, batch) in products.chunks(100).enumerate() {
            // A bulk lot from the chili, and ninety-nine fillings from the bulk.
            let first =
                entry(2 + 2 * number as u64, vec![take(CHILI, CHILI_1, A, "0.1"), make(batch[0], A, "99")]);
            entries::append(tx, &first)?;
            let mut lines = vec![take(SAUCE, batch[0], A, "99")];
            lines.extend(batch[1..].iter().map(|lot| make(*lot, B, "1")));
            entries::append(tx, &entry(3 + 2 * number as u64, lines))?;
        }
        Ok(())
    })
    .unwrap();
    let recall = ask(&book, CHILI_1, Reach::default());
    assert_eq!((recall.lots.len(), recall.links.len(), recall.has_more), (3_001, 3_000, false));
    let stands: usize = recall.lots.iter().filter(|traced| traced.down == Some(2)).count();
    assert_eq!(stands, 2_970, "each filling, two productions away");
    let up = ask(&book, lots[250], Reach::default());
    let told: Vec<LotId> = up.lots.iter().map(|traced| traced.lot.id).collect();
    assert_eq!(told, [lots[250], lots[200], CHILI_1], "and from each filling back to the chili");
}

#[test]
fn a_part_of_a_code_is_enough() {
    let book = furnished();
    many(&book, 3, |number| format!("26K23-{number}"));
    book.turn(|tx| {
        let made = a_lot(LotId(uuid(300)), "50%_off", Expiry::NotKnown);
        lot::insert(tx, &Lot { maker: "Sumber Rasa".to_owned(), ..made }, NOW_MS)?;
        lot::insert(tx, &a_lot(LotId(uuid(301)), "X26K23-0", Expiry::NotKnown), NOW_MS)
    })
    .unwrap();
    assert_eq!(found(&book, "26K23"), ["26K23-2", "26K23-1", "26K23-0", "X26K23-0"], "the beginning first");
    assert_eq!(found(&book, "26k23-0"), ["26K23-0", "X26K23-0"], "the whole code before all, in any case");
    assert_eq!(found(&book, "sumber 50%"), ["50%_off"], "with a part of the supplier's name");
    let long = "2".repeat(100_000);
    for nothing in [&long, "\0", "", "  ", "sumber", "%", "_", "2026-11-21 2026-11-22", "26K23 nobody"] {
        let wanted: &[&str] = if matches!(nothing, "%" | "_") { &["50%_off"] } else { &[] };
        assert_eq!(found(&book, nothing), wanted, "{nothing:?} is only what it says");
    }
}

#[test]
fn a_day_and_a_vessel_are_enough() {
    let book = furnished();
    let lots = many(&book, 3, |number| format!("BATCH-{number}"));
    book.append(entry(1, vec![make(lots[0], CRATE, "1"), make(lots[1], B, "1"), make(lots[2], B, "1")]))
        .unwrap();
    assert_eq!(found(&book, "2026-11-21"), ["BATCH-2", "BATCH-1", "BATCH-0"], "all of the day");
    assert_eq!(found(&book, "2026-11-21 CR-1"), ["BATCH-0"], "made into that vessel");
    assert_eq!(found(&book, "b-01 2026-11-21"), ["BATCH-2", "BATCH-1"], "in any order");
    assert_eq!(found(&book, "2026-11-21 sambal cr-1"), ["BATCH-0"], "with what it is");
    assert!(found(&book, "2026-11-20").is_empty(), "another day");
}
