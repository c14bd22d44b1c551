//! What a text of a language must keep to, given the English one that it renders.
//! Each law returns what is wrong, as the end of a sentence that begins with file and key.

use partner_triage::{
    content::{Language, Terms},
    wording::{Arg, Piece, Words, category, is_balanced, placeholders, plurals},
};
use std::collections::{BTreeMap, BTreeSet};

/// A text and the English one that it renders.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    pub language: Language,
    pub english: &'a str,
    pub text: &'a str,
}

/// What is wrong with a text.
pub type Law = fn(&Said) -> Vec<String>;

/// Names that the program always fills with a number, so that any language may let them choose a form.
pub const COUNTED: [&str; 11] = [
    "all",
    "attention",
    "hours",
    "minutes",
    "n",
    "of",
    "rows",
    "seconds",
    "shown",
    "tables",
    "years",
];

/// Names of products and programmes, which stay English; longer ones before those that they hold.
const PRODUCT_NAMES: [&str; 25] = [
    "Partner Center for Microsoft Cloud for US Government",
    "Microsoft AI Cloud Partner Program",
    "Microsoft Cloud for US Government",
    "Microsoft Partner Network",
    "Microsoft Cloud Germany",
    "Microsoft Graph",
    "Microsoft Office 365",
    "Microsoft Azure",
    "Microsoft 365",
    "Signature Cloud Support",
    "Partner Cloud Support",
    "Cloud Solution Provider",
    "Enterprise Mobility Suite",
    "Finance & Operations",
    "Support for Business",
    "Dynamics 365",
    "Dynamics Support",
    "Office 365",
    "Power Platform",
    "Action Pack",
    "Azure Support",
    "21Vianet",
    "Microsoft",
    "Azure",
    "CSP",
];

/// Every name to be filled is there, no other, and only numbers choose forms.
pub fn placeholders_are_those_of_english(said: &Said) -> Vec<String> {
    let (english, here) = (placeholders(said.english), placeholders(said.text));
    let missing = english.difference(&here);
    let unknown = here.difference(&english);
    let uncounted = plurals(said.text)
        .into_iter()
        .filter(|it| !COUNTED.contains(&it.counts));
    missing
        .map(|it| format!("lacks {{{it}}}"))
        .chain(unknown.map(|it| format!("has {{{it}}}, which English has not")))
        .chain(
            uncounted
                .map(|it| format!("lets {{{}}} choose a form, which may be a text", it.counts)),
        )
        .collect()
}

/// As many stretches are strong as in English, whatever the numbers, and each ends.
pub fn emphasis_is_that_of_english(said: &Said) -> Vec<String> {
    let is_whole = |text: &str| text.matches("**").count().is_multiple_of(2);
    let plurals = plurals(said.text);
    let mut forms = plurals.iter().flat_map(|it| &it.forms);
    if !is_whole(said.text) || forms.any(|(_, text)| !is_whole(text)) {
        return vec!["has a `**` without another".to_owned()];
    }
    [0.0, 1.0, 2.0, 5.0]
        .into_iter()
        .map(|n| {
            (
                n_strong(Language::En, said.english, n),
                n_strong(said.language, said.text, n),
            )
        })
        .find(|(english, here)| english != here)
        .map(|(english, here)| format!("has {here} strong stretches, English {english}"))
        .into_iter()
        .collect()
}

fn n_strong(language: Language, text: &str, number: f64) -> usize {
    let document = serde_json::json!({ "it": text }).to_string();
    let words = Words::parse(language.tag(), &document).unwrap();
    let args = COUNTED.map(|name| (name, Arg::Number(number)));
    let pieces = words.pieces("it", &args);
    let strong = |it: &&Piece| matches!(it, Piece::Strong(_));
    pieces.iter().filter(strong).count()
}

/// Braces are closed; each plural has the forms of the language, each once, and says its number where there are several.
pub fn plurals_have_the_forms_of_their_language(said: &Said) -> Vec<String> {
    if !is_balanced(said.text) {
        return vec!["has a brace without another".to_owned()];
    }
    let categories = categories(said.language);
    let mut faults = Vec::new();
    for plural in plurals(said.text) {
        let name = plural.counts;
        let mut seen = BTreeSet::new();
        let says_number = |text: &str| text.contains('#') || text.contains(&format!("{{{name}}}"));
        let should_say = plural.forms.iter().any(|(_, text)| says_number(text));
        for (form, text) in &plural.forms {
            let is_number = form
                .strip_prefix('=')
                .is_some_and(|it| it.parse::<u32>().is_ok());
            if !is_number && !categories.contains_key(form) {
                faults.push(format!(
                    "{{{name}}} has a form `{form}`, which the language has not"
                ));
            }
            if !seen.insert(*form) {
                faults.push(format!("{{{name}}} has the form `{form}` twice"));
            }
            let stands_for_several = categories.get(form).is_some_and(|it| *it > 1);
            if stands_for_several && should_say && !says_number(text) {
                faults.push(format!(
                    "{{{name}}} does not say the number in `{form}`, which stands for several"
                ));
            }
        }
        let missing = categories.keys().filter(|it| !seen.contains(*it));
        faults.extend(missing.map(|it| format!("{{{name}}} lacks the form `{it}`")));
    }
    faults
}

