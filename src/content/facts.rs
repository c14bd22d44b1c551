//! The part `facts` of a playbook.

use crate::{
    content::notes::Notes,
    facts::{Catalogue, Fact, Kind, Source},
    vocab::{Date, FactId, Misread, Place},
};

/// A set has one class for every subset; more elements than this would not fit.
const N_SET_VALUES_MAX: usize = 4;
const N_CLASSES_MAX: usize = 24;

/// Reads the declared facts.
pub(super) fn read(list: &Place, notes: &mut Notes) -> Catalogue {
    let facts = notes.each(list, |place, facts: &[Fact], _| {
        let fact = read_fact(place)?;
        if facts.iter().any(|it| it.id == fact.id) {
            return Err(place.get("id").misread("a fact that is not declared twice"));
        }
        Ok(fact)
    });
    Catalogue::new(facts)
}

fn read_fact(place: &Place) -> Result<Fact, Misread> {
    let context = place.get("context").flag()?;
    let kind = read_kind(place, context)?;
    if kind.n_classes() < 2 || kind.n_classes() > N_CLASSES_MAX {
        return Err(place.misread(format!("between 2 and {N_CLASSES_MAX} classes")));
    }
    let from = place.get("from");
    let mut sources = Vec::new();
    for source in from.list()? {
        sources.push(match source.text()? {
            "asked" => Source::Asked,
            "portal" => Source::Portal,
            "organisation" => Source::Organisation,
            "clock" => Source::Clock,
            _ => return Err(source.misread("asked, portal, organisation or clock")),
        });
    }
    Ok(Fact {
        id: FactId::new(place.get("id").text()?),
        kind,
        context,
        from: sources,
    })
}

fn read_kind(place: &Place, context: bool) -> Result<Kind, Misread> {
    let values = || {
        Ok::<Vec<_>, Misread>(
            place
                .get("values")
                .texts()?
                .into_iter()
                .map(str::to_owned)
                .collect(),
        )
    };
    match place.get("type").text()? {
        "bool" => Ok(Kind::Bool),
        "enum" if context => {
            // A circumstance that nobody mentioned has a class of its own, the first.
            let mut all = vec!["nothing".to_owned()];
            all.append(&mut values()?);
            Ok(Kind::Enum(all))
        }
        "enum" => Ok(Kind::Enum(values()?)),
        "set" => {
            let values = values()?;
            if values.len() > N_SET_VALUES_MAX {
                return Err(place
                    .get("values")
                    .misread(format!("at most {N_SET_VALUES_MAX} elements")));
            }
            Ok(Kind::Set(values))
        }
        "date" => {
            let (classes, ends) = read_classes(place, "until", Date::parse, "a date YYYY-MM-DD")?;
            Ok(Kind::Date { classes, ends })
        }
        "language" => {
            let (classes, subtags) = read_classes(
                place,
                "subtag",
                |it| Some(it.to_owned()),
                "a primary language subtag",
            )?;
            Ok(Kind::Language { classes, subtags })
        }
        "names" => {
            let (classes, fitting) = read_classes(
                place,
                "any_of",
                |it| Some(it.to_owned()),
                "names, separated by commas",
            )?;
            let fitting = fitting
                .iter()
                .flat_map(|it| it.split(','))
                .map(|it| it.trim().to_owned())
                .collect();
            Ok(Kind::Names { classes, fitting })
        }
        _ => Err(place
            .get("type")
            .misread("bool, enum, set, date, language or names")),
    }
}

fn read_classes<T>(
    place: &Place,
    bound: &str,
    read_bound: impl Fn(&str) -> Option<T>,
    expected: &str,
) -> Result<(Vec<String>, Vec<T>), Misread> {
    let list = place.get("classes");
    let mut classes = Vec::new();
    let mut bounds = Vec::new();
    for class in list.list()? {
        classes.push(class.get("id").text()?.to_owned());
        let at = class.get(bound);
        if let Some(text) = at.optional_text()? {
            bounds.push(read_bound(text).ok_or_else(|| at.misread(expected))?);
        }
    }
    Ok((classes, bounds))
}
