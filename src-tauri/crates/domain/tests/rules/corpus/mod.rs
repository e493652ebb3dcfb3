//! Scans as they come from the street: what the labels of makers, chemists, carriers and shops really carry.
//! Each row says where such a code stands. The numbers of goods and companies are made up here with right
//! check digits (GS1's own example prefix 950, and 952, which is reserved for examples); the layouts are
//! those that the makers use. Taken as they are: the device label of the FDA's UDI guidance and the coupon of
//! the North American coupon guideline.

mod elsewhere;
mod goods;

use crate::{named, today};
use domain::ScanId;
use domain::gs1::{self, Elements};
use domain::scan::{Reading, Scan, read};
use elsewhere::{BROKEN, LINKS, MONEY, TRANSPORT};
use goods::{FOOD, MEDICINE, RETAIL};
use uuid::Uuid;

fn told(text: &str) -> String {
    let bytes = text.as_bytes().to_vec();
    let scan = Scan { id: ScanId(Uuid::nil()), source: "dock".to_owned(), bytes, aim: None };
    match read(&scan, today()) {
        Reading::Gs1(elements) => format!("gs1 {}", elements.human_readable()),
        Reading::DigitalLink(elements) => format!("link {}", elements.human_readable()),
        Reading::Gtin(gtin) => format!("gtin {gtin}"),
        Reading::Sscc(sscc) => format!("sscc {sscc}"),
        Reading::Text(text) => format!("text {text}"),
        Reading::BadGs1 { error, .. } => {
            format!("bad {} {} at {}", error.part, named(&error.problem), error.at)
        }
        other => format!("{other:?}"),
    }
}

fn check(rows: &[(&str, &str, &str)]) {
    for (what, text, expected) in rows {
        assert_eq!(told(text), *expected, "{what}: {text:?}");
    }
}

#[test]
fn cartons_and_packs_of_food() {
    check(FOOD);
}

#[test]
fn medicine_and_devices() {
    check(MEDICINE);
}

#[test]
fn pallets_parcels_and_places() {
    check(TRANSPORT);
}

#[test]
fn coupons_and_payment_slips() {
    check(MONEY);
}

#[test]
fn what_lies_on_a_shop_shelf() {
    check(RETAIL);
}

#[test]
fn links_printed_as_qr_and_data_matrix() {
    check(LINKS);
}

#[test]
fn labels_that_were_made_wrong_say_where() {
    check(BROKEN);
}

/// What is read of a good label can be printed again and reads the same; and typed, and linked where it has a
/// key.
#[test]
fn every_good_label_can_be_made_again() {
    let good = [FOOD, MEDICINE, TRANSPORT, MONEY, LINKS].concat();
    let mut count = 0;
    for (what, _, expected) in good {
        let Some(typed) = expected.strip_prefix("gs1 ").or_else(|| expected.strip_prefix("link ")) else {
            continue;
        };
        let elements: Elements = gs1::parse_bracketed(typed, today()).expect(what);
        let again = gs1::parse(elements.element_string().as_bytes(), today()).expect(what);
        assert_eq!(again.human_readable(), typed, "{what}");
        if let Ok(link) = elements.digital_link("https://id.gs1.org") {
            let linked = gs1::parse_link(&link, today()).expect(what);
            let sorted = |elements: &Elements| {
                let mut list: Vec<_> = elements.iter().cloned().map(|one| (one.ai, one.value)).collect();
                list.sort();
                list
            };
            assert_eq!(sorted(&linked), sorted(&elements), "{what}: {link}");
        }
        count += 1;
    }
    assert!(count > 55, "{count} labels");
}
