//! The HTTP face on a real station over a demo ledger: who gets in, what a seat answers, what the desk reads.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it must be")]

mod support;
mod access;
mod pairing;
mod seats;
mod tasks;
mod commands;
mod desk;
mod door;
mod history;
mod owners;
mod outside;
mod pages;
mod description;
mod recall;
mod lots;
mod things;
mod reservations;
mod imports;
