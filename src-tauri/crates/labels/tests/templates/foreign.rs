//! What decoders that are not ours read on the labels: `zbarimg` (zbar-tools) and `dmtxread` (dmtx-utils).
//! A machine without them fails these tests and says what to install.

use crate::support::{drawn, target, templates};
use labels::symbology::Symbology;
use labels::{PrinterLanguage, Resolution, show};
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn foreign_decoders_read_the_same() {
    for (name, template) in templates() {
        // TSPL here, and the bytes of ZPL are held to the same dots elsewhere.
        let target = target(&template, PrinterLanguage::Tspl, Resolution::Dpi300);
        let label = drawn(&template, template.language, &target).expect("draws");
        if label.codes.is_empty() {
            continue;
        }
        let png = show(&label.bytes, &target).expect("shows what was drawn").png;
        let (matrices, others): (Vec<_>, Vec<_>) =
            label.codes.iter().partition(|code| is_data_matrix(code.symbology));
        let read = run("zbarimg", "zbar-tools", &["--quiet", "--nodbus", "png:-"], &png);
        for code in others {
            let expected = code.data.replace('\u{1d}', "");
            let found = read.lines().any(|line| {
                line.split_once(':').is_some_and(|(_, data)| data.replace('\u{1d}', "") == expected)
            });
            assert!(found, "{name}: zbar reads {} {expected:?} among {read:?}", code.symbology.name());
        }
        if let [code] = matrices.as_slice() {
            let read = run(
                "dmtxread",
                "dmtx-utils",
                &["--gs1=29", "--milliseconds=3000", "--stop-after=1", "-"],
                &png,
            );
            let plain = |text: &str| text.replace('\u{1d}', "");
            assert_eq!(plain(&read), plain(&code.data), "{name}: dmtx reads the Data Matrix");
        }
    }
}

fn is_data_matrix(symbology: Symbology) -> bool {
    matches!(symbology, Symbology::DataMatrix | Symbology::Gs1DataMatrix)
}

fn run(program: &str, package: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} is needed (Debian package {package}): {error}"));
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("runs");
    writer.join().expect("does not panic").expect("takes the picture");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
