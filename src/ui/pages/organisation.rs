//! *My organisation*: asked once, used in every case, kept on this device only.

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{
        Command, DateStyle, Route,
        screens::{self, COUNTRIES, Choice, OwnQuestion},
    },
    casework::Organisation,
    facts::Answer,
    ui::{
        Desk,
        kit::{
            DialogWords, SelectField, TextField, back_link, bar, dialog, open_dialog, select_field,
            text_field, why,
        },
        pages::edition,
    },
    vocab::FactId,
    wording::Arg,
};

/// More choices than this stand in a list to open.
const N_CARDS: usize = 8;

pub(super) fn page(desk: Desk) -> AnyView {
    // Typed texts are never drawn again, so forgetting them takes the form away and draws a fresh one.
    let is_drawn = RwSignal::new(true);
    let saved = desk.slice(|it| it.saved_at.filter(|_| !it.is_unsaved));
    let saved = move || {
        saved.get().map(|at| {
            let when = desk.write(at, DateStyle::Time);
            desk.say_with("organisation.saved", &[("when", Arg::Text(&when))])
        })
    };
    let stay = |event: SubmitEvent| event.prevent_default();
    let form = move || {
        is_drawn.get().then(|| {
            view! { <form novalidate on:submit=stay>{questions(desk)} {texts(desk)}</form> }
        })
    };
    let checked = desk.slice(|it| it.checking.as_ref().map(|it| it.0.clone()));
    let back = move || {
        let case = checked.get()?;
        Some(back_link(
            &Route::Check(case),
            desk.say("organisation.back"),
        ))
    };
    view! {
        {back}
        <div class="page__top">
            <h1>{desk.say("page.organisation")}</h1>
            <p class="page__note num" role="status">{saved}</p>
        </div>
        <div class="page__split">
            <div class="page__main">
                <p class="lead">{desk.say("organisation.lead")}</p>
                {form}
                <section class="part" aria-labelledby="edition">
                    <h2 class="part__title" id="edition">{desk.say("edition.title")}</h2>
                    {edition::choice(desk)}
                </section>
            </div>
            <aside class="page__aside" aria-labelledby="kept">
                <h2 class="card__title" id="kept">{desk.say("organisation.kept")}</h2>
                {bar("info", desk.say("organisation.kept_say").into_any(), None)} {forget(desk, is_drawn)}
            </aside>
        </div>
    }
    .into_any()
}

fn questions(desk: Desk) -> AnyView {
    let facts = desk.slice(|it| it.organisation.facts.clone());
    let draw = move || {
        // A memo that nobody reads follows nothing.
        facts.with(|_| ());
        let questions = desk.peek(screens::organisation_questions);
        questions
            .into_iter()
            .map(|it| question(desk, it))
            .collect_view()
    };
    view! { {draw} }.into_any()
}

