//! Codes in a photo or a frame of a camera, from JPEG or PNG bytes of any origin: bounded in size, and
//! never more than a refusal when the bytes are not what they say.

use crate::symbology::{Found, Picture, read};
use domain::{Message, Value};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// No phone's photo is larger.
pub const LARGEST_BYTES: usize = 20_000_000;
/// A picture that unpacks to more is refused before it is unpacked.
pub const MOST_DOTS: u64 = 50_000_000;
/// Longest side at which codes are looked for, in turn until some are found: a hand's distance first, then
/// small codes on a wide view, then shaken or noisy pictures, which get better when they get smaller.
const SIDES: [u32; 3] = [1600, 3200, 800];

/// Every sentence asked for here, with the values it carries, to be held against `ui/src/words`.
pub const SAID: &[(&str, &[&str])] = &[
    ("photo-too-large", &["megabytes", "most"]),
    ("photo-too-many-dots", &["megapixels", "most"]),
    ("photo-unknown-kind", &[]),
    ("photo-damaged", &[]),
];

/// Why nothing was looked for; reads after "could not".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    #[error("read a photo of {bytes} bytes: at most {LARGEST_BYTES} are taken")]
    TooLarge { bytes: usize },
    #[error("read a photo of {width} × {height} dots: at most {MOST_DOTS} are taken")]
    TooManyDots { width: u64, height: u64 },
    #[error("read the photo: it is neither JPEG nor PNG")]
    UnknownKind,
    #[error("read the photo: it is damaged or of a rare kind; take it again")]
    Damaged,
}

impl PhotoError {
    /// The sentence for a person, as code and values.
    pub fn message(&self) -> Message {
        let whole = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
        match self {
            PhotoError::TooLarge { bytes } => Message::new(
                "photo-too-large",
                [
                    ("megabytes", whole((*bytes as u64).div_ceil(1_000_000))),
                    ("most", whole(LARGEST_BYTES as u64 / 1_000_000)),
                ],
            ),
            PhotoError::TooManyDots { width, height } => Message::new(
                "photo-too-many-dots",
                [
                    ("megapixels", whole(width.saturating_mul(*height).div_ceil(1_000_000))),
                    ("most", whole(MOST_DOTS / 1_000_000)),
                ],
            ),
            PhotoError::UnknownKind => Message::new("photo-unknown-kind", []),
            PhotoError::Damaged => Message::new("photo-damaged", []),
        }
    }
}

/// Every code found, from the top down, with its place in the photo's own dots; none is no error.
///
/// # Errors
/// [`PhotoError`], for whatever bytes.
pub fn codes_in_photo(bytes: &[u8]) -> Result<Vec<Found>, PhotoError> {
    let picture = picture_of(bytes)?;
    let longest = picture.width.max(picture.height);
    let mut tried = 0;
    for side in SIDES {
        let divisor = longest.div_ceil(side).max(1);
        // A small picture is the same at every side.
        if divisor == tried {
            continue;
        }
        tried = divisor;
        let found = read(&shrunk(&picture, divisor));
        if !found.is_empty() {
            let in_photo =
                |found: Found| Found { place: found.place.map(|dots| dots.saturating_mul(divisor)), ..found };
            return Ok(found.into_iter().map(in_photo).collect());
        }
    }
    Ok(Vec::new())
}

/// A photo as a gray picture.
///
/// # Errors
/// [`PhotoError`], for whatever bytes.
pub fn picture_of(bytes: &[u8]) -> Result<Picture, PhotoError> {
    if bytes.len() > LARGEST_BYTES {
        return Err(PhotoError::TooLarge { bytes: bytes.len() });
    }
    let decode = match bytes {
        [0xff, 0xd8, 0xff, ..] => of_jpeg,
        [0x89, b'P', b'N', b'G', ..] => of_png,
        _ => return Err(PhotoError::UnknownKind),
    };
    // The decoders are held to be safe; a photo of unknown origin is still no reason to end the station's
    // thread.
    catch_unwind(AssertUnwindSafe(|| decode(bytes))).unwrap_or(Err(PhotoError::Damaged))
}

