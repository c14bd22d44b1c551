//! The customers found, or why there are none; and how far the reading has come.

use crate::ui::view::prelude::*;
use crate::{
    app::{DateStyle, Load, Reading, Show, screens::CustomerList},
    ui::{
        kit::{focus, small_button, trouble, waiting},
        pages::customers::{Picker, choose, grid, look_for, number, pages},
    },
    wording::Arg,
};

/// What stands in place of the list, or that the list stands there.
#[derive(Clone, PartialEq)]
enum Found {
    Waiting,
    Nothing(Box<CustomerList>),
    Grid,
    Pages,
}

/// The list, or why there is none.
pub(super) fn found(picker: Picker) -> AnyView {
    // The list itself follows what it shows; this changes only when it comes or goes.
    let found = Memo::new(move |_| {
        picker.list.with(|it| match (&it.reading, it.n_found) {
            (Reading::NotBegun | Reading::Going | Reading::Held(_), 0) if it.n_all == 0 => {
                Found::Waiting
            }
            (Reading::Failed(_), 0) if it.n_all == 0 => Found::Waiting,
            (_, 0) => Found::Nothing(Box::new(it.clone())),
            _ if picker.is_paged.get() => Found::Pages,
            _ => Found::Grid,
        })
    });
    (move || match found.get() {
        // Its trouble stands above.
        Found::Waiting
            if picker
                .list
                .with(|it| matches!(it.reading, Reading::Failed(_))) =>
        {
            ().into_any()
        }
        Found::Waiting => waiting(picker.desk.say("customers.waiting")),
        Found::Nothing(list) => nothing(picker, &list),
        Found::Grid => grid::draw(picker),
        Found::Pages => pages::draw(picker),
    })
    .into_any()
}

/// How far the reading has come, while it matters.
pub(super) fn progress(picker: Picker) -> AnyView {
    let desk = picker.desk;
    let (reading, n_all) = picker.list.with(|it| (it.reading.clone(), it.n_all));
    let n = [("n", number(n_all))];
    let text = match reading {
        Reading::NotBegun | Reading::Complete => return ().into_any(),
        Reading::Going if n_all == 0 => return ().into_any(),
        Reading::Going => desk.say_with("customers.loaded", &n),
        Reading::Held(until) => {
            let when = desk.write(until, DateStyle::Time);
            let [n] = n;
            desk.say_with("customers.loaded_held", &[n, ("when", Arg::Text(&when))])
        }
        Reading::Failed(it) if n_all == 0 => return trouble(it),
        Reading::Failed(it) => {
            let loaded = desk.say_with("customers.loaded_failed", &n);
            return view! { <div class="stack"><p class="status">{loaded}</p> {trouble(it)}</div> }
                .into_any();
        }
    };
    view! {
        <div class="progress">
            <progress class="progress__bar" aria-labelledby="loaded"></progress>
            <span class="progress__text" id="loaded">{text}</span>
        </div>
    }
    .into_any()
}

/// Nothing to list: says why and how to see more.
fn nothing(picker: Picker, list: &CustomerList) -> AnyView {
    let desk = picker.desk;
    let is_going = list.reading != Reading::Complete;
    let key = if list.n_all == 0 {
        "customers.none"
    } else if !list.query.is_empty() {
        "customers.no_match"
    } else {
        match list.show {
            Show::All | Show::Pinned => "customers.none_pinned",
            Show::Recent => "customers.none_recent",
            Show::NoDelegatedAdmin => "customers.none_lacking",
        }
    };
    let more = if list.asked == Load::Waiting {
        "customers.asking".to_owned()
    } else if is_going && !list.query.is_empty() {
        "customers.no_match_yet".to_owned()
    } else {
        desk.by_mode(&format!("{key}.say"))
    };
    let clear = (!list.query.is_empty()).then(|| {
        let clear = move |_| {
            if let Some(field) = picker.field.get_untracked() {
                field.set_value("");
            }
            look_for(picker, String::new());
            focus("find".to_owned());
        };
        small_button(desk.say("customers.clear"), clear)
    });
    let widen = (list.show != Show::All && list.n_all > 0).then(|| {
        let widen = move |_| {
            choose(picker, Show::All);
            focus("find".to_owned());
        };
        small_button(desk.say("customers.widen"), widen)
    });
    let words = [("query", Arg::Text(&list.query)), ("n", number(list.n_all))];
    view! {
        <div class="empty">
            <h2 class="empty__title">{desk.say_with(key, &words)}</h2>
            <p>{desk.say_with(&more, &words)}</p>
            <div class="actions">{clear} {widen}</div>
        </div>
    }
    .into_any()
}
