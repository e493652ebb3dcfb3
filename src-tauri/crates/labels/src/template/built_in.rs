//! The templates that come with Tallyman. Each may be replaced by a file of the same name in the data
//! directory.

use super::Template;
use crate::market::Markets;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        /// File name and text.
        pub const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../templates/", $name, ".toml")))),*];
    };
}

templates! {
    "lot-100x150",
    "lot-100x50",
    "product",
    "retail-id",
    "retail-id-overprint",
    "retail-us-overprint",
    "food-service",
    "price",
    "case-gs1",
    "sscc-pallet",
    "crate",
    "bin",
    "badge",
    "serial",
    "fnsku",
    "hold",
    "ruler",
    "ruler-100x150",
}

/// A built-in template by its file name.
pub fn built_in(name: &str) -> Option<Template> {
    let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
    Some(Template::read(text, &Markets::default()).expect("built-in templates are read by tests"))
}
