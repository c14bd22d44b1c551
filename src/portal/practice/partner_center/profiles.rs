//! `/profiles`: the partner's own.

use crate::portal::{
    Cloud, Response,
    practice::{
        visit::{Visit, answer, object_type},
        world::text,
        writer::Writer,
    },
};

pub fn support(visit: &mut Visit<'_>) -> Result<Response, Response> {
    visit.offered_except(&[Cloud::China21Vianet])?;
    let partner = visit.world.record("partner");
    let mut out = Writer::object();
    for key in ["email", "telephone", "website"] {
        out.text(key, text(partner, key));
    }
    out.text("profileType", "support_profile");
    object_type(&mut out, "PartnerSupportProfile");
    Ok(answer(200, out.done()))
}
