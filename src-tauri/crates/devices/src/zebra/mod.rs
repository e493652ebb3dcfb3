//! What a Zebra printer (or a good emulation) says about itself. Pure: bytes in, values out.

pub mod odometer;
pub mod status;

pub use status::PrinterStatus;
