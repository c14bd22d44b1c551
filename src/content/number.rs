//! Numbers of any size in a line of facts.
//!
//! JSON has no largest number (RFC 8259, section 6), the reader's numbers do. No fact is a number, so that a line is answered alike
//! whatever a number in it is: one that is too large to be read is read as zero.

use serde_json::Value;

/// Reads a line as JSON.
///
/// # Errors
/// What makes it no JSON.
pub(super) fn parse(line: &[u8]) -> serde_json::Result<Value> {
    match serde_json::from_slice(line) {
        Err(error) if error.to_string().starts_with("number out of range") => {
            serde_json::from_slice(&with_zeros(line))
        }
        read => read,
    }
}

/// The line with a zero in place of every number; what is no number stays as it is.
fn with_zeros(line: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(line.len());
    let mut rest = line;
    let mut is_text = false;
    while let Some((&byte, after)) = rest.split_first() {
        if is_text && byte == b'\\' {
            let (escape, after) = rest.split_at(rest.len().min(2));
            written.extend_from_slice(escape);
            rest = after;
            continue;
        }
        if byte == b'"' {
            is_text = !is_text;
        }
        if is_text || !is_of_number(byte) {
            written.push(byte);
            rest = after;
            continue;
        }
        let n_bytes = rest.iter().take_while(|it| is_of_number(**it)).count();
        let (token, after) = rest.split_at(n_bytes);
        written.extend_from_slice(if is_number(token) { b"0" } else { token });
        rest = after;
    }
    written
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Whether it is a number as JSON writes one: digits without a leading zero, perhaps a fraction, perhaps an exponent.
fn is_number(token: &[u8]) -> bool {
    let token = token.strip_prefix(b"-").unwrap_or(token);
    let (whole, token) = digits(token);
    let is_whole = matches!(whole, [b'0'] | [b'1'..=b'9', ..]);
    let (fraction, token) = match token.strip_prefix(b".") {
        Some(token) => digits(token),
        None => (&b"0"[..], token),
    };
    let (exponent, token) = match token {
        [b'e' | b'E', b'+' | b'-', token @ ..] | [b'e' | b'E', token @ ..] => digits(token),
        token => (&b"0"[..], token),
    };
    is_whole && !fraction.is_empty() && !exponent.is_empty() && token.is_empty()
}

/// The digits that a text begins with, and what follows them.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let n_digits = text.iter().take_while(|it| it.is_ascii_digit()).count();
    text.split_at(n_digits)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use serde_json::json;

    #[test]
    fn numbers_of_any_size_are_numbers_and_nothing_else_becomes_one() {
        for (line, expected) in [
            (
                r#"{"a":1e999,"b":"1e999"}"#,
                Some(json!({"a": 0, "b": "1e999"})),
            ),
            (r"[-1.5E+400, 2]", Some(json!([0, 0]))),
            (r#"["\"1e999", 1e999]"#, Some(json!(["\"1e999", 0]))),
            (r"[1e999, 01]", None),
            (r"[1e999, 1.]", None),
            (r"[1e999, 1e]", None),
            (r"[1e999, +1]", None),
            (r"[1e999, --1]", None),
            (r"[1e999", None),
        ] {
            assert_eq!(parse(line.as_bytes()).ok(), expected, "{line}");
        }
    }
}
