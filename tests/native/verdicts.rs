//! What stands around a verdict: what to do now, what is open, how soon, and what can be mentioned.

use crate::desk::{Desk, NOON};
use partner_triage::{
    app::{
        Command, Load, Route,
        screens::{self, Ruler, VerdictScreen},
    },
    casework::Case,
    facts::Answer,
    flow::Reply,
    vocab::FactId,
};

const ANSWERS: &[(&str, &str)] = &[
    ("marketplace_product", "false"),
    ("product", "azure"),
    ("issue", "technical"),
    ("health", "healthy"),
    ("category", "defect"),
    ("impact", "production_partial"),
];

fn decided(organisation: &[(&str, &str)], answers: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::open();
    for (fact, answer) in organisation {
        desk.organisation(fact, answer);
    }
    desk.pick("Olszyna Logistyka sp. z o.o.");
    let answers: Vec<_> = answers.iter().chain(ANSWERS).copied().collect();
    desk.answer_all(&answers);
    desk
}

fn case(desk: &Desk) -> &Case {
    &desk.state.cases[&desk.case()]
}

fn verdict(desk: &Desk) -> VerdictScreen {
    screens::verdict(&desk.state, case(desk)).unwrap()
}

fn to_do(desk: &Desk) -> Vec<String> {
    verdict(desk)
        .actions
        .into_iter()
        .map(|it| it.says)
        .collect()
}

#[test]
fn every_kind_of_verdict_says_what_to_do_now() {
    for (organisation, answers, says) in [
        (
            &[][..],
            &[][..],
            &["Prepare the request", "Show me where to click"][..],
        ),
        (
            &[],
            &[("health", "unchecked")],
            &["Show me where to click", "I have looked"],
        ),
        (
            &[],
            &[("health", "active_incident")],
            &["Show me where to click", "It persists after the end"],
        ),
        (
            &[("partner", "indirect_reseller"), ("contracts", "empty")],
            &[],
            &["Prepare the text for your provider"],
        ),
        (&[("contracts", "action_pack")], &[], &["Check again"]),
        (&[], &[("product", "?")], &["Answer the open question"]),
    ] {
        assert_eq!(
            to_do(&decided(organisation, answers)),
            says,
            "{organisation:?} {answers:?}"
        );
    }
}

