//! Files into a book and out of it, as the office uses them: one module per promise.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bytes;
mod support;

mod catalogue;
mod counts;
mod crash;
mod formats;
mod item_facts;
mod long;
mod lots_again;
mod opening;
mod orders;
mod out;
mod readers;
mod tare;
mod undone;
mod words;
