//! One request: what is known of it, what happened, and what can be done.

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{
        Command, DateStyle, Load, Route, is_same_text,
        screens::{self, EventLine, RequestScreen},
    },
    ui::{
        Desk,
        kit::{
            DialogWords, TextField, back_link, bar, dialog, focus, open_dialog, page_link,
            text_field, trouble, waiting,
        },
        pages::{
            request::copy_button,
            requests::row::{left, no_target, status, title},
        },
    },
    wording::Arg,
};

pub(in crate::ui::pages) fn page(desk: Desk, name: String) -> AnyView {
    let back = back_link(&Route::Requests, desk.say("requests.back"));
    let of_name = name.clone();
    let screen = desk.slice(move |it| screens::request(it, &of_name));
    let draft = NoteDraft {
        text: RwSignal::new(String::new()),
        n_before: RwSignal::new(None),
        n_added: RwSignal::new(0),
    };
    Effect::new(move |_| {
        let text = draft.text.with_untracked(Clone::clone);
        let n = screen.with(|it| n_notes(it.as_ref(), &text));
        if draft.n_before.get().is_some_and(|before| n > before) {
            draft.n_before.set(None);
            draft.text.set(String::new());
            draft.n_added.update(|it| *it += 1);
        }
    });
    let facts = move || match screen.get() {
        Some(screen) => about(desk, &screen),
        None => missing(desk, &name),
    };
    let is_writing =
        Memo::new(move |_| screen.with(|it| it.as_ref().is_some_and(|it| it.is_writing)));
    let open = Memo::new(move |_| {
        screen.with(|it| {
            it.as_ref()
                .filter(|it| it.is_open_there)
                .map(|it| it.line.name.clone())
        })
    });
    let n_there = move |text: &str| screen.with_untracked(|it| n_notes(it.as_ref(), text));
    let acts = move || {
        open.get()
            .map(|number| acts(desk, number, draft, n_there, is_writing))
    };
    view! {
        {back}
        <div class="page__main">{reading(desk)} {facts} {acts}</div>
    }
    .into_any()
}

/// A note that is written. It outlives a redrawing and a failure, and is gone once it is among the others.
#[derive(Clone, Copy)]
struct NoteDraft {
    text: RwSignal<String>,
    /// How many notes of this text were there when it was sent, while it is awaited.
    n_before: RwSignal<Option<usize>>,
    /// Counts those that were added, so that the field is drawn anew.
    n_added: RwSignal<u32>,
}

/// How many notes of a text there are.
fn n_notes(screen: Option<&RequestScreen>, text: &str) -> usize {
    let is_it = |it: &&EventLine| it.kind == "note" && is_same_text(&it.text, text);
    screen.map_or(0, |it| it.events.iter().filter(is_it).count())
}

/// Trouble with reading or changing; what is known stays below it.
fn reading(desk: Desk) -> AnyView {
    let failed = desk.slice(|it| {
        let ticket = match it.route() {
            Route::Detail(number) => it.tickets.get(number),
            _ => None,
        };
        match (&it.requests, ticket) {
            (Load::Failed(trouble), _) | (_, Some(Load::Failed(trouble))) => Some(trouble.clone()),
            _ => it.freshness.trouble.clone(),
        }
    });
    let part = move || failed.get().map(trouble);
    part.into_any()
}

/// Not known, not known yet, or not to be read at the moment.
fn missing(desk: Desk, name: &str) -> AnyView {
    let is_waiting = desk.read(|it| matches!(it.requests, Load::NotAsked | Load::Waiting));
    if is_waiting {
        return view! {
            <h1 tabindex="-1">{desk.say("page.detail")}</h1>
            {waiting(desk.say("requests.wait"))}
        }
        .into_any();
    }
    view! {
        <div class="stack">
            <h1 tabindex="-1">{desk.say("requests.unknown_title")}</h1>
            <p>{desk.say_with("requests.unknown", &[("number", Arg::Text(name))])}</p>
            <p>{page_link(&Route::Requests, desk.say("requests.to_list"))}</p>
        </div>
    }
    .into_any()
}

fn about(desk: Desk, screen: &RequestScreen) -> AnyView {
    let events = screen
        .events
        .iter()
        .map(|it| event(desk, it))
        .collect_view();
    let line = &screen.line;
    let elsewhere = (!screen.is_open_there && line.number.is_some() && line.status != "closed")
        .then(|| bar("info", desk.say("requests.kept_elsewhere").into_any(), None));
    view! {
        <div class="stack">
            <h1 id="detail-title" tabindex="-1">{title(desk, line)}</h1>
            {facts(desk, screen)} {links(desk, screen)} {elsewhere}
        </div>
        <section class="part" aria-labelledby="detail-events">
            <h2 class="part__title" id="detail-events">{desk.say("requests.events")}</h2>
            <ol class="timeline">{events}</ol>
        </section>
    }
    .into_any()
}

