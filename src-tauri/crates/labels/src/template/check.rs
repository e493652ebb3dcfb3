//! From the file as it is written to a template, or to everything that is wrong in it. What shows only when a label
//! is drawn is found by `trial`.

use super::problem::{Position, Problem, Wrong};
use super::source::{CodeSource, Source, TextSource};
use super::words::{facts_in, nearest, unknown_in_condition, unknown_in_text};
use super::{Body, Choice, CodeBody, Element, Language, Place, Stock, Template, TextBody};
use crate::letters::SMALL_X;
use crate::market::{Market, Markets};
use crate::printer::Resolution;
use minijinja::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;

/// Built in where neither template nor market says another: height of a small x.
const SMALLEST_LETTER_MM: f32 = 1.0;
/// The line below a code, where the template says nothing.
const CODE_LETTERS_MM: f32 = 2.5;
/// Half a dot of the coarsest printer: nobody measures finer in a template.
const SLACK_MM: f32 = 0.06;

impl Template {
    /// # Errors
    /// Everything that can be seen to be wrong without drawing, each with its line and column.
    pub fn read(text: &str, markets: &Markets) -> Result<Template, Vec<Problem>> {
        let source: Source = toml::from_str(text).map_err(|error| {
            let at = Position::of(text, error.span().map_or(0, |span| span.start));
            vec![Problem { at, wrong: Wrong::Frame { problem: error.message().to_owned() } }]
        })?;
        let mut check = Check { text, problems: Vec::new(), words: BTreeSet::new(), media: Place::default() };
        let template = check.template(&source, markets);
        check.problems.sort_by_key(|problem| (problem.at.line, problem.at.column));
        if check.problems.is_empty() { Ok(template) } else { Err(check.problems) }
    }
}

impl Default for Place {
    fn default() -> Place {
        Place { left: 0.0, top: 0.0, width: 0.0, height: 0.0 }
    }
}

struct Check<'a> {
    text: &'a str,
    problems: Vec<Problem>,
    words: BTreeSet<&'a str>,
    /// The whole label; a window of it where it is an overprint.
    media: Place,
}

impl<'a> Check<'a> {
    fn template(&mut self, source: &'a Source, markets: &Markets) -> Template {
        let language = self.language(&source.language);
        let stock = self.stock(source);
        let market = self.market(source.market.as_ref(), markets);
        let least = market.as_ref().map_or(SMALLEST_LETTER_MM, |market| market.smallest_letter_mm);
        let smallest_letter_mm = match &source.smallest_letter_mm {
            Some(given) => self.within("smallest_letter_mm", given, least, 50.0),
            None => least,
        };
        let words = self.words(source, language);
        let elements = self.elements(source, smallest_letter_mm);
        let template = Template {
            name: source.name.get_ref().clone(),
            language,
            stock,
            minimum: self.minimum(source.minimum_dpi.as_ref()),
            smallest_letter_mm,
            market,
            words,
            elements,
        };
        if template.stock.name.is_none() {
            self.facts_shown(source, &template);
        }
        template
    }

    fn wrong(&mut self, span: Range<usize>, wrong: Wrong) {
        self.problems.push(Problem { at: Position::of(self.text, span.start), wrong });
    }

    fn language(&mut self, code: &Spanned<String>) -> Language {
        Language::from_code(code.get_ref()).unwrap_or_else(|| {
            self.wrong(code.span(), Wrong::UnknownLanguage { name: code.get_ref().clone() });
            Language::En
        })
    }

    fn market(&mut self, name: Option<&Spanned<String>>, markets: &Markets) -> Option<Market> {
        let name = name?;
        let market = markets.find(name.get_ref()).cloned();
        if market.is_none() {
            self.wrong(name.span(), Wrong::UnknownMarket { name: name.get_ref().clone() });
        }
        market
    }

    fn minimum(&mut self, dpi: Option<&Spanned<u32>>) -> Resolution {
        let Some(dpi) = dpi else { return Resolution::Dpi203 };
        Resolution::from_dpi(*dpi.get_ref()).unwrap_or_else(|| {
            self.wrong(dpi.span(), Wrong::UnknownDpi { dpi: *dpi.get_ref() });
            Resolution::Dpi203
        })
    }

