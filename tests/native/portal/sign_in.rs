//! Signing in: what the provider brings back is taken once, and only if it is meant for this page.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use partner_triage::{
    portal::{
        Api, Cloud, Response, Signer,
        sign_in::{
            Attempt, Demand, Grant, Provider, Refusal, Refused, Return, Vault, Wanted, Whose,
        },
    },
    vocab::Moment,
};
use serde_json::{Value, json};

const PARTNER: &str = "11111111-2222-4333-8444-555555555555";
const CUSTOMER: &str = "6e9a0f53-6b58-4c1f-b8a1-3f8f4a6d2c10";
const NOW: Moment = Moment(1_790_000_000_000);
const NOW_SECS: i64 = 1_790_000_000;

fn provider() -> Provider {
    Provider {
        authority: Provider::authority_of(Cloud::Public).to_owned(),
        token_authority: "/authority".to_owned(),
        issuers: Provider::issuers_of(Cloud::Public),
        tenant: PARTNER.to_owned(),
        client: "triage-desk".to_owned(),
        redirect: "https://desk.example/".to_owned(),
        cloud: Some(Cloud::Public),
    }
}

fn attempt() -> Attempt {
    let random = "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0".repeat(3);
    Attempt::begin(&random[..104], "/en/customers", NOW).unwrap()
}

/// The value of a parameter of an address or form.
fn parameter<'t>(text: &'t str, key: &str) -> &'t str {
    let query = text.split_once('?').map_or(text, |it| it.1);
    let mut pairs = query.split('&').filter_map(|it| it.split_once('='));
    pairs.find(|it| it.0 == key).map_or("", |it| it.1)
}

#[test]
fn the_page_leaves_with_all_that_ties_the_answer_to_it() {
    let address = provider().authorize(&attempt(), "anna@partner.example", &Demand::Session);
    let base = format!("https://login.microsoftonline.com/{PARTNER}/oauth2/v2.0/authorize?");
    assert!(address.starts_with(&base));
    for (key, value) in [
        ("client_id", "triage-desk"),
        ("response_type", "code"),
        ("response_mode", "fragment"),
        ("redirect_uri", "https%3A%2F%2Fdesk.example%2F"),
        ("code_challenge_method", "S256"),
        ("login_hint", "anna%40partner.example"),
    ] {
        assert_eq!(parameter(&address, key), value, "{key}");
    }
    assert_eq!(parameter(&address, "code_challenge").len(), 43);
    assert_eq!(parameter(&address, "nonce"), attempt().nonce());
    // The verifier stays here.
    let stored: Value = serde_json::from_str(&attempt().to_text()).unwrap();
    assert!(!address.contains(stored["verifier"].as_str().unwrap()));
}

#[test]
fn a_token_request_names_one_resource_in_one_tenant() {
    let provider = provider();
    let answer = Return::parse(&format!(
        "code=0.Abc&state={}",
        parameter(
            &provider.authorize(&attempt(), "", &Demand::Session),
            "state"
        )
    ));
    let code = attempt().accept(&answer.unwrap(), NOW).unwrap();
    let redeem = provider.redeem(&attempt(), &code);
    assert_eq!(
        redeem.address,
        format!("/authority/{PARTNER}/oauth2/v2.0/token")
    );
    let form = redeem.form.reveal();
    assert_eq!(parameter(form, "grant_type"), "authorization_code");
    assert_eq!(parameter(form, "code"), "0.Abc");
    assert!(!form.contains("secret"));
    for (cloud, api, whose, scope) in [
        (
            Cloud::Public,
            Api::PartnerCenter,
            Whose::Partner,
            "https://api.partnercenter.microsoft.com/user_impersonation",
        ),
        (
            Cloud::Public,
            Api::AzureSupport,
            Whose::Customer,
            "https://management.azure.com/user_impersonation",
        ),
        (
            Cloud::China21Vianet,
            Api::PartnerCenter,
            Whose::Partner,
            "https://partner.partnercenterapi.microsoftonline.cn/user_impersonation",
        ),
        // A customer agrees to what is read of it, and need not agree to what is read of the partner.
        (
            Cloud::UsGovernment,
            Api::Graph,
            Whose::Customer,
            "https://graph.microsoft.us/ServiceHealth.Read.All",
        ),
        (
            Cloud::Public,
            Api::Graph,
            Whose::Partner,
            "https://graph.microsoft.com/DelegatedAdminRelationship.Read.All",
        ),
    ] {
        let provider = Provider {
            cloud: Some(cloud),
            ..provider.clone()
        };
        assert_eq!(
            provider.scope(api, whose),
            format!("{scope} openid profile offline_access")
        );
    }
}

