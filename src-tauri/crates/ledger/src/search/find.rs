//! From what was typed to the items, question by question. Who holds a connection asks them and brings the rows;
//! so readers and the writer search the same way.

use super::edit;
use super::fold::{fold, tokens};
use super::rank::{self, How, Ranked, SHORTEST_PART};
use super::typed::Typed;
use std::collections::BTreeSet;

/// More words than this are not looked at.
const WORD_LIMIT: usize = 8;
/// Words that begin with what was typed.
const BEGINNING_LIMIT: u32 = 40;
/// Words that hold all trigrams of what was typed.
const PART_LIMIT: u32 = 200;
const FIRST_TRIGRAMS: usize = 2;
const LAST_TRIGRAMS: usize = 4;
const ENOUGH_TRIGRAMS: usize = 3;
/// Words that begin with one neighbour of what was typed.
const NEAR_LIMIT: u32 = 4;
/// Items that are held against each other, for each that is shown.
const PER_SHOWN: usize = 10;
const CANDIDATE_LIMIT: usize = 1_000;
/// A word that so many times more items carry than the rarest one is first not asked for: its list is long to walk,
/// and what comes back is held against every typed word anyway.
const COMMON: i64 = 2;

/// A question to the book; every answer is a list of [`Row`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Words that begin with one of these texts (a JSON array), so many of each.
    Beginnings { json: String, limit: u32 },
    /// Words that hold all trigrams of this FTS5 query.
    Parts { query: String, limit: u32 },
    /// Items by an FTS5 query of the rows of their words.
    Items { query: String, limit: u32 },
}

/// A word with its row and how many items carry it; or an item with its words and no number.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub row: i64,
    pub text: String,
    pub number: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Beginnings,
    Part {
        typed: usize,
        form: usize,
    },
    Near {
        typed: usize,
    },
    /// First those that carry all words as they were typed.
    Items {
        whole: bool,
        by: By,
    },
    Done,
}

/// The words that items are asked for by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// Without the common ones.
    Rare,
    Every,
}

/// A question for items.
struct Meant {
    query: String,
    /// Common words are not in it.
    is_partial: bool,
}

pub(crate) struct Finding {
    typed: Vec<Typed>,
    languages: Vec<String>,
    limit: usize,
    step: Step,
    /// The last question for items left words out.
    is_partial: bool,
    seen: BTreeSet<i64>,
    found: Vec<Ranked>,
}

impl Step {
    fn after_items(whole: bool) -> Step {
        if whole { Step::Items { whole: false, by: By::Rare } } else { Step::Done }
    }
}

impl Finding {
    /// Nothing typed finds nothing.
    pub(crate) fn of(text: &str, languages: &[&str], limit: u32) -> Finding {
        let typed: Vec<Typed> = tokens(&fold(text)).take(WORD_LIMIT).map(Typed::whole).collect();
        let step = if typed.is_empty() { Step::Done } else { Step::Beginnings };
        let languages = languages.iter().map(|language| (*language).to_owned()).collect();
        let (limit, seen, found) = (limit as usize, BTreeSet::new(), Vec::new());
        Finding { typed, languages, limit, step, is_partial: false, seen, found }
    }

    /// The next question; none when all is known.
    pub(crate) fn ask(&mut self) -> Option<Ask> {
        loop {
            match self.step {
                Step::Beginnings => {
                    let forms: Vec<&String> = self.typed.iter().flat_map(|typed| &typed.forms).collect();
                    return Some(Ask::Beginnings { json: json(&forms), limit: BEGINNING_LIMIT });
                }
                Step::Part { typed, form } => {
                    match self.typed.get(typed).map(|typed| typed.forms.get(form)) {
                        Some(Some(text)) if self.lacks(typed) && text.chars().count() >= SHORTEST_PART => {
                            return Some(Ask::Parts { query: trigrams(text), limit: PART_LIMIT });
                        }
                        Some(Some(_)) => self.step = Step::Part { typed, form: form + 1 },
                        Some(None) => self.step = Step::Part { typed: typed + 1, form: 0 },
                        None => self.step = Step::Near { typed: 0 },
                    }
                }
                Step::Near { typed } => match self.typed.get(typed) {
                    Some(word) if self.may_be_wrong(typed) => {
                        let neighbours = edit::neighbours(&word.forms[0]);
                        return Some(Ask::Beginnings { json: json(&neighbours), limit: NEAR_LIMIT });
                    }
                    Some(_) => self.step = Step::Near { typed: typed + 1 },
                    None => self.step = self.split(),
                },
                Step::Items { whole, by } => match self.meant(whole, by) {
                    Some(Meant { query, is_partial }) => {
                        self.is_partial = is_partial;
                        return Some(Ask::Items { query, limit: self.candidate_limit() as u32 });
                    }
                    None => self.step = Step::after_items(whole),
                },
                Step::Done => return None,
            }
        }
    }

    /// The rows of the question that was just asked.
    pub(crate) fn take(&mut self, rows: Vec<Row>) {
        match self.step {
            Step::Beginnings => {
                (0..self.typed.len()).for_each(|typed| self.typed[typed].learn(&rows));
                self.step = Step::Part { typed: 0, form: 0 };
            }
            Step::Part { typed, form } => {
                self.typed[typed].learn(&rows);
                self.step = Step::Part { typed, form: form + 1 };
            }
            Step::Near { typed } => {
                self.typed[typed].learn(&rows);
                self.step = Step::Near { typed: typed + 1 };
            }
            Step::Items { whole, .. } => {
                let may_be_more = self.is_partial && rows.len() == self.candidate_limit();
                self.weigh(rows);
                self.step = match self.found.len() >= self.limit {
                    true => Step::Done,
                    // The words left out would have led to others.
                    false if may_be_more => Step::Items { whole, by: By::Every },
                    false => Step::after_items(whole),
                };
            }
            Step::Done => {}
        }
    }

