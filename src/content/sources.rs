//! The parts `articles` and `rules` of a playbook: where each rule stands.

use crate::vocab::{Article, Citation, Confidence, Date, Misread, Place, RuleId};

pub(super) fn read_articles(list: &Place) -> Result<Vec<Article>, Misread> {
    list.list()?.map(|place| read_article(&place)).collect()
}

fn read_article(place: &Place) -> Result<Article, Misread> {
    let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
    let date = place.get("page_date");
    let page_date = match date.optional_text()? {
        Some(text) => Some(Date::parse(text).ok_or_else(|| date.misread("a date YYYY-MM-DD"))?),
        None => None,
    };
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
        page_date,
        languages: owned(place.get("languages").texts()?),
        machine_translated: owned(place.get("machine_translated").texts()?),
        address: address.map(str::to_owned),
    })
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

pub(super) fn read_citations(list: &Place, articles: &[Article]) -> Result<Vec<Citation>, Misread> {
    list.list()?
        .map(|place| read_citation(&place, articles))
        .collect()
}

fn read_citation(place: &Place, articles: &[Article]) -> Result<Citation, Misread> {
    let article = place.get("article");
    let name = article.text()?;
    if !articles.iter().any(|it| it.id == name) {
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
