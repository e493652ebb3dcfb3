//! How elements go together: what may not meet, what must not differ, what has no meaning alone.
//! Source: GS1 General Specifications 4.13 and 4.14, by the table.

use super::elements::Element;
use super::error::{Gs1Error, Problem};
use super::table::{self, matches};

/// One of a list of elements that does not go with the others.
pub(super) struct Misfit {
    index: usize,
    error: Gs1Error,
}

impl Misfit {
    /// The error, by where each element of the list begins.
    pub(super) fn at(self, places: &[usize]) -> Gs1Error {
        self.error.moved(places.get(self.index).copied().unwrap_or(0))
    }

    fn new(list: &[Element], index: usize, problem: Problem) -> Misfit {
        let element = &list[index];
        Misfit { index, error: Gs1Error::of(&element.ai, &element.value, 0, problem) }
    }
}

/// Always an error, whatever is asked for: elements that exclude each other, or one twice with different
/// values.
pub(super) fn check_exclusions(list: &[Element]) -> Result<(), Misfit> {
    for (index, element) in list.iter().enumerate() {
        let differs = |earlier: &&Element| earlier.ai == element.ai && earlier.value != element.value;
        if let Some(earlier) = list[..index].iter().find(differs) {
            return Err(Misfit::new(list, index, Problem::Repeated { other: earlier.value.clone() }));
        }
        let Some(definition) = table::find(&element.ai) else { continue };
        let excluded = |other: &&Element| {
            other.ai != element.ai
                && definition.excludes.split(' ').any(|pattern| matches(pattern, &other.ai))
        };
        if let Some(other) = list.iter().find(excluded) {
            return Err(Misfit::new(list, index, Problem::Excluded { other: other.ai.clone() }));
        }
    }
    Ok(())
}

/// The first element whose companions are missing.
pub(super) fn check_needs(list: &[Element]) -> Result<(), Misfit> {
    for (index, element) in list.iter().enumerate() {
        let Some(definition) = table::find(&element.ai) else { continue };
        let missing = definition.needs.iter().find(|alternatives| {
            !alternatives.split(' ').any(|together| together.split('+').all(|pattern| has(list, pattern)))
        });
        if let Some(needs) = missing {
            return Err(Misfit::new(list, index, Problem::Alone { needs: (*needs).to_owned() }));
        }
    }
    Ok(())
}

fn has(list: &[Element], pattern: &str) -> bool {
    list.iter().any(|element| matches(pattern, &element.ai))
}
