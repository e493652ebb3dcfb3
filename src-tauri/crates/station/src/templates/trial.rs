//! A template tried with goods that do not exist, when its file is saved: what would go wrong at the printer is said
//! then, with the place in the file.

use domain::label_data::LabelData;
use labels::symbology::Picture;
use labels::template::{Problem, Template, check, sample};
use labels::{Kit, Markets};

pub(super) fn tried(text: &str, markets: &Markets, kit: &Kit) -> Result<Template, Vec<Problem>> {
    let template = Template::read(text, markets)?;
    check(text, markets, &with_stand_ins(kit), &sample_for(&template))
}

/// Sample goods with facts of the template's market.
pub(crate) fn sample_for(template: &Template) -> LabelData {
    let mut data = sample();
    if let Some(market) = &template.market {
        data.facts.market.clone_from(&market.name);
    }
    data
}

/// The sample's own pictures, where the company has none of these names.
pub(super) fn with_stand_ins(kit: &Kit) -> Kit {
    let facts = sample().facts;
    let wanted = [&facts.nutrition_picture, &facts.halal_picture, &facts.authority_picture];
    let mut kit = kit.clone();
    for name in wanted.into_iter().flatten() {
        kit.pictures.entry(name.clone()).or_insert_with(|| stand_in().png());
    }
    kit
}

/// Lines, as a table has them.
fn stand_in() -> Picture {
    let mut picture = Picture::white(120, 120);
    for row in 0..6 {
        picture.fill([4, 4 + row * 20, 112, 4]);
    }
    picture
}
