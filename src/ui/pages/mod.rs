//! One file a page.

mod check;
mod customers;
mod done;
mod help;
mod interview;
mod organisation;
mod practice;
mod problem;
mod request;
mod requests;
mod start;
mod verdict;
mod walk;

use crate::ui::view::prelude::*;
use crate::{app::Route, ui::Desk};

/// The page of an address.
pub(super) fn draw(route: Route, desk: Desk) -> AnyView {
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
        Route::Help => help::page(desk),
        Route::Unknown(address) => problem::unknown(desk, address),
    }
}
