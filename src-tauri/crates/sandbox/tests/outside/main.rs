//! The sandbox met from outside, as the station meets it: over HTTP, TCP and a pseudo-terminal.
#![cfg(unix)]

#[cfg(test)]
mod control;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod printer;
#[cfg(test)]
mod printer_faults;
#[cfg(test)]
mod program;
#[cfg(test)]
mod receiving;
#[cfg(test)]
mod scanner;
#[cfg(test)]
mod strict;
#[cfg(test)]
mod support;
