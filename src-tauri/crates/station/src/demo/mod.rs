//! The demo: a sauce kitchen and its warehouse on the sandbox's vendor, printer and scanner. Its data come from
//! the one catalogue that the sandbox reads too; all dates follow the day the demo was made.

mod catalogue;
mod drawer;
mod prepare;
mod seed;

pub use drawer::drawer;
pub use prepare::prepare;
pub use seed::seed;
