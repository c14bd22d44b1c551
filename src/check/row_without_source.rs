//! A row that names a rule of which nobody says where it stands.

use crate::{
    casework::Item,
    check::{Code, Finding, subject::Subject},
    vocab::RuleId,
};

pub(super) const EXPLAIN: &str = "\
A row, a step, a screen or a click names a rule that the playbook's list `rules` does not hold, so no article can be shown for it. \
Often the id is mistyped. Correct it, or add the rule with its article and section.";

/// Rules that rows, steps, screens and clicks name and the list does not hold.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let mut found = Vec::new();
    for table in subject.rules.tables() {
        for row in &table.rows {
            let at = || {
                format!(
                    "{}/rules",
                    subject.at_row(table.id.as_str(), row.id.as_str())
                )
            };
            name(subject, &row.rules, &at, &mut found);
        }
    }
    for step in &subject.manuscript.interview.steps {
        let at = || format!("{}/rules", subject.at_step(&step.id));
        name(subject, &step.rules, &at, &mut found);
    }
    for screen in &subject.manuscript.atlas.screens {
        let at = || subject.find("/screens", &screen.id);
        for item in screen.regions.iter().flat_map(|it| &it.items) {
            match item {
                Item::Named(item) => name(subject, &item.rules, &at, &mut found),
                Item::Other(_) => (),
            }
        }
    }
    for walk in &subject.manuscript.atlas.walkthroughs {
        for click in &walk.clicks {
            let clicks = || format!("{}/clicks", subject.find("/walkthroughs", &walk.id));
            let at = || format!("{}/rules", subject.find(&clicks(), &click.id));
            name(subject, &click.rules, &at, &mut found);
        }
    }
    found
}

fn name(subject: &Subject, rules: &[RuleId], at: &dyn Fn() -> String, found: &mut Vec<Finding>) {
    for rule in rules.iter().filter(|it| !is_listed(subject, it)) {
        found.push(Finding {
            code: Code::RowWithoutSource,
            at: at(),
            says: format!("rule `{rule}` is not listed with its source"),
            answers: None,
        });
    }
}

/// Whether the playbook says where a rule stands, or tried to.
pub(super) fn is_listed(subject: &Subject, rule: &RuleId) -> bool {
    let citations = &subject.manuscript.citations;
    citations.iter().any(|it| it.rule == *rule) || subject.is_unread(rule.as_str())
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn rules_that_stand_nowhere_are_found_where_they_are_named() {
        let draft = Draft::default()
            .with("/tables/0/rows/1/rules", r#"["R-1", "R-9"]"#)
            .with("/steps/0/rules", r#"["R-8"]"#);
        check(
            &draft,
            &[
                "row_without_source /tables/0/rows/1/rules rule `R-9` is not listed with its source",
                "row_without_source /steps/0/rules rule `R-8` is not listed with its source",
            ],
        );
    }
}
