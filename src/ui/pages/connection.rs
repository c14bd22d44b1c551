//! How the portals are reached: who has signed in, whether the way is open, what was asked, and signing out.

use crate::ui::view::prelude::*;
use crate::{
    app::{Command, DateStyle, Load, Mode, Route},
    portal::{
        Api,
        live::Sent,
        sign_in::{Account, Provider, Whose},
    },
    ui::{
        Desk,
        kit::{bar, page_link, rich, small_button, trouble, waiting},
    },
    vocab::Moment,
    wording::Arg,
};

/// How many calls are shown; those before helped nobody.
const N_LINES: usize = 25;

pub(super) fn page(desk: Desk) -> AnyView {
    let mode = desk.slice(|it| it.connection.mode);
    let body = move || match mode.get() {
        Mode::Practice => practice(desk),
        mode => live(desk, mode),
    };
    let is_live = desk.peek(|it| it.connection.is_live());
    view! {
        <div class="page__main stack">
            <div class="page__top">
                <h1 tabindex="-1">{desk.say("page.connection")}</h1>
                <p class="lead">{desk.say("connection.lead")}</p>
            </div>
            {body}
        </div>
        {is_live.then(|| log(desk))}
    }
    .into_any()
}

fn practice(desk: Desk) -> AnyView {
    let link = page_link(&Route::Practice, desk.say("page.practice"));
    bar(
        "info",
        rich(desk.pieces("connection.practice", &[])),
        Some(link.into_any()),
    )
}

fn live(desk: Desk, mode: Mode) -> AnyView {
    let warning = (mode == Mode::Direct).then(|| {
        let text = rich(desk.pieces("connection.direct", &[]));
        bar("warning", text, None)
    });
    let account = desk.slice(|it| it.connection.account.clone());
    let signed = move || match account.get() {
        Load::Known(it) => who(desk, &it),
        Load::Waiting => waiting(desk.say("connection.signing_in")),
        Load::Failed(it) => trouble(it),
        Load::NotAsked => {
            view! { <p>{desk.say("connection.out")}</p> {sign_in(desk)} {still_known(desk)} }
                .into_any()
        }
    };
    view! {
        {warning}
        <section class="part" aria-labelledby="account">
            <h2 class="part__title" id="account">{desk.say("connection.account")}</h2>
            <div class="stack">{signed}</div>
        </section>
        <section class="part" aria-label=desk.say("connection.mode")>
            <div class="stack">{way(desk, mode)} {test(desk)}</div>
        </section>
        {leave(desk)}
    }
    .into_any()
}

fn fact(key: String, value: AnyView) -> AnyView {
    view! {
        <div class="facts__row">
            <dt class="facts__key">{key}</dt>
            <dd class="facts__value">{value}</dd>
        </div>
    }
    .into_any()
}

/// The button that leaves for the identity provider.
fn sign_in(desk: Desk) -> AnyView {
    view! {
        <div class="actions">
            <button class="button" data-kind="primary" type="button" on:click=move |_| desk.send(Command::SignInAsked)>
                {desk.say("trouble.sign_in_act")}
            </button>
            <span class="hint">{desk.say("connection.sign_in_note")}</span>
        </div>
    }
    .into_any()
}

/// Whoever has signed out here may still be signed in at the identity provider.
fn still_known(desk: Desk) -> Option<AnyView> {
    let was_left = desk.peek(|it| it.connection.was_left);
    was_left.then(|| {
        let leave = move |_| desk.send(Command::SessionEndAsked);
        let act = small_button(desk.say("connection.end_session"), leave);
        let text = desk.say("connection.still_known").into_any();
        bar("info", text, Some(act))
    })
}

fn who(desk: Desk, account: &Account) -> AnyView {
    let name = if account.name.is_empty() {
        account.login.clone()
    } else {
        format!("{} ({})", account.name, account.login)
    };
    let ends = desk.peek(|it| it.connection.ends);
    let ends = ends.map_or_else(
        || desk.say("connection.unknown"),
        |it| desk.write(it, DateStyle::DayTime),
    );
    let tenant = account.tenant.clone();
    view! {
        <dl class="facts" data-lay="wide">
            {fact(desk.say("connection.account"), view! { <bdi>{name}</bdi> }.into_any())}
            {fact(desk.say("connection.tenant"), view! { <code>{tenant}</code> }.into_any())}
            {fact(desk.say("connection.ends"), view! { <span class="num">{ends}</span> }.into_any())}
        </dl>
    }
    .into_any()
}

fn way(desk: Desk, mode: Mode) -> AnyView {
    let (cloud, provider) = desk.peek(|it| (it.cloud.clone(), it.connection.provider.clone()));
    let offset = desk.slice(|it| it.connection.clock_offset_ms);
    let clock = move || match offset.get() {
        Some(ms) => clock(desk, ms),
        None => desk.say("connection.unknown"),
    };
    let how = desk.say(&format!("connection.mode_{}", mode.word()));
    let cloud = desk.say(&format!("value.cloud.{cloud}"));
    view! {
        <dl class="facts" data-lay="wide">
            {fact(desk.say("connection.mode"), how.into_any())} {fact(desk.say("connection.cloud"), cloud.into_any())}
            {fact(desk.say("connection.offset"), view! { <span class="num">{clock}</span> }.into_any())}
            {fact(desk.say("connection.scopes"), scopes(&provider))}
        </dl>
    }
    .into_any()
}

