//! What happened, page by page and added up, for every way to ask.

use crate::days::*;
use crate::reads;
use crate::support::*;
use domain::entry::{MovementKind, NewEntry, NewMovement};
use domain::*;
use jiff::ToSpan;
use jiff::civil::date;
use ledger::Error;
use ledger::read::history::{self, HistoryFilter, HistoryRow, KindTotal};
use ledger::read::places::Where;
use ledger::read::total::Total;

/// All pages; `between` happens after each.
fn pages(book: &Book, filter: &HistoryFilter, limit: u32, mut between: impl FnMut()) -> Vec<HistoryRow> {
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let page = history::list(book.ledger.pool(), filter, cursor.as_deref(), limit);
        let page = book.runtime.block_on(page).unwrap();
        assert!(page.rows.len() <= limit as usize, "a page holds what was asked for");
        rows.extend(page.rows);
        between();
        cursor = page.next;
        if cursor.is_none() {
            return rows;
        }
    }
}

fn totals(book: &Book, filter: &HistoryFilter) -> Vec<KindTotal> {
    book.runtime.block_on(history::totals(book.ledger.pool(), filter)).unwrap()
}

/// Entry and line: `2.1`.
fn told(rows: &[HistoryRow]) -> Vec<String> {
    rows.iter().map(|row| format!("{}.{}", row.number.trim_start_matches("TM1-1-00000"), row.line)).collect()
}

fn all() -> HistoryFilter {
    HistoryFilter::default()
}

#[test]
fn history_is_the_newest_first_and_answers_each_filter() {
    let book = reads::worked();
    let history = |filter: HistoryFilter| told(&pages(&book, &filter, 100, || {}));
    assert_eq!(history(all()), ["5.1", "4.1", "3.1", "2.2", "2.1", "1.1"]);
    assert_eq!(history(HistoryFilter { item: Some(CHILI), ..all() }), ["2.2", "2.1"]);
    assert_eq!(history(HistoryFilter { lot: Some(CHILI_2), ..all() }), ["2.2"]);
    assert_eq!(history(HistoryFilter { operator: Some(BUDI), ..all() }), ["5.1", "4.1"]);
    assert_eq!(history(HistoryFilter { document: Some(ORDER), ..all() }), ["1.1"]);
    assert_eq!(history(HistoryFilter { entry: Some(EntryId(uuid(1_002))), ..all() }), ["2.2", "2.1"]);
    assert_eq!(history(HistoryFilter { owner: Some(HOUSE), ..all() }).len(), 6, "all goods are the house's");
    let kinds = vec![MovementKind::Receive];
    assert_eq!(history(HistoryFilter { kinds, ..all() }), ["2.2", "2.1", "1.1"]);
    let kinds = vec![MovementKind::Move, MovementKind::Reversal];
    assert_eq!(history(HistoryFilter { kinds, ..all() }), ["5.1", "3.1"], "any of these");
    let at = HistoryFilter { location: Some(Where::At(A)), ..all() };
    assert_eq!(history(at), ["5.1", "4.1", "3.1", "2.1", "1.1"]);
    let crate_alone = HistoryFilter { location: Some(Where::In(PALLET)), ..all() };
    assert_eq!(history(crate_alone), ["3.1"], "with what stands in it");
    let pallet = HistoryFilter { location: Some(Where::At(PALLET)), ..all() };
    assert!(history(pallet).is_empty(), "nothing lies on the pallet itself");
    let kinds = vec![MovementKind::Move];
    let both = HistoryFilter { location: Some(Where::In(A)), item: Some(SALT), kinds, ..all() };
    assert_eq!(history(both), ["3.1"], "all that is set must hold");
}

