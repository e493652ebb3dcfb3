//! The print machine by its tables: what each answer of the printer means for the job.

use devices::print_job::{Action, Event, Limits, Order, retry_delay_ms};
use devices::print_machine::PrintMachine;
use devices::{ConfirmedBy, Doubt, JobState, PrinterStatus, Trouble};
use proptest::prelude::*;

const LABELS: u32 = 3;
const LOOK: Action = Action::Look { after_ms: 500 };

fn order() -> Order {
    Order {
        label_count: LABELS,
        queued_for_ms: 0,
        attempt_count: 0,
        gives_answers: true,
        repeats_spoiled: true,
    }
}

fn queued() -> PrintMachine {
    PrintMachine::queued(order(), Limits::default()).0
}

fn sent(odometer: Option<u64>) -> PrintMachine {
    let mut machine = queued();
    let events = [Event::Connected, Event::Ready { odometer }, Event::Recorded, Event::AllWritten];
    let actions = events.map(|event| machine.advance(event, 0));
    assert_eq!(actions, [Action::AskReadiness, Action::Record, Action::Write, LOOK]);
    assert_eq!(machine.state(), JobState::Sent);
    machine
}

fn empty() -> PrinterStatus {
    PrinterStatus { labels_remaining: Some(0), half_format: Some(false), ..PrinterStatus::default() }
}

fn working(labels: u32) -> PrinterStatus {
    PrinterStatus { labels_remaining: Some(labels), ..empty() }
}

fn out_of_paper(labels: u32) -> PrinterStatus {
    PrinterStatus { paper_out: true, ..working(labels) }
}

fn answer(status: PrinterStatus, odometer: Option<u64>) -> Event {
    Event::Looked { status: Some(status), odometer }
}

const SILENCE: Event = Event::Looked { status: None, odometer: None };

#[test]
fn the_counter_confirms_the_number_ordered() {
    let mut machine = sent(Some(100));
    assert_eq!(machine.advance(answer(working(2), Some(101)), 500), LOOK);
    assert_eq!(machine.came_out(), Some(1));
    assert_eq!(machine.advance(answer(empty(), Some(103)), 1_000), Action::Nothing);
    assert_eq!((machine.state(), machine.confirmed_by()), (JobState::Confirmed, Some(ConfirmedBy::Odometer)));
}

#[test]
fn without_a_counter_two_empty_answers_in_a_row_confirm() {
    let mut machine = sent(None);
    assert_eq!(machine.advance(answer(empty(), None), 500), LOOK, "the first may be older than the job");
    assert_eq!(machine.advance(answer(working(1), None), 1_000), LOOK);
    assert_eq!(machine.advance(answer(empty(), None), 1_500), LOOK, "they must follow each other");
    assert_eq!(machine.advance(answer(empty(), None), 2_000), Action::Nothing);
    assert_eq!(machine.confirmed_by(), Some(ConfirmedBy::BufferEmpty));
}

#[test]
fn an_answer_that_does_not_say_what_is_left_confirms_nothing() {
    let mut machine = sent(None);
    let short = PrinterStatus { labels_remaining: None, ..empty() };
    for now_ms in [500, 30_000, 60_000] {
        assert_eq!(machine.advance(answer(short.clone(), None), now_ms), LOOK);
    }
    assert_eq!(machine.advance(answer(short, None), 60_500), Action::AskOperator(Doubt::Stuck));
}

#[test]
fn silence_is_unknown_and_never_fine() {
    let mut machine = sent(None);
    assert_eq!(machine.advance(SILENCE, 1_000), LOOK);
    assert_eq!(machine.trouble(), Some(Trouble::Silent));
    assert_eq!(machine.advance(SILENCE, 30_999), LOOK);
    assert_eq!(machine.advance(SILENCE, 31_000), Action::AskOperator(Doubt::Silence));
    assert_eq!(machine.state(), JobState::Unknown);
}

#[test]
fn an_empty_printer_that_was_silent_without_a_counter_may_have_been_off() {
    let mut machine = sent(None);
    assert_eq!(machine.advance(SILENCE, 500), LOOK);
    assert_eq!(machine.advance(answer(empty(), None), 1_000), LOOK);
    assert_eq!(machine.advance(answer(empty(), None), 1_500), Action::AskOperator(Doubt::Silence));
}

