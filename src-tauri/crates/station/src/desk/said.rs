//! Sentences of the desk's own lists.

use domain::{Amount, sentences};

sentences! {
    /// What a delivery carries, seen from our stock.
    pub enum Goods in "delivery" {
        In = "goods-in" { quantity: Amount, item: String },
        Out = "goods-out" { quantity: Amount, item: String },
    }
}

sentences! {
    /// Why nobody can say what a full crate weighs.
    pub enum NoGross in "no-gross" {
        /// Of this crate, or of one in it.
        NoTare = "no-tare" { crate_code: String },
        NotByWeight = "not-by-weight" { item: String, unit: String },
        /// More is in it than one page shows.
        TooMuch = "too-much" {},
    }
}

/// All enums of this file, for the test that holds them against the words.
pub const ALL: [&[(&str, &[&str])]; 2] = [Goods::ALL, NoGross::ALL];
