//! Check digits of carriers. All of them take digits as text: leading zeros count, and some numbers are
//! longer than any integer. `None` unless the text has the characters and the length the check is for.

/// What carriers count a letter as: by its place in ASCII, less three, modulo ten.
pub fn letter_value(character: char) -> Option<u32> {
    match character {
        '0'..='9' => character.to_digit(10),
        'A'..='Z' => Some((u32::from(character) - 3) % 10),
        _ => None,
    }
}

/// Modulo 10, `even` for the characters at even places counted from 0, `odd` for the others; products are not
/// made one digit. UPS 1 and 2, FedEx Ground 1 and 3, USPS 3 and 1.
pub fn modulo_10(serial: &str, even: u32, odd: u32) -> Option<char> {
    let weighed = serial.chars().enumerate().map(|(at, character)| {
        letter_value(character).map(|value| value * if at % 2 == 0 { even } else { odd })
    });
    let sum = weighed.sum::<Option<u32>>().filter(|_| !serial.is_empty())?;
    char::from_digit((10 - sum % 10) % 10, 10)
}

/// The remainder of the whole number by seven. DHL Express.
pub fn modulo_7(serial: &str) -> Option<char> {
    let mut digits = serial.chars().map(|character| character.to_digit(10));
    let rest =
        digits.try_fold(0, |rest, digit| Some((rest * 10 + digit?) % 7)).filter(|_| !serial.is_empty())?;
    char::from_digit(rest, 10)
}

/// Weights 8 6 4 2 3 5 9 7, eleven less the remainder by eleven; 10 becomes 0 and 11 becomes 5.
/// Source: Universal Postal Union, S10.
pub fn s10(serial: &str) -> Option<char> {
    let sum = weighed(serial, &[8, 6, 4, 2, 3, 5, 9, 7])?;
    match 11 - sum % 11 {
        10 => Some('0'),
        11 => Some('5'),
        digit => char::from_digit(digit, 10),
    }
}

/// The remainder by eleven, 10 becoming 0, with `weights` from the left. FedEx Express.
pub fn modulo_11(serial: &str, weights: &[u32]) -> Option<char> {
    char::from_digit(weighed(serial, weights)? % 11 % 10, 10)
}

/// From the right every second digit doubled, the products' digits summed. JNE's account numbers hold it, by
/// what was seen of them.
pub fn luhn(serial: &str) -> Option<char> {
    let digits = serial.chars().rev().enumerate().map(|(at, character)| {
        character.to_digit(10).map(|digit| match at % 2 {
            0 if digit > 4 => digit * 2 - 9,
            0 => digit * 2,
            _ => digit,
        })
    });
    let sum = digits.sum::<Option<u32>>().filter(|_| !serial.is_empty())?;
    char::from_digit((10 - sum % 10) % 10, 10)
}

fn weighed(serial: &str, weights: &[u32]) -> Option<u32> {
    if serial.len() != weights.len() {
        return None;
    }
    serial
        .chars()
        .zip(weights)
        .map(|(character, weight)| character.to_digit(10).map(|digit| digit * weight))
        .sum()
}
