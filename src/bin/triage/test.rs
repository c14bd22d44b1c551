//! `triage test`: decides worked cases and says what is not as written, and what of the playbooks they cover.

use crate::{
    arguments::Arguments,
    coverage::{Coverage, KINDS},
    load,
    page::{Answer, Page},
    progress::Progress,
    scenarios::{self, Failure, Scenario},
};
use partner_triage::content::Playbook;
use serde_json::{Map, Value, json};

/// Decides every scenario of the files and folders.
///
/// # Errors
/// A playbook or a scenario file that cannot be used.
pub fn run(arguments: &Arguments, paths: &[&str]) -> Result<Answer, String> {
    let playbooks = load::playbooks(arguments.playbook.as_deref())?;
    let editions = load::editions(&playbooks)?;
    let scenarios = scenarios::read(paths)?;
    let mut covered: Vec<_> = playbooks.iter().map(|it| (it, Coverage::of(it))).collect();
    let mut progress = Progress::on("scenarios");
    let mut failed = Vec::new();
    for scenario in &scenarios {
        let line = scenario.facts.to_string();
        let failures = scenario.failures(&editions.answer_line(1, line.as_bytes()));
        if !failures.is_empty() {
            failed.push((scenario, failures));
        }
        if let Ok(line) = editions.read_line(line.as_bytes()) {
            let speakers = editions.speakers(&line);
            for (playbook, coverage) in &mut covered {
                if speakers
                    .iter()
                    .any(|it| it.edition.id == playbook.edition.id)
                {
                    coverage.add(playbook, &line.known);
                }
            }
        }
        progress.step();
    }
    drop(progress);
    Ok(if arguments.is_json {
        Answer::json(
            &document(scenarios.len(), &failed, &covered),
            !failed.is_empty(),
        )
    } else {
        Answer::found(
            report(scenarios.len(), &failed, &covered),
            !failed.is_empty(),
        )
    })
}

type Failed<'a> = (&'a Scenario, Vec<Failure>);
type Covered<'a> = (&'a Playbook, Coverage);

fn document(n_scenarios: usize, failed: &[Failed], covered: &[Covered]) -> Value {
    let failure =
        |it: &Failure| json!({"field": it.field, "expected": it.expected, "found": it.found});
    let failed: Vec<_> = failed
        .iter()
        .map(|(scenario, failures)| {
            let failures: Vec<_> = failures.iter().map(failure).collect();
            json!({"file": scenario.file, "id": scenario.id, "failures": failures})
        })
        .collect();
    let coverage = |(playbook, coverage): &Covered| {
        let kinds: Map<_, _> = KINDS
            .iter()
            .map(|kind| {
                let (n_reached, n) = coverage.counts(kind);
                let unreached = coverage.unreached(kind);
                let counts = json!({"reached": n_reached, "of": n, "unreached": unreached});
                ((*kind).to_owned(), counts)
            })
            .collect();
        (playbook.edition.id.clone(), Value::Object(kinds))
    };
    let coverage: Map<_, _> = covered.iter().map(coverage).collect();
    json!({"scenarios": n_scenarios, "failed": failed, "coverage": coverage})
}

fn report(n_scenarios: usize, failed: &[Failed], covered: &[Covered]) -> String {
    let mut page = Page::new();
    for (scenario, failures) in failed {
        page.line(page.bad(format!("{} {}", scenario.file, scenario.id)));
        for failure in failures {
            page.line(format!("  {}", page.strong(&failure.field)));
            page.line(format!("    expected {}", failure.expected));
            page.line(format!("    found    {}", failure.found));
        }
    }
    let n_right = n_scenarios - failed.len();
    let summary = format!("{n_right} of {n_scenarios} scenarios are decided as written");
    page.line(if failed.is_empty() {
        page.good(summary)
    } else {
        page.bad(summary)
    });
    for (playbook, coverage) in covered {
        page.heading(&format!("coverage of edition {}", playbook.edition.id));
        for kind in KINDS {
            let (n_reached, n) = coverage.counts(kind);
            page.line(format!("  {n_reached:>4} of {n:>4} {kind}"));
            let unreached = coverage.unreached(kind);
            if n_reached > 0 && !unreached.is_empty() {
                page.line(page.faint(format!("       not reached: {}", unreached.join(", "))));
            }
        }
    }
    page.done()
}