fn of_jpeg(bytes: &[u8]) -> Result<Picture, PhotoError> {
    let side = u16::MAX as usize;
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(side)
        .set_max_height(side);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| PhotoError::Damaged)?;
    let info = decoder.info().ok_or(PhotoError::Damaged)?;
    let (width, height) = bounded(u64::from(info.width), u64::from(info.height))?;
    whole(width, height, decoder.decode().map_err(|_| PhotoError::Damaged)?)
}

fn of_png(bytes: &[u8]) -> Result<Picture, PhotoError> {
    // Colour with transparency takes four bytes a dot; the rest is for the decoder's own needs.
    let limits = png::Limits { bytes: MOST_DOTS as usize * 5 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| PhotoError::Damaged)?;
    let (width, height) = bounded(u64::from(reader.info().width), u64::from(reader.info().height))?;
    let mut data = vec![0; reader.output_buffer_size().ok_or(PhotoError::Damaged)?];
    let frame = reader.next_frame(&mut data).map_err(|_| PhotoError::Damaged)?;
    data.truncate(frame.buffer_size());
    let gray = match frame.color_type {
        png::ColorType::Grayscale => data,
        png::ColorType::GrayscaleAlpha => data.chunks_exact(2).map(|dot| on_white(dot[0], dot[1])).collect(),
        png::ColorType::Rgb => data.chunks_exact(3).map(luma).collect(),
        png::ColorType::Rgba => data.chunks_exact(4).map(|dot| on_white(luma(dot), dot[3])).collect(),
        png::ColorType::Indexed => return Err(PhotoError::Damaged),
    };
    whole(width, height, gray)
}

fn bounded(width: u64, height: u64) -> Result<(u32, u32), PhotoError> {
    if width.saturating_mul(height) > MOST_DOTS {
        return Err(PhotoError::TooManyDots { width, height });
    }
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width @ 1..), Ok(height @ 1..)) => Ok((width, height)),
        _ => Err(PhotoError::Damaged),
    }
}

fn whole(width: u32, height: u32, gray: Vec<u8>) -> Result<Picture, PhotoError> {
    let agrees = gray.len() as u64 == u64::from(width) * u64::from(height);
    if agrees { Ok(Picture { width, height, gray }) } else { Err(PhotoError::Damaged) }
}

/// Brightness of red, green, blue (ITU-R BT.601).
fn luma(dot: &[u8]) -> u8 {
    ((u32::from(dot[0]) * 299 + u32::from(dot[1]) * 587 + u32::from(dot[2]) * 114) / 1000) as u8
}

/// Transparent dots show paper.
fn on_white(gray: u8, alpha: u8) -> u8 {
    ((u32::from(gray) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255) as u8
}

/// Every dot is the mean of `divisor` × `divisor` dots; what is left over at the right and the foot is cut.
fn shrunk(picture: &Picture, divisor: u32) -> Picture {
    let (width, height) = (picture.width / divisor, picture.height / divisor);
    if divisor == 1 || width == 0 || height == 0 {
        return picture.clone();
    }
    let mut gray = Vec::with_capacity(width as usize * height as usize);
    for row in 0..height {
        let mut sums = vec![0_u32; width as usize];
        for line in row * divisor..(row + 1) * divisor {
            let start = line as usize * picture.width as usize;
            let dots = &picture.gray[start..start + (width * divisor) as usize];
            for (sum, part) in sums.iter_mut().zip(dots.chunks(divisor as usize)) {
                *sum += part.iter().map(|dot| u32::from(*dot)).sum::<u32>();
            }
        }
        gray.extend(sums.iter().map(|sum| (sum / (divisor * divisor)) as u8));
    }
    Picture { width, height, gray }
}
