//! A plane cut along its white ways into blocks, so that printers get what is black and not a whole label
//! of white.

use super::{Dots, Plane, bit_of};

/// Narrower ways stay inside a block: every block costs a command. Wider than the seven dots that fill up
/// the last byte of a row, so that no block is written over by its neighbour's filling.
const ROWS: u32 = 6;
const COLUMNS: u32 = 24;
const DEEPEST: u32 = 12;

/// Black dots in their smallest rectangle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub dots: Dots,
    /// Packed, eight dots a byte.
    pub rows: Vec<Vec<u8>>,
}

/// From the top down, left to right.
pub(crate) fn blocks(plane: &Plane) -> Vec<Block> {
    let mut found = Vec::new();
    cut(plane, plane.whole(), 0, &mut found);
    let block = |dots: Dots| {
        let row = |y: u32| plane.row(y, dots.x, dots.width);
        Block { dots, rows: (dots.y..dots.y + dots.height).map(row).collect() }
    };
    found.into_iter().map(block).collect()
}

fn cut(plane: &Plane, dots: Dots, depth: u32, found: &mut Vec<Dots>) {
    let parts = if depth.is_multiple_of(2) { by_rows(plane, dots) } else { by_columns(plane, dots) };
    match parts.as_slice() {
        [] => {}
        [only] if depth >= DEEPEST || (depth > 1 && *only == dots) => found.push(*only),
        _ => parts.into_iter().for_each(|part| cut(plane, part, depth + 1, found)),
    }
}

fn by_rows(plane: &Plane, dots: Dots) -> Vec<Dots> {
    let is_black = |row: u32| plane.row(dots.y + row, dots.x, dots.width).iter().any(|byte| *byte != 0);
    let runs = runs(dots.height, ROWS, is_black);
    runs.into_iter().map(|(start, length)| Dots { y: dots.y + start, height: length, ..dots }).collect()
}

fn by_columns(plane: &Plane, dots: Dots) -> Vec<Dots> {
    let mut black = vec![0_u8; dots.width.div_ceil(8) as usize];
    for row in dots.y..dots.y + dots.height {
        for (columns, byte) in black.iter_mut().zip(plane.row(row, dots.x, dots.width)) {
            *columns |= byte;
        }
    }
    let runs = runs(dots.width, COLUMNS, |column| black[column as usize / 8] & bit_of(column) != 0);
    runs.into_iter().map(|(start, length)| Dots { x: dots.x + start, width: length, ..dots }).collect()
}

/// Runs with something in them as (start, length), parted by at least so much nothing.
fn runs(length: u32, way: u32, is_black: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for at in (0..length).filter(|at| is_black(*at)) {
        match runs.last_mut() {
            Some((start, length)) if at - (*start + *length) < way => *length = at - *start + 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

impl Block {
    /// Black runs as (left, width), where every row is the same: bars and lines.
    pub fn bars(&self) -> Option<Vec<(u32, u32)>> {
        let first = self.rows.first()?;
        if self.rows.iter().any(|row| row != first) {
            return None;
        }
        let is_black = |at: u32| first[at as usize / 8] & bit_of(at) != 0;
        Some(runs(self.dots.width, 1, is_black))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_hold_every_black_dot_once(
            places in prop::collection::vec((0..300_u32, 0..200_u32, 1..60_u32, 1..30_u32), 0..8),
        ) {
            let mut plane = Plane::new(300, 200);
            for (x, y, width, height) in places {
                plane.fill(Dots { x, y, width, height });
            }
            let mut again = Plane::new(300, 200);
            for block in blocks(&plane) {
                for (y, row) in (block.dots.y..).zip(&block.rows) {
                    for x in (0..block.dots.width).filter(|x| row[*x as usize / 8] & (0x80 >> (x % 8)) != 0) {
                        prop_assert!(!again.is_black(block.dots.x + x, y), "no dot is in two blocks");
                        again.set(i64::from(block.dots.x + x), i64::from(y), true);
                    }
                }
            }
            prop_assert_eq!(again, plane);
        }
    }
}
