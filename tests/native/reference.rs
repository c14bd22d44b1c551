//! What sources say and the other texts for looking things up: read where they are shown, in the language that is spoken.

use crate::{
    content::pack,
    desk::{Desk, block_on},
};
use partner_triage::{
    app::{
        self, Address, Circumstances, Command, Effect, LanguageFiles, Load, Route, State, WordList,
        screens::{self, Statement},
    },
    facts::Answer,
    flow::Reply,
    vocab::FactId,
    wording::{Formats, Words},
};
use std::rc::Rc;

const FILE: &str = "words-en-reference.json";

/// How often the texts were asked for in English.
fn n_asked(desk: &Desk) -> usize {
    let fetched = desk.bench.fetched.borrow();
    fetched.iter().filter(|it| *it == FILE).count()
}

/// A desk that offers some languages, with a case that is decided and whose verdict nobody has seen, and the case's name.
fn decided() -> (Desk, String) {
    let mut desk = Desk::open();
    desk.state.languages = ["en", "pl", "ru"]
        .map(|it| (it.to_owned(), it.to_owned()))
        .into();
    desk.pick("Olszyna Logistyka sp. z o.o.");
    let case = desk.case();
    let word = |it: &str| Answer::Word(it.to_owned());
    for (fact, answer) in [
        ("marketplace_product", Answer::Flag(false)),
        ("product", word("azure")),
        ("issue", word("technical")),
        ("health", word("healthy")),
        ("category", word("service_unavailable")),
        ("impact", word("production_down")),
    ] {
        let (fact, reply) = (FactId::new(fact), Reply::Known(answer));
        desk.send(Command::Replied(case.clone(), fact, reply));
    }
    assert_eq!(desk.decision(), "file_azure");
    (desk, case.as_str().to_owned())
}

/// Does one thing and returns what it asks for, without doing that.
fn step(state: &mut State, command: Command) -> Vec<Effect> {
    app::update(state, command, &Circumstances::default())
}

fn arrive(state: &mut State, address: &str) -> Vec<Effect> {
    step(state, Command::Arrived(Address::parse(address)))
}

/// The texts as they come over the network.
fn list(desk: &Desk, language: &str) -> WordList {
    block_on(app::read_words(&*desk.bench, language, "reference")).unwrap()
}

fn files(desk: &Desk, language: &str, further: &[&str]) -> LanguageFiles {
    let further: Vec<_> = further.iter().map(|it| (*it).to_owned()).collect();
    block_on(app::read_language(&*desk.bench, language, &further)).unwrap()
}

fn reference_read(state: &mut State, language: &str, list: WordList) {
    let effects = step(state, Command::ReferenceRead(language.to_owned(), Ok(list)));
    assert_eq!(effects, []);
}

fn language_read(state: &mut State, language: &str, files: LanguageFiles) -> Vec<Effect> {
    step(
        state,
        Command::LanguageRead(language.to_owned(), Box::new(Ok(files))),
    )
}

fn says(state: &State, rule: &str) -> Option<String> {
    match screens::statement(state, rule) {
        Load::Known(it) => Some(it.says),
        _ => None,
    }
}

/// What a rule says in a language, as it is written.
fn written(language: &str, edition: Option<&str>, rule: &str) -> String {
    let words = pack(language).words(language, edition);
    words.say(&format!("rule.{rule}"), &[])
}

#[test]
fn the_texts_are_read_where_they_are_shown_and_nowhere_else() {
    let (mut desk, case) = decided();
    for page in [
        "request",
        "check",
        "done",
        "step/product",
        "section/problem",
        "verdict",
        "walk",
    ] {
        desk.go(&format!("#/en/case/{case}/{page}"));
        assert_eq!(n_asked(&desk), 0, "{page}");
    }
    for page in ["", "customers", "nowhere"] {
        desk.go(&format!("#/en/{page}"));
        assert_eq!(n_asked(&desk), 0, "{page}");
    }
    for page in ["library", "help", "practice", "organisation"] {
        let mut desk = decided().0;
        desk.go(&format!("#/en/{page}"));
        assert_eq!(n_asked(&desk), 1, "{page}");
        // Once is enough.
        desk.go("#/en/library");
        desk.send(Command::ReferenceOpened);
        desk.send(Command::Retried);
        assert_eq!(n_asked(&desk), 1, "{page}");
    }
    for page in ["customers".to_owned(), format!("case/{case}/verdict")] {
        let mut desk = decided().0;
        desk.go(&format!("#/en/{page}"));
        desk.send(Command::ReferenceOpened);
        assert_eq!(n_asked(&desk), 1);
    }
}

