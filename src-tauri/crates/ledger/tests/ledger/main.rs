//! The book from outside, as the floor uses it: one module per promise.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;
mod days;
mod small_disk;

mod append;
mod chain;
mod documents;
mod explain;
mod full_disk;
mod history;
mod lots;
mod lots_by_dice;
mod opening;
mod outbox;
mod outside;
mod random;
mod reads;
mod recall;
mod recall_by_dice;
mod recall_reach;
mod rebuild;
mod reservations;
mod reversal;
mod rows;
mod searching;
mod tasks;
mod writing;
