//! The work itself: what a scan or a tap means at a seat, and what becomes of it.
//!
//! A flow is a pure state machine: it reads the book of the open transaction and gives back a `Turn`, a value;
//! `take` is the one function that takes a turn and writes it. Absent on purpose: devices, the network, clocks.

pub mod screen;
pub mod said;
pub mod take;
mod decide;
pub mod book;
pub mod reading;
pub mod lookup;
pub mod weighed_code;
pub mod dispatch;
pub mod step;
pub mod turn;
pub mod apply;
mod guard;
mod crates;
pub mod owned;
pub mod pieces;
pub mod doubt;
mod verdict;
mod which_lot;
mod face;
pub mod hand;
pub mod shortfall;
pub mod lot_acts;
pub mod policy;
pub mod cards;
pub mod booked;
pub mod prompts;
mod pad;
pub mod home;
pub mod name_it;
mod carried;
pub mod tray;
pub mod earlier;
pub mod undo;
pub mod undo_crate;
pub mod flows;

pub use book::{FloorSettings, Moment, Recount};
pub use take::{Input, Taken, look, take, take_waiting};