#[test]
fn signing_out_at_the_provider_comes_back_to_the_page() {
    assert_eq!(
        provider().end_session(),
        format!(
            "https://login.microsoftonline.com/{PARTNER}/oauth2/v2.0/logout?post_logout_redirect_uri=https%3A%2F%2Fdesk.example%2F"
        )
    );
}

#[test]
fn what_is_demanded_goes_along_with_the_next_sign_in() {
    let claims = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    for (demand, wanted) in [
        (Demand::Session, ("", "")),
        (Demand::Claims(claims.to_owned()), (claims, "")),
        (Demand::Anew, ("", "login")),
    ] {
        let address = provider().authorize(&attempt(), "", &demand);
        let told = |key: &str| {
            let is_told = address.contains(&format!("&{key}="));
            is_told.then(|| parameter(&address, key).to_owned())
        };
        let encoded = wanted.0.bytes().fold(String::new(), |text, it| {
            let letter = char::from(it);
            if letter.is_ascii_alphanumeric() || "-._~".contains(letter) {
                text + &letter.to_string()
            } else {
                text + &format!("%{it:02X}")
            }
        });
        let shown = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        assert_eq!(told("claims"), shown(&encoded), "{demand:?}");
        assert_eq!(told("prompt"), shown(wanted.1), "{demand:?}");
    }
}

type Pairs = Vec<(String, String)>;

/// A right answer to the attempt, as its parameters.
fn right() -> Pairs {
    let state = parameter(
        &provider().authorize(&attempt(), "", &Demand::Session),
        "state",
    )
    .to_owned();
    vec![
        ("code".to_owned(), "0.AbCdEf_-".to_owned()),
        ("state".to_owned(), state),
        ("session_state".to_owned(), PARTNER.to_owned()),
    ]
}

fn fragment(pairs: &[(String, String)]) -> String {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    format!("#{}", pairs.join("&"))
}

