//! Help: what the desk is, what it rests on, how it is used, and what to do when a rule is wrong.

use crate::ui::view::prelude::*;
use crate::{
    app::Route,
    ui::{
        Desk,
        kit::{confidence, page_link, rich},
    },
    vocab::{Article, Confidence},
    wording::Arg,
};

pub(super) fn page(desk: Desk) -> AnyView {
    view! {
        <div class="page__top"><h1>{desk.say("page.help")}</h1></div>
        <div class="page__main">
            <p class="lead">{desk.say("help.lead")}</p>
            {part(desk, "not", paragraphs(desk, "help.not"))} {part(desk, "sources", edition(desk))}
            {part(desk, "confidence", levels(desk))} {part(desk, "keys", list(desk, "help.keys"))}
            {part(desk, "device", device(desk))} {part(desk, "wrong", list(desk, "help.wrong"))}
            {part(desk, "contact", contact(desk))}
        </div>
    }
    .into_any()
}

fn part(desk: Desk, name: &str, body: AnyView) -> AnyView {
    let id = format!("help-{name}");
    view! {
        <section class="part" aria-labelledby=id.clone()>
            <h2 class="part__title" id=id>{desk.say(&format!("help.{name}"))}</h2>
            <div class="stack">{body}</div>
        </section>
    }
    .into_any()
}

/// The texts `<key>.1`, `<key>.2` and so on, as far as there are any.
fn texts(desk: Desk, key: &str) -> Vec<AnyView> {
    (1..=9)
        .map(|n| format!("{key}.{n}"))
        .take_while(|it| desk.has(it))
        .map(|it| rich(desk.pieces(&desk.by_mode(&it), &[])))
        .collect()
}

fn paragraphs(desk: Desk, key: &str) -> AnyView {
    texts(desk, key)
        .into_iter()
        .map(|it| view! { <p>{it}</p> })
        .collect_view()
        .into_any()
}

fn list(desk: Desk, key: &str) -> AnyView {
    let lines = texts(desk, key)
        .into_iter()
        .map(|it| view! { <li>{it}</li> })
        .collect_view();
    view! { <ul class="stack">{lines}</ul> }.into_any()
}

/// The edition in use and the articles it was made from.
fn edition(desk: Desk) -> AnyView {
    let (edition, as_of, articles) = desk.peek(|it| {
        let playbook = it.content.as_ref().map(|it| &it.playbook);
        let read = playbook.map(|it| {
            let edition = it.edition.clone();
            (edition.id, edition.as_of, it.articles.clone())
        });
        read.unwrap_or_default()
    });
    let intro = desk.say_with(
        "help.edition",
        &[
            ("edition", Arg::Text(&edition)),
            ("date", Arg::Text(&desk.day(&as_of))),
        ],
    );
    let lines = articles
        .into_iter()
        .map(|it| article(desk, it))
        .collect_view();
    view! {
        <p>{intro}</p>
        {paragraphs(desk, "help.sources")}
        <p>{page_link(&Route::Library, desk.say("page.library"))}</p>
        <details class="why">
            <summary class="why__head">{desk.say("help.articles")}</summary>
            <ul class="why__body">{lines}</ul>
        </details>
    }
    .into_any()
}

fn article(desk: Desk, article: Article) -> AnyView {
    let date = article.page_date.map(|date| {
        let date = desk.day(&date.to_string());
        let text = desk.say_with("source.page_of", &[("date", Arg::Text(&date))]);
        view! { <span class="grid__sub num">{text}</span> }
    });
    let title = match article.address {
        Some(address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer" lang="en">{article.title}</a> }
                .into_any()
        }
        None => view! { <span>{desk.say("source.own")}</span> }.into_any(),
    };
    view! { <li>{title} {date}</li> }.into_any()
}

fn levels(desk: Desk) -> AnyView {
    let level = |level: Confidence| {
        let text = desk.say(&format!("help.confidence.{}", level.name()));
        view! {
            <div class="facts__row">
                <dt class="facts__key">{confidence(level)}</dt>
                <dd class="facts__value">{text}</dd>
            </div>
        }
    };
    let levels = [
        Confidence::Documented,
        Confidence::Derived,
        Confidence::Reading,
        Confidence::Ask,
    ];
    view! { <dl class="facts" data-lay="wide">{levels.map(level).collect_view()}</dl> }.into_any()
}

fn device(desk: Desk) -> AnyView {
    view! {
        {paragraphs(desk, "help.device")}
        <p>{page_link(&Route::Organisation, desk.say("help.device_link"))}</p>
    }
    .into_any()
}

fn contact(desk: Desk) -> AnyView {
    let route = Route::New(vec![("subject".to_owned(), "partner_center".to_owned())]);
    view! {
        {paragraphs(desk, "help.contact")}
        <p>{page_link(&route, desk.say("help.contact_link"))}</p>
    }
    .into_any()
}
