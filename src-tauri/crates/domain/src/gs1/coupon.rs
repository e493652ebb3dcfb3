//! The inside of North American coupons (8110) and (8112): lengths, codes and dates of their fields. What a
//! coupon is worth is none of ours. Sources: North American Coupon Application Guideline Using GS1 DataBar
//! Expanded Symbols; GS1 AI (8112) Coupon Data Specification.

use super::date::PrintedDate;
use jiff::civil::Date;

/// The digits of a coupon that were not read yet. An error is where the wrong place begins.
struct Fields<'a> {
    text: &'a str,
    at: usize,
}

/// The place of the first character that is wrong, counted from 0.
type At = usize;

/// A coupon of the first form: company, offer, what is saved, what is bought, then optional fields by their
/// leading digit in rising order.
pub(super) fn check_first_form(text: &str, today: Date) -> Result<(), At> {
    let mut fields = Fields::of(text)?;
    fields.company(6)?;
    fields.digits(6)?;
    fields.counted(1..=5, 0)?;
    fields.purchase()?;
    let mut expires = None;
    if fields.begins('1') {
        fields.one_of("0123")?;
        fields.purchase()?;
        fields.other_company()?;
    }
    if fields.begins('2') {
        fields.purchase()?;
        fields.other_company()?;
    }
    if fields.begins('3') {
        expires = Some(fields.date(today)?);
    }
    if fields.begins('4') {
        let at = fields.at;
        let starts = fields.date(today)?;
        if expires.is_some_and(|expires| expires < starts) {
            return Err(at);
        }
    }
    if fields.begins('5') {
        fields.counted(0..=9, 6)?;
    }
    if fields.begins('6') {
        fields.counted(1..=7, 6)?;
    }
    if fields.begins('9') {
        fields.one_of("01256")?;
        fields.one_of("012")?;
        fields.digits(1)?;
        fields.one_of("01")?;
    }
    fields.end()
}

/// A coupon of the offer file: format, funder, offer, serial.
pub(super) fn check_offer(text: &str) -> Result<(), At> {
    let mut fields = Fields::of(text)?;
    fields.one_of("01")?;
    fields.counted(0..=6, 6)?;
    fields.digits(6)?;
    fields.counted(0..=9, 6)?;
    fields.end()
}

impl<'a> Fields<'a> {
    fn of(text: &'a str) -> Result<Fields<'a>, At> {
        match text.bytes().position(|byte| !byte.is_ascii_digit()) {
            Some(at) => Err(at),
            None => Ok(Fields { text, at: 0 }),
        }
    }

    fn digits(&mut self, count: usize) -> Result<&'a str, At> {
        let field = self.text.get(self.at..self.at + count).ok_or(self.text.len())?;
        self.at += count;
        Ok(field)
    }

    fn one_of(&mut self, allowed: &str) -> Result<(), At> {
        let at = self.at;
        let field = self.digits(1)?;
        if allowed.contains(field) { Ok(()) } else { Err(at) }
    }

    /// One digit says how many follow, `more` than itself.
    fn counted(&mut self, allowed: std::ops::RangeInclusive<usize>, more: usize) -> Result<(), At> {
        let at = self.at;
        let count = self.digits(1)?.parse::<usize>().map_err(|_| at)?;
        if !allowed.contains(&count) {
            return Err(at);
        }
        self.digits(count + more).map(|_| ())
    }

    /// A prefix of six digits or more, by one digit that says how many more.
    fn company(&mut self, most: usize) -> Result<(), At> {
        self.counted(0..=most, 6)
    }

    /// 9 stands for no company at all.
    fn other_company(&mut self) -> Result<(), At> {
        if self.begins('9') { Ok(()) } else { self.company(6) }
    }

    /// How much must be bought, of what kind of count, and of which family.
    fn purchase(&mut self) -> Result<(), At> {
        self.counted(1..=5, 0)?;
        self.one_of("012349")?;
        self.digits(3).map(|_| ())
    }

    fn date(&mut self, today: Date) -> Result<Date, At> {
        let at = self.at;
        match PrintedDate::parse(self.digits(6)?, today) {
            Some(PrintedDate::Day(date)) => Ok(date),
            _ => Err(at),
        }
    }

    fn begins(&mut self, digit: char) -> bool {
        let begins = self.text[self.at..].starts_with(digit);
        self.at += usize::from(begins);
        begins
    }

    fn end(&self) -> Result<(), At> {
        if self.at == self.text.len() { Ok(()) } else { Err(self.at) }
    }
}
