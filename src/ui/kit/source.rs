//! Citations: what a document says, in our words, and where it stands.
//!
//! Where it stands is there at once. What it says is read once somebody wants to see it, and fills its place when it comes.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, Load,
        screens::{self, CitationLine, Statement},
    },
    ui::{Desk, desk::use_desk, kit::confidence},
    vocab::Confidence,
    wording::{Arg, Listing},
};
use web_sys::HtmlElement;

/// One cited statement: what it says and where it stands.
pub fn source(line: CitationLine) -> AnyView {
    let says = says(&line.rule);
    view! { <div class="source">{says} {place(line)}</div> }.into_any()
}

/// Where a statement stands: its document, section and date, the languages it was written in, and how sure it is.
fn place(line: CitationLine) -> AnyView {
    let desk = use_desk();
    let (translated, written): (Vec<_>, Vec<_>) = line
        .languages
        .iter()
        .partition(|(_, is_translated)| *is_translated);
    let tongues = |key: &str, languages: &[&(String, bool)]| {
        let mut names: Vec<_> = languages.iter().map(|it| desk.tongue(&it.0)).collect();
        desk.sort_names(&mut names, |it| it);
        let list = desk.list(&names, Listing::And);
        (!names.is_empty()).then(|| desk.say_with(key, &[("languages", Arg::Text(&list))]))
    };
    let written = tongues("source.languages", &written)
        .map(|text| view! { <span class="source__tongues">{text}</span> });
    let translated = tongues("source.machine_translated", &translated)
        .map(|text| view! { <span class="source__tongues" data-kind="machine">{text}</span> });
    let place = match (&line.section, &line.address) {
        (Some(section), Some(address)) => {
            let title = format!("{}, {section}", line.article);
            view! { <a href=address.clone() target="_blank" rel="noopener noreferrer" lang="en">{title}</a> }.into_any()
        }
        (None, Some(address)) => {
            view! { <a href=address.clone() target="_blank" rel="noopener noreferrer" lang="en">{line.article.clone()}</a> }.into_any()
        }
        (_, None) => view! { <span>{desk.say("source.own")}</span> }.into_any(),
    };
    let date = line.date.as_ref().map(|date| {
        let text = desk.say_with("source.page_of", &[("date", Arg::Text(&desk.day(date)))]);
        view! { <span class="num">{text}</span> }
    });
    let later = line
        .is_undated
        .then(|| view! { <span>{desk.say("source.undated")}</span> });
    let level = (line.confidence != Confidence::Documented).then(|| confidence(line.confidence));
    view! {
        <p class="source__from">
            <span class="reason__id">{line.rule}</span> {place} {date} {later}
            {written} {translated} {level}
        </p>
    }
    .into_any()
}

/// What a statement says in our words, and where a translation of it misleads.
fn says(rule: &str) -> AnyView {
    let desk = use_desk();
    let rule = rule.to_owned();
    let said = desk.slice(move |it| screens::statement(it, &rule));
    let note = move || {
        let note = said.with(|it| it.known().and_then(|it| it.note.clone()));
        note.map(|it| view! { <p class="source__warn">{it}</p> })
    };
    view! { {statement(desk, said)} {note} }.into_any()
}

/// What the source says, or the place where it will stand.
fn statement(desk: Desk, said: Memo<Load<Statement>>) -> AnyView {
    let place = NodeRef::<HtmlElement>::new();
    let again = move |_| {
        desk.send(Command::Retried);
        // The button is gone now; who pressed it waits where the statement will stand.
        if let Some(place) = place.get_untracked() {
            let _ = place.focus();
        }
    };
    let failed = move || {
        view! {
            {desk.say("trouble.reference")}
            " "
            <button class="button" data-kind="text" type="button" on:click=again>
                {desk.say("trouble.again")}
            </button>
        }
        .into_any()
    };
    let text = move || match said.get() {
        Load::Known(it) => it.says.into_any(),
        Load::NotAsked | Load::Waiting => "…".into_any(),
        Load::Failed(_) => failed(),
    };
    let is_on_its_way = move || said.with(|it| *it == Load::Waiting);
    view! {
        <p
            class="source__says"
            tabindex="-1"
            aria-busy=move || is_on_its_way().then_some("true")
            node_ref=place
        >
            {text}
        </p>
    }
    .into_any()
}

/// Several cited statements: where they stand, and behind a disclosure what they say. Of more than two only the first stands before it.
pub fn sources(lines: &[CitationLine]) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let desk = use_desk();
    let n_before = if lines.len() > 2 { 1 } else { lines.len() };
    let places = lines.iter().take(n_before).cloned().map(place);
    let title = desk.say_with("source.says", &[("n", Arg::count(lines.len()))]);
    let said = |(at, line): (usize, CitationLine)| {
        if at >= n_before {
            return source(line);
        }
        let id = (lines.len() > 1)
            .then(|| view! { <span class="reason__id">{line.rule.clone()}</span> });
        view! { <div class="source">{id} {says(&line.rule)}</div> }.into_any()
    };
    let said = lines.iter().cloned().enumerate().map(said).collect_view();
    view! {
        <div class="source">
            {places.collect_view()}
            {disclosure(desk, true, title.into_any(), said.into_any())}
        </div>
    }
    .into_any()
}

/// Why something is asked, with the sources of the rules behind it.
pub fn why(head: AnyView, text: String, lines: Vec<CitationLine>) -> AnyView {
    let has_sources = !lines.is_empty();
    let lines = lines.into_iter().map(source).collect_view();
    let body = view! { <p>{text}</p> {lines} };
    disclosure(use_desk(), has_sources, head, body.into_any())
}

/// What is read, and shown, once it is opened.
fn disclosure(desk: Desk, has_sources: bool, head: AnyView, body: AnyView) -> AnyView {
    let open = move |_| {
        if has_sources {
            desk.send(Command::ReferenceOpened);
        }
    };
    view! {
        <details class="why" on:toggle=open>
            <summary class="why__head">{head}</summary>
            <div class="why__body">{body}</div>
        </details>
    }
    .into_any()
}
