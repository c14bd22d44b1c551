//! The frame around every page: header, rail, customer bar, footer; and what happens when the page changes.

use crate::ui::view::{self, ev, prelude::*};
use crate::{
    app::{Command, Load, Route, Settings, Theme},
    ui::{
        Desk,
        desk::use_desk,
        kit::{Held, Icon, fault, focus, icon, rich, waiting},
        pages,
    },
    wording::Arg,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Draws the app into `root`, in place of what stands there.
pub fn mount(root: &HtmlElement, desk: Desk) {
    root.set_text_content(None);
    view::mount(root, || frame(desk).into_any());
}

fn frame(desk: Desk) -> impl IntoView {
    provide_context(desk);
    let theme = desk.slice(|it| it.settings.theme);
    Effect::new(move |_: Option<()>| show_theme(theme.get()));
    let language = desk.slice(|it| it.language().to_owned());
    Effect::new(move |_: Option<()>| show_language(&language.get()));
    let has_spoken = RwSignal::new(false);
    move || {
        language.with(|_| ());
        // Drawn anew in other words, with everything that somebody has in hand.
        if has_spoken.get_untracked() {
            Held::of_page().give_back();
        }
        has_spoken.set(true);
        view! {
            <a class="skip" href="#main" on:click=|event| skip(&event)>{desk.say("shell.skip")}</a>
            <div class="frame">
                {header()} {rail()}
                <div class="body">
                    {move || customer_bar(desk)} {move || unsaved(desk)} {move || unspoken(desk)}
                    <main class="page" id="main" tabindex="-1" data-width=move || width(desk)>
                        {page(desk)}
                    </main>
                </div>
                {footer()}
            </div>
            <div class="unseen" role="status" aria-live="polite">{move || desk.read(|it| it.announcement.1.clone())}</div>
        }
    }
}

fn show_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        // A page that keeps its theme is better than none, so what cannot be set is let be.
        let _ = match theme.word() {
            Some(word) => root.set_attribute("data-theme", word),
            None => root.remove_attribute("data-theme"),
        };
    }
}

fn show_language(language: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language);
    }
}

/// The fragment is the address of the page, so the link moves the focus itself.
fn skip(event: &ev::MouseEvent) {
    event.prevent_default();
    focus("main".to_owned());
}

fn width(desk: Desk) -> Option<&'static str> {
    let is_wide = desk.read(|it| {
        matches!(
            it.route(),
            Route::Connection | Route::Customers | Route::Walk(_) | Route::Requests | Route::Health
        )
    });
    is_wide.then_some("full")
}

/// The page, drawn anew when the address changes or what it is made of arrives, and not before.
fn page(desk: Desk) -> impl IntoView {
    let place = desk.slice(|it| (it.route().clone(), it.page()));
    let has_moved = RwSignal::new(false);
    Effect::new(move |before: Option<Route>| {
        let (now, page) = place.get();
        let title = desk.say_with(
            "shell.title",
            &[(
                "page",
                Arg::Text(&desk.say(&format!("page.{}", now.name()))),
            )],
        );
        document().set_title(&title);
        let is_new = before.as_ref().is_some_and(|it| *it != now);
        if is_new {
            has_moved.set(true);
        }
        let is_now_whole = has_moved.get_untracked() && page == Load::Known(());
        if is_new {
            request_animation_frame(land);
        } else if is_now_whole && now != Route::Start {
            request_animation_frame(land_again);
        }
        now
    });
    move || {
        let (route, page) = place.get();
        let key = desk.href(&route);
        let pages = desk.peek(|it| desk.pages(it));
        match pages.filter(|_| page == Load::Known(())) {
            Some(pages) => keyed(key, (pages.draw)(route, desk)),
            None if route == Route::Start => keyed(key, pages::start(desk)),
            None => keyed(format!("{key} …"), stand_in(desk, &route, page)),
        }
    }
}

/// Stands where a page will be: on its way, or why it did not come.
fn stand_in(desk: Desk, route: &Route, page: Load<()>) -> AnyView {
    let state = match page {
        Load::Failed(failure) => fault(failure),
        _ => waiting(desk.say("shell.loading")),
    };
    view! {
        <div class="page__main stack">
            <h1 tabindex="-1">{desk.say(&format!("page.{}", route.name()))}</h1>
            {state}
        </div>
    }
    .into_any()
}

