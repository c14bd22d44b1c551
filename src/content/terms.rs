//! The term base: what each thing of the documents is called in five languages, and what it has been called wrongly.
//!
//! The documents were translated by machine, and a reader who knows only the translation meets “vehicles” where contracts are meant.
//! So each term says which name to use, which others readers may meet (`also`), and which renderings are wrong and where they are printed.
//! A wrong rendering that no correct text could hold is also searched for ([`Wrong::is_in`]).
//!
//! The text is [`shipped::terms`](super::shipped::terms). Tests hold the words and the portals' labels against it, and the library of rules
//! shows it.
//!
//! ```
//! use partner_triage::content::{Language, Terms, shipped};
//!
//! let terms = Terms::parse(shipped::terms()).map_err(|it| it.to_string())?;
//! let term = terms.term("support_vehicles").ok_or("a term")?;
//! assert_eq!(term.name(Language::Pl), "kanały pomocy technicznej");
//! assert!(term.wrong.iter().any(|it| it.is_in("Trzy pojazdy pomocy technicznej")));
//! # Ok::<(), String>(())
//! ```

mod phrase;
mod reading;

use crate::{
    content::terms::phrase::Phrase,
    vocab::{Date, Misread, TermId},
};
use std::collections::BTreeMap;

/// A language of the documents and of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English, in which the documents were written.
    En,
    /// Polish.
    Pl,
    /// Czech.
    Cs,
    /// Hungarian.
    Hu,
    /// Russian.
    Ru,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 5] = [Self::En, Self::Pl, Self::Cs, Self::Hu, Self::Ru];

    /// The language with this BCP 47 tag.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.tag() == tag)
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Pl => "pl",
            Self::Cs => "cs",
            Self::Hu => "hu",
            Self::Ru => "ru",
        }
    }
}

/// What a term belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Roles and parties.
    Roles,
    /// Portals, their menus and buttons.
    Portals,
    /// Support: requests, contracts, severities, times.
    Support,
}

impl Group {
    /// Every group, in the order of the document.
    pub const ALL: [Self; 3] = [Self::Roles, Self::Portals, Self::Support];

    /// Its name in documents and keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Portals => "portals",
            Self::Support => "support",
        }
    }
}

/// What speaks for a name.
///
/// Polish, Czech and Hungarian pages of Partner Center exist as machine translations only; for them `Article` and `Localized`
/// weigh less than the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// `A`: azure.microsoft.com, not marked as translated by machine.
    AzureSite,
    /// `M`: support.microsoft.com.
    SupportSite,
    /// `H`: Russian pages translated by people; evidence for Russian only.
    HumanTranslation,
    /// `L`: localised pages of Partner Center or Azure, translated by machine but consistent.
    Localized,
    /// `S`: one of the articles that the rules are taken from.
    Article,
    /// `J`: our judgement.
    Judged,
}

/// One thing and its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its id, never reused for another thing.
    pub id: TermId,
    /// What it belongs to.
    pub group: Group,
    /// Renderings that documents print and that mislead.
    pub wrong: Vec<Wrong>,
    /// A remark for whoever translates, in English.
    pub note: Option<String>,
    /// The name to use, then others, for each language.
    names: BTreeMap<Language, Vec<String>>,
    /// What speaks for the names of which languages.
    evidence: Vec<(Evidence, Vec<Language>)>,
}

/// A rendering that misleads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The language it was translated into.
    pub language: Language,
    /// What is printed, unless it can only be described.
    pub text: Option<String>,
    /// What is wrong with it, in English.
    pub how: Option<String>,
    /// The pages that are known to print it.
    pub printed: Vec<Printed>,
    /// How to find it, if no correct text could hold it.
    search: Option<Phrase>,
}

/// A page, in the state of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The article, by the id it has among the sources of the playbook.
    pub article: String,
    /// The date that the page bears.
    pub page_date: Date,
}

/// The term base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    terms: Vec<Term>,
}

