//! The check before sending: everything at once, with a way to change each part.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, Route,
        screens::{self, AnswerLine, COUNTRIES, CheckScreen, FieldLine, Stage},
    },
    casework::{CaseId, CustomerRef, Field},
    ui::{
        Desk,
        kit::{Icon, back_link, bar, button_link, icon, page_link, quiet_link},
        pages::{interview::said_by, request::support_language_words},
    },
    wording::Arg,
};

pub(super) fn page(desk: Desk, case: CaseId) -> AnyView {
    let of_case = case.clone();
    let screen = desk.slice(move |it| screens::check(it, it.cases.get(&of_case)?));
    let form = Route::Request(case.clone());
    let back = back_link(&form, desk.say("check.back"));
    let body = move || match screen.get() {
        Some(screen) => answers(desk, &case, screen),
        None => view! {
            <p>{desk.say("check.elsewhere")}</p>
            <p>{page_link(&form, desk.say("check.to_request"))}</p>
        }
        .into_any(),
    };
    view! {
        {back}
        <div class="page__main">
            <h1 tabindex="-1">{desk.say("check.title")}</h1>
            {body}
        </div>
    }
    .into_any()
}

fn answers(desk: Desk, case: &CaseId, screen: CheckScreen) -> AnyView {
    let form = Route::Request(case.clone());
    let field = |line: FieldLine| {
        let value = field_words(desk, &line);
        let about = line.label.clone();
        row(line.label, value, Some(change(desk, &form, about)))
    };
    let send = send(desk, case, &screen);
    let verdict = verdict(desk, case, &screen).into_iter();
    // Whom Microsoft contacts, and when it is day there.
    let zone = row(desk.say("check.zone"), desk.zone().into_any(), None);
    // What is sent along without a field of its own.
    let diagnostics = desk.say("check.diagnostics_no").into_any();
    let diagnostics = row(desk.say("check.diagnostics"), diagnostics, None);
    let request = screen.request.into_iter().map(&field);
    let request = request.chain(Some(diagnostics)).collect();
    let contact = screen.contact.into_iter().map(&field);
    let contact = contact.chain(Some(zone)).collect();
    let problem = screen.problem.into_iter().map(|it| answer(desk, it));
    let partner = screen.partner.into_iter().map(|it| answer(desk, it));
    view! {
        {part(desk, "customer", customer(desk, screen.customer))} {part(desk, "problem", problem.collect())}
        {part(desk, "verdict", verdict.chain(partner).collect())}
        {part(desk, "request", request)}
        {part(desk, "contact", contact)} {send}
    }
    .into_any()
}

fn part(desk: Desk, name: &str, rows: Vec<AnyView>) -> AnyView {
    let id = format!("check-{name}");
    view! {
        <section class="part" aria-labelledby=id.clone()>
            <h2 class="part__title" id=id.clone()>{desk.say(&format!("check.part_{name}"))}</h2>
            <dl class="facts" data-lay="wide" data-rule="top">{rows}</dl>
        </section>
    }
    .into_any()
}

fn row(key: String, value: AnyView, act: Option<AnyView>) -> AnyView {
    view! {
        <div class="facts__row">
            <dt class="facts__key">{key}</dt>
            <dd class="facts__value"><bdi>{value}</bdi></dd>
            {act.map(|it| view! { <dd class="facts__act">{it}</dd> })}
        </div>
    }
    .into_any()
}

fn change(desk: Desk, route: &Route, about: String) -> AnyView {
    quiet_link(route, desk.say("check.change"), about).into_any()
}

fn customer(desk: Desk, customer: Option<CustomerRef>) -> Vec<AnyView> {
    let name = desk.say("check.customer");
    let change = change(desk, &Route::Customers, name.clone());
    let Some(customer) = customer else {
        return vec![row(
            name,
            desk.say("customer.none").into_any(),
            Some(change),
        )];
    };
    let bdi = view! { <bdi>{customer.name}</bdi> };
    let tenant = view! { <span class="num">{customer.id}</span> };
    let mut rows = vec![row(name, bdi.into_any(), Some(change))];
    if !customer.domain.is_empty() {
        let domain = customer.domain.into_any();
        rows.push(row(desk.say("check.domain"), domain, None));
    }
    rows.push(row(desk.say("check.tenant"), tenant.into_any(), None));
    rows
}

fn answer(desk: Desk, line: AnswerLine) -> AnyView {
    let about = line.label.clone();
    let act = line.change.map(|it| change(desk, &it, about));
    let Some(otherwise) = &line.otherwise else {
        return row(line.label, line.value.into_any(), act);
    };
    view! {
        <div class="facts__row">
            <dt class="facts__key">{line.label}</dt>
            <dd class="facts__value"><bdi>{line.value}</bdi></dd>
            {said_by(desk, line.origin, Some(otherwise))}
            {act.map(|it| view! { <dd class="facts__act">{it}</dd> })}
        </div>
    }
    .into_any()
}

