//! A company's sign from the bytes of a PNG or JPEG file.

use super::PaperError;
use printpdf::{RawImage, RawImageData, RawImageFormat};
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Enough for paper, and small enough for every page's file.
const MOST_DOTS: u64 = 4_000_000;

#[derive(Clone)]
pub(crate) struct Logo {
    width: u32,
    height: u32,
    /// Red, green, blue; transparent dots are paper.
    dots: Vec<u8>,
}

impl Logo {
    /// # Errors
    /// [`PaperError::Logo`] for other bytes, and for more than 4 million dots.
    pub fn new(bytes: &[u8]) -> Result<Logo, PaperError> {
        let logo = match bytes {
            [0x89, b'P', b'N', b'G', ..] => of_png(bytes),
            [0xff, 0xd8, 0xff, ..] => of_jpeg(bytes),
            _ => None,
        };
        let agrees = |logo: &Logo| {
            logo.width > 0 && logo.dots.len() as u64 == 3 * u64::from(logo.width) * u64::from(logo.height)
        };
        logo.filter(agrees).ok_or(PaperError::Logo)
    }

    /// The largest size inside these bounds, in the same unit.
    pub fn fitted(&self, most_width: f32, most_height: f32) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let scale = (most_width / width).min(most_height / height);
        (width * scale, height * scale)
    }

    pub fn image(self) -> RawImage {
        RawImage {
            pixels: RawImageData::U8(self.dots),
            width: self.width as usize,
            height: self.height as usize,
            data_format: RawImageFormat::RGB8,
            tag: Vec::new(),
        }
    }
}

fn bounded(width: u32, height: u32) -> Option<()> {
    (u64::from(width) * u64::from(height) <= MOST_DOTS).then_some(())
}

fn of_png(bytes: &[u8]) -> Option<Logo> {
    let limits = png::Limits { bytes: MOST_DOTS as usize * 5 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    bounded(reader.info().width, reader.info().height)?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    data.truncate(frame.buffer_size());
    let on_white = |value: u8, alpha: u8| {
        ((u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255) as u8
    };
    let dots = match frame.color_type {
        png::ColorType::Rgb => data,
        png::ColorType::Grayscale => data.iter().flat_map(|gray| [*gray; 3]).collect(),
        png::ColorType::GrayscaleAlpha => {
            data.chunks_exact(2).flat_map(|dot| [on_white(dot[0], dot[1]); 3]).collect()
        }
        png::ColorType::Rgba => data
            .chunks_exact(4)
            .flat_map(|dot| [dot[0], dot[1], dot[2]].map(|value| on_white(value, dot[3])))
            .collect(),
        png::ColorType::Indexed => return None,
    };
    Some(Logo { width: frame.width, height: frame.height, dots })
}

fn of_jpeg(bytes: &[u8]) -> Option<Logo> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    bounded(width, height)?;
    Some(Logo { width, height, dots: decoder.decode().ok()? })
}
