// Signing in as a single-page app does.
import assert from "node:assert/strict";
import { arm, back, claims, client_id, code, health, landed, partner_center, redeem, refresh, relationships, tokens, way } from "./sign_in.mjs";

const customers = (portal) => `${portal.partner_center}/v1/customers?size=40`;
const cookie = (answer) => answer.headers["set-cookie"]?.[0].split(";")[0] ?? "";

export default {
  async "tenants are known by id and by domain, and no others"(portal) {
    const of_common = await portal.ask(`${portal.authority}/Organizations/v2.0/.well-known/openid-configuration`);
    assert.match(of_common.json.issuer, /\/\{tenantid\}\/v2\.0$/);
    const { access_token, id_token } = await tokens(portal, { scope: partner_center, tenant: "WRZOS-services.example" });
    const { tid } = await claims(portal, "wrzos-services.example", id_token);
    const { id, companyProfile } = (await portal.signed(`${portal.partner_center}/v1/customers?size=1`, {}, access_token)).json.items[0];
    for (const [tenant, issuer] of [
      ["wrzos-services.example", tid], [tid.toUpperCase(), tid], [id, id], [companyProfile.domain, id],
      ["1A82CA64-66A5-5B3E-B183-4533DEFE7B25", "1a82ca64-66a5-5b3e-b183-4533defe7b25"], ["nonsense", null],
    ]) {
      for (const path of ["v2.0/.well-known/openid-configuration", "discovery/v2.0/keys"]) {
        const answer = await portal.ask(`${portal.authority}/${tenant}/${path}`, { headers: { Origin: "https://desk.example" } });
        assert.equal(answer.headers["access-control-allow-origin"], "https://desk.example");
        if (issuer === null) assert.deepEqual([answer.status, answer.json.error_codes], [400, [90002]], path);
        else if (path.startsWith("v2.0")) assert.equal(answer.json.issuer, `${portal.authority}/${issuer}/v2.0`);
        else assert.equal(answer.json.keys.length, 1);
      }
    }
  },

  async "from the page where an account is chosen to the customers"(portal) {
    const { address, verifier } = way(portal, { scope: partner_center, login_hint: "t.lipa@wrzos-services.example" });
    const page = await portal.ask(address);
    assert.equal(page.status, 200);
    assert.match(page.text, /<fieldset><legend>Sign in as<\/legend>/);
    assert.match(page.text, /value="helpdesk" checked/);
    assert.match(page.headers["content-security-policy"], /frame-ancestors 'none'/);
    const chosen = await portal.ask(address, { method: "POST", form: { account: "admin" } });
    assert.equal(chosen.status, 303);
    assert.ok(chosen.headers.location.startsWith(`${back}#`), chosen.headers.location);
    assert.match(chosen.headers["set-cookie"][0], /; Path=\/authority; HttpOnly; SameSite=Lax; Secure$/);
    const got = landed(chosen);
    assert.equal(got.state, "a state");
    const form = { grant_type: "authorization_code", code: got.code, redirect_uri: back, code_verifier: verifier };
    const answer = await redeem(portal, "organizations", form);
    assert.equal(answer.headers["access-control-allow-origin"], "http://localhost:5173");
    assert.equal(answer.headers["cache-control"], "no-store");
    const { id_token, access_token, expires_in } = answer.json;
    assert.equal(expires_in, 3600);
    const said = await claims(portal, "organizations", id_token);
    assert.deepEqual([said.aud, said.nonce, said.preferred_username], [client_id, "a nonce", "z.wrzos@wrzos-services.example"]);
    assert.equal(said.iss, `${portal.authority}/${said.tid}/v2.0`);
    assert.equal(said.metadata.issuer.replace("{tenantid}", said.tid), said.iss);
    assert.equal((await portal.signed(customers(portal), {}, access_token)).status, 200);
    const cancelled = await portal.ask(address, { method: "POST", form: { account: "admin", cancel: "yes" } });
    assert.equal(landed(cancelled).error, "access_denied");
  },

  async "without a page, by session"(portal) {
    const silent = way(portal, { scope: partner_center, prompt: "none" });
    assert.equal(landed(await portal.ask(silent.address)).error, "login_required");
    const session = cookie(await portal.ask(way(portal, { scope: partner_center, account: "admin" }).address));
    const headers = { Cookie: `other=1; ${session}` };
    assert.ok(landed(await portal.ask(silent.address, { headers })).code);
    assert.equal((await portal.ask(way(portal, { scope: partner_center, prompt: "login" }).address, { headers })).status, 200);
    const out = await portal.ask(`${portal.authority}/common/oauth2/v2.0/logout?post_logout_redirect_uri=${back}`, { headers });
    assert.match(out.headers["set-cookie"][0], /Max-Age=0/);
    assert.equal(landed(await portal.ask(silent.address, { headers })).error, "login_required");
  },

  async "tokens open what they are for and nothing else"(portal) {
    const first = await tokens(portal, { scope: partner_center });
    const list = (await portal.signed(customers(portal), {}, first.access_token)).json.items;
    const { id } = list[0];
    const own = (scope) => refresh(portal, "organizations", first.refresh_token, scope).then((it) => it.json.access_token);
    const theirs = (scope) => refresh(portal, id, first.refresh_token, scope).then((it) => it.json.access_token);
    const graph = `${portal.graph}/v1.0`;
    const services = `${portal.azure}/providers/Microsoft.Support/services?api-version=2024-04-01`;
    const related = await own(relationships);
    const healthy = await theirs(health);
    assert.equal((await portal.signed(`${graph}/tenantRelationships/delegatedAdminRelationships`, {}, related)).status, 200);
    assert.equal((await portal.signed(`${graph}/admin/serviceAnnouncement/issues`, {}, healthy)).status, 200);
    assert.equal((await portal.signed(`${graph}/admin/serviceAnnouncement/issues`, {}, related)).status, 403);
    assert.equal((await portal.signed(services, {}, await theirs(arm))).status, 200);
    const wrong = await portal.signed(customers(portal), {}, healthy);
    assert.deepEqual([wrong.status, wrong.json.code], [401, 900420]);
    assert.equal((await portal.signed(services, {}, related)).json.error.code, "InvalidAuthenticationToken");
    assert.equal((await portal.signed(customers(portal), {}, "practice.partner_center.partner")).status, 401, "no way around");
    for (const token of [related, healthy, first.access_token, first.refresh_token]) assert.match(token, /TAINT-[0-9a-f]{32}/);
  },

  async "who has no second factor is let in nowhere"(portal) {
    const { access_token, refresh_token } = await tokens(portal, { scope: partner_center, account: "nomfa" });
    const answer = await portal.signed(customers(portal), {}, access_token);
    assert.equal(answer.status, 403);
    const asked = (await refresh(portal, "organizations", refresh_token, arm)).json;
    assert.equal(asked.error, "interaction_required");
    const again = await tokens(portal, { scope: partner_center, account: "nomfa", claims: asked.claims });
    assert.equal((await portal.signed(customers(portal), {}, again.access_token)).status, 200);
  },

  async "an app by itself is known as one"(portal) {
    const form = { grant_type: "client_credentials", client_secret: "any", scope: "https://api.partnercenter.microsoft.com/.default" };
    const answer = await redeem(portal, "organizations", form, {});
    assert.equal(answer.headers["access-control-allow-origin"], undefined);
    const { access_token } = answer.json;
    assert.equal((await portal.signed(customers(portal), {}, access_token)).status, 200);
    const refused = await portal.signed(`${portal.partner_center}/v1/servicerequests`, {}, access_token);
    assert.deepEqual([refused.status, refused.json.code], [403, 900329]);
  },

  async "redirects are registered, with their type"(portal) {
    const refused = await portal.ask(way(portal, { scope: partner_center, redirect: "https://evil.example/" }).address);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /AADSTS50011/);
    assert.equal(refused.headers.location, undefined);
    const ours = await code(portal, { scope: partner_center, account: "admin", redirect: "https://desk.example/app" });
    const form = (it) => ({ grant_type: "authorization_code", code: it.code, redirect_uri: it.redirect, code_verifier: it.verifier });
    const silent = await redeem(portal, "organizations", form(ours), {});
    assert.deepEqual(silent.json.error_codes, [9002327]);
    assert.equal((await redeem(portal, "organizations", form(ours), { Origin: "https://desk.example" })).status, 200);
    const theirs = await code(portal, { scope: partner_center, account: "admin", redirect: "https://server.example/back" });
    const crossed = await redeem(portal, "organizations", form(theirs));
    assert.deepEqual(crossed.json.error_codes, [9002326]);
    assert.equal(crossed.headers["access-control-allow-origin"], undefined, "a page cannot read it");
  },

  async "PKCE is verified with the real digest"(portal) {
    const got = await code(portal, { scope: partner_center, account: "admin" });
    const form = { grant_type: "authorization_code", code: got.code, redirect_uri: back };
    const wrong = await redeem(portal, "organizations", { ...form, code_verifier: "x".repeat(43) });
    assert.deepEqual(wrong.json.error_codes, [501481]);
    for (const key of ["error", "error_description", "timestamp", "trace_id", "correlation_id"]) assert.ok(wrong.json[key], key);
    const right = await redeem(portal, "organizations", { ...form, code_verifier: got.verifier });
    assert.equal(right.status, 200);
    const twice = await redeem(portal, "organizations", { ...form, code_verifier: got.verifier });
    assert.deepEqual(twice.json.error_codes, [54005]);
  },

  async "time passes for tokens and for the world alike"(portal) {
    const first = await tokens(portal, { scope: partner_center });
    const before = await portal.signed(customers(portal), {}, first.access_token);
    await portal.advance(3600);
    const late = await portal.signed(customers(portal), {}, first.access_token);
    assert.equal(late.status, 401);
    assert.ok(Date.parse(late.headers.date) - Date.parse(before.headers.date) >= 3_600_000);
    assert.equal((await refresh(portal, "organizations", first.refresh_token, partner_center)).status, 200);
    await portal.advance(23 * 3600);
    assert.deepEqual((await refresh(portal, "organizations", first.refresh_token, partner_center)).json.error_codes, [700084]);
  },
};
