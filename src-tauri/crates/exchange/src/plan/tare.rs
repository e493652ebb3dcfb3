//! What a crate weighs empty, as a file says it: a number with its unit, kg or g. An empty cell changes nothing; `none`
//! takes it away.

use super::item_facts::NONE;
use super::{FieldChange, differing};
use crate::change::Change;
use crate::column::Column;
use crate::line::Cells;
use crate::said::Why;
use domain::location::LocationKind;
use domain::tare::{Tare, TareError};
use domain::{LocationId, QuantityError};

/// Adds to `fields` and `changes` what the line says; what cannot be a tare is noted on the line.
pub(super) fn plan(
    (place, code, kind): (LocationId, &str, LocationKind),
    was: Option<Tare>,
    cells: &mut Cells<'_>,
    fields: &mut Vec<FieldChange>,
    changes: &mut Vec<Change>,
) {
    let Some(now) = read(kind, cells).filter(|now| *now != was) else { return };
    fields.extend(differing(&texts(was), texts(now)));
    let grain = |tare: Option<Tare>| tare.map(|tare| tare.kg().millionths());
    changes.push(Change::Tare { place, code: code.to_owned(), was: grain(was), now: grain(now) });
}

/// `Some(None)`: nobody knows it any more.
fn read(kind: LocationKind, cells: &mut Cells<'_>) -> Option<Option<Tare>> {
    if cells.is_empty(Column::Tare) {
        return None;
    }
    let text = cells.raw_text(Column::Tare).unwrap_or_default().trim().to_lowercase();
    if NONE.contains(&text.as_str()) {
        return Some(None);
    }
    let measured = cells.measured(Column::Tare)?;
    if kind != LocationKind::Container {
        cells.refuse(Column::Tare, Why::TareOfNoCrate {});
        return None;
    }
    let unit = measured.unit.unwrap_or_default();
    match Tare::parse(&measured.number, &unit) {
        Ok(tare) => Some(Some(tare)),
        Err(error) => {
            let text = format!("{} {unit}", measured.number).trim_end().to_owned();
            cells.refuse(Column::Tare, why(error, text));
            None
        }
    }
}

fn why(error: TareError, text: String) -> Why {
    match error {
        TareError::Unit { .. } => Why::TareUnit { text },
        TareError::NotPositive => Why::NotPositive { text },
        TareError::TooHeavy { limit_kg } => Why::TareTooHeavy { text, limit_kg },
        TareError::Number(QuantityError::TooFine { decimals, .. }) => {
            Why::TooFine { text, decimals: i64::from(decimals) }
        }
        TareError::Number(QuantityError::TooLarge) => Why::TooLarge { text },
        TareError::Number(QuantityError::NotANumber { .. }) => Why::NotANumber { text },
    }
}

fn texts(tare: Option<Tare>) -> Vec<(Column, String)> {
    let text = tare.map(|tare| format!("{} {}", tare.kg().text(0), domain::tare::UNIT));
    vec![(Column::Tare, text.unwrap_or_default())]
}
