//! Rows of Graph as they are asked for: filtered, ordered, in pages, with the members that were selected (Microsoft
//! Learn, "Use query parameters to customize Microsoft Graph responses").
//!
//! Documents are silent about what lies beyond: more rows than `$top` supports are refused, and an unknown member too.

use crate::portal::{
    address,
    json::{at, number, text},
    practice::{
        filter,
        visit::{Answer, Visit},
    },
    writer::Writer,
};
use serde_json::Value;

/// How long a page is that nobody asked to be of another length.
const USUAL: usize = 100;
/// The longest that can be preferred.
const PREFERRED: usize = 1000;
/// The longest that can be asked for in relationships and what belongs to them ("List delegatedAdminRelationships").
const TOP: usize = 300;

/// A kind of row.
pub struct Kind {
    /// What a filter or an order can name.
    pub fields: &'static [&'static str],
    /// What else it has.
    pub others: &'static [&'static str],
    /// What is written as null where there is nothing.
    pub nullable: &'static [&'static str],
    pub pages: Pages,
}

/// How long its pages are, and how they lead on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// At most the usual length.
    Usual,
    /// As long as the `Prefer` header asks.
    Preferred,
    /// As long as `$top` asks, to its limit; they lead on by `$skiptoken`.
    Top,
}

/// How a row is shown with the members that were selected; without any, with all.
pub type Show<'s> = &'s dyn Fn(&Value, &[&str]) -> String;

/// One page of the rows that were asked for. `$top` is the length of a page, not of the whole.
pub fn list(
    visit: &Visit<'_>,
    kind: &Kind,
    rows: &[&Value],
    show: Show<'_>,
) -> Result<Answer, Answer> {
    let selected = selected(visit, kind)?;
    let mut rows = filtered(visit, kind, rows)?;
    sort(visit, kind, &mut rows)?;
    let key = match kind.pages {
        Pages::Top => "$skiptoken",
        Pages::Usual | Pages::Preferred => "$skip",
    };
    let skip = count(visit, key)?.unwrap_or_default();
    let end = skip.saturating_add(length(visit, kind)?).min(rows.len());
    let mut out = Writer::object();
    out.text("@odata.context", &visit.absolute(&["/v1.0/$metadata"]));
    if visit.parameter("$count") == "true" {
        out.value("@odata.count", &rows.len().into());
    }
    if end < rows.len() {
        let path = visit.request.path.split('?').next().unwrap_or_default();
        let mut path = path.to_owned();
        for (name, value) in &visit.query {
            if !name.is_empty() && !name.eq_ignore_ascii_case(key) {
                address::push_query(&mut path, name, value);
            }
        }
        address::push_query(&mut path, key, &end.to_string());
        out.text("@odata.nextLink", &visit.absolute(&[&path]));
    }
    let shown = rows.get(skip..end).unwrap_or_default();
    let shown: Vec<_> = shown.iter().map(|it| show(it, &selected)).collect();
    out.raw_list("value", &shown);
    Ok(Answer::new(200, out.done()))
}

/// The one row, or that there is none.
pub fn one(
    visit: &Visit<'_>,
    kind: &Kind,
    row: Option<&Value>,
    show: Show<'_>,
) -> Result<Answer, Answer> {
    let selected = selected(visit, kind)?;
    match row {
        Some(row) => Ok(Answer::new(200, show(row, &selected))),
        None => Err(none(visit)),
    }
}

/// That there is nothing.
pub fn none(visit: &Visit<'_>) -> Answer {
    visit.refuse(404, "itemNotFound", "nothing has this id")
}

/// A row as it is, with nulls where its kind has them.
pub fn show(visit: &Visit<'_>, kind: &Kind, row: &Value, only: &[&str]) -> String {
    let mut out = Writer::object();
    visit.write_row(&mut out, row, only);
    for key in kind.nullable {
        if at(row, key).is_null() && (only.is_empty() || only.contains(key)) {
            out.raw(key, "null");
        }
    }
    out.done()
}

