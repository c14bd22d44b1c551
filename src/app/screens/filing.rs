//! The form of a request, the check before it is sent, and what became of it.

use crate::{
    app::{
        Load, State, Trouble,
        screens::{
            AnswerLine, PortalView, SUPPORT_LANGUAGES, Standing, answer_lines, azure_subscriptions,
            decide, description, severity, stand, value_words,
            verdict::{full_response, hours},
            walk::{start_portal, way},
        },
    },
    casework::{Case, Channel, CustomerRef, Draft, Field, Filing, Problem, Ticket},
    policy::Value,
    vocab::{FactId, Moment, fold},
};

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is on its way; it can be changed and sent.
    Writing,
    /// It is on its way.
    Sending,
    /// It may have arrived.
    Unsure,
    /// Somebody outside has it.
    Out,
}

/// How far the request of a case has come.
pub fn stage(case: &Case) -> Stage {
    match &case.filing {
        Filing::NotFiled | Filing::Refused { .. } => Stage::Writing,
        Filing::Sending { .. } | Filing::Creating { .. } => Stage::Sending,
        Filing::Unsure { .. } => Stage::Unsure,
        Filing::Sent(_) | Filing::Recorded(_) | Filing::Handed(_) => Stage::Out,
    }
}

/// What the form says besides its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormScreen {
    /// Where the request goes; none where none is prepared here.
    pub channel: Option<Channel>,
    /// What the description should hold.
    pub say: String,
    /// The language wanted, in words, where Azure Support does not answer in it.
    pub unoffered: Option<String>,
    /// The portal where the documented way begins.
    pub open: Option<PortalView>,
    /// Whether a document describes the way through the portal.
    pub can_walk: bool,
    /// Name and address of the indirect provider.
    pub provider: (String, String),
}

/// The form of a case.
pub fn form(state: &State, case: &Case) -> Option<FormScreen> {
    let standing = stand(state, case)?;
    let content = &standing.content;
    let outcome = standing.decision.outcome.as_deref();
    let channel = outcome
        .and_then(|it| content.playbook.outcome(it))
        .and_then(|it| it.channel);
    let own = format!("say.{}", decide(&standing));
    let say = if content.words.has(&own) {
        own.as_str()
    } else {
        "say.other"
    };
    Some(FormScreen {
        channel,
        say: content.words.say(say, &[]),
        unoffered: unoffered(&standing),
        open: start_portal(state, case, &standing),
        can_walk: can_walk(&standing),
        provider: (
            state.organisation.provider_name.clone(),
            state.organisation.provider_email.clone(),
        ),
    })
}

fn unoffered(standing: &Standing) -> Option<String> {
    let answer = standing.path.known.get("language")?.answer.as_ref()?;
    let tag = answer.key().to_ascii_lowercase();
    let is_offered = SUPPORT_LANGUAGES
        .iter()
        .any(|it| it.split('-').next() == tag.split('-').next());
    (!is_offered).then(|| value_words(&standing.content, &FactId::new("language"), answer))
}

/// Whether a document describes a way through a portal; handing over to the provider is none.
pub(super) fn can_walk(standing: &Standing) -> bool {
    way(standing).is_some_and(|it| it.portal != "none")
}

/// The verdict in one line.
pub(super) fn title(standing: &Standing) -> String {
    let key = format!("decision.{}.title", decide(standing));
    standing.content.words.say(&key, &[])
}

/// The request as it is sent to Azure: what was typed, with a description that tells what the triage found.
///
/// # Errors
/// Everything that keeps it from being sent.
pub fn ticket(state: &State, case: &Case) -> Result<Ticket, Vec<Problem>> {
    let domain = case.customer.as_ref().map_or("", |it| it.domain.as_str());
    case.draft.check(Channel::Azure, domain)?;
    let mut draft = case.draft.clone();
    draft.write(Field::Description, description(state, case));
    draft.check(Channel::Azure, domain)
}

