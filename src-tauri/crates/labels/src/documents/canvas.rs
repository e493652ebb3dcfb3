//! Pages of text, boxes and codes as PDF. Millimetres from the top left corner here; points from the bottom
//! left in PDF. The same calls give the same bytes.

use super::PaperError;
use super::faces::{Faces, Weight};
use super::file::{self, About};
use super::logo::Logo;
use crate::symbology::{Shape, Symbol};
use printpdf::{
    Color, FontId, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, WindingOrder, XObject, XObjectId,
    XObjectTransform,
};

/// Capitals of our faces, in their em.
pub(crate) const CAPITALS: f32 = 1456.0 / 2048.0;
const LOGO: &str = "Logo";

/// A rectangle in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// Colours of paper; each can still be told apart when printed without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    /// Captions and second lines.
    Gray,
    /// Thin lines between rows.
    Hair,
    /// Grounds of headings.
    Tint,
    White,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub size_pt: f32,
    pub weight: Weight,
    pub ink: Ink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Middle,
    Right,
}

pub(crate) struct Canvas<'a> {
    pub faces: Faces<'a>,
    width: f32,
    height: f32,
    pages: Vec<Vec<Op>>,
    page: usize,
    logo: Option<Logo>,
    /// Letters that no face has, each once.
    pub missing: String,
}

impl<'a> Canvas<'a> {
    pub fn new(faces: Faces<'a>, (width, height): (f32, f32)) -> Canvas<'a> {
        Canvas { faces, width, height, pages: Vec::new(), page: 0, logo: None, missing: String::new() }
    }

    pub fn begin(&mut self) {
        self.pages.push(Vec::new());
        self.page = self.pages.len() - 1;
    }

    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Draws on this page from now on; the first is 0.
    pub fn turn_to(&mut self, page: usize) {
        self.page = page;
    }

    /// Filled boxes of one colour.
    pub fn fill(&mut self, ink: Ink, boxes: &[Area]) {
        let rings = boxes.iter().map(|area| PolygonRing { points: self.corners(*area) }).collect();
        self.polygon(ink, rings);
    }

    /// Filled outlines in millimetres; where one lies in another, a hole.
    pub fn shape(&mut self, ink: Ink, rings: &[Vec<(f32, f32)>]) {
        let point = |(x, y): &(f32, f32)| LinePoint { p: self.point(*x, *y), bezier: false };
        let rings = rings.iter().map(|ring| PolygonRing { points: ring.iter().map(point).collect() });
        self.polygon(ink, rings.collect());
    }

    fn polygon(&mut self, ink: Ink, rings: Vec<PolygonRing>) {
        if !rings.is_empty() {
            let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::EvenOdd };
            self.push([fill_color(ink), Op::DrawPolygon { polygon }]);
        }
    }

    /// A thin frame.
    pub fn frame(&mut self, ink: Ink, thickness_pt: f32, area: Area) {
        let line = Line { points: self.corners(area), is_closed: true };
        self.push([
            Op::SetOutlineColor { col: color(ink) },
            Op::SetOutlineThickness { pt: Pt(thickness_pt) },
            Op::DrawLine { line },
        ]);
    }

    /// A level line of this thickness, its upper edge at `y`.
    pub fn rule(&mut self, ink: Ink, thickness_mm: f32, (x, y): (f32, f32), width: f32) {
        self.fill(ink, &[Area { x, y, width, height: thickness_mm }]);
    }

    pub fn text_width(&self, text: &str, kind: Type) -> f32 {
        self.faces.width(text, kind.weight) * em_mm(kind.size_pt)
    }

    /// One line on its baseline; `x` is its left end, its middle or its right end.
    pub fn text(&mut self, side: Side, (x, baseline): (f32, f32), kind: Type, text: &str) {
        let em = em_mm(kind.size_pt);
        let width = self.faces.width(text, kind.weight) * em;
        let left = match side {
            Side::Left => x,
            Side::Middle => x - width / 2.0,
            Side::Right => x - width,
        };
        for letter in self.faces.missing(text).chars() {
            if !self.missing.contains(letter) {
                self.missing.push(letter);
            }
        }
        for run in self.faces.runs(text, kind.weight) {
            let pos = self.point(left + run.from_em * em, baseline);
            let font = PdfFontHandle::External(font_id(run.face));
            self.push([
                fill_color(kind.ink),
                Op::StartTextSection,
                Op::SetTextCursor { pos },
                Op::SetFont { font, size: Pt(kind.size_pt) },
                Op::ShowText { items: vec![TextItem::Text(run.text)] },
                Op::EndTextSection,
            ]);
        }
    }