#[test]
fn what_is_missing_leads_to_the_answer_that_would_change() {
    let desk = decided(
        &[("role", "helpdesk_agent"), ("contracts", "action_pack")],
        &[],
    );
    let again: Vec<_> = verdict(&desk)
        .tasks
        .into_iter()
        .map(|it| it.again)
        .collect();
    let own = |label: &str| Some((label.to_owned(), Route::Organisation));
    assert_eq!(again, [own("Your role"), own("Support contracts")]);
    let text = screens::verdict_text(&desk.state, case(&desk));
    for part in [
        "Somebody with the right role",
        "support group",
        "Your role: Helpdesk agent",
        "olszyna-logistyka.example",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn an_open_fact_names_whom_to_ask_and_leads_to_its_question() {
    let desk = decided(&[], &[("product", "?")]);
    let screen = verdict(&desk);
    let step = |step: &str| Route::Step(desk.case(), step.to_owned());
    assert_eq!(
        screen.open.iter().map(|it| &it.route).collect::<Vec<_>>(),
        [&step("product")]
    );
    assert_eq!(
        screen.open[0].ask,
        "Ask the customer which subscription is affected."
    );
    let fork = screen.by_fact.unwrap();
    assert_eq!(fork.label, "Product");
    assert!((2..=5).contains(&fork.ways.len()), "{fork:?}");
}

#[test]
fn the_time_of_the_first_answer_is_drawn_only_where_hours_are_promised() {
    let ruler = |organisation: &[(&str, &str)], answers: &[(&str, &str)]| {
        let desk = decided(organisation, answers);
        screens::ruler(&desk.state, case(&desk))
    };
    let Some(Ruler::Clock {
        start,
        target,
        is_filed: false,
        hours: 4,
        ..
    }) = ruler(&[], &[])
    else {
        panic!("severity B has four hours")
    };
    assert_eq!(target, start.plus_hours(4));
    assert!(start.0 % 60_000 == 0 && start.ms_since(NOON) < 3_600_000);
    let reseller = ruler(
        &[("partner", "indirect_reseller"), ("contracts", "empty")],
        &[],
    );
    assert!(
        matches!(reseller, Some(Ruler::Later { hours: 4, .. })),
        "{reseller:?}"
    );
    let polish = ruler(&[("language", "pl")], &[]);
    assert!(
        matches!(polish, Some(Ruler::BusinessHours { .. })),
        "{polish:?}"
    );
    assert_eq!(
        ruler(&[], &[("issue", "commercial")]),
        Some(Ruler::Told("one_business_day".to_owned()))
    );
    assert_eq!(ruler(&[], &[("health", "unchecked")]), None);
}

#[test]
fn a_circumstance_that_is_mentioned_adds_its_caution() {
    let mut desk = decided(&[], &[]);
    let wants_phone = FactId::new("wants_phone");
    let said = |desk: &Desk| {
        let lines = screens::circumstances(&desk.state, case(desk));
        lines
            .into_iter()
            .find(|it| it.fact == wants_phone)
            .map(|it| it.is_said)
    };
    let cautions = |desk: &Desk| {
        verdict(desk)
            .warnings
            .into_iter()
            .map(|it| it.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(said(&desk), Some(false));
    assert!(!cautions(&desk).contains(&"W-NOPHONE".to_owned()));
    desk.send(Command::Mentioned(
        desk.case(),
        wants_phone.clone(),
        Some(Answer::Flag(true)),
    ));
    assert_eq!(said(&desk), Some(true));
    assert!(cautions(&desk).contains(&"W-NOPHONE".to_owned()));
}

#[test]
fn answers_set_aside_are_named_and_come_back() {
    let mut desk = decided(&[], &[]);
    let issue = FactId::new("issue");
    let reply = |desk: &Desk, value: &str| screens::reply(&desk.state, &issue, &[value.to_owned()]);
    let parked = |desk: &Desk| screens::parked(&screens::stand(&desk.state, case(desk)).unwrap());
    desk.send(Command::Continued(
        desk.case(),
        issue.clone(),
        reply(&desk, "commercial"),
    ));
    let screen = screens::confirm(&desk.state, desk.state.confirm.as_ref().unwrap()).unwrap();
    let names: Vec<_> = screen.sets_aside.into_iter().map(|it| it.0).collect();
    assert_eq!(names, ["Service health", "What you found", "Impact"]);
    assert_eq!(parked(&desk), [""; 0]);
    desk.send(Command::Agreed);
    assert_eq!(parked(&desk), names);
    desk.send(Command::Continued(
        desk.case(),
        issue.clone(),
        reply(&desk, "technical"),
    ));
    assert_eq!(parked(&desk), [""; 0]);
}

#[test]
fn none_of_those_offered_is_an_answer_and_a_made_up_value_is_not() {
    let desk = Desk::open();
    let reply = |fact: &str, values: &[&str]| {
        let values: Vec<_> = values.iter().map(|it| (*it).to_owned()).collect();
        screens::reply(&desk.state, &FactId::new(fact), &values)
    };
    assert_eq!(
        reply("contracts", &[]),
        Some(Reply::Known(Answer::Set([].into())))
    );
    let both = Answer::Set(["advanced".to_owned(), "premier".to_owned()].into());
    assert_eq!(
        reply("contracts", &["premier", "advanced"]),
        Some(Reply::Known(both))
    );
    assert_eq!(reply("product", &["mainframe"]), None);
}

#[test]
fn service_health_stands_beside_the_question_about_it() {
    let desk = decided(&[], &[]);
    let beside = |fact: &str| screens::incidents(&desk.state, case(&desk), &FactId::new(fact));
    assert!(
        matches!(beside("health"), Some(Load::Known(_))),
        "{:?}",
        beside("health")
    );
    assert_eq!(beside("category"), None);
}
