//! A question with its answers and why it is asked.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command,
        screens::{self, Choice, Question},
    },
    casework::CaseId,
    flow::Reply,
    ui::{
        Desk,
        kit::{waiting, why},
        pages::interview::{answers::differs, incidents::incidents},
    },
};

/// What is picked and not sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// "I don't know".
    Unknown,
    /// The values; none of those offered where there is none.
    Values(Vec<String>),
}

/// What is picked in a question; `None` is nothing.
pub(super) type Picked = RwSignal<Option<Pick>>;

/// What the case has as the answer.
pub(super) fn picked(question: &Question) -> Option<Pick> {
    if question.is_unknown {
        return Some(Pick::Unknown);
    }
    let chosen = question.choices.iter().filter(|it| it.is_chosen);
    let values: Vec<_> = chosen.map(|it| it.value.clone()).collect();
    let is_none = question.none.as_ref().is_some_and(|it| it.is_chosen);
    (is_none || !values.is_empty()).then_some(Pick::Values(values))
}

/// What is picked, as a reply.
pub(super) fn read(desk: Desk, question: &Question, picks: Picked) -> Option<Reply> {
    match picks.get_untracked()? {
        Pick::Unknown => Some(Reply::Unknown),
        Pick::Values(values) => desk.peek(|state| screens::reply(state, &question.fact, &values)),
    }
}

/// What is said when nothing is picked.
pub(super) fn error_text(desk: Desk, question: &Question) -> String {
    desk.say(match (&question.none, &question.unknown) {
        (Some(_), _) => "interview.missing_several",
        (None, Some(_)) => "interview.missing_unknown",
        (None, None) => "interview.missing",
    })
}

/// A question to draw.
#[derive(Clone)]
pub(super) struct Block {
    pub(super) desk: Desk,
    pub(super) case: CaseId,
    pub(super) question: Memo<Option<Question>>,
    pub(super) picks: Picked,
    /// Whether the answers are wanted before the portal has been heard.
    pub(super) is_impatient: RwSignal<bool>,
    /// The section's name, where the question is the heading of the page.
    pub(super) caption: Option<Memo<Option<String>>>,
    /// Whether a pick is sent at once.
    pub(super) is_sent_at_once: bool,
}

/// A question, drawn anew when what it offers changes, and not when it is answered.
pub(super) fn block(block: Block) -> AnyView {
    let question = block.question;
    let asked = Memo::new(move |_| {
        let mut question = question.get()?;
        question.is_unknown = false;
        question.otherwise = None;
        for choice in question.choices.iter_mut().chain(&mut question.none) {
            choice.is_chosen = false;
        }
        Some(question)
    });
    let draw = move || {
        let mut question = asked.get()?;
        question.is_awaited &= !block.is_impatient.get();
        Some(draw(&block, &question))
    };
    view! { {draw} }.into_any()
}

