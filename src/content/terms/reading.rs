//! The term base's document.

use crate::{
    content::terms::{Evidence, Group, Language, Printed, Term, Wrong, phrase::Phrase},
    vocab::{Date, Misread, Place, TermId},
};
use std::collections::BTreeMap;

/// Reads `{"terms":[…]}`.
pub(super) fn read_terms(text: &str) -> Result<Vec<Term>, Misread> {
    let value = serde_json::from_str(text).map_err(|error| Misread {
        at: String::new(),
        expected: format!("JSON ({error})"),
    })?;
    let root = Place::root(&value);
    has_only(&root, &["terms"])?;
    let list = root.get("terms");
    if list.is_absent() {
        return Err(list.misread("an array"));
    }
    let mut terms: Vec<Term> = Vec::new();
    for place in list.list()? {
        let term = read_term(&place)?;
        if terms.iter().any(|it| it.id == term.id) {
            return Err(place.get("id").misread("an id that no term before it has"));
        }
        terms.push(term);
    }
    Ok(terms)
}

const MEMBERS: [&str; 11] = [
    "id", "group", "en", "pl", "cs", "hu", "ru", "evidence", "also", "wrong", "note",
];

fn read_term(place: &Place) -> Result<Term, Misread> {
    has_only(place, &MEMBERS)?;
    let id = place.get("id");
    let is_snake = |text: &str| {
        text.starts_with(|it: char| it.is_ascii_lowercase())
            && text
                .bytes()
                .all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    if !is_snake(id.text()?) {
        return Err(id.misread("an id in small letters, digits and underscores"));
    }
    Ok(Term {
        id: TermId::new(id.text()?),
        group: read_group(&place.get("group"))?,
        names: read_names(place)?,
        evidence: read_evidence(&place.get("evidence"))?,
        wrong: place
            .get("wrong")
            .list()?
            .map(|it| read_wrong(&it))
            .collect::<Result<_, _>>()?,
        note: place.get("note").optional_text()?.map(str::to_owned),
    })
}

fn read_group(place: &Place) -> Result<Group, Misread> {
    let name = place.text()?;
    let group = Group::ALL.into_iter().find(|it| it.name() == name);
    group.ok_or_else(|| place.misread("roles, portals or support"))
}

fn read_names(place: &Place) -> Result<BTreeMap<Language, Vec<String>>, Misread> {
    let mut names = BTreeMap::new();
    for language in Language::ALL {
        let name = place.get(language.tag()).text()?;
        names.insert(language, vec![name.to_owned()]);
    }
    let also = place.get("also");
    if also.is_absent() {
        return Ok(names);
    }
    for (tag, list) in also.members()? {
        let language = Language::parse(tag).ok_or_else(|| list.misread(TAG))?;
        let known = names.entry(language).or_default();
        for other in list.list()? {
            let name = other.text()?.to_owned();
            if known.contains(&name) {
                return Err(other.misread("a name that it does not have yet"));
            }
            known.push(name);
        }
    }
    Ok(names)
}

/// Reads `L(pl cs),H`: evidence, and for which languages if not for all.
fn read_evidence(place: &Place) -> Result<Vec<(Evidence, Vec<Language>)>, Misread> {
    let read = |code: &str| {
        let (letter, tags) = match code.strip_suffix(')').and_then(|it| it.split_once('(')) {
            Some((letter, tags)) => (letter, Some(tags)),
            None => (code, None),
        };
        let evidence = match letter {
            "A" => Evidence::AzureSite,
            "M" => Evidence::SupportSite,
            "H" => Evidence::HumanTranslation,
            "L" => Evidence::Localized,
            "S" => Evidence::Article,
            "J" => Evidence::Judged,
            _ => return None,
        };
        let languages = match tags {
            Some(tags) => tags
                .split(' ')
                .map(Language::parse)
                .collect::<Option<_>>()?,
            None if evidence == Evidence::HumanTranslation => vec![Language::Ru],
            None => Language::ALL.to_vec(),
        };
        Some((evidence, languages))
    };
    place
        .text()?
        .split(',')
        .map(|code| {
            read(code)
                .ok_or_else(|| place.misread("letters of A, M, H, L, S, J, as in `L(pl cs),H`"))
        })
        .collect()
}

const TAG: &str = "en, pl, cs, hu or ru";

fn read_wrong(place: &Place) -> Result<Wrong, Misread> {
    has_only(
        place,
        &["language", "text", "how", "where", "forbidden", "stem"],
    )?;
    let tag = place.get("language");
    let language = Language::parse(tag.text()?).filter(|it| *it != Language::En);
    let text = place.get("text").optional_text()?;
    let how = place.get("how").optional_text()?;
    if text.is_none() && how.is_none() {
        return Err(place.misread("a text, or how it is wrong"));
    }
    Ok(Wrong {
        language: language.ok_or_else(|| tag.misread("pl, cs, hu or ru"))?,
        text: text.map(str::to_owned),
        how: how.map(str::to_owned),
        printed: place
            .get("where")
            .list()?
            .map(|it| read_printed(&it))
            .collect::<Result<_, _>>()?,
        search: read_search(place, text)?,
    })
}

fn read_printed(place: &Place) -> Result<Printed, Misread> {
    place
        .text()?
        .split_once(", ")
        .and_then(|(article, date)| {
            let page_date = Date::parse(date)?;
            let article = article.to_owned();
            Some(Printed { article, page_date })
        })
        .ok_or_else(|| {
            place.misread("an article and a date, as in `check-service-health, 2020-05-05`")
        })
}

/// How to find a text, by the beginnings of its words where they are given.
fn read_search(place: &Place, text: Option<&str>) -> Result<Option<Phrase>, Misread> {
    let stem = place.get("stem");
    if !place.get("forbidden").flag()? {
        return match stem.optional_text()? {
            Some(_) => Err(stem.misread("no stem where nothing is forbidden")),
            None => Ok(None),
        };
    }
    let text = text.ok_or_else(|| place.get("text").misread("a text to search for"))?;
    let search = match stem.optional_text()? {
        Some(stem) => Phrase::beginnings(stem),
        None => Phrase::words(text),
    };
    if !search.is_in(text) {
        return Err(stem.misread("beginnings of words that stand in the text"));
    }
    Ok(Some(search))
}

/// Complains about a member that nobody would read.
fn has_only(place: &Place, known: &[&str]) -> Result<(), Misread> {
    for (name, member) in place.members()? {
        if !known.contains(&name) {
            return Err(member.misread(format!("no such member, but {}", known.join(", "))));
        }
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test that cannot go on fails")]
mod tests {
    use crate::content::Terms;
    use serde_json::{Value, json};

    fn vehicles() -> Value {
        json!({
            "id": "support_vehicles", "group": "support", "en": "support vehicles (SV)", "pl": "kanały", "cs": "kanály",
            "hu": "csatornák", "ru": "механизмы", "evidence": "H,J(pl cs hu)",
            "also": {"cs": ["cesty"]},
            "wrong": [
                {"language": "hu", "text": "járművek", "where": ["check-service-health, 2020-05-05"], "forbidden": true, "stem": "jármű"},
                {"language": "pl", "text": "lista klient", "forbidden": true},
                {"language": "ru", "how": "garbled"},
            ],
        })
    }

    fn read(terms: &Value) -> Result<Terms, String> {
        Terms::parse(&json!({ "terms": terms }).to_string()).map_err(|it| it.to_string())
    }

    /// The complaint about the term with one value changed.
    fn complaint(pointer: &str, value: Value) -> String {
        let mut term = vehicles();
        let (up, key) = pointer.rsplit_once('/').expect("a pointer");
        let object = term.pointer_mut(up).and_then(Value::as_object_mut);
        object.expect("an object").insert(key.to_owned(), value);
        read(&json!([term])).expect_err("a complaint")
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (pointer, value, expected) in [
            (
                "/id",
                json!("Support"),
                "id: expected an id in small letters, digits and underscores",
            ),
            (
                "/group",
                json!("cars"),
                "group: expected roles, portals or support",
            ),
            ("/hu", json!(""), "hu: expected a text that is not empty"),
            ("/ru", Value::Null, "ru: expected a text that is not empty"),
            (
                "/evidence",
                json!("X"),
                "evidence: expected letters of A, M, H, L, S, J, as in `L(pl cs),H`",
            ),
            (
                "/evidence",
                json!("J(de)"),
                "evidence: expected letters of A, M, H, L, S, J, as in `L(pl cs),H`",
            ),
            (
                "/also",
                json!({"de": ["Wege"]}),
                "also/de: expected en, pl, cs, hu or ru",
            ),
            (
                "/also",
                json!({"cs": [""]}),
                "also/cs/0: expected a text that is not empty",
            ),
            (
                "/also",
                json!({"cs": ["kanály"]}),
                "also/cs/0: expected a name that it does not have yet",
            ),
            (
                "/wrong/0/language",
                json!("en"),
                "wrong/0/language: expected pl, cs, hu or ru",
            ),
            (
                "/wrong/0/text",
                Value::Null,
                "wrong/0: expected a text, or how it is wrong",
            ),
            (
                "/wrong/0/where",
                json!(["yesterday"]),
                "wrong/0/where/0: expected an article and a date, as in `check-service-health, 2020-05-05`",
            ),
            (
                "/wrong/0/stem",
                json!("autó"),
                "wrong/0/stem: expected beginnings of words that stand in the text",
            ),
            (
                "/wrong/0/stem",
                json!("…"),
                "wrong/0/stem: expected beginnings of words that stand in the text",
            ),
            (
                "/wrong/0/forbidden",
                json!(false),
                "wrong/0/stem: expected no stem where nothing is forbidden",
            ),
            (
                "/wrong/2/forbidden",
                json!(true),
                "wrong/2/text: expected a text to search for",
            ),
            (
                "/wrong/1/forbiden",
                json!(true),
                "wrong/1/forbiden: expected no such member, but language, text, how, where, forbidden, stem",
            ),
        ] {
            assert_eq!(complaint(pointer, value), format!("at /terms/0/{expected}"));
        }
    }

    #[test]
    fn an_id_stands_once() {
        assert_eq!(
            read(&json!([vehicles(), vehicles()])),
            Err("at /terms/1/id: expected an id that no term before it has".to_owned())
        );
    }

    #[test]
    fn a_document_without_terms_is_none() {
        assert!(Terms::parse("{}").is_err());
        assert!(Terms::parse("[]").is_err());
        assert!(Terms::parse("terms").is_err());
    }
}
