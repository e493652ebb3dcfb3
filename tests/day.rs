//! A shift at the demo's kitchen: badges, scans from a real port, labels from a real socket, a power cut.

use domain::code::{Command, OwnCode, OwnKind};
use floor::screen::{Flow, Screen, Tap};
use tests::{Outside, kind, said, until};

fn badge(number: u32) -> String {
    OwnCode::new(OwnKind::Badge, number).text()
}

const LEAD: u32 = 1005;
const OPERATOR_3: u32 = 1003;
/// A pallet label as a scanner sends it: bottles, date, count and lot in one GS1-128 symbol.
fn sambal(count: u32, lot: &str) -> String {
    format!("]C102095212340020311727060137{count}\u{1d}10{lot}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn receives_24_with_lot_and_date_by_scans_alone_and_a_label_comes_out() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    floor.scan(&badge(OPERATOR_3)).await;
    floor.scan(&Command::Receive.code().text()).await;
    floor.scan(&Command::Done.code().text()).await;
    let before = floor.entry_count().await;

    // By the scanner on its port, not by a call.
    let mut screens = floor.station.seats.watch("main").await.unwrap();
    world.scanner.scan(&sambal(24, "SB-NEW")).unwrap();
    until("the scan from the port is booked", async || {
        (said(&screens.borrow_and_update()) == "said-received").then_some(())
    })
    .await;

    assert_eq!(floor.entry_count().await, before + 1, "one scan that says everything is one entry");
    assert_eq!(floor.on_hand("FG-SB250", "DOCK").await, "24", "24 bottles stand at the dock");
    let label =
        until("the printer printed the label", async || world.printer.printed().first().cloned()).await;
    assert!(label.zpl.contains("SB-NEW"), "the label names the lot");
    until("the job is confirmed by the printer's own status", async || {
        let rows = floor.station.context.ledger.writer().turn(|tx| ledger::table::print_job::recent(tx, 1));
        (rows.await.unwrap().first()?.state.text() == "confirmed").then_some(())
    })
    .await;
    floor.verify();
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_scans_behind_an_open_question_become_thirty_entries_in_order() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    floor.scan(&badge(OPERATOR_3)).await;
    floor.tap(Tap::OpenFlow { flow: Flow::Receive }).await;
    floor.tap(Tap::Answer { answer: "no_order".to_owned() }).await;
    // An expired lot asks; the scans behind it wait.
    floor.scan("]C10209521234002031172611013712\u{1d}10SB-PAST").await;
    let before = floor.entry_count().await;
    for _ in 0..30 {
        world.scanner.scan(&sambal(24, "SB-NEW")).unwrap();
    }
    until("all thirty are kept", async || (floor.screen().await.waiting_count == 30).then_some(())).await;
    assert_eq!(floor.entry_count().await, before, "nothing is booked while the question is open");

    floor.tap(Tap::Answer { answer: "leave".to_owned() }).await;

    assert_eq!(floor.entry_count().await, before + 30, "thirty scans of the same code are thirty entries");
    assert_eq!(floor.on_hand("FG-SB250", "DOCK").await, "720", "30 × 24 bottles");
    assert_eq!(floor.screen().await.waiting_count, 0, "nothing waits any more");
    floor.verify();
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_step_is_still_there_after_a_restart() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    floor.scan(&badge(LEAD)).await;
    floor.tap(Tap::OpenFlow { flow: Flow::MoveStock }).await;
    floor.scan("A-03-1").await;
    floor.scan("9521234001041").await;
    let before = floor.screen().await;
    floor.close().await;

    let floor = world.open(data.path()).await;
    let after = floor.screen().await;
    assert_eq!(after, before, "the same step, the same person, the same last verdict");
    assert_eq!(kind(&after.screen), "move_stock", "the flow goes on where it stood");
    let taken = floor.scan("A-03-4").await;
    assert_eq!(said(&taken.screen), "said-moved", "the next scan books the move");
    assert!(matches!(taken.screen.screen, Screen::MoveStock(_)), "and the flow stays open");
    floor.verify();
    floor.close().await;
}
