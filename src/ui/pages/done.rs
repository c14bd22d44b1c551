//! What became of a request: on its way, arrived, recorded, handed over, refused, or not known.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, DateStyle, Route,
        screens::{self, DoneScreen},
    },
    casework::CaseId,
    ui::{
        Desk,
        kit::{
            back_link, badge, bar, button_link, page_link, rich, say_trouble, sign_in_button,
            signing_in_helps, trouble,
        },
        pages::request::copy_button,
    },
    wording::Arg,
};

pub(super) fn page(desk: Desk, case: CaseId) -> AnyView {
    let of_case = case.clone();
    let screen = desk.slice(move |it| screens::done(it, it.cases.get(&of_case)?));
    let state = Memo::new(move |_| screen.with(|it| it.as_ref().map_or("nothing", |it| it.state)));
    let back = back_link(&Route::Verdict(case.clone()), desk.say("done.back"));
    // The heading stays where it is while the request moves on, so that the focus does too.
    let title = move || desk.say(&format!("done.{}_title", state.get()));
    let body = move || screen.get().map(|it| body(desk, &case, it));
    view! {
        {back}
        <div class="page__main stack">
            <h1 tabindex="-1">{title}</h1>
            {body}
        </div>
    }
    .into_any()
}

fn body(desk: Desk, case: &CaseId, screen: DoneScreen) -> AnyView {
    let links = links(desk, case, &screen);
    let request = Route::Request(case.clone());
    let body = match screen.state {
        "sent" | "recorded" => filed(desk, case, screen),
        "handed" => handed(desk, &screen),
        "sending" | "creating" => {
            let say = desk.say(&format!("done.{}", screen.state));
            view! { <div role="status">{bar("info", say.into_any(), None)}</div> }.into_any()
        }
        "unsure" => unsure(desk, case, screen),
        "refused" => refused(desk, &request, screen),
        _ => view! {
            <p>{desk.say("done.nothing")}</p>
            <div class="actions">{button_link(Some("primary"), &request, desk.say("done.prepare"))}</div>
        }
        .into_any(),
    };
    view! {
        <div class="stack">{body}</div>
        {links}
    }
    .into_any()
}

/// Microsoft has it: its number, and what happens next.
fn filed(desk: Desk, case: &CaseId, screen: DoneScreen) -> AnyView {
    let number = screen.number.clone().unwrap_or_default();
    let next = next(desk, &screen);
    let earlier = screen.title.clone().map(|title| {
        let link = page_link(&Route::Detail(number.clone()), desk.say("done.follow")).into_any();
        let text = desk.say_with("done.earlier", &[("title", Arg::Text(&title))]);
        bar("warning", text.into_any(), Some(link))
    });
    let plan = screen.plan.filter(|it| !it.1).map(|(plan, _)| {
        let link = page_link(&Route::Walk(case.clone()), desk.say("done.walk")).into_any();
        let args = [("plan", Arg::Text(&plan))];
        bar(
            "warning",
            desk.say_with("done.plan_not_csp", &args).into_any(),
            Some(link),
        )
    });
    view! {
        <div class="plate">
            <p class="plate__kind">{badge("done", desk.say(&format!("done.{}_badge", screen.state)))}</p>
            <p class="plate__say">{desk.say("done.number")}</p>
            <p class="plate__title num">{number.clone()}</p>
        </div>
        <div class="actions">{copy_button(desk, "done.copy_number", String::new(), number)}</div>
        {plan}
        {earlier}
        {next}
    }
    .into_any()
}

