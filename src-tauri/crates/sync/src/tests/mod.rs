//! The worker against a vendor made of memory, on a clock moved by hand: hours pass in milliseconds.

mod hand_clock;
mod kitchen;
mod bench;
mod there;
mod vendor;
mod sending;
mod failing;
mod outage;
mod reading;
mod undoing;
mod chance;
mod drain;
