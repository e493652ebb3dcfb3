//! A template tried out when it is saved: drawn with sample data in each of its languages at each
//! resolution it allows, and its codes read back.

use super::problem::{Position, Problem, Wrong};
use super::{Language, Template};
use crate::draw::{all_read, expected};
use crate::layout::{Kit, lay_out, render};
use crate::market::Markets;
use crate::printer::Resolution;
use domain::label_data::LabelData;

/// The template, if everything about it is right: fields, places, letters, and a drawing of it with these
/// data that fits and scans. Data may be [`super::sample()`] or those of real goods.
///
/// # Errors
/// Everything that is wrong in the file; of what shows only when it is drawn, the first for each
/// resolution.
pub fn check(text: &str, markets: &Markets, kit: &Kit, data: &LabelData) -> Result<Template, Vec<Problem>> {
    let template = Template::read(text, markets)?;
    let mut problems: Vec<Problem> = Vec::new();
    for resolution in Resolution::ALL.into_iter().filter(|resolution| *resolution >= template.minimum) {
        for language in template.languages() {
            if let Err(problem) = tried(text, &template, kit, data, language, resolution) {
                let is_known = |known: &Problem| known.at == problem.at;
                if !problems.iter().any(is_known) {
                    problems.push(*problem);
                }
            }
        }
    }
    if problems.is_empty() { Ok(template) } else { Err(problems) }
}

fn tried(
    text: &str,
    template: &Template,
    kit: &Kit,
    data: &LabelData,
    language: Language,
    resolution: Resolution,
) -> Result<(), Box<Problem>> {
    let dpi = resolution.dpi();
    let layout = lay_out(template, data, kit, language, resolution).map_err(|misfit| {
        let at = Position::of(text, misfit.span.start);
        Box::new(Problem { at, wrong: Wrong::Drawing { dpi, error: *misfit.error } })
    })?;
    // Fine heads draw the same modules with more dots: what scans at the coarsest scans there too.
    if resolution != template.minimum {
        return Ok(());
    }
    let codes = expected(&layout);
    all_read(&render(&layout, &kit.faces), &codes).map_err(|error| {
        let at = Position::of(text, 0);
        Box::new(Problem { at, wrong: Wrong::Drawing { dpi, error } })
    })
}
