//! JSON text, written part by part in the order the portals write it.

use serde_json::Value;

/// A JSON document being written. Empty texts and nulls are left out, as the portals do.
#[derive(Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// A document that is an object, already opened.
    pub fn object() -> Self {
        Self { text: "{".into() }
    }

    /// The finished document, with its object closed.
    pub fn done(mut self) -> String {
        self.text.push('}');
        self.text
    }

    /// Opens an object under a key; in a list without one.
    #[inline(never)]
    pub fn open(&mut self, key: &str) {
        self.key(key);
        self.text.push('{');
    }

    /// Ends an object.
    #[inline(never)]
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
    #[inline(never)]
    pub fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.key(key);
            self.quoted(text);
        }
    }

    /// Writes texts under their keys, in this order, leaving out empty ones.
    #[inline(never)]
    pub fn texts(&mut self, texts: &[(&str, &str)]) {
        for (key, text) in texts {
            self.text(key, text);
        }
    }

    /// Writes a list of what is JSON already.
    #[inline(never)]
    pub fn raw_list(&mut self, key: &str, elements: &[String]) {
        self.list(key);
        for element in elements {
            self.raw("", element);
        }
        self.end();
    }

    /// Writes a list of texts.
    pub fn text_list(&mut self, key: &str, texts: &[String]) {
        self.list(key);
        for text in texts {
            self.key("");
            self.quoted(text);
        }
        self.end();
    }

    /// Writes a flag.
    pub fn flag(&mut self, key: &str, flag: bool) {
        self.raw(key, if flag { "true" } else { "false" });
    }

    /// Writes a whole number.
    #[inline(never)]
    pub fn whole(&mut self, key: &str, number: i64) {
        self.raw(key, &number.to_string());
    }

    /// Writes what is JSON already.
    #[inline(never)]
    pub fn raw(&mut self, key: &str, json: &str) {
        self.key(key);
        self.text.push_str(json);
    }

    /// Writes a value unless it is null.
    pub fn value(&mut self, key: &str, value: &Value) {
        if !value.is_null() {
            self.raw(key, &value.to_string());
        }
    }

    #[inline(never)]
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
                '"' | '\\' => {
                    self.text.push('\\');
                    self.text.push(letter);
                }
                '\u{0}'..='\u{1f}' => {
                    self.text.push_str(if letter < '\u{10}' {
                        "\\u000"
                    } else {
                        "\\u001"
                    });
                    self.text
                        .push(char::from_digit(u32::from(letter) & 15, 16).unwrap_or('0'));
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
        let read: Option<Value> = serde_json::from_str(&text).ok();
        assert_eq!(
            read,
            Some(json!({"a\"\\\n": "\u{1f}Ł{", "list": [{"n": 1}, {}]}))
        );
    }
}