impl Terms {
    /// Reads the document `{"terms":[…]}`.
    ///
    /// # Errors
    /// At the first place where it is not as it should be.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        Ok(Self {
            terms: reading::read_terms(text)?,
        })
    }

    /// Every term, in the order of the document.
    pub fn all(&self) -> &[Term] {
        &self.terms
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|it| it.id == *id)
    }

    /// The terms that have this name, as [`Term::is_called`] understands it.
    pub fn called(&self, language: Language, name: &str) -> impl Iterator<Item = &Term> {
        self.terms
            .iter()
            .filter(move |it| it.is_called(language, name))
    }

    /// The wrong renderings of a language that can be searched for, each with its term.
    pub fn forbidden(&self, language: Language) -> impl Iterator<Item = (&Term, &Wrong)> {
        self.terms
            .iter()
            .flat_map(|term| term.wrong.iter().map(move |wrong| (term, wrong)))
            .filter(move |(_, wrong)| wrong.language == language && wrong.search.is_some())
    }
}

impl Term {
    /// The name to use.
    pub fn name(&self, language: Language) -> &str {
        self.names(language).next().unwrap_or_default()
    }

    /// The name to use, then the others that mean the same.
    pub fn names(&self, language: Language) -> impl Iterator<Item = &str> {
        self.names
            .get(&language)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Whether this is one of its names; a capital at the beginning and an abbreviation in brackets at the end do not matter.
    pub fn is_called(&self, language: Language, name: &str) -> bool {
        let name = bare(name);
        self.names(language).any(|it| bare(it) == name)
    }

    /// What speaks for its names in a language; nothing is known for some.
    pub fn evidence(&self, language: Language) -> impl Iterator<Item = Evidence> {
        self.evidence
            .iter()
            .filter(move |(_, languages)| languages.contains(&language))
            .map(|(evidence, _)| *evidence)
    }
}

impl Wrong {
    /// Whether a text holds this rendering, in any case; never if it is not distinctive enough to be searched for.
    pub fn is_in(&self, text: &str) -> bool {
        self.search.as_ref().is_some_and(|it| it.is_in(text))
    }
}

/// A name with a small letter first and without an abbreviation at its end.
fn bare(name: &str) -> String {
    let (name, _) = name
        .strip_suffix(')')
        .and_then(|it| it.rsplit_once(" ("))
        .unwrap_or((name, ""));
    let mut letters = name.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(letters)
        .collect()
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::{Evidence, Language, Terms};

    /// A term base of one term.
    fn vehicles() -> Terms {
        Terms::parse(
            r#"{"terms": [{
                "id": "support_vehicles", "group": "support", "en": "support vehicles (SV)",
                "pl": "kanały", "cs": "kanály", "hu": "csatornák", "ru": "механизмы",
                "evidence": "H,J(pl cs hu)", "also": {"cs": ["cesty"]},
                "wrong": [{"language": "hu", "text": "járművek", "forbidden": true}, {"language": "hu", "text": "Az"}]
            }]}"#,
        )
        .expect("a sound term base")
    }

    #[test]
    fn only_what_is_distinctive_is_searched_for() {
        let terms = vehicles();
        let found: Vec<_> = terms.forbidden(Language::Hu).collect();
        assert_eq!(found.len(), 1);
        assert!(found.iter().any(|(_, it)| it.is_in("Három járművek")));
        assert!(!found.iter().any(|(_, it)| it.is_in("Az")));
        assert_eq!(terms.forbidden(Language::Pl).count(), 0);
    }

    #[test]
    fn a_name_is_known_with_a_capital_and_without_its_abbreviation() {
        let terms = vehicles();
        assert_eq!(terms.called(Language::En, "Support vehicles").count(), 1);
        assert_eq!(terms.called(Language::Cs, "Cesty").count(), 1);
        assert_eq!(terms.called(Language::Cs, "kanály a cesty").count(), 0);
    }

    #[test]
    fn evidence_holds_for_the_languages_it_names() {
        let terms = vehicles();
        let term = terms.term("support_vehicles").expect("the term");
        let of = |language| term.evidence(language).collect::<Vec<_>>();
        assert_eq!(of(Language::Ru), [Evidence::HumanTranslation]);
        assert_eq!(of(Language::Hu), [Evidence::Judged]);
        assert_eq!(of(Language::En), []);
    }
}
