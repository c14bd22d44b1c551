//! The filters of Graph and Azure: conditions joined by `and` (`OData` 4.01, part 2, section 5.1.1), no more.

use crate::portal::{
    json::{at, text_of},
    moment,
    words::same,
};
use serde_json::Value;

/// One comparison.
#[derive(Debug, PartialEq, Eq)]
pub struct Condition<'f> {
    /// The field, with slashes.
    pub path: &'f str,
    operator: &'f str,
    value: &'f str,
}

/// The conditions of a filter; `None` if it says something else.
pub fn parse(filter: &str) -> Option<Vec<Condition<'_>>> {
    let mut conditions = Vec::new();
    let mut rest = filter.trim();
    while !rest.is_empty() {
        let (path, after) = rest.split_once(' ')?;
        let (operator, after) = after.trim_start().split_once(' ')?;
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'')?,
            None => after.split_at(after.find(' ').unwrap_or(after.len())),
        };
        if !["eq", "ne", "ge", "gt", "le", "lt"].contains(&operator) {
            return None;
        }
        conditions.push(Condition {
            path,
            operator,
            value,
        });
        rest = after.trim_start();
        if !rest.is_empty() {
            rest = rest.strip_prefix("and ")?.trim_start();
            if rest.is_empty() {
                return None;
            }
        }
    }
    Some(conditions)
}

impl Condition<'_> {
    /// Whether a row fits; its fields stand below `prefix`.
    pub fn holds(&self, row: &Value, prefix: &str) -> bool {
        let text = text_of(at(row, &[prefix, self.path].concat()));
        let order = match (moment::read(&text), moment::read(self.value)) {
            (Some(left), Some(right)) => left.0.cmp(&right.0),
            _ if same(&text, self.value) => std::cmp::Ordering::Equal,
            _ => text.as_str().cmp(self.value),
        };
        match self.operator {
            "eq" => order.is_eq(),
            "ne" => order.is_ne(),
            "ge" => order.is_ge(),
            "gt" => order.is_gt(),
            "le" => order.is_le(),
            _ => order.is_lt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use serde_json::json;

    #[test]
    fn rows_are_found_by_conditions() {
        let row = json!({"p": {"status": "Open", "at": "2026-11-20T10:00:00Z", "ok": true, "name": "a and b"}});
        for (filter, holds) in [
            ("", Some(true)),
            ("status eq 'open'", Some(true)),
            ("status ne 'open'", Some(false)),
            ("status eq 'Open' and ok eq true", Some(true)),
            ("name eq 'a and b'  and ok eq false", Some(false)),
            ("at ge 2026-11-20T10:00:00.000Z", Some(true)),
            ("at gt 2026-11-20T10:00:00Z", Some(false)),
            ("at le 2026-11-21 and at lt 2026-11-21", Some(true)),
            ("none eq 'x'", Some(false)),
            ("status has 'x'", None),
            ("status eq 'x", None),
            ("status eq 'x' or ok eq true", None),
            ("status eq 'x' and ", None),
            ("nonsense", None),
        ] {
            let found = parse(filter).map(|it| it.iter().all(|it| it.holds(&row, "p/")));
            assert_eq!(found, holds, "`{filter}`");
        }
    }
}
