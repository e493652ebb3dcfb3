//! Cards on A4 sheets, as PDF: badges to cut out, places and command codes to hang up. Each card says in
//! words what it is and carries its code as Code 128 and as QR.

use crate::code128::{Code128, QUIET_MODULES, encode_plain};
use crate::documents::canvas::{Area, CAPITALS, Canvas, Ink, Side, Type};
use crate::documents::faces::{Faces, Weight};
use crate::documents::file::About;
use crate::documents::pictogram;
use crate::error::{Field, LabelError};
use crate::font;
use crate::symbology::{Symbology, encode};
use domain::code::Command;

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetEntry {
    /// A person's name, or a command's word.
    pub title: String,
    /// A role, or the command in a second language.
    pub subtitle: String,
    /// What a scan of the card gives: printable ASCII.
    pub code: String,
}

/// A command, in the words of the operator's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandEntry {
    pub command: Command,
    /// Its word.
    pub title: String,
    /// What it does, or its word in a second language.
    pub subtitle: String,
}

/// Badges of the size of a bank card (85.6 × 54 mm), ten to a page.
///
/// # Errors
/// [`LabelError`] naming what does not fit, cannot be printed or cannot be scanned. Single letters that the
/// font lacks become `?`; a name that has no other letters is an error.
pub fn badge_sheet(page_title: &str, entries: &[SheetEntry]) -> Result<Vec<u8>, LabelError> {
    sheet(page_title, entries, &BADGE)
}

/// Cards of places of 95 × 52 mm, ten to a page, words as large as they go.
///
/// # Errors
/// As [`badge_sheet`].
pub fn location_sheet(page_title: &str, entries: &[SheetEntry]) -> Result<Vec<u8>, LabelError> {
    sheet(page_title, entries, &WALL)
}

/// Command cards of 95 × 52 mm, ten to a page, each with its pictogram.
///
/// # Errors
/// As [`badge_sheet`].
pub fn command_sheet(page_title: &str, entries: &[CommandEntry]) -> Result<Vec<u8>, LabelError> {
    let card = |entry: &CommandEntry| Entry {
        words: SheetEntry {
            title: entry.title.clone(),
            subtitle: entry.subtitle.clone(),
            code: entry.command.code().text(),
        },
        pictogram: Some(entry.command),
    };
    draw(page_title, &entries.iter().map(card).collect::<Vec<_>>(), &WALL)
}

/// A design; lengths in millimetres.
struct Card {
    width: f32,
    height: f32,
    rows: usize,
    /// Height of capitals.
    title: f32,
    subtitle: f32,
    bars: f32,
    qr: f32,
}

const BADGE: Card =
    Card { width: 85.6, height: 54.0, rows: 5, title: 8.0, subtitle: 3.4, bars: 13.0, qr: 22.0 };
const WALL: Card =
    Card { width: 95.0, height: 52.0, rows: 5, title: 11.0, subtitle: 4.0, bars: 12.0, qr: 22.0 };
/// Side of a pictogram, and the gap behind it.
const PICTOGRAM: (f32, f32) = (14.0, 4.0);
const PAGE: (f32, f32) = (210.0, 297.0);
const COLUMNS: usize = 2;
const INSET: f32 = 5.0;
/// As printed by an office printer: narrower bars run together.
const NARROWEST_MODULE: f32 = 0.25;
const WIDEST_MODULE: f32 = 0.5;
const SMALLEST_CAPITALS: f32 = 2.0;
/// From one baseline of a title to the next, in heights of capitals.
const LINE_PITCH: f32 = 1.45;

/// What a card shows.
struct Entry {
    words: SheetEntry,
    pictogram: Option<Command>,
}

fn sheet(page_title: &str, entries: &[SheetEntry], card: &Card) -> Result<Vec<u8>, LabelError> {
    let entry = |words: &SheetEntry| Entry { words: words.clone(), pictogram: None };
    draw(page_title, &entries.iter().map(entry).collect::<Vec<_>>(), card)
}

