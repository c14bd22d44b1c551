//! Paths and queries, written and read.

/// A path whose `*` are filled in, each with one segment, percent-encoded; none of them can leave its place.
#[inline(never)]
pub fn path(pattern: &str, segments: &[&str]) -> String {
    let mut path = String::new();
    let mut segments = segments.iter();
    for letter in pattern.chars() {
        match letter {
            '*' => push_segment(&mut path, segments.next().unwrap_or(&"")),
            _ => path.push(letter),
        }
    }
    path
}

fn push_segment(path: &mut String, segment: &str) {
    // A segment of dots would be resolved away, encoded or not, and with it the segment before.
    if segment.bytes().all(|it| it == b'.') {
        path.push('_');
    } else {
        push_encoded(path, segment);
    }
}

/// Adds a parameter to a path.
#[inline(never)]
pub fn push_query(path: &mut String, key: &str, value: &str) {
    path.push(if path.contains('?') { '&' } else { '?' });
    path.push_str(key);
    path.push('=');
    push_encoded(path, value);
}

#[inline(never)]
fn push_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(nibble), 16).unwrap_or('0');
                out.push(digit.to_ascii_uppercase());
            }
        }
    }
}

/// Undoes percent-encoding once; `+` is a blank. Broken escapes stay as they are; what is no text is empty.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        bytes.push(match (first, tail) {
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    high << 4 | low
                }
                _ => b'%',
            },
            (b'+', _) => b' ',
            (other, _) => *other,
        });
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|it| u8::try_from(it).ok())
}

#[cfg(test)]
mod tests {
    use super::{decode, path, push_query};

    #[test]
    fn what_is_encoded_is_decoded() {
        let mut address = path("/v1/*/*/*", &["Żuraw / s.r.o.?", "..", ""]);
        assert_eq!(address, "/v1/%C5%BBuraw%20%2F%20s.r.o.%3F/_/_");
        push_query(&mut address, "filter", "a&b=ł");
        push_query(&mut address, "size", "5");
        assert!(address.ends_with("?filter=a%26b%3D%C5%82&size=5"));
        assert_eq!(decode("a%26b%3D%C5%82+c%zz%"), "a&b=ł c%zz%");
    }
}
