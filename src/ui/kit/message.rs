//! Messages: bars, error summaries, waiting, trouble with a portal.

use crate::ui::view::{ev, prelude::*};
use crate::{
    app::{Command, Load, Trouble},
    ui::{
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
    // What only one page meets is said in the words of that page.
    let own = format!("connection.{kind}");
    let key = if desk.has(&own) {
        own
    } else {
        format!("trouble.{kind}")
    };
    let text = desk.say_with(&key, &[("seconds", Arg::Number(after))]);
    let support = (!trouble.support.is_empty() && !is_first).then(|| {
        let title = desk.say("trouble.details");
        view! {
            <details class="why">
                <summary class="why__head">{title}</summary>
                <p class="why__body"><code>{trouble.support}</code></p>
            </details>
        }
    });
    // Over the network a new sign-in helps; the practice portal knows none.
    let signs_in = (trouble.kind.starts_with("sign_in") || trouble.kind == "consent")
        && desk.peek(|it| it.connection.is_live());
    let (key, command) = if signs_in {
        ("trouble.sign_in_act", Command::SignInAsked)
    } else {
        ("trouble.again", Command::Retried)
    };
    let again = view! {
        <button class="button" data-size="small" type="button" on:click=move |_| desk.send(command.clone())>
            {desk.say(key)}
        </button>
    }
    .into_any();
    let text = view! { <p>{text}</p> {support} }.into_any();
    view! { <div role="status">{bar(intent, text, Some(again))}</div> }.into_any()
}