fn draw(page_title: &str, entries: &[Entry], card: &Card) -> Result<Vec<u8>, LabelError> {
    let faces = Faces::new(&[]).expect("the embedded fonts were parsed by every test");
    let mut pages = Canvas::new(faces, PAGE);
    let left = (PAGE.0 - card.width * COLUMNS as f32) / 2.0;
    let top = (PAGE.1 - card.height * card.rows as f32) / 2.0 + 3.0;
    let per_page = COLUMNS * card.rows;
    let page_count = entries.len().div_ceil(per_page).max(1);
    for page in 0..page_count {
        pages.begin();
        heading(&mut pages, page_title, (page + 1, page_count), (left, top - 3.5))?;
        for (place, entry) in entries.iter().skip(page * per_page).take(per_page).enumerate() {
            let column = (place % COLUMNS) as f32;
            let row = (place / COLUMNS) as f32;
            let (x, y) = (left + column * card.width, top + row * card.height);
            pages.frame(Ink::Gray, 0.4, Area { x, y, width: card.width, height: card.height });
            draw_card(&mut pages, entry, card, (x, y))?;
        }
    }
    let about = About { title: page_title.to_owned(), ..About::default() };
    Ok(pages.finish(&about).expect("the embedded fonts were parsed by every test"))
}

fn heading(
    pages: &mut Canvas,
    page_title: &str,
    (page, page_count): (usize, usize),
    (x, baseline): (f32, f32),
) -> Result<(), LabelError> {
    let number = if page_count > 1 { format!("   {page} / {page_count}") } else { String::new() };
    let text = format!("{}{number}", printable(page_title)?);
    let (text, capitals) = fitted(&text, 3.2, PAGE.0 - 2.0 * x)?;
    text_at(pages, (x, baseline), capitals, &text);
    Ok(())
}

fn draw_card(
    pages: &mut Canvas,
    Entry { words: entry, pictogram }: &Entry,
    card: &Card,
    (x, y): (f32, f32),
) -> Result<(), LabelError> {
    let code = encode_plain(&entry.code)
        .map_err(|_| LabelError::NotForBars { field: Field::Code, text: entry.code.clone() })?;
    let inner = card.width - 2.0 * INSET;
    let right = x + card.width - INSET;
    let bars_top = y + card.height - INSET - 3.2 - card.bars;
    draw_qr(pages, &entry.code, Area { x: right - card.qr, y: y + INSET, width: card.qr, height: card.qr })?;

    // The QR's quiet zone is four modules, a sixth of its width.
    let mut words = inner - card.qr * 7.0 / 6.0;
    let mut left = x + INSET;
    if let Some(command) = pictogram {
        let (side, gap) = PICTOGRAM;
        pictogram::draw(pages, *command, Area { x: left, y: y + INSET, width: side, height: side });
        left += side + gap;
        words -= side + gap;
    }
    // Two lines with their pitch must leave room for the subtitle beside the QR.
    let tallest_of_two = (card.qr - card.subtitle - 1.2) / (2.0 * LINE_PITCH);
    let lines = title_lines(&printable(&entry.title)?, (card.title, tallest_of_two), words)?;
    let mut baseline = y + INSET;
    for (line, capitals) in &lines {
        baseline += capitals;
        text_at(pages, (left, baseline), *capitals, line);
        baseline += capitals * (LINE_PITCH - 1.0);
    }
    let (subtitle, capitals) = fitted(&printable(&entry.subtitle)?, card.subtitle, words)?;
    text_at(pages, (left, baseline + capitals + 0.6), capitals, &subtitle);

    draw_bars(pages, &code, Area { x: x + INSET, y: bars_top, width: inner, height: card.bars }, card)?;
    let (text, capitals) = fitted(&entry.code, 1.9, inner)?;
    let middle = x + (card.width - font::width_em(&text) * font::em_of_capitals(capitals)) / 2.0;
    text_at(pages, (middle, y + card.height - INSET + 0.4), capitals, &text);
    Ok(())
}