/// How far the portals' clock is from this device's, to the second.
fn clock(desk: Desk, ms: i64) -> String {
    let seconds = (ms.saturating_add(500)).div_euclid(1_000);
    let key = if seconds < 0 {
        "connection.offset_behind"
    } else {
        "connection.offset_ahead"
    };
    let n = usize::try_from(seconds.unsigned_abs()).unwrap_or(usize::MAX);
    desk.say_with(key, &[("n", Arg::count(n))])
}

/// What the desk asks the identity provider for, portal by portal.
fn scopes(provider: &Provider) -> AnyView {
    let of = |whose: Whose| Api::ALL.map(|it| provider.scope(it, whose));
    let asked = [of(Whose::Partner), of(Whose::Customer)].concat();
    let scopes = asked.iter().flat_map(|it| it.split(' '));
    let mut lines: Vec<&str> = Vec::new();
    for scope in scopes {
        if !lines.contains(&scope) {
            lines.push(scope);
        }
    }
    let line = |it: &str| view! { <li><code>{it.to_owned()}</code></li> };
    view! { <ul>{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

fn test(desk: Desk) -> AnyView {
    let tried = desk.slice(|it| it.connection.test.clone());
    let found = move || match tried.get() {
        Load::NotAsked => ().into_any(),
        Load::Waiting => waiting(desk.say("connection.testing")),
        Load::Known(ms) => {
            let n = usize::try_from(ms).unwrap_or_default();
            let text = desk.say_with("connection.tested", &[("n", Arg::count(n))]);
            view! { <div role="status">{bar("success", text.into_any(), None)}</div> }.into_any()
        }
        Load::Failed(it) => trouble(it),
    };
    view! {
        <div class="actions">
            <button class="button" type="button" on:click=move |_| desk.send(Command::TestAsked)>
                {desk.say("connection.test")}
            </button>
        </div>
        {found}
    }
    .into_any()
}

fn leave(desk: Desk) -> AnyView {
    let n_cases = desk.slice(|it| it.cases.len());
    let text = move || {
        let cases = desk.say_with("connection.cases", &[("n", Arg::count(n_cases.get()))]);
        desk.say_with("connection.deletes", &[("cases", Arg::Text(&cases))])
    };
    view! {
        <section class="part" aria-labelledby="leave">
            <h2 class="part__title" id="leave">{desk.say("connection.leave")}</h2>
            <div class="stack">
                <p>{text}</p>
                <div class="actions">
                    <button class="button" type="button" on:click=move |_| desk.send(Command::SignOutAsked)>
                        {desk.say("connection.sign_out")}
                    </button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What the portals were asked lately.
fn log(desk: Desk) -> AnyView {
    let lines = desk.slice(|it| it.connection.log.clone());
    let table = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="hint">{desk.say("connection.log_empty")}</p> }.into_any();
        }
        let heads = [
            ("time", false),
            ("portal", false),
            ("call", false),
            ("status", true),
            ("took", true),
            ("id", false),
        ];
        let head = |(name, is_number): (&str, bool)| {
            let text = desk.say(&format!("connection.log_{name}"));
            view! { <th scope="col" data-num=is_number.then_some("")>{text}</th> }
        };
        let rows = lines.iter().take(N_LINES).map(|it| row(desk, it));
        view! {
            <div class="sheet" tabindex="0" role="region" aria-labelledby="log">
                <table class="grid" data-density="compact">
                    <thead><tr>{heads.map(head).collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="part">
            <h2 class="part__title" id="log">{desk.say("connection.log")}</h2>
            <div class="stack">
                <p class="hint">{desk.say("connection.log_note")}</p>
                {table}
            </div>
        </section>
    }
    .into_any()
}

fn row(desk: Desk, sent: &Sent) -> AnyView {
    let portal = match sent.api {
        Api::PartnerCenter => "Partner Center",
        Api::Graph => "Microsoft Graph",
        Api::AzureSupport => "Azure Support",
    };
    let status = match sent.status {
        0 => desk.say("connection.log_none"),
        status => status.to_string(),
    };
    let call = format!("{} {}", sent.method.as_str(), sent.path);
    let at: Moment = sent.at;
    let correlation = sent.correlation.clone();
    view! {
        <tr>
            <td class="num">{desk.write(at, DateStyle::Time)}</td>
            <td lang="en">{portal}</td>
            <td data-wrap><code>{call}</code></td>
            <td data-num>{status}</td>
            <td data-num>{sent.took_ms}</td>
            <td><code>{correlation}</code></td>
        </tr>
    }
    .into_any()
}
