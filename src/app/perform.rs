//! Effects carried out through the ports; what comes of them returns as commands.

mod customers;
mod details;
mod files;
mod filing;
mod health;
mod sign_in;
mod tickets;

use crate::{
    app::{
        Command, Effect, HealthCommand, Later, Load, Ports, RequestRow, State, Summary, Trouble,
        content::REFERENCE_PART, is_same_text, saved,
    },
    portal::{
        Call, Cloud, Error, Lost, Origins, Page, azure_support,
        live::{MORE_NEEDED, PORTAL_RESTS, PROVIDER_AWAY},
        partner_center,
    },
};
pub use files::{read_edition, read_language, read_words};

/// How many requests or incidents a page holds.
const PAGE_SIZE: u32 = 100;
/// How many of them the desk reads at most.
pub const N_ROWS_MAX: usize = 1_000;

/// Nobody is told to wait for longer than that, whatever the portal says.
const TOLD_SECS_MAX: u32 = 3_600;

/// Carries out an effect.
pub async fn perform(ports: &dyn Ports, state: &State, effect: Effect, send: &dyn Fn(Command)) {
    match effect {
        Effect::Go(route) => ports.go(&route.address(state.language()), false),
        Effect::Replace(route) => ports.go(&route.address(state.language()), true),
        Effect::Focus(id) => ports.focus(&id),
        Effect::Save => {
            // The static page reads these by itself, before the program arrives.
            ports.save("theme", state.settings.theme.word().unwrap_or_default());
            ports.save(
                "language",
                state.settings.language.as_deref().unwrap_or_default(),
            );
            let done = ports.save(state.connection.document(), &saved::write(state));
            send(Command::Saved(done));
        }
        Effect::Speak(language) => ports.go(&state.route().address(&language), true),
        Effect::ReadLanguage(language, further) => {
            let files = read_language(ports, &language, &further).await;
            send(Command::LanguageRead(language, Box::new(files)));
        }
        Effect::ReadEdition(edition) => {
            let files = read_edition(ports, state.language(), &edition).await;
            send(Command::EditionRead(edition, Box::new(files)));
        }
        Effect::ReadRules(edition) => {
            let playbook = files::read_playbook(ports, &edition).await;
            send(Command::RulesRead(edition, playbook));
        }
        Effect::ReadReference(language) => {
            let list = read_words(ports, &language, REFERENCE_PART).await;
            send(Command::ReferenceRead(language, list));
        }
        Effect::ReadTerms => send(Command::TermsRead(ports.fetch("terms.json").await)),
        Effect::After(ms, command) => {
            ports.wait(ms).await;
            send(*command);
        }
        Effect::ReadCustomers(round, next) => {
            let page = customers::read(ports, state, next).await;
            send(Command::CustomersRead(round, Box::new(page)));
        }
        Effect::FindCustomers(nth, typed) => {
            send(Command::CustomersFound(
                nth,
                customers::find(ports, state, &typed).await,
            ));
        }
        Effect::ReadSummaries(round, ids) => {
            for id in ids {
                let read = customers::summary(ports, state, &id).await;
                send(Command::SummaryRead(round, id, read));
            }
        }
        Effect::ReadDetails(id) => {
            let details = details::read(ports, state, &id, send).await;
            send(Command::DetailsRead(id, Box::new(details)));
        }
        Effect::ReadHealth(id) => {
            let read = health::read(ports, state, &id).await;
            send(Command::Health(HealthCommand::Read(id, read)));
        }
        Effect::RefreshHealth => {
            if ports.is_seen() {
                send(Command::Health(HealthCommand::Due));
            }
        }
        Effect::ReadServices => {
            let read = ask(ports, azure_support::services(&some_tenant(state))).await;
            let services = read.map(|it| {
                it.into_iter()
                    .map(|it| (it.name, it.display_name))
                    .collect()
            });
            send(Command::ServicesRead(services.map_err(|it| trouble(&it))));
        }
        Effect::ReadClassifications(service) => {
            let read = ask(
                ports,
                azure_support::classifications(&some_tenant(state), &service),
            )
            .await;
            let rows = read.map(|it| it.into_iter().map(|it| (it.id, it.display_name)).collect());
            send(Command::ClassificationsRead(
                service,
                rows.map_err(|it| trouble(&it)),
            ));
        }
        Effect::File(case, attempt) => {
            let news = |news| send(Command::Heard(case.clone(), news));
            let heard = filing::file(ports, state, &attempt, &news).await;
            news(heard);
        }
        Effect::LookUp {
            case,
            customer,
            subscription,
            name,
        } => {
            let scope = filing::scope(&customer, &subscription);
            let heard = filing::look_up(ports, &scope, &name).await;
            send(Command::Heard(case, heard));
        }
        Effect::ReadRequests => send(Command::RequestsRead(
            read_requests(ports, state, None).await,
        )),
        Effect::RefreshRequests => {
            if ports.is_seen() {
                send(Command::RequestsDue);
            }
        }
        Effect::ReadTickets(places) => {
            for place in places {
                let read = tickets::stand(ports, &place).await;
                send(Command::TicketRead(place.number, Box::new(read)));
            }
        }
        Effect::ReadTicket(place) => {
            let read = tickets::read(ports, state, &place).await;
            send(Command::TicketRead(place.number, Box::new(read)));
        }
        Effect::WriteToTicket {
            place,
            name,
            subject,
            text,
        } => {
            let words = (subject.as_str(), text.as_str());
            let read = tickets::write(ports, state, &place, &name, words).await;
            send(Command::TicketRead(place.number.clone(), Box::new(read)));
            // Under the same name it is there once, however often it is sent.
            send(Command::Written(place.number, true));
        }
        Effect::CloseTicket(place) => {
            let read = tickets::close(ports, state, &place).await;
            send(Command::TicketRead(place.number, Box::new(read)));
        }
        Effect::AddNote {
            number,
            text,
            name,
            is_repeated,
        } => {
            let done = add_note(ports, &number, &text, &name, is_repeated).await;
            let may_be_there = is_repeated || done.as_ref().err().is_none_or(Error::may_be_done);
            let read = read_again(ports, &number, done).await;
            send(Command::RequestRead(number.clone(), Box::new(read)));
            send(Command::Written(number, may_be_there));
        }
        Effect::CloseRequest(number) => {
            let done = ask(ports, partner_center::close_request(&number)).await;
            let read = read_again(ports, &number, done).await;
            send(Command::RequestRead(number, Box::new(read)));
        }
        Effect::ReadRequest(number) => {
            let read = read_again(ports, &number, Ok(())).await;
            send(Command::RequestRead(number, Box::new(read)));
        }
        Effect::Dial(dials) => {
            ports.dial(dials);
            inspect(ports, send);
        }
        Effect::Inspect => inspect(ports, send),
        Effect::SignIn(page) => sign_in::leave(ports, &state.connection, &page),
        Effect::Redeem(fragment) => {
            let signed = sign_in::come_back(ports, &fragment).await;
            send(Command::SignedIn(Box::new(signed)));
        }
        Effect::SignOut => ports.sign_out(),
        Effect::EndSession => ports.leave(&state.connection.provider.end_session()),
        Effect::TellTabs => ports.tell_tabs(),
        Effect::TestConnection => {
            let begun = ports.now();
            let read = ask(ports, partner_center::customers(1, None)).await;
            let took = ports.now().0.saturating_sub(begun.0);
            let took = u32::try_from(took).unwrap_or_default();
            send(Command::Tested(
                read.map(|_| took).map_err(|it| trouble(&it)),
            ));
        }
        Effect::ChooseWorld(cloud, n_customers) => {
            let text = ports.fetch(&format!("world-{cloud}.json")).await;
            let used = text.and_then(|text| ports.use_world(&text, n_customers));
            send(Command::WorldRead(used.map_err(|support| Trouble {
                kind: "content",
                after_secs: None,
                support,
            })));
        }
    }
}

