//! Barcodes and pack levels: one line a code, or a pack that has none.

use super::goods::Goods;
use super::{FieldChange, Look, Planned, Planner, Seen, What};
use crate::change::Change;
use crate::choice;
use crate::column::Column;
use crate::facts::CodeFacts;
use crate::fraction::Fraction;
use crate::line::Cells;
use crate::said::Why;
use domain::gtin::{self, GtinError};
use domain::item::Item;
use domain::{Ratio, units};
use ledger::Error;
use ledger::table::import::catalogue;

pub(super) struct Barcodes {
    goods: Goods,
    /// By item and code, and by item and pack without a code: the line that had it first.
    seen: Seen<u64>,
    /// By item and pack: its factor, and the line that said so.
    packs: Seen<(Fraction, u64)>,
}

/// A pack as the line has it.
struct Level {
    name: String,
    was: Option<Fraction>,
    now: Fraction,
    /// An earlier line of this file has made it so already.
    is_said: bool,
}

impl Barcodes {
    pub(super) fn new(goods: Goods) -> Barcodes {
        Barcodes { goods, seen: Seen::new(), packs: Seen::new() }
    }

    /// The pack level of the line; `Some(None)` for one stock unit.
    fn level(
        &mut self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        item: &Item,
    ) -> Result<Option<Option<Level>>, Error> {
        let factor = factor(cells);
        let Some(text) = cells.text(Column::Pack) else {
            if factor.is_some_and(|factor| factor != Ratio::ONE) {
                cells.missing(Column::Pack);
            }
            return Ok(cells.refused.is_empty().then_some(None));
        };
        let packs = self.goods.packs(look.tx, item)?;
        let known = packs.iter().find(|pack| pack.name == text);
        let word = units::pack_word(&text);
        let Some(name) = known.map(|pack| pack.name.clone()).or(word.map(|word| word.word.to_owned())) else {
            let words: Vec<&str> = units::PACKS.iter().map(|pack| pack.word).collect();
            cells.refuse(Column::Pack, Why::UnknownPack { pack: text, known: words.join(", ") });
            return Ok(None);
        };
        let was = packs.iter().find(|pack| pack.name == name).map(|pack| Fraction::of(pack.factor));
        let said = self.packs.get(&(item.id, &name));
        let by_word = word.and_then(|word| Ratio::new(word.pieces?, 1)).filter(|_| item.unit == "pcs");
        let now =
            factor.map(Fraction::of).or(said.map(|(said, _)| said)).or(was).or(by_word.map(Fraction::of));
        let Some(now) = now else {
            if cells.is_empty(Column::Factor) {
                cells.refuse(Column::Factor, Why::PackNeedsFactor { pack: name });
            }
            return Ok(None);
        };
        if let Some((said, line)) = self.packs.first(&(item.id, &name), (now, cells.number_in_file()))
            && said != now
        {
            cells.refuse(Column::Factor, Why::PackFactorDiffers { pack: name, line: line as i64 });
            return Ok(None);
        }
        Ok(cells.refused.is_empty().then(|| Some(Level { name, was, now, is_said: said.is_some() })))
    }

    fn is_first(&mut self, name: (domain::ItemId, &str, &str), cells: &mut Cells<'_>) -> bool {
        let first = self.seen.first(&name, cells.number_in_file());
        if let Some(line) = first {
            let column = if name.1.is_empty() { Column::Pack } else { Column::Barcode };
            cells.refuse(column, Why::TwiceInFile { line: line as i64 });
        }
        first.is_none()
    }
}

