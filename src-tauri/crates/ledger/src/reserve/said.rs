//! What people are told about promises that were broken; the sentences are in `ui/src/words/*.ftl`.

use domain::{Amount, Value};

domain::sentences! {
    /// Tasks that an entry raises when it leaves less than was promised.
    pub enum TaskText in "task" {
        ReservationBroken = "reservation-broken" { holder: Value, item: String, location: String, short: Amount },
        /// As much was free elsewhere.
        ReservationReplaced = "reservation-replaced" {
            holder: Value, item: String, location: String, quantity: Amount
        },
    }
}
