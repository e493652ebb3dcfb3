//! Scripts of the floor: what is scanned and tapped, what the seat says, what stands where afterwards.

#![expect(clippy::unwrap_used, reason = "a script that cannot go on has failed")]

mod support;

mod adjust;
mod bad_input;
mod chance;
mod count;
mod count_again;
mod count_chance;
mod count_time;
mod count_undo;
mod count_zone;
mod crate_state;
mod crates;
mod crates_chance;
mod facts;
mod hands;
mod lots;
mod move_stock;
mod name_it;
mod order;
mod policies;
mod promised;
mod owners;
mod reading;
mod receive;
mod supplier;
mod tare;
mod seat;
mod serial;
mod transfer;
mod tray;
mod two_dates;
mod two_makers;
mod two_seats;
mod undo;
mod undone_there;
mod waiting;
mod weighed;
mod weighed_chance;