fn inspect(ports: &dyn Ports, send: &dyn Fn(Command)) {
    let (mut log, clock_offset_ms) = ports.asked();
    log.reverse();
    send(Command::Connected(log, clock_offset_ms));
    if let Some((dials, log)) = ports.inspect() {
        send(Command::Inspected(dials, log));
    }
}

/// Sends a call under a fresh request id. Boxed, so that waiting for any answer is the same code.
fn ask<T: 'static>(ports: &dyn Ports, call: Call<T>) -> Later<'_, Result<T, Error>> {
    let id = guid(&ports.fresh());
    ask_as(ports, call, &id)
}

/// Sends a call under a request id by which the portal knows a repetition.
fn ask_as<'p, T: 'static>(
    ports: &'p dyn Ports,
    call: Call<T>,
    id: &str,
) -> Later<'p, Result<T, Error>> {
    let call = call.traced(id, id);
    let answer = ports.transport().send(call.request.clone());
    Box::pin(async move { call.conclude(answer.await) })
}

/// A random name in the form of a GUID, which the portals expect of request ids.
fn guid(fresh: &str) -> String {
    let hex: String = fresh
        .bytes()
        .cycle()
        .take(32)
        .map(|it| char::from_digit(u32::from(it) % 16, 16).unwrap_or('0'))
        .collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

fn origins(state: &State) -> Origins {
    let live = state.connection.origins.clone();
    live.unwrap_or_else(|| Origins::of(cloud(state)))
}

fn cloud(state: &State) -> Cloud {
    Cloud::parse(&state.cloud).unwrap_or(Cloud::Public)
}

/// Services and classifications are the same for every tenant; any customer's token opens them.
fn some_tenant(state: &State) -> String {
    let of_case = state
        .case()
        .and_then(|it| it.customer.as_ref())
        .map(|it| it.id.clone());
    of_case.unwrap_or_default()
}

async fn read_all<T>(
    ports: &dyn Ports,
    state: &State,
    first: Call<Page<T>>,
    n_max: usize,
) -> Result<Vec<T>, Error> {
    let origins = origins(state);
    let mut call = first;
    let (mut all, mut way) = (Vec::new(), Vec::new());
    loop {
        let id = guid(&ports.fresh());
        call = call.traced(&id, &id);
        let page = call.conclude(ports.transport().send(call.request.clone()).await)?;
        all.extend(page.items);
        match page.next {
            Some(next) if all.len() < n_max => call = call.after(next, &mut way, &origins)?,
            _ => return Ok(all),
        }
    }
}

fn summary(customer: &partner_center::Customer) -> Summary {
    Summary {
        country: customer.country.clone(),
        has_delegated_admin: customer.allow_delegated_access,
    }
}

async fn read_requests(
    ports: &dyn Ports,
    state: &State,
    customer: Option<&str>,
) -> Result<Vec<RequestRow>, Trouble> {
    let first = partner_center::requests(customer, 0, PAGE_SIZE);
    let all = read_all(ports, state, first, N_ROWS_MAX)
        .await
        .map_err(|it| trouble(&it))?;
    Ok(all.iter().map(request_row).collect())
}

fn request_row(request: &partner_center::ServiceRequest) -> RequestRow {
    let note = |it: &partner_center::Note| (it.author.clone(), it.created, it.text.clone());
    RequestRow {
        number: request.id.clone(),
        title: request.title.clone(),
        status: request.status.as_str().to_owned(),
        severity: request.severity.as_str().to_owned(),
        created: request.created,
        changed: request.modified,
        notes: request.notes.iter().map(note).collect(),
    }
}

/// Adds a note. One that may be there is looked for first: that a request id is known again is documented for new requests alone.
async fn add_note(
    ports: &dyn Ports,
    number: &str,
    text: &str,
    name: &str,
    is_repeated: bool,
) -> Result<(), Error> {
    if is_repeated {
        let request = ask(ports, partner_center::request(number)).await?;
        if request.notes.iter().any(|it| is_same_text(&it.text, text)) {
            return Ok(());
        }
    }
    let call = partner_center::add_note(number, text);
    ask_as(ports, call, &guid(name)).await.map(drop)
}

/// Reads a request afresh, after it was changed where it was.
async fn read_again<T>(
    ports: &dyn Ports,
    number: &str,
    done: Result<T, Error>,
) -> Result<RequestRow, Trouble> {
    done.map_err(|it| trouble(&it))?;
    let read = ask(ports, partner_center::request(number)).await;
    read.map(|it| request_row(&it)).map_err(|it| trouble(&it))
}

/// What the user can do about an error.
fn trouble(error: &Error) -> Trouble {
    let is_own_answer = |code: &str| error.support().body.contains(code);
    let (kind, after_secs) = match error {
        Error::SignInNeeded(_) if is_own_answer(MORE_NEEDED) => ("sign_in_more", None),
        Error::SignInNeeded(_) => ("sign_in", None),
        Error::NotAllowed { .. } => ("not_allowed", None),
        Error::NotFound(_) => ("not_found", None),
        Error::Conflict(_) => ("conflict", None),
        Error::TryLater { .. } if is_own_answer(PROVIDER_AWAY) => ("provider_away", None),
        // The portal asked for nothing; it did not answer before, and is not asked at once again.
        Error::TryLater { .. } if is_own_answer(PORTAL_RESTS) => ("unreachable", None),
        Error::TryLater { after_secs, .. } => {
            let secs = after_secs.unwrap_or(30).min(TOLD_SECS_MAX);
            ("try_later", Some(secs))
        }
        Error::Unreachable {
            lost: Lost::NotSent,
            ..
        } => ("offline", None),
        Error::Unreachable { .. } => ("unreachable", None),
        Error::Refused { .. } => ("refused", None),
        Error::Unreadable { .. } => ("unreadable", None),
    };
    Trouble {
        kind,
        after_secs,
        support: error.to_string(),
    }
}

fn into_load<T>(read: Result<T, Error>) -> Load<T> {
    match read {
        Ok(value) => Load::Known(value),
        Err(error) => Load::Failed(trouble(&error)),
    }
}
