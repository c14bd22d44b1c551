//! All rows as one list that scrolls, of which only those near the part in view are in the page.
//!
//! The grid is one stop of the Tab key; arrows and their kin move through its cells. The row that holds the focus stays in the page
//! wherever the list is scrolled to, so that the focus is never lost with it.

use crate::ui::view::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};
use crate::{
    app::{
        Command,
        roster::{N_DRAWN_MAX, Window},
        screens::{self, CustomerLine, CustomerList},
    },
    ui::{
        Desk,
        kit::focus,
        pages::customers::{Picker, cells},
    },
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Columns are counted from zero.
const LAST_COLUMN: usize = 2;

/// The cell at which the Tab key stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cell {
    /// Whose row.
    id: String,
    column: usize,
}

/// The list's place and measures.
#[derive(Clone, Copy)]
pub(super) struct Roll {
    desk: Desk,
    window: Memo<Window>,
    top_px: RwSignal<f64>,
    /// Pixels of a row, and of the part in view.
    sizes_px: RwSignal<(f64, f64)>,
    stop: RwSignal<Cell>,
    /// The row at the top of the part in view, and its position: where rows come in above it, it keeps its place.
    anchor: RwSignal<(String, usize)>,
    element: NodeRef<HtmlElement>,
}

impl Roll {
    pub(super) fn new(desk: Desk, list: Memo<CustomerList>) -> Self {
        let top_px = RwSignal::new(0.0);
        let sizes_px = RwSignal::new((52.0, 600.0));
        let window = Memo::new(move |_| {
            let (row_px, view_px) = sizes_px.get();
            Window {
                n: list.with(|it| it.n_found),
                row_px,
                view_px,
                top_px: top_px.get(),
            }
        });
        Self {
            desk,
            window,
            top_px,
            sizes_px,
            stop: RwSignal::new(Cell::default()),
            anchor: RwSignal::new((String::new(), 0)),
            element: NodeRef::new(),
        }
    }

    /// Goes back to the first row.
    pub(super) fn reset(self) {
        self.anchor.set((String::new(), 0));
        self.stop.set(Cell::default());
        self.scroll(0.0);
    }

    fn scroll(self, top_px: f64) {
        self.top_px.set(top_px);
        if let Some(element) = self.element.get_untracked() {
            #[expect(clippy::cast_possible_truncation, reason = "pixels fit")]
            element.set_scroll_top(top_px.round() as i32);
        }
    }

    /// Takes over where the list was scrolled to, and its sizes.
    fn measure(self) {
        let Some(element) = self.element.get_untracked() else {
            return;
        };
        let find = |selector: &str| {
            let found = element.query_selector(selector).ok().flatten();
            found.and_then(|it| it.dyn_into::<HtmlElement>().ok())
        };
        let height = |it: HtmlElement| f64::from(it.offset_height());
        let head_px = find(".roll__head").map_or(0.0, height);
        let row_px = find(".roll__body > .roll__row").map_or(0.0, height);
        let view_px = f64::from(element.client_height()) - head_px;
        if row_px > 0.0 && self.sizes_px.get_untracked() != (row_px, view_px) {
            self.sizes_px.set((row_px, view_px));
        }
        let top_px = f64::from(element.scroll_top());
        if (top_px - self.top_px.get_untracked()).abs() > 0.5 {
            self.top_px.set(top_px);
        }
        self.drop_anchor();
    }

    /// Remembers the row at the top, unless that is the first: whoever is there wants to see what comes first.
    fn drop_anchor(self) {
        let window = self.window.get_untracked();
        let first = window.first();
        let id = if window.top_px < 1.0 {
            None
        } else {
            self.desk.peek(|it| screens::customer_at(it, first))
        };
        self.anchor.set((id.unwrap_or_default(), first));
    }

    /// Keeps the row at the top where it is, after others came in.
    fn hold_anchor(self) {
        let (id, before) = self.anchor.get_untracked();
        if id.is_empty() {
            return;
        }
        let now = self.desk.peek(|it| screens::customer_position(it, &id));
        if let Some(now) = now.filter(|it| *it != before) {
            let window = self.window.get_untracked();
            let by = |row: usize| {
                Window {
                    top_px: 0.0,
                    view_px: window.row_px,
                    ..window
                }
                .scroll_to(row)
            };
            self.anchor.set((id, now));
            self.scroll(window.top_px + by(now) - by(before));
        }
    }

    /// Moves the focus to a cell, wherever it is.
    fn go(self, row: usize, column: usize) {
        let Some(id) = self.desk.peek(|it| screens::customer_at(it, row)) else {
            return;
        };
        let window = self.window.get_untracked();
        if window.n > N_DRAWN_MAX {
            self.scroll(window.scroll_to(row));
        }
        focus(cell_id(&id, column));
        self.stop.set(Cell { id, column });
    }
}

fn cell_id(id: &str, column: usize) -> String {
    match column {
        0 => cells::row_id(id),
        _ => format!("{}-{column}", cells::row_id(id)),
    }
}

