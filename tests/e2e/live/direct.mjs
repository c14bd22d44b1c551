// The direct way, in a real browser: the page comes from one host and asks Microsoft's documented hosts itself, which all lead here.
//   node live/direct.mjs --portal PROGRAM [--root dist]
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { launch } from "../browser.mjs";
import { Desk, watchPolicy } from "../desk.mjs";
import { answer, contact, down, outage, unavailable } from "../journeys/cases.mjs";
import { serve } from "../serve.mjs";
import { Tongue } from "../tongue.mjs";
import { bars, settled } from "./faults.mjs";
import { Portal } from "./portal.mjs";
import { complete, introduce, pick, signIn } from "./steps.mjs";
import { Traces } from "./traces.mjs";

const hosts = ["login.microsoftonline.com", "graph.microsoft.com", "management.azure.com", "api.partnercenter.microsoft.com"];
const [login, graph, azure, partnerCenter] = hosts;
/** Below what the practice portal answers for each. */
const prefixes = { [login]: "/authority", [graph]: "/graph", [azure]: "/azure", [partnerCenter]: "/partner-center" };
const origins = hosts.map((it) => `https://${it}`);
const tenant = "cd6fb19f-d2e2-584e-b1d8-9a2d8e9aee78";
const setting = `<meta name="portal" content="direct" data-client="7d1a6e0c-52b9-4c7e-9a43-0d5e5c7a1d10" data-tenant="${tenant}">`;

/** What Partner Center would tell and Graph does not. */
const access = ["What access does your company have to the customer?", "Delegated admin privileges"];

/** An identity token whose issuer has no prefix, as Microsoft's has none. The page trusts TLS and checks no signature. */
function bare(token) {
  const [head, claims, signature] = token.split(".");
  const said = Buffer.from(claims, "base64url").toString().replace(`${login}/authority/`, `${login}/`);
  return [head, Buffer.from(said).toString("base64url"), signature].join(".");
}

