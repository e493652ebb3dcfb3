//! The templates that come with Tallyman.

use crate::support::{data_for, drawn, kit, target, templates};
use labels::template::{BUILT_IN, Language, check, sample};
use labels::{Markets, PrinterLanguage, Resolution, draw_label, scans, show};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

#[test]
fn every_built_in_template_passes_its_own_check() {
    for ((name, template), (_, text)) in templates().zip(BUILT_IN) {
        let checked = check(text, &Markets::default(), &kit(), &data_for(&template));
        let checked = checked.unwrap_or_else(|problems| panic!("{name}: {}", problems[0]));
        assert_eq!(checked.name, template.name);
    }
}

#[test]
fn every_label_scans_and_is_the_same_for_both_printers_at_203_dpi() {
    drawn_alike_and_scanned(Resolution::Dpi203);
}

#[test]
fn every_label_scans_and_is_the_same_for_both_printers_at_300_dpi() {
    drawn_alike_and_scanned(Resolution::Dpi300);
}

#[test]
fn every_label_scans_and_is_the_same_for_both_printers_at_600_dpi() {
    drawn_alike_and_scanned(Resolution::Dpi600);
}

fn drawn_alike_and_scanned(resolution: Resolution) {
    for (name, template) in templates() {
        let zpl = target(&template, PrinterLanguage::Zpl, resolution);
        let tspl = target(&template, PrinterLanguage::Tspl, resolution);
        let draw = |target| {
            drawn(&template, template.language, target).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let (in_zpl, in_tspl) = (draw(&zpl), draw(&tspl));
        scans(&in_zpl, &zpl).unwrap_or_else(|error| panic!("{name} at {resolution:?}: {error}"));
        let show = |bytes, target| show(bytes, target).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (shown, same) = (show(&in_zpl.bytes, &zpl), show(&in_tspl.bytes, &tspl));
        assert_eq!(shown, same, "{name} at {resolution:?}: both printers burn the same dots");
        // What is scanned hangs on the goods alone, never on the printer.
        let coarse = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
        let first = draw(&coarse).codes;
        let said = |codes: &[labels::ExpectedCode]| -> Vec<_> {
            codes.iter().map(|code| (code.symbology, code.data.clone())).collect()
        };
        assert_eq!(said(&in_zpl.codes), said(&first), "{name}: the same is scanned at every resolution");
    }
}

#[test]
fn every_label_is_as_it_was_golden() {
    let update = std::env::var_os("TALLYMAN_UPDATE_GOLDEN").is_some();
    let pictures = std::env::var_os("TALLYMAN_LABEL_PICTURES").map(PathBuf::from);
    for (name, template) in templates() {
        for language in template.languages() {
            let target = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
            let label = drawn(&template, language, &target).unwrap_or_else(|error| panic!("{name}: {error}"));
            let file = format!("{name}.{}", language.code());
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/templates").join(&file);
            let path = path.with_extension(format!("{}.zpl", language.code()));
            if update {
                std::fs::write(&path, &label.bytes).expect("golden file is written");
            }
            if let Some(folder) = &pictures {
                let shown = show(&label.bytes, &target).expect("shows what was drawn");
                std::fs::write(folder.join(format!("{file}.png")), shown.png).expect("a picture is written");
            }
            let golden = std::fs::read(&path).unwrap_or_default();
            assert!(label.bytes == golden, "{file}: the label changed");
        }
    }
}

/// Bitmaps of TSPL are no text to read and large, so their length and check sum stand for them.
#[test]
fn every_label_is_as_it_was_in_tspl() {
    let mut lines = String::new();
    for (name, template) in templates() {
        for language in template.languages() {
            let target = target(&template, PrinterLanguage::Tspl, Resolution::Dpi203);
            let label = drawn(&template, language, &target).unwrap_or_else(|error| panic!("{name}: {error}"));
            let (length, sum) = (label.bytes.len(), check_sum(&label.bytes));
            lines.push_str(&format!("{name}.{} {length} {sum:08x}\n", language.code()));
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/templates/tspl.txt");
    if std::env::var_os("TALLYMAN_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &lines).expect("golden file is written");
    }
    assert_eq!(lines, std::fs::read_to_string(&path).unwrap_or_default(), "a label changed");
}

/// CRC-32 (ISO 3309).
fn check_sum(bytes: &[u8]) -> u32 {
    let shifted = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    let sum =
        bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| shifted(sum)));
    !sum
}

#[test]
fn a_label_of_training_says_so_and_still_scans() {
    for (name, template) in templates() {
        let target = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
        let real = drawn(&template, template.language, &target).expect("draws");
        let mut data = data_for(&template);
        data.training = true;
        let label = draw_label(&template, &data, &kit(), template.language, &target, NonZeroU32::MIN);
        let label = label.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_ne!(real.bytes, label.bytes, "{name}: nobody takes it for a real one");
        scans(&label, &target).unwrap_or_else(|error| panic!("{name} in training: {error}"));
        if let Some(folder) = std::env::var_os("TALLYMAN_LABEL_PICTURES") {
            let shown = show(&label.bytes, &target).expect("shows");
            let path = PathBuf::from(folder).join(format!("{name}.training.png"));
            std::fs::write(path, shown.png).expect("a picture is written");
        }
    }
}

#[test]
fn a_reprint_says_which_copy_it_is() {
    let template = labels::template::built_in("lot-100x150").expect("built in");
    let target = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
    let mut data = sample();
    let original =
        draw_label(&template, &data, &kit(), Language::En, &target, NonZeroU32::MIN).expect("draws");
    data.copy.number = Some(2);
    let copy = draw_label(&template, &data, &kit(), Language::En, &target, NonZeroU32::MIN).expect("draws");
    assert_ne!(original.bytes, copy.bytes);
    assert_eq!(original.codes, copy.codes, "the copy number is text and never in a code");
    let several = NonZeroU32::new(7).expect("not zero");
    let seven = draw_label(&template, &data, &kit(), Language::En, &target, several).expect("draws");
    assert!(String::from_utf8_lossy(&seven.bytes).contains("^PQ7\n^XZ"), "seven alike are one format");
}
