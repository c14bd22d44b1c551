//! The way to the identity provider and back.

use crate::{
    app::{Connection, Ports, Trouble, ports::Signed},
    portal::sign_in::{Attempt, Refusal, Refused, Return},
};

/// Under which name the attempt is kept while the page is away.
const KEPT: &str = "sign-in";
/// How many fresh names an attempt is made of.
const N_NAMES: usize = 9;

/// Leaves, to come back to the page of an address.
pub(super) fn leave(ports: &dyn Ports, connection: &Connection, page: &str) {
    let random: String = (0..N_NAMES).map(|_| ports.fresh()).collect();
    let Some(attempt) = Attempt::begin(&random, page, ports.device_clock()) else {
        return;
    };
    ports.keep(KEPT, Some(&attempt.to_text()));
    // Whose session has ended in this tab need not say again who it is; beyond the tab nobody is remembered.
    let account = connection.account.known();
    let hint = account.map_or("", |it| it.login.as_str());
    let address = connection
        .provider
        .authorize(&attempt, hint, &ports.demand());
    ports.leave(&address);
}

/// Takes what the provider brought back: once, and only for the attempt that is open.
pub(super) async fn come_back(ports: &dyn Ports, fragment: &str) -> Result<Signed, Trouble> {
    let kept = ports.kept(KEPT);
    ports.keep(KEPT, None);
    let attempt = kept.as_deref().and_then(Attempt::parse);
    let (Some(attempt), Some(answer)) = (attempt, Return::parse(fragment)) else {
        return Err(trouble("sign_in_stray", String::new()));
    };
    let code = attempt
        .accept(&answer, ports.device_clock())
        .map_err(refused)?;
    ports.redeem(&attempt, &code).await.map_err(not_granted)
}

fn refused(refusal: Refusal) -> Trouble {
    match refusal {
        Refusal::NotAsked | Refusal::Malformed => trouble("sign_in_stray", String::new()),
        Refusal::Expired => trouble("sign_in_expired", String::new()),
        Refusal::Declined { code, says } => {
            // AADSTS65001: nobody has agreed to the application; AADSTS90094: only an administrator may.
            let lacks_consent = code == "consent_required"
                || ["AADSTS65001", "AADSTS90094"]
                    .iter()
                    .any(|it| says.contains(it));
            let kind = if lacks_consent {
                "consent"
            } else {
                "sign_in_declined"
            };
            trouble(kind, format!("{code}: {says}"))
        }
    }
}

fn not_granted(refused: Refused) -> Trouble {
    match refused {
        Refused::SignIn { code, says, .. } => {
            trouble("sign_in_declined", format!("{code}: {says}"))
        }
        Refused::NoAccess { says } => trouble("sign_in_declined", says),
        Refused::Consent { says } => trouble("consent", says),
        Refused::Later { .. } | Refused::Offline => trouble("sign_in_later", String::new()),
        // A token that is not good yet or no more was checked by a wrong clock, far more often than it was sent by somebody else.
        Refused::Unreadable(claim @ ("nbf" | "exp")) => trouble("sign_in_clock", claim.to_owned()),
        Refused::Unreadable(claim) => trouble("sign_in_stray", claim.to_owned()),
    }
}

fn trouble(kind: &'static str, support: String) -> Trouble {
    Trouble {
        kind,
        after_secs: None,
        support,
    }
}
