//! Tables drawn row by row: the head again on every page, a heading with its first row, sums together, and
//! what is higher than a page goes on on the next.

use super::PaperError;
use super::canvas::{Area, Ink, Side, Type, em_mm};
use super::faces::{Weight, plain};
use super::frame::{Sheet, pitch, rise};
use super::table::{Cell, Column, INSET, Place, Row, Set, Table, UNIT_GAP, height, lines, places};

/// Above and below what stands in a row.
const PAD: f32 = 1.5;
/// Room to write by hand.
const BLANK_LINES: f32 = 1.6;

/// A table while it is drawn.
struct Going<'t> {
    table: &'t Table,
    places: Vec<Place>,
    /// Said again at the top of a page that goes on with what belongs to it.
    heading: Option<&'t str>,
}

pub(crate) fn draw(sheet: &mut Sheet, table: &Table) -> Result<(), PaperError> {
    let places = places(&sheet.canvas.faces, &sheet.measure, table);
    let mut going = Going { table, places, heading: None };
    let first = if table.rows.is_empty() { 0.0 } else { going.wanted(sheet, 0) };
    if sheet.room() < pitch(sheet.measure.base_pt) * 1.8 + first {
        sheet.next_page()?;
    }
    going.head(sheet);
    if table.rows.is_empty() {
        let kind = sheet.measure.base(Weight::Regular);
        let (x, y, width) = (sheet.measure.margin + INSET, sheet.y + PAD + 1.0, sheet.measure.inner());
        sheet.y = sheet.block((x, y), width, kind, &table.nothing) + PAD;
    }
    for at in 0..table.rows.len() {
        if sheet.room() < going.wanted(sheet, at) {
            going.turn(sheet, at)?;
        }
        going.row(sheet, &table.rows[at])?;
    }
    sheet.y += 3.0;
    Ok(())
}

impl<'t> Going<'t> {
    /// What must fit on this page for the row to begin on it: a heading stays with its first row, sums stay
    /// together.
    fn wanted(&self, sheet: &Sheet, at: usize) -> f32 {
        let height = |row: &Row| match row {
            Row::Heading(_) => pitch(sheet.measure.base_pt) + PAD + 1.6,
            Row::Cells(cells) | Row::Total(cells) => self.row_height(sheet, cells) + 2.0 * PAD,
            Row::Further(cells) => self.row_height(sheet, cells) + PAD,
        };
        let rows = &self.table.rows[at..];
        match &rows[0] {
            Row::Heading(_) => rows.iter().take(2).map(height).sum(),
            Row::Total(_) => {
                let further = rows[1..].iter().take_while(|row| matches!(row, Row::Further(_)));
                height(&rows[0]) + further.map(height).sum::<f32>()
            }
            // A row that no page holds begins where it is.
            row if height(row) > full_page(sheet) => 0.0,
            row => height(row),
        }
    }

    /// On the next page, with the head of the table and the heading that row `next` belongs to.
    fn turn(&self, sheet: &mut Sheet, next: usize) -> Result<(), PaperError> {
        sheet.next_page()?;
        self.head(sheet);
        if let (Some(heading), Some(Row::Cells(_))) = (self.heading, self.table.rows.get(next)) {
            // Once more in one line: in full it stands where it began.
            let (kind, width) = (sheet.measure.base(Weight::Bold), sheet.measure.inner() - 2.0 * INSET);
            let heading = sheet.first_line(&plain(heading), kind, width);
            self.heading_lines(sheet, &[heading])?;
        }
        Ok(())
    }

    fn heading_lines(&self, sheet: &mut Sheet, lines: &[String]) -> Result<(), PaperError> {
        let (x, width) = (sheet.measure.margin, sheet.measure.inner());
        let kind = sheet.measure.base(Weight::Bold);
        sheet.y += PAD + 1.2;
        for line in lines {
            if sheet.room() < pitch(kind.size_pt) {
                self.turn(sheet, self.table.rows.len())?;
                sheet.y += PAD;
            }
            sheet.canvas.text(Side::Left, (x + INSET, sheet.y + rise(kind.size_pt)), kind, line);
            sheet.y += pitch(kind.size_pt);
        }
        sheet.y += 0.4;
        sheet.canvas.rule(Ink::Black, 0.25, (x, sheet.y), width);
        Ok(())
    }

    fn head(&self, sheet: &mut Sheet) {
        let kind = Type { ink: Ink::Black, ..sheet.measure.small(Weight::Bold) };
        let caption = |(column, place): (&Column, &Place)| {
            sheet.canvas.faces.wrapped(
                &plain(&column.caption),
                kind.weight,
                place.width / em_mm(kind.size_pt),
            )
        };
        let captions: Vec<Vec<String>> = self.table.columns.iter().zip(&self.places).map(caption).collect();
        let most = captions.iter().map(Vec::len).max().unwrap_or(1);
        let height = most as f32 * pitch(kind.size_pt) + 2.2;
        let (x, width) = (sheet.measure.margin, sheet.measure.inner());
        sheet.canvas.fill(Ink::Tint, &[Area { x, y: sheet.y, width, height }]);
        for (lines, place) in captions.iter().zip(&self.places) {
            // Captions of several lines stand on the same last line.
            let missing = (most - lines.len()) as f32;
            let mut baseline = sheet.y + 1.4 + rise(kind.size_pt) + missing * pitch(kind.size_pt);
            for line in lines {
                let (side, x) = match place.numbers {
                    true => (Side::Right, place.x + place.width),
                    false => (Side::Left, place.x),
                };
                sheet.canvas.text(side, (x, baseline), kind, line);
                baseline += pitch(kind.size_pt);
            }
        }
        sheet.y += height;
        sheet.canvas.rule(Ink::Black, 0.3, (x, sheet.y), width);
    }

