//! Every address of the app, parsed and printed in one place.
//!
//! Addresses live in the fragment, so that the app runs from any folder of any static host and nothing reaches a server's log:
//! `#/en/case/k3x9/step/product`. The language is the first segment. Nothing about a customer stands in an address;
//! a case has a random name. A link may carry answers (`#/en/new?product=azure&issue=technical`); they are checked like typed ones.

use crate::casework::CaseId;

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The start page.
    #[default]
    Start,
    /// The customer picker.
    Customers,
    /// *My organisation*.
    Organisation,
    /// Begins a case that is not about a customer, or with answers from a link.
    New(Vec<(String, String)>),
    /// One question.
    Step(CaseId, String),
    /// All questions of a section, in compact mode.
    Section(CaseId, String),
    /// The verdict.
    Verdict(CaseId),
    /// The walk-through.
    Walk(CaseId),
    /// The request form, the text for the provider, or the copy blocks.
    Request(CaseId),
    /// Check before sending.
    Check(CaseId),
    /// What became of it.
    Done(CaseId),
    /// My requests.
    Requests,
    /// One request.
    Detail(String),
    /// The service health board.
    Health,
    /// The practice portal's dials.
    Practice,
    /// How the portals are reached.
    Connection,
    /// Help and contact.
    Help,
    /// The library of rules.
    Library,
    /// An address that leads nowhere.
    Unknown(String),
}

/// A page in a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The language tag of the first segment, if there is one; the desk may not have that language.
    pub language: Option<String>,
    /// The page.
    pub route: Route,
}

impl Address {
    /// Reads the fragment of an address, with or without `#`.
    pub fn parse(fragment: &str) -> Self {
        let text = fragment.trim_start_matches('#');
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let mut segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        let language = segments
            .first()
            .filter(|it| is_language(it))
            .map(|it| (*it).to_owned());
        if language.is_some() {
            segments.remove(0);
        }
        let route =
            parse_route(&segments, query).unwrap_or_else(|| Route::Unknown(text.to_owned()));
        Self { language, route }
    }
}

/// Whether a segment is a language tag: two letters, or more with a further part such as `pt-BR`. Which languages there are is
/// for the desk to say.
fn is_language(segment: &str) -> bool {
    let mut parts = segment.split('-');
    let first = parts.next().unwrap_or_default();
    let n_more = parts.clone().count();
    let is_first = first.bytes().all(|it| it.is_ascii_lowercase())
        && (first.len() == 2 || first.len() == 3 && n_more > 0);
    is_first
        && parts.all(|it| {
            (1..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric())
        })
}

fn parse_route(segments: &[&str], query: &str) -> Option<Route> {
    let case = |text: &str| CaseId::parse(text);
    Some(match segments {
        [] => Route::Start,
        ["customers"] => Route::Customers,
        ["organisation"] => Route::Organisation,
        ["new"] => Route::New(parse_query(query)),
        ["case", id, "step", step] => Route::Step(case(id)?, (*step).to_owned()),
        ["case", id, "section", section] => Route::Section(case(id)?, (*section).to_owned()),
        ["case", id, "verdict"] => Route::Verdict(case(id)?),
        ["case", id, "walk"] => Route::Walk(case(id)?),
        ["case", id, "request"] => Route::Request(case(id)?),
        ["case", id, "check"] => Route::Check(case(id)?),
        ["case", id, "done"] => Route::Done(case(id)?),
        ["requests"] => Route::Requests,
        ["requests", name] => Route::Detail((*name).to_owned()),
        ["health"] => Route::Health,
        ["practice"] => Route::Practice,
        ["connection"] => Route::Connection,
        ["help"] => Route::Help,
        ["library"] => Route::Library,
        _ => return None,
    })
}

fn parse_query(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|it| !it.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (key.to_owned(), value.to_owned())
        })
        .collect()
}

