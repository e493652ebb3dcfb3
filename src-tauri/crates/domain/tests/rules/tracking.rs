//! Tracking numbers: the vectors of the fact sheet, the collisions, and what a shipment expects.

use domain::tracking::checks::{luhn, modulo_7, modulo_10, modulo_11, s10};
use domain::tracking::{Candidate, Carrier, Certainty, Check, Hints, Page, hosts, is_same, page, recognise};
use proptest::prelude::*;

fn at(country: &str) -> Hints {
    Hints { country: (!country.is_empty()).then(|| country.to_owned()) }
}

fn told(candidate: &Candidate) -> String {
    let check = match candidate.check {
        Check::Valid => "valid".to_owned(),
        Check::Invalid { expected } => format!("not {expected}"),
        Check::None => "unchecked".to_owned(),
    };
    format!("{} {} {check} {:?}", candidate.family, candidate.number, candidate.certainty).to_lowercase()
}

fn first(text: &str, country: &str) -> String {
    recognise(text, &at(country)).first().map_or_else(|| "none".to_owned(), told)
}

fn all(text: &str, country: &str) -> Vec<String> {
    recognise(text, &at(country)).iter().map(told).collect()
}

#[test]
fn check_digits_of_worked_examples() {
    assert_eq!(modulo_10("9A8B7C030012345", 1, 2), Some('1'), "UPS");
    assert_eq!(modulo_10("04150001234567", 1, 3), Some('2'), "FedEx Ground");
    assert_eq!(modulo_10("940011120620123456789", 3, 1), Some('3'), "USPS");
    assert_eq!(modulo_11("77001234567", &[3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]), Some('6'), "FedEx Express");
    assert_eq!(modulo_11("1", &[3, 1]), None, "as many weights as digits");
    assert_eq!(s10("12345678"), Some('5'));
    assert_eq!((modulo_7("700123456"), modulo_7("331881002")), (Some('4'), Some('5')), "DHL Express");
    assert_eq!((luhn("022010000000001"), luhn("022010000000002")), (Some('0'), Some('8')), "JNE");
    for none in ["", "12a", "é"] {
        assert_eq!((modulo_10(none, 3, 1), modulo_7(none), luhn(none)), (None, None, None), "{none:?}");
    }
}

#[test]
fn the_vectors_of_the_fact_sheet() {
    let rows = [
        ("1Z9A8B7C0300123451", "", "ups-1z 1z9a8b7c0300123451 valid certain"),
        ("1Z9A8B7C0300123452", "", "ups-1z 1z9a8b7c0300123452 not 1 unsure"),
        ("1z 9a8b 7c03 0012 3451", "", "ups-1z 1z9a8b7c0300123451 valid certain"),
        ("1Z9A8B7CO3OO123451", "", "ups-1z-mended 1z9a8b7c0300123451 valid unsure"),
        ("K1234567895", "", "ups-waybill k1234567895 valid likely"),
        ("770012345676", "US", "fedex-express-12 770012345676 valid likely"),
        ("770012345676", "", "fedex-express-12 770012345676 valid unsure"),
        ("041500012345672", "US", "fedex-ground-15 041500012345672 valid likely"),
        ("9611020987654312345672", "", "fedex-ground-96 987654312345672 valid certain"),
        ("9400111206201234567893", "", "usps-impb 9400111206201234567893 valid certain"),
        ("420787049400111206201234567893", "", "usps-impb 9400111206201234567893 valid certain"),
        ("]C1420787049400111206201234567893", "", "usps-impb 9400111206201234567893 valid certain"),
        ("42078704\u{1d}9400111206201234567893", "", "usps-impb 9400111206201234567893 valid certain"),
        ("4207870412349400111206201234567893", "", "usps-impb 9400111206201234567893 valid certain"),
        ("9400111206201234567894", "", "usps-impb 9400111206201234567894 not 3 unsure"),
        ("03123456789000123459", "US", "usps-20 03123456789000123459 valid likely"),
        ("RB123456785ID", "", "upu-s10 rb123456785id valid certain"),
        ("RB123456785XX", "", "none"),
        ("RB123456784ID", "", "upu-s10 rb123456784id not 5 unsure"),
        ("7001234564", "", "dhl-express 7001234564 valid unsure"),
        ("3318810025", "", "dhl-express 3318810025 valid unsure"),
        ("7001234565", "", "dhl-express 7001234565 not 4 unsure"),
        ("0220100000000010", "ID", "jne-account 0220100000000010 valid likely"),
        ("0220100000000011", "ID", "jne-account 0220100000000011 not 0 unsure"),
        ("330000000000001", "ID", "jne-counter 330000000000001 unchecked unsure"),
        ("CM00000000001", "ID", "jne-marketplace cm00000000001 unchecked unsure"),
        ("JO0000010482", "ID", "j-and-t jo0000010482 unchecked likely"),
        ("000123450001", "ID", "sicepat 000123450001 unchecked likely"),
        ("SPXID012345678901", "ID", "spx spxid012345678901 unchecked unsure"),
        ("NVID00012345", "ID", "ninja nvid00012345 unchecked unsure"),
        ("10001234567890", "ID", "anteraja-14 10001234567890 unchecked unsure"),
        ("JD012345678901234567", "", "dhl-piece-long jd012345678901234567 unchecked unsure"),
        ("JVGL0123456789", "", "dhl-piece jvgl0123456789 unchecked likely"),
        ("GM1234567890123456", "", "dhl-ecommerce gm1234567890123456 unchecked unsure"),
    ];
    for (text, country, expected) in rows {
        let found = all(text, country);
        let first = found.first().map_or("none", String::as_str);
        assert_eq!(first, expected, "{text} in {country:?}: {found:?}");
    }
}