/// The plural forms of a language, and how many of the numbers that were tried each stands for.
fn categories(language: Language) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    for number in (0..=200).map(f64::from).chain([1.5]) {
        *found
            .entry(category(language.tag(), number).name())
            .or_default() += 1;
    }
    found
}

/// No rendering stands there that the term base forbids.
///
/// A text that quotes it speaks about it and may say it again; the right name of something else may hold it too.
pub fn mistranslations(language: Language, text: &str, terms: &Terms) -> Vec<String> {
    let (said, quoted) = without_quotations(text);
    let suspects: Vec<_> = terms
        .forbidden(language)
        .filter(|(_, wrong)| wrong.is_in(&said) && !wrong.is_in(&quoted))
        .collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let said = without_right_names(language, &said, terms);
    suspects
        .into_iter()
        .filter(|(_, wrong)| wrong.is_in(&said))
        .map(|(term, wrong)| {
            format!(
                "has “{}”, a mistranslation; “{}” is “{}”",
                wrong.text.as_deref().unwrap_or_default(),
                term.name(Language::En),
                term.name(language)
            )
        })
        .collect()
}

/// The text outside of quotation marks, and what they quote; all is outside where they do not match.
fn without_quotations(text: &str) -> (String, String) {
    let mut depth = 0_usize;
    let (mut outside, mut inside) = (String::new(), String::new());
    for letter in text.chars() {
        let side = if depth == 0 {
            &mut outside
        } else {
            &mut inside
        };
        // A mark stays as what parts the words beside it.
        side.push(letter);
        match letter {
            '“' | '"' | '”' | '»' if depth > 0 => depth -= 1,
            '„' | '«' | '“' | '"' => depth += 1,
            _ => (),
        }
    }
    if depth == 0 {
        (outside, inside)
    } else {
        (text.to_owned(), String::new())
    }
}

/// The text without right names that happen to hold what is wrong elsewhere, such as a button that says “bilety”.
fn without_right_names(language: Language, text: &str, terms: &Terms) -> String {
    let names = terms.all().iter().flat_map(|it| it.names(language));
    let excused = names.filter(|name| terms.forbidden(language).any(|(_, it)| it.is_in(name)));
    excused.fold(text.to_lowercase(), |text, name| {
        text.replace(&name.to_lowercase(), "…")
    })
}

/// More than two words are not left in English, unless they name products.
pub fn nothing_is_left_in_english(said: &Said) -> Vec<String> {
    if said.language == Language::En || said.text != said.english {
        return Vec::new();
    }
    let names = placeholders(said.text);
    let mut text = said.text.to_owned();
    for name in names {
        text = text.replace(&format!("{{{name}}}"), " ");
    }
    let rest = PRODUCT_NAMES
        .into_iter()
        .fold(text.clone(), |text, name| text.replace(name, " "));
    if n_words(&text) > 2 && n_words(&rest) > 0 {
        vec!["is left in English".to_owned()]
    } else {
        Vec::new()
    }
}

fn n_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|it| it.contains(char::is_alphabetic))
        .count()
}

/// No word has letters of two alphabets, and a Russian severity is one of the Latin letters that the forms know.
pub fn no_word_mixes_alphabets(said: &Said) -> Vec<String> {
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{52f}').contains(&letter);
    let is_mixed = |word: &&str| {
        let is_other = |letter: char| letter.is_alphabetic() && !is_cyrillic(letter);
        word.contains(is_cyrillic) && word.contains(is_other)
    };
    let mixed = said
        .text
        .split(|it: char| !it.is_alphanumeric())
        .filter(is_mixed)
        .map(|it| format!("mixes alphabets in `{it}`"));
    let tokens: Vec<_> = said.text.split_whitespace().collect();
    let severities = tokens.windows(2).filter_map(|pair| {
        let letter = pair[1].trim_end_matches(|it: char| !it.is_alphanumeric());
        let is_severity = ["серьезност", "серьёзност"]
            .iter()
            .any(|it| pair[0].to_lowercase().starts_with(it))
            && pair[0].ends_with(is_cyrillic);
        (is_severity && ["А", "Б", "В", "С"].contains(&letter))
            .then(|| format!("names a severity by the Cyrillic letter `{letter}`"))
    });
    mixed.chain(severities).collect()
}

/// No blank stands at an end, and no two side by side.
pub fn no_stray_blanks(said: &Said) -> Vec<String> {
    let text = said.text;
    let is_at_end = text.trim() != text;
    let letters = text.chars().zip(text.chars().skip(1));
    let mut pairs = letters.filter(|(a, b)| a.is_whitespace() && b.is_whitespace());
    let at_end = is_at_end.then(|| "has a blank at an end".to_owned());
    let double = pairs.next().map(|_| "has two blanks in a row".to_owned());
    at_end.into_iter().chain(double).collect()
}
