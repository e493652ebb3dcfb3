//! The sandbox met from outside, as the station meets it: over HTTP, TCP and a pseudo-terminal.
#![cfg(unix)]

mod control;
mod demo;
mod faults;
mod printer;
mod program;
mod receiving;
mod scanner;
mod strict;
mod support;
