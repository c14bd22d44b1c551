//! Faults planted in words, each of which must be told.

use super::{Files, LAWS, Said, faults, incompleteness, laws, terms, texts};
use partner_triage::content::Language;

/// What all laws together say about a text.
fn told(tag: &str, english: &str, text: &str) -> String {
    let language = Language::parse(tag).unwrap();
    let said = Said {
        language,
        english,
        text,
    };
    let mut told: Vec<_> = LAWS.into_iter().flat_map(|law| law(&said)).collect();
    told.extend(laws::mistranslations(language, text, &terms()));
    told.join("; ")
}

fn file(text: &str) -> Files {
    Files::from([("case.json".to_owned(), texts(text, "case.json"))])
}

#[test]
fn sound_texts_are_left_in_peace() {
    let cases = "{n, plural, one {# case} other {# cases}}";
    for (tag, english, text) in [
        ("pl", "**File** this with {who}", "**Zgłoś** to do {who}"),
        (
            "pl",
            cases,
            "{n, plural, one {# sprawa} few {# sprawy} many {# spraw} other {# sprawy}}",
        ),
        (
            "cs",
            cases,
            "{n, plural, =0 {nic} one {případ} few {# případy} many {# případu} other {# případů}}",
        ),
        ("hu", cases, "{n, plural, one {# ügy} other {# ügy}}"),
        (
            "ru",
            cases,
            "{n, plural, one {# случай} few {# случая} many {# случаев} other {# случая}}",
        ),
        (
            "pl",
            "{tables} tables",
            "{tables, plural, one {# tabela} few {# tabele} many {# tabel} other {# tabeli}}",
        ),
        ("cs", "Signature Cloud Support", "Signature Cloud Support"),
        (
            "cs",
            "Office 365, Dynamics 365, Enterprise Mobility Suite",
            "Office 365, Dynamics 365, Enterprise Mobility Suite",
        ),
        ("hu", "Azure portal", "Azure portal"),
        (
            "ru",
            "severity A of GDAP",
            "серьезность A для GDAP-отношений и CSP",
        ),
        ("pl", "prints “vehicles”", "drukuje „pojazdy”, a nie kanały"),
        ("cs", "prints “vehicles”", "tiskne „vozidla“ místo kanálů"),
        (
            "cs",
            "prints “vehicles”, on wheels",
            "tiskne „vozidla“, tedy vozidla na kolech",
        ),
        (
            "ru",
            "prints “tickets”",
            "печатает «билеты „для“ поддержки»",
        ),
        (
            "pl",
            "under See all support tickets",
            "pod Pokaż wszystkie bilety pomocy technicznej",
        ),
        ("hu", "participants", "a résztvevők"),
    ] {
        assert_eq!(told(tag, english, text), "", "{text}");
    }
}

#[test]
fn broken_texts_are_told_what_is_wrong() {
    let cases = "{n, plural, one {# case} other {# cases}}";
    for (tag, english, text, expected) in [
        (
            "pl",
            "by {who}",
            "przez {kto}",
            "lacks {who}; has {kto}, which English has not",
        ),
        (
            "pl",
            "by {who}",
            "przez {who",
            "lacks {who}; has a brace without another",
        ),
        (
            "hu",
            "{day}",
            "{day, plural, one {#} other {#}}",
            "lets {day} choose a form, which may be a text",
        ),
        (
            "pl",
            "**File** it",
            "**Zgłoś to",
            "has a `**` without another",
        ),
        (
            "pl",
            "**File** it",
            "Zgłoś to",
            "has 0 strong stretches, English 1",
        ),
        (
            "pl",
            "File it",
            "**Zgłoś** to",
            "has 1 strong stretches, English 0",
        ),
        (
            "pl",
            cases,
            "{n, plural, one {# sprawa} other {# spraw}}",
            "{n} lacks the form `few`; {n} lacks the form `many`",
        ),
        (
            "hu",
            cases,
            "{n, plural, one {# ügy} few {# ügy} other {# ügy} other {# ügy}}",
            "{n} has a form `few`, which the language has not; {n} has the form `other` twice",
        ),
        (
            "ru",
            cases,
            "{n, plural, one {один случай} few {# случая} many {# случаев} other {# случая}}",
            "{n} does not say the number in `one`, which stands for several",
        ),
        (
            "cs",
            "File it with us",
            "File it with us",
            "is left in English",
        ),
        (
            "cs",
            "Own case, Azure",
            "Own case, Azure",
            "is left in English",
        ),
        (
            "ru",
            "Support",
            "Поддержкa",
            "mixes alphabets in `Поддержкa`",
        ),
        (
            "ru",
            "severity A, severity B",
            "серьезность А, серьёзности В.",
            "names a severity by the Cyrillic letter `А`; names a severity by the Cyrillic letter `В`",
        ),
        ("hu", "Yes", "Igen ", "has a blank at an end"),
        ("hu", "Yes, now", "Igen,  most", "has two blanks in a row"),
        (
            "pl",
            "a provider",
            "Dostawcy usług kryptograficznych",
            "has “dostawca usług kryptograficznych”, a mistranslation; “Cloud Solution Provider (CSP)” is “Dostawca rozwiązań w chmurze (CSP)”",
        ),
        (
            "cs",
            "three contracts",
            "tři „kanály“, Vozidel",
            "has “vozidla”, a mistranslation; “support vehicles” is “kanály podpory”",
        ),
        (
            "hu",
            "contracts",
            "a járműveket (nem a „csatornákat”)",
            "has “járművek”, a mistranslation; “support vehicles” is “támogatási csatornák”",
        ),
        (
            "ru",
            "tickets",
            "билеты «поддержки",
            "has “билет”, a mistranslation; “support ticket” is “запрос в службу поддержки”",
        ),
    ] {
        assert_eq!(told(tag, english, text), expected, "{text}");
    }
}

#[test]
fn a_fault_is_told_with_its_file_and_key() {
    let english = file(r#"{"yes": "Yes", "no": "No"}"#);
    let polish = file(r#"{"yes": " Tak", "no": "Nie"}"#);
    assert_eq!(
        faults(Language::Pl, &english, &polish, laws::no_stray_blanks),
        ["words/pl/case.json: `yes` has a blank at an end"]
    );
}

#[test]
fn missing_and_surplus_files_and_keys_are_told() {
    let english = file(r#"{"yes": "Yes", "no": "No"}"#);
    let mut polish = file(r#"{"yes": "Tak", "yes": "Owszem", "perhaps": "Może"}"#);
    assert_eq!(
        incompleteness("pl", &english, &polish),
        [
            "words/pl/case.json: `no` is missing",
            "words/pl/case.json: `yes` stands twice",
            "words/pl/case.json: `perhaps` is no key of English",
        ]
    );
    let texts = polish.remove("case.json").unwrap();
    polish.insert("other.json".to_owned(), texts);
    assert_eq!(
        incompleteness("pl", &english, &polish),
        [
            "words/pl/other.json: English has no such file",
            "words/pl/case.json: is missing",
        ]
    );
}
