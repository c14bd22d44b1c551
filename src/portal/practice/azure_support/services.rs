//! `/services` and their problem classifications.

use crate::portal::practice::{
    azure_support,
    visit::{Answer, Visit},
};

#[expect(clippy::unnecessary_wraps, reason = "handlers have one signature")]
pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    Ok(azure_support::list(&visit.select("services", &[], &[]), ""))
}

pub fn classifications(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let rows = visit.select("classifications", &[("_service", visit.arg(0))], &[]);
    if rows.is_empty() {
        return Err(visit.refuse(404, "ResourceNotFound", "service not found"));
    }
    Ok(azure_support::list(&rows, ""))
}
