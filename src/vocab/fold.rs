//! Letters as a searcher types them: without case and diacritics.

use std::borrow::Cow;

/// Folds case and the diacritics of the Latin and Cyrillic letters in use, so that `lodz` finds `Łódź`.
///
/// `ł`, `đ`, `ø`, `ß` and `ё` have no canonical decomposition that would do it; the table is explicit.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(text, &mut folded);
    folded
}

/// The same without a copy, where there is nothing to fold.
pub fn folded(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        text.into()
    } else {
        fold(text).into()
    }
}

/// Whether there is plainly nothing to fold, as in domains and tenant ids, of which there can be a hundred thousand.
pub fn is_folded(text: &str) -> bool {
    text.bytes()
        .all(|it| it.is_ascii() && !it.is_ascii_uppercase())
}

/// Folds a text onto the end of another.
pub fn fold_onto(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        if let Some(added) = folded.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        return;
    }
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            letter.to_lowercase().for_each(|it| push(it, folded));
        }
    }
}

fn push(letter: char, folded: &mut String) {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' | 'ă' => folded.push('a'),
        'ć' | 'č' | 'ç' => folded.push('c'),
        'ď' | 'đ' | 'ð' => folded.push('d'),
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' | 'ė' => folded.push('e'),
        'ğ' => folded.push('g'),
        'í' | 'ì' | 'î' | 'ï' | 'į' | 'ı' => folded.push('i'),
        'ł' | 'ľ' | 'ĺ' => folded.push('l'),
        'ń' | 'ň' | 'ñ' => folded.push('n'),
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ő' | 'ø' => folded.push('o'),
        'ř' | 'ŕ' => folded.push('r'),
        'ś' | 'š' | 'ş' | 'ș' => folded.push('s'),
        'ß' => folded.push_str("ss"),
        'ť' | 'ț' => folded.push('t'),
        'ú' | 'ù' | 'û' | 'ü' | 'ű' | 'ů' | 'ų' => folded.push('u'),
        'ý' | 'ÿ' => folded.push('y'),
        'ź' | 'ż' | 'ž' => folded.push('z'),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ё' => folded.push('е'),
        // Combining marks of decomposed input.
        '\u{300}'..='\u{36f}' => (),
        other => folded.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_onto, folded};
    use std::borrow::Cow;

    /// Every letter with a diacritic of the five languages, in both cases, and what is typed for it; and names that hold them.
    const PAIRS: &str = "
        ą a ć c ę e ł l ń n ó o ś s ź z ż z Ą a Ć c Ę e Ł l Ń n Ó o Ś s Ź z Ż z
        á a č c ď d é e ě e í i ň n ó o ř r š s ť t ú u ů u ý y ž z Á a Č c Ď d É e Ě e Í i Ň n Ř r Š s Ť t Ú u Ů u Ý y Ž z
        ö o ő o ü u ű u Ö o Ő o Ü u Ű u ё е Ё е đ d Đ d ø o Ø o ß ss æ ae œ oe å a Å a ä a Ä a ç c Ç c ğ g ı i ş s ș s ț t ă a â a î i
        Łódź lodz Gdańsk gdansk Kraków krakow Wrocław wroclaw Poznań poznan Toruń torun Białystok bialystok Częstochowa czestochowa
        Rzeszów rzeszow Słupsk slupsk Żory zory Świdnica swidnica Bełchatów belchatow Grudziądz grudziadz Jastrzębie jastrzebie
        Brzęczyszczykiewicz brzeczyszczykiewicz Młyny mlyny Źródło zrodlo Wąbrzeźno wabrzezno Łęczyca leczyca Kędzierzyn kedzierzyn
        Čtyři ctyri Lípy lipy Plzeň plzen Třebíč trebic Žďár zdar Říčany ricany Kroměříž kromeriz Děčín decin Ústí usti Česká ceska
        Hradišťko hradistko Příbram pribram Žižkov zizkov Kuřim kurim Jičín jicin Znojmo znojmo Šumperk sumperk Náchod nachod
        Břeclav breclav Litoměřice litomerice Vyškov vyskov Ďáblice dablice Týnec tynec Nový novy Přerov prerov Třinec trinec
        Őrség orseg Pékség pekseg Győr gyor Pécs pecs Székesfehérvár szekesfehervar Kékfény kekfeny Nyíregyháza nyiregyhaza
        Kecskemét kecskemet Szombathely szombathely Veszprém veszprem Békéscsaba bekescsaba Hódmezővásárhely hodmezovasarhely
        Tűzoltó tuzolto Műszer muszer Zöldség zoldseg Üveg uveg Szegő szego Törökbálint torokbalint Érd erd Ágnes agnes Gyöngyös gyongyos
        Ёлка елка Орёл орел Королёв королев Семёнов семенов Причал причал ТЁМНЫЙ темный Щёлково щелково Берёза береза Журавлёв журавлев
        Straße strasse Müller muller Düsseldorf dusseldorf Köln koln Malmö malmo Ærø aero Ålborg alborg Tromsø tromso Đorđević dordevic
        Timișoara timisoara Brașov brasov Iași iasi Čačak cacak Niš nis Žilina zilina Košice kosice Ľubica lubica Nitra nitra Čadca cadca
        Zielona zielona Góra gora Elbląg elblag Płock plock Tarnów tarnow Kołobrzeg kolobrzeg Świnoujście swinoujscie Mińsk minsk
        Jelenia jelenia Wałbrzych walbrzych Chełm chelm Zamość zamosc Łomża lomza Sącz sacz Przemyśl przemysl Olszyna olszyna
        Tábor tabor Písek pisek Mělník melnik Nymburk nymburk Kolín kolin Vsetín vsetin Zlín zlin Opava opava Jeseník jesenik
        Eger eger Sopron sopron Tatabánya tatabanya Dunaújváros dunaujvaros Szolnok szolnok";

    #[test]
    fn letters_and_names_are_found_without_their_diacritics() {
        let words: Vec<_> = PAIRS.split_whitespace().collect();
        let pairs: Vec<_> = words.chunks(2).collect();
        assert!(pairs.len() >= 200, "{} pairs", pairs.len());
        for pair in pairs {
            assert!(
                matches!(pair, [written, typed] if fold(written) == *typed),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn what_people_type_finds_what_is_written() {
        for (written, typed) in [
            ("Łódź", "lodz"),
            ("Čtyři Lípy", "ctyri lipy"),
            ("Őrségi Pékség", "orsegi pekseg"),
            ("Северный причал", "северный причал"),
            ("Ёлка", "елка"),
            ("Straße", "strasse"),
            ("Z\u{307}egluga", "zegluga"),
        ] {
            assert_eq!(fold(written), typed);
        }
    }

    #[test]
    fn what_is_folded_is_not_copied() {
        assert!(matches!(folded("zgora-12.example"), Cow::Borrowed(_)));
        assert!(matches!(folded("zgóra"), Cow::Owned(it) if it == "zgora"));
        let mut text = "Łódź ".to_owned();
        fold_onto("Łódź", &mut text);
        fold_onto(" MŁYNY II", &mut text);
        assert_eq!(text, "Łódź lodz mlyny ii");
    }
}
