//! Places: one line a place, a place before what is in it. Kind and parent never change by a file: a shelf
//! stays where it is built, and a crate is moved by scanning it.

use super::item_facts::list;
use super::tare;
use super::{FieldChange, Look, Planned, Planner, What, differing, look_alike};
use crate::change::Change;
use crate::choice;
use crate::column::Column;
use crate::facts::PlaceFacts;
use crate::line::Cells;
use crate::nearest::nearest;
use crate::said::Why;
use domain::LocationId;
use domain::item_facts::StorageClass;
use domain::location::{Location, LocationKind, Purpose};
use ledger::Error;
use ledger::table::location;
use ledger::table::place_storage::{self, PlaceStorage};
use std::collections::HashMap;

pub(super) struct Locations {
    /// Places of this file by their code without case and blanks; there are never many.
    made: HashMap<String, Made>,
}

#[derive(Clone)]
struct Made {
    id: LocationId,
    code: String,
    kind: LocationKind,
    /// 1 for a site.
    depth: usize,
    line: u64,
}

impl Locations {
    pub(super) fn new() -> Locations {
        Locations { made: HashMap::new() }
    }

    fn changed(
        look: &Look<'_, '_>,
        known: Location,
        cells: &mut Cells<'_>,
    ) -> Result<Option<Planned>, Error> {
        let was = PlaceFacts::of(&known);
        let mut now = was.clone();
        if let Some(kind) = cells.choice(Column::LocationKind, &choice::PLACE_KINDS)
            && kind != was.kind
        {
            let (before, after) = (was.kind.clone(), kind.to_owned());
            cells.refuse(Column::LocationKind, Why::Fixed { before, after });
        }
        if let Some(name) = cells.text(Column::LocationName) {
            now.name = name;
        }
        if let Some(purpose) = cells.choice(Column::Purpose, &choice::PURPOSES) {
            purpose.clone_into(&mut now.purpose);
        }
        let mut fields = differing(&was.texts(), now.texts());
        let mut changes = Vec::new();
        if !fields.is_empty() {
            changes.push(Change::Place { id: known.id, was: Some(was), now });
        }
        let storage = place_storage::own(look.tx, known.id)?;
        stored_as(known.id, &known.code, storage, cells, &mut fields, &mut changes);
        let weighs = location::crates::tare(look.tx, known.id)?;
        tare::plan((known.id, &known.code, known.kind), weighs, cells, &mut fields, &mut changes);
        let what = if changes.is_empty() { What::Same } else { What::Changed };
        let planned = Planned { key: known.code, what, fields, changes, movements: Vec::new() };
        Ok(cells.refused.is_empty().then_some(planned))
    }

    /// The parent stays where it is.
    fn parent_stays(look: &Look<'_, '_>, known: &Location, cells: &mut Cells<'_>) -> Result<(), Error> {
        let Some(after) = cells.text(Column::Parent) else { return Ok(()) };
        let before = match known.parent {
            Some(parent) => location::by_id(look.tx, parent)?.map(|parent| parent.code).unwrap_or_default(),
            None => String::new(),
        };
        if before.to_lowercase() != after.to_lowercase() {
            cells.refuse(Column::Parent, Why::Fixed { before, after });
        }
        Ok(())
    }

    fn new_place(
        &mut self,
        look: &Look<'_, '_>,
        code: String,
        cells: &mut Cells<'_>,
    ) -> Result<Option<Planned>, Error> {
        let kind = cells.choice(Column::LocationKind, &choice::PLACE_KINDS);
        let kind = kind.and_then(LocationKind::from_text).unwrap_or(LocationKind::Bin);
        let name = cells.text(Column::LocationName).unwrap_or_default();
        let purpose = cells.choice(Column::Purpose, &choice::PURPOSES);
        let (parent, depth) = self.parent(look, kind, cells)?.unzip();
        let id = LocationId(look.import.derive("location", cells.line.index));
        let (mut stored_fields, mut stored_changes) = (Vec::new(), Vec::new());
        stored_as(id, &code, PlaceStorage::default(), cells, &mut stored_fields, &mut stored_changes);
        tare::plan((id, &code, kind), None, cells, &mut stored_fields, &mut stored_changes);
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        let now = PlaceFacts {
            kind: kind.text().to_owned(),
            code: code.clone(),
            name,
            purpose: purpose.unwrap_or(Purpose::Store.text()).to_owned(),
            parent,
        };
        let line = cells.number_in_file();
        self.made.insert(
            look_alike(&code),
            Made { id, code: code.clone(), kind, depth: depth.unwrap_or(0) + 1, line },
        );
        let mut fields = differing(&[], now.texts());
        fields.extend(stored_fields);
        let mut changes = vec![Change::Place { id, was: None, now }];
        changes.extend(stored_changes);
        Ok(Some(Planned { key: code, what: What::New, fields, changes, movements: Vec::new() }))
    }

