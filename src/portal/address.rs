//! Paths and queries, written and read.

/// A path of segments, each percent-encoded; none of them can leave its place.
pub fn path(segments: &[&str]) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        // A segment of dots would be resolved away, encoded or not, and with it the segment before.
        if segment.trim_matches('.').is_empty() {
            path.push('_');
        } else {
            push_encoded(&mut path, segment);
        }
    }
    path
}

/// Adds a parameter to a path.
pub fn push_query(path: &mut String, key: &str, value: &str) {
    path.push(if path.contains('?') { '&' } else { '?' });
    path.push_str(key);
    path.push('=');
    push_encoded(path, value);
}

fn push_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(
                    char::from_digit(u32::from(nibble), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
}

/// Undoes percent-encoding once; `+` is a blank. Broken escapes stay as they are.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            (b'+', _) => bytes.push(b' '),
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
        let mut address = path(&["v1", "Żuraw / s.r.o.?", "..", ""]);
        assert_eq!(address, "/v1/%C5%BBuraw%20%2F%20s.r.o.%3F/_/_");
        push_query(&mut address, "filter", "a&b=ł");
        push_query(&mut address, "size", "5");
        assert!(address.ends_with("?filter=a%26b%3D%C5%82&size=5"));
        assert_eq!(decode("a%26b%3D%C5%82+c%zz%"), "a&b=ł c%zz%");
    }
}
