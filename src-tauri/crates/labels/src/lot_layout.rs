//! Where everything stands on the lot label, made to be read from two metres: name, then date, then lot and
//! quantity. Two designs: tall (from 90 mm of height) and short. All lengths are millimetres until they
//! become dots.

use crate::captions::Captions;
use crate::carriers::Carriers;
use crate::drawing::{Area, Drawing, Ink, Side};
use crate::error::{Field, LabelError, Note};
use crate::font;
use crate::media::Media;
use crate::page::{Fact, Page, Style};
use domain::label::LotLabel;

pub(crate) struct LaidOut {
    pub drawing: Drawing,
    pub notes: Vec<Note>,
    /// What a scanner sends for the bars that were drawn.
    pub bars_data: String,
}

const TALL_FROM_MM: u32 = 90;

pub(crate) fn lay_out(
    label: &LotLabel,
    carriers: &Carriers,
    captions: &Captions,
    media: &Media,
) -> Result<LaidOut, LabelError> {
    let possible = (20..=220).contains(&media.width_mm) && (15..=500).contains(&media.height_mm);
    if !possible || !(6..=24).contains(&media.dots_per_mm) {
        return Err(LabelError::BadMedia { media: media.to_string(), dots_per_mm: media.dots_per_mm });
    }
    let mut lot = LotPage { page: Page::new(*media), label, captions, carriers };
    let bars_data = if media.height_mm >= TALL_FROM_MM { lot.tall()? } else { lot.short()? };
    Ok(LaidOut { drawing: lot.page.drawing, notes: lot.page.notes, bars_data })
}

struct LotPage<'a> {
    page: Page,
    label: &'a LotLabel,
    captions: &'a Captions,
    carriers: &'a Carriers,
}