impl Planner for Barcodes {
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, Error> {
        let item = self.goods.item(look, cells)?;
        let code = code(cells);
        let Some(item) = item else { return Ok(None) };
        let level = self.level(look, cells, &item)?;
        if code.is_none() && cells.is_empty(Column::Barcode) && cells.is_empty(Column::Pack) {
            cells.missing(Column::Barcode);
        }
        let Some(level) = level.filter(|_| cells.refused.is_empty()) else { return Ok(None) };
        let pack = level.as_ref().map(|level| level.name.clone());
        let (shown, kind) = code.clone().unwrap_or_default();
        if !self.is_first(
            (item.id, &shown, if shown.is_empty() { pack.as_deref().unwrap_or("") } else { "" }),
            cells,
        ) {
            return Ok(None);
        }
        let mut planned = Planned {
            key: format!(
                "{} · {}",
                item.sku,
                if shown.is_empty() { pack.as_deref().unwrap_or("") } else { &shown }
            ),
            what: What::Same,
            fields: Vec::new(),
            changes: Vec::new(),
            movements: Vec::new(),
        };
        if let Some(level) = level {
            level.planned(&item, &mut planned);
        }
        if code.is_some() {
            let was = catalogue::code(look.tx, item.id, &shown)?;
            let was = was.map(|code| CodeFacts { kind: code.kind, pack: code.pack });
            let kind = match (&was, cells.is_empty(Column::CodeKind)) {
                (Some(was), true) => was.kind.clone(),
                _ => kind.to_owned(),
            };
            planned_code(&item, shown, was, CodeFacts { kind, pack }, &mut planned);
        }
        Ok(Some(planned))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}

impl Level {
    fn planned(self, item: &Item, planned: &mut Planned) {
        if self.was == Some(self.now) || self.is_said {
            return;
        }
        planned.what = if self.was.is_none() { What::New } else { What::Changed };
        if self.was.is_none() {
            let (column, before) = (Column::Pack, String::new());
            planned.fields.push(FieldChange { column, before, after: self.name.clone() });
        }
        let before = self.was.map(Fraction::text).unwrap_or_default();
        planned.fields.push(FieldChange { column: Column::Factor, before, after: self.now.text() });
        let (name, was, now) = (self.name, self.was, self.now);
        planned.changes.push(Change::Pack { item: item.id, name, was, now });
    }
}

fn planned_code(item: &Item, code: String, was: Option<CodeFacts>, now: CodeFacts, planned: &mut Planned) {
    if was.as_ref() == Some(&now) {
        return;
    }
    planned.what = if was.is_none() { What::New } else { What::Changed };
    let mut field = |column: Column, before: String, after: String| {
        if before != after {
            planned.fields.push(FieldChange { column, before, after });
        }
    };
    let (old_kind, old_pack) = match &was {
        Some(was) => (was.kind.clone(), was.pack.clone().unwrap_or_default()),
        None => (String::new(), String::new()),
    };
    if was.is_none() {
        field(Column::Barcode, String::new(), code.clone());
    }
    field(Column::CodeKind, old_kind, now.kind.clone());
    field(Column::Pack, old_pack, now.pack.clone().unwrap_or_default());
    planned.changes.push(Change::Code { item: item.id, code, was, now });
}

/// The code as it is kept, and what kind of code it is; GTINs with 14 digits.
fn code(cells: &mut Cells<'_>) -> Option<(String, &'static str)> {
    let kind = cells.choice(Column::CodeKind, &choice::CODE_KINDS);
    let text = cells.text(Column::Barcode)?;
    let looks_like_gtin =
        matches!(text.len(), 8 | 12 | 13 | 14) && text.bytes().all(|byte| byte.is_ascii_digit());
    if kind.is_none() && cells.is_number(Column::Barcode) && matches!(text.len(), 6..=11) {
        let nearest = format!("{text:0>12}");
        if gtin::is_checked(&nearest) {
            cells.refuse(Column::Barcode, Why::ZerosLost { code: text, nearest });
            return None;
        }
    }
    if kind.is_some_and(|kind| kind != "gtin") || kind.is_none() && !looks_like_gtin {
        return Some((text, kind.unwrap_or("supplier")));
    }
    match gtin::normalise(&text) {
        Ok(gtin) => Some((gtin.as_str().to_owned(), "gtin")),
        Err(GtinError::CheckDigit { expected, .. }) => {
            cells.refuse(Column::Barcode, Why::CodeCheckDigit { code: text, expected: expected.to_string() });
            None
        }
        Err(_) => {
            cells.refuse(Column::Barcode, Why::NotAGtin { code: text });
            None
        }
    }
}

/// Stock units in one pack: `48`, `0.5`, `1/3`.
fn factor(cells: &mut Cells<'_>) -> Option<Ratio> {
    if let Some(text) = cells.raw_text(Column::Factor)
        && let Some((numerator, denominator)) = text.split_once('/')
        && let (Ok(numerator), Ok(denominator)) = (numerator.trim().parse(), denominator.trim().parse())
        && let Some(factor) = Ratio::new(numerator, denominator)
    {
        return Some(factor);
    }
    let number = cells.number(Column::Factor)?;
    let factor = Ratio::parse(&number);
    if factor.is_none() {
        cells.refuse(Column::Factor, Why::NotPositive { text: number });
    }
    factor
}
