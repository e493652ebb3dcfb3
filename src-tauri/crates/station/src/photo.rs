//! Codes in a photo of a label, where no scanner reads it: found here, taken like scans.

use crate::clock;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::scan::Scan;
use domain::{Message, ScanId};
use labels::photo::{LARGEST_BYTES, codes_in_photo};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where such a scan comes from.
pub const SOURCE: &str = "photo";

/// The largest photo as it is sent, a third longer than it is.
pub const LONGEST: usize = LARGEST_BYTES.div_ceil(3) * 4;

/// One code of a photo, as a scanner would send it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PhotoCode {
    pub code: String,
    /// AIM identifier such as `]C1`.
    pub symbology: String,
}

/// Why nothing was looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum NoPhoto {
    /// The text is no base64.
    NotSent {
        problem: String,
    },
    Unreadable(Message),
}

/// Every code in it, from the top down. Takes as long as a picture takes: not for the thread of a request.
///
/// # Errors
/// [`NoPhoto`], for whatever bytes.
pub fn codes(encoded: &str) -> Result<Vec<PhotoCode>, NoPhoto> {
    let bytes = STANDARD.decode(encoded).map_err(|error| NoPhoto::NotSent { problem: error.to_string() })?;
    let found = codes_in_photo(&bytes).map_err(|error| NoPhoto::Unreadable(error.message()))?;
    Ok(found
        .into_iter()
        .map(|found| PhotoCode { code: found.text, symbology: found.symbology.aim().to_owned() })
        .collect())
}

/// The code as a scan, with what the picture told of its kind.
pub fn scan_of(code: &PhotoCode, id: Option<Uuid>) -> Scan {
    Scan {
        id: ScanId(id.unwrap_or_else(clock::new_id)),
        source: SOURCE.to_owned(),
        bytes: code.code.clone().into_bytes(),
        aim: Some(code.symbology.clone()),
    }
}