#[test]
fn no_tampered_return_is_accepted() {
    let accept = |fragment: &str, now: Moment| {
        let answer = Return::parse(fragment)?;
        attempt().accept(&answer, now).ok()
    };
    assert!(accept(&fragment(&right()), NOW.plus_ms(1_000)).is_some());
    let mut tampered: Vec<String> = Vec::new();
    // Each parameter left out, emptied, cut, grown, said twice, said in other letters.
    for at in 0..2 {
        let mut change = |edit: &dyn Fn(&mut Pairs)| {
            let mut pairs = right();
            edit(&mut pairs);
            tampered.push(fragment(&pairs));
        };
        change(&|it| drop(it.remove(at)));
        change(&|it| it[at].1.clear());
        change(&|it| it.push(it[at].clone()));
        change(&|it| it.insert(0, (it[at].0.clone(), "other".to_owned())));
        change(&|it| it.push((it[at].0.clone(), String::new())));
        change(&|it| it[at].0 = it[at].0.to_uppercase());
        change(&|it| it[at].0.push(' '));
        change(&|it| it[at].1 = "%00".to_owned());
        change(&|it| it[at].1 = "a%0d%0ab".to_owned());
        change(&|it| it[at].1 = "%20".to_owned());
        change(&|it| it[at].1 = "x".repeat(9_000));
        change(&|it| it[at].1 = "ко́д".to_owned());
    }
    let state = right()[1].1.clone();
    for state in [
        state.to_uppercase(),
        state.chars().rev().collect(),
        format!("{state}x"),
        format!(" {state}"),
        state[1..].to_owned(),
        "null".to_owned(),
        "undefined".to_owned(),
        attempt().nonce().to_owned(),
        "*".to_owned(),
        "%2a".to_owned(),
    ] {
        tampered.push(format!("#code=0.Abc&state={state}"));
    }
    for more in [
        "id_token=a.b.c",
        "access_token=x",
        "token_type=Bearer",
        "error=access_denied",
        "refresh_token=r",
        "redirect_uri=https%3A%2F%2Fevil.example",
        "next=%2F%2Fevil.example",
        "code_verifier=x",
        "nonce=x",
        "scope=x",
        "__proto__=x",
        "<script>=1",
        "state[]=1",
        "code[]=1",
    ] {
        tampered.push(format!("{}&{more}", fragment(&right())));
    }
    for form in [
        "?code=1&state=2",
        "#/code=1&state=2",
        "#code&state",
        "#code=&state=",
        "#&&",
        "#=",
        "#code=1",
        "#state=1",
        "#error=x",
        "#error=&state=",
        "#code=1;state=2",
        "#{\"code\":1,\"state\":2}",
    ] {
        tampered.push(form.to_owned());
    }
    tampered.push(format!("#error=access_denied&state={state}"));
    let n_accepted = tampered
        .iter()
        .filter(|it| accept(it, NOW).is_some())
        .count();
    assert!(tampered.len() >= 60, "{}", tampered.len());
    assert_eq!(n_accepted, 0);
    // A right one too early, too late, and for another tab's attempt.
    for now in [
        NOW.plus_ms(-1),
        NOW.plus_ms(600_000),
        Moment(i64::MAX),
        Moment(i64::MIN),
    ] {
        assert!(accept(&fragment(&right()), now).is_none());
    }
    let other = Attempt::begin(&"z".repeat(104), "/", NOW).unwrap();
    let answer = Return::parse(&fragment(&right())).unwrap();
    assert_eq!(other.accept(&answer, NOW), Err(Refusal::NotAsked));
}

fn claims() -> Value {
    json!({
        "iss": format!("https://login.microsoftonline.com/{PARTNER}/v2.0"),
        "aud": "triage-desk",
        "tid": PARTNER,
        "oid": "99999999-2222-4333-8444-555555555555",
        "sub": "subject",
        "nonce": attempt().nonce(),
        "exp": NOW_SECS + 3_600,
        "nbf": NOW_SECS,
        "iat": NOW_SECS,
        "name": "Anna Nowak",
        "preferred_username": "anna@partner.example",
    })
}

fn token(head: &Value, claims: &Value) -> String {
    let part = |it: &Value| URL_SAFE_NO_PAD.encode(it.to_string());
    format!("{}.{}.c2lnbmF0dXJl", part(head), part(claims))
}

fn reply(status: u16, body: &Value) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body: body.to_string(),
    }
}

fn granted(id_token: &str) -> Value {
    json!({
        "token_type": "Bearer", "scope": "s", "expires_in": 3599, "access_token": "TAINT-access",
        "refresh_token": "TAINT-refresh", "id_token": id_token,
    })
}

