//! Pages of filled boxes and text. Millimetres from the top left corner here; points from the bottom left in
//! PDF.

use crate::font::{self, FONT_BYTES};
use printpdf::{
    Color, FontId, Greyscale, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, TextItem, WindingOrder,
};

const PAGE_HEIGHT: f32 = 297.0;

/// A rectangle in millimetres.
#[derive(Clone, Copy)]
pub(crate) struct Box {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

pub(crate) struct Pages {
    document: PdfDocument,
    font: FontId,
    pages: Vec<Vec<Op>>,
}

impl Pages {
    pub fn new(title: &str) -> Pages {
        let mut document = PdfDocument::new(title);
        let font = ParsedFont::from_bytes(FONT_BYTES, 0, &mut Vec::new());
        let font = document.add_font(&font.expect("the embedded font was parsed by every test"));
        Pages { document, font, pages: Vec::new() }
    }

    pub fn begin(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Black boxes.
    pub fn fill(&mut self, boxes: &[Box]) {
        let rings = boxes.iter().map(|area| PolygonRing { points: corners(*area) }).collect();
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        self.push([black(), Op::DrawPolygon { polygon }]);
    }

    /// A thin grey line to cut along.
    pub fn outline(&mut self, area: Box) {
        let grey = Color::Greyscale(Greyscale::new(0.6, None));
        let line = Line { points: corners(area), is_closed: true };
        self.push([
            Op::SetOutlineColor { col: grey },
            Op::SetOutlineThickness { pt: Pt(0.5) },
            Op::DrawLine { line },
        ]);
    }

    /// One line from its baseline; `capitals` is the height of capitals in millimetres.
    pub fn text(&mut self, (x, baseline): (f32, f32), capitals: f32, text: &str) {
        let size: Pt = Mm(font::em_of_capitals(capitals)).into();
        let font = PdfFontHandle::External(self.font.clone());
        self.push([
            black(),
            Op::StartTextSection,
            Op::SetTextCursor { pos: point(x, baseline) },
            Op::SetFont { font, size },
            Op::ShowText { items: vec![TextItem::Text(text.to_owned())] },
            Op::EndTextSection,
        ]);
    }

    pub fn finish(mut self, (width, height): (f32, f32)) -> Vec<u8> {
        let page = |ops: Vec<Op>| PdfPage::new(Mm(width), Mm(height), ops);
        let pages = std::mem::take(&mut self.pages).into_iter().map(page).collect();
        self.document.with_pages(pages).save(&PdfSaveOptions::default(), &mut Vec::new())
    }

    fn push<const N: usize>(&mut self, ops: [Op; N]) {
        self.pages.last_mut().expect("a page was begun").extend(ops);
    }
}

fn black() -> Op {
    Op::SetFillColor { col: Color::Greyscale(Greyscale::new(0.0, None)) }
}

fn corners(Box { x, y, width, height }: Box) -> Vec<LinePoint> {
    let places = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
    places.map(|(x, y)| LinePoint { p: point(x, y), bezier: false }).into()
}

fn point(x: f32, y: f32) -> Point {
    Point::new(Mm(x), Mm(PAGE_HEIGHT - y))
}
