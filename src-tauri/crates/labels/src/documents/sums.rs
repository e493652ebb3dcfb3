//! Sums of quantities by unit, exactly.

use domain::Amount;

/// One sum for each unit, in the order in which units come up; with as many decimals as the finest addend.
/// What is no number is left out of the sum and the unit is marked by `None`.
pub(crate) fn by_unit<'a>(amounts: impl Iterator<Item = &'a Amount>) -> Vec<(String, Option<Amount>)> {
    let mut sums: Vec<(String, Option<(i128, usize)>)> = Vec::new();
    for amount in amounts {
        let parsed = parsed(&amount.amount);
        match sums.iter_mut().find(|(unit, _)| *unit == amount.unit) {
            Some((_, sum)) => *sum = sum.zip(parsed).and_then(|(a, b)| added(a, b)),
            None => sums.push((amount.unit.clone(), parsed)),
        }
    }
    let amount = |(unit, sum): (String, Option<(i128, usize)>)| {
        let amount = sum.map(|sum| Amount::new(written(sum), &unit));
        (unit, amount)
    };
    sums.into_iter().map(amount).collect()
}

/// All digits as a whole number, and how many of them stand behind the point.
fn parsed(text: &str) -> Option<(i128, usize)> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part}");
    (part.len() <= 12).then_some(())?;
    Some((digits.parse().ok()?, part.len()))
}

fn added((a, a_scale): (i128, usize), (b, b_scale): (i128, usize)) -> Option<(i128, usize)> {
    let scale = a_scale.max(b_scale);
    let raised = |value: i128, from: usize| value.checked_mul(10_i128.pow((scale - from) as u32));
    Some((raised(a, a_scale)?.checked_add(raised(b, b_scale)?)?, scale))
}

fn written((value, scale): (i128, usize)) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilograms_and_pieces_are_never_added_up() {
        let amounts = [("12.500", "kg"), ("48", "pcs"), ("0.05", "kg"), ("2", "pcs"), ("-0.1", "kg")];
        let amounts = amounts.map(|(amount, unit)| Amount::new(amount, unit));
        let sums: Vec<String> = by_unit(amounts.iter())
            .into_iter()
            .map(|(_, sum)| sum.expect("numbers"))
            .map(|sum| format!("{} {}", sum.amount, sum.unit))
            .collect();
        assert_eq!(sums, ["12.450 kg", "50 pcs"]);
    }

    #[test]
    fn what_is_no_number_makes_no_wrong_sum() {
        let amounts = [Amount::new("1", "kg"), Amount::new("?", "kg")];
        assert_eq!(by_unit(amounts.iter()), [("kg".to_owned(), None)]);
    }
}
