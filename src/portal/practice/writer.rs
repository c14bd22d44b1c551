//! JSON text, written part by part in the order the portals write it.

use serde_json::Value;

/// A JSON document being written. Empty texts and nulls are left out, as the portals do.
#[derive(Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// A document that is an object.
    pub fn object() -> Self {
        Self { text: "{".into() }
    }

    /// The finished document.
    pub fn done(mut self) -> String {
        self.text.push('}');
        self.text
    }

    /// Opens an object under a key; in a list without one.
    pub fn open(&mut self, key: &str) {
        self.key(key);
        self.text.push('{');
    }

    /// Ends an object.
    pub fn close(&mut self) {
        self.text.push('}');
    }

    /// Opens a list under a key.
    pub fn list(&mut self, key: &str) {
        self.key(key);
        self.text.push('[');
    }

    /// Ends a list.
    pub fn end(&mut self) {
        self.text.push(']');
    }

    /// Writes a text unless it is empty.
    pub fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.key(key);
            self.quoted(text);
        }
    }

    /// Writes a value unless it is null.
    pub fn value(&mut self, key: &str, value: &Value) {
        if !value.is_null() {
            self.key(key);
            self.text.push_str(&value.to_string());
        }
    }

    fn key(&mut self, key: &str) {
        if !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
        if !key.is_empty() {
            self.quoted(key);
            self.text.push(':');
        }
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.text.extend(['\\', letter]),
                '\u{0}'..='\u{1f}' => {
                    self.text.push_str("\\u00");
                    for nibble in [u32::from(letter) >> 4, u32::from(letter) & 15] {
                        self.text.push(char::from_digit(nibble, 16).unwrap_or('0'));
                    }
                }
                _ => self.text.push(letter),
            }
        }
        self.text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use serde_json::{Value, json};

    #[test]
    fn what_is_written_is_json() {
        let mut out = Writer::object();
        out.text("a\"\\\n", "\u{1f}Ł{");
        out.text("empty", "");
        out.value("null", &Value::Null);
        out.list("list");
        out.open("");
        out.value("n", &json!(1));
        out.close();
        out.open("");
        out.close();
        out.end();
        let text = out.done();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, json!({"a\"\\\n": "\u{1f}Ł{", "list": [{"n": 1}, {}]}));
    }
}