#[test]
fn the_pieces_of_a_number_are_told() {
    let piece = |text: &str, name: &str| {
        recognise(text, &Hints::default()).first().and_then(|one| one.piece(name).map(str::to_owned))
    };
    assert_eq!(piece("1Z9A8B7C0300123451", "shipper").as_deref(), Some("9A8B7C"));
    assert_eq!(piece("1Z9A8B7C0300123451", "service").as_deref(), Some("03"));
    assert_eq!(piece("420787049400111206201234567893", "postcode").as_deref(), Some("78704"));
    assert_eq!(piece("RB123456785ID", "country").as_deref(), Some("ID"));
    assert_eq!(piece("9611020987654312345672", "shipper").as_deref(), Some("9876543"));
    let carrier = |text: &str| recognise(text, &Hints::default()).first().map(|one| one.carrier);
    assert_eq!(carrier("RB123456785ID"), Some(Carrier::PosIndonesia));
    assert_eq!(carrier("RB123456785US"), Some(Carrier::Usps));
    assert_eq!(carrier("RB123456785DE"), Some(Carrier::Post));
}

#[test]
fn twelve_digits_are_several_carriers_and_goods() {
    let both = recognise("000123450001", &at("ID"));
    assert!(both.iter().any(|one| one.carrier == Carrier::FedEx), "FedEx has twelve digits too: {both:?}");
    // 012345678905 is a UPC-A with a right check digit: goods are looked up first.
    let goods = recognise("012345678905", &at("ID"));
    assert!(goods.iter().all(|one| one.certainty == Certainty::Unsure), "{goods:?}");
    let abroad = recognise("000123450001", &at("US"));
    assert!(
        abroad.iter().all(|one| one.certainty == Certainty::Unsure),
        "SiCepat drives in Indonesia: {abroad:?}"
    );
    assert!(
        recognise("00109506000000000016", &at("US")).iter().all(|one| one.certainty == Certainty::Unsure),
        "a shipping container code first"
    );
    let lion = all("11-1234567890", "ID");
    assert!(
        lion.contains(&"lion 11-1234567890 unchecked unsure".to_owned()),
        "its hyphen tells it: {lion:?}"
    );
    assert_eq!(first("CHI-1", ""), "none");
    assert_eq!(first("", ""), "none");
    assert_eq!(first("https://jne.co.id/1", ""), "none");
}

#[test]
fn at_most_one_reading_of_twenty_postal_digits_holds() {
    for serial in (0..2_000_000_u64).step_by(997) {
        let body = format!("031234567890{serial:07}");
        for check in 0..10 {
            let found = recognise(&format!("{body}{check}"), &at("US"));
            let valid =
                found.iter().filter(|one| one.carrier == Carrier::Usps && one.check == Check::Valid).count();
            assert!(valid <= 1, "{body}{check}: {found:?}");
        }
    }
}