impl LotPage<'_> {
    fn tall(&mut self) -> Result<String, LabelError> {
        let media = self.page.media;
        let dots = |length_mm: f32| media.dots(length_mm);
        let mut area = Area::of(&media).inside(dots(4.0), dots(3.5));
        let head = area.take_top(dots(38.0));
        area.take_top(dots(2.0));
        let hero = area.take_top(dots(23.0));
        let mut facts = area.take_top(dots(37.0));
        // The QR's quiet zone may lie in the label's margin and in the gap below the black field.
        let square = Area { width: dots(38.0), ..facts.take_right(dots(34.0)) };
        facts.take_top(dots(1.5));
        facts.take_foot(dots(1.0));
        self.page.drawing.fill(area.take_top(dots(0.5)));
        area.take_top(dots(1.5));
        let row = area.take_top(dots(10.0));
        area.take_top(dots(1.5));
        let foot = area.take_foot(dots(3.0));
        let under_bars = area.take_foot(dots(5.0));

        self.head(head, 20.0, 3, 7.0)?;
        let (main, mut large) = self.main_facts();
        self.hero_above(hero, &main)?;
        let mut small = self.side_facts();
        if large.is_empty() {
            // Goods without lot and date have room for their place.
            large.extend(small.drain(..1));
        }
        self.large_facts(facts, &large)?;
        self.page.qr(square, &self.carriers.qr)?;
        let small: Vec<&Fact> = small.iter().collect();
        self.page.row(row, &small, 2.8, Style { line_count: 2, ..Style::line(6.0) })?;
        let bars = self.page.bars(area, &self.carriers.bars)?;
        let style = Style { side: Side::Middle, ..Style::line(3.8) };
        self.page.value(under_bars, Field::Code, &bars.text, style)?;
        self.foot(foot, &bars.text, 2.8)?;
        Ok(bars.data.clone())
    }

    fn short(&mut self) -> Result<String, LabelError> {
        let media = self.page.media;
        let dots = |length_mm: f32| media.dots(length_mm);
        let mut area = Area::of(&media).inside(dots(3.0), dots(2.0));
        let mut foot = area.take_foot(dots(2.6));
        area.take_foot(dots(0.4));
        let bars_area = area.take_foot(dots(9.0));
        area.take_foot(dots(1.0));
        let mut side = area.take_right(dots(26.0));
        let square = side.take_top(dots(25.0));
        area.take_right(dots(1.0));
        let head = area.take_top(dots(15.6));
        area.take_top(dots(0.6));
        let hero = area.take_top(dots(8.3));
        area.take_top(dots(0.8));

        self.head(head, 10.0, 2, 4.0)?;
        let (main, facts) = self.main_facts();
        self.hero_beside(hero, &main)?;
        let side_facts = self.side_facts();
        let (row, others): (Vec<&Fact>, Vec<&Fact>) = facts
            .iter()
            .chain(&side_facts)
            .partition(|fact| !matches!(fact.field, Field::ReceivedOn | Field::Document));
        self.page.row(area, &row, 2.2, Style { line_count: 2, ..Style::line(6.0) })?;
        self.page.qr(square, &self.carriers.qr)?;
        let style = Style { side: Side::Middle, line_count: 2, ..Style::line(2.8) };
        for fact in others {
            // Never a bare date: it would be taken for the expiry.
            let (text, height_mm) = match fact.field {
                Field::ReceivedOn => (format!("{} {}", fact.caption, fact.text), 3.0),
                _ => (fact.text.clone(), 5.0),
            };
            self.page.value(
                side.take_top(dots(height_mm)),
                fact.field,
                &text,
                Style { line_count: 2, ..style },
            )?;
        }
        let bars = self.page.bars(bars_area, &self.carriers.bars)?;
        let under_bars = foot.take_left(foot.width / 2);
        self.page.value(under_bars, Field::Code, &bars.text, Style::line(2.5))?;
        self.foot(foot, &bars.text, 2.5)?;
        Ok(bars.data.clone())
    }

    /// The name as large as it goes, the SKU right below it.
    fn head(&mut self, mut area: Area, tallest_mm: f32, lines: usize, sku_mm: f32) -> Result<(), LabelError> {
        let media = self.page.media;
        let sku_height = media.dots(sku_mm * 1.15);
        let mut name = Area { height: area.height.saturating_sub(sku_height), ..area };
        let style = Style { smallest_mm: 3.0, line_count: lines, ..Style::line(tallest_mm) };
        self.page.value_on_top(&mut name, Field::ItemName, &self.label.item_name, style)?;
        // A little air, where there is some left.
        let air = media.dots(2.0).min(name.height);
        area.take_top(area.height - sku_height - name.height + air);
        self.sku(area.take_top(sku_height), sku_mm)
    }

    fn large_facts(&mut self, mut area: Area, facts: &[Fact]) -> Result<(), LabelError> {
        let media = self.page.media;
        if let [only] = facts {
            return self.page.fact(area.inside(0, media.dots(5.0)), only, 3.8, Style::line(20.0));
        }
        let share = area.height / facts.len() as u32;
        for fact in facts {
            let cell = area.take_top(share).inside(0, media.dots(0.5));
            self.page.fact(cell, fact, 3.4, Style::line(11.2))?;
        }
        Ok(())
    }

    /// The SKU, and the copy number where there is one.
    fn sku(&mut self, mut area: Area, tallest_mm: f32) -> Result<(), LabelError> {
        if self.label.copy > 1 {
            let copy = format!("{} {}", self.captions.copy, self.label.copy);
            self.page.tab(&mut area, &copy, tallest_mm);
        }
        self.page.value(area, Field::Sku, &self.label.sku, Style::line(tallest_mm))
    }

    /// White on black, caption above.
    fn hero_above(&mut self, area: Area, fact: &Fact) -> Result<(), LabelError> {
        let media = self.page.media;
        self.page.drawing.fill(area);
        let style = Style { ink: Ink::White, ..Style::line(20.0) };
        self.page.fact(area.inside(media.dots(3.5), media.dots(2.2)), fact, 3.8, style)
    }

    /// White on black, caption at the left.
    fn hero_beside(&mut self, area: Area, fact: &Fact) -> Result<(), LabelError> {
        let media = self.page.media;
        self.page.drawing.fill(area);
        let mut area = area.inside(media.dots(1.5), media.dots(0.8));
        let style = Style { ink: Ink::White, ..Style::line(10.0) };
        let mut caption = area.take_left(media.dots(12.0));
        caption.take_top(media.dots(2.4));
        caption.take_right(media.dots(1.0));
        self.page.caption(caption, fact, Style { tallest_mm: 3.0, ..style })?;
        self.page.value(area, fact.field, &fact.text, style)
    }

    /// The job code, unless it stands under the bars already, and the station.
    fn foot(&mut self, mut area: Area, under_bars: &str, tallest_mm: f32) -> Result<(), LabelError> {
        let style = Style::line(tallest_mm);
        let station = area.take_right(area.width / 2);
        self.page.value(
            station,
            Field::Station,
            &self.label.station,
            Style { side: Side::Right, ..style },
        )?;
        if under_bars == self.label.job_code {
            return Ok(());
        }
        self.page.value(area, Field::JobCode, &self.label.job_code, style)
    }

    /// The one that stands largest (the date, or else the lot, or else the quantity), and what remains of the
    /// three.
    fn main_facts(&self) -> (Fact, Vec<Fact>) {
        let captions = self.captions;
        let amount = &self.label.quantity;
        let quantity =
            fact(&captions.quantity, Field::Quantity, format!("{} {}", amount.amount, amount.unit));
        let lot =
            (!self.label.lot.is_empty()).then(|| fact(&captions.lot, Field::Lot, self.label.lot.clone()));
        let expiry = self.label.expiry.map(|date| fact(&captions.expiry, Field::Expiry, captions.date(date)));
        let mut facts = expiry.into_iter().chain(lot).chain([quantity]);
        let main = facts.next().expect("the quantity is always among them");
        (main, facts.collect())
    }

    /// Location, day of receipt, document; what is empty is left out.
    fn side_facts(&self) -> Vec<Fact> {
        let captions = self.captions;
        let facts = [
            fact(&captions.location, Field::Location, self.label.location.clone()),
            fact(&captions.received, Field::ReceivedOn, captions.date(self.label.received_on)),
            fact(&captions.document, Field::Document, self.label.document.clone()),
        ];
        facts.into_iter().filter(|fact| !font::printable(&fact.text).text.is_empty()).collect()
    }
}

fn fact(caption: &str, field: Field, text: String) -> Fact {
    Fact { caption: caption.to_owned(), field, text }
}

#[cfg(test)]
mod tests;
