// Asks the portals through the relays that the README offers, each with the practice portal behind it.
//   node relay.mjs --portal PROGRAM [--root dist]
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Portal } from "./live/portal.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: asked } = parseArgs({ options: { portal: { type: "string" }, root: { type: "string", default: here("../../dist") } } });
const upstreams = {
  "partner-center": "https://api.partnercenter.microsoft.com",
  graph: "https://graph.microsoft.com",
  azure: "https://management.azure.com",
  authority: "https://login.microsoftonline.com",
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** A configuration with the practice portal in place of Microsoft's addresses, over plain HTTP on a port. */
const relays = {
  caddy: async (folder, at, port) => {
    let text = await readFile(here("../../relay/Caddyfile"), "utf8");
    for (const [prefix, origin] of Object.entries(upstreams)) {
      const real = `reverse_proxy ${origin} {`;
      assert.ok(text.includes(real), `the Caddyfile relays ${prefix}`);
      // The real portals have no prefix, the practice portal tells them apart by it.
      text = text.replace(real, `rewrite * /${prefix}{uri}\n\t\treverse_proxy ${at.http_origin} {`);
    }
    text = text.replace("desk.example {", `http://127.0.0.1:${port} {`).replaceAll("/srv/desk", resolve(asked.root));
    text = text.replace("{\n", "{\n\tadmin off\n\tauto_https off\n");
    const file = join(folder, "Caddyfile");
    await writeFile(file, text);
    return ["caddy", ["run", "--adapter", "caddyfile", "--config", file]];
  },
  nginx: async (folder, at, port) => {
    let text = await readFile(here("../../relay/nginx.conf"), "utf8");
    for (const [prefix, origin] of Object.entries(upstreams)) {
      assert.ok(text.includes(`proxy_pass ${origin}/;`), `nginx relays ${prefix}`);
      text = text.replace(`proxy_pass ${origin}/;`, `proxy_pass ${at.http_origin}/${prefix}/;`);
    }
    text = text.replace("listen 443 ssl;", `listen 127.0.0.1:${port};`).replace(/\tssl_.*\n/g, "").replaceAll("/srv/desk", resolve(asked.root));
    const file = join(folder, "nginx.conf");
    const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((it) => `${it}_temp_path ${folder}/${it};`);
    const user = process.getuid?.() === 0 ? "user root;" : "";
    await writeFile(file, `${user} daemon off; pid ${folder}/pid; error_log stderr; events {} http { ${temp.join(" ")}\n${text}}`);
    return ["nginx", ["-p", folder, "-c", file]];
  },
};

async function check(url, token) {
  const get = (path, headers = {}) => fetch(url + path, { redirect: "manual", headers: { Authorization: `Bearer ${token}`, Cookie: "crumb=1", ...headers } });
  const page = await get("/");
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-type"), /text\/html/);
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  const list = await get("/partner-center/v1/customers?size=2", { "MS-RequestId": "11111111-2222-4333-8444-555555555555" });
  assert.equal(list.status, 200);
  assert.equal(list.headers.get("ms-requestid"), "11111111-2222-4333-8444-555555555555");
  assert.equal(list.headers.get("set-cookie"), null);
  const text = await list.text();
  const customers = JSON.parse(text.replace(/^\uFEFF/, "")).items;
  assert.equal(customers.length, 2);
  const filter = encodeURIComponent(JSON.stringify({ Field: "CompanyName", Value: customers[0].companyProfile.companyName.slice(0, 4), Operator: "starts_with" }));
  assert.equal((await get(`/partner-center/v1/customers?size=2&filter=${filter}`)).status, 200, "a query passes as it is");
  const relationships = await get("/graph/v1.0/tenantRelationships/delegatedAdminRelationships?$top=1");
  assert.equal(relationships.status, 200);
  const next = (await relationships.json())["@odata.nextLink"];
  if (next) assert.ok(next.startsWith(`${url}/graph/`), `the next page is behind the relay: ${next}`);
  assert.equal((await get("/azure/providers/Microsoft.Support/operations?api-version=2024-04-01", { Authorization: "" })).status, 401);
  const key = await get("/authority/organizations/v2.0/.well-known/openid-configuration");
  assert.equal(key.status, 200);
  const refused = await fetch(`${url}/authority/organizations/oauth2/v2.0/token`, { method: "POST", body: new URLSearchParams({ grant_type: "authorization_code" }) });
  assert.equal(refused.status, 400);
  assert.ok((await refused.json()).error, "an error of the provider passes as it is");
}

let passed = 0;
let failed = 0;
const portal = await Portal.start(asked.portal, asked.root, "--customers", "500", "--test-token");
for (const [name, configure] of Object.entries(relays)) {
  if (spawnSync(name, [name === "nginx" ? "-v" : "version"]).error) {
    console.log(`missing ${name}: it is not installed`);
    failed += 1;
    continue;
  }
  const folder = await mkdtemp(join(tmpdir(), "relay-"));
  const port = await freePort();
  const [program, words] = await configure(folder, portal.at, port);
  const relay = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  relay.stderr.on("data", (part) => (said += part));
  try {
    const url = `http://127.0.0.1:${port}`;
    for (let turn = 0; ; turn += 1) {
      if ((await fetch(url).catch(() => undefined)) || turn > 50) break;
      await new Promise((done) => setTimeout(done, 100));
    }
    await check(url, portal.at.token);
    passed += 1;
    console.log(`passed  ${name}`);
  } catch (error) {
    failed += 1;
    console.error(`FAILED  ${name}: ${error.message}\n${said.slice(-2000)}`);
  } finally {
    relay.kill();
    if (relay.exitCode === null) await once(relay, "exit");
    await rm(folder, { recursive: true, force: true });
  }
}
await portal.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