#[test]
fn an_end_of_paper_keeps_the_job_alive() {
    let mut machine = sent(Some(100));
    let hour_ms = 3_600_000;
    assert_eq!(machine.advance(answer(out_of_paper(2), Some(101)), 500), LOOK);
    assert_eq!(machine.advance(answer(out_of_paper(2), Some(101)), hour_ms), LOOK);
    assert_eq!(machine.trouble(), Some(Trouble::PaperOut));
    assert_eq!(machine.advance(SILENCE, hour_ms + 60_000), LOOK, "silent while the lid is open");
    assert_eq!(machine.trouble(), Some(Trouble::PaperOut), "the silence belongs to the fault");
    assert_eq!(machine.advance(answer(empty(), Some(103)), hour_ms + 90_000), Action::Nothing);
    assert_eq!(machine.confirmed_by(), Some(ConfirmedBy::Odometer));
}

#[test]
fn a_counted_label_that_will_be_printed_again_does_not_confirm() {
    let mut machine = sent(Some(100));
    assert_eq!(machine.advance(answer(out_of_paper(1), Some(103)), 500), LOOK, "one is still inside");
    let one_more = machine.advance(answer(empty(), Some(104)), 1_000);
    assert_eq!(one_more, Action::AskOperator(Doubt::CounterMoved));
}

#[test]
fn a_counter_of_others_is_not_believed() {
    for odometer in [104, 99, 0] {
        let mut machine = sent(Some(100));
        let action = machine.advance(answer(empty(), Some(odometer)), 500);
        assert_eq!(action, Action::AskOperator(Doubt::CounterMoved), "100 before, {odometer} after");
        assert_eq!(machine.came_out(), None);
    }
}

#[test]
fn an_empty_printer_with_a_short_counter_printed_a_part() {
    let mut machine = sent(Some(100));
    assert_eq!(machine.advance(answer(empty(), Some(102)), 500), LOOK, "the last one may be on its way");
    assert_eq!(machine.advance(answer(empty(), Some(102)), 5_499), LOOK);
    let action = machine.advance(answer(empty(), Some(102)), 5_500);
    assert_eq!(action, Action::AskOperator(Doubt::PartlyPrinted));
    assert_eq!(machine.came_out(), Some(2));
}

#[test]
fn nothing_moves_and_nothing_is_wrong() {
    let half = PrinterStatus { half_format: Some(true), ..empty() };
    let mut machine = sent(Some(100));
    assert_eq!(machine.advance(answer(half.clone(), Some(100)), 500), LOOK);
    assert_eq!(machine.advance(answer(half, Some(100)), 60_500), Action::AskOperator(Doubt::Stuck));
}

#[test]
fn before_the_first_byte_it_is_tried_again_with_growing_waits() {
    assert_eq!([1, 2, 3, 4, 5, 99].map(retry_delay_ms), [250, 1_000, 4_000, 15_000, 15_000, 15_000]);
    for trouble in [Trouble::Unreachable, Trouble::Silent, Trouble::PaperOut, Trouble::Busy] {
        let mut machine = queued();
        let action = machine.advance(Event::NotReady(trouble), 0);
        assert_eq!(action, Action::TryAgain { after_ms: 250 });
        assert_eq!((machine.state(), machine.trouble()), (JobState::Queued, Some(trouble)));
    }
}

#[test]
fn a_job_past_its_time_is_not_sent() {
    let old = Order { queued_for_ms: 15 * 60_000, ..order() };
    let (machine, action) = PrintMachine::queued(old, Limits::default());
    assert_eq!(action, Action::AskOperator(Doubt::TooOld));
    assert_eq!(machine.state(), JobState::Failed);
}

#[test]
fn a_refused_write_is_tried_again_and_a_broken_one_is_not() {
    let sending = || {
        let mut machine = queued();
        for event in [Event::Connected, Event::Ready { odometer: None }, Event::Recorded] {
            machine.advance(event, 0);
        }
        assert_eq!(machine.state(), JobState::Sending);
        machine
    };
    let mut refused = sending();
    let action = refused.advance(Event::WriteFailed { bytes_written: 0 }, 0);
    assert_eq!((action, refused.state()), (Action::TryAgain { after_ms: 250 }, JobState::Queued));

    let mut broken = sending();
    let action = broken.advance(Event::WriteFailed { bytes_written: 1 }, 0);
    assert_eq!((action, broken.state()), (Action::AskOperator(Doubt::LineBroke), JobState::Unknown));
}

