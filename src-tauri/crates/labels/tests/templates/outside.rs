//! Whatever is written into a template or arrives as printer bytes: a value comes back, never a panic.

use crate::support::{data_for, drawn, kit, target};
use labels::template::{BUILT_IN, Language, Template, built_in, check, sample};
use labels::{Kit, Markets, PrinterLanguage, Resolution, Target, draw_label, show};
use proptest::prelude::*;
use std::num::NonZeroU32;
use std::sync::LazyLock;

const NEARLY_TSPL: &str = "(SIZE [0-9]{1,3} mm,[0-9]{1,3} mm\r\n|GAP [0-9] mm,0 mm\r\n|DIRECTION 1\r\n\
    |CLS\r\n|BAR [0-9]{1,5},[0-9]{1,5},[0-9]{1,5},[0-9]{1,5}\r\n\
    |BITMAP [0-9]{1,3},[0-9]{1,3},[0-9],[0-9],0,[a-z]{0,30}\r\n\
    |PRINT 1,[0-9]{1,3}\r\n|[ -~]{0,9}\r\n){0,12}";
const NEARLY_GRAPHIC: &str =
    "\\^FO[0-9]{1,5},[0-9]{1,5}\\^GFA,[0-9]{1,4},[0-9]{1,4},[0-9]{1,3},[0-9A-Fg-z:,!G-Y]{0,60}\\^FS";

fn small() -> (Template, Target) {
    let template = built_in("serial").expect("built in");
    let target = target(&template, PrinterLanguage::Tspl, Resolution::Dpi203);
    (template, target)
}