/// Stands in place of the answers while a portal is being asked that may give one: what is picked now would be taken away.
fn awaited(desk: Desk, is_impatient: RwSignal<bool>) -> AnyView {
    view! {
        <div class="stack" aria-busy="true">
            {waiting(desk.say("interview.awaited"))}
            <div class="actions">
                <button class="button" data-size="small" type="button" on:click=move |_| is_impatient.set(true)>
                    {desk.say("interview.answer_now")}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn draw(block: &Block, question: &Question) -> AnyView {
    let desk = block.desk;
    let fact = question.fact.clone();
    let (hint_id, error_id) = (format!("{fact}-hint"), format!("{fact}-error"));
    let of_error = fact.clone();
    let is_wrong = desk.slice(move |state| state.unanswered.as_deref() == Some(of_error.as_str()));
    let described = {
        let hint_id = question.hint.is_some().then(|| hint_id.clone());
        let error_id = error_id.clone();
        move || match (hint_id.clone(), is_wrong.get()) {
            (Some(hint), true) => Some(format!("{hint} {error_id}")),
            (None, true) => Some(error_id.clone()),
            (hint, false) => hint,
        }
    };
    let says = error_text(desk, question);
    let error = move || {
        let says = is_wrong.get().then(|| says.clone())?;
        Some(view! { <p class="field__error" id=error_id.clone()>{says}</p> })
    };
    let hint = question
        .hint
        .clone()
        .map(|it| view! { <p class="ask__hint" id=hint_id>{it}</p> });
    let asked = block.question;
    let otherwise = Memo::new(move |_| asked.with(|it| it.as_ref()?.otherwise.clone()));
    let otherwise = move || {
        let says = differs(desk, &otherwise.get()?);
        Some(view! { <p class="hint">{says}</p> })
    };
    let answers = if question.is_awaited {
        awaited(desk, block.is_impatient)
    } else {
        cards(block, question)
    };
    // Questions that share a page stand further apart than the parts of one.
    let class = if block.caption.is_some() {
        "ask"
    } else {
        "ask part"
    };
    view! {
        <div class=class>
        <fieldset id=format!("ask-{fact}") tabindex="-1" aria-describedby=described>
            <legend>{heading(block, question.title.clone())}</legend>
            {hint}
            <div class="stack">
                {error}
                {otherwise}
                {incidents(desk, block.case.clone(), fact.clone())} {answers}
            </div>
        </fieldset>
        {reasons(desk, question)}
        </div>
    }
    .into_any()
}

/// The question is the heading of its page, or of its part of a section.
fn heading(block: &Block, title: String) -> AnyView {
    match block.caption {
        Some(section) => view! {
            <span class="caption">{move || section.get()}</span>
            <h1 tabindex="-1">{title}</h1>
        }
        .into_any(),
        None => view! { <h2>{title}</h2> }.into_any(),
    }
}

/// What a card stands for.
#[derive(Clone, PartialEq, Eq)]
enum Role {
    Value(String),
    NoneOfThese,
    Unknown,
}

impl Role {
    fn is_on(&self, picked: Option<&Pick>) -> bool {
        match (self, picked) {
            (Self::Value(value), Some(Pick::Values(values))) => values.contains(value),
            (Self::NoneOfThese, Some(Pick::Values(values))) => values.is_empty(),
            (Self::Unknown, Some(Pick::Unknown)) => true,
            _ => false,
        }
    }

    /// What is picked after the card was turned on or off. Those that are no value stand alone.
    fn turn(&self, is_on: bool, takes_several: bool, picked: Option<Pick>) -> Option<Pick> {
        match (self, is_on) {
            (Self::NoneOfThese, true) => Some(Pick::Values(Vec::new())),
            (Self::Unknown, true) => Some(Pick::Unknown),
            (Self::NoneOfThese | Self::Unknown, false) => None,
            (Self::Value(value), _) => {
                let mut values = match picked {
                    Some(Pick::Values(values)) if takes_several => values,
                    _ => Vec::new(),
                };
                values.retain(|it| it != value);
                if is_on {
                    values.push(value.clone());
                }
                (!values.is_empty()).then_some(Pick::Values(values))
            }
        }
    }
}

fn cards(block: &Block, question: &Question) -> AnyView {
    let desk = block.desk;
    let values = question
        .choices
        .iter()
        .map(|it| (Role::Value(it.value.clone()), it.clone()));
    let mut offered: Vec<_> = values.collect();
    let n_values = offered.len();
    offered.extend(question.none.clone().map(|it| (Role::NoneOfThese, it)));
    offered.extend(question.unknown.clone().map(|hint| {
        let choice = Choice {
            value: String::new(),
            label: desk.say("interview.unknown"),
            hint: Some(hint),
            is_chosen: false,
        };
        (Role::Unknown, choice)
    }));
    let cards = offered.into_iter().enumerate().map(|(at, (role, choice))| {
        let or = (at == n_values)
            .then(|| view! { <p class="choices__or">{desk.say("interview.or")}</p> });
        view! { {or} {card(block, question, at, role, choice)} }
    });
    view! { <div class="choices">{cards.collect_view()}</div> }.into_any()
}

fn card(block: &Block, question: &Question, at: usize, role: Role, choice: Choice) -> AnyView {
    let id = format!("{}-{at}", question.fact);
    let hint_id = format!("{id}-hint");
    let described = choice.hint.is_some().then(|| hint_id.clone());
    let hint = choice
        .hint
        .map(|it| view! { <p class="choice__hint" id=hint_id>{it}</p> });
    let takes_several = question.takes_several;
    let kind = if takes_several { "checkbox" } else { "radio" };
    let picks = block.picks;
    let is_on = {
        let role = role.clone();
        move || picks.with(|it| role.is_on(it.as_ref()))
    };
    let (block, question_now) = (block.clone(), question.clone());
    let turn = move |is_on: bool| {
        picks.update(|it| *it = role.turn(is_on, takes_several, it.take()));
        if block.is_sent_at_once {
            send(&block, &question_now);
        }
    };
    view! {
        <div class="choice">
            <input
                class="choice__dot"
                type=kind
                id=id.clone()
                name=question.fact.to_string()
                aria-describedby=described
                prop:checked=is_on
                on:change:target=move |event| turn(event.target().checked())
            />
            <label class="choice__label" for=id>{choice.label}</label>
            {hint}
        </div>
    }
    .into_any()
}

/// Sends what is picked; taking the last of several back takes the answer back.
fn send(block: &Block, question: &Question) {
    let case = block.case.clone();
    let fact = question.fact.clone();
    block
        .desk
        .send(match read(block.desk, question, block.picks) {
            Some(reply) => Command::Replied(case, fact, reply),
            None => Command::Mentioned(case, fact, None),
        });
}

fn reasons(desk: Desk, question: &Question) -> AnyView {
    let citations = desk.peek(|state| {
        let content = state.content.as_ref();
        let cite = |rule| content.and_then(|it| screens::citation(it, rule));
        question.rules.iter().filter_map(cite).collect()
    });
    let head = view! {
        {desk.say("interview.why")}
        " "
        <span class="unseen">{question.title.clone()}</span>
    };
    why(head.into_any(), question.why.clone(), citations)
}
