//! What was typed, and which customers it fits.

use crate::vocab::fold;

/// How well a row fits: the whole query begins the name, every word begins a word, or something else.
pub const N_RANKS: usize = 3;

/// A tenant id is written with so many letters.
const ID_LENGTH: usize = 36;

/// What was typed, made ready for searching.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    whole: String,
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    signs: Signs,
    /// Whether it can begin a tenant id.
    is_of_id: bool,
}

/// A row's texts, folded.
pub struct Folded<'r> {
    /// The name.
    pub name: &'r [u8],
    /// The domain.
    pub domain: &'r [u8],
    /// The tenant id.
    pub id: &'r [u8],
}

impl Folded<'_> {
    /// The letters of name and domain.
    pub fn signs(&self) -> Signs {
        Signs::of(self.name).or(Signs::of(self.domain))
    }
}

/// Which letters and pairs of letters a text has; two may share a sign, so a text can seem to have what it lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    letters: u64,
    // Two, because a browser shifts 64 bits at once and no more.
    pairs: [u64; 2],
}

impl Signs {
    /// Those of a text.
    pub fn of(text: &[u8]) -> Self {
        let mut signs = Self::default();
        let mut before = None;
        for byte in text {
            signs.letters |= 1 << letter(*byte);
            if let Some(before) = before {
                let pair = pair(before, *byte);
                let [even, odd] = &mut signs.pairs;
                *(if pair & 1 == 0 { even } else { odd }) |= 1 << (pair >> 1);
            }
            before = Some(*byte);
        }
        signs
    }

    /// Those of either.
    pub fn or(self, other: Self) -> Self {
        Self {
            letters: self.letters | other.letters,
            pairs: [
                self.pairs[0] | other.pairs[0],
                self.pairs[1] | other.pairs[1],
            ],
        }
    }

    /// Whether a text of these signs may hold one of those.
    fn may_hold(self, other: Self) -> bool {
        let holds = |these: u64, those: u64| these & those == those;
        holds(self.letters, other.letters)
            && holds(self.pairs[0], other.pairs[0])
            && holds(self.pairs[1], other.pairs[1])
    }
}

/// The sign of a letter: one of its own for those of domains, shared ones for the rest.
fn letter(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => byte - b'a',
        b'0'..=b'9' => byte - b'0' + 26,
        _ => 36 + byte % 28,
    }
}

/// The sign of a pair, from the upper bits of a product, which depend on all of both letters (D. E. Knuth, "The Art of Computer Programming", 6.4).
fn pair(one: u8, other: u8) -> u32 {
    ((u32::from(one) << 8 | u32::from(other)).wrapping_mul(0x9e37_79b1)) >> 25
}

impl Query {
    /// Reads what was typed; case, diacritics and further spaces do not matter.
    pub fn of(typed: &str) -> Self {
        let folded = fold(typed);
        let texts: Vec<&str> = folded.split_whitespace().collect();
        let word = |text: &&str| Word {
            text: (*text).to_owned(),
            signs: Signs::of(text.as_bytes()),
            is_of_id: text.len() <= ID_LENGTH
                && text.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-'),
        };
        Self {
            whole: texts.join(" "),
            words: texts.iter().map(word).collect(),
        }
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, each of which must be found.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|it| it.text.as_str())
    }

    /// The query, if it is a whole tenant id.
    pub fn tenant_id(&self) -> Option<&str> {
        let is_hyphen = |at: usize| matches!(at, 8 | 13 | 18 | 23);
        let mut bytes = self.whole.bytes().enumerate();
        let is_id = self.whole.len() == ID_LENGTH
            && bytes.all(|(at, it)| {
                (it == b'-') == is_hyphen(at) && (it == b'-' || it.is_ascii_hexdigit())
            });
        is_id.then_some(self.whole.as_str())
    }

    /// Whether it reads like the beginning of a domain.
    pub fn is_domain(&self) -> bool {
        matches!(self.words.as_slice(), [word] if word.text.contains('.'))
    }

    /// Whether a row of these signs may fit: what is asked of every row.
    pub fn may_fit(&self, signs: Signs) -> bool {
        self.words
            .iter()
            .all(|it| it.is_of_id || signs.may_hold(it.signs))
    }

    /// How well a row fits; none where it does not.
    pub fn rank(&self, signs: Signs, row: &Folded<'_>) -> Option<usize> {
        let mut rank = 1;
        for word in &self.words {
            rank = rank.max(word.rank(signs, row)?);
        }
        if row.name.starts_with(self.whole.as_bytes()) {
            rank = 0;
        }
        Some(rank)
    }
}