pub(super) fn draw(picker: Picker) -> AnyView {
    let Picker {
        desk, roll, list, ..
    } = picker;
    let lines = desk.slice(move |it| {
        let (range, stop) = (roll.window.get().drawn(), roll.stop.get());
        screens::customer_rows(it, range, Some(&stop.id))
    });
    let in_view = Memo::new(move |_| {
        let window = roll.window.get();
        let first = window.first();
        let last = if window.n > N_DRAWN_MAX {
            first + window.n_seen()
        } else {
            window.n
        };
        let mut unread = Vec::new();
        lines.with(|it| {
            let seen = it.iter().filter(|it| (first..=last).contains(&it.position));
            unread = cells::unread(&seen.cloned().collect::<Vec<_>>());
        });
        unread
    });
    cells::ask_for_unread(desk, in_view);
    Effect::new(move |_: Option<()>| {
        // Others came in, or went.
        list.with(|it| it.n_found);
        roll.hold_anchor();
        request_animation_frame(move || roll.measure());
    });
    let words = Words {
        country: desk.say("customers.country"),
        access: desk.say("customers.access"),
    };
    let rows = move || {
        let lines = lines.get();
        let stop = roll.stop.get();
        // A cell that is not there, because it was searched away, leaves its place to the first in view.
        let first = roll.window.with(Window::first);
        let stop = if lines.iter().any(|it| it.id == stop.id) {
            stop
        } else {
            let seen = lines.iter().find(|it| it.position >= first);
            Cell {
                id: seen.map(|it| it.id.clone()).unwrap_or_default(),
                column: stop.column,
            }
        };
        let row = |line: CustomerLine| {
            let column = (line.id == stop.id).then_some(stop.column);
            keyed(line.id.clone(), row(desk, &words, &line, column))
        };
        lines.into_iter().map(row).collect_view()
    };
    let n = move || list.with(|it| it.n_found);
    let is_tall = move || n() > N_DRAWN_MAX;
    let shift = move || format!("{}px", roll.window.with(Window::shift_px));
    let head = |column: &str| view! { <div role="columnheader">{desk.say(column)}</div> };
    view! {
        <div
            class="sheet roll"
            role="grid"
            data-tall=is_tall
            aria-label=desk.say("page.customers")
            aria-rowcount=move || (n() + 1).to_string()
            node_ref=roll.element
            on:scroll=move |_| roll.measure()
            on:keydown=move |event| press(roll, &event)
            on:focusin=move |event| note_focus(roll, &event)
        >
            <div class="roll__head" role="rowgroup">
                <div class="roll__row" role="row" aria-rowindex="1">
                    {head("customers.name")} {head("customers.country")} {head("customers.access")}
                </div>
            </div>
            <div class="roll__body" role="rowgroup" style:n=move || n().to_string() style:shift=shift>{rows}</div>
        </div>
    }
    .into_any()
}

/// What every row says.
struct Words {
    country: String,
    access: String,
}

fn row(desk: Desk, words: &Words, line: &CustomerLine, stop: Option<usize>) -> AnyView {
    let index = |column: usize| {
        if stop == Some(column) { "0" } else { "-1" }
    };
    view! {
        <div
            class="roll__row"
            role="row"
            data-row=line.id.clone()
            aria-rowindex=(line.position + 2).to_string()
            aria-selected=line.is_open.to_string()
            style:at=line.position.to_string()
        >
            <div role="rowheader" data-column="0">{cells::name(desk, line, Some(index(0)))}</div>
            <div
                role="gridcell"
                id=cell_id(&line.id, 1)
                data-column="1"
                data-label=words.country.clone()
                tabindex=index(1)
            >
                {cells::country(desk, &line.summary)}
            </div>
            <div
                role="gridcell"
                id=cell_id(&line.id, 2)
                data-column="2"
                data-label=words.access.clone()
                tabindex=index(2)
            >
                {cells::access(desk, &line.summary)}
            </div>
        </div>
    }
    .into_any()
}

/// The cell of an event: whose row, and which column.
fn cell_of(event: &Event) -> Option<Cell> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let attribute = |name: &str| {
        let owner = target.closest(&format!("[{name}]")).ok().flatten();
        owner.and_then(|it| it.get_attribute(name))
    };
    Some(Cell {
        id: attribute("data-row")?,
        column: attribute("data-column")?.parse().ok()?,
    })
}

fn note_focus(roll: Roll, event: &Event) {
    if let Some(cell) = cell_of(event).filter(|it| *it != roll.stop.get_untracked()) {
        roll.stop.set(cell);
    }
}

fn press(roll: Roll, event: &KeyboardEvent) {
    let Some(cell) = cell_of(event) else { return };
    let row_of = |id: &str| roll.desk.peek(|it| screens::customer_position(it, id));
    // Keys can come faster than the focus, which moves once the row is drawn.
    let going = roll.stop.get_untracked();
    let Cell { id, column } = if row_of(&going.id).is_some() {
        going
    } else {
        cell
    };
    let Some(row) = row_of(&id) else { return };
    if event.alt_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let window = roll.window.get_untracked();
    let last = window.n.saturating_sub(1);
    let page = window.n_seen().saturating_sub(1).max(1);
    let (row, column) = match (event.key().as_str(), event.ctrl_key()) {
        ("ArrowDown", false) => (row + 1, column),
        ("ArrowUp", false) => (row.saturating_sub(1), column),
        ("ArrowRight", false) => (row, column + 1),
        ("ArrowLeft", false) => (row, column.saturating_sub(1)),
        ("PageDown", false) => (row + page, column),
        ("PageUp", false) => (row.saturating_sub(page), column),
        ("Home", false) => (row, 0),
        ("End", false) => (row, LAST_COLUMN),
        ("Home", true) => (0, 0),
        ("End", true) => (last, LAST_COLUMN),
        ("Enter" | " ", false) if column > 0 => {
            event.prevent_default();
            return roll.desk.send(Command::Selected(id));
        }
        _ => return,
    };
    event.prevent_default();
    roll.go(row.min(last), column.min(LAST_COLUMN));
}
