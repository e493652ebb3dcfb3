//! No mark meets another, whatever the label says, as long as it is drawn at all.

use super::*;
use crate::carriers::carriers_of;
use crate::code128::QUIET_MODULES;
use crate::drawing::Mark;
use crate::{font, qr};
use domain::Amount;
use jiff::civil::date;

fn label(item_name: &str, lot: &str, document: &str, copy: u32) -> LotLabel {
    LotLabel {
        item_name: item_name.into(),
        sku: "SB-250-M".into(),
        gtin: Some("09521234001041".into()),
        lot: lot.into(),
        expiry: (copy != 2).then(|| date(2027, 9, 8)),
        quantity: Amount::new("1234.567890", "pcs"),
        document: document.into(),
        location: "(Gudang) Øy, jalan g-12".into(),
        received_on: date(2026, 11, 21),
        station: "Receiving g,y (1)".into(),
        job_code: "TLNPBCDEFGHJKN".into(),
        copy,
    }
}

/// What a mark needs for itself, quiet zones included.
fn taken(mark: &Mark) -> (Area, bool) {
    match mark {
        Mark::Text { x, baseline, height, ink, text } => {
            let lines = [text.clone()];
            let y = baseline - font::capitals_height(&lines, *height);
            let area = Area {
                x: *x,
                y,
                width: font::width(text, *height),
                height: font::block_height(&lines, *height),
            };
            (area, *ink == Ink::White)
        }
        Mark::Fill(area) => (*area, false),
        Mark::Bars { x, y, height, module, code } => {
            let x = x - QUIET_MODULES * module;
            (Area { x, y: *y, width: code.total_width_modules() * module, height: *height }, false)
        }
        Mark::Qr { x, y, module, text } => {
            let quiet = qr::QUIET_MODULES * module;
            let side = qr::modules_of(text).expect("it was drawn").width * module + 2 * quiet;
            (Area { x: x - quiet, y: y - quiet, width: side, height: side }, false)
        }
    }
}

/// Three dots are forgiven: rounding, and a descender of one line above a capital of the next.
fn meet(a: Area, b: Area) -> bool {
    let apart = |a_start: u32, a_length: u32, b_start: u32, b_length: u32| {
        a_start + a_length <= b_start + 3 || b_start + b_length <= a_start + 3
    };
    !apart(a.x, a.width, b.x, b.width) && !apart(a.y, a.height, b.y, b.height)
}

fn assert_apart(label: &LotLabel, media: &Media) {
    let carriers = carriers_of(label).expect("has codes");
    let laid_out = lay_out(label, &carriers, &Captions::default(), media).expect("fits");
    let marks: Vec<_> = laid_out.drawing.marks.iter().map(|mark| (mark, taken(mark))).collect();
    let whole = Area::of(media);
    for (place, (mark, (area, white))) in marks.iter().enumerate() {
        let inside = area.x + area.width <= whole.width && area.y + area.height <= whole.height;
        assert!(inside, "{mark:?} leaves {media}");
        for (other, (other_area, _)) in &marks[..place] {
            let on_black = *white && matches!(other, Mark::Fill(_));
            assert!(on_black || !meet(*area, *other_area), "{mark:?} meets {other:?} on {media}");
        }
    }
}

#[test]
fn no_mark_meets_another() {
    let long = "Sambal bawang goreng, jeruk (pedas), kemasan ganda untuk toko 250 g";
    for media in [Media::LOT, Media::LOT_SHORT, Media { dots_per_mm: 12, ..Media::LOT_SHORT }] {
        for name in ["Gg", "Sambal Bawang 250 g", long, &"x".repeat(40)] {
            for lot in ["", "L1", "gjpqy-2027/1", "ABCDEFGHIJKLMNOPQRST"] {
                for document in ["", "PO-3108", "PO-3108/2026, penerimaan gudang"] {
                    for copy in [1, 2, 13] {
                        assert_apart(&label(name, lot, document, copy), &media);
                    }
                }
            }
        }
    }
}