#[test]
fn where_a_statement_stands_is_there_before_what_it_says() {
    let (mut desk, case) = decided();
    let state = &mut desk.state;
    arrive(state, &format!("#/en/case/{case}/verdict"));
    let effects = step(state, Command::ReferenceOpened);
    assert_eq!(effects, [Effect::ReadReference("en".to_owned())]);
    let verdict = screens::verdict(state, state.case().unwrap()).unwrap();
    let cited: Vec<_> = verdict
        .reasons
        .iter()
        .flat_map(|it| &it.citations)
        .collect();
    assert!(cited.len() > 5);
    for line in &cited {
        assert_eq!(screens::statement(state, &line.rule), Load::Waiting);
    }
    let list = list(&desk, "en");
    let state = &mut desk.state;
    let rules = state.content.clone().unwrap().playbook.clone();
    reference_read(state, "en", list);
    for line in cited {
        assert_eq!(
            says(state, &line.rule),
            Some(written("en", None, &line.rule))
        );
    }
    // Nothing else on the page is another, and the rules are the very same.
    assert_eq!(
        screens::verdict(state, state.case().unwrap()),
        Some(verdict)
    );
    assert!(Rc::ptr_eq(&rules, &state.content.clone().unwrap().playbook));
}

#[test]
fn a_note_comes_with_its_statement() {
    let mut desk = Desk::bare();
    assert_eq!(screens::statement(&desk.state, "R-36"), Load::NotAsked);
    desk.go("#/en/library");
    let Load::Known(Statement { note, .. }) = screens::statement(&desk.state, "R-36") else {
        panic!("nothing is said");
    };
    assert!(note.unwrap().contains("Polish"));
}

#[test]
fn numbers_are_written_as_before() {
    let mut desk = Desk::bare();
    let formats = Formats {
        number: |_, _| "many".to_owned(),
        ..Formats::PLAIN
    };
    let words = desk.state.words.as_deref().cloned().unwrap();
    desk.state.words = Some(Rc::new(words.written_by(formats)));
    let content = desk.state.content.clone().unwrap();
    let content = content.said_in(None, desk.state.words.as_deref().unwrap());
    let content = Rc::new(content.unwrap());
    desk.state
        .editions
        .insert("2021".to_owned(), content.clone());
    desk.state.content = Some(content);
    desk.go("#/en/help");
    assert!(says(&desk.state, "R-36").is_some());
    let count = |it: &Words| it.count(3);
    assert_eq!(desk.state.words.as_deref().map(count).unwrap(), "many");
    assert_eq!(count(&desk.state.content.unwrap().words), "many");
}

#[test]
fn a_page_of_nothing_else_waits_for_them() {
    let mut desk = Desk::bare();
    desk.state.program = Load::Known(());
    for (address, route) in [
        ("#/en/help", Route::Help),
        ("#/en/library", Route::Library),
        ("#/en/practice", Route::Practice),
        ("#/en/organisation", Route::Organisation),
    ] {
        desk.state.reference = Load::NotAsked;
        arrive(&mut desk.state, address);
        assert_eq!(desk.state.address.route, route);
        assert_eq!(desk.state.page(), Load::Waiting);
        desk.state.reference = Load::Known(());
        assert_eq!(desk.state.page(), Load::Known(()));
    }
    desk.state.reference = Load::Waiting;
    arrive(&mut desk.state, "#/en/customers");
    assert_eq!(desk.state.page(), Load::Known(()));
}

#[test]
fn another_language_brings_them_where_they_are_here() {
    let (mut desk, case) = decided();
    desk.go(&format!("#/en/case/{case}/verdict"));
    desk.send(Command::ReferenceOpened);
    assert_eq!(says(&desk.state, "R-19"), Some(written("en", None, "R-19")));
    desk.bench.fetched.borrow_mut().clear();
    desk.send(Command::LanguageChosen("pl".to_owned()));
    assert_eq!(desk.state.language(), "pl");
    assert_eq!(says(&desk.state, "R-19"), Some(written("pl", None, "R-19")));
    assert_eq!(
        desk.bench.fetched.borrow().join(" "),
        "words-pl.json keys-rest.json words-pl-rest.json keys-reference.json words-pl-reference.json"
    );
}

#[test]
fn another_language_brings_them_while_they_are_on_their_way() {
    let mut desk = decided().0;
    let (english, polish) = (list(&desk, "en"), files(&desk, "pl", &["reference"]));
    let state = &mut desk.state;
    arrive(state, "#/en/library");
    let further = vec!["2021".to_owned(), "reference".to_owned()];
    assert_eq!(
        arrive(state, "#/pl/library"),
        [Effect::ReadLanguage("pl".to_owned(), further)]
    );
    assert_eq!(language_read(state, "pl", polish), []);
    let polish = Some(written("pl", None, "R-19"));
    assert_eq!(says(state, "R-19"), polish);
    // What was asked for in the language before comes to nothing, and so does its failure.
    reference_read(state, "en", english);
    let failure = Err("late".to_owned());
    step(state, Command::ReferenceRead("pl".to_owned(), failure));
    assert_eq!(state.reference, Load::Known(()));
    assert_eq!(says(state, "R-19"), polish);
}

