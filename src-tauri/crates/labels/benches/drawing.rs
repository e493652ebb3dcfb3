//! How many labels a second are drawn, from data to a printer's bytes, and how large those are: each
//! built-in template at 203 and 300 dpi in both printer languages. `cargo bench -p labels --bench drawing`.

use labels::template::{BUILT_IN, Template, sample};
use labels::{Kit, Markets, PrinterLanguage, Resolution, Target, draw_label, show};
use std::hint::black_box;
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

const EACH: Duration = Duration::from_millis(300);

fn main() {
    let picture = labels::symbology::Picture::white(120, 120).png();
    let pictures = ["nutrition.png", "halal.png"].map(|name| (name.to_owned(), picture.clone()));
    let kit = Kit { pictures: pictures.into(), ..Kit::default() };
    println!(
        "{:<22} {:>4} {:>5} {:>10} {:>9} {:>11}",
        "template", "dpi", "", "labels/s", "bytes", "previews/s"
    );
    for (name, text) in BUILT_IN {
        let template =
            Template::read(text, &Markets::default()).expect("built-in templates are read by tests");
        for resolution in [Resolution::Dpi203, Resolution::Dpi300] {
            for language in [PrinterLanguage::Zpl, PrinterLanguage::Tspl] {
                measure(name, &template, &kit, resolution, language);
            }
        }
    }
}

fn measure(name: &str, template: &Template, kit: &Kit, resolution: Resolution, language: PrinterLanguage) {
    let target = Target { language, resolution, head_mm: 104.0, loaded: template.stock.clone() };
    let mut data = sample();
    if let Some(market) = &template.market {
        data.facts.market.clone_from(&market.name);
    }
    let draw =
        || draw_label(template, &data, kit, template.language, &target, NonZeroU32::MIN).expect("draws");
    let bytes = draw().bytes;
    let drawn = per_second(|| _ = black_box(draw()));
    let shown = per_second(|| _ = black_box(show(&bytes, &target).expect("shows")));
    let (dpi, length) = (resolution.dpi(), bytes.len());
    println!("{name:<22} {dpi:>4} {language:>5?} {drawn:>10.0} {length:>9} {shown:>11.0}");
}

fn per_second(work: impl Fn()) -> f64 {
    let start = Instant::now();
    let mut count = 0_u32;
    while start.elapsed() < EACH {
        work();
        count += 1;
    }
    f64::from(count) / start.elapsed().as_secs_f64()
}
