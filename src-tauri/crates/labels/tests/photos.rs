//! Photos and camera frames: codes are found in them as they come, and no bytes do harm.

use labels::photo::{PhotoError, codes_in_photo, picture_of};
use labels::symbology::{Picture, Symbology, encode};
use proptest::prelude::*;

/// A label lying on a table: the code small on a gray ground, the light uneven, the picture a little soft.
fn scene(symbology: Symbology, data: &str, module: u32, (width, height): (u32, u32)) -> Picture {
    let code = encode(symbology, data).expect("encodes").picture(module, 40 * module);
    let mut scene = Picture { width, height, gray: vec![150; (width * height) as usize] };
    let (left, top) = ((width - code.width) / 2, (height - code.height) / 3);
    for (row, dots) in (0..).zip(code.gray.chunks(code.width as usize)) {
        let start = ((top + row) * width + left) as usize;
        scene.gray[start..start + dots.len()].copy_from_slice(dots);
    }
    let soft = |at: usize| {
        let around = [at.saturating_sub(1), at, (at + 1).min(scene.gray.len() - 1)];
        let mean = around.iter().map(|at| u32::from(scene.gray[*at])).sum::<u32>() / 3;
        // Darker to the right, and a grain that needs no chance.
        let light = 230 - (at as u32 % width) * 90 / width;
        let grain = (at as u32).wrapping_mul(2_654_435_761) >> 28;
        (mean * light / 255 + 10 + grain) as u8
    };
    let gray = (0..scene.gray.len()).map(soft).collect();
    Picture { gray, ..scene }
}

fn texts(bytes: &[u8]) -> Vec<(Symbology, String)> {
    let found = codes_in_photo(bytes).expect("a photo");
    found.into_iter().map(|found| (found.symbology, found.text)).collect()
}

#[test]
fn a_label_on_a_table_is_read() {
    for (symbology, data) in [
        (Symbology::Ean13, "9506000134352"),
        (Symbology::Code128, "TLNPBCDEFGHJKN"),
        (Symbology::Qr, "https://id.gs1.org/01/09506000134352/10/L27"),
        (Symbology::Gs1DataMatrix, "(01)09506000134352(10)L27"),
    ] {
        let data_read = encode(symbology, data).expect("encodes").data;
        let photo = scene(symbology, data, 4, (1200, 900)).png();
        assert_eq!(texts(&photo), [(symbology, data_read)], "{symbology:?} on a camera frame");
    }
}

#[test]
fn a_small_code_on_a_large_photo_is_found_in_its_place() {
    let photo = scene(Symbology::Qr, "TLNPBCDEFGHJKN", 6, (4000, 3000)).png();
    let found = codes_in_photo(&photo).expect("a photo");
    assert_eq!(found.len(), 1, "one code: {found:?}");
    let [x, y, width, _] = found[0].place;
    assert!((1800..2000).contains(&x) && (800..1100).contains(&y), "near the middle: {:?}", found[0].place);
    assert!((60..200).contains(&width), "about 14 to 17 modules of 6 dots: {width}");
}

#[test]
fn a_jpeg_of_a_phone_is_read() {
    let photo = include_bytes!("photos/qr.jpg");
    assert_eq!(texts(photo), [(Symbology::Qr, "TLNPBCDEFGHJKN".to_owned())]);
}

#[test]
fn what_is_no_photo_is_refused() {
    assert_eq!(picture_of(b""), Err(PhotoError::UnknownKind));
    assert_eq!(picture_of(b"%PDF-1.7"), Err(PhotoError::UnknownKind));
    assert_eq!(picture_of(&[0xff, 0xd8, 0xff, 0xe0, 0, 16]), Err(PhotoError::Damaged));
    let large = vec![0xff; 20_000_001];
    assert_eq!(picture_of(&large), Err(PhotoError::TooLarge { bytes: 20_000_001 }));
}

/// 60 000 × 60 000 white dots are a few kilobytes of PNG.
#[test]
fn a_picture_that_unpacks_to_gigabytes_is_refused_by_its_head() {
    let mut bomb = Picture::white(4, 4).png();
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert!(matches!(picture_of(&bomb), Err(PhotoError::Damaged)), "its checksum is wrong now");
    let checksum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
    let refused = picture_of(&bomb).expect_err("3.6 billion dots");
    assert!(
        matches!(refused, PhotoError::TooManyDots { width: 60_000, height: 60_000 } | PhotoError::Damaged),
        "{refused}"
    );
    let mut jpeg = include_bytes!("photos/qr.jpg").to_vec();
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a baseline frame");
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    assert_eq!(picture_of(&jpeg), Err(PhotoError::TooManyDots { width: 60_000, height: 60_000 }));
}

/// CRC-32 as PNG has it.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    };
    !bytes.iter().fold(!0, step)
}

fn refused_or_read(bytes: &[u8]) -> Result<(), TestCaseError> {
    match codes_in_photo(bytes) {
        Ok(found) => prop_assert!(found.len() < 50, "{found:?}"),
        Err(refused) => prop_assert!(!refused.message().code.is_empty(), "why"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_read(
        head in prop_oneof![Just(&b""[..]), Just(&b"\x89PNG\r\n\x1a\n"[..]), Just(&b"\xff\xd8\xff\xe0"[..])],
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        refused_or_read(&[head, &rest].concat())?;
    }

    #[test]
    fn a_damaged_photo_is_refused_or_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let png = encode(Symbology::Qr, "TLN").expect("encodes").picture(3, 1).png();
        for photo in [include_bytes!("photos/qr.jpg").to_vec(), png] {
            let mut damaged = photo.clone();
            for (at, byte) in &changes {
                let at = at.index(damaged.len());
                damaged[at] = *byte;
            }
            refused_or_read(&damaged)?;
            refused_or_read(&photo[..cut.index(photo.len())])?;
        }
    }
}
