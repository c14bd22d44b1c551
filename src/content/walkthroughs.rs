//! The parts `labels`, `screens` and `walkthroughs` of a playbook.

use crate::{
    casework::{Atlas, Click, Item, Label, Named, Portal, Region, Screen, Walkthrough},
    content::{notes::Notes, terms::Language},
    vocab::{LabelId, Misread, Place, RuleId},
};
use std::collections::BTreeMap;

/// Reads what the playbook shows of the portals; every name used must be declared.
pub(super) fn read(root: &Place, notes: &mut Notes) -> Atlas {
    let mut atlas = Atlas {
        labels: notes.each(&root.get("labels"), |place, _, _| read_label(place)),
        ..Atlas::default()
    };
    atlas.screens = notes.each(&root.get("screens"), |place, _, notes| {
        read_screen(place, &atlas, notes)
    });
    atlas.portals = notes.each(&root.get("portals"), |place, _, _| read_portal(place));
    atlas.walkthroughs = notes.each(&root.get("walkthroughs"), |place, _, notes| {
        read_walkthrough(place, &atlas, notes)
    });
    atlas
}

fn read_label(place: &Place) -> Result<Label, Misread> {
    let mut texts = BTreeMap::new();
    for language in Language::ALL.map(Language::tag) {
        if let Some(text) = place.get(language).optional_text()? {
            texts.insert(language.to_owned(), text.to_owned());
        }
    }
    place.get("en").text()?;
    Ok(Label {
        id: LabelId::new(place.get("id").text()?),
        texts,
        is_dated: place.get("dated").flag()?,
        rules: read_rules(place)?,
    })
}

fn read_screen(place: &Place, atlas: &Atlas, notes: &Notes) -> Result<Screen, Misread> {
    let mut regions = Vec::new();
    for region in place.get("regions").list()? {
        let mut items = Vec::new();
        for item in region.get("items").list()? {
            items.push(read_item(&item, atlas, notes)?);
        }
        regions.push(Region {
            id: region.get("id").text()?.to_owned(),
            kind: region.get("kind").text()?.to_owned(),
            label: read_reference(&region.get("label"), atlas, notes)?,
            items,
        });
    }
    Ok(Screen {
        id: place.get("id").text()?.to_owned(),
        portal: place.get("portal").text()?.to_owned(),
        title: read_reference(&place.get("title"), atlas, notes)?,
        regions,
    })
}

fn read_item(place: &Place, atlas: &Atlas, notes: &Notes) -> Result<Item, Misread> {
    if let Some(width) = place.get("other").value().as_u64() {
        return Ok(Item::Other(u8::try_from(width.clamp(1, 3)).unwrap_or(1)));
    }
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Ok(Item::Named(Named {
        id: place.get("id").text()?.to_owned(),
        label: read_reference(&place.get("label"), atlas, notes)?,
        kind: place.get("kind").text()?.to_owned(),
        value: read_reference(&place.get("value"), atlas, notes)?,
        practice: owned(place.get("practice").optional_text()?),
        opens: owned(place.get("opens").optional_text()?),
        rules: read_rules(place)?,
    }))
}

fn read_reference(place: &Place, atlas: &Atlas, notes: &Notes) -> Result<Option<LabelId>, Misread> {
    let Some(name) = place.optional_text()? else {
        return Ok(None);
    };
    let id = LabelId::new(name);
    match atlas.label(&id) {
        Some(_) => Ok(Some(id)),
        None if notes.is_unread(name) => Ok(None),
        None => Err(place.misread("a label that the playbook lists")),
    }
}

fn read_walkthrough(place: &Place, atlas: &Atlas, notes: &Notes) -> Result<Walkthrough, Misread> {
    let mut clicks = Vec::new();
    for click in place.get("clicks").list()? {
        let screen = click.get("screen");
        let Some(shown) = atlas.screen(screen.text()?) else {
            if screen.text().is_ok_and(|it| notes.is_unread(it)) {
                continue;
            }
            return Err(screen.misread("a screen that the playbook lists"));
        };
        let item = click.get("item");
        let name = item.text()?;
        if shown.item(name).is_none() {
            return Err(item.misread(format!("an item of the screen `{}`", shown.id)));
        }
        clicks.push(Click {
            id: click.get("id").text()?.to_owned(),
            screen: shown.id.clone(),
            item: name.to_owned(),
            rules: read_rules(&click)?,
        });
    }
    Ok(Walkthrough {
        id: place.get("id").text()?.to_owned(),
        portal: place.get("portal").text()?.to_owned(),
        portals: place
            .get("portals")
            .texts()?
            .into_iter()
            .map(str::to_owned)
            .collect(),
        opens_directory: place.get("opens_directory").flag()?,
        is_dated: place.get("dated").flag()?,
        clicks,
    })
}

/// The only hosts that a playbook may send people to, whoever wrote it.
const PORTAL_HOSTS: [&str; 6] = [
    "partner.microsoft.com",
    "portal.azure.com",
    "portal.azure.us",
    "portal.microsoftazure.de",
    "admin.microsoft.com",
    "admin.powerplatform.microsoft.com",
];

fn read_portal(place: &Place) -> Result<Portal, Misread> {
    let address = |key: &str| {
        let at = place.get(key);
        let Some(text) = at.optional_text()? else {
            return Ok(None);
        };
        let host = text
            .strip_prefix("https://")
            .and_then(|rest| rest.split('/').next());
        match host {
            Some(host) if PORTAL_HOSTS.contains(&host) => Ok(Some(text.to_owned())),
            _ => Err(at.misread("an https address of a portal that is allowed")),
        }
    };
    Ok(Portal {
        id: place.get("id").text()?.to_owned(),
        address: address("address")?.ok_or_else(|| place.get("address").misread("an address"))?,
        directory: address("directory")?,
    })
}

fn read_rules(place: &Place) -> Result<Vec<RuleId>, Misread> {
    Ok(place
        .get("rules")
        .texts()?
        .into_iter()
        .map(RuleId::new)
        .collect())
}
