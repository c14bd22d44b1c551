//! Messages: bars, error summaries, waiting, trouble with a portal.

use crate::ui::view::{ev, prelude::*};
use crate::{
    app::{Command, Load, Trouble},
    ui::{
        Desk,
        desk::use_desk,
        kit::{Icon, focus, icon},
    },
    wording::{Arg, Piece},
};

/// Text with what matters strong.
pub fn rich(pieces: Vec<Piece>) -> AnyView {
    pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text.into_any(),
            Piece::Strong(text) => view! { <b>{text}</b> }.into_any(),
        })
        .collect_view()
        .into_any()
}

/// A message bar. Intents: `info`, `success`, `warning`, `error`.
pub fn bar(intent: &'static str, text: AnyView, action: Option<AnyView>) -> AnyView {
    let drawing = match intent {
        "success" => Icon::Yes,
        "warning" => Icon::Warning,
        "error" => Icon::No,
        _ => Icon::Info,
    };
    view! {
        <div class="bar" data-intent=intent>
            {icon(drawing)} <div class="bar__text">{text}</div>
            {action.map(|it| view! { <div class="bar__act">{it}</div> })}
        </div>
    }
    .into_any()
}

/// What is wrong with a form: first in the page, takes the focus, each line leads to its field.
pub fn error_summary(problems: Vec<(String, String)>) -> AnyView {
    let desk = use_desk();
    let jump = move |id: String| {
        move |event: ev::MouseEvent| {
            event.prevent_default();
            focus(id.clone());
        }
    };
    let lines = problems
        .into_iter()
        .map(|(id, text)| {
            let href = format!("#{id}");
            view! { <li><a class="oops__link" href=href on:click=jump(id)>{text}</a></li> }
        })
        .collect_view();
    view! {
        <section class="oops" id="problems" role="alert" tabindex="-1" aria-labelledby="problems-title">
            <h2 class="oops__title" id="problems-title">{desk.say("form.problems")}</h2>
            <ul class="oops__list">{lines}</ul>
        </section>
    }
    .into_any()
}

/// Something is on its way; says so in words.
pub fn waiting(text: String) -> AnyView {
    view! {
        <div class="stack">
            <div class="skeleton" aria-hidden="true">
                <span class="skeleton__line" data-kind="row"></span>
                <span class="skeleton__line" data-kind="row" data-w="1"></span>
                <span class="skeleton__line" data-kind="row" data-w="2"></span>
            </div>
            <p class="status" role="status">{text}</p>
        </div>
    }
    .into_any()
}

/// A portal gave no usable answer: what it means and what to do.
pub fn trouble(trouble: Trouble) -> AnyView {
    let desk = use_desk();
    let after = f64::from(trouble.after_secs.unwrap_or_default());
    // Whoever has not signed in yet has done nothing wrong.
    let is_first = trouble.kind == "sign_in"
        && desk.peek(|it| it.connection.is_live() && it.connection.account == Load::NotAsked);
    let (kind, intent) = if is_first {
        ("sign_in_first", "info")
    } else {
        (trouble.kind, "error")
    };
    // Partner Center is not documented to answer a page of another host, so waiting would not help.
    let is_direct = desk.peek(|it| it.connection.is_direct());
    let is_blocked = trouble.kind == "unreachable" && trouble.support.contains("partner_center");
    let kind = if is_direct && is_blocked {
        "unreachable_direct"
    } else {
        kind
    };
    // The words of the connection may come later than the trouble.
    let reference = desk.slice(|it| it.reference.known().is_some());
    let text = move || {
        reference.with(|_| ());
        say_trouble(desk, kind, after)
    };
    let support = if is_first {
        String::new()
    } else {
        trouble.support
    };
    let act = if signing_in_helps(desk, trouble.kind) {
        sign_in_button(desk)
    } else {
        again_button(desk)
    };
    complaint(desk, intent, text.into_any(), support, act)
}

/// The desk itself has trouble, which no sign-in mends.
pub fn fault(trouble: Trouble) -> AnyView {
    let desk = use_desk();
    let text = desk.say(&format!("trouble.{}", trouble.kind));
    complaint(
        desk,
        "error",
        text.into_any(),
        trouble.support,
        again_button(desk),
    )
}

/// What is wrong, what a support line needs, and what can be done.
fn complaint(
    desk: Desk,
    intent: &'static str,
    text: AnyView,
    support: String,
    act: AnyView,
) -> AnyView {
    let support = (!support.is_empty()).then(|| {
        let title = desk.say("trouble.details");
        view! {
            <details class="why">
                <summary class="why__head">{title}</summary>
                <p class="why__body"><code>{support}</code></p>
            </details>
        }
    });
    let text = view! { <p>{text}</p> {support} }.into_any();
    view! { <div role="status">{bar(intent, text, Some(act))}</div> }.into_any()
}

/// What a kind of trouble means and what to do, with the seconds that a portal asks to wait.
pub fn say_trouble(desk: Desk, kind: &str, after_secs: f64) -> String {
    // What only real portals make is said in the words of the connection.
    let own = format!("connection.{kind}");
    let key = if desk.has(&own) {
        own
    } else {
        // Until those words are here, what is said of every portal says enough.
        let general = match kind {
            "sign_in_more" => "sign_in",
            "provider_away" | "unreachable_direct" => "unreachable",
            other => other,
        };
        format!("trouble.{general}")
    };
    desk.say_with(&key, &[("seconds", Arg::Number(after_secs))])
}

/// Whether signing in anew helps; the practice portal signs nobody in.
pub fn signing_in_helps(desk: Desk, kind: &str) -> bool {
    (kind.starts_with("sign_in") || kind == "consent") && desk.peek(|it| it.connection.is_live())
}

/// The button that leaves for the identity provider.
pub fn sign_in_button(desk: Desk) -> AnyView {
    let leave = move |_| desk.send(Command::SignInAsked);
    small_button(desk.say("trouble.sign_in_act"), leave)
}

fn again_button(desk: Desk) -> AnyView {
    let again = move |_| desk.send(Command::Retried);
    small_button(desk.say("trouble.again"), again)
}

/// A small button beside what it is about.
pub fn small_button(text: String, act: impl Fn(ev::MouseEvent) + 'static) -> AnyView {
    view! { <button class="button" data-size="small" type="button" on:click=act>{text}</button> }
        .into_any()
}