/// What stands in a field, for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLine {
    /// The field.
    pub field: Field,
    /// Its name.
    pub label: String,
    /// What stands in it; for countries and languages their code.
    pub value: String,
}

/// The check before sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckScreen {
    /// Whose problem it is; without a customer nothing can be sent.
    pub customer: Option<CustomerRef>,
    /// What is known of the customer and the problem, as far as a step asks for it.
    pub problem: Vec<AnswerLine>,
    /// What is known of the partner, on which the verdict rests as well.
    pub partner: Vec<AnswerLine>,
    /// The verdict in one line.
    pub verdict: String,
    /// The entitlement that covers it.
    pub cover: String,
    /// The response to expect.
    pub response: String,
    /// The severity, and its letter where the verdict has one.
    pub severity: (String, Option<String>),
    /// The playbook's edition.
    pub edition: String,
    /// The fields of the request.
    pub request: Vec<FieldLine>,
    /// The fields of the contact.
    pub contact: Vec<FieldLine>,
    /// The user's organisation.
    pub account: String,
    /// How many fields still have a problem.
    pub n_problems: usize,
}

/// The check page of a case; `None` where its request is not sent from here.
pub fn check(state: &State, case: &Case) -> Option<CheckScreen> {
    let standing = stand(state, case)?;
    let content = &standing.content;
    let decision = &standing.decision;
    let outcome = content.playbook.outcome(decision.outcome.as_deref()?)?;
    if outcome.channel != Some(Channel::Azure) {
        return None;
    }
    let (contact, request): (Vec<Field>, Vec<Field>) = Draft::fields(Channel::Azure)
        .iter()
        .partition(|it| is_contact(**it));
    let lines = |fields: Vec<Field>| {
        let line = |field: Field| FieldLine {
            field,
            label: content.words.say(&format!("field.{}", field.name()), &[]),
            value: shown(state, case, field),
        };
        fields.into_iter().map(line).collect()
    };
    let (partner, problem): (Vec<_>, Vec<_>) = answer_lines(&standing, case)
        .into_iter()
        .filter(|it| it.step.is_some())
        .partition(|it| section_of(&standing, it) == Some("partner"));
    let entitlement = decision.entitlement.as_ref().and_then(Value::text);
    Some(CheckScreen {
        customer: case.customer.clone(),
        problem,
        partner,
        verdict: title(&standing),
        cover: content.words.say(
            &format!("entitlement.{}", entitlement.unwrap_or("undetermined")),
            &[],
        ),
        response: full_response(content, decision.response.as_ref()),
        severity: (
            severity(state, case).to_owned(),
            hours(decision.response.as_ref()).map(|it| it.1),
        ),
        edition: content.playbook.edition.id.clone(),
        request: lines(request),
        contact: lines(contact),
        account: account(state),
        n_problems: ticket(state, case).err().map_or(0, |it| it.len()),
    })
}

/// The section of the interview to which an answer belongs.
pub(super) fn section_of<'a>(standing: &'a Standing, line: &AnswerLine) -> Option<&'a str> {
    let step = standing
        .content
        .playbook
        .interview
        .step(line.step.as_deref()?)?;
    Some(&step.section)
}

fn is_contact(field: Field) -> bool {
    matches!(
        field,
        Field::FirstName
            | Field::LastName
            | Field::Email
            | Field::Phone
            | Field::Country
            | Field::SupportLanguage
    )
}