#[test]
fn what_nobody_knows_has_no_history() {
    let book = reads::worked();
    let nobody = uuid(9_999);
    for filter in [
        HistoryFilter { item: Some(ItemId(nobody)), ..all() },
        HistoryFilter { owner: Some(OwnerId(nobody)), ..all() },
        HistoryFilter { location: Some(Where::In(LocationId(nobody))), ..all() },
        HistoryFilter { serial: Some("none".to_owned()), ..all() },
        HistoryFilter { from: Some(date(2027, 1, 1)), ..all() },
        HistoryFilter { to: Some(date(2026, 1, 1)), ..all() },
        HistoryFilter { from: Some(date(2026, 11, 22)), to: Some(date(2026, 11, 20)), ..all() },
    ] {
        assert!(pages(&book, &filter, 100, || {}).is_empty(), "nothing fits {filter:?}");
        assert!(totals(&book, &filter).is_empty(), "and nothing adds up for {filter:?}");
    }
    let everything = all();
    let nonsense = history::list(book.ledger.pool(), &everything, Some("x"), 2);
    assert!(matches!(book.runtime.block_on(nonsense), Err(Error::Stored { what: "a cursor", .. })));
}

#[test]
fn a_serial_is_followed_from_place_to_place() {
    let book = book();
    let serial = |from, to| NewMovement {
        serial: Some("SN-7".to_owned()),
        ..movement(MovementKind::Move, SCALE, SCALE_LOT, from, to, "1")
    };
    book.append(entry(1, vec![serial(SUPPLIER, A), receive(SALT, SALT_LOT, A, "1")])).unwrap();
    book.append(entry(2, vec![serial(A, B)])).unwrap();
    let filter = HistoryFilter { serial: Some("SN-7".to_owned()), ..all() };
    assert_eq!(told(&pages(&book, &filter, 1, || {})), ["2.1", "1.1"]);
}

#[test]
fn a_history_row_tells_both_balances_and_its_undoing() {
    let book = reads::worked();
    let rows = pages(&book, &HistoryFilter { item: Some(SALT), ..all() }, 100, || {});
    let [undoing, damaged, moved, received] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((damaged.reversed_by, undoing.reverses), (Some(undoing.entry), Some(damaged.entry)));
    assert_eq!((moved.from_before, moved.from_after), (kg("50"), kg("40")));
    assert_eq!((moved.to_before, moved.to_after, moved.to_code.as_str()), (Quantity::ZERO, kg("10"), "CR-1"));
    assert_eq!(
        (received.document_number.as_deref(), received.operator_name.as_str()),
        (Some("PO-3108"), "Dewi")
    );
    assert_eq!((received.item.sku.as_str(), received.item.names[1].1.as_str()), ("SALT-1", "Garam"));
}

