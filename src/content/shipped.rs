//! The shipped playbooks, put together from their parts.

/// The parts of edition 2021, one a file, so that each can be read and changed by itself.
const EDITION_2021: [&str; 9] = [
    include_str!("edition-2021/edition.json"),
    include_str!("edition-2021/facts.json"),
    include_str!("edition-2021/tables.json"),
    include_str!("edition-2021/steps.json"),
    include_str!("edition-2021/outcomes.json"),
    include_str!("edition-2021/portals.json"),
    include_str!("edition-2021/labels.json"),
    include_str!("edition-2021/walkthroughs.json"),
    include_str!("edition-2021/sources.json"),
];

/// The parts of edition 2025.
const EDITION_2025: [&str; 9] = [
    include_str!("edition-2025/edition.json"),
    include_str!("edition-2025/facts.json"),
    include_str!("edition-2025/tables.json"),
    include_str!("edition-2025/steps.json"),
    include_str!("edition-2025/outcomes.json"),
    include_str!("edition-2025/portals.json"),
    include_str!("edition-2025/labels.json"),
    include_str!("edition-2025/walkthroughs.json"),
    include_str!("edition-2025/sources.json"),
];

/// The JSON Schema of a playbook document, for editors; what it cannot say, reading the document does.
pub fn schema() -> &'static str {
    include_str!("playbook.schema.json")
}

/// The term base, for [`Terms::parse`](super::Terms::parse).
pub fn terms() -> &'static str {
    include_str!("terms.json")
}

/// The playbook of edition 2025 as one document.
pub fn edition_2025() -> String {
    join(&EDITION_2025)
}

/// The playbook of edition 2021 as one document.
pub fn edition_2021() -> String {
    join(&EDITION_2021)
}

/// Every shipped playbook, in the order of [`EDITIONS`](super::EDITIONS).
pub fn all() -> [String; 2] {
    [edition_2021(), edition_2025()]
}

/// Joins JSON objects into one; a file that is no object stays visible as an error of the reader.
pub fn join(parts: &[&str]) -> String {
    let members: Vec<_> = parts
        .iter()
        .map(|part| {
            let part = part.trim();
            part.strip_prefix('{')
                .and_then(|it| it.strip_suffix('}'))
                .unwrap_or(part)
                .trim()
        })
        .filter(|it| !it.is_empty())
        .collect();
    format!("{{\n{}\n}}\n", members.join(",\n"))
}
