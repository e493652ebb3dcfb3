//! One drawing of a built-in template, and what it needs.

use domain::label_data::LabelData;
use labels::symbology::Picture;
use labels::template::{BUILT_IN, Language, Template, sample};
use labels::{DrawnLabel, Kit, LabelError, Markets, PrinterLanguage, Resolution, Target, draw_label};
use std::num::NonZeroU32;

/// With a stand-in for every picture the sample's facts name.
pub fn kit() -> Kit {
    let mut table = Picture::white(120, 120);
    for row in 0..6 {
        table.fill([4, 4 + row * 20, 112, 4]);
    }
    let mut mark = Picture::white(96, 80);
    mark.fill([16, 4, 64, 56]);
    mark.fill([4, 66, 88, 10]);
    let pictures = [("nutrition.png", table), ("halal.png", mark)];
    Kit {
        pictures: pictures.map(|(name, picture)| (name.to_owned(), picture.png())).into(),
        ..Kit::default()
    }
}

/// The sample's goods, with facts of the template's market.
pub fn data_for(template: &Template) -> LabelData {
    let mut data = sample();
    if let Some(market) = &template.market {
        data.facts.market.clone_from(&market.name);
    }
    if template.language == Language::En {
        data.facts.net_content = Some("Net Wt 8.8 oz (250 g)".into());
    }
    data
}

/// A printer loaded with the very stock of this template.
pub fn target(template: &Template, language: PrinterLanguage, resolution: Resolution) -> Target {
    Target { language, resolution, head_mm: 104.0, loaded: template.stock.clone() }
}

pub fn drawn(template: &Template, language: Language, target: &Target) -> Result<DrawnLabel, LabelError> {
    draw_label(template, &data_for(template), &kit(), language, target, NonZeroU32::MIN)
}

/// Every built-in template with its file name.
pub fn templates() -> impl Iterator<Item = (&'static str, Template)> {
    let read = |text: &str| Template::read(text, &Markets::default());
    BUILT_IN.iter().map(move |(name, text)| {
        let template = read(text).unwrap_or_else(|problems| panic!("{name}: {}", problems[0]));
        (*name, template)
    })
}
