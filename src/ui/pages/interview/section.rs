//! The questions of a section on one page, in compact mode.

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{Command, Route, screens},
    casework::CaseId,
    ui::{
        Desk,
        kit::button_link,
        pages::interview::{
            Heading, Page,
            block::{Block, block, picked},
            change::change,
        },
    },
    wording::Arg,
};

/// The questions of a section, answered at once.
pub(in crate::ui::pages) fn section_page(desk: Desk, case: CaseId, section: String) -> AnyView {
    let of_screen = section.clone();
    let page = Page::new(desk, Heading::Section, &case, move |state, case| {
        screens::section(state, case, &of_screen)
    });
    let is_asked = Memo::new(move |_| {
        page.screen
            .with(|it| it.as_ref().is_some_and(|it| !it.questions.is_empty()))
    });
    let section = StoredValue::new(section);
    let main = move || match (page.confirming.get(), is_asked.get()) {
        (Some(screen), _) => change(desk, screen, || ()),
        (None, true) => section_form(page, section),
        (None, false) => page.passed(),
    };
    let back = move |section: &str| Route::Section(case.clone(), section.to_owned());
    page.frame(back, view! { {main} }.into_any())
}

fn section_form(page: Page, section: StoredValue<String>) -> AnyView {
    let desk = page.desk;
    let steps = Memo::new(move |_| {
        let questions = page.screen.get().map(|it| it.questions);
        let steps = questions.into_iter().flatten().map(|it| it.step);
        steps.collect::<Vec<_>>()
    });
    let draw = move |step: String| {
        let key = step.clone();
        let question = Memo::new(move |_| {
            let questions = page.screen.get()?.questions;
            questions.into_iter().find(|it| it.step == step)
        });
        let picks = RwSignal::new(question.with_untracked(|it| it.as_ref().and_then(picked)));
        let asked = Block {
            desk,
            case: page.case(),
            question,
            picks,
            is_impatient: RwSignal::new(false),
            caption: None,
            is_sent_at_once: true,
        };
        keyed(key, block(asked))
    };
    let blocks = move || steps.get().into_iter().map(draw).collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let questions = page
            .screen
            .with_untracked(|it| it.as_ref().map(|it| it.questions.clone()));
        let left = questions
            .into_iter()
            .flatten()
            .find(|it| picked(it).is_none());
        if let Some(question) = left {
            desk.send(Command::Continued(page.case(), question.fact, None));
        }
    };
    view! {
        <form class="page__main ask" novalidate on:submit=submit>
            <h1 tabindex="-1">{page.screen.with_untracked(|it| it.as_ref().map(|it| it.section.clone()))}</h1>
            {blocks}
            <p class="unseen" role="status">{new_questions(desk, steps)}</p>
            {page.foot(section_go(page, section), || ())}
        </form>
    }
    .into_any()
}

/// Says that answers have brought further questions, which stand below.
fn new_questions(desk: Desk, steps: Memo<Vec<String>>) -> impl Fn() -> String + Send + 'static {
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<Vec<String>>| {
        let now = steps.get();
        if let Some(before) = before {
            let n_new = now.iter().filter(|it| !before.contains(it)).count();
            let n_new = f64::from(u32::try_from(n_new).unwrap_or_default());
            said.set(if n_new > 0.0 {
                desk.say_with("interview.new_questions", &[("n", Arg::Number(n_new))])
            } else {
                String::new()
            });
        }
        now
    });
    move || said.get()
}

/// A link to the next section or the verdict; while a question is open, a button that says so.
fn section_go(page: Page, section: StoredValue<String>) -> AnyView {
    let desk = page.desk;
    let case = page.case();
    let next = desk.slice(move |state| {
        let case = state.cases.get(&case)?;
        Some(screens::page_after(state, case))
    });
    let go = move || {
        let says = desk.say("interview.continue");
        match next.get() {
            Some(Route::Section(_, it)) if it == section.get_value() => {
                view! { <button class="button" data-kind="primary" type="submit">{says}</button> }
                    .into_any()
            }
            Some(route) => button_link(Some("primary"), &route, says).into_any(),
            None => ().into_any(),
        }
    };
    view! { {go} }.into_any()
}