/// The small label in both languages of printers.
static SMALL_LABELS: LazyLock<Vec<(Target, Vec<u8>)>> = LazyLock::new(|| {
    let (template, tspl) = small();
    let languages = [PrinterLanguage::Tspl, PrinterLanguage::Zpl];
    let targets = languages.map(|language| Target { language, ..tspl.clone() });
    let bytes = |target: Target| {
        let bytes = drawn(&template, Language::En, &target).expect("draws").bytes;
        (target, bytes)
    };
    targets.map(bytes).into()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reader_of_templates(text in "(.|\n){0,200}") {
        _ = Template::read(&text, &Markets::default());
    }

    #[test]
    fn a_built_in_file_with_a_piece_changed_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        length in 0..12_usize,
        piece in "([0-9.-]{0,4}|\\{\\{|\\}\\}|%|\"|\\[|\\]|é|nan|inf|[a-z_.|]{0,9})",
    ) {
        let (name, text) = BUILT_IN[which.index(BUILT_IN.len())];
        let letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        let end = (at + length).min(letters.len());
        let piece: Vec<char> = piece.chars().collect();
        let changed: String = letters[..at].iter().chain(&piece).chain(&letters[end..]).collect();
        match Template::read(&changed, &Markets::default()) {
            Ok(template) => {
                // What can be read can be drawn or is refused with its reason.
                let data = data_for(&template);
                let drawn = labels::draw_picture(&template, &data, &kit(), Language::En, Resolution::Dpi203);
                if let Err(refused) = drawn {
                    prop_assert!(!refused.to_string().is_empty() && !refused.message().code.is_empty());
                }
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty(), "{name}");
                let lines = changed.lines().count() as u32 + 1;
                let is_inside = |problem: &labels::template::Problem| (1..=lines).contains(&problem.at.line);
                prop_assert!(problems.iter().all(is_inside), "{:?}", problems);
            }
        }
    }

    #[test]
    fn no_words_become_a_command(
        name in "(\\^XZ|~JA|\r\nPRINT 9\r\n|\"|é|辣|[A-Za-z ]{0,5}){1,5}",
        serial in "[ -~]{1,18}",
    ) {
        let (template, tspl) = small();
        let mut data = sample();
        data.item.name = Some(name);
        data.serial = Some(serial);
        let draw = |target: &Target| {
            draw_label(&template, &data, &Kit::default(), Language::En, target, NonZeroU32::MIN)
        };
        let Ok(label) = draw(&tspl) else { return Ok(()) };
        prop_assert!(show(&label.bytes, &tspl).is_ok(), "what is sent can be shown");
        let label = draw(&Target { language: PrinterLanguage::Zpl, ..tspl.clone() }).expect("drawn before");
        let text = String::from_utf8(label.bytes).expect("ASCII");
        prop_assert!(text.is_ascii() && !text.contains('~'));
        prop_assert_eq!((text.matches("^XA").count(), text.matches("^XZ").count()), (1, 1));
    }

    #[test]
    fn what_a_lot_label_says_is_read_back_as_the_same_goods(
        code in "([A-Z0-9-]{1,12}|[!-~]{1,24}|[A-Za-zé辣 (\\\\]{1,9})",
        with_gtin in any::<bool>(),
        with_expiry in any::<bool>(),
    ) {
        let mut data = sample();
        data.lot.code = Some(code.clone());
        data.item.gtin = data.item.gtin.filter(|_| with_gtin);
        data.lot.expiry = data.lot.expiry.filter(|_| with_expiry);
        let target = Target::of(&labels::Media::LOT_SHORT, PrinterLanguage::Zpl).expect("203 dpi");
        let template = labels::lot_template(&target.loaded).expect("a lot label of this size");
        let drawn = draw_label(&template, &data, &kit(), Language::Id, &target, NonZeroU32::MIN);
        let Ok(label) = drawn else {
            prop_assert!(!code.is_ascii() || code.len() > 12, "{code:?}: {drawn:?}");
            return Ok(());
        };
        let today = data.today().expect("a day");
        for drawn in &label.codes {
            if let Some(own) = domain::code::OwnCode::parse(&drawn.data) {
                prop_assert_eq!(Some(own.expect("our own code is whole").text()), data.job_code.clone());
                continue;
            }
            let read = match drawn.symbology {
                labels::symbology::Symbology::Qr => domain::gs1::parse_link(&drawn.data, today),
                _ => domain::gs1::parse(drawn.data.as_bytes(), today),
            };
            let said = &drawn.data;
            let read = read.unwrap_or_else(|error| panic!("our own {said:?} cannot be read: {error}"));
            prop_assert_eq!(read.lot(), Some(code.as_str()), "{:?}", drawn.data);
            let gtin = read.gtin().map(|gtin| gtin.as_str().to_owned());
            prop_assert_eq!(gtin, data.item.gtin.clone());
        }
    }

    #[test]
    fn no_bytes_break_the_readers(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        tspl in NEARLY_TSPL,
        zpl in NEARLY_GRAPHIC,
    ) {
        let (_, target) = small();
        _ = show(&bytes, &target);
        _ = show(&[b"SIZE ".as_slice(), &bytes].concat(), &target);
        _ = show(format!("SIZE 50 mm,25 mm\r\n{tspl}").as_bytes(), &target);
        _ = show(format!("^XA{zpl}^XZ").as_bytes(), &target);
    }

    #[test]
    fn a_label_with_one_byte_changed_is_shown_or_refused(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        for (target, bytes) in SMALL_LABELS.iter() {
            let mut bytes = bytes.clone();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Err(refused) = show(&bytes, target) {
                prop_assert!(!refused.to_string().is_empty());
            }
        }
    }
}

#[test]
fn words_that_never_end_are_stopped() {
    let text = BUILT_IN.iter().find(|(name, _)| *name == "bin").expect("built in").1;
    let endless =
        "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}{{ location.name }}";
    let text = text.replace("\"{{ location.name }}\"", &format!("\"{endless}\""));
    let problems = check(&text, &Markets::default(), &kit(), &sample()).expect_err("it would take minutes");
    assert_eq!(problems.len(), 1, "{problems:?}");
}
