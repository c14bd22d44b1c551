//! An explanation of a case, as a document and as text.

use crate::{page::Page, speech::Speech};
use partner_triage::wording::Arg;
use serde::Serialize;

/// Why a case is decided as it is by one playbook.
#[derive(Serialize)]
pub struct Explanation {
    /// The playbook's edition.
    pub edition: String,
    /// The decision; none while it hangs on facts.
    pub decision: Option<String>,
    /// The verdict in a line.
    pub title: String,
    /// The verdict in a sentence or two.
    pub says: String,
    /// Every decision still possible.
    pub possible: Vec<String>,
    /// What was told: name and value.
    pub facts: Vec<(String, String)>,
    /// The parts of the verdict: name and value.
    pub points: Vec<(String, String)>,
    /// Facts that the decision hangs on.
    pub missing_facts: Vec<String>,
    /// Facts that other parts hang on.
    pub open_facts: Vec<String>,
    /// Warnings: id and text.
    pub warnings: Vec<(String, String)>,
    /// The rows that fired, in table order.
    pub rows: Vec<RowLine>,
    /// Rows of the decision that failed in one cell.
    pub near: Vec<Near>,
    /// Other decisions, each with the smallest change that leads to it.
    pub others: Vec<Other>,
    /// What is cited.
    pub sources: Vec<SourceLine>,
}

/// A row that fired.
#[derive(Serialize)]
pub struct RowLine {
    /// Its table.
    pub table: String,
    /// Its name.
    pub row: String,
    /// Its cells.
    pub tests: Vec<Test>,
    /// The facts that a reason rests on, in words: name and value.
    pub rests: Vec<(String, String)>,
    /// Output and value.
    pub concludes: Vec<(String, String)>,
    /// A reason in words.
    pub says: Option<String>,
    /// Its rules.
    pub rules: Vec<String>,
}

/// A cell, and what it met.
#[derive(Serialize)]
pub struct Test {
    /// The column.
    pub column: String,
    /// What the cell demands.
    pub demands: String,
    /// What is the case.
    pub is: String,
}

/// A row that failed in one cell.
#[derive(Serialize)]
pub struct Near {
    /// Its table.
    pub table: String,
    /// Its name.
    pub row: String,
    /// What it would conclude.
    pub outcome: String,
    /// The cell.
    pub failed: Test,
    /// The rows on which the failed cell's value rests.
    pub because: Vec<RowLine>,
}

/// Another decision.
#[derive(Serialize)]
pub struct Other {
    /// The decision.
    pub decision: String,
    /// The decision in short.
    pub says: String,
    /// Whether a request is sent then.
    pub is_filed: bool,
    /// The answers that would change: name and new value.
    pub changes: Vec<(String, String)>,
    /// What would have to turn out: name and value.
    pub assumes: Vec<(String, String)>,
}

/// Where a rule stands.
#[derive(Serialize)]
pub struct SourceLine {
    /// The rule.
    pub rule: String,
    /// What it says, in our own words.
    pub says: String,
    /// The article's title.
    pub article: String,
    /// The section's heading.
    pub section: Option<String>,
    /// The page's date.
    pub date: Option<String>,
    /// The edition of the source.
    pub edition: String,
    /// The address, with the section.
    pub address: Option<String>,
}

/// Other decisions that need more changes than this are told only if they end in a request.
const N_CHANGES_TOLD: usize = 1;

impl Explanation {
    /// The explanation for a reader.
    pub fn text(&self, speech: &Speech) -> String {
        let mut page = Page::new();
        page.line(page.faint(format!("edition {}", self.edition)));
        page.heading(&self.title);
        page.line(&self.says);
        let say = |key: &str| speech.say(key, &[]);
        pairs(&mut page, &say("verdict.points"), &self.points);
        pairs(&mut page, &say("verdict.aside"), &self.facts);
        list(&mut page, &say("verdict.several"), &self.missing_facts);
        list(&mut page, &say("verdict.open"), &self.open_facts);
        if self.decision.is_none() {
            list(&mut page, &say("verdict.possible"), &self.possible);
        }
        if !self.warnings.is_empty() {
            page.heading(&say("verdict.mind"));
        }
        for (id, says) in &self.warnings {
            page.line(format!("  {} {}", page.strong(id), says));
        }
        page.heading(&say("verdict.why"));
        for row in &self.rows {
            row.write(&mut page, "  ");
        }
        self.write_near(&mut page, speech);
        self.write_others(&mut page, speech);
        self.write_sources(&mut page, speech);
        page.done()
    }

