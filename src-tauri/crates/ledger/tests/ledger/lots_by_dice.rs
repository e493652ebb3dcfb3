//! Whatever people do to lots in whatever order, moving goods and promising them in between: a lot is what its
//! acts, played again, make of it; undone acts included, promises kept to good lots, the chain whole.

use crate::lots::extend;
use crate::reservations::{kitchen, wants};
use crate::support::*;
use domain::entry::{NewEntry, Reason};
use domain::expiry::Expiry;
use domain::lot::LotStatus;
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use domain::*;
use jiff::civil::date;
use ledger::Error;
use ledger::table::entry as entries;
use proptest::prelude::*;

const LOTS: [LotId; 2] = [CHILI_1, CHILI_2];

#[derive(Clone, Debug)]
enum Act {
    Turn(usize, LotAct),
    Extend(usize, u32),
    /// An earlier act, counted from the newest.
    Undo(usize),
    /// So many kilograms of a lot come in.
    Receive(usize, i64),
    Promise(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let turn = prop_oneof![Just(LotAct::Hold), Just(LotAct::Release), Just(LotAct::Recall)];
    prop_oneof![
        6 => (0..LOTS.len(), turn).prop_map(|(lot, act)| Act::Turn(lot, act)),
        2 => (0..LOTS.len(), 1..60_u32).prop_map(|(lot, days)| Act::Extend(lot, days)),
        4 => (0_usize..5).prop_map(Act::Undo),
        2 => (0..LOTS.len(), 1..9_i64).prop_map(|(lot, units)| Act::Receive(lot, units)),
        2 => (1..6_i64).prop_map(Act::Promise),
    ]
}

/// What the acts made of a lot, played by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Model {
    status: LotStatus,
    expiry: Expiry,
}

impl Model {
    /// `false` when the lot is not as the change takes it from.
    fn play(&mut self, fact: LotFact) -> bool {
        match fact {
            LotFact::Status { from, to } if self.status == from => self.status = to,
            LotFact::Expiry { from, to } if self.expiry == from => self.expiry = to,
            _ => return false,
        }
        true
    }
}

struct Played {
    book: Book,
    models: [Model; 2],
    booked: Vec<(EntryId, Option<NewLotChange>)>,
    number: u64,
}

impl Played {
    fn step(&mut self, act: Act) {
        self.number += 1;
        let number = self.number;
        match act {
            Act::Turn(at, act) => self.turn(at, act),
            Act::Extend(at, days) => {
                let from = self.models[at].expiry;
                let last = from.last_good_day().unwrap();
                let to = Expiry::On(last.saturating_add(jiff::Span::new().days(days)));
                self.append(at, extend(number, LOTS[at], from, to));
            }
            Act::Undo(back) => self.undo(back),
            Act::Receive(at, units) => {
                let text = units.to_string();
                let came = self.book.append(entry(number, vec![receive(CHILI, LOTS[at], A, &text)])).unwrap();
                self.booked.push((came.id, None));
            }
            Act::Promise(units) => {
                let wanted = NewReservation { whole_only: false, ..wants(number, CHILI, &units.to_string()) };
                if let Ok(reserved) = self.book.reserve(wanted) {
                    for part in reserved.parts {
                        let at = LOTS.iter().position(|lot| *lot == part.lot).unwrap();
                        let status = self.models[at].status;
                        assert_eq!(status, LotStatus::Released, "only good lots are promised");
                    }
                }
            }
        }
    }

    fn turn(&mut self, at: usize, act: LotAct) {
        let known = self.book.lot(LOTS[at]);
        match known.turned(act, Reason::Warm) {
            Ok(change) => {
                let new = NewEntry { lot_changes: vec![change], ..entry(self.number, Vec::new()) };
                self.append(at, new);
            }
            Err(refusal) => assert!(matches!(*refusal, Refusal::LotIsAlready { .. }), "{refusal:?}"),
        }
    }

    fn append(&mut self, at: usize, new: NewEntry) {
        let change = new.lot_changes[0];
        let recorded = self.book.append(new).expect("it was taken from what the lot is");
        assert!(self.models[at].play(change.fact), "the model agrees");
        self.booked.push((recorded.id, Some(change)));
    }

    fn undo(&mut self, back: usize) {
        let Some(index) = self.booked.len().checked_sub(back + 1) else { return };
        let (id, change) = self.booked[index];
        let before = self.models;
        let fits = change.is_none_or(|change| {
            let at = LOTS.iter().position(|lot| *lot == change.lot).unwrap();
            self.models[at].play(change.fact.back())
        });
        match self.book.undo_lots(id, self.number) {
            Ok(_) => assert!(fits, "undone although something depends on it"),
            // Undone before, goods promised since, or another act between.
            Err(Error::AlreadyReversed { .. } | Error::StillReserved(_)) => self.models = before,
            Err(Error::LotIsOtherwise { .. }) => assert!(!fits, "nothing stood between"),
            Err(error) => panic!("{error}"),
        }
    }

    fn check(&self) {
        for (lot, model) in LOTS.into_iter().zip(self.models) {
            let is = self.book.lot(lot);
            assert_eq!(Model { status: is.status, expiry: is.expiry }, model, "as its acts, played again");
            let reserved = self.book.reserved(A, CHILI, lot);
            assert!(model.status == LotStatus::Released || reserved.is_zero(), "nothing bad stays promised");
        }
        self.book.assert_holds();
        let before = crate::rebuild::derived(&self.book);
        self.book.turn(|tx| ledger::rebuild::all(tx)).unwrap();
        assert_eq!(crate::rebuild::derived(&self.book), before, "made again to the same lots");
        for (id, change) in self.booked.iter().copied() {
            let stored = self.book.turn(move |tx| entries::by_id(tx, id)).unwrap().unwrap();
            assert_eq!(stored.new.lot_changes, Vec::from_iter(change), "an act is never changed");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_do_to_lots_they_are_what_was_done(acts in proptest::collection::vec(act(), 1..50)) {
        let first = |expiry| Model { status: LotStatus::Released, expiry };
        let models = [first(Expiry::On(date(2027, 3, 1))), first(Expiry::Month(date(2027, 1, 31)))];
        let mut played = Played { book: kitchen(), models, booked: Vec::new(), number: 0 };
        for act in acts {
            played.step(act);
        }
        played.check();
    }
}
