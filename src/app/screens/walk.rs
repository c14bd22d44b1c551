//! The walk-through: the same steps as text and on the practice copy of the portal's screens.

mod views;

pub use views::{
    ItemView, LabelView, PortalView, RegionView, ScreenView, StepPiece, StepView, WalkScreen,
};

use crate::{
    app::{
        LabelMode, State,
        screens::{CitationLine, Standing, citation, stand},
    },
    casework::{Atlas, Case, Click, Item, Label, Named, Region, Screen, Walkthrough},
    policy::Value,
    vocab::{LabelId, sort_by},
    wording::{Arg, Piece},
};

/// The walk-through of a case; `None` where no document describes one.
pub fn walk(state: &State, case: &Case) -> Option<WalkScreen> {
    let standing = stand(state, case)?;
    let content = &standing.content;
    let walkthrough = way(&standing)?;
    let n_done = case.n_ticked.min(walkthrough.clicks.len());
    let draw = Draw {
        state,
        case,
        standing: &standing,
        atlas: &content.playbook.atlas,
        walkthrough,
        n_done,
    };
    Some(WalkScreen {
        title: content
            .words
            .say(&format!("walk.{}.title", walkthrough.id), &[]),
        steps: draw.steps(),
        n_done,
        screen: draw.screen(),
        open: draw.open(),
        can_request: content
            .playbook
            .outcome(standing.decision.outcome.as_deref().unwrap_or_default())
            .is_some_and(|it| it.channel.is_some()),
        languages: languages(draw.atlas, walkthrough, state.language()),
        dated: dated(draw.atlas, walkthrough),
        sources: draw.sources(),
    })
}

/// The portal where the walk-through of a case begins.
pub(super) fn start_portal(state: &State, case: &Case, standing: &Standing) -> Option<PortalView> {
    let draw = Draw {
        state,
        case,
        standing,
        atlas: &standing.content.playbook.atlas,
        walkthrough: way(standing)?,
        n_done: 0,
    };
    draw.open()
}

/// The procedure that the decision names.
pub(super) fn way(standing: &Standing) -> Option<&Walkthrough> {
    let decision = &standing.decision;
    standing
        .content
        .playbook
        .atlas
        .way(decision.path.as_ref()?.list(), portal_of(standing))
}

/// The portal that the decision names.
fn portal_of(standing: &Standing) -> &str {
    let portal = standing.decision.portal.as_ref().and_then(Value::text);
    portal.unwrap_or_default()
}

/// What of a way its edition has no evidence of its own for.
fn dated(atlas: &Atlas, walkthrough: &Walkthrough) -> Option<&'static str> {
    if walkthrough.is_dated {
        return Some("way");
    }
    let has_dated = labels(atlas, walkthrough).any(|it| it.is_dated);
    has_dated.then_some("labels")
}

/// The labels that are clicked on the way.
fn labels<'a>(atlas: &'a Atlas, walkthrough: &'a Walkthrough) -> impl Iterator<Item = &'a Label> {
    walkthrough.clicks.iter().filter_map(|click| {
        let item = atlas.screen(&click.screen)?.item(&click.item)?;
        atlas.label(item.label.as_ref()?)
    })
}

fn languages(atlas: &Atlas, walkthrough: &Walkthrough, spoken: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for language in labels(atlas, walkthrough).flat_map(|it| it.texts.keys()) {
        if language != "en" && !found.contains(language) {
            found.push(language.clone());
        }
    }
    sort_by(&mut found, Ord::cmp);
    // The one that the desk speaks comes first.
    sort_by(&mut found, |one, other| {
        (other == spoken).cmp(&(one == spoken))
    });
    found
}

struct Draw<'a> {
    state: &'a State,
    case: &'a Case,
    standing: &'a Standing,
    atlas: &'a Atlas,
    walkthrough: &'a Walkthrough,
    n_done: usize,
}

