//! Finding or making the lot that a line names, for lists of lots, opening stock and counts alike.

use super::{FieldChange, Look, Seen, differing};
use crate::change::Change;
use crate::choice;
use crate::column::Column;
use crate::facts::{LotFacts, expiry_text};
use crate::line::Cells;
use crate::said::Why;
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::{ItemId, LotId, Value};
use jiff::civil::Date;
use ledger::Error;
use ledger::table::import::lots;
use ledger::table::lot;
use std::collections::HashMap;

/// Lots that lines of this file made and the ledger may not know yet.
pub(super) struct MadeLots {
    /// By item, kind, code and maker.
    made: Seen<LotId>,
    /// By item and code: whether the first of them has a maker.
    codes: Seen<bool>,
    /// Dates that lines of this file added to a lot, over what is known of it.
    dates: HashMap<LotId, (Expiry, Option<Date>)>,
    /// Second lots, by item, code and maker.
    seconds: HashMap<(ItemId, String, String), Vec<LotId>>,
}

/// The lot of a line, and what has to be written for it.
pub(super) struct Found {
    pub id: LotId,
    /// As the line shows it: the code, or nothing.
    pub code: String,
    pub changes: Vec<Change>,
    pub is_new: bool,
    pub fields: Vec<FieldChange>,
}

impl Found {
    fn known(id: LotId) -> Found {
        Found { id, code: String::new(), changes: Vec::new(), is_new: false, fields: Vec::new() }
    }
}

/// What the line says of its lot.
pub(super) struct Said {
    pub code: String,
    maker: String,
    pub expiry: Option<Expiry>,
    made_on: Option<Date>,
    status: Option<LotStatus>,
    /// Another lot than the ones of this code and maker.
    pub is_second: bool,
}

impl Said {
    fn date(&self) -> Option<Expiry> {
        self.expiry.filter(|expiry| *expiry != Expiry::NotKnown)
    }
}

/// Which of the lots of one code and maker a line is about.
enum Meant {
    This(LotId, LotFacts),
    /// It says no date that tells them apart.
    OneOf,
    /// None of them, and the file says so.
    Second,
    /// There is none yet.
    First,
}

impl MadeLots {
    pub(super) fn new() -> MadeLots {
        MadeLots { made: Seen::new(), codes: Seen::new(), dates: HashMap::new(), seconds: HashMap::new() }
    }

    /// The lot of goods: the one named, the item's lot *not known* when none is, or its lot `none` when it
    /// is not kept by lot.
    pub(super) fn of_goods(
        &self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        item: &Item,
    ) -> Result<Option<Found>, Error> {
        let said = said(cells);
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        let has_date =
            said.expiry.is_some_and(|expiry| expiry.last_good_day().is_some()) || said.made_on.is_some();
        let sku = item.sku.clone();
        match (item.lot_tracked, said.code.is_empty()) {
            (true, false) => self.coded(look, cells, item, said),
            (true, true) if has_date => {
                cells.refuse(Column::Lot, Why::LotMissing { sku });
                Ok(None)
            }
            (true, true) => self.without_code(look, item, LotKind::NotKnown, cells.line.index).map(Some),
            (false, true) if !has_date => {
                self.without_code(look, item, LotKind::None, cells.line.index).map(Some)
            }
            (false, _) => {
                let column = if said.code.is_empty() { Column::Expiry } else { Column::Lot };
                cells.refuse(column, Why::NotByLot { sku });
                Ok(None)
            }
        }
    }

    /// What the line found is going to be written: lines below see it.
    pub(super) fn remember(&mut self, found: &Found) {
        for change in &found.changes {
            let Change::Lot { id, item, was, now, second } = change else { continue };
            if *second {
                let name = (*item, now.code.clone(), now.maker.clone());
                self.seconds.entry(name).or_default().push(*id);
            } else if was.is_none() {
                self.made.first(&(*item, now.kind.text(), &now.code, &now.maker), *id);
                self.codes.first(&(*item, &now.code), !now.maker.is_empty());
            }
            self.dates.insert(*id, (now.expiry, now.made_on));
        }
    }