    /// The nearest first.
    pub(crate) fn ranked(mut self) -> Vec<Ranked> {
        rank::sort(&mut self.found);
        self.found.truncate(self.limit);
        self.found
    }

    /// Fewer items than are asked for: it pays to look deeper. Who types a whole code means that one.
    fn lacks(&self, typed: usize) -> bool {
        let word = &self.typed[typed];
        let is_whole = word.words.values().any(|known| known.how == How::Whole);
        word.item_count() < self.limit as i64 && !(is_whole && word.holds_digits())
    }

    /// Where nothing fits, somebody mistyped. A word that fits may be a mistyping too, a number that fits hardly.
    fn may_be_wrong(&self, typed: usize) -> bool {
        let word = &self.typed[typed];
        let length = word.forms[0].chars().count();
        let is_in_reach = (edit::SHORTEST..=edit::LONGEST).contains(&length);
        is_in_reach && self.lacks(typed) && (word.words.is_empty() || !word.holds_digits())
    }

    /// A word with signs in it that is nowhere is several words. Every typed word must be somewhere.
    fn split(&mut self) -> Step {
        let is_lost = |typed: &Typed| typed.words.is_empty();
        if !self.typed.iter().any(is_lost) {
            return Step::Items { whole: true, by: By::Rare };
        }
        if self.typed.iter().any(|typed| is_lost(typed) && !typed.can_split()) {
            return Step::Done;
        }
        let split = |typed: Typed| match is_lost(&typed) {
            true => typed.split(),
            false => vec![typed],
        };
        self.typed = std::mem::take(&mut self.typed).into_iter().flat_map(split).take(WORD_LIMIT).collect();
        if self.typed.is_empty() { Step::Done } else { Step::Beginnings }
    }

    fn candidate_limit(&self) -> usize {
        (self.limit * PER_SHOWN).min(CANDIDATE_LIMIT)
    }

    /// Which items: one of the nearest words for each typed one; none when a word is not there as it was typed.
    fn meant(&self, whole: bool, by: By) -> Option<Meant> {
        let mut words: Vec<(i64, String)> =
            self.typed.iter().map(|typed| typed.meant(whole)).collect::<Option<_>>()?;
        words.sort_by_key(|(item_count, _)| *item_count);
        let rarest = words.first()?.0.max(1);
        let is_asked_for = |item_count: i64| by == By::Every || item_count <= rarest.saturating_mul(COMMON);
        let asked: Vec<String> =
            words.iter().filter(|(count, _)| is_asked_for(*count)).map(|(_, rows)| rows.clone()).collect();
        Some(Meant { is_partial: asked.len() < words.len(), query: asked.join(" AND ") })
    }

    fn weigh(&mut self, rows: Vec<Row>) {
        let typed: Vec<Vec<String>> = self.typed.iter().map(|typed| typed.forms.clone()).collect();
        for row in rows {
            if self.seen.insert(row.row) {
                self.found.extend(rank::rank(row.row, &row.text, &typed, &self.languages));
            }
        }
    }
}

/// `"abc" AND "bcd"`: every sign is a letter among others. Of a long word only those at its ends, and of a code only
/// those at its end, where codes differ; none of one sign again and again, which stands in every other code. Each
/// more is another list to walk, and what comes back is held against the whole word anyway.
fn trigrams(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let count = letters.len().saturating_sub(2);
    let is_telling = |at: &usize| letters[*at..at + 3].iter().any(|letter| *letter != letters[*at]);
    let mut chosen: Vec<usize> = (count.saturating_sub(LAST_TRIGRAMS)..count).filter(is_telling).collect();
    if chosen.len() < ENOUGH_TRIGRAMS || !letters.iter().any(char::is_ascii_digit) {
        chosen = (0..count).filter(|at| *at < FIRST_TRIGRAMS || *at + LAST_TRIGRAMS >= count).collect();
    }
    let quoted = |at: usize| {
        let trigram: String = letters[at..at + 3].iter().collect();
        format!("\"{}\"", trigram.replace('"', "\"\""))
    };
    let trigrams: BTreeSet<String> = chosen.into_iter().map(quoted).collect();
    trigrams.into_iter().collect::<Vec<_>>().join(" AND ")
}

fn json(values: &impl serde::Serialize) -> String {
    serde_json::to_string(values).expect("texts and numbers are always JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_query_language_are_letters_and_long_words_are_asked_for_by_their_ends() {
        assert_eq!(trigrams("a\"b*"), "\"\"\"b*\" AND \"a\"\"b\"");
        assert_eq!(trigrams("abcdefghijk"), r#""abc" AND "bcd" AND "fgh" AND "ghi" AND "hij" AND "ijk""#);
        assert_eq!(trigrams("ab"), "");
        assert_eq!(
            trigrams("8990000007919"),
            r#""007" AND "079" AND "791" AND "919""#,
            "the end tells codes apart"
        );
        assert_eq!(
            trigrams("890000000"),
            r#""000" AND "890" AND "900""#,
            "an end of zeros alone tells nothing"
        );
    }
}
