//! Templates: each built-in one drawn in its languages, at every resolution, for both printer languages;
//! files with one thing wrong; arbitrary bytes. `TALLYMAN_UPDATE_GOLDEN=1` writes the golden files anew,
//! `TALLYMAN_LABEL_PICTURES=folder` writes what every label looks like.

mod built_in;
mod facts;
mod foreign;
mod outside;
mod support;
mod wrong;
