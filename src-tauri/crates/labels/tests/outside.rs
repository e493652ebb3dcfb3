//! Whatever stands in an item's name, a lot or an order number: the label is drawn or refused with its field, no text
//! becomes a command, and the preview shows exactly what is sent. Whatever bytes are to be shown: shown or refused.

mod support;

use domain::Amount;
use domain::label::LotLabel;
use labels::{Captions, Media, draw_lot_label, draw_lot_labels, preview};
use proptest::prelude::*;
use std::num::NonZeroU32;
use support::{sambal, shallot};

const COMMANDS: &str = "XA CI PW LL LH FW PO PM LR FT FO A0 FR FH FD FS GB BY BC BQ PQ XZ";

/// Words as people and vendors write them, commands among them.
fn words() -> impl Strategy<Value = String> {
    let parts =
        "(\\^XZ|~JA|_5E|\\^FD|\\\\&|[A-Z0-9-]{1,6}|[a-zé ]{1,8}|€|ß|辣|🌶|\r\n|\u{0}|\u{1b}|\"|,){0,6}";
    prop_oneof![3 => parts, 1 => ".{0,24}"]
}

fn any_label() -> impl Strategy<Value = LotLabel> {
    let texts = (words(), words(), words(), words(), words(), words());
    let numbers = (any::<bool>(), 1..99_u32, "[0-9]{1,6}(\\.[0-9]{1,3})?");
    (texts, numbers).prop_map(
        |((item_name, sku, lot, document, location, station), (with_gtin, copy, amount))| {
            let like = if with_gtin { sambal() } else { shallot() };
            let quantity = Amount::new(amount, "kg");
            LotLabel { item_name, sku, lot, document, location, station, copy, quantity, ..like }
        },
    )
}

/// Words of the language as it is written, in any order.
const NEARLY_ZPL: &str = "(\\^XA|\\^XZ|\\^CI28|\\^FO[0-9]{1,5},[0-9]{1,5}|\\^FT[0-9]{1,3},[0-9]{1,3}\
    |\\^A0N,[0-9]{1,3},[0-9]{1,3}|\\^BY[0-9]{1,3}|\\^BCN,[0-9]{1,5},N,N,N,N|\\^BQN,2,[0-9]{1,3}|\\^FH_\
    |\\^FD[A-Za-z0-9>;:_,]{0,12}|\\^FDMA,[a-z]{0,6}|\\^FS|\\^GB[0-9]{1,4},[0-9]{1,4},[0-9]{1,3}|\\^PQ[0-9]{0,3}|\n){0,24}";

/// A picture of the media's size, or a reason in words.
fn is_shown_or_refused(bytes: &[u8]) -> Result<(), TestCaseError> {
    match preview(bytes, &Media::LOT_SHORT) {
        Ok(picture) => {
            let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
            let media = (Media::LOT_SHORT.width_dots(), Media::LOT_SHORT.height_dots());
            prop_assert_eq!((size(16), size(20)), media, "one pixel a dot, by the PNG's own head");
        }
        Err(refused) => prop_assert!(!refused.to_string().is_empty(), "what is not shown, and why"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_label_becomes_a_command(label in any_label(), count in 1..200_u32) {
        let count = NonZeroU32::new(count).unwrap();
        for media in [Media::LOT, Media::LOT_SHORT] {
            let drawn = match draw_lot_labels(&label, &Captions::default(), &media, count) {
                Ok(drawn) => drawn,
                Err(refused) => {
                    prop_assert!(!refused.to_string().is_empty(), "which field, and why");
                    continue;
                }
            };
            let zpl = String::from_utf8(drawn.bytes.clone()).expect("ASCII");
            prop_assert!(zpl.is_ascii() && !zpl.contains('~'));
            prop_assert_eq!((zpl.matches("^XA").count(), zpl.matches("^XZ").count()), (1, 1));
            prop_assert!(zpl.split('^').skip(1).all(|command| COMMANDS.contains(&command[..2])), "{zpl}");
            prop_assert!(zpl.contains(&format!("^PQ{count}\n")), "as many as were asked for, whatever the texts say");
            prop_assert!(preview(&drawn.bytes, &media).is_ok(), "what is sent can be shown: {zpl}");
        }
    }

    #[test]
    fn what_bars_and_qr_say_is_read_back_as_the_same_goods(label in any_label()) {
        let Ok(drawn) = draw_lot_label(&label, &Media::LOT) else { return Ok(()) };
        for (data, is_link) in [(&drawn.bars_data, false), (&drawn.qr_data, true)] {
            if let Some(own) = domain::code::OwnCode::parse(data) {
                prop_assert_eq!(own.expect("our own code is whole").text(), label.job_code.clone());
                continue;
            }
            let read = if is_link {
                domain::gs1::parse_link(data, label.received_on)
            } else {
                domain::gs1::parse(data.as_bytes(), label.received_on)
            };
            let read = read.unwrap_or_else(|error| panic!("our own {data:?} cannot be read: {error}"));
            prop_assert_eq!(read.gtin().map(|gtin| gtin.as_str().to_owned()), label.gtin.clone(), "{}", data);
            prop_assert_eq!(read.lot().unwrap_or_default(), &label.lot, "the lot of {}", data);
        }
    }

    #[test]
    fn no_bytes_break_the_preview(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        is_shown_or_refused(&bytes)?;
    }

    #[test]
    fn a_label_with_one_byte_changed_is_shown_or_refused(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = draw_lot_label(&sambal(), &Media::LOT_SHORT).expect("draws").bytes;
        let at = at.index(bytes.len());
        bytes[at] = byte;
        is_shown_or_refused(&bytes)?;
    }

    #[test]
    fn words_of_the_language_in_any_order_are_shown_or_refused(zpl in NEARLY_ZPL) {
        is_shown_or_refused(zpl.as_bytes())?;
        is_shown_or_refused(format!("^XA^CI28{}^XZ", zpl.replace("^XA", "").replace("^XZ", "")).as_bytes())?;
    }
}

#[test]
fn sizes_that_no_printer_takes_are_refused() {
    for field in [
        "^FO4294967295,4294967295^GB10,10,1^FS",
        "^FO1,1^GB4294967295,4294967295,4294967295^FS",
        "^FO10,10^BY4000000000^BCN,20,N,N,N,N^FD>:AB^FS",
        "^FO10,10^BQN,2,4000000000^FDMA,abc^FS",
        "^FO32001,1^GB10,10,1^FS",
        "^FO10,10^BY11^BCN,20,N,N,N,N^FD>:AB^FS",
        "^FO10,10^BY0^BCN,20,N,N,N,N^FD>:AB^FS",
        "^FO10,10^BQN,2,101^FDMA,abc^FS",
        "^FT10,10^A0N,32000,32000^FDLOT^FS",
        "^PQ4294967295",
    ] {
        let refused = preview(format!("^XA^CI28{field}^XZ").as_bytes(), &Media::LOT_SHORT);
        assert!(refused.is_err(), "{field} is beyond what a printer takes");
    }
    for field in [
        "^FO32000,32000^GB32000,32000,32000^FS",
        "^FO32000,1^BY10^BCN,32000,N,N,N,N^FD>:AB^FS",
        "^FO32000,32000^BQN,2,100^FDMA,abc^FS",
        "^FT32000,32000^A0N,3000,3000^FDLOT^FS",
    ] {
        let shown = preview(format!("^XA^CI28{field}^XZ").as_bytes(), &Media::LOT_SHORT);
        assert!(shown.is_ok(), "{field} lies beside the label, and is cut where the media ends");
    }
}
