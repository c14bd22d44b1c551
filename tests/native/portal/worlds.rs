//! Worlds survive being saved.

use crate::portal::Bench;
use partner_triage::portal::{
    Api, Cloud,
    partner_center::{self, CustomerFilter},
    practice::{Enums, Fault, Generation, Spelling, World},
};

#[test]
fn a_saved_world_goes_on_where_it_was() {
    for cloud in Cloud::ALL {
        let bench = Bench::of(*cloud);
        {
            let mut world = bench.world.borrow_mut();
            world.dials.set_fault(Api::Graph, Fault::Truncated);
            world.dials.latency_ms = 800;
            world.dials.clock_offset_ms = -7;
            world.dials.generation = Generation::Third;
            world.dials.enums = Enums::Integers;
            world.dials.spelling = Spelling::Pascal;
            world.dials.byte_order_mark = false;
        }
        let filter = CustomerFilter::CompanyName("O".into());
        bench
            .ask(partner_center::customers(3, Some(&filter)))
            .unwrap();
        let open = bench
            .ask_all(partner_center::requests(None, 0, 9))
            .unwrap_or_default();
        if let Some(first) = open.first() {
            bench
                .ask(partner_center::add_note(&first.id, "one more"))
                .unwrap();
        }
        let text = bench.world.borrow().to_text();
        let again = World::parse(&text).unwrap();
        assert_eq!(again.to_text(), text);
        assert_eq!(again.dials, bench.world.borrow().dials);
        assert_eq!(again.customers, bench.world.borrow().customers);
        let value = serde_json::to_value(&again).unwrap();
        let by_serde: World = serde_json::from_value(value).unwrap();
        assert_eq!(by_serde, again);
        let revived = Bench::from(&text);
        let seen = |bench: &Bench| {
            bench
                .ask_all(partner_center::requests(None, 0, 9))
                .unwrap_or_default()
        };
        assert_eq!(seen(&revived), seen(&bench));
    }
}

#[test]
fn worlds_hold_nothing_real() {
    for cloud in Cloud::ALL {
        let path = format!("src/portal/practice/worlds/{}.json", cloud.as_str());
        let text = std::fs::read_to_string(path).unwrap();
        for address in text
            .split(['"', ' ', '<', '>'])
            .filter(|it| it.contains('@') && !it.starts_with('@'))
        {
            assert!(address.ends_with(".example"), "{address}");
        }
        assert!(!text.contains("://"), "worlds hold no addresses");
    }
}