#[test]
fn what_is_booked_meanwhile_changes_no_later_page() {
    let book = reads::worked();
    let before = told(&pages(&book, &all(), 100, || {}));
    let mut number = 100;
    let paged = pages(&book, &all(), 2, || {
        number += 1;
        book.append(entry(number, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    });
    assert_eq!(told(&paged), before, "each once, and nothing new in between");
}

#[test]
fn totals_say_what_came_and_what_went() {
    let book = reads::worked();
    let total = |filter: &HistoryFilter| {
        let rows = totals(&book, filter).into_iter();
        rows.map(|total| {
            let texts = [total.quantity, total.came_in, total.went_out].map(|sum| sum.text(0));
            format!("{} {} {}: {}", total.kind.text(), total.movement_count, total.unit, texts.join(" "))
        })
        .collect::<Vec<_>>()
    };
    let at = HistoryFilter { location: Some(Where::At(A)), ..all() };
    let at_a = ["damage 1 kg: 1 0 1", "move 1 kg: 10 0 10", "receive 2 kg: 53 53 0", "reversal 1 kg: 1 1 0"];
    assert_eq!(total(&at), at_a, "ten kilograms left the bin for its crate");
    let inside = HistoryFilter { location: Some(Where::In(A)), ..all() };
    let in_a = ["damage 1 kg: 1 0 1", "move 1 kg: 10 0 0", "receive 2 kg: 53 53 0", "reversal 1 kg: 1 1 0"];
    assert_eq!(total(&inside), in_a, "and neither came nor went where the crate stands");
}

/// A filter with up to three conditions, as dice fall.
fn a_filter(dice: &mut Dice) -> HistoryFilter {
    let mut filter = all();
    for _ in 0..dice.below(4) {
        let (item, lot) = dice.pick(&goods());
        match dice.below(8) {
            0 => filter.item = Some(item),
            1 => filter.lot = Some(lot),
            2 => filter.location = Some(Where::In(dice.pick(&[A, B, CRATE, PALLET, ZONE, SITE, SUPPLIER]))),
            3 => filter.location = Some(Where::At(dice.pick(&OURS))),
            4 => filter.document = Some(dice.pick(&documents())),
            5 => filter.operator = Some(dice.pick(&[DEWI, BUDI])),
            6 => filter.kinds = (0..1 + dice.below(3)).map(|_| dice.pick(MovementKind::ALL)).collect(),
            _ => {
                let from = date(2026, 11, 1) + (dice.below(20) as i64).days();
                filter.from = Some(from);
                filter.to = (dice.below(2) == 0).then(|| from + (dice.below(6) as i64).days());
            }
        }
    }
    filter
}

fn is_at(days: &Days, place: LocationId, location: Where) -> bool {
    match location {
        Where::At(root) => place == root,
        Where::In(root) => days.is_in(place, root),
    }
}

fn fits(days: &Days, filter: &HistoryFilter, entry: &NewEntry, movement: &NewMovement) -> bool {
    let HistoryFilter { item, lot, location, operator, document, kinds, from, to, .. } = filter;
    item.is_none_or(|item| item == movement.item)
        && lot.is_none_or(|lot| lot == movement.lot)
        && operator.is_none_or(|operator| operator == entry.operator)
        && document.is_none_or(|document| Some(document) == entry.document)
        && (kinds.is_empty() || kinds.contains(&movement.kind))
        && from.is_none_or(|from| entry.business_date >= from)
        && to.is_none_or(|to| entry.business_date <= to)
        && location.is_none_or(|place| is_at(days, movement.from, place) || is_at(days, movement.to, place))
}

#[test]
fn whatever_is_asked_the_pages_are_what_was_booked() {
    for seed in 1..=3 {
        let days = worked(seed, 250);
        let mut dice = Dice::new(seed ^ 0xfeed);
        for _ in 0..60 {
            let filter = a_filter(&mut dice);
            let mut wanted: Vec<(EntryId, i64)> = Vec::new();
            for entry in &days.booked {
                let lines = entry.movements.iter().enumerate();
                let fitting = lines.filter(|(_, movement)| fits(&days, &filter, entry, movement));
                wanted.extend(fitting.map(|(line, _)| (entry.id, line as i64 + 1)));
            }
            wanted.reverse();
            let rows = pages(&days.book, &filter, 7, || {});
            let found: Vec<(EntryId, i64)> = rows.iter().map(|row| (row.entry, row.line)).collect();
            assert_eq!(found, wanted, "seed {seed}: the newest first, each once, for {filter:?}");
            adds_up(&days, &filter, &rows, seed);
        }
    }
}

/// The totals are what the listed movements add up to.
fn adds_up(days: &Days, filter: &HistoryFilter, rows: &[HistoryRow], seed: u64) {
    let found = totals(&days.book, filter);
    let is_here = |place| match filter.location {
        Some(location) => is_at(days, place, location),
        None => kind_of(place).is_physical(),
    };
    let mut count = 0;
    for total in &found {
        let of = || rows.iter().filter(|row| row.kind == total.kind && row.item.unit == total.unit);
        let sum = |rows: &mut dyn Iterator<Item = &HistoryRow>| {
            rows.fold((Total::ZERO, 0), |(sum, pieces), row| {
                (sum.plus(row.quantity).unwrap(), pieces + row.pieces)
            })
        };
        let what = format!("seed {seed}, {} for {filter:?}", total.kind.text());
        assert_eq!(total.movement_count, of().count() as i64, "{what}: as many as are listed");
        assert_eq!((total.quantity, total.pieces), sum(&mut of()), "{what}: as much as is listed");
        let came = sum(&mut of().filter(|row| is_here(row.to) && !is_here(row.from)));
        assert_eq!((total.came_in, total.came_in_pieces), came, "{what}: what came in");
        let went = sum(&mut of().filter(|row| is_here(row.from) && !is_here(row.to)));
        assert_eq!((total.went_out, total.went_out_pieces), went, "{what}: what went out");
        count += total.movement_count;
    }
    assert_eq!(count, rows.len() as i64, "seed {seed}: no kind is left out for {filter:?}");
}
