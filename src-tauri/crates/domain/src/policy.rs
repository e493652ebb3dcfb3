//! How a screen treats a fact that the book did not expect, and more than was ordered: asked, only warned of, or
//! confirmed by a lead's badge. Policies are data, set per location, item and operation. The fact itself is booked
//! either way (design.md §3, *Facts and commands*).

use crate::entry::words;
use crate::id::{ItemId, LocationId};
use crate::quantity::{Quantity, QuantityError, Ratio};
use serde::{Deserialize, Serialize};

words!(
    /// What is done when the fact turns up.
    #[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    PolicyOperation {
        /// More came than was ordered, beyond the tolerance.
        OverReceipt = "over_receipt",
        /// More is moved than the book has there.
        Move = "move",
        /// More is taken out or written off than the book has there.
        Adjust = "adjust",
    }
);

words!(
    /// What the screen does then.
    #[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    PolicySays {
        /// Both numbers, and one confirmation.
        Ask = "ask",
        /// It is booked at once and said in amber, with both numbers.
        Warn = "warn",
        /// Both numbers, and the badge of somebody who may decide it.
        StepUp = "step_up",
    }
);

/// One rule. `None` stands for every location, every item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// With everything that stands in it.
    pub location: Option<LocationId>,
    pub item: Option<ItemId>,
    pub operation: PolicyOperation,
    pub says: PolicySays,
}

/// What holds for `item` at a place. `path` is the place with what it stands in, the nearest first.
///
/// The most specific rule wins, in this order: of this item at the nearest place that has one; of this item
/// everywhere; of the nearest place that has one for every item; of everything. Without any: *ask*.
pub fn choose(
    policies: &[Policy],
    operation: PolicyOperation,
    path: &[LocationId],
    item: ItemId,
) -> PolicySays {
    let find = |location: Option<LocationId>, item: Option<ItemId>| {
        let fits = |policy: &&Policy| {
            (policy.operation, policy.location, policy.item) == (operation, location, item)
        };
        policies.iter().find(fits).map(|policy| policy.says)
    };
    let nearest = |item: Option<ItemId>| path.iter().find_map(|place| find(Some(*place), item));
    nearest(Some(item))
        .or_else(|| find(None, Some(item)))
        .or_else(|| nearest(None))
        .or_else(|| find(None, None))
        .unwrap_or(PolicySays::Ask)
}

/// How much more than ordered is taken of an item from a supplier without a question, in percent of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverTolerance(u16);

impl OverTolerance {
    pub const LIMIT_PERCENT: u16 = 100;
    pub const NONE: OverTolerance = OverTolerance(0);

    /// `None` above the order itself: that is no tolerance any more.
    pub fn percent(percent: u16) -> Option<OverTolerance> {
        (percent <= OverTolerance::LIMIT_PERCENT).then_some(OverTolerance(percent))
    }

    pub fn get(self) -> u16 {
        self.0
    }

    /// Of so many ordered, rounded half to even at the last stored digit.
    ///
    /// # Errors
    /// [`QuantityError::TooLarge`].
    pub fn of(self, ordered: Quantity) -> Result<Quantity, QuantityError> {
        match Ratio::new(i64::from(self.0), 100) {
            Some(share) => ordered.times(share),
            None => Ok(Quantity::ZERO),
        }
    }
}
