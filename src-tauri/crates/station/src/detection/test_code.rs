//! The test code as pictures, for scanning from a screen.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use devices::keyboard::TEST_CODE;
use labels::symbology::{Symbology, encode};
use serde::{Deserialize, Serialize};

/// What is shown to be scanned: signs on which keyboards differ, capital and small letters, digits, and a GS.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TestCode {
    /// As a person can compare it; GS as ␝.
    pub text: String,
    pub pictures: Vec<TestPicture>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TestPicture {
    /// `data_matrix`, `code128`.
    pub kind: String,
    /// A PNG.
    pub data_url: String,
    /// In its own dots: shown so, or a whole number of times larger, no module gets blurred.
    pub width_dots: u32,
    pub height_dots: u32,
}

/// Both kinds: not every scanner reads both.
pub fn test_code() -> TestCode {
    let pictures =
        [picture("data_matrix", Symbology::DataMatrix, 8, 0), picture("code128", Symbology::Code128, 2, 90)];
    TestCode { text: TEST_CODE.replace('\u{1d}', "␝"), pictures: pictures.into() }
}

fn picture(kind: &str, symbology: Symbology, module: u32, height: u32) -> TestPicture {
    let symbol = encode(symbology, TEST_CODE).expect("the test code is short and all of it is ASCII");
    let drawn = symbol.picture(module, height);
    TestPicture {
        kind: kind.to_owned(),
        data_url: format!("data:image/png;base64,{}", STANDARD.encode(drawn.png())),
        width_dots: drawn.width,
        height_dots: drawn.height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use labels::photo::codes_in_photo;

    #[test]
    fn what_is_shown_reads_back_as_the_test_code() {
        for picture in test_code().pictures {
            let encoded = picture.data_url.strip_prefix("data:image/png;base64,").expect("a PNG");
            let found = codes_in_photo(&STANDARD.decode(encoded).expect("base64")).expect("a picture");
            let texts: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
            assert_eq!(texts, [TEST_CODE], "{} with all its signs, the GS too", picture.kind);
        }
    }
}
