//! `/servicerequests/supporttopics`.

use crate::portal::practice::visit::{Answer, Visit, collection};

#[expect(clippy::unnecessary_wraps, reason = "handlers have one signature")]
pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    Ok(collection(&visit.select("topics", &[], &[]), &|_| ()))
}