fn question(desk: Desk, own: OwnQuestion) -> AnyView {
    let OwnQuestion {
        question,
        citations,
        is_answered,
        n_drafts,
    } = own;
    let fact = question.fact;
    let answers = if question.choices.len() > N_CARDS {
        list(desk, &fact, question.choices)
    } else {
        let several = question.takes_several;
        cards(desk, &fact, question.choices, several, is_answered)
    };
    #[expect(clippy::cast_precision_loss, reason = "some hundred cases at most")]
    let n = n_drafts as f64;
    let key = match (is_answered, n_drafts) {
        (false, _) => "organisation.unanswered",
        (true, 0) => "organisation.used",
        (true, _) => "organisation.used_now",
    };
    let about = format!("{fact}-about");
    let described = question.hint.is_some().then(|| about.clone());
    let head = desk.say("organisation.why").into_any();
    view! {
        <fieldset class="part" aria-describedby=described>
            <legend><h2>{question.title}</h2></legend>
            {question.hint.map(|it| view! { <p class="ask__hint" id=about>{it}</p> })} <div class="stack">
                {answers} <p class="status">{desk.say_with(key, &[("n", Arg::Number(n))])}</p>
                {why(head, question.why, citations)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn answer(desk: Desk, fact: &FactId, value: &str, is_chosen: bool) {
    let answer: Option<Answer> =
        desk.peek(|it| screens::organisation_answer(it, fact, value, is_chosen));
    desk.send(Command::OrganisationFact(fact.clone(), answer));
}

fn cards(
    desk: Desk,
    fact: &FactId,
    choices: Vec<Choice>,
    several: bool,
    is_answered: bool,
) -> AnyView {
    let mut choices = choices;
    if !several {
        choices.push(Choice {
            value: String::new(),
            label: desk.say("organisation.ask_later"),
            hint: Some(desk.say("organisation.ask_later.hint")),
            is_chosen: !is_answered,
        });
    }
    let cards = choices
        .into_iter()
        .map(|it| card(desk, fact.clone(), it, several))
        .collect_view();
    view! { <div class="choices">{cards}</div> }.into_any()
}

fn card(desk: Desk, fact: FactId, choice: Choice, several: bool) -> AnyView {
    let id = format!("{fact}-{}", choice.value);
    let hint_id = format!("{id}-hint");
    let described = choice.hint.is_some().then(|| hint_id.clone());
    let kind = if several { "checkbox" } else { "radio" };
    let name = fact.to_string();
    view! {
        <div class="choice">
            <input
                class="choice__dot"
                type=kind
                name=name
                id=id.clone()
                aria-describedby=described
                prop:checked=choice.is_chosen
                on:change:target=move |event| answer(desk, &fact, &choice.value, event.target().checked())
            />
            <label class="choice__label" for=id>{choice.label}</label>
            {choice.hint.map(|it| view! { <p class="choice__hint" id=hint_id>{it}</p> })}
        </div>
    }
    .into_any()
}

fn list(desk: Desk, fact: &FactId, choices: Vec<Choice>) -> AnyView {
    let chosen = choices.iter().find(|it| it.is_chosen);
    let field = SelectField {
        id: fact.to_string(),
        label: desk.say(&format!("fact.{fact}")),
        hint: None,
        choose: desk.say("organisation.ask_later"),
        value: chosen.map(|it| it.value.clone()).unwrap_or_default(),
        options: choices.into_iter().map(|it| (it.value, it.label)).collect(),
    };
    let fact = fact.clone();
    select_field(
        field,
        || None,
        move |value| answer(desk, &fact, &value, true),
    )
}

fn texts(desk: Desk) -> AnyView {
    let needs_provider = desk.slice(screens::needs_provider);
    let provider = move || {
        needs_provider.get().then(|| {
            let fields = view! {
                {text(desk, "provider_name", "text", "off", |it| it.provider_name.clone())}
                {text(desk, "provider_email", "email", "off", |it| it.provider_email.clone())}
            };
            group(desk, "organisation.provider", fields.into_any())
        })
    };
    let own = view! {
        {text(desk, "first_name", "text", "given-name", |it| it.contact.first_name.clone())}
        {text(desk, "last_name", "text", "family-name", |it| it.contact.last_name.clone())}
        {text(desk, "email", "email", "email", |it| it.contact.email.clone())}
        {text(desk, "phone", "tel", "tel", |it| it.contact.phone.clone())} {country(desk)}
    };
    let company = text(desk, "name", "text", "organization", |it| it.name.clone());
    view! {
        {group(desk, "organisation.company", company)} {group(desk, "organisation.contact", own.into_any())}
        {provider}
    }
    .into_any()
}

fn group(desk: Desk, key: &'static str, fields: AnyView) -> AnyView {
    view! {
        <fieldset class="part" aria-describedby=key>
            <legend><h2>{desk.say(key)}</h2></legend>
            <p class="ask__hint" id=key>{desk.say(&format!("{key}.say"))}</p>
            <div class="fields">{fields}</div>
        </fieldset>
    }
    .into_any()
}

fn text(
    desk: Desk,
    name: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    held: fn(&Organisation) -> String,
) -> AnyView {
    let key = format!("organisation.{name}");
    let hint = format!("{key}.hint");
    let field = TextField {
        id: name.to_owned(),
        label: desk.say(&key),
        hint: desk.has(&hint).then(|| desk.say(&hint)),
        value: desk.peek(|it| held(&it.organisation)),
        n_lines: 1,
        autocomplete,
        kind,
    };
    text_field(
        field,
        || None,
        move |text| desk.send(Command::OrganisationText(name.to_owned(), text)),
    )
}

/// The country of the contact; one that is not offered but held stays.
fn country(desk: Desk) -> AnyView {
    let held = desk.peek(|it| it.organisation.contact.country.clone());
    let mut countries: Vec<_> = COUNTRIES
        .iter()
        .map(|(code, short)| (desk.country(short), (*code).to_owned()))
        .collect();
    if !held.is_empty() && countries.iter().all(|it| it.1 != held) {
        countries.push((held.clone(), held.clone()));
    }
    desk.sort_names(&mut countries, |it| &it.0);
    let field = SelectField {
        id: "country".to_owned(),
        label: desk.say("organisation.country"),
        hint: None,
        choose: desk.say("organisation.country_none"),
        options: countries
            .into_iter()
            .map(|(name, code)| (code, name))
            .collect(),
        value: held,
    };
    let write = move |code| desk.send(Command::OrganisationText("country".to_owned(), code));
    select_field(field, || None, write)
}

fn forget(desk: Desk, is_drawn: RwSignal<bool>) -> AnyView {
    let question = NodeRef::<html::Dialog>::new();
    let words = move || DialogWords {
        title: desk.say("organisation.forget_title"),
        body: desk.say("organisation.forget_body"),
        keep: desk.say("organisation.forget_keep"),
        go: desk.say("organisation.forget_go"),
    };
    let forget = move || {
        is_drawn.set(false);
        desk.send(Command::OrganisationForgotten);
        request_animation_frame(move || is_drawn.set(true));
    };
    view! {
        <button class="button" data-size="small" type="button" on:click=move |_| open_dialog(question)>
            {desk.say("organisation.forget")}
        </button>
        {dialog(question, words, forget)}
    }
    .into_any()
}
