//! The partner itself, other partners, and what more the portals tell of customers.

use crate::portal::{Bench, outcome, read, short};
use partner_triage::portal::{
    Call, Cloud,
    graph::{self, AssignmentStatus, Detail, MessageCategory, MessageSeverity, RelationshipStatus},
    partner_center::{
        self, IncidentStatus, PartnerName, PartnerRelation, SupportContact, SupportProfile,
        VettingStatus, VettingStep, WhichIncidents,
    },
    practice::{Enums, Incidents, Spelling},
};

fn good<T>(call: &Call<T>, body: &str) -> T {
    read(call, 200, body).map_err(|it| short(&it)).unwrap()
}

#[test]
fn the_partner_reads_and_changes_its_own_profiles() {
    let bench = Bench::of(Cloud::Public);
    let mpn = bench.ask(partner_center::mpn_profile(None)).unwrap();
    let again = partner_center::mpn_profile(Some(&mpn.mpn_id));
    assert_eq!(bench.ask(again).unwrap(), mpn);
    assert_eq!(
        outcome(bench.ask(partner_center::mpn_profile(Some("1")))),
        "not found"
    );
    let legal = bench.ask(partner_center::legal_profile()).unwrap();
    assert_eq!(legal.vetting, VettingStatus::Authorized);
    assert_eq!(legal.vetting_step, VettingStep::None);
    assert!(!legal.address.city.is_empty() && legal.approver_email.ends_with(".example"));
    let own = bench.ask(partner_center::organization_profile()).unwrap();
    assert_eq!(
        (own.culture.as_str(), own.address.country.as_str()),
        ("pl-PL", "PL")
    );
    let changed = SupportProfile {
        telephone: "+48 56 555 01 99".into(),
        ..bench.ask(partner_center::support_profile()).unwrap()
    };
    let answer = bench.ask(partner_center::set_support_profile(&changed));
    assert_eq!(answer.unwrap(), changed);
    assert_eq!(
        bench.ask(partner_center::support_profile()).unwrap(),
        changed
    );
}

#[test]
fn profiles_are_read_as_documented() {
    let mpn = good(
        &partner_center::mpn_profile(None),
        "\u{feff}{\"mpnId\": \"4847383\", \"partnerName\": \"First\", \"profileType\": \"mpn_profile\", \"links\": {}}",
    );
    assert_eq!(
        (mpn.mpn_id.as_str(), mpn.name.as_str()),
        ("4847383", "First")
    );
    let legal = good(
        &partner_center::legal_profile(),
        r#"{"companyName": "First", "address": {"country": "US", "city": "Here", "addressLine1": "1 Street", "postalCode": "98052"},
            "primaryContact": {"firstName": "A", "lastName": "B", "email": "a@first.example", "phoneNumber": "1"},
            "vettingStatus": 1, "vettingSubStatus": "EmailOwnership", "profileType": "LegalBusinessProfile"}"#,
    );
    assert_eq!(legal.vetting, VettingStatus::Pending);
    assert_eq!(legal.vetting_step, VettingStep::EmailOwnership);
    assert_eq!(
        (legal.contact.email.as_str(), legal.address.line.as_str()),
        ("a@first.example", "1 Street")
    );
    let lacking = read(&partner_center::mpn_profile(None), 200, "{}");
    assert_eq!(outcome(lacking), "unreadable: /mpnId");
}

