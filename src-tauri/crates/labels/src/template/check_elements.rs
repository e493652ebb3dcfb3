//! The elements of a template file: their places, sizes and letters.

use super::check::Check;
use super::problem::Wrong;
use super::source::{CodeSource, Source, TextSource};
use super::words::unknown_in_condition;
use super::{Body, Choice, CodeBody, Element, Place, TextBody};
use crate::letters::SMALL_X;
use std::ops::Range;
use toml::Spanned;

/// The line below a code, where the template says nothing.
const CODE_LETTERS_MM: f32 = 2.5;
/// Half a dot of the coarsest printer: nobody measures finer in a template.
const SLACK_MM: f32 = 0.06;

impl Check<'_> {
    pub(super) fn elements(&mut self, source: &Source, smallest_letter_mm: f32) -> Vec<Element> {
        let mut elements = Vec::new();
        for drawn in &source.boxes {
            let line_mm = self.within("line_mm", &drawn.line_mm, 0.05, 20.0);
            elements.push(self.element(&drawn.place_mm, drawn.when.as_ref(), None, Body::Box { line_mm }));
        }
        for drawn in &source.lines {
            let times = drawn.times.as_ref().map_or(1, |times| *times.get_ref()).clamp(1, 1000);
            let step_mm = drawn.step_mm.as_ref().map_or([0.0, 0.0], |step| *step.get_ref());
            let element =
                self.element(&drawn.place_mm, drawn.when.as_ref(), None, Body::Line { times, step_mm });
            let last = (times - 1) as f32;
            let [left, top, width, height] = *drawn.place_mm.get_ref();
            self.inside(
                drawn.place_mm.span(),
                [left + last * step_mm[0], top + last * step_mm[1], width, height],
            );
            elements.push(element);
        }
        for drawn in &source.pictures {
            self.text(&drawn.file);
            let body = Body::Picture { file: drawn.file.get_ref().clone() };
            elements.push(self.element(&drawn.place_mm, drawn.when.as_ref(), Some(&drawn.file), body));
        }
        for drawn in &source.codes {
            let body = self.code(drawn);
            elements.push(self.element(&drawn.place_mm, drawn.when.as_ref(), Some(&drawn.data), body));
        }
        for drawn in &source.texts {
            let body = self.text_body(drawn, smallest_letter_mm);
            elements.push(self.element(&drawn.place_mm, drawn.when.as_ref(), Some(&drawn.say), body));
        }
        elements
    }

    fn element(
        &mut self,
        place: &Spanned<[f32; 4]>,
        when: Option<&Spanned<String>>,
        said: Option<&Spanned<String>>,
        body: Body,
    ) -> Element {
        if let Some(when) = when {
            self.known(when, unknown_in_condition);
        }
        let span = said.map_or_else(|| place.span(), Spanned::span);
        let when = when.map(|when| when.get_ref().clone());
        Element { place: self.place(place), span, when, body }
    }

    pub(super) fn place(&mut self, place: &Spanned<[f32; 4]>) -> Place {
        self.inside(place.span(), *place.get_ref())
    }

    fn inside(&mut self, span: Range<usize>, [left, top, width, height]: [f32; 4]) -> Place {
        let Place { left: media_left, top: media_top, width: media_width, height: media_height } = self.media;
        let (right_mm, foot_mm) = (left + width, top + height);
        let (media_right, media_foot) = (media_left + media_width, media_top + media_height);
        let sizes = [left, top, width, height];
        // Not a number is neither more nor less than anything, so it is asked for what is right.
        let inside = sizes.iter().all(|length| length.is_finite())
            && left >= media_left - SLACK_MM
            && top >= media_top - SLACK_MM
            && width > 0.0
            && height > 0.0
            && right_mm <= media_right + SLACK_MM
            && foot_mm <= media_foot + SLACK_MM;
        if !inside {
            let is_window = media_left > 0.0 || media_top > 0.0;
            let wrong = match is_window {
                true => Wrong::OutsideWindow,
                false => {
                    Wrong::OutsideMedia { right_mm, foot_mm, width_mm: media_width, height_mm: media_height }
                }
            };
            self.wrong(span, wrong);
            return Place::default();
        }
        Place { left, top, width, height }
    }

    fn code(&mut self, code: &CodeSource) -> Body {
        let mut choices = vec![Choice { symbology: code.symbology, data: code.data.get_ref().clone() }];
        self.text(&code.data);
        for other in &code.others {
            self.text(&other.data);
            choices.push(Choice { symbology: other.symbology, data: other.data.get_ref().clone() });
        }
        let least = code.symbology.module_mm().0;
        let module_mm = code.module_mm.as_ref().map(|given| self.within("module_mm", given, least, 5.0));
        let smallest = code.smallest_module_mm.as_ref();
        let smallest_module_mm =
            smallest.map_or(least, |given| self.within("smallest_module_mm", given, least, 5.0));
        let letters_mm = match &code.letters_mm {
            Some(given) => self.within("letters_mm", given, 0.0, 20.0),
            None if code.symbology.is_matrix() => 0.0,
            None => CODE_LETTERS_MM,
        };
        Body::Code(CodeBody { choices, module_mm, smallest_module_mm, letters_mm, side: code.side })
    }

    fn text_body(&mut self, text: &TextSource, smallest_letter_mm: f32) -> Body {
        self.text(&text.say);
        let letters_mm = self.within("letters_mm", &text.letters_mm, 0.1, 200.0);
        let smallest = text.smallest_mm.as_ref();
        let smallest_mm =
            smallest.map_or(letters_mm, |given| self.within("smallest_mm", given, 0.1, letters_mm));
        let is_mm = smallest_mm * SMALL_X;
        if is_mm < smallest_letter_mm - 0.005 {
            let span = smallest.unwrap_or(&text.letters_mm).span();
            self.wrong(span, Wrong::LettersTooSmall { is_mm: rounded(is_mm), least_mm: smallest_letter_mm });
        }
        let lines = text.lines.as_ref().map(|lines| (*lines.get_ref()).clamp(1, 200));
        Body::Text(TextBody {
            say: text.say.get_ref().clone(),
            letters_mm,
            smallest_mm,
            weight: text.weight,
            side: text.side,
            stands: text.stands,
            ink: text.ink,
            lines,
            marked: text.marked,
            missing_letters: text.missing_letters,
        })
    }
}

fn rounded(length_mm: f32) -> f32 {
    (length_mm * 100.0).round() / 100.0
}
