//! The printers in the hand: TSPL and its answers, what power-off leaves behind, faults that come later.

use sandbox::clock::HandClock;
use sandbox::printer::{Model, OdometerMemory, Plug, Printer, Settings, Trouble, TsplModel};

const ZPL: &str = "^XA^FO9,9^FDA^FS^XZ";
const TSPL: &str = "CLS\r\nTEXT 9,9,\"3\",0,1,1,\"A\"\r\nPRINT 1\r\n";

fn ask(plug: &mut Plug, bytes: &[u8]) -> Vec<u8> {
    plug.write(bytes).expect("the printer is there");
    plug.read().expect("the printer is there")
}

#[test]
fn a_tspl_printer_says_how_it_is_bit_by_bit() {
    let printer = Printer::in_hand(Settings::tspl());
    let mut plug = printer.plug().unwrap();
    assert_eq!(ask(&mut plug, b"\x1b!?"), [0x00]);
    assert_eq!(ask(&mut plug, b"\x1b!S"), b"\x02@@@@\x03\r\n");
    assert_eq!(ask(&mut plug, b"~!T"), b"TE310\r\n");
    let bits = [
        (Trouble::HeadOpen, 0x01),
        (Trouble::PaperJam, 0x02),
        (Trouble::PaperOut, 0x04),
        (Trouble::RibbonOut, 0x08),
        (Trouble::Paused, 0x10),
        (Trouble::CoverOpen, 0x40),
        (Trouble::TooHot, 0x80),
    ];
    for (trouble, bit) in bits {
        printer.suffer(trouble.clone());
        assert_eq!(ask(&mut plug, b"\x1b!?"), [bit], "{trouble:?}");
        printer.repair();
    }
    printer.suffer(Trouble::BufferFull);
    assert_eq!(ask(&mut plug, b"\x1b!?\x1b!S"), b"\x00\x02@H@@\x03\r\n", "only the longer answer tells");
}

#[test]
fn a_cheap_clone_answers_one_question_only() {
    let model = Model::Tspl(TsplModel { name: "XP-360B".to_owned(), says_more: false });
    let printer = Printer::in_hand(Settings { model, ..Settings::default() });
    let mut plug = printer.plug().unwrap();
    assert_eq!(ask(&mut plug, b"\x1b!S"), b"");
    assert_eq!(ask(&mut plug, b"\x1b!?"), [0x00]);
}

#[test]
fn a_label_spoiled_by_the_end_of_the_roll_is_lost_unless_asked_for() {
    for (reprint, count) in [("", 2), ("SET REPRINT ON\r\n", 3)] {
        let printer = Printer::in_hand(Settings::tspl());
        let mut plug = printer.plug().unwrap();
        printer.suffer(Trouble::PaperAfter { labels: 1 });
        plug.write(format!("{reprint}{TSPL}PRINT 2\r\n").as_bytes()).unwrap();
        assert_eq!((printer.printed_count(), printer.spoiled_count()), (1, 1));
        printer.repair();
        assert_eq!(printer.printed_count(), count, "{reprint:?}");
    }
}

#[test]
fn another_language_prints_nothing_and_answers_nothing() {
    let tsc = Printer::in_hand(Settings::tspl());
    let mut plug = tsc.plug().unwrap();
    assert_eq!(ask(&mut plug, format!("{ZPL}~HS\r\n~HI\r\n").as_bytes()), b"");
    assert_eq!(ask(&mut plug, b"\x1b!?"), [0x00], "and is well afterwards");
    let zebra = Printer::in_hand(Settings::zpl());
    let mut plug = zebra.plug().unwrap();
    assert_eq!(ask(&mut plug, format!("{TSPL}\x1b!?\x1b!S~!T\r\n").as_bytes()), b"");
    assert_eq!((tsc.printed_count(), zebra.printed_count()), (0, 0));
}

#[test]
fn power_lost_in_the_middle_takes_the_buffer_and_maybe_the_counter() {
    let memories = [
        (OdometerMemory::Keeps, 1003),
        (OdometerMemory::Resets, 0),
        (OdometerMemory::LosesLast { labels: 2 }, 1001),
    ];
    for (odometer_memory, odometer) in memories {
        let printer = Printer::in_hand(Settings { odometer_memory, ..Settings::zpl() });
        let mut plug = printer.plug().unwrap();
        printer.suffer(Trouble::After { labels: 3, then: Box::new(Trouble::Off) });
        plug.write(ZPL.repeat(10).as_bytes()).expect("the bytes are lost on the way");
        assert!(plug.read().is_err() && printer.plug().is_err(), "the line is cut, nobody answers");
        assert_eq!((printer.printed_count(), printer.odometer()), (3, odometer));
        printer.repair();
        let mut plug = printer.plug().unwrap();
        assert_eq!(
            ask(&mut plug, b"! U1 getvar \"odometer.total_label_count\"\r\n"),
            format!("\"{odometer}\"").into_bytes()
        );
        assert_eq!(printer.printed_count(), 3, "the rest is gone");
    }
}

#[test]
fn an_unplugged_printer_goes_on_with_what_it_has() {
    let clock = HandClock::at(0);
    let printer = Printer::in_hand(Settings { label_ms: 100, clock: clock.clock(), ..Settings::zpl() });
    let mut plug = printer.plug().unwrap();
    plug.write(ZPL.repeat(5).as_bytes()).unwrap();
    printer.suffer(Trouble::Unplugged);
    assert!(plug.write(ZPL.as_bytes()).is_err());
    clock.advance(500);
    assert_eq!(printer.printed_count(), 5);
    assert!(!printer.is_well() && printer.is_away());
    printer.repair();
    assert!(printer.is_well() && printer.plug().is_ok());
}
