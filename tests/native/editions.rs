//! Lines that leave the edition open: decided exactly by what both editions agree on.

use partner_triage::content::{Editions, Playbook, shipped};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop, proptest};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Every fact that decides, in canonical order, with the values that the rules tell apart.
const FACTS: [(&str, &str); 22] = [
    ("edition", r#"["2021","2025"]"#),
    (
        "cloud",
        r#"["public","us_government","china_21vianet","germany"]"#,
    ),
    ("as_of", r#"["2021-10-29","2021-10-30"]"#),
    ("subject", r#"["customer","own_tenant","partner_center"]"#),
    ("marketplace_product", "[false,true]"),
    (
        "product",
        r#"["azure","office_365","dynamics_365","enterprise_mobility","other"]"#,
    ),
    ("dynamics_topic", "[false,true]"),
    (
        "issue",
        r#"["technical","commercial","billing_dispute","fraud"]"#,
    ),
    (
        "health",
        r#"["healthy","unchecked","active_incident","ended_but_persists","cannot_check"]"#,
    ),
    (
        "category",
        r#"["defect","advisory","undocumented_behavior","service_unavailable","network_disruption","regional_multi_tenant","how_to","configuration","undiagnosed","none"]"#,
    ),
    (
        "partner",
        r#"["direct_bill","indirect_provider","indirect_reseller"]"#,
    ),
    (
        "contracts",
        r#"[["premier"],[],["advanced"],["signature_cloud"],["action_pack"],["premier","advanced"],["premier","signature_cloud"],["premier","action_pack"],["advanced","signature_cloud"],["advanced","action_pack"],["signature_cloud","action_pack"],["premier","advanced","signature_cloud"],["premier","advanced","action_pack"],["premier","signature_cloud","action_pack"],["advanced","signature_cloud","action_pack"],["premier","advanced","signature_cloud","action_pack"]]"#,
    ),
    (
        "role",
        r#"["admin_agent","global_admin","helpdesk_agent","helpdesk_agent_in_support_group","user_management_admin","sales_agent","billing_admin"]"#,
    ),
    (
        "access",
        r#"["delegated_admin","not_requested","azure_only","revoked_azure_role_kept","revoked"]"#,
    ),
    ("provider_granted_azure_access", "[true,false]"),
    (
        "gdap.relationship",
        r#"["active","expired","pending","none"]"#,
    ),
    (
        "gdap.roles",
        r#"[["service_support_administrator"],[],["user_administrator"]]"#,
    ),
    ("reseller_relationship", "[true,false]"),
    ("azure_support_role", "[true,false]"),
    (
        "own_plan",
        r#"["none","mpn_contract_id","premier","azure_plan","other"]"#,
    ),
    (
        "impact",
        r#"["production_down","production_partial","production_minimal","nonproduction_down"]"#,
    ),
    ("language", r#"["en-GB","pl"]"#),
];
/// More completions than this are too many to be walked one by one.
const N_COMPLETIONS_MAX: usize = 100;
const FIELDS: [&str; 7] = [
    "resolver",
    "path",
    "entitlement",
    "fee",
    "missing",
    "response",
    "portal",
];

fn playbooks() -> [Playbook; 2] {
    let parse = |text: String| Playbook::parse(&text).unwrap();
    [shipped::edition_2021(), shipped::edition_2025()].map(parse)
}

fn domains() -> Vec<Vec<Value>> {
    let parse = |(_, values): &(&str, &str)| serde_json::from_str(values).unwrap();
    FACTS.iter().map(parse).collect()
}

/// A line with the values whose place is given.
fn line(domains: &[Vec<Value>], places: &[Option<usize>]) -> String {
    let mut facts = Map::new();
    for (((name, _), domain), place) in FACTS.iter().zip(domains).zip(places) {
        let Some(place) = place else { continue };
        let value = domain[*place].clone();
        match name.split_once('.') {
            Some((group, member)) => {
                facts.entry(group).or_insert(json!({}))[member] = value;
            }
            None => {
                facts.insert((*name).to_owned(), value);
            }
        }
    }
    Value::Object(facts).to_string()
}

/// All completions of a line, decided one by one.
struct Completions {
    /// The facts that are open, with the number of their values.
    open: Vec<(&'static str, usize)>,
    /// The verdicts; of the first open fact the value changes fastest.
    verdicts: Vec<Value>,
}

impl Completions {
    fn of(editions: &Editions, domains: &[Vec<Value>], places: &[Option<usize>]) -> Self {
        let open: Vec<usize> = (0..places.len())
            .filter(|at| places[*at].is_none())
            .collect();
        let n_verdicts = open.iter().map(|at| domains[*at].len()).product();
        let verdict = |n: usize| {
            let mut rest = n;
            let mut complete = places.to_vec();
            for at in &open {
                complete[*at] = Some(rest % domains[*at].len());
                rest /= domains[*at].len();
            }
            editions.answer_line(1, line(domains, &complete).as_bytes())
        };
        Self {
            verdicts: (0..n_verdicts).map(verdict).collect(),
            open: open
                .iter()
                .map(|at| (FACTS[*at].0, domains[*at].len()))
                .collect(),
        }
    }

    /// The facts for which two completions that differ in nothing else differ in one of the fields.
    fn hangs_on(&self, fields: &[&str]) -> Value {
        let mut step = 1;
        let mut found = Vec::new();
        for (fact, size) in &self.open {
            let differs = (0..self.verdicts.len()).any(|n| {
                let first = &self.verdicts[n - (n / step % size) * step];
                fields.iter().any(|it| self.verdicts[n][it] != first[it])
            });
            if differs {
                found.push(fact);
            }
            step *= size;
        }
        json!(found)
    }

    /// The value of a field on which all agree, or null.
    fn agreed(&self, field: &str) -> Value {
        let first = &self.verdicts[0][field];
        if self.verdicts.iter().all(|it| it[field] == *first) {
            first.clone()
        } else {
            Value::Null
        }
    }

    /// What stands in a list in every completion.
    fn in_all(&self, field: &str) -> Value {
        let texts = |it: &Value| -> BTreeSet<String> {
            let list = it[field].as_array().unwrap();
            list.iter().map(ToString::to_string).collect()
        };
        let sets = self.verdicts.iter().map(texts);
        let common = sets.reduce(|one, other| &one & &other).unwrap();
        common
            .iter()
            .map(|it| serde_json::from_str::<Value>(it).unwrap())
            .collect()
    }
}

/// The verdict that section 8 of the contract gives, by deciding every completion.
fn by_completions(editions: &Editions, domains: &[Vec<Value>], places: &[Option<usize>]) -> Value {
    let completions = Completions::of(editions, domains, places);
    let mut expected = json!({
        "decision": "needs_facts", "missing_facts": [], "open_facts": [], "resolver": null, "path": null, "entitlement": null,
        "fee": null, "missing": [], "response": null, "portal": null, "warnings": [], "reasons": [],
    });
    if completions.agreed("decision").is_null() {
        expected["missing_facts"] = completions.hangs_on(&["decision"]);
        return expected;
    }
    for field in [
        "decision",
        "resolver",
        "path",
        "entitlement",
        "fee",
        "response",
        "portal",
    ] {
        expected[field] = completions.agreed(field);
    }
    for field in ["missing", "warnings", "reasons"] {
        expected[field] = completions.in_all(field);
    }
    expected["open_facts"] = completions.hangs_on(&FIELDS);
    expected
}

/// The verdict with its reasons in a fixed order, as their order says nothing.
fn in_order(mut verdict: Value) -> Value {
    if let Some(reasons) = verdict["reasons"].as_array_mut() {
        reasons.sort_by_key(ToString::to_string);
    }
    verdict
}

/// Places of values, of which some are forgotten; the first values lead deep into the rules and are drawn more often.
fn partly_known() -> impl Strategy<Value = Vec<Option<usize>>> {
    let one = |size: usize| {
        prop::strategy::Union::new_weighted(vec![(3, Just(0).boxed()), (2, (0..size).boxed())])
    };
    let places: Vec<_> = domains().iter().map(|it| one(it.len())).collect();
    let forgotten = prop::collection::vec(0..FACTS.len(), 0..8);
    (places, forgotten, prop::bool::weighted(0.7)).prop_map(
        |(places, forgotten, is_edition_open)| {
            let domains = domains();
            let mut known: Vec<_> = places.into_iter().map(Some).collect();
            let mut n_completions = 1;
            for at in is_edition_open.then_some(0).into_iter().chain(forgotten) {
                if known[at].is_some() && n_completions * domains[at].len() <= N_COMPLETIONS_MAX {
                    n_completions *= domains[at].len();
                    known[at] = None;
                }
            }
            known
        },
    )
}

#[test]
fn an_open_edition_is_decided_as_all_completions_are() {
    let playbooks = playbooks();
    let editions = Editions::of(&playbooks).unwrap();
    let domains = domains();
    // Each case stands for up to a hundred.
    let cases = ProptestConfig::default().cases / 4;
    proptest!(ProptestConfig::with_cases(cases), |(places in partly_known())| {
        let line = line(&domains, &places);
        let found = in_order(editions.answer_line(1, line.as_bytes()));
        let expected = in_order(by_completions(&editions, &domains, &places));
        proptest::prop_assert_eq!(found, expected, "{}", line);
    });
}

#[test]
fn an_open_edition_hangs_on_what_either_edition_reads() {
    let playbooks = playbooks();
    let editions = Editions::of(&playbooks).unwrap();
    let deep = r#""cloud":"public","subject":"customer","marketplace_product":false,"product":"azure","issue":"technical","health":"healthy","category":"defect","partner":"direct_bill","contracts":["premier"]"#;
    for (line, decision, missing, open) in [
        (
            "{}".to_owned(),
            "needs_facts",
            "edition cloud as_of subject marketplace_product product dynamics_topic issue health category partner contracts role access provider_granted_azure_access gdap.relationship gdap.roles reseller_relationship azure_support_role own_plan",
            "",
        ),
        (r#"{"cloud":"china_21vianet"}"#.to_owned(), "route_21vianet", "", "subject"),
        (r#"{"cloud":"germany","as_of":"2021-10-30"}"#.to_owned(), "no_cloud", "", ""),
        (
            // The reading of edition 2025 blocks this role, whatever the relationship.
            format!(r#"{{{deep},"role":"helpdesk_agent_in_support_group"}}"#),
            "needs_facts",
            "edition access",
            "",
        ),
        (format!(r#"{{{deep},"role":"helpdesk_agent","access":"revoked"}}"#), "blocked", "", "edition gdap.relationship gdap.roles reseller_relationship azure_support_role"),
        (
            format!(r#"{{{deep},"role":"admin_agent","access":"delegated_admin"}}"#),
            "needs_facts",
            "edition gdap.relationship gdap.roles reseller_relationship azure_support_role",
            "",
        ),
        (r#"{"edition":null,"gdap":{"relationship":null},"cloud":"china_21vianet","subject":"customer"}"#.to_owned(), "route_21vianet", "", ""),
    ] {
        let verdict = editions.answer_line(1, line.as_bytes());
        let names = |field: &str| {
            let names: Vec<_> = verdict[field].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
            names.join(" ")
        };
        assert_eq!(verdict["decision"], decision, "{line}");
        assert_eq!(names("missing_facts"), missing, "{line}");
        assert_eq!(names("open_facts"), open, "{line}");
    }
}

#[test]
fn malformed_lines_are_found_whatever_edition_they_name() {
    let playbooks = playbooks();
    let editions = Editions::of(&playbooks).unwrap();
    for edition in [
        "",
        r#""edition":null,"#,
        r#""edition":"2021","#,
        r#""edition":"2025","#,
    ] {
        for (rest, code, at) in [
            (
                r#""gdap":{"relationship":"gone"}"#,
                "invalid_value",
                "4:/gdap/relationship",
            ),
            (
                r#""gdap":{"roles":["A"],"colour":1}"#,
                "unknown_fact",
                "4:/gdap/colour",
            ),
            (
                r#""gdap":{"roles":["a","B"]}"#,
                "invalid_value",
                "4:/gdap/roles/1",
            ),
            (r#""gdap":[]"#, "invalid_value", "4:/gdap"),
            (r#""gdap.roles":[]"#, "unknown_fact", "4:/gdap.roles"),
            (r#""gdap":{"a.b":1}"#, "unknown_fact", "4:/gdap/a.b"),
            (r#""a~/b":1"#, "unknown_fact", "4:/a~0~1b"),
            (r#""access":"none""#, "invalid_value", "4:/access"),
            (
                r#""claimed_severity":"nothing""#,
                "invalid_value",
                "4:/claimed_severity",
            ),
            (r#""":1"#, "unknown_fact", "4:/"),
        ] {
            let line = format!("{{{edition}{rest}}}");
            let answer = editions.answer_line(4, line.as_bytes());
            assert_eq!(answer["error"]["code"], code, "{line}");
            assert_eq!(answer["error"]["at"], at, "{line}");
        }
    }
    for (line, at) in [
        (r#"{"edition":2021}"#, "1:/edition"),
        (r#"{"edition":"2022","role":1}"#, "1:/edition"),
    ] {
        assert_eq!(
            editions.answer_line(1, line.as_bytes())["error"]["at"],
            at,
            "{line}"
        );
    }
}

#[test]
fn playbooks_of_one_edition_are_not_joined() {
    let text = shipped::edition_2021();
    let twice = [&text, &text].map(|it| Playbook::parse(it).unwrap());
    let defect = Editions::of(&twice).err().unwrap();
    assert_eq!(
        defect.to_string(),
        "/edition/id: two playbooks speak for edition `2021`"
    );
    let narrower = text.replacen(
        r#""us_government","china_21vianet","germany"],"from""#,
        r#""germany","us_government","china_21vianet"],"from""#,
        1,
    );
    let other = narrower.replacen(r#""id":"2021""#, r#""id":"2030""#, 1);
    let apart = [&text, &other].map(|it| Playbook::parse(it).unwrap());
    let defect = Editions::of(&apart).err().unwrap();
    assert_eq!(
        defect.to_string(),
        "fact `cloud`: its values are not the same in all editions"
    );
}
