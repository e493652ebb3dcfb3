//! Tables: what stands in them, columns as wide as they need to be, cells broken into lines. `rows` draws
//! them.

use super::canvas::{Type, em_mm};
use super::faces::{Faces, Weight, plain};
use super::frame::{Measure, Sheet, pitch, rise};

pub(crate) struct Column {
    pub caption: String,
    pub width: Width,
}

#[derive(Clone, Copy)]
pub(crate) enum Width {
    /// As its widest cell, at most this part of the paper.
    Fit(f32),
    /// What the others leave, by shares.
    Share(f32),
    /// To be written into, in millimetres.
    Blank(f32),
}

#[derive(Clone)]
pub(crate) enum Cell {
    /// Lines of a strong first and quiet further texts.
    Text(Vec<(Tone, String)>),
    /// Number and unit.
    Amount(String, String),
    /// A line to write on, with the unit behind it.
    Blank(String),
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Tone {
    Strong,
    Main,
    Quiet,
}

pub(crate) enum Row {
    Cells(Vec<Cell>),
    /// Over all columns: what follows belongs to it.
    Heading(String),
    /// Under a thicker line.
    Total(Vec<Cell>),
    /// Close below the row before it.
    Further(Vec<Cell>),
}

pub(crate) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Said where there are no rows.
    pub nothing: String,
}

impl Cell {
    pub fn main(text: impl Into<String>) -> Cell {
        Cell::Text(vec![(Tone::Main, text.into())])
    }

    /// A name with what is known further, where it is.
    pub fn named<const N: usize>(name: &str, further: [&str; N]) -> Cell {
        let further = further.into_iter().filter(|text| !text.trim().is_empty());
        let further = further.map(|text| (Tone::Quiet, text.to_owned()));
        Cell::Text(std::iter::once((Tone::Strong, name.to_owned())).chain(further).collect())
    }

    pub fn empty() -> Cell {
        Cell::Text(Vec::new())
    }
}

/// A column as it is drawn.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub x: f32,
    pub width: f32,
    /// The widest unit in it, with its gap.
    pub unit: f32,
    pub numbers: bool,
}

/// A line of a cell, broken.
pub(super) struct Set {
    pub kind: Type,
    pub text: String,
}

/// Left and right of the cells, inside the grounds and lines.
pub(super) const INSET: f32 = 1.0;
const GAP: f32 = 4.0;
/// What names get at least, as a part of the table; and no column of text is made narrower than this for them.
const LEAST_SHARE: f32 = 0.34;
const LEAST_TEXT: f32 = 17.0;
pub(super) const UNIT_GAP: f32 = 1.1;
/// What hangs below a baseline, as a part of the em.
const DESCENT: f32 = 0.2;

pub(super) fn lines(sheet: &Sheet, cell: &Cell, place: Place) -> Vec<Set> {
    let kind = |tone: &Tone| kind_of(&sheet.measure, *tone);
    let wrap = |tone: &Tone, text: &str| {
        let kind = kind(tone);
        let lines = sheet.canvas.faces.wrapped(&plain(text), kind.weight, place.width / em_mm(kind.size_pt));
        lines.into_iter().map(move |text| Set { kind, text })
    };
    match cell {
        Cell::Text(texts) => texts.iter().flat_map(|(tone, text)| wrap(tone, text)).collect(),
        Cell::Amount(..) => vec![Set { kind: kind(&Tone::Main), text: String::new() }],
        Cell::Blank(_) => Vec::new(),
    }
}

fn kind_of(measure: &Measure, tone: Tone) -> Type {
    match tone {
        Tone::Strong => measure.base(Weight::Bold),
        Tone::Main => measure.base(Weight::Regular),
        Tone::Quiet => measure.small(Weight::Regular),
    }
}

/// From the top of the first capitals to what hangs below the last baseline.
pub(super) fn height(lines: &[Set]) -> f32 {
    let pitches: f32 = lines.iter().map(|line| pitch(line.kind.size_pt)).sum();
    let last = lines.last().map_or(0.0, |line| {
        let size_pt = line.kind.size_pt;
        pitch(size_pt) - rise(size_pt) - em_mm(size_pt) * DESCENT
    });
    pitches - last
}