#[test]
fn no_tampered_identity_is_believed() {
    let head = json!({"typ": "JWT", "alg": "RS256", "kid": "k"});
    let provider = provider();
    let identify = |it: &str| provider.identify(it, attempt().nonce(), NOW);
    let right = token(&head, &claims());
    let account = identify(&right).unwrap();
    assert_eq!(
        (account.tenant.as_str(), account.login.as_str()),
        (PARTNER, "anna@partner.example")
    );
    let mut tampered = Vec::new();
    let mut set = |key: &str, value: Value| {
        let mut changed = claims();
        changed[key] = value;
        tampered.push(token(&head, &changed));
    };
    for key in ["iss", "aud", "tid", "oid", "sub", "nonce"] {
        set(key, Value::Null);
        set(key, json!(""));
        set(key, json!(1));
        set(key, json!([claims()[key]]));
    }
    for iss in [
        format!("https://login.microsoftonline.us/{PARTNER}/v2.0"),
        format!("https://login.microsoftonline.com.evil.example/{PARTNER}/v2.0"),
        format!("http://login.microsoftonline.com/{PARTNER}/v2.0"),
        format!("https://login.microsoftonline.com/{CUSTOMER}/v2.0"),
        format!("https://login.microsoftonline.com/{PARTNER}/v1.0"),
        "https://login.microsoftonline.com/common/v2.0".to_owned(),
    ] {
        set("iss", json!(iss));
    }
    for (key, value) in [
        ("aud", json!("other-app")),
        ("aud", json!("TRIAGE-DESK")),
        ("tid", json!(CUSTOMER)),
        ("tid", json!("common")),
        ("nonce", json!("other")),
        ("nonce", json!(attempt().nonce().to_uppercase())),
        ("exp", Value::Null),
        ("exp", json!(NOW_SECS - 301)),
        ("exp", json!(0)),
        ("exp", json!("soon")),
        ("nbf", json!(NOW_SECS + 301)),
        ("iat", json!(NOW_SECS + 301)),
    ] {
        set(key, value);
    }
    tampered.push(token(&json!({"alg": "none"}), &claims()));
    tampered.push(token(&json!({"alg": "NoNe"}), &claims()));
    tampered.push(token(&json!({}), &claims()));
    tampered.push(right.rsplit_once('.').unwrap().0.to_owned());
    tampered.push(format!("{}.", right.rsplit_once('.').unwrap().0));
    tampered.push(format!("{right}.x"));
    tampered.push(right.replace('.', " "));
    tampered.push("..".to_owned());
    tampered.push(format!("!{right}"));
    assert!(tampered.len() >= 40, "{}", tampered.len());
    for token in &tampered {
        assert!(identify(token).is_err(), "{token}");
        let body = granted(token);
        let read = Grant::read(&provider, &reply(200, &body), attempt().nonce(), NOW);
        assert!(matches!(read, Err(Refused::Unreadable(_))));
    }
    // A sign-in without an identity is none; clocks may differ by five minutes.
    let mut bare = granted("");
    bare["id_token"] = Value::Null;
    assert!(Grant::read(&provider, &reply(200, &bare), attempt().nonce(), NOW).is_err());
    let mut late = claims();
    late["exp"] = json!(NOW_SECS - 299);
    late["nbf"] = json!(NOW_SECS + 299);
    assert!(identify(&token(&head, &late)).is_ok());
}

#[test]
fn a_refusal_says_what_helps() {
    let provider = provider();
    for (status, body, expected) in [
        (
            400,
            json!({"error": "invalid_grant", "error_description": "AADSTS70008: expired"}),
            "sign in",
        ),
        (
            400,
            json!({"error": "interaction_required", "error_description": "AADSTS50076: MFA"}),
            "sign in",
        ),
        (
            400,
            json!({"error": "login_required", "error_description": ""}),
            "sign in",
        ),
        (
            400,
            json!({"error": "invalid_grant", "error_description": "AADSTS65001: no consent"}),
            "consent",
        ),
        (
            400,
            json!({"error": "consent_required", "error_description": ""}),
            "consent",
        ),
        (
            400,
            json!({"error": "interaction_required", "error_description": "AADSTS50020: User account does not exist in tenant"}),
            "no access",
        ),
        (
            400,
            json!({"error": "invalid_grant", "error_description": "AADSTS53003: Access has been blocked by Conditional Access"}),
            "no access",
        ),
        // Numbers that begin alike mean something else.
        (
            400,
            json!({"error": "invalid_grant", "error_description": "AADSTS500207: no"}),
            "sign in",
        ),
        (
            400,
            json!({"error": "invalid_grant", "error_description": "AADSTS650017: no"}),
            "sign in",
        ),
        (429, json!({}), "later"),
        (503, Value::Null, "later"),
        (200, json!({"access_token": ""}), "unreadable"),
        (
            200,
            json!({"access_token": "x", "token_type": "Bearer", "expires_in": 0}),
            "unreadable",
        ),
        (
            200,
            json!({"access_token": "x", "token_type": "mac", "expires_in": 60}),
            "unreadable",
        ),
        (200, json!([1]), "unreadable"),
        (400, json!("no"), "unreadable"),
    ] {
        let said = match Grant::read(&provider, &reply(status, &body), "", NOW) {
            Ok(_) => "granted",
            Err(Refused::SignIn { .. }) => "sign in",
            Err(Refused::Consent { .. }) => "consent",
            Err(Refused::NoAccess { .. }) => "no access",
            Err(Refused::Later { .. } | Refused::Offline) => "later",
            Err(Refused::Unreadable(_)) => "unreadable",
        };
        assert_eq!(said, expected, "{status} {body}");
    }
}

