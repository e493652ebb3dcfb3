//! From the file as it is written to a template, or to everything that is wrong in it. What shows only when
//! a label is drawn is found by `trial`.

use super::problem::{Position, Problem, Wrong};
use super::source::Source;
use super::words::{facts_in, nearest, unknown_in_text};
use super::{Language, Place, Stock, Template};
use crate::market::{Market, Markets};
use crate::printer::Resolution;
use minijinja::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;

/// Built in where neither template nor market says another: height of a small x.
const SMALLEST_LETTER_MM: f32 = 1.0;

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

pub(super) struct Check<'a> {
    text: &'a str,
    problems: Vec<Problem>,
    words: BTreeSet<&'a str>,
    /// The whole label; a window of it where it is an overprint.
    pub(super) media: Place,
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

    pub(super) fn wrong(&mut self, span: Range<usize>, wrong: Wrong) {
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

    pub(super) fn within(&mut self, name: &'static str, value: &Spanned<f32>, least: f32, most: f32) -> f32 {
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

    pub(super) fn text(&mut self, text: &Spanned<String>) {
        self.known(text, unknown_in_text);
    }

    pub(super) fn known(
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
