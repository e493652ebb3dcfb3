//! A plane as TSPL: rows that are all the same as bars (`BAR`), everything else as bitmaps. A bitmap's
//! bytes are counted, so what they are does not matter; 0 is black there (devices.md 3.4).

use crate::plane::{Block, Plane, blocks};
use crate::template::Stock;
use std::num::NonZeroU32;

/// Of one `BAR` command, about.
const BAR_BYTES: usize = 20;

/// `count` equal labels. Speed and darkness stay as the printer was set up.
pub(crate) fn write(plane: &Plane, stock: &Stock, count: NonZeroU32) -> Vec<u8> {
    let Stock { width_mm, height_mm, gap_mm, .. } = stock;
    let mut tspl = Vec::new();
    let head = [
        format!("SIZE {width_mm} mm,{height_mm} mm"),
        format!("GAP {gap_mm} mm,0 mm"),
        "DIRECTION 1".to_owned(),
        "REFERENCE 0,0".to_owned(),
        "CLS".to_owned(),
    ];
    for command in head {
        line(&mut tspl, &command);
    }
    for block in blocks(plane) {
        put(&mut tspl, &block);
    }
    line(&mut tspl, &format!("PRINT 1,{count}"));
    tspl
}

fn put(tspl: &mut Vec<u8>, block: &Block) {
    let row_bytes = block.rows.first().map_or(0, Vec::len);
    let height = block.rows.len();
    if let Some(bars) = block.bars().filter(|bars| bars.len() * BAR_BYTES < row_bytes * height) {
        for (left, width) in bars {
            line(tspl, &format!("BAR {},{},{width},{height}", block.dots.x + left, block.dots.y));
        }
        return;
    }
    let command = format!("BITMAP {},{},{row_bytes},{height},0,", block.dots.x, block.dots.y);
    tspl.extend(command.as_bytes());
    tspl.extend(block.rows.iter().flatten().map(|byte| !byte));
    tspl.extend(b"\r\n");
}

fn line(tspl: &mut Vec<u8>, command: &str) {
    tspl.extend(command.as_bytes());
    tspl.extend(b"\r\n");
}
