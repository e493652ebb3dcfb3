//! What a wrong word could have meant: the candidate with the fewest wrong letters, or none that is near.

/// The candidate nearest to `word`, in any case; `None` when none is within one wrong letter of four (two
/// at most).
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 4).clamp(1, 2);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase(), limit), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Letters added, left out, changed, or two neighbours exchanged; more than `limit` is not counted to its
/// end.
fn distance(one: &str, other: &str, limit: usize) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > limit {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let changed = last[column] + usize::from(letter != against);
            let mut best = changed.min(last[column + 1] + 1).min(next[column] + 1);
            let is_exchanged =
                row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *against;
            if is_exchanged {
                best = best.min(before[column - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_found() {
        let skus = ["RM-CHI", "RM-SHL", "PK-BTL"];
        assert_eq!(nearest("RM-CIH", skus), Some("RM-CHI"), "two letters changed places");
        assert_eq!(nearest("rm-shl", skus), Some("RM-SHL"), "only the case differs");
        assert_eq!(nearest("PKBTL", skus), Some("PK-BTL"), "one sign was left out");
    }

    #[test]
    fn what_is_far_from_all_is_near_to_none() {
        assert_eq!(nearest("XX-999", ["RM-CHI", "PK-BTL"]), None, "a wild guess helps nobody");
        assert_eq!(nearest("", ["A1"]), None, "nothing means nothing");
    }
}
