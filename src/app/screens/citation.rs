//! Where statements stand.

use crate::{
    app::{Content, Load, State},
    vocab::{Confidence, RuleId},
};

/// Where a statement stands, for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationLine {
    /// The rule's id.
    pub rule: String,
    /// The article's title.
    pub article: String,
    /// The section's heading.
    pub section: Option<String>,
    /// The page's date, as `YYYY-MM-DD`; none where it is not recorded.
    pub date: Option<String>,
    /// Whether it stands in a later state of the page, of which no date is recorded.
    pub is_undated: bool,
    /// Languages the article exists in, with those machine-translated.
    pub languages: Vec<(String, bool)>,
    /// The article's address; none for our own readings.
    pub address: Option<String>,
    /// How the statement is known.
    pub confidence: Confidence,
}

/// What a source says, in our own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub says: String,
    /// How a translation changes the meaning, where one does.
    pub note: Option<String>,
}

/// What a rule says, once that is read. What the edition says itself is there from the start.
pub fn statement(state: &State, rule: &str) -> Load<Statement> {
    let Some(content) = &state.content else {
        return Load::NotAsked;
    };
    let words = &content.words;
    let (key, note) = (format!("rule.{rule}"), format!("rule.{rule}.note"));
    let citation = content.playbook.citation(&RuleId::new(rule));
    let has_note = citation.is_some_and(|it| it.has_note);
    let is_here = words.has(&key) && (!has_note || words.has(&note));
    match &state.reference {
        Load::NotAsked if !is_here => Load::NotAsked,
        Load::Waiting if !is_here => Load::Waiting,
        Load::Failed(trouble) if !is_here => Load::Failed(trouble.clone()),
        _ => Load::Known(Statement {
            says: words.say(&key, &[]),
            note: (has_note && words.has(&note)).then(|| words.say(&note, &[])),
        }),
    }
}

/// Where a rule stands, for the reader.
pub fn citation(content: &Content, rule: &RuleId) -> Option<CitationLine> {
    let citation = content.playbook.citation(rule)?;
    let article = content.playbook.article(&citation.article)?;
    // What is recorded of the page is of an earlier state.
    let recorded = Some(article).filter(|_| !citation.is_undated);
    let languages = recorded
        .into_iter()
        .flat_map(|it| &it.languages)
        .map(|it| (it.clone(), article.machine_translated.contains(it)));
    Some(CitationLine {
        rule: rule.to_string(),
        article: article.title.clone(),
        section: citation.section.clone(),
        date: recorded
            .and_then(|it| it.page_date)
            .map(|it| it.to_string()),
        is_undated: citation.is_undated,
        languages: languages.collect(),
        address: article
            .address
            .as_ref()
            .map(|address| match &citation.anchor {
                Some(anchor) => format!("{address}#{anchor}"),
                None => address.clone(),
            }),
        confidence: citation.confidence,
    })
}