#[test]
fn tokens_of_tenants_are_kept_apart_and_renewed_before_they_end() {
    let provider = provider();
    let head = json!({"alg": "RS256"});
    let body = granted(&token(&head, &claims()));
    let grant = Grant::read(&provider, &reply(200, &body), attempt().nonce(), NOW).unwrap();
    let mut vault = Vault::open(&grant, NOW);
    let one = |signer: &Signer, api| Wanted::by(signer, api).remove(0);
    let partner = one(&Signer::Partner, Api::PartnerCenter);
    let health = one(&Signer::Customer(CUSTOMER.to_uppercase()), Api::Graph);
    assert_eq!(vault.token(&partner, NOW).unwrap().reveal(), "TAINT-access");
    assert_eq!(vault.token(&health, NOW), None);
    assert_eq!(vault.token(&one(&Signer::Partner, Api::Graph), NOW), None);
    // A customer's token is asked for in the customer's tenant, by the user's own refresh token.
    let asked = vault.renewal(&provider, &health, NOW).unwrap();
    assert_eq!(
        asked.address,
        format!("/authority/{CUSTOMER}/oauth2/v2.0/token")
    );
    assert_eq!(
        parameter(asked.form.reveal(), "refresh_token"),
        "TAINT-refresh"
    );
    let mut body = json!({"token_type": "Bearer", "expires_in": 3600, "access_token": "TAINT-health", "refresh_token": "TAINT-next"});
    // The customer's tenant says who the user is there, which is another identity than the one that signed in.
    let mut there = claims();
    there["tid"] = json!(CUSTOMER);
    there["iss"] = json!(format!("https://login.microsoftonline.com/{CUSTOMER}/v2.0"));
    there["nonce"] = Value::Null;
    body["id_token"] = json!(token(&head, &there));
    let grant = Grant::read(&provider, &reply(200, &body), "", NOW).unwrap();
    vault.take(&health, grant);
    assert_eq!(vault.token(&health, NOW).unwrap().reveal(), "TAINT-health");
    assert_eq!(vault.token(&partner, NOW).unwrap().reveal(), "TAINT-access");
    let asked = vault.renewal(&provider, &partner, NOW).unwrap();
    assert_eq!(
        parameter(asked.form.reveal(), "refresh_token"),
        "TAINT-next"
    );
    // Two minutes before its end it is renewed; a refused one is forgotten; after a day only signing in helps.
    assert!(
        vault
            .token(&health, NOW.plus_ms(3_600_000 - 120_000))
            .is_none()
    );
    vault.drop_token(&partner);
    assert_eq!(vault.token(&partner, NOW), None);
    assert!(
        vault
            .renewal(&provider, &partner, NOW.plus_ms(86_399_999))
            .is_some()
    );
    assert!(
        vault
            .renewal(&provider, &partner, NOW.plus_ms(86_400_000))
            .is_none()
    );
    // Filing on behalf of a customer needs both.
    let both = Wanted::by(
        &Signer::CustomerWithPartner(CUSTOMER.to_owned()),
        Api::AzureSupport,
    );
    assert_eq!(
        both.iter().map(Wanted::tenant).collect::<Vec<_>>(),
        [CUSTOMER, ""]
    );
    body["refresh_token"] = Value::Null;
    assert!(
        format!("{vault:?}{asked_form:?}", asked_form = asked.form)
            .find("TAINT")
            .is_none()
    );
}
