//! Where stock stands: in what, on which site, whether it may be promised from there. Read once per place.

use crate::table::location::{self, Standing};
use crate::{Error, Transaction};
use domain::location::{LocationKind, Purpose};
use std::collections::HashMap;

/// No tree is deeper (design.md §3 says 5); a damaged one must not turn us in a circle.
const DEPTH_LIMIT: usize = 20;

pub(super) struct Places<'t, 'c> {
    tx: &'t Transaction<'c>,
    known: HashMap<i64, Standing>,
}

impl<'t, 'c> Places<'t, 'c> {
    pub(super) fn of(tx: &'t Transaction<'c>) -> Places<'t, 'c> {
        Places { tx, known: HashMap::new() }
    }

    pub(super) fn standing(&mut self, row: i64) -> Result<Standing, Error> {
        if let Some(standing) = self.known.get(&row) {
            return Ok(*standing);
        }
        let standing = location::standing(self.tx, row)?;
        self.known.insert(row, standing);
        Ok(standing)
    }

    /// On hold, or in something that is.
    pub(super) fn is_on_hold(&mut self, row: i64) -> Result<bool, Error> {
        self.any_above(row, |_, place| place.purpose == Purpose::Hold)
    }

    /// What stands here may be promised: not on hold, not in anybody's hands, not on the road.
    pub(super) fn is_promisable(&mut self, row: i64) -> Result<bool, Error> {
        let hinders = |_: i64, place: &Standing| {
            matches!(place.purpose, Purpose::Hold | Purpose::InHand)
                || place.kind == LocationKind::Transit
                || !place.kind.is_physical()
        };
        Ok(!self.any_above(row, hinders)?)
    }

    /// Is it, or stands in it.
    pub(super) fn is_within(&mut self, row: i64, outer_row: i64) -> Result<bool, Error> {
        self.any_above(row, |row, _| row == outer_row)
    }

    /// Goods that go from one to the other keep their promise: same site, and not onto hold.
    pub(super) fn keeps_promise(&mut self, from_row: i64, to_row: i64) -> Result<bool, Error> {
        let (from, to) = (self.standing(from_row)?, self.standing(to_row)?);
        let stays = to.kind.is_physical() && to.kind != LocationKind::Transit && from.site_row == to.site_row;
        Ok(stays && (!self.is_on_hold(to_row)? || self.is_on_hold(from_row)?))
    }

    /// Over the place itself and everything it stands in.
    fn any_above(&mut self, row: i64, is: impl Fn(i64, &Standing) -> bool) -> Result<bool, Error> {
        let mut at = Some(row);
        for _ in 0..DEPTH_LIMIT {
            let Some(row) = at else { return Ok(false) };
            let standing = self.standing(row)?;
            if is(row, &standing) {
                return Ok(true);
            }
            at = standing.parent_row;
        }
        Ok(false)
    }
}