#[test]
fn other_partners_are_found_by_relation_and_name() {
    let bench = Bench::of(Cloud::Public);
    let names = |relation: &PartnerRelation, name: &str| {
        let found = bench
            .ask_all(partner_center::partners(relation, name))
            .unwrap();
        found.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    let ours = PartnerRelation::ProviderOf;
    assert_eq!(
        names(&ours, ""),
        ["Kormorán Informatika Kft.", "Volavka systémy s.r.o."]
    );
    assert_eq!(names(&ours, "KORMORÁN"), ["Kormorán Informatika Kft."]);
    assert_eq!(
        names(&PartnerRelation::IndirectResellerOf, ""),
        ["Nadbrzeże Distribution S.A."]
    );
    let bakery = bench.customer("Őrségi").id;
    let serving = bench.ask_all(partner_center::partners_of(&bakery)).unwrap();
    assert_eq!(serving.len(), 1);
    assert_eq!(
        (serving[0].state.as_str(), &serving[0].relation),
        ("", &ours)
    );
    let signed = |name: PartnerName| outcome_of(bench.ask(partner_center::agreement_signed(&name)));
    assert_eq!(signed(PartnerName::Tenant(serving[0].id.clone())), "true");
    assert_eq!(signed(PartnerName::Mpn("4477318".into())), "false");
    assert_eq!(
        signed(PartnerName::Mpn("6190431".into())),
        "true",
        "the partner itself"
    );
    assert_eq!(
        signed(PartnerName::Mpn("x".into())),
        "refused: 2000 one of mpnId and tenantId is needed"
    );
    assert_eq!(
        signed(PartnerName::Tenant(
            "00000000-0000-0000-0000-000000000000".into()
        )),
        "refused: 2205 the tenant is not known"
    );
    let chinese = Bench::of(Cloud::China21Vianet);
    let refused = chinese.ask(partner_center::partners(&ours, ""));
    assert_eq!(
        outcome(refused),
        "refused: 900127 not supported in this cloud"
    );
}

fn outcome_of(result: Result<bool, partner_triage::portal::Error>) -> String {
    result.map_or_else(|it| short(&it), |it| it.to_string())
}

#[test]
fn a_subscription_has_somebody_to_turn_to() {
    let bench = Bench::of(Cloud::Public);
    let id = bench.customer("Harbour").id;
    let held = bench.ask(partner_center::subscriptions(&id)).unwrap();
    let first = &held[0];
    let one = bench.ask(partner_center::subscription(&id, &first.id));
    assert_eq!(one.as_ref(), Ok(first));
    let usual = bench
        .ask(partner_center::support_contact(&id, &first.id))
        .unwrap();
    assert_eq!(usual.name, "Wrzos Services");
    let resellers = bench
        .ask(partner_center::partners(&PartnerRelation::ProviderOf, ""))
        .unwrap();
    let reseller = &resellers.items[0];
    let contact = SupportContact {
        tenant_id: reseller.id.clone(),
        mpn_id: reseller.mpn_id.clone(),
        name: reseller.name.clone(),
    };
    let set =
        |it: &SupportContact| bench.ask(partner_center::set_support_contact(&id, &first.id, it));
    assert_eq!(set(&contact), Ok(contact.clone()));
    let now = bench.ask(partner_center::support_contact(&id, &first.id));
    assert_eq!(now, Ok(contact.clone()));
    let stranger = SupportContact {
        tenant_id: id.clone(),
        ..contact
    };
    assert_eq!(
        outcome(set(&stranger)),
        "refused: 3000 not a reseller of the partner"
    );
    assert_eq!(
        outcome(bench.ask(partner_center::subscription(&id, &id))),
        "not found"
    );
}

#[test]
fn service_incidents_are_read_by_service_and_one_by_one() {
    let bench = Bench::of(Cloud::Public);
    let ids = |tenant: Option<&str>, which| {
        let found = bench
            .ask(partner_center::service_incidents(tenant, which))
            .unwrap();
        let mut ids: Vec<_> = found.into_iter().map(|it| it.id).collect();
        ids.sort();
        ids
    };
    let lipy = bench.customer("Čtyři").id;
    let hajnal = bench.customer("Budapesti").id;
    for (shape, enums) in [
        (Incidents::Grouped, Enums::Words),
        (Incidents::Flat, Enums::Words),
        (Incidents::Grouped, Enums::Integers),
        (Incidents::Flat, Enums::Integers),
    ] {
        bench.world.borrow_mut().dials.incidents = shape;
        bench.world.borrow_mut().dials.enums = enums;
        assert_eq!(ids(Some(&lipy), WhichIncidents::All), ["EX1062277"]);
        assert_eq!(ids(Some(&lipy), WhichIncidents::Active), ["EX1062277"]);
        let active = ids(Some(&hajnal), WhichIncidents::Active);
        assert_eq!(active, ["OD1061888", "TM1062508"]);
        assert!(ids(Some(&hajnal), WhichIncidents::All).len() > active.len());
        assert!(ids(None, WhichIncidents::All).len() >= 5);
        let call = partner_center::service_incidents(Some(&lipy), WhichIncidents::All);
        let one = bench.ask(call).unwrap().remove(0);
        assert_eq!(
            (one.status, one.is_resolved),
            (IncidentStatus::Warning, false)
        );
        assert_eq!(one.workload, "Exchange Online");
        assert!(one.start.is_some() && one.end.is_none());
        assert!(one.messages.iter().all(|it| !it.contains('<')));
    }
    let body = r#"{"totalCount": 2, "items": [
        {"workload": "Exchange", "status": "critical", "incidents": [{"id": "EX1", "workload": "Exchange", "status": 3, "resolved": "true",
         "messages": [{"publishedTime": "2017-01-09T23:31:15", "messageText": "<b>Slow</b>"}]}],
         "messageCenterMessages": [{"id": "MC1", "messageType": "message_center", "status": "information"}]},
        {"id": "SP1", "workload": "SharePoint", "status": "grave", "endTime": "0001-01-01T00:00:00"}]}"#;
    let call = partner_center::service_incidents(None, WhichIncidents::All);
    let read = good(&call, body);
    let told: Vec<_> = read
        .iter()
        .map(|it| (it.id.as_str(), it.status.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("EX1", "critical"),
            ("MC1", "information"),
            ("SP1", "grave")
        ]
    );
    assert_eq!(read[0].messages, ["Slow"]);
    assert!(read[0].is_resolved && read[2].end.is_none());
}

