//! What is refused on the way to a token.

use crate::portal::authority::{
    ARM, BACK, HEALTH, Hall, PARTNER_CENTER, SERVER, VERIFIER, field, openid, redemption, sign_in,
    with,
};
use partner_triage::portal::practice::{
    Access,
    authority::{Ask, Entry},
};

#[test]
fn a_refused_sign_in_says_why() {
    let mut hall = Hall::new();
    let stranger = hall.world.to_text();
    let stranger = stranger.split("\"strangers\":[\"").nth(1).unwrap()[..36].to_owned();
    let revoked = hall.customer(Access::Revoked);
    let not_delegated = hall.customer(Access::NotRequested);
    let usual = || sign_in("common", &openid(PARTNER_CENTER));
    let none = |scope: &str, tenant: &str| with(sign_in(tenant, &openid(scope)), "prompt", "none");
    let session = hall.back(&usual(), "admin").1;
    let reluctant = hall.back(&usual(), "nomfa").1;
    let in_session = |mut ask: Ask, session: &str| {
        session.clone_into(&mut ask.session);
        ask
    };
    for (ask, choice, means) in [
        (
            with(usual(), "response_type", "token"),
            "admin",
            "unsupported_response_type 70005",
        ),
        (
            with(usual(), "response_type", ""),
            "admin",
            "invalid_request 900144",
        ),
        (
            with(usual(), "response_mode", "form_post"),
            "admin",
            "unsupported_response_mode 70007",
        ),
        (
            with(usual(), "prompt", "maybe"),
            "admin",
            "invalid_request 90023",
        ),
        (
            with(usual(), "scope", ""),
            "admin",
            "invalid_request 900144",
        ),
        (
            with(usual(), "scope", "openid Fly.Away"),
            "admin",
            "invalid_scope 70011",
        ),
        (
            with(usual(), "scope", "https://graph.microsoft.com/Fly"),
            "admin",
            "invalid_scope 70011",
        ),
        (
            with(usual(), "scope", "https://other.example/x"),
            "admin",
            "invalid_resource 500011",
        ),
        (
            with(usual(), "code_challenge", ""),
            "admin",
            "invalid_request 9002325",
        ),
        (
            with(usual(), "code_challenge_method", "plain"),
            "admin",
            "invalid_request 9002325",
        ),
        (usual(), "cancel", "access_denied 65004"),
        (usual(), "noconsent", "access_denied 90094"),
        (with(usual(), "prompt", "none"), "", "login_required 50058"),
        (
            with(in_session(usual(), &session), "prompt", "none"),
            "",
            "code",
        ),
        (in_session(usual(), &session), "", "code"),
        (
            with(
                with(in_session(usual(), &session), "prompt", "none"),
                "login_hint",
                "helpdesk",
            ),
            "",
            "login_required 50058",
        ),
        (
            with(
                with(in_session(usual(), &reluctant), "prompt", "none"),
                "claims",
                "{}",
            ),
            "",
            "interaction_required 50076",
        ),
        (
            in_session(none(HEALTH, &not_delegated), &session),
            "",
            "consent_required 65001",
        ),
        (sign_in(&not_delegated, &openid(ARM)), "admin", "code"),
        (
            sign_in(&revoked, "openid"),
            "admin",
            "interaction_required 50020",
        ),
        (
            sign_in(&stranger, "openid"),
            "admin",
            "interaction_required 50020",
        ),
        (
            sign_in(&stranger.to_uppercase(), "openid"),
            "admin",
            "interaction_required 50020",
        ),
        (
            sign_in(&not_delegated, &openid(PARTNER_CENTER)),
            "admin",
            "invalid_resource 500011",
        ),
    ] {
        let (address, _) = hall.back(&ask, choice);
        let description = field(&address, "error_description");
        let number = description
            .trim_start_matches("AADSTS")
            .split(':')
            .next()
            .unwrap();
        let said = match field(&address, "error").as_str() {
            "" => "code".to_owned(),
            error => format!("{error} {number}"),
        };
        assert_eq!(said, means, "{ask:?}");
        assert_eq!(field(&address, "state"), "s t&te");
    }
}

