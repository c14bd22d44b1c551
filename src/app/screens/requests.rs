//! The list of requests, and one of them.

use crate::{
    app::{
        Load, N_ROWS_MAX, RequestRow, State, TicketRow,
        screens::{
            filing::{can_walk, title},
            stand,
            verdict::hours,
        },
    },
    casework::{Case, CaseId, Field, Filing},
    vocab::{Moment, sort_by},
};

/// Whose move it is, as the filters of the list sort requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Somebody works on it, or it is on its way.
    Open,
    /// The user has to do something.
    Attention,
    /// The indirect provider has it.
    Handed,
    /// Done.
    Closed,
}

impl Group {
    /// Every group, in the order of the filters.
    pub const ALL: [Self; 4] = [Self::Open, Self::Attention, Self::Handed, Self::Closed];

    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Attention => "attention",
            Self::Handed => "handed",
            Self::Closed => "closed",
        }
    }
}

/// A row of *My requests*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The number, or the case's name while there is none: the last segment of its address.
    pub name: String,
    /// The number, once there is one.
    pub number: Option<String>,
    /// The case on this device, if it was filed from here.
    pub case: Option<CaseId>,
    /// Its title.
    pub title: String,
    /// The customer's name, if known here.
    pub customer: String,
    /// `open`, `attention_needed`, `closed`, `sending`, `creating`, `unsure`, `refused`, `handed`, `recorded`,
    /// or the portal's own word.
    pub status: String,
    /// The filter under which it stands.
    pub group: Group,
    /// When it was filed or created.
    pub at: Option<Moment>,
    /// Hours to the first answer, if a target runs.
    pub target_hours: Option<u32>,
    /// `A`, `B` or `C`, if it has one.
    pub severity: String,
}

/// How a target stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// When the first answer is due.
    pub due: Moment,
    /// Minutes left, or over.
    pub minutes: i64,
    /// Whether it is over.
    pub is_late: bool,
    /// Thousandths of the axis: the target, what has passed of it, what has passed beyond it.
    pub bar: (i64, i64, i64),
}

/// Hours at the end of the axis that all rows share.
pub const AXIS_HOURS: u32 = 8;

impl RequestLine {
    /// How its target stands; none where no target runs.
    pub fn clock(&self, now: Moment) -> Option<Clock> {
        let (at, hours) = (self.at?, self.target_hours?);
        let due = at.plus_hours(hours);
        let left = due.ms_since(now).div_euclid(60_000);
        let axis = i64::from(AXIS_HOURS) * 60;
        let on_axis = |minutes: i64| (minutes.clamp(0, axis)) * 1_000 / axis;
        let target = on_axis(i64::from(hours) * 60);
        let passed = on_axis(now.ms_since(at) / 60_000);
        Some(Clock {
            due,
            minutes: left.abs(),
            is_late: left < 0,
            bar: (target, passed.min(target), (passed - target).max(0)),
        })
    }
}

/// The requests of this device and those the portal knows, newest first.
pub fn request_lines(state: &State) -> Vec<RequestLine> {
    let portal = state
        .requests
        .known()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut lines: Vec<_> = state
        .cases
        .values()
        .filter_map(|it| own_line(state, it))
        .collect();
    for row in portal {
        let own = lines
            .iter_mut()
            .find(|it| it.number.as_deref() == Some(row.number.as_str()));
        match own {
            Some(line) => follow(line, row),
            None => lines.push(portal_line(row)),
        }
    }
    sort_by(&mut lines, |one, other| other.at.cmp(&one.at));
    lines
}

/// What the portal says of a request counts more than what was last known here.
fn follow(line: &mut RequestLine, row: &RequestRow) {
    line.status.clone_from(&row.status);
    line.group = group(&line.status);
    if line.group == Group::Closed {
        line.target_hours = None;
    }
}

