//! The terms of the documents, the languages side by side.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, Load,
        screens::{self, PrintedLine, TermCell, TermGroup, TermRow, TermText, WrongLine},
    },
    ui::{
        Desk,
        kit::{trouble, waiting},
    },
    wording::Arg,
};

/// Closed at first; the terms are read once it is opened. What is typed in the page's search field narrows them too.
pub(super) fn section(desk: Desk, query: RwSignal<String>) -> AnyView {
    let found = Memo::new(move |_| query.with(|it| desk.read(|state| screens::terms(state, it))));
    let body = move || match found.get() {
        Load::NotAsked | Load::Waiting => waiting(desk.say("terms.wait")),
        Load::Failed(it) => trouble(it),
        Load::Known(groups) => known(desk, groups),
    };
    view! {
        <details class="why" id="terms" on:toggle=move |_| desk.send(Command::TermsOpened)>
            <summary class="why__head">{desk.say("terms.title")}</summary>
            <div class="stack">{body}</div>
        </details>
    }
    .into_any()
}

fn known(desk: Desk, groups: Vec<TermGroup>) -> AnyView {
    let n = groups.iter().map(|it| it.rows.len()).sum();
    let found = if groups.is_empty() {
        desk.say("terms.none")
    } else {
        desk.say_with("terms.found", &[("n", Arg::count(n))])
    };
    view! {
        <p class="page__main">{desk.say("terms.lead")}</p>
        <p class="status" role="status">{found}</p>
        {groups.into_iter().map(|it| group(desk, it)).collect_view()}
    }
    .into_any()
}

fn group(desk: Desk, group: TermGroup) -> AnyView {
    let id = format!("terms-{}", group.name);
    let title = desk.say(&format!("terms.{}", group.name));
    let languages = group.rows.first().map(|it| &it.cells);
    let heads = languages.into_iter().flatten().map(|it| {
        view! { <th scope="col">{desk.tongue(it.language)}</th> }
    });
    let heads = heads.collect_view();
    let rows = group.rows.into_iter().map(|it| row(desk, it));
    let rows = rows.collect_view();
    let part = view! {
        <div>
            <h2 class="part__title" id=id.clone()>{title.clone()}</h2>
            <div class="sheet" tabindex="0" role="region" aria-labelledby=id>
                <table class="grid" data-stack="" data-kind="text">
                    <caption class="unseen">{title}</caption>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    };
    keyed(group.name, part.into_any())
}

fn row(desk: Desk, row: TermRow) -> AnyView {
    let mut cells = row.cells.into_iter();
    let english = cells.next().map(|it| {
        let label = desk.tongue(it.language);
        view! { <th scope="row" data-label=label>{cell(desk, it)}</th> }
    });
    let others = cells.map(|it| {
        let label = desk.tongue(it.language);
        view! { <td data-label=label>{cell(desk, it)}</td> }
    });
    keyed(
        row.id,
        view! { <tr>{english} {others.collect_view()}</tr> }.into_any(),
    )
}

/// A name, then what else it is called, rightly and wrongly.
fn cell(desk: Desk, cell: TermCell) -> AnyView {
    let also = cell.also.into_iter().map(|it| {
        view! { <span class="grid__sub">{desk.say("terms.also")} " " {spoken(it)}</span> }
    });
    let wrong = cell.wrong.into_iter().map(|it| wrong(desk, it));
    view! { {spoken(cell.name)} {also.collect_view()} {wrong.collect_view()} }.into_any()
}

fn spoken(text: TermText) -> AnyView {
    view! { <span lang=text.lang>{text.text}</span> }.into_any()
}

/// A rendering that misleads: struck out, with what is wrong with it and where it is printed.
fn wrong(desk: Desk, line: WrongLine) -> AnyView {
    let dot = (line.text.is_some() && line.how.is_some()).then_some(" · ");
    let text = line.text.map(|it| view! { <s lang=it.lang>{it.text}</s> });
    let how = line.how.map(|it| view! { <span lang="en">{it}</span> });
    let printed = line.printed.into_iter().map(|it| printed(desk, it));
    view! {
        <span class="grid__sub">
            {desk.say("terms.wrong")} " " {text} {dot} {how} {printed.collect_view()}
        </span>
    }
    .into_any()
}

fn printed(desk: Desk, line: PrintedLine) -> AnyView {
    let day = desk.day(&line.date);
    let date = desk.say_with("source.page_of", &[("date", Arg::Text(&day))]);
    let article = match line.address {
        Some(address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer" lang="en">{line.article}</a> }.into_any()
        }
        None => view! { <span lang="en">{line.article}</span> }.into_any(),
    };
    view! { <span class="grid__sub">{article} ", " <span class="num">{date}</span></span> }
        .into_any()
}
