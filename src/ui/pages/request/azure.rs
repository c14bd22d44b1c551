//! The form of a request that is sent through Azure Support.

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{
        Command, Load, Route,
        screens::{self, COUNTRIES, FormScreen, SUPPORT_LANGUAGES},
    },
    casework::{CaseId, Field},
    ui::{
        Desk,
        kit::{bar, page_link, trouble, waiting},
        pages::request::{
            contact,
            fields::{pick, text, typed},
            part, problem, record, way_bar,
        },
    },
    wording::Arg,
};

/// Values with their words.
type Rows = Vec<(String, String)>;

pub(super) fn form(desk: Desk, case: &CaseId, form: FormScreen) -> AnyView {
    let of_case = case.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.send(Command::Reviewed(of_case.clone()));
    };
    let place = view! {
        <div class="fields">{subscription(desk, case)} {service(desk, case)} {classification(desk, case)}</div>
    };
    let language = form.unoffered.map(|it| {
        way_bar(
            desk,
            case,
            "request.language_not_offered",
            &[("language", Arg::Text(&it))],
        )
    });
    let more = view! { {country(desk, case)} {support_language(desk, case)} {language} };
    view! {
        <div class="page__top">
            <h1 tabindex="-1">{desk.say("request.title_azure")}</h1>
            <p class="lead">{desk.say("request.lead_azure")}</p>
        </div>
        {way_bar(desk, case, "request.plan_note", &[])}
        <form novalidate on:submit=submit>
            {problem(desk, case, form.say)} {part(desk, "place", place.into_any())}
            {contact(desk, case, Some(more.into_any()))}
            <section class="part stack" aria-label=desk.say("request.go_on_part")>
                <div class="actions">
                    <button class="button" data-kind="primary" type="submit">{desk.say("request.go_on")}</button>
                </div>
                <p class="hint">{desk.say("request.kept")}</p>
            </section>
        </form>
        {record(desk, case, None)}
    }
    .into_any()
}

/// The subscriptions that Partner Center names, or a field for the id where it names none.
fn subscription(desk: Desk, case: &CaseId) -> AnyView {
    let of_case = case.clone();
    let rows = desk.slice(move |it| {
        let rows = it
            .cases
            .get(&of_case)
            .map(|case| screens::azure_subscriptions(it, case));
        let rows = rows.unwrap_or_default().into_iter();
        rows.map(|it| (it.id, it.name)).collect::<Rows>()
    });
    let case = case.clone();
    let field = move || {
        let mut rows = rows.get();
        if rows.is_empty() {
            return text(desk, &case, Field::Subscription);
        }
        let held = typed(desk, &case, Field::Subscription);
        if !held.is_empty() && rows.iter().all(|it| it.0 != held) {
            rows.push((held.clone(), held));
        }
        pick(desk, &case, Field::Subscription, rows)
    };
    field.into_any()
}

fn service(desk: Desk, case: &CaseId) -> AnyView {
    let of_case = case.clone();
    let services = desk.slice(move |it| {
        let case = it.cases.get(&of_case)?;
        case.customer.as_ref().map(|_| it.services.clone())
    });
    let case = case.clone();
    let field = move || match services.get() {
        Some(services) => {
            let wait = "request.services_wait";
            loaded(desk, &case, Field::Service, services, wait)
        }
        // The portal lists them for a tenant.
        None => bar(
            "warning",
            desk.say("check.no_customer").into_any(),
            Some(page_link(&Route::Customers, desk.say("check.pick_customer")).into_any()),
        ),
    };
    field.into_any()
}

fn classification(desk: Desk, case: &CaseId) -> AnyView {
    let of_case = case.clone();
    let kinds = desk.slice(move |it| {
        let service = it.cases.get(&of_case)?.draft.text(Field::Service);
        (!service.is_empty()).then(|| it.classifications.get(service).cloned().unwrap_or_default())
    });
    let case = case.clone();
    let field = move || {
        // Without a service there is nothing to choose from, and the list says so.
        let kinds = kinds.get().unwrap_or_else(|| {
            Load::Known(vec![(String::new(), desk.say("request.service_first"))])
        });
        loaded(
            desk,
            &case,
            Field::Classification,
            kinds,
            "request.kinds_wait",
        )
    };
    field.into_any()
}

/// A list that a portal fills.
fn loaded(desk: Desk, case: &CaseId, field: Field, rows: Load<Rows>, wait: &str) -> AnyView {
    match rows {
        Load::Known(rows) => pick(desk, case, field, rows),
        Load::Failed(it) => trouble(it),
        Load::NotAsked | Load::Waiting => waiting(desk.say(wait)),
    }
}

fn country(desk: Desk, case: &CaseId) -> AnyView {
    let mut names: Vec<_> = COUNTRIES
        .iter()
        .map(|(code, short)| (desk.country(short), (*code).to_owned()))
        .collect();
    let held = typed(desk, case, Field::Country);
    if !held.is_empty() && names.iter().all(|it| it.1 != held) {
        names.push((held.clone(), held));
    }
    desk.sort_names(&mut names, |it| &it.0);
    let rows = names.into_iter().map(|(name, code)| (code, name)).collect();
    pick(desk, case, Field::Country, rows)
}

/// The name of a language that Azure Support answers in.
pub(in crate::ui::pages) fn support_language_words(desk: Desk, tag: &str) -> String {
    desk.say(&format!("support_language.{}", tag.replace('-', "_")))
}

fn support_language(desk: Desk, case: &CaseId) -> AnyView {
    let row = |it: &str| (it.to_owned(), support_language_words(desk, it));
    let rows = SUPPORT_LANGUAGES.into_iter().map(row).collect();
    pick(desk, case, Field::SupportLanguage, rows)
}