#[test]
fn nobody_is_led_to_an_address_that_is_not_registered() {
    let mut hall = Hall::new();
    for (redirect, number) in [
        (BACK, 0),
        ("https://portal.example/desk", 50_011),
        ("https://portal.example/desk/?x", 50_011),
        ("https://localhost:8443/anything?x=1", 0),
        ("http://localhost:1/", 0),
        ("http://127.0.0.1:9/x", 0),
        ("https://localhost.evil.example/", 50_011),
        ("https://evil.example/localhost", 50_011),
        ("https://localhost@evil.example/", 50_011),
        ("javascript://localhost/%0aalert(1)", 50_011),
        ("http://localhost/#x", 50_011),
        ("", 900_144),
    ] {
        let ask = with(sign_in("common", "openid"), "redirect_uri", redirect);
        let said = match hall.authorize(&ask, "admin") {
            Entry::Refused(failure) => failure.number,
            Entry::Back { .. } => 0,
            Entry::Choose(_) => 1,
        };
        assert_eq!(said, number, "`{redirect}`");
    }
    for (client, number) in [("", 900_144), ("desk", 700_016)] {
        let ask = with(sign_in("common", "openid"), "client_id", client);
        let Entry::Refused(failure) = hall.authorize(&ask, "admin") else {
            panic!("`{client}` is no client");
        };
        assert_eq!(failure.number, number);
    }
    let ask = sign_in("99999999-0000-0000-0000-000000000000", "openid");
    let Entry::Refused(failure) = hall.authorize(&ask, "admin") else {
        panic!("there is no such tenant");
    };
    assert_eq!(failure.number, 90_002);
}

#[test]
fn a_code_is_good_once_for_whom_it_was_made() {
    let mut hall = Hall::new();
    let scope = openid(PARTNER_CENTER);
    let code = hall.code("common", &scope, "admin");
    let usual = || redemption("common", &code);
    let customer = hall.customer(Access::DelegatedAdmin);
    let two = format!("{PARTNER_CENTER} {HEALTH}");
    let silent = Ask {
        origin: String::new(),
        ..usual()
    };
    for (ask, means, allows_scripts) in [
        (
            with(usual(), "grant_type", ""),
            "invalid_request 900144",
            false,
        ),
        (
            with(usual(), "grant_type", "password"),
            "unsupported_grant_type 70003",
            false,
        ),
        (
            with(usual(), "client_id", "desk"),
            "unauthorized_client 700016",
            true,
        ),
        (with(usual(), "code", ""), "invalid_request 900144", true),
        (
            with(usual(), "code", "other"),
            "invalid_grant 9002313",
            true,
        ),
        (
            with(usual(), "client_id", "11111111-2222-3333-4444-000000000000"),
            "invalid_grant 70000",
            true,
        ),
        (
            Ask {
                tenant: customer,
                ..usual()
            },
            "invalid_grant 700005",
            true,
        ),
        (
            Ask {
                tenant: "nowhere".into(),
                ..usual()
            },
            "invalid_request 90002",
            true,
        ),
        (
            with(usual(), "redirect_uri", "http://localhost/"),
            "invalid_client 500112",
            true,
        ),
        (
            with(usual(), "redirect_uri", SERVER),
            "invalid_client 500112",
            false,
        ),
        (silent, "invalid_request 9002327", true),
        (
            with(usual(), "code_verifier", ""),
            "invalid_request 900144",
            true,
        ),
        (
            with(usual(), "code_verifier", &VERIFIER.replace('a', "b")),
            "invalid_grant 501481",
            true,
        ),
        (
            with(usual(), "code_verifier", "short"),
            "invalid_grant 501481",
            true,
        ),
        (with(usual(), "scope", &two), "invalid_request 28000", true),
        (
            with(usual(), "scope", "https://other.example/x"),
            "invalid_resource 500011",
            true,
        ),
    ] {
        let expected = if means.starts_with("invalid_client") {
            401
        } else {
            400
        };
        assert_eq!(
            hall.redeem(&ask),
            (expected, means.to_owned(), allows_scripts),
            "{ask:?}"
        );
    }
    hall.tokens(&usual());
    assert_eq!(hall.redeem(&usual()).1, "invalid_grant 54005");
    let late = hall.code("common", &scope, "admin");
    hall.now += 10 * 60_000;
    assert_eq!(
        hall.redeem(&redemption("common", &late)).1,
        "invalid_grant 70008"
    );
}
