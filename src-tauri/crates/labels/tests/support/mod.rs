//! Labels to draw, and decoders that are not ours: `zbarimg` (zbar-tools) and `pdftoppm` (poppler-utils). A
//! machine without them fails these tests and says what to install.
#![allow(dead_code)]

use domain::Amount;
use domain::code::{OwnCode, OwnKind};
use domain::label::LotLabel;
use jiff::civil::date;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

/// A print job's own code.
pub fn job_code() -> String {
    OwnCode::new(OwnKind::PrintJob, 0x0123_4567).text()
}

/// Received goods with everything a label can say.
pub fn sambal() -> LotLabel {
    LotLabel {
        item_name: "Sambal Bawang Merah 250 g".into(),
        sku: "SB-250-M".into(),
        gtin: Some("09521234001041".into()),
        lot: "L2027-114".into(),
        expiry: Some(date(2027, 11, 21)),
        quantity: Amount::new("24", "pcs"),
        document: "PO-3108".into(),
        location: "COLD-A-02-3".into(),
        received_on: date(2026, 11, 21),
        station: "Receiving 1".into(),
        job_code: job_code(),
        copy: 1,
    }
}

/// A raw material: no GTIN, no expiry, and this is the third print.
pub fn shallot() -> LotLabel {
    LotLabel {
        item_name: "Bawang merah kupas (shallot, peeled)".into(),
        sku: "RM-SHA".into(),
        gtin: None,
        lot: "SHA-2026/47".into(),
        expiry: None,
        quantity: Amount::new("12.500", "kg"),
        document: String::new(),
        location: "DRY-01".into(),
        copy: 3,
        ..sambal()
    }
}

/// What zbar reads in a picture, as `SYMBOLOGY:data`.
pub fn read_codes(png: &[u8]) -> BTreeSet<String> {
    let text = run("zbarimg", "zbar-tools", &["--quiet", "--nodbus", "png:-"], png);
    text.lines().map(str::to_owned).collect()
}

/// The text of the one code of this kind that zbar reads, with the separators of GS1 in it.
pub fn read_codes_as(name: &str, png: &[u8]) -> Option<String> {
    let kinds = ["-Supca.enable=1", "-Supce.enable=1", "-Sean13.enable=1"];
    let arguments = [&["--quiet", "--nodbus"], &kinds[..], &["png:-"]].concat();
    let text = run("zbarimg", "zbar-tools", &arguments, png);
    let text = text.strip_suffix('\n')?.strip_prefix(name)?.strip_prefix(':')?;
    Some(text.to_owned())
}

/// What libdmtx reads in a picture of one Data Matrix; FNC1 is GS.
pub fn read_data_matrix(png: &[u8]) -> Option<String> {
    let text = run("dmtxread", "dmtx-utils", &["-N1", "--gs1=29", "png:-"], png);
    // FNC1 in first position is the code's own mark, not part of the data.
    Some(text.strip_prefix('\u{1d}').unwrap_or(&text).to_owned()).filter(|text| !text.is_empty())
}

/// One card of the first page at 203 dots per inch, as PNG: what a scanner sees of it. Millimetres from the
/// top left.
pub fn card(pdf: &[u8], [x, y, width, height]: [f32; 4]) -> Vec<u8> {
    let place = [x, y, width, height].map(|length_mm| ((length_mm * 8.0) as u32).to_string());
    let [x, y, width, height] = &place;
    let page = ["-r", "203.2", "-png", "-gray", "-f", "1", "-singlefile"];
    let arguments = [&page[..], &["-x", x, "-y", y, "-W", width, "-H", height, "-"]].concat();
    run_bytes("pdftoppm", "poppler-utils", &arguments, pdf)
}

/// A whole page as PNG; the first is 1.
pub fn page_picture(pdf: &[u8], page: usize, dpi: u32) -> Vec<u8> {
    let (page, dpi) = (page.to_string(), dpi.to_string());
    let arguments = ["-r", &dpi, "-png", "-gray", "-f", &page, "-l", &page, "-singlefile", "-"];
    run_bytes("pdftoppm", "poppler-utils", &arguments, pdf)
}

/// Every word of every page with its left, top, right and foot in millimetres.
pub fn boxes_of_words(pdf: &[u8]) -> Vec<Vec<(String, [f32; 4])>> {
    let text = run("pdftotext", "poppler-utils", &["-bbox", "-", "-"], pdf);
    let word = |line: &str| {
        let line = line.trim().strip_prefix("<word ")?;
        let (sides, word) = line.split_once('>')?;
        let numbers = sides.split('"').skip(1).step_by(2).map(|side| side.parse::<f32>().expect("a number"));
        let sides: Vec<f32> = numbers.map(|points| points * 25.4 / 72.0).collect();
        Some((word.trim_end_matches("</word>").to_owned(), [sides[0], sides[1], sides[2], sides[3]]))
    };
    let pages = text.split("<page ").skip(1);
    pages.map(|page| page.lines().filter_map(word).collect()).collect()
}

/// What a reader shows as the properties of the file, single blanks between names and values.
pub fn properties(pdf: &[u8]) -> String {
    let text = run("pdfinfo", "poppler-utils", &["-rawdates", "-"], pdf);
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

pub fn page_text(pdf: &[u8]) -> String {
    run("pdftotext", "poppler-utils", &["-layout", "-", "-"], pdf)
}

fn run(program: &str, package: &str, arguments: &[&str], input: &[u8]) -> String {
    String::from_utf8(run_bytes(program, package, arguments, input)).expect("text")
}

fn run_bytes(program: &str, package: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} is needed (Debian package {package}): {error}"));
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("runs");
    writer.join().expect("does not panic").expect("takes the picture");
    output.stdout
}
