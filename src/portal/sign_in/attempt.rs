//! One attempt to sign in, from the moment the page leaves until it is answered.

use crate::{
    portal::{
        address::decode,
        json::{self, text, whole},
        sign_in::Secret,
        writer::Writer,
    },
    vocab::Moment,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// How long an answer is waited for.
const LIFETIME_MS: i64 = 10 * 60_000;
/// The shortest `state` and `nonce` that cannot be guessed: 128 bits at five bits a letter.
const LETTERS_MIN: usize = 26;
/// The shortest and longest verifier (RFC 7636, section 4.1).
const VERIFIER_LETTERS: std::ops::RangeInclusive<usize> = 43..=128;

/// What ties an answer of the provider to this tab. It holds no token and is stored for the tab alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    state: String,
    nonce: String,
    verifier: Secret,
    begun: Moment,
    page: String,
}

/// What the provider brought back in the fragment.
#[derive(Clone, PartialEq, Eq)]
pub struct Return(Vec<(String, String)>);

/// Why an answer is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No attempt of this tab is open, or the answer belongs to another one.
    NotAsked,
    /// The attempt is older than ten minutes, or from the future.
    Expired,
    /// A parameter is missing, twice there or not known.
    Malformed,
    /// The provider says why it did not sign in: its code, such as `access_denied`, and its words.
    Declined {
        /// The code.
        code: String,
        /// The words.
        says: String,
    },
}

impl Attempt {
    /// Begins an attempt with random text from outside, to return to a `page`, the part of the address behind `#`.
    ///
    /// The text is cut into state, nonce and verifier; `None` if it is too short for 128 random bits each.
    pub fn begin(random: &str, page: &str, now: Moment) -> Option<Self> {
        let is_plain = random.bytes().all(|it| it.is_ascii_alphanumeric());
        let (state, rest) = random.split_at_checked(LETTERS_MIN)?;
        let (nonce, verifier) = rest.split_at_checked(LETTERS_MIN)?;
        (is_plain && VERIFIER_LETTERS.contains(&verifier.len())).then(|| Self {
            state: state.into(),
            nonce: nonce.into(),
            verifier: Secret::new(verifier),
            begun: now,
            page: page.trim_start_matches('#').into(),
        })
    }

    /// The attempt as text, to be stored for the tab.
    pub fn to_text(&self) -> String {
        let mut out = Writer::object();
        out.text("state", &self.state);
        out.text("nonce", &self.nonce);
        out.text("verifier", self.verifier.reveal());
        out.whole("begun", self.begun.0);
        out.text("page", &self.page);
        out.done()
    }

    /// Reads a stored attempt; `None` for anything else.
    pub fn parse(stored: &str) -> Option<Self> {
        let stored = json::parse(stored).ok()?;
        let attempt = Self {
            state: text(&stored, "state"),
            nonce: text(&stored, "nonce"),
            verifier: Secret::new(text(&stored, "verifier")),
            begun: Moment(whole(&stored, "begun")?),
            page: text(&stored, "page"),
        };
        let is_whole = attempt.state.len() >= LETTERS_MIN
            && attempt.nonce.len() >= LETTERS_MIN
            && VERIFIER_LETTERS.contains(&attempt.verifier.reveal().len());
        is_whole.then_some(attempt)
    }

    /// Where to go on: a page of the desk, the part of the address behind `#`.
    pub fn page(&self) -> &str {
        &self.page
    }

    pub(super) fn state(&self) -> &str {
        &self.state
    }

    /// What the identity token must repeat.
    pub fn nonce(&self) -> &str {
        &self.nonce
    }

