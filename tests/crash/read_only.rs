//! The disk turns read-only under the running station, as Linux makes it when the disk fails; and a station that is
//! started on one that is read-only already.

use crate::disks::Disk;
use crate::shift::{Acknowledged, Answer, pallet, prepared, scan, sign_in_and_open};
use tests::process::Process;
use uuid::Uuid;

const BEFORE: usize = 25;

#[test]
fn a_disk_that_turns_read_only_loses_nothing_and_work_goes_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("disk.img");
    let Some(disk) = Disk::that_fails(&image) else { return };
    let data = disk.path().join("station");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(prepared(&data));
    let process = Process::serve(&data);
    sign_in_and_open(&process);
    let (line, mut acknowledged) = (process.line(), Acknowledged::default());
    for number in 0..BEFORE {
        let id = Uuid::now_v7();
        let Answer::Booked(entry) = scan(&line, id, &pallet(number)) else { panic!("the disk is well") };
        acknowledged.add(number, id, entry);
    }

    if !disk.fail() {
        return;
    }
    let in_doubt: Vec<(usize, Uuid)> = (BEFORE..BEFORE + 3).map(|number| (number, Uuid::now_v7())).collect();
    for (number, id) in &in_doubt {
        let said = scan(&line, *id, &pallet(*number));
        println!("read-only: {said:?}");
        // No answer at all is the power cut of the other test.
        assert!(!matches!(said, Answer::Booked(_)), "nothing is said to be booked that is not on the disk");
    }
    process.kill();

    disk.unmount();
    let disk = Disk::that_fails(&image).expect("it was mounted before");
    let data = disk.path().join("station");
    let process = Process::serve(&data);
    let line = process.line();
    assert_eq!(line.screen().unwrap()["screen"]["kind"], "receive", "the flow goes on at its step");
    for (number, id) in in_doubt {
        // Whether it had reached the disk or not: asked again it is there once.
        let Answer::Booked(entry) = scan(&line, id, &pallet(number)) else {
            panic!("the disk is well again")
        };
        acknowledged.add(number, id, entry);
    }
    process.kill();
    runtime.block_on(acknowledged.is_the_book(&world, &data));
}

#[test]
fn a_station_on_a_read_only_disk_says_so_and_changes_nothing() {
    let Some(disk) = Disk::small(24) else { return };
    let data = disk.path().join("station");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(prepared(&data));
    let before = std::fs::read(data.join(station::station::LEDGER_FILE)).unwrap();
    disk.remount("ro");
    match Process::try_serve(&data) {
        Ok(process) => {
            process.kill();
            panic!("a station that cannot write takes no scans");
        }
        Err(said) => {
            println!("on a read-only disk it says: {said}");
            assert_eq!(
                said.lines().filter(|line| line.starts_with("could not ")).count(),
                1,
                "one sentence: {said}"
            );
            assert!(said.to_lowercase().contains("read-only") && !said.contains("panicked"), "why: {said}");
        }
    }
    disk.remount("rw");
    assert_eq!(
        std::fs::read(data.join(station::station::LEDGER_FILE)).unwrap(),
        before,
        "nothing was touched"
    );
    let process = Process::serve(&data);
    sign_in_and_open(&process);
    let (id, mut acknowledged) = (Uuid::now_v7(), Acknowledged::default());
    let Answer::Booked(entry) = scan(&process.line(), id, &pallet(0)) else {
        panic!("writable again, it works")
    };
    acknowledged.add(0, id, entry);
    process.kill();
    runtime.block_on(acknowledged.is_the_book(&world, &data));
}
