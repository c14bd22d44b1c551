//! A source that is to be read again.

use crate::{
    check::{Code, Finding, subject::Subject},
    vocab::{Article, Citation, Date},
};

pub(super) const EXPLAIN: &str = "\
Documents change. The day by which an article was to be read again has passed, or the section that a rule was taken from \
has been read again for this edition while a row still rests on the older reading. What the playbook says may not hold any more. \
Read the article, correct the rows that rest on it, and renew the day or name the newer rule.";

/// Articles whose `review_by` has passed, and rules that a rule of the playbook's own edition has replaced.
///
/// The day is the one the checker is given, or the edition's own `as_of`.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let day = subject
        .today
        .or_else(|| Date::parse(&subject.manuscript.edition.as_of));
    let articles = subject.manuscript.articles.iter();
    let overdue = articles.filter_map(|article| overdue(subject, article, day?));
    let citations = &subject.manuscript.citations;
    let replaced = citations.iter().filter_map(|it| replaced(subject, it));
    overdue.chain(replaced).collect()
}

fn overdue(subject: &Subject, article: &Article, day: Date) -> Option<Finding> {
    let by = article.review_by.filter(|by| *by < day)?;
    Some(Finding {
        code: Code::StaleSource,
        at: format!("{}/review_by", subject.find("/articles", &article.id)),
        says: format!("`{}` was to be read again by {by}", article.id),
        answers: None,
    })
}

fn replaced(subject: &Subject, old: &Citation) -> Option<Finding> {
    let edition = &subject.manuscript.edition.id;
    if old.edition == *edition || !is_cited(subject, old) {
        return None;
    }
    let stands_there = |it: &&Citation| {
        it.edition == *edition
            && it.article == old.article
            && it.anchor == old.anchor
            && it.section == old.section
            && (it.anchor.is_some() || it.section.is_some())
    };
    let newer = subject.manuscript.citations.iter().find(stands_there)?;
    Some(Finding {
        code: Code::StaleSource,
        at: subject.find("/rules", old.rule.as_str()),
        says: format!(
            "rule `{}` was taken from edition {}, but `{}` has read the same section again",
            old.rule, old.edition, newer.rule
        ),
        answers: None,
    })
}

fn is_cited(subject: &Subject, citation: &Citation) -> bool {
    let mut rows = subject.rules.tables().iter().flat_map(|it| &it.rows);
    rows.any(|row| row.rules.contains(&citation.rule))
}

#[cfg(test)]
mod tests {
    use crate::{
        check::{
            Settings,
            tests::{Draft, check},
            with,
        },
        vocab::Date,
    };

    #[test]
    fn an_article_is_stale_from_the_day_after_its_review() {
        let draft = Draft::default().with("/articles/0/review_by", r#""2021-06-30""#);
        check(&draft, &[]);
        for (today, n_findings) in [("2021-06-30", 0), ("2021-07-01", 1)] {
            let settings = Settings {
                today: Date::parse(today),
                ..Settings::default()
            };
            assert_eq!(with(&draft.text(), &settings).findings.len(), n_findings);
        }
    }

    #[test]
    fn a_reading_of_this_edition_replaces_an_older_one() {
        let rule = |id: &str, edition: &str| {
            format!(
                r#"{{"id":"{id}","article":"page","section":"A","edition":"{edition}","confidence":"documented"}}"#
            )
        };
        let rules = format!("[{},{}]", rule("R-1", "older"), rule("R-2", "test"));
        check(
            &Draft::default().with("/rules", &rules),
            &[
                "stale_source /rules/0 rule `R-1` was taken from edition older, but `R-2` has read the same section again",
            ],
        );
    }
}
