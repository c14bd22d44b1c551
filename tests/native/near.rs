//! The rows that nearly held, as the verdict page tells them.

use partner_triage::{
    app::{
        Content,
        screens::{self, NearLine, Standing},
    },
    content::{EDITIONS, Editions, Playbook, shipped},
    facts::{Known, Origin},
    flow::Path,
    vocab::{FactId, Moment},
};
use serde_json::Value;
use std::{cell::OnceCell, fs, rc::Rc};

/// Each edition with the words it is told in.
fn contents() -> Vec<Rc<Content>> {
    let pack = crate::content::pack("en");
    let content = |(edition, playbook): (&str, String)| {
        let playbook = Playbook::parse(&playbook).unwrap();
        Rc::new(Content {
            playbook: Rc::new(playbook),
            words: pack.words("en", Some(edition)),
            is_whole: true,
        })
    };
    EDITIONS
        .into_iter()
        .zip(shipped::all())
        .map(content)
        .collect()
}

/// The worked cases of an edition.
fn cases(edition: &str) -> Vec<Value> {
    let file = format!("tests/native/cases/edition-{edition}.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn known(content: &Content, facts: &str) -> Known {
    let playbooks = std::slice::from_ref(&*content.playbook);
    let editions = Editions::of(playbooks).unwrap();
    editions.read_line(facts.as_bytes()).unwrap().known
}

fn stand(content: &Rc<Content>, known: Known) -> Standing {
    let rules = &content.playbook.rules;
    let masks = known.masks(rules.catalogue());
    Standing {
        content: content.clone(),
        path: Path {
            stops: Vec::new(),
            known,
            overruled: Vec::new(),
            parked: Vec::new(),
        },
        decision: rules.decide(&masks),
        n_spared: OnceCell::new(),
        masks,
    }
}

/// A line as text: verdict, cell, value, what that rests on; lists with strokes, and a mark on rows below the one that decided.
fn text(line: &NearLine) -> String {
    let NearLine { then, column, .. } = line;
    let mark = if line.is_below { " (below)" } else { "" };
    let demands = line.demands.join(" | ");
    let is = line.is.join(" | ");
    let grounds = line.rests.iter();
    let grounds: String = grounds
        .flat_map(|(fact, value)| [" <- ", fact, ": ", value])
        .collect();
    format!("{then}{mark}: {column} = {demands}, is {is}{grounds}")
}

fn texts(standing: &Standing) -> Vec<String> {
    screens::near(standing).iter().map(text).collect()
}

#[test]
fn no_worked_case_shows_a_key_in_place_of_words() {
    let mut n_lines = 0;
    for content in contents() {
        for case in cases(&content.playbook.edition.id) {
            let standing = stand(&content, known(&content, &case["facts"].to_string()));
            let lines = screens::near(&standing);
            let n_misses = standing.decision.near_misses.len();
            assert!(lines.is_empty() == (n_misses == 0) && lines.len() <= n_misses);
            n_lines += lines.len();
            for line in lines {
                let id = &case["id"];
                assert!(!line.demands.is_empty() && !line.is.is_empty(), "{id}");
                let rests = line.rests.iter().flat_map(|it| [&it.0, &it.1]);
                let parts = line.demands.iter().chain(&line.is).chain(rests);
                for part in parts.chain([&line.then, &line.column]) {
                    assert!(!looks_like_key(&content, part), "{id}: {part}");
                }
            }
        }
    }
    assert!(n_lines > 500, "{n_lines}");
}

/// Keys and names of content are lower case words with `.` or `_` between them, or stand in the tables as they are.
fn looks_like_key(content: &Content, text: &str) -> bool {
    let is_joined = !text.contains(' ') && text.contains(['.', '_']);
    let columns = content.playbook.rules.tables().iter();
    let mut columns = columns.flat_map(|it| it.columns.iter().chain(&it.outputs));
    is_joined || columns.any(|it| it == text || text.contains(&format!(".{it}")))
}

#[test]
fn every_column_of_the_table_that_decides_has_words_for_all_it_can_hold() {
    for content in contents() {
        let rules = &content.playbook.rules;
        let table = rules.tables().iter().find(|it| it.id == "decision");
        let mut missing = Vec::new();
        for column in &table.unwrap().columns {
            let is_fact = rules.catalogue().get(column).is_some();
            let (name, value) = if is_fact {
                ("fact", "value")
            } else {
                ("column", "column")
            };
            let words = rules.words_of(column);
            assert!(words.len() > 1, "{column}");
            let values = words.into_iter().map(|it| format!("{value}.{column}.{it}"));
            let keys = values.chain([format!("{name}.{column}")]);
            missing.extend(keys.filter(|it| !content.words.has(it)));
        }
        assert_eq!(missing, [""; 0], "{}", content.playbook.edition.id);
    }
}

#[test]
fn a_row_says_its_verdict_the_cell_it_failed_by_and_what_that_rests_on() {
    let contents = contents();
    for (edition, id, expected) in [
        (0, "S-20", RESELLER),
        (0, "S-30", OWN_AZURE),
        (1, "S-48", NEWEST_EDITION),
    ] {
        let content = &contents[edition];
        let cases = cases(&content.playbook.edition.id);
        let case = cases.iter().find(|it| it["id"] == id).unwrap();
        let standing = stand(content, known(content, &case["facts"].to_string()));
        assert_eq!(texts(&standing), expected, "{id}");
    }
}

/// An indirect reseller files for Office 365 by its own admin rights.
const RESELLER: &[&str] = &[
    "Take to 21Vianet: Cloud = China, operated by 21Vianet, is Public cloud",
    "Own case, admin center: Whose problem = Your own, is A customer’s",
    "Report to Partner Center: Whose problem = Partner Center itself, is A customer’s",
    "Contact the publisher: Marketplace product = Yes, the product itself, is No",
    "Outside CSP support: Product = Another product, is Office 365",
    "Check health first: Service health = Not checked yet, is No incident explains it",
    "Follow the incident: Service health = Running incident explains it, is No incident explains it",
    "Resolve it yourself: What you found = How-to question | Configuration | Not diagnosed yet, is Defect",
    "Resolve it yourself: What you found = None of these, is Defect",
    "Hand to provider: Reseller files itself = No, is Yes <- Product: Office 365 <- Kind of problem: Technical \
     <- Support contracts: Signature Cloud Support <- Your role: Admin agent <- Access to the customer: Delegated admin",
    "Not yet, something missing: Contract for technical support = Missing | Below Advanced Support, is Held \
     <- Product: Office 365 <- Kind of problem: Technical <- Support contracts: Signature Cloud Support",
    "Not yet, something missing: Role that may file = Missing, is Held <- Your role: Admin agent",
    "Not yet, something missing: Way to file for the customer = None, is Through Partner Center \
     <- Access to the customer: Delegated admin",
    "File, Azure: Product = Azure, is Office 365",
];

/// The partner's own Azure subscription with a plan: many rows stand below the one that decides, two of them alike.
const OWN_AZURE: &[&str] = &[
    "Take to 21Vianet: Cloud = China, operated by 21Vianet, is Public cloud",
    "Contact the publisher: Marketplace product = Yes, the product itself, is No",
    "Not yet, no own plan: Own Azure plan = No plan, is Premier",
    "Own case, admin center (below): Product = Office 365 | Dynamics 365 | Enterprise Mobility Suite, is Azure",
    "Outside CSP support (below): Product = Another product, is Azure",
    "Report to Partner Center (below): Whose problem = Partner Center itself, is Your own",
    "Contact the publisher (below): Marketplace product = Yes, the product itself, is No",
    "Not yet, no own plan (below): Contract for technical support = Missing | Below Advanced Support, is Held \
     <- Product: Azure <- Kind of problem: Technical <- Support contracts: Premier Support for Partners",
    "Not yet, no own plan (below): Role that may file = Missing, is Held <- Your role: Admin agent",
    "File, admin center (below): Product = Office 365 | Dynamics 365 | Enterprise Mobility Suite, is Azure",
];

/// Office 365 under granular admin rights, where the way to file is what is left once nothing stands against it.
const NEWEST_EDITION: &[&str] = &[
    "Take to 21Vianet: Cloud = China, operated by 21Vianet, is Public cloud",
    "Own case, Microsoft 365: Whose problem = Your own, is A customer’s",
    "Report to Partner Center: Whose problem = Partner Center itself, is A customer’s",
    "Contact the publisher: Marketplace product = Yes, the product itself, is No",
    "Outside CSP support: Product = Another product, is Office 365",
    "Check health first: Service health = Not checked yet, is Cannot be opened",
    "Follow the incident: Service health = Running incident explains it, is Cannot be opened",
    "Resolve it yourself: What you found = How-to question | Configuration | Not diagnosed yet, is Defect",
    "Resolve it yourself: What you found = None of these, is Defect",
    "Not yet, something missing: Contract for technical support = Missing | Below Advanced Support, is Held \
     <- Product: Office 365 <- Kind of problem: Technical <- Support contracts: Partner Cloud Support",
    "Not yet, something missing: Role that may file = Missing, is Held <- Your role: Admin agent",
    "Not yet, something missing: Way to file for the customer = None, is Through Partner Center \
     <- Product: Office 365 <- Granular admin relationship: Active <- Granular roles: A fitting role",
    "File, Azure: Product = Azure, is Office 365",
];

#[test]
fn single_lines_read_as_the_cell_means_them() {
    let customer = r#"{"cloud":"public","subject":"customer","marketplace_product":"#;
    let own = r#"{"cloud":"public","subject":"own_tenant","marketplace_product":false,"product":"azure","own_plan":"#;
    for (edition, facts, expected) in [
        // A cell that takes all but one value names those it takes.
        (
            0,
            format!(r#"{customer}true,"issue":"technical"}}"#),
            "You, then Partner Center (below): Kind of problem = Commercial | Billing dispute | Suspected fraud, is Technical",
        ),
        // What is said of a verdict for one product only is not said where the row takes several.
        (
            1,
            format!(r#"{own}"premier","issue":"technical"}}"#),
            "Own case, admin center (below): Product = Office 365 | Dynamics 365 | Enterprise Mobility Suite, is Azure",
        ),
        // A value is told with every fact that the row which concludes it tests.
        (
            0,
            format!(
                r#"{customer}false,"product":"azure","issue":"technical","health":"healthy","category":"defect","partner":"indirect_reseller",
                "contracts":["premier"],"role":"helpdesk_agent","access":"azure_only","provider_granted_azure_access":true}}"#
            ),
            "Not yet, something missing (below): Way to file for the customer = None, is Azure portal with the customer’s domain \
             <- Product: Azure <- Access to the customer: Azure subscriptions only",
        ),
    ] {
        let content = &contents()[edition];
        let lines = texts(&stand(content, known(content, &facts)));
        assert!(lines.iter().any(|it| it == expected), "{facts}: {lines:#?}");
    }
}

#[test]
fn what_is_not_certain_is_told_as_all_it_may_be() {
    let content = &contents()[0];
    let catalogue = content.playbook.rules.catalogue();
    let facts = r#"{"cloud":"public","subject":"customer","marketplace_product":false,"product":"azure","issue":"technical",
        "health":"unchecked","category":"defect","partner":"direct_bill","contracts":["advanced"],"role":"admin_agent"}"#;
    let mut known = known(content, facts);
    let may_be = ["delegated_admin", "azure_only"].map(str::to_owned);
    let access = FactId::new("access");
    known.narrow(catalogue, &access, &may_be, Origin::Portal(Moment(0)));
    let lines = texts(&stand(content, known));
    let line = "Not yet, something missing (below): Way to file for the customer = None, \
                is Through Partner Center | Azure portal with the customer’s domain";
    assert!(lines.iter().any(|it| it == line), "{lines:#?}");
}

