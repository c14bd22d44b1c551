//! One file a page.

mod check;
mod connection;
mod customers;
mod done;
mod edition;
mod help;
mod interview;
mod library;
mod organisation;
mod practice;
mod problem;
mod request;
mod requests;
mod resume;
mod start;
mod verdict;
mod walk;

use crate::ui::view::prelude::*;
use crate::{
    app::{Route, State, screens},
    ui::Desk,
};

pub(super) use start::page as start;

/// Every page but the first, as the shell calls them once the rest of the program is here.
///
/// The shell names none of them, so that a build may load them apart.
#[derive(Clone, Copy)]
pub struct Pages {
    /// Draws the page of an address.
    pub(super) draw: fn(Route, Desk) -> AnyView,
    /// Draws the cases to go on with.
    pub(super) resume: fn(Desk) -> AnyView,
    /// How many of the user's own requests are out.
    pub(super) n_requests: fn(&State) -> usize,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            draw,
            resume: resume::drafts,
            n_requests,
        }
    }
}

fn n_requests(state: &State) -> usize {
    let lines = screens::request_lines(state);
    lines.iter().filter(|it| it.case.is_some()).count()
}

/// The page of an address.
fn draw(route: Route, desk: Desk) -> AnyView {
    if desk.peek(|it| it.content.is_none()) {
        return problem::defects(desk);
    }
    let has_case = route
        .case()
        .is_none_or(|id| desk.peek(|it| it.cases.contains_key(id)));
    if !has_case {
        return problem::no_case(desk);
    }
    match route {
        Route::Start => start::page(desk),
        Route::Customers => customers::page(desk),
        Route::Organisation => organisation::page(desk),
        Route::New(_) => problem::bad_link(desk),
        Route::Step(case, step) => interview::step_page(desk, case, step),
        Route::Section(case, section) => interview::section_page(desk, case, section),
        Route::Verdict(case) => verdict::page(desk, case),
        Route::Walk(case) => walk::page(desk, case),
        Route::Request(case) => request::page(desk, case),
        Route::Check(case) => check::page(desk, case),
        Route::Done(case) => done::page(desk, case),
        Route::Requests => requests::list(desk),
        Route::Detail(name) => requests::detail(desk, name),
        Route::Practice => practice::page(desk),
        Route::Connection => connection::page(desk),
        Route::Help => help::page(desk),
        Route::Library => library::page(desk),
        Route::Unknown(address) => problem::unknown(desk, address),
    }
}
