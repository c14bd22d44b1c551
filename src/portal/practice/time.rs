//! What time brings: relative times become moments, incidents end, requests are taken up, work gets done.

use crate::{
    portal::{
        json::{self, number, text, word},
        moment,
        practice::{
            World,
            partner_center::requests::push_note,
            world::{put, set, set_all},
        },
    },
    vocab::Moment,
};
use serde_json::Value;

/// After this time the portal asks back about a request, once.
const ASKS_AFTER_MS: i64 = 20 * 60_000;
/// After this time what was learnt of an incident is published ("Post-incident reviews": within five business days).
const REVIEW_AFTER_MS: i64 = 7 * 86_400_000;
const QUESTION: &str = "When did this last work, and what was changed since?";

/// Brings the world to this moment.
pub fn pass(world: &mut World, now: Moment) {
    if word(&world.tables, "_awake").is_empty() {
        settle(&mut world.tables, now);
        set(&mut world.tables, "_awake", "yes");
    }
    for (table, change) in [
        ("incidents", end_incident as fn(&mut Value, Moment)),
        ("requests", move_request),
        ("tickets", finish_work),
        ("communications", finish_work),
    ] {
        let mut at = 0;
        while let Some(row) = world.row_mut(table, at) {
            change(row, now);
            at += 1;
        }
    }
}

fn has_come(row: &Value, key: &str, now: Moment) -> bool {
    json::moment(row, key).is_some_and(|it| it <= now)
}

fn end_incident(row: &mut Value, now: Moment) {
    if has_come(row, "_ends", now) {
        let end = text(row, "_ends");
        set_all(
            row,
            &[
                ("endDateTime", &end),
                ("status", "serviceRestored"),
                ("_ends", ""),
            ],
        );
        put(row, "isResolved", true.into());
        if word(row, "classification") == "incident" {
            let review = moment::read(&end).unwrap_or(now).plus_ms(REVIEW_AFTER_MS);
            set(row, "_reviewed", &moment::print(review));
        }
    }
    if has_come(row, "_reviewed", now) {
        set_all(
            row,
            &[("status", "postIncidentReviewPublished"), ("_reviewed", "")],
        );
    }
}

/// A new request is taken up on the next look; later the portal asks back.
fn move_request(row: &mut Value, now: Moment) {
    let made = text(row, "_made");
    if word(row, "status") == "none" {
        set_all(
            row,
            &[
                ("status", "open"),
                ("createdDate", &made),
                ("lastModifiedDate", &made),
            ],
        );
        let asks = moment::read(&made).unwrap_or(now).plus_ms(ASKS_AFTER_MS);
        set(row, "_asks", &moment::print(asks));
    }
    if has_come(row, "_asks", now) {
        let asked = text(row, "_asks");
        set(row, "_asks", "");
        if word(row, "status") == "open" {
            push_note(row, "Microsoft Support", &asked, QUESTION);
            set_all(
                row,
                &[("status", "attention_needed"), ("lastModifiedDate", &asked)],
            );
        }
    }
}

fn finish_work(row: &mut Value, now: Moment) {
    if has_come(row, "_running", now) {
        set(row, "_running", "");
    }
}

/// Turns relative times into moments.
fn settle(value: &mut Value, now: Moment) {
    match value {
        Value::String(text) => {
            if let Some(ms) = relative_ms(text) {
                *text = moment::print(now.plus_ms(ms));
            }
        }
        Value::Array(elements) => {
            for element in elements {
                settle(element, now);
            }
        }
        Value::Object(members) => {
            for (_, member) in members {
                settle(member, now);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

/// `-3h`, `+40m`, `-2d` in milliseconds.
fn relative_ms(text: &str) -> Option<i64> {
    let (count, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit_ms = match unit {
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    let is_signed = count.starts_with('-') || count.starts_with('+');
    Some(number(count).filter(|_| is_signed)? * unit_ms)
}
