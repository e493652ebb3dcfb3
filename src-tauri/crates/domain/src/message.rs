//! What crosses to a person: a code and its values. The sentence is chosen in `words/`, in the reader's language.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::quantity::Amount;

/// One value inside a sentence. The face formats it for the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A name, a code, a number as printed: shown as it is.
    Text(String),
    /// Something counted, below 2^53.
    Count(#[cfg_attr(feature = "schema", ts(type = "number"))] i64),
    /// A measured quantity with its unit.
    Amount(Amount),
    /// A calendar date, YYYY-MM-DD.
    Date(String),
    /// An instant in UTC milliseconds; shown in the site's time zone.
    Instant(#[cfg_attr(feature = "schema", ts(type = "number"))] i64),
    /// Another code of `words/` (a reason, a flow's name), to be put in words first.
    Word(String),
}

/// The derive of OpenAPI takes every type with the name `Value` for any JSON.
#[cfg(feature = "schema")]
type SaidValue = Value;

/// A sentence by its code, with the values it needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Message {
    /// A message id of `ui/src/words/*.ftl`.
    pub code: String,
    /// By variable name.
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, SaidValue>))]
    pub values: BTreeMap<String, Value>,
}

impl Message {
    pub fn new<const N: usize>(code: &str, values: [(&str, Value); N]) -> Message {
        Message { code: code.to_owned(), values: values.map(|(name, value)| (name.to_owned(), value)).into() }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}
impl From<i64> for Value {
    fn from(count: i64) -> Value {
        Value::Count(count)
    }
}
impl From<Amount> for Value {
    fn from(amount: Amount) -> Value {
        Value::Amount(amount)
    }
}
impl From<jiff::civil::Date> for Value {
    fn from(date: jiff::civil::Date) -> Value {
        Value::Date(date.to_string())
    }
}

/// A value that already is one, for fields whose kind varies.
impl From<&Value> for Value {
    fn from(value: &Value) -> Value {
        value.clone()
    }
}

/// Declares an enum whose every variant is a sentence: `Variant = "code" { field: Type, … }`.
///
/// `ALL` lists each message id with its variables, so that a test can hold it against both languages.
#[macro_export]
macro_rules! sentences {
    ($(#[$meta:meta])* pub enum $name:ident in $prefix:literal {
        $( $(#[$vmeta:meta])* $variant:ident = $code:literal { $($field:ident : $ty:ty),* $(,)? } ),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name { $( $(#[$vmeta])* $variant { $($field: $ty),* } ),* }

        impl $name {
            /// Every message id of this enum with the variables it carries.
            pub const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[ $( (concat!($prefix, "-", $code), &[$(stringify!($field)),*]) ),* ];

            /// The sentence as code and values.
            pub fn message(&self) -> $crate::message::Message {
                match self {
                    $( Self::$variant { $($field),* } => $crate::message::Message::new(
                        concat!($prefix, "-", $code),
                        [$( (stringify!($field), $crate::message::Value::from($field.clone())) ),*],
                    ) ),*
                }
            }
        }
    };
}
