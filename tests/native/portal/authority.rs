//! The practice authority: every way to a token, and every refusal on the way.

mod refusals;

use partner_triage::{
    portal::{
        Api,
        practice::{
            Access, World,
            authority::{ACCOUNTS, Ask, Authority, Entry, Kind, Means, base64url, decode},
        },
    },
    vocab::Moment,
};

const CLIENT: &str = "11111111-2222-3333-4444-555555555555";
const BACK: &str = "https://portal.example/desk/";
const SERVER: &str = "https://server.example/back";
const VERIFIER: &str = "a-verifier-that-is-long-enough-for-the-rule-of-43";
const PARTNER_CENTER: &str = "https://api.partnercenter.microsoft.com/user_impersonation";
const HEALTH: &str = "https://graph.microsoft.com/ServiceHealth.Read.All";
const ARM: &str = "https://management.azure.com/user_impersonation";
const HOUR_MS: i64 = 3_600_000;

/// A digest that is none, as long as the real one; the real one is tried where it is.
fn digest(text: &[u8]) -> Vec<u8> {
    let mut sum = [7_u8; 32];
    for (at, byte) in text.iter().enumerate() {
        sum[at % 32] = sum[at % 32].wrapping_mul(31).wrapping_add(*byte);
    }
    sum.to_vec()
}

/// An authority, a world, and a clock that only the test moves.
struct Hall {
    authority: Authority,
    world: World,
    now: i64,
    n_secrets: u32,
}

impl Hall {
    fn new() -> Self {
        let text = std::fs::read_to_string("src/portal/practice/worlds/public.json").unwrap();
        let mut authority = Authority::default();
        authority.redirects.push((BACK.into(), Kind::Spa));
        authority.redirects.push((SERVER.into(), Kind::Web));
        Self {
            authority,
            world: World::parse(&text).unwrap(),
            now: 1_795_179_900_000,
            n_secrets: 0,
        }
    }

