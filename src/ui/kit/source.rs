//! Citations: what a document says, in our words, and where it stands.

use crate::ui::view::prelude::*;
use crate::{
    app::screens::CitationLine,
    ui::{desk::use_desk, kit::confidence},
    vocab::Confidence,
    wording::{Arg, Listing},
};

/// One cited statement.
pub fn source(line: CitationLine) -> AnyView {
    let desk = use_desk();
    let (translated, written): (Vec<_>, Vec<_>) = line
        .languages
        .iter()
        .partition(|(_, is_translated)| *is_translated);
    let tongues = |key: &str, languages: &[&(String, bool)]| {
        let mut names: Vec<_> = languages.iter().map(|it| desk.tongue(&it.0)).collect();
        desk.sort_names(&mut names, |it| it);
        let list = desk.list(&names, Listing::And);
        (!names.is_empty()).then(|| desk.say_with(key, &[("languages", Arg::Text(&list))]))
    };
    let written = tongues("source.languages", &written)
        .map(|text| view! { <span class="source__tongues">{text}</span> });
    let translated = tongues("source.machine_translated", &translated)
        .map(|text| view! { <span class="source__tongues" data-kind="machine">{text}</span> });
    let place = match (&line.section, &line.address) {
        (Some(section), Some(address)) => {
            let title = format!("{}, {section}", line.article);
            view! { <a href=address.clone() target="_blank" rel="noopener noreferrer" lang="en">{title}</a> }.into_any()
        }
        (None, Some(address)) => {
            view! { <a href=address.clone() target="_blank" rel="noopener noreferrer" lang="en">{line.article.clone()}</a> }.into_any()
        }
        (_, None) => view! { <span>{desk.say("source.own")}</span> }.into_any(),
    };
    let date = line.date.as_ref().map(|date| {
        let text = desk.say_with("source.page_of", &[("date", Arg::Text(&desk.day(date)))]);
        view! { <span class="num">{text}</span> }
    });
    let later = line
        .is_undated
        .then(|| view! { <span>{desk.say("source.undated")}</span> });
    let note = line
        .note
        .map(|note| view! { <p class="source__warn">{note}</p> });
    let level = (line.confidence != Confidence::Documented).then(|| confidence(line.confidence));
    view! {
        <div class="source">
            <p class="source__says">{line.says}</p>
            <p class="source__from">
                <span class="reason__id">{line.rule}</span> {place} {date} {later}
                {written} {translated} {level}
            </p>
            {note}
        </div>
    }
    .into_any()
}

/// Several cited statements; more than two wait behind a disclosure.
pub fn sources(lines: Vec<CitationLine>) -> AnyView {
    let desk = use_desk();
    let mut lines = lines;
    let rest = if lines.len() > 2 {
        lines.split_off(1)
    } else {
        Vec::new()
    };
    let n_rest = rest.len();
    let more = (n_rest > 0).then(|| {
        #[expect(clippy::cast_precision_loss, reason = "a handful of sources")]
        let title = desk.say_with("source.more", &[("n", Arg::Number(n_rest as f64))]);
        view! {
            <details class="why">
                <summary class="why__head">{title}</summary>
                <div class="why__body">{rest.into_iter().map(source).collect_view()}</div>
            </details>
        }
    });
    view! { {lines.into_iter().map(source).collect_view()} {more} }.into_any()
}
