//! The canonical bytes and the hash of an entry, for ever: computed once from the written layout by another
//! program.

use domain::entry::{
    Before, ChainPlace, Evidence, GENESIS, MovementKind, NewEntry, NewMovement, NewPlacement, Reason,
    canonical_bytes, chain_hash,
};
use domain::expiry::Expiry;
use domain::lot::LotStatus;
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use domain::{
    DocumentId, DocumentLineId, EntryId, ItemId, LocationId, LotId, OperatorId, Quantity, ScanId, StationId,
};
use jiff::civil::date;
use uuid::Uuid;

const GOLDEN_HASH: &str = "0b77b91a1b03e215625ee977f12915ab25455f489c6bf756c054a48f05134920";
const GOLDEN_LENGTH: usize = 667;
/// Likewise, of an entry that holds a lot and moves the date of another.
const GOLDEN_JUDGED_HASH: &str = "f3367e0440f49283db34431787986fcfcb29e6d15c8673ab8d2868cdeded6619";
const GOLDEN_JUDGED_LENGTH: usize = 360;
const GOLDEN_EMPTY_HASH: &str = "a392736a21b2ad5f35709ac948fd88041a674d7222fe8eadba53e92b9f66c47b";

fn id(number: u8) -> Uuid {
    Uuid::from_bytes([number; 16])
}

fn quantity(millionths: i64) -> Quantity {
    Quantity::from_millionths(millionths).expect("below the limit")
}

fn place() -> ChainPlace {
    ChainPlace { station: StationId(id(1)), epoch: 2, sequence: 3, hybrid_clock: 0x0123_4567_89ab_cdef }
}

fn movement() -> NewMovement {
    NewMovement {
        kind: MovementKind::Receive,
        item: ItemId(id(20)),
        lot: LotId(id(21)),
        serial: Some("S/1é".into()),
        from: LocationId(id(22)),
        to: LocationId(id(23)),
        quantity: quantity(1_824_000_000),
        pieces: 38,
        reason: Some(Reason::MoreDelivered),
        evidence: Evidence::Scanned,
        line: Some(DocumentLineId(id(24))),
        reading: "38 cartons".into(),
    }
}

fn entry() -> NewEntry {
    NewEntry {
        id: EntryId(id(10)),
        happened_at_ms: 1_795_000_000_000,
        recorded_at_ms: 1_795_000_000_001,
        business_date: date(2026, 11, 21),
        operator: OperatorId(id(11)),
        witness: Some(OperatorId(id(14))),
        seat: "main".into(),
        document: Some(DocumentId(id(12))),
        scan: Some(ScanId(id(13))),
        reverses: None,
        note: String::new(),
        movements: vec![
            movement(),
            NewMovement {
                serial: None,
                reason: None,
                line: None,
                reading: String::new(),
                kind: MovementKind::Adjust,
                ..movement()
            },
        ],
        placements: vec![NewPlacement {
            container: LocationId(id(30)),
            from: LocationId(id(31)),
            to: LocationId(id(32)),
        }],
        lot_changes: vec![],
    }
}

