//! `/servicerequests/supporttopics`.

use crate::portal::{
    Cloud, Response,
    practice::visit::{Visit, collection},
};

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    visit.offered_except(&[Cloud::China21Vianet])?;
    Ok(collection(visit.world.rows("topics")))
}
