//! What a command answers, and how it looks.

use serde_json::Value;
use std::{
    env,
    fmt::Display,
    io::{self, IsTerminal},
    process::ExitCode,
};

/// What a command answers.
pub struct Answer {
    /// What goes to standard output.
    pub text: String,
    has_findings: bool,
}

impl Answer {
    /// A text without findings.
    pub fn text(text: impl Into<String>) -> Self {
        Self::found(text, false)
    }

    /// A text that tells findings, if there are any.
    pub fn found(text: impl Into<String>, has_findings: bool) -> Self {
        Self {
            text: text.into(),
            has_findings,
        }
    }

    /// A document that tells findings, if there are any.
    pub fn json(document: &Value, has_findings: bool) -> Self {
        Self::found(format!("{document:#}\n"), has_findings)
    }

    /// 0 or, with findings, 1.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.has_findings))
    }
}

/// A text in the making, with colours where they can be seen.
pub struct Page {
    text: String,
    is_coloured: bool,
}

impl Page {
    /// An empty page for standard output.
    pub fn new() -> Self {
        // See https://no-color.org: any value that is not empty counts.
        let is_unwanted = env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
        Self {
            text: String::new(),
            is_coloured: io::stdout().is_terminal() && !is_unwanted,
        }
    }

    /// Adds a line.
    pub fn line(&mut self, line: impl Display) {
        self.text.push_str(&line.to_string());
        self.text.push('\n');
    }

    /// Adds a heading, after an empty line unless it is the first.
    pub fn heading(&mut self, heading: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let heading = self.strong(heading);
        self.line(heading);
    }

    /// What matters.
    pub fn strong(&self, text: impl Display) -> String {
        self.paint("1", text)
    }

    /// What may be passed over.
    pub fn faint(&self, text: impl Display) -> String {
        self.paint("2", text)
    }

    /// What is as it should be.
    pub fn good(&self, text: impl Display) -> String {
        self.paint("32", text)
    }

    /// What is not.
    pub fn bad(&self, text: impl Display) -> String {
        self.paint("31", text)
    }

    fn paint(&self, code: &str, text: impl Display) -> String {
        if self.is_coloured {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_string()
        }
    }

    /// The text.
    pub fn done(self) -> String {
        self.text
    }
}
