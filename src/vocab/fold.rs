//! Letters as a searcher types them: without case and diacritics.

/// Folds case and the diacritics of the Latin and Cyrillic letters in use, so that `lodz` finds `Łódź`.
///
/// `ł`, `đ`, `ø`, `ß` and `ё` have no canonical decomposition that would do it; the table is explicit.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
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
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

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
}