    fn with<T>(&mut self, work: impl FnOnce(&mut Authority, &World, &mut Means<'_>) -> T) -> T {
        let n_secrets = &mut self.n_secrets;
        let mut means = Means {
            now: Moment(self.now),
            secret: &mut || {
                *n_secrets += 1;
                format!("secret{n_secrets}")
            },
            digest,
            sign: &|text| digest(text),
            header: r#"{"alg":"none of this world"}"#,
        };
        work(&mut self.authority, &self.world, &mut means)
    }

    fn authorize(&mut self, ask: &Ask, choice: &str) -> Entry {
        self.with(|authority, world, means| authority.authorize(world, ask, choice, means))
    }

    /// Where the browser is led, and its session.
    fn back(&mut self, ask: &Ask, choice: &str) -> (String, String) {
        match self.authorize(ask, choice) {
            Entry::Back { address, session } => (address, session),
            other => panic!("{other:?}"),
        }
    }

    /// A code for an account.
    fn code(&mut self, tenant: &str, scope: &str, account: &str) -> String {
        let (address, _) = self.back(&sign_in(tenant, scope), account);
        field(&address, "code")
    }

    /// The status, the error with its number or the scopes granted, and whether scripts may read it.
    fn redeem(&mut self, ask: &Ask) -> (u16, String, bool) {
        let redeemed =
            self.with(|authority, world, means| authority.redeem(world, ask, "mine", means));
        let body: serde_json::Value = serde_json::from_str(&redeemed.body).unwrap();
        let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
        let said = if redeemed.status == 200 {
            text("scope")
        } else {
            let number = body["error_codes"][0].to_string();
            let words = text("error_description");
            assert!(words.starts_with(&format!("AADSTS{number}: ")), "{words}");
            assert_eq!(text("correlation_id"), "mine");
            assert_eq!(text("timestamp").len(), 20);
            [text("error"), number, text("suberror")].join(" ")
        };
        (
            redeemed.status,
            said.trim_end().to_owned(),
            redeemed.allows_scripts,
        )
    }

    fn tokens(&mut self, ask: &Ask) -> serde_json::Value {
        let redeemed = self.with(|authority, world, means| authority.redeem(world, ask, "", means));
        assert_eq!(redeemed.status, 200, "{}", redeemed.body);
        serde_json::from_str(&redeemed.body).unwrap()
    }

    fn customer(&self, access: Access) -> String {
        let mut customers = self.world.customers.iter();
        customers.find(|it| it.access == access).unwrap().id.clone()
    }

    fn bearer(&self, tokens: &serde_json::Value) -> String {
        let token = tokens["access_token"].as_str().unwrap();
        assert!(token.contains("TAINT-"), "{token}");
        let bearer = self.authority.bearer(token, Moment(self.now));
        bearer.unwrap_or_default()
    }
}

fn ask(tenant: &str, fields: &[(&str, &str)]) -> Ask {
    Ask {
        tenant: tenant.into(),
        fields: fields.iter().map(|it| (it.0.into(), it.1.into())).collect(),
        origin: "https://portal.example".into(),
        session: String::new(),
        base: "https://localhost:8443/authority".into(),
    }
}

fn with(mut ask: Ask, key: &str, value: &str) -> Ask {
    ask.fields.retain(|it| it.0 != key);
    if !value.is_empty() {
        ask.fields.push((key.into(), value.into()));
    }
    ask
}

fn sign_in(tenant: &str, scope: &str) -> Ask {
    let challenge = base64url(&digest(VERIFIER.as_bytes()));
    ask(
        tenant,
        &[
            ("client_id", CLIENT),
            ("response_type", "code"),
            ("redirect_uri", BACK),
            ("response_mode", "fragment"),
            ("scope", scope),
            ("state", "s t&te"),
            ("nonce", "n0nce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ],
    )
}

fn redemption(tenant: &str, code: &str) -> Ask {
    ask(
        tenant,
        &[
            ("grant_type", "authorization_code"),
            ("client_id", CLIENT),
            ("code", code),
            ("redirect_uri", BACK),
            ("code_verifier", VERIFIER),
        ],
    )
}

fn refresh(tenant: &str, token: &str, scope: &str) -> Ask {
    ask(
        tenant,
        &[
            ("grant_type", "refresh_token"),
            ("client_id", CLIENT),
            ("refresh_token", token),
            ("scope", scope),
        ],
    )
}

/// A field of an address's query or fragment.
fn field(address: &str, name: &str) -> String {
    let (_, fields) = address.split_once(['#', '?']).unwrap_or_default();
    let mut pairs = fields.split('&').filter_map(|it| it.split_once('='));
    let found = pairs.find(|it| it.0 == name);
    found.map(|it| decode(it.1)).unwrap_or_default()
}

fn openid(scope: &str) -> String {
    format!("openid profile offline_access {scope}")
}

#[test]
fn signing_in_leads_back_with_a_code_that_becomes_tokens() {
    let mut hall = Hall::new();
    let ask = sign_in("common", &openid(PARTNER_CENTER));
    assert!(matches!(hall.authorize(&ask, ""), Entry::Choose(None)));
    let hinted = with(ask.clone(), "login_hint", "T.Lipa@wrzos-services.example");
    let Entry::Choose(meant) = hall.authorize(&hinted, "") else {
        panic!("the page was to be shown");
    };
    assert_eq!(meant.map(|it| it.key), Some("helpdesk"));
    let (address, session) = hall.back(&ask, "admin");
    assert!(
        address.starts_with("https://portal.example/desk/#code="),
        "{address}"
    );
    assert_eq!(field(&address, "state"), "s t&te");
    assert!(!session.is_empty());
    let (by_query, _) = hall.back(&with(ask.clone(), "response_mode", ""), "admin");
    assert!(
        by_query.starts_with("https://portal.example/desk/?code="),
        "{by_query}"
    );
    let (skipped, _) = hall.back(&with(ask, "practice_account", "nomfa"), "");
    assert!(!field(&skipped, "code").is_empty());

    let tokens = hall.tokens(&redemption("common", &field(&address, "code")));
    assert_eq!(
        hall.bearer(&tokens),
        "Bearer practice.partner_center.partner"
    );
    assert_eq!(tokens["expires_in"], 3600);
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["scope"], format!("{PARTNER_CENTER} openid profile"));
    assert_eq!(tokens["id_token"].as_str().unwrap().split('.').count(), 3);
    hall.now += HOUR_MS;
    assert_eq!(
        hall.bearer(&tokens),
        "",
        "an hour later it is no longer good"
    );
}

#[test]
fn a_server_redeems_with_a_secret_and_a_page_does_not() {
    let mut hall = Hall::new();
    let ask = with(sign_in("common", &openid(HEALTH)), "redirect_uri", SERVER);
    let (address, _) = hall.back(&ask, "admin");
    let code = field(&address, "code");
    let usual = with(redemption("common", &code), "redirect_uri", SERVER);
    let silent = Ask {
        origin: String::new(),
        ..usual.clone()
    };
    assert_eq!(
        hall.redeem(&usual),
        (400, "invalid_request 9002326".into(), false)
    );
    assert_eq!(hall.redeem(&silent).1, "invalid_client 7000218");
    assert_eq!(
        hall.redeem(&with(silent.clone(), "client_secret", "wrong"))
            .1,
        "invalid_client 7000215"
    );
    assert_eq!(hall.redeem(&with(silent, "client_secret", "any")).0, 200);
}

#[test]
fn refresh_tokens_reach_every_resource_and_tenant_until_a_day_after_the_sign_in() {
    let mut hall = Hall::new();
    let code = hall.code("common", &openid(PARTNER_CENTER), "admin");
    let first = hall.tokens(&redemption("common", &code));
    let token = first["refresh_token"].as_str().unwrap().to_owned();
    let customer = hall.customer(Access::DelegatedAdmin);
    let revoked = hall.customer(Access::Revoked);
    let not_delegated = hall.customer(Access::NotRequested);
    hall.now += 20 * HOUR_MS;
    for (tenant, scope, means) in [
        ("common", HEALTH, "Bearer practice.graph.partner".to_owned()),
        (
            "common",
            ARM,
            "Bearer practice.azure_support.partner".to_owned(),
        ),
        (
            &customer,
            HEALTH,
            format!("Bearer practice.graph.{customer}"),
        ),
        (
            &customer,
            ARM,
            format!("Bearer practice.azure_support.{customer}"),
        ),
    ] {
        let tokens = hall.tokens(&refresh(tenant, &token, scope));
        assert_eq!(hall.bearer(&tokens), means);
        assert_eq!(tokens.get("refresh_token"), None, "it was not asked for");
        let shown = tokens["access_token"].as_str().unwrap();
        let is_partners = hall
            .authority
            .is_partners(shown, Api::AzureSupport, Moment(hall.now));
        assert_eq!(is_partners, means.ends_with("azure_support.partner"));
    }
    for (ask, means) in [
        (refresh("common", "other", HEALTH), "invalid_grant 9002313"),
        (refresh("common", "", HEALTH), "invalid_request 900144"),
        (refresh("common", &token, ""), "invalid_request 900144"),
        (refresh(&revoked, &token, ARM), "interaction_required 50020"),
        (
            refresh(&not_delegated, &token, HEALTH),
            "invalid_grant 65001 consent_required",
        ),
        (
            refresh(&customer, &token, PARTNER_CENTER),
            "invalid_resource 500011",
        ),
        (
            with(
                refresh("common", &token, HEALTH),
                "client_id",
                "11111111-2222-3333-4444-000000000000",
            ),
            "invalid_grant 70000",
        ),
        (
            Ask {
                origin: String::new(),
                ..refresh("common", &token, HEALTH)
            },
            "invalid_request 9002327",
        ),
    ] {
        assert_eq!(hall.redeem(&ask).1, means, "{ask:?}");
    }
    let rotated = hall.tokens(&refresh("common", &token, &openid(HEALTH)));
    let rotated = rotated["refresh_token"].as_str().unwrap().to_owned();
    assert_ne!(rotated, token);
    hall.now += 4 * HOUR_MS - 1;
    assert_eq!(hall.redeem(&refresh("common", &rotated, HEALTH)).0, 200);
    hall.now += 1;
    assert_eq!(
        hall.redeem(&refresh("common", &rotated, HEALTH)).1,
        "invalid_grant 700084"
    );
}

#[test]
fn a_second_factor_is_asked_for_by_claims_and_counts_when_they_come_back() {
    let mut hall = Hall::new();
    let code = hall.code("common", &openid(PARTNER_CENTER), "nomfa");
    let tokens = hall.tokens(&redemption("common", &code));
    assert_eq!(
        hall.bearer(&tokens),
        "Bearer practice.partner_center.partner.nomfa"
    );
    let token = tokens["refresh_token"].as_str().unwrap();
    let asked = hall.redeem(&refresh("common", token, ARM));
    assert_eq!(asked.1, "interaction_required 50076 basic_action");
    let claims = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    let ask = with(sign_in("common", &openid(ARM)), "claims", claims);
    let (address, _) = hall.back(&ask, "nomfa");
    let tokens = hall.tokens(&redemption("common", &field(&address, "code")));
    assert_eq!(
        hall.bearer(&tokens),
        "Bearer practice.azure_support.partner"
    );
}

#[test]
fn an_app_by_itself_gets_a_token_of_its_own_kind() {
    let mut hall = Hall::new();
    let usual = |scope: &str, secret: &str| {
        let fields = [("grant_type", "client_credentials"), ("client_id", CLIENT)];
        with(
            with(ask("common", &fields), "scope", scope),
            "client_secret",
            secret,
        )
    };
    let all = "https://api.partnercenter.microsoft.com/.default";
    let tokens = hall.tokens(&usual(all, "any"));
    assert_eq!(
        hall.bearer(&tokens),
        "Bearer practice.partner_center.partner.app"
    );
    assert_eq!(tokens.get("refresh_token"), None);
    for (ask, means) in [
        (usual(all, ""), "invalid_client 7000218"),
        (usual(all, "wrong"), "invalid_client 7000215"),
        (usual(PARTNER_CENTER, "any"), "invalid_scope 1002012"),
        (usual("", "any"), "invalid_request 900144"),
    ] {
        assert_eq!(hall.redeem(&ask).1, means);
    }
}

#[test]
fn accounts_differ_and_the_clouds_have_their_own_resources() {
    let mut keys: Vec<_> = ACCOUNTS.iter().map(|it| it.key).collect();
    keys.dedup();
    assert_eq!(keys, ["admin", "helpdesk", "nomfa", "noconsent"]);
    let mut hall = Hall::new();
    let text = std::fs::read_to_string("src/portal/practice/worlds/china_21vianet.json").unwrap();
    hall.world = World::parse(&text).unwrap();
    let chinese = "https://partner.partnercenterapi.microsoftonline.cn/user_impersonation";
    let (address, _) = hall.back(&sign_in("common", PARTNER_CENTER), "admin");
    assert_eq!(field(&address, "error"), "invalid_resource");
    let code = hall.code("common", chinese, "admin");
    let tokens = hall.tokens(&redemption("common", &code));
    assert_eq!(
        hall.bearer(&tokens),
        "Bearer practice.partner_center.partner"
    );
    hall.authority.sign_out("nobody");
}
