//! A PNG as dots of a printer: scaled to its place, gray made of dots (Floyd and Steinberg's error
//! diffusion).

use super::Plane;
use crate::error::LabelError;

/// A picture for a label is not larger.
const LARGEST_SIDE: u32 = 4096;

struct Gray {
    width: u32,
    height: u32,
    /// 0 is black, 1 white.
    light: Vec<f32>,
}

/// As large as fits into so many dots, its proportions kept.
///
/// # Errors
/// [`LabelError::BadPicture`] for what is no PNG or is too large.
pub(crate) fn dithered(name: &str, png: &[u8], width: u32, height: u32) -> Result<Plane, LabelError> {
    let bad = || LabelError::BadPicture { name: name.to_owned() };
    let gray = gray_of(png).ok_or_else(bad)?;
    if gray.width == 0 || gray.height == 0 || width == 0 || height == 0 {
        return Err(bad());
    }
    let scale = (width as f32 / gray.width as f32).min(height as f32 / gray.height as f32);
    let side = |length: u32| ((length as f32 * scale).round() as u32).max(1);
    Ok(diffused(&scaled(&gray, side(gray.width).min(width), side(gray.height).min(height))))
}

fn gray_of(png: &[u8]) -> Option<Gray> {
    let mut decoder = png::Decoder::new_with_limits(
        std::io::Cursor::new(png),
        png::Limits { bytes: LARGEST_SIDE as usize * LARGEST_SIDE as usize * 4 },
    );
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > LARGEST_SIDE || height > LARGEST_SIDE {
        return None;
    }
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    let samples = frame.color_type.samples();
    let light = data.chunks(samples).take(width as usize * height as usize).map(light_of).collect();
    Some(Gray { width, height, light })
}

/// What is transparent is white, as the label is.
fn light_of(samples: &[u8]) -> f32 {
    let part = |byte: u8| f32::from(byte) / 255.0;
    let (light, cover) = match *samples {
        [gray] => (part(gray), 1.0),
        [gray, alpha] => (part(gray), part(alpha)),
        [red, green, blue] => (luminance(red, green, blue), 1.0),
        [red, green, blue, alpha] => (luminance(red, green, blue), part(alpha)),
        _ => (1.0, 1.0),
    };
    light * cover + (1.0 - cover)
}

fn luminance(red: u8, green: u8, blue: u8) -> f32 {
    (0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)) / 255.0
}

/// The mean of what falls into each dot; the nearest where the picture is coarser.
fn scaled(gray: &Gray, width: u32, height: u32) -> Gray {
    let span = |at: u32, from: u32, to: u32| {
        let start = (u64::from(at) * u64::from(from) / u64::from(to)) as u32;
        let end = (u64::from(at + 1) * u64::from(from)).div_ceil(u64::from(to)) as u32;
        start..end.min(from).max(start + 1)
    };
    let mut light = Vec::with_capacity(width as usize * height as usize);
    for y in 0..height {
        for x in 0..width {
            let (mut sum, mut count) = (0.0, 0);
            for row in span(y, gray.height, height) {
                for column in span(x, gray.width, width) {
                    sum += gray.light[(row * gray.width + column) as usize];
                    count += 1;
                }
            }
            light.push(sum / count as f32);
        }
    }
    Gray { width, height, light }
}

fn diffused(gray: &Gray) -> Plane {
    let mut plane = Plane::new(gray.width, gray.height);
    let mut light = gray.light.clone();
    for y in 0..gray.height {
        for x in 0..gray.width {
            let at = (y * gray.width + x) as usize;
            let is_black = light[at] < 0.5;
            plane.set(i64::from(x), i64::from(y), is_black);
            let error = light[at] - if is_black { 0.0 } else { 1.0 };
            let parts = [(1, 0, 7.0), (-1, 1, 3.0), (0, 1, 5.0), (1, 1, 1.0)];
            for (column, row, share) in parts {
                let (x, y) = (i64::from(x) + column, i64::from(y) + row);
                if (0..i64::from(gray.width)).contains(&x) && y < i64::from(gray.height) {
                    light[(y * i64::from(gray.width) + x) as usize] += error * share / 16.0;
                }
            }
        }
    }
    plane
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gray_becomes_as_many_dots_as_it_is_dark() {
        let png = crate::symbology::Picture { width: 40, height: 40, gray: vec![191; 1600] }.png();
        let plane = dithered("gray.png", &png, 80, 100).expect("a PNG");
        assert_eq!((plane.width, plane.height), (80, 80), "proportions are kept");
        let count =
            (0..80).flat_map(|y| (0..80).map(move |x| (x, y))).filter(|(x, y)| plane.is_black(*x, *y));
        let share = count.count() as f32 / 6400.0;
        assert!((share - 0.25).abs() < 0.03, "a quarter dark is a quarter of the dots: {share}");
        assert!(dithered("no.png", b"no picture", 8, 8).is_err());
    }
}
