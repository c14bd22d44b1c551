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
    let all = scenarios::read(paths)?;
    // A playbook that was named speaks for its own edition only.
    let is_meant = |it: &Scenario| {
        let edition = it.facts.get("edition").and_then(Value::as_str);
        let speaks = |id: &str| playbooks.iter().any(|it| it.edition.id == id);
        arguments.playbook.is_none() || edition.is_none_or(speaks)
    };
    let (scenarios, passed_over): (Vec<_>, Vec<_>) = all.into_iter().partition(is_meant);
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
    let tested = Tested {
        n_scenarios: scenarios.len(),
        n_passed_over: passed_over.len(),
        failed,
        covered,
    };
    let has_failed = !tested.failed.is_empty();
    Ok(if arguments.is_json {
        Answer::json(&document(&tested), has_failed)
    } else {
        Answer::found(report(&tested), has_failed)
    })
}

/// What came out.
struct Tested<'a> {
    n_scenarios: usize,
    n_passed_over: usize,
    failed: Vec<(&'a Scenario, Vec<Failure>)>,
    covered: Vec<(&'a Playbook, Coverage)>,
}

fn document(tested: &Tested) -> Value {
    let failure =
        |it: &Failure| json!({"field": it.field, "expected": it.expected, "found": it.found});
    let failed: Vec<_> = tested
        .failed
        .iter()
        .map(|(scenario, failures)| {
            let failures: Vec<_> = failures.iter().map(failure).collect();
            json!({"file": scenario.file, "id": scenario.id, "failures": failures})
        })
        .collect();
    let coverage = |(playbook, coverage): &(&Playbook, Coverage)| {
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
    let coverage: Map<_, _> = tested.covered.iter().map(coverage).collect();
    json!({
        "scenarios": tested.n_scenarios,
        "passed_over": tested.n_passed_over,
        "failed": failed,
        "coverage": coverage,
    })
}

fn report(tested: &Tested) -> String {
    let mut page = Page::new();
    for (scenario, failures) in &tested.failed {
        page.line(page.bad(format!("{} {}", scenario.file, scenario.id)));
        for failure in failures {
            page.line(format!("  {}", page.strong(&failure.field)));
            page.line(format!("    expected {}", failure.expected));
            page.line(format!("    found    {}", failure.found));
        }
    }
    let n_right = tested.n_scenarios - tested.failed.len();
    let summary = format!(
        "{n_right} of {} scenarios are decided as written",
        tested.n_scenarios
    );
    page.line(if tested.failed.is_empty() {
        page.good(summary)
    } else {
        page.bad(summary)
    });
    if tested.n_passed_over > 0 {
        let n = tested.n_passed_over;
        page.line(format!("{n} passed over, as they name another edition"));
    }
    for (playbook, coverage) in &tested.covered {
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