impl Word {
    /// 1 where it begins a word of the row, 2 where it stands within one.
    fn rank(&self, signs: Signs, row: &Folded<'_>) -> Option<usize> {
        let text = self.text.as_bytes();
        if self.is_of_id && row.id.starts_with(text) {
            return Some(1);
        }
        if !signs.may_hold(self.signs) {
            return None;
        }
        let (name, domain) = (place(row.name, text), place(row.domain, text));
        match (name, domain) {
            (None, None) => None,
            (Some(true), _) | (_, Some(true)) => Some(1),
            (Some(false) | None, Some(false) | None) => Some(2),
        }
    }
}

/// Whether a text holds a word, and then whether it does where a word begins.
fn place(text: &[u8], word: &[u8]) -> Option<bool> {
    let first = word.first()?;
    let mut is_held = false;
    let mut rest = text;
    let mut before = b' ';
    while let Some(at) = rest.iter().position(|it| it == first) {
        if let Some(last) = at.checked_sub(1).and_then(|it| rest.get(it)) {
            before = *last;
        }
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(word) {
            // Bytes beyond ASCII belong to letters.
            if !before.is_ascii_alphanumeric() && before.is_ascii() {
                return Some(true);
            }
            is_held = true;
        }
        before = *first;
        rest = rest.get(1..).unwrap_or_default();
    }
    is_held.then_some(false)
}

#[cfg(test)]
mod tests {
    use super::{Folded, Query, Signs};

    #[test]
    fn every_word_must_be_found_and_beginnings_come_first() {
        let (name, domain, id) = (
            "zielona gora sp. z o.o.",
            "zgora-12.example",
            "7c1e4b92-0d3f",
        );
        let signs = Signs::of(name.as_bytes()).or(Signs::of(domain.as_bytes()));
        let row = Folded {
            name: name.as_bytes(),
            domain: domain.as_bytes(),
            id: id.as_bytes(),
        };
        for (typed, rank) in [
            ("Ziel", Some(0)),
            ("  zielona   GÓ ", Some(0)),
            ("gora", Some(1)),
            ("gora ziel", Some(1)),
            ("sp. z o.o.", Some(1)),
            ("12.ex", Some(1)),
            ("7c1e", Some(1)),
            ("ona", Some(2)),
            ("gora ona", Some(2)),
            ("0d3f", None),
            ("1e4b", None),
            ("gora q", None),
            ("zielonagora", None),
            ("", Some(0)),
        ] {
            assert_eq!(Query::of(typed).rank(signs, &row), rank, "`{typed}`");
        }
    }

    #[test]
    fn ids_and_domains_are_told_apart_from_names() {
        let id = "7C1E4B92-0d3f-4e51-9a6b-2f80c5d1e7a4";
        let lower = id.to_lowercase();
        assert_eq!(Query::of(id).tenant_id(), Some(lower.as_str()));
        assert_eq!(Query::of("7c1e4b92-0d3f").tenant_id(), None);
        assert_eq!(Query::of(&id.replace('-', "a")).tenant_id(), None);
        assert!(Query::of("zgora.ex").is_domain());
        assert!(!Query::of("sp. z").is_domain());
        assert!(!Query::of("zgora").is_domain());
    }
}
