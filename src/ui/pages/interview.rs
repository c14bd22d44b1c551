//! Question pages: one question, or in compact mode the questions of a section.

mod answers;
mod block;
mod change;
mod incidents;
mod section;

pub(super) use answers::{answers_card, differs, said_by, when};
pub(super) use section::section_page;

use self::{
    block::{Block, Picked, block, error_text, picked, read},
    change::change,
};
use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{
        Command, DateStyle, Route,
        screens::{self, ConfirmScreen, Question, StepScreen},
    },
    casework::CaseId,
    ui::{
        Desk,
        kit::{back_link, button_link, error_summary},
    },
    wording::Arg,
};

/// What is the heading of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    Question,
    Section,
}

/// What both kinds of page follow.
#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    heading: Heading,
    case: StoredValue<CaseId>,
    screen: Memo<Option<StepScreen>>,
    confirming: Memo<Option<ConfirmScreen>>,
}

impl Page {
    fn new(
        desk: Desk,
        heading: Heading,
        case: &CaseId,
        draw: impl Fn(&crate::app::State, &crate::casework::Case) -> Option<StepScreen>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let (of_screen, of_change) = (case.clone(), case.clone());
        Self {
            desk,
            heading,
            case: StoredValue::new(case.clone()),
            screen: desk.slice(move |state| draw(state, state.cases.get(&of_screen)?)),
            confirming: desk.slice(move |state| {
                let confirm = state.confirm.as_ref().filter(|it| it.case == of_change)?;
                screens::confirm(state, confirm)
            }),
        }
    }

    fn case(self) -> CaseId {
        self.case.get_value()
    }

    /// The question that was left unanswered at the last attempt to go on.
    fn unanswered(self) -> Memo<Option<Question>> {
        let left = self.desk.slice(|state| state.unanswered.clone());
        Memo::new(move |_| {
            let left = left.get()?;
            let questions = self.screen.get()?.questions;
            questions.into_iter().find(|it| it.fact == left.as_str())
        })
    }

    /// The frame of the page: the way back, what is wrong, the questions, and beside them the answers so far.
    fn frame(self, back: impl Fn(&str) -> Route + Send + 'static, main: AnyView) -> AnyView {
        let desk = self.desk;
        let before = Memo::new(move |_| self.screen.get().and_then(|it| it.before));
        let checked = desk.slice(|it| it.checking.as_ref().map(|it| it.0.clone()));
        let back = move || {
            let route = match (checked.get(), before.get()) {
                (Some(case), _) => Route::Check(case),
                (None, Some(before)) => back(&before),
                (None, None) => Route::Customers,
            };
            back_link(&route, desk.say("interview.back"))
        };
        let unanswered = self.unanswered();
        let summary = move || {
            let question = unanswered.get()?;
            let problem = (format!("{}-0", question.fact), error_text(desk, &question));
            Some(view! { <div class="page__top">{error_summary(vec![problem])}</div> })
        };
        self.follow_title(unanswered);
        view! {
            {back}
            {summary}
            <div class="page__split">
                {main}
                <aside class="page__aside" aria-labelledby="answers">
                    {answers_card(desk, self.case(), desk.say("answers.so_far"))}
                </aside>
            </div>
        }
        .into_any()
    }

    /// The title names the question, and says when something is wrong.
    fn follow_title(self, unanswered: Memo<Option<Question>>) {
        let desk = self.desk;
        let heading = Memo::new(move |_| {
            let screen = self.screen.get()?;
            match (self.heading, screen.questions.as_slice()) {
                (Heading::Question, [only, ..]) => Some(only.title.clone()),
                _ => Some(screen.section),
            }
        });
        Effect::new(move |_| {
            let Some(heading) = heading.get() else { return };
            let is_wrong = unanswered.with(Option::is_some);
            let page = if is_wrong {
                desk.say_with("interview.title_error", &[("page", Arg::Text(&heading))])
            } else {
                heading
            };
            document().set_title(&desk.say_with("shell.title", &[("page", Arg::Text(&page))]));
        });
    }

