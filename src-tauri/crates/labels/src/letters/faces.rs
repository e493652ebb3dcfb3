//! The faces letters come from: Roboto Condensed in two weights, built in, then those of the data directory
//! in their order (a font with Chinese letters is larger than the whole program, so it is not built in).

use crate::error::LabelError;
use ab_glyph::{Font, FontRef, FontVec, GlyphId, OutlinedGlyph, PxScale, point};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};

/// Capitals of our faces, in their em.
pub(crate) const CAPITALS: f32 = 1456.0 / 2048.0;
/// A small x, as a part of the capitals.
pub(crate) const SMALL_X: f32 = 1082.0 / 1456.0;
/// A font file that is larger is no font of letters.
const LARGEST_BYTES: usize = 64 << 20;

static OWN: LazyLock<[FontRef<'static>; 2]> = LazyLock::new(|| {
    let parsed =
        |bytes| FontRef::try_from_slice(bytes).expect("the embedded fonts were parsed by every test");
    [parsed(include_bytes!("../../fonts/RobotoCondensed-Regular.ttf")), parsed(crate::font::FONT_BYTES)]
});

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    #[default]
    Regular,
    Bold,
}

/// Where letters are looked for: built-in faces first.
#[derive(Clone, Default)]
pub struct Faces {
    others: Vec<Arc<FontVec>>,
}

/// A letter in the face that has it.
pub(crate) struct Glyph<'a> {
    face: Face<'a>,
    id: GlyphId,
}

enum Face<'a> {
    Own(&'a FontRef<'static>),
    Other(&'a FontVec),
}

impl Faces {
    /// One more face (TTF, OTF or the first of a TTC), asked after those before it.
    ///
    /// # Errors
    /// [`LabelError::BadFont`] for bytes that are no font.
    pub fn with(mut self, name: &str, bytes: Vec<u8>) -> Result<Faces, LabelError> {
        let bad = || LabelError::BadFont { name: name.to_owned() };
        if bytes.len() > LARGEST_BYTES {
            return Err(bad());
        }
        let face = FontVec::try_from_vec_and_index(bytes, 0).map_err(|_| bad())?;
        if face.units_per_em().is_none() {
            return Err(bad());
        }
        self.others.push(Arc::new(face));
        Ok(self)
    }

    pub(crate) fn glyph(&self, letter: char, weight: Weight) -> Option<Glyph<'_>> {
        let own = &OWN[if weight == Weight::Bold { 1 } else { 0 }];
        let found = |id: GlyphId| (id.0 != 0).then_some(id);
        if let Some(id) = found(own.glyph_id(letter)) {
            return Some(Glyph { face: Face::Own(own), id });
        }
        self.others
            .iter()
            .find_map(|face| Some(Glyph { face: Face::Other(face), id: found(face.glyph_id(letter))? }))
    }

    /// Letters no face has, each once.
    pub fn missing(&self, text: &str) -> String {
        let mut missing = String::new();
        for letter in text.chars().filter(|letter| !letter.is_control() && *letter != ' ') {
            if !missing.contains(letter) && self.glyph(letter, Weight::Regular).is_none() {
                missing.push(letter);
            }
        }
        missing
    }

    /// Width of a letter in em; a letter no face has is as wide as a question mark.
    pub(crate) fn advance_em(&self, letter: char, weight: Weight) -> f32 {
        let glyph = self.glyph(letter, weight).or_else(|| self.glyph('?', weight));
        glyph.map_or(0.5, |glyph| glyph.advance_em())
    }
}

impl Glyph<'_> {
    pub fn advance_em(&self) -> f32 {
        match &self.face {
            Face::Own(face) => face.h_advance_unscaled(self.id) / units_of(*face),
            Face::Other(face) => face.h_advance_unscaled(self.id) / units_of(*face),
        }
    }

    /// Its outline for an em of so many dots, from a pen at the baseline.
    pub fn outline(&self, em_dots: f32, x: f32, baseline: f32) -> Option<OutlinedGlyph> {
        match &self.face {
            Face::Own(face) => outlined(*face, self.id, em_dots, x, baseline),
            Face::Other(face) => outlined(*face, self.id, em_dots, x, baseline),
        }
    }
}

fn outlined(face: &impl Font, id: GlyphId, em_dots: f32, x: f32, baseline: f32) -> Option<OutlinedGlyph> {
    // The scale asked for is that of the face's own line, not of its em.
    let scale = PxScale::from(em_dots * face.height_unscaled() / units_of(face));
    face.outline_glyph(id.with_scale_and_position(scale, point(x, baseline)))
}

fn units_of(face: &impl Font) -> f32 {
    face.units_per_em().expect("asked for when the face was taken in")
}
