//! Long runs of labels on printers that fail: exactly as many distinct labels as were ordered, none twice,
//! none missing, and what is not known is said.

mod chance;
mod floor;
mod others;
mod rolls;
mod wire;
