//! Links to pages of the portals, for people.

/// Hosts to which a portal link may lead, with all their subdomains.
const MICROSOFT_HOSTS: [&str; 8] = [
    ".microsoft.com",
    ".office.com",
    ".office365.us",
    ".azure.com",
    ".azure.us",
    ".azure.cn",
    ".dynamics.com",
    ".partner.microsoftonline.cn",
];

/// The address of a page, if it is one of Microsoft's.
pub fn portal_page(uri: String) -> Option<String> {
    let rest = uri.strip_prefix("https://")?;
    let is_of_host = |it: u8| it.is_ascii_alphanumeric() || it == b'.' || it == b'-';
    let end = rest
        .bytes()
        .position(|it| !is_of_host(it))
        .unwrap_or(rest.len());
    let (host, behind) = rest.split_at_checked(end)?;
    // Anything else behind the host, such as `@`, `:` or `\\`, can mean that the host is another one.
    if !behind.is_empty() && !behind.starts_with(['/', '?']) {
        return None;
    }
    let host = [".", &host.to_ascii_lowercase()].concat();
    MICROSOFT_HOSTS
        .iter()
        .any(|it| host.ends_with(it))
        .then_some(uri)
}

#[cfg(test)]
mod tests {
    use super::portal_page;

    #[test]
    fn only_pages_of_microsoft_become_links() {
        for (uri, is_page) in [
            (
                "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1",
                true,
            ),
            ("https://OFFICE.com", true),
            ("http://portal.office.com/", false),
            ("javascript:alert(1)", false),
            ("https://notoffice.com/", false),
            ("https://office.com.evil.example/", false),
            ("https://evil.example\\.office.com/", false),
            ("https://evil.example@office.com/", false),
            ("", false),
        ] {
            assert_eq!(portal_page(uri.into()).is_some(), is_page, "`{uri}`");
        }
    }
}
