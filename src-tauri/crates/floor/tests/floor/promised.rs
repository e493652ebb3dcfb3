//! Orders whose goods a fact took away are named on the screen; and what came by a list goes by the list.

use crate::support::*;
use domain::{NewReservation, OperatorId, Quantity, ReservationId, ReservationPurpose};
use floor::screen::{Flow, Tap, Tone};
use ledger::reserve;
use ledger::table::import::{self, Chunk, Import, ImportId, ImportKind, ImportState};

impl Floor {
    /// So many units of one lot, promised to an order without a number.
    fn promise(&mut self, sku: &str, lot: &str, quantity: &str) {
        let new = NewReservation {
            id: ReservationId(self.next_uuid()),
            item: self.item(sku),
            wanted: Quantity::parse(quantity, 3).unwrap(),
            lot: Some(self.lot_id(sku, lot)),
            within: None,
            document: None,
            line: None,
            purpose: ReservationPurpose::Order,
            priority: 0,
            term_ms: None,
            good_days: 0,
            whole_only: true,
        };
        let moment = reserve::Moment { now_ms: self.moment.now_ms, today: self.moment.today };
        let held = self.turn(move |tx| reserve::Stop::sort(reserve::reserve(tx, &new, moment)));
        assert!(held.is_ok(), "it is free: {held:?}");
    }

    /// The codes of the orders that the last input cut, with how much each lacks or gets from elsewhere.
    fn cut(&self) -> Vec<(String, String)> {
        let cut = self.verdict().cut.iter();
        let number = |message: &domain::Message| {
            plain(message.values.get("short").or_else(|| message.values.get("quantity")).unwrap())
        };
        cut.map(|message| (message.code.clone(), number(message))).collect()
    }

    /// The newest entry becomes a part of a list.
    fn belongs_to_a_list(&mut self, file_name: &str, by: OperatorId) {
        let (entry, id, file_name) = (self.newest().new.id, ImportId(self.next_uuid()), file_name.to_owned());
        let now_ms = self.moment.now_ms;
        self.turn(move |tx| {
            let new = Import {
                id,
                kind: ImportKind::Counts,
                file_name,
                file_hash: [7; 32],
                operator: by,
                seat: "main".to_owned(),
                state: ImportState::Applying,
                line_count: 1,
                chunk_lines: 200,
                begun_after: import::book_mark(tx)?,
                begun_at_ms: now_ms,
                ended_at_ms: None,
                chunk_count: 0,
            };
            import::begin(tx, &new)?;
            import::add_chunk(tx, id, &Chunk { index: 0, entry: Some(entry), changes_json: "[]".to_owned() })
        });
    }
}

#[test]
fn damage_names_each_order_that_is_short_now() {
    script(|floor| {
        // 61.400 kg of salt: all of it is promised, to two orders.
        floor.promise("RM-SAL", "SAL-9", "60");
        floor.promise("RM-SAL", "SAL-9", "1.4");
        floor.open_flow(Flow::Adjust).answer("damage").scan("A-01-4").scan("RM-SAL").quantity("3.400");
        floor.answer("leaking").says("said-adjusted").sounds(Tone::Attention);
        let broken = |short: &str| ("task-reservation-broken".to_owned(), short.to_owned());
        assert_eq!(
            floor.cut(),
            [broken("1.400 kg"), broken("2.000 kg")],
            "the youngest gives way first, as a whole"
        );
        assert_eq!(floor.verdict().cut[0].values["location"], "A-01-4".into(), "and where");
        floor.scan("A-01-1");
        assert_eq!(floor.cut(), [], "the next input has its own verdict");
    });
}

#[test]
fn a_count_that_leaves_enough_cuts_nobody() {
    script(|floor| {
        floor.promise("RM-SAL", "SAL-9", "50");
        floor.open_flow(Flow::Adjust).answer("damage").scan("A-01-4").scan("RM-SAL").quantity("1.400");
        floor.answer("leaking").says("said-adjusted").sounds(Tone::Accepted);
        assert_eq!(floor.cut(), [], "what is left is enough");
    });
}

#[test]
fn what_came_by_a_list_is_not_undone_by_itself() {
    script(|floor| {
        floor.open_flow(Flow::Adjust).answer("damage").scan("A-01-4").scan("RM-SAL").quantity("1.400");
        floor.answer("leaking").says("said-adjusted");
        let by = floor.screen_operator();
        floor.belongs_to_a_list("counts A-01.csv", by);
        let entry = floor.newest().new.id.to_string();
        let count = floor.entry_count();
        floor.tap(Tap::UndoEntry { entry }).says_with("refusal-part-of-import", "file", "counts A-01.csv");
        floor.tap(Tap::Undo).says_with("refusal-part-of-import", "file", "counts A-01.csv");
        assert_eq!(floor.entry_count(), count, "nothing was undone");
        floor.stands("RM-SAL", "SAL-9", "A-01-4", "60");
    });
}
