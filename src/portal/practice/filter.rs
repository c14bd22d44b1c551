//! The filters of Graph and Azure (`OData` 4.01, part 2, section 5.1.1): comparisons, `contains` and `startswith`, joined
//! by `and` and `or`, with parentheses. What a portal does not honour of them, it refuses itself.

use crate::portal::{
    json::{at, text_of},
    moment,
    practice::ids::is_guid,
};
use serde_json::Value;
use std::cmp::Ordering;

/// Parentheses nested deeper are not read.
const MAX_DEPTH: usize = 16;
const OPERATORS: [&str; 6] = ["eq", "ne", "ge", "gt", "le", "lt"];
const FUNCTIONS: [&str; 2] = ["contains", "startswith"];

/// A filter, read.
#[derive(Debug)]
pub enum Filter<'f> {
    /// All of these hold; without any, every row does.
    All(Vec<Self>),
    /// One of these holds.
    Any(Vec<Self>),
    /// This holds.
    One(Condition<'f>),
}

/// One comparison.
#[derive(Debug)]
pub struct Condition<'f> {
    /// The field, with slashes.
    pub path: &'f str,
    /// `eq` and the like, or a function.
    pub operator: &'f str,
    /// The text compared with; `None` is null.
    pub value: Option<String>,
}

/// What a filter says; `None` if it says nothing that can be read.
pub fn parse(filter: &str) -> Option<Filter<'_>> {
    let mut rest = filter.trim();
    if rest.is_empty() {
        return Some(Filter::All(Vec::new()));
    }
    let read = any(&mut rest, 0)?;
    rest.trim_start().is_empty().then_some(read)
}

fn any<'f>(rest: &mut &'f str, depth: usize) -> Option<Filter<'f>> {
    let mut parts = vec![all(rest, depth)?];
    while took_word(rest, "or") {
        parts.push(all(rest, depth)?);
    }
    Some(Filter::Any(parts))
}

fn all<'f>(rest: &mut &'f str, depth: usize) -> Option<Filter<'f>> {
    let mut parts = vec![one(rest, depth)?];
    while took_word(rest, "and") {
        parts.push(one(rest, depth)?);
    }
    Some(Filter::All(parts))
}

fn one<'f>(rest: &mut &'f str, depth: usize) -> Option<Filter<'f>> {
    if took(rest, "(") {
        if depth == MAX_DEPTH {
            return None;
        }
        let inside = any(rest, depth + 1)?;
        return took(rest, ")").then_some(inside);
    }
    let path = name(rest)?;
    if FUNCTIONS.contains(&path) && took(rest, "(") {
        let operator = path;
        let path = name(rest)?;
        let value = took(rest, ",").then(|| literal(rest))??;
        let is_closed = took(rest, ")");
        return is_closed.then_some(Filter::One(Condition {
            path,
            operator,
            value,
        }));
    }
    let operator = name(rest).filter(|it| OPERATORS.contains(it))?;
    let value = literal(rest)?;
    Some(Filter::One(Condition {
        path,
        operator,
        value,
    }))
}

/// Takes a mark away, with blanks before it.
fn took(rest: &mut &str, mark: &str) -> bool {
    let after = rest.trim_start().strip_prefix(mark);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

/// Takes a word away that stands by itself.
fn took_word(rest: &mut &str, word: &str) -> bool {
    let mut after = *rest;
    let is_next = name(&mut after) == Some(word);
    if is_next {
        *rest = after;
    }
    is_next
}

/// The name that comes next.
fn name<'f>(rest: &mut &'f str) -> Option<&'f str> {
    let start = rest.trim_start();
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || "/_@.".contains(it);
    let end = start.find(|it| !is_of_name(it)).unwrap_or(start.len());
    let (name, after) = start.split_at_checked(end)?;
    *rest = after;
    (!name.is_empty()).then_some(name)
}

/// The value that comes next: a text in quotes, in which a quote is doubled; a number, a date, a GUID, a flag or null.
#[expect(clippy::option_option, reason = "null is a value that can be read")]
fn literal(rest: &mut &str) -> Option<Option<String>> {
    if took(rest, "'") {
        let mut text = String::new();
        loop {
            let (part, after) = rest.split_once('\'')?;
            text.push_str(part);
            let Some(more) = after.strip_prefix('\'') else {
                *rest = after;
                return Some(Some(text));
            };
            text.push('\'');
            *rest = more;
        }
    }
    let start = rest.trim_start();
    let end = start.find([' ', ')', ',']).unwrap_or(start.len());
    let (text, after) = start.split_at_checked(end)?;
    *rest = after;
    let is_known = matches!(text, "true" | "false" | "null")
        || text.starts_with(|it: char| it.is_ascii_digit() || it == '-')
        || is_guid(text);
    is_known.then(|| Some(text.to_owned()).filter(|it| it != "null"))
}

