//! Is SQLite's write-ahead log whole? SQLite itself reads it up to the first frame that does not fit, takes the rest
//! for an unfinished write, and writes over it. Of one that was damaged later, entries that were answered would go
//! without a word. The format: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

const HEADER_BYTES: usize = 32;
const FRAME_BYTES: usize = 24;
const MAGIC: u32 = 0x377f_0682;
/// A log that was left longer than this is taken as SQLite takes it.
const LONGEST_BYTES: u64 = 256 * 1024 * 1024;

/// Two sums over the log so far.
type Sum = [u32; 2];

/// Whether commits stand behind a frame that does not fit. Each commit is on the disk before the next begins, so a
/// power cut leaves at most one that is not whole.
///
/// # Errors
/// The log cannot be read; one that is not there is whole.
pub(super) fn is_damaged(log: &Path) -> io::Result<bool> {
    let file = match File::open(log) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    if file.metadata()?.len() > LONGEST_BYTES {
        return Ok(false);
    }
    let mut log = BufReader::with_capacity(1 << 20, file);
    let Some(header) = Header::read(&mut log)? else { return Ok(false) };
    if !header.fits {
        // A log that began anew and was cut there is followed by frames of before; a damaged one by its own.
        return Ok(header
            .frame(&mut log)?
            .is_some_and(|first| header.added(header.sum, &first) == first.sum));
    }
    let (mut before, mut is_broken, mut commit_count) = (header.sum, false, 0);
    while let Some(frame) = header.frame(&mut log)? {
        let is_ours = frame.salts == header.salts;
        let fits = is_ours && header.added(before, &frame) == frame.sum;
        let breaks_here = !is_broken && !fits;
        is_broken |= breaks_here;
        let counts = is_broken && frame.is_commit && (fits || breaks_here && is_ours);
        commit_count += u32::from(counts);
        before = frame.sum;
    }
    Ok(commit_count > 1)
}

struct Header {
    is_big_endian: bool,
    page_bytes: usize,
    salts: [u32; 2],
    sum: Sum,
    /// Its own sum is right.
    fits: bool,
}

struct Frame {
    head: [u8; FRAME_BYTES],
    page: Vec<u8>,
    is_commit: bool,
    salts: [u32; 2],
    sum: Sum,
}

impl Header {
    /// `None` for a log that holds nothing.
    fn read(log: &mut impl Read) -> io::Result<Option<Header>> {
        let mut bytes = [0; HEADER_BYTES];
        if !filled(log, &mut bytes)? {
            return Ok(None);
        }
        let is_big_endian = word(&bytes, 0) == MAGIC | 1;
        let page_bytes = word(&bytes, 8) as usize;
        let sum = [word(&bytes, 24), word(&bytes, 28)];
        let has_sense = word(&bytes, 0) | 1 == MAGIC | 1 && (512..=65_536).contains(&page_bytes);
        let fits = has_sense && summed([0, 0], &bytes[..24], is_big_endian) == sum;
        let page_bytes = if has_sense { page_bytes } else { 4_096 };
        Ok(Some(Header { is_big_endian, page_bytes, salts: [word(&bytes, 16), word(&bytes, 20)], sum, fits }))
    }

    /// `None` at the end, or where the last one is cut off.
    fn frame(&self, log: &mut impl Read) -> io::Result<Option<Frame>> {
        let (mut head, mut page) = ([0; FRAME_BYTES], vec![0; self.page_bytes]);
        if !filled(log, &mut head)? || !filled(log, &mut page)? {
            return Ok(None);
        }
        let (is_commit, salts) = (word(&head, 4) != 0, [word(&head, 8), word(&head, 12)]);
        let sum = [word(&head, 16), word(&head, 20)];
        Ok(Some(Frame { head, page, is_commit, salts, sum }))
    }

    fn added(&self, before: Sum, frame: &Frame) -> Sum {
        let sum = summed(before, &frame.head[..8], self.is_big_endian);
        summed(sum, &frame.page, self.is_big_endian)
    }
}

fn summed(before: Sum, bytes: &[u8], is_big_endian: bool) -> Sum {
    let [mut one, mut two] = before;
    for pair in bytes.chunks_exact(8) {
        let value = |at: usize| {
            let word = [pair[at], pair[at + 1], pair[at + 2], pair[at + 3]];
            if is_big_endian { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
        };
        one = one.wrapping_add(value(0)).wrapping_add(two);
        two = two.wrapping_add(value(4)).wrapping_add(one);
    }
    [one, two]
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn filled(log: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
