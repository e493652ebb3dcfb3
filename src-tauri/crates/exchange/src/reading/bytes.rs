//! What a file is by its bytes: its SHA-256, its encoding, and a reader that gives UTF-8 whatever it is
//! written in.

use crate::Error;
use crate::said::Whole;
use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

/// The outer kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Text(Encoding),
    /// XLSX, ODS.
    Zip,
    /// XLS.
    Compound,
}

pub(crate) struct Fingerprint {
    pub hash: [u8; 32],
    pub size: u64,
    /// `Err`: text in no encoding that we know.
    pub container: Result<Container, Whole>,
}

const BLOCK: usize = 1 << 16;
/// Never printed in a text: they tell UTF-16 apart, and what is no text at all.
const NUL: u8 = 0;
/// Not used by Windows-1252, so their presence says that it is something else.
const UNUSED_1252: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Reads the whole file once.
pub(crate) fn fingerprint(path: &Path) -> Result<Fingerprint, Error> {
    let mut file = File::open(path).map_err(Error::reading(path))?;
    let mut hash = Sha256::new();
    let mut look = Look::default();
    let mut block = vec![0; BLOCK];
    loop {
        let length = file.read(&mut block).map_err(Error::reading(path))?;
        if length == 0 {
            break;
        }
        hash.update(&block[..length]);
        look.at(&block[..length]);
    }
    Ok(Fingerprint { hash: hash.finalize().into(), size: look.size, container: look.container() })
}

/// The hash alone: whether the file is still the same.
pub(crate) fn hash(path: &Path) -> Result<[u8; 32], Error> {
    let mut file = File::open(path).map_err(Error::reading(path))?;
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block).map_err(Error::reading(path))? {
            0 => return Ok(hash.finalize().into()),
            length => hash.update(&block[..length]),
        }
    }
}

/// What the bytes say of themselves as they go by.
#[derive(Default)]
struct Look {
    size: u64,
    begin: Vec<u8>,
    /// The last bytes of the block before, when a letter was cut there.
    cut: Vec<u8>,
    is_not_utf8: bool,
    has_unused_1252: bool,
    nul_count: u64,
}

impl Look {
    fn at(&mut self, block: &[u8]) {
        self.size += block.len() as u64;
        let missing = 4096_usize.saturating_sub(self.begin.len());
        self.begin.extend_from_slice(&block[..missing.min(block.len())]);
        self.nul_count += block.iter().filter(|byte| **byte == NUL).count() as u64;
        self.has_unused_1252 |= block.iter().any(|byte| UNUSED_1252.contains(byte));
        if !self.is_not_utf8 {
            self.letters(block);
        }
    }

    fn letters(&mut self, block: &[u8]) {
        let mut bytes = std::mem::take(&mut self.cut);
        bytes.extend_from_slice(block);
        if let Err(error) = std::str::from_utf8(&bytes) {
            match error.error_len() {
                Some(_) => self.is_not_utf8 = true,
                None => self.cut = bytes.split_off(error.valid_up_to()),
            }
        }
    }

    fn container(&self) -> Result<Container, Whole> {
        let text = |encoding| Ok(Container::Text(encoding));
        match self.begin.as_slice() {
            [b'P', b'K', 3, 4, ..] => Ok(Container::Zip),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Ok(Container::Compound),
            [0xff, 0xfe, ..] => text(Encoding::Utf16Le),
            [0xfe, 0xff, ..] => text(Encoding::Utf16Be),
            _ if self.nul_count > 0 => self.unmarked_utf16(),
            _ if !self.is_not_utf8 && self.cut.is_empty() => text(Encoding::Utf8),
            _ if self.has_unused_1252 => Err(Whole::EncodingUnknown {}),
            _ => text(Encoding::Windows1252),
        }
    }

    /// In UTF-16 every other byte of plain letters is nothing.
    fn unmarked_utf16(&self) -> Result<Container, Whole> {
        let nul_at =
            |place: usize| self.begin.iter().skip(place).step_by(2).filter(|byte| **byte == NUL).count();
        let (even, odd) = (nul_at(0), nul_at(1));
        let most = self.begin.len() / 4;
        match (even == 0 && odd > most, odd == 0 && even > most) {
            (true, _) => Ok(Container::Text(Encoding::Utf16Le)),
            (_, true) => Ok(Container::Text(Encoding::Utf16Be)),
            _ => Err(Whole::EncodingUnknown {}),
        }
    }
}

/// A text file as UTF-8, without the mark at its beginning. Gives an error where the bytes are no text.
pub(crate) struct Utf8<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// Of `raw`, what was not decoded yet.
    begin: usize,
    end: usize,
    is_at_end: bool,
    /// The decoder was told that nothing follows.
    is_done: bool,
    is_at_begin: bool,
}

impl<R: Read> Utf8<R> {
    pub(crate) fn new(inner: R, encoding: Encoding) -> Utf8<R> {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
        };
        let raw = vec![0; if decoder.is_some() { BLOCK } else { 0 }];
        Utf8 { inner, decoder, raw, begin: 0, end: 0, is_at_end: false, is_done: false, is_at_begin: true }
    }

    fn fill(&mut self) -> io::Result<()> {
        let length = self.inner.read(&mut self.raw)?;
        (self.begin, self.end, self.is_at_end) = (0, length, length == 0);
        Ok(())
    }

    /// UTF-8 needs no decoding, only its mark taken away.
    fn plain(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(out)?;
        if std::mem::take(&mut self.is_at_begin) && out[..length].starts_with(b"\xef\xbb\xbf") {
            out.copy_within(3..length, 0);
            return if length == 3 { self.inner.read(out) } else { Ok(length - 3) };
        }
        Ok(length)
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_none() {
            return self.plain(out);
        }
        while !self.is_done {
            if self.begin == self.end && !self.is_at_end {
                self.fill()?;
            }
            let decoder = self.decoder.as_mut().expect("looked at above");
            let rest = &self.raw[self.begin..self.end];
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(rest, out, self.is_at_end);
            self.begin += read;
            match result {
                DecoderResult::Malformed(..) => return Err(no_text()),
                DecoderResult::OutputFull if written == 0 => return Err(no_text()),
                DecoderResult::InputEmpty => self.is_done = self.is_at_end,
                DecoderResult::OutputFull => {}
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

fn no_text() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the bytes are no text")
}