    /// And how deep that stands. A site stands alone, anything else stands in something.
    fn parent(
        &self,
        look: &Look<'_, '_>,
        kind: LocationKind,
        cells: &mut Cells<'_>,
    ) -> Result<Option<(LocationId, usize)>, Error> {
        let Some(code) = cells.text(Column::Parent) else {
            if kind != LocationKind::Site && cells.is_empty(Column::Parent) {
                cells.missing(Column::Parent);
            }
            return Ok(None);
        };
        let made = self.made.get(&look_alike(&code)).map(|made| (made.id, made.kind, made.depth));
        let known = match location::by_code(look.tx, &code)? {
            Some(known) => Some((known.id, known.kind, location::path(look.tx, known.id)?.len())),
            None => None,
        };
        let Some((id, parent, depth)) = known.or(made) else {
            let near = nearest(&code, self.made.values().map(|made| made.code.as_str())).map(str::to_owned);
            let near = match near {
                Some(near) => Some(near),
                None => super::near::near_code(look.tx, &code)?,
            };
            cells.refuse(
                Column::Parent,
                match near {
                    Some(nearest) => Why::UnknownLocationNear { location: code, nearest },
                    None => Why::UnknownLocation { location: code },
                },
            );
            return Ok(None);
        };
        use LocationKind::{Bin, Container, Site, Zone};
        let can_hold = match kind {
            Zone => matches!(parent, Site | Zone),
            Bin | Container => matches!(parent, Site | Zone | Bin),
            _ => false,
        };
        if !can_hold {
            cells.refuse(Column::Parent, Why::ParentCannotHold { parent: code });
            return Ok(None);
        }
        if depth >= location::DEPTH_LIMIT {
            cells.refuse(Column::Parent, Why::TooDeep { parent: code, limit: location::DEPTH_LIMIT as i64 });
            return Ok(None);
        }
        Ok(Some((id, depth)))
    }
}

/// What the place accepts, and whether it keeps allergens apart.
fn stored_as(
    place: LocationId,
    code: &str,
    was: PlaceStorage,
    cells: &mut Cells<'_>,
    fields: &mut Vec<FieldChange>,
    changes: &mut Vec<Change>,
) {
    let mut now = was.clone();
    if let Some(accepts) = list(Column::Accepts, &choice::STORAGE, StorageClass::from_text, cells) {
        now.accepts = accepts;
    }
    if let Some(keeps_apart) = cells.flag(Column::KeepsApart) {
        now.keeps_apart = keeps_apart;
    }
    if now != was {
        fields.extend(differing(&storage_texts(&was), storage_texts(&now)));
        changes.push(Change::Storage { place, code: code.to_owned(), was, now });
    }
}

fn storage_texts(storage: &PlaceStorage) -> Vec<(Column, String)> {
    let accepts: Vec<_> = storage.accepts.iter().map(|class| class.text()).collect();
    let keeps_apart = if storage.keeps_apart { "yes" } else { "no" };
    vec![(Column::Accepts, accepts.join(", ")), (Column::KeepsApart, keeps_apart.to_owned())]
}

impl Planner for Locations {
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, Error> {
        let Some(code) = cells.required(Column::Location) else { return Ok(None) };
        let line = cells.number_in_file();
        if let Some(made) = self.made.get(&look_alike(&code)).filter(|made| made.line != line) {
            cells.refuse(Column::Location, Why::TwiceInFile { line: made.line as i64 });
            return Ok(None);
        }
        let Some(known) = location::by_code(look.tx, &code)? else {
            return self.new_place(look, code, cells);
        };
        if known.code != code {
            cells.refuse(Column::Location, Why::DiffersByCase { text: code, known: known.code });
            return Ok(None);
        }
        let depth = location::path(look.tx, known.id)?.len();
        let made = Made { id: known.id, code: code.clone(), kind: known.kind, depth, line };
        self.made.insert(look_alike(&code), made);
        Self::parent_stays(look, &known, cells)?;
        Self::changed(look, known, cells)
    }

    fn forget(&mut self) {}
}
