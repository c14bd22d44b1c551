// Every trouble that the practice portal can make, on every route that the desk reads: the page says something that can be acted on,
// nothing waits for ever, the draft is still there, and once the trouble is over the page is read as if nothing had been.
import assert from "node:assert/strict";
import { begin, draft } from "./steps.mjs";

export const faults = [
  "latency", "too_many", "too_many_other", "broken", "gateway", "unavailable", "truncated", "wrong_shape", "reset", "hang",
];

/** A rule of the portal for a trouble; what only takes longer takes three seconds longer. */
export const rule = (prefix, method, path_pattern, fault, more = {}) => ({
  prefix, method, path_pattern, fault, latency_ms: fault === "latency" ? 3_000 : 0, ...more,
});

const customers = (desk) => desk.open("#/en/customers");
const requests = (desk) => desk.open("#/en/requests");
const one = (desk, { request }) => desk.open(`#/en/requests/${request}`);
const form = (desk, { name }) => desk.open(`#/en/case/${name}/request`);
const health = (desk, { name }) => desk.open(`#/en/case/${name}/step/health`);
const details = async (desk, { sought }) => {
  await customers(desk);
  await desk.fill("Search by name, domain or tenant id", sought.domain, "searchbox");
  await desk.press("button", new RegExp(sought.name.replace(/[.()]/g, "\\$&")));
};

/** Goes to the provider and comes back with a code, for which tokens are wanted. */
const signIn = async (desk) => {
  await desk.page.goto("about:blank");
  await desk.open("#/en/connection");
  await desk.press("button", "Sign in");
  await desk.page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("[data-shell]"));
};

/** What the page says of a part that did not come, with the button that asks again. */
const again = /Try again|Sign in/;
/**
 * Each route with the page that asks for it and what must be read there. A page is loaded anew, so that nothing is known already.
 * What only saves a question says nothing: the question is asked.
 */
export const routes = [
  ["partner-center", "GET", "/v1/customers", customers, /Try again|asks to wait, reading goes on at \d/],
  ["partner-center", "GET", "/v1/customers/*", customers, /Could not be read|asks to wait, reading goes on at \d/],
  ["partner-center", "GET", "/v1/customers/*/subscriptions", details, again],
  ["partner-center", "GET", "/v1/customers/*/profiles/company", details, again],
  ["partner-center", "GET", "/v1/customers/*/servicerequests", details, again],
  ["partner-center", "GET", "/v1/servicerequests", requests, again],
  ["partner-center", "GET", "/v1/servicerequests/*", one, again],
  ["graph", "GET", "/v1.0/admin/serviceAnnouncement/healthOverviews", health, again],
  ["graph", "GET", "/v1.0/tenantRelationships/delegatedAdminRelationships", health, /What does service health show/],
  ["azure", "GET", "*/services", form, again],
  ["azure", "GET", "*/problemClassifications", form, again],
  ["authority", "POST", "*/token", health, again],
  ["authority", "POST", "*/token", signIn, /(did not answer|did not sign you in|was not used).*What you entered here is kept/],
];

/** Waits until something holds. */
async function until(holds, ms, failure) {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) assert.fail(await failure());
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** Nothing on the page is on its way any more. Half a minute is what an answer is waited for; what is asked again takes longer. */
export const settled = (desk, where) =>
  desk.page
    .waitForFunction(() => !document.querySelector("main [aria-busy=true], main .skeleton"), undefined, { timeout: 200_000 })
    .catch(() => assert.fail(`${where}: the page waits for ever`));

/** Loads the desk anew and signs in, as somebody whom the provider remembers. */
export async function anew(desk) {
  await desk.page.goto("about:blank");
  await desk.open("#/en/connection");
  await desk.press("button", "Sign in");
  await desk.page.locator(".badge[data-tone=live]", { hasText: /@/ }).waitFor();
}

/** What is said of trouble, as people read it. */
export const bars = (desk) => desk.page.locator("main .bar:is([data-intent=error], [data-intent=warning])").allTextContents();

/** Signs in, writes a draft, then meets the trouble on these routes: `kinds` tells which, by the route and its place. */
export async function meet(desk, world, own, kinds) {
  // What a portal refuses the browser writes into its console; what the desk itself says there would be a fault.
  desk.forgive(/^console: Failed to load resource/);
  await begin(desk);
  await draft(desk, world.sought);
  const place = {
    name: /case\/([a-z0-9]+)\//.exec(desk.page.url())[1],
    request: await world.portal.makeRequest(),
    sought: world.sought,
  };
  // A service is chosen, so that its kinds of problem are read with the form.
  await desk.select("Azure service", "Virtual Machine running Windows");
  await desk.page.locator("#classification option").nth(1).waitFor({ state: "attached" });
  let met = 0;
  for (const [at, [prefix, method, path_pattern, open, says]] of own.entries()) {
    for (const fault of kinds(at)) {
      const where = `${fault} at ${method} ${prefix}${path_pattern}`;
      await anew(desk);
      await world.portal.trouble(rule(prefix, method, path_pattern, fault));
      await open(desk, place);
      const main = desk.page.locator("main");
      // Half a minute is what an answer is waited for, and a page may have something to ask for before.
      await until(async () => (await world.portal.struck()) > 0, 60_000, () => `${where}: the page never asked`);
      if (fault !== "latency") {
        await until(async () => says.test(await main.textContent()), 60_000, async () => `${where}: it is not said: ${await main.textContent()}`);
      }
      await settled(desk, where);
      if (fault === "latency") assert.deepEqual(await bars(desk), [], `${where}: what only takes longer is no trouble`);
      const kept = await desk.page.evaluate(() => localStorage.getItem("desk-live") ?? "");
      assert.ok(kept.includes("Dispatch machines stop responding"), `${where}: the draft is gone`);
      assert.deepEqual(desk.faults, [], where);
      await world.portal.trouble();
      met += 1;
    }
  }
  return met;
}