#[test]
fn messages_and_single_records_of_health() {
    let bench = Bench::of(Cloud::Public);
    let id = bench.customer("Čtyři").id;
    for spelling in [Spelling::Camel, Spelling::Pascal] {
        bench.world.borrow_mut().dials.spelling = spelling;
        let all = bench.ask_all(graph::messages(&id)).unwrap();
        let told: Vec<_> = all.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(told, ["MC998001", "MC998002", "MC998003", "MC998004"]);
        assert_eq!(all[2].category, MessageCategory::PreventOrFixIssue);
        assert_eq!(all[2].severity, MessageSeverity::Critical);
        assert!(all[2].is_major && all[2].act_by.is_some() && all[0].act_by.is_none());
        assert_eq!(
            all[2].services,
            ["SharePoint Online", "OneDrive for Business"]
        );
        assert!(!all[0].text.contains('<'));
    }
    let overviews = bench
        .ask_all(graph::health_overviews(&id, Detail::Status))
        .unwrap();
    for overview in &overviews {
        let one = bench.ask(graph::health_of(&id, &overview.service)).unwrap();
        assert_eq!(&one, overview);
    }
    let issues = bench.ask_all(graph::issues(&id)).unwrap();
    assert_eq!(
        bench.ask(graph::issue(&id, &issues[0].id)),
        Ok(issues[0].clone())
    );
    assert_eq!(
        outcome(bench.ask(graph::issue(&id, "CR1055021"))),
        "not found"
    );
    assert_eq!(
        outcome(bench.ask(graph::health_of(&id, "Dynamics 365 Apps"))),
        "not found"
    );
    let closed = bench.customer("Ořechovka").id;
    assert_eq!(
        outcome(bench.ask(graph::messages(&closed))),
        "not allowed: customer"
    );
}

#[test]
fn who_has_which_roles_with_which_customers() {
    let bench = Bench::of(Cloud::Public);
    let all = bench.ask_all(graph::all_relationships()).unwrap();
    let customers = bench.ask_all(graph::delegated_customers()).unwrap();
    for relationship in &all {
        let is_active = relationship.status == RelationshipStatus::Active;
        let is_listed = customers
            .iter()
            .any(|it| it.tenant == relationship.customer);
        assert_eq!(is_listed, is_active, "{}", relationship.id);
        let assigned = bench
            .ask_all(graph::access_assignments(&relationship.id))
            .unwrap();
        let is_in_force = is_active || relationship.status == RelationshipStatus::Expiring;
        assert_eq!(assigned.len(), usize::from(is_in_force));
        for it in assigned {
            assert_eq!(
                (it.status, &it.roles),
                (AssignmentStatus::Active, &relationship.roles)
            );
            assert!(!it.group.is_empty());
        }
    }
    let places = bench.ask(graph::managed_at(&customers[0].tenant)).unwrap();
    assert!(places.len() == 3 && places.iter().all(|it| it.page.is_some()));
    assert_eq!(
        outcome(bench.ask(graph::access_assignments("none"))),
        "not found"
    );
    assert_eq!(outcome(bench.ask(graph::managed_at("none"))), "not found");
    let astray = r#"{"value": [{"id": "1", "serviceName": "x", "serviceManagementUrl": "https://evil.example/"}]}"#;
    let places = good(&graph::managed_at("1"), astray);
    assert_eq!(places[0].page, None);
}
