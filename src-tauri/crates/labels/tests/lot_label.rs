//! The lot label: the very bytes against golden files, and what a foreign decoder reads from their picture.
//! `TALLYMAN_UPDATE_GOLDEN=1` writes the golden files anew; look at the difference before you commit it.

mod support;

use domain::label::LotLabel;
use labels::{Captions, Drawn, Field, LabelError, Media, Note, draw_lot_label, draw_lot_labels, preview};
use std::num::NonZeroU32;
use std::path::Path;
use support::{job_code, read_codes, sambal, shallot};

fn assert_golden(name: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("TALLYMAN_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, bytes).expect("golden file is written");
    }
    let golden = std::fs::read_to_string(&path).expect("golden file");
    assert_eq!(String::from_utf8_lossy(bytes), golden, "{name}: the label changed");
}

/// Draws, previews, and holds what zbar reads against what the label promises.
fn scanned(drawn: &Drawn, media: &Media) {
    let codes = read_codes(&preview(&drawn.bytes, media).expect("shows what was drawn"));
    let expected = [format!("CODE-128:{}", drawn.bars_data), format!("QR-Code:{}", drawn.qr_data)];
    assert_eq!(codes, expected.into(), "zbar reads exactly the two codes");
}

#[test]
fn a_retail_lot_scans_back_to_item_lot_and_date() {
    let drawn = draw_lot_label(&sambal(), &Media::LOT).expect("draws");
    assert_golden("lot-100x150.zpl", &drawn.bytes);
    assert_eq!(drawn.bars_data, "01095212340010411727112110L2027-114");
    let link = "https://id.gs1.org/01/09521234001041/10/L2027-114?17=271121";
    assert_eq!(drawn.qr_data, format!("{link}&job={}", job_code()));
    assert_eq!(drawn.notes, []);
    scanned(&drawn, &Media::LOT);
}

#[test]
fn the_station_reads_its_own_labels() {
    let drawn = draw_lot_label(&sambal(), &Media::LOT).expect("draws");
    let today = sambal().received_on;
    let bars = domain::gs1::parse(drawn.bars_data.as_bytes(), today).expect("an element string");
    let link =
        domain::gs1::parse_link(&drawn.qr_data, today).expect("a Digital Link, in spite of its job key");
    for elements in [bars, link] {
        let gtin = elements.gtin().map(|gtin| gtin.as_str().to_owned());
        assert_eq!((gtin, elements.lot()), (sambal().gtin, Some("L2027-114")));
        assert_eq!(elements.date("17").map(|printed| Some(printed.last_day())), Some(sambal().expiry));
    }
    let drawn = draw_lot_label(&shallot(), &Media::LOT).expect("draws");
    let own = domain::code::OwnCode::parse(&drawn.bars_data).expect("one of ours").expect("undamaged");
    assert_eq!((own.text(), drawn.qr_data), (job_code(), job_code()));
}

#[test]
fn the_short_label_says_the_same() {
    let drawn = draw_lot_label(&sambal(), &Media::LOT_SHORT).expect("draws");
    assert_golden("lot-100x50.zpl", &drawn.bytes);
    scanned(&drawn, &Media::LOT_SHORT);
}

#[test]
fn a_reprint_without_gtin_scans_to_its_job_and_says_copy() {
    let drawn = draw_lot_label(&shallot(), &Media::LOT).expect("draws");
    assert_golden("lot-copy-100x150.zpl", &drawn.bytes);
    assert_eq!((&drawn.bars_data, &drawn.qr_data), (&job_code(), &job_code()));
    assert!(String::from_utf8_lossy(&drawn.bytes).contains("^FDCOPY 3^FS"));
    scanned(&drawn, &Media::LOT);
    scanned(&draw_lot_label(&shallot(), &Media::LOT_SHORT).expect("draws"), &Media::LOT_SHORT);
}

#[test]
fn every_printer_resolution_scans() {
    for dots_per_mm in [6, 8, 12, 24] {
        let media = Media { dots_per_mm, ..Media::LOT };
        scanned(&draw_lot_label(&shallot(), &media).expect("draws"), &media);
    }
    let fine = Media { dots_per_mm: 12, ..Media::LOT_SHORT };
    scanned(&draw_lot_label(&sambal(), &fine).expect("draws"), &fine);
}

#[test]
fn several_alike_are_one_format() {
    let three = NonZeroU32::new(3).expect("not zero");
    let drawn = draw_lot_labels(&sambal(), &Captions::default(), &Media::LOT, three).expect("draws");
    let text = String::from_utf8(drawn.bytes).expect("ASCII");
    assert_eq!(text.matches("^XA").count(), 1);
    assert!(text.contains("^PQ3\n^XZ"));
}