#[test]
fn what_is_wanted_while_a_language_is_on_its_way_comes_with_it() {
    let (mut desk, case) = decided();
    let english = list(&desk, "en");
    let bare = files(&desk, "pl", &[]);
    let whole = files(&desk, "pl", &["2025", "reference"]);
    let edition = block_on(app::read_edition(&*desk.bench, "en", "2025")).unwrap();
    let state = &mut desk.state;
    arrive(state, "#/en/customers");
    arrive(state, "#/pl/customers");
    // The page is left before the language is here.
    arrive(state, &format!("#/pl/case/{case}/verdict"));
    let effects = step(state, Command::ReferenceOpened);
    assert_eq!(effects, [Effect::ReadReference("en".to_owned())]);
    step(
        state,
        Command::EditionRead("2025".to_owned(), Box::new(Ok(edition))),
    );
    reference_read(state, "en", english);
    assert_eq!(says(state, "R-19"), Some(written("en", None, "R-19")));
    let further = ["2021", "2025", "reference"].map(str::to_owned).to_vec();
    let again = Effect::ReadLanguage("pl".to_owned(), further);
    assert_eq!(language_read(state, "pl", bare), [again]);
    // Until all is here the language before is spoken, whole.
    assert_eq!(state.language(), "en");
    assert_eq!(says(state, "R-19"), Some(written("en", None, "R-19")));
    assert_eq!(language_read(state, "pl", whole), []);
    assert_eq!(says(state, "R-19"), Some(written("pl", None, "R-19")));
    let of_2025 = &state.editions["2025"].words;
    let own = written("pl", Some("2025"), "A-05");
    assert_eq!(of_2025.say("rule.A-05", &[]), own);
}

#[test]
fn what_an_edition_says_itself_stays_over_them() {
    let own = written("ru", Some("2025"), "A-05");
    assert_ne!(own, written("ru", None, "A-05"));
    for is_chosen_first in [true, false] {
        let mut desk = decided().0;
        desk.send(Command::LanguageChosen("ru".to_owned()));
        if is_chosen_first {
            desk.send(Command::EditionChosen("2025".to_owned()));
            // It has come with the edition.
            assert_eq!(says(&desk.state, "A-05"), Some(own.clone()));
            assert_eq!(says(&desk.state, "R-19"), None);
        }
        desk.go("#/ru/library");
        desk.send(Command::EditionChosen("2025".to_owned()));
        assert_eq!(says(&desk.state, "A-05"), Some(own.clone()));
        assert_eq!(says(&desk.state, "R-19"), Some(written("ru", None, "R-19")));
        desk.send(Command::EditionChosen("2021".to_owned()));
        assert_eq!(says(&desk.state, "A-05"), Some(written("ru", None, "A-05")));
    }
}

#[test]
fn a_failure_is_told_and_asking_again_ends_it() {
    let (mut desk, case) = decided();
    desk.bench.refused.replace(Some(FILE.to_owned()));
    desk.go(&format!("#/en/case/{case}/verdict"));
    desk.send(Command::ReferenceOpened);
    let Load::Failed(trouble) = screens::statement(&desk.state, "R-19") else {
        panic!("{:?}", desk.state.reference);
    };
    assert_eq!(trouble.kind, "reference");
    assert_eq!(trouble.support, format!("{FILE}: 404"));
    let told = desk.state.announcement.clone();
    let words = desk.state.words.clone().unwrap();
    assert_eq!(told.1, words.say("trouble.reference", &[]));
    desk.send(Command::Retried);
    assert!(matches!(desk.state.reference, Load::Failed(_)));
    desk.bench.refused.replace(None);
    desk.send(Command::Retried);
    assert_eq!(says(&desk.state, "R-19"), Some(written("en", None, "R-19")));
    assert_eq!(n_asked(&desk), 3);
}

#[test]
fn a_failure_is_left_behind_by_another_page_and_by_another_language() {
    let mut desk = decided().0;
    desk.bench.refused.replace(Some(FILE.to_owned()));
    desk.go("#/en/help");
    desk.bench.refused.replace(None);
    desk.go("#/en/customers");
    assert!(matches!(desk.state.reference, Load::Failed(_)));
    desk.go("#/en/practice");
    assert_eq!(desk.state.reference, Load::Known(()));

    let mut desk = decided().0;
    desk.bench.refused.replace(Some(FILE.to_owned()));
    desk.go("#/en/help");
    desk.send(Command::LanguageChosen("pl".to_owned()));
    assert_eq!(says(&desk.state, "R-19"), Some(written("pl", None, "R-19")));
}

#[test]
fn texts_that_do_not_fit_their_keys_are_refused_with_their_file() {
    let mut desk = Desk::bare();
    arrive(&mut desk.state, "#/en/help");
    let list = WordList {
        language: "en".to_owned(),
        keys: r#"["a","b"]"#.to_owned(),
        texts: r#"["only one"]"#.to_owned(),
    };
    reference_read(&mut desk.state, "en", list);
    let Load::Failed(trouble) = &desk.state.reference else {
        panic!("{:?}", desk.state.reference);
    };
    assert!(trouble.support.starts_with(FILE), "{}", trouble.support);
}
