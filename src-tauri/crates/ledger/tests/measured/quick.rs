//! The measurements themselves, on a book so small that they say nothing but that they run.

use crate::harness::book::Shape;
use crate::harness::budget::Limit;
use crate::harness::measure::{self, Plan};

#[test]
fn the_quick_measurement_runs_and_its_book_holds() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan {
        shape: Shape { item_count: 50, movement_count: 300, seed: 3 },
        folder: folder.path().join("bench"),
        book: None,
        program: None,
        block_count: 1,
        turns_per_block: 10,
        turns_per_caller: 2,
        lookup_count: 50,
        searched_items: 1,
        rush_count: 1,
        programs: None,
    };
    let found = measure::all(&plan).unwrap();
    let accepted = found.budgets.iter().find(|budget| budget.limit == Limit::Exactly(60.0)).unwrap();
    assert_eq!(accepted.is_kept(), Some(true), "104 ask for the last 60, and 60 get one: {accepted:?}");
    assert!(
        found.budgets.iter().all(|budget| budget.found > 0.0),
        "every row was measured: {:?}",
        found.budgets
    );
    // The history, ten measured turns, two of each of 32 callers, and the goods of the rush.
    assert_eq!(found.movement_count, 300 + 10 + 64 + 1, "everything answered is in the book");
    assert!(!plan.folder.exists(), "nothing is left lying about");
}
