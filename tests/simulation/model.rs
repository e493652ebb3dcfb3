//! What must be true of stock, written from design.md §3 and nothing else: a map of where how much is,
//! where each serial is, and what stands in what. It knows no file, no chain and no code of the ledger's.

use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, NewPlacement, Reason};
use domain::location::LocationKind;
use domain::lot::LotStatus;
use domain::lot_change::{LotFact, NewLotChange};
use domain::{DocumentLineId, EntryId, ItemId, LocationId, LotId, ReservationId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// |q| < 2^53 millionths.
const LARGEST: i64 = (1 << 53) - 1;
/// Site, zone and bin are three of them.
const DEEPEST: usize = 5;

pub type Key = (LocationId, ItemId, LotId);

/// Millionths, and pieces beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    pub millionths: i64,
    pub pieces: i64,
}

/// Why an entry cannot be: one of these is what must be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A physical place would hold less than nothing.
    Short,
    /// Or fewer pieces than none.
    ShortPieces,
    /// Beyond what can be counted.
    TooLarge,
    SerialElsewhere,
    ContainerElsewhere,
    CannotPlace,
    /// Promised goods would leave the site, go on hold or be undone.
    StillReserved,
    /// Taken back before it was kept: nothing may be left of it.
    ThoughtBetterOf,
    /// The id has other content.
    Reused,
    AlreadyReversed,
    IsReversal,
    /// The lot is not as the act takes it from.
    LotIsOtherwise,
}

/// What an entry does to the model.
#[derive(Debug, Default)]
pub struct Change {
    pub stock: BTreeMap<Key, Stock>,
    serials: HashMap<(ItemId, String), (LocationId, LotId)>,
    parents: HashMap<LocationId, LocationId>,
    lots: BTreeMap<LotId, LotStatus>,
    /// On hand at both ends before each movement, in line order.
    pub before: Vec<(i64, i64)>,
}

/// What somebody counts on.
#[derive(Clone, Copy, Debug)]
pub struct Promise {
    pub item: ItemId,
    /// What it was told, less what it was told it lost and what was picked for it.
    pub told: i64,
    /// `None`: no clock.
    pub until_ms: Option<i64>,
    /// Of the order, where it is for one.
    pub line: Option<DocumentLineId>,
    /// The lowest gives way first, of the same the youngest.
    pub priority: i64,
    pub made_at_ms: i64,
}

impl Promise {
    /// By a clock that said `now_ms` its time ran out. It is ended by whoever asks for the item next, which the
    /// model does not follow: from then on it may be gone, whatever the clock says later.
    pub fn is_over(&self, now_ms: i64) -> bool {
        self.until_ms.is_some_and(|until_ms| until_ms <= now_ms)
    }
}

#[derive(Default)]
pub struct Model {
    pub kinds: HashMap<LocationId, LocationKind>,
    pub parents: HashMap<LocationId, LocationId>,
    pub stock: BTreeMap<Key, Stock>,
    pub serials: HashMap<(ItemId, String), (LocationId, LotId)>,
    pub entries: HashMap<EntryId, NewEntry>,
    /// In the order in which they were booked.
    pub booked: Vec<EntryId>,
    reversed: BTreeSet<EntryId>,
    /// Those that were judged; every other one may be used.
    pub lots: BTreeMap<LotId, LotStatus>,
    pub promised: BTreeMap<ReservationId, Promise>,
    /// The latest time that anybody told the ledger.
    pub latest_ms: i64,
    /// Facts that took promised goods away, and those of them after which somebody else there had theirs still.
    pub broke: [usize; 2],
}

impl Model {
    pub fn add_place(&mut self, id: LocationId, kind: LocationKind, parent: Option<LocationId>) {
        self.kinds.insert(id, kind);
        self.parents.extend(parent.map(|parent| (id, parent)));
    }

    pub fn is_physical(&self, place: LocationId) -> bool {
        matches!(
            self.kinds[&place],
            LocationKind::Site
                | LocationKind::Zone
                | LocationKind::Bin
                | LocationKind::Container
                | LocationKind::Transit
        )
    }

    pub fn at(&self, key: Key) -> Stock {
        self.stock.get(&key).copied().unwrap_or_default()
    }

    /// What would become of an entry: its change, or every reason that may be given for refusing it.
    pub fn judge(&self, new: &NewEntry) -> Result<Change, BTreeSet<Why>> {
        let mut reasons = BTreeSet::new();
        if self.entries.contains_key(&new.id) {
            return Err(BTreeSet::from([Why::Reused]));
        }
        if let Some(reversed) = new.reverses {
            reasons.extend(self.entries[&reversed].reverses.map(|_| Why::IsReversal));
            reasons.extend(self.reversed.contains(&reversed).then_some(Why::AlreadyReversed));
        }
        let mut change = Change::default();
        let mut goods = new.movements.iter().map(|movement| self.carry(&mut change, movement));
        reasons.extend(goods.find_map(Result::err).unwrap_or_default());
        let mut crates = new.placements.iter().map(|placement| self.push(&mut change, placement));
        reasons.extend(crates.find_map(Result::err).unwrap_or_default());
        let mut judged = new.lot_changes.iter().map(|judged| self.turn(&mut change, judged));
        reasons.extend(judged.find_map(Result::err));
        if reasons.is_empty() { Ok(change) } else { Err(reasons) }
    }

