//! How many writes are left, told by each of them (Microsoft Learn, "Understand how Azure Resource Manager throttles
//! requests": 1200 an hour). Nothing is refused when none are left.

use crate::portal::{
    json,
    practice::{
        visit::{Answer, Visit},
        world::put,
    },
};

const WRITES: i64 = 1200;
const HOUR_MS: i64 = 3_600_000;

/// Lets a handler write, and adds what is left to its answer, also to a refusal.
pub fn counted(
    visit: &mut Visit<'_>,
    handler: fn(&mut Visit<'_>) -> Result<Answer, Answer>,
) -> Result<Answer, Answer> {
    let left = spend(visit).to_string();
    let header = if visit.scope.is_empty() {
        "x-ms-ratelimit-remaining-tenant-writes"
    } else {
        "x-ms-ratelimit-remaining-subscription-writes"
    };
    let mut result = handler(visit);
    let (Ok(answer) | Err(answer)) = &mut result;
    answer.add(header, &left);
    result
}

/// Counts a write in the subscription, or else in the tenant; what is left in this hour.
fn spend(visit: &mut Visit<'_>) -> i64 {
    let whose = if visit.scope.is_empty() {
        &visit.tenant
    } else {
        &visit.scope
    };
    let place = ["_writes/", &whose.to_ascii_lowercase()].concat();
    let (hour_at, left_at) = ([&place, "/hour"].concat(), [&place, "/left"].concat());
    let hour = visit.now.0.div_euclid(HOUR_MS);
    let tables = &mut visit.world.tables;
    let is_new = json::whole(tables, &hour_at) != Some(hour);
    let before = json::whole(tables, &left_at).filter(|_| !is_new);
    let left = (before.unwrap_or(WRITES) - 1).max(0);
    put(tables, &hour_at, hour.into());
    put(tables, &left_at, left.into());
    left
}