#[test]
fn no_name_is_a_command() {
    let ours = "XA CI PW LL LH FW PO PM LR FT FO A0 FR FH FD FS GB BY BC BQ PQ XZ";
    for (name, printed) in [
        ("^XZ~JA", "_5EXZ_7EJA"),
        ("_5E", "_5F5E"),
        ("a\\&b", "a_5C_26b"),
        ("^FS^XA", "_5EFS_5EXA"),
        ("\r\n^XZ", "_5EXZ"),
        ("\u{10}\u{1b}@", "_40"),
    ] {
        let text = |word: &str| format!("{word} {name}");
        let label = LotLabel {
            item_name: text("Sambal"),
            sku: text("S"),
            lot: text("L"),
            quantity: domain::Amount::new("1", name),
            document: text("PO"),
            location: text("A"),
            station: text("R"),
            copy: 2,
            ..sambal()
        };
        for media in [Media::LOT, Media::LOT_SHORT] {
            let drawn = draw_lot_label(&label, &media).expect("draws");
            let zpl = String::from_utf8(drawn.bytes.clone()).expect("ASCII");
            assert!(zpl.is_ascii() && !zpl.contains('~'), "{name:?}");
            assert_eq!((zpl.matches("^XA").count(), zpl.matches("^XZ").count()), (1, 1), "{name:?}");
            let commands = zpl.split('^').skip(1).map(|command| &command[..2]);
            assert!(commands.into_iter().all(|command| ours.contains(command)), "{name:?}");
            assert_eq!(zpl.matches(printed).count(), 7, "{name:?} stands in seven fields as text");
            scanned(&drawn, &media);
        }
    }
}

#[test]
fn foreign_letters_are_replaced_in_words_and_refused_in_identities() {
    let mut label = sambal();
    label.item_name = "辣椒酱 Sambal 🌶️".into();
    label.station = "Penerimaan é ğ".into();
    let drawn = draw_lot_label(&label, &Media::LOT).expect("draws");
    assert_eq!(drawn.notes, [Note::LettersReplaced { field: Field::ItemName, letters: "辣椒酱🌶".into() }]);
    let text = String::from_utf8(drawn.bytes.clone()).expect("ASCII");
    assert!(text.contains("_3F_3F_3F Sambal _3F"), "each missing letter is seen as ?");
    assert!(text.contains("Penerimaan _C3_A9 _C4_9F"), "Latin letters go as UTF-8");
    scanned(&drawn, &Media::LOT);

    label.item_name = "辣椒酱".into();
    let refused = draw_lot_label(&label, &Media::LOT).expect_err("a name of question marks names nothing");
    assert!(matches!(refused, LabelError::NoLetters { field: Field::ItemName, .. }), "{refused}");
    let label = LotLabel { lot: "批1".into(), ..sambal() };
    let refused = draw_lot_label(&label, &Media::LOT).expect_err("a lot with a hole names another lot");
    assert!(matches!(refused, LabelError::NoLetters { field: Field::Lot, .. }), "{refused}");
}

#[test]
fn bars_too_wide_for_the_label_hand_over_to_the_job_code() {
    let label = LotLabel { lot: "ABCDEFGHIJKLMNOPQRST".into(), ..sambal() };
    let drawn = draw_lot_label(&label, &Media::LOT).expect("draws");
    assert_eq!(drawn.bars_data, job_code(), "440 modules of 2 dots are wider than 800 dots");
    assert_eq!(drawn.notes, [Note::BarsHoldJobCode]);
    assert!(drawn.qr_data.contains("/10/ABCDEFGHIJKLMNOPQRST"), "the QR still carries the lot");
    scanned(&drawn, &Media::LOT);
}

#[test]
fn what_does_not_fit_is_named_and_nothing_is_drawn() {
    let refused = |change: fn(&mut LotLabel), media: Media| {
        let mut label = sambal();
        change(&mut label);
        draw_lot_label(&label, &media).expect_err("does not fit")
    };
    let field_of = |error: LabelError| match error {
        LabelError::DoesNotFit { field, .. } => field,
        other => panic!("another error: {other}"),
    };
    assert_eq!(
        field_of(refused(|label| label.item_name = "Sambal ".repeat(80), Media::LOT)),
        Field::ItemName
    );
    assert_eq!(field_of(refused(|label| label.sku = "S".repeat(90), Media::LOT)), Field::Sku);
    assert_eq!(field_of(refused(|label| label.lot = "L".repeat(70), Media::LOT)), Field::Lot);
    assert_eq!(field_of(refused(|label| label.document = "PO-1 ".repeat(40), Media::LOT)), Field::Document);
    let tiny = Media { width_mm: 50, height_mm: 25, dots_per_mm: 8 };
    let error = refused(|_| {}, tiny);
    assert!(error.to_string().contains("50 × 25 mm: take larger label stock"), "{error}");
    let absurd = Media { dots_per_mm: 0, ..Media::LOT };
    assert!(matches!(refused(|_| {}, absurd), LabelError::BadMedia { .. }));
}

#[test]
fn nothing_leaves_the_label() {
    for (label, media) in [(sambal(), Media::LOT), (sambal(), Media::LOT_SHORT), (shallot(), Media::LOT)] {
        let drawn = draw_lot_label(&label, &media).expect("draws");
        let roomy = Media { width_mm: media.width_mm + 20, height_mm: media.height_mm + 20, ..media };
        let cut = ink(&preview(&drawn.bytes, &media).expect("shows"));
        let whole = ink(&preview(&drawn.bytes, &roomy).expect("shows"));
        assert_eq!(cut, whole, "no dot is lost at the edge of {media}");
    }
}

/// Black dots of a one-bit picture.
fn ink(bytes: &[u8]) -> u64 {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("known size")];
    reader.next_frame(&mut data).expect("one frame");
    data.iter().map(|byte| u64::from(byte.count_zeros())).sum()
}
