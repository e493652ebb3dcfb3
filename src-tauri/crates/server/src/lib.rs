//! The HTTP face of a station: seats, events, lists, whole jobs, pairing, and the pages for browsers.
//!
//! Invariants: Host and Origin are looked at on every request; every route but health, the pages and pairing needs
//! a caller with the scope of its list; what goes wrong is a problem with a code and its sentence. Absent on
//! purpose: rules of the floor, SQL, anything a person could decide.

pub mod face;
pub mod router;
pub mod routes;
pub mod serving;
pub mod endpoint;
pub mod in_process;
mod gate;
mod door;
mod who;
mod last_resort;
mod print_jobs;
mod problem;
pub mod said;
mod json;
mod health;
mod pages;
mod pairing;
mod seats;
mod events;
mod lists;
mod history;
mod recall;
mod things;
mod deliveries;
mod detection;
mod tasks;
mod parked;
mod keyed;
mod commands;
mod reservations;
mod lots;
mod policies;
mod imports;
mod exports;
mod date;
mod demo;
mod devices;
mod templates;
mod papers;
mod people;
mod photo;
mod tokens;
mod openapi;
mod owners;
#[cfg(feature = "schema")]
pub mod description;

pub use face::FaceSettings;
pub use in_process::{Answer, InProcess};
pub use router::{router, routes};
pub use serving::serve;
