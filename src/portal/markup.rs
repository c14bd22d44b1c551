//! Markup that portals put into texts.

const NAMED: [(&str, &str); 6] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&nbsp;", " "),
    ("&amp;", "&"),
];

/// The plain text of an HTML fragment. It is shown as text, so nothing in it can act; only looks are lost.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        // What no tag can begin with is text, such as the sign in `a < b`.
        if !after.starts_with(|it: char| it.is_ascii_alphabetic() || "/!?".contains(it)) {
            text.push('<');
            rest = after;
            continue;
        }
        let Some((tag, after)) = after.split_once('>') else {
            rest = "";
            break;
        };
        let breaks = ["br", "/p", "/div", "/li", "/h"]
            .iter()
            .any(|it| tag.starts_with(it));
        if breaks && !text.ends_with('\n') {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    for (name, letter) in NAMED {
        text = text.replace(name, letter);
    }
    text.trim().into()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_becomes_lines() {
        assert_eq!(
            plain("<p>First &amp; last</p><p>x &lt;y&gt;<script>a()</script></p>"),
            "First & last\nx <y>a()"
        );
        assert_eq!(plain("<pre>as is</pre>"), "as is");
        assert_eq!(plain("open <b"), "open");
        assert_eq!(plain("disks < 80 % <b>and</b> <3"), "disks < 80 % and <3");
        assert_eq!(plain("<!-- x -->y</p >z<"), "y\nz<");
    }
}
