//! Papers as others read them: their text by poppler, their codes from a picture of the page by zbar and by us.

mod support;

use domain::Amount;
use domain::expiry::Expiry;
use jiff::civil::date;
use labels::documents::{
    CarrierKind, Company, ContentGroup, ContentLine, ContentList, CountLine, CountSheet, Paper, PaperError,
    Party, Printed, PurchaseReceipt, ReceiptLine, Stationery, content_list, count_sheet, purchase_receipt,
};
use labels::symbology::{CannotEncode, Picture, Symbology, read};
use proptest::prelude::*;
use support::{boxes_of_words, page_picture, page_text, properties, read_codes};

const PAPERS: [Paper; 3] = [Paper::A4, Paper::A5, Paper::Label];

fn stationery(paper: Paper) -> Stationery {
    let company = Company {
        name: "PT Sambal Nusantara".into(),
        lines: vec!["Jl. Raya Kuta 88, Badung, Bali".into()],
        logo: Some(Picture::white(60, 20).png()),
    };
    Stationery { paper, company, footer: "FRM-GUD-012".into(), ..Stationery::default() }
}

fn line(at: usize) -> ReceiptLine {
    let (amount, unit) = [("12.500", "kg"), ("48", "pcs")][at % 2];
    ReceiptLine {
        item_name: format!("Bawang merah kupas kelas {at}"),
        sku: format!("SKU{at:04}"),
        supplier_code: String::new(),
        lot: format!("LOT{at:04}"),
        expiry: Expiry::On(date(2027, 11, 21)),
        place: format!("DRY{:02}", at % 7),
        ordered: Some(Amount::new(amount, unit)),
        received: Amount::new(amount, unit),
        note: String::new(),
    }
}

fn receipt(lines: Vec<ReceiptLine>) -> PurchaseReceipt {
    PurchaseReceipt {
        number: "GR-2026-00118".into(),
        received_on: date(2026, 11, 21),
        order: "PO-3108".into(),
        delivery_note: "SJ/11/2026/0457".into(),
        carrier: "CV Angkutan Jaya".into(),
        received_by: "Siti Rahmawati".into(),
        supplier: Party { name: "UD Tani Makmur".into(), lines: vec!["Brebes 52212".into()] },
        site: Party { name: "Sauce kitchen".into(), lines: vec![] },
        lines,
        remarks: "Pallet 3 was opened at the dock.".into(),
    }
}

fn pallet(groups: Vec<ContentGroup>) -> ContentList {
    ContentList {
        kind: CarrierKind::Pallet,
        code: "095212340000000013".into(),
        from: Party { name: "PT Sambal Nusantara".into(), lines: vec![] },
        to: Party { name: "Toko Dewata".into(), lines: vec!["Gianyar".into()] },
        order: "SO-2214".into(),
        place: "SHIP-02".into(),
        packed_on: date(2026, 11, 21),
        packed_by: "Made".into(),
        package_count: Some(3),
        net_weight: Some(Amount::new("312.400", "kg")),
        gross_weight: None,
        groups,
        remarks: String::new(),
    }
}

/// Text without blanks, so that broken lines do not matter.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The upper 55 mm of a page at 300 dpi.
fn head_of(page: &[u8]) -> Picture {
    let page = labels::photo::picture_of(page).expect("a picture");
    page.cut([0, 0, page.width, 650])
}

fn pages(printed: &Printed) -> Vec<String> {
    let text = page_text(&printed.pdf);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "poppler ends every page");
    assert_eq!(pages.len(), printed.page_count, "as many pages as were said");
    pages
}

#[test]
fn every_row_and_total_is_on_paper_of_every_size() {
    for paper in PAPERS {
        for count in [0, 1, 6, 500] {
            let receipt = receipt((0..count).map(line).collect());
            let printed = purchase_receipt(&stationery(paper), &receipt).expect("draws");
            let pages = pages(&printed);
            let text = pages.concat();
            for at in 0..count {
                for word in [format!("SKU{at:04}"), format!("LOT{at:04}")] {
                    assert_eq!(text.matches(&word).count(), 1, "{word} of {count} on {paper:?}, once");
                }
            }
            assert_eq!(text.matches("21 Nov 2027").count(), count, "every date");
            for (number, page) in (1..).zip(&pages) {
                let of = format!("Page {number} of {}", pages.len());
                assert!(page.contains(&of), "{of} on {paper:?}");
                assert!(page.contains("GR-2026-00118"), "a loose sheet is known by its number");
            }
            let heads =
                pages.iter().filter(|page| page.contains("SKU")).all(|page| page.contains("Received"));
            assert!(heads, "the head stands on every page with rows");
            match count {
                0 => assert!(text.contains("Nothing is on this list."), "and no sum of nothing"),
                500 => {
                    assert!(squeezed(&text).contains("3125.000kg"), "250 × 12.500 on {paper:?}");
                    assert!(squeezed(&text).contains("12000pcs"), "250 × 48");
                }
                _ => {}
            }
            assert_eq!(printed.missing_letters, "");
        }
    }
}