/// A field's text with names in place of ids, where they are known.
fn shown(state: &State, case: &Case, field: Field) -> String {
    let text = case.draft.text(field).trim();
    let named = |rows: Option<&Vec<(String, String)>>| {
        let row = rows.and_then(|rows| rows.iter().find(|it| it.0 == text));
        row.map(|it| it.1.clone())
    };
    let name = match field {
        Field::Description => Some(description(state, case)),
        Field::Service => named(state.services.known()),
        Field::Classification => named(
            state
                .classifications
                .get(case.draft.text(Field::Service))
                .and_then(Load::known),
        ),
        Field::Subscription => azure_subscriptions(state, case)
            .into_iter()
            .find(|it| it.id == text)
            .map(|it| it.name),
        _ => None,
    };
    name.unwrap_or_else(|| text.to_owned())
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneScreen {
    /// `nothing`, `sending`, `creating`, `sent`, `recorded`, `handed`, `unsure` or `refused`; its words are found under it.
    pub state: &'static str,
    /// The ticket number.
    pub number: Option<String>,
    /// The support plan that the portal put it under, and whether that is the programme's.
    pub plan: Option<(String, bool)>,
    /// The title under which Microsoft has it where that is not the draft's.
    pub title: Option<String>,
    /// Why it cannot be looked up whether it has arrived.
    pub unseen: Option<Trouble>,
    /// When it was filed or handed over.
    pub at: Option<Moment>,
    /// When the first answer is due, where an hour target runs.
    pub due: Option<Moment>,
    /// The response to expect, in words.
    pub response: String,
    /// Whom it was handed to.
    pub to: String,
    /// Why it was refused: the words' name and what a support line needs.
    pub why: Option<(String, String)>,
    /// The user's own address, at which the answer arrives.
    pub email: String,
    /// Whether a document describes the way through the portal.
    pub can_walk: bool,
}

/// What became of a case's request.
pub fn done(state: &State, case: &Case) -> Option<DoneScreen> {
    let standing = stand(state, case)?;
    let response = standing.decision.response.as_ref();
    let n_hours = hours(response).map(|it| it.0);
    let mut screen = DoneScreen {
        state: "nothing",
        number: None,
        plan: None,
        title: None,
        unseen: state
            .unseen
            .as_ref()
            .filter(|it| it.0 == case.id)
            .map(|it| it.1.clone()),
        at: None,
        due: None,
        response: full_response(&standing.content, response),
        to: String::new(),
        why: None,
        email: case.draft.text(Field::Email).trim().to_owned(),
        can_walk: can_walk(&standing),
    };
    match &case.filing {
        Filing::NotFiled => (),
        Filing::Sending { .. } => screen.state = "sending",
        Filing::Creating { .. } => screen.state = "creating",
        Filing::Unsure { .. } => screen.state = "unsure",
        Filing::Refused { kind, why, .. } => {
            screen.state = "refused";
            screen.why = Some((kind.clone(), why.clone()));
        }
        Filing::Sent(sent) | Filing::Recorded(sent) => {
            let is_sent = matches!(case.filing, Filing::Sent(_));
            screen.state = if is_sent { "sent" } else { "recorded" };
            screen.number = Some(sent.number.clone());
            screen.plan = sent.plan.clone().map(|it| {
                let is_csp = is_csp_plan(&it);
                (it, is_csp)
            });
            screen.title.clone_from(&sent.title);
            screen.at = Some(sent.at);
            screen.due = n_hours.map(|it| sent.at.plus_hours(it));
        }
        Filing::Handed(handed) => {
            screen.state = "handed";
            screen.at = Some(handed.at);
            screen.to.clone_from(&handed.to);
        }
    }
    Some(screen)
}

/// Whether a support plan, as the portal names it, is the one of the programme.
fn is_csp_plan(name: &str) -> bool {
    let name = fold(name);
    name.contains("cloud solution provider") || name.split(' ').any(|it| it == "csp")
}

/// The account a request goes out under: the one that is signed in, in practice the organisation's name.
fn account(state: &State) -> String {
    let signed_in = state.connection.account.known();
    let name = signed_in.map_or(state.organisation.name.trim(), |it| it.login.as_str());
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::is_csp_plan;

    #[test]
    fn the_programmes_plan_is_known_by_its_name() {
        for (name, expected) in [
            ("Cloud Solution Provider", true),
            ("Azure CSP support", true),
            ("Basic support", false),
            ("", false),
        ] {
            assert_eq!(is_csp_plan(name), expected, "{name}");
        }
    }
}
