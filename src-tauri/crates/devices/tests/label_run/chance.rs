//! Whatever fails, by chance: proptest prints the case.

use crate::floor::{Floor, after, print_to_the_end};
use devices::batch::Batch;
use proptest::prelude::*;
use sandbox::printer::{self, Model, OdometerMemory, Settings};

fn fault() -> impl Strategy<Value = printer::Trouble> {
    use printer::Trouble as Fault;
    prop_oneof![
        Just(Fault::PaperOut),
        Just(Fault::HeadOpen),
        Just(Fault::RibbonOut),
        Just(Fault::TooHot),
        Just(Fault::Paused),
        Just(Fault::Silent),
        Just(Fault::SilentWhileStopped),
        Just(Fault::Unplugged),
        Just(Fault::Off),
        Just(Fault::Garbage { bytes: b"\x02030,0".to_vec() }),
        (0..600_usize).prop_map(|bytes| Fault::CutAfter { bytes: bytes + 1 }),
    ]
}

fn model() -> impl Strategy<Value = Settings> {
    let memory = prop_oneof![
        Just(OdometerMemory::Keeps),
        Just(OdometerMemory::Resets),
        (1..4_u32).prop_map(|labels| OdometerMemory::LosesLast { labels }),
    ];
    let kind = prop_oneof![2 => Just(Settings::zpl()), 1 => Just(Settings::tspl())];
    (kind, memory, any::<bool>(), prop_oneof![Just(0_i64), 1..1_500_i64]).prop_map(
        |(kind, odometer_memory, counts_spoiled, label_ms)| Settings {
            label_ms,
            odometer_memory,
            counts_spoiled,
            ..kind
        },
    )
}

proptest! {
    /// `print_to_the_end` checks at every stop: nothing confirmed that is not on the floor, nothing to be
    /// sent that is on it already. In the end each label is there; twice only where a person was asked.
    #[test]
    fn whatever_fails_no_label_is_missing_and_none_is_doubled_unasked(
        settings in model(),
        faults in prop::collection::vec((0..70_u32, fault()), 0..7),
        mut timed in prop::collection::vec((1..300_u32, fault()), 0..5),
        mended_after_ms in prop_oneof![100..3_000_u64, 3_000..100_000_u64],
        swap_at in prop::option::of((1..60_usize, model())),
        is_serial in prop::bool::weighted(0.3),
    ) {
        let swap_is_none = swap_at.is_none();
        // A printer that counts spoiled labels must be seen standing still: what it counted out of sight
        // and what it lost out of sight could make up for each other.
        let hides = |fault: &printer::Trouble| {
            use printer::Trouble::{HeadOpen, PaperOut, Paused, RibbonOut, TooHot};
            !matches!(fault, PaperOut | HeadOpen | RibbonOut | Paused | TooHot)
        };
        let is_seen = mended_after_ms >= 1_500 && !faults.iter().chain(&timed).any(|(_, fault)| hides(fault));
        let settings = Settings { counts_spoiled: settings.counts_spoiled && is_seen, ..settings };
        let is_trusted =
            matches!(settings.model, Model::Zpl(_)) && settings.odometer_memory == OdometerMemory::Keeps;
        let floor = Floor::with(settings);
        floor.mend_after(mended_after_ms);
        // Nobody is off, or changed for another printer, between two looks at a serial line.
        let is_serial = is_serial && swap_is_none && mended_after_ms >= 1_500;
        if is_serial {
            floor.over_a_serial_line();
        }
        for (labels, fault) in faults {
            floor.printer().suffer(after(labels, fault));
        }
        let (mut swap_at, mut wait_count) = (swap_at, 0);
        floor.script(move |floor, label_count| {
            wait_count += 1;
            for (_, fault) in timed.extract_if(.., |(at, _)| *at == wait_count) {
                floor.printer().suffer(fault);
            }
            if let Some((_, settings)) = swap_at.take_if(|(at, _)| label_count >= *at) {
                floor.replace(Settings { counts_spoiled: false, ..settings });
            }
        });
        // A counter that survives everything leaves no room for doubles at all.
        let counts_well = is_trusted && swap_is_none;
        let mut batch = Batch::new(60);
        let asked = print_to_the_end(&floor, &mut batch);
        prop_assert_eq!(batch.confirmed_count(), 60);
        let labels = floor.labels();
        prop_assert_eq!(labels.len(), 60, "no gap");
        for (number, count) in labels {
            prop_assert!(
                count == 1 || (asked.was_in_doubt(number) && !counts_well),
                "label {} came out {} times: {:?}", number, count, asked
            );
        }
    }
}
