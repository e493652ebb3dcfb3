//! The disk is full in the middle of the work: nothing that was answered is lost, nothing is half there, one sentence
//! says what to do, and when there is room again the same station goes on.

use crate::disks::Disk;
use crate::shift::{Acknowledged, Answer, on_the_screen, pallet, prepared, scan, sign_in_and_open};
use tests::process::{Line, Process};
use uuid::Uuid;

/// Scans until the disk is full; the scan that was not taken.
fn until_full(line: &Line, next: &mut usize, acknowledged: &mut Acknowledged) -> (Uuid, String) {
    loop {
        let (id, code) = (Uuid::now_v7(), pallet(*next));
        match scan(line, id, &code) {
            Answer::Booked(entry) => acknowledged.add(*next, id, entry),
            Answer::Fault(status, said) => {
                assert_eq!((status, said.as_str()), (507, "fault-disk-full"), "it says what is wrong");
                return (id, code);
            }
            Answer::Nothing => panic!("a full disk is no reason to end"),
        }
        *next += 1;
        assert!(*next < 5_000, "a small disk fills");
    }
}

#[test]
fn a_full_disk_is_said_loses_nothing_and_is_over_when_there_is_room() {
    let Some(disk) = Disk::small(12) else { return };
    let data = disk.path().join("station");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(prepared(&data));
    let mut process = Process::serve(&data);
    sign_in_and_open(&process);
    let (line, mut acknowledged, mut next) = (process.line(), Acknowledged::default(), 0);
    let mut refused_count = 0;

    for _ in 0..3 {
        let ballast = disk.fill(200_000);
        let (mut id, mut code) = until_full(&line, &mut next, &mut acknowledged);
        assert_eq!(on_the_screen(&line), "fault-disk-full", "and the screen says the same");
        let mut refused_in_a_row = 0;
        while refused_in_a_row < 5 {
            match scan(&line, id, &code) {
                Answer::Fault(507, _) => refused_in_a_row += 1,
                // What was written together with it had no room; alone it found some.
                Answer::Booked(entry) => {
                    acknowledged.add(next, id, entry);
                    next += 1;
                    (id, code) = until_full(&line, &mut next, &mut acknowledged);
                    refused_in_a_row = 0;
                }
                other => panic!("it is still full: {other:?}"),
            }
        }
        refused_count += refused_in_a_row;
        assert!(process.is_alive(), "it waits for room");
        std::fs::remove_file(ballast).unwrap();
        let Answer::Booked(entry) = scan(&line, id, &code) else {
            panic!("there is room again: the same scan is taken")
        };
        acknowledged.add(next, id, entry);
        next += 1;
    }

    // Power fails while the disk is full.
    let ballast = disk.fill(100_000);
    let (id, code) = until_full(&line, &mut next, &mut acknowledged);
    process.kill();
    match Process::try_serve(&data) {
        Ok(process) => process.kill(),
        Err(said) => {
            println!("on a full disk it says: {said}");
            assert!(said.contains("full") || said.contains("No space"), "why it does not start: {said}");
            assert!(!said.contains("panicked"), "in words: {said}");
        }
    }
    std::fs::remove_file(ballast).unwrap();
    let process = Process::serve(&data);
    let line = process.line();
    assert_eq!(line.screen().unwrap()["screen"]["kind"], "receive", "the flow goes on at its step");
    let Answer::Booked(entry) = scan(&line, id, &code) else {
        panic!("the scan that was not taken is taken now")
    };
    acknowledged.add(next, id, entry);
    process.kill();
    println!("{} pallets, {refused_count} refused on a full disk", acknowledged.0.len());
    runtime.block_on(acknowledged.is_the_book(&world, &data));
}
