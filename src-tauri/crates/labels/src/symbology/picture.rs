//! A gray picture, and a code drawn as one: a whole number of dots a module, quiet zones around it.

use super::{Bars, Matrix, Shape, Symbol};

/// One byte a dot, row by row: 0 is black, 255 white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub gray: Vec<u8>,
}

/// How much lower guard bars go than the others, in modules.
pub const GUARD_MODULES: u32 = 5;

impl Picture {
    pub fn white(width: u32, height: u32) -> Picture {
        Picture { width, height, gray: vec![255; width as usize * height as usize] }
    }

    /// Black; what lies beside the picture is left out.
    pub fn fill(&mut self, [x, y, width, height]: [u32; 4]) {
        let columns = x.min(self.width) as usize..x.saturating_add(width).min(self.width) as usize;
        for row in y.min(self.height)..y.saturating_add(height).min(self.height) {
            let start = row as usize * self.width as usize;
            self.gray[start + columns.start..start + columns.end].fill(0);
        }
    }

    /// The part that lies inside the picture.
    pub fn cut(&self, [x, y, width, height]: [u32; 4]) -> Picture {
        let (left, top) = (x.min(self.width), y.min(self.height));
        let right = x.saturating_add(width).min(self.width);
        let foot = y.saturating_add(height).min(self.height);
        let row = |row: u32| {
            let start = row as usize * self.width as usize;
            &self.gray[start + left as usize..start + right as usize]
        };
        let gray = (top..foot).flat_map(row).copied().collect();
        Picture { width: right - left, height: foot - top, gray }
    }

    /// PNG, eight bits a dot.
    pub fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.gray));
        written.expect("memory takes everything, and the sizes agree");
        bytes
    }
}

impl Symbol {
    /// With its quiet zones, `module` dots a module; bars are `height` dots high, squares as high as they
    /// are.
    pub fn picture(&self, module: u32, height: u32) -> Picture {
        match &self.shape {
            Shape::Bars(bars) => draw_bars(bars, self.total_width_modules(), module, height),
            Shape::Matrix(matrix) => draw_matrix(matrix, module),
        }
    }
}

fn draw_bars(bars: &Bars, total: u32, module: u32, height: u32) -> Picture {
    let bearer = bars.bearer * module;
    let guard = if bars.guards.is_empty() { 0 } else { GUARD_MODULES * module };
    let margin = module * 2;
    let mut picture = Picture::white(total * module, height + 2 * bearer + guard + 2 * margin);
    for (at, width, is_guard) in bars.dark() {
        let height = if is_guard { height + guard } else { height };
        picture.fill([(bars.quiet.0 + at) * module, margin + bearer, width * module, height]);
    }
    picture.fill([0, margin, total * module, bearer]);
    picture.fill([0, margin + bearer + height, total * module, bearer]);
    picture
}

fn draw_matrix(matrix: &Matrix, module: u32) -> Picture {
    let total = |side: u32| (side + 2 * matrix.quiet) * module;
    let mut picture = Picture::white(total(matrix.width), total(matrix.height));
    for (column, row, length) in matrix.runs() {
        let at = |count: u32| (matrix.quiet + count) * module;
        picture.fill([at(column), at(row), length * module, module]);
    }
    picture
}
