//! The native command line.

use partner_triage::content::{Playbook, answer_line};
use std::{
    io::{self, BufRead, BufWriter, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let done = match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["decide", rest @ ..] => decide(rest),
        _ => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("triage: {message}");
            ExitCode::from(2)
        }
    }
}

fn decide(_rest: &[&str]) -> Result<(), String> {
    let text = std::fs::read_to_string("/tmp/w/playbook.json").map_err(|it| it.to_string())?;
    let playbook = Playbook::parse(&text).map_err(|defects| {
        defects
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    let mut n_line = 0;
    while input
        .read_until(b'\n', &mut line)
        .map_err(|it| it.to_string())?
        > 0
    {
        n_line += 1;
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        writeln!(output, "{}", answer_line(&playbook, n_line, text))
            .map_err(|it| it.to_string())?;
        line.clear();
    }
    output.flush().map_err(|it| it.to_string())
}
