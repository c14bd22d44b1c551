//! The parts `articles` and `rules` of a playbook: where each rule stands.

use crate::{
    content::notes::Notes,
    vocab::{Article, Citation, Confidence, Date, Misread, Place, RuleId},
};

/// Reads the articles cited.
pub(super) fn read_articles(list: &Place, notes: &mut Notes) -> Vec<Article> {
    notes.each(list, |place, _, _| read_article(place))
}

fn read_article(place: &Place) -> Result<Article, Misread> {
    let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
    let address = place.get("address");
    let address = address.optional_text()?;
    if let Some(text) = address
        && !is_documentation(text)
    {
        return Err(place
            .get("address")
            .misread("an https address of Microsoft’s documentation"));
    }
    Ok(Article {
        id: place.get("id").text()?.to_owned(),
        title: place.get("title").text()?.to_owned(),
        page_date: read_date(&place.get("page_date"))?,
        review_by: read_date(&place.get("review_by"))?,
        languages: owned(place.get("languages").texts()?),
        machine_translated: owned(place.get("machine_translated").texts()?),
        address: address.map(str::to_owned),
    })
}

fn read_date(place: &Place) -> Result<Option<Date>, Misread> {
    place
        .optional_text()?
        .map(|text| Date::parse(text).ok_or_else(|| place.misread("a date YYYY-MM-DD")))
        .transpose()
}

/// Links may lead to documentation only, whoever wrote the playbook.
fn is_documentation(address: &str) -> bool {
    let hosts = [
        "learn.microsoft.com",
        "docs.microsoft.com",
        "azure.microsoft.com",
        "support.microsoft.com",
    ];
    address
        .strip_prefix("https://")
        .and_then(|rest| rest.split('/').next())
        .is_some_and(|host| hosts.contains(&host))
}

/// Reads where each rule stands; its article must be listed.
pub(super) fn read_citations(
    list: &Place,
    articles: &[Article],
    notes: &mut Notes,
) -> Vec<Citation> {
    notes.each(list, |place, _, notes| {
        read_citation(place, articles, notes)
    })
}

fn read_citation(place: &Place, articles: &[Article], notes: &Notes) -> Result<Citation, Misread> {
    let article = place.get("article");
    let name = article.text()?;
    if !articles.iter().any(|it| it.id == name) && !notes.is_unread(name) {
        return Err(article.misread("an article that the playbook lists"));
    }
    let confidence = place.get("confidence");
    Ok(Citation {
        rule: RuleId::new(place.get("id").text()?),
        article: name.to_owned(),
        anchor: place.get("anchor").optional_text()?.map(str::to_owned),
        section: place.get("section").optional_text()?.map(str::to_owned),
        edition: place.get("edition").text()?.to_owned(),
        confidence: match confidence.text()? {
            "documented" => Confidence::Documented,
            "derived" => Confidence::Derived,
            "reading" => Confidence::Reading,
            _ => return Err(confidence.misread("documented, derived or reading")),
        },
        has_note: place.get("note").flag()?,
        is_undated: place.get("undated").flag()?,
    })
}