    fn without_code(
        &self,
        look: &Look<'_, '_>,
        item: &Item,
        kind: LotKind,
        index: u32,
    ) -> Result<Found, Error> {
        if let Some(id) = lots::without_code(look.tx, item.id, kind)? {
            return Ok(Found::known(id));
        }
        let (code, maker) = (String::new(), String::new());
        if let Some(made) = self.made.get(&(item.id, kind.text(), &code, &maker)) {
            return Ok(Found::known(made));
        }
        let id = LotId(look.import.derive("lot", index));
        let expiry = if kind == LotKind::None { Expiry::NonePrinted } else { Expiry::NotKnown };
        let now = LotFacts { kind, code, maker, expiry, made_on: None, status: LotStatus::Released };
        let changes = vec![Change::Lot { id, item: item.id, was: None, now, second: false }];
        Ok(Found { changes, is_new: true, ..Found::known(id) })
    }

    pub(super) fn coded(
        &self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        item: &Item,
        mut said: Said,
    ) -> Result<Option<Found>, Error> {
        let known = lot::by_code(look.tx, item.id, &said.code)?;
        if let (true, Some(first)) = (said.maker.is_empty(), known.first()) {
            if known.iter().any(|lot| lot.maker != first.maker) {
                cells.refuse(Column::Lot, Why::LotOfSeveralMakers { lot: said.code });
                return Ok(None);
            }
            said.maker.clone_from(&first.maker);
        }
        let own = self.own(item, &known, &said);
        let second = match meant(&own, &said) {
            Meant::This(id, facts) => return Ok(self.over(id, facts, said, cells, item)),
            Meant::OneOf => {
                cells
                    .refuse(Column::Expiry, Why::LotOfSeveralDates { lot: said.code, dates: dates_of(&own) });
                return Ok(None);
            }
            Meant::Second => true,
            Meant::First => false,
        };
        let first_has_maker = self.codes.get(&(item.id, &said.code));
        let is_unsure = first_has_maker.is_some_and(|first| first == said.maker.is_empty());
        if !second && (is_unsure || known.iter().any(|lot| lot.maker.is_empty())) {
            let (lot, known) = (said.code, known.first().map(|lot| lot.maker.clone()).unwrap_or_default());
            cells.refuse(Column::Maker, Why::LotMakerDiffers { lot, known });
            return Ok(None);
        }
        let now = new_of(item, &said);
        let id = LotId(look.import.derive("lot", cells.line.index));
        let fields = differing(&[], now.texts());
        let changes = vec![Change::Lot { id, item: item.id, was: None, now, second }];
        Ok(Some(Found { id, code: said.code, changes, is_new: true, fields }))
    }

    /// The lots of this code and maker, as the ledger and the lines above know them.
    fn own(&self, item: &Item, known: &[Lot], said: &Said) -> Vec<(LotId, LotFacts)> {
        let of_maker = known.iter().filter(|lot| lot.maker == said.maker);
        let mut own: Vec<(LotId, LotFacts)> = of_maker.map(|lot| (lot.id, LotFacts::of(lot))).collect();
        let first = self.made.get(&(item.id, LotKind::Coded.text(), &said.code, &said.maker));
        let seconds = self.seconds.get(&(item.id, said.code.clone(), said.maker.clone()));
        for made in first.into_iter().chain(seconds.into_iter().flatten().copied()) {
            if own.iter().all(|(id, _)| *id != made) {
                // Its dates are those that were remembered.
                let undated = LotFacts { expiry: Expiry::NotKnown, made_on: None, ..new_of(item, said) };
                own.push((made, undated));
            }
        }
        for (id, facts) in &mut own {
            if let (Some((expiry, _)), Expiry::NotKnown) = (self.dates.get(id), facts.expiry) {
                facts.expiry = *expiry;
            }
        }
        own
    }

    /// The line over a lot that is there: only what nobody knew is added.
    fn over(
        &self,
        id: LotId,
        mut was: LotFacts,
        said: Said,
        cells: &mut Cells<'_>,
        item: &Item,
    ) -> Option<Found> {
        // What the ledger knows by now counts more than what this file added before.
        if let Some((expiry, made_on)) = self.dates.get(&id) {
            was.expiry = if was.expiry == Expiry::NotKnown { *expiry } else { was.expiry };
            was.made_on = was.made_on.or(*made_on);
        }
        let now = completed(&was, &said, cells)?;
        let fields = differing(&was.texts(), now.texts());
        let change = (!fields.is_empty()).then_some(Change::Lot {
            id,
            item: item.id,
            was: Some(was),
            now,
            second: false,
        });
        Some(Found { id, code: said.code, changes: change.into_iter().collect(), is_new: false, fields })
    }
}

