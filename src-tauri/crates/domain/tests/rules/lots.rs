//! What may be done to lots and with them, and which policy holds.

use crate::today;
use domain::certificate::Certificate;
use domain::entry::{MovementKind, Reason};
use domain::expiry::{DateMeaning, Expiry};
use domain::life::{ItemLife, ShortLife};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::lot_change::{LotAct, LotFact};
use domain::lot_use::{Forbidden, Witnessed, forbidden};
use domain::policy::{OverTolerance, Policy, PolicyOperation, PolicySays, choose};
use domain::{ItemId, LocationId, LotId, Quantity, Refusal};
use jiff::civil::date;
use uuid::Uuid;

fn id(number: u8) -> Uuid {
    Uuid::from_bytes([number; 16])
}

fn lot(status: LotStatus, expiry: Expiry) -> Lot {
    Lot {
        id: LotId(id(1)),
        item: ItemId(id(2)),
        kind: LotKind::Coded,
        code: "CHI-1".to_owned(),
        maker: String::new(),
        expiry,
        made_on: None,
        status,
        ours: false,
    }
}

fn good() -> Expiry {
    Expiry::On(date(2027, 1, 31))
}

#[test]
fn every_status_is_left_by_the_acts_that_fit_it() {
    use LotStatus::{Quarantine, Recalled, Released};
    for (from, act, to) in [
        (Released, LotAct::Hold, Some(Quarantine)),
        (Released, LotAct::Recall, Some(Recalled)),
        (Released, LotAct::Release, None),
        (Quarantine, LotAct::Hold, None),
        (Quarantine, LotAct::Release, Some(Released)),
        (Quarantine, LotAct::Recall, Some(Recalled)),
        (Recalled, LotAct::Hold, None),
        (Recalled, LotAct::Release, Some(Released)),
        (Recalled, LotAct::Recall, None),
    ] {
        let turned = lot(from, good()).turned(act, Reason::Other);
        match (turned, to) {
            (Ok(change), Some(to)) => {
                assert_eq!(change.fact, LotFact::Status { from, to }, "{act:?} of {from:?}");
                assert_eq!(change.back().fact, LotFact::Status { from: to, to: from }, "and back");
                assert_eq!(change.fact.blocks(), from == Released, "only goods that were free are blocked");
            }
            (Err(refusal), None) => {
                let said = Refusal::LotIsAlready { lot: "CHI-1".to_owned(), status: from.word() };
                assert_eq!(*refusal, said, "{act:?} of {from:?} says what it is");
            }
            other => panic!("{act:?} of {from:?}: {other:?}"),
        }
    }
}

#[test]
fn goods_without_a_lot_code_are_held_by_where_they_stand() {
    let none =
        Lot { kind: LotKind::None, code: String::new(), ..lot(LotStatus::Released, Expiry::NonePrinted) };
    assert_eq!(none.turned(LotAct::Hold, Reason::Warm), Err(Box::new(Refusal::LotNotNamed {})));
}

#[test]
fn a_best_before_is_moved_on_and_a_use_by_never() {
    let known = lot(LotStatus::Released, good());
    let later = Expiry::Month(date(2027, 3, 31));
    let moved = known.extended(DateMeaning::BestBefore, later, Reason::CheckedGood).unwrap();
    assert_eq!(moved.fact, LotFact::Expiry { from: good(), to: later });
    assert!(!moved.fact.blocks(), "nobody loses goods by it");
    let (lot_code, known_day) = ("CHI-1".to_owned(), date(2027, 1, 31));
    assert_eq!(
        known.extended(DateMeaning::UseBy, later, Reason::CheckedGood),
        Err(Box::new(Refusal::UseByStays { lot: lot_code.clone(), last_good_day: known_day }))
    );
    assert_eq!(
        known.extended(DateMeaning::BestBefore, good(), Reason::CheckedGood),
        Err(Box::new(Refusal::NotLater { lot: lot_code.clone(), known: known_day, read: known_day })),
        "with both dates"
    );
    for (of, to) in [(Expiry::NotKnown, later), (Expiry::NonePrinted, later), (good(), Expiry::NotKnown)] {
        let refused = lot(LotStatus::Released, of).extended(DateMeaning::BestBefore, to, Reason::CheckedGood);
        assert_eq!(
            refused,
            Err(Box::new(Refusal::NoDateToExtend { lot: lot_code.clone() })),
            "{of:?} to {to:?}"
        );
    }
}

#[test]
fn a_lot_that_may_not_be_used_stands_moves_and_is_counted_but_never_leaves() {
    use MovementKind::*;
    let bad = [
        lot(LotStatus::Quarantine, good()),
        lot(LotStatus::Recalled, good()),
        lot(LotStatus::Released, Expiry::On(date(2026, 11, 20))),
    ];
    for kind in MovementKind::ALL {
        let (alone, witnessed) = match kind {
            Pick | Pack | Ship => (false, false),
            Consume | Rework => (false, true),
            _ => (true, true),
        };
        for lot in &bad {
            let refusal = Box::new(lot.unusable(today()).expect("none of them is good"));
            let may = |witnessed| lot.may_move(*kind, witnessed, today());
            assert_eq!(may(Witnessed::No), if alone { Ok(()) } else { Err(refusal.clone()) }, "{kind:?}");
            assert_eq!(may(Witnessed::Yes), if witnessed { Ok(()) } else { Err(refusal) }, "{kind:?}");
        }
        let fine = lot(LotStatus::Released, Expiry::On(today()));
        assert_eq!(fine.may_move(*kind, Witnessed::No, today()), Ok(()), "its last day is a good one");
    }
    assert_eq!(forbidden(Ship), Forbidden::Always, "no badge ships it");
}