pub(super) fn places(faces: &Faces, measure: &Measure, table: &Table) -> Vec<Place> {
    let gaps = GAP * (table.columns.len().saturating_sub(1)) as f32;
    let inner = measure.inner() - gaps - 2.0 * INSET;
    let mut places: Vec<Place> =
        (0..table.columns.len()).map(|at| fitted(faces, measure, table, at)).collect();
    make_room(table, &mut places, inner);
    let taken: f32 = places.iter().map(|place| place.width).sum();
    let shares: f32 = table.columns.iter().map(|column| share(column.width)).sum();
    for (column, place) in table.columns.iter().zip(&mut places) {
        if share(column.width) > 0.0 {
            place.width = (inner - taken).max(0.0) * share(column.width) / shares;
        }
    }
    let mut x = measure.margin + INSET;
    for place in &mut places {
        place.x = x;
        x += place.width + GAP;
    }
    places
}

/// Names need room: where columns of text leave them too little, those are broken into lines instead.
fn make_room(table: &Table, places: &mut [Place], inner: f32) {
    let taken: f32 = places.iter().map(|place| place.width).sum();
    let wanted = if table.columns.len() > 1 { inner * LEAST_SHARE } else { 0.0 };
    let missing = (taken + wanted - inner).max(0.0);
    let may_shrink = |column: &Column, place: &Place| matches!(column.width, Width::Fit(_)) && !place.numbers;
    let spare = |place: &Place| (place.width - LEAST_TEXT).max(0.0);
    let both = table.columns.iter().zip(places.iter());
    let all: f32 =
        both.filter(|(column, place)| may_shrink(column, place)).map(|(_, place)| spare(place)).sum();
    if missing <= 0.0 || all <= 0.0 {
        return;
    }
    let part = (missing / all).min(1.0);
    for (column, place) in table.columns.iter().zip(places.iter_mut()) {
        if may_shrink(column, place) {
            place.width -= spare(place) * part;
        }
    }
}

fn share(width: Width) -> f32 {
    if let Width::Share(share) = width { share } else { 0.0 }
}

/// One column by itself, without its place.
fn fitted(faces: &Faces, measure: &Measure, table: &Table, at: usize) -> Place {
    let width_of = |text: &str, kind: Type| faces.width(&plain(text), kind.weight) * em_mm(kind.size_pt);
    let (base, strong) = (measure.base(Weight::Regular), measure.base(Weight::Bold));
    let (mut text, mut number, mut unit) = (0.0_f32, 0.0_f32, 0.0_f32);
    let mut numbers = false;
    for row in &table.rows {
        let (Row::Cells(cells) | Row::Total(cells) | Row::Further(cells)) = row else { continue };
        match cells.get(at) {
            Some(Cell::Text(texts)) => {
                for (tone, part) in texts {
                    text = text.max(width_of(part, kind_of(measure, *tone)));
                }
            }
            Some(Cell::Amount(value, of)) => {
                numbers = true;
                number = number.max(width_of(value, strong));
                unit = unit.max(width_of(of, base) + UNIT_GAP);
            }
            Some(Cell::Blank(of)) => unit = unit.max(width_of(of, base) + UNIT_GAP),
            None => {}
        }
    }
    let column = &table.columns[at];
    let caption = width_of(&column.caption, measure.small(Weight::Bold));
    // A long caption may be broken between its words, not within them.
    let longest = column.caption.split(' ').map(|word| width_of(word, measure.small(Weight::Bold)));
    let longest = longest.fold(0.0, f32::max) + 0.2;
    let width = match column.width {
        Width::Fit(most) => {
            let content = text.max(number + unit);
            let wanted = content.max(caption.min(longest.max(content)));
            wanted.min(most * measure.inner()).max(longest).max(number + unit) + 0.2
        }
        Width::Blank(width) => width + unit,
        Width::Share(_) => 0.0,
    };
    Place { x: 0.0, width, unit, numbers }
}
