//! One line of design.md §13 with what was found.

/// What is allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    AtMost(f64),
    AtLeast(f64),
    Exactly(f64),
    /// Told beside the others, so that they can be understood.
    None,
}

#[derive(Clone, Debug)]
pub struct Budget {
    pub name: &'static str,
    pub found: f64,
    pub limit: Limit,
    /// `×`, `ms`, `MiB`; empty for a count.
    pub unit: &'static str,
}

impl Budget {
    /// `None` where nothing is allowed or forbidden.
    pub fn is_kept(&self) -> Option<bool> {
        match self.limit {
            Limit::AtMost(limit) => Some(self.found <= limit),
            Limit::AtLeast(limit) => Some(self.found >= limit),
            Limit::Exactly(limit) => Some(self.found == limit),
            Limit::None => None,
        }
    }

    pub fn verdict(&self) -> &'static str {
        match self.is_kept() {
            Some(true) => "kept",
            Some(false) => "MISSED",
            None => "",
        }
    }

    pub fn found_text(&self) -> String {
        self.with_unit(self.found)
    }

    pub fn limit_text(&self) -> String {
        match self.limit {
            Limit::AtMost(limit) => format!("≤ {}", self.with_unit(limit)),
            Limit::AtLeast(limit) => format!("≥ {}", self.with_unit(limit)),
            Limit::Exactly(limit) => format!("exactly {}", self.with_unit(limit)),
            Limit::None => "–".to_owned(),
        }
    }

    /// Three digits that say something, no more.
    fn with_unit(&self, number: f64) -> String {
        let decimals = match number.abs() {
            _ if number.fract() == 0.0 => 0,
            100.0.. => 0,
            10.0..100.0 => 1,
            1.0..10.0 => 2,
            _ => 3,
        };
        format!("{number:.decimals$} {}", self.unit).trim_end().to_owned()
    }
}
