//! `/profiles`: the partner's own.

use crate::portal::{
    json,
    practice::visit::{Answer, Visit},
};

const SUPPORT: &[&str] = &["email", "telephone", "website", "profileType", "attributes"];

#[expect(clippy::unnecessary_wraps, reason = "handlers have one signature")]
pub fn support(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let partner = json::at(&visit.world.tables, "partner");
    Ok(Answer::new(200, visit.show(partner, SUPPORT)))
}