#[test]
fn after_a_restart_only_the_counter_or_a_person_decides() {
    let interrupted = |odometer| PrintMachine::interrupted(order(), Limits::default(), odometer);
    let (mut unseen, action) = interrupted(None);
    assert_eq!(action, Action::AskOperator(Doubt::Interrupted));
    assert_eq!(unseen.advance(answer(empty(), None), 0), Action::AskOperator(Doubt::Interrupted));
    assert_eq!(unseen.advance(Event::ScannedBack, 0), Action::Nothing);
    assert_eq!(unseen.confirmed_by(), Some(ConfirmedBy::ScannedBack));

    let (mut counted, action) = interrupted(Some(100));
    assert_eq!((action, counted.state()), (LOOK, JobState::Unknown));
    assert_eq!(counted.advance(answer(empty(), Some(103)), 0), Action::Nothing);
    assert_eq!(counted.confirmed_by(), Some(ConfirmedBy::Odometer));
}

#[test]
fn a_printer_that_only_listens_is_to_be_scanned_back() {
    let listens = Order { gives_answers: false, ..order() };
    let (mut machine, _) = PrintMachine::queued(listens, Limits::default());
    assert_eq!(machine.advance(Event::Connected, 0), Action::Record);
    assert_eq!(machine.advance(Event::Recorded, 0), Action::Write);
    assert_eq!(machine.advance(Event::AllWritten, 0), Action::AskOperator(Doubt::NoAnswers));
    machine.advance(Event::ScannedBack, 0);
    assert_eq!(machine.state(), JobState::Confirmed);
}

#[test]
fn only_a_job_that_never_began_can_be_cancelled() {
    let mut waiting = queued();
    waiting.advance(Event::CancelAsked, 0);
    assert_eq!(waiting.state(), JobState::Cancelled);
    let mut inside = sent(None);
    inside.advance(Event::CancelAsked, 0);
    assert_eq!(inside.state(), JobState::Sent, "the printer has it");
}

fn any_event() -> impl Strategy<Value = Event> {
    let looked = (prop::option::of((0..2u32, any::<bool>())), prop::option::of(99..105u64)).prop_map(
        |(status, odometer)| Event::Looked {
            status: status.map(|(left, paper_out)| PrinterStatus { paper_out, ..working(left) }),
            odometer,
        },
    );
    prop_oneof![
        1 => Just(Event::Connected),
        1 => Just(Event::NotReady(Trouble::Silent)),
        1 => prop::option::of(Just(100)).prop_map(|odometer| Event::Ready { odometer }),
        1 => Just(Event::Recorded),
        1 => (0..2usize).prop_map(|bytes_written| Event::WriteFailed { bytes_written }),
        1 => Just(Event::AllWritten),
        4 => looked,
        1 => Just(Event::CancelAsked),
    ]
}

proptest! {
    #[test]
    fn nothing_is_sent_after_the_first_byte_and_nothing_is_confirmed_without_evidence(
        events in prop::collection::vec((any_event(), 0..40_000u64), 0..40),
    ) {
        let mut machine = queued();
        let (mut has_left, mut now_ms) = (false, 0);
        for (event, passed_ms) in events {
            now_ms += passed_ms;
            let could_write = machine.state() == JobState::Sending;
            has_left |= could_write
                && matches!(event, Event::AllWritten | Event::WriteFailed { bytes_written: 1.. });
            let is_answer = matches!(event, Event::Looked { status: Some(_), .. });
            let was_confirmed = machine.state() == JobState::Confirmed;
            let action = machine.advance(event, now_ms);
            let sends = !matches!(action, Action::Look { .. } | Action::AskOperator(_) | Action::Nothing);
            prop_assert!(!(has_left && sends), "{action:?} after bytes have left");
            if machine.state() == JobState::Confirmed && !was_confirmed {
                prop_assert!(is_answer && has_left && machine.confirmed_by().is_some());
            }
            let is_open = matches!(machine.state(), JobState::Queued | JobState::Sending | JobState::Failed);
            prop_assert!(!(has_left && is_open), "{:?} after bytes have left", machine.state());
        }
    }
}