    fn write_near(&self, page: &mut Page, speech: &Speech) {
        if !self.near.is_empty() {
            let n = [("n", Arg::count(self.near.len()))];
            page.heading(&speech.say("near.title", &n));
        }
        for near in &self.near {
            page.line(format!(
                "  {}/{} → {}",
                near.table,
                near.row,
                page.strong(&near.outcome)
            ));
            let Test {
                column,
                demands,
                is,
            } = &near.failed;
            let args = [
                ("column", Arg::Text(column)),
                ("demands", Arg::Text(demands)),
                ("is", Arg::Text(is)),
            ];
            let says = speech.say("near.failed", &args);
            page.line(page.bad(format!("    {says}")));
            for row in &near.because {
                row.write(page, "      ");
            }
        }
    }

    fn write_others(&self, page: &mut Page, speech: &Speech) {
        page.heading(&speech.say("verdict.swaps", &[]));
        let (filed, rest): (Vec<_>, Vec<_>) = self.others.iter().partition(|it| it.is_filed);
        for other in filed.into_iter().chain(rest) {
            if other.changes.len() > N_CHANGES_TOLD && !other.is_filed {
                continue;
            }
            let steps = other.changes.iter().chain(&other.assumes);
            let conditions: Vec<_> = steps
                .map(|(fact, value)| {
                    let args = [("fact", Arg::Text(fact)), ("value", Arg::Text(value))];
                    speech.say("verdict.if", &args)
                })
                .collect();
            page.line(format!("  {}", page.strong(&other.says)));
            page.line(format!("    {}", conditions.join(" + ")));
        }
    }

    fn write_sources(&self, page: &mut Page, speech: &Speech) {
        if !self.sources.is_empty() {
            page.heading(&speech.say("verdict.sources", &[]));
        }
        for source in &self.sources {
            page.line(format!("  {} {}", page.strong(&source.rule), source.says));
            let mut place = vec![source.article.clone()];
            place.extend(source.section.clone());
            place.extend(source.date.clone());
            place.push(format!("edition {}", source.edition));
            page.line(page.faint(format!("    {}", place.join(" · "))));
            if let Some(address) = &source.address {
                page.line(page.faint(format!("    {address}")));
            }
        }
    }
}

impl RowLine {
    fn write(&self, page: &mut Page, indent: &str) {
        let concludes: Vec<_> = self
            .concludes
            .iter()
            .filter(|(_, value)| *value != self.row)
            .map(|(output, value)| format!("{output} = {value}"))
            .collect();
        let concludes = if concludes.is_empty() {
            String::new()
        } else {
            format!(" → {}", concludes.join(", "))
        };
        let name = page.strong(format!("{}/{}", self.table, self.row));
        page.line(format!(
            "{indent}{name}{concludes}  {}",
            page.faint(self.rules.join(" "))
        ));
        if let Some(says) = &self.says {
            page.line(format!("{indent}  {says}"));
        }
        let tests: Vec<_> = self
            .tests
            .iter()
            .map(|it| format!("{} = {}", it.column, it.is))
            .collect();
        if !tests.is_empty() {
            page.line(page.faint(format!("{indent}  {}", tests.join(", "))));
        }
        if !self.rests.is_empty() {
            let rests: Vec<_> = self
                .rests
                .iter()
                .map(|(fact, value)| format!("{fact}: {value}"))
                .collect();
            page.line(page.faint(format!("{indent}  {}", rests.join("; "))));
        }
    }
}

fn pairs(page: &mut Page, heading: &str, pairs: &[(String, String)]) {
    if !pairs.is_empty() {
        page.heading(heading);
    }
    let width = pairs
        .iter()
        .map(|it| it.0.chars().count())
        .max()
        .unwrap_or_default();
    for (name, value) in pairs {
        page.line(format!("  {name:width$}  {value}"));
    }
}

fn list(page: &mut Page, heading: &str, items: &[String]) {
    if !items.is_empty() {
        page.heading(heading);
    }
    for item in items {
        page.line(format!("  {item}"));
    }
}