fn portal_line(row: &RequestRow) -> RequestLine {
    let severity = match row.severity.as_str() {
        "critical" => "A",
        "moderate" => "B",
        "minimal" => "C",
        _ => "",
    };
    RequestLine {
        name: row.number.clone(),
        number: Some(row.number.clone()),
        case: None,
        title: row.title.clone(),
        customer: String::new(),
        status: row.status.clone(),
        group: group(&row.status),
        at: row.created,
        target_hours: None,
        severity: severity.to_owned(),
    }
}

fn own_line(state: &State, case: &Case) -> Option<RequestLine> {
    let (status, number, at) = match &case.filing {
        Filing::NotFiled => return None,
        Filing::Sending { .. } => ("sending", None, case.changed),
        Filing::Creating { since, .. } => ("creating", None, *since),
        Filing::Unsure { .. } => ("unsure", None, case.changed),
        Filing::Refused { .. } => ("refused", None, case.changed),
        Filing::Sent(sent) => {
            let ticket = state.tickets.get(&sent.number).and_then(Load::known);
            let status = ticket.map_or("open", |it| it.status.as_str());
            (status, Some(sent.number.clone()), sent.at)
        }
        Filing::Recorded(sent) => ("recorded", Some(sent.number.clone()), sent.at),
        Filing::Handed(handed) => ("handed", None, handed.at),
    };
    let (n_hours, severity) = stand(state, case)
        .and_then(|it| hours(it.decision.response.as_ref()))
        .map_or((None, String::new()), |it| (Some(it.0), it.1));
    let is_out = matches!(case.filing, Filing::Sent(_) | Filing::Recorded(_));
    let has_target = is_out && group(status) != Group::Closed;
    Some(RequestLine {
        name: number
            .clone()
            .unwrap_or_else(|| case.id.as_str().to_owned()),
        number,
        case: Some(case.id.clone()),
        title: case.draft.text(Field::Title).trim().to_owned(),
        customer: case
            .customer
            .as_ref()
            .map(|it| it.name.clone())
            .unwrap_or_default(),
        status: status.to_owned(),
        group: group(status),
        at: Some(at),
        target_hours: n_hours.filter(|_| has_target),
        severity,
    })
}

fn group(status: &str) -> Group {
    match status {
        "attention_needed" | "unsure" | "refused" => Group::Attention,
        "handed" => Group::Handed,
        "closed" => Group::Closed,
        _ => Group::Open,
    }
}

/// What happened to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// `due`, `late`, `note`, `changed`, `created`, or the status of a case of this device.
    pub kind: String,
    /// When.
    pub at: Option<Moment>,
    /// Who wrote it, where somebody did.
    pub who: String,
    /// What was written.
    pub text: String,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestScreen {
    /// Its row.
    pub line: RequestLine,
    /// The support plan that the portal put it under.
    pub plan: Option<String>,
    /// The decision it was filed on, where it was filed from here.
    pub verdict: Option<String>,
    /// Whether a document describes the way that the user took through the portal.
    pub can_walk: bool,
    /// How its target stands.
    pub clock: Option<Clock>,
    /// What happened and what is expected, newest first.
    pub events: Vec<EventLine>,
    /// When Azure Support promises to answer first, where it keeps the ticket and promises something.
    pub answer_due: Option<Moment>,
    /// Microsoft's engineer; empty where none is known.
    pub engineer: String,
    /// Whether Partner Center or Azure Support keeps it and it is not closed: then it takes notes and can be closed.
    pub is_open_there: bool,
    /// Whether a message to it is on its way.
    pub is_writing: bool,
}

/// How many requests of Partner Center were read where that is as many as the desk reads: older ones are not among them.
pub fn requests_cut(state: &State) -> Option<usize> {
    let n = state.requests.known().map(Vec::len);
    n.filter(|it| *it >= N_ROWS_MAX)
}

