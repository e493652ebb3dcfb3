//! What the seat must say and ask.

use super::Floor;
use domain::scan::ScanVerdict;
use floor::screen::{Prompt, Screen, Tone, Verdict};
use ledger::table::scan;

impl Floor {
    pub fn prompt(&self) -> &Prompt {
        floor::dispatch::prompt_of(&self.screen.screen)
    }

    pub fn verdict(&self) -> &Verdict {
        self.screen.verdict.as_ref().expect("something was said")
    }

    /// The last sentence.
    #[track_caller]
    pub fn says(&mut self, code: &str) -> &mut Floor {
        let said = self.verdict();
        assert_eq!(said.message.code, code, "what the seat says: {said:?}");
        self
    }

    /// The last sentence with one of its values.
    #[track_caller]
    pub fn says_with(&mut self, code: &str, name: &str, value: &str) -> &mut Floor {
        self.says(code);
        let values = &self.verdict().message.values;
        let found = values.get(name).map(plain);
        assert_eq!(found.as_deref(), Some(value), "{name} of {code}: {values:?}");
        self
    }

    #[track_caller]
    pub fn sounds(&mut self, tone: Tone) -> &mut Floor {
        assert_eq!(self.verdict().tone, tone, "{:?}", self.verdict());
        self
    }

    #[track_caller]
    pub fn scan_is(&mut self, verdict: ScanVerdict) -> &mut Floor {
        let id = self.last_scan;
        let kept = self.turn(move |tx| scan::by_id(tx, id)).expect("every scan is kept");
        assert_eq!(kept.verdict, verdict, "as the scan is kept: {kept:?}");
        self
    }

    /// The sentence of the prompt.
    #[track_caller]
    pub fn asks(&mut self, code: &str) -> &mut Floor {
        let prompt = self.prompt();
        assert_eq!(prompt.message.code, code, "what is asked: {prompt:?}");
        self
    }

    #[track_caller]
    pub fn questions(&mut self, code: &str) -> &mut Floor {
        let question = self.prompt().question.as_ref();
        assert_eq!(
            question.map(|question| question.message.code.as_str()),
            Some(code),
            "{:?}",
            self.prompt()
        );
        self
    }

    #[track_caller]
    pub fn question_says(&mut self, name: &str, value: &str) -> &mut Floor {
        let question = self.prompt().question.as_ref().expect("a question is open");
        assert_eq!(question.message.values.get(name).map(plain).as_deref(), Some(value), "{question:?}");
        self
    }

    #[track_caller]
    pub fn is_at(&mut self, kind: &str) -> &mut Floor {
        assert_eq!(screen_kind(&self.screen.screen), kind, "{:?}", self.screen.screen);
        self
    }
}

pub fn screen_kind(screen: &Screen) -> &'static str {
    match screen {
        Screen::Badge { .. } => "badge",
        Screen::Home { .. } => "home",
        Screen::Receive(_) => "receive",
        Screen::MoveStock(_) => "move_stock",
        Screen::Adjust(_) => "adjust",
        Screen::Count(_) => "count",
        Screen::NameIt(_) => "name_it",
    }
}

/// A value as the script writes it: `38 carton`, `2026-11-18`.
pub fn plain(value: &domain::Value) -> String {
    match value {
        domain::Value::Text(text) | domain::Value::Date(text) | domain::Value::Word(text) => text.clone(),
        domain::Value::Count(count) | domain::Value::Instant(count) => count.to_string(),
        domain::Value::Amount(amount) => format!("{} {}", amount.amount, amount.unit),
    }
}