#[test]
fn a_recall_is_said_before_a_hold_and_a_hold_before_a_date() {
    let past = Expiry::On(date(2020, 1, 1));
    let said = |status| lot(status, past).unusable(today()).unwrap();
    assert!(matches!(said(LotStatus::Recalled), Refusal::LotRecalled { .. }));
    assert!(matches!(said(LotStatus::Quarantine), Refusal::LotOnHold { .. }));
    assert!(matches!(said(LotStatus::Released), Refusal::LotExpired { .. }));
}

#[test]
fn the_longer_of_days_and_share_is_wanted_and_a_share_is_rounded_up() {
    let life = ItemLife { minimum_days: Some(30), minimum_percent: Some(50), ..ItemLife::default() };
    let made = Some(date(2026, 11, 1));
    assert_eq!(life.days_wanted(Expiry::On(date(2026, 11, 11)), made), Some(30), "half of ten is less");
    assert_eq!(life.days_wanted(Expiry::On(date(2027, 2, 10)), made), Some(51), "half of 101 days");
    assert_eq!(life.days_wanted(good(), None), Some(30), "nobody knows the whole life");
    let known = ItemLife { shelf_life_days: Some(100), ..life };
    assert_eq!(known.days_wanted(good(), None), Some(50), "the item does");
    let left = |day| known.short_life(Expiry::On(day), None, today());
    let short = ShortLife { last_good_day: date(2027, 1, 9), days_left: 49, days_wanted: 50 };
    assert_eq!(
        (left(date(2027, 1, 9)), left(date(2027, 1, 10))),
        (Some(short), None),
        "fifty days are enough"
    );
    assert_eq!(ItemLife::default().short_life(good(), None, today()), None, "nothing is wanted by itself");
    assert_eq!(known.short_life(Expiry::NotKnown, None, today()), None, "an unknown date is asked elsewhere");
}

#[test]
fn the_most_specific_policy_wins() {
    let (shelf, zone, site) = (LocationId(id(10)), LocationId(id(11)), LocationId(id(12)));
    let (salt, sauce) = (ItemId(id(20)), ItemId(id(21)));
    let operation = PolicyOperation::Move;
    let rule = |location, item, says| Policy { location, item, operation, says };
    let path = [shelf, zone, site];
    let mut policies = Vec::new();
    let says = |policies: &[Policy], item| choose(policies, operation, &path, item);
    assert_eq!(says(&policies, salt), PolicySays::Ask, "nobody set anything");
    for (policy, for_salt, for_sauce) in [
        (rule(None, None, PolicySays::Warn), PolicySays::Warn, PolicySays::Warn),
        (rule(Some(site), None, PolicySays::StepUp), PolicySays::StepUp, PolicySays::StepUp),
        (rule(Some(zone), None, PolicySays::Ask), PolicySays::Ask, PolicySays::Ask),
        (rule(None, Some(salt), PolicySays::Warn), PolicySays::Warn, PolicySays::Ask),
        (rule(Some(site), Some(salt), PolicySays::StepUp), PolicySays::StepUp, PolicySays::Ask),
        (rule(Some(shelf), Some(salt), PolicySays::Warn), PolicySays::Warn, PolicySays::Ask),
    ] {
        policies.insert(0, policy);
        assert_eq!(
            (says(&policies, salt), says(&policies, sauce)),
            (for_salt, for_sauce),
            "after {policy:?}"
        );
    }
    assert_eq!(
        choose(&policies, PolicyOperation::Adjust, &path, salt),
        PolicySays::Ask,
        "of its own operation"
    );
    assert_eq!(choose(&policies, operation, &[LocationId(id(99))], sauce), PolicySays::Warn, "elsewhere");
}

#[test]
fn a_tolerance_is_a_share_of_the_order() {
    let of = |percent, units| {
        let ordered = Quantity::from_units(units).unwrap();
        OverTolerance::percent(percent).unwrap().of(ordered).unwrap().text(0)
    };
    assert_eq!([of(0, 1_920), of(5, 1_920), of(100, 7)], ["0", "96", "7"]);
    assert_eq!(OverTolerance::percent(101), None, "above the order itself there is no tolerance");
}

#[test]
fn a_certificate_is_an_https_address_or_the_name_of_a_file() {
    for good in ["https://lab.example/coa?id=7", "HTTPS://Lab.example", "COA CHI-1 (2026).pdf", "COA-26K"] {
        assert_eq!(Certificate::parse(&format!("  {good} ")).unwrap().text(), good);
    }
    let long = format!("https://lab.example/{}", "x".repeat(Certificate::LENGTH_LIMIT));
    let bad = [
        "",
        "  ",
        "http://lab.example/coa",
        "javascript:alert(1)",
        "https://",
        "https:///coa",
        "https://me@lab.example/a",
        "https://lab.example/a b",
        "../secret.pdf",
        "a/b.pdf",
        "C:\\coa.pdf",
        ".hidden",
        "coa\n.pdf",
        "data:text/html,x",
        &long,
    ];
    for text in bad {
        let refused = Certificate::parse(text);
        assert!(matches!(*refused.unwrap_err(), Refusal::BadCertificate { limit: 300, .. }), "{text:?}");
    }
}