    /// Bars or modules in this area, without their quiet zones, which must be blank around it.
    pub fn symbol(&mut self, symbol: &Symbol, area: Area) {
        let module = area.width / symbol.width_modules() as f32;
        let boxes: Vec<Area> = match &symbol.shape {
            Shape::Bars(bars) => {
                let bar = |(at, width, _)| Area {
                    x: at as f32 * module,
                    y: 0.0,
                    width: width as f32 * module,
                    ..area
                };
                bars.dark().map(bar).collect()
            }
            Shape::Matrix(matrix) => {
                let run = |(column, row, length): (u32, u32, u32)| Area {
                    x: column as f32 * module,
                    y: row as f32 * module,
                    width: length as f32 * module,
                    height: module,
                };
                matrix.runs().into_iter().map(run).collect()
            }
        };
        let placed = |dark: Area| Area { x: area.x + dark.x, y: area.y + dark.y, ..dark };
        let boxes: Vec<Area> = boxes.into_iter().map(placed).collect();
        self.fill(Ink::Black, &boxes);
    }

    /// The company's sign with its upper left corner there; its width at this height.
    pub fn logo(&mut self, logo: &Logo, (x, y): (f32, f32), (most_width, most_height): (f32, f32)) -> f32 {
        let (width, height) = logo.fitted(most_width, most_height);
        let foot = self.point(x, y + height);
        let transform = XObjectTransform {
            translate_x: Some(foot.x),
            translate_y: Some(foot.y),
            scale_x: Some(Pt::from(Mm(width)).0),
            scale_y: Some(Pt::from(Mm(height)).0),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.push([Op::UseXobject { id: XObjectId(LOGO.to_owned()), transform }]);
        self.logo.get_or_insert_with(|| logo.clone());
        width
    }

    /// # Errors
    /// [`PaperError::Font`] for a face that measures but cannot be embedded.
    pub fn finish(self, about: &About) -> Result<Vec<u8>, PaperError> {
        let mut document = PdfDocument::new(&about.title);
        for (index, bytes) in self.faces.bytes().enumerate() {
            let font = ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(PaperError::Font)?;
            document.resources.fonts.map.insert(font_id(index), PdfFont::new(font));
        }
        if let Some(logo) = self.logo {
            let image = XObject::Image(logo.image());
            document.resources.xobjects.map.insert(XObjectId(LOGO.to_owned()), image);
        }
        let page = |ops: Vec<Op>| PdfPage::new(Mm(self.width), Mm(self.height), ops);
        let pages = self.pages.into_iter().map(page).collect();
        document.with_pages(pages);
        Ok(file::bytes(document, about))
    }

    fn push<const N: usize>(&mut self, ops: [Op; N]) {
        self.pages.get_mut(self.page).expect("a page was begun").extend(ops);
    }

    fn corners(&self, Area { x, y, width, height }: Area) -> Vec<LinePoint> {
        let places = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        places.map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false }).into()
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(Mm(x), Mm(self.height - y))
    }
}

pub(crate) fn em_mm(size_pt: f32) -> f32 {
    size_pt * 25.4 / 72.0
}

/// Names of our own: the library would take chance for them.
fn font_id(face: usize) -> FontId {
    FontId(format!("F{face}"))
}

fn fill_color(ink: Ink) -> Op {
    Op::SetFillColor { col: color(ink) }
}

fn color(ink: Ink) -> Color {
    let (r, g, b) = match ink {
        Ink::Black => (0.07, 0.09, 0.11),
        Ink::Gray => (0.38, 0.41, 0.45),
        Ink::Hair => (0.82, 0.84, 0.86),
        Ink::Tint => (0.945, 0.95, 0.957),
        Ink::White => (1.0, 1.0, 1.0),
    };
    Color::Rgb(Rgb::new(r, g, b, None))
}