impl Draw<'_> {
    /// The portal where the first step happens, the cloud's own where the step says only "Azure";
    /// from the second step on the customer's directory, where a document says to open it by its address.
    fn open(&self) -> Option<PortalView> {
        let n_before = usize::from(self.walkthrough.opens_directory && self.n_done > 0);
        let first = self.walkthrough.clicks.get(n_before)?;
        let screen = self.atlas.screen(&first.screen)?;
        let of_verdict = portal_of(self.standing);
        let (portal, is_of_verdict) = match self.atlas.portal(&screen.portal) {
            Some(portal) => (portal, portal.id == of_verdict),
            None => (self.atlas.portal(of_verdict)?, true),
        };
        let customer = self.case.customer.as_ref();
        let address = if is_of_verdict && self.walkthrough.portal == "azure" {
            portal.address_for(customer.map_or("", |it| it.domain.as_str()))
        } else {
            portal.address.clone()
        };
        let rest = address.strip_prefix("https://").unwrap_or_default();
        Some(PortalView {
            name: self.portal_words(&screen.portal),
            host: rest.split('/').next().unwrap_or_default().to_owned(),
            address,
        })
    }

    /// Each statement once, in the order of the steps.
    fn sources(&self) -> Vec<CitationLine> {
        let mut lines: Vec<CitationLine> = Vec::new();
        for rule in self.walkthrough.clicks.iter().flat_map(|it| &it.rules) {
            if !lines.iter().any(|it| *rule == *it.rule) {
                lines.extend(citation(&self.standing.content, rule));
            }
        }
        lines
    }

    fn steps(&self) -> Vec<StepView> {
        let words = &self.standing.content.words;
        let mut steps = Vec::new();
        let mut last_portal = String::new();
        for click in &self.walkthrough.clicks {
            let key = format!("walk.{}.{}", self.walkthrough.id, click.id);
            let more = format!("{key}.more");
            let item = self.item_of(click);
            let label = item.map(|it| self.strong(it)).unwrap_or_default();
            let value = item.and_then(|it| it.value.as_ref());
            let value = value.map(|it| self.label(it)).unwrap_or_default();
            let portal = self
                .atlas
                .screen(&click.screen)
                .map(|it| it.portal.clone())
                .unwrap_or_default();
            let is_new = portal != last_portal;
            last_portal.clone_from(&portal);
            steps.push(StepView {
                says: self.emphasise(&key, &label, &value),
                more: words.has(&more).then(|| words.say(&more, &[])),
                portal: is_new.then(|| self.portal_words(&portal)),
            });
        }
        steps
    }

    /// The words of a step with label and value in their places.
    fn emphasise(&self, key: &str, label: &LabelView, value: &LabelView) -> Vec<StepPiece> {
        let words = &self.standing.content.words;
        // A mark that no label holds parts the sentence where a label goes.
        let args = [("label", Arg::Text("\u{1}")), ("value", Arg::Text("\u{2}"))];
        let mut pieces = Vec::new();
        for piece in words.pieces(key, &args) {
            let text = match piece {
                Piece::Plain(text) => text,
                Piece::Strong(text) => {
                    pieces.push(StepPiece::Strong(text));
                    continue;
                }
            };
            let mut rest = text.as_str();
            while let Some(at) = rest.find(['\u{1}', '\u{2}']) {
                let (before, behind) = rest.split_at(at);
                pieces.push(StepPiece::Plain(before.to_owned()));
                let is_label = behind.starts_with('\u{1}');
                let named = if is_label { label } else { value };
                pieces.push(StepPiece::Label(named.clone()));
                rest = behind.get(1..).unwrap_or_default();
            }
            pieces.push(StepPiece::Plain(rest.to_owned()));
        }
        pieces.retain(|it| !matches!(it, StepPiece::Plain(text) if text.is_empty()));
        pieces
    }

    fn item_of(&self, click: &Click) -> Option<&Named> {
        self.atlas.screen(&click.screen)?.item(&click.item)
    }

    /// What stands on an item.
    fn strong(&self, item: &Named) -> LabelView {
        match &item.label {
            Some(label) => self.label(label),
            None => self.own(item),
        }
    }

    /// What of the case or of the desk's own words stands on an item.
    fn own(&self, item: &Named) -> LabelView {
        LabelView::new(&self.practice(item), self.state.language())
    }

    /// A portal's label as the user wants to see it.
    fn label(&self, id: &LabelId) -> LabelView {
        let Some(label) = self.atlas.label(id) else {
            return LabelView::default();
        };
        let english = label.english();
        let (mode, language) = self.state.label_mode();
        match (mode, label.documented(language)) {
            (LabelMode::Other, Some(text)) => LabelView::new(text, language),
            (LabelMode::Both, Some(text)) if text != english => LabelView {
                english: Some(english.to_owned()),
                ..LabelView::new(text, language)
            },
            _ => LabelView::new(english, "en"),
        }
    }

    /// What of the case fills an item.
    fn practice(&self, item: &Named) -> String {
        let kind = item.practice.as_deref().unwrap_or("other");
        match (kind, &self.case.customer) {
            ("customer_name", Some(customer)) => customer.name.clone(),
            ("customer_domain", Some(customer)) if !customer.domain.is_empty() => {
                customer.domain.clone()
            }
            _ => self
                .standing
                .content
                .words
                .say(&format!("practice_item.{kind}"), &[]),
        }
    }

    fn portal_words(&self, portal: &str) -> String {
        self.standing
            .content
            .words
            .say(&format!("portal.{portal}"), &[])
    }

    fn screen(&self) -> Option<ScreenView> {
        let click = self.walkthrough.clicks.get(self.n_done)?;
        let screen = self.atlas.screen(&click.screen)?;
        let mut shown: Vec<&str> = self
            .walkthrough
            .clicks
            .iter()
            .map(|it| it.screen.as_str())
            .collect();
        shown.dedup();
        let at =
            self.walkthrough
                .clicks
                .iter()
                .take(self.n_done + 1)
                .fold((0, ""), |(n, last), it| {
                    if it.screen == last {
                        (n, last)
                    } else {
                        (n + 1, it.screen.as_str())
                    }
                });
        Some(ScreenView {
            title: screen.title.as_ref().map(|it| self.label(it)),
            portal: self.portal_words(&screen.portal),
            number: (at.0, shown.len()),
            regions: screen
                .regions
                .iter()
                .filter(|it| !is_list_of_item(screen, it))
                .map(|it| self.region(screen, it, click))
                .collect(),
            source: click
                .rules
                .first()
                .and_then(|it| citation(&self.standing.content, it)),
        })
    }

    fn was_clicked(&self, screen: &Screen, item: &str) -> bool {
        self.walkthrough
            .clicks
            .iter()
            .take(self.n_done)
            .any(|it| it.screen == screen.id && it.item == item)
    }

    fn region(&self, screen: &Screen, region: &Region, next: &Click) -> RegionView {
        RegionView {
            kind: region.kind.clone(),
            label: region.label.as_ref().map(|it| self.label(it)),
            items: self.items(screen, region, next, true),
        }
    }

    /// The items of a region; a list stands behind the drop-down that was clicked to open it.
    fn items(
        &self,
        screen: &Screen,
        region: &Region,
        next: &Click,
        may_open: bool,
    ) -> Vec<ItemView> {
        let mut views = Vec::new();
        for item in &region.items {
            match item {
                Item::Other(width) => views.push(ItemView::Other(*width)),
                Item::Named(named) => {
                    views.push(self.item(screen, named, next));
                    let opened = screen
                        .regions
                        .iter()
                        .find(|it| named.opens.as_deref() == Some(it.id.as_str()));
                    if let Some(list) =
                        opened.filter(|_| may_open && self.was_clicked(screen, &named.id))
                    {
                        views.push(ItemView::List(self.items(screen, list, next, false)));
                    }
                }
            }
        }
        views
    }

    fn item(&self, screen: &Screen, named: &Named, next: &Click) -> ItemView {
        let is_field = named.kind == "field";
        let shows = match (&named.label, &named.value) {
            (_, Some(value)) if is_field => self.label(value),
            (Some(label), _) if !is_field || named.practice.is_none() => self.label(label),
            _ => self.own(named),
        };
        ItemView::Named {
            shows,
            kind: named.kind.clone(),
            label: named
                .label
                .as_ref()
                .filter(|_| is_field)
                .map(|it| self.label(it).text()),
            is_next: next.item == named.id,
            is_past: self.was_clicked(screen, &named.id),
            wrong: self.wrong(screen, named, next),
        }
    }

    fn wrong(&self, screen: &Screen, named: &Named, next: &Click) -> String {
        let words = &self.standing.content.words;
        let wanted = self
            .item_of(next)
            .map(|it| self.strong(it).text())
            .unwrap_or_default();
        let own = format!("wrong.{}.{}", screen.id, named.id);
        let key = if words.has(&own) {
            own.as_str()
        } else if self.was_clicked(screen, &named.id) {
            "wrong.done"
        } else {
            "wrong.later"
        };
        words.say(key, &[("label", Arg::Text(&wanted))])
    }
}

/// Whether a region is the list of a drop-down.
fn is_list_of_item(screen: &Screen, region: &Region) -> bool {
    screen
        .regions
        .iter()
        .flat_map(|it| &it.items)
        .any(|item| matches!(item, Item::Named(named) if named.opens.as_deref() == Some(region.id.as_str())))
}