#[test]
fn everything_that_was_said_stands_on_the_receipt() {
    let printed = purchase_receipt(&stationery(Paper::A4), &receipt(vec![line(0)])).expect("draws");
    let text = page_text(&printed.pdf);
    for words in [
        "Goods receipt",
        "GR-2026-00118",
        "PT Sambal Nusantara",
        "Jl. Raya Kuta 88",
        "UD Tani Makmur",
        "Brebes 52212",
        "Sauce kitchen",
        "21 Nov 2026",
        "PO-3108",
        "SJ/11/2026/0457",
        "CV Angkutan Jaya",
        "Siti Rahmawati",
        "DRY00",
        "12.500",
        "kg",
        "Pallet 3 was opened at the dock.",
        "FRM-GUD-012",
        "Name, date, signature",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn the_number_scans_on_every_page() {
    for paper in PAPERS {
        let printed =
            purchase_receipt(&stationery(paper), &receipt((0..60).map(line).collect())).expect("draws");
        assert!(printed.page_count > 1, "{paper:?}");
        for page in [1, printed.page_count] {
            let picture = page_picture(&printed.pdf, page, 300);
            let codes = read_codes(&picture);
            assert!(codes.contains("CODE-128:GR-2026-00118"), "page {page} of {paper:?} by zbar: {codes:?}");
            let ours = read(&head_of(&picture));
            let found = ours.iter().any(|found| found.text == "GR-2026-00118");
            assert!(found, "page {page} of {paper:?} by us: {ours:?}");
        }
    }
}

#[test]
fn a_pallet_carries_its_sscc() {
    let lines = vec![ContentLine {
        item_name: "Sambal bawang 250 g".into(),
        sku: "SB-250".into(),
        lot: "L27".into(),
        expiry: Expiry::Month(date(2027, 3, 31)),
        quantity: Amount::new("48", "pcs"),
    }];
    let group = |name: &str| ContentGroup { name: name.into(), lines: lines.clone() };
    for paper in PAPERS {
        let list = pallet(vec![group(""), group("Carton 1"), group("Carton 2")]);
        let printed = content_list(&stationery(paper), &list).expect("draws");
        let found = read(&head_of(&page_picture(&printed.pdf, 1, 300)));
        let is_sscc = |found: &labels::symbology::Found| {
            (found.symbology, found.text.as_str()) == (Symbology::Gs1128, "00095212340000000013")
        };
        assert!(found.iter().any(is_sscc), "GS1-128 on {paper:?}: {found:?}");
        let text = page_text(&printed.pdf);
        for words in
            ["(00)095212340000000013", "Carton 1", "Carton 2", "Toko Dewata", "312.400 kg", "Mar 2027", "144"]
        {
            assert!(text.contains(words), "{words} on {paper:?} in\n{text}");
        }
    }
}

#[test]
fn a_heading_of_any_length_is_said_in_full_once() {
    let line = ContentLine {
        item_name: "Sambal".into(),
        sku: "SB".into(),
        lot: "L27".into(),
        expiry: Expiry::NotKnown,
        quantity: Amount::new("1", "pcs"),
    };
    let name = "Karton ".repeat(900);
    let list = pallet(vec![ContentGroup { name, lines: vec![line; 90] }]);
    for paper in PAPERS {
        let printed = content_list(&stationery(paper), &list).expect("draws");
        let text = pages(&printed).concat();
        assert!(text.matches("Karton").count() >= 900, "all of it on {paper:?}");
        assert_eq!(text.matches("L27").count(), 90, "and all rows on {paper:?}");
    }
}

#[test]
fn a_count_sheet_says_where_and_what_but_never_how_much() {
    let line = |at: usize| CountLine {
        place: format!("DRY-A-0{}", at / 10),
        item_name: "Gula pasir".into(),
        sku: format!("SKU{at:04}"),
        lot: format!("LOT{at:04}"),
        expiry: Expiry::NonePrinted,
        unit: "kg".into(),
    };
    for paper in PAPERS {
        let count = CountSheet {
            number: "CNT-31".into(),
            zone: "Dry store".into(),
            date: date(2026, 11, 21),
            lines: (0..60).map(line).collect(),
            spare_lines: 3,
        };
        let printed = count_sheet(&stationery(paper), &count).expect("draws");
        let pages = pages(&printed);
        for at in 0..60 {
            let page = pages.iter().find(|page| page.contains(&format!("LOT{at:04}")));
            let page = page.unwrap_or_else(|| panic!("line {at} on {paper:?}"));
            let place = format!("DRY-A-0{}", at / 10);
            assert!(page.contains(&place), "the place stands on the page of its line {at} on {paper:?}");
        }
    }
}

#[test]
fn long_words_are_broken_and_nothing_is_cut() {
    let name = "Kecap manis ".repeat(40) + &"x".repeat(300);
    let lot = "KSA-2026-11-0042-BATCH-B/".repeat(9);
    let long =
        ReceiptLine { item_name: name.clone(), lot: lot.clone(), note: "wet ".repeat(3000), ..line(0) };
    for paper in PAPERS {
        let receipt = receipt(vec![line(1), long.clone(), line(2)]);
        let printed = purchase_receipt(&stationery(paper), &receipt).expect("draws");
        let pages = pages(&printed);
        let text = squeezed(&pages.concat());
        assert!(text.matches('x').count() >= 300, "all of the long word on {paper:?}");
        assert_eq!(
            text.matches("wet").count(),
            3000,
            "all of a note that is longer than a page on {paper:?}"
        );
        assert!(text.contains("LOT0001") && text.contains("LOT0002"), "and what stands around it");
        assert!(text.matches("manis").count() >= 40 && text.matches("0042").count() >= 9, "{paper:?}");
    }
}

#[test]
fn no_word_leaves_the_page_or_meets_another() {
    for paper in PAPERS {
        let lines = (0..30).map(|at| ReceiptLine {
            item_name: "Bawang merah kupas (shallot, peeled), karung jaring 25 kg".into(),
            lot: "KSA-2026-11-0042-BATCH-B".into(),
            received: Amount::new("1234567.123456", "kg"),
            ordered: Some(Amount::new("1234567.123456", "kg")),
            ..line(at)
        });
        let printed = purchase_receipt(&stationery(paper), &receipt(lines.collect())).expect("draws");
        let (width, height) = paper.size_mm();
        for page in boxes_of_words(&printed.pdf) {
            for (at, (word, [left, top, right, foot])) in page.iter().enumerate() {
                assert!(
                    *left > 3.0 && *right < width - 3.0 && *top > 2.0 && *foot < height - 2.0,
                    "{word} {paper:?}"
                );
                for (other, [left_of, top_of, right_of, foot_of]) in &page[at + 1..] {
                    // A box is as high as the face's tallest letter; half of it is what meets the eye.
                    let beside = right <= &(left_of + 0.1) || right_of <= &(left + 0.1);
                    let above = foot - 1.4 <= *top_of || foot_of - 1.4 <= *top;
                    assert!(beside || above, "{word} lies on {other} on {paper:?}");
                }
            }
        }
    }
}

#[test]
fn a_mark_stands_on_every_page_and_on_nothing_else() {
    for (paper, mark) in PAPERS
        .into_iter()
        .flat_map(|paper| [(paper, "TRAINING"), (paper, "COPY OF A COPY OF A VERY LONG MARK")])
    {
        let stationery = Stationery { mark: mark.into(), ..stationery(paper) };
        let printed = purchase_receipt(&stationery, &receipt((0..60).map(line).collect())).expect("draws");
        let first_word = mark.split(' ').next().expect("a word");
        for (number, page) in (1..).zip(boxes_of_words(&printed.pdf)) {
            let found = page.iter().position(|(word, _)| word == first_word);
            let at = found.unwrap_or_else(|| panic!("{mark} on page {number} of {paper:?}"));
            let [left, top, right, foot] = page[at].1;
            for (other, [left_of, top_of, right_of, foot_of]) in
                page.iter().filter(|(word, _)| !mark.contains(word))
            {
                let beside = right <= *left_of || *right_of <= left;
                let above = foot - 1.4 <= *top_of || foot_of - 1.4 <= top;
                assert!(beside || above, "{mark} lies on {other} on page {number} of {paper:?}");
            }
        }
    }
}

#[test]
fn the_file_says_what_it_is_and_of_which_day() {
    let printed = purchase_receipt(&stationery(Paper::A4), &receipt(vec![])).expect("draws");
    let properties = properties(&printed.pdf);
    for line in [
        "Title: Goods receipt GR-2026-00118",
        "Author: PT Sambal Nusantara",
        "Producer: Tallyman",
        "CreationDate: D:20261121000000+00'00'",
    ] {
        assert!(properties.contains(line), "{line} in\n{properties}");
    }
    assert!(!properties.contains("PDF/X"), "it does not claim to be for the printing trade");
}

#[test]
fn equal_papers_are_equal_files() {
    let draw = || purchase_receipt(&stationery(Paper::A5), &receipt(vec![line(3)])).expect("draws").pdf;
    let first = draw();
    let other = purchase_receipt(&stationery(Paper::A5), &receipt(vec![line(4)])).expect("draws").pdf;
    assert!(first == draw(), "the same rows give the same bytes");
    assert!(first != other, "other rows do not");
}

#[test]
fn chinese_letters_come_from_a_font_that_is_given() {
    let chinese =
        ReceiptLine { item_name: "辣椒酱 (sambal)".into(), place: "干货区".into(), ..line(0) };
    let receipt = receipt(vec![chinese]);
    let without = purchase_receipt(&stationery(Paper::A4), &receipt).expect("draws");
    assert_eq!(without.missing_letters, "辣椒酱干货区", "each letter that stands as ?");
    let fonts = vec![include_bytes!("fonts/DroidSansFallback-part.ttf").to_vec()];
    let with = purchase_receipt(&Stationery { fonts, ..stationery(Paper::A4) }, &receipt).expect("draws");
    assert_eq!(with.missing_letters, "");
    let text = page_text(&with.pdf);
    assert!(text.contains("辣椒酱") && text.contains("干货区") && text.contains("(sambal)"), "{text}");
}

#[test]
fn words_and_numbers_follow_the_language() {
    let mut stationery = stationery(Paper::A4);
    stationery.words.purchase_receipt = "Bukti penerimaan barang".into();
    stationery.words.page = "Halaman %1 dari %2".into();
    stationery.words.months[10] = "Nov".into();
    stationery.words.decimal_mark = ',';
    let text = page_text(&purchase_receipt(&stationery, &receipt(vec![line(0)])).expect("draws").pdf);
    for words in ["Bukti penerimaan barang", "Halaman 1 dari 1", "12,500"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn what_cannot_be_drawn_is_refused_with_its_reason() {
    let refused = |stationery: &Stationery, number: &str| {
        let receipt = PurchaseReceipt { number: number.into(), ..receipt(vec![]) };
        purchase_receipt(stationery, &receipt).expect_err("refused")
    };
    let long = "GR-".repeat(40);
    assert_eq!(refused(&stationery(Paper::Label), &long), PaperError::CodeTooWide { code: long.clone() });
    let mut endless = stationery(Paper::Label);
    endless.company.lines = vec!["Jl. Raya".into(); 80];
    endless.paper = Paper::A5;
    let title = "Goods receipt".to_owned();
    assert_eq!(refused(&endless, "GR-1"), PaperError::HeadTooLong { title }, "nothing stands below the page");
    let letter = CannotEncode::Letter { symbology: Symbology::Code128, letter: 'é', position: 3 };
    assert_eq!(refused(&stationery(Paper::A4), "GRé"), PaperError::Code(letter));
    let mut bad = stationery(Paper::A4);
    bad.company.logo = Some(b"GIF89a".to_vec());
    assert_eq!(refused(&bad, "GR-1"), PaperError::Logo);
    let bad = Stationery { fonts: vec![b"no font".to_vec()], ..stationery(Paper::A4) };
    assert_eq!(refused(&bad, "GR-1"), PaperError::Font);
    for error in [PaperError::Logo, PaperError::Font, PaperError::CodeTooWide { code: long }] {
        assert!(error.message().code.starts_with("paper-"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_the_rows_is_drawn(
        texts in prop::collection::vec(".{0,40}", 6),
        amount in "-?[0-9]{0,9}(\\.[0-9]{0,6})?|.{0,6}",
        count in 0..12_usize,
        mark in "[A-Z]{0,40}",
    ) {
        let odd = ReceiptLine {
            item_name: texts[0].clone(),
            sku: texts[1].clone(),
            lot: texts[2].clone(),
            place: texts[3].clone(),
            received: Amount::new(amount, &texts[4]),
            note: texts[5].clone(),
            ..line(0)
        };
        let receipt = receipt(vec![odd; count]);
        for paper in PAPERS {
            let stationery = Stationery { mark: mark.clone(), footer: texts[0].clone(), ..stationery(paper) };
            let printed = purchase_receipt(&stationery, &receipt);
            let printed = printed.map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert!(printed.page_count >= 1 && printed.pdf.starts_with(b"%PDF-"));
        }
    }
}
