// Signs in as a page does: authorize, follow the redirect, redeem.
import { createHash, randomBytes, createPublicKey, verify } from "node:crypto";

export const client_id = "11111111-2222-3333-4444-555555555555";
export const partner_center = "https://api.partnercenter.microsoft.com/user_impersonation";
export const health = "https://graph.microsoft.com/ServiceHealth.Read.All";
export const relationships = "https://graph.microsoft.com/DelegatedAdminRelationship.Read.All";
export const arm = "https://management.azure.com/user_impersonation";
export const back = "http://localhost:5173/desk/";

const base64url = (bytes) => Buffer.from(bytes).toString("base64url");

/** The address of the sign-in page, and the verifier that belongs to it. */
export function way(portal, { tenant = "organizations", scope, account, redirect = back, ...more }) {
  const verifier = base64url(randomBytes(32));
  const address = new URL(`${portal.authority}/${tenant}/oauth2/v2.0/authorize`);
  const fields = {
    client_id,
    response_type: "code",
    redirect_uri: redirect,
    response_mode: "fragment",
    scope: `openid profile offline_access ${scope}`,
    state: "a state",
    nonce: "a nonce",
    code_challenge: base64url(createHash("sha256").update(verifier).digest()),
    code_challenge_method: "S256",
    ...(account && { practice_account: account }),
    ...more,
  };
  for (const [key, value] of Object.entries(fields)) address.searchParams.set(key, value);
  return { address: address.href, verifier, tenant, redirect };
}

/** What stands in the address to which the browser is led. */
export function landed(response) {
  const [, fields] = response.headers.location.split(/[#?]/);
  return Object.fromEntries(new URLSearchParams(fields));
}

/** Redeems at the token endpoint, as a script of the page's origin. */
export function redeem(portal, tenant, form, headers = { Origin: "http://localhost:5173" }) {
  const address = `${portal.authority}/${tenant}/oauth2/v2.0/token`;
  return portal.ask(address, { method: "POST", form: { client_id, ...form }, headers });
}

export async function code(portal, options) {
  const { address, ...rest } = way(portal, options);
  return { ...landed(await portal.ask(address)), ...rest };
}

/** Tokens for a scope, from nothing. */
export async function tokens(portal, options) {
  const { code: shown, verifier, tenant, redirect } = await code(portal, { account: "admin", ...options });
  const form = { grant_type: "authorization_code", code: shown, redirect_uri: redirect, code_verifier: verifier };
  return (await redeem(portal, tenant, form)).json;
}

export const refresh = (portal, tenant, refresh_token, scope) =>
  redeem(portal, tenant, { grant_type: "refresh_token", refresh_token, scope });

/** The claims of an id token whose signature is right. */
export async function claims(portal, tenant, id_token) {
  const [head, body, signature] = id_token.split(".");
  const { kid } = JSON.parse(Buffer.from(head, "base64url"));
  const metadata = (await portal.ask(`${portal.authority}/${tenant}/v2.0/.well-known/openid-configuration`)).json;
  const jwk = (await portal.ask(metadata.jwks_uri)).json.keys.find((it) => it.kid === kid);
  const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
  if (!verify("sha256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))) {
    throw new Error("the id token is signed by somebody else");
  }
  return { metadata, ...JSON.parse(Buffer.from(body, "base64url")) };
}
