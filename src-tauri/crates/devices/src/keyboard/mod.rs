//! Scanners that pretend to be keyboards (devices.md 1.2): what their key presses mean, whatever layout the
//! host has. The meaning of keys is pure; only `grab` touches a device.

pub mod decoder;
pub mod detect;
#[cfg(target_os = "linux")]
pub mod grab;
mod key;
pub mod layout;

pub use decoder::{Decoder, Decoding, KeyEvent, Motion, Typed};
pub use detect::{Detected, GsSeen, NotDetected, TEST_CODE, detect_bytes, detect_keys};
pub use layout::KeyboardLayout;