    /// Stands in place of questions that the answers have made needless.
    fn passed(self) -> AnyView {
        let desk = self.desk;
        let case = self.case();
        let next = desk.peek(|state| {
            let case = state.cases.get(&case);
            case.map_or(Route::Start, |it| screens::next_page(state, it))
        });
        view! {
            <div class="page__main stack">
                <h1>{desk.say("interview.passed_title")}</h1>
                <p class="lead">{desk.say("interview.passed_say")}</p>
                <div class="actions">{button_link(Some("primary"), &next, desk.say("interview.continue"))}</div>
            </div>
        }
        .into_any()
    }

    /// The line under the questions: going on, leaving, and when it was saved.
    fn foot(self, go: AnyView, leave: impl Fn() + 'static) -> AnyView {
        let desk = self.desk;
        let saved_at = desk.slice(|state| state.saved_at);
        let saved = move || {
            let time = desk.write(saved_at.get()?, DateStyle::Time);
            Some(desk.say_with("interview.saved", &[("time", Arg::Text(&time))]))
        };
        view! {
            <div class="actions">
                {go} <a href=desk.href(&Route::Start) on:click=move |_| leave()>{desk.say("interview.leave")}</a>
                <p class="status" role="status">{saved}</p>
            </div>
        }
        .into_any()
    }
}

/// One question.
pub(super) fn step_page(desk: Desk, case: CaseId, step: String) -> AnyView {
    let page = Page::new(desk, Heading::Question, &case, move |state, case| {
        screens::step(state, case, &step)
    });
    let question = move || {
        page.screen
            .with_untracked(|it| it.as_ref().and_then(first_question))
    };
    // What is picked outlives the form: the answers set aside are shown in its place, and it comes back.
    let picks = RwSignal::new(question().as_ref().and_then(picked));
    let is_asked = Memo::new(move |_| page.screen.with(Option::is_some));
    let main = move || match (page.confirming.get(), is_asked.get()) {
        (Some(screen), _) => change(desk, screen, move || {
            picks.set(question().as_ref().and_then(picked));
        }),
        (None, true) => step_form(page, picks),
        (None, false) => page.passed(),
    };
    let back = move |step: &str| Route::Step(case.clone(), step.to_owned());
    page.frame(back, view! { {main} }.into_any())
}

fn first_question(screen: &StepScreen) -> Option<Question> {
    screen.questions.first().cloned()
}

fn step_form(page: Page, picks: Picked) -> AnyView {
    let desk = page.desk;
    let reply = move || {
        let question = page
            .screen
            .with_untracked(|it| first_question(it.as_ref()?))?;
        Some((question.fact.clone(), read(desk, &question, picks)))
    };
    let is_impatient = RwSignal::new(false);
    let is_awaited = move || {
        let question = page
            .screen
            .with_untracked(|it| first_question(it.as_ref()?));
        question.is_some_and(|it| it.is_awaited) && !is_impatient.get_untracked()
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_awaited() {
            is_impatient.set(true);
        } else if let Some((fact, reply)) = reply() {
            desk.send(Command::Continued(page.case(), fact, reply));
        }
    };
    let leave = move || {
        if let Some((fact, Some(reply))) = reply() {
            desk.send(Command::Replied(page.case(), fact, reply));
        }
    };
    let question = Memo::new(move |_| page.screen.with(|it| first_question(it.as_ref()?)));
    let section = Memo::new(move |_| page.screen.get().map(|it| it.section));
    let go = view! {
        <button class="button" data-kind="primary" type="submit">{desk.say("interview.continue")}</button>
    };
    let asked = Block {
        desk,
        case: page.case(),
        question,
        picks,
        is_impatient,
        caption: Some(section),
        is_sent_at_once: false,
    };
    view! {
        <form class="page__main ask" novalidate on:submit=submit>
            {block(asked)} {page.foot(go.into_any(), leave)}
        </form>
    }
    .into_any()
}