/// The members that `$select` names, in their own spelling.
fn selected(visit: &Visit<'_>, kind: &Kind) -> Result<Vec<&'static str>, Answer> {
    let names = visit.parameter("$select").split(',').map(str::trim);
    let mut selected = Vec::new();
    for name in names.filter(|it| !it.is_empty()) {
        let mut members = kind.fields.iter().chain(kind.others);
        match members.find(|it| it.eq_ignore_ascii_case(name) && !it.contains('/')) {
            Some(member) => selected.push(*member),
            None => return Err(refuse(visit, "$select", name)),
        }
    }
    Ok(selected)
}

/// The rows that `$filter` leaves.
fn filtered<'r>(
    visit: &Visit<'_>,
    kind: &Kind,
    rows: &[&'r Value],
) -> Result<Vec<&'r Value>, Answer> {
    let text = visit.parameter("$filter");
    let filter = filter::parse(text);
    match filter.filter(|it| it.fits(&|it| is_field(kind, it.path))) {
        Some(filter) => Ok((rows.iter().copied())
            .filter(|it| filter.holds(it, ""))
            .collect()),
        None => Err(refuse(visit, "$filter", text)),
    }
}

/// Puts rows in the order that `$orderby` asks for.
fn sort(visit: &Visit<'_>, kind: &Kind, rows: &mut [&Value]) -> Result<(), Answer> {
    let wanted = visit.parameter("$orderby");
    // Sorting keeps the order of equals, so the last key comes first.
    for part in wanted.split(',').rev().map(str::trim) {
        let (field, direction) = part.split_once(' ').unwrap_or((part, "asc"));
        if part.is_empty() {
            continue;
        }
        if !is_field(kind, field) || !["asc", "desc"].contains(&direction.trim()) {
            return Err(refuse(visit, "$orderby", part));
        }
        rows.sort_by(|left, right| {
            let order = filter::order(&text(left, field), &text(right, field));
            if direction.trim() == "desc" {
                order.reverse()
            } else {
                order
            }
        });
    }
    Ok(())
}

fn is_field(kind: &Kind, name: &str) -> bool {
    kind.fields.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// The length of a page: what `$top` asks for, within what the kind allows.
fn length(visit: &Visit<'_>, kind: &Kind) -> Result<usize, Answer> {
    let top = count(visit, "$top")?;
    let is_beyond = kind.pages == Pages::Top && top > Some(TOP);
    if top == Some(0) || is_beyond {
        return Err(refuse(visit, "$top", visit.parameter("$top")));
    }
    let most = match kind.pages {
        Pages::Usual => USUAL,
        Pages::Preferred => preferred(visit),
        Pages::Top => top.unwrap_or(USUAL),
    };
    Ok(top.unwrap_or(most).min(most))
}

/// The length that the `Prefer` header asks for; what it cannot be is as if it were not asked.
fn preferred(visit: &Visit<'_>) -> usize {
    let mut wishes = visit.header("Prefer").split(',');
    let length = wishes.find_map(|it| {
        let length = it.trim().strip_prefix("odata.maxpagesize=")?;
        usize::try_from(number(length)?).ok()
    });
    length.filter(|it| *it > 0).unwrap_or(USUAL).min(PREFERRED)
}

/// A parameter that is a count.
fn count(visit: &Visit<'_>, key: &str) -> Result<Option<usize>, Answer> {
    let text = visit.parameter(key);
    let count = number(text).and_then(|it| usize::try_from(it).ok());
    if count.is_none() && !text.is_empty() {
        return Err(refuse(visit, key, text));
    }
    Ok(count)
}

fn refuse(visit: &Visit<'_>, key: &str, value: &str) -> Answer {
    let message = ["the query option ", key, " is not valid: ", value];
    visit.refuse(400, "BadRequest", &message.concat())
}
