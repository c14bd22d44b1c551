//! Where the rules of a playbook are used.

use crate::{
    casework::Item,
    content::Playbook,
    vocab::{LabelId, RowId, RuleId, StepId, TableId},
};
use std::fmt::Write;

/// A place of a playbook that rests on a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// A row of a decision table.
    Row(TableId, RowId),
    /// A question.
    Step(StepId),
    /// An item of a portal's screen: the screen's name and the item's.
    Item(String, String),
    /// A click of a walk-through: its name and the click's.
    Click(String, String),
    /// A portal's label.
    Label(LabelId),
}

impl Playbook {
    /// Every place that rests on a rule, in the order of the document. A rule without any informs only: the library of rules
    /// and the help page tell it.
    pub fn uses(&self, rule: &RuleId) -> Vec<Use> {
        let mut uses = Vec::new();
        for table in self.rules.tables() {
            let rows = table.rows.iter().filter(|it| it.rules.contains(rule));
            uses.extend(rows.map(|it| Use::Row(table.id.clone(), it.id.clone())));
        }
        let steps = self.interview.steps.iter();
        uses.extend(
            steps
                .filter(|it| it.rules.contains(rule))
                .map(|it| Use::Step(it.id.clone())),
        );
        for screen in &self.atlas.screens {
            let items = screen.regions.iter().flat_map(|it| &it.items);
            uses.extend(items.filter_map(|item| match item {
                Item::Named(named) if named.rules.contains(rule) => {
                    Some(Use::Item(screen.id.clone(), named.id.clone()))
                }
                Item::Named(_) | Item::Other(_) => None,
            }));
        }
        for way in &self.atlas.walkthroughs {
            let clicks = way.clicks.iter().filter(|it| it.rules.contains(rule));
            uses.extend(clicks.map(|it| Use::Click(way.id.clone(), it.id.clone())));
        }
        let labels = self.atlas.labels.iter();
        uses.extend(
            labels
                .filter(|it| it.rules.contains(rule))
                .map(|it| Use::Label(it.id.clone())),
        );
        uses
    }

    /// Every rule with the places that rest on it, as a Markdown table.
    pub fn uses_as_markdown(&self) -> String {
        let mut text = format!(
            "# Where the rules of edition {} are used\n\n\
             Written by `./dev triage export rules {}`; a test says when it is stale. \
             A rule without a place informs only: it stands in the library of rules.\n\n\
             | rule | rows | questions | walk-through and screens | labels |\n|---|---|---|---|---|\n",
            self.edition.id, self.edition.id
        );
        for citation in &self.citations {
            let mut columns = [const { Vec::<String>::new() }; 4];
            let [rows, steps, ways, labels] = &mut columns;
            for place in self.uses(&citation.rule) {
                match place {
                    Use::Row(table, row) => rows.push(format!("{table}/{row}")),
                    Use::Step(step) => steps.push(step.to_string()),
                    Use::Item(screen, item) => ways.push(format!("{screen}/{item}")),
                    Use::Click(way, click) => ways.push(format!("{way}/{click}")),
                    Use::Label(label) => labels.push(label.to_string()),
                }
            }
            let columns = columns.map(|it| it.join(", ")).join(" | ");
            // Writing into a text cannot fail.
            let _ = writeln!(text, "| {} | {columns} |", citation.rule);
        }
        text
    }
}