/// The page of one request, by the last segment of its address.
pub fn request(state: &State, name: &str) -> Option<RequestScreen> {
    let line = request_lines(state)
        .into_iter()
        .find(|it| it.name == name)?;
    let rows = state.requests.known();
    let row = rows.and_then(|rows| rows.iter().find(|it| it.number == name));
    let case = line.case.as_ref().and_then(|it| state.cases.get(it));
    let is_azure =
        matches!(case.map(|it| &it.filing), Some(Filing::Sent(sent)) if sent.name.is_some());
    let ticket = state.tickets.get(name).and_then(Load::known);
    let ticket = ticket.filter(|_| is_azure);
    let clock = line.clock(state.now);
    let standing = case.and_then(|it| stand(state, it));
    Some(RequestScreen {
        plan: match case.map(|it| &it.filing) {
            Some(Filing::Sent(sent)) => sent.plan.clone(),
            _ => None,
        },
        verdict: standing.as_deref().map(title),
        can_walk: standing.as_deref().is_some_and(can_walk),
        events: events(&line, row, ticket, clock),
        answer_due: ticket.and_then(|it| it.answer_due),
        engineer: ticket.map(|it| it.engineer.clone()).unwrap_or_default(),
        is_open_there: (row.is_some() || is_azure) && line.group != Group::Closed,
        is_writing: state.replies.get(name).is_some_and(|it| it.is_on_way),
        clock,
        line,
    })
}

fn events(
    line: &RequestLine,
    row: Option<&RequestRow>,
    ticket: Option<&TicketRow>,
    clock: Option<Clock>,
) -> Vec<EventLine> {
    let event = |kind: &str, at: Option<Moment>| EventLine {
        kind: kind.to_owned(),
        at,
        who: String::new(),
        text: String::new(),
    };
    let mut events = Vec::new();
    if let Some(row) = row {
        events.push(event("created", row.created));
        let last = row.notes.iter().filter_map(|it| it.1).max();
        if row.changed > row.created && row.changed > last {
            let is_closed = line.group == Group::Closed;
            let kind = if is_closed { "closed" } else { "changed" };
            events.push(event(kind, row.changed));
        }
    } else if let Some(ticket) = ticket {
        events.push(event("open", line.at));
        if line.group == Group::Closed {
            events.push(event("closed", ticket.changed));
        }
    } else {
        events.push(event(&line.status, line.at));
    }
    let notes = row.map_or(&[][..], |it| &it.notes);
    let messages = ticket.and_then(|it| it.notes.as_deref());
    for (who, at, text) in notes.iter().chain(messages.unwrap_or_default()) {
        events.push(EventLine {
            who: who.clone(),
            text: text.clone(),
            ..event("note", *at)
        });
    }
    if let Some(clock) = clock {
        let kind = if clock.is_late { "late" } else { "due" };
        events.push(event(kind, Some(clock.due)));
    }
    sort_by(&mut events, |one, other| one.at.cmp(&other.at));
    events.reverse();
    events
}

#[cfg(test)]
mod tests {
    use super::{Group, RequestLine};
    use crate::vocab::Moment;

    fn clock_after(minutes: i64) -> Option<(i64, bool, (i64, i64, i64))> {
        let line = RequestLine {
            name: String::new(),
            number: None,
            case: None,
            title: String::new(),
            customer: String::new(),
            status: "open".to_owned(),
            group: Group::Open,
            at: Some(Moment(0)),
            target_hours: Some(2),
            severity: "A".to_owned(),
        };
        let clock = line.clock(Moment(minutes * 60_000))?;
        Some((clock.minutes, clock.is_late, clock.bar))
    }

    #[test]
    fn a_target_runs_then_is_over_and_stays_on_the_axis() {
        assert_eq!(clock_after(0), Some((120, false, (250, 0, 0))));
        assert_eq!(clock_after(72), Some((48, false, (250, 150, 0))));
        assert_eq!(clock_after(120), Some((0, false, (250, 250, 0))));
        assert_eq!(clock_after(174), Some((54, true, (250, 250, 112))));
        assert_eq!(clock_after(6_000), Some((5_880, true, (250, 250, 750))));
    }
}
