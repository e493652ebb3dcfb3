//! Scripts of the floor: what is scanned and tapped, what the seat says, what stands where afterwards.

mod support;

mod adjust;
mod bad_input;
mod chance;
mod count;
mod move_stock;
mod name_it;
mod order;
mod receive;
mod seat;
mod undo;
mod waiting;
