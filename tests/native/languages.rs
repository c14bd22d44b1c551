//! Five languages, one desk: what is decided and what was said does not hang on the language.

use crate::{
    content::{pack, words},
    desk::{Desk, block_on},
};
use partner_triage::{
    app::{self, Command, Content, Effect, LanguageFiles, Route, screens},
    content::{EDITIONS, Playbook, shipped},
    facts::Answer,
    flow::Reply,
    vocab::FactId,
    wording::{Arg, Formats, Words, category, plurals},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    rc::Rc,
};

/// The languages in the order of the menu, which `index.html` gives.
fn offered() -> Vec<String> {
    let page = fs::read_to_string("index.html").unwrap();
    let (_, rest) = page
        .split_once(r#"<meta name="languages" content=""#)
        .unwrap();
    let (tags, _) = rest.split_once('"').unwrap();
    tags.split(' ').map(str::to_owned).collect()
}

/// How many cases are walked: a few in the gate, all of them in long runs, which raise the number of random cases too.
fn n_walked() -> usize {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let is_long = asked.is_some_and(|it| it.parse().is_ok_and(|it: u32| it >= 1_000));
    if is_long { 20 } else { 5 }
}

/// A desk that offers every language.
fn desk() -> Desk {
    let mut desk = Desk::bare();
    desk.state.languages = offered().into_iter().map(|it| (it.clone(), it)).collect();
    desk
}

fn speak(desk: &mut Desk, language: &str) {
    desk.send(Command::LanguageChosen(language.to_owned()));
    assert_eq!(desk.state.language(), language);
}

/// What would be found after a reload, but for the language.
fn kept(desk: &Desk) -> String {
    let text = desk.bench.saved.borrow().clone().unwrap_or_default();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let language = document.pointer_mut("/body/preferences/language");
    *language.unwrap() = Value::Null;
    document.to_string()
}

/// Every ordered pair of five once: each step size visits all five and comes back.
fn pairs(n: usize) -> impl Iterator<Item = usize> {
    (1..n).flat_map(move |step| (1..=n).map(move |at| at * step % n))
}

fn answer(value: &Value) -> Answer {
    match value {
        Value::Bool(flag) => Answer::Flag(*flag),
        Value::Array(names) => Answer::Set(
            names
                .iter()
                .map(|it| it.as_str().unwrap().to_owned())
                .collect(),
        ),
        other => Answer::Word(other.as_str().unwrap().to_owned()),
    }
}

#[test]
fn a_language_is_offered_if_it_has_words() {
    let folders = fs::read_dir("src/content/words").unwrap();
    let folders: BTreeSet<_> = folders
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(offered().into_iter().collect::<BTreeSet<_>>(), folders);
}

#[test]
fn switching_at_every_step_in_every_pair_leaves_what_was_said_alone() {
    // Those of the documents; the walk through all pairs is made for five.
    let languages: Vec<_> = offered().into_iter().take(5).collect();
    assert_eq!(pairs(languages.len()).count(), 20);
    let cases: Value = serde_json::from_str(include_str!("cases/edition-2021.json")).unwrap();
    let mut desk = desk();
    let mut n_switches = 0;
    for case in cases.as_array().unwrap().iter().take(n_walked()) {
        let facts = &case["facts"];
        let of = |fact: &str| facts[fact].as_str().unwrap_or("public").to_owned();
        desk.go(&format!(
            "#/en/new?subject={}&cloud={}",
            of("subject"),
            of("cloud")
        ));
        for _ in 0..40 {
            let Route::Step(id, step) = desk.state.route().clone() else {
                break;
            };
            desk.send(Command::Compacted(false));
            let (before, cases) = (kept(&desk), desk.state.cases.clone());
            for at in pairs(languages.len()) {
                speak(&mut desk, &languages[at]);
                n_switches += 1;
                assert_eq!(desk.state.cases, cases, "{}: {step}", case["id"]);
                assert_eq!(*desk.state.route(), Route::Step(id.clone(), step.clone()));
                assert_eq!(kept(&desk), before, "{}: {step}", case["id"]);
            }
            let reply = match &facts[step.as_str()] {
                Value::Null => Reply::Unknown,
                value => Reply::Known(answer(value)),
            };
            desk.send(Command::Continued(id, FactId::new(step), Some(reply)));
        }
        let Route::Verdict(id) = desk.state.route().clone() else {
            panic!("{} ends at {:?}", case["id"], desk.state.route());
        };
        desk.send(Command::Dropped(id));
    }
    assert!(n_switches > n_walked() * 20 * 4, "{n_switches} switches");
}

/// Rules hold no words, and another language takes over the very rules that spoke before: whatever they decide for any combination of
/// facts, they decide in every language.
#[test]
fn every_language_speaks_for_the_same_rules() {
    let playbook = Playbook::parse(&shipped::edition_2021()).unwrap();
    let english = Content {
        playbook: Rc::new(playbook),
        words: words(),
        is_whole: true,
    };
    for language in offered() {
        let shared = pack(&language).words(&language, None);
        let other = english.said_in(None, &shared).unwrap();
        assert!(Rc::ptr_eq(&english.playbook, &other.playbook), "{language}");
        assert_eq!(other.words.language(), language);
    }
}

#[test]
fn only_the_words_of_the_language_that_is_spoken_are_read() {
    let mut desk = desk();
    desk.bench.fetched.borrow_mut().clear();
    speak(&mut desk, "hu");
    assert_eq!(
        *desk.bench.fetched.borrow(),
        ["words-hu.json", "keys-rest.json", "words-hu-rest.json"]
    );
    desk.send(Command::EditionChosen("2025".to_owned()));
    desk.bench.fetched.borrow_mut().clear();
    speak(&mut desk, "cs");
    let read = desk.bench.fetched.borrow().join(" ");
    assert_eq!(
        read,
        "words-cs.json keys-rest.json words-cs-rest.json keys-2025.json words-cs-2025.json"
    );
}

#[test]
fn words_that_do_not_come_leave_the_page_in_its_language_and_say_so() {
    let mut desk = desk();
    desk.go("#/en/help");
    desk.bench
        .refused
        .replace(Some("words-pl-rest.json".to_owned()));
    desk.send(Command::LanguageChosen("pl".to_owned()));
    assert_eq!(desk.state.language(), "en");
    assert_eq!(desk.state.address.language.as_deref(), Some("en"));
    assert_eq!(*desk.state.route(), Route::Help);
    let trouble = desk.state.language_trouble.clone().unwrap();
    assert_eq!(trouble.kind, "language");
    assert!(
        trouble.support.contains("words-pl-rest.json"),
        "{}",
        trouble.support
    );
    desk.bench.refused.replace(None);
    desk.send(Command::Retried);
    assert_eq!(desk.state.language(), "pl");
    assert_eq!(desk.state.language_trouble, None);
}

#[test]
fn words_that_do_not_fit_their_keys_are_refused_with_their_file() {
    let mut desk = desk();
    desk.go("#/pl/help");
    let files = LanguageFiles {
        first: "{}".to_owned(),
        rest: app::WordList {
            language: "cs".to_owned(),
            keys: r#"["a","b"]"#.to_owned(),
            texts: r#"["only one"]"#.to_owned(),
        },
        reference: Some(app::WordList::default()),
        editions: BTreeMap::new(),
    };
    desk.state.address.language = Some("cs".to_owned());
    desk.send(Command::LanguageRead("cs".to_owned(), Box::new(Ok(files))));
    let trouble = desk.state.language_trouble.clone().unwrap();
    assert!(
        trouble.support.starts_with("words-cs-rest.json"),
        "{}",
        trouble.support
    );
}

#[test]
fn an_address_in_a_language_that_is_not_offered_shows_the_page_in_this_one() {
    let mut desk = desk();
    desk.go("#/xx/help");
    assert_eq!(desk.state.language(), "en");
    assert_eq!(*desk.state.route(), Route::Help);
    assert_eq!(desk.bench.went.borrow().last().unwrap(), "#/en/help");
}

#[test]
fn the_later_of_two_choices_wins() {
    let mut desk = desk();
    let further = ["reference".to_owned()];
    let files =
        |language: &str| block_on(app::read_language(&*desk.bench, language, &further)).unwrap();
    let (polish, russian) = (files("pl"), files("ru"));
    let outside = app::Circumstances::default();
    let arrive = |state: &mut app::State, address: &str| {
        let command = Command::Arrived(app::Address::parse(address));
        app::update(state, command, &outside)
    };
    arrive(&mut desk.state, "#/en/help");
    let effects = arrive(&mut desk.state, "#/pl/help");
    assert_eq!(
        effects,
        [Effect::ReadLanguage(
            "pl".to_owned(),
            vec!["2021".to_owned(), "reference".to_owned()]
        )]
    );
    arrive(&mut desk.state, "#/ru/help");
    desk.send(Command::LanguageRead(
        "ru".to_owned(),
        Box::new(Ok(russian)),
    ));
    desk.send(Command::LanguageRead("pl".to_owned(), Box::new(Ok(polish))));
    assert_eq!(desk.state.language(), "ru");
}

#[test]
fn an_edition_that_comes_in_the_language_before_is_read_again_in_this_one() {
    let mut desk = desk();
    let english = block_on(app::read_edition(&*desk.bench, "en", "2025")).unwrap();
    speak(&mut desk, "ru");
    desk.send(Command::EditionRead(
        "2025".to_owned(),
        Box::new(Ok(english)),
    ));
    let own = &pack("ru").editions["2025"]["rule.A-05"];
    assert_eq!(
        desk.state.editions["2025"].words.say("rule.A-05", &[]),
        *own
    );
}

/// The form that a message shows for a number is the one of the number's category, in every message that counts.
#[test]
fn every_plural_shows_the_form_of_its_number() {
    let grid = [
        0.0, 1.0, 2.0, 4.0, 5.0, 11.0, 12.0, 14.0, 21.0, 22.0, 25.0, 101.0, 111.0, 112.0, 1.5,
    ];
    let mut n_shown = 0;
    for language in offered() {
        let pack = pack(&language);
        for (key, text) in pack.parts().flat_map(|it| it.1) {
            for plural in plurals(text) {
                let message = format!(
                    "{{{}, plural, {}}}",
                    plural.counts,
                    plural
                        .forms
                        .iter()
                        .map(|(name, text)| format!("{name} {{{text}}}"))
                        .collect::<Vec<_>>()
                        .join(" ")
                );
                let json = serde_json::json!({ "m": message }).to_string();
                let words = Words::parse(&language, &json)
                    .unwrap()
                    .written_by(Formats::PLAIN);
                for n in grid {
                    let shown = words.say("m", &[(plural.counts, Arg::Number(n))]);
                    let name = category(&language, n).name();
                    let exact = format!("={n}");
                    let form = |wanted: &str| plural.forms.iter().find(|it| it.0 == wanted);
                    let (_, expected) = form(&exact).or_else(|| form(name)).unwrap_or_else(|| {
                        panic!("{language}: `{key}` has no form {name} for {n}")
                    });
                    assert_eq!(
                        shown,
                        expected.replace('#', &n.to_string()),
                        "{language}: {key}"
                    );
                    n_shown += 1;
                }
            }
        }
    }
    assert!(n_shown >= grid.len() * 5 * 20, "{n_shown} forms");
}

#[test]
fn every_verdict_is_said_whole_in_every_language() {
    let cases: Value = serde_json::from_str(include_str!("cases/edition-2021.json")).unwrap();
    for language in offered() {
        let mut n_verdicts = 0;
        let mut desk = desk();
        speak(&mut desk, &language);
        for case in cases.as_array().unwrap() {
            let facts = case["facts"].as_object().unwrap();
            let pairs: Vec<_> = facts
                .iter()
                .filter(|it| !["edition", "as_of"].contains(&it.0.as_str()) && !it.1.is_object())
                .map(|(fact, value)| format!("{fact}={}", answer(value).key()))
                .collect();
            desk.go(&format!("#/{language}/new?{}", pairs.join("&")));
            let Route::Verdict(id) = desk.state.route().clone() else {
                continue;
            };
            n_verdicts += 1;
            let screen = screens::verdict(&desk.state, &desk.state.cases[&id]).unwrap();
            let cited = screen.reasons.iter().flat_map(|it| &it.citations);
            let said: Vec<_> = cited
                .map(|it| screens::statement(&desk.state, &it.rule))
                .collect();
            let text = format!("{screen:?} {said:?}");
            for raw in [
                "{customer}",
                "{fee}",
                "{response}",
                "{n}",
                "plural,",
                "\"decision.",
                "\"reason.",
                "\"rule.",
                "\"value.",
                "\"warning.",
            ] {
                assert!(!text.contains(raw), "{language} {}: {raw}", case["id"]);
            }
        }
        assert!(n_verdicts > 20, "{language}: {n_verdicts} verdicts");
    }
}

/// Beside the edition that speaks, another one names its decisions and questions without words of its own.
#[test]
fn every_edition_names_what_it_decides_and_asks_with_the_shared_words() {
    for language in offered() {
        let shared = pack(&language).words(&language, None);
        for (edition, playbook) in EDITIONS.into_iter().zip(shipped::all()) {
            let beside = shared.clone().said_by(edition);
            let own = pack(&language).words(&language, Some(edition));
            let playbook = Playbook::parse(&playbook).unwrap();
            let steps = playbook
                .interview
                .steps
                .iter()
                .map(|it| format!("step.{}.title", it.id));
            let ends = playbook
                .outcomes
                .iter()
                .map(|it| format!("decision.{}.title", it.id));
            for key in steps.chain(ends) {
                assert_eq!(
                    beside.raw(&key),
                    own.raw(&key),
                    "{language} {edition} {key}"
                );
                assert!(own.has(&key), "{language} {edition} {key}");
            }
        }
    }
}
