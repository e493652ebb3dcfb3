//! The HTTP face on a real station over a demo ledger: who gets in, what a seat answers, what the desk reads.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it must be")]

mod support;
mod access;
mod pairing;
mod print_jobs;
mod seats;
mod tasks;
mod commands;
mod desk;
mod devices;
mod door;
mod history;
mod owners;
mod outside;
mod pages;
mod papers;
mod templates;
mod description;
mod detection;
mod recall;
mod lots;
mod things;
mod reservations;
mod imports;