    /// What proves that the code was asked for here.
    pub(super) fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// The verifier's digest, as the provider gets it beforehand (RFC 7636, section 4.2, method S256).
    pub(super) fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.reveal()))
    }

    /// The code of an answer to this attempt.
    ///
    /// # Errors
    /// Why it is none.
    pub fn accept(&self, answer: &Return, now: Moment) -> Result<Secret, Refusal> {
        const KNOWN: [&str; 8] = [
            "code",
            "state",
            "session_state",
            "client_info",
            "error",
            "error_description",
            "error_uri",
            "iss",
        ];
        let given = |key: &str| answer.0.iter().find(|it| it.0 == key);
        let value = |key: &str| {
            given(key)
                .map(|it| it.1.as_str())
                .filter(|it| !it.is_empty())
        };
        for (at, (key, _)) in answer.0.iter().enumerate() {
            let is_twice = answer.0.iter().skip(at + 1).any(|it| it.0 == *key);
            // An answer that grants nothing may say more of why; one that grants something says what is documented.
            let is_foreign = value("error").is_none() && !KNOWN.contains(&key.as_str());
            if is_twice || is_foreign {
                return Err(Refusal::Malformed);
            }
        }
        match value("state") {
            None => return Err(Refusal::Malformed),
            Some(state) if state != self.state => return Err(Refusal::NotAsked),
            Some(_) => (),
        }
        if !(0..LIFETIME_MS).contains(&(now.0.saturating_sub(self.begun.0))) {
            return Err(Refusal::Expired);
        }
        match (value("code"), value("error")) {
            (Some(code), None) if is_code(code) => Ok(Secret::new(code)),
            (None, Some(code)) => Err(Refusal::Declined {
                code: code.into(),
                says: value("error_description").unwrap_or_default().into(),
            }),
            _ => Err(Refusal::Malformed),
        }
    }
}

/// Whether a text can be a code: visible ASCII of a sane length.
fn is_code(text: &str) -> bool {
    text.len() <= 8_192 && text.bytes().all(|it| it.is_ascii_graphic())
}

impl Return {
    /// Reads a fragment, with or without `#`; `None` if it is an address of the desk or nothing the provider would send.
    pub fn parse(fragment: &str) -> Option<Self> {
        let text = fragment.trim_start_matches('#');
        if text.is_empty() || text.starts_with('/') {
            return None;
        }
        let pairs: Vec<(String, String)> = text
            .split('&')
            .map(|it| it.split_once('=').unwrap_or((it, "")))
            .map(|(key, value)| (decode(key), decode(value)))
            .collect();
        let has = |wanted: &str| pairs.iter().any(|it| it.0 == wanted);
        ((has("code") || has("error")) && has("state")).then_some(Self(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempt, Refusal, Return};
    use crate::vocab::Moment;

    fn attempt() -> Option<Attempt> {
        Attempt::begin(&"abcdefghij".repeat(10), "#/en/customers", Moment(1_000))
    }

    #[test]
    fn the_challenge_is_the_one_of_the_standard() -> Result<(), String> {
        // RFC 7636, appendix B.
        let mut attempt = attempt().ok_or("no attempt")?;
        attempt.verifier = super::Secret::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(
            attempt.challenge(),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
        Ok(())
    }

    #[test]
    fn an_attempt_survives_the_way_there_and_back() -> Result<(), String> {
        let attempt = attempt().ok_or("no attempt")?;
        assert_eq!(Attempt::parse(&attempt.to_text()), Some(attempt.clone()));
        assert_eq!(attempt.page(), "/en/customers");
        assert_eq!(Attempt::begin("short", "", Moment(0)), None);
        assert_eq!(Attempt::begin(&"?".repeat(100), "", Moment(0)), None);
        assert_eq!(Attempt::parse("{}"), None);
        Ok(())
    }

    #[test]
    fn only_an_answer_to_this_attempt_is_accepted() -> Result<(), String> {
        let attempt = attempt().ok_or("no attempt")?;
        let state = attempt.state().to_owned();
        let accept = |fragment: &str, now| {
            let answer = Return::parse(fragment).ok_or(Refusal::Malformed)?;
            let code = attempt.accept(&answer, Moment(now))?;
            Ok(code.reveal().to_owned())
        };
        let good = format!("#code=0.Aa&state={state}&session_state=x");
        assert_eq!(accept(&good, 2_000), Ok("0.Aa".to_owned()));
        assert_eq!(accept(&good, 1_000 + 600_000), Err(Refusal::Expired));
        assert_eq!(accept(&good, 999), Err(Refusal::Expired));
        assert_eq!(
            accept("#code=0.Aa&state=other", 2_000),
            Err(Refusal::NotAsked)
        );
        // Somebody who gives up at the provider is told so, also where it says more than is documented.
        for more in ["", "&error_subcode=cancel"] {
            let declined = format!("#error=access_denied&error_description=No&state={state}{more}");
            let (code, says) = ("access_denied".to_owned(), "No".to_owned());
            assert_eq!(
                accept(&declined, 2_000),
                Err(Refusal::Declined { code, says })
            );
        }
        Ok(())
    }

    #[test]
    fn an_address_of_the_desk_is_no_answer() {
        for fragment in ["", "#", "#/en/", "#/en/new?code=1&state=2", "#code=1"] {
            assert!(Return::parse(fragment).is_none(), "{fragment}");
        }
    }
}
