//! What was asked for on the command line.

use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;

/// The words of a call, sorted.
#[derive(Debug, Default)]
pub struct Arguments {
    /// The command; empty if none was given.
    pub command: String,
    operands: Vec<String>,
    /// `--help` stands anywhere.
    pub wants_help: bool,
    /// `--json`
    pub is_json: bool,
    /// `--playbook FILE`
    pub playbook: Option<String>,
    /// `--lang CODE`
    pub language: Option<String>,
}

/// The options that each command takes.
const OPTIONS: [(&str, &str); 7] = [
    ("decide", "--playbook"),
    ("explain", "--playbook --lang --json"),
    ("diff", "--json"),
    ("check", "--json"),
    ("test", "--playbook --json"),
    ("export", "--playbook"),
    ("help", ""),
];

impl Arguments {
    /// Sorts the words of a call.
    ///
    /// # Errors
    /// An option that is unknown or not of this command, one without its value, a word that is not UTF-8.
    pub fn read(words: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let failed = |error: lexopt::Error| format!("{error}; see `triage help`");
        let mut parser = Parser::from_args(words);
        let mut arguments = Self::default();
        let mut options = Vec::new();
        while let Some(argument) = parser.next().map_err(failed)? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => arguments.wants_help = true,
                Arg::Long("json") => {
                    arguments.is_json = true;
                    options.push("--json");
                }
                Arg::Long("playbook") => {
                    arguments.playbook = Some(text(&mut parser).map_err(failed)?);
                    options.push("--playbook");
                }
                Arg::Long("lang") => {
                    arguments.language = Some(text(&mut parser).map_err(failed)?);
                    options.push("--lang");
                }
                Arg::Value(word) if arguments.command.is_empty() => {
                    arguments.command = word.string().map_err(failed)?;
                }
                Arg::Value(word) => arguments.operands.push(word.string().map_err(failed)?),
                Arg::Short(_) | Arg::Long(_) => return Err(failed(argument.unexpected())),
            }
        }
        let allowed = OPTIONS.iter().find(|it| it.0 == arguments.command);
        let allowed = allowed.map_or("", |it| it.1);
        match options
            .iter()
            .find(|it| !allowed.split(' ').any(|name| name == **it))
        {
            Some(option) if !arguments.wants_help => Err(format!(
                "`{}` takes no option `{option}`; see `triage help`",
                arguments.command
            )),
            _ => Ok(arguments),
        }
    }

    /// What stands after the command.
    pub fn operands(&self) -> Vec<&str> {
        self.operands.iter().map(String::as_str).collect()
    }

    /// That the words do not fit any command.
    pub fn unusable(&self) -> String {
        let mut words = vec![self.command.as_str()];
        words.extend(self.operands());
        format!("unknown arguments `{}`; see `triage help`", words.join(" "))
    }
}

fn text(parser: &mut Parser) -> Result<String, lexopt::Error> {
    parser.value()?.string()
}
