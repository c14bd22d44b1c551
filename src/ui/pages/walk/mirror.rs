//! The practice copy of the portal's screen: documented items to click, grey bars for all others.

use crate::ui::view::prelude::*;
use crate::{
    app::screens::{CitationLine, ItemView, LabelView, RegionView, ScreenView},
    casework::CaseId,
    ui::{
        Desk,
        kit::{bar, focus},
        pages::walk::{Shown, n_done, named, tick},
    },
    wording::Arg,
};

/// What is clicked: whether it is the next step, and what is said if it is not.
type Click = Callback<(bool, String)>;

/// The screen of the current step. The right item leads on, any other explains itself.
pub(super) fn mirror(desk: Desk, case: &CaseId, screen: Shown) -> AnyView {
    let n = n_done(screen);
    // What was said belongs to its step and goes with it.
    let said = RwSignal::new((0, String::new()));
    let case = case.clone();
    let click: Click = Callback::new(move |(is_next, wrong): (bool, String)| {
        if is_next {
            // The items are drawn anew, so the focus moves to what holds them; at the end `tick` moves it on.
            focus("mirror".to_owned());
            tick(desk, &case, n.get_untracked() + 1, screen);
        } else {
            said.set((n.get_untracked(), wrong));
        }
    });
    let explained = move || {
        let (at, text) = said.get();
        (at == n.get() && !text.is_empty()).then(|| {
            view! { <div class="mirror__body">{bar("warning", text.into_any(), None)}</div> }
        })
    };
    let shown = move || screen.get().and_then(|it| it.screen);
    let drawn = move || shown().map(|it| screen_view(desk, it, n.get_untracked(), click));
    let foot = move || shown().map(|it| foot(desk, &it));
    view! {
        <section class="walk__mirror" id="mirror" tabindex="-1" aria-label=desk.say("walk_page.copy_region")>
            <div class="mirror">
                {drawn} <div role="status">{explained}</div> {foot}
            </div>
        </section>
    }
    .into_any()
}

fn screen_view(desk: Desk, screen: ScreenView, n: usize, click: Click) -> AnyView {
    let (number, of) = screen.number;
    let place = desk.say_with(
        "walk_page.screen",
        &[
            ("n", Arg::count(number)),
            ("of", Arg::count(of)),
            ("portal", Arg::Text(&screen.portal)),
        ],
    );
    let mut menus = screen.regions;
    let n_menus = menus.iter().take_while(|it| it.kind == "menu").count();
    // A menu stands at the side of what it leads to; alone it is the screen.
    let is_split = n_menus > 0 && n_menus < menus.len();
    let rest = menus.split_off(if is_split { n_menus } else { 0 });
    let pane = |regions: Vec<RegionView>| {
        let regions = regions.into_iter().map(|it| region(desk, it, n, click));
        regions.collect_view()
    };
    let title = screen.title.as_ref().map(label);
    view! {
        <p class="mirror__head"><b>{desk.say("walk_page.copy")}</b> <span>{place}</span></p>
        <div class="mirror__body" data-lay=is_split.then_some("menu")>
            {is_split.then(|| view! { <div class="mirror__pane">{pane(menus)}</div> })}
            <div class="mirror__pane">{title} {pane(rest)}</div>
        </div>
    }
    .into_any()
}

fn label(label: &LabelView) -> AnyView {
    view! { <span class="mirror__label">{named(label)}</span> }.into_any()
}

fn region(desk: Desk, region: RegionView, n: usize, click: Click) -> AnyView {
    let items = region
        .items
        .into_iter()
        .map(|it| item(desk, it, n, click))
        .collect_view();
    let heading = region.label.as_ref().map(label);
    if region.kind == "list" {
        view! { {heading} <div class="mirror__list">{items}</div> }.into_any()
    } else {
        view! { {heading} {items} }.into_any()
    }
}

fn item(desk: Desk, item: ItemView, n: usize, click: Click) -> AnyView {
    match item {
        ItemView::Other(width) => {
            view! { <span class="mirror__other" data-w=width.to_string() aria-hidden="true"></span> }.into_any()
        }
        ItemView::List(items) => {
            let items = items.into_iter().map(|it| self::item(desk, it, n, click)).collect_view();
            view! { <div class="mirror__list">{items}</div> }.into_any()
        }
        ItemView::Named { shows, kind, label, is_next, is_past, wrong } => {
            let practice = match &label {
                Some(label) => desk.say_with("walk_page.practice_field", &[("label", Arg::Text(label))]),
                None => desk.say("walk_page.practice"),
            };
            let mark = is_next.then(|| {
                let key = if kind == "field" { "walk_page.mark_field" } else { "walk_page.mark" };
                let text = desk.say_with(key, &[("n", Arg::count(n + 1))]);
                view! { <span class="mirror__mark">{text}</span> }
            });
            let opens =
                (kind == "dropdown").then(|| view! { <span aria-hidden="true">" ▾"</span> });
            view! {
                {label.map(|it| view! { <span class="mirror__label" aria-hidden="true">{it}</span> })}
                <button
                    class="mirror__item"
                    type="button"
                    data-kind=looks(&kind)
                    data-past=(is_past && !is_next).then_some("")
                    aria-current=is_next.then_some("step")
                    on:click=move |_| click.run((is_next, wrong.clone()))
                >
                    <span><span class="unseen">{practice} " "</span> {named(&shows)} {opens}</span>
                    {mark}
                </button>
            }
            .into_any()
        }
    }
}

/// What an item looks like; kinds that differ only in meaning look alike.
fn looks(kind: &str) -> &'static str {
    match kind {
        "button" | "dropdown" => "button",
        "field" => "field",
        "link" => "link",
        _ => "menu",
    }
}

/// What the grey bars are, and where the screen is described.
fn foot(desk: Desk, screen: &ScreenView) -> AnyView {
    let source = screen.source.as_ref().map(|it| source(desk, it));
    view! {
        <p class="mirror__foot">
            <span>{desk.say("walk_page.bars")}</span> " " {source}
        </p>
    }
    .into_any()
}

fn source(desk: Desk, line: &CitationLine) -> AnyView {
    let title = line.article.clone();
    let title = match line.address.clone() {
        Some(address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer" lang="en">{title}</a> }.into_any()
        }
        None => view! { <span>{desk.say("source.own")}</span> }.into_any(),
    };
    let date = line.date.as_ref().map(|date| {
        let date = desk.day(date);
        desk.say_with("source.page_of", &[("date", Arg::Text(&date))])
    });
    view! { {desk.say("walk_page.source")} " " {title} " " {date} }.into_any()
}