fn verdict(desk: Desk, case: &CaseId, screen: &CheckScreen) -> Vec<AnyView> {
    let name = desk.say("check.verdict");
    let see = quiet_link(
        &Route::Verdict(case.clone()),
        desk.say("check.see"),
        name.clone(),
    );
    let (word, letter) = &screen.severity;
    let word = desk.say(&format!("severity.{word}"));
    let severity = match letter {
        Some(letter) => {
            let args = [("letter", Arg::Text(letter)), ("word", Arg::Text(&word))];
            desk.say_with("check.severity_of", &args)
        }
        None => word,
    };
    let hours = desk.say(if screen.severity.0 == "critical" {
        "check.hours_always"
    } else {
        "check.hours_office"
    });
    vec![
        row(
            name,
            screen.verdict.clone().into_any(),
            Some(see.into_any()),
        ),
        row(
            desk.say("check.cover"),
            screen.cover.clone().into_any(),
            None,
        ),
        row(desk.say("check.severity"), severity.into_any(), None),
        row(
            desk.say("check.response"),
            screen.response.clone().into_any(),
            None,
        ),
        row(desk.say("check.hours"), hours.into_any(), None),
        row(
            desk.say("check.edition"),
            screen.edition.clone().into_any(),
            None,
        ),
    ]
}

/// What stands in a field, with names for codes and a word where nothing stands.
fn field_words(desk: Desk, line: &FieldLine) -> AnyView {
    let value = line.value.clone();
    if value.is_empty() {
        let (key, missing) = if line.field.is_optional() {
            ("check.not_provided", None)
        } else {
            ("check.missing", Some(""))
        };
        return view! { <span class="dim" data-missing=missing>{desk.say(key)}</span> }.into_any();
    }
    match line.field {
        Field::Country => country(desk, &value).into_any(),
        Field::SupportLanguage => support_language_words(desk, &value).into_any(),
        Field::Description => view! { <span class="longtext">{value}</span> }.into_any(),
        _ => value.into_any(),
    }
}

fn country(desk: Desk, code: &str) -> String {
    let found = COUNTRIES.iter().find(|it| it.0 == code);
    found.map_or_else(|| code.to_owned(), |it| desk.country(it.1))
}

/// The last step: nothing has been sent, to whom it goes, and the button that sends it.
fn send(desk: Desk, case: &CaseId, screen: &CheckScreen) -> AnyView {
    let of_case = case.clone();
    let stage = desk.slice(move |it| it.cases.get(&of_case).map(screens::stage));
    let is_mine = Memo::new(move |_| matches!(stage.get(), Some(Stage::Writing | Stage::Sending)));
    let obstacle = obstacle(screen);
    let who = who(desk, screen);
    let case = case.clone();
    let body = move || match obstacle {
        _ if !is_mine.get() => {
            let link = page_link(&Route::Done(case.clone()), desk.say("check.see_done"));
            bar(
                "info",
                desk.say("check.out").into_any(),
                Some(link.into_any()),
            )
        }
        Some((say, act)) => {
            let to = if act == "check.pick_customer" {
                Route::Customers
            } else {
                Route::Request(case.clone())
            };
            view! {
                {bar("warning", desk.say(say).into_any(), None)}
                <div class="actions">{button_link(Some("primary"), &to, desk.say(act))}</div>
            }
            .into_any()
        }
        None => submit(desk, &case, stage, who.clone()),
    };
    view! { <section class="part stack" aria-label=desk.say("check.send_part")>{body}</section> }
        .into_any()
}

/// What keeps the request from being sent, and what to do about it.
fn obstacle(screen: &CheckScreen) -> Option<(&'static str, &'static str)> {
    if screen.customer.is_none() {
        Some(("check.no_customer", "check.pick_customer"))
    } else if screen.n_problems > 0 {
        Some(("check.incomplete", "check.complete"))
    } else {
        None
    }
}

/// The tenant it is filed for and the account it is filed under.
fn who(desk: Desk, screen: &CheckScreen) -> String {
    let customer = screen.customer.clone().unwrap_or_default();
    let key = if screen.account.is_empty() {
        "check.for"
    } else {
        "check.for_as"
    };
    let args = [
        ("customer", Arg::Text(&customer.name)),
        ("tenant", Arg::Text(&customer.id)),
        ("account", Arg::Text(&screen.account)),
    ];
    desk.say_with(key, &args)
}

fn submit(desk: Desk, case: &CaseId, stage: Memo<Option<Stage>>, who: String) -> AnyView {
    let is_sending = move || stage.get() == Some(Stage::Sending);
    let case = case.clone();
    let note = move || {
        let (drawing, key) = if is_sending() {
            (Icon::Wait, "check.sending")
        } else {
            (Icon::Info, "check.not_sent")
        };
        view! { {icon(drawing)} {desk.say(key)} }
    };
    view! {
        <p class="sent-no" role="status">{note}</p>
        <p>{who}</p>
        <p class="hint">{desk.say(&desk.by_mode("check.practice"))}</p>
        <div class="actions">
            <button
                class="button"
                data-kind="primary"
                type="button"
                aria-busy=move || is_sending().then_some("true")
                on:click=move |_| desk.send(Command::Submitted(case.clone()))
            >
                {desk.say(&desk.by_mode("check.submit"))}
            </button>
            {page_link(&Route::Start, desk.say("check.leave"))}
        </div>
    }
    .into_any()
}
