//! The same label on every printer: what the layout chooses is chosen in millimetres.

use super::*;
use crate::market::Markets;
use crate::template::{BUILT_IN, Template, sample};

/// Texts with their places, and frames and lines, in the order of drawing.
fn millimetres(layout: &Layout) -> Vec<(String, Vec<f32>)> {
    let texts = |text: &PlacedText| {
        let letters =
            text.setting.lines.iter().flat_map(|line| line.letters.iter().map(|(letter, _)| *letter));
        let mut lengths = text.lefts_mm.clone();
        lengths.extend([text.top_mm, text.setting.capitals_mm, text.setting.pitch_mm]);
        (letters.collect::<String>(), lengths)
    };
    let of = |mark: &Mark| match mark {
        Mark::Text(text) => Some(texts(text)),
        Mark::Fill(place) | Mark::Frame { place, .. } | Mark::Picture { place, .. } => {
            Some((String::new(), vec![place.left, place.top, place.width, place.height]))
        }
        Mark::Code(_) => None,
    };
    layout.marks.iter().filter_map(of).collect()
}

fn kit() -> Kit {
    let png = crate::symbology::Picture::white(10, 10).png();
    let names = ["nutrition.png", "halal.png"];
    Kit { pictures: names.map(|name| (name.to_owned(), png.clone())).into(), ..Kit::default() }
}

#[test]
fn a_label_has_the_same_millimetres_on_every_printer() {
    for (name, text) in BUILT_IN {
        let template = Template::read(text, &Markets::default()).expect("a good file");
        let layouts = Resolution::ALL.map(|resolution| {
            let layout = lay_out(&template, &sample(), &kit(), template.language, resolution);
            layout.unwrap_or_else(|misfit| panic!("{name}: {}", misfit.error))
        });
        for layout in &layouts[1..] {
            assert_eq!(
                millimetres(layout),
                millimetres(&layouts[0]),
                "{name}: texts, lines and frames are placed alike"
            );
            for (code, coarse) in layout.codes().zip(layouts[0].codes()) {
                let mm = |resolution: Resolution, code: &PlacedCode| {
                    let modules = code.symbol.total_width_modules();
                    (resolution.mm(code.module), resolution.mm(code.y), modules)
                };
                let (module, top, modules) = mm(layout.resolution, code);
                let (coarse_module, coarse_top, coarse_modules) = mm(Resolution::Dpi203, coarse);
                assert_eq!(modules, coarse_modules, "{name}: the same code");
                assert!((top - coarse_top).abs() < 0.13, "{name}: within a dot of the coarsest head");
                // A module is whole dots: it may be off by half a dot of either head.
                assert!(
                    (module - coarse_module).abs() <= 0.125,
                    "{name}: {module} and {coarse_module} mm a module"
                );
            }
        }
    }
}

#[test]
fn dots_are_the_millimetres_within_one_dot() {
    let template = Template::read(BUILT_IN[0].1, &Markets::default()).expect("a good file");
    let edges = Resolution::ALL.map(|resolution| {
        let layout = lay_out(&template, &sample(), &kit(), template.language, resolution).expect("fits");
        let plane = render(&layout, &Faces::default());
        // The black field: from its left edge to its right, in the middle of its top margin.
        let row = resolution.dots(44.0);
        let black: Vec<u32> = (0..plane.width).filter(|x| plane.is_black(*x, row)).collect();
        let (first, last) = (black[0], black[black.len() - 1]);
        (resolution, resolution.mm(first), resolution.mm(last + 1))
    });
    for (resolution, left, right) in edges {
        let dot = resolution.mm(1);
        assert!(
            (left - 4.0).abs() <= dot && (right - 96.0).abs() <= dot,
            "{resolution:?}: {left} to {right} mm"
        );
    }
}

#[test]
fn letters_our_fonts_lack_come_from_the_fonts_folder() {
    let template = Template::read(BUILT_IN[0].1, &Markets::default()).expect("a good file");
    let mut data = sample();
    data.item.name = Some("辣椒酱".into());
    let lay = |kit: &Kit, data: &LabelData| lay_out(&template, data, kit, Language::En, Resolution::Dpi203);
    let refused = lay(&kit(), &data).expect_err("a name of question marks names nothing");
    assert!(matches!(refused.error, LabelError::LettersMissing { ref letters, .. } if letters == "辣椒酱"));
    let font = include_bytes!("../../tests/fonts/three-signs.ttf").to_vec();
    let kit = Kit { faces: Faces::default().with("three-signs.ttf", font).expect("a font"), ..kit() };
    let layout = lay(&kit, &data).expect("the folder has the letters");
    assert_eq!(layout.notes, []);
    data.item.name = Some("Sambal 辣椒酱 🌶".into());
    let noted = lay(&kit, &data).expect("a sign nobody has stands as ?");
    assert_eq!(noted.notes, [Note::LettersMissing { letters: "🌶".into() }]);
    assert!(Faces::default().with("no.ttf", vec![0; 40]).is_err(), "no font");
}