/// A new page begins at its heading.
fn land() {
    let heading = document()
        .query_selector("main h1")
        .ok()
        .flatten()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(heading) = heading {
        if !heading.has_attribute("tabindex") {
            let _ = heading.set_attribute("tabindex", "-1");
        }
        let _ = heading.focus();
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Whoever came here while something was loading stood on a heading that is gone now, or has gone on from there and is let be.
fn land_again() {
    let focused = document().active_element();
    if focused.is_none_or(|it| it.tag_name() == "BODY") {
        land();
    }
}

fn header() -> impl IntoView {
    let desk = use_desk();
    let theme = desk.slice(|it| it.settings.theme);
    let next = move || match theme.get() {
        Theme::System => Theme::Dark,
        Theme::Dark => Theme::Light,
        Theme::Light => Theme::System,
    };
    let theme_words = move || {
        desk.say(match theme.get() {
            Theme::System => "shell.theme_system",
            Theme::Light => "shell.theme_light",
            Theme::Dark => "shell.theme_dark",
        })
    };
    view! {
        <header class="head">
            <a class="head__name" href=desk.href(&Route::Start)>
                <svg class="head__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M5 4v7c0 2.500 1.500 4 4 4h10M15 11l4 4-4 4"></path>
                    <circle cx="5" cy="4" r="1.500"></circle>
                </svg>
                {desk.say("shell.name")}
            </a>
            {move || connection(desk)}
            <div class="head__tools">
                {languages(desk)}
                <button
                    class="button"
                    data-kind="quiet"
                    data-size="small"
                    type="button"
                    aria-label=theme_words
                    title=theme_words
                    on:click=move |_| desk.send(Command::Themed(next()))
                >
                    {icon(Icon::Theme)}
                </button>
            </div>
        </header>
    }
}

/// Whether this is practice, or whose portals are asked.
fn connection(desk: Desk) -> AnyView {
    let account = desk.read(|it| {
        it.connection
            .is_live()
            .then(|| it.connection.account.clone())
    });
    let Some(account) = account else {
        let practice = desk.href(&Route::Practice);
        return view! { <a class="badge" data-tone="practice" href=practice>{desk.say("shell.practice")}</a> }
            .into_any();
    };
    let text = match account.known() {
        Some(it) => desk.say_with("shell.live", &[("account", Arg::Text(&it.login))]),
        None => desk.say("shell.live_out"),
    };
    view! { <a class="badge" data-tone="live" href=desk.href(&Route::Connection)>{text}</a> }
        .into_any()
}

/// The languages, each by its own name. The menu is there on every page and keeps the page.
fn languages(desk: Desk) -> impl IntoView {
    let spoken = desk.language();
    let names = desk.peek(|it| it.languages.clone());
    let entries = names.into_iter().map(|(tag, name)| {
        let is_spoken = tag == spoken;
        view! { <option value=tag.clone() lang=tag selected=is_spoken>{name}</option> }
    });
    view! {
        <select
            class="head__pick"
            id="page-language"
            aria-label=desk.say("shell.language")
            title=desk.say("shell.language")
            on:change:target=move |event| desk.send(Command::LanguageChosen(event.target().value()))
        >
            {entries.collect_view()}
        </select>
    }
}

fn rail() -> impl IntoView {
    let desk = use_desk();
    let is_open = RwSignal::new(false);
    let current = desk.slice(|it| section_of(it.route()));
    let is_live = desk.peek(|it| it.connection.is_live());
    let last = if is_live {
        Route::Connection
    } else {
        Route::Practice
    };
    let n_requests = desk.slice(move |it| desk.pages(it).map_or(0, |pages| (pages.n_requests)(it)));
    let entry = move |route: Route, drawing: Icon| {
        let name = route.name();
        let is_current = move || (current.get() == name).then_some("page");
        let count = (name == "requests").then(|| {
            view! { <span class="rail__count">{move || (n_requests.get() > 0).then(|| n_requests.get())}</span> }
        });
        view! {
            <li>
                <a class="rail__link" href=desk.href(&route) aria-current=is_current on:click=move |_| is_open.set(false)>
                    {icon(drawing)} <span class="rail__text">{desk.say(&format!("page.{name}"))}</span> {count}
                </a>
            </li>
        }
    };
    view! {
        <nav class="rail" aria-label=desk.say("shell.main")>
            <button
                class="rail__toggle"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls="rail"
                on:click=move |_| is_open.update(|it| *it = !*it)
            >
                {icon(Icon::Menu)} {desk.say("shell.menu")}
            </button>
            <ul class="rail__list" id="rail">
                {entry(Route::Start, Icon::Start)} {entry(Route::Customers, Icon::Customers)}
                {entry(Route::Requests, Icon::Requests)} {entry(Route::Health, Icon::Health)}
                {entry(Route::Organisation, Icon::Organisation)} {entry(last, Icon::Practice)}
            </ul>
        </nav>
    }
}

/// The rail's entry to which a page belongs.
fn section_of(route: &Route) -> &'static str {
    match route {
        Route::Detail(_) => "requests",
        it if it.case().is_some() => "customers",
        it => it.name(),
    }
}

/// Whose case the page is about, on every page that acts on a case.
fn customer_bar(desk: Desk) -> Option<impl IntoView> {
    let customer = desk.read(|it| it.case().map(|case| case.customer.clone()))?;
    let handle = customer.as_ref().map(|it| it.handle().to_owned());
    Some(match customer {
        Some(customer) => view! {
            <aside class="who" aria-label=desk.say("customer.in_use")>
                <span>
                    <span class="dim">{desk.say("customer.label")}</span> " " <bdi class="who__name">{customer.name}</bdi>
                </span>
                <span class="who__id">{handle}</span>
                <a class="who__change" href=desk.href(&Route::Customers)>{desk.say("customer.change")}</a>
            </aside>
        }
        .into_any(),
        None => view! {
            <aside class="who" aria-label=desk.say("customer.in_use")>
                <span class="dim">{desk.say("customer.none")}</span>
                <a class="who__change" href=desk.href(&Route::Customers)>{desk.say("customer.pick")}</a>
            </aside>
        }
        .into_any(),
    })
}

fn unsaved(desk: Desk) -> Option<impl IntoView> {
    desk.read(|it| it.is_unsaved).then(|| {
        let kind = crate::app::Trouble {
            kind: "unsaved",
            after_secs: None,
            support: String::new(),
        };
        fault(kind)
    })
}

/// Says why the language asked for is not spoken.
fn unspoken(desk: Desk) -> Option<impl IntoView> {
    desk.read(|it| it.language_trouble.clone()).map(fault)
}

fn footer() -> impl IntoView {
    let desk = use_desk();
    // The edition is said once its playbook is here.
    let edition = desk.slice(|it| {
        let edition = it.content.as_ref().map(|it| &it.playbook.edition);
        edition.map(|it| (it.id.clone(), it.as_of.clone()))
    });
    let edition = move || {
        edition.get().map(|(edition, as_of)| {
            view! {
                <span>{desk.say_with("shell.edition", &[("edition", Arg::Text(&edition))])}</span>
                <a class="foot__link" href=desk.href(&Route::Library)>{desk.say_with("shell.sources", &[("date", Arg::Text(&desk.day(&as_of)))])}</a>
            }
        })
    };
    let settings = desk.slice(|it: &crate::app::State| it.settings.clone());
    let mode = move || {
        let Settings { is_compact, .. } = settings.get();
        view! {
            <button
                class="button"
                data-kind="text"
                data-size="small"
                type="button"
                aria-pressed=is_compact.to_string()
                on:click=move |_| desk.send(Command::Compacted(!is_compact))
            >
                {desk.say("shell.compact")}
            </button>
        }
    };
    view! {
        <footer class="foot">
            {edition}
            <span>{rich(desk.pieces("shell.not_microsoft", &[]))}</span>
            {mode}
            <a class="foot__help" href=desk.href(&Route::Help)>{desk.say("page.help")}</a>
        </footer>
    }
}