impl Filter<'_> {
    /// Whether a row fits; its fields stand below `prefix`.
    pub fn holds(&self, row: &Value, prefix: &str) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|it| it.holds(row, prefix)),
            Self::Any(parts) => parts.iter().any(|it| it.holds(row, prefix)),
            Self::One(condition) => condition.holds(row, prefix),
        }
    }

    /// Whether every comparison is one that is honoured.
    pub fn fits(&self, honoured: &dyn Fn(&Condition<'_>) -> bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().all(|it| it.fits(honoured)),
            Self::One(condition) => honoured(condition),
        }
    }

    /// Whether it leaves a choice, by `or`.
    pub fn has_choice(&self) -> bool {
        match self {
            Self::All(parts) => parts.iter().any(Self::has_choice),
            Self::Any(parts) => parts.len() > 1 || parts.iter().any(Self::has_choice),
            Self::One(_) => false,
        }
    }
}

impl Condition<'_> {
    fn holds(&self, row: &Value, prefix: &str) -> bool {
        let found = at(row, &[prefix, self.path].concat());
        let (Some(value), false) = (&self.value, found.is_null()) else {
            // Null equals null, and is neither before nor after anything.
            let is_equal = self.value.is_none() && found.is_null();
            return self.operator == "eq" && is_equal || self.operator == "ne" && !is_equal;
        };
        let text = text_of(found);
        let order = order(&text, value);
        match self.operator {
            "contains" => text.to_lowercase().contains(&value.to_lowercase()),
            "startswith" => text.to_lowercase().starts_with(&value.to_lowercase()),
            "eq" => order.is_eq(),
            "ne" => order.is_ne(),
            "ge" => order.is_ge(),
            "gt" => order.is_gt(),
            "le" => order.is_le(),
            _ => order.is_lt(),
        }
    }
}

/// The order of two texts: of the moments that both are, or else of their letters, whatever their case.
pub fn order(left: &str, right: &str) -> Ordering {
    match (moment::read(left), moment::read(right)) {
        (Some(left), Some(right)) => left.0.cmp(&right.0),
        _ => left.to_lowercase().cmp(&right.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use serde_json::json;

    #[test]
    fn rows_are_found_by_conditions() {
        let row = json!({"p": {"status": "Open", "at": "2026-11-20T10:00:00Z", "ok": true, "name": "a and b",
            "of": "O'Neil (Łódź)", "tenant": {"id": "cd6fb19f-d2e2-584e-b1d8-9a2d8e9aee78"}}});
        let deep = ["(".repeat(17).as_str(), "ok eq true", &")".repeat(17)].concat();
        for (filter, holds) in [
            ("", Some(true)),
            ("status eq 'open'", Some(true)),
            ("status ne 'open'", Some(false)),
            ("status eq 'Op_en'", Some(false)),
            ("status eq 'Open' and ok eq true", Some(true)),
            ("name eq 'a and b'  and ok eq false", Some(false)),
            ("at ge 2026-11-20T10:00:00.000Z", Some(true)),
            ("at gt 2026-11-20T10:00:00Z", Some(false)),
            ("at eq 2026-11-20T11:00:00.000+01:00", Some(true)),
            ("at le 2026-11-21 and at lt 2026-11-21", Some(true)),
            ("status eq 'x' or ok eq true", Some(true)),
            ("ok eq true or status eq 'x' and ok eq false", Some(true)),
            ("(ok eq true or status eq 'x') and ok eq false", Some(false)),
            ("ok eq false or(status eq 'open'and ok eq true)", Some(true)),
            ("((ok eq true))", Some(true)),
            ("of eq 'O''Neil (łódź)'", Some(true)),
            ("of eq ''''", Some(false)),
            ("contains(of, 'o''NEIL')", Some(true)),
            ("contains(of,'x') or startswith(name,'A ')", Some(true)),
            ("startswith(of,'Neil')", Some(false)),
            (
                "tenant/id eq cd6fb19f-d2e2-584e-b1d8-9a2d8e9aee78",
                Some(true),
            ),
            ("none eq 'x'", Some(false)),
            ("none ne 'x'", Some(true)),
            ("none lt 'x'", Some(false)),
            ("none eq null", Some(true)),
            ("status eq null", Some(false)),
            ("status ne null and none ge null", Some(false)),
            ("contains(none,'x')", Some(false)),
            ("status has 'x'", None),
            ("status eq open", None),
            ("status eq 'x", None),
            ("status eq 'x' and ", None),
            ("status eq 'x' or", None),
            ("status eq 'x' 'y'", None),
            ("(status eq 'x'", None),
            ("status eq 'x')", None),
            ("contains(of 'x')", None),
            ("contains(of,'x'", None),
            ("endswith(of,'x')", None),
            ("()", None),
            ("nonsense", None),
            (&deep, None),
            (&deep[1..deep.len() - 1], Some(true)),
        ] {
            let found = parse(filter).map(|it| it.holds(&row, "p/"));
            assert_eq!(found, holds, "`{filter}`");
        }
    }
}
