//! The request as it is written, and as it may be sent.

use std::collections::BTreeMap;

/// The user's own contact details.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number; optional.
    pub phone: String,
    /// Country or region as ISO 3166-1 alpha-3, as Azure Support takes it.
    pub country: String,
    /// Windows name of the time zone, as Azure Support takes it.
    pub time_zone: String,
}

/// A field of the request form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// One line that says what is wrong.
    Title,
    /// What happened, since when, what was tried, how many users.
    Description,
    /// When it began.
    Started,
    /// The Azure subscription.
    Subscription,
    /// The Azure service.
    Service,
    /// The kind of problem within the service.
    Classification,
    /// Contact: given name.
    FirstName,
    /// Contact: family name.
    LastName,
    /// Contact: e-mail address.
    Email,
    /// Contact: telephone number.
    Phone,
    /// Contact: country.
    Country,
    /// The language in which Azure Support is asked to answer.
    SupportLanguage,
    /// The ticket number that the portal gave.
    TicketNumber,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Description,
        Self::Started,
        Self::Subscription,
        Self::Service,
        Self::Classification,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Country,
        Self::SupportLanguage,
        Self::TicketNumber,
    ];

    /// Its name in words, addresses of errors and saved documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Started => "started",
            Self::Subscription => "subscription",
            Self::Service => "service",
            Self::Classification => "classification",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Country => "country",
            Self::SupportLanguage => "support_language",
            Self::TicketNumber => "ticket_number",
        }
    }

    /// The most letters it takes, where the portals set a limit.
    pub fn max_letters(self) -> Option<usize> {
        match self {
            Self::Title => Some(TITLE_MAX),
            Self::Description => Some(DESCRIPTION_MAX),
            _ => None,
        }
    }

    /// Whether it may be left empty.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Phone | Self::Started)
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// Where a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Sent through the Azure Support API.
    Azure,
    /// Assembled here, typed or pasted in the portal by the user.
    Portal,
    /// Handed to the indirect provider.
    Provider,
}

/// What is wrong with a field, each cause with words of its own (`problem.<field>.<cause>`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: Field,
    /// `empty`, `too_long`, `form`, or `customer_domain`.
    pub cause: &'static str,
}

/// What was typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text of each field that was touched.
    pub texts: BTreeMap<Field, String>,
}

/// A request that may be sent: every text trimmed, present and of its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    texts: BTreeMap<Field, String>,
}

impl Ticket {
    /// The text of a field; empty where it was optional and left out.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }
}

/// Longest title and description that Partner Center documents.
const TITLE_MAX: usize = 255;
const DESCRIPTION_MAX: usize = 4_000;

impl Draft {
    /// What was typed in a field.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    /// Records what was typed.
    pub fn write(&mut self, field: Field, text: String) {
        self.texts.insert(field, text);
    }

    /// Fills a field that was never touched.
    pub fn suggest(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.texts.entry(field).or_insert_with(|| text.to_owned());
        }
    }

    /// The fields that a channel needs, in the order of the form.
    pub fn fields(channel: Channel) -> &'static [Field] {
        match channel {
            Channel::Azure => &[
                Field::Title,
                Field::Description,
                Field::Started,
                Field::Subscription,
                Field::Service,
                Field::Classification,
                Field::FirstName,
                Field::LastName,
                Field::Email,
                Field::Phone,
                Field::Country,
                Field::SupportLanguage,
            ],
            Channel::Portal => &[
                Field::Title,
                Field::Description,
                Field::Started,
                Field::FirstName,
                Field::LastName,
                Field::Email,
                Field::Phone,
            ],
            Channel::Provider => &[Field::Title, Field::Description, Field::Started],
        }
    }

    /// Makes a ticket of the draft.
    ///
    /// # Errors
    /// Every problem, in the order of the form.
    pub fn check(&self, channel: Channel, customer_domain: &str) -> Result<Ticket, Vec<Problem>> {
        let mut texts = BTreeMap::new();
        let mut problems = Vec::new();
        for field in Self::fields(channel) {
            let text = tidy(self.text(*field));
            match cause(*field, &text, customer_domain) {
                Some(cause) => problems.push(Problem {
                    field: *field,
                    cause,
                }),
                None => {
                    texts.insert(*field, text);
                }
            }
        }
        if problems.is_empty() {
            Ok(Ticket { texts })
        } else {
            Err(problems)
        }
    }
}