    fn stock(&mut self, source: &Source) -> Stock {
        let media = &source.media;
        let width_mm = self.within("width_mm", &media.width_mm, 10.0, 220.0);
        let height_mm = self.within("height_mm", &media.height_mm, 5.0, 500.0);
        let gap_mm = media.gap_mm.as_ref().map_or(3.0, |gap| self.within("gap_mm", gap, 0.0, 30.0));
        self.media = Place { left: 0.0, top: 0.0, width: width_mm, height: height_mm };
        if let Some(window) = &media.window_mm {
            self.media = self.place(window);
        }
        let name = media.stock.as_ref().map(|name| name.get_ref().clone());
        Stock { width_mm, height_mm, gap_mm, name }
    }

    fn within(&mut self, name: &'static str, value: &Spanned<f32>, least: f32, most: f32) -> f32 {
        let number = *value.get_ref();
        if (least..=most).contains(&number) {
            return number;
        }
        self.wrong(value.span(), Wrong::OutOfRange { name, value: number, least, most });
        least
    }

    fn words(&mut self, source: &'a Source, own: Language) -> BTreeMap<Language, BTreeMap<String, String>> {
        let mut tables = BTreeMap::new();
        for (code, table) in &source.words {
            let language = self.language(code);
            let words = table.get_ref().iter();
            let owned = words.map(|(name, text)| (name.get_ref().clone(), text.get_ref().clone()));
            tables.insert(language, owned.collect::<BTreeMap<_, _>>());
            self.words.extend(table.get_ref().keys().map(|name| name.get_ref().as_str()));
        }
        for (code, table) in &source.words {
            let has = |name: &str| table.get_ref().keys().any(|known| known.get_ref() == name);
            let missing = self.words.iter().find(|name| !has(name)).map(|name| (*name).to_owned());
            if let (Some(name), Some(language)) = (missing, Language::from_code(code.get_ref())) {
                self.wrong(code.span(), Wrong::WordsMissing { name, language: language.code() });
            }
        }
        if !tables.is_empty() && !tables.contains_key(&own) {
            let missing = Wrong::WordsMissing { name: "*".into(), language: own.code() };
            self.wrong(source.language.span(), missing);
        }
        tables
    }

    fn elements(&mut self, source: &Source, smallest_letter_mm: f32) -> Vec<Element> {
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

    fn place(&mut self, place: &Spanned<[f32; 4]>) -> Place {
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

    fn text(&mut self, text: &Spanned<String>) {
        self.known(text, unknown_in_text);
    }

    fn known(
        &mut self,
        text: &Spanned<String>,
        unknown: fn(&str, &BTreeSet<&str>) -> Result<Vec<String>, Error>,
    ) {
        match unknown(text.get_ref(), &self.words) {
            Ok(names) => {
                for name in names {
                    let at = self.within_text(text, &name, 0);
                    let nearest = nearest(&name);
                    self.wrong(at..at, Wrong::UnknownField { name, nearest });
                }
            }
            Err(error) => {
                let start = error.range().map_or(0, |range| range.start);
                let at = self.within_text(text, "", start);
                let problem = error.detail().unwrap_or("the braces do not close").to_owned();
                self.wrong(at..at, Wrong::Words { problem });
            }
        }
    }

    /// Where in the file a part of a text stands: its first mention behind `from`.
    fn within_text(&self, text: &Spanned<String>, part: &str, from: usize) -> usize {
        let span = text.span();
        let written = self.text.get(span.clone()).unwrap_or_default();
        let start = written.find(text.get_ref().as_str()).unwrap_or(0);
        let behind = text.get_ref().get(from..).and_then(|rest| rest.find(part)).unwrap_or(0);
        span.start + start + (from + behind).min(written.len())
    }

    /// A full label says everything its market requires.
    fn facts_shown(&mut self, source: &Source, template: &Template) {
        let Some(market) = &template.market else { return };
        let said = source.texts.iter().map(|text| text.say.get_ref());
        let pictures = source.pictures.iter().map(|picture| picture.file.get_ref());
        let shown: BTreeSet<String> = said.chain(pictures).flat_map(|text| facts_in(text)).collect();
        let span = source.market.as_ref().map_or(0..0, Spanned::span);
        for fact in market.required.iter().filter(|fact| !shown.contains(*fact)) {
            let (fact, market) = (fact.clone(), market.name.clone());
            self.wrong(span.clone(), Wrong::FactNotShown { fact, market });
        }
    }
}

fn rounded(length_mm: f32) -> f32 {
    (length_mm * 100.0).round() / 100.0
}