impl Route {
    /// The address of the page, `#` included.
    pub fn address(&self, language: &str) -> String {
        let case = |id: &CaseId, rest: &str| format!("/case/{}/{rest}", id.as_str());
        let path = match self {
            Self::Start => String::from("/"),
            Self::Customers => String::from("/customers"),
            Self::Organisation => String::from("/organisation"),
            Self::New(answers) if answers.is_empty() => String::from("/new"),
            Self::New(answers) => {
                let pairs: Vec<_> = answers
                    .iter()
                    .map(|(key, value)| format!("{key}={value}"))
                    .collect();
                format!("/new?{}", pairs.join("&"))
            }
            Self::Step(id, step) => case(id, &format!("step/{step}")),
            Self::Section(id, section) => case(id, &format!("section/{section}")),
            Self::Verdict(id) => case(id, "verdict"),
            Self::Walk(id) => case(id, "walk"),
            Self::Request(id) => case(id, "request"),
            Self::Check(id) => case(id, "check"),
            Self::Done(id) => case(id, "done"),
            Self::Requests => String::from("/requests"),
            Self::Detail(name) => format!("/requests/{name}"),
            Self::Health => String::from("/health"),
            Self::Practice => String::from("/practice"),
            Self::Connection => String::from("/connection"),
            Self::Help => String::from("/help"),
            Self::Library => String::from("/library"),
            Self::Unknown(text) => return format!("#{text}"),
        };
        format!("#/{language}{path}")
    }

    /// The case the page is about.
    pub fn case(&self) -> Option<&CaseId> {
        match self {
            Self::Step(id, _)
            | Self::Section(id, _)
            | Self::Verdict(id)
            | Self::Walk(id)
            | Self::Request(id)
            | Self::Check(id)
            | Self::Done(id) => Some(id),
            _ => None,
        }
    }

    /// Whether the page is made of the words for looking things up, which come apart.
    pub fn looks_up(&self) -> bool {
        match self {
            Self::Organisation
            | Self::Requests
            | Self::Detail(_)
            | Self::Health
            | Self::Practice
            | Self::Connection
            | Self::Help
            | Self::Library => true,
            Self::Start
            | Self::Customers
            | Self::New(_)
            | Self::Step(..)
            | Self::Section(..)
            | Self::Verdict(_)
            | Self::Walk(_)
            | Self::Request(_)
            | Self::Check(_)
            | Self::Done(_)
            | Self::Unknown(_) => false,
        }
    }

    /// The page's name in words: its title and its entry in the rail.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Customers => "customers",
            Self::Organisation => "organisation",
            Self::New(_) => "new",
            Self::Step(..) => "step",
            Self::Section(..) => "section",
            Self::Verdict(_) => "verdict",
            Self::Walk(_) => "walk",
            Self::Request(_) => "request",
            Self::Check(_) => "check",
            Self::Done(_) => "done",
            Self::Requests => "requests",
            Self::Detail(_) => "detail",
            Self::Health => "health",
            Self::Practice => "practice",
            Self::Connection => "connection",
            Self::Help => "help",
            Self::Library => "library",
            Self::Unknown(_) => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Route};
    use crate::casework::CaseId;

    #[test]
    fn every_page_comes_back_from_its_own_address() {
        let id = CaseId::parse("k3x9").into_iter().collect::<Vec<_>>();
        let of_case = |id: &CaseId| {
            [
                Route::Step(id.clone(), "product".to_owned()),
                Route::Section(id.clone(), "problem".to_owned()),
                Route::Verdict(id.clone()),
                Route::Walk(id.clone()),
                Route::Request(id.clone()),
                Route::Check(id.clone()),
                Route::Done(id.clone()),
            ]
        };
        let mut routes: Vec<_> = id.iter().flat_map(of_case).collect();
        routes.extend([
            Route::Start,
            Route::Customers,
            Route::Organisation,
            Route::New(Vec::new()),
            Route::New(vec![("product".to_owned(), "azure".to_owned())]),
            Route::Requests,
            Route::Detail("2405100010003340".to_owned()),
            Route::Health,
            Route::Practice,
            Route::Connection,
            Route::Help,
            Route::Library,
        ]);
        assert_eq!(routes.len(), 19);
        for route in routes {
            let address = Address::parse(&route.address("pl"));
            assert_eq!(address.route, route);
            assert_eq!(address.language.as_deref(), Some("pl"));
        }
    }

    #[test]
    fn what_leads_nowhere_says_so() {
        for text in [
            "#/en/nowhere",
            "#/en/case/../verdict",
            "#/en/case/K3X9/verdict",
            "#/deu/customers",
            "#/en/case/k3x9",
        ] {
            assert!(
                matches!(Address::parse(text).route, Route::Unknown(_)),
                "{text}"
            );
        }
        for tag in ["sk", "pt-BR", "en-x-ploc"] {
            let address = Address::parse(&Route::Help.address(tag));
            assert_eq!(address.language.as_deref(), Some(tag));
            assert_eq!(address.route, Route::Help);
        }
        assert_eq!(Address::parse("").route, Route::Start);
        assert_eq!(Address::parse("#/en").route, Route::Start);
    }
}
