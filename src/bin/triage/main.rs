//! The native command line: decides cases, explains and compares them, checks and tests playbooks, writes the app's data.
//!
//! One file a command. A command takes its [`Arguments`] and gives an [`Answer`]; only `main` writes it and chooses the exit status.

mod arguments;
mod assets;
mod case;
mod check;
mod coverage;
mod decide;
mod diff;
mod explain;
mod explanation;
mod export;
mod load;
mod mermaid;
mod page;
mod progress;
mod scenarios;
mod speech;
mod test;

use arguments::Arguments;
use page::Answer;
use std::{
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

const HELP: &str = "\
triage decides support cases of Cloud Solution Provider partners and keeps the rules in order

usage:
  triage decide [--playbook FILE]   facts in as JSON Lines on standard input, verdicts out on standard output
  triage explain [FACTS]            why a case is decided as it is; FACTS is a JSON object, or standard input holds it
                                      --playbook FILE   by this playbook instead of the edition that the facts name
                                      --lang CODE       in this language (default en)
  triage diff A B                   which combinations of answers two playbooks judge differently, counted exactly
  triage check PLAYBOOK…            proves playbooks complete and free of contradiction, or says what is wrong, with answers that show it
  triage test PATH…                 decides scenario files, or all in a folder, and says what is not as written, and what they cover
                                      --playbook FILE   by this playbook instead of the edition that each scenario names
  triage export schema              the JSON Schema of a playbook
  triage export mermaid             the interview as a Mermaid flowchart     [--playbook FILE]
  triage export csv TABLE           a decision table as CSV                  [--playbook FILE]
  triage export rules EDITION       where each rule of a shipped edition is used, as a Markdown table
  triage export assets DIR          writes what the app loads: playbook, words, terms, practice worlds
  triage help                       this text
  ./dev bench                       how fast all this is, natively and in wasm, beside other engines (./dev triage bench is the same)

where a playbook is asked for, 2021 and 2025 are the shipped ones (2021 is the default of export); anything else is a file
check, test, diff and explain take --json: one JSON document instead of text
colours are used on a terminal only, and never if NO_COLOR is set

exit status: 0 done, 1 findings (check, test), 2 wrong usage or a file that cannot be used
";

fn main() -> ExitCode {
    match run() {
        Ok(answer) => answer.exit_code(),
        Err(message) => {
            eprintln!("triage: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<Answer, String> {
    let arguments = Arguments::read(std::env::args_os().skip(1))?;
    let answer = if arguments.wants_help {
        Answer::text(HELP)
    } else {
        answer(&arguments)?
    };
    let mut output = io::stdout().lock();
    let written = output.write_all(answer.text.as_bytes());
    match written.and_then(|()| output.flush()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(answer),
        Err(error) => Err(format!("standard output: {error}")),
        Ok(()) => Ok(answer),
    }
}

fn answer(arguments: &Arguments) -> Result<Answer, String> {
    let command = arguments.command.as_str();
    match (command, arguments.operands().as_slice()) {
        ("help" | "", []) => Ok(Answer::text(HELP)),
        ("decide", []) => decide::run(arguments),
        ("explain", [] | [_]) => explain::run(arguments),
        ("diff", [before, after]) => diff::run(arguments, before, after),
        ("check", files @ [_, ..]) => Ok(check::run(arguments, files)),
        ("test", paths @ [_, ..]) => test::run(arguments, paths),
        ("export", operands) => export::run(arguments, operands),
        ("bench", []) => Err("the benchmark needs the wasm build too: `./dev bench`".to_owned()),
        _ => Err(arguments.unusable()),
    }
}