#[test]
fn what_a_shipment_expects_beats_every_guess() {
    let long = "1000000000000007870400790123456781";
    let tail = recognise(long, &Hints::default());
    assert_eq!(
        tail.first().map(|one| (one.family, one.check)),
        Some(("fedex-express-34", Check::Valid)),
        "{tail:?}"
    );
    assert!(is_same(long, "790123456781"), "the last twelve are on the label");
    assert!(is_same("9611020987654312345672", "987654312345672"));
    assert!(is_same("420787049400111206201234567893", "9400 1112 0620 1234 5678 93"));
    assert!(is_same("]C01Z9A8B7C0300123451", "1z9a8b7c0300123451"));
    assert!(!is_same("1Z9A8B7C0300123451", "1Z9A8B7C0300123452"));
    assert!(!is_same("", "") && !is_same("é", "é"), "nothing is no number");
    let broken = "1000000000000007870400790123456782";
    assert!(!is_same(broken, "790123456782"), "its check is wrong, so its tail is anybody's");
}

#[test]
fn pages_are_https_and_filled_where_that_is_known() {
    let of = |text: &str, country: &str| recognise(text, &at(country)).first().and_then(page);
    assert_eq!(
        of("1Z9A8B7C0300123451", ""),
        Some(Page::Filled("https://www.ups.com/track?tracknum=1Z9A8B7C0300123451".into()))
    );
    assert_eq!(
        of("JO0000010482", "ID"),
        Some(Page::Empty("https://www.jet.co.id/track".into())),
        "to be pasted"
    );
    assert_eq!(of("SPXID012345678901", "ID"), None, "none is established");
    let hosts: Vec<_> = hosts().collect();
    assert!(hosts.contains(&"www.ups.com") && hosts.contains(&"www.jne.co.id"), "{hosts:?}");
    assert!(hosts.iter().all(|host| host.contains('.') && !host.contains('/')), "{hosts:?}");
}

#[test]
fn every_carrier_has_a_name_of_its_own() {
    let mut names: Vec<&str> = Carrier::ALL.iter().map(|carrier| carrier.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Carrier::ALL.len());
}

const NEARLY_RIGHT: &str = "(1Z|420|9[2-6]|91|00|J[A-Z]{0,3}|RB|CM|SPXID|\\]C1|-| |\u{1d})?[0-9A-Z]{0,34}";

proptest! {
    #[test]
    fn no_text_breaks_it(text in NEARLY_RIGHT, country in "(ID|US|DE)?") {
        let found = recognise(&text, &at(&country));
        for one in &found {
            prop_assert!(!one.number.is_empty(), "{text}");
            let is_wrong = matches!(one.check, Check::Invalid { .. });
            let is_believed = one.certainty > Certainty::Unsure;
            prop_assert!(!(is_wrong && is_believed), "a wrong check is never believed: {one:?}");
            if let Some(Page::Filled(address)) = page(one) {
                prop_assert!(address.starts_with("https://") && !address.contains("{n}"), "{address}");
            }
        }
        let order: Vec<_> = found.iter().map(|one| one.certainty).collect();
        prop_assert!(order.windows(2).all(|pair| pair[0] >= pair[1]), "the surest first: {found:?}");
    }

    #[test]
    fn nothing_breaks_it(text in ".{0,80}", other in ".{0,80}") {
        let _ = (recognise(&text, &Hints::default()), is_same(&text, &other));
    }

    #[test]
    fn one_wrong_digit_of_a_mailed_parcel_is_noticed(
        serial in "[0-9]{8}",
        place in 0_usize..8,
        by in 1_u8..10,
    ) {
        let whole = format!("RB{serial}{}ID", s10(&serial).unwrap());
        prop_assert!(first(&whole, "").contains(" valid certain"), "{whole}");
        let mut digits = serial.into_bytes();
        digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
        let wrong = format!("RB{}{}ID", String::from_utf8(digits).unwrap(), &whole[10..11]);
        // Eleven remainders have ten digits: two of them give 5.
        let shared = &whole[10..11] == "5";
        prop_assert!(shared || !first(&wrong, "").contains(" valid "), "{wrong} for {whole}");
    }
}