/// By the date where there are several. One whose date nobody knows takes any.
fn meant(own: &[(LotId, LotFacts)], said: &Said) -> Meant {
    let is_fit = |facts: &LotFacts| match said.date() {
        Some(read) => facts.expiry == Expiry::NotKnown || is_same_day(read, facts.expiry),
        None => true,
    };
    let fitting: Vec<&(LotId, LotFacts)> = own.iter().filter(|(_, facts)| is_fit(facts)).collect();
    let dated = fitting.iter().find(|(_, facts)| facts.expiry != Expiry::NotKnown && said.date().is_some());
    match (dated, fitting.as_slice(), own) {
        (Some((id, facts)), ..) => Meant::This(*id, facts.clone()),
        _ if said.is_second && said.date().is_some() && !own.is_empty() => Meant::Second,
        (None, [(id, facts)], _) => Meant::This(*id, facts.clone()),
        (None, [], [(id, facts), ..]) => Meant::This(*id, facts.clone()),
        (None, [], []) => Meant::First,
        (None, [_, _, ..], _) => Meant::OneOf,
    }
}

fn dates_of(own: &[(LotId, LotFacts)]) -> String {
    own.iter().map(|(_, facts)| expiry_text(facts.expiry)).collect::<Vec<_>>().join(", ")
}

/// What is known with what the line adds; a date that is known stays, and so does the status.
fn completed(was: &LotFacts, said: &Said, cells: &mut Cells<'_>) -> Option<LotFacts> {
    let mut now = was.clone();
    let lot = || said.code.clone();
    match said.expiry {
        Some(read) if was.expiry == Expiry::NotKnown => now.expiry = read,
        Some(read) if read != Expiry::NotKnown && !is_same_day(read, was.expiry) => {
            let (known, read) = (value_of(was.expiry), value_of(read));
            cells.refuse(Column::Expiry, Why::LotDateDiffers { lot: lot(), known, read });
        }
        _ => {}
    }
    match (said.made_on, was.made_on) {
        (Some(read), None) => now.made_on = Some(read),
        (Some(read), Some(known)) if read != known => {
            let (known, read) = (Value::Date(known.to_string()), Value::Date(read.to_string()));
            cells.refuse(Column::MadeOn, Why::LotDateDiffers { lot: lot(), known, read });
        }
        _ => {}
    }
    if let Some(status) = said.status.filter(|status| *status != was.status) {
        let (before, after) = (was.status.text().to_owned(), status.text().to_owned());
        cells.refuse(Column::LotStatus, Why::Fixed { before, after });
    }
    cells.refused.is_empty().then_some(now)
}

pub(super) fn said(cells: &mut Cells<'_>) -> Said {
    let code = cells.text(Column::Lot).unwrap_or_default();
    // "Not known" is a lot of its own kind, not a code.
    let code = if choice::EXPIRIES.find(&code) == Some("not_known") { String::new() } else { code };
    let status = cells.choice(Column::LotStatus, &choice::LOT_STATUSES).and_then(LotStatus::from_text);
    Said {
        code,
        maker: cells.text(Column::Maker).unwrap_or_default(),
        expiry: cells.expiry(Column::Expiry),
        made_on: cells.day(Column::MadeOn),
        status,
        is_second: cells.flag(Column::SecondLot).unwrap_or(false),
    }
}

fn new_of(item: &Item, said: &Said) -> LotFacts {
    let unsaid = match item.expiry_rule {
        ExpiryRule::NonePrinted => Expiry::NonePrinted,
        ExpiryRule::Asked => Expiry::NotKnown,
    };
    LotFacts {
        kind: LotKind::Coded,
        code: said.code.clone(),
        maker: said.maker.clone(),
        expiry: said.expiry.unwrap_or(unsaid),
        made_on: said.made_on,
        status: said.status.unwrap_or(LotStatus::Released),
    }
}

/// A month is its last day.
fn is_same_day(one: Expiry, other: Expiry) -> bool {
    one == other || one.last_good_day().is_some() && one.last_good_day() == other.last_good_day()
}

fn value_of(expiry: Expiry) -> Value {
    match expiry.last_good_day() {
        Some(day) => Value::Date(day.to_string()),
        None => Value::Word(format!("cell-{}", expiry.kind().replace('_', "-"))),
    }
}
