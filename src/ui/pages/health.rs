//! The service health board: incidents, who has trouble with what now, what each day was like.

mod add;
mod cell;
mod incident;
mod matrix;
mod runs;
mod strip;

pub(super) use incident::latest;

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, HealthCommand, Route,
        screens::{self, HealthScreen, HealthView, PERIODS},
    },
    ui::{
        Desk,
        kit::{button_link, trouble as trouble_bar},
        pages::interview::when,
    },
    wording::Arg,
};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Board {
    desk: Desk,
    view: RwSignal<HealthView>,
    screen: Memo<HealthScreen>,
}

pub(super) fn page(desk: Desk) -> AnyView {
    let [n_days, ..] = PERIODS;
    let view = RwSignal::new(HealthView {
        customer: None,
        service: None,
        n_days,
        offset_ms: desk.offset_ms(),
    });
    let screen = desk.slice(move |it| screens::health(it, &view.get()));
    let board = Board { desk, view, screen };
    strip::begin_at_today(board);
    let is_empty = Memo::new(move |_| screen.with(|it| it.customers.is_empty()));
    let part =
        move |draw: fn(Board, &HealthScreen) -> AnyView| move || screen.with(|it| draw(board, it));
    let parts = move || {
        if is_empty.get() {
            return empty(desk);
        }
        view! {
            {part(fresh)}
            <div class="tools">{pickers(board)} {periods(board)}</div>
            {part(common)} {part(incident::active)} {part(matrix::draw)} {part(strip::draw)} {part(runs::draw)}
            {part(incident::over)}
        }
        .into_any()
    };
    view! {
        <div class="page__top">
            <h1 tabindex="-1">{desk.say("page.health")}</h1>
            <p class="page__note">{desk.say("health.lead")}</p>
            {part(left_out)}
        </div>
        {parts}
        {add::draw(board)}
    }
    .into_any()
}

fn empty(desk: Desk) -> AnyView {
    view! {
        <div class="empty">
            <h2 class="empty__title">{desk.say("health.empty_title")}</h2>
            <p>{desk.say("health.empty")}</p>
            {button_link(None, &Route::Customers, desk.say("health.to_customers"))}
        </div>
    }
    .into_any()
}

fn left_out(board: Board, screen: &HealthScreen) -> AnyView {
    let n = screen.n_left_out;
    let says = (n > 0).then(|| {
        let text = board
            .desk
            .say_with("health.left_out", &[("n", Arg::count(n))]);
        view! { <p class="page__note">{text}</p> }
    });
    says.into_any()
}

/// How fresh the page is, or how far the reading is; and the button that begins one.
fn fresh(board: Board, screen: &HealthScreen) -> AnyView {
    let desk = board.desk;
    let state = match (screen.progress, screen.as_of) {
        (Some((n, all)), _) => progress(desk, n, all),
        (None, Some(at)) => {
            let key = if screen.trouble.is_some() {
                "health.stale"
            } else {
                "health.as_of"
            };
            let text = desk.say_with(key, &[("when", Arg::Text(&when(desk, at)))]);
            view! { <p class="status">{text}</p> }.into_any()
        }
        (None, None) => view! { <p class="status">{desk.say("health.never")}</p> }.into_any(),
    };
    let refresh = move |_| desk.send(Command::Health(HealthCommand::Refreshed));
    view! {
        <div class="fresh">
            <div class="fresh__state">{state}</div>
            <button
                class="button"
                data-size="small"
                type="button"
                aria-busy=screen.progress.is_some().then_some("true")
                on:click=refresh
            >
                {desk.say("health.refresh")}
            </button>
        </div>
    }
    .into_any()
}

fn progress(desk: Desk, n: usize, all: usize) -> AnyView {
    let args = [("n", Arg::count(n)), ("all", Arg::count(all))];
    view! {
        <div class="progress">
            <span class="progress__text">{desk.say_with("health.progress", &args)}</span>
            <progress class="progress__bar" max=all.to_string() value=n.to_string() aria-label=desk.say("health.reading")></progress>
        </div>
    }
    .into_any()
}

/// Why nobody could be read; what was read before stays below it.
fn common(_: Board, screen: &HealthScreen) -> AnyView {
    let trouble = screen.trouble.clone();
    let bar = trouble.map(|it| view! { <div class="page__bars">{trouble_bar(it)}</div> });
    bar.into_any()
}

/// What a filter offers: value and words.
type Options = Memo<Vec<(String, String)>>;

/// The filters by customer and by service.
fn pickers(board: Board) -> AnyView {
    let screen = board.screen;
    let customers = Memo::new(move |_| {
        screen.with(|it| {
            let customers = it.customers.iter();
            customers
                .map(|it| (it.id.clone(), it.name.clone()))
                .collect()
        })
    });
    let services = Memo::new(move |_| {
        screen.with(|it| {
            let services = it.all_services.iter();
            services.map(|it| (it.clone(), it.clone())).collect()
        })
    });
    let of_customer = move |wanted| board.view.update(|it| it.customer = wanted);
    let of_service = move |wanted| board.view.update(|it| it.service = wanted);
    view! {
        {picker(board, "customer", customers, of_customer)} {picker(board, "service", services, of_service)}
    }
    .into_any()
}

fn picker(
    board: Board,
    name: &'static str,
    options: Options,
    choose: impl Fn(Option<String>) + 'static,
) -> AnyView {
    let desk = board.desk;
    let lines = move || {
        let chosen = board.view.with_untracked(|it| match name {
            "customer" => it.customer.clone(),
            _ => it.service.clone(),
        });
        let line = |(value, text): (String, String)| {
            let is_chosen = chosen.as_ref() == Some(&value);
            view! { <option value=value selected=is_chosen>{text}</option> }
        };
        options.get().into_iter().map(line).collect_view()
    };
    let id = format!("health-{name}");
    view! {
        <div class="picker">
            <label class="picker__name" for=id.clone()>{desk.say(&format!("health.{name}"))}</label>
            <select
                class="field__input picker__list"
                id=id
                on:change:target=move |event| choose(Some(event.target().value()).filter(|it| !it.is_empty()))
            >
                <option value="">{desk.say(&format!("health.{name}_all"))}</option>
                {lines}
            </select>
        </div>
    }
    .into_any()
}

fn periods(board: Board) -> AnyView {
    let desk = board.desk;
    let filter = |n: u16| {
        let is_chosen = move || board.view.with(|it| it.n_days == n).to_string();
        view! {
            <button
                class="filter"
                type="button"
                aria-pressed=is_chosen
                on:click=move |_| board.view.update(|it| it.n_days = n)
            >
                {desk.say_with("health.days", &[("n", Arg::Number(f64::from(n)))])}
            </button>
        }
    };
    view! { <div class="filters" role="group" aria-label=desk.say("health.period")>{PERIODS.map(filter)}</div> }
        .into_any()
}