/// In one line, or in two where these become larger.
fn title_lines(
    title: &str,
    (tallest, tallest_of_two): (f32, f32),
    width: f32,
) -> Result<Vec<(String, f32)>, LabelError> {
    let one_line = fitted(title, tallest, width);
    let halves = title.match_indices(' ').map(|(place, _)| (&title[..place], &title[place + 1..]));
    let longer = |halves: &(&str, &str)| font::width_em(halves.0).max(font::width_em(halves.1));
    let two_lines = halves.min_by(|a, b| longer(a).total_cmp(&longer(b))).and_then(|(first, second)| {
        let capitals = [first, second].map(|half| fitted(half, tallest_of_two, width).map(|line| line.1));
        let [Ok(a), Ok(b)] = capitals else { return None };
        Some(vec![(first.to_owned(), a.min(b)), (second.to_owned(), a.min(b))])
    });
    match (one_line, two_lines) {
        (Ok(one), Some(two)) if two[0].1 > one.1 => Ok(two),
        (Err(_), Some(two)) => Ok(two),
        (one_line, _) => one_line.map(|line| vec![line]),
    }
}

/// The text and the height of capitals at which it fits in one line.
fn fitted(text: &str, tallest: f32, width: f32) -> Result<(String, f32), LabelError> {
    let at_tallest = font::width_em(text) * font::em_of_capitals(tallest);
    let capitals = if at_tallest > width { tallest * width / at_tallest } else { tallest };
    if capitals < SMALLEST_CAPITALS.min(tallest) * 0.8 {
        let media = "card".to_owned();
        return Err(LabelError::DoesNotFit { field: Field::Title, text: text.to_owned(), media });
    }
    Ok((text.to_owned(), capitals))
}

fn draw_bars(pages: &mut Canvas, code: &Code128, area: Area, card: &Card) -> Result<(), LabelError> {
    let with_quiet = code.total_width_modules() as f32;
    // The quiet zone may use the card's own margin.
    let module = (card.width / with_quiet).min(WIDEST_MODULE);
    if module < NARROWEST_MODULE {
        let (text, media) = ("code".to_owned(), format!("{} mm card", card.width));
        return Err(LabelError::DoesNotFit { field: Field::Code, text, media });
    }
    let middle = area.x + area.width / 2.0;
    let mut x = middle - with_quiet * module / 2.0 + QUIET_MODULES as f32 * module;
    let mut bars = Vec::new();
    for (index, width) in code.module_widths().enumerate() {
        let width = width as f32 * module;
        if index % 2 == 0 {
            bars.push(Area { x, width, ..area });
        }
        x += width;
    }
    pages.fill(Ink::Black, &bars);
    Ok(())
}

fn draw_qr(pages: &mut Canvas, text: &str, area: Area) -> Result<(), LabelError> {
    let too_long =
        || LabelError::DoesNotFit { field: Field::Code, text: text.to_owned(), media: "card".to_owned() };
    let symbol = encode(Symbology::Qr, text).map_err(|_| too_long())?;
    if area.width / (symbol.width_modules() as f32) < NARROWEST_MODULE {
        return Err(too_long());
    }
    pages.symbol(&symbol, area);
    Ok(())
}

/// One line from its baseline; `capitals` is the height of capitals in millimetres.
fn text_at(pages: &mut Canvas, place: (f32, f32), capitals: f32, text: &str) {
    let size_pt = capitals / CAPITALS * 72.0 / 25.4;
    pages.text(Side::Left, place, Type { size_pt, weight: Weight::Bold, ink: Ink::Black }, text);
}

fn printable(text: &str) -> Result<String, LabelError> {
    let printable = font::printable(text);
    if !printable.missing.is_empty() && !printable.text.chars().any(char::is_alphanumeric) {
        let (text, letters) = (text.to_owned(), printable.missing);
        return Err(LabelError::NoLetters { field: Field::Title, text, letters });
    }
    Ok(printable.text)
}