fn facts(desk: Desk, screen: &RequestScreen) -> AnyView {
    let line = &screen.line;
    let mut rows = Vec::new();
    let mut add = |key: &str, value: AnyView| {
        rows.push(view! {
            <div class="facts__row">
                <dt class="facts__key">{desk.say(key)}</dt>
                <dd class="facts__value">{value}</dd>
            </div>
        });
    };
    add("requests.col_status", status(desk, line));
    if let Some(number) = line.number.clone() {
        add(
            "requests.number",
            view! { <span class="num">{number}</span> }.into_any(),
        );
    }
    if !line.customer.is_empty() {
        let name = line.customer.clone();
        add(
            "requests.col_customer",
            view! { <bdi>{name}</bdi> }.into_any(),
        );
    }
    if !line.severity.is_empty() {
        add("requests.col_severity", line.severity.clone().into_any());
    }
    if let Some(at) = line.at {
        add("requests.since", desk.write(at, DateStyle::Full).into_any());
    }
    let answer = match screen.clock {
        Some(clock) => {
            let when = desk.write(clock.due, DateStyle::Full);
            let left = left(desk, clock);
            let args = [("when", Arg::Text(&when)), ("left", Arg::Text(&left))];
            desk.say_with("requests.answer_by", &args)
        }
        None => no_target(desk, line),
    };
    add("requests.answer", answer.into_any());
    if let Some(due) = screen.answer_due {
        add(
            "requests.azure_due",
            desk.write(due, DateStyle::Full).into_any(),
        );
    }
    if !screen.engineer.is_empty() {
        let engineer = screen.engineer.clone();
        add(
            "requests.engineer",
            view! { <bdi>{engineer}</bdi> }.into_any(),
        );
    }
    if let Some(verdict) = &screen.verdict {
        add("requests.verdict", verdict.clone().into_any());
    }
    if let Some(plan) = &screen.plan {
        add("requests.plan", plan.clone().into_any());
    }
    view! { <dl class="facts" data-lay="wide" data-rule="top">{rows}</dl> }.into_any()
}

/// Its number to take along, and for a request of this device where it came from.
fn links(desk: Desk, screen: &RequestScreen) -> AnyView {
    let number = screen.line.number.clone();
    let copy = number.map(|it| copy_button(desk, "done.copy_number", String::new(), it));
    let link = |route: Route, key: &str| page_link(&route, desk.say(key));
    let links = screen.line.case.clone().map(|case| {
        let walk = screen
            .can_walk
            .then(|| link(Route::Walk(case.clone()), "requests.to_walk"));
        view! {
            {link(Route::Done(case.clone()), "requests.to_done")}
            {link(Route::Verdict(case), "requests.to_verdict")}
            {walk}
        }
    });
    view! { <div class="actions">{copy} {links}</div> }.into_any()
}

fn event(desk: Desk, event: &EventLine) -> AnyView {
    let kind = match event.kind.as_str() {
        "due" => Some("due"),
        "late" | "attention_needed" | "refused" => Some("late"),
        _ => None,
    };
    let when = event.at.map(|it| desk.write(it, DateStyle::DayTime));
    let what = if event.kind == "note" && event.who.is_empty() {
        desk.say("requests.event_note_unsigned")
    } else {
        desk.say_with(
            &format!("requests.event_{}", event.kind),
            &[("who", Arg::Text(&event.who))],
        )
    };
    let text = (!event.text.is_empty()).then(|| {
        let text = event.text.clone();
        view! { <p class="timeline__more longtext">{text}</p> }
    });
    view! {
        <li class="timeline__item" data-kind=kind>
            <span class="timeline__when num">{when}</span> <span class="timeline__what">{what}</span> {text}
        </li>
    }
    .into_any()
}

/// A note, and closing: both change what Microsoft sees. The field is drawn anew, empty, when a note was added.
fn acts(
    desk: Desk,
    number: String,
    draft: NoteDraft,
    n_there: impl Fn(&str) -> usize + Copy + 'static,
    is_writing: Memo<bool>,
) -> AnyView {
    let field = move || {
        draft.n_added.with(|_| ());
        let field = TextField {
            id: "note".to_owned(),
            label: desk.say("requests.note"),
            hint: Some(desk.say("requests.note_hint")),
            value: draft.text.get_untracked(),
            n_lines: 4,
            autocomplete: "off",
            kind: "text",
        };
        text_field(field, || None, move |text| draft.text.set(text))
    };
    let (noted, closed) = (number.clone(), number);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = draft.text.get_untracked();
        draft.n_before.set(Some(n_there(&text)));
        desk.send(Command::Noted(noted.clone(), text));
    };
    let question = NodeRef::<html::Dialog>::new();
    let words = move || DialogWords {
        title: desk.say("requests.close_title"),
        body: desk.say("requests.close_body"),
        keep: desk.say("requests.close_keep"),
        go: desk.say("requests.close_go"),
    };
    let close = move || {
        desk.send(Command::Closed(closed.clone()));
        // The button that opened the question goes away with the closing.
        focus("detail-title".to_owned());
    };
    let on_its_way = move || is_writing.get().then(|| desk.say("requests.note_sending"));
    view! {
        <section class="part" aria-labelledby="detail-note">
            <h2 class="part__title" id="detail-note">{desk.say("requests.note_title")}</h2>
            <form class="stack" novalidate on:submit=submit>
                {field} <p class="status" role="status">{on_its_way}</p>
                <div class="actions">
                    <button class="button" data-kind="primary" type="submit">{desk.say("requests.note_add")}</button>
                    <button class="button" type="button" on:click=move |_| open_dialog(question)>
                        {desk.say("requests.close")}
                    </button>
                </div>
            </form>
            {dialog(question, words, close)}
        </section>
    }
    .into_any()
}