#[test]
fn what_a_table_collects_is_told_with_nothing_as_a_word() {
    let content = &contents()[0];
    let rules = &content.playbook.rules;
    let column = "lacking";
    let all = [
        "asfp_or_higher",
        "delegated_admin",
        "filing_role",
        "technical_vehicle",
        "empty",
    ];
    assert_eq!(rules.words_of(column), all);
    let grounds = ["product", "issue", "contracts", "role", "access"];
    for (contracts, role, lacks, rests) in [
        (
            r#"["premier"]"#,
            "admin_agent",
            &["empty"][..],
            &grounds[..],
        ),
        (
            "[]",
            "sales_agent",
            &["filing_role", "technical_vehicle"],
            &grounds[..4],
        ),
    ] {
        let facts = format!(
            r#"{{"product":"azure","issue":"technical","contracts":{contracts},"role":"{role}","access":"delegated_admin"}}"#
        );
        let masks = stand(content, known(content, &facts)).masks;
        assert_eq!(rules.concluded(column, &masks), lacks, "{facts}");
        let facts = rules.facts_behind(column, &masks);
        assert!(
            facts.iter().map(FactId::as_str).eq(rests.iter().copied()),
            "{facts:?}"
        );
    }
}

#[test]
fn an_undecided_case_has_no_row_that_nearly_held() {
    let content = &contents()[0];
    let standing = stand(content, known(content, r#"{"cloud":"public"}"#));
    assert_eq!(screens::near(&standing), []);
}
