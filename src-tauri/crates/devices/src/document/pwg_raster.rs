//! Pages of grey dots as PWG Raster (PWG 5102.4), the one format every driverless printer takes. Pure. Rows
//! are packed by repetition, as the standard asks; nothing is drawn or scaled here.

/// One page of 8-bit grey, 0 black, 255 white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreyPage {
    pub width: u32,
    pub height: u32,
    /// Dots in an inch, the same both ways: 203, 300, 600.
    pub dots_per_inch: u32,
    /// `width` × `height` dots, row by row from the top left.
    pub dots: Vec<u8>,
}

/// A page whose dots are not as many as its size says, or that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("draw page {page}: it has {found} dots where its size asks for {wanted}")]
pub struct WrongSize {
    pub page: usize,
    pub wanted: u64,
    pub found: u64,
}

const HEADER_BYTES: usize = 1796;
/// The printer fills the rest of the row with white.
const REST_IS_WHITE: u8 = 128;
const WHITE: u8 = 255;
/// Grey as the eye sees it (`sgray`).
const GREY: u32 = 18;
/// A row is repeated, and a dot, at most so often.
const MOST_ROWS: usize = 256;
const MOST_DOTS: usize = 128;

pub fn encode(pages: &[GreyPage]) -> Result<Vec<u8>, WrongSize> {
    let mut raster = b"RaS2".to_vec();
    for (at, page) in pages.iter().enumerate() {
        let (wanted, found) = (u64::from(page.width) * u64::from(page.height), page.dots.len() as u64);
        if wanted != found || wanted == 0 || page.dots_per_inch == 0 {
            return Err(WrongSize { page: at + 1, wanted, found });
        }
        raster.extend(header(page, pages.len()));
        let mut rows = page.dots.chunks(page.width as usize).peekable();
        while let Some(row) = rows.next() {
            let mut count = 1;
            while count < MOST_ROWS && rows.next_if(|next| *next == row).is_some() {
                count += 1;
            }
            raster.push((count - 1) as u8);
            pack(row, &mut raster);
        }
    }
    Ok(raster)
}

fn header(page: &GreyPage, page_count: usize) -> Vec<u8> {
    let mut header = vec![0; HEADER_BYTES];
    header[..9].copy_from_slice(b"PwgRaster");
    let points = |dots: u32| (u64::from(dots) * 72 / u64::from(page.dots_per_inch)) as u32;
    // By their places in the standard's table.
    let numbers = [
        (276, page.dots_per_inch),
        (280, page.dots_per_inch),
        (340, 1),
        (352, points(page.width)),
        (356, points(page.height)),
        (372, page.width),
        (376, page.height),
        (384, 8),
        (388, 8),
        (392, page.width),
        (400, GREY),
        (420, 1),
        (452, u32::try_from(page_count).unwrap_or(0)),
        // Neither turned nor mirrored.
        (456, 1),
        (460, 1),
    ];
    for (at, number) in numbers {
        header[at..at + 4].copy_from_slice(&number.to_be_bytes());
    }
    header
}

/// One row: a count and a dot for repetitions, a count and dots for what differs.
fn pack(row: &[u8], into: &mut Vec<u8>) {
    let inked = row.iter().rposition(|dot| *dot != WHITE).map_or(0, |last| last + 1);
    let mut rest = &row[..inked];
    while let Some(&dot) = rest.first() {
        let same = rest.iter().take(MOST_DOTS).take_while(|next| **next == dot).count();
        if same > 1 {
            into.extend([(same - 1) as u8, dot]);
            rest = &rest[same..];
            continue;
        }
        // Up to where two alike begin.
        let differing = rest.windows(2).position(|pair| pair[0] == pair[1]).unwrap_or(rest.len());
        let count = differing.min(MOST_DOTS);
        match count {
            // A single one is a repetition of one.
            1 => into.extend([0, dot]),
            count => {
                into.push((257 - count) as u8);
                into.extend(&rest[..count]);
            }
        }
        rest = &rest[count..];
    }
    if inked < row.len() {
        into.push(REST_IS_WHITE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Written from the standard's other side.
    fn unpack(raster: &[u8]) -> Vec<GreyPage> {
        let mut rest = raster.strip_prefix(b"RaS2").expect("a raster");
        let mut pages = Vec::new();
        while !rest.is_empty() {
            let number = |at: usize| u32::from_be_bytes(rest[at..at + 4].try_into().expect("four bytes"));
            let (width, height, dots_per_inch) = (number(372), number(376), number(276));
            rest = &rest[1796..];
            let mut dots = Vec::new();
            while dots.len() < (width * height) as usize {
                let row_count = usize::from(rest[0]) + 1;
                rest = &rest[1..];
                let mut row = Vec::new();
                while row.len() < width as usize {
                    let (count, after) = (rest[0], &rest[1..]);
                    let taken = match count {
                        128 => {
                            row.resize(width as usize, 255);
                            0
                        }
                        0..=127 => {
                            row.resize(row.len() + usize::from(count) + 1, after[0]);
                            1
                        }
                        _ => {
                            row.extend(&after[..257 - usize::from(count)]);
                            257 - usize::from(count)
                        }
                    };
                    rest = &after[taken..];
                }
                (0..row_count).for_each(|_| dots.extend(&row));
            }
            pages.push(GreyPage { width, height, dots_per_inch, dots });
        }
        pages
    }

    fn page() -> impl Strategy<Value = GreyPage> {
        let dot = prop_oneof![4 => Just(255_u8), 3 => Just(0_u8), 1 => any::<u8>()];
        (1..300_u32, prop::collection::vec(dot, 300), 1..300_u32, 1..4_usize).prop_map(
            |(width, pattern, height, step)| {
                let row = |number: u32| {
                    let shift = number as usize / 7 * step % 300;
                    pattern.iter().cycle().skip(shift).take(width as usize).copied().collect::<Vec<u8>>()
                };
                GreyPage { width, height, dots_per_inch: 300, dots: (0..height).flat_map(row).collect() }
            },
        )
    }

    proptest! {
        #[test]
        fn every_dot_comes_back(pages in prop::collection::vec(page(), 1..3)) {
            let raster = encode(&pages).expect("right sizes");
            prop_assert_eq!(unpack(&raster), pages);
        }
    }

    #[test]
    fn a_page_of_another_size_is_refused() {
        let page = GreyPage { width: 3, height: 2, dots_per_inch: 203, dots: vec![0; 5] };
        assert_eq!(encode(&[page]), Err(WrongSize { page: 1, wanted: 6, found: 5 }));
        let empty = GreyPage { width: 0, height: 0, dots_per_inch: 203, dots: Vec::new() };
        assert!(encode(&[empty]).is_err(), "no dots are no page");
    }
}
