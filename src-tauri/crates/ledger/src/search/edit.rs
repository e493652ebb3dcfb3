//! One edit: a letter wrong, missing, too many, or two neighbours exchanged.

/// Shorter words are too near to everything.
pub(super) const SHORTEST: usize = 3;
/// Longer ones would have too many neighbours.
pub(super) const LONGEST: usize = 24;
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";

/// Whether `word` becomes `typed` by one edit or none.
pub(super) fn is_near(word: &str, typed: &str) -> bool {
    one_edit(word, typed, |word, typed| word == typed)
}

/// Whether `word` begins with something that becomes `typed` by one edit or none.
pub(super) fn begins_near(word: &str, typed: &str) -> bool {
    one_edit(word, typed, |word, typed| word.starts_with(typed))
}

/// Where the two part, one edit must mend it. Nothing is copied: this runs for every word of many items.
fn one_edit(word: &str, typed: &str, fits: fn(&str, &str) -> bool) -> bool {
    let same = word.chars().zip(typed.chars()).take_while(|(a, b)| a == b);
    let same: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let (word, typed) = (&word[same..], &typed[same..]);
    let ((letter, next), (typed_letter, typed_next)) = (split(word), split(typed));
    let ((second, rest), (typed_second, typed_rest)) = (split(next), split(typed_next));
    let is_exchanged = letter.is_some()
        && second.is_some()
        && (letter, second) == (typed_second, typed_letter)
        && fits(rest, typed_rest);
    let (is_wrong, is_missing, is_extra) =
        (fits(next, typed_next), fits(next, typed), fits(word, typed_next));
    fits(word, typed)
        || (typed_letter.is_some() && (is_extra || (letter.is_some() && is_wrong)))
        || (letter.is_some() && is_missing)
        || is_exchanged
}

/// The first letter, and what follows it.
fn split(text: &str) -> (Option<char>, &str) {
    let mut letters = text.chars();
    (letters.next(), letters.as_str())
}

/// Everything that is one edit away from `typed`, itself not among it. Letters for letters, digits for digits,
/// both where it holds both.
pub(super) fn neighbours(typed: &str) -> Vec<String> {
    let typed: Vec<char> = typed.chars().collect();
    let alphabet = alphabet(&typed);
    let mut found = Vec::new();
    let join = |before: &[char], letter: Option<char>, after: &[char]| {
        before.iter().copied().chain(letter).chain(after.iter().copied()).collect::<String>()
    };
    for at in 0..=typed.len() {
        let (before, after) = typed.split_at(at);
        found.extend(alphabet.iter().map(|letter| join(before, Some(*letter), after)));
        let [this, after @ ..] = after else { continue };
        found.push(join(before, None, after));
        let others = alphabet.iter().filter(|letter| *letter != this);
        found.extend(others.map(|letter| join(before, Some(*letter), after)));
        if let [next, rest @ ..] = after
            && next != this
        {
            found.push(join(&[before, &[*next, *this]].concat(), None, rest));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What may stand where the edit is, with the signs that were typed.
fn alphabet(typed: &[char]) -> Vec<char> {
    let is_number = typed.iter().all(char::is_ascii_digit);
    let holds_digits = typed.iter().any(char::is_ascii_digit);
    let mut alphabet: Vec<char> = typed.to_vec();
    if !is_number {
        alphabet.extend(LETTERS.chars());
    }
    if holds_digits {
        alphabet.extend(DIGITS.chars());
    }
    alphabet.sort_unstable();
    alphabet.dedup();
    alphabet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_near_and_two_are_not() {
        for typed in ["chili", "chilli", "chlli", "chhilli", "hcilli", "chill", "hilli", "chillix", "chilil"]
        {
            assert!(is_near("chilli", typed), "{typed} is chilli with one edit at most");
        }
        for typed in ["chl", "chlii", "cilil", "", "ichlli2"] {
            assert!(!is_near("chilli", typed), "{typed} needs two edits at least");
        }
    }

    #[test]
    fn every_neighbour_is_near_and_every_near_word_is_a_neighbour() {
        for typed in ["salt", "a1-b", "8991"] {
            let neighbours = neighbours(typed);
            for neighbour in &neighbours {
                assert!(is_near(neighbour, typed) && neighbour != typed, "{neighbour} of {typed}");
            }
        }
        let neighbours = neighbours("salt");
        for word in ["sal", "slat", "salty", "malt", "saalt", "alt"] {
            assert!(neighbours.iter().any(|neighbour| neighbour == word), "{word}");
        }
    }

    #[test]
    fn a_beginning_may_hold_the_edit() {
        assert!(begins_near("bawang", "bwan"), "a letter is missing, and the word goes on");
        assert!(begins_near("bawang", "bawamg"));
        assert!(!begins_near("bawang", "wamg"));
        assert!(begins_near("ba", "bax"), "the word may end before what was typed");
    }
}
