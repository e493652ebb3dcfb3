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
    assert!(matches!(*refused.error, LabelError::LettersMissing { ref letters, .. } if letters == "辣椒酱"));
    let font = include_bytes!("../../tests/fonts/three-signs.ttf").to_vec();
    let kit = Kit { faces: Faces::default().with("three-signs.ttf", font).expect("a font"), ..kit() };
    let layout = lay(&kit, &data).expect("the folder has the letters");
    assert_eq!(layout.notes, []);
    data.item.name = Some("Sambal 辣椒酱 🌶".into());
    let noted = lay(&kit, &data).expect("a sign nobody has stands as ?");
    assert_eq!(noted.notes, [Note::LettersMissing { letters: "🌶".into() }]);
    assert!(Faces::default().with("no.ttf", vec![0; 40]).is_err(), "no font");
}

/// What a mark takes in millimetres, quiet zones included.
fn taken(layout: &Layout) -> Vec<(String, Place)> {
    let text = |text: &PlacedText| {
        let widths = text.setting.lines.iter().zip(&text.lefts_mm);
        let right = widths.map(|(line, left)| left + line.width_mm).fold(0.0, f32::max);
        let left = text.lefts_mm.iter().copied().fold(f32::INFINITY, f32::min);
        let name =
            text.setting.lines.iter().flat_map(|line| &line.letters).map(|(letter, _)| *letter).collect();
        (name, Place { left, top: text.top_mm, width: right - left, height: text.setting.height_mm })
    };
    let mm = |dots: u32| layout.resolution.mm(dots);
    let mut taken: Vec<(String, Place)> = Vec::new();
    for mark in &layout.marks {
        match mark {
            Mark::Text(placed) => taken.push(text(placed)),
            Mark::Picture { place, .. } => taken.push(("picture".to_owned(), *place)),
            Mark::Code(code) => {
                taken.extend(code.caption.iter().filter(|_| code.symbol.symbology.is_matrix()).map(text));
                let width = mm(code.symbol.total_width_modules() * code.module);
                // The line below belongs to its code, and guards reach down beside it.
                let foot = code.caption.iter().map(|line| line.top_mm + line.setting.height_mm);
                let foot = foot.fold(mm(code.y + code.height), f32::max);
                let (left, top) = (mm(code.x), mm(code.y));
                taken.push((code.symbol.text.clone(), Place { left, top, width, height: foot - top }));
            }
            Mark::Fill(_) | Mark::Frame { .. } => {}
        }
    }
    taken
}

fn meet(one: Place, other: Place) -> bool {
    // A quarter of a millimetre is forgiven: a descender above a capital.
    let apart = |start: f32, length: f32, other_start: f32, other_length: f32| {
        start + length <= other_start + 0.25 || other_start + other_length <= start + 0.25
    };
    !apart(one.left, one.width, other.left, other.width)
        && !apart(one.top, one.height, other.top, other.height)
}

/// The sample, short goods, long goods, and a reprint.
fn goods() -> Vec<LabelData> {
    let given = |text: &str| Some(text.to_owned());
    let mut short = sample();
    short.item.name = given("Gg");
    short.lot.code = given("1");
    short.item.gtin = None;
    let mut long = sample();
    long.item.name = given("Sambal bawang goreng jeruk pedas, kemasan ganda untuk toko dan dapur 250 g");
    long.lot.code = given("ABCDEFGHIJKLMNOPQRST");
    long.document = given("PO-3108/2026");
    long.location.name = given("GUDANG-DINGIN-A-02-3");
    long.serial = given("SER-2027-0000000137");
    long.counter.number = Some(120);
    long.counter.count = Some(120);
    let mut copy = sample();
    copy.copy.number = Some(12);
    copy.lot.expiry = None;
    vec![sample(), short, long, copy]
}

#[test]
fn nothing_on_a_built_in_label_meets_anything_else() {
    for (name, text) in BUILT_IN {
        let template = Template::read(text, &Markets::default()).expect("a good file");
        for (data, language) in
            goods().iter().flat_map(|data| template.languages().into_iter().map(move |of| (data, of)))
        {
            let layout = match lay_out(&template, data, &kit(), language, Resolution::Dpi203) {
                Ok(layout) => layout,
                // Too long or not there is refused, which is as good.
                Err(_) if *data != sample() => continue,
                Err(misfit) => panic!("{name}: {}", misfit.error),
            };
            let marks = taken(&layout);
            for (index, (what, place)) in marks.iter().enumerate() {
                let inside = place.left >= -0.1
                    && place.left + place.width <= layout.width_mm + 0.1
                    && place.top + place.height <= layout.height_mm + 0.1;
                assert!(inside, "{name}: {what:?} leaves the label at {place:?}");
                for (other, other_place) in &marks[..index] {
                    assert!(
                        !meet(*place, *other_place),
                        "{name}: {what:?} {place:?} meets {other:?} {other_place:?}"
                    );
                }
            }
        }
    }
}