/// What happens next and by when.
fn next(desk: Desk, screen: &DoneScreen) -> AnyView {
    let mut rows = Vec::new();
    let mut add = |key: &str, value: String| {
        rows.push(view! {
            <div class="facts__row">
                <dt class="facts__key">{desk.say(key)}</dt>
                <dd class="facts__value"><bdi>{value}</bdi></dd>
            </div>
        });
    };
    match screen.due {
        Some(due) => {
            let when = desk.write(due, DateStyle::Full);
            add(
                "done.answer",
                desk.say_with("done.answer_by", &[("when", Arg::Text(&when))]),
            );
        }
        None => add("done.answer", screen.response.clone()),
    }
    if !screen.email.is_empty() && screen.state != "handed" {
        add("done.answer_to", screen.email.clone());
    }
    if let Some(at) = screen.at {
        add(
            &format!("done.{}_at", screen.state),
            desk.write(at, DateStyle::Full),
        );
    }
    if !screen.to.is_empty() {
        add("done.handed_to", screen.to.clone());
    }
    if let Some((plan, _)) = &screen.plan {
        add("done.plan", plan.clone());
    }
    view! {
        <section class="part" aria-labelledby="done-next">
            <h2 class="part__title" id="done-next">{desk.say("done.next")}</h2>
            <p class="part__intro">{desk.say(&format!("done.{}_next", screen.state))}</p>
            <dl class="facts" data-lay="wide" data-rule="top">{rows}</dl>
        </section>
    }
    .into_any()
}

/// The indirect provider has it.
fn handed(desk: Desk, screen: &DoneScreen) -> AnyView {
    let say = if screen.to.is_empty() {
        desk.say("done.handed_unnamed").into_any()
    } else {
        rich(desk.pieces("done.handed", &[("provider", Arg::Text(&screen.to))]))
    };
    view! {
        <div class="plate">
            <p class="plate__kind">{badge("done", desk.say("done.handed_badge"))}</p>
            <p class="plate__say">{say}</p>
        </div>
        {next(desk, screen)}
    }
    .into_any()
}

/// It may have arrived: it is looked up before anything is sent again.
fn unsure(desk: Desk, case: &CaseId, screen: DoneScreen) -> AnyView {
    let case = case.clone();
    let sign_in = screen.unseen.filter(|it| signing_in_helps(desk, it.kind));
    view! {
        {bar("warning", desk.say("done.unsure").into_any(), None)} {sign_in.map(trouble)}
        <div class="actions">
            <button
                class="button"
                data-kind="primary"
                type="button"
                on:click=move |_| desk.send(Command::Submitted(case.clone()))
            >
                {desk.say("done.check_again")}
            </button>
        </div>
    }
    .into_any()
}

/// What the portal said, and the way to change the request.
fn refused(desk: Desk, request: &Route, screen: DoneScreen) -> AnyView {
    let (kind, why) = screen.why.unwrap_or_default();
    // The waiting time that a portal asks for is over by the time somebody reads this.
    let said = say_trouble(desk, &kind, 0.0);
    let sign_in = signing_in_helps(desk, &kind).then(|| sign_in_button(desk));
    let details = (!why.is_empty()).then(|| {
        view! {
            <details class="why">
                <summary class="why__head">{desk.say("trouble.details")}</summary>
                <p class="why__body"><code>{why}</code></p>
            </details>
        }
    });
    let text = view! { <p>{said}</p> {details} };
    view! {
        {bar("error", text.into_any(), sign_in)} <p>{desk.say("done.refused")}</p>
        <div class="actions">{button_link(Some("primary"), request, desk.say("done.change"))}</div>
    }
    .into_any()
}

fn links(desk: Desk, case: &CaseId, screen: &DoneScreen) -> AnyView {
    let walk = screen.can_walk.then(|| {
        view! { <li>{page_link(&Route::Walk(case.clone()), desk.say("done.walk"))}</li> }
    });
    // A browser that cannot print says so itself.
    let print = move |_| drop(window().print());
    view! {
        <section class="part" aria-labelledby="done-more">
            <h2 class="part__title" id="done-more">{desk.say("done.more")}</h2>
            <ul class="stack">
                <li>{page_link(&Route::Requests, desk.say("page.requests"))}</li>
                {walk}
                <li>{page_link(&Route::Customers, desk.say("done.new"))}</li>
                <li>
                    <button class="button" data-kind="text" type="button" on:click=print>
                        {desk.say("done.print")}
                    </button>
                </li>
            </ul>
        </section>
    }
    .into_any()
}
