//! Worlds made from a number.

use crate::portal::Bench;
use partner_triage::portal::{
    Cloud, graph,
    partner_center::{self, CustomerFilter},
    practice::{Access, Customer, World},
};
use std::collections::BTreeSet;

#[test]
fn the_same_number_gives_the_same_world_and_more_of_it_only_adds() {
    let world = World::generated(300, 7);
    assert_eq!(world.to_text(), World::generated(300, 7).to_text());
    let larger = World::generated(500, 7);
    assert_eq!(larger.customers.get(..300), Some(&world.customers[..]));
    assert_ne!(world.customers, World::generated(300, 8).customers);
    assert_eq!(World::generated(0, 7).customers, []);
}

#[test]
fn a_hundred_thousand_customers_differ_and_are_of_every_kind() {
    let world = World::generated(100_000, 1);
    let distinct = |of: fn(&Customer) -> &str| {
        world
            .customers
            .iter()
            .map(of)
            .collect::<BTreeSet<_>>()
            .len()
    };
    assert_eq!(distinct(|it| &it.id), 100_000);
    assert_eq!(distinct(|it| &it.domain), 100_000);
    assert!(distinct(|it| &it.name) > 5_000);
    for access in Access::ALL {
        let n_alike = world.customers.iter().filter(|it| it.access == *access);
        assert!(n_alike.count() > 4_000, "{}", access.as_str());
    }
    let suffering = world.customers.iter().filter(|it| !it.incidents.is_empty());
    assert!((2_000..30_000).contains(&suffering.count()));
    for customer in world.customers.iter().take(2_000) {
        assert!(customer.domain.ends_with(".example"), "{}", customer.domain);
        let is_plain =
            |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || ".-".contains(it);
        assert!(customer.domain.chars().all(is_plain), "{}", customer.domain);
        let buys_azure = customer.holdings.iter().any(|it| it.starts_with("azure"));
        assert_eq!(buys_azure, !customer.azure_subscription.is_empty());
    }
}

#[test]
fn a_generated_world_is_paged_filtered_and_read_like_any_other() {
    let bench = Bench::from(&World::generated(1_234, 3).to_text());
    let ids = bench.customer_ids();
    let all = bench.ask_all(partner_center::customers(500, None)).unwrap();
    assert_eq!(all.into_iter().map(|it| it.id).collect::<Vec<_>>(), ids);
    let filter = CustomerFilter::CompanyName("ŻURAW".into());
    let cranes = bench
        .ask_all(partner_center::customers(5, Some(&filter)))
        .unwrap();
    assert!(cranes.len() > 5);
    let customers = bench.world.borrow().customers.clone();
    for customer in customers.iter().take(60) {
        let held = bench
            .ask(partner_center::subscriptions(&customer.id))
            .unwrap();
        assert_eq!(held.len(), customer.holdings.len());
        assert!(held.iter().all(|it| !it.offer_name.is_empty()));
        if customer.access == Access::DelegatedAdmin {
            let issues = bench.ask_all(graph::issues(&customer.id)).unwrap();
            assert_eq!(issues.len(), customer.incidents.len());
        }
    }
    let related = customers.iter().filter(|it| {
        let found = bench.ask(graph::relationships(&it.id)).unwrap().items;
        found.iter().all(|found| found.end.is_some()) && !found.is_empty()
    });
    assert!(related.count() > 10);
}

#[test]
fn a_shipped_world_takes_generated_customers() {
    let bench = Bench::of(Cloud::China21Vianet);
    bench.world.borrow_mut().populate(40, 9);
    let world = bench.world.borrow();
    assert_eq!(
        (world.cloud, world.customers.len()),
        (Cloud::China21Vianet, 40)
    );
    assert!(world.customers.iter().any(|it| !it.holdings.is_empty()));
}