    pub fn status_of(&self, lot: LotId) -> LotStatus {
        self.lots.get(&lot).copied().unwrap_or(LotStatus::Released)
    }

    /// A lot is held, let go or recalled, from what it is.
    fn turn(&self, change: &mut Change, judged: &NewLotChange) -> Result<(), Why> {
        let LotFact::Status { from, to } = judged.fact else { return Ok(()) };
        let is = change.lots.get(&judged.lot).copied().unwrap_or_else(|| self.status_of(judged.lot));
        change.lots.insert(judged.lot, to);
        if is == from { Ok(()) } else { Err(Why::LotIsOtherwise) }
    }

    pub fn book(&mut self, new: NewEntry, change: Change) {
        self.stock.extend(change.stock);
        self.serials.extend(change.serials);
        self.parents.extend(change.parents);
        self.lots.extend(change.lots);
        self.reversed.extend(new.reverses);
        self.booked.push(new.id);
        self.entries.insert(new.id, new);
    }

    /// Goods go from one place to another; what leaves arrives.
    fn carry(&self, change: &mut Change, movement: &NewMovement) -> Result<(), Vec<Why>> {
        let NewMovement { item, lot, from, to, pieces, .. } = *movement;
        let millionths = movement.quantity.millionths();
        let stood = |change: &Change, place| {
            change.stock.get(&(place, item, lot)).copied().unwrap_or_else(|| self.at((place, item, lot)))
        };
        let (there, target) = (stood(change, from), stood(change, to));
        let left = Stock { millionths: there.millionths - millionths, pieces: there.pieces - pieces };
        let arrived = Stock { millionths: target.millionths + millionths, pieces: target.pieces + pieces };
        let is_large = left.millionths.abs() > LARGEST || arrived.millionths.abs() > LARGEST;
        let serial = movement.serial.clone().map(|serial| (item, serial));
        let reasons: Vec<Why> = [
            (self.is_physical(from) && left.millionths < 0).then_some(Why::Short),
            (self.is_physical(from) && pieces > 0 && left.pieces < 0).then_some(Why::ShortPieces),
            is_large.then_some(Why::TooLarge),
            serial
                .as_ref()
                .filter(|name| !self.serial_fits(change, name, from, lot))
                .map(|_| Why::SerialElsewhere),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !reasons.is_empty() {
            return Err(reasons);
        }
        change.serials.extend(serial.map(|name| (name, (to, lot))));
        change.before.push((there.millionths, target.millionths));
        change.stock.insert((from, item, lot), left);
        change.stock.insert((to, item, lot), arrived);
        Ok(())
    }

    /// It leaves the place and the lot it is in; what comes from outside is nowhere inside.
    fn serial_fits(&self, change: &Change, name: &(ItemId, String), from: LocationId, lot: LotId) -> bool {
        match change.serials.get(name).or_else(|| self.serials.get(name)) {
            None => !self.is_physical(from),
            Some((place, _)) if !self.is_physical(from) => !self.is_physical(*place),
            Some(position) => *position == (from, lot),
        }
    }

    /// A container changes its parent; what is in it comes along.
    fn push(&self, change: &mut Change, placement: &NewPlacement) -> Result<(), Vec<Why>> {
        let NewPlacement { container, from, to } = *placement;
        let mut parents = self.parents.clone();
        parents.extend(change.parents.iter().map(|(place, parent)| (*place, *parent)));
        let mut reasons = Vec::new();
        if parents.get(&container) != Some(&from) {
            reasons.push(Why::ContainerElsewhere);
        }
        let is_cycle = path(&parents, to).contains(&container);
        parents.insert(container, to);
        let is_inside = |place: &&LocationId| path(&parents, **place).contains(&container);
        let mut inside = self.kinds.keys().filter(is_inside);
        let may_stand =
            self.kinds[&container] == LocationKind::Container && self.is_physical(to) && !is_cycle;
        if !may_stand || inside.any(|place| path(&parents, *place).len() > DEEPEST) {
            reasons.push(Why::CannotPlace);
        }
        if !reasons.is_empty() {
            return Err(reasons);
        }
        change.parents.insert(container, to);
        Ok(())
    }

    /// The goods and containers back where they came from, the last one first.
    pub fn undoing(&self, entry: EntryId, like: NewEntry) -> NewEntry {
        let undone = &self.entries[&entry];
        let back = |movement: &NewMovement| NewMovement {
            kind: MovementKind::Reversal,
            from: movement.to,
            to: movement.from,
            reason: Some(Reason::Undone),
            evidence: Evidence::Derived,
            ..movement.clone()
        };
        let placed = |placement: &NewPlacement| NewPlacement {
            container: placement.container,
            from: placement.to,
            to: placement.from,
        };
        NewEntry {
            reverses: Some(entry),
            document: undone.document,
            movements: undone.movements.iter().rev().map(back).collect(),
            placements: undone.placements.iter().rev().map(placed).collect(),
            lot_changes: undone.lot_changes.iter().rev().map(|judged| judged.back()).collect(),
            ..like
        }
    }

    /// From the site down.
    pub fn path_of(&self, place: LocationId) -> Vec<LocationId> {
        path(&self.parents, place)
    }
}

fn path(parents: &HashMap<LocationId, LocationId>, place: LocationId) -> Vec<LocationId> {
    let mut path: Vec<LocationId> =
        std::iter::successors(Some(place), |place| parents.get(place).copied()).take(20).collect();
    path.reverse();
    path
}