/// Without invisible characters and surrounding space.
fn tidy(text: &str) -> String {
    let is_invisible = |it: char| matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.chars()
        .filter(|it| !is_invisible(*it))
        .collect::<String>()
        .trim()
        .to_owned()
}

fn cause(field: Field, text: &str, customer_domain: &str) -> Option<&'static str> {
    if text.is_empty() {
        return (!field.is_optional()).then_some("empty");
    }
    if field
        .max_letters()
        .is_some_and(|it| text.chars().count() > it)
    {
        return Some("too_long");
    }
    match field {
        Field::Email if !is_email(text) => Some("form"),
        Field::Email if is_of_domain(text, customer_domain) => Some("customer_domain"),
        Field::Phone if !is_phone(text) => Some("form"),
        Field::TicketNumber if !is_ticket_number(text) => Some("form"),
        _ => None,
    }
}

/// One `@` with something on both sides and a dot behind it; more is for the mail server to say.
pub(super) fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !name.is_empty()
        && !text.contains(char::is_whitespace)
        && domain.split('.').count() > 1
        && domain.split('.').all(|it| !it.is_empty())
}

/// The documents want the partner's own contact, so the customer's domain is a mistake.
fn is_of_domain(email: &str, domain: &str) -> bool {
    !domain.is_empty()
        && email
            .rsplit_once('@')
            .is_some_and(|(_, it)| it.eq_ignore_ascii_case(domain))
}

fn is_phone(text: &str) -> bool {
    let n_digits = text.chars().filter(char::is_ascii_digit).count();
    (5..=20).contains(&n_digits)
        && text
            .chars()
            .all(|it| it.is_ascii_digit() || " +-()./".contains(it) || it == '\u{a0}')
}

/// What portals print: digits, at times with dashes or a prefix.
pub(super) fn is_ticket_number(text: &str) -> bool {
    (4..=40).contains(&text.len())
        && text.bytes().any(|it| it.is_ascii_digit())
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'#')
}

/// Reads a ticket number as a user pastes it.
///
/// # Errors
/// What is wrong with it.
pub fn read_ticket_number(text: &str) -> Result<String, Problem> {
    let text = tidy(text).replace(' ', "");
    match cause(Field::TicketNumber, &text, "") {
        Some(cause) => Err(Problem {
            field: Field::TicketNumber,
            cause,
        }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{Channel, Draft, Field, read_ticket_number};

    fn draft(texts: &[(Field, &str)]) -> Draft {
        let mut draft = Draft::default();
        for (field, text) in texts {
            draft.write(*field, (*text).to_owned());
        }
        draft
    }

    fn problems(draft: &Draft, channel: Channel) -> Vec<String> {
        let found = draft
            .check(channel, "olszyna.example")
            .err()
            .unwrap_or_default();
        found
            .iter()
            .map(|it| format!("{}.{}", it.field.name(), it.cause))
            .collect()
    }

    #[test]
    fn an_empty_draft_names_every_field_at_once() {
        assert_eq!(
            problems(&Draft::default(), Channel::Portal),
            [
                "title.empty",
                "description.empty",
                "first_name.empty",
                "last_name.empty",
                "email.empty"
            ]
        );
    }

    #[test]
    fn the_customers_own_address_is_no_contact() {
        let draft = draft(&[
            (Field::Title, "Mail is down"),
            (Field::Description, "Since noon"),
            (Field::FirstName, "Iwona"),
            (Field::LastName, "Sadowska"),
            (Field::Email, "it@Olszyna.example"),
            (Field::Phone, "+48 (56) 123-45-67"),
        ]);
        assert_eq!(problems(&draft, Channel::Portal), ["email.customer_domain"]);
    }

    #[test]
    fn invisible_characters_and_space_are_no_reason_to_complain() {
        let draft = draft(&[
            (Field::Title, " \u{200b}Mail is down\u{feff} "),
            (Field::Description, "Since noon"),
        ]);
        let ticket = draft.check(Channel::Provider, "");
        assert_eq!(
            ticket.map(|it| it.text(Field::Title).to_owned()),
            Ok("Mail is down".to_owned())
        );
        assert_eq!(
            read_ticket_number(" 2405 1000 1000 3340 ").as_deref(),
            Ok("2405100010003340")
        );
        assert!(read_ticket_number("no number").is_err());
    }
}
