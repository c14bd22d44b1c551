//! `/profiles`: the partner's own.

use crate::portal::{
    json,
    json::word,
    practice::{
        visit::{Answer, Visit},
        world::set,
    },
};

const SUPPORT: &[&str] = &["email", "telephone", "website", "profileType", "attributes"];
/// What can be changed of the support profile.
const CHANGEABLE: [&str; 3] = ["email", "telephone", "website"];

#[expect(clippy::unnecessary_wraps, reason = "handlers have one signature")]
pub fn support(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let partner = json::at(&visit.world.tables, "partner");
    Ok(Answer::new(200, visit.show(partner, SUPPORT)))
}

pub fn change_support(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let body = visit.body.take();
    for key in CHANGEABLE {
        let said = word(&body, key);
        if !said.is_empty() {
            set(&mut visit.world.tables, &["partner/", key].concat(), said);
        }
    }
    support(visit)
}

/// The profile named last in the path.
pub fn own(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let path = visit.path().trim_end_matches('/');
    let kind = path.rsplit('/').next().unwrap_or_default();
    let row = json::at(&visit.world.tables, &["profiles/", kind].concat());
    let wanted = visit.parameter("mpnId");
    if row.is_null() || !wanted.is_empty() && wanted != word(row, "mpnId") {
        return Err(visit.refuse(404, "3000", "partner organization not found"));
    }
    Ok(visit.answer_row(Some(row)))
}
