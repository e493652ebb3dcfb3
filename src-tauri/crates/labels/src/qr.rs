//! QR modules at level M (about 15 % may be unreadable), for sizing before printing and where we draw them
//! ourselves.

use qrcode::{Color, EcLevel, QrCode};

/// Blank modules that must stand around it.
pub(crate) const QUIET_MODULES: u32 = 4;

/// A square of dark and light modules, row by row, without the quiet zone.
pub(crate) struct QrModules {
    pub width: u32,
    dark: Vec<bool>,
}

/// `None` when the text is longer than the largest QR holds.
pub(crate) fn modules_of(text: &str) -> Option<QrModules> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(QrModules { width: code.width() as u32, dark })
}

impl QrModules {
    /// Every dark run of a row as (column, row, length).
    pub fn runs(&self) -> Vec<(u32, u32, u32)> {
        let mut runs: Vec<(u32, u32, u32)> = Vec::new();
        for (row, modules) in (0..).zip(self.dark.chunks(self.width as usize)) {
            for (column, _) in (0..).zip(modules).filter(|(_, dark)| **dark) {
                match runs.last_mut() {
                    Some((start, same, length)) if *same == row && *start + *length == column => *length += 1,
                    _ => runs.push((column, row, 1)),
                }
            }
        }
        runs
    }
}
