//! Which sign stands on which key, for the six layouts scanners are set to. Keys are Linux' codes (those of
//! the place on the keyboard, not of the sign). Source: the national layouts as Windows ships them.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyboardLayout {
    #[default]
    UnitedStates,
    UnitedKingdom,
    /// QWERTZ.
    Germany,
    /// AZERTY.
    France,
    Spain,
    /// JIS, 106 keys.
    Japan,
}

/// What is held while a key is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    #[default]
    Plain,
    Shift,
    AltGr,
}

/// A sign, and whether it waits for the next one to stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    pub sign: char,
    pub is_dead: bool,
}

struct Table {
    plain: &'static str,
    shift: &'static str,
    alt_gr: &'static [(u16, char)],
    dead: &'static [(u16, Level)],
}

/// Places in the order of the tables: the row of digits, three rows of letters, and the two keys that only
/// Japanese keyboards have.
const PLACES: [u16; 50] = [
    41, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, // digits
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, // upper letters
    30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 43, // middle letters
    86, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, // lower letters
    124, 89,
];

/// Stands where a key has no sign.
const NONE: char = '\u{0}';

const UNITED_STATES: Table = Table {
    plain: "`1234567890-=qwertyuiop[]asdfghjkl;'\\\\zxcvbnm,./\0\0",
    shift: "~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"||ZXCVBNM<>?\0\0",
    alt_gr: &[],
    dead: &[],
};

const UNITED_KINGDOM: Table = Table {
    plain: "`1234567890-=qwertyuiop[]asdfghjkl;'#\\zxcvbnm,./\0\0",
    shift: "¬!\"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~|ZXCVBNM<>?\0\0",
    alt_gr: &[(41, '¦'), (5, '€')],
    dead: &[],
};

const GERMANY: Table = Table {
    plain: "^1234567890ß´qwertzuiopü+asdfghjklöä#<yxcvbnm,.-\0\0",
    shift: "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'>YXCVBNM;:_\0\0",
    alt_gr: &[
        (3, '²'),
        (4, '³'),
        (8, '{'),
        (9, '['),
        (10, ']'),
        (11, '}'),
        (12, '\\'),
        (16, '@'),
        (18, '€'),
        (27, '~'),
        (86, '|'),
        (50, 'µ'),
    ],
    dead: &[(41, Level::Plain), (13, Level::Plain), (13, Level::Shift)],
};

const FRANCE: Table = Table {
    plain: "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*<wxcvbn,;:!\0\0",
    shift: "\u{0}1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µ>WXCVBN?./§\0\0",
    alt_gr: &[
        (3, '~'),
        (4, '#'),
        (5, '{'),
        (6, '['),
        (7, '|'),
        (8, '`'),
        (9, '\\'),
        (10, '^'),
        (11, '@'),
        (12, ']'),
        (13, '}'),
        (18, '€'),
    ],
    dead: &[(26, Level::Plain), (26, Level::Shift), (3, Level::AltGr), (8, Level::AltGr)],
};

const SPAIN: Table = Table {
    plain: "º1234567890'¡qwertyuiop`+asdfghjklñ´ç<zxcvbnm,.-\0\0",
    shift: "ª!\"·$%&/()=?¿QWERTYUIOP^*ASDFGHJKLÑ¨Ç>ZXCVBNM;:_\0\0",
    alt_gr: &[
        (41, '\\'),
        (2, '|'),
        (3, '@'),
        (4, '#'),
        (5, '~'),
        (6, '€'),
        (7, '¬'),
        (18, '€'),
        (26, '['),
        (27, ']'),
        (40, '{'),
        (43, '}'),
    ],
    dead: &[
        (26, Level::Plain),
        (26, Level::Shift),
        (40, Level::Plain),
        (40, Level::Shift),
        (5, Level::AltGr),
    ],
};

/// The yen key writes the sign that is a backslash elsewhere.
const JAPAN: Table = Table {
    plain: "\u{0}1234567890-^qwertyuiop@[asdfghjkl;:]\u{0}zxcvbnm,./\\\\",
    shift: "\u{0}!\"#$%&'()\u{0}=~QWERTYUIOP`{ASDFGHJKL+*}\u{0}ZXCVBNM<>?|_",
    alt_gr: &[],
    dead: &[],
};

impl KeyboardLayout {
    pub const ALL: [KeyboardLayout; 6] = [
        KeyboardLayout::UnitedStates,
        KeyboardLayout::UnitedKingdom,
        KeyboardLayout::Germany,
        KeyboardLayout::France,
        KeyboardLayout::Spain,
        KeyboardLayout::Japan,
    ];

    /// For the words.
    pub fn code(self) -> &'static str {
        match self {
            KeyboardLayout::UnitedStates => "united-states",
            KeyboardLayout::UnitedKingdom => "united-kingdom",
            KeyboardLayout::Germany => "germany",
            KeyboardLayout::France => "france",
            KeyboardLayout::Spain => "spain",
            KeyboardLayout::Japan => "japan",
        }
    }

    /// The sign of a key; `None` where there is none.
    pub fn sign(self, key: u16, level: Level) -> Option<Sign> {
        let table = self.table();
        let signs = match level {
            Level::Plain => table.plain,
            Level::Shift => table.shift,
            Level::AltGr => {
                let (_, sign) = table.alt_gr.iter().find(|(place, _)| *place == key)?;
                return Some(Sign { sign: *sign, is_dead: table.dead.contains(&(key, level)) });
            }
        };
        let at = PLACES.iter().position(|place| *place == key)?;
        let sign = signs.chars().nth(at).filter(|sign| *sign != NONE)?;
        Some(Sign { sign, is_dead: table.dead.contains(&(key, level)) })
    }

    fn table(self) -> &'static Table {
        match self {
            KeyboardLayout::UnitedStates => &UNITED_STATES,
            KeyboardLayout::UnitedKingdom => &UNITED_KINGDOM,
            KeyboardLayout::Germany => &GERMANY,
            KeyboardLayout::France => &FRANCE,
            KeyboardLayout::Spain => &SPAIN,
            KeyboardLayout::Japan => &JAPAN,
        }
    }
}

/// A letter with an accent on it; `None` where the two do not go together.
pub fn compose(accent: char, letter: char) -> Option<char> {
    const COMPOSED: [(char, &str, &str); 5] = [
        ('^', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        ('´', "aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        ('`', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        ('¨', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
        ('~', "anoANO", "ãñõÃÑÕ"),
    ];
    let (_, letters, composed) = COMPOSED.iter().find(|(sign, ..)| *sign == accent)?;
    let at = letters.chars().position(|it| it == letter)?;
    composed.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_sign_or_a_gap_for_every_place() {
        for layout in KeyboardLayout::ALL {
            let table = layout.table();
            for signs in [table.plain, table.shift] {
                assert_eq!(signs.chars().count(), PLACES.len(), "{layout:?}: {signs}");
            }
            for (place, level) in table.dead {
                assert!(layout.sign(*place, *level).is_some_and(|sign| sign.is_dead), "{layout:?} {place}");
            }
        }
    }

    /// Every sign of a code that ASCII knows can be typed, but what the maker's keyboard lacks.
    #[test]
    fn every_printable_sign_is_somewhere_on_every_layout() {
        let levels = [Level::Plain, Level::Shift, Level::AltGr];
        for layout in KeyboardLayout::ALL {
            for sign in '!'..='~' {
                let is_there = PLACES.iter().any(|place| {
                    levels.iter().any(|level| layout.sign(*place, *level).is_some_and(|it| it.sign == sign))
                });
                assert!(is_there, "{layout:?} lacks {sign}");
            }
        }
    }
}
