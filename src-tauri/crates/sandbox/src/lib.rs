//! The outside world made of memory: a Katana, a Zebra printer, a scanner, with faults on demand.
//! Written from the fact sheets alone; it depends on no crate of ours, so that it cannot share our mistakes.