/** The four hosts over TLS. What pages of other hosts may read is the practice portal's to say: nothing is added to it here. */
async function front(upstream) {
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=practice", "-keyout", "-"];
  const { stdout: pem } = await promisify(execFile)("openssl", ["req", "-x509", ...kind]);
  const met = [];
  async function answer(asked, response) {
    const [host] = asked.headers.host.split(":");
    // Links in answers lead back here with the prefix.
    const path = asked.url.startsWith(`${prefixes[host]}/`) ? asked.url : prefixes[host] + asked.url;
    const headers = { ...asked.headers, "x-forwarded-host": host, "x-forwarded-proto": "https" };
    const reply = await new Promise((done, failed) => {
      asked.pipe(request(upstream + path, { method: asked.method, headers }, done).on("error", failed));
    });
    let body = await buffer(reply);
    if (host === login) body = Buffer.from(body.toString().replace(/(?<="id_token":")[^"]+/, bare));
    met.push({ host, method: asked.method, path: asked.url.split("?")[0], status: reply.statusCode });
    const { "content-length": length, ...others } = reply.headers;
    response.writeHead(reply.statusCode, length ? { ...others, "content-length": body.length } : others).end(body);
  }
  const server = createServer({ key: pem, cert: pem }, (asked, response) => answer(asked, response).catch(() => response.destroy()));
  await new Promise((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  return { port: server.address().port, met, close: () => server.close(server.closeAllConnections()) };
}

/** Serves a copy of the build whose policy lets the page ask the four hosts, with this setting or none. */
async function served(root, folder, meta) {
  // Compressed copies of the page would still say the old.
  await cp(root, folder, { recursive: true, filter: (it) => !/index\.html\.\w+$/.test(it) });
  const html = (await readFile(join(folder, "index.html"), "utf8")).replace(/<meta name="portal"[^>]*>/, "");
  const wider = html.replace("connect-src 'self'", ["connect-src 'self'", ...origins].join(" "));
  assert.notEqual(wider, html, "the policy names what the page may ask");
  await writeFile(join(folder, "index.html"), wider.replace("</head>", `${meta}</head>`));
  const { url, close } = await serve(folder);
  return { url: url.replace("127.0.0.1", "localhost"), close };
}

/** Opens a browser with a storage of its own. */
async function visit(browser, url, tongue) {
  const looks = { viewport: { width: 1366, height: 900 }, reducedMotion: "reduce", locale: tongue.locale, timezoneId: "Europe/Warsaw" };
  const context = await browser.newContext({ ...looks, ignoreHTTPSErrors: true });
  await context.addInitScript(watchPolicy);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const desk = new Desk(page, url, "pointer", tongue);
  // Partner Center lets no page of another host ask it, which the browser reports by itself.
  desk.forgive(/^console: Access to fetch at 'https:\/\/api\.partnercenter\.microsoft\.com\/.* has been blocked by CORS policy/);
  desk.forgive(/^console: Failed to load resource: net::ERR_FAILED$/);
  // Whom it asks is looked at as it leaves.
  return { page, desk, traces: Traces.of(page, "") };
}

/** Ends a visit in which nobody was asked but its own host and these. */
async function leave({ page, desk, traces }, ...others) {
  const asked = new Set(traces.asked.map((it) => new URL(it).origin));
  assert.deepEqual([...asked].sort(), [new URL(desk.url).origin, ...others].sort());
  assert.deepEqual(desk.faults, []);
  await page.context().close();
}

/** The requests do not come: the page says so, offers to try again, and waits for nothing more. */
async function refused(desk) {
  await desk.find("button", "Try again").waitFor({ timeout: 60_000 });
  await desk.reads(/^Partner Center did not answer\. .* connect this desk through a relay\./);
  await settled(desk, "the requests");
  assert.equal(await desk.page.locator("main progress").count(), 0, "nothing is on its way");
}

/** Runs all of it and throws where something is not as it should be. */
export async function direct(root, program, tongue) {
  const [ends, visits] = [[], []];
  const until = (it, end = () => it.close()) => (ends.unshift(end), it);
  try {
    const folder = await mkdtemp(join(tmpdir(), "direct-"));
    until(folder, () => rm(folder, { recursive: true, force: true }));
    const plain = until(await served(root, join(folder, "plain"), ""));
    const site = until(await served(root, join(folder, "direct"), setting));
    const portal = await Portal.start(program, root, "--customers", "100", "--redirect", site.url);
    until(portal, () => portal.stop());
    const { met, port } = until(await front(portal.at.http_origin));
    const rules = [...hosts.map((it) => `MAP ${it}:443 127.0.0.1:${port}`), "MAP * ~NOTFOUND", "EXCLUDE localhost", "EXCLUDE 127.0.0.1"];
    const browser = until(await launch(`--host-resolver-rules=${rules.join(", ")}`));
    const enter = async (...more) => visits[visits.push(await visit(browser, ...more)) - 1];

    // Without the setting the page practises, though its policy would let it ask.
    const practice = await enter(plain.url, tongue);
    await practice.desk.open("#/en/customers");
    await practice.desk.reads("Practice data");
    await practice.desk.sees("button", /Olszyna/);
    await leave(practice);

    assert.deepEqual(met, [], "it asks none of the four hosts");
    const sought = await portal.customerWithAzure();

    const first = await enter(site.url, tongue);
    const { page, desk, traces } = first;
    await desk.open("#/en/connection");
    await desk.reads(/^Tokens are held by this page, and Partner Center does not document that it answers a page of another host/);
    await signIn(desk);
    const entry = `https://${login}/${tenant}/oauth2/v2.0/authorize?`;
    assert.ok(traces.asked.some((it) => it.startsWith(entry)), "it leaves for Microsoft's host");
    assert.equal(page.url(), `${site.url}#/en/connection`, "it comes back to where it was");
    await page.locator(".badge", { hasText: /^Live: z\.wrzos@wrzos-services\.example$/ }).waitFor();
    await traces.check(page, "after signing in");
    assert.deepEqual(desk.faults, []);

    // Only the requests are Partner Center's alone.
    await desk.go("My requests");
    await refused(desk);
    const isAsked = page.waitForRequest((it) => it.url().startsWith(`https://${partnerCenter}/`));
    await desk.press("button", "Try again");
    await isAsked;
    await refused(desk);
    await traces.check(page, "on the page of requests");
    // After so many failures the desk leaves that portal alone for a while, and says the same at once.
    await desk.press("button", "Try again");
    await refused(desk);

    // Graph and Azure let the page ask, from the customers down to what is filed.
    await introduce(desk);
    await desk.go("Customers");
    await desk.reads(/^Straight from the browser the customers are Graph’s/);
    await pick(desk, { ...sought, domain: sought.name });
    await answer(desk, [...outage("Azure"), unavailable, down, access]);
    await desk.press("link", "Prepare the request");
    await contact(desk);
    await desk.fill("Azure subscription", sought.subscription);
    await complete(desk);
    // Before anything is filed under a name, Azure is asked whether it knows it.
    desk.forgive(/^console: Failed to load resource: the server responded with a status of 404/);
    await desk.press("button", "Submit to Microsoft");
    await desk.sees("heading", "Microsoft has the request");
    await desk.go("Service health");
    await desk.sees("row", new RegExp(`^${sought.name.slice(0, 6)}.*(Healthy|Degraded|Outage)`));
    for (const part of ["/healthOverviews", "/services", "/supportTickets/", "/operationsStatus/"]) {
      const good = met.filter((it) => it.path.includes(part) && it.status < 300).map((it) => it.method);
      assert.ok(good.includes("OPTIONS") && good.some((it) => it !== "OPTIONS"), `${part} is answered after a preflight`);
    }
    await traces.check(page, "after filing");
    await leave(first, ...origins);
    const ways = new Set(met.filter((it) => it.host === partnerCenter).map((it) => it.method));
    assert.deepEqual([...ways], ["OPTIONS"], "of Partner Center nothing is asked but whether it may be");
    const elsewhere = await browser.newPage();
    await assert.rejects(elsewhere.goto("https://graph.microsoft.us/"), /ERR_NAME_NOT_RESOLVED/, "nothing leads off this machine");
  } catch (error) {
    const said = [error.message];
    for (const { page, desk } of visits.filter((it) => !it.page.isClosed())) said.push(page.url(), ...desk.faults, ...(await bars(desk)));
    throw new Error(said.join("\n    "), { cause: error });
  } finally {
    for (const end of ends) await end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = fileURLToPath(new URL("../../../dist", import.meta.url));
  const { values: words } = parseArgs({ options: { portal: { type: "string" }, root: { type: "string", default: dist } } });
  const started = performance.now();
  await direct(words.root, words.portal, await Tongue.of(words.root, "en"));
  console.log(`passed  ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`);
}
