//! The terms of the documents, the languages side by side, each with the renderings that mislead.

use crate::{
    app::{Load, State},
    content::{Group, Language, Printed, Term, Terms, Wrong},
    vocab::{fold, sort_by},
};

/// The terms of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermGroup {
    /// `roles`, `portals` or `support`.
    pub name: &'static str,
    /// Its terms.
    pub rows: Vec<TermRow>,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRow {
    /// Its id.
    pub id: String,
    /// What it is called: in English, in the language of the page, then in the others; the same order in every row.
    pub cells: Vec<TermCell>,
}

/// A term in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermCell {
    /// The language's tag.
    pub language: &'static str,
    /// The name to use.
    pub name: TermText,
    /// Other names that mean the same.
    pub also: Vec<TermText>,
    /// Renderings that mislead.
    pub wrong: Vec<WrongLine>,
}

/// A text and the tag of the language that it is written in. Names of products stay English in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermText {
    /// The tag.
    pub lang: &'static str,
    /// The text.
    pub text: String,
}

/// A rendering that misleads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongLine {
    /// What is printed, unless it can only be described.
    pub text: Option<TermText>,
    /// What is wrong with it, in English.
    pub how: Option<String>,
    /// The pages that are known to print it.
    pub printed: Vec<PrintedLine>,
}

/// A page in the state of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedLine {
    /// The article's title, in English.
    pub article: String,
    /// Its address.
    pub address: Option<String>,
    /// The date that the page bears, as `YYYY-MM-DD`.
    pub date: String,
}

/// The terms that hold every word of a search in some language, group by group.
pub fn terms(state: &State, query: &str) -> Load<Vec<TermGroup>> {
    match &state.terms {
        Load::NotAsked => Load::NotAsked,
        Load::Waiting => Load::Waiting,
        Load::Failed(trouble) => Load::Failed(trouble.clone()),
        Load::Known(terms) => Load::Known(groups(state, terms, query)),
    }
}

fn groups(state: &State, terms: &Terms, query: &str) -> Vec<TermGroup> {
    let sought = fold(query);
    let sought: Vec<_> = sought.split_whitespace().collect();
    let found: Vec<_> = terms.all().iter().filter(|it| holds(it, &sought)).collect();
    let mut groups = Vec::new();
    for group in Group::ALL {
        let of_group = found.iter().filter(|it| it.group == group);
        let rows: Vec<_> = of_group.map(|it| row(state, terms, it)).collect();
        if !rows.is_empty() {
            groups.push(TermGroup {
                name: group.name(),
                rows,
            });
        }
    }
    groups
}

/// Whether a term has every word in one of its names, or in what it is called wrongly.
fn holds(term: &Term, sought: &[&str]) -> bool {
    let names = Language::ALL.into_iter().flat_map(|it| term.names(it));
    let wrong = term.wrong.iter().flat_map(|it| [&it.text, &it.how]);
    let wrong = wrong.flatten().map(String::as_str);
    let all: Vec<_> = names.chain(wrong).collect();
    let all = fold(&all.join("\n"));
    sought.iter().all(|word| all.contains(word))
}

fn row(state: &State, terms: &Terms, term: &Term) -> TermRow {
    TermRow {
        id: term.id.to_string(),
        cells: languages(state)
            .map(|it| cell(state, terms, term, it))
            .into(),
    }
}

/// English, the language of the page, the others.
fn languages(state: &State) -> [Language; 5] {
    let mut languages = Language::ALL;
    let of_page = Language::parse(state.language());
    let rank = |it: &Language| match it {
        Language::En => 0,
        other if Some(*other) == of_page => 1,
        Language::Pl | Language::Cs | Language::Hu | Language::Ru => 2,
    };
    sort_by(&mut languages, |one, other| rank(one).cmp(&rank(other)));
    languages
}

fn cell(state: &State, terms: &Terms, term: &Term, language: Language) -> TermCell {
    let mut names = term.names(language).map(|name| TermText {
        lang: written_in(term, language, name).tag(),
        text: name.to_owned(),
    });
    let wrong = term.wrong.iter().filter(|it| it.language == language);
    TermCell {
        language: language.tag(),
        name: names.next().unwrap_or_else(|| TermText {
            lang: language.tag(),
            text: String::new(),
        }),
        also: names.collect(),
        wrong: wrong.map(|it| wrong_line(state, terms, it)).collect(),
    }
}

/// The language of a name. One that keeps the English words letter for letter is English; a single word may be the language's own,
/// as “distributor” is, unless other languages keep it too.
fn written_in(term: &Term, language: Language, name: &str) -> Language {
    let is_kept = |name: &str| name.eq_ignore_ascii_case(term.name(Language::En));
    let n_keeping = Language::ALL
        .into_iter()
        .filter(|it| *it != Language::En && is_kept(term.name(*it)))
        .count();
    if is_kept(name) && (name.contains(' ') || n_keeping > 1) {
        Language::En
    } else {
        language
    }
}

fn wrong_line(state: &State, terms: &Terms, wrong: &Wrong) -> WrongLine {
    let text = wrong.text.as_ref().map(|text| {
        // Some are wrong because they were left in English.
        let is_english = terms.all().iter().any(|it| it.name(Language::En) == text);
        let language = if is_english {
            Language::En
        } else {
            wrong.language
        };
        TermText {
            lang: language.tag(),
            text: text.clone(),
        }
    });
    WrongLine {
        text,
        how: wrong.how.clone(),
        printed: wrong.printed.iter().map(|it| printed(state, it)).collect(),
    }
}

fn printed(state: &State, printed: &Printed) -> PrintedLine {
    let content = state.content.as_ref();
    let article = content.and_then(|it| it.playbook.article(&printed.article));
    PrintedLine {
        article: article.map_or_else(|| printed.article.clone(), |it| it.title.clone()),
        address: article.and_then(|it| it.address.clone()),
        date: printed.page_date.to_string(),
    }
}
