//! `triage decide`: the lines of the decide contract.

use crate::{arguments::Arguments, load, page::Answer, progress::Progress};
use std::io::{self, BufRead, BufWriter, ErrorKind, Write};

/// Answers each line of standard input.
///
/// # Errors
/// A playbook that cannot be used, or a stream that breaks.
pub fn run(arguments: &Arguments) -> Result<Answer, String> {
    let playbooks = load::playbooks(arguments.playbook.as_deref())?;
    let editions = load::editions(&playbooks)?;
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut progress = Progress::on("lines");
    let mut line = Vec::new();
    let mut n_line = 0;
    let read_failed = |error: io::Error| format!("standard input: {error}");
    while input.read_until(b'\n', &mut line).map_err(read_failed)? > 0 {
        n_line += 1;
        let facts = line.strip_suffix(b"\n").unwrap_or(&line);
        match writeln!(output, "{}", editions.answer_line(n_line, facts)) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(Answer::text("")),
            Err(error) => return Err(format!("standard output: {error}")),
            Ok(()) => progress.step(),
        }
        line.clear();
    }
    match output.flush() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("standard output: {error}"))
        }
        _ => Ok(Answer::text("")),
    }
}
