//! Puts the station together: seats, settings, scanners, printing, vendors, what the desk reads.
//!
//! Invariants: one process owns the data directory; a verdict goes out only after its commit; time comes from
//! `clock` alone. Absent on purpose: rules of the floor, SQL, HTTP.

pub mod station;
mod opening;
pub mod context;
pub mod clock;
pub mod timekeeper;
pub mod date_doubt;
pub mod settings;
pub mod templates;
pub mod seats;
pub mod burst;
pub mod detection;
pub mod photo;
pub mod certificates;
pub mod scanners;
pub mod printing;
pub mod vendors;
pub mod status;
pub mod diagnostics;
pub mod backups;
pub mod doctor;
pub mod furnish;
pub mod demo;
pub mod access;
pub mod people;
pub mod alone;
pub mod commands;
pub mod once;
pub mod imports;
pub mod exports;
pub mod papers;
pub mod reserving;
pub mod judging;
pub mod policies;
pub mod sweep;
pub mod desk;
pub mod settling;
pub mod view;
pub mod said;
pub mod error;

pub use error::Error;
pub use station::{Options, Station};
