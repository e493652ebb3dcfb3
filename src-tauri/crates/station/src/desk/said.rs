//! Sentences of the desk's own lists.

use domain::{Amount, sentences};

sentences! {
    /// What a delivery carries, seen from our stock.
    pub enum Goods in "delivery" {
        In = "goods-in" { quantity: Amount, item: String },
        Out = "goods-out" { quantity: Amount, item: String },
    }
}

/// All enums of this file, for the test that holds them against the words.
pub const ALL: [&[(&str, &[&str])]; 1] = [Goods::ALL];
