//! Cells of a decision table: a closed subset of FEEL unary tests.
//!
//! A cell names the part of its column's domain for which the row holds:
//! `-` (all of it), `azure`, `azure, office_365` (any of them), `not(azure)`, `true`.
//! On a set a word means "contains it", `empty` that it holds nothing.
//! There are no names, functions or arithmetic, so what a cell covers is known without running it.

use std::fmt;

/// What a cell says of its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The words listed; none for `-` and for `empty`.
    words: Vec<String>,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Any,
    OneOf,
    NoneOf,
}

impl Cell {
    /// The cell `-`, which holds always.
    pub const ANY: Self = Self {
        words: Vec::new(),
        form: Form::Any,
    };

    /// Reads a cell; the error says what is wrong with it.
    ///
    /// # Errors
    /// When the text is no unary test of the subset.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "-" {
            return Ok(Self::ANY);
        }
        let (form, list) = match text.strip_prefix("not(") {
            Some(rest) => (
                Form::NoneOf,
                rest.strip_suffix(')').ok_or("a `)` that closes `not(`")?,
            ),
            None => (Form::OneOf, text),
        };
        let words: Vec<_> = list
            .split(',')
            .map(|it| it.trim().trim_matches('"').to_owned())
            .collect();
        let is_word = |word: &String| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|it| it.is_ascii_alphanumeric() || "_-.".contains(it))
        };
        match words.iter().find(|it| !is_word(it)) {
            Some(wrong) => Err(format!("words of the column’s domain, not `{wrong}`")),
            None => Ok(Self { words, form }),
        }
    }

    /// Whether the cell holds always.
    pub fn is_any(&self) -> bool {
        self.form == Form::Any
    }

    /// Whether the words listed are those that must not hold.
    pub fn is_negated(&self) -> bool {
        self.form == Form::NoneOf
    }

    /// The words listed.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Any => out.write_str("-"),
            Form::OneOf => out.write_str(&self.words.join(", ")),
            Form::NoneOf => write!(out, "not({})", self.words.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn cells_of_the_subset_are_read_and_printed_alike() {
        for text in [
            "-",
            "azure",
            "azure, office_365",
            "not(azure)",
            "not(premier, advanced)",
            "true",
            "W-GROUP",
        ] {
            assert_eq!(
                Cell::parse(text).map(|it| it.to_string()).as_deref(),
                Ok(text)
            );
        }
        assert_eq!(
            Cell::parse(" \"azure\" ,ems")
                .map(|it| it.to_string())
                .as_deref(),
            Ok("azure, ems")
        );
    }

    #[test]
    fn whatever_computes_is_refused() {
        for text in [
            "",
            "a,",
            "not(azure",
            "f(x)",
            "a + b",
            "a = b",
            "not(not(a))",
            "{}",
        ] {
            assert!(Cell::parse(text).is_err(), "`{text}`");
        }
    }
}
