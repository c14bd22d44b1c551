//! What the delegated admin relationships with a customer tell of a case.

use crate::portal::{Bench, NOON};
use partner_triage::portal::{
    Cloud, Origin,
    graph::{self, DelegatedAdminRelationship, RelationshipStatus},
    learn_of_relationships,
};

const TENANT: &str = "738ec961-2371-5e29-9d95-4a7440180f96";
const SERVICE_SUPPORT: &str = "f023fd81-a637-4b56-95fd-791ac0226033";
const GLOBAL_ADMIN: &str = "62E90394-69F5-4237-9190-012177145E10";
const READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";

fn with(status: RelationshipStatus, roles: &[&str]) -> DelegatedAdminRelationship {
    DelegatedAdminRelationship {
        id: "1".to_owned(),
        name: "Support".to_owned(),
        customer: TENANT.to_owned(),
        status,
        roles: roles.iter().map(|it| (*it).to_owned()).collect(),
        end: Some(NOON.plus_ms(1)),
        auto_extend: String::new(),
    }
}

fn active(roles: &[&str]) -> DelegatedAdminRelationship {
    with(RelationshipStatus::Active, roles)
}

/// What relationships tell, as text.
fn told(relationships: &[DelegatedAdminRelationship]) -> String {
    let learned = learn_of_relationships(TENANT, relationships, NOON);
    let lines = learned.iter().map(|it| {
        assert_eq!((it.origin, it.as_of), (Origin::Relationships, NOON));
        format!("{} = {}", it.fact, it.values.join("|"))
    });
    lines.collect::<Vec<_>>().join(", ")
}

const IS_ACTIVE: &str = "gdap.relationship = active";
const CANNOT_FILE: &str = "gdap.relationship = active, gdap.roles = empty|other";

#[test]
fn one_in_force_settles_that_there_is_one_and_leaves_the_users_own_role_open() {
    assert_eq!(told(&[active(&[SERVICE_SUPPORT])]), IS_ACTIVE);
    assert_eq!(told(&[active(&[READERS, GLOBAL_ADMIN])]), IS_ACTIVE);
    assert_eq!(
        told(&[active(&[READERS]), active(&[SERVICE_SUPPORT])]),
        IS_ACTIVE
    );
}

#[test]
fn a_role_that_none_of_them_has_is_ruled_out() {
    assert_eq!(told(&[active(&[READERS])]), CANNOT_FILE);
    let ended = with(RelationshipStatus::Expired, &[SERVICE_SUPPORT]);
    assert_eq!(told(&[ended, active(&[READERS])]), CANNOT_FILE);
}

#[test]
fn one_that_is_not_in_force_settles_nothing() {
    for status in [
        RelationshipStatus::Created,
        RelationshipStatus::ApprovalPending,
        RelationshipStatus::Approved,
        RelationshipStatus::Activating,
        RelationshipStatus::Expiring,
        RelationshipStatus::Expired,
        RelationshipStatus::TerminationRequested,
        RelationshipStatus::Terminating,
        RelationshipStatus::Terminated,
        RelationshipStatus::Other("unknownFutureValue".to_owned()),
    ] {
        let relationship = with(status.clone(), &[SERVICE_SUPPORT]);
        assert_eq!(told(&[relationship]), "", "{status:?}");
    }
    let mut over = active(&[SERVICE_SUPPORT]);
    over.end = Some(NOON);
    assert_eq!(told(&[over.clone()]), "");
    over.end = None;
    assert_eq!(told(&[over]), "");
    assert_eq!(told(&[]), "");
}

#[test]
fn roles_that_are_not_told_settle_nothing_and_rule_nothing_out() {
    assert_eq!(told(&[active(&[])]), "");
    assert_eq!(told(&[active(&[READERS, ""])]), "");
    assert_eq!(told(&[active(&[READERS]), active(&[])]), IS_ACTIVE);
}

#[test]
fn that_with_another_customer_settles_nothing() {
    let mut other = active(&[SERVICE_SUPPORT]);
    other.customer = "1".to_owned();
    assert_eq!(told(&[other.clone()]), "");
    other.customer = TENANT.to_uppercase();
    assert_eq!(told(&[other]), IS_ACTIVE);
}

#[test]
fn of_the_practice_customers_those_with_one_in_force_are_told() {
    let bench = Bench::of(Cloud::Public);
    let told = |name: &str| {
        let id = bench.customer(name).id;
        let all = bench.ask_all(graph::relationships(&id)).unwrap();
        learn_of_relationships(&id, &all, NOON).len()
    };
    let names = [
        "Harbour",
        "Olszyna",
        "Młyny",
        "Ořechovka",
        "Pražské",
        "Świerkowe",
        "Fjordlys",
    ];
    assert_eq!(names.map(told), [1, 1, 0, 0, 0, 0, 0]);
}
