//! Citations: what a document says, in our words, and where it stands.
//!
//! Where it stands is there at once. What it says may still be on its way and fills its place when it comes.

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

/// One cited statement.
pub fn source(line: CitationLine) -> AnyView {
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
    let rule = line.rule.clone();
    let said = desk.slice(move |it| screens::statement(it, &rule));
    let note = move || {
        let note = said.with(|it| it.known().and_then(|it| it.note.clone()));
        note.map(|it| view! { <p class="source__warn">{it}</p> })
    };
    let level = (line.confidence != Confidence::Documented).then(|| confidence(line.confidence));
    view! {
        <div class="source">
            {statement(desk, said)}
            <p class="source__from">
                <span class="reason__id">{line.rule}</span> {place} {date} {later}
                {written} {translated} {level}
            </p>
            {note}
        </div>
    }
    .into_any()
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

/// Several cited statements; more than two wait behind a disclosure.
pub fn sources(lines: Vec<CitationLine>) -> AnyView {
    let desk = use_desk();
    let mut lines = lines;
    let rest = if lines.len() > 2 {
        lines.split_off(1)
    } else {
        Vec::new()
    };
    let n_rest = rest.len();
    let more = (n_rest > 0).then(|| {
        #[expect(clippy::cast_precision_loss, reason = "a handful of sources")]
        let title = desk.say_with("source.more", &[("n", Arg::Number(n_rest as f64))]);
        view! {
            <details class="why">
                <summary class="why__head">{title}</summary>
                <div class="why__body">{rest.into_iter().map(source).collect_view()}</div>
            </details>
        }
    });
    view! { {lines.into_iter().map(source).collect_view()} {more} }.into_any()
}

/// Why something is asked, with the sources of the rules behind it; what they say is wanted once it is opened.
pub fn why(head: AnyView, text: String, lines: Vec<CitationLine>) -> AnyView {
    let desk = use_desk();
    let has_sources = !lines.is_empty();
    let open = move |_| {
        if has_sources {
            desk.send(Command::ReferenceOpened);
        }
    };
    view! {
        <details class="why" on:toggle=open>
            <summary class="why__head">{head}</summary>
            <div class="why__body"><p>{text}</p> {sources(lines)}</div>
        </details>
    }
    .into_any()
}