fn before() -> [Before; 2] {
    [Before { from: quantity(-1_000_000), to: quantity(0) }, Before { from: quantity(0), to: quantity(1) }]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_golden_entry_keeps_its_bytes_and_hash() {
    let bytes = canonical_bytes(&place(), &entry(), &before());
    assert_eq!(bytes.len(), GOLDEN_LENGTH, "every field is there with its length");
    assert_eq!(hex(&chain_hash(&GENESIS, &bytes)), GOLDEN_HASH, "a chain written today is verified for ever");
}

#[test]
fn an_entry_without_anything_optional_keeps_its_hash() {
    let entry = NewEntry {
        witness: None,
        document: None,
        scan: None,
        movements: vec![],
        placements: vec![],
        ..entry()
    };
    let bytes = canonical_bytes(&place(), &entry, &[]);
    assert_eq!(hex(&chain_hash(&[0xff; 32], &bytes)), GOLDEN_EMPTY_HASH);
}

fn judged() -> NewEntry {
    let held = NewLotChange {
        lot: LotId(id(40)),
        act: LotAct::Hold,
        fact: LotFact::Status { from: LotStatus::Released, to: LotStatus::Quarantine },
        reason: Reason::Warm,
    };
    let (from, to) = (Expiry::On(date(2026, 11, 21)), Expiry::Month(date(2027, 1, 31)));
    let moved = NewLotChange {
        lot: LotId(id(41)),
        act: LotAct::Extend,
        fact: LotFact::Expiry { from, to },
        reason: Reason::CheckedGood,
    };
    NewEntry {
        witness: None,
        document: None,
        scan: None,
        movements: vec![],
        placements: vec![],
        lot_changes: vec![held, moved],
        ..entry()
    }
}

#[test]
fn an_entry_that_judges_lots_keeps_its_bytes_and_hash() {
    let bytes = canonical_bytes(&place(), &judged(), &[]);
    assert_eq!((bytes[0], bytes.len()), (2, GOLDEN_JUDGED_LENGTH), "a layout of its own, all in it");
    assert_eq!(hex(&chain_hash(&GENESIS, &bytes)), GOLDEN_JUDGED_HASH);
    let same_but = |change: fn(&mut NewLotChange)| {
        let mut other = judged();
        change(&mut other.lot_changes[1]);
        canonical_bytes(&place(), &other, &[])
    };
    let mut seen = vec![
        bytes,
        same_but(|change| change.lot = LotId(id(99))),
        same_but(|change| change.act = LotAct::Reversal),
        same_but(|change| change.reason = Reason::Other),
        same_but(|change| change.fact = change.fact.back()),
        same_but(|change| change.fact = judged().lot_changes[0].fact),
    ];
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "every field of it is under the hash");
}

#[test]
fn every_field_is_under_the_hash() {
    let changes: [fn(&mut NewEntry); 23] = [
        |entry| entry.id = EntryId(id(99)),
        |entry| entry.happened_at_ms += 1,
        |entry| entry.recorded_at_ms += 1,
        |entry| entry.business_date = date(2026, 11, 22),
        |entry| entry.operator = OperatorId(id(99)),
        |entry| entry.witness = None,
        |entry| entry.seat = "dock".into(),
        |entry| entry.document = None,
        |entry| entry.scan = None,
        |entry| entry.reverses = Some(EntryId(id(99))),
        |entry| entry.note = "x".into(),
        |entry| entry.movements[0].kind = MovementKind::Initial,
        |entry| entry.movements[0].item = ItemId(id(99)),
        |entry| entry.movements[0].lot = LotId(id(99)),
        |entry| entry.movements[0].serial = Some(String::new()),
        |entry| entry.movements[1].serial = Some(String::new()),
        |entry| entry.movements[0].quantity = quantity(1),
        |entry| entry.movements[0].pieces = 0,
        |entry| entry.movements[0].reason = None,
        |entry| entry.movements[0].evidence = Evidence::Typed,
        |entry| entry.movements[0].reading = "38 carton".into(),
        |entry| entry.movements.swap(0, 1),
        |entry| entry.placements[0].to = LocationId(id(99)),
    ];
    let original = canonical_bytes(&place(), &entry(), &before());
    let mut seen = vec![original];
    for change in changes {
        let mut changed = entry();
        change(&mut changed);
        seen.push(canonical_bytes(&place(), &changed, &before()));
    }
    for other in [
        ChainPlace { epoch: 3, ..place() },
        ChainPlace { sequence: 4, ..place() },
        ChainPlace { station: StationId(id(2)), ..place() },
        ChainPlace { hybrid_clock: 0, ..place() },
    ] {
        seen.push(canonical_bytes(&other, &entry(), &before()));
    }
    let mut others = before();
    others.swap(0, 1);
    seen.push(canonical_bytes(&place(), &entry(), &others));
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "no two different entries share their bytes");
}

#[test]
fn what_was_before_is_under_the_hash() {
    let bytes = canonical_bytes(&place(), &entry(), &before());
    assert_ne!(
        chain_hash(&GENESIS, &bytes),
        chain_hash(&[1; 32], &bytes),
        "an entry cannot be moved in the chain"
    );
}

#[test]
fn stored_words_come_back() {
    for kind in MovementKind::ALL {
        assert_eq!(MovementKind::from_text(kind.text()), Some(*kind));
    }
    for evidence in Evidence::ALL {
        assert_eq!(Evidence::from_text(evidence.text()), Some(*evidence));
    }
    for reason in Reason::ALL {
        assert_eq!(Reason::from_text(reason.text()), Some(*reason));
    }
    assert_eq!(MovementKind::from_text(""), None);
}