    fn row(&mut self, sheet: &mut Sheet, row: &'t Row) -> Result<(), PaperError> {
        let (x, width) = (sheet.measure.margin, sheet.measure.inner());
        match row {
            Row::Heading(text) => {
                self.heading = Some(text);
                let (kind, width) = (sheet.measure.base(Weight::Bold), sheet.measure.inner() - 2.0 * INSET);
                let limit_em = width / em_mm(kind.size_pt);
                let lines = sheet.canvas.faces.wrapped(&plain(text), kind.weight, limit_em);
                self.heading_lines(sheet, &lines)?;
            }
            Row::Cells(cells) => {
                self.cells(sheet, cells)?;
                if !cells.iter().all(|cell| matches!(cell, Cell::Blank(_))) {
                    sheet.canvas.rule(Ink::Hair, 0.2, (x, sheet.y), width);
                }
            }
            Row::Total(cells) => {
                self.heading = None;
                sheet.canvas.rule(Ink::Black, 0.35, (x, sheet.y), width);
                self.cells(sheet, cells)?;
            }
            Row::Further(cells) => {
                sheet.y -= PAD;
                self.cells(sheet, cells)?;
            }
        }
        Ok(())
    }

    fn cells(&self, sheet: &mut Sheet, cells: &[Cell]) -> Result<(), PaperError> {
        let tallest = self.row_height(sheet, cells);
        let set: Vec<Vec<Set>> =
            cells.iter().zip(&self.places).map(|(cell, place)| lines(sheet, cell, *place)).collect();
        if tallest + 2.0 * PAD > sheet.room() {
            return self.long_row(sheet, cells, &set);
        }
        let top = sheet.y + PAD;
        for ((cell, lines), place) in cells.iter().zip(&set).zip(&self.places) {
            draw_cell(sheet, cell, lines, *place, (top, tallest));
        }
        sheet.y = top + tallest + PAD;
        Ok(())
    }

    /// Of the highest cell, without the room above and below.
    fn row_height(&self, sheet: &Sheet, cells: &[Cell]) -> f32 {
        let heights = cells.iter().zip(&self.places).map(|(cell, place)| match cell {
            Cell::Blank(_) => pitch(sheet.measure.base_pt) * BLANK_LINES,
            cell => height(&lines(sheet, cell, *place)),
        });
        heights.fold(rise(sheet.measure.base_pt), f32::max)
    }

    /// Line by line through the cells side by side, over as many pages as it takes; numbers stand on its
    /// first line.
    fn long_row(&self, sheet: &mut Sheet, cells: &[Cell], set: &[Vec<Set>]) -> Result<(), PaperError> {
        let line = pitch(sheet.measure.base_pt);
        let most = set.iter().map(Vec::len).max().unwrap_or(0).max(1);
        if sheet.room() < line + 2.0 * PAD {
            self.turn(sheet, self.table.rows.len())?;
        }
        sheet.y += PAD;
        for ((cell, place), first) in cells.iter().zip(&self.places).zip(set) {
            if !matches!(cell, Cell::Text(_)) {
                draw_cell(sheet, cell, first, *place, (sheet.y, line));
            }
        }
        for at in 0..most {
            let step = set.iter().filter_map(|lines| lines.get(at)).map(|line| pitch(line.kind.size_pt));
            let step = step.fold(0.0, f32::max);
            if sheet.room() < step + PAD {
                self.turn(sheet, self.table.rows.len())?;
                sheet.y += PAD;
            }
            for (lines, place) in set.iter().zip(&self.places) {
                if let Some(line) = lines.get(at) {
                    let baseline = sheet.y + rise(line.kind.size_pt);
                    sheet.canvas.text(Side::Left, (place.x, baseline), line.kind, &line.text);
                }
            }
            sheet.y += step;
        }
        sheet.y += PAD;
        Ok(())
    }
}

/// Room for rows under the short head of a page.
fn full_page(sheet: &Sheet) -> f32 {
    sheet.measure.floor() - sheet.measure.margin - 32.0
}

fn draw_cell(sheet: &mut Sheet, cell: &Cell, lines: &[Set], place: Place, (top, height): (f32, f32)) {
    let base = sheet.measure.base(Weight::Regular);
    let right = place.x + place.width;
    match cell {
        Cell::Amount(number, unit) => {
            let baseline = top + rise(base.size_pt);
            let strong = Type { weight: Weight::Bold, ..base };
            sheet.canvas.text(Side::Right, (right - place.unit, baseline), strong, number);
            let quiet = Type { ink: Ink::Gray, ..base };
            sheet.canvas.text(Side::Left, (right - place.unit + UNIT_GAP, baseline), quiet, &plain(unit));
        }
        Cell::Blank(unit) => {
            let baseline = top + height - 0.6;
            let width = place.width - place.unit;
            sheet.canvas.rule(Ink::Gray, 0.2, (place.x, baseline), width);
            let quiet = Type { ink: Ink::Gray, ..base };
            sheet.canvas.text(Side::Left, (place.x + width + UNIT_GAP, baseline), quiet, &plain(unit));
        }
        Cell::Text(_) => {
            let mut y = top;
            for line in lines {
                sheet.canvas.text(Side::Left, (place.x, y + rise(line.kind.size_pt)), line.kind, &line.text);
                y += pitch(line.kind.size_pt);
            }
        }
    }
}
